// SPDX-License-Identifier: GPL-3.0-or-later
// A type of a plug-in as the engine sees one: texts in, a text out, whatever the library does in between.
#include "nodes/file_pool_p.h"
#include "nodes/plugins_p.h"
#include "nodes/types_p.h"
#include "nodes/value_slot_p.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cstring>

namespace signalbox::nodes {

namespace {

constexpr int kThreads = 8;

signalbox_text textTo(std::string_view text)
{
    return {text.data(), text.size()};
}

// Whatever bytes a plug-in gives, what is kept of them is UTF-8: one that is not would make the whole row unreadable.
std::string textFrom(signalbox_text text)
{
    return text.data ? QString::fromUtf8(text.data, static_cast<qsizetype>(text.size)).toStdString() : std::string();
}

std::string textFrom(const char *text, const char *fallback)
{
    return text && *text ? textFrom({text, std::strlen(text)}) : fallback;
}

// A plug-in's code never passes for one that the engine acts upon.
std::string foreignCode(const char *code)
{
    auto name = textFrom(code, "plugin.failed");
    constexpr std::array<std::string_view, 8> kOwn = {"store.", "engine.", "run.", "step.", "budget.", "payload.", "breaker.", "cancelled"};
    const bool isOwn = std::any_of(kOwn.begin(), kOwn.end(), [&name](std::string_view own) { return name.starts_with(own); });
    return isOwn ? "plugin." + name : name;
}

/// One call of a library, and what it says.
class Call
{
public:
    Call(const signalbox_type &type, std::stop_token stop, engine::AttemptLog into = engine::AttemptLog()) : log(std::move(into)), m_type(type), m_stop(std::move(stop)) {}

    /// `call` has the texts; the rest is filled in. Errors: those of the plug-in, plugin.silent, json.*.
    Result<json::Value> run(signalbox_call call)
    {
        call.size = sizeof call;
        call.host = this;
        call.is_stopped = [](void *host) { return static_cast<Call *>(host)->m_stop.stop_requested() ? 1 : 0; };
        call.log = [](void *host, const char *level, signalbox_text line) {
            static_cast<Call *>(host)->log.add(textFrom(level, "log"), textFrom(line));
        };
        call.output = [](void *host, signalbox_text text) { static_cast<Call *>(host)->m_outcome = json::parse(text.data ? std::string_view(text.data, text.size) : std::string_view()); };
        call.fail = [](void *host, const char *code, signalbox_text message, int retryable) {
            Error error(foreignCode(code), textFrom(message));
            if (retryable != 0) {
                error = std::move(error).retryable();
            }
            static_cast<Call *>(host)->m_outcome = std::move(error);
        };
        m_type.run(&m_type, &call);
        if (m_stop.stop_requested() && (!m_outcome || !*m_outcome)) {
            return cancelledError();
        }
        if (!m_outcome) {
            return Error("plugin.silent", "The plug-in's type \"" + std::string(m_type.name) + "\" said neither what it gives nor that it failed.", m_type.name);
        }
        return std::move(*m_outcome);
    }

    engine::AttemptLog log;

private:
    const signalbox_type &m_type;
    std::stop_token m_stop;
    std::optional<Result<json::Value>> m_outcome;
};

class PluginPure final : public engine::PureNode
{
public:
    PluginPure(const signalbox_type &type, ValueSlot config) : m_type(type), m_config(std::move(config)) {}

    Result<engine::PureOutput> run(const engine::PureContext &context) const override
    {
        SB_TRY(config, m_config.get(context));
        const auto configText = json::write(config);
        const auto inputText = json::write(context.input ? *context.input : json::Value(nullptr));
        signalbox_call call{};
        call.config = textTo(configText);
        call.input = textTo(inputText);
        Call carried(m_type, {});
        SB_TRY(value, carried.run(call));
        return engine::PureOutput{std::make_shared<const json::Value>(std::move(value))};
    }

private:
    const signalbox_type &m_type;
    ValueSlot m_config;
};

class PluginEffect final : public engine::EffectExecutor
{
public:
    explicit PluginEffect(const signalbox_type &type) : m_type(type) {}
    // A library that does not heed its end must not keep the program from its own.
    ~PluginEffect() override { m_pool.leave(); }

    Task<Result<json::Value>> execute(engine::EffectCall call, std::stop_token stop) override
    {
        const auto log = call.log;
        auto carried = std::make_shared<Call>(m_type, stop, *log);
        auto given = std::make_shared<engine::EffectCall>(std::move(call));
        auto work = [carried, given]() -> Result<json::Value> {
            const auto configText = json::write(json::Value(given->config));
            const auto inputText = json::write(given->input ? *given->input : json::Value(nullptr));
            signalbox_call texts{};
            texts.config = textTo(configText);
            texts.input = textTo(inputText);
            texts.run = textTo(given->run);
            texts.path = textTo(given->path);
            texts.idempotency_key = textTo(given->idempotencyKey);
            texts.attempt = given->attempt;
            return carried->run(texts);
        };
        auto outcome = co_await m_pool.run(std::move(work));
        *log = std::move(carried->log);
        co_return outcome;
    }

private:
    const signalbox_type &m_type;
    FilePool m_pool{kThreads};
};

} // namespace

Result<void> addPluginType(engine::ExecutorRegistry &registry, const signalbox_type &type, const std::string &plugin)
{
    const bool isWhole = type.size >= sizeof(signalbox_type) && type.name && type.title && type.family && type.summary && type.documentation && type.schema && type.run;
    if (!isWhole || (type.kind != SIGNALBOX_PURE && type.kind != SIGNALBOX_EFFECT) || !std::strchr(type.name, '.')) {
        return Error("plugin.type", "A type of the plug-in \"" + plugin + "\" is not whole: it needs a dotted name, its texts, a schema, a known kind and a function.", plugin);
    }
    const bool isPure = type.kind == SIGNALBOX_PURE;
    const TypeText text{type.name, type.title, type.family, type.icon ? type.icon : "node-code", type.summary, type.schema, type.documentation};
    SB_TRY(made, makeType(isPure ? flow::NodeKind::Pure : flow::NodeKind::Effect, text));
    made.outputs = {makePort("out", "Output", type.output_schema ? type.output_schema : "")};
    if (!isPure) {
        made.onInterrupted = [repeats = type.repeatable != 0](const json::Object &) { return repeats ? flow::OnInterrupted::Retry : flow::OnInterrupted::Hold; };
        return registry.addEffect(std::move(made), std::make_shared<PluginEffect>(type));
    }
    return registry.addPure(std::move(made), [&type](const flow::Node &node) -> Result<std::unique_ptr<engine::PureNode>> {
        SB_TRY(slot, ValueSlot::create(json::Value(node.config), fieldName(node, "config")));
        return std::unique_ptr<engine::PureNode>(std::make_unique<PluginPure>(type, std::move(slot)));
    });
}

} // namespace signalbox::nodes
