// SPDX-License-Identifier: GPL-3.0-or-later
// What two versions of a flow differ in, thing by thing, and how some of it is taken back. It compares what
// a file says, not what it does; how a difference looks is the canvas's.
#pragma once

#include "flow/edit.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

namespace signalbox::flow {

/// What differs. Flow: what a graph says beside its things (name, variables, limits, the order of its edges).
enum class Thing { Flow, Node, Edge, Frame, Note };
BOOST_DESCRIBE_ENUM(Thing, Flow, Node, Edge, Frame, Note)

/// Moved: it only stands elsewhere.
enum class ChangeKind { Added, Removed, Changed, Moved };
BOOST_DESCRIBE_ENUM(ChangeKind, Added, Removed, Changed, Moved)

/// One value of a thing. Nothing: it is not there.
struct FieldChange
{
    Path path; ///< from the thing, as {"config", "url"}
    std::optional<json::Value> before;
    std::optional<json::Value> after;
};

struct Change
{
    /// The graph: {} the flow, {"flows", id} one in it, {…, "body", node} the body of a node.
    std::vector<std::string> scope;
    Thing thing = Thing::Node;
    ChangeKind kind = ChangeKind::Changed;
    /// Of nodes, frames and notes their id; of edges "from:port>to:port", the second of the same with "#2" behind it.
    std::string id;
    std::vector<FieldChange> fields; ///< where it changed
    bool moved = false;              ///< it stands elsewhere, or an edge bends elsewhere
};

/// Everything in which `after` differs from `before`, graph by graph from the outside: what the flow says, then nodes,
/// edges, frames and notes in the order of `after`, and what was removed behind the others of its kind. The order of
/// keys and of nodes is no difference, nor is a place that only one of them says. Linear in both.
std::vector<Change> difference(const json::Value &before, const json::Value &after);

/// Makes the chosen changes (positions in `changes`) so as they were in `before`, in the open step of a history that
/// stands as `after`. What cannot be without another comes along: edges of a node that goes or comes back, nodes of an
/// edge that comes back.
void takeBack(EditHistory &history, const json::Value &before, const std::vector<Change> &changes, std::span<const std::size_t> chosen);

/// Where the graph of a scope stands; a path that leads nowhere if there is none.
Path pathOfScope(const json::Value &root, const std::vector<std::string> &scope);

/// The name of an edge: "from:port>to:port" with the ports that it means where it does not say them.
std::string edgeName(const json::Object &edge, std::string_view typeOfSource);

} // namespace signalbox::flow
