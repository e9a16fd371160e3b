// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/dot_layout.h"

#include "base/json.h"
#include "flow/layout_p.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace signalbox::flow {

namespace {

constexpr double kFarthest = 1e7;
constexpr int kPortHeight = 2;

// Which nodes dot is asked of.
std::vector<bool> askedOf(const LayoutGraph &graph)
{
    std::vector<bool> asked(graph.sizes.size(), false);
    for (const auto &edge : graph.edges) {
        if (edge.from != edge.to) {
            asked[edge.from] = asked[edge.to] = true;
        }
    }
    for (std::size_t i = 0; i < graph.groupOf.size(); ++i) {
        asked[i] = asked[i] || graph.groupOf[i] < graph.groupParents.size();
    }
    return asked;
}

// Of points. In every language with a point: dot reads no comma.
std::string inches(double points)
{
    const auto thousandths = static_cast<int>(std::lround(std::clamp(points, 0.0, 60'000.0) * 1000 / 72));
    const auto rest = std::to_string(thousandths % 1000);
    return std::to_string(thousandths / 1000) + '.' + std::string(3 - rest.size(), '0') + rest;
}

class Writer
{
public:
    Writer(const LayoutGraph &graph, const LayoutOptions &options) : m_graph(graph), m_options(options), m_in(graph.sizes.size()), m_out(graph.sizes.size()), m_hasEdge(graph.sizes.size(), false)
    {
        for (const auto &edge : graph.edges) {
            m_out[edge.from].insert(offset(edge.from, edge.fromY));
            m_in[edge.to].insert(offset(edge.to, edge.toY));
            m_hasEdge[edge.from] = m_hasEdge[edge.to] = m_hasEdge[edge.to] || edge.from != edge.to;
        }
    }

    std::string write()
    {
        const auto asked = askedOf(m_graph);
        if (std::find(asked.begin(), asked.end(), true) == asked.end()) {
            return {};
        }
        // Lengths of nodes are in points, one for each unit of ours; gaps are in inches of 72.
        m_text = "digraph g {\n graph [rankdir=LR, splines=false, nodesep=" + inches(m_options.rowGap) + ", ranksep=" + inches(m_options.columnGap)
            + "];\n node [shape=plaintext, margin=0, width=0.01, height=0.01];\n edge [arrowhead=none];\n";
        std::vector<std::vector<std::uint32_t>> members(m_graph.groupParents.size() + 1);
        for (std::uint32_t i = 0; i < asked.size(); ++i) {
            if (asked[i]) {
                members[m_graph.groupOf.empty() ? m_graph.groupParents.size() : std::min<std::size_t>(m_graph.groupOf[i], m_graph.groupParents.size())].push_back(i);
            }
        }
        std::vector<std::vector<std::uint32_t>> inner(m_graph.groupParents.size() + 1);
        for (std::uint32_t i = 0; i < m_graph.groupParents.size(); ++i) {
            inner[m_graph.groupParents[i] < i ? m_graph.groupParents[i] : m_graph.groupParents.size()].push_back(i);
        }
        writeGroups(members, inner);
        for (const auto &edge : m_graph.edges) {
            if (edge.from != edge.to) {
                m_text += " n" + std::to_string(edge.from) + ":o" + std::to_string(offset(edge.from, edge.fromY)) + ":e -> n" + std::to_string(edge.to) + ":i" + std::to_string(offset(edge.to, edge.toY)) + ":w;\n";
            }
        }
        return std::move(m_text) + "}\n";
    }

private:
    int height(std::uint32_t node) const { return static_cast<int>(std::clamp(std::ceil(m_graph.sizes[node].height()), 8.0, 60'000.0)); }
    int width(std::uint32_t node) const { return static_cast<int>(std::clamp(std::ceil(m_graph.sizes[node].width()), 8.0, 60'000.0)); }
    // Where a port's cell begins.
    int offset(std::uint32_t node, double y) const { return std::clamp(static_cast<int>(std::clamp(y, 0.0, 60'000.0)) - kPortHeight / 2, 0, height(node) - kPortHeight); }

    // Without recursion: a file may nest groups as deep as it likes.
    void writeGroups(const std::vector<std::vector<std::uint32_t>> &members, const std::vector<std::vector<std::uint32_t>> &inner)
    {
        const auto top = m_graph.groupParents.size();
        std::vector<std::pair<std::size_t, std::size_t>> path{{top, 0}};
        writeMembers(members[top], false);
        while (!path.empty()) {
            auto &[group, next] = path.back();
            if (next < inner[group].size()) {
                const auto child = inner[group][next++];
                m_text += " subgraph cluster_" + std::to_string(child) + " { graph [margin=" + std::to_string(static_cast<int>(std::max(m_options.groupMargin, m_options.groupHead))) + "];\n";
                writeMembers(members[child], true);
                path.emplace_back(child, 0);
                continue;
            }
            if (group != top) {
                m_text += " }\n";
            }
            path.pop_back();
        }
    }

    void writeMembers(const std::vector<std::uint32_t> &nodes, bool inGroup)
    {
        std::vector<std::uint32_t> loose;
        for (const auto node : nodes) {
            writeNode(node);
            if (!m_hasEdge[node]) {
                loose.push_back(node);
            }
        }
        // Loose nodes of a group stand in rows, as they do outside, and not in one high column.
        const auto row = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(loose.size()))));
        for (std::size_t i = 1; inGroup && i < loose.size(); ++i) {
            if (i % row != 0) {
                m_text += " n" + std::to_string(loose[i - 1]) + " -> n" + std::to_string(loose[i]) + " [style=invis];\n";
            }
        }
    }

    // A table of two columns: each port is a thin cell at its height, so that edges end where they are drawn.
    void writeNode(std::uint32_t node)
    {
        const int left = width(node) / 2;
        m_text += " n" + std::to_string(node) + " [label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR><TD>";
        writeColumn(m_in[node], 'i', left, height(node));
        m_text += "</TD><TD>";
        writeColumn(m_out[node], 'o', width(node) - left, height(node));
        m_text += "</TD></TR></TABLE>>];\n";
    }

    void writeColumn(const std::set<int> &ports, char side, int columnWidth, int columnHeight)
    {
        m_text += "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">";
        int at = 0;
        const auto cell = [&](int size, const std::string &port) {
            m_text += "<TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"" + std::to_string(columnWidth) + "\" HEIGHT=\"" + std::to_string(size) + "\"" + port + "></TD></TR>";
            at += size;
        };
        for (const int port : ports) {
            const auto begin = std::max(port, at);
            if (begin > at) {
                cell(begin - at, {});
            }
            cell(kPortHeight, std::string(" PORT=\"") + side + std::to_string(port) + "\"");
        }
        if (at < columnHeight || ports.empty()) {
            cell(std::max(1, columnHeight - at), {});
        }
        m_text += "</TABLE>";
    }

    const LayoutGraph &m_graph;
    const LayoutOptions &m_options;
    std::vector<std::set<int>> m_in, m_out;
    std::vector<bool> m_hasEdge;
    std::string m_text;
};

Error badAnswer(const std::string &what)
{
    return Error("layout.answer", "The answer of Graphviz cannot be used: " + what + ".");
}

// "12.5,80"
std::optional<QPointF> pointOf(std::string_view text)
{
    double x = 0;
    double y = 0;
    const char *end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, x);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != ',') {
        return std::nullopt;
    }
    const auto second = std::from_chars(first.ptr + 1, end, y);
    if (second.ec != std::errc() || second.ptr != end || !(std::abs(x) < kFarthest) || !(std::abs(y) < kFarthest)) {
        return std::nullopt;
    }
    return QPointF(x, y);
}

// "n12"
std::optional<std::size_t> nodeOf(std::string_view name)
{
    std::size_t number = 0;
    const char *end = name.data() + name.size();
    if (!name.starts_with('n')) {
        return std::nullopt;
    }
    const auto read = std::from_chars(name.data() + 1, end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

// From left to right, against those that begin before it ends.
bool overlaps(const std::vector<QPointF> &places, const LayoutGraph &graph, const std::vector<std::uint32_t> &nodes)
{
    auto order = nodes;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return places[a].x() < places[b].x(); });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const QRectF box(places[order[i]], graph.sizes[order[i]]);
        for (std::size_t k = i + 1; k < order.size() && places[order[k]].x() < box.right(); ++k) {
            if (box.intersects(QRectF(places[order[k]], graph.sizes[order[k]]))) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

std::string dotRequest(const LayoutGraph &graph, const LayoutOptions &options)
{
    return Writer(graph, options).write();
}

Result<std::vector<QPointF>> readDotPlaces(std::string_view answer, const LayoutGraph &graph, const LayoutOptions &options)
{
    SB_TRY(value, json::parse(answer, {.maxBytes = 64u << 20, .maxDepth = 32, .spelling = nullptr}));
    const auto *objects = json::find(value, "objects");
    if (!objects || !objects->is_array()) {
        return badAnswer("it has no list of objects");
    }
    const auto asked = askedOf(graph);
    std::vector<QPointF> places(graph.sizes.size());
    std::vector<bool> known(graph.sizes.size(), false);
    for (const auto &entry : objects->get_array()) {
        const auto *object = entry.if_object();
        const auto node = object ? nodeOf(json::text(*object, "name")) : std::nullopt;
        if (!node) {
            continue; // a cluster
        }
        const auto middle = pointOf(json::text(*object, "pos"));
        if (*node >= asked.size() || !asked[*node] || known[*node] || !middle) {
            return badAnswer("node " + std::to_string(*node) + " is unknown, there twice, or without a place");
        }
        known[*node] = true;
        // Its y leads upwards.
        places[*node] = QPointF(middle->x() - graph.sizes[*node].width() / 2, -middle->y() - graph.sizes[*node].height() / 2);
    }
    std::vector<std::uint32_t> placed;
    std::vector<std::uint32_t> alone;
    QPointF corner(kFarthest, kFarthest);
    for (std::uint32_t i = 0; i < asked.size(); ++i) {
        if (asked[i] && !known[i]) {
            return badAnswer("node " + std::to_string(i) + " is missing");
        }
        (asked[i] ? placed : alone).push_back(i);
        if (asked[i]) {
            corner = {std::min(corner.x(), places[i].x()), std::min(corner.y(), places[i].y())};
        }
    }
    for (const auto node : placed) {
        places[node] -= corner;
    }
    snapToGrid(places, options);
    QRectF box;
    for (const auto node : placed) {
        box = box.united(QRectF(places[node], graph.sizes[node]));
    }
    for (const auto &group : groupBoxes(graph, places, options)) {
        box = box.united(group);
    }
    if (overlaps(places, graph, placed)) {
        return badAnswer("cards would stand on each other");
    }
    // Groups reach above and left of their nodes.
    const QPointF shift(std::ceil(-box.left() / options.grid) * options.grid, std::ceil(-box.top() / options.grid) * options.grid);
    for (const auto node : placed) {
        places[node] += shift;
    }
    placeAlone(alone, graph, options, box.size(), places);
    snapToGrid(places, options);
    return places;
}

} // namespace signalbox::flow
