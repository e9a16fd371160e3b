// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <ctime>
#include <cstdio>
#include <unordered_map>

#include <QTimer>

namespace signalbox {

Task<bool> Clock::sleep(Millis delay, std::stop_token stop)
{
    OneShot<bool> done;
    const auto timer = startTimer(delay, [done] { done.set(true); });
    auto *executor = Executor::current();
    std::stop_callback onStop(stop, [done, executor] { executor->post([done] { done.set(false); }); });
    const bool elapsed = co_await done.wait();
    if (!elapsed) {
        cancelTimer(timer);
    }
    co_return elapsed;
}

struct SystemClock::Private
{
    std::mutex mutex; // guards the map: timers of several threads share one clock
    std::unordered_map<TimerId, QTimer *> timers;
    TimerId nextId = 1;
};

SystemClock::SystemClock() : d(std::make_unique<Private>()) {}

SystemClock::~SystemClock()
{
    for (auto &[id, timer] : d->timers) {
        timer->disconnect(); // it may still fire before it goes
        timer->deleteLater();
    }
}

UnixMillis SystemClock::now() const
{
    return std::chrono::duration_cast<Millis>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::chrono::microseconds SystemClock::steadyNow() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

Clock::TimerId SystemClock::startTimer(Millis delay, UniqueFunction<void()> callback)
{
    auto *timer = new QTimer;
    timer->setSingleShot(true);
    timer->setTimerType(delay < std::chrono::seconds(2) ? Qt::PreciseTimer : Qt::CoarseTimer);
    TimerId id = 0;
    {
        const std::lock_guard lock(d->mutex);
        id = d->nextId++;
        d->timers.emplace(id, timer);
    }
    auto shared = std::make_shared<UniqueFunction<void()>>(std::move(callback));
    QObject::connect(timer, &QTimer::timeout, timer, [this, id, timer, shared] {
        {
            const std::lock_guard lock(d->mutex);
            d->timers.erase(id);
        }
        timer->deleteLater();
        (*shared)();
    });
    // QTimer counts in int milliseconds: about 24 days. Longer waits are the caller's durable timers.
    timer->start(std::chrono::milliseconds(std::min<std::int64_t>(std::max<std::int64_t>(delay.count(), 0), 0x7fffffff)));
    return id;
}

void SystemClock::cancelTimer(TimerId id)
{
    const std::lock_guard lock(d->mutex);
    if (auto found = d->timers.find(id); found != d->timers.end()) {
        found->second->stop();
        found->second->deleteLater();
        d->timers.erase(found);
    }
}

VirtualClock::VirtualClock(UnixMillis start) : m_now(start) {}

UnixMillis VirtualClock::now() const
{
    return m_now;
}

std::chrono::microseconds VirtualClock::steadyNow() const
{
    return m_steady;
}

Clock::TimerId VirtualClock::startTimer(Millis delay, UniqueFunction<void()> callback)
{
    const auto id = m_nextId++;
    m_timers.emplace(m_steady + std::clamp(delay, Millis(0), kLongestWait), Timer{id, std::move(callback)});
    return id;
}

void VirtualClock::cancelTimer(TimerId id)
{
    std::erase_if(m_timers, [id](const auto &entry) { return entry.second.id == id; });
}

void VirtualClock::advance(Millis by)
{
    const auto target = m_steady + std::chrono::microseconds(by);
    while (!m_timers.empty() && m_timers.begin()->first <= target) {
        auto node = m_timers.extract(m_timers.begin());
        m_now += std::chrono::duration_cast<Millis>(node.key() - m_steady).count();
        m_steady = node.key();
        node.mapped().callback();
    }
    m_now += std::chrono::duration_cast<Millis>(target - m_steady).count();
    m_steady = target;
}

void VirtualClock::setWallClock(UnixMillis now)
{
    m_now = now;
}

Millis VirtualClock::nextTimer() const
{
    if (m_timers.empty()) {
        return Millis(-1);
    }
    return std::chrono::duration_cast<Millis>(m_timers.begin()->first - m_steady);
}

std::string toIsoString(UnixMillis time)
{
    auto seconds = static_cast<std::time_t>(time / 1000);
    auto millis = static_cast<int>(time % 1000);
    if (millis < 0) {
        millis += 1000;
        --seconds;
    }
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", parts.tm_year + 1900,
                  parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, millis);
    return text.data();
}

} // namespace signalbox
