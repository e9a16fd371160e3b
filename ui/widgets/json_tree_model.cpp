// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/json_tree_model.h"

#include "ui/widgets/json_text.h"
#include "ui/widgets/plain_tip.h"

namespace signalbox::ui {

namespace {

constexpr std::size_t kPage = 200;
} // namespace

struct JsonTreeModel::Node
{
    const json::Value *value = nullptr;
    Node *parent = nullptr;
    int row = 0;
    std::string_view key; ///< of an object's member; items of arrays have none
    std::vector<std::unique_ptr<Node>> children;

    // Members of an object are reached from its beginning, so they are made in one go per page.
    void grow(std::size_t count)
    {
        const auto add = [this](std::string_view name, const json::Value &child) {
            auto node = std::make_unique<Node>();
            node->value = &child;
            node->parent = this;
            node->row = int(children.size());
            node->key = name;
            children.push_back(std::move(node));
        };
        if (const auto *object = value->if_object()) {
            auto at = object->begin() + std::ptrdiff_t(children.size());
            for (; count > 0 && at != object->end(); ++at, --count) {
                add(at->key(), at->value());
            }
        } else if (const auto *array = value->if_array()) {
            for (std::size_t i = children.size(); count > 0 && i < array->size(); ++i, --count) {
                add({}, (*array)[i]);
            }
        }
    }
};

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
    setValue(std::make_shared<const json::Value>(nullptr));
}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setValue(std::shared_ptr<const json::Value> value)
{
    beginResetModel();
    m_value = std::move(value);
    m_root = std::make_unique<Node>();
    m_root->value = m_value.get();
    if (sizeOf(*m_value) > 0) {
        m_root->grow(kPage);
    } else {
        // A value that is no container is its own only row.
        auto only = std::make_unique<Node>();
        only->value = m_value.get();
        only->parent = m_root.get();
        m_root->children.push_back(std::move(only));
    }
    endResetModel();
}

std::size_t JsonTreeModel::sizeOf(const json::Value &value)
{
    return value.is_object() ? value.get_object().size() : value.is_array() ? value.get_array().size() : 0;
}

JsonTreeModel::Node *JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

const json::Value *JsonTreeModel::valueAt(const QModelIndex &index) const
{
    return nodeOf(index)->value;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const auto *node = nodeOf(parent);
    if (row < 0 || row >= int(node->children.size()) || column < 0 || column > 1 || (parent.isValid() && parent.column() != 0)) {
        return {};
    }
    return createIndex(row, column, node->children[std::size_t(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    const auto *node = nodeOf(child);
    if (!child.isValid() || !node->parent || node->parent == m_root.get()) {
        return {};
    }
    return createIndex(node->parent->row, 0, node->parent);
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    return parent.column() <= 0 && (!parent.isValid() || sizeOf(*nodeOf(parent)->value) > 0);
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const auto *node = nodeOf(parent);
    return parent.column() <= 0 && node->children.size() < sizeOf(*node->value);
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    auto *node = nodeOf(parent);
    const std::size_t had = node->children.size();
    const std::size_t more = std::min(kPage, sizeOf(*node->value) - had);
    if (more == 0) {
        return;
    }
    beginInsertRows(parent, int(had), int(had + more) - 1);
    node->grow(more);
    endInsertRows();
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == 1) {
            return jsonLine(*node.value);
        }
        if (!node.key.empty() || (node.parent && node.parent->value->is_object() && node.parent->value != node.value)) {
            return QString::fromUtf8(node.key.data(), qsizetype(node.key.size()));
        }
        return node.value == m_root->value ? QString() : QString::number(node.row);
    case Qt::AccessibleTextRole:
        if (const QString key = index.siblingAtColumn(0).data().toString(); index.column() == 0 && !key.isEmpty()) {
            return tr("%1: %2").arg(key, jsonLine(*node.value));
        }
        return jsonLine(*node.value);
    case Qt::ToolTipRole:
        if (const auto *text = node.value->if_string()) {
            return plainTip(QString::fromUtf8(text->data(), qsizetype(std::min<std::size_t>(text->size(), 2000))));
        }
        return {};
    case TextRole:
        if (const auto *text = node.value->if_string()) {
            return QString::fromUtf8(text->data(), qsizetype(text->size()));
        }
        return QString::fromStdString(json::writePretty(*node.value));
    case KindRole: return int(node.value->kind());
    case PointerRole: return QString::fromStdString(pointerOf(node));
    case MarkRole: return m_marks.empty() ? 0 : markOf(pointerOf(node));
    default: return {};
    }
}

std::string JsonTreeModel::pointerOf(const Node &node) const
{
    std::vector<std::string> tokens;
    for (const auto *at = &node; at->parent; at = at->parent) {
        if (at->value != m_root->value) {
            tokens.push_back(at->parent->value->is_object() ? std::string(at->key) : std::to_string(at->row));
        }
    }
    std::string pointer;
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
        json::appendPointer(pointer, *token);
    }
    return pointer;
}

// What is below a marked place is marked with it.
int JsonTreeModel::markOf(std::string pointer) const
{
    const auto inner = m_marks.lower_bound(pointer + '/');
    const bool holdsOne = inner != m_marks.end() && inner->starts_with(pointer + '/');
    while (!m_marks.contains(pointer)) {
        if (pointer.empty()) {
            return holdsOne ? 1 : 0;
        }
        pointer.resize(pointer.rfind('/'));
    }
    return 2;
}

void JsonTreeModel::setMarks(std::set<std::string> pointers)
{
    m_marks = std::move(pointers);
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 1), {MarkRole});
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == 0 ? tr("Name") : tr("Value");
}

} // namespace signalbox::ui
