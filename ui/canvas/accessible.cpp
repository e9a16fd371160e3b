// SPDX-License-Identifier: GPL-3.0-or-later
// The tree: canvas, nodes in the order of the file, ports of a node (inputs first).
#include "ui/canvas/accessible_p.h"

#include "ui/canvas/canvas_view.h"

#include <QAccessible>
#include <QAccessibleActionInterface>
#include <QAccessibleWidget>
#include <QPointer>

#include <unordered_map>

namespace signalbox::canvas {

namespace {

class CanvasInterface;

QString stateWords(const CanvasView &view, std::uint32_t node)
{
    const auto &runs = view.run().nodes;
    const auto found = runs.find(view.scene().nodes()[node].id);
    return found == runs.end() || found->second.state == ui::State::Idle ? QString() : ui::stateText(found->second.state);
}

class PortInterface : public QAccessibleInterface
{
public:
    PortInterface(CanvasView *view, PortRef port) : m_view(view), m_port(port) {}

    bool isValid() const override { return m_view && m_port.node < m_view->scene().nodes().size(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Indicator; }
    QAccessible::State state() const override { return {}; }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        const QPointF at = m_view->fromScene(m_view->scene().portPos(m_port));
        return {m_view->mapToGlobal((at - QPointF(6, 6)).toPoint()), QSize(12, 12)};
    }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid() || (kind != QAccessible::Name && kind != QAccessible::Description)) {
            return {};
        }
        const auto &scene = m_view->scene();
        if (kind == QAccessible::Name) {
            const auto &info = scene.portInfo(m_port);
            const QString name = info.title.isEmpty() ? QString::fromStdString(info.name) : info.title;
            return m_port.side == Side::In ? CanvasView::tr("Input %1").arg(name) : CanvasView::tr("Output %1").arg(name);
        }
        QStringList others;
        for (const auto edge : scene.edgesOf(m_port.node)) {
            const auto &entry = scene.edges()[edge];
            if (m_port.side == Side::Out && scene.fromPort(entry) == m_port) {
                others << CanvasView::tr("to %1").arg(scene.title(entry.to));
            } else if (m_port.side == Side::In && scene.toPort(entry) == m_port) {
                others << CanvasView::tr("from %1").arg(scene.title(entry.from));
            }
        }
        return others.isEmpty() ? CanvasView::tr("Not connected") : others.join(QLatin1String(", "));
    }

private:
    QPointer<CanvasView> m_view;
    PortRef m_port;
};

class NodeInterface : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    NodeInterface(CanvasView *view, std::uint32_t node) : m_view(view), m_node(node) {}
    ~NodeInterface() override
    {
        for (const auto id : m_ports) {
            QAccessible::deleteAccessibleInterface(id);
        }
    }

    std::uint32_t node() const { return m_node; }
    bool isValid() const override { return m_view && m_node < m_view->scene().nodes().size(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return m_view ? QAccessible::queryAccessibleInterface(m_view.data()) : nullptr; }
    int childCount() const override
    {
        if (!isValid()) {
            return 0;
        }
        const auto &set = m_view->scene().portsOf(m_node);
        return static_cast<int>(set.in.size() + set.out.size());
    }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount()) {
            return nullptr;
        }
        const auto at = static_cast<std::size_t>(index);
        if (m_ports.empty()) {
            const auto &set = m_view->scene().portsOf(m_node);
            for (std::size_t i = 0; i < set.in.size() + set.out.size(); ++i) {
                const bool in = i < set.in.size();
                m_ports.push_back(QAccessible::registerAccessibleInterface(
                    new PortInterface(m_view, {m_node, in ? Side::In : Side::Out, static_cast<std::uint16_t>(in ? i : i - set.in.size())})));
            }
        }
        return at < m_ports.size() ? QAccessible::accessibleInterface(m_ports[at]) : nullptr;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (auto *port = child(i); port && port->rect().contains(x, y)) {
                return port;
            }
        }
        return nullptr;
    }
    int indexOfChild(const QAccessibleInterface *other) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i) == other) {
                return i;
            }
        }
        return -1;
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.selectable = state.focusable = state.movable = true;
        state.selected = m_view->selectedNodes().contains(m_node);
        state.focused = m_view->hasFocus() && m_view->currentNode() == m_node;
        state.disabled = m_view->scene().nodes()[m_node].disabled;
        state.busy = stateWords(*m_view, m_node) == ui::stateText(ui::State::Running);
        state.offscreen = !m_view->visibleScene().intersects(m_view->scene().rect(m_node));
        return state;
    }
    QRect rect() const override
    {
        const QRectF box = m_view->scene().rect(m_node);
        const QPointF corner = m_view->fromScene(box.topLeft());
        return {m_view->mapToGlobal(corner.toPoint()), (box.size() * m_view->zoom()).toSize()};
    }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid()) {
            return {};
        }
        if (kind == QAccessible::Name) {
            return accessibleNodeName(*m_view, m_node);
        }
        return kind == QAccessible::Description ? m_view->scene().summary(m_node) : QString();
    }
    void setText(QAccessible::Text kind, const QString &text) override
    {
        if (isValid() && kind == QAccessible::Name && m_view->editor()) {
            m_view->editor()->rename(m_view->scene().nodes()[m_node].id, text);
        }
    }
    QVector<QPair<QAccessibleInterface *, QAccessible::Relation>> relations(QAccessible::Relation match) const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    QStringList actionNames() const override { return {pressAction(), setFocusAction(), CanvasView::tr("Connect")}; }
    void doAction(const QString &name) override
    {
        if (!isValid()) {
            return;
        }
        const auto id = m_view->scene().nodes()[m_node].id;
        if (name == setFocusAction() || name == pressAction()) {
            m_view->setFocus(Qt::OtherFocusReason);
            m_view->goToNode(id);
            if (name == pressAction()) {
                Q_EMIT m_view->nodeActivated(QString::fromStdString(id));
            }
        } else if (name == CanvasView::tr("Connect")) {
            m_view->goToNode(id);
            m_view->startConnecting();
        }
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QPointer<CanvasView> m_view;
    std::uint32_t m_node;
    mutable std::vector<QAccessible::Id> m_ports;
};

class CanvasInterface : public QAccessibleWidget
{
public:
    explicit CanvasInterface(CanvasView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view)
    {
        QObject::connect(view, &CanvasView::sceneChanged, view, [this] { forget(); });
    }
    ~CanvasInterface() override { forget(); }

    int childCount() const override { return static_cast<int>(m_view->scene().nodes().size()); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount()) {
            return nullptr;
        }
        const auto node = static_cast<std::uint32_t>(index);
        const auto found = m_nodes.find(node);
        if (found != m_nodes.end()) {
            return QAccessible::accessibleInterface(found->second);
        }
        auto *made = new NodeInterface(m_view, node);
        m_nodes.emplace(node, QAccessible::registerAccessibleInterface(made));
        return made;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const auto node = m_view->scene().nodeAt(m_view->toScene(m_view->mapFromGlobal(QPointF(x, y))));
        return node == Scene::kNone ? nullptr : child(static_cast<int>(node));
    }
    int indexOfChild(const QAccessibleInterface *other) const override
    {
        for (const auto &[node, id] : m_nodes) {
            if (QAccessible::accessibleInterface(id) == other) {
                return static_cast<int>(node);
            }
        }
        return -1;
    }
    QAccessibleInterface *focusChild() const override
    {
        return m_view->hasFocus() && m_view->currentNode() != Scene::kNone ? child(static_cast<int>(m_view->currentNode())) : nullptr;
    }

private:
    // Numbers of nodes mean others now.
    void forget()
    {
        for (const auto &[node, id] : m_nodes) {
            QAccessible::deleteAccessibleInterface(id);
        }
        m_nodes.clear();
    }

    CanvasView *m_view;
    mutable std::unordered_map<std::uint32_t, QAccessible::Id> m_nodes;
};

QAccessibleInterface *PortInterface::parent() const
{
    auto *canvas = m_view ? QAccessible::queryAccessibleInterface(m_view.data()) : nullptr;
    return canvas ? canvas->child(static_cast<int>(m_port.node)) : nullptr;
}

QVector<QPair<QAccessibleInterface *, QAccessible::Relation>> NodeInterface::relations(QAccessible::Relation match) const
{
    // The relation says what the other is: what is behind a node is controlled by it.
    QVector<QPair<QAccessibleInterface *, QAccessible::Relation>> list;
    auto *canvas = parent();
    if (!isValid() || !canvas) {
        return list;
    }
    for (const auto edge : m_view->scene().edgesOf(m_node)) {
        const auto &entry = m_view->scene().edges()[edge];
        if (entry.from == m_node && (match & QAccessible::Controlled)) {
            list.append({canvas->child(static_cast<int>(entry.to)), QAccessible::Controlled});
        }
        if (entry.to == m_node && (match & QAccessible::Controller)) {
            list.append({canvas->child(static_cast<int>(entry.from)), QAccessible::Controller});
        }
    }
    return list;
}

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<CanvasView *>(object);
    return view ? new CanvasInterface(view) : nullptr;
}

} // namespace

void installAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed);
}

QString accessibleNodeName(const CanvasView &view, std::uint32_t node)
{
    const auto &scene = view.scene();
    QStringList parts{scene.title(node), scene.typeOf(node).title};
    if (const QString state = stateWords(view, node); !state.isEmpty()) {
        parts << state;
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
        parts << (problem->severity == Problem::Severity::Error ? CanvasView::tr("problem: %1") : CanvasView::tr("warning: %1")).arg(problem->text);
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

void announceFocus(CanvasView *view, std::uint32_t node)
{
    if (!QAccessible::isActive() || node == Scene::kNone) {
        return;
    }
    auto *canvas = QAccessible::queryAccessibleInterface(view);
    auto *child = canvas ? canvas->child(static_cast<int>(node)) : nullptr;
    if (child) {
        QAccessibleEvent event(child, QAccessible::Focus);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace signalbox::canvas
