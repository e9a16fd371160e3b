// SPDX-License-Identifier: GPL-3.0-or-later
// A run and its problems over the flow: what changes is painted anew, and no more.
#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <set>

namespace signalbox::canvas {

namespace {

constexpr std::size_t kMostTouched = 2000;
constexpr int kMostTouchedInFrame = 60;
constexpr int kTurnInterval = 40;

} // namespace

void CanvasView::setRun(const RunStateMap &run)
{
    // Only what is another one now is painted anew, unless that is most of it.
    std::set<std::uint32_t> nodes;
    std::set<std::uint32_t> edges;
    const auto compare = [&](const RunStateMap &a, const RunStateMap &b) {
        for (const auto &[id, state] : a.nodes) {
            const auto other = b.nodes.find(id);
            if (other == b.nodes.end() || !(other->second == state)) {
                if (const auto node = m_scene.find(id); node != Scene::kNone) {
                    nodes.insert(node);
                }
            }
        }
    };
    compare(m_run, run);
    compare(run, m_run);
    const bool counted = m_run.edges != run.edges;
    if (counted && m_scene.edges().size() <= kMostTouched) {
        for (std::uint32_t edge = 0; edge < m_scene.edges().size(); ++edge) {
            const auto key = m_scene.routeKey(edge);
            const auto before = m_run.edges.find(key);
            const auto after = run.edges.find(key);
            if ((before == m_run.edges.end() ? 0 : before->second) != (after == run.edges.end() ? 0 : after->second)) {
                edges.insert(edge);
            }
        }
    }
    const bool whole = m_run.isEmpty() != run.isEmpty() || nodes.size() > kMostTouched / 4 || (counted && m_scene.edges().size() > kMostTouched);
    m_run = run;
    m_painter.bindRun(m_scene, run);
    if (whole) {
        invalidateAll();
    } else {
        for (const auto node : nodes) {
            touchRun(node);
        }
        for (const auto edge : edges) {
            invalidateScene(m_scene.edgeBounds(edge));
        }
    }
    followRunning();
    Q_EMIT runChanged();
}

// A node's state shows on it and on its edges.
void CanvasView::touchRun(std::uint32_t node)
{
    // Where much changes before the next frame, that frame is painted as a whole.
    if (++m_touched > kMostTouchedInFrame) {
        if (m_touched == kMostTouchedInFrame + 1) {
            invalidateAll();
        }
        return;
    }
    invalidateScene(m_scene.rect(node));
    if (detailAt(m_zoom, m_scene.nodes().size()) == Detail::Blocks) {
        return; // edges say nothing of a run there
    }
    for (const auto edge : m_scene.edgesOf(node)) {
        invalidateScene(m_scene.edgeBounds(edge));
    }
}

// The rings of running nodes turn where motion is wanted.
void CanvasView::followRunning()
{
    m_running.clear();
    for (const auto &[id, state] : m_run.nodes) {
        if (state.state == ui::State::Running) {
            if (const auto node = m_scene.find(id); node != Scene::kNone) {
                m_running.push_back(node);
            }
        }
    }
    turnRunning();
}

void CanvasView::turnRunning()
{
    const bool turns = !m_running.empty() && m_theme.duration(ui::motion::kTurn).count() > 0;
    if (turns && !m_turn.isActive()) {
        m_turn.start(kTurnInterval);
    } else if (!turns) {
        m_turn.stop();
    }
}

void CanvasView::setNodeRun(const std::string &id, const NodeRun &run)
{
    auto &known = m_run.nodes[id];
    if (known == run) {
        return;
    }
    const bool wasRunning = known.state == ui::State::Running;
    known = run;
    const auto node = m_scene.find(id);
    if (node == Scene::kNone) {
        return;
    }
    m_painter.setNodeRun(m_scene, node, run);
    touchRun(node);
    if (run.state == ui::State::Running && !wasRunning) {
        m_running.push_back(node);
    } else if (wasRunning && run.state != ui::State::Running) {
        std::erase(m_running, node);
    }
    turnRunning();
    Q_EMIT runChanged();
}

void CanvasView::setProblems(QHash<QString, Problem> byNode, QHash<QString, Problem> byEdge)
{
    m_problems = std::move(byNode);
    m_edgeProblems = std::move(byEdge);
    m_edgeProblemOf.clear();
    for (std::uint32_t edge = 0; !m_edgeProblems.isEmpty() && edge < m_scene.edges().size(); ++edge) {
        if (const auto at = m_edgeProblems.constFind(QString::fromStdString(m_scene.routeKey(edge))); at != m_edgeProblems.cend()) {
            m_edgeProblemOf.emplace_back(edge, &at.value());
        }
    }
    m_problemOf.assign(m_problems.isEmpty() ? 0 : m_scene.nodes().size(), nullptr);
    for (auto at = m_problems.cbegin(); at != m_problems.cend(); ++at) {
        if (const auto node = m_scene.find(at.key().toStdString()); node != Scene::kNone) {
            m_problemOf[node] = &at.value();
        }
    }
    update();
    Q_EMIT signsChanged();
}

const Problem *CanvasView::problemOf(std::uint32_t node) const
{
    return node < m_problemOf.size() ? m_problemOf[node] : nullptr;
}

const Problem *CanvasView::problemOfEdge(std::uint32_t edge) const
{
    const auto found = std::ranges::lower_bound(m_edgeProblemOf, edge, {}, &std::pair<std::uint32_t, const Problem *>::first);
    return found != m_edgeProblemOf.end() && found->first == edge ? found->second : nullptr;
}

// An edge with a problem stands out by its colour and a sign at its middle.
void CanvasView::paintEdgeProblems(QPainter &painter, const View &v, const QRectF &clip)
{
    for (const auto &[edge, problem] : m_edgeProblemOf) {
        const double side = std::clamp(16 * m_zoom, 6.0, 22.0);
        if (Marks::has(m_marks.liftedEdges, edge) || !v.map(m_scene.edgeBounds(edge)).adjusted(-side, -2 * side, side, side).intersects(clip)) {
            continue;
        }
        const bool selected = Marks::has(m_marks.selectedEdges, edge);
        m_painter.paintEdge(painter, m_scene, v, edge, selected ? ui::Role::EdgeSelected : problem->severity == Problem::Severity::Error ? ui::Role::Danger : ui::Role::Warning, 1.4);
        const auto curves = m_scene.curves(edge);
        const QPointF middle = v.map(curves[curves.size() / 2].at(curves.size() % 2 == 0 ? 0 : 0.5));
        // Above what stands in the middle already: the sign of a condition, or a count.
        paintSign(painter, QRectF(middle - QPointF(side / 2, side * 1.35), QSizeF(side, side)), problem->severity);
    }
}

} // namespace signalbox::canvas
