// SPDX-License-Identifier: GPL-3.0-or-later
// What is needed wherever parts of a flow go from one graph into another: names that are free there, expressions that
// follow them, places.
#pragma once

#include "base/json.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::canvas {

using Names = std::map<std::string, std::string, std::less<>>;

/// Expressions that name a node which has another name now (nodes.ID, nodes['ID']) name it so.
void renameReferences(json::Value &value, const Names &names);
/// A member that is an array, else none.
const json::Array &entriesOf(const json::Value &graph, std::string_view member);
/// The nodes that expressions name.
void collectReferences(const json::Value &value, std::set<std::string> &ids);
/// The nodes that a graph has marked as places to come back to, as they stand in the file.
std::vector<std::string> bookmarksOf(const json::Value &graph);
/// A text in single quotes, as JavaScript has it.
std::string inSingleQuotes(std::string_view text);
/// `nodes.ID`, or `nodes['ID']` where it is no word.
std::string reference(const std::string &id);
/// Names that nothing has yet.
class FreshNames
{
public:
    explicit FreshNames(std::set<std::string> taken) : m_taken(std::move(taken)) {}

    /// The wanted name, or the next with a number behind it; it is taken then. Many alike cost no more than many others.
    std::string take(const std::string &wanted);

private:
    std::set<std::string> m_taken;
    std::map<std::string, int> m_next; ///< the first number that may be free, by what stands before it
};

/// The flows that a node runs, itself and in the bodies in it (`config.flow`).
void collectFlowCalls(const json::Value &node, std::set<std::string> &ids);
/// Lets a node run the flows that have another name now by that.
void renameFlowCalls(json::Value &node, const Names &names);
/// The first numbers of an array, if they are numbers that a place may have.
std::optional<std::vector<double>> numbersOf(const json::Value *value, std::size_t count);
/// The place of a thing, null where it has none.
const json::Value *inLayout(const json::Value &flow, std::string_view kind, std::string_view id);

} // namespace signalbox::canvas
