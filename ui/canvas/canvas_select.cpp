// SPDX-License-Identifier: GPL-3.0-or-later
// What is selected, and how selections follow a document that changes.
#include "ui/canvas/canvas_view.h"

#include "ui/canvas/accessible_p.h"

#include <algorithm>

namespace signalbox::canvas {

namespace {

template<typename T>
void toggleIn(std::set<T> &set, T value, bool on)
{
    if (on) {
        set.insert(value);
    } else {
        set.erase(value);
    }
}

std::vector<bool> flags(const std::set<std::uint32_t> &set, std::size_t count)
{
    std::vector<bool> list;
    if (!set.empty()) {
        list.resize(count, false);
        for (const auto index : set) {
            list[index] = true;
        }
    }
    return list;
}

} // namespace

bool CanvasView::hasSelection() const
{
    return !m_selection.isEmpty();
}

void CanvasView::setSelection(Selection selection)
{
    if (selection == m_selection) {
        return;
    }
    // What changes its look is painted anew.
    const auto touch = [this](ItemKind kind, const std::set<std::uint32_t> &a, const std::set<std::uint32_t> &b) {
        std::vector<std::uint32_t> changed;
        std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(changed));
        if (changed.size() > 400) {
            invalidateAll();
            return;
        }
        for (const auto index : changed) {
            invalidateScene(m_scene.boundsOf({kind, index}));
        }
    };
    touch(ItemKind::Node, m_selection.nodes, selection.nodes);
    touch(ItemKind::Edge, m_selection.edges, selection.edges);
    touch(ItemKind::Frame, m_selection.frames, selection.frames);
    touch(ItemKind::Note, m_selection.notes, selection.notes);
    updateCurrentItem();
    m_nudged.reset();
    m_selection = std::move(selection);
    updateCurrentItem();
    refreshMarks();
    if (m_editor) {
        m_editor->history().seal();
    }
    Q_EMIT selectionChanged();
}

void CanvasView::refreshMarks()
{
    m_marks.selectedNodes = flags(m_selection.nodes, m_scene.nodes().size());
    m_marks.selectedEdges = flags(m_selection.edges, m_scene.edges().size());
    m_marks.selectedFrames = flags(m_selection.frames, m_scene.frames().size());
    m_marks.selectedNotes = flags(m_selection.notes, m_scene.notes().size());
}

bool CanvasView::isSelected(const Item &item) const
{
    switch (item.kind) {
    case ItemKind::Node: return m_selection.nodes.contains(item.index);
    case ItemKind::Edge: return m_selection.edges.contains(item.index);
    case ItemKind::Frame: return m_selection.frames.contains(item.index);
    case ItemKind::Note: return m_selection.notes.contains(item.index);
    case ItemKind::None: break;
    }
    return false;
}

void CanvasView::selectItem(const Item &item, bool toggle, bool extend)
{
    Selection next = toggle || extend ? m_selection : Selection();
    const bool on = !toggle || !isSelected(item);
    switch (item.kind) {
    case ItemKind::Node: toggleIn(next.nodes, item.index, on); break;
    case ItemKind::Edge: toggleIn(next.edges, item.index, on); break;
    case ItemKind::Frame: toggleIn(next.frames, item.index, on); break;
    case ItemKind::Note: toggleIn(next.notes, item.index, on); break;
    case ItemKind::None: break;
    }
    setSelection(std::move(next));
    if (item.kind == ItemKind::Node && on) {
        setCurrentNode(item.index);
    }
}

QRectF CanvasView::selectionBounds(Edges edges) const
{
    QRectF box;
    for (const auto node : m_selection.nodes) {
        box = box.united(m_scene.rect(node));
    }
    if (edges == Edges::Taken) {
        for (const auto edge : m_selection.edges) {
            box = box.united(m_scene.edgeBounds(edge));
        }
    }
    for (const auto frame : m_selection.frames) {
        box = box.united(m_scene.frames()[frame].rect);
    }
    for (const auto note : m_selection.notes) {
        box = box.united(m_scene.notes()[note].rect);
    }
    return box;
}

CanvasView::Selection CanvasView::itemsIn(const QRectF &area) const
{
    Selection found;
    std::vector<std::uint32_t> near;
    m_scene.nodesIn(area, near);
    for (const auto node : near) {
        if (m_scene.rect(node).intersects(area)) {
            found.nodes.insert(node);
        }
    }
    for (std::uint32_t i = 0; i < m_scene.notes().size(); ++i) {
        if (m_scene.notes()[i].rect.intersects(area)) {
            found.notes.insert(i);
        }
    }
    for (std::uint32_t i = 0; i < m_scene.frames().size(); ++i) {
        if (area.contains(m_scene.frames()[i].rect)) {
            found.frames.insert(i);
        }
    }
    // Edges only where there is nothing else: a box over cards means the cards.
    if (found.nodes.empty() && found.notes.empty() && found.frames.empty()) {
        near.clear();
        m_scene.edgesIn(area, near);
        for (const auto edge : near) {
            const auto curves = m_scene.curves(edge);
            if (std::any_of(curves.begin(), curves.end(), [&](const Curve &curve) { return crosses(curve, area); })) {
                found.edges.insert(edge);
            }
        }
    }
    return found;
}

CanvasView::Selection CanvasView::itemsIn(const QPolygonF &area) const
{
    Selection found;
    std::vector<std::uint32_t> near;
    m_scene.nodesIn(area.boundingRect(), near);
    for (const auto node : near) {
        if (area.containsPoint(m_scene.rect(node).center(), Qt::OddEvenFill)) {
            found.nodes.insert(node);
        }
    }
    for (std::uint32_t i = 0; i < m_scene.notes().size(); ++i) {
        if (area.containsPoint(m_scene.notes()[i].rect.center(), Qt::OddEvenFill)) {
            found.notes.insert(i);
        }
    }
    return found;
}

Picked CanvasView::pickedOf(const Selection &selection) const
{
    Picked picked;
    for (const auto node : selection.nodes) {
        if (node < m_scene.nodes().size()) {
            picked.nodes.push_back(m_scene.nodes()[node].id);
        }
    }
    for (const auto edge : selection.edges) {
        if (edge < m_scene.edges().size()) {
            picked.edges.push_back(m_scene.edges()[edge].inFile);
        }
    }
    for (const auto frame : selection.frames) {
        if (frame < m_scene.frames().size()) {
            picked.frames.push_back(m_scene.frames()[frame].id);
        }
    }
    for (const auto note : selection.notes) {
        if (note < m_scene.notes().size()) {
            picked.notes.push_back(m_scene.notes()[note].id);
        }
    }
    return picked;
}

Picked CanvasView::picked() const
{
    return pickedOf(m_selection);
}

std::vector<std::string> CanvasView::selectedIds() const
{
    return picked().nodes;
}

std::map<std::string, CanvasView::KeptEdges> CanvasView::keptEdges() const
{
    std::map<std::string, KeptEdges> kept;
    std::set<std::uint32_t> sources;
    for (const auto edge : m_selection.edges) {
        if (edge < m_scene.edges().size()) {
            kept[m_scene.routeKey(edge)];
            sources.insert(m_scene.edges()[edge].from);
        }
    }
    for (std::uint32_t i = 0; !kept.empty() && i < m_scene.edges().size(); ++i) {
        const auto same = sources.contains(m_scene.edges()[i].from) ? kept.find(m_scene.routeKey(i)) : kept.end();
        if (same != kept.end()) {
            auto &[among, which] = same->second;
            if (m_selection.edges.contains(i)) {
                which.insert(among);
            }
            ++among;
        }
    }
    return kept;
}

void CanvasView::restoreSelection(const Picked &before, const std::map<std::string, KeptEdges> &edges, const std::string &current)
{
    Selection next;
    for (const auto &id : before.nodes) {
        if (const auto node = m_scene.find(id); node != Scene::kNone) {
            next.nodes.insert(node);
        }
    }
    for (std::uint32_t i = 0; i < m_scene.frames().size(); ++i) {
        if (std::find(before.frames.begin(), before.frames.end(), m_scene.frames()[i].id) != before.frames.end()) {
            next.frames.insert(i);
        }
    }
    for (std::uint32_t i = 0; i < m_scene.notes().size(); ++i) {
        if (std::find(before.notes.begin(), before.notes.end(), m_scene.notes()[i].id) != before.notes.end()) {
            next.notes.insert(i);
        }
    }
    std::map<std::string, std::vector<std::uint32_t>> present;
    for (std::uint32_t i = 0; !edges.empty() && i < m_scene.edges().size(); ++i) {
        if (auto key = m_scene.routeKey(i); edges.contains(key)) {
            present[std::move(key)].push_back(i);
        }
    }
    std::size_t edgesBefore = 0;
    for (const auto &[key, kept] : edges) {
        edgesBefore += kept.which.size();
        const auto &now = present[key];
        // Where one of several came or went nobody knows which are left, unless all of them were selected.
        const bool wereAll = kept.which.size() == kept.among && now.size() < kept.among;
        for (std::size_t i = 0; i < now.size(); ++i) {
            if (wereAll || (now.size() == kept.among && kept.which.contains(i))) {
                next.edges.insert(now[i]);
            }
        }
    }
    const bool changed = next.nodes.size() != before.nodes.size() || next.frames.size() != before.frames.size() || next.notes.size() != before.notes.size() || next.edges.size() != edgesBefore;
    m_selection = std::move(next);
    m_current = current.empty() ? Scene::kNone : m_scene.find(current);
    m_marks = {};
    refreshMarks();
    if (changed) {
        Q_EMIT selectionChanged();
    }
}

void CanvasView::selectIds(const std::vector<std::string> &nodes)
{
    Selection next;
    for (const auto &id : nodes) {
        if (const auto node = m_scene.find(id); node != Scene::kNone) {
            next.nodes.insert(node);
        }
    }
    if (next.nodes.size() == 1) {
        setCurrentNode(*next.nodes.begin());
    }
    setSelection(std::move(next));
}

bool CanvasView::goToNode(const std::string &id)
{
    const auto node = m_scene.find(id);
    if (node == Scene::kNone) {
        return false;
    }
    selectIds({id});
    const QRectF box = m_scene.rect(node);
    if (m_zoom < 0.6) {
        showArea(box.adjusted(-300, -200, 300, 200), 1);
    } else if (!visibleScene().adjusted(20, 20, -20, -20).contains(box)) {
        centerOn(box.center());
    }
    announceCurrent();
    return true;
}

bool CanvasView::goToEdge(const std::string &key, std::uint32_t inFile)
{
    auto best = Scene::kNone;
    auto least = Scene::kNone;
    for (std::uint32_t edge = 0; edge < m_scene.edges().size(); ++edge) {
        const auto at = m_scene.edges()[edge].inFile;
        const auto off = std::max(at, inFile) - std::min(at, inFile);
        if (off < least && m_scene.routeKey(edge) == key) {
            best = edge;
            least = off;
        }
    }
    if (best == Scene::kNone) {
        return false;
    }
    selectItem({ItemKind::Edge, best}, false, false);
    const QRectF box = m_scene.edgeBounds(best);
    if (m_zoom < 0.6 || !visibleScene().adjusted(20, 20, -20, -20).intersects(box)) {
        showArea(box.adjusted(-300, -200, 300, 200), 1);
    }
    Q_EMIT announced(accessibleEdgeName(*this, best));
    return true;
}

void CanvasView::setCurrentNode(std::uint32_t node)
{
    if (node == m_current) {
        return;
    }
    for (const auto index : {m_current, node}) {
        if (index < m_scene.nodes().size()) {
            updateScene(m_scene.rect(index));
        }
    }
    m_current = node;
    followFocus(this);
    Q_EMIT currentChanged();
}

void CanvasView::announceCurrent()
{
    if (m_current < m_scene.nodes().size()) {
        Q_EMIT announced(accessibleNodeName(*this, m_current));
    }
}

void CanvasView::selectAll()
{
    Selection all;
    for (std::uint32_t i = 0; i < m_scene.nodes().size(); ++i) {
        all.nodes.insert(all.nodes.end(), i);
    }
    for (std::uint32_t i = 0; i < m_scene.frames().size(); ++i) {
        all.frames.insert(i);
    }
    for (std::uint32_t i = 0; i < m_scene.notes().size(); ++i) {
        all.notes.insert(i);
    }
    setSelection(std::move(all));
}

void CanvasView::selectNone()
{
    setSelection({});
}

void CanvasView::selectUpstream()
{
    selectReachable(Side::In);
}

void CanvasView::selectDownstream()
{
    selectReachable(Side::Out);
}

void CanvasView::selectReachable(Side direction)
{
    Selection next = m_selection;
    const auto reached = m_scene.reachable(std::vector(m_selection.nodes.begin(), m_selection.nodes.end()), direction);
    for (std::uint32_t i = 0; i < reached.size(); ++i) {
        if (reached[i]) {
            next.nodes.insert(next.nodes.end(), i);
        }
    }
    setSelection(std::move(next));
}

std::vector<std::uint32_t> CanvasView::findNodes(const QString &text) const
{
    const auto words = text.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<std::uint32_t> found;
    if (words.isEmpty()) {
        return found;
    }
    // Written once, not at each key.
    if (m_findTexts.size() != m_scene.nodes().size()) {
        m_findTexts.clear();
        m_findTexts.reserve(m_scene.nodes().size());
        for (std::uint32_t i = 0; i < m_scene.nodes().size(); ++i) {
            const auto *node = m_scene.nodeJson(i);
            const auto *config = node ? node->if_contains("config") : nullptr;
            const QString all = m_scene.title(i) + QLatin1Char('\n') + QString::fromStdString(m_scene.nodes()[i].id) + QLatin1Char('\n') + m_scene.typeOf(i).title + QLatin1Char('\n')
                + QString::fromStdString(m_scene.typeOf(i).id) + QLatin1Char('\n') + (config ? QString::fromStdString(json::write(*config)) : QString());
            m_findTexts.push_back(all.toCaseFolded());
        }
    }
    for (std::uint32_t i = 0; i < m_findTexts.size(); ++i) {
        if (std::all_of(words.begin(), words.end(), [&](const QString &word) { return m_findTexts[i].contains(word); })) {
            found.push_back(i);
        }
    }
    // Titles first, then as one reads: from left to right.
    std::vector<bool> inTitle(m_scene.nodes().size(), false);
    for (const auto node : found) {
        inTitle[node] = m_findTexts[node].indexOf(words.first()) < m_findTexts[node].indexOf(QLatin1Char('\n'));
    }
    std::stable_sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
        return inTitle[a] != inTitle[b] ? inTitle[a] : m_scene.nodes()[a].pos.x() < m_scene.nodes()[b].pos.x();
    });
    return found;
}

void CanvasView::setFound(std::vector<std::uint32_t> nodes)
{
    m_found = std::move(nodes);
    update();
}

} // namespace signalbox::canvas
