// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON value as a tree of two columns, built as far as it is opened.
#pragma once

#include "base/json.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace signalbox::ui {

/// Thread: the GUI thread.
class JsonModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit JsonModel(QObject *parent = nullptr);
    ~JsonModel() override;

    void setValue(json::Value value);
    const json::Value &value() const { return m_value; }
    /// The value at an index.
    const json::Value *at(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Item;
    Item *itemOf(const QModelIndex &index) const;

    json::Value m_value;
    std::unique_ptr<Item> m_root;
};

} // namespace signalbox::ui
