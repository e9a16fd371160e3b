// SPDX-License-Identifier: GPL-3.0-or-later
// A label in a text style and a colour role, which follows the theme.
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace signalbox::ui {

class TextLabel : public QLabel
{
    Q_OBJECT
public:
    TextLabel(const Theme &theme, const QString &text, TextStyle style = TextStyle::Body, Role role = Role::Text, QWidget *parent = nullptr);

    void setRole(Role role);

protected:
    void changeEvent(QEvent *event) override;

private:
    void apply();

    const Theme &m_theme;
    TextStyle m_style;
    Role m_role;
};

/// One line that is cut with an ellipsis where it does not fit; the whole text is its tool tip then.
class ElidedLabel : public TextLabel
{
    Q_OBJECT
public:
    using TextLabel::TextLabel;

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace signalbox::ui
