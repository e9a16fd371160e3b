// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/run_watch.h"

#include "base/uuid.h"
#include "client/recordings.h"
#include "ui/link/payload.h"
#include "ui/widgets/run_text.h"
#include "ui/words/words.h"

#include <QTimer>

#include <limits>

namespace signalbox::ui {

using namespace runs;

namespace {

constexpr std::int64_t kPage = 500;
constexpr int kSoonMs = 120;
// A person asked for it, whatever it takes.
constexpr std::int64_t kMostBytes = std::numeric_limits<std::int64_t>::max();

} // namespace

RunWatch::RunWatch(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_steps(new StepsModel(this))
    , m_soon(new QTimer(this))
{
    m_soon->setSingleShot(true);
    m_soon->setInterval(kSoonMs);
    connect(m_soon, &QTimer::timeout, this, &RunWatch::refresh);
    connect(m_steps, &StepsModel::moreWanted, this, &RunWatch::loadMoreSteps);
}

RunWatch::~RunWatch() = default;

void RunWatch::setClient(client::Client *client)
{
    m_acting.renew();
    m_client = client;
    m_state.reset();
    setRun({});
    if (!client) {
        return;
    }
    m_isAway = false;
    m_state = client->watchState([this](client::ConnectionState state, const std::optional<Error> &) {
        const bool wasAway = std::exchange(m_isAway, state != client::ConnectionState::Connected);
        if (m_isAway != wasAway) {
            m_isAway ? Q_EMIT changed() : refresh();
        }
    });
}

void RunWatch::setRun(const QString &id)
{
    m_soon->stop();
    m_reading.renew();
    m_id = m_client ? id : QString();
    m_run.reset();
    m_costs = {};
    m_hasCosts = false;
    m_problem.clear();
    m_hasMore = false;
    m_isReading = false;
    m_readAgain = false;
    m_wanted = m_readAhead;
    m_steps->clear();
    if (!m_id.isEmpty()) {
        refresh();
    }
    Q_EMIT changed();
    Q_EMIT stepsChanged();
}

double RunWatch::lengthMs() const
{
    if (!m_run) {
        return 0;
    }
    if (!isFinal(m_run->state)) {
        return double(m_clock.now() - m_run->startedAt);
    }
    // The engine's own measure leaves out the time between a crash and the next start.
    return std::max(m_run->durationMs, double(m_run->finishedAt - m_run->startedAt));
}

void RunWatch::hear(const api::EventView &event)
{
    if (m_id.isEmpty() || event.source != m_id.toStdString()) {
        return;
    }
    if (const auto *changed = json::find(event.data, "changed"); changed && changed->is_array()) {
        for (const auto &entry : changed->get_array()) {
            const auto *pair = entry.if_array();
            if (pair && pair->size() == 2 && (*pair)[0].is_string() && (*pair)[1].is_string()) {
                if (const auto state = json::enumFromName<api::StepState>((*pair)[1].get_string())) {
                    m_steps->setState(std::string((*pair)[0].get_string()), *state);
                }
            }
        }
    }
    if (!m_soon->isActive()) {
        m_soon->start();
    }
}

void RunWatch::refresh()
{
    if (m_id.isEmpty()) {
        return;
    }
    if (m_isReading) {
        m_readAgain = true;
        return;
    }
    m_isReading = true;
    m_reading.start([this](std::stop_token stop) { return read(this, m_client, m_id.toStdString(), stop); });
}

void RunWatch::loadMoreSteps()
{
    if (m_hasMore && !m_isReading) {
        m_wanted = m_steps->size() + std::size_t(kPage);
        refresh();
    }
}

void RunWatch::setReadAhead(std::size_t steps)
{
    m_readAhead = steps;
    m_wanted = std::max(m_wanted, steps);
    if (m_hasMore && !m_isReading && m_steps->size() < m_wanted) {
        refresh();
    }
}

void RunWatch::spread()
{
    if (m_run) {
        m_steps->setSpan(m_run->startedAt, lengthMs());
    }
}

Task<void> RunWatch::read(RunWatch *self, client::Client *client, std::string id, std::stop_token stop)
{
    do {
        self->m_readAgain = false;
        // Named before it is awaited: g++ 12.2 destroys such temporaries twice.
        api::RunId which{id};
        auto run = co_await client->call<api::RunsGet>(which, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!run) {
            self->m_problem = words::sentence(run.error());
            break;
        }
        self->m_problem.clear();
        self->m_run = std::move(*run);
        self->spread();
        Q_EMIT self->changed();
        // What may have changed: the steps that were under way, as a range or one by one.
        const auto unfinished = self->m_steps->unfinished();
        const bool isRange = !unfinished.empty() && unfinished.back() - unfinished.front() < kPage;
        for (std::size_t i = 0; i < unfinished.size() && i < 50; ++i) {
            const auto count = isRange ? unfinished.back() - unfinished.front() + 1 : 1;
            co_await readSteps(self, client, id, unfinished[i] - 1, count, stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (isRange) {
                break;
            }
        }
        // And what is new.
        for (;;) {
            self->m_hasMore = co_await readSteps(self, client, id, self->m_steps->lastSeq(), kPage, stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (!self->m_hasMore || self->m_steps->size() >= self->m_wanted) {
                break;
            }
        }
        self->m_steps->setHasMore(self->m_hasMore);
        self->spread();
        Q_EMIT self->stepsChanged();
        if (isFinal(self->m_run->state) && !self->m_hasCosts) {
            self->m_hasCosts = true;
            std::function<client::Client *()> reach = [self] { return self->m_client; };
            auto costs = co_await readRunCosts(std::move(reach), id, stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (costs) {
                self->m_costs = std::move(*costs);
            }
        }
    } while (self->m_readAgain);
    self->m_isReading = false;
    Q_EMIT self->changed();
}

Task<bool> RunWatch::readSteps(RunWatch *self, client::Client *client, std::string id, std::int64_t after, std::int64_t limit, std::stop_token stop)
{
    api::RunStepsParams params;
    params.id = std::move(id);
    params.after = after;
    params.limit = limit;
    auto page = co_await client->call<api::RunsSteps>(params, stop);
    if (stop.stop_requested() || !page) {
        co_return false;
    }
    const bool more = page->more;
    self->m_steps->merge(std::move(page->steps));
    co_return more;
}

void RunWatch::readPayload(std::int64_t seq, ValueReader done)
{
    if (!m_id.isEmpty()) {
        m_reading.start([this, seq, done](std::stop_token stop) { return givePayload(m_client, m_id.toStdString(), seq, done, stop); });
    }
}

Task<void> RunWatch::givePayload(client::Client *client, std::string id, std::int64_t seq, ValueReader done, std::stop_token stop)
{
    api::RunPayloadParams params;
    params.id = std::move(id);
    params.seq = seq;
    auto value = co_await ui::readPayload(client, params, kMostBytes, stop);
    if (!stop.stop_requested()) {
        done(std::move(value));
    }
}

void RunWatch::readInput(const std::string &path, std::int64_t most, ValueReader done)
{
    if (!m_id.isEmpty()) {
        const api::RunStepInputParams params{m_id.toStdString(), path};
        m_reading.start([this, params, most, done](std::stop_token stop) { return giveInput(m_client, params, most, done, stop); });
    }
}

Task<void> RunWatch::giveInput(client::Client *client, api::RunStepInputParams params, std::int64_t most, ValueReader done, std::stop_token stop)
{
    auto given = co_await client->call<api::RunsStepInput>(params, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!given) {
        done(std::move(given).error());
        co_return;
    }
    const auto bytes = payloadBytes(given->input);
    if (bytes == 0 || bytes > most) {
        done(std::make_shared<const json::Value>(std::move(given->input)));
        co_return;
    }
    api::RunPayloadParams ranges;
    ranges.id = params.id;
    ranges.inputOf = params.path;
    auto value = co_await ui::readPayload(client, ranges, kMostBytes, stop);
    if (!stop.stop_requested()) {
        done(std::move(value));
    }
}

void RunWatch::cancel(Done done)
{
    if (m_client && !m_id.isEmpty()) {
        m_acting.start([this, done](std::stop_token stop) { return giveCancel(m_client, m_id.toStdString(), done, stop); });
    }
}

Task<void> RunWatch::giveCancel(client::Client *client, std::string id, Done done, std::stop_token stop)
{
    api::RunId which{std::move(id)};
    auto ended = co_await client->call<api::RunsCancel>(which, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    // Who cancels what has just ended has what he wants.
    if (ended || ended.error().is("run.ended")) {
        done(Result<void>());
    } else {
        done(std::move(ended).error());
    }
}

void RunWatch::decide(const QString &path, api::Verdict verdict, json::Value output, Done done)
{
    if (m_client && !m_id.isEmpty()) {
        api::RunDecideParams params;
        params.id = m_id.toStdString();
        params.path = path.toStdString();
        params.verdict = verdict;
        params.output = std::move(output);
        m_acting.start([this, params, done](std::stop_token stop) { return giveDecision(m_client, params, done, stop); });
    }
}

Task<void> RunWatch::giveDecision(client::Client *client, api::RunDecideParams params, Done done, std::stop_token stop)
{
    auto decided = co_await client->call<api::RunsDecide>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (decided) {
        done(Result<void>());
    } else {
        done(std::move(decided).error());
    }
}

void RunWatch::runAgain(std::function<void(Result<QString>)> done)
{
    if (m_client && m_run) {
        m_acting.start([this, done](std::stop_token stop) { return giveAgain(m_client, *m_run, done, stop); });
    }
}

Task<void> RunWatch::giveAgain(client::Client *client, api::RunView run, std::function<void(Result<QString>)> done, std::stop_token stop)
{
    api::RunPayloadParams given;
    given.id = run.id;
    given.seq = -1;
    auto input = co_await ui::readPayload(client, given, kMostBytes, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!input) {
        done(std::move(input).error());
        co_return;
    }
    api::RunStartParams params;
    params.flow = run.flow;
    params.version = run.version;
    params.input = **input;
    params.id = newUuid();
    auto started = co_await client->call<api::RunsStart>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (started) {
        done(fromUtf8(started->id));
    } else {
        done(std::move(started).error());
    }
}

void RunWatch::replay(std::function<void(Result<QString>)> done)
{
    if (m_client && m_run) {
        api::RunRerunParams params;
        params.id = m_run->id;
        params.run = newUuid();
        params.models = api::RunModels{api::ModelsMode::Replay, m_run->models.recording};
        m_acting.start([this, params, done](std::stop_token stop) { return giveReplay(m_client, params, done, stop); });
    }
}

Task<void> RunWatch::giveReplay(client::Client *client, api::RunRerunParams params, std::function<void(Result<QString>)> done, std::stop_token stop)
{
    auto started = co_await client->call<api::RunsRerun>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (started) {
        done(fromUtf8(started->id));
    } else {
        done(std::move(started).error());
    }
}

void RunWatch::readAnswers(std::function<void(Result<std::string>)> done)
{
    if (m_client && m_run) {
        m_acting.start([this, recording = m_run->models.recording, done](std::stop_token stop) { return giveAnswers(m_client, recording, done, stop); });
    }
}

Task<void> RunWatch::giveAnswers(client::Client *client, std::string recording, std::function<void(Result<std::string>)> done, std::stop_token stop)
{
    auto document = co_await client::exportRecording(client, std::move(recording), stop);
    if (!stop.stop_requested()) {
        done(std::move(document));
    }
}

} // namespace signalbox::ui
