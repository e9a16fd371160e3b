// SPDX-License-Identifier: GPL-3.0-or-later
// Drawing wires, and the palette that completes them.
#include "ui/canvas/canvas_view.h"

#include "ui/canvas/node_palette.h"

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kTargetReach = 22;

} // namespace

PortName CanvasView::nameOf(const PortRef &port) const
{
    return {m_scene.nodes()[port.node].id, m_scene.portInfo(port).name};
}

void CanvasView::beginWire(const PortRef &port, bool byKeyboard)
{
    if (m_readOnly || !m_editor) {
        return;
    }
    m_wire = {};
    m_wire.active = true;
    m_wire.byKeyboard = byKeyboard;
    m_wire.from = port;
    m_wire.end = m_scene.portPos(port);
    // An input that has an edge lets go of it: the wire goes on from the edge's other end.
    if (!byKeyboard && port.side == Side::In) {
        for (const auto edge : m_scene.edgesOf(port.node)) {
            if (m_scene.toPort(m_scene.edges()[edge]) == port) {
                m_wire.detached = edge;
                m_wire.from = m_scene.fromPort(m_scene.edges()[edge]);
                break;
            }
        }
    }
    // What would close a circle is found once, not for each port.
    const auto from = m_wire.from;
    const auto circle = m_scene.reachable(from.node, from.side == Side::Out ? Side::In : Side::Out);
    std::set<std::pair<std::uint32_t, std::uint16_t>> taken;
    for (const auto edge : m_scene.edgesOf(from.node)) {
        const auto &entry = m_scene.edges()[edge];
        if (from.side == Side::Out && m_scene.fromPort(entry) == from && m_wire.detached != edge) {
            taken.emplace(entry.to, entry.toPort);
        } else if (from.side == Side::In && m_scene.toPort(entry) == from) {
            taken.emplace(entry.from, entry.fromPort);
        }
    }
    for (std::uint32_t node = 0; node < m_scene.nodes().size(); ++node) {
        if (node == from.node || circle[node]) {
            continue;
        }
        const auto &set = m_scene.portsOf(node);
        const auto side = from.side == Side::Out ? Side::In : Side::Out;
        const auto &ports = side == Side::In ? set.in : set.out;
        for (std::size_t index = 0; index < ports.size(); ++index) {
            const auto i = static_cast<std::uint16_t>(index);
            const PortRef to{node, side, i};
            if (!taken.contains({node, i}) && mayFlow(m_scene.portInfo(from.side == Side::Out ? from : to).schema, m_scene.portInfo(from.side == Side::Out ? to : from).schema)) {
                m_wire.candidates.push_back(to);
            }
        }
    }
    if (!byKeyboard) {
        m_mode = Mode::Wire;
    }
    if (m_wire.detached) {
        m_marks.liftedEdges.assign(m_scene.edges().size(), false);
        m_marks.liftedEdges[*m_wire.detached] = true;
        invalidateScene(m_scene.edgeBounds(*m_wire.detached));
    }
    setHover({}, std::nullopt);
    update();
    updateCursor();
}

QRectF CanvasView::wireBounds() const
{
    const QPointF start = m_scene.portPos(m_wire.from);
    const QPointF end = m_wire.target ? m_scene.portPos(*m_wire.target) : m_wire.end;
    QRectF box = (m_wire.from.side == Side::Out ? edgeCurve(start, end) : edgeCurve(end, start)).bounds().adjusted(-14, -14, 14, 14);
    if (m_wire.target) {
        box = box.united(m_scene.rect(m_wire.target->node).adjusted(-10, -10, 10, 10));
    }
    return box;
}

void CanvasView::moveWire(QPointF scene)
{
    updateScene(wireBounds(), 4);
    m_wire.end = scene;
    m_wire.target.reset();
    double least = kTargetReach / m_zoom;
    const auto over = m_scene.nodeAt(scene);
    for (const auto &port : m_wire.candidates) {
        const auto off = m_scene.portPos(port) - scene;
        double distance = std::hypot(off.x(), off.y());
        // The whole card is a target; its nearest port that fits is taken.
        if (port.node == over) {
            distance = std::min(distance, kTargetReach / m_zoom * 0.5 + distance * 1e-3);
        }
        if (distance < least) {
            least = distance;
            m_wire.target = port;
        }
    }
    updateScene(wireBounds(), 4);
}

void CanvasView::endWire()
{
    m_mode = Mode::None;
    const Wire wire = m_wire;
    cancelWire();
    if (wire.target) {
        const bool out = wire.from.side == Side::Out;
        const auto from = nameOf(out ? wire.from : *wire.target);
        const auto to = nameOf(out ? *wire.target : wire.from);
        Q_EMIT announced(tr("Connected %1 with %2.").arg(m_scene.title(wire.from.node), m_scene.title(wire.target->node)));
        if (wire.detached) {
            m_editor->reconnect(m_scene.edges()[*wire.detached].inFile, from, to);
        } else {
            m_editor->connectPorts(from, to);
        }
        return;
    }
    const QPointF start = m_scene.portPos(wire.from);
    if (QLineF(start, wire.end).length() * m_zoom < 16 && !wire.detached) {
        return; // a click
    }
    if (m_scene.nodeAt(wire.end) != Scene::kNone) {
        return; // on a card that does not fit
    }
    if (wire.detached) {
        Picked picked;
        picked.edges.push_back(m_scene.edges()[*wire.detached].inFile);
        m_editor->remove(picked);
        return;
    }
    m_paletteWire = wire;
    openPaletteAt(fromScene(wire.end));
}

void CanvasView::cancelWire()
{
    if (m_wire.active) {
        updateScene(wireBounds(), 4);
    }
    if (m_wire.detached) {
        m_marks.liftedEdges.clear();
        invalidateScene(m_scene.edgeBounds(*m_wire.detached));
    }
    m_wire = {};
    if (m_mode == Mode::Wire) {
        m_mode = Mode::None;
    }
    update();
    updateCursor();
}

NodePalette *CanvasView::palettePopup() const
{
    return m_palette;
}

void CanvasView::openPalette()
{
    const QPointF pointer = m_spot ? fromScene(*m_spot) : mapFromGlobal(QCursor::pos());
    const bool here = (m_spot || underMouse()) && rect().contains(pointer.toPoint());
    openPaletteAt(here ? pointer : QPointF(width() / 2.0, height() / 2.0));
}

void CanvasView::openPaletteAt(QPointF position, const QString &typed)
{
    if (!m_editor || m_readOnly) {
        return;
    }
    m_paletteScene = toScene(position);
    if (!m_palette) {
        m_palette = new NodePalette(m_theme, this);
        connect(m_palette, &NodePalette::chosen, this, &CanvasView::paletteChosen);
        connect(m_palette, &NodePalette::closed, this, [this] {
            m_paletteWire.reset();
            m_paletteEdge = Scene::kNone;
            setFocus(Qt::PopupFocusReason);
        });
    }
    NodePalette::Filter filter;
    if (m_paletteWire) {
        const auto wire = *m_paletteWire;
        const auto schema = m_scene.portInfo(wire.from).schema;
        filter = [wire, schema](const TypeInfo &type) {
            const auto &ports = wire.from.side == Side::Out ? type.inputs : type.outputs;
            return std::any_of(ports.begin(), ports.end(), [&](const PortInfo &port) { return wire.from.side == Side::Out ? mayFlow(schema, port.schema) : mayFlow(port.schema, schema); });
        };
    } else if (m_paletteEdge != Scene::kNone) {
        filter = [](const TypeInfo &type) { return !type.inputs.empty() && !type.outputs.empty(); };
    }
    m_palette->open(m_editor->catalogue(), std::move(filter), mapToGlobal(position.toPoint()), typed);
}

void CanvasView::addType(const QString &type)
{
    if (!m_editor || m_readOnly) {
        return;
    }
    // In the middle of what is seen, beside what stands there already.
    QPointF spot = visibleScene().center();
    while (m_scene.itemAt(spot, 0).kind == ItemKind::Node) {
        spot += QPointF(2 * card::kGrid, 2 * card::kGrid);
    }
    m_paletteScene = spot;
    paletteChosen(type);
}

void CanvasView::paletteChosen(const QString &type)
{
    const auto name = type.toStdString();
    const auto *info = m_editor->catalogue().find(name);
    if (!info) {
        return;
    }
    const auto snap = [this](QPointF pos) {
        return m_snapping ? QPointF(std::round(pos.x() / card::kGrid) * card::kGrid, std::round(pos.y() / card::kGrid) * card::kGrid) : pos;
    };
    const auto wire = std::exchange(m_paletteWire, std::nullopt);
    const auto edge = std::exchange(m_paletteEdge, Scene::kNone);
    std::string id;
    if (wire) {
        const bool out = wire->from.side == Side::Out;
        const auto &ports = out ? info->inputs : info->outputs;
        const auto &schema = m_scene.portInfo(wire->from).schema;
        const auto port = std::find_if(ports.begin(), ports.end(), [&](const PortInfo &entry) { return out ? mayFlow(schema, entry.schema) : mayFlow(entry.schema, schema); });
        const QPointF pos = m_paletteScene - QPointF(out ? 0 : card::kWidth, card::kHeader / 2);
        id = m_editor->addConnected(name, snap(pos), nameOf(wire->from), out, port == ports.end() ? std::string("in") : port->name);
    } else if (edge < m_scene.edges().size()) {
        id = m_editor->addOnEdge(name, snap(m_paletteScene - QPointF(card::kWidth / 2, card::kHeader / 2)), m_scene.edges()[edge].inFile);
    } else {
        id = m_editor->addNode(name, snap(m_paletteScene - QPointF(card::kWidth / 2, card::kHeader / 2)));
    }
    selectIds({id});
    Q_EMIT announced(tr("Added %1.").arg(info->title));
}

} // namespace signalbox::canvas
