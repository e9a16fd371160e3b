// SPDX-License-Identifier: GPL-3.0-or-later
// The things of a graph by their names, for what compares graphs.
#pragma once

#include "flow/diff.h"

#include <array>
#include <unordered_map>

namespace signalbox::flow {

inline constexpr std::array kThings = {Thing::Node, Thing::Edge, Thing::Frame, Thing::Note};

/// The member of a graph that holds the things, and that of its layout which holds their places.
std::string_view listOf(Thing thing);
/// The body of a node, null if it has none.
const json::Value *bodyOf(const json::Value &node);
const json::Object *membersOf(const json::Value &value, std::string_view key);

/// The things of one kind in a graph, which must outlive it.
class Table
{
public:
    struct Entry
    {
        std::string id;  ///< the only one of that name
        std::string key; ///< under which its place stands
        std::size_t index = 0;
        const json::Value *value = nullptr;
        const json::Value *place = nullptr;
    };

    Table(const json::Value &graph, Thing thing);
    const std::vector<Entry> &entries() const { return m_entries; }
    const Entry *find(const std::string &id) const;

private:
    std::vector<Entry> m_entries;
    std::unordered_map<std::string, std::size_t> m_byId;
};

} // namespace signalbox::flow
