// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of a pane, the keys that they answer before the window does, and the flat buttons for them, all of one make.
#pragma once

#include "ui/theme/theme.h"

#include <QKeySequence>

class QAction;
class QToolButton;
class QWidget;

namespace signalbox::ui {

/// An action that `pane` owns. `keys` work while the focus is in the pane, before any shortcut of the window that has
/// the same ones, and its tooltip names them. `icon` may be empty.
QAction *paneAction(const Theme &theme, QWidget *pane, const QString &icon, const QString &text, const QKeySequence &keys = {});
/// `keys` trigger the action while `view` itself has the focus, before any shortcut of the window that has the same ones.
void answerKeys(QWidget *view, QAction *action, const QKeySequence &keys);
/// Keys that edit (cut, copy, paste, delete, select all) stay with whatever has the focus in `part`.
void keepEditKeys(QWidget *part);
/// Nothing inside of `part` tells it anything any more: for its destructor, as views and scroll bars still speak while they
/// lose their models, of which the members that they speak to may be gone.
void endListening(QWidget *part);
/// A flat button that shows the action's icon.
QToolButton *actionButton(QAction *action);
/// A flat, muted button that says its name in a tooltip.
QToolButton *iconButton(const Theme &theme, const QString &icon, const QString &name);

} // namespace signalbox::ui
