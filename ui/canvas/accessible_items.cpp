// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/accessible_items_p.h"

#include "ui/canvas/accessible_p.h"

#include <algorithm>

namespace signalbox::canvas {

namespace {

constexpr int kPortSide = 12; ///< pixels
constexpr int kEdgeRim = 4;

// Edges that connect the same, in the order of the scene.
std::vector<std::uint32_t> edgesCalled(const Scene &scene, std::uint32_t from, std::uint32_t to, const std::string &key)
{
    const auto around = scene.edgesOf(scene.edgesOf(from).size() <= scene.edgesOf(to).size() ? from : to);
    std::vector<std::uint32_t> list;
    for (const auto edge : around) {
        const auto &entry = scene.edges()[edge];
        if (entry.from == from && entry.to == to && scene.routeKey(edge) == key) {
            list.push_back(edge);
        }
    }
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return list;
}

template<typename Things>
std::uint32_t nthOf(const Things &things, std::uint32_t index)
{
    return static_cast<std::uint32_t>(std::count_if(things.begin(), things.begin() + index, [&](const auto &other) { return other.id == things[index].id; }));
}

template<typename Things>
std::optional<std::uint32_t> findNth(const Things &things, const ItemName &name)
{
    auto left = name.nth;
    for (std::uint32_t i = 0; i < things.size(); ++i) {
        if (things[i].id == name.text && left-- == 0) {
            return i;
        }
    }
    return std::nullopt;
}

} // namespace

ItemName nameOfItem(const Scene &scene, const Item &item)
{
    switch (item.kind) {
    case ItemKind::Node: {
        const auto &id = scene.nodes()[item.index].id;
        return {item.kind, id, scene.find(id) == item.index ? 0 : nthOf(scene.nodes(), item.index)};
    }
    case ItemKind::Edge: {
        const auto &entry = scene.edges()[item.index];
        auto key = scene.routeKey(item.index);
        const auto same = edgesCalled(scene, entry.from, entry.to, key);
        return {item.kind, std::move(key), static_cast<std::uint32_t>(std::find(same.begin(), same.end(), item.index) - same.begin())};
    }
    case ItemKind::Frame: return {item.kind, scene.frames()[item.index].id, nthOf(scene.frames(), item.index)};
    case ItemKind::Note: return {item.kind, scene.notes()[item.index].id, nthOf(scene.notes(), item.index)};
    case ItemKind::None: break;
    }
    return {};
}

Item findItem(const Scene &scene, const ItemName &name)
{
    switch (name.kind) {
    case ItemKind::Node:
        if (const auto node = scene.find(name.text); node == Scene::kNone || name.nth == 0) {
            return node == Scene::kNone ? Item() : Item{ItemKind::Node, node};
        }
        if (const auto node = findNth(scene.nodes(), name)) {
            return {ItemKind::Node, *node};
        }
        return {};
    case ItemKind::Edge:
        // Ids may hold what parts the key, so all places where it could be parted are tried.
        for (auto colon = name.text.find(':'); colon != std::string::npos; colon = name.text.find(':', colon + 1)) {
            const auto from = scene.find(std::string_view(name.text).substr(0, colon));
            for (auto parting = from == Scene::kNone ? std::string::npos : name.text.find('>', colon); parting != std::string::npos; parting = name.text.find('>', parting + 1)) {
                for (auto end = name.text.find(':', parting); end != std::string::npos; end = name.text.find(':', end + 1)) {
                    const auto to = scene.find(std::string_view(name.text).substr(parting + 1, end - parting - 1));
                    if (to == Scene::kNone) {
                        continue;
                    }
                    if (const auto same = edgesCalled(scene, from, to, name.text); name.nth < same.size()) {
                        return {ItemKind::Edge, same[name.nth]};
                    }
                }
            }
        }
        return {};
    case ItemKind::Frame:
        if (const auto frame = findNth(scene.frames(), name)) {
            return {ItemKind::Frame, *frame};
        }
        return {};
    case ItemKind::Note:
        if (const auto note = findNth(scene.notes(), name)) {
            return {ItemKind::Note, *note};
        }
        return {};
    case ItemKind::None: break;
    }
    return {};
}

std::size_t itemCount(const Scene &scene)
{
    return scene.nodes().size() + scene.edges().size() + scene.frames().size() + scene.notes().size();
}

Item itemAtIndex(const Scene &scene, std::size_t index)
{
    const std::array counts = {std::pair(ItemKind::Node, scene.nodes().size()), std::pair(ItemKind::Edge, scene.edges().size()), std::pair(ItemKind::Frame, scene.frames().size()),
                               std::pair(ItemKind::Note, scene.notes().size())};
    for (const auto &[kind, count] : counts) {
        if (index < count) {
            return {kind, static_cast<std::uint32_t>(index)};
        }
        index -= count;
    }
    return {};
}

std::size_t indexOfItem(const Scene &scene, const Item &item)
{
    std::size_t before = 0;
    before += item.kind == ItemKind::Node ? 0 : scene.nodes().size();
    before += item.kind == ItemKind::Frame || item.kind == ItemKind::Note ? scene.edges().size() : 0;
    before += item.kind == ItemKind::Note ? scene.frames().size() : 0;
    return before + item.index;
}

ui::State runStateOf(const CanvasView &view, const Item &item)
{
    if (item.kind != ItemKind::Node) {
        return ui::State::Idle;
    }
    const auto &runs = view.run().nodes;
    const auto found = runs.find(view.scene().nodes()[item.index].id);
    return found == runs.end() ? ui::State::Idle : found->second.state;
}

Signs signsOf(const CanvasView &view, const Item &item)
{
    Signs signs;
    const Problem *problem = nullptr;
    if (item.kind == ItemKind::Node) {
        const auto &id = view.scene().nodes()[item.index].id;
        if (const auto run = view.run().nodes.find(id); run != view.run().nodes.end()) {
            signs.state = run->second.state;
            signs.cost = run->second.cost;
        }
        signs.isBreakpoint = view.breakpoints().contains(id);
        signs.isNext = view.next().contains(id);
        problem = view.problemOf(item.index);
    } else if (item.kind == ItemKind::Edge) {
        problem = view.problemOfEdge(item.index);
    }
    if (problem) {
        signs.problem = problem->text;
        signs.isError = problem->severity == Problem::Severity::Error;
    }
    return signs;
}

// --- an item ------------------------------------------------------------------------------------------------

ItemInterface::ItemInterface(CanvasView *view, ItemName name, const std::uint64_t &epoch) : m_view(view), m_name(std::move(name)), m_epoch(epoch), m_seen(epoch), m_item(findItem(view->scene(), m_name))
{
    told = m_item ? signsOf(*view, m_item) : Signs();
}

Item ItemInterface::item() const
{
    if (!m_view) {
        return {};
    }
    const auto &scene = m_view->scene();
    const auto isIt = [&] {
        switch (m_item.kind) {
        case ItemKind::Node: return m_item.index < scene.nodes().size() && scene.nodes()[m_item.index].id == m_name.text;
        case ItemKind::Edge: return m_item.index < scene.edges().size() && scene.routeKey(m_item.index) == m_name.text;
        case ItemKind::Frame: return m_item.index < scene.frames().size() && scene.frames()[m_item.index].id == m_name.text;
        case ItemKind::Note: return m_item.index < scene.notes().size() && scene.notes()[m_item.index].id == m_name.text;
        case ItemKind::None: break;
        }
        return false;
    };
    // The scene may have been read again before anybody says so.
    if (m_seen != m_epoch || (m_item && !isIt())) {
        m_item = findItem(scene, m_name);
        m_seen = m_epoch;
    }
    return m_item;
}

QAccessible::Role ItemInterface::role() const
{
    switch (m_name.kind) {
    case ItemKind::Frame: return QAccessible::Grouping;
    case ItemKind::Note: return QAccessible::Note;
    default: return QAccessible::ListItem;
    }
}

QAccessible::State ItemInterface::state() const
{
    QAccessible::State state;
    const auto it = item();
    if (!it) {
        state.invalid = true;
        return state;
    }
    state.selectable = state.focusable = true;
    state.movable = it.kind != ItemKind::Edge;
    state.selected = m_view->isSelected(it);
    state.focused = m_view->hasFocus() && m_view->currentItem() == it;
    state.offscreen = !m_view->visibleScene().intersects(m_view->scene().boundsOf(it).adjusted(-1, -1, 1, 1));
    if (it.kind == ItemKind::Node) {
        state.disabled = m_view->scene().nodes()[it.index].disabled;
        state.busy = runStateOf(*m_view, it) == ui::State::Running;
    }
    return state;
}

QRect ItemInterface::rect() const
{
    const auto it = item();
    if (!it) {
        return {};
    }
    const QRectF box = m_view->scene().boundsOf(it);
    const QRect place(m_view->mapToGlobal(m_view->fromScene(box.topLeft()).toPoint()), (box.size() * m_view->zoom()).toSize());
    return it.kind == ItemKind::Edge ? place.adjusted(-kEdgeRim, -kEdgeRim, kEdgeRim, kEdgeRim) : place;
}

QString ItemInterface::text(QAccessible::Text kind) const
{
    const auto it = item();
    if (!it) {
        return {};
    }
    if (kind == QAccessible::Name) {
        m_heardName = accessibleItemName(*m_view, it);
        return m_heardName;
    }
    if (kind != QAccessible::Description) {
        return {};
    }
    const auto &scene = m_view->scene();
    if (it.kind == ItemKind::Node) {
        return scene.summary(it.index);
    }
    if (it.kind == ItemKind::Edge) {
        const auto &counts = m_view->run().edges;
        const auto found = counts.find(scene.routeKey(it.index));
        return found == counts.end() ? QString() : CanvasView::tr("%n value(s) passed", nullptr, static_cast<int>(std::min<std::int64_t>(found->second, std::numeric_limits<int>::max())));
    }
    return it.kind == ItemKind::Note ? scene.notes()[it.index].text : QString();
}

void ItemInterface::setText(QAccessible::Text kind, const QString &text)
{
    const auto it = item();
    auto *editor = m_view ? m_view->editor() : nullptr;
    if (!it || !editor || kind != QAccessible::Name) {
        return;
    }
    const auto id = m_name.text;
    if (it.kind == ItemKind::Node) {
        editor->rename(id, text);
    } else if (it.kind == ItemKind::Frame) {
        const auto *frame = editor->frame(id);
        editor->setFrame(id, text, frame ? QString::fromStdString(std::string(json::text(*frame, "color"))) : QString());
    } else if (it.kind == ItemKind::Note) {
        editor->setNoteText(id, text);
    }
}

QAccessibleInterface *ItemInterface::siblingOf(std::uint32_t node) const
{
    auto *canvas = parent();
    return canvas ? canvas->child(static_cast<int>(node)) : nullptr;
}

QVector<QPair<QAccessibleInterface *, QAccessible::Relation>> ItemInterface::relations(QAccessible::Relation match) const
{
    // The relation says what the other is: what is behind a node is controlled by it, and what an edge leads to by the edge.
    QVector<QPair<QAccessibleInterface *, QAccessible::Relation>> list;
    const auto it = item();
    const auto add = [&](std::uint32_t node, QAccessible::Relation relation) {
        if (auto *other = match & relation ? siblingOf(node) : nullptr) {
            list.append({other, relation});
        }
    };
    if (it.kind == ItemKind::Node) {
        for (const auto edge : m_view->scene().edgesOf(it.index)) {
            const auto &entry = m_view->scene().edges()[edge];
            if (entry.from == it.index) {
                add(entry.to, QAccessible::Controlled);
            }
            if (entry.to == it.index) {
                add(entry.from, QAccessible::Controller);
            }
        }
    } else if (it.kind == ItemKind::Edge) {
        const auto entry = m_view->scene().edges()[it.index];
        add(entry.to, QAccessible::Controlled);
        add(entry.from, QAccessible::Controller);
    }
    return list;
}

QStringList ItemInterface::actionNames() const
{
    QStringList names{pressAction(), setFocusAction()};
    if (m_name.kind == ItemKind::Node) {
        names << CanvasView::tr("Connect");
    } else if (m_name.kind == ItemKind::Edge) {
        names << CanvasView::tr("Insert a node");
    }
    return names << CanvasView::tr("Delete");
}

void ItemInterface::doAction(const QString &name)
{
    const auto it = item();
    if (!it || !actionNames().contains(name)) {
        return;
    }
    const QPointer<CanvasView> view = m_view; // what is done may be the end of this
    view->setFocus(Qt::OtherFocusReason);
    view->goToItem(it);
    if (name == CanvasView::tr("Connect")) {
        view->startConnecting();
    } else if (name == CanvasView::tr("Insert a node")) {
        view->openPaletteOnEdge();
    } else if (name == CanvasView::tr("Delete")) {
        view->deleteSelection();
    } else if (name == pressAction()) {
        switch (it.kind) {
        case ItemKind::Node: Q_EMIT view->nodeActivated(QString::fromStdString(view->scene().nodes()[it.index].id)); break;
        case ItemKind::Edge: Q_EMIT view->edgeActivated(); break;
        default: view->renameCurrent(); break;
        }
    }
}

QStringList ItemInterface::keyBindingsForAction(const QString &name) const
{
    if (name == pressAction()) {
        return {QKeySequence(Qt::Key_Return).toString(QKeySequence::NativeText)};
    }
    return name == CanvasView::tr("Delete") ? QStringList{QKeySequence(Qt::Key_Delete).toString(QKeySequence::NativeText)} : QStringList();
}

// --- a node and its ports -----------------------------------------------------------------------------------

NodeInterface::~NodeInterface()
{
    for (const auto &[id, port] : m_ports) {
        QAccessible::deleteAccessibleInterface(id);
    }
}

int NodeInterface::childCount() const
{
    const auto it = item();
    if (!it) {
        return 0;
    }
    const auto &set = m_view->scene().portsOf(it.index);
    return static_cast<int>(set.in.size() + set.out.size());
}

std::optional<PortRef> NodeInterface::portAt(int index) const
{
    const auto it = item();
    if (!it || index < 0 || index >= childCount()) {
        return std::nullopt;
    }
    const auto inputs = m_view->scene().portsOf(it.index).in.size();
    const auto at = static_cast<std::size_t>(index);
    return PortRef{it.index, at < inputs ? Side::In : Side::Out, static_cast<std::uint16_t>(at < inputs ? at : at - inputs)};
}

QAccessibleInterface *NodeInterface::child(int index) const
{
    const auto port = portAt(index);
    if (!port) {
        return nullptr;
    }
    const auto &name = m_view->scene().portInfo(*port).name;
    const auto found = std::find_if(m_ports.begin(), m_ports.end(), [&](const auto &entry) { return entry.second->is(port->side, name); });
    if (found != m_ports.end()) {
        return found->second;
    }
    auto *made = new PortInterface(m_view, *this, port->side, name);
    m_ports.emplace_back(QAccessible::registerAccessibleInterface(made), made);
    return made;
}

QAccessibleInterface *NodeInterface::childAt(int x, int y) const
{
    for (int i = 0; i < childCount(); ++i) {
        if (auto *port = child(i); port && port->rect().contains(x, y)) {
            return port;
        }
    }
    return nullptr;
}

int NodeInterface::indexOfChild(const QAccessibleInterface *other) const
{
    for (int i = 0; i < childCount(); ++i) {
        if (child(i) == other) {
            return i;
        }
    }
    return -1;
}

void NodeInterface::forgetPorts()
{
    std::erase_if(m_ports, [](const auto &entry) {
        const bool isGone = !entry.second->isValid();
        if (isGone) {
            QAccessible::deleteAccessibleInterface(entry.first);
        }
        return isGone;
    });
}

std::optional<PortRef> PortInterface::port() const
{
    const auto it = m_node.item();
    if (!m_view || !it) {
        return std::nullopt;
    }
    const auto &set = m_view->scene().portsOf(it.index);
    const auto &ports = m_side == Side::In ? set.in : set.out;
    const auto found = std::find_if(ports.begin(), ports.end(), [this](const PortInfo &info) { return info.name == m_name; });
    return found == ports.end() ? std::nullopt : std::optional(PortRef{it.index, m_side, static_cast<std::uint16_t>(found - ports.begin())});
}

QAccessibleInterface *PortInterface::parent() const
{
    auto *canvas = m_node.parent();
    const auto it = m_node.item();
    return canvas && it ? canvas->child(static_cast<int>(it.index)) : nullptr;
}

QAccessible::State PortInterface::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    return state;
}

QRect PortInterface::rect() const
{
    const auto at = port();
    if (!at) {
        return {};
    }
    const QPointF middle = m_view->fromScene(m_view->scene().portPos(*at));
    return {m_view->mapToGlobal((middle - QPointF(kPortSide / 2, kPortSide / 2)).toPoint()), QSize(kPortSide, kPortSide)};
}

QString PortInterface::text(QAccessible::Text kind) const
{
    const auto at = port();
    if (!at || (kind != QAccessible::Name && kind != QAccessible::Description)) {
        return {};
    }
    const auto &scene = m_view->scene();
    if (kind == QAccessible::Name) {
        const auto &info = scene.portInfo(*at);
        const QString name = info.title.isEmpty() ? QString::fromStdString(info.name) : info.title;
        return at->side == Side::In ? CanvasView::tr("Input %1").arg(name) : CanvasView::tr("Output %1").arg(name);
    }
    QStringList others;
    for (const auto edge : scene.edgesOf(at->node)) {
        const auto &entry = scene.edges()[edge];
        if (at->side == Side::Out && scene.fromPort(entry) == *at) {
            others << CanvasView::tr("to %1").arg(scene.title(entry.to));
        } else if (at->side == Side::In && scene.toPort(entry) == *at) {
            others << CanvasView::tr("from %1").arg(scene.title(entry.from));
        }
    }
    return others.isEmpty() ? CanvasView::tr("Not connected") : others.join(QLatin1String(", "));
}

} // namespace signalbox::canvas
