// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/turn_watchdog.h"

#include <QEvent>
#include <QThread>

#include <algorithm>
#include <ctime>

namespace signalbox::ui {

namespace {

constexpr qsizetype kMostKept = 100;

std::chrono::nanoseconds computedSoFar()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace

TurnWatchdog::TurnWatchdog(Duration limit)
    : m_limit(limit)
{
}

void TurnWatchdog::clear()
{
    m_slow.clear();
    m_turns = 0;
    m_longest = Duration(0);
}

void TurnWatchdog::note(Duration computed, Duration passed, const QString &event)
{
    ++m_turns;
    m_longest = std::max(m_longest, computed);
    if (isSlow(computed, passed) && m_slow.size() < kMostKept) {
        m_slow.push_back({computed, passed, m_doing, event});
    }
}

QString TurnWatchdog::report() const
{
    QString text;
    for (const auto &turn : m_slow) {
        text += QStringLiteral("%1: computed %2 ms, %3 ms passed (%4)\n").arg(turn.doing).arg(double(turn.computed.count()) / 1000).arg(double(turn.passed.count()) / 1000).arg(turn.event);
    }
    return text;
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (!m_watchdog || m_depth > 0 || QThread::currentThread() != thread()) {
        return QApplication::notify(receiver, event);
    }
    const int type = event->type();
    const char *kind = receiver->metaObject()->className();
    const auto start = std::chrono::steady_clock::now();
    const auto before = computedSoFar();
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    const auto computed = std::chrono::duration_cast<TurnWatchdog::Duration>(computedSoFar() - before);
    const auto passed = std::chrono::duration_cast<TurnWatchdog::Duration>(std::chrono::steady_clock::now() - start);
    if (m_watchdog) {
        m_watchdog->note(computed, passed, m_watchdog->isSlow(computed, passed) ? QStringLiteral("%1, event %2").arg(QString::fromLatin1(kind)).arg(type) : QString());
    }
    return handled;
}

} // namespace signalbox::ui
