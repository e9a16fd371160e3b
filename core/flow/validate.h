// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be known to be wrong with a flow before it runs, all at once.
#pragma once

#include "flow/model.h"
#include "flow/node_type.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/describe/enum.hpp>

namespace signalbox::flow {

enum class Severity { Error, Warning, Hint };
BOOST_DESCRIBE_ENUM(Severity, Error, Warning, Hint)

/// One thing that is wrong, where, and how to mend it.
struct Finding
{
    Severity severity = Severity::Error;
    std::string code;    ///< "flow.cycle"
    std::string message; ///< a sentence
    std::string fix;     ///< what to do
    std::string node;    ///< id, or empty
    std::string path;    ///< JSON pointer into the flow's document
    std::vector<std::pair<std::string, std::string>> args;
};

/// What lies outside of the flow and decides whether it can run.
struct ValidationContext
{
    const NodeCatalogue &types;
    /// Whether a secret or a flow of the workspace exists; unset: not checked.
    std::function<bool(std::string_view name)> secretExists;
    std::function<bool(std::string_view id)> flowExists;
    /// The flow is run for items or turns by others: `item`, `index` and `loop` may have values in it.
    bool isBody = false;
};

/// All findings, errors first, in file order among equals. Unique ids, known types, configuration
/// against schema (template values are checked when resolved), edges, ports, duplicate edges, the
/// whole of every cycle by name, unreachable nodes and roots beside a trigger, references to what is no
/// ancestor, names out of scope, secrets where none may stand, flows that call one another without end,
/// subflows and bodies recursively (paths go into them).
/// Nothing is evaluated. Linear in the flow's size, apart from references to far ancestors.
std::vector<Finding> validate(const Flow &flow, const ValidationContext &context);

/// Every place of a document that has not the shape of a flow. Empty: fromJson() will read it.
std::vector<Finding> shapeFindings(const json::Value &document);

bool hasErrors(const std::vector<Finding> &findings);

} // namespace signalbox::flow
