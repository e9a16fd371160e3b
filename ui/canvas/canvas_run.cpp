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

// Where much changes before the next frame, that frame is painted as a whole.
bool CanvasView::isFrameTouched()
{
    if (++m_touched <= kMostTouchedInFrame) {
        return false;
    }
    if (m_touched == kMostTouchedInFrame + 1) {
        invalidateAll();
    }
    return true;
}

// A node's state shows on it and on its edges.
void CanvasView::touchRun(std::uint32_t node)
{
    if (isFrameTouched()) {
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
    RunChanges changes;
    changes.nodes.emplace_back(id, run);
    changeRun(changes);
}

void CanvasView::changeRun(const RunChanges &changes)
{
    const bool wasEmpty = m_run.isEmpty();
    bool changed = false;
    for (const auto &[id, run] : changes.nodes) {
        changed = changeNodeRun(id, run) || changed;
    }
    for (const auto &edge : changes.edges) {
        changed = changeEdgeRun(edge) || changed;
    }
    if (!changed) {
        return;
    }
    if (m_run.isEmpty()) {
        m_painter.bindRun(m_scene, m_run);
    }
    if (m_run.isEmpty() != wasEmpty) {
        invalidateAll(); // what no run has come to looks otherwise, too
    }
    turnRunning();
    Q_EMIT runChanged();
}

bool CanvasView::changeNodeRun(const std::string &id, const std::optional<NodeRun> &run)
{
    const auto known = m_run.nodes.find(id);
    const bool isKnown = known != m_run.nodes.end();
    if (run ? isKnown && known->second == *run : !isKnown) {
        return false;
    }
    const bool wasRunning = isKnown && known->second.state == ui::State::Running;
    if (!run) {
        m_run.nodes.erase(known);
    } else if (isKnown) {
        known->second = *run;
    } else {
        m_run.nodes.emplace(id, *run);
    }
    const auto node = m_scene.find(id);
    if (node == Scene::kNone) {
        return true;
    }
    m_painter.setNodeRun(m_scene, node, run.value_or(NodeRun()));
    touchRun(node);
    const bool isRunning = run && run->state == ui::State::Running;
    if (isRunning && !wasRunning) {
        m_running.push_back(node);
    } else if (wasRunning && !isRunning) {
        std::erase(m_running, node);
    }
    return true;
}

bool CanvasView::changeEdgeRun(const RunChanges::Edge &change)
{
    const auto known = m_run.edges.find(change.key);
    if ((known == m_run.edges.end() ? 0 : known->second) == change.count) {
        return false;
    }
    if (change.count == 0) {
        m_run.edges.erase(known);
    } else {
        m_run.edges.insert_or_assign(change.key, change.count);
    }
    const auto from = m_scene.find(change.from);
    const auto to = m_scene.find(change.to);
    if (from == Scene::kNone || to == Scene::kNone) {
        return true;
    }
    // By the end that has fewer: a hub has thousands.
    const auto out = m_scene.edgesOf(from);
    const auto in = m_scene.edgesOf(to);
    for (const auto edge : out.size() < in.size() ? out : in) {
        const auto &entry = m_scene.edges()[edge];
        if (entry.from == from && entry.to == to && m_scene.routeKey(edge) == change.key) {
            m_painter.setEdgeCount(m_scene, edge, change.count);
            // From afar edges say nothing of a run.
            if (detailAt(m_zoom, m_scene.nodes().size()) != Detail::Blocks && !isFrameTouched()) {
                invalidateScene(m_scene.edgeBounds(edge));
            }
        }
    }
    return true;
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
