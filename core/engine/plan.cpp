// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/plan_p.h"

#include "flow/config_fields.h"

namespace signalbox::engine {

namespace {

constexpr int kDeepest = 32;

std::string fieldOf(const flow::Node &node, std::string_view field)
{
    return "node \"" + node.id + "\", " + std::string(field);
}

Result<std::shared_ptr<const eval::Expression>> expressionOf(const flow::Node &node, std::string_view field)
{
    const auto text = json::text(node.config, field);
    if (text.empty()) {
        return std::shared_ptr<const eval::Expression>();
    }
    return eval::Expression::create(text, fieldOf(node, field));
}

std::int64_t integerOf(const flow::Node &node, std::string_view field, std::int64_t fallback)
{
    const auto *value = node.config.if_contains(field);
    return value && value->is_int64() ? value->get_int64() : fallback;
}

} // namespace

Result<std::shared_ptr<PlanSet>> PlanSet::create(const std::map<std::string, std::string> &closure, const ExecutorRegistry &registry)
{
    auto set = std::make_shared<PlanSet>();
    set->m_registry = &registry;
    for (const auto &[id, text] : closure) {
        auto document = flow::Document::parse(text);
        if (!document) {
            auto error = std::move(document).error();
            error.subject = id;
            return error;
        }
        set->m_flows.emplace(id, document->sharedFlow());
    }
    return set;
}

std::shared_ptr<const flow::Flow> PlanSet::find(const std::string &id, const flow::Flow *file) const
{
    if (file) {
        if (const auto found = file->flows.find(id); found != file->flows.end()) {
            return found->second;
        }
    }
    const auto found = m_flows.find(id);
    return found == m_flows.end() ? nullptr : found->second;
}

Result<std::shared_ptr<const Plan>> PlanSet::planOf(const std::string &id)
{
    if (const auto known = m_plans.find(id); known != m_plans.end()) {
        return known->second;
    }
    auto flow = find(id, nullptr);
    if (!flow) {
        return Error("flow.missing", "The flow \"" + id + "\" does not exist.", id);
    }
    SB_TRY(plan, compile(flow, flow, 0));
    m_plans.emplace(id, plan);
    return plan;
}

Result<std::shared_ptr<const Plan>> PlanSet::compile(std::shared_ptr<const flow::Flow> flow, std::shared_ptr<const flow::Flow> file, int depth)
{
    if (depth > kDeepest) {
        return Error("flow.tooDeep", "Flows call one another deeper than " + std::to_string(kDeepest) + " levels.", flow->id);
    }
    auto plan = std::make_shared<Plan>();
    plan->flow = flow;
    const flow::Graph graph(*flow);
    plan->nodes.resize(flow->nodes.size());
    for (std::uint32_t i = 0; i < flow->nodes.size(); ++i) {
        auto &node = plan->nodes[i];
        node.node = &flow->nodes[i];
        node.type = m_registry->catalogue().find(node.node->type);
        if (!node.type) {
            return Error("node.unknownType", "The node \"" + node.node->id + "\" has the unknown type \"" + node.node->type + "\".", node.node->id);
        }
        plan->index.emplace(node.node->id, i);
        const auto in = graph.inEdges(i);
        const auto out = graph.outEdges(i);
        node.in.assign(in.begin(), in.end());
        node.out.assign(out.begin(), out.end());
        if (node.type->kind == flow::NodeKind::Output) {
            plan->outputs.push_back(i);
        } else if (node.type->kind == flow::NodeKind::Trigger && !node.node->disabled) {
            plan->triggers.push_back(i);
        }
        SB_CHECK(compileNode(node, file, depth));
        node.readsScope = node.effect && node.effect->readsScope();
        if (node.readsScope) {
            const auto text = json::write(json::Value(node.node->config));
            for (std::uint32_t other = 0; other < flow->nodes.size(); ++other) {
                if (text.find(flow->nodes[other].id) != std::string::npos && graph.reaches(other, i) && other != i) {
                    node.reads.push_back(other);
                }
            }
        }
    }
    plan->edges.resize(flow->edges.size());
    for (std::uint32_t e = 0; e < flow->edges.size(); ++e) {
        const auto &edge = flow->edges[e];
        auto &compiled = plan->edges[e];
        compiled.from = graph.source(e);
        compiled.to = graph.target(e);
        if (compiled.from == flow::Graph::kNone) {
            continue;
        }
        compiled.fromPort = flow::effectiveFromPort(edge, plan->nodes[compiled.from].node->type);
        if (const auto port = flow::effectiveToPort(edge); port != "in") {
            compiled.inputPort = port;
        }
        if (edge.condition) {
            SB_TRY(condition, eval::Expression::create(*edge.condition, "edge from \"" + edge.from + "\" to \"" + edge.to + "\", condition"));
            compiled.condition = condition;
        }
        auto &from = plan->nodes[compiled.from];
        from.plainEdges = from.plainEdges && compiled.fromPort == "out" && !compiled.condition;
    }
    for (auto &node : plan->nodes) {
        std::unordered_map<std::uint32_t, int> sources;
        for (const auto e : node.in) {
            ++sources[plan->edges[e].from];
        }
        for (const auto e : node.in) {
            auto &edge = plan->edges[e];
            edge.joinKey = plan->nodes[edge.from].node->id;
            if (sources[edge.from] > 1) {
                edge.joinKey += "." + edge.fromPort;
            }
            node.hasPorts = node.hasPorts || !edge.inputPort.empty();
        }
    }
    return std::shared_ptr<const Plan>(std::move(plan));
}

Result<void> PlanSet::compileNode(PlanNode &compiled, const std::shared_ptr<const flow::Flow> &file, int depth)
{
    const auto &node = *compiled.node;
    const auto &type = *compiled.type;
    compiled.passPort = flow::passPort(type);
    if (node.disabled && type.kind != flow::NodeKind::Merge) {
        return {}; // its configuration need not be whole
    }
    compiled.retry = node.retry.value_or(flow::RetryPolicy{});
    compiled.onInterrupted = node.onInterrupted ? *node.onInterrupted : type.onInterrupted ? type.onInterrupted(node.config) : flow::OnInterrupted::Hold;
    switch (type.kind) {
    case flow::NodeKind::Pure: {
        const auto *factory = m_registry->findPure(type.name);
        SB_TRY(pure, (*factory)(node));
        compiled.pure = std::move(pure);
        break;
    }
    case flow::NodeKind::Effect:
        compiled.effect = m_registry->findEffect(type.name);
        [[fallthrough]];
    case flow::NodeKind::Wait:
    case flow::NodeKind::Approval: {
        m_asksPersons = m_asksPersons || type.kind == flow::NodeKind::Approval;
        SB_TRY(config, CompiledValue::compile(json::Value(node.config), &type.schema, fieldOf(node, "config")));
        compiled.config = std::move(config);
        compiled.hasTemplates = !compiled.config.isConstant();
        break;
    }
    case flow::NodeKind::Merge: {
        static const std::map<std::string_view, MergeMode> kModes = {{"all", MergeMode::All}, {"any", MergeMode::Any}, {"first", MergeMode::First}, {"collect", MergeMode::Collect}};
        const auto found = kModes.find(json::text(node.config, "mode", "all"));
        compiled.merge = found == kModes.end() ? MergeMode::All : found->second;
        break;
    }
    case flow::NodeKind::Map:
    case flow::NodeKind::Loop:
    case flow::NodeKind::Subflow: {
        const char *field = type.kind == flow::NodeKind::Map ? "items" : "input";
        const auto *given = node.config.if_contains(field);
        SB_TRY(config, CompiledValue::compile(given ? *given : json::Value("{{ input }}"), flow::memberSchema(&type.schema, field), fieldOf(node, field)));
        compiled.config = std::move(config);
        SB_TRY(whileTrue, expressionOf(node, "while"));
        SB_TRY(until, expressionOf(node, "until"));
        compiled.whileTrue = whileTrue;
        compiled.until = until;
        compiled.max = integerOf(node, "max", 100);
        compiled.continueAtMax = json::text(node.config, "onMax") == "continue";
        compiled.concurrency = static_cast<int>(integerOf(node, "concurrency", 8));
        const auto policy = json::text(node.config, "onItemError");
        compiled.onItemError = policy == "collect" ? ItemError::Collect : policy == "skip" ? ItemError::Skip : ItemError::Stop;
        if (const auto *body = node.config.if_contains("body"); body && body->is_object()) {
            SB_TRY(inner, flow::fromJson(*body));
            SB_TRY(plan, compile(std::make_shared<const flow::Flow>(std::move(inner)), file, depth + 1));
            compiled.body = plan;
        } else {
            const std::string id(json::text(node.config, "flow"));
            const auto inner = find(id, file.get());
            if (!inner) {
                return Error("flow.missing", "The node \"" + node.id + "\" runs the flow \"" + id + "\", which does not exist.", node.id);
            }
            SB_TRY(plan, compile(inner, file->flows.contains(id) ? file : inner, depth + 1));
            compiled.body = plan;
        }
        break;
    }
    case flow::NodeKind::Trigger:
    case flow::NodeKind::Output: break;
    }
    return {};
}

} // namespace signalbox::engine
