// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a flow as text: a small flow of its own, that a person can read and any flow takes in.
#include "ui/canvas/flow_editor.h"

#include <cmath>
#include <map>
#include <set>

namespace signalbox::canvas {

namespace {

constexpr std::size_t kLargest = 8u << 20;
constexpr double kStep = 96;

using Names = std::map<std::string, std::string, std::less<>>;

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

std::string reference(const std::string &id)
{
    const bool plain = !id.empty() && !(id[0] >= '0' && id[0] <= '9') && std::all_of(id.begin(), id.end(), isWord);
    return plain ? "nodes." + id : "nodes['" + id + "']";
}

// Expressions that name a node which has another name now (nodes.ID, nodes['ID']) name it so.
std::string renamed(std::string_view text, const Names &names)
{
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto found = text.find("nodes", at);
        if (found == std::string_view::npos) {
            break;
        }
        const bool inWord = found > 0 && (isWord(text[found - 1]) || text[found - 1] == '.');
        auto next = found + 5;
        std::string_view id;
        if (!inWord && next < text.size() && text[next] == '.') {
            auto end = next + 1;
            while (end < text.size() && isWord(text[end])) {
                ++end;
            }
            id = text.substr(next + 1, end - next - 1);
            next = end;
        } else if (!inWord && next + 1 < text.size() && text[next] == '[' && (text[next + 1] == '\'' || text[next + 1] == '"')) {
            const auto end = text.find(text[next + 1], next + 2);
            if (end != std::string_view::npos && end + 1 < text.size() && text[end + 1] == ']') {
                id = text.substr(next + 2, end - next - 2);
                next = end + 2;
            }
        }
        const auto name = names.find(id);
        out += text.substr(at, found - at);
        out += name == names.end() ? std::string(text.substr(found, next - found)) : reference(name->second);
        at = next;
    }
    out += text.substr(at);
    return out;
}

void renameIn(json::Value &value, const Names &names)
{
    if (value.is_string()) {
        const std::string_view text(value.get_string());
        if (text.find("nodes") != std::string_view::npos) {
            value = renamed(text, names);
        }
    } else if (auto *array = value.if_array()) {
        for (auto &entry : *array) {
            renameIn(entry, names);
        }
    } else if (auto *object = value.if_object()) {
        for (auto &entry : *object) {
            renameIn(entry.value(), names);
        }
    }
}

// "http-2" is a second "http": the third is "http-3".
std::string withoutNumber(const std::string &id)
{
    const auto dash = id.rfind('-');
    const bool numbered = dash != std::string::npos && dash > 0 && dash + 1 < id.size() && id.find_first_not_of("0123456789", dash + 1) == std::string::npos;
    return numbered ? id.substr(0, dash) : id;
}

std::string fresh(std::set<std::string> &taken, const std::string &wanted)
{
    if (taken.insert(wanted).second) {
        return wanted;
    }
    const auto base = withoutNumber(wanted);
    for (int number = 2;; ++number) {
        auto name = base + "-" + std::to_string(number);
        if (taken.insert(name).second) {
            return name;
        }
    }
}

std::optional<std::vector<double>> numbers(const json::Value *value, std::size_t count)
{
    const auto *array = value ? value->if_array() : nullptr;
    if (!array || array->size() < count) {
        return std::nullopt;
    }
    std::vector<double> result;
    for (const auto &entry : *array) {
        const double number = entry.is_number() ? entry.to_number<double>() : NAN;
        if (!(std::abs(number) < 1e7)) {
            return std::nullopt;
        }
        result.push_back(number);
    }
    return result;
}

const json::Value *inLayout(const json::Value &flow, std::string_view kind, std::string_view id)
{
    const auto *layout = json::find(flow, "layout");
    const auto *places = layout ? json::find(*layout, kind) : nullptr;
    return places ? json::find(*places, id) : nullptr;
}

} // namespace

QString FlowEditor::copyText(const Picked &picked) const
{
    const auto &flow = graph();
    json::Object layout;
    const auto take = [&](std::string_view list, const std::vector<std::string> &ids) {
        const std::set<std::string, std::less<>> wanted(ids.begin(), ids.end());
        json::Array entries;
        json::Object places;
        if (const auto *all = array(list)) {
            for (const auto &entry : *all) {
                const auto id = entry.is_object() ? json::text(entry.get_object(), "id") : std::string_view();
                if (!id.empty() && wanted.contains(id)) {
                    entries.push_back(entry);
                    if (const auto *at = inLayout(flow, list, id)) {
                        places.emplace(id, *at);
                    }
                }
            }
        }
        if (list == "nodes") {
            for (const auto &implied : m_implied) {
                if (wanted.contains(implied.id) && !places.contains(implied.id)) {
                    places.emplace(implied.id, json::Array{std::llround(implied.pos.x()), std::llround(implied.pos.y())});
                }
            }
        }
        if (!places.empty()) {
            layout.emplace(list, std::move(places));
        }
        return entries;
    };
    json::Object out{{"format", "signalbox.flow/1"}};
    out.emplace("nodes", take("nodes", picked.nodes));
    const std::set<std::string, std::less<>> wanted(picked.nodes.begin(), picked.nodes.end());
    json::Array edges;
    json::Object routes;
    if (const auto *all = array("edges")) {
        for (const auto &entry : *all) {
            const auto *object = entry.if_object();
            if (object && wanted.contains(json::text(*object, "from")) && wanted.contains(json::text(*object, "to"))) {
                edges.push_back(entry);
                const auto from = fromOf(*object);
                const auto to = toOf(*object);
                const auto key = from.node + ":" + from.port + ">" + to.node + ":" + to.port;
                if (const auto *route = inLayout(flow, "edges", key)) {
                    routes.emplace(key, *route);
                }
            }
        }
    }
    out.emplace("edges", std::move(edges));
    if (!picked.frames.empty()) {
        out.emplace("groups", take("groups", picked.frames));
    }
    if (!picked.notes.empty()) {
        out.emplace("notes", take("notes", picked.notes));
    }
    if (!routes.empty()) {
        layout.emplace("edges", std::move(routes));
    }
    out.emplace("layout", std::move(layout));
    return QString::fromStdString(json::writePretty(out)) + QLatin1Char('\n');
}

bool FlowEditor::canPaste(const QString &text)
{
    const auto start = text.indexOf(QLatin1Char('{'));
    return start >= 0 && QStringView(text).left(start).trimmed().isEmpty()
        && (text.contains(QLatin1String("\"nodes\"")) || text.contains(QLatin1String("\"notes\"")));
}

Result<Picked> FlowEditor::paste(const QString &text, QPointF where, const QString &label)
{
    const auto utf8 = text.toStdString();
    if (utf8.size() > kLargest) {
        return Error("canvas.paste", "The text in the clipboard is larger than 8 MiB; open it as a file.");
    }
    const auto parsed = json::parse(utf8);
    if (!parsed || !parsed->is_object()) {
        return Error("canvas.paste", "The text in the clipboard is no part of a flow; copy nodes, or the JSON of a flow.");
    }
    const auto &source = *parsed;
    const auto list = [&](std::string_view member) {
        const auto *value = json::find(source, member);
        return value && value->is_array() ? value->get_array() : json::Array{};
    };
    // What is pasted keeps its shape: the whole moves.
    double left = 1e300;
    double top = 1e300;
    for (const auto kind : {"nodes", "groups", "notes"}) {
        for (const auto &entry : list(kind)) {
            const auto id = entry.is_object() ? json::text(entry.get_object(), "id") : std::string_view();
            if (const auto place = numbers(inLayout(source, kind, id), 2)) {
                left = std::min(left, (*place)[0]);
                top = std::min(top, (*place)[1]);
            }
        }
    }
    const QPointF shift = left < 1e299 ? where - QPointF(left, top) : where;

    const auto takenIds = [&](std::string_view member) {
        std::set<std::string> taken;
        if (const auto *entries = array(member)) {
            for (const auto &entry : *entries) {
                if (entry.is_object()) {
                    taken.emplace(json::text(entry.get_object(), "id"));
                }
            }
        }
        return taken;
    };
    Picked added;
    Names names;
    auto taken = takenIds("nodes");
    std::vector<json::Object> nodes;
    std::vector<Placement> places;
    double loose = 0;
    for (auto &entry : list("nodes")) {
        auto *object = entry.if_object();
        const auto id = object ? std::string(json::text(*object, "id")) : std::string();
        if (id.empty() || names.contains(id)) {
            continue;
        }
        const auto name = fresh(taken, id);
        names.emplace(id, name);
        (*object)["id"] = name;
        const auto place = numbers(inLayout(source, "nodes", id), 2);
        places.push_back({name, place ? QPointF((*place)[0], (*place)[1]) + shift : where + QPointF(0, loose)});
        loose += place ? 0 : kStep;
        added.nodes.push_back(name);
        nodes.push_back(std::move(*object));
    }
    Names changedNames;
    for (const auto &[from, to] : names) {
        if (from != to) {
            changedNames.emplace(from, to);
        }
    }
    m_history.begin((label.isEmpty() ? tr("Paste") : label).toStdString());
    if (!nodes.empty()) {
        ensure(at("nodes"), json::Array{});
    }
    for (auto &node : nodes) {
        if (auto *config = node.if_contains("config"); config && !changedNames.empty()) {
            renameIn(*config, changedNames);
        }
        m_history.append(at("nodes"), std::move(node));
    }
    if (!places.empty()) {
        placeNodes(places);
    }
    for (auto &entry : list("edges")) {
        auto *object = entry.if_object();
        const auto from = object ? names.find(json::text(*object, "from")) : names.end();
        const auto to = object ? names.find(json::text(*object, "to")) : names.end();
        if (from == names.end() || to == names.end()) {
            continue;
        }
        
        (*object)["from"] = from->second;
        (*object)["to"] = to->second;
        ensure(at("edges"), json::Array{});
        m_history.append(at("edges"), *object);
        const auto key = [&](const json::Object &edge) {
            const auto a = fromOf(edge);
            const auto b = toOf(edge);
            return std::pair(a.port, b.port);
        };
        const auto [fromPort, toPort] = key(*object);
        const auto route = inLayout(source, "edges", from->first + ":" + fromPort + ">" + to->first + ":" + toPort);
        if (route && route->is_array()) {
            json::Array moved;
            for (const auto &point : route->get_array()) {
                if (const auto at2 = numbers(&point, 2)) {
                    moved.push_back(json::Array{std::llround((*at2)[0] + shift.x()), std::llround((*at2)[1] + shift.y())});
                }
            }
            place("edges", from->second + ":" + fromPort + ">" + to->second + ":" + toPort, std::move(moved));
        }
    }
    const auto decorations = [&](std::string_view kind, std::vector<std::string> &ids) {
        auto takenHere = takenIds(kind);
        for (auto &entry : list(kind)) {
            auto *object = entry.if_object();
            const auto id = object ? std::string(json::text(*object, "id")) : std::string();
            const auto rect = numbers(inLayout(source, kind, id), 4);
            if (id.empty() || !rect) {
                continue;
            }
            const auto name = fresh(takenHere, id);
            (*object)["id"] = name;
            ensure(at(kind), json::Array{});
            m_history.append(at(kind), *object);
            place(kind, name, json::Array{std::llround((*rect)[0] + shift.x()), std::llround((*rect)[1] + shift.y()), std::llround((*rect)[2]), std::llround((*rect)[3])});
            ids.push_back(name);
        }
    };
    decorations("groups", added.frames);
    decorations("notes", added.notes);
    finish();
    if (added.isEmpty()) {
        return Error("canvas.paste", "The text in the clipboard holds no nodes, frames or notes.");
    }
    return added;
}

} // namespace signalbox::canvas
