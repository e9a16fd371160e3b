// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/json_model.h"

#include "ui/flow/workbench.h"

namespace signalbox::ui {

namespace {

constexpr std::size_t kShown = 200;

std::size_t sizeOf(const json::Value &value)
{
    return value.is_array() ? value.get_array().size() : value.is_object() ? value.get_object().size() : 0;
}

QString shortText(const json::Value &value)
{
    if (value.is_array()) {
        return JsonModel::tr("%n entries", nullptr, static_cast<int>(value.get_array().size()));
    }
    if (value.is_object()) {
        return JsonModel::tr("%n fields", nullptr, static_cast<int>(value.get_object().size()));
    }
    if (value.is_string()) {
        const std::string_view text(value.get_string());
        QString shown = qt(text.substr(0, kShown)).simplified();
        return text.size() > kShown ? shown + QStringLiteral("…") : shown;
    }
    return qt(json::write(value));
}

} // namespace

// Children are made when they are first asked for; the value does not change while they live.
struct JsonModel::Item
{
    const json::Value *value = nullptr;
    Item *parent = nullptr;
    int row = 0;
    QString key;
    bool isOpen = false;
    std::vector<std::unique_ptr<Item>> children;

    void open()
    {
        if (std::exchange(isOpen, true)) {
            return;
        }
        children.reserve(sizeOf(*value));
        const auto add = [this](const json::Value &child, QString name) {
            auto item = std::make_unique<Item>();
            item->value = &child;
            item->parent = this;
            item->row = static_cast<int>(children.size());
            item->key = std::move(name);
            children.push_back(std::move(item));
        };
        if (const auto *array = value->if_array()) {
            for (const auto &child : *array) {
                add(child, QString::number(children.size()));
            }
        } else if (const auto *object = value->if_object()) {
            for (const auto &member : *object) {
                add(member.value(), qt(member.key()));
            }
        }
    }
};

JsonModel::JsonModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Item>())
{
    m_root->value = &m_value;
}

JsonModel::~JsonModel() = default;

void JsonModel::setValue(json::Value value)
{
    beginResetModel();
    m_value = std::move(value);
    m_root = std::make_unique<Item>();
    m_root->value = &m_value;
    endResetModel();
}

JsonModel::Item *JsonModel::itemOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Item *>(index.internalPointer()) : m_root.get();
}

const json::Value *JsonModel::at(const QModelIndex &index) const
{
    return itemOf(index)->value;
}

QModelIndex JsonModel::index(int row, int column, const QModelIndex &parent) const
{
    auto *item = itemOf(parent);
    item->open();
    if (row < 0 || static_cast<std::size_t>(row) >= item->children.size() || column < 0 || column > 1) {
        return {};
    }
    return createIndex(row, column, item->children[static_cast<std::size_t>(row)].get());
}

QModelIndex JsonModel::parent(const QModelIndex &index) const
{
    auto *item = itemOf(index);
    return item->parent && item->parent != m_root.get() ? createIndex(item->parent->row, 0, item->parent) : QModelIndex();
}

int JsonModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(sizeOf(*itemOf(parent)->value));
}

int JsonModel::columnCount(const QModelIndex &) const
{
    return 2;
}

bool JsonModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

QVariant JsonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto *item = itemOf(index);
    if (role == Qt::DisplayRole) {
        return index.column() == 0 ? item->key : shortText(*item->value);
    }
    if (role == Qt::ToolTipRole && index.column() == 1 && item->value->is_string()) {
        return qt(std::string_view(item->value->get_string()).substr(0, 2000));
    }
    if (role == Qt::AccessibleTextRole) {
        return index.column() == 0 ? tr("%1: %2").arg(item->key, shortText(*item->value)) : shortText(*item->value);
    }
    return {};
}

QVariant JsonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == 0 ? tr("Field") : tr("Value");
}

} // namespace signalbox::ui
