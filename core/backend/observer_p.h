// SPDX-License-Identifier: GPL-3.0-or-later
// Watches the runs of a backend for those who watch the backend: counts them, and sends their traces.
#pragma once

#include "base/task_scope.h"
#include "bus/bus.h"
#include "engine/engine.h"
#include "telemetry/trace_exporter.h"

#include <memory>

namespace signalbox::backend {

/// Counts what the engine says of an effect that has ended.
void countEffect(telemetry::Metrics &metrics, const engine::EffectReport &report);

/// Runs wait for nothing here. Thread: the backend's.
class Observer
{
public:
    /// `exporter` may be null: then runs are only counted.
    Observer(bus::Bus &bus, engine::Engine &engine, store::RunJournal &journal, const engine::ExecutorRegistry &registry, telemetry::Metrics &metrics, std::unique_ptr<telemetry::TraceExporter> exporter);

    /// Sends what waits and ends.
    Task<void> close();

private:
    static Task<void> watch(Observer *self, std::stop_token stop);
    static Task<void> send(Observer *self, std::string workspace, std::string run);
    void count(const bus::Event &event);

    bus::Bus &m_bus;
    engine::Engine &m_engine;
    store::RunJournal &m_journal;
    const engine::ExecutorRegistry &m_registry;
    telemetry::Metrics &m_metrics;
    std::unique_ptr<telemetry::TraceExporter> m_exporter;
    TaskScope m_scope;
};

} // namespace signalbox::backend
