// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON value as a tree for views. Rows are made when they are opened, a few hundred at a time, so that a value of
// a million entries opens at once.
#pragma once

#include "base/json.h"

#include <QAbstractItemModel>

#include <memory>
#include <set>

namespace signalbox::ui {

/// Columns: key, value. Thread: the GUI thread.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum DataRole {
        KindRole = Qt::UserRole + 1, ///< int of boost::json::kind
        PointerRole,                 ///< QString: RFC 6901
        TextRole,                    ///< QString: the value as JSON, or a string's text without quotes
        MarkRole                     ///< int: 2 where it is marked, 1 where something in it is, else 0
    };
    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    void setValue(std::shared_ptr<const json::Value> value);
    /// Places (RFC 6901) that are marked, in whatever value is shown.
    void setMarks(std::set<std::string> pointers);
    const json::Value *valueAt(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex & = {}) const override { return 2; }
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    Node *nodeOf(const QModelIndex &index) const;
    std::string pointerOf(const Node &node) const;
    int markOf(std::string pointer) const;
    static std::size_t sizeOf(const json::Value &value);

    std::shared_ptr<const json::Value> m_value;
    std::unique_ptr<Node> m_root;
    std::set<std::string> m_marks;
};

} // namespace signalbox::ui
