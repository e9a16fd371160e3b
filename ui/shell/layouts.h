// SPDX-License-Identifier: GPL-3.0-or-later
// The arrangement of the panes: the default, and those that a person saved under a name.
#pragma once

#include "ui/shell/pane_dock.h"

#include <QList>
#include <QObject>
#include <QStringList>

class QMainWindow;

namespace signalbox::ui {

class StateFile;

/// Thread: the GUI thread.
class Layouts : public QObject
{
    Q_OBJECT
public:
    Layouts(QMainWindow &window, StateFile &state, QObject *parent = nullptr);

    PaneDock *add(PaneDock *dock);
    const QList<PaneDock *> &docks() const { return m_docks; }
    PaneDock *find(const QString &pane) const;

    /// Shown, and not behind another pane of the same place.
    bool isInFront(const PaneDock *dock) const;

    /// As the panes' declarations say.
    void applyDefault();
    /// Only what stands in the middle; the second call brings the panes back.
    void toggleFocusMode();
    bool isFocused() const { return !m_beforeFocus.isEmpty(); }

    QStringList names() const;
    void save(const QString &name);
    /// False where there is no such layout, or it cannot be used any more; the window is as before then.
    bool apply(const QString &name);
    void remove(const QString &name);
    void rename(const QString &name, const QString &to);

    /// For the session.
    QByteArray current() const;
    bool restore(const QByteArray &arrangement);

private:
    void updateTabs();
    void scheduleTabs();

    QMainWindow &m_window;
    StateFile &m_state;
    QList<PaneDock *> m_docks;
    QByteArray m_beforeFocus;
    bool m_tabsScheduled = false;
};

} // namespace signalbox::ui
