// SPDX-License-Identifier: GPL-3.0-or-later
// How types of nodes execute. A node type's file registers its catalogue entry and one of these.
#pragma once

#include "base/async.h"
#include "base/json.h"
#include "engine/compiled_value.h"
#include "eval/evaluator.h"
#include "flow/model.h"
#include "flow/node_type.h"
#include "store/ledger.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>

namespace signalbox::engine {

/// Values that flow between nodes are shared and never changed once made.
using SharedValue = std::shared_ptr<const json::Value>;

class PagedValues;

/// What a pure node gets when it runs.
struct PureContext
{
    SharedValue input;
    const eval::Scope &scope;
    eval::Evaluator &evaluator;
    PagedValues *pages = nullptr; ///< for arrays that are too large for memory
};

/// What it gives: a value, and the port by which it leaves ("out" unless it says otherwise; the
/// text must outlive the node, such as a literal or a member of the compiled node).
struct PureOutput
{
    SharedValue value;
    std::string_view port = "out";
};

/// A pure node, compiled once a flow version. Deterministic: the same context gives the same output.
/// Thread: the evaluator's; immutable.
class PureNode
{
public:
    virtual ~PureNode() = default;
    virtual Result<PureOutput> run(const PureContext &context) const = 0;
};

/// What an attempt writes while it runs, for a person who looks at it later, without secrets: they are taken out of
/// each line before anything is cut. What is beyond the limit is left out, and a line says so.
/// Thread: one at a time.
class AttemptLog
{
public:
    /// Takes secrets out of a text; from any thread.
    using Redact = std::function<std::string(std::string)>;

    static constexpr std::size_t kMostLines = 201; ///< as much as a program may write, and that there was more
    static constexpr std::size_t kMostBytes = 80 << 10;

    /// Empty: there are no secrets.
    explicit AttemptLog(Redact redact = {}) : m_redact(std::move(redact)) {}
    void add(std::string_view level, std::string_view text);
    /// Of a text that is longer only the first `most` bytes, with how many are missing.
    void addBeginning(std::string_view level, std::string_view text, std::size_t most);
    /// JSON text of all lines; empty if there is none.
    std::string text() const;

private:
    std::string redacted(std::string_view text) const;
    void addRedacted(std::string_view level, std::string_view text);

    Redact m_redact;
    json::Array m_lines;
    std::size_t m_bytes = 0;
    bool m_isFull = false;
};

/// How the models that a run asks answer. Live: they are asked. Record: they are asked, and what they answer is kept.
/// Replay: nobody is asked, the answers come from a recording.
struct ModelUse
{
    enum class Mode { Live, Record, Replay } mode = Mode::Live;
    std::string recording; ///< its id; of Record the run's own
    bool isExample = false; ///< of Replay: the answers came with a sample
};

/// An effect to carry out, ready: templates resolved, schema checked again, secrets in place.
struct EffectCall
{
    std::string workspace;
    std::string run;  ///< public id
    std::string path; ///< node path in the run
    std::string idempotencyKey;
    int attempt = 1;
    json::Object config;
    SharedValue input;
    Millis timeout{0}; ///< what is left of the node's timeout; 0: the executor's default
    std::string dataFolder; ///< relative paths of file nodes are relative to it
    /// For arrays that are too large for memory; any thread.
    std::shared_ptr<PagedValues> pages;
    ModelUse models;
    /// What its spending counts against: the run, its flow, the workspace, and whoever started the run.
    std::vector<store::BudgetScope> budgets;
    /// For types that read it: {nodes, vars, run, item, index, loop, ports} as expressions see them; of nodes,
    /// the earlier ones whose ids stand in the configuration.
    SharedValue scope;
    UnixMillis runStartedAt = 0;
    /// Never null. Kept with the step when the attempt ends, without secrets.
    std::shared_ptr<AttemptLog> log = std::make_shared<AttemptLog>();
    /// Shows those who look on how far it is: a transient event step.progress of the run, with these members beside
    /// run, path and attempt. Each replaces the one before it where nobody has read that yet; secrets are taken out.
    /// Never null; the backend's thread, while it executes.
    std::function<void(json::Object members)> progress = [](const json::Object &) {};
};

/// Carries out effects of one type. Called once an attempt; never twice for one attempt.
/// Thread: the backend's (coroutines); heavy work goes elsewhere.
class EffectExecutor
{
public:
    virtual ~EffectExecutor() = default;
    /// Whether a call is given its scope.
    virtual bool readsScope() const { return false; }
    /// Ends soon after `stop` is requested, with `cancelled`.
    virtual Task<Result<json::Value>> execute(EffectCall call, std::stop_token stop) = 0;
    /// What the call reaches, such as a host and port; calls to one that keeps failing are held back for a
    /// while. Empty: nothing that fails as a whole.
    virtual std::string targetOf(const json::Object &config) const
    {
        static_cast<void>(config);
        return {};
    }
};

/// Compiles a pure node. Errors name node and field.
using PureFactory = std::function<Result<std::unique_ptr<PureNode>>(const flow::Node &node)>;

/// The catalogue and what executes its types. Filled at start, then read by all threads. Types of the
/// kinds Trigger, Wait, Merge, Map, Loop, Subflow and Output are executed by the engine itself and only
/// stand in the catalogue.
class ExecutorRegistry
{
public:
    flow::NodeCatalogue &catalogue() { return m_catalogue; }
    const flow::NodeCatalogue &catalogue() const { return m_catalogue; }

    Result<void> addPure(flow::NodeType type, PureFactory factory);
    Result<void> addEffect(flow::NodeType type, std::shared_ptr<EffectExecutor> executor);
    /// A type that the engine executes itself.
    Result<void> addBuiltIn(flow::NodeType type);

    const PureFactory *findPure(std::string_view type) const;
    std::shared_ptr<EffectExecutor> findEffect(std::string_view type) const;

private:
    flow::NodeCatalogue m_catalogue;
    std::unordered_map<std::string, PureFactory> m_pure;
    std::unordered_map<std::string, std::shared_ptr<EffectExecutor>> m_effects;
};

} // namespace signalbox::engine
