// SPDX-License-Identifier: GPL-3.0-or-later
// How the things of a canvas are called where they are heard, not seen.
#include "ui/canvas/accessible_p.h"

#include "ui/canvas/canvas_view.h"

namespace signalbox::canvas {

namespace {

constexpr int kMostOfNote = 200; ///< characters of a note that are read at once

QString problemWords(const Problem &problem)
{
    return (problem.severity == Problem::Severity::Error ? CanvasView::tr("problem: %1") : CanvasView::tr("warning: %1")).arg(problem.text);
}

// A node, with its port where it has several.
QString endWords(const Scene &scene, const PortRef &port)
{
    const auto &set = scene.portsOf(port.node);
    const auto &info = scene.portInfo(port);
    const bool several = port.side == Side::In ? set.in.size() > 1 : set.out.size() > 1 || port.port >= set.out.size();
    return several ? CanvasView::tr("%1 (%2)").arg(scene.title(port.node), info.title.isEmpty() ? QString::fromStdString(info.name) : info.title) : scene.title(port.node);
}

QString frameName(const CanvasView &view, std::uint32_t index)
{
    const auto &scene = view.scene();
    const auto &frame = scene.frames()[index];
    std::vector<std::uint32_t> inside;
    scene.nodesIn(frame.rect, inside);
    const auto count = std::count_if(inside.begin(), inside.end(), [&](std::uint32_t node) { return frame.rect.contains(scene.rect(node)); });
    return CanvasView::tr("Frame %1").arg(frame.title) + QLatin1String(", ") + CanvasView::tr("%n node(s) in it", nullptr, static_cast<int>(count));
}

} // namespace

QString accessibleNodeName(const CanvasView &view, std::uint32_t node)
{
    const auto &scene = view.scene();
    QStringList parts{scene.title(node), scene.typeOf(node).title};
    const auto &runs = view.run().nodes;
    const auto run = runs.find(scene.nodes()[node].id);
    if (run != runs.end() && run->second.state != ui::State::Idle) {
        parts << ui::stateText(run->second.state);
    }
    if (scene.nodes()[node].disabled) {
        parts << CanvasView::tr("switched off");
    }
    if (view.next().contains(scene.nodes()[node].id)) {
        parts << CanvasView::tr("next");
    }
    if (view.breakpoints().contains(scene.nodes()[node].id)) {
        parts << CanvasView::tr("breakpoint");
    }
    if (const auto *problem = view.problemOf(node)) {
        parts << problemWords(*problem);
    }
    if (run != runs.end() && !run->second.cost.isEmpty()) {
        parts << CanvasView::tr("cost: %1").arg(run->second.cost);
    }
    int in = 0;
    int out = 0;
    for (const auto edge : scene.edgesOf(node)) {
        in += scene.edges()[edge].to == node ? 1 : 0;
        out += scene.edges()[edge].from == node ? 1 : 0;
    }
    parts << CanvasView::tr("%n incoming", nullptr, in) << CanvasView::tr("%n outgoing", nullptr, out);
    parts.removeDuplicates();
    return parts.join(QLatin1String(", "));
}

QString accessibleEdgeName(const CanvasView &view, std::uint32_t edge)
{
    const auto &scene = view.scene();
    const auto &entry = scene.edges()[edge];
    QString name = CanvasView::tr("Edge from %1 to %2").arg(endWords(scene, scene.fromPort(entry)), endWords(scene, scene.toPort(entry)));
    const auto *object = view.editor() ? view.editor()->edge(entry.inFile) : nullptr;
    if (const auto condition = object ? json::text(*object, "condition") : std::string_view(); !condition.empty()) {
        name += QLatin1String(", ") + CanvasView::tr("only if %1").arg(QString::fromUtf8(condition.data(), static_cast<qsizetype>(condition.size())));
    }
    if (const auto *problem = view.problemOfEdge(edge)) {
        name += QLatin1String(", ") + problemWords(*problem);
    }
    return name;
}

QString accessibleItemName(const CanvasView &view, const Item &item)
{
    switch (item.kind) {
    case ItemKind::Node: return accessibleNodeName(view, item.index);
    case ItemKind::Edge: return accessibleEdgeName(view, item.index);
    case ItemKind::Frame: return frameName(view, item.index);
    case ItemKind::Note: return CanvasView::tr("Note: %1").arg(view.scene().notes()[item.index].text.left(kMostOfNote).simplified());
    case ItemKind::None: break;
    }
    return {};
}

} // namespace signalbox::canvas
