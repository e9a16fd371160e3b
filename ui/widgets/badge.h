// SPDX-License-Identifier: GPL-3.0-or-later
// A small pill: a state with its sign, or a word or number in a tint.
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace signalbox::ui {

class Badge : public QWidget
{
    Q_OBJECT
public:
    Badge(const Theme &theme, const QString &text, QWidget *parent = nullptr);
    Badge(const Theme &theme, State state, QWidget *parent = nullptr);

    void setText(const QString &text);
    /// With the state's own word unless `text` says another.
    void setState(State state, const QString &text = QString());

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_text;
    State m_state = State::Idle;
};

} // namespace signalbox::ui
