// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas_commands.h"

#include <QHash>

namespace signalbox::ui {

namespace {

using canvas::CanvasView;
using Line = CanvasView::Line;

bool always(const CanvasView &)
{
    return true;
}

bool hasSelection(const CanvasView &view)
{
    return view.hasSelection();
}

template<std::size_t Least>
bool hasNodes(const CanvasView &view)
{
    return view.selectedNodes().size() >= Least;
}

bool canBeRenamed(const CanvasView &view)
{
    const auto picked = view.picked();
    return picked.nodes.size() + picked.frames.size() + picked.notes.size() == 1;
}

bool canConnect(const CanvasView &view)
{
    return view.selectedNodes().size() <= 1 && (!view.selectedNodes().empty() || view.currentNode() < view.scene().nodes().size());
}

bool hasEdges(const CanvasView &view)
{
    return !view.scene().edges().empty();
}

bool hasDecorations(const CanvasView &view)
{
    return !view.scene().frames().empty() || !view.scene().notes().empty();
}

bool isSubflow(const CanvasView &view)
{
    return view.selectedNodes().size() == 1 && view.scene().typeOf(*view.selectedNodes().begin()).id == "subflow";
}

bool hasBookmarks(const CanvasView &view)
{
    return !view.scene().bookmarks().empty();
}

template<Line Where>
void align(CanvasView &view)
{
    view.align(Where);
}

} // namespace

const CanvasCommand *findCanvasCommand(const QString &id)
{
    static const QHash<QString, CanvasCommand> commands = {
        {QStringLiteral("edit.undo"), {[](const CanvasView &view) { return view.editor()->canUndo(); }, [](CanvasView &view) { view.undo(); }}},
        {QStringLiteral("edit.redo"), {[](const CanvasView &view) { return view.editor()->canRedo(); }, [](CanvasView &view) { view.redo(); }}},
        {QStringLiteral("edit.cut"), {hasSelection, [](CanvasView &view) { view.cut(); }}},
        {QStringLiteral("edit.copy"), {hasSelection, [](CanvasView &view) { view.copy(); }}},
        {QStringLiteral("edit.paste"), {always, [](CanvasView &view) { view.paste(); }}},
        {QStringLiteral("edit.duplicate"), {hasSelection, [](CanvasView &view) { view.duplicate(); }}},
        {QStringLiteral("edit.delete"), {hasSelection, [](CanvasView &view) { view.deleteSelection(); }}},
        {QStringLiteral("edit.deleteHeal"), {hasNodes<1>, [](CanvasView &view) { view.deleteAndHeal(); }}},
        {QStringLiteral("edit.copyPicture"), {[](const CanvasView &view) { return !view.scene().isEmpty(); }, [](CanvasView &view) { view.copyPicture(); }}},
        {QStringLiteral("edit.selectAll"), {always, [](CanvasView &view) { view.selectAll(); }}},
        {QStringLiteral("edit.selectUpstream"), {hasNodes<1>, [](CanvasView &view) { view.selectUpstream(); }}},
        {QStringLiteral("edit.selectDownstream"), {hasNodes<1>, [](CanvasView &view) { view.selectDownstream(); }}},
        {QStringLiteral("edit.addNode"), {always, [](CanvasView &view) { view.openPalette(); }}},
        {QStringLiteral("edit.addNote"), {always, [](CanvasView &view) { view.addNote(); }}},
        {QStringLiteral("edit.connect"), {canConnect, [](CanvasView &view) { view.startConnecting(); }}},
        {QStringLiteral("edit.rename"), {canBeRenamed, [](CanvasView &view) { view.renameCurrent(); }}},
        {QStringLiteral("edit.toggleDisabled"), {hasNodes<1>, [](CanvasView &view) { view.toggleDisabled(); }}},
        {QStringLiteral("edit.collapse"), {hasNodes<1>, [](CanvasView &view) { view.collapseSelection(); }}},
        {QStringLiteral("edit.unpack"), {isSubflow, [](CanvasView &view) { view.expandCurrent(); }}},
        {QStringLiteral("edit.bookmark"), {hasNodes<1>, [](CanvasView &view) { view.toggleBookmark(); }}},
        {QStringLiteral("view.nextBookmark"), {hasBookmarks, [](CanvasView &view) { view.nextBookmark(); }}},
        {QStringLiteral("view.previousBookmark"), {hasBookmarks, [](CanvasView &view) { view.previousBookmark(); }}},
        {QStringLiteral("view.nextEdge"), {hasEdges, [](CanvasView &view) { view.nextEdge(); }}},
        {QStringLiteral("view.previousEdge"), {hasEdges, [](CanvasView &view) { view.previousEdge(); }}},
        {QStringLiteral("view.nextFrame"), {hasDecorations, [](CanvasView &view) { view.nextDecoration(); }}},
        {QStringLiteral("view.previousFrame"), {hasDecorations, [](CanvasView &view) { view.previousDecoration(); }}},
        {QStringLiteral("view.zoomIn"), {always, [](CanvasView &view) { view.zoomIn(); }}},
        {QStringLiteral("view.zoomOut"), {always, [](CanvasView &view) { view.zoomOut(); }}},
        {QStringLiteral("view.zoomFit"), {always, [](CanvasView &view) { view.zoomToFit(); }}},
        {QStringLiteral("view.zoomActual"), {always, [](CanvasView &view) { view.zoomActual(); }}},
        {QStringLiteral("view.zoomSelection"), {hasSelection, [](CanvasView &view) { view.zoomToSelection(); }}},
        {QStringLiteral("view.arrange"), {[](const CanvasView &view) { return !view.scene().nodes().empty(); }, [](CanvasView &view) { view.arrange(); }}},
        {QStringLiteral("arrange.frame"), {always, [](CanvasView &view) { view.frameSelection(); }}},
        {QStringLiteral("arrange.left"), {hasNodes<2>, align<Line::Left>}},
        {QStringLiteral("arrange.centre"), {hasNodes<2>, align<Line::CentreX>}},
        {QStringLiteral("arrange.right"), {hasNodes<2>, align<Line::Right>}},
        {QStringLiteral("arrange.top"), {hasNodes<2>, align<Line::Top>}},
        {QStringLiteral("arrange.middle"), {hasNodes<2>, align<Line::CentreY>}},
        {QStringLiteral("arrange.bottom"), {hasNodes<2>, align<Line::Bottom>}},
        {QStringLiteral("arrange.across"), {hasNodes<3>, [](CanvasView &view) { view.distribute(Qt::Horizontal); }}},
        {QStringLiteral("arrange.down"), {hasNodes<3>, [](CanvasView &view) { view.distribute(Qt::Vertical); }}},
    };
    const auto found = commands.constFind(id);
    return found == commands.cend() ? nullptr : &found.value();
}

} // namespace signalbox::ui
