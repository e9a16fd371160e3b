// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/turn_watchdog.h"

#include <QAbstractEventDispatcher>

#include <algorithm>

namespace signalbox::ui {

namespace {
constexpr qsizetype kMostKept = 100;
}

TurnWatchdog::TurnWatchdog(Duration limit, QObject *parent)
    : QObject(parent)
    , m_limit(limit)
{
    auto *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, &TurnWatchdog::begin);
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &TurnWatchdog::end);
}

void TurnWatchdog::clear()
{
    m_slow.clear();
    m_turns = 0;
    m_longest = Duration(0);
    m_timer.invalidate();
}

void TurnWatchdog::begin()
{
    m_timer.start();
}

void TurnWatchdog::end()
{
    if (!m_timer.isValid()) {
        return;
    }
    const auto length = std::chrono::duration_cast<Duration>(std::chrono::nanoseconds(m_timer.nsecsElapsed()));
    m_timer.invalidate();
    ++m_turns;
    m_longest = std::max(m_longest, length);
    if (length > m_limit) {
        if (m_slow.size() < kMostKept) {
            m_slow.push_back({length, m_doing});
        }
        Q_EMIT slow(length, m_doing);
    }
}

} // namespace signalbox::ui
