// SPDX-License-Identifier: GPL-3.0-or-later
// A list of things as a table: a row each, a column for each of their members. What it costs does not depend on how many
// there are.
#pragma once

#include "base/json.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>
#include <QItemSelection>
#include <QTableView>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace signalbox::ui {

/// Thread: the GUI thread.
class JsonTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Which list of a value makes its table: the value itself, else the longest list among its members; null: it has none.
    /// `pointer` becomes its place (RFC 6901).
    static const json::Array *listOf(const json::Value &value, std::string *pointer);

    /// `value` keeps the list. Columns are the members of the first thousand rows, a hundred at most, in the order in which
    /// they come; where rows are no objects, there is a column for what they are.
    void setList(std::shared_ptr<const json::Value> value, const json::Array *list);
    /// Null: that row has no such member.
    const json::Value *valueAt(const QModelIndex &index) const;
    /// A function that gives those cells as text, on any thread: tabs between columns, a line each row where there are
    /// several; nothing where that is more than `most` bytes.
    std::function<std::optional<std::string>()> textOf(const QItemSelectionRange &range, std::size_t most) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static const json::Value *valueOf(const json::Array &list, const std::vector<std::string> &columns, std::size_t row, std::size_t column);

    std::shared_ptr<const json::Value> m_value;
    const json::Array *m_list = nullptr;
    std::vector<std::string> m_columns;
    bool m_hasPlain = false; ///< the last column shows rows that are no objects
};

/// Thread: the GUI thread.
class JsonTable : public QTableView
{
    Q_OBJECT
public:
    explicit JsonTable(const Theme &theme, QWidget *parent = nullptr);

    /// Shows a list that `value` keeps; null: nothing.
    void setList(std::shared_ptr<const json::Value> value, const json::Array *list);
    /// What is selected, for spreadsheets: tabs between columns, a line each row; lists and objects as JSON.
    void copySelected() const;

private:
    void dress();

    const Theme &m_theme;
    JsonTableModel *m_table;
};

} // namespace signalbox::ui
