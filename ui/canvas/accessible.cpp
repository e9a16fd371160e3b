// SPDX-License-Identifier: GPL-3.0-or-later
// The tree: canvas; nodes, edges, frames and notes, each kind in the order of the file; ports of a node (inputs first). And
// what is told of its changes: once a turn, and never more than who listens can bear.
#include "ui/canvas/accessible_p.h"

#include "ui/canvas/accessible_items_p.h"

#include <QAccessibleWidget>
#include <QTimer>

#include <deque>
#include <unordered_map>
#include <unordered_set>

namespace signalbox::canvas {

namespace {

constexpr std::size_t kMostTold = 64; ///< things that come, go or are selected in a turn; who hears of these asks for the rest
constexpr int kMostNamesTold = 40;    ///< in a turn; the others wait for one of the next
constexpr int kMostNamesLooked = 400;
constexpr int kNamePauseMs = 60;
constexpr double kEdgeReach = 7;

class CanvasInterface : public QAccessibleWidget
{
public:
    explicit CanvasInterface(CanvasView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view)
    {
        for (auto *timer : {&m_turn, &m_names}) {
            timer->setSingleShot(true);
        }
        m_names.setInterval(kNamePauseMs);
        QObject::connect(&m_turn, &QTimer::timeout, &m_turn, [this] { tell(); });
        QObject::connect(&m_names, &QTimer::timeout, &m_names, [this] { tellNames(); });
        QObject::connect(view, &CanvasView::sceneChanged, &m_turn, [this] {
            ++m_epoch;
            followEditor();
            later(m_isChanged);
        });
        QObject::connect(view, &CanvasView::selectionChanged, &m_turn, [this] { later(m_isSelected); });
        QObject::connect(view, &CanvasView::runChanged, &m_turn, [this] { later(m_areSigned); });
        QObject::connect(view, &CanvasView::signsChanged, &m_turn, [this] { later(m_areSigned); });
        followEditor();
    }
    ~CanvasInterface() override
    {
        for (const auto &[key, entry] : m_items) {
            QAccessible::deleteAccessibleInterface(entry.id);
        }
    }

    int childCount() const override { return static_cast<int>(itemCount(m_view->scene())); }
    QAccessibleInterface *child(int index) const override
    {
        return index < 0 || index >= childCount() ? nullptr : interfaceOf(itemAtIndex(m_view->scene(), static_cast<std::size_t>(index)));
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const auto item = m_view->scene().itemAt(m_view->toScene(m_view->mapFromGlobal(QPointF(x, y))), kEdgeReach / m_view->zoom());
        return item ? interfaceOf(item) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *other) const override
    {
        const auto *face = dynamic_cast<const ItemInterface *>(other);
        const auto item = face ? face->item() : Item();
        return item ? static_cast<int>(indexOfItem(m_view->scene(), item)) : -1;
    }
    QAccessibleInterface *focusChild() const override
    {
        const auto item = m_view->hasFocus() ? m_view->currentItem() : Item();
        return item ? interfaceOf(item) : nullptr;
    }

    void followFocus() { later(m_isSelected); }

private:
    struct Entry
    {
        QAccessible::Id id;
        ItemInterface *face;
    };

    void later(bool &what) const
    {
        what = true;
        if (!m_turn.isActive()) {
            m_turn.start(0);
        }
    }

    ItemInterface *interfaceOf(const Item &item) const
    {
        auto name = nameOfItem(m_view->scene(), item);
        auto key = name.key();
        if (const auto found = m_items.find(key); found != m_items.end()) {
            return found->second.face;
        }
        if (!m_isKnown && !m_isChanged) {
            later(m_isChanged); // from now on somebody knows what there is
        }
        const bool isNode = item.kind == ItemKind::Node;
        auto *made = isNode ? new NodeInterface(m_view, std::move(name), m_epoch) : new ItemInterface(m_view, std::move(name), m_epoch);
        m_items.emplace(std::move(key), Entry{QAccessible::registerAccessibleInterface(made), made});
        return made;
    }

    // What is edited without coming or going is called otherwise, and so are its edges.
    void followEditor()
    {
        if (m_editor == m_view->editor()) {
            return;
        }
        QObject::disconnect(m_edited);
        m_editor = m_view->editor();
        if (m_editor) {
            m_edited = QObject::connect(m_editor, &FlowEditor::changed, &m_turn, [this](const ChangeSet &change) {
                m_isRestructured = m_isRestructured || change.structure;
                if (!change.structure) {
                    m_editedNodes.insert(change.edited.begin(), change.edited.end());
                }
            });
        }
        m_isRestructured = true;
    }

    static void send(QAccessibleInterface *face, QAccessible::Event type)
    {
        QAccessibleEvent event(face, type);
        QAccessible::updateAccessibility(&event);
    }

    void tell()
    {
        const bool isHeard = QAccessible::isActive();
        if (std::exchange(m_isChanged, false)) {
            tellEnds(isHeard);
            if (isHeard) {
                tellBeginnings();
                askNames();
            }
        }
        if (std::exchange(m_areSigned, false) && isHeard) {
            for (const auto &[key, entry] : m_items) {
                if (const auto item = entry.face->item(); item && signsOf(*m_view, item) != entry.face->told) {
                    ask(key);
                }
            }
        }
        m_isSelected = false;
        if (!isHeard) {
            return;
        }
        tellSelection();
        tellFocus();
        // Who listens to one thing hears of it at once.
        tellName(m_focus);
        if (!m_asked.empty() && !m_names.isActive()) {
            tellNames();
        }
    }

    void tellEnds(bool isHeard)
    {
        std::vector<std::string> gone;
        for (const auto &[key, entry] : m_items) {
            if (!entry.face->item()) {
                gone.push_back(key);
            } else if (entry.face->name().kind == ItemKind::Node) {
                static_cast<NodeInterface *>(entry.face)->forgetPorts();
            }
        }
        std::size_t told = 0;
        for (const auto &key : gone) {
            const auto entry = m_items.at(key);
            if (isHeard && told++ < kMostTold) {
                entry.face->leave();
                send(entry.face, QAccessible::ObjectDestroyed);
            }
            m_items.erase(key);
            m_selected.erase(key);
            QAccessible::deleteAccessibleInterface(entry.id);
        }
    }

    void tellBeginnings()
    {
        const auto &scene = m_view->scene();
        std::unordered_set<std::string> present;
        std::vector<Item> fresh;
        for (std::size_t i = 0; i < itemCount(scene); ++i) {
            const auto item = itemAtIndex(scene, i);
            auto key = nameOfItem(scene, item).key();
            if (fresh.size() < kMostTold && !m_present.contains(key)) {
                fresh.push_back(item);
            }
            present.insert(std::move(key));
        }
        m_present = std::move(present);
        if (!std::exchange(m_isKnown, true)) {
            return;
        }
        for (const auto &item : fresh) {
            send(interfaceOf(item), QAccessible::ObjectCreated);
        }
    }

    void askNames()
    {
        const auto &scene = m_view->scene();
        if (std::exchange(m_isRestructured, false)) {
            for (const auto &[key, entry] : m_items) {
                ask(key);
            }
        }
        for (const auto &id : std::exchange(m_editedNodes, {})) {
            const auto node = scene.find(id);
            if (node == Scene::kNone) {
                continue;
            }
            ask(nameOfItem(scene, {ItemKind::Node, node}).key());
            for (const auto edge : scene.edgesOf(node)) {
                ask(nameOfItem(scene, {ItemKind::Edge, edge}).key());
            }
        }
    }

    // Whether a thing is called otherwise is looked up later.
    void ask(const std::string &key)
    {
        if (m_items.contains(key) && m_asking.insert(key).second) {
            m_asked.push_back(key);
        }
    }

    void tellSelection()
    {
        const auto &scene = m_view->scene();
        std::vector<Item> items;
        const auto add = [&](ItemKind kind, const std::set<std::uint32_t> &indexes) {
            for (auto at = indexes.begin(); at != indexes.end() && items.size() <= kMostTold; ++at) {
                items.push_back({kind, *at});
            }
        };
        add(ItemKind::Node, m_view->selectedNodes());
        add(ItemKind::Edge, m_view->selectedEdges());
        add(ItemKind::Frame, m_view->selectedFrames());
        add(ItemKind::Note, m_view->selectedNotes());
        const bool areMany = items.size() > kMostTold;
        const bool wereMany = std::exchange(m_areManySelected, areMany);
        std::set<std::string> now;
        for (const auto &item : areMany ? std::vector<Item>() : items) {
            auto key = nameOfItem(scene, item).key();
            if (!wereMany && !m_selected.contains(key)) {
                send(interfaceOf(item), QAccessible::Selection);
            }
            now.insert(std::move(key));
        }
        for (const auto &key : m_selected) {
            if (const auto found = m_items.find(key); !areMany && !now.contains(key) && found != m_items.end()) {
                send(found->second.face, QAccessible::Selection);
            }
        }
        m_selected = std::move(now);
        if (areMany || wereMany) {
            send(this, QAccessible::SelectionWithin);
        }
    }

    void tellFocus()
    {
        const auto item = m_view->hasFocus() ? m_view->currentItem() : Item();
        auto key = item ? nameOfItem(m_view->scene(), item).key() : std::string();
        if (std::exchange(m_focus, std::move(key)) != m_focus && item) {
            send(interfaceOf(item), QAccessible::Focus);
        }
    }

    bool tellName(const std::string &key)
    {
        const auto found = m_items.find(key);
        auto *face = found == m_items.end() ? nullptr : found->second.face;
        const auto item = face ? face->item() : Item();
        if (!item) {
            return false;
        }
        const auto before = std::exchange(face->told, signsOf(*m_view, item)).state;
        const auto state = face->told.state;
        if ((before == ui::State::Running) != (state == ui::State::Running)) {
            QAccessible::State changed;
            changed.busy = true;
            QAccessibleStateChangeEvent event(face, changed);
            QAccessible::updateAccessibility(&event);
        }
        const QString heard = face->heardName();
        if (heard.isEmpty() || face->text(QAccessible::Name) == heard) {
            return before != state;
        }
        send(face, QAccessible::NameChanged);
        return true;
    }

    void tellNames()
    {
        int told = 0;
        for (int looked = 0; !m_asked.empty() && told < kMostNamesTold && looked < kMostNamesLooked; ++looked) {
            const auto key = std::move(m_asked.front());
            m_asked.pop_front();
            m_asking.erase(key);
            told += tellName(key) ? 1 : 0;
        }
        if (!m_asked.empty()) {
            m_names.start();
        }
    }

    CanvasView *m_view;
    QPointer<FlowEditor> m_editor;
    QMetaObject::Connection m_edited;
    std::uint64_t m_epoch = 0; ///< how often the scene was another one
    mutable QTimer m_turn;
    QTimer m_names;
    mutable std::unordered_map<std::string, Entry> m_items;
    std::unordered_set<std::string> m_present; ///< what there was when it was told last
    mutable bool m_isChanged = false, m_isSelected = false, m_areSigned = false;
    bool m_isKnown = false;
    bool m_isRestructured = false;
    std::set<std::string> m_editedNodes;
    std::deque<std::string> m_asked;
    std::unordered_set<std::string> m_asking;
    std::set<std::string> m_selected;
    bool m_areManySelected = false;
    std::string m_focus;
};

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

void followFocus(CanvasView *view)
{
    if (!QAccessible::isActive()) {
        return;
    }
    if (auto *canvas = dynamic_cast<CanvasInterface *>(QAccessible::queryAccessibleInterface(view))) {
        canvas->followFocus();
    }
}

} // namespace signalbox::canvas
