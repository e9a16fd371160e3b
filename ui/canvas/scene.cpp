// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the scene from a flow's JSON.
#include "ui/canvas/scene.h"

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kFarthest = 1e7;

QString qstring(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<double> coordinate(const json::Value &value)
{
    if (!value.is_number()) {
        return std::nullopt;
    }
    const double number = value.to_number<double>();
    return std::isfinite(number) ? std::optional(std::clamp(number, -kFarthest, kFarthest)) : std::nullopt;
}

std::optional<QPointF> point(const json::Value &value)
{
    const auto *array = value.if_array();
    if (!array || array->size() < 2) {
        return std::nullopt;
    }
    const auto x = coordinate((*array)[0]);
    const auto y = coordinate((*array)[1]);
    return x && y ? std::optional(QPointF(*x, *y)) : std::nullopt;
}

std::optional<QRectF> rectangle(const json::Value *value)
{
    const auto *array = value ? value->if_array() : nullptr;
    if (!array || array->size() < 4) {
        return std::nullopt;
    }
    const auto at = point(*value);
    const auto width = coordinate((*array)[2]);
    const auto height = coordinate((*array)[3]);
    if (!at || !width || !height) {
        return std::nullopt;
    }
    return QRectF(*at, QSizeF(std::max(40.0, *width), std::max(32.0, *height)));
}

const json::Object *object(const json::Object *parent, std::string_view key)
{
    const auto *value = parent ? parent->if_contains(key) : nullptr;
    return value ? value->if_object() : nullptr;
}

// Where a port set has its rows follows from its ports.
void finish(PortSet &set)
{
    const auto needsRows = [](const std::vector<PortInfo> &ports, const char *plain) { return ports.size() > 1 || (ports.size() == 1 && ports[0].name != plain); };
    set.inRows = needsRows(set.in, "in");
    set.outRows = needsRows(set.out, "out");
    const auto rows = std::max(set.inRows ? set.in.size() : 0, set.outRows ? set.out.size() : 0);
    set.height = rows == 0 ? card::kHeader : std::ceil((card::kHeader + static_cast<double>(rows) * card::kRow + card::kFoot) / 8) * 8;
    set.errorPort = -1;
    for (std::size_t i = 0; i < set.out.size(); ++i) {
        if (set.out[i].name == "error") {
            set.errorPort = static_cast<int>(i);
        }
    }
}

} // namespace

std::uint32_t Scene::lookFor(std::string_view type)
{
    std::string name(type);
    if (const auto found = m_typeByName.find(name); found != m_typeByName.end()) {
        return found->second;
    }
    TypeLook look;
    look.id = name;
    look.info = m_catalogue->find(type);
    PortSet set;
    if (look.info) {
        look.family = ui::familyOf(look.info->family);
        look.icon = look.info->icon;
        look.title = look.info->title;
        set.in = look.info->inputs;
        set.out = look.info->outputs;
    } else {
        look.icon = QStringLiteral("node-other");
        look.title = qstring(type);
        set.in = {{"in", {}, nullptr}};
        set.out = {{"out", {}, nullptr}};
    }
    finish(set);
    look.ports = portSetFor(std::move(set));
    m_types.push_back(std::move(look));
    const auto index = static_cast<std::uint32_t>(m_types.size() - 1);
    m_typeByName.emplace(std::move(name), index);
    return index;
}

std::uint32_t Scene::portSetFor(PortSet set)
{
    // There are few: one a type, and some for nodes whose ports depend on their configuration.
    for (std::size_t i = m_portSets.size(); i-- > 0 && i + 64 >= m_portSets.size();) {
        if (m_portSets[i].in == set.in && m_portSets[i].out == set.out) {
            return static_cast<std::uint32_t>(i);
        }
    }
    m_portSets.push_back(std::move(set));
    return static_cast<std::uint32_t>(m_portSets.size() - 1);
}

void Scene::load(const json::Value &flow, const Catalogue &catalogue)
{
    m_catalogue = &catalogue;
    m_flow = &flow;
    m_nodes.clear();
    m_inFile.clear();
    m_edges.clear();
    m_frames.clear();
    m_notes.clear();
    m_types.clear();
    m_portSets.clear();
    m_typeByName.clear();
    m_byId.clear();
    m_routes.clear();
    m_texts.clear();
    m_bounds.reset();
    m_bookmarks.clear();
    m_unplaced = 0;
    const auto *root = flow.if_object();
    const auto *nodes = root ? root->if_contains("nodes") : nullptr;
    m_nodeArray = nodes ? nodes->if_array() : nullptr;
    if (m_nodeArray) {
        m_nodes.reserve(m_nodeArray->size());
        m_inFile.reserve(m_nodeArray->size());
        m_byId.reserve(m_nodeArray->size());
        for (std::size_t i = 0; i < m_nodeArray->size(); ++i) {
            const auto *node = (*m_nodeArray)[i].if_object();
            const auto id = node ? json::text(*node, "id") : std::string_view();
            if (id.empty()) {
                continue;
            }
            SceneNode entry;
            entry.id = std::string(id);
            entry.type = lookFor(json::text(*node, "type"));
            entry.ports = m_types[entry.type].ports;
            const auto *disabled = node->if_contains("disabled");
            entry.disabled = disabled && disabled->is_bool() && disabled->get_bool();
            if (const auto *info = m_types[entry.type].info; info && info->dynamicOutputs) {
                static const json::Object none;
                const auto *config = object(node, "config");
                PortSet set = m_portSets[entry.ports];
                set.out = info->dynamicOutputs(config ? *config : none);
                finish(set);
                entry.ports = portSetFor(std::move(set));
            }
            m_nodes.push_back(std::move(entry));
            m_inFile.push_back(static_cast<std::uint32_t>(i));
        }
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            m_byId.emplace(m_nodes[i].id, static_cast<std::uint32_t>(i));
        }
    }
    m_texts.resize(m_nodes.size());
    if (root) {
        readEdges(*root);
        readPlaces(*root);
        readDecorations(*root);
    }
    buildAdjacency();
    buildIndex();
}

bool Scene::reload(std::uint32_t node, const json::Value &flow)
{
    m_flow = &flow;
    const auto *root = flow.if_object();
    const auto *nodes = root ? root->if_contains("nodes") : nullptr;
    m_nodeArray = nodes ? nodes->if_array() : nullptr;
    const auto *object = nodeJson(node);
    if (!object || json::text(*object, "id") != m_nodes[node].id || json::text(*object, "type") != typeOf(node).id) {
        return false;
    }
    m_texts[node] = {};
    const auto *disabled = object->if_contains("disabled");
    m_nodes[node].disabled = disabled && disabled->is_bool() && disabled->get_bool();
    return !typeOf(node).info || !typeOf(node).info->dynamicOutputs;
}

std::uint16_t Scene::portIndex(std::uint32_t node, Side side, std::string_view name)
{
    const auto search = [&](const PortSet &set) {
        const auto &ports = side == Side::In ? set.in : set.out;
        const auto at = std::find_if(ports.begin(), ports.end(), [&](const PortInfo &port) { return port.name == name; });
        return at == ports.end() ? -1 : static_cast<int>(at - ports.begin());
    };
    int index = search(portsOf(node));
    if (index < 0) {
        // `error`, which is implied, or a port that the type does not have: the edge is there, so it shows.
        PortSet set = portsOf(node);
        auto &ports = side == Side::In ? set.in : set.out;
        ports.push_back({std::string(name), qstring(name), nullptr});
        finish(set);
        index = static_cast<int>(ports.size()) - 1;
        m_nodes[node].ports = portSetFor(std::move(set));
    }
    return static_cast<std::uint16_t>(std::min(index, 0xfffe));
}

void Scene::readEdges(const json::Object &flow)
{
    const auto *value = flow.if_contains("edges");
    const auto *edges = value ? value->if_array() : nullptr;
    if (!edges) {
        return;
    }
    m_edges.reserve(edges->size());
    for (std::size_t i = 0; i < edges->size(); ++i) {
        const auto *entry = (*edges)[i].if_object();
        if (!entry) {
            continue;
        }
        const auto from = find(json::text(*entry, "from"));
        const auto to = find(json::text(*entry, "to"));
        if (from == kNone || to == kNone) {
            continue;
        }
        auto fromPort = json::text(*entry, "fromPort");
        if (fromPort.empty()) {
            fromPort = typeOf(from).id == "condition" ? "true" : "out";
        }
        const auto toPort = json::text(*entry, "toPort", "in");
        SceneEdge edge;
        edge.from = from;
        edge.to = to;
        edge.fromPort = portIndex(from, Side::Out, fromPort);
        edge.toPort = portIndex(to, Side::In, toPort.empty() ? "in" : toPort);
        edge.inFile = static_cast<std::uint32_t>(i);
        edge.conditional = entry->contains("condition");
        edge.fromError = fromPort == "error";
        m_edges.push_back(edge);
    }
}

void Scene::readPlaces(const json::Object &flow)
{
    const auto *layout = object(&flow, "layout");
    const auto *places = object(layout, "nodes");
    for (auto &node : m_nodes) {
        const auto *place = places ? places->if_contains(node.id) : nullptr;
        const auto at = place ? point(*place) : std::nullopt;
        if (at) {
            node.pos = *at;
        } else {
            node.unplaced = true;
            ++m_unplaced;
        }
    }
    const auto *marked = layout ? layout->if_contains("bookmarks") : nullptr;
    static const json::Array none;
    for (const auto &entry : marked && marked->is_array() ? marked->get_array() : none) {
        const auto node = entry.is_string() ? find(entry.get_string()) : kNone;
        if (node != kNone) {
            m_bookmarks.push_back(node);
        }
    }
    if (const auto *routes = object(layout, "edges"); routes && !routes->empty()) {
        for (std::uint32_t edge = 0; edge < m_edges.size(); ++edge) {
            const auto *value = routes->if_contains(routeKey(edge));
            const auto *list = value ? value->if_array() : nullptr;
            if (!list) {
                continue;
            }
            std::vector<QPointF> points;
            for (const auto &entry : *list) {
                if (const auto at = point(entry)) {
                    points.push_back(*at);
                }
            }
            if (!points.empty()) {
                m_routes.emplace(edge, std::move(points));
            }
        }
    }
}

void Scene::readDecorations(const json::Object &flow)
{
    const auto *layout = object(&flow, "layout");
    const auto each = [&](std::string_view list, const auto &take) {
        const auto *value = flow.if_contains(list);
        const auto *array = value ? value->if_array() : nullptr;
        const auto *places = object(layout, list);
        if (!array) {
            return;
        }
        for (const auto &entry : *array) {
            const auto *thing = entry.if_object();
            const auto id = thing ? json::text(*thing, "id") : std::string_view();
            const auto rect = places ? rectangle(places->if_contains(id)) : std::nullopt;
            if (!id.empty() && rect) {
                take(*thing, std::string(id), *rect);
            }
        }
    };
    each("groups", [&](const json::Object &group, std::string id, const QRectF &rect) {
        const auto color = json::text(group, "color");
        m_frames.push_back({std::move(id), qstring(json::text(group, "name")), rect, color.empty() ? ui::Family::Other : ui::familyOf(qstring(color))});
    });
    each("notes", [&](const json::Object &note, std::string id, const QRectF &rect) {
        m_notes.push_back({std::move(id), qstring(json::text(note, "text")), rect});
    });
}

void Scene::buildAdjacency()
{
    m_edgeBegin.assign(m_nodes.size() + 1, 0);
    for (const auto &edge : m_edges) {
        ++m_edgeBegin[edge.from + 1];
        if (edge.to != edge.from) {
            ++m_edgeBegin[edge.to + 1];
        }
    }
    for (std::size_t i = 1; i < m_edgeBegin.size(); ++i) {
        m_edgeBegin[i] += m_edgeBegin[i - 1];
    }
    m_edgeOf.resize(m_edgeBegin.back());
    auto next = m_edgeBegin;
    for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
        m_edgeOf[next[m_edges[i].from]++] = i;
        if (m_edges[i].to != m_edges[i].from) {
            m_edgeOf[next[m_edges[i].to]++] = i;
        }
    }
}

void Scene::buildIndex()
{
    m_nodeIndex.clear();
    m_edgeIndex.clear();
    m_nodeIndex.reserve(m_nodes.size());
    m_edgeIndex.reserve(m_edges.size());
    constexpr double o = card::kOverhang;
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
        m_nodeIndex.put(i, rect(i).adjusted(-o, -o, o, o));
    }
    for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
        indexEdge(i);
    }
}

} // namespace signalbox::canvas
