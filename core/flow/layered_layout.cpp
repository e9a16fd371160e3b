// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/layered_layout.h"

#include "flow/layout_p.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace signalbox::flow {

namespace {

constexpr std::size_t kMostDummies = 80'000;
constexpr double kDummyHeight = 12;

// One connected part: its nodes become cells of columns, long edges become chains of dummy cells.
class Part
{
public:
    Part(const LayoutGraph &graph, const LayoutOptions &options, const std::vector<std::uint32_t> &nodes, const std::vector<std::uint32_t> &edges,
         std::vector<std::uint32_t> &local, std::stop_token stop)
        : m_graph(graph), m_options(options), m_nodes(nodes), m_stop(std::move(stop))
    {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            local[nodes[i]] = static_cast<std::uint32_t>(i);
            m_height.push_back(graph.sizes[nodes[i]].height());
        }
        for (const auto edge : edges) {
            const auto &entry = graph.edges[edge];
            if (entry.from != entry.to) {
                m_links.push_back({local[entry.from], local[entry.to], entry.fromY, entry.toY});
            }
        }
    }

    bool run()
    {
        breakCircles();
        rank();
        insertDummies();
        order();
        if (m_stop.stop_requested()) {
            return false;
        }
        place();
        return !m_stop.stop_requested();
    }

    // Writes the places, the part's top left at `origin`; gives its size.
    QSizeF write(QPointF origin, std::vector<QPointF> &places) const
    {
        std::vector<double> width(m_columns.size(), 0);
        double top = 1e300;
        double bottom = -1e300;
        for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
            width[m_rank[i]] = std::max(width[m_rank[i]], m_graph.sizes[m_nodes[i]].width());
            top = std::min(top, m_y[i]);
            bottom = std::max(bottom, m_y[i] + m_height[i]);
        }
        std::vector<double> left(m_columns.size() + 1, 0);
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            left[i + 1] = left[i] + width[i] + m_options.columnGap;
        }
        for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
            places[m_nodes[i]] = origin + QPointF(left[m_rank[i]], m_y[i] - top);
        }
        return {left.back() - m_options.columnGap, bottom - top};
    }

private:
    struct Link
    {
        std::uint32_t from;
        std::uint32_t to;
        double fromY;
        double toY;
    };

    // Edges that close a circle in a search in the order of the file are turned round.
    void breakCircles()
    {
        const auto count = m_nodes.size();
        std::vector<std::vector<std::uint32_t>> out(count);
        std::vector<bool> entered(count, false);
        for (std::uint32_t i = 0; i < m_links.size(); ++i) {
            out[m_links[i].from].push_back(i);
            entered[m_links[i].to] = true;
        }
        std::vector<std::uint8_t> state(count, 0);
        std::vector<std::pair<std::uint32_t, std::size_t>> path;
        const auto search = [&](std::uint32_t start) {
            path.emplace_back(start, 0);
            state[start] = 1;
            while (!path.empty()) {
                auto &[node, next] = path.back();
                if (next == out[node].size()) {
                    state[node] = 2;
                    path.pop_back();
                    continue;
                }
                auto &link = m_links[out[node][next++]];
                if (state[link.to] == 1) {
                    std::swap(link.from, link.to);
                    std::swap(link.fromY, link.toY);
                } else if (state[link.to] == 0) {
                    state[link.to] = 1;
                    path.emplace_back(link.to, 0);
                }
            }
        };
        for (const bool roots : {true, false}) {
            for (std::uint32_t i = 0; i < count; ++i) {
                if (state[i] == 0 && (!roots || !entered[i])) {
                    search(i);
                }
            }
        }
    }

    void rank()
    {
        const auto count = m_nodes.size();
        std::vector<std::uint32_t> waiting(count, 0);
        std::vector<std::vector<std::uint32_t>> out(count);
        for (std::uint32_t i = 0; i < m_links.size(); ++i) {
            ++waiting[m_links[i].to];
            out[m_links[i].from].push_back(m_links[i].to);
        }
        m_rank.assign(count, 0);
        std::vector<std::uint32_t> order;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (waiting[i] == 0) {
                order.push_back(i);
            }
        }
        for (std::size_t at = 0; at < order.size(); ++at) {
            for (const auto next : out[order[at]]) {
                m_rank[next] = std::max(m_rank[next], m_rank[order[at]] + 1);
                if (--waiting[next] == 0) {
                    order.push_back(next);
                }
            }
        }
        // What only feeds later columns stands beside them, not at the far left.
        std::vector<bool> entered(count, false);
        for (const auto &link : m_links) {
            entered[link.to] = true;
        }
        for (auto at = order.rbegin(); at != order.rend(); ++at) {
            if (!entered[*at] && !out[*at].empty()) {
                std::uint32_t nearest = ~0u;
                for (const auto next : out[*at]) {
                    nearest = std::min(nearest, m_rank[next]);
                }
                m_rank[*at] = nearest - 1;
            }
        }
        const auto least = *std::min_element(m_rank.begin(), m_rank.end());
        std::uint32_t most = 0;
        for (auto &value : m_rank) {
            value -= least;
            most = std::max(most, value);
        }
        m_columns.resize(most + 1);
    }

    void insertDummies()
    {
        std::size_t dummies = 0;
        const auto original = std::move(m_links);
        m_links.clear();
        for (const auto &link : original) {
            const auto span = m_rank[link.to] - m_rank[link.from];
            if (span > 1 && dummies + span - 1 > kMostDummies) {
                continue; // too many long ones: this one bends nothing
            }
            auto at = link.from;
            auto y = link.fromY;
            for (std::uint32_t step = 1; step < span; ++step) {
                const auto dummy = static_cast<std::uint32_t>(m_rank.size());
                m_rank.push_back(m_rank[link.from] + step);
                m_height.push_back(kDummyHeight);
                m_links.push_back({at, dummy, y, kDummyHeight / 2});
                at = dummy;
                y = kDummyHeight / 2;
                ++dummies;
            }
            m_links.push_back({at, link.to, y, link.toY});
        }
        m_in.resize(m_rank.size());
        m_out.resize(m_rank.size());
        for (std::uint32_t i = 0; i < m_links.size(); ++i) {
            m_out[m_links[i].from].push_back(i);
            m_in[m_links[i].to].push_back(i);
        }
    }

    // Few crossings: each column by the mean place of its neighbours, forth and back.
    void order()
    {
        const auto cells = m_rank.size();
        m_place.assign(cells, 0);
        std::vector<bool> seen(cells, false);
        std::vector<std::uint32_t> path;
        for (std::uint32_t start = 0; start < cells; ++start) {
            if (seen[start] || m_rank[start] != 0) {
                continue;
            }
            path.push_back(start);
            seen[start] = true;
            while (!path.empty()) {
                const auto at = path.back();
                path.pop_back();
                m_columns[m_rank[at]].push_back(at);
                for (auto edge = m_out[at].rbegin(); edge != m_out[at].rend(); ++edge) {
                    if (const auto next = m_links[*edge].to; !seen[next]) {
                        seen[next] = true;
                        path.push_back(next);
                    }
                }
            }
        }
        for (std::uint32_t i = 0; i < cells; ++i) {
            if (!seen[i]) {
                m_columns[m_rank[i]].push_back(i);
            }
        }
        number();
        auto best = m_columns;
        auto least = crossings();
        const int sweeps = cells > 20'000 ? 6 : 16;
        for (int sweep = 0; sweep < sweeps && least > 0 && !m_stop.stop_requested(); ++sweep) {
            const bool forth = sweep % 2 == 0;
            for (std::size_t i = 1; i < m_columns.size(); ++i) {
                sortColumn(forth ? i : m_columns.size() - 1 - i, forth);
            }
            number();
            if (const auto count = crossings(); count < least) {
                least = count;
                best = m_columns;
            }
        }
        m_columns = std::move(best);
        number();
    }

    void number()
    {
        for (const auto &column : m_columns) {
            for (std::uint32_t i = 0; i < column.size(); ++i) {
                m_place[column[i]] = i;
            }
        }
    }

    void sortColumn(std::size_t column, bool forth)
    {
        auto &cells = m_columns[column];
        std::vector<std::pair<double, std::uint32_t>> keys;
        keys.reserve(cells.size());
        for (const auto cell : cells) {
            const auto &edges = forth ? m_in[cell] : m_out[cell];
            double sum = 0;
            for (const auto edge : edges) {
                const auto &link = m_links[edge];
                // The port counts too, so that edges of one node leave in the order of its ports.
                sum += m_place[forth ? link.from : link.to] + (forth ? link.fromY : link.toY) * 1e-4;
            }
            keys.emplace_back(edges.empty() ? m_place[cell] : sum / static_cast<double>(edges.size()), cell);
        }
        std::stable_sort(keys.begin(), keys.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        for (std::uint32_t i = 0; i < keys.size(); ++i) {
            cells[i] = keys[i].second;
            m_place[cells[i]] = i;
        }
    }

    std::uint64_t crossings() const
    {
        std::uint64_t total = 0;
        std::vector<std::uint64_t> keys;
        std::vector<std::uint32_t> tree;
        for (std::size_t i = 0; i + 1 < m_columns.size(); ++i) {
            keys.clear();
            for (const auto cell : m_columns[i]) {
                for (const auto edge : m_out[cell]) {
                    keys.push_back((static_cast<std::uint64_t>(m_place[cell]) << 32) | m_place[m_links[edge].to]);
                }
            }
            std::sort(keys.begin(), keys.end());
            // Pairs out of order, counted by a tree of partial sums.
            tree.assign(m_columns[i + 1].size() + 1, 0);
            std::uint64_t before = 0;
            for (const auto key : keys) {
                const auto to = static_cast<std::uint32_t>(key & 0xffffffff) + 1;
                std::uint64_t notAfter = 0;
                for (auto at = to; at > 0; at &= at - 1) {
                    notAfter += tree[at];
                }
                total += before - notAfter;
                ++before;
                for (auto at = to; at < tree.size(); at += at & (~at + 1)) {
                    ++tree[at];
                }
            }
        }
        return total;
    }

    bool isDummy(std::uint32_t cell) const { return cell >= m_nodes.size(); }

    void place()
    {
        m_y.assign(m_rank.size(), 0);
        for (const auto &column : m_columns) {
            double y = 0;
            for (const auto cell : column) {
                m_y[cell] = y;
                y += m_height[cell] + gap(cell);
            }
        }
        const int passes = m_rank.size() > 20'000 ? 8 : 24;
        for (int pass = 0; pass < passes && !m_stop.stop_requested(); ++pass) {
            const bool forth = pass % 2 == 0;
            for (std::size_t i = 0; i < m_columns.size(); ++i) {
                settle(m_columns[forth ? i : m_columns.size() - 1 - i], pass + 2 >= passes ? 2 : forth ? 0 : 1);
            }
        }
    }

    double gap(std::uint32_t cell) const { return isDummy(cell) ? m_options.rowGap / 2 : m_options.rowGap; }

    // Moves a column's cells as near to where their edges are straight as their order and gaps allow: least
    // squares under order constraints, by pooling neighbours that are in each other's way.
    // neighbours: 0 the column before, 1 the one behind, 2 both.
    void settle(const std::vector<std::uint32_t> &column, int neighbours)
    {
        struct Pool
        {
            double sum;
            double weight;
            std::size_t count;
        };
        std::vector<Pool> pools;
        std::vector<double> shift(column.size(), 0);
        double used = 0;
        for (std::size_t i = 0; i < column.size(); ++i) {
            const auto cell = column[i];
            shift[i] = used;
            used += m_height[cell] + std::max(gap(cell), i + 1 < column.size() ? gap(column[i + 1]) : 0);
            double sum = 0;
            double weight = 0;
            const auto pull = [&](std::uint32_t other, double y, bool inner) {
                // Long edges should be straight above all.
                const double force = inner ? 8 : isDummy(cell) || isDummy(other) ? 2 : 1;
                sum += y * force;
                weight += force;
            };
            if (neighbours != 1) {
                for (const auto edge : m_in[cell]) {
                    const auto &link = m_links[edge];
                    pull(link.from, m_y[link.from] + link.fromY - link.toY, isDummy(cell) && isDummy(link.from));
                }
            }
            if (neighbours != 0) {
                for (const auto edge : m_out[cell]) {
                    const auto &link = m_links[edge];
                    pull(link.to, m_y[link.to] + link.toY - link.fromY, isDummy(cell) && isDummy(link.to));
                }
            }
            if (weight == 0) {
                weight = 0.2;
                sum = m_y[cell] * weight;
            }
            pools.push_back({sum - shift[i] * weight, weight, 1});
            while (pools.size() > 1) {
                const auto &last = pools.back();
                auto &before = pools[pools.size() - 2];
                if (before.sum * last.weight <= last.sum * before.weight) {
                    break;
                }
                before = {before.sum + last.sum, before.weight + last.weight, before.count + last.count};
                pools.pop_back();
            }
        }
        std::size_t at = 0;
        for (const auto &pool : pools) {
            for (std::size_t i = 0; i < pool.count; ++i, ++at) {
                m_y[column[at]] = pool.sum / pool.weight + shift[at];
            }
        }
    }

    const LayoutGraph &m_graph;
    const LayoutOptions &m_options;
    const std::vector<std::uint32_t> &m_nodes;
    std::stop_token m_stop;
    std::vector<Link> m_links;
    std::vector<double> m_height;
    std::vector<std::uint32_t> m_rank;
    std::vector<std::vector<std::uint32_t>> m_columns;
    std::vector<std::vector<std::uint32_t>> m_in, m_out;
    std::vector<std::uint32_t> m_place;
    std::vector<double> m_y;
};

// Connected parts, in the order of their first nodes.
struct Parts
{
    std::vector<std::vector<std::uint32_t>> nodes;
    std::vector<std::vector<std::uint32_t>> edges;
};

Parts split(const LayoutGraph &graph)
{
    std::vector<std::uint32_t> leader(graph.sizes.size());
    std::iota(leader.begin(), leader.end(), 0u);
    const auto root = [&](std::uint32_t node) {
        while (leader[node] != node) {
            leader[node] = leader[leader[node]];
            node = leader[node];
        }
        return node;
    };
    for (const auto &edge : graph.edges) {
        const auto a = root(edge.from);
        const auto b = root(edge.to);
        leader[std::max(a, b)] = std::min(a, b);
    }
    Parts parts;
    std::vector<std::uint32_t> number(graph.sizes.size(), ~0u);
    for (std::uint32_t i = 0; i < graph.sizes.size(); ++i) {
        auto &part = number[root(i)];
        if (part == ~0u) {
            part = static_cast<std::uint32_t>(parts.nodes.size());
            parts.nodes.emplace_back();
            parts.edges.emplace_back();
        }
        parts.nodes[part].push_back(i);
    }
    for (std::uint32_t i = 0; i < graph.edges.size(); ++i) {
        parts.edges[number[root(graph.edges[i].from)]].push_back(i);
    }
    return parts;
}

} // namespace

void placeAlone(const std::vector<std::uint32_t> &alone, const LayoutGraph &graph, const LayoutOptions &options, QSizeF used, std::vector<QPointF> &places)
{
    const auto wide = std::max(used.width(), 240 * std::ceil(std::sqrt(static_cast<double>(alone.size()))));
    double x = 0;
    double y = used.isEmpty() ? 0 : used.height() + options.rowGap * 2;
    double row = 0;
    for (const auto node : alone) {
        if (x > 0 && x + graph.sizes[node].width() > wide) {
            y += row + options.rowGap;
            x = row = 0;
        }
        places[node] = {x, y};
        x += graph.sizes[node].width() + options.rowGap;
        row = std::max(row, graph.sizes[node].height());
    }
}

void snapToGrid(std::vector<QPointF> &places, const LayoutOptions &options)
{
    for (auto &place : places) {
        place = {std::round(place.x() / options.grid) * options.grid, std::round(place.y() / options.grid) * options.grid};
    }
}

std::optional<std::vector<QPointF>> flatLayout(const LayoutGraph &graph, const LayoutOptions &options, const std::stop_token &stop)
{
    std::vector<QPointF> places(graph.sizes.size());
    const auto parts = split(graph);
    std::vector<std::uint32_t> local(graph.sizes.size(), 0);
    std::vector<std::uint32_t> alone;
    QSizeF used(0, 0);
    for (std::size_t i = 0; i < parts.nodes.size(); ++i) {
        if (parts.nodes[i].size() == 1) {
            alone.push_back(parts.nodes[i].front());
            continue;
        }
        Part part(graph, options, parts.nodes[i], parts.edges[i], local, stop);
        if (!part.run()) {
            return std::nullopt;
        }
        const double top = used.isEmpty() ? 0 : used.height() + options.rowGap * 2;
        const auto size = part.write({0, top}, places);
        used = {std::max(used.width(), size.width()), top + size.height()};
    }
    placeAlone(alone, graph, options, used, places);
    snapToGrid(places, options);
    return places;
}

} // namespace signalbox::flow
