// SPDX-License-Identifier: GPL-3.0-or-later
// A person at a run: pause, go on, one step, breakpoints, again from a step.
#include "ui/flow/run_follower.h"

#include "base/uuid.h"
#include "client/client.h"

namespace signalbox::ui {

// The answer is the run as it stands then; what comes of it comes by events.
template<typename C>
Task<void> RunFollower::control(typename C::Params params, std::stop_token stop)
{
    const auto id = params.id;
    const auto heard = m_heard;
    auto answer = co_await m_bench.call<C>(std::move(params), stop);
    if (stop.stop_requested() || id != m_id) {
        co_return;
    }
    if (answer) {
        takeView(std::move(*answer), heard);
    } else if (!answer.error().is("run.ended") && !answer.error().is("run.notPaused") && !answer.error().is("cancelled")) {
        Q_EMIT failed(textOf(answer.error()), qt(answer.error().code));
    }
}

template<typename C>
void RunFollower::ask(typename C::Params params)
{
    if (hasRun() && !m_hasEnded && !m_isStarting) {
        m_scope.start([this, params](std::stop_token) { return control<C>(params, m_run.get_token()); });
    }
}

void RunFollower::pause()
{
    ask<api::RunsPause>(api::RunId{m_id});
}

void RunFollower::resume()
{
    ask<api::RunsResume>(api::RunId{m_id});
}

void RunFollower::step(const std::string &path)
{
    api::RunStepParams params;
    params.id = m_id;
    params.path = path;
    ask<api::RunsStep>(std::move(params));
}

void RunFollower::setBreakpoints(std::vector<std::string> paths)
{
    api::RunBreakpointsParams params;
    params.id = m_id;
    params.paths = std::move(paths);
    if (m_isStarting) {
        m_wantedBreakpoints = std::move(params.paths);
        return;
    }
    ask<api::RunsSetBreakpoints>(std::move(params));
}

void RunFollower::rerun(api::RunRerunParams params)
{
    begin(newUuid());
    params.run = m_id;
    m_view.models = params.models.value_or(api::RunModels());
    m_startedWith = params.breakpoints;
    m_isStarting = true;
    m_scope.start([this, params](std::stop_token) { return run(Origin::New, api::RunStartParams(), params, m_run.get_token()); });
    Q_EMIT stateChanged();
    Q_EMIT progressed();
}

// Events say that a run is paused, not what comes next; that is read, once for many of them.
void RunFollower::takePause(const api::EventView &event)
{
    const auto *paused = json::find(event.data, "paused");
    const bool isPaused = paused && paused->is_bool() && paused->get_bool();
    ++m_heard;
    if (!isPaused) {
        m_readsViewAgain = false;
        if (std::exchange(m_view.paused, false)) {
            m_view.next.clear();
            Q_EMIT stateChanged();
        }
        return;
    }
    m_readsViewAgain = true;
    if (!m_readingView) {
        m_readingView = true;
        m_scope.start([this](std::stop_token) { return readView(m_run.get_token()); });
    }
}

Task<void> RunFollower::readView(std::stop_token stop)
{
    while (std::exchange(m_readsViewAgain, false)) {
        api::RunId params{m_id};
        const auto heard = m_heard;
        auto view = co_await m_bench.call<api::RunsGet>(std::move(params), stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!view) {
            // It is paused, whatever comes next: nothing more is heard of it until somebody lets it go on.
            if (heard == m_heard && !std::exchange(m_view.paused, true)) {
                Q_EMIT stateChanged();
            }
            break;
        }
        if (!m_readsViewAgain) {
            takeView(std::move(*view), heard);
        }
    }
    m_readingView = false;
}

// An answer and the events come by ways of their own: what was heard since it was asked for is newer than it may be.
void RunFollower::takeView(api::RunView view, std::uint64_t heard)
{
    if (m_hasEnded || (view.state != api::RunState::Running && view.state != api::RunState::Waiting)) {
        return; // how it ends comes by its last event
    }
    if (heard != m_heard) {
        view.state = m_view.state;
        view.steps = std::max(view.steps, m_view.steps);
        view.paused = m_view.paused; // where an event says that it is, that is being read
        view.next = m_view.next;
    }
    m_view = std::move(view);
    touch();
    Q_EMIT stateChanged();
}

} // namespace signalbox::ui
