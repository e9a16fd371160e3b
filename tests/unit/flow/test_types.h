// SPDX-License-Identifier: GPL-3.0-or-later
// A small catalogue with one type of each kind, and helpers that read flows for the tests of this room.
#pragma once

#include "flow/validate.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::flowtest {

using namespace flow;

inline json::Value parsed(std::string_view text)
{
    auto value = json::parse(text);
    if (!value) {
        throw std::runtime_error(value.error().describe());
    }
    return std::move(*value);
}

inline Flow read(std::string_view text)
{
    auto flow = fromJson(parsed(text));
    if (!flow) {
        throw std::runtime_error(flow.error().describe());
    }
    return std::move(*flow);
}

inline void addType(NodeCatalogue &types, std::string name, NodeKind kind, std::string_view schema, std::vector<std::string> outputs = {})
{
    NodeType type;
    type.name = std::move(name);
    type.kind = kind;
    type.schema = parsed(schema);
    for (auto &port : outputs) {
        type.outputs.push_back({port, port, nullptr});
    }
    if (type.name == "switch") {
        type.dynamicOutputs = [](const json::Object &config) {
            std::vector<std::string> ports;
            const auto *cases = config.if_contains("cases");
            for (std::size_t i = 0; cases && cases->is_array() && i < cases->get_array().size(); ++i) {
                if (const auto *port = json::find(cases->get_array()[i], "port"); port && port->is_string()) {
                    ports.emplace_back(port->get_string());
                }
            }
            return ports;
        };
    }
    if (type.name == "wait") {
        type.check = [](const json::Object &config) {
            std::vector<std::pair<std::string, std::string>> problems;
            if (json::text(config, "for") == "0s") {
                problems.emplace_back("A wait of nothing is no wait.", "/for");
            }
            return problems;
        };
    }
    const auto added = types.add(std::move(type));
    if (!added) {
        throw std::runtime_error(added.error().describe());
    }
}

/// One type of each kind that exists, with schemas like theirs.
inline const NodeCatalogue &testTypes()
{
    static const auto *types = [] {
        auto *made = new NodeCatalogue; // lives as long as the test
        addType(*made, "trigger.manual", NodeKind::Trigger, R"({"type": "object", "additionalProperties": false})");
        addType(*made, "transform", NodeKind::Pure,
                R"({"type": "object", "properties": {"set": {"type": "object"}, "replace": {"type": "boolean"},
                    "expression": {"type": "string", "x-expression": true}, "raw": {"type": "string", "x-template": false}}, "additionalProperties": false})");
        addType(*made, "condition", NodeKind::Pure,
                R"({"type": "object", "properties": {"expression": {"type": "string", "x-expression": true}}, "required": ["expression"], "additionalProperties": false})",
                {"true", "false"});
        addType(*made, "switch", NodeKind::Pure,
                R"({"type": "object", "properties": {"cases": {"type": "array", "items": {"type": "object", "properties": {"port": {"type": "string", "x-template": false},
                    "expression": {"type": "string", "x-expression": true}}}}}})",
                {"default"});
        addType(*made, "filter", NodeKind::Pure,
                R"({"type": "object", "properties": {"items": {}, "expression": {"type": "string", "x-expression": true}}, "required": ["expression"]})");
        addType(*made, "merge", NodeKind::Merge, R"({"type": "object", "properties": {"mode": {"enum": ["all", "any", "first", "collect"]}}})");
        addType(*made, "wait", NodeKind::Wait, R"({"type": "object", "properties": {"for": {"type": "string"}}})");
        addType(*made, "http.request", NodeKind::Effect,
                R"({"type": "object", "properties": {"method": {"enum": ["GET", "POST"]}, "url": {"type": "string"}, "headers": {"type": "object"},
                    "body": {}, "times": {"type": "integer", "minimum": 1}, "until": {"type": "string", "x-expression": true}}, "required": ["url"], "additionalProperties": false})");
        addType(*made, "file.read", NodeKind::Effect, R"({"type": "object", "properties": {"path": {"type": "string"}}, "required": ["path"]})");
        const std::string_view body = R"({"type": "object", "properties": {"items": {}, "input": {}, "flow": {"type": "string", "x-template": false},
            "body": {"type": "object", "x-template": false}, "while": {"type": "string", "x-expression": true}, "until": {"type": "string", "x-expression": true}}})";
        addType(*made, "map", NodeKind::Map, body);
        addType(*made, "loop", NodeKind::Loop, body);
        addType(*made, "subflow", NodeKind::Subflow, body);
        addType(*made, "output", NodeKind::Output, R"({"type": "object"})");
        return made;
    }();
    return *types;
}

inline std::vector<Finding> findingsOf(std::string_view text)
{
    const ValidationContext context{testTypes(), [](std::string_view name) { return name == "KNOWN"; }, [](std::string_view id) { return id == "elsewhere"; }};
    return validate(read(text), context);
}

/// "code path" of each finding, one a line.
inline std::string summary(const std::vector<Finding> &findings)
{
    std::string text;
    for (const auto &finding : findings) {
        text += finding.code + " " + finding.path + "\n";
    }
    return text;
}

/// A flow with one node `n` of a type behind a `start` and its ancestor `before`, and the configuration.
inline std::string flowAround(std::string_view type, std::string_view config)
{
    return R"({"id": "around", "nodes": [{"id": "start", "type": "trigger.manual"}, {"id": "before", "type": "transform"}, {"id": "n", "type": ")" + std::string(type)
        + R"(", "config": )" + std::string(config) + R"(}, {"id": "after", "type": "transform"}],
        "edges": [{"from": "start", "to": "before"}, {"from": "before", "to": "n"}, {"from": "start", "to": "after"}]})";
}

} // namespace signalbox::flowtest
