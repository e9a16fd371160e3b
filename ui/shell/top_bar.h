// SPDX-License-Identifier: GPL-3.0-or-later
// The one bar above everything: menus, the way into the command palette, the toolbar's commands and Run.
#pragma once

#include "ui/theme/theme.h"

#include <QHash>
#include <QWidget>

class QHBoxLayout;
class QMenu;
class QMenuBar;
class QPushButton;
class QToolButton;

namespace signalbox::ui {

class ActionRegistry;

class TopBar : public QWidget
{
    Q_OBJECT
public:
    TopBar(const Theme &theme, ActionRegistry &actions, QWidget *parent = nullptr);

    /// A menu that is filled from the registry each time it opens. `extra` adds what the registry does not have.
    QMenu *addMenu(const QString &id, const QString &title, std::function<void(QMenu &)> extra = {});
    QMenuBar *menuBar() const { return m_menus; }
    /// How the current document runs: Run becomes Stop, with Pause beside it; of a paused run, Continue with Step and Stop.
    enum class Running { No, Yes, Paused };
    void setRunning(Running running);

Q_SIGNALS:
    void paletteRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fill(QMenu &menu, const QString &id);
    void addButton(const QString &id);
    QString runCommand() const;
    QToolButton *makeButton(const QString &id);
    void bindRun();

    const Theme &m_theme;
    ActionRegistry &m_actions;
    QMenuBar *m_menus;
    QPushButton *m_find;
    QHBoxLayout *m_buttons;
    QHBoxLayout *m_runButtons;
    QPushButton *m_run;
    QMetaObject::Connection m_runChanges;
    Running m_running = Running::No;
};

} // namespace signalbox::ui
