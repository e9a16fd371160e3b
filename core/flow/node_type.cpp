// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/node_type.h"

#include "flow/nearest_p.h"
#include "flow/sentence_p.h"

namespace signalbox::flow {

struct NodeCatalogue::Private
{
    struct Entry
    {
        NodeType type;
        json::Schema schema;
    };
    std::map<std::string, std::unique_ptr<Entry>, std::less<>> types;
};

NodeCatalogue::NodeCatalogue() : d(std::make_unique<Private>()) {}

NodeCatalogue::~NodeCatalogue() = default;

std::string_view passPort(const NodeType &type)
{
    for (const std::string_view wanted : {"out", "default"}) {
        if (std::any_of(type.outputs.begin(), type.outputs.end(), [&](const Port &port) { return port.name == wanted; })) {
            return wanted;
        }
    }
    return type.outputs.empty() ? std::string_view("out") : std::string_view(type.outputs.front().name);
}

Result<void> NodeCatalogue::add(NodeType type)
{
    if (type.name.empty() || type.name.size() > 100
        || type.name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") != std::string::npos) {
        return Error("flow.typeName", inQuotes(type.name) + " is no name of a node type; use letters, digits, dots and dashes.");
    }
    if (d->types.contains(type.name)) {
        return Error("flow.typeExists", "A node type \"" + type.name + "\" is there already; give the new one another name.", type.name);
    }
    if (type.schema.is_null()) {
        type.schema = json::Object{{"type", "object"}};
    }
    if (type.inputs.empty() && type.kind != NodeKind::Trigger) {
        type.inputs.push_back({"in", "Input", nullptr});
    }
    if (type.outputs.empty() && type.kind != NodeKind::Output) {
        type.outputs.push_back({"out", "Output", nullptr});
    }
    SB_TRY(schema, json::Schema::compile(type.schema));
    const auto name = type.name;
    d->types.emplace(name, std::make_unique<Private::Entry>(Private::Entry{std::move(type), std::move(schema)}));
    return {};
}

const NodeType *NodeCatalogue::find(std::string_view name) const
{
    const auto found = d->types.find(name);
    return found == d->types.end() ? nullptr : &found->second->type;
}

const json::Schema &NodeCatalogue::schemaOf(const NodeType &type) const
{
    return d->types.find(type.name)->second->schema;
}

std::vector<const NodeType *> NodeCatalogue::all() const
{
    std::vector<const NodeType *> list;
    for (const auto &[name, entry] : d->types) {
        list.push_back(&entry->type);
    }
    return list;
}

std::string NodeCatalogue::suggest(std::string_view name) const
{
    std::string best;
    if (name.empty() || name.size() > 64) {
        return best;
    }
    std::size_t limit = std::max<std::size_t>(2, name.size() / 3);
    for (const auto &[known, entry] : d->types) {
        // "request" is near "http.request" for a person.
        const auto dot = known.rfind('.');
        const auto tail = dot == std::string::npos ? std::string_view(known) : std::string_view(known).substr(dot + 1);
        const auto steps = tail == name ? 0 : editDistance(name, known, limit);
        if (steps < limit + (best.empty() ? 1 : 0)) {
            limit = steps;
            best = known;
        }
    }
    return best;
}

} // namespace signalbox::flow
