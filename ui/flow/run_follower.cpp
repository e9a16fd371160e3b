// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/run_follower.h"

#include "base/uuid.h"
#include "client/client.h"
#include "ui/link/payload.h"
#include "ui/link/run_costs.h"
#include "ui/widgets/money_text.h"

#include <QDateTime>

namespace signalbox::ui {

namespace {

constexpr int kFrameMs = 16;
constexpr int kDetailsMs = 400;
constexpr std::int64_t kPage = 500;
constexpr int kMostPages = 10; ///< before it is shown; the rest is read on
constexpr int kDetailPages = 2;
constexpr std::int64_t kOpenPage = 100;
constexpr std::size_t kMostOpen = 10'000;
constexpr int kFirstPatienceMs = 1000;
constexpr int kMostPatienceMs = 30'000;

} // namespace

RunFollower::RunFollower(Workbench &bench, QObject *parent) : QObject(parent), m_bench(bench)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(kFrameMs);
    connect(&m_frame, &QTimer::timeout, this, &RunFollower::progressed);
    m_detailsTimer.setSingleShot(true);
    m_detailsTimer.setInterval(kDetailsMs);
    connect(&m_detailsTimer, &QTimer::timeout, this, [this] {
        if (hasRun() && !m_hasEnded && !m_readingDetails) {
            m_scope.start([this](std::stop_token) { return details(m_reading.get_token()); });
        }
    });
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &RunFollower::reconnect);
}

RunFollower::~RunFollower()
{
    leave();
}

void RunFollower::leave()
{
    m_run.request_stop();
    m_reading.request_stop();
}

bool RunFollower::isUnderWay() const
{
    return m_isStarting || (hasRun() && !m_hasEnded && !m_isLost);
}

double RunFollower::elapsedMs() const
{
    if (m_hasEnded && m_view.durationMs > 0) {
        return m_view.durationMs;
    }
    if (m_view.startedAt > 0 && !m_hasEnded) {
        return static_cast<double>(QDateTime::currentMSecsSinceEpoch() - m_view.startedAt);
    }
    return m_since.isValid() ? static_cast<double>(m_since.elapsed()) : 0;
}

void RunFollower::begin(std::string id)
{
    leave();
    m_run = {};
    m_reading = {};
    m_id = std::move(id);
    m_view = {};
    m_view.id = m_id;
    m_overlay.clear();
    m_hasEnded = false;
    m_isStarting = false;
    m_isLost = false;
    m_again.stop();
    m_patience = kFirstPatienceMs;
    m_readingDetails = false;
    m_readingView = false;
    m_readSeq = 0;
    m_open.clear();
    m_isChosen = false;
    m_startedWith.clear();
    m_wantedBreakpoints.reset();
    m_since.start();
}

void RunFollower::start(api::RunStartParams params)
{
    begin(newUuid());
    params.id = m_id;
    m_view.models = params.models;
    m_startedWith = params.breakpoints;
    m_isStarting = true;
    m_scope.start([this, params](std::stop_token) { return run(Origin::New, params, std::nullopt, m_run.get_token()); });
    Q_EMIT stateChanged();
    Q_EMIT progressed();
}

void RunFollower::follow(const std::string &id)
{
    begin(id);
    m_scope.start([this](std::stop_token) { return run(Origin::Known, api::RunStartParams(), std::nullopt, m_run.get_token()); });
    Q_EMIT stateChanged();
}

void RunFollower::show(const std::string &id)
{
    if (id != m_id || m_isLost) {
        follow(id);
    }
    m_isChosen = true;
}

void RunFollower::pickUp(const std::string &flow)
{
    m_scope.start([this, flow](std::stop_token stop) { return find(flow, stop); });
}

Task<void> RunFollower::find(std::string flow, std::stop_token stop)
{
    api::RunListParams params;
    params.flow = std::move(flow);
    params.unfinished = true;
    params.limit = 1;
    auto list = co_await m_bench.call<api::RunsList>(std::move(params), stop);
    if (list && !list->runs.empty() && !stop.stop_requested() && !isUnderWay() && !m_isChosen) {
        follow(list->runs.front().id);
    }
}

void RunFollower::stop()
{
    if (isUnderWay() || m_isLost) {
        m_scope.start([this, id = m_id](std::stop_token token) { return cancel(id, token); });
    }
}

Task<void> RunFollower::cancel(std::string id, std::stop_token stop)
{
    api::RunId params{id};
    auto cancelled = co_await m_bench.call<api::RunsCancel>(std::move(params), stop);
    if (!cancelled && !cancelled.error().is("run.ended") && !cancelled.error().is("cancelled")) {
        Q_EMIT failed(textOf(cancelled.error()), qt(cancelled.error().code));
    }
}

void RunFollower::clear()
{
    leave();
    m_id.clear();
    m_view = {};
    m_overlay.clear();
    m_isStarting = false;
    m_hasEnded = false;
    m_isLost = false;
    m_isChosen = false;
    m_again.stop();
    m_frame.stop();
    m_detailsTimer.stop();
    Q_EMIT stateChanged();
    Q_EMIT progressed();
}

void RunFollower::lose(const Error &error)
{
    m_isStarting = false;
    m_detailsTimer.stop();
    m_again.start(m_patience);
    m_patience = std::min(2 * m_patience, kMostPatienceMs);
    if (!std::exchange(m_isLost, true)) {
        Q_EMIT failed(textOf(error), qt(error.code));
        Q_EMIT stateChanged();
    }
}

// A run that the backend does not have is not looked for again.
void RunFollower::missed(const Error &error)
{
    if (m_hasEnded) {
        return; // all but some of its steps is known
    }
    if (!error.is("store.notFound")) {
        lose(error);
        return;
    }
    clear();
    Q_EMIT failed(textOf(error), qt(error.code));
}

void RunFollower::reconnect()
{
    if (m_isLost) {
        m_again.stop();
        leave();
        m_run = {};
        m_reading = {};
        m_readingDetails = false;
        m_readingView = false;
        m_scope.start([this](std::stop_token) { return run(Origin::Known, api::RunStartParams(), std::nullopt, m_run.get_token()); });
    }
}

void RunFollower::touch()
{
    if (!m_frame.isActive()) {
        m_frame.start();
    }
}

Task<Result<std::unique_ptr<client::EventStream>>> RunFollower::subscribe(api::EventSubscribeParams params, std::stop_token stop)
{
    auto *client = m_bench.link().client();
    if (!client) {
        co_return Workbench::noBackend();
    }
    co_return co_await client->subscribe(std::move(params), std::move(stop));
}

// The subscription comes before the start, so that no event of the run is missed.
Task<void> RunFollower::run(Origin origin, api::RunStartParams params, std::optional<api::RunRerunParams> again, std::stop_token stop)
{
    api::EventSubscribeParams wanted;
    wanted.topics = "run.*";
    wanted.source = m_id;
    auto stream = co_await subscribe(wanted, stop);
    if (!stream) {
        if (!stop.stop_requested()) {
            if (origin == Origin::Known) {
                lose(stream.error());
                co_return;
            }
            refused(stream.error(), again);
        }
        co_return;
    }
    if (origin == Origin::New) {
        if (auto paths = std::exchange(m_wantedBreakpoints, std::nullopt)) {
            // They were changed since it was asked for.
            m_startedWith = *paths;
            (again ? again->breakpoints : params.breakpoints) = std::move(*paths);
        }
        Result<api::RunId> started;
        if (again) {
            auto begun = co_await m_bench.call<api::RunsRerun>(*again, stop);
            started = std::move(begun);
        } else {
            auto begun = co_await m_bench.call<api::RunsStart>(std::move(params), stop);
            started = std::move(begun);
        }
        if (stop.stop_requested()) {
            co_return;
        }
        if (!started && started.error().is("client.disconnected")) {
            lose(started.error()); // whether it was started is not known
            co_return;
        }
        if (!started) {
            refused(started.error(), again);
            co_return;
        }
        m_isStarting = false;
        if (const auto paths = std::exchange(m_wantedBreakpoints, std::nullopt); paths && *paths != m_startedWith) {
            setBreakpoints(*paths);
        }
        Q_EMIT stateChanged();
        Q_EMIT this->started();
    } else {
        auto known = co_await snapshot(stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!known) {
            missed(known.error());
            co_return;
        }
    }
    while (!m_hasEnded) {
        auto events = co_await (*stream)->next(stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!events) {
            if (!events.error().is("events.gone")) {
                lose(events.error());
                co_return;
            }
            // What was missed is read as it stands, and the rest followed from here.
            wanted.after = -1;
            auto anew = co_await subscribe(wanted, stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (!anew) {
                lose(anew.error());
                co_return;
            }
            *stream = std::move(*anew);
            auto known = co_await snapshot(stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (!known) {
                missed(known.error());
                co_return;
            }
            continue;
        }
        bool isOver = false;
        for (const auto &event : *events) {
            isOver = take(event) || isOver;
        }
        if (isOver) {
            auto known = co_await snapshot(stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (!known) {
                m_hasEnded = true;
                m_overlay.setKnown(RunOverlay::Known::Part);
                m_overlay.setEnded(m_view.state);
                Q_EMIT stateChanged();
                Q_EMIT ended();
            }
        }
    }
}

// What was not started leaves nothing; where a run was to be done again, that one is shown as before.
void RunFollower::refused(const Error &error, const std::optional<api::RunRerunParams> &again)
{
    const Error why = error;
    m_isStarting = false;
    m_id.clear();
    m_hasEnded = true;
    Q_EMIT stateChanged();
    Q_EMIT failed(textOf(why), qt(why.code));
    if (again) {
        follow(again->id);
    }
}

// What a person does at a run says nothing of what it does, least of all where it has not begun.
void RunFollower::takeState(std::string_view topic)
{
    if (topic == "run.waiting" || topic == "run.queued") {
        m_view.state = api::RunState::Waiting;
    } else if (topic != "run.breakpoints" && topic != "run.paused" && !(topic == "run.resumed" && m_view.queued)) {
        m_view.state = api::RunState::Running;
    }
}

bool RunFollower::take(const api::EventView &event)
{
    const auto before = m_view.state;
    if (event.topic == "run.succeeded") {
        m_view.state = api::RunState::Succeeded;
    } else if (event.topic == "run.failed") {
        m_view.state = api::RunState::Failed;
    } else if (event.topic == "run.cancelled") {
        m_view.state = api::RunState::Cancelled;
    } else {
        takeState(event.topic);
    }
    if (event.topic == "run.started") {
        m_view.startedAt = event.time;
    }
    if (const auto *steps = json::find(event.data, "steps"); steps && steps->is_int64()) {
        m_view.steps = steps->get_int64();
    }
    if (const auto *flow = json::find(event.data, "flow"); flow && flow->is_string()) {
        m_view.flow = flow->get_string().c_str();
    }
    takePause(event);
    m_overlay.applyEvent(event.data);
    touch();
    if (!m_detailsTimer.isActive()) {
        m_detailsTimer.start();
    }
    const bool isOver = m_view.state != api::RunState::Running && m_view.state != api::RunState::Waiting;
    if (before != m_view.state && !isOver) {
        Q_EMIT stateChanged();
    }
    return isOver;
}

Task<Result<void>> RunFollower::snapshot(std::stop_token stop)
{
    api::RunId params{m_id};
    SB_CO_TRY(view, co_await m_bench.call<api::RunsGet>(std::move(params), stop));
    if (stop.stop_requested()) {
        co_return cancelledError(view.id);
    }
    m_view = std::move(view);
    ++m_heard; // what was asked for before it is older
    const bool isOver = m_view.state != api::RunState::Running && m_view.state != api::RunState::Waiting;
    // All of them, as they stand; a page that was asked for before comes too late.
    m_reading.request_stop();
    m_reading = {};
    m_readingDetails = false;
    m_readSeq = 0;
    m_open.clear();
    auto more = co_await readSteps(0, kMostPages, stop);
    if (stop.stop_requested()) {
        co_return cancelledError(m_id);
    }
    if (more) {
        m_isLost = false;
        m_patience = kFirstPatienceMs;
    }
    m_overlay.setKnown(!more ? RunOverlay::Known::Part : *more ? RunOverlay::Known::Growing : RunOverlay::Known::All);
    if (more && *more) {
        m_scope.start([this, after = **more](std::stop_token) { return readOn(after, m_reading.get_token()); });
    }
    m_hasEnded = isOver;
    m_overlay.setEnded(isOver ? std::optional(m_view.state) : std::nullopt);
    touch();
    Q_EMIT stateChanged();
    if (isOver) {
        m_detailsTimer.stop();
        m_scope.start([this](std::stop_token) { return readCosts(m_run.get_token()); });
        Q_EMIT ended();
    }
    if (!more) {
        co_return std::move(more).error();
    }
    co_return Result<void>();
}

// The steps that the first look left, till all are known.
Task<void> RunFollower::readOn(std::int64_t after, std::stop_token stop)
{
    for (std::optional<std::int64_t> from = after; from;) {
        auto more = co_await readSteps(*from, 1, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        from = more ? *more : std::nullopt;
        if (!from) {
            m_overlay.setKnown(more ? RunOverlay::Known::All : RunOverlay::Known::Part);
        }
        touch();
    }
}

// Reads what a glance at the canvas wants to know of the steps: those that are new, and some of those that had not ended.
Task<void> RunFollower::details(std::stop_token stop)
{
    m_readingDetails = true;
    const auto read = co_await readSteps(m_readSeq, kDetailPages, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    // The oldest first, by pages: what began together mostly ended together.
    std::int64_t after = 0;
    for (int page = 0; page < kDetailPages && read; ++page) {
        const auto open = m_open.upper_bound(after);
        if (open == m_open.end()) {
            break;
        }
        api::RunStepsParams params;
        params.id = m_id;
        params.after = *open - 1;
        params.limit = kOpenPage;
        auto list = co_await m_bench.call<api::RunsSteps>(params, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!list || list->steps.empty()) {
            break;
        }
        takeSteps(list->steps);
        after = list->steps.back().seq;
    }
    m_readingDetails = false;
    if (read) {
        touch();
    }
}

void RunFollower::takeSteps(const std::vector<api::StepView> &steps)
{
    for (const auto &step : steps) {
        m_overlay.applyStep(step);
        if (runs::isFinal(step.state)) {
            m_open.erase(step.seq);
        } else if (m_open.size() < kMostOpen) {
            m_open.insert(step.seq);
        }
        m_readSeq = std::max(m_readSeq, step.seq);
    }
}

Task<Result<std::optional<std::int64_t>>> RunFollower::readSteps(std::int64_t after, int pages, std::stop_token stop)
{
    api::RunStepsParams params;
    params.id = m_id;
    params.limit = kPage;
    params.after = after;
    for (int page = 0; page < pages; ++page) {
        SB_CO_TRY(list, co_await m_bench.call<api::RunsSteps>(params, stop));
        if (stop.stop_requested()) {
            co_return cancelledError(params.id);
        }
        takeSteps(list.steps);
        if (!list.more || list.steps.empty()) {
            co_return std::optional<std::int64_t>();
        }
        params.after = list.steps.back().seq;
    }
    co_return std::optional(params.after);
}

// Who may not know what models cost is told nothing: it is a help, not a promise. Nor is a part of a sum shown, which on
// a card would be taken for the whole.
Task<void> RunFollower::readCosts(std::stop_token stop)
{
    std::function<client::Client *()> reach = [this] { return m_bench.link().client(); };
    auto costs = co_await readRunCosts(std::move(reach), m_id, stop);
    if (stop.stop_requested() || !costs || !costs->isWhole || costs->sums.empty()) {
        co_return;
    }
    std::set<std::string> unknown;
    for (const auto &path : costs->unpriced) {
        unknown.insert(staticPath(path));
    }
    std::map<std::string, std::vector<api::UsageCost>> byNode;
    for (const auto &[path, sums] : costs->sums) {
        for (const auto &sum : sums) {
            addCost(byNode[staticPath(path)], sum);
        }
    }
    std::map<std::string, QString> texts;
    for (const auto &[path, sums] : byNode) {
        if (!unknown.contains(path)) {
            texts[path] = runs::moneyText(sums);
        }
    }
    m_overlay.setCosts(std::move(texts));
    touch();
}

Task<Result<std::shared_ptr<const json::Value>>> RunFollower::payload(std::int64_t seq, std::int64_t most, std::stop_token stop)
{
    auto *client = m_bench.link().client();
    if (!client) {
        co_return Workbench::noBackend();
    }
    co_return co_await readPayload(client, m_id, seq, most, std::move(stop));
}

} // namespace signalbox::ui
