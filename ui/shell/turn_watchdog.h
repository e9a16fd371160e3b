// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the turns of the GUI thread's event loop: how long the window did not answer.
#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QString>

#include <chrono>

namespace signalbox::ui {

/// A turn is the time from when the loop wakes until it waits again. Thread: the GUI thread.
class TurnWatchdog : public QObject
{
    Q_OBJECT
public:
    using Duration = std::chrono::microseconds;
    explicit TurnWatchdog(Duration limit = std::chrono::milliseconds(16), QObject *parent = nullptr);

    struct Turn
    {
        Duration length;
        QString doing; ///< of the last mark()
    };
    /// Turns over the limit since the start or clear(), at most 100.
    const QList<Turn> &slowTurns() const { return m_slow; }
    int turns() const { return m_turns; }
    Duration longest() const { return m_longest; }
    /// Names what the following turns are about.
    void mark(const QString &doing) { m_doing = doing; }
    void clear();

Q_SIGNALS:
    void slow(std::chrono::microseconds length, const QString &doing);

private:
    void begin();
    void end();

    Duration m_limit;
    QElapsedTimer m_timer;
    QList<Turn> m_slow;
    QString m_doing;
    Duration m_longest{0};
    int m_turns = 0;
};

} // namespace signalbox::ui
