// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/task_scope.h"

#include "base/log.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace signalbox {

namespace {
// How long a scope that ends waits for tasks that do not, and how often it looks at the time.
constexpr std::chrono::milliseconds kPatience{5000};
constexpr std::chrono::milliseconds kLook{100};
} // namespace

struct TaskScope::State
{
    std::stop_source stop;
    std::size_t running = 0;
    std::vector<OneShot<bool>> waiters;
};

Error cancelledError(std::string subject)
{
    return Error("cancelled", "It was cancelled before it ended.", std::move(subject));
}

TaskScope::TaskScope() : m_state(std::make_shared<State>()) {}

TaskScope::~TaskScope()
{
    m_state->stop.request_stop();
    // Only events of this thread can end its coroutines, and the owner cannot await here.
    const QDeadlineTimer patience(kPatience);
    std::optional<QTimer> wake; // what it waits for may never come
    while (m_state->running > 0 && !patience.hasExpired()) {
        QCoreApplication::sendPostedEvents();
        if (m_state->running > 0) {
            if (!wake) {
                wake.emplace();
                wake->start(kLook);
            }
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
        }
    }
    if (m_state->running > 0) {
        log::error("task", "tasks ignored their stop token and were abandoned",
                   {{"count", static_cast<std::int64_t>(m_state->running)}});
    }
}

std::stop_token TaskScope::token() const
{
    return m_state->stop.get_token();
}

void TaskScope::start(const std::function<Task<void>(std::stop_token)> &make)
{
    ++m_state->running;
    (void)run(m_state, make(m_state->stop.get_token())); // the state counts it
}

Task<void> TaskScope::run(std::shared_ptr<State> state, Task<void> task)
{
    try {
        co_await task;
    } catch (const std::exception &failure) {
        log::error("task", "an exception left a task", {{"what", failure.what()}});
    } catch (...) {
        log::error("task", "an exception left a task", {{"what", "it is no std::exception"}});
    }
    if (--state->running == 0) {
        for (auto &waiter : std::exchange(state->waiters, {})) {
            waiter.set(true);
        }
    }
}

void TaskScope::cancel()
{
    m_state->stop.request_stop();
}

Task<void> TaskScope::close()
{
    auto state = m_state;
    state->stop.request_stop();
    if (state->running > 0) {
        OneShot<bool> ended;
        state->waiters.push_back(ended);
        co_await ended.wait();
    }
}

std::size_t TaskScope::size() const
{
    return m_state->running;
}

} // namespace signalbox
