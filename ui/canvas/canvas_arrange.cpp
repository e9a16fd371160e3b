// SPDX-License-Identifier: GPL-3.0-or-later
// Arranging: what is asked of the layout, and how its answer becomes a step of the history.
#include "ui/canvas/canvas_view.h"

#include "ui/canvas/layout_job.h"
#include "ui/words/words.h"

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

using Way = LayoutResult::Way;

constexpr std::size_t kMostMoving = 400;

double area(const QRectF &rect)
{
    return rect.width() * rect.height();
}

// Frames by size, so that each stands behind those that may hold it.
std::vector<std::uint32_t> bySize(const std::vector<SceneFrame> &frames)
{
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < frames.size(); ++i) {
        order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return area(frames[a].rect) > area(frames[b].rect); });
    return order;
}

} // namespace

void CanvasView::setDotProgram(DotProgram program)
{
    m_layoutJob->setProgram(std::move(program));
}

void CanvasView::arrange()
{
    if (!m_editor || m_readOnly || m_scene.nodes().empty()) {
        return;
    }
    cancelGesture();
    finishMotion();
    // The selection where there are several, else all.
    const bool whole = m_selection.nodes.size() < 2;
    std::vector<std::uint32_t> nodes(m_selection.nodes.begin(), m_selection.nodes.end());
    if (whole) {
        nodes.resize(m_scene.nodes().size());
        for (std::uint32_t i = 0; i < nodes.size(); ++i) {
            nodes[i] = i;
        }
    }
    if (nodes.size() > kMostMoving) {
        Q_EMIT announced(tr("Arranging %n node(s). Esc cancels it.", nullptr, static_cast<int>(nodes.size())));
    }
    m_isArranging = true;
    m_layoutJob->start(layoutOf(std::move(nodes)));
}

LayoutRequest CanvasView::layoutOf(std::vector<std::uint32_t> nodes) const
{
    LayoutRequest request;
    std::vector<std::uint32_t> number(m_scene.nodes().size(), Scene::kNone);
    QRectF box;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        number[nodes[i]] = i;
        request.graph.sizes.push_back(m_scene.rect(nodes[i]).size());
        box = box.united(m_scene.rect(nodes[i]));
    }
    for (const auto &edge : m_scene.edges()) {
        if (number[edge.from] != Scene::kNone && number[edge.to] != Scene::kNone) {
            request.graph.edges.push_back({number[edge.from], number[edge.to], (m_scene.portPos(m_scene.fromPort(edge)) - m_scene.nodes()[edge.from].pos).y(),
                                           (m_scene.portPos(m_scene.toPort(edge)) - m_scene.nodes()[edge.to].pos).y()});
        }
    }
    // A frame goes along where all that is in it is arranged. Each thing belongs to the smallest frame that holds it.
    const auto &frames = m_scene.frames();
    std::vector<std::uint32_t> frameOf(m_scene.nodes().size(), Scene::kNone);
    std::vector<std::uint32_t> group(frames.size(), flow::kNoGroup);
    std::vector<std::uint32_t> inside;
    for (const auto frame : bySize(frames)) {
        m_scene.nodesIn(frames[frame].rect, inside);
        bool any = false;
        bool all = true;
        for (const auto node : inside) {
            if (frames[frame].rect.contains(m_scene.rect(node))) {
                any = true;
                all = all && number[node] != Scene::kNone;
            }
        }
        if (!any || !all) {
            continue;
        }
        for (const auto node : inside) {
            if (frames[frame].rect.contains(m_scene.rect(node))) {
                frameOf[node] = frame;
            }
        }
        auto parent = flow::kNoGroup;
        for (std::uint32_t i = 0; i < request.frames.size(); ++i) {
            parent = frames[request.frames[i]].rect.contains(frames[frame].rect) ? i : parent;
        }
        group[frame] = static_cast<std::uint32_t>(request.frames.size());
        request.frames.push_back(frame);
        request.graph.groupParents.push_back(parent);
        box = box.united(frames[frame].rect);
    }
    for (const auto node : nodes) {
        request.graph.groupOf.push_back(frameOf[node] == Scene::kNone ? flow::kNoGroup : group[frameOf[node]]);
    }
    // Notes of a frame stay in it.
    for (std::uint32_t i = 0; i < m_scene.notes().size(); ++i) {
        auto holder = flow::kNoGroup;
        for (std::uint32_t k = 0; k < request.frames.size(); ++k) {
            holder = frames[request.frames[k]].rect.contains(m_scene.notes()[i].rect) ? k : holder;
        }
        if (holder != flow::kNoGroup) {
            request.notes.push_back(i);
            request.graph.sizes.push_back(m_scene.notes()[i].rect.size());
            request.graph.groupOf.push_back(holder);
        }
    }
    const auto onGrid = [](double value) { return std::round(value / card::kGrid) * card::kGrid; };
    request.origin = QPointF(onGrid(box.left()), onGrid(box.top()));
    request.nodes = std::move(nodes);
    request.purpose = LayoutRequest::Purpose::Edit;
    return request;
}

bool CanvasView::cancelLayout()
{
    // One that makes up places for a file that has none goes on: nobody asked for it.
    if (!m_layoutJob->isRunning() || !std::exchange(m_isArranging, false)) {
        return false;
    }
    m_layoutJob->cancel();
    return true;
}

void CanvasView::takeLayout(LayoutResult result)
{
    const auto &nodes = result.request.nodes;
    // The flow may have changed while it was computed.
    const bool stands = std::all_of(nodes.begin(), nodes.end(), [this](std::uint32_t node) { return node < m_scene.nodes().size(); });
    if (!stands || !m_editor) {
        return;
    }
    m_isArranging = false;
    if (result.request.purpose == LayoutRequest::Purpose::Edit && m_mode != Mode::None) {
        // Things would move under the pointer that holds them.
        Q_EMIT announced(tr("Arranging is cancelled."));
        return;
    }
    if (result.request.purpose == LayoutRequest::Purpose::Implied) {
        std::vector<Placement> placements;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            m_scene.setPosition(nodes[i], result.places[i]);
            placements.push_back({m_scene.nodes()[nodes[i]].id, result.places[i]});
        }
        m_editor->setImpliedPlaces(std::move(placements));
        showArea(m_scene.bounds(), 1, Motion::Jump);
        Q_EMIT sceneChanged();
        return;
    }
    keepFrames(result);
    const auto time = m_theme.duration(ui::motion::kQuick);
    if (time.count() == 0 || nodes.size() > kMostMoving || !isVisible()) {
        commitLayout(result);
        return;
    }
    m_layoutMotion.stop();
    m_layoutMotion.disconnect(this);
    std::vector<QPointF> from;
    for (const auto node : nodes) {
        from.push_back(m_scene.nodes()[node].pos);
    }
    std::vector<QRectF> boxes;
    for (const auto frame : result.request.frames) {
        boxes.push_back(m_scene.frames()[frame].rect);
    }
    connect(&m_layoutMotion, &QVariantAnimation::valueChanged, this, [this, result, from, boxes](const QVariant &value) {
        const double part = value.toDouble();
        for (std::size_t i = 0; i < from.size(); ++i) {
            m_scene.setPosition(result.request.nodes[i], from[i] + (result.places[i] - from[i]) * part);
        }
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            const auto &to = result.boxes[i];
            m_scene.setRect({ItemKind::Frame, result.request.frames[i]},
                            QRectF(boxes[i].topLeft() + (to.topLeft() - boxes[i].topLeft()) * part, boxes[i].size() + (to.size() - boxes[i].size()) * part));
        }
        invalidateAll();
    });
    connect(&m_layoutMotion, &QVariantAnimation::finished, this, [this, result] { commitLayout(result); });
    m_layoutMotion.setStartValue(0.0);
    m_layoutMotion.setEndValue(1.0);
    m_layoutMotion.setEasingCurve(QEasingCurve::OutCubic);
    m_layoutMotion.setDuration(static_cast<int>(time.count()) + 50);
    m_layoutMotion.start();
}

// A frame whose nodes all belong to smaller ones that overlap it has nothing of its own to stand around: it stands around
// those nodes, as it did.
void CanvasView::keepFrames(LayoutResult &result) const
{
    const auto &request = result.request;
    const flow::LayoutOptions options;
    for (std::size_t i = 0; i < request.frames.size(); ++i) {
        if (!result.boxes[i].isEmpty()) {
            continue;
        }
        const QRectF before = m_scene.frames()[request.frames[i]].rect;
        QRectF box;
        for (std::size_t k = 0; k < request.nodes.size(); ++k) {
            if (before.contains(m_scene.rect(request.nodes[k]))) {
                box = box.united(QRectF(result.places[k], request.graph.sizes[k]));
            }
        }
        result.boxes[i] = box.isEmpty() ? before : box.adjusted(-options.groupMargin, -options.groupHead, options.groupMargin, options.groupMargin);
    }
}

void CanvasView::commitLayout(const LayoutResult &result)
{
    const auto &request = result.request;
    std::vector<Placement> placements;
    std::vector<bool> moved(m_scene.nodes().size(), false);
    QRectF taken;
    for (std::size_t i = 0; i < request.nodes.size(); ++i) {
        const auto node = request.nodes[i];
        moved[node] = true;
        placements.push_back({m_scene.nodes()[node].id, result.places[i]});
        taken = taken.united(QRectF(result.places[i], request.graph.sizes[i]));
    }
    std::vector<std::pair<std::string, QRectF>> frames;
    for (std::size_t i = 0; i < request.frames.size(); ++i) {
        frames.emplace_back(m_scene.frames()[request.frames[i]].id, result.boxes[i]);
        taken = taken.united(result.boxes[i]);
    }
    std::vector<std::pair<std::string, QRectF>> notes;
    std::vector<bool> framed(m_scene.notes().size(), false);
    for (std::size_t i = 0; i < request.notes.size(); ++i) {
        const auto &note = m_scene.notes()[request.notes[i]];
        framed[request.notes[i]] = true;
        notes.emplace_back(note.id, QRectF(result.places[request.nodes.size() + i], note.rect.size()));
    }
    // Loose notes stay where they are, unless something would stand on them: then they make a row above.
    const bool whole = request.nodes.size() == m_scene.nodes().size();
    double x = taken.left();
    for (std::uint32_t i = 0; i < m_scene.notes().size(); ++i) {
        const auto &note = m_scene.notes()[i];
        if (!framed[i] && whole && note.rect.intersects(taken)) {
            notes.emplace_back(note.id, QRectF(QPointF(x, taken.top() - 2 * card::kGrid - note.rect.height()), note.rect.size()));
            x += note.rect.width() + 2 * card::kGrid;
        }
    }
    // The courses that were drawn for the old places go.
    std::vector<std::pair<std::string, std::vector<QPointF>>> routes;
    for (std::uint32_t i = 0; i < m_scene.edges().size(); ++i) {
        const auto &edge = m_scene.edges()[i];
        if (moved[edge.from] && moved[edge.to] && !m_scene.route(i).empty()) {
            routes.emplace_back(m_scene.routeKey(i), std::vector<QPointF>());
        }
    }
    const int count = static_cast<int>(placements.size());
    const double seconds = static_cast<double>(m_layoutJob->program().deadline.count()) / 1000;
    m_editor->history().seal();
    m_editor->move(placements, frames, notes, routes, tr("Arrange"));
    if (whole) {
        zoomToFit();
    }
    switch (result.way) {
    case Way::Dot:
    case Way::Simple: Q_EMIT announced(tr("Arranged %n node(s).", nullptr, count)); break;
    case Way::TooMany: Q_EMIT announced(tr("Arranged %n node(s) by simple columns: Graphviz would take too long for so many.", nullptr, count)); break;
    case Way::TooLong: Q_EMIT announced(tr("Arranged %n node(s) by simple columns: Graphviz was not done after %1 s.", nullptr, count).arg(locale().toString(seconds, 'g', 3))); break;
    case Way::Missing: Q_EMIT announced(tr("Arranged %n node(s) by simple columns. Install the package graphviz for a better arrangement.", nullptr, count)); break;
    case Way::Failed: Q_EMIT announced(tr("Arranged %n node(s) by simple columns: Graphviz failed. %1", nullptr, count).arg(result.trouble ? words::sentence(*result.trouble) : QString()).trimmed()); break;
    }
}

} // namespace signalbox::canvas
