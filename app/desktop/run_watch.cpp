// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/run_watch.h"

#include "api/approval_calls.h"
#include "api/dead_letter_calls.h"
#include "api/run_calls.h"

namespace signalbox::desktop {

namespace {
// Runs make many events; one question answers for all of them.
constexpr std::chrono::milliseconds kSettle{150};
// How long a backend that refuses its events is left alone.
constexpr std::chrono::milliseconds kAgain{2000};
constexpr std::int64_t kMost = 500;
}

RunWatch::RunWatch(ui::BackendLink &link, QObject *parent)
    : QObject(parent)
    , m_link(link)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        if (auto *client = m_link.client()) {
            m_scope.start([this, client](std::stop_token) { return count(client, m_stop.get_token()); });
        }
    });
    m_again.setSingleShot(true);
    m_again.setInterval(kAgain);
    connect(&m_again, &QTimer::timeout, this, &RunWatch::followOn);
    connect(&link, &ui::BackendLink::changed, this, &RunWatch::restart);
    restart();
}

RunWatch::~RunWatch()
{
    m_stop.request_stop();
}

void RunWatch::restart()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_settle.stop();
    m_again.stop();
    m_counts = {};
    Q_EMIT changed(m_counts);
    followOn();
}

void RunWatch::followOn()
{
    if (auto *client = m_link.client()) {
        m_scope.start([this, client](std::stop_token) { return follow(client, m_stop.get_token()); });
    }
}

Task<void> RunWatch::follow(client::Client *client, std::stop_token stop)
{
    for (bool isGone = true; isGone;) {
        isGone = false;
        api::EventSubscribeParams params;
        params.topics = "run.*,deadLetter.*";
        auto stream = co_await client->subscribe(std::move(params), stop);
        while (stream && !stop.stop_requested()) {
            if (!m_settle.isActive()) {
                m_settle.start(); // also for what was before the stream
            }
            const auto events = co_await (*stream)->next(stop);
            if (!events) {
                isGone = events.error().is("events.gone");
                break;
            }
        }
        if (stop.stop_requested()) {
            co_return;
        }
    }
    m_again.start();
}

Task<void> RunWatch::count(client::Client *client, std::stop_token stop)
{
    api::RunListParams params;
    params.unfinished = true;
    params.limit = kMost;
    const auto list = co_await client->call<api::RunsList>(std::move(params), stop);
    if (!list || stop.stop_requested()) {
        co_return;
    }
    ui::RunCounts counts;
    for (const auto &run : list->runs) {
        counts.running += run.state == api::RunState::Running ? 1 : 0;
        counts.waiting += run.state == api::RunState::Waiting ? 1 : 0;
        counts.inDoubt += int(run.inDoubt.size());
    }
    api::DeadLetterListParams open;
    open.limit = 1;
    const auto letters = co_await client->call<api::DeadLettersList>(std::move(open), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    counts.letters = letters ? int(letters->open) : 0;
    api::ApprovalListParams pending;
    pending.state = api::ApprovalState::Pending;
    pending.limit = kMost;
    const auto approvals = co_await client->call<api::ApprovalsList>(std::move(pending), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (approvals) {
        counts.approvals = int(std::count_if(approvals->approvals.begin(), approvals->approvals.end(), [](const auto &approval) { return approval.mayDecide; }));
    }
    if (counts != m_counts) {
        m_counts = counts;
        Q_EMIT changed(m_counts);
    }
}

} // namespace signalbox::desktop
