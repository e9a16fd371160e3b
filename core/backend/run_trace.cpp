// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/run_trace_p.h"

#include "base/describe.h"

#include <set>

namespace signalbox::backend {

namespace {

using telemetry::Span;
using telemetry::SpanStatus;

std::string codeOf(const json::Value &error)
{
    const auto *object = error.if_object();
    return object ? std::string(json::text(*object, "code")) : std::string();
}

// "each[3]/inner[0]/node" stands under "each[3]/inner", and where that has no row, under "each".
std::string parentPath(const std::string &path, const std::set<std::string> &known)
{
    auto parent = path;
    for (auto slash = parent.rfind('/'); slash != std::string::npos; slash = parent.rfind('/')) {
        parent.resize(slash);
        if (parent.ends_with(']')) {
            parent.resize(parent.rfind('['));
        }
        if (known.contains(parent)) {
            return parent;
        }
    }
    return {};
}

void fail(Span &span, const std::string &code)
{
    span.status = SpanStatus::Error;
    span.statusMessage = code;
    span.attributes.emplace_back("error.type", code.empty() ? "_OTHER" : code);
}

Span rootOf(const std::string &workspace, const engine::RunView &run)
{
    Span span;
    span.traceId = telemetry::traceIdOf(run.id);
    span.spanId = telemetry::spanIdOf(run.id, "");
    span.name = "invoke_workflow " + run.flow;
    span.startedUs = run.startedAt * 1000;
    span.durationUs = run.durationUs;
    span.attributes = {{"gen_ai.operation.name", std::string("invoke_workflow")},
                       {"gen_ai.workflow.name", run.flow},
                       {"signalbox.workspace", workspace},
                       {"signalbox.run.id", run.id},
                       {"signalbox.run.state", std::string(json::enumName(run.state))},
                       {"signalbox.run.steps", run.steps},
                       {"signalbox.flow.version", run.version}};
    if (run.state == store::RunState::Succeeded) {
        span.status = SpanStatus::Ok;
    } else if (run.state == store::RunState::Failed) {
        fail(span, codeOf(run.error));
    }
    return span;
}

Span spanOf(const engine::RunView &run, const engine::StepView &step, const std::string &type, const std::string &parent, bool isEffect)
{
    Span span;
    span.traceId = telemetry::traceIdOf(run.id);
    span.spanId = telemetry::spanIdOf(run.id, step.path);
    span.parentId = telemetry::spanIdOf(run.id, parent);
    span.name = isEffect ? "execute_tool " + type : type + " " + step.node;
    span.startedUs = step.startedAt * 1000;
    span.durationUs = step.durationUs;
    if (isEffect) {
        span.attributes = {{"gen_ai.operation.name", std::string("execute_tool")}, {"gen_ai.tool.name", type}};
    }
    span.attributes.insert(span.attributes.end(), {{"signalbox.node.id", step.node},
                                                   {"signalbox.node.type", type},
                                                   {"signalbox.step.path", step.path},
                                                   {"signalbox.step.state", std::string(json::enumName(step.state))},
                                                   {"signalbox.step.attempt", std::int64_t(step.attempt)}});
    if (step.state == store::StepState::Succeeded) {
        span.status = SpanStatus::Ok;
    } else if (step.state == store::StepState::Failed) {
        fail(span, codeOf(step.error));
    }
    return span;
}

} // namespace

NodeTypes::NodeTypes(const std::string &closure, const std::string &flow)
{
    const auto texts = json::parse(closure).value_or(json::Value());
    if (const auto *object = texts.if_object()) {
        for (const auto &entry : *object) {
            if (const auto *text = entry.value().if_string()) {
                m_files.emplace(std::string(entry.key()), json::parse(std::string_view(*text)).value_or(json::Value()));
            }
        }
    }
    m_root = m_files.contains(flow) ? &m_files.at(flow) : nullptr;
}

// Only as deep as the path goes: flows may call themselves.
std::string NodeTypes::of(std::string_view path)
{
    const json::Value *file = m_root;
    const json::Value *flow = m_root;
    while (flow) {
        const auto slash = std::min(path.find('/'), path.size());
        const auto id = path.substr(0, std::min(path.find('['), slash));
        const auto &nodes = nodesOf(*flow);
        const auto found = nodes.find(id);
        if (found == nodes.end()) {
            break;
        }
        if (slash == path.size()) {
            return std::string(json::text(*found->second, "type"));
        }
        path.remove_prefix(slash + 1);
        const auto *config = found->second->if_contains("config");
        const auto *body = config ? json::find(*config, "body") : nullptr;
        if (body && body->is_object()) {
            flow = body;
            continue;
        }
        const std::string called(config && config->is_object() ? json::text(config->get_object(), "flow") : std::string_view());
        const auto *own = json::find(*file, "flows");
        flow = own ? json::find(*own, called) : nullptr;
        if (!flow && m_files.contains(called)) {
            flow = file = &m_files.at(called);
        }
    }
    return "unknown";
}

const NodeTypes::Nodes &NodeTypes::nodesOf(const json::Value &flow)
{
    const auto [place, isNew] = m_nodes.try_emplace(&flow);
    const auto *list = isNew ? json::find(flow, "nodes") : nullptr;
    if (list && list->is_array()) {
        for (const auto &node : list->get_array()) {
            if (const auto *object = node.if_object()) {
                place->second.emplace(json::text(*object, "id"), object);
            }
        }
    }
    return place->second;
}

std::vector<Span> spansOf(const std::string &workspace, const engine::RunView &run, const std::vector<engine::StepView> &steps, NodeTypes types, const engine::ExecutorRegistry &registry)
{
    std::set<std::string> known;
    for (const auto &step : steps) {
        known.insert(step.path);
    }
    std::vector<Span> spans;
    spans.reserve(steps.size() + 1);
    spans.push_back(rootOf(workspace, run));
    for (const auto &step : steps) {
        const auto type = types.of(step.path);
        spans.push_back(spanOf(run, step, type, parentPath(step.path, known), registry.findEffect(type) != nullptr));
    }
    if (run.steps > static_cast<std::int64_t>(steps.size())) {
        spans.front().attributes.emplace_back("signalbox.run.steps_left_out", run.steps - static_cast<std::int64_t>(steps.size()));
    }
    return spans;
}

} // namespace signalbox::backend
