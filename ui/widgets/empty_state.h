// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where there is nothing yet: an icon, what belongs here, and what to do about it.
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace signalbox::ui {

class TextLabel;

class EmptyState : public QWidget
{
    Q_OBJECT
public:
    EmptyState(const Theme &theme, const QString &icon, const QString &title, const QString &text, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &text);
    /// A button below the text; the first one stands out.
    void addAction(QAction *action);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Leaves out what there is no room for: the icon first, then the text (which stays the description).
    void fit();

    const Theme &m_theme;
    QString m_iconName;
    QLabel *m_icon;
    TextLabel *m_title;
    TextLabel *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace signalbox::ui
