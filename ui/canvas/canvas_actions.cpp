// SPDX-License-Identifier: GPL-3.0-or-later
// What menus, palettes and keys ask for.
#include "ui/canvas/canvas_view.h"

#include "ui/canvas/type_list.h"
#include "ui/words/words.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kWidestPicture = 8000;
constexpr auto kFlowMime = "application/x-signalbox-flow";

} // namespace

void CanvasView::undo()
{
    if (m_editor) {
        cancelGesture();
        finishTextEdit(true);
        m_editor->undo();
    }
}

void CanvasView::redo()
{
    if (m_editor) {
        cancelGesture();
        finishTextEdit(true);
        m_editor->redo();
    }
}

void CanvasView::copy()
{
    const auto what = picked();
    if (!m_editor || (what.nodes.empty() && what.frames.empty() && what.notes.empty())) {
        return;
    }
    const QString text = m_editor->copyText(what);
    auto *clip = new QMimeData;
    clip->setText(text);
    clip->setData(QString::fromLatin1(kFlowMime), text.toUtf8());
    QApplication::clipboard()->setMimeData(clip);
    Q_EMIT announced(tr("Copied %n node(s).", nullptr, static_cast<int>(what.nodes.size())));
}

void CanvasView::cut()
{
    auto what = picked();
    if (!m_editor || m_readOnly || what.isEmpty()) {
        return;
    }
    // What is not in the clipboard stays: an edge is copied with the nodes that it connects, and goes with them.
    if (what.nodes.empty() && what.frames.empty() && what.notes.empty()) {
        Q_EMIT refused(tr("An edge alone cannot be cut: it is copied with the nodes that it connects. Delete removes it."));
        return;
    }
    cancelGesture();
    copy();
    what.edges.clear();
    m_editor->remove(what);
    Q_EMIT announced(tr("Cut %n node(s).", nullptr, static_cast<int>(what.nodes.size())));
}

QPointF CanvasView::pasteSpot() const
{
    // Where a menu was opened; below the pointer where it is over the canvas; else in the middle.
    const QPointF pointer = mapFromGlobal(QCursor::pos());
    const QPointF spot = m_spot ? *m_spot : toScene(underMouse() && rect().contains(pointer.toPoint()) ? pointer : QPointF(width() / 2.0 - 112, height() / 2.0 - 32));
    return {std::round(spot.x() / card::kGrid) * card::kGrid, std::round(spot.y() / card::kGrid) * card::kGrid};
}

void CanvasView::paste()
{
    if (!m_editor || m_readOnly) {
        return;
    }
    const auto *clip = QApplication::clipboard()->mimeData();
    const QString text = clip->hasFormat(QString::fromLatin1(kFlowMime)) ? QString::fromUtf8(clip->data(QString::fromLatin1(kFlowMime))) : clip->text();
    std::vector<std::string> met;
    const auto added = m_editor->paste(text, pasteSpot(), {}, &met);
    if (!added) {
        Q_EMIT refused(words::sentence(added.error()));
        return;
    }
    selectPicked(*added);
    Q_EMIT announced(tr("Pasted %n node(s).", nullptr, static_cast<int>(added->nodes.size())));
    tellMetFlows(met);
}

void CanvasView::tellMetFlows(const std::vector<std::string> &flows)
{
    if (!flows.empty()) {
        QStringList names;
        for (const auto &flow : flows) {
            names << QString::fromStdString(flow);
        }
        Q_EMIT refused(tr("What came in runs “%1” of this file, as none of that name came along. Check that it is the one that was meant, or undo.").arg(names.join(QStringLiteral(", "))));
    }
}

void CanvasView::selectPicked(const Picked &what)
{
    Selection next;
    for (const auto &id : what.nodes) {
        if (const auto node = m_scene.find(id); node != Scene::kNone) {
            next.nodes.insert(node);
        }
    }
    for (std::uint32_t i = 0; i < m_scene.frames().size(); ++i) {
        if (std::find(what.frames.begin(), what.frames.end(), m_scene.frames()[i].id) != what.frames.end()) {
            next.frames.insert(i);
        }
    }
    for (std::uint32_t i = 0; i < m_scene.notes().size(); ++i) {
        if (std::find(what.notes.begin(), what.notes.end(), m_scene.notes()[i].id) != what.notes.end()) {
            next.notes.insert(i);
        }
    }
    setSelection(std::move(next));
}

void CanvasView::duplicate()
{
    const auto what = picked();
    if (!m_editor || m_readOnly || (what.nodes.empty() && what.frames.empty() && what.notes.empty())) {
        return;
    }
    const QRectF box = selectionBounds(Edges::Left);
    const auto added = m_editor->paste(m_editor->copyText(what), box.topLeft() + QPointF(2 * card::kGrid, 2 * card::kGrid), tr("Duplicate"));
    if (!added) {
        Q_EMIT refused(words::sentence(added.error()));
        return;
    }
    selectPicked(*added);
}

void CanvasView::deleteSelection()
{
    // Whoever draws a wire means the wire; whoever drags something means that.
    if (endDrawing()) {
        return;
    }
    cancelGesture();
    const auto what = picked();
    if (!m_editor || m_readOnly || what.isEmpty()) {
        return;
    }
    m_editor->remove(what);
    Q_EMIT announced(tr("Deleted. Undo brings it back."));
}

void CanvasView::deleteAndHeal()
{
    if (endDrawing()) {
        return;
    }
    cancelGesture();
    const auto what = picked();
    if (m_editor && !m_readOnly && !what.nodes.empty()) {
        tellLostConditions(m_editor->removeAndHeal(what.nodes));
    }
}

void CanvasView::tellLostConditions(int count)
{
    if (count > 0) {
        Q_EMIT announced(tr("%n condition(s) could not go along. Check the new edges, or undo.", nullptr, count));
    }
}

// Lets go of a wire that is being drawn, and says so.
bool CanvasView::endDrawing()
{
    if (!m_wire.active) {
        return false;
    }
    cancelGesture();
    Q_EMIT announced(tr("Nothing is connected."));
    return true;
}

void CanvasView::align(Line line)
{
    if (!m_editor || m_readOnly || m_selection.nodes.size() < 2) {
        return;
    }
    QRectF box;
    for (const auto node : m_selection.nodes) {
        box = box.united(m_scene.rect(node));
    }
    std::vector<Placement> places;
    for (const auto node : m_selection.nodes) {
        const QRectF own = m_scene.rect(node);
        QPointF pos = own.topLeft();
        switch (line) {
        case Line::Left: pos.setX(box.left()); break;
        case Line::CentreX: pos.setX(box.center().x() - own.width() / 2); break;
        case Line::Right: pos.setX(box.right() - own.width()); break;
        case Line::Top: pos.setY(box.top()); break;
        case Line::CentreY: pos.setY(box.center().y() - own.height() / 2); break;
        case Line::Bottom: pos.setY(box.bottom() - own.height()); break;
        }
        places.push_back({m_scene.nodes()[node].id, pos});
    }
    m_editor->move(places, {}, {}, {}, tr("Align"));
}

void CanvasView::distribute(Qt::Orientation along)
{
    if (!m_editor || m_readOnly || m_selection.nodes.size() < 3) {
        return;
    }
    const bool across = along == Qt::Horizontal;
    std::vector<std::uint32_t> nodes(m_selection.nodes.begin(), m_selection.nodes.end());
    const auto begin = [&](std::uint32_t node) { return across ? m_scene.rect(node).left() : m_scene.rect(node).top(); };
    const auto length = [&](std::uint32_t node) { return across ? m_scene.rect(node).width() : m_scene.rect(node).height(); };
    std::stable_sort(nodes.begin(), nodes.end(), [&](std::uint32_t a, std::uint32_t b) { return begin(a) < begin(b); });
    double used = 0;
    for (const auto node : nodes) {
        used += length(node);
    }
    const double gap = (begin(nodes.back()) + length(nodes.back()) - begin(nodes.front()) - used) / static_cast<double>(nodes.size() - 1);
    double at = begin(nodes.front());
    std::vector<Placement> places;
    for (const auto node : nodes) {
        const QPointF pos = m_scene.rect(node).topLeft();
        places.push_back({m_scene.nodes()[node].id, across ? QPointF(at, pos.y()) : QPointF(pos.x(), at)});
        at += length(node) + gap;
    }
    m_editor->move(places, {}, {}, {}, tr("Distribute"));
}

QRectF CanvasView::pictureArea(Extent extent) const
{
    QRectF area = extent == Extent::Selection ? selectionBounds(Edges::Left) : QRectF();
    area = area.isEmpty() ? m_scene.bounds() : area;
    return area.isEmpty() ? area : QRectF(area.adjusted(-32, -32, 32, 32).toAlignedRect()); // whole pixels, so that the ground reaches every edge
}

void CanvasView::copyPicture()
{
    const QRectF area = pictureArea(Extent::Selection);
    if (area.isEmpty()) {
        return;
    }
    // Sharp where it can be, but never more than a clipboard bears.
    const double scale = std::min({2.0, kWidestPicture / area.width(), kWidestPicture / area.height()});
    QApplication::clipboard()->setImage(picture(area, scale, std::min(2.0, std::max(1.0, scale))));
    Q_EMIT announced(tr("Copied a picture."));
}

void CanvasView::zoomIn()
{
    zoomStep(1.25, QPointF(width() / 2.0, height() / 2.0));
}

void CanvasView::zoomOut()
{
    zoomStep(1 / 1.25, QPointF(width() / 2.0, height() / 2.0));
}

void CanvasView::zoomToFit()
{
    showArea(m_scene.bounds(), 1);
}

void CanvasView::zoomToSelection()
{
    const QRectF box = selectionBounds(Edges::Taken);
    showArea(box.isEmpty() ? m_scene.bounds() : box, 1.5);
}

void CanvasView::zoomActual()
{
    const double ratio = devicePixelRatioF();
    const QPointF middle = toScene(QPointF(width() / 2.0, height() / 2.0));
    glideTo(1, QPointF(width(), height()) * ratio / 2 - middle * ratio);
}

void CanvasView::addNote()
{
    if (!m_editor || m_readOnly) {
        return;
    }
    const auto id = m_editor->addNote(QRectF(pasteSpot(), QSizeF(224, 128)), tr("Note"));
    for (std::uint32_t i = 0; i < m_scene.notes().size(); ++i) {
        if (m_scene.notes()[i].id == id) {
            selectItem({ItemKind::Note, i}, false, false);
            editTextInPlace({ItemKind::Note, i});
        }
    }
}

void CanvasView::frameSelection()
{
    if (!m_editor || m_readOnly) {
        return;
    }
    QRectF box;
    for (const auto node : m_selection.nodes) {
        box = box.united(m_scene.rect(node));
    }
    for (const auto note : m_selection.notes) {
        box = box.united(m_scene.notes()[note].rect);
    }
    const QRectF rect = box.isEmpty() ? QRectF(pasteSpot(), QSizeF(480, 256)) : box.adjusted(-32, -56, 32, 32);
    const auto id = m_editor->addFrame(rect, tr("Group"));
    for (std::uint32_t i = 0; i < m_scene.frames().size(); ++i) {
        if (m_scene.frames()[i].id == id) {
            selectItem({ItemKind::Frame, i}, false, false);
            editTextInPlace({ItemKind::Frame, i});
        }
    }
}

void CanvasView::toggleDisabled()
{
    if (!m_editor || m_readOnly || m_selection.nodes.empty()) {
        return;
    }
    const bool allOff = std::all_of(m_selection.nodes.begin(), m_selection.nodes.end(), [this](std::uint32_t node) { return m_scene.nodes()[node].disabled; });
    m_editor->setDisabled(selectedIds(), !allOff);
}

void CanvasView::enterCurrent()
{
    if (!m_editor || m_current >= m_scene.nodes().size()) {
        return;
    }
    const auto &id = m_scene.nodes()[m_current].id;
    auto scope = m_editor->scope();
    const auto *node = m_editor->node(id);
    const auto *config = node ? node->if_contains("config") : nullptr;
    const auto *body = config ? json::find(*config, "body") : nullptr;
    const auto *flow = config ? json::find(*config, "flow") : nullptr;
    if (body && body->is_object()) {
        scope.push_back("body");
        scope.push_back(id);
        m_editor->setScope(std::move(scope));
    } else if (flow && flow->is_string()) {
        m_editor->setScope({"flows", std::string(flow->get_string())});
    }
}

void CanvasView::collapseSelection()
{
    if (!m_editor || m_readOnly) {
        return;
    }
    const auto what = picked();
    const auto id = m_editor->collapse(what);
    if (!id) {
        Q_EMIT refused(QString::fromStdString(id.error().message));
        return;
    }
    selectIds({*id});
    Q_EMIT announced(tr("%n node(s) are a subflow now. Ctrl+Enter opens it.", nullptr, static_cast<int>(what.nodes.size())));
}

void CanvasView::expandCurrent()
{
    const auto ids = selectedIds();
    if (!m_editor || m_readOnly || ids.size() != 1) {
        return;
    }
    const auto added = m_editor->expand(ids.front());
    if (!added) {
        Q_EMIT refused(QString::fromStdString(added.error().message));
        return;
    }
    selectPicked(*added);
    Q_EMIT announced(tr("Unpacked %n node(s).", nullptr, static_cast<int>(added->nodes.size())));
}

void CanvasView::leaveScope()
{
    if (!m_editor || m_editor->scope().size() < 2) {
        return;
    }
    auto scope = m_editor->scope();
    const auto left = scope.back();
    scope.resize(scope.size() - 2);
    if (m_editor->setScope(std::move(scope))) {
        selectIds({left});
    }
}

void CanvasView::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_readOnly && m_editor && (event->mimeData()->hasFormat(QString::fromLatin1(kTypeMime)) || FlowEditor::canPaste(event->mimeData()->text()))) {
        event->acceptProposedAction();
    }
}

// The edge that what is dragged would be inserted into.
std::uint32_t CanvasView::edgeBelow(const QDropEvent &event) const
{
    const auto *info = m_editor ? m_editor->catalogue().find(event.mimeData()->data(QString::fromLatin1(kTypeMime)).toStdString()) : nullptr;
    return info && !info->inputs.empty() && !info->outputs.empty() ? m_scene.edgeAt(toScene(event.position()), 14 / m_zoom) : Scene::kNone;
}

void CanvasView::setDropEdge(std::uint32_t edge)
{
    for (const auto changed : {std::exchange(m_dropEdge, edge), edge}) {
        if (changed != Scene::kNone) {
            updateEdge(changed);
        }
    }
}

void CanvasView::dragMoveEvent(QDragMoveEvent *event)
{
    if (const auto edge = edgeBelow(*event); edge != m_dropEdge) {
        setDropEdge(edge);
    }
    event->acceptProposedAction();
}

void CanvasView::dragLeaveEvent(QDragLeaveEvent *event)
{
    QWidget::dragLeaveEvent(event);
    setDropEdge(Scene::kNone);
}

void CanvasView::dropEvent(QDropEvent *event)
{
    const QPointF spot = toScene(event->position());
    const auto *clip = event->mimeData();
    if (clip->hasFormat(QString::fromLatin1(kTypeMime))) {
        m_paletteScene = spot;
        m_paletteEdge = edgeBelow(*event);
        setDropEdge(Scene::kNone);
        paletteChosen(QString::fromUtf8(clip->data(QString::fromLatin1(kTypeMime))));
        event->acceptProposedAction();
        return;
    }
    std::vector<std::string> met;
    if (const auto added = m_editor->paste(clip->text(), spot, {}, &met)) {
        selectPicked(*added);
        event->acceptProposedAction();
        tellMetFlows(met);
    } else {
        Q_EMIT refused(words::sentence(added.error()));
    }
}

} // namespace signalbox::canvas
