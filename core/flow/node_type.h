// SPDX-License-Identifier: GPL-3.0-or-later
// What the product knows of a type of node, and the catalogue of them. How a node executes is
// registered with the engine, not here.
#pragma once

#include "base/json_schema.h"
#include "flow/model.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

namespace signalbox::flow {

/// How the engine treats a type.
enum class NodeKind {
    Trigger,  ///< starts runs; hands the run's input through
    Pure,     ///< deterministic, recomputed after a crash
    Effect,   ///< reaches outside; journalled before and after
    Wait,     ///< a durable timer
    Approval, ///< waits for a person
    Merge,    ///< joins by a mode of its own
    Map,      ///< runs a body for each item
    Loop,     ///< runs a body until it is done
    Subflow,  ///< runs another flow
    Output    ///< the flow's result
};
BOOST_DESCRIBE_ENUM(NodeKind, Trigger, Pure, Effect, Wait, Approval, Merge, Map, Loop, Subflow, Output)

struct Port
{
    std::string name;
    std::string title;
    /// JSON Schema of what flows through, or null.
    json::Value schema;
};

struct NodeType
{
    std::string name;          ///< "http.request"
    std::string title;         ///< "HTTP request"
    std::string family;        ///< "logic", "data", "network", "files", "flow", "trigger", "agent"
    std::string icon;          ///< name of a picture in the icon set
    std::string summary;       ///< one sentence
    std::string documentation; ///< Markdown
    NodeKind kind = NodeKind::Pure;
    /// JSON Schema (2020-12) of `config`. `"x-expression": true` on a string: it is a JavaScript
    /// expression, not a template. `"x-template": false`: it is taken as written.
    json::Value schema;
    std::vector<Port> inputs;  ///< "in" if nothing else
    std::vector<Port> outputs; ///< "out" if nothing else; `error` is implied for all but triggers
    /// More output ports by configuration (`switch`).
    std::function<std::vector<std::string>(const json::Object &config)> dynamicOutputs;
    /// The policy where the node does not say: Hold unless the type is safe to repeat.
    std::function<OnInterrupted(const json::Object &config)> onInterrupted;
    /// The type's own findings about a configuration that a schema cannot express (message, pointer).
    std::function<std::vector<std::pair<std::string, std::string>>(const json::Object &config)> check;
};

/// The port by which a node that is switched off hands its input on: `out` where its type has it, else
/// `default`, else its first. Lives as long as the type.
std::string_view passPort(const NodeType &type);

/// The types that exist. Filled at start, then read by all threads.
class NodeCatalogue
{
public:
    /// Fills in the ports that a type leaves out. Errors: flow.typeExists, flow.typeName, schema.invalid.
    Result<void> add(NodeType type);
    const NodeType *find(std::string_view name) const;
    /// The compiled schema of a type that exists.
    const json::Schema &schemaOf(const NodeType &type) const;
    /// All, by name.
    std::vector<const NodeType *> all() const;
    /// What is closest to a misspelt name, or empty.
    std::string suggest(std::string_view name) const;

    NodeCatalogue();
    ~NodeCatalogue();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::flow
