// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pane_tools.h"

#include <QAction>
#include <QCoreApplication>
#include <QToolButton>

namespace signalbox::ui {

QAction *paneAction(const Theme &theme, QWidget *pane, const QString &icon, const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(icon.isEmpty() ? QIcon() : theme.icon(icon), text, pane);
    if (!keys.isEmpty()) {
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(QCoreApplication::translate("PaneTools", "%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
        pane->addAction(action);
    }
    return action;
}

QToolButton *actionButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setDefaultAction(action);
    button->setIconSize(QSize(size::kIcon, size::kIcon));
    button->setAccessibleName(action->text());
    return button;
}

QToolButton *iconButton(const Theme &theme, const QString &icon, const QString &name)
{
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setIcon(theme.icon(icon, Role::TextMuted));
    button->setIconSize(QSize(size::kIcon, size::kIcon));
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace signalbox::ui
