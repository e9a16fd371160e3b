// SPDX-License-Identifier: GPL-3.0-or-later
// A flow compiled for running: names are numbers, templates are expressions, joins are known.
#pragma once

#include "engine/executors.h"
#include "flow/graph.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace signalbox::engine {

struct Plan;

enum class MergeMode { None, All, Any, First, Collect };
enum class ItemError { Stop, Collect, Skip };

struct PlanEdge
{
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::string fromPort;
    std::string joinKey;   ///< its name in the joined input
    std::string inputPort; ///< not empty: arrives as ports.<name>
    std::shared_ptr<const eval::Expression> condition;
};

struct PlanNode
{
    const flow::Node *node = nullptr;
    const flow::NodeType *type = nullptr;
    std::unique_ptr<PureNode> pure;
    std::shared_ptr<EffectExecutor> effect;
    bool readsScope = false;          ///< its calls are given what expressions see,
    std::vector<std::uint32_t> reads; ///< and the outputs of these
    CompiledValue config;   ///< of effects and waits; of map, loop and subflow what they are given
    bool hasTemplates = false;
    flow::RetryPolicy retry;
    flow::OnInterrupted onInterrupted = flow::OnInterrupted::Hold;
    MergeMode merge = MergeMode::None;
    bool plainEdges = true; ///< every edge leaves by `out` and has no condition
    std::string passPort; ///< by which it leaves where it is not run
    bool hasPorts = false;  ///< an edge comes in by a named port
    std::vector<std::uint32_t> in;
    std::vector<std::uint32_t> out;
    // Bodies
    std::shared_ptr<const Plan> body;
    std::shared_ptr<const eval::Expression> whileTrue;
    std::shared_ptr<const eval::Expression> until;
    std::int64_t max = 100;
    bool continueAtMax = false;
    int concurrency = 8;
    ItemError onItemError = ItemError::Stop;
};

/// Immutable and shared between runs and threads.
struct Plan
{
    std::shared_ptr<const flow::Flow> flow;
    std::vector<PlanNode> nodes;
    std::vector<PlanEdge> edges;
    std::unordered_map<std::string_view, std::uint32_t> index;
    std::vector<std::uint32_t> outputs; ///< nodes of kind Output
    std::vector<std::uint32_t> triggers;
};

/// The flows a run can reach, read and compiled when first needed.
class PlanSet
{
public:
    /// Reads every text. Errors: json.*, flow.*.
    static Result<std::shared_ptr<PlanSet>> create(const std::map<std::string, std::string> &closure, const ExecutorRegistry &registry);

    std::shared_ptr<const flow::Flow> find(const std::string &id, const flow::Flow *file) const;
    /// Compiles a flow of the closure. Errors: expression.*, template.*, flow.missing.
    Result<std::shared_ptr<const Plan>> planOf(const std::string &id);
    /// Whether any that was compiled asks a person.
    bool asksPersons() const { return m_asksPersons; }

private:
    Result<std::shared_ptr<const Plan>> compile(std::shared_ptr<const flow::Flow> flow, std::shared_ptr<const flow::Flow> file, int depth);
    Result<void> compileNode(PlanNode &node, const std::shared_ptr<const flow::Flow> &file, int depth);

    const ExecutorRegistry *m_registry = nullptr;
    std::map<std::string, std::shared_ptr<const flow::Flow>> m_flows;
    std::map<std::string, std::shared_ptr<const Plan>> m_plans;
    bool m_asksPersons = false;
};

} // namespace signalbox::engine
