// SPDX-License-Identifier: GPL-3.0-or-later
// Drawing a wire by keyboard: which port it leaves, where it goes, and what is told of it.
#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

void CanvasView::startConnecting()
{
    if (m_readOnly || !m_editor) {
        return;
    }
    setFocus(Qt::OtherFocusReason);
    cancelGesture();
    const auto node = m_selection.nodes.size() == 1 ? *m_selection.nodes.begin() : m_current;
    if (node >= m_scene.nodes().size()) {
        Q_EMIT announced(tr("Go to a node first: an edge begins there."));
        return;
    }
    const auto &set = m_scene.portsOf(node);
    if (set.out.empty() && set.in.empty()) {
        Q_EMIT announced(tr("%1 has no ports.").arg(m_scene.title(node)));
        return;
    }
    setCurrentNode(node);
    startWire({node, set.out.empty() ? Side::In : Side::Out, 0});
    tellWire(tr("Arrow keys and Tab choose the other end, Page Down another port."));
}

void CanvasView::startWire(const PortRef &port)
{
    beginWire(port, true);
    // Tab goes from the nearest to the farthest.
    const QPointF here = m_scene.portPos(port);
    std::stable_sort(m_wire.candidates.begin(), m_wire.candidates.end(), [&](const PortRef &a, const PortRef &b) {
        const QPointF first = m_scene.portPos(a) - here;
        const QPointF second = m_scene.portPos(b) - here;
        return std::hypot(first.x(), first.y()) < std::hypot(second.x(), second.y());
    });
    cycleWireTarget(port.side == Side::Out ? 1 : -1, 0);
}

bool CanvasView::wireKey(int key, Qt::KeyboardModifiers modifiers)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        cycleWireTarget(key == Qt::Key_Right ? 1 : -1, 0);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        cycleWireTarget(0, key == Qt::Key_Down ? 1 : -1);
        break;
    case Qt::Key_Tab:
        stepWireTarget(modifiers & Qt::ShiftModifier ? -1 : 1);
        break;
    case Qt::Key_Backtab:
        stepWireTarget(-1);
        break;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        stepWirePort(key == Qt::Key_PageDown ? 1 : -1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_wire.target) {
            endWire();
            return true;
        }
        break;
    default:
        return false;
    }
    tellWire();
    return true;
}

void CanvasView::setWireTarget(const PortRef &port)
{
    updateScene(wireBounds(), 4);
    m_wire.target = port;
    m_wire.end = m_scene.portPos(port);
    const QRectF box = m_scene.rect(port.node);
    if (!visibleScene().contains(box)) {
        centerOn(box.center());
    }
    updateScene(wireBounds(), 4);
}

void CanvasView::cycleWireTarget(int dx, int dy)
{
    const QPointF here = m_scene.portPos(m_wire.target ? *m_wire.target : m_wire.from);
    const PortRef *best = nullptr;
    double least = 1e300;
    for (const auto &port : m_wire.candidates) {
        if (m_wire.target == port) {
            continue;
        }
        const QPointF off = m_scene.portPos(port) - here;
        const double along = off.x() * dx + off.y() * dy;
        const double across = std::abs(off.x() * dy) + std::abs(off.y() * dx);
        const double cost = along > 0 ? along + across * 2 : 1e6 - along * 4 + across * 2;
        if (cost < least && (along > 0 || !m_wire.target)) {
            least = cost;
            best = &port;
        }
    }
    if (best) {
        setWireTarget(*best);
    }
}

void CanvasView::stepWireTarget(int by)
{
    if (m_wire.candidates.empty()) {
        return;
    }
    const auto count = static_cast<std::ptrdiff_t>(m_wire.candidates.size());
    const auto found = m_wire.target ? std::find(m_wire.candidates.begin(), m_wire.candidates.end(), *m_wire.target) : m_wire.candidates.end();
    const auto next = found == m_wire.candidates.end() ? 0 : (found - m_wire.candidates.begin() + by + count) % count;
    setWireTarget(m_wire.candidates[static_cast<std::size_t>(next)]);
}

// The outputs, the one that is implied among them, then the inputs.
void CanvasView::stepWirePort(int by)
{
    const auto node = m_wire.from.node;
    const auto &set = m_scene.portsOf(node);
    const auto *info = m_scene.typeOf(node).info;
    const bool implied = set.errorPort < 0 && info && info->canFail && !info->outputs.empty();
    std::vector<PortRef> ports;
    for (std::size_t i = 0; i < set.out.size() + (implied ? 1 : 0); ++i) {
        ports.push_back({node, Side::Out, static_cast<std::uint16_t>(i)});
    }
    for (std::size_t i = 0; i < set.in.size(); ++i) {
        ports.push_back({node, Side::In, static_cast<std::uint16_t>(i)});
    }
    const auto count = static_cast<std::ptrdiff_t>(ports.size());
    const auto here = std::find(ports.begin(), ports.end(), m_wire.from) - ports.begin();
    cancelWire();
    startWire(ports[static_cast<std::size_t>((here + by + count) % count)]);
}

void CanvasView::tellWire(const QString &more)
{
    const auto words = [this](const PortRef &port) {
        const auto &info = m_scene.portInfo(port);
        const QString name = info.title.isEmpty() ? QString::fromStdString(info.name) : info.title;
        return port.side == Side::In ? tr("Input %1").arg(name) : tr("Output %1").arg(name);
    };
    QString text = m_wire.target ? tr("%1 of %2 with %3 of %4. Enter connects, Esc cancels.").arg(words(m_wire.from), m_scene.title(m_wire.from.node), words(*m_wire.target), m_scene.title(m_wire.target->node))
                                 : tr("%1 of %2: nothing here fits. Type to add a node that does, Esc cancels.").arg(words(m_wire.from), m_scene.title(m_wire.from.node));
    if (!more.isEmpty()) {
        text += QLatin1Char(' ') + more;
    }
    Q_EMIT announced(text);
}

} // namespace signalbox::canvas
