// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes, ports, edges, frames and notes as a screen reader meets them. Each is known by what it is called in the file, so that
// it stays the same thing while numbers change; one whose thing is gone says that it is not valid, and does nothing.
#pragma once

#include "ui/canvas/canvas_view.h"

#include <QAccessible>
#include <QAccessibleActionInterface>
#include <QPointer>

#include <string>
#include <vector>

namespace signalbox::canvas {

/// What a thing of a flow is called: an id, or what an edge connects (Scene::routeKey()).
struct ItemName
{
    ItemKind kind = ItemKind::None;
    std::string text;
    std::uint32_t nth = 0; ///< of several that are called the same

    /// As one text.
    std::string key() const { return std::to_string(static_cast<int>(kind)) + ':' + std::to_string(nth) + ':' + text; }
};

ItemName nameOfItem(const Scene &scene, const Item &item);
/// None where nothing is called so.
Item findItem(const Scene &scene, const ItemName &name);
std::size_t itemCount(const Scene &scene);
/// Children of a canvas in their order: nodes, edges, frames, notes, each as in the file.
Item itemAtIndex(const Scene &scene, std::size_t index);
std::size_t indexOfItem(const Scene &scene, const Item &item);
/// How the run of a node stands; Idle for all else.
ui::State runStateOf(const CanvasView &view, const Item &item);

/// What stands on a thing and comes and goes without an edit; it is part of its name.
struct Signs
{
    ui::State state = ui::State::Idle;
    QString cost;
    QString problem;
    bool isError = false;
    bool isBreakpoint = false;
    bool isNext = false;
    bool operator==(const Signs &) const = default;
};
Signs signsOf(const CanvasView &view, const Item &item);

class ItemInterface : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    /// `epoch` counts what was read into the scene, and outlives it.
    ItemInterface(CanvasView *view, ItemName name, const std::uint64_t &epoch);

    /// What it is in the scene now.
    Item item() const;
    const ItemName &name() const { return m_name; }
    /// Its parent and its name can still be asked for, so that its end can be told.
    void leave() { m_isLeaving = true; }
    /// What was heard last of it; null: nothing was.
    const QString &heardName() const { return m_heardName; }
    Signs told;

    bool isValid() const override { return m_view && (m_isLeaving || item()); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return m_view ? QAccessible::queryAccessibleInterface(m_view.data()) : nullptr; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    QRect rect() const override;
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text kind, const QString &text) override;
    QVector<QPair<QAccessibleInterface *, QAccessible::Relation>> relations(QAccessible::Relation match) const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    QStringList actionNames() const override;
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &name) const override;

protected:
    QPointer<CanvasView> m_view;

private:
    QAccessibleInterface *siblingOf(std::uint32_t node) const;

    ItemName m_name;
    const std::uint64_t &m_epoch;
    mutable std::uint64_t m_seen; ///< the epoch in which m_item was looked up
    mutable Item m_item;
    mutable QString m_heardName;
    bool m_isLeaving = false;
};

class PortInterface;

class NodeInterface : public ItemInterface
{
public:
    using ItemInterface::ItemInterface;
    ~NodeInterface() override;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface *other) const override;
    /// Drops the ports that it has no more.
    void forgetPorts();

private:
    std::optional<PortRef> portAt(int index) const;

    mutable std::vector<std::pair<QAccessible::Id, PortInterface *>> m_ports;
};

class PortInterface : public QAccessibleInterface
{
public:
    /// The node's owns it.
    PortInterface(CanvasView *view, const NodeInterface &node, Side side, std::string name) : m_view(view), m_node(node), m_side(side), m_name(std::move(name)) {}

    /// Which port it is now; nothing where it is gone.
    std::optional<PortRef> port() const;
    bool is(Side side, const std::string &name) const { return m_side == side && m_name == name; }

    bool isValid() const override { return port().has_value(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Indicator; }
    QAccessible::State state() const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QString text(QAccessible::Text kind) const override;

private:
    QPointer<CanvasView> m_view;
    const NodeInterface &m_node;
    Side m_side;
    std::string m_name;
};

} // namespace signalbox::canvas
