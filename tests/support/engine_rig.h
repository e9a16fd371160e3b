// SPDX-License-Identifier: GPL-3.0-or-later
// An engine with the real store, bus, evaluator and node types, on a clock that the test moves, and with
// effects (`test.call`, `test.safe`) that end when and how the test says.
#pragma once

#include "bus/bus.h"
#include "engine/engine.h"
#include "llm/gateway.h"
#include "nodes/register.h"
#include "store/database.h"
#include "support/test.h"

#include <QTemporaryDir>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace signalbox::test {

/// JSON as tests write it: with single quotes.
inline json::Value parsedText(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    auto value = json::parse(text);
    if (!value) {
        qFatal("not JSON: %s: %s", text.c_str(), value.error().describe().c_str());
    }
    return std::move(*value);
}

/// Carries out nothing: it remembers each call, and ends it as `answer` says or when the test does.
class ScriptedEffects final : public engine::EffectExecutor
{
public:
    struct Call
    {
        engine::EffectCall call;
        OneShot<Result<json::Value>> end;
        bool ended = false;
        bool stopped = false;
    };
    /// Asked for each call; none: it waits for finish(). Absent: every call gives its own config.
    std::function<std::optional<Result<json::Value>>(const engine::EffectCall &)> answer;
    std::vector<std::shared_ptr<Call>> calls;

    Task<Result<json::Value>> execute(engine::EffectCall given, std::stop_token stop) override
    {
        auto call = std::make_shared<Call>();
        call->call = std::move(given);
        calls.push_back(call);
        if (!answer) {
            call->ended = true;
            co_return json::Value(call->call.config);
        }
        if (auto now = answer(call->call)) {
            call->ended = true;
            co_return std::move(*now);
        }
        auto result = co_await waitFor(call->end, stop);
        call->ended = true;
        call->stopped = !result && result.error().is("cancelled");
        co_return result;
    }

    std::shared_ptr<Call> find(const std::string &path, bool live = true) const
    {
        const auto found = std::find_if(calls.rbegin(), calls.rend(), [&](const auto &call) { return call->call.path == path && (!live || !call->ended); });
        return found == calls.rend() ? nullptr : *found;
    }
    int count(const std::string &path) const
    {
        return static_cast<int>(std::count_if(calls.begin(), calls.end(), [&](const auto &call) { return call->call.path == path; }));
    }
    /// Waits until the call is there, then ends it.
    void finish(const std::string &path, Result<json::Value> result)
    {
        if (!pumpUntil([&] { return find(path) != nullptr; })) {
            qFatal("nobody called %s", path.c_str());
        }
        find(path)->end.set(std::move(result));
    }
    /// For `answer`: every call waits.
    void hold()
    {
        answer = [](const engine::EffectCall &) { return std::nullopt; };
    }
};

/// Owns a data folder and everything on it. Thread: one, with an Executor.
class EngineRig
{
public:
    struct Options
    {
        engine::EngineOptions engine;
        engine::SecretResolver secrets;
        std::function<std::string(std::string)> redact;
        std::function<std::string(std::string &)> redactBeginning; ///< of texts of which more may come
        /// What the disk holds of a data folder when the process ends; absent: everything that was written.
        std::function<void(const std::string &from, const std::string &to)> survives;
        RandomSource random; ///< of the waits before retries
        llm::PriceTable prices; ///< of models
    };

    EngineRig() : EngineRig(Options()) {}
    explicit EngineRig(Options options) : m_options(std::move(options)) { open(); }
    ~EngineRig() { close(); }

    engine::Engine &engine() { return *m_engine; }
    store::Store &store() { return *m_store; }
    bus::Bus &bus() { return *m_bus; }
    llm::Gateway &models() { return *m_models; }
    std::string folder() const { return m_folder.path().toStdString() + "/data" + std::to_string(m_generation); }

    /// The process is killed at this instant, as far as the disk knows, and another begins. `opened` is called before
    /// that one goes on with what was left.
    void restart(const std::function<void()> &opened = {})
    {
        const auto before = folder();
        ++m_generation;
        if (m_options.survives) {
            m_options.survives(before, folder());
        } else {
            std::filesystem::copy(before, folder(), std::filesystem::copy_options::recursive);
        }
        --m_generation;
        close();
        ++m_generation;
        open();
        if (opened) {
            opened();
        }
        const auto recovered = await(m_engine->recover());
        if (!recovered) {
            qFatal("not recovered: %s", recovered.error().describe().c_str());
        }
    }

    engine::StartRequest request(const std::string &flow, const std::string &input = "null") const
    {
        engine::StartRequest start;
        start.flowId = "flow";
        auto value = parsedText(flow);
        value.as_object().insert_or_assign("format", "signalbox.flow/1");
        value.as_object().insert_or_assign("id", "flow");
        start.closure["flow"] = json::write(value);
        start.input = parsedText(input);
        return start;
    }
    Result<std::string> begin(engine::StartRequest start) { return await(m_engine->start(std::move(start))); }
    std::string begin(const std::string &flow, const std::string &input = "null")
    {
        auto id = begin(request(flow, input));
        if (!id) {
            qFatal("not started: %s", id.error().describe().c_str());
        }
        return *id;
    }
    engine::RunView ended(const std::string &id)
    {
        auto view = await(m_engine->wait("default", id, {}));
        if (!view) {
            qFatal("not ended: %s", view.error().describe().c_str());
        }
        return std::move(*view);
    }
    engine::RunView run(const std::string &flow, const std::string &input = "null") { return ended(begin(flow, input)); }

    std::vector<engine::StepView> steps(const std::string &id) { return *await(m_engine->steps("default", id, 0, 100'000)); }
    std::optional<engine::StepView> step(const std::string &id, const std::string &path)
    {
        for (auto &view : steps(id)) {
            if (view.path == path) {
                return view;
            }
        }
        return std::nullopt;
    }
    store::StepState stateOf(const std::string &id, const std::string &path)
    {
        const auto found = step(id, path);
        if (!found) {
            qFatal("there is no step %s", path.c_str());
        }
        return found->state;
    }
    /// Lets everything that needs no time happen, on the other threads too.
    void settle()
    {
        for (int round = 0; round < 3; ++round) {
            // A round through the evaluator and one through the writer bring back what they had.
            OneShot<bool> evaluated;
            auto *home = Executor::current();
            m_evaluator->post([home, evaluated](eval::Evaluator &) { home->post([evaluated] { evaluated.set(true); }); });
            pumpUntil([&] { return evaluated.isSet(); });
            (void)await(m_bus->publish("default", {"test.settle", "rig", "{}"}));
            pumpPending();
        }
    }
    void pass(Millis time)
    {
        settle();
        clock.advance(time);
        settle();
    }
    /// Whether any file of the data folder holds the text.
    bool isOnDisk(const std::string &text) const
    {
        for (const auto &entry : std::filesystem::recursive_directory_iterator(folder())) {
            if (entry.is_regular_file()) {
                std::ostringstream all;
                all << std::ifstream(entry.path(), std::ios::binary).rdbuf();
                if (all.str().find(text) != std::string::npos) {
                    return true;
                }
            }
        }
        return false;
    }

    VirtualClock clock;
    std::shared_ptr<ScriptedEffects> effects = std::make_shared<ScriptedEffects>();

private:
    void open()
    {
        store::SqliteOptions options;
        options.folder = folder();
        auto opened = store::openSqliteStore(options, clock);
        if (!opened) {
            qFatal("no store: %s", opened.error().describe().c_str());
        }
        m_store = std::move(*opened);
        m_bus = std::make_unique<bus::Bus>(m_store->events(), clock);
        m_models = std::make_unique<llm::Gateway>(llm::GatewayServices{.http = m_client,
                                                                       .clock = clock,
                                                                       .models = m_store->models(),
                                                                       .ledger = m_store->ledger(),
                                                                       .secrets = m_options.secrets,
                                                                       .prices = m_options.prices});
        m_registry = std::make_unique<engine::ExecutorRegistry>();
        registerTypes();
        m_evaluator = std::make_unique<eval::EvaluatorThread>();
        m_engine = std::make_unique<engine::Engine>(engine::EngineServices{.journal = m_store->runs(),
                                                                           .payloads = m_store->payloads(),
                                                                           .bus = *m_bus,
                                                                           .executors = *m_registry,
                                                                           .evaluator = *m_evaluator,
                                                                           .clock = clock,
                                                                           .secrets = m_options.secrets,
                                                                           .redact = m_options.redact,
                                                                           .ledger = &m_store->ledger(),
                                                                           .random = m_options.random},
                                                    m_options.engine);
    }
    void close()
    {
        m_engine.reset();
        m_evaluator.reset();
        m_bus.reset();
        m_registry.reset();
        m_models.reset();
        m_store.reset();
        pumpPending();
    }
    void registerTypes()
    {
        auto done = nodes::registerNodes(*m_registry, {.http = m_client,
                                                       .clock = clock,
                                                       .addresses = std::make_shared<const http::AddressPolicy>(http::AddressPolicy::allowAll()),
                                                       .files = {},
                                                       .fileThreads = 1,
                                                       .models = m_models.get(),
                                                       .redactBeginning = m_options.redactBeginning});
        for (const auto policy : {flow::OnInterrupted::Hold, flow::OnInterrupted::Retry}) {
            flow::NodeType type;
            type.name = policy == flow::OnInterrupted::Hold ? "test.call" : "test.safe";
            type.title = type.name;
            type.family = "network";
            type.icon = "node-http";
            type.summary = "A call of a test.";
            type.documentation = "# Test";
            type.kind = flow::NodeKind::Effect;
            type.schema = parsedText("{'type': 'object', 'properties': {'number': {'type': 'integer', 'maximum': 100}, 'word': {'type': 'string'}, 'plain': {'type': 'string', 'x-template': false}}}");
            type.onInterrupted = [policy](const json::Object &) { return policy; };
            type.inputs = {{"in", "In", nullptr}, {"left", "Left", nullptr}, {"right", "Right", nullptr}};
            if (done) {
                done = m_registry->addEffect(std::move(type), effects);
            }
        }
        if (!done) {
            qFatal("no types: %s", done.error().describe().c_str());
        }
    }

    QTemporaryDir m_folder;
    int m_generation = 0;
    Options m_options;
    http::Client m_client;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<bus::Bus> m_bus;
    std::unique_ptr<llm::Gateway> m_models;
    std::unique_ptr<engine::ExecutorRegistry> m_registry;
    std::unique_ptr<eval::EvaluatorThread> m_evaluator;
    std::unique_ptr<engine::Engine> m_engine;
};

} // namespace signalbox::test

/// A run succeeded with this result (JSON, single quotes will do).
#define SB_COMPARE_RESULT(view, expected)                                                          \
    do {                                                                                           \
        const auto &sbView = (view);                                                               \
        QVERIFY2(sbView.state == signalbox::store::RunState::Succeeded, signalbox::json::write(sbView.error).c_str()); \
        const auto sbText = signalbox::json::write(sbView.result);                                 \
        QVERIFY2(sbText == signalbox::json::write(signalbox::test::parsedText(expected)), sbText.c_str()); \
    } while (false)

/// A run failed with the error of this code.
#define SB_COMPARE_FAILURE(view, expected)                                                         \
    do {                                                                                           \
        const auto &sbView = (view);                                                               \
        QVERIFY2(sbView.state == signalbox::store::RunState::Failed, signalbox::json::write(sbView.result).c_str()); \
        QCOMPARE(std::string(sbView.error.as_object().at("code").as_string()), std::string(expected)); \
    } while (false)
