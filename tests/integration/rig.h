// SPDX-License-Identifier: GPL-3.0-or-later
// A data folder with the real store, bus, evaluator, node types and engine: a backend without its API.
#pragma once

#include "bus/bus.h"
#include "engine/engine.h"
#include "nodes/register.h"
#include "store/database.h"
#include "store/payload_store.h"

#include <memory>
#include <string>

namespace signalbox::test {

/// Owns all of it, in the order in which it is taken down. Thread: one, with an Executor.
class Rig
{
public:
    /// `more` adds types of the caller's. Errors: those of the store, and of registering the types.
    static Result<std::unique_ptr<Rig>> open(const std::string &folder, nodes::FilePolicy files = {},
                                             const std::function<Result<void>(engine::ExecutorRegistry &)> &more = {},
                                             engine::EngineOptions engineOptions = {})
    {
        std::unique_ptr<Rig> rig(new Rig);
        store::SqliteOptions options;
        options.folder = folder;
        SB_TRY(opened, store::openSqliteStore(options, rig->m_clock));
        rig->m_store = std::move(opened);
        rig->m_bus = std::make_unique<bus::Bus>(rig->m_store->events(), rig->m_clock);
        SB_CHECK(nodes::registerNodes(rig->m_registry,
                                      {.http = rig->m_client,
                                       .clock = rig->m_clock,
                                       .addresses = std::make_shared<const http::AddressPolicy>(http::AddressPolicy::allowAll()),
                                       .files = std::move(files),
                                       .fileThreads = 4}));
        if (more) {
            SB_CHECK(more(rig->m_registry));
        }
        rig->m_evaluator = std::make_unique<eval::EvaluatorThread>();
        rig->m_engine = std::make_unique<engine::Engine>(engine::EngineServices{.journal = rig->m_store->runs(),
                                                                                .payloads = rig->m_store->payloads(),
                                                                                .bus = *rig->m_bus,
                                                                                .executors = rig->m_registry,
                                                                                .evaluator = *rig->m_evaluator,
                                                                                .clock = rig->m_clock,
                                                                                .secrets = {},
                                                                                .redact = {},
                                                                                .isolated = &rig->m_isolated},
                                                          engineOptions);
        return rig;
    }

    engine::Engine &engine() { return *m_engine; }
    store::Store &store() { return *m_store; }
    const engine::ExecutorRegistry &registry() const { return m_registry; }
    Clock &clock() { return m_clock; }
    eval::IsolatedEvaluators &isolated() { return m_isolated; }

private:
    Rig() = default;

    SystemClock m_clock;
    http::Client m_client;
    engine::ExecutorRegistry m_registry;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<bus::Bus> m_bus;
    std::unique_ptr<eval::EvaluatorThread> m_evaluator;
    eval::IsolatedEvaluators m_isolated;
    std::unique_ptr<engine::Engine> m_engine;
};

} // namespace signalbox::test
