// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how long the GUI thread is busy with each event: what makes a window stutter.
#pragma once

#include <QApplication>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>

namespace signalbox::ui {

/// Thread: the GUI thread.
class TurnWatchdog
{
public:
    using Duration = std::chrono::microseconds;
    /// A turn is one event with all that its handlers do. It is slow where the thread computed longer than `limit`, or
    /// waited six times as long for something other than its turn on a busy machine. A machine that takes longer for a
    /// known piece of work at that moment is given as much longer for the turn.
    explicit TurnWatchdog(Duration limit = std::chrono::milliseconds(16));

    /// How many times longer than a present desktop with nothing else to do this machine takes now, at least 1. Takes
    /// some 12 ms of the calling thread.
    static double slowness();

    struct Turn
    {
        Duration computed;
        Duration waited; ///< for something: a lock, a file, a display
        QString doing; ///< of the last mark()
        QString event; ///< class of the receiver and type of the event
    };
    /// Slow ones since the start or clear(), at most 100.
    const QList<Turn> &slowTurns() const { return m_slow; }
    int turns() const { return m_turns; }
    Duration longest() const { return m_longest; }
    /// Names what the following turns are about.
    void mark(const QString &doing) { m_doing = doing; }
    void clear();
    /// The slow turns in words, a line each.
    QString report() const;

    /// Asks `event` for the name of a slow turn only.
    void note(Duration computed, Duration waited, const std::function<QString()> &event);

private:
    Duration m_limit;
    QList<Turn> m_slow;
    QString m_doing;
    Duration m_longest{0};
    int m_turns = 0;
};

/// An application that tells a watchdog of every turn. For tests and for finding out.
class WatchedApplication : public QApplication
{
    Q_OBJECT
public:
    using QApplication::QApplication;

    /// Null ends the watching. It must outlive the application or be taken away.
    void watch(TurnWatchdog *watchdog) { m_watchdog = watchdog; }
    bool notify(QObject *receiver, QEvent *event) override;

private:
    TurnWatchdog *m_watchdog = nullptr;
    int m_depth = 0;
};

} // namespace signalbox::ui
