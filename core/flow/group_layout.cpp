// SPDX-License-Identifier: GPL-3.0-or-later
// Groups in the layout by columns: each is laid out by itself, the innermost first, and stands as one node in what it is in.
#include "flow/layout_p.h"

#include <algorithm>

namespace signalbox::flow {

namespace {

// Nodes, then groups, as the things that are placed; level `groups` is what is in no group.
class Grouping
{
public:
    explicit Grouping(const LayoutGraph &graph, const LayoutOptions &options)
        : m_graph(graph), m_options(options), m_nodes(static_cast<std::uint32_t>(graph.sizes.size())), m_groups(static_cast<std::uint32_t>(graph.groupParents.size())), m_sizes(graph.sizes)
        , m_local(graph.sizes.size() + graph.groupParents.size())
    {
        m_sizes.resize(m_local.size());
        m_members.resize(m_groups + 1);
        for (std::uint32_t i = 0; i < m_nodes; ++i) {
            m_members[levelOf(i)].push_back(i);
        }
        for (std::uint32_t i = 0; i < m_groups; ++i) {
            m_members[levelOf(m_nodes + i)].push_back(m_nodes + i);
        }
        m_edges.resize(m_groups + 1);
        m_isConnected.resize(m_local.size(), false);
        for (const auto &edge : graph.edges) {
            assign(edge);
        }
    }

    std::optional<std::vector<QPointF>> run(const std::stop_token &stop)
    {
        for (auto level = m_groups; level-- > 0;) {
            if (!layOut(level, stop)) {
                return std::nullopt;
            }
        }
        if (!layOut(m_groups, stop)) {
            return std::nullopt;
        }
        // From the outside in: a group's own place, then what is in it.
        for (std::uint32_t group = 0; group < m_groups; ++group) {
            for (const auto member : m_members[group]) {
                m_local[member] += m_local[m_nodes + group];
            }
        }
        m_local.resize(m_nodes);
        return std::move(m_local);
    }

private:
    std::uint32_t levelOf(std::uint32_t thing) const
    {
        const auto group = thing < m_nodes ? m_graph.groupOf[thing] : m_graph.groupParents[thing - m_nodes];
        const auto most = thing < m_nodes ? m_groups : thing - m_nodes;
        return group < most ? group : m_groups;
    }

    // An edge counts where its ends are two things beside each other.
    void assign(const LayoutEdge &edge)
    {
        const auto path = [this](std::uint32_t thing) {
            std::vector<std::uint32_t> out{thing};
            while (levelOf(out.back()) != m_groups) {
                out.push_back(m_nodes + levelOf(out.back()));
            }
            return out;
        };
        auto from = path(edge.from);
        auto to = path(edge.to);
        while (from.size() > 1 && to.size() > 1 && from.back() == to.back()) {
            from.pop_back();
            to.pop_back();
        }
        for (const auto thing : from) {
            m_isConnected[thing] = true;
        }
        for (const auto thing : to) {
            m_isConnected[thing] = true;
        }
        if (from.back() != to.back()) {
            m_edges[levelOf(from.back())].push_back({edge, from.back(), to.back()});
        }
    }

    // How far below the top of `outer`, which has been laid out, an inner node stands.
    double depth(std::uint32_t node, std::uint32_t outer) const
    {
        double y = 0;
        for (auto at = node; at != outer; at = m_nodes + levelOf(at)) {
            y += m_local[at].y();
        }
        return y;
    }

    // What is connected with the outside only stands in a column, as else its edges would lead behind its neighbours: it
    // hangs on a node that takes no room and is left out afterwards.
    void stack(const std::vector<std::uint32_t> &members, LayoutGraph &part) const
    {
        std::vector<bool> isInner(members.size(), false);
        for (const auto &edge : part.edges) {
            isInner[edge.from] = isInner[edge.to] = true;
        }
        const auto root = static_cast<std::uint32_t>(members.size());
        for (std::uint32_t i = 0; i < members.size(); ++i) {
            if (!isInner[i] && m_isConnected[members[i]]) {
                part.edges.push_back({root, i, 0, part.sizes[i].height() / 2});
            }
        }
        if (part.edges.size() > 0 && part.edges.back().from == root) {
            part.sizes.push_back(QSizeF(0, 0));
        }
    }

    bool layOut(std::uint32_t level, const std::stop_token &stop)
    {
        const auto &members = m_members[level];
        LayoutGraph part;
        std::vector<std::uint32_t> number(m_sizes.size(), 0);
        for (std::uint32_t i = 0; i < members.size(); ++i) {
            number[members[i]] = i;
            part.sizes.push_back(m_sizes[members[i]]);
        }
        for (const auto &entry : m_edges[level]) {
            part.edges.push_back({number[entry.from], number[entry.to], entry.edge.fromY + depth(entry.edge.from, entry.from), entry.edge.toY + depth(entry.edge.to, entry.to)});
        }
        const bool isGroup = level != m_groups;
        if (isGroup) {
            stack(members, part);
        }
        const auto places = flatLayout(part, m_options, stop);
        if (!places) {
            return false;
        }
        QRectF box;
        for (std::uint32_t i = 0; i < members.size(); ++i) {
            box = box.united(QRectF((*places)[i], part.sizes[i]));
        }
        for (std::uint32_t i = 0; i < members.size(); ++i) {
            m_local[members[i]] = (*places)[i] - box.topLeft() + (isGroup ? QPointF(m_options.groupMargin, m_options.groupHead) : QPointF());
        }
        if (isGroup) {
            m_sizes[m_nodes + level] = box.size() + QSizeF(2 * m_options.groupMargin, m_options.groupHead + m_options.groupMargin);
        }
        return true;
    }

    struct Between
    {
        LayoutEdge edge;
        std::uint32_t from;
        std::uint32_t to;
    };
    const LayoutGraph &m_graph;
    const LayoutOptions &m_options;
    std::uint32_t m_nodes;
    std::uint32_t m_groups;
    std::vector<QSizeF> m_sizes;
    std::vector<QPointF> m_local; ///< from the top left of what it is in
    std::vector<std::vector<std::uint32_t>> m_members;
    std::vector<std::vector<Between>> m_edges;
    std::vector<bool> m_isConnected; ///< with something beside it, or around that
};

} // namespace

std::optional<std::vector<QPointF>> layeredLayout(const LayoutGraph &graph, const LayoutOptions &options, std::stop_token stop)
{
    if (graph.groupParents.empty() || graph.groupOf.size() != graph.sizes.size()) {
        return flatLayout(graph, options, stop);
    }
    return Grouping(graph, options).run(stop);
}

std::vector<QRectF> groupBoxes(const LayoutGraph &graph, const std::vector<QPointF> &places, const LayoutOptions &options)
{
    std::vector<QRectF> boxes(graph.groupParents.size());
    for (std::size_t i = 0; i < graph.groupOf.size(); ++i) {
        if (graph.groupOf[i] < boxes.size()) {
            auto &box = boxes[graph.groupOf[i]];
            box = box.united(QRectF(places[i], graph.sizes[i]));
        }
    }
    for (auto group = boxes.size(); group-- > 0;) {
        if (boxes[group].isNull()) {
            continue;
        }
        boxes[group].adjust(-options.groupMargin, -options.groupHead, options.groupMargin, options.groupMargin);
        if (const auto parent = graph.groupParents[group]; parent < group) {
            boxes[parent] = boxes[parent].united(boxes[group]);
        }
    }
    return boxes;
}

} // namespace signalbox::flow
