// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/node_type.h"

namespace signalbox::flow {

namespace {

// Levenshtein distance, for "did you mean".
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

} // namespace

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

Result<void> NodeCatalogue::add(NodeType type)
{
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
    std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const auto &[known, entry] : d->types) {
        // "request" is near "http.request" for a person.
        const auto dot = known.rfind('.');
        const auto tail = dot == std::string::npos ? std::string_view(known) : std::string_view(known).substr(dot + 1);
        const auto steps = std::min(distance(name, known), tail == name ? std::size_t(0) : std::string::npos);
        if (steps < least) {
            least = steps;
            best = known;
        }
    }
    return best;
}

} // namespace signalbox::flow
