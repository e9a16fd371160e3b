// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the command palette: what matches, best first.
#pragma once

#include "ui/shell/command_palette.h"

#include <QAbstractListModel>

namespace signalbox::ui {

class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setItems(std::vector<PaletteItem> items);
    /// Nothing typed keeps the order of the items.
    void filter(const QString &typed);
    const PaletteItem &item(int row) const { return m_items[m_rows[std::size_t(row)].item]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        std::size_t item;
        int score;
        QList<int> matches;
    };
    std::vector<PaletteItem> m_items;
    std::vector<Row> m_rows;
};

} // namespace signalbox::ui
