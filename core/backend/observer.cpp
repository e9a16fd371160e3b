// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/observer_p.h"

#include "backend/run_trace_p.h"
#include "base/log.h"

namespace signalbox::backend {

namespace {

constexpr int kStepsAPage = 500;
// A run of more is told of with what it did first; a collector's page shows no more either.
constexpr std::size_t kMostSpans = 10'000;

bool isEnd(std::string_view topic)
{
    return topic == "run.succeeded" || topic == "run.failed" || topic == "run.cancelled";
}

} // namespace

Observer::Observer(bus::Bus &bus, engine::Engine &engine, store::RunJournal &journal, const engine::ExecutorRegistry &registry, telemetry::Metrics &metrics, std::unique_ptr<telemetry::TraceExporter> exporter)
    : m_bus(bus), m_engine(engine), m_journal(journal), m_registry(registry), m_metrics(metrics), m_exporter(std::move(exporter))
{
    m_scope.start([this](std::stop_token stop) { return watch(this, stop); });
}

void countEffect(telemetry::Metrics &metrics, const engine::EffectReport &report)
{
    metrics.counter("signalbox_effects_total", "Attempts of steps that reach outside, by how they ended", {{"type", report.type}, {"outcome", report.code.empty() ? "succeeded" : report.code}}).add();
    metrics.histogram("signalbox_effect_duration_seconds", "How long attempts of steps that reach outside took", {{"type", report.type}}).observe(report.durationUs);
}

Task<void> Observer::close()
{
    co_await m_scope.close();
    if (m_exporter) {
        co_await m_exporter->close();
    }
}

Task<void> Observer::watch(Observer *self, std::stop_token stop)
{
    while (!stop.stop_requested()) {
        bus::SubscribeOptions options;
        options.workspace = "default";
        options.topics = "run.*";
        const auto subscription = self->m_bus.subscribe(std::move(options));
        while (true) {
            const auto events = co_await subscription->nextBatch(256, stop);
            if (!events) {
                break; // it has fallen behind what is kept, or it is over
            }
            for (const auto &event : *events) {
                self->count(event);
                if (self->m_exporter && isEnd(event.topic)) {
                    co_await send(self, event.workspace, event.source);
                }
            }
        }
    }
}

void Observer::count(const bus::Event &event)
{
    if (event.topic == "run.started") {
        m_metrics.counter("signalbox_runs_started_total", "Runs that were accepted").add();
    } else if (isEnd(event.topic)) {
        const auto state = event.topic.substr(4);
        m_metrics.counter("signalbox_runs_ended_total", "Runs that have ended, by how", {{"state", state}}).add();
        if (const auto data = json::parse(event.data); data && data->is_object()) {
            const auto &object = data->get_object();
            const auto number = [&](std::string_view key) {
                const auto *value = object.if_contains(key);
                return value && value->is_int64() ? value->get_int64() : 0;
            };
            m_metrics.histogram("signalbox_run_duration_seconds", "From the acceptance of a run to its end", {{"state", state}}).observe(number("durationUs"));
            m_metrics.counter("signalbox_steps_total", "Steps of the runs that have ended").add(static_cast<std::uint64_t>(std::max<std::int64_t>(0, number("steps"))));
        }
    } else if (event.topic == "run.inDoubt") {
        m_metrics.counter("signalbox_in_doubt_total", "Times that a run was held because a step may or may not have happened").add();
    }
}

Task<void> Observer::send(Observer *self, std::string workspace, std::string run)
{
    auto view = co_await self->m_engine.get(workspace, run);
    if (!view) {
        co_return; // it was a run in memory, or it has been deleted
    }
    std::vector<engine::StepView> steps;
    while (steps.size() < kMostSpans) {
        const auto after = steps.empty() ? 0 : steps.back().seq;
        auto page = co_await self->m_engine.steps(workspace, run, after, kStepsAPage);
        if (!page || page->empty()) {
            break;
        }
        std::move(page->begin(), page->end(), std::back_inserter(steps));
    }
    auto row = co_await self->m_journal.getRun(workspace, run);
    NodeTypes types(row ? row->closure : std::string(), view->flow);
    self->m_exporter->add(spansOf(workspace, *view, steps, std::move(types), self->m_registry));
}

} // namespace signalbox::backend
