// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about the catalogue of node types.
#pragma once

#include "api/call.h"

namespace signalbox::api {

struct NodePort
{
    std::string name;
    std::string title;
    json::Value schema;
};
BOOST_DESCRIBE_STRUCT(NodePort, (), (name, title, schema))

struct NodeTypeSummary
{
    std::string name;
    std::string title;
    std::string family;
    std::string icon;
    std::string kind;
    std::string summary;
};
BOOST_DESCRIBE_STRUCT(NodeTypeSummary, (), (name, title, family, icon, kind, summary))

struct NodeTypeView : NodeTypeSummary
{
    std::string documentation; ///< Markdown
    json::Value schema;        ///< JSON Schema of `config`
    std::vector<NodePort> inputs;
    std::vector<NodePort> outputs;
};
BOOST_DESCRIBE_STRUCT(NodeTypeView, (NodeTypeSummary), (documentation, schema, inputs, outputs))

struct NodeTypeName
{
    std::string name;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"name"};
};
BOOST_DESCRIBE_STRUCT(NodeTypeName, (), (name))

struct NodeTypeList
{
    std::vector<NodeTypeSummary> types;
};
BOOST_DESCRIBE_STRUCT(NodeTypeList, (), (types))

struct NodeTypesList
{
    static constexpr std::string_view name = "nodeTypes.list";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "The types of nodes that there are, by name.";
    static constexpr Route route{Verb::Get, "/node-types"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = NodeTypeList;
};

struct NodeTypesGet
{
    static constexpr std::string_view name = "nodeTypes.get";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "One type of node: its schema, ports and documentation.";
    static constexpr Route route{Verb::Get, "/node-types/{name}"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "name";
    static constexpr std::array<std::string_view, 1> errors = {"nodeType.unknown"};
    using Params = NodeTypeName;
    using Result = NodeTypeView;
};

} // namespace signalbox::api
