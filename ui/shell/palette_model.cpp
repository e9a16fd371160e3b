// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette_model_p.h"

#include "ui/widgets/fuzzy.h"
#include "ui/widgets/row_delegate.h"

#include <algorithm>

namespace signalbox::ui {

void PaletteModel::setItems(std::vector<PaletteItem> items)
{
    beginResetModel();
    m_items = std::move(items);
    m_rows.clear();
    endResetModel();
}

void PaletteModel::filter(const QString &typed)
{
    beginResetModel();
    m_rows.clear();
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const auto &item = m_items[i];
        if (const auto match = fuzzyMatch(typed, item.title)) {
            m_rows.push_back({i, match->score, QList<int>(match->positions.begin(), match->positions.end())});
        } else if (const auto wider = fuzzyMatch(typed, item.detail + u' ' + item.title)) {
            m_rows.push_back({i, wider->score / 2 - 40, {}});
        }
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) { return a.score > b.score; });
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto &shown = item(index.row());
    switch (role) {
    case Qt::DisplayRole: return shown.title;
    case Qt::DecorationRole: return shown.icon;
    case Qt::AccessibleTextRole: return shown.note.isEmpty() ? shown.title : shown.title + QStringLiteral(", ") + shown.note;
    case row::Detail: return shown.detail;
    case row::Note: return shown.note;
    case row::Keys: return shown.isKeys;
    case row::Matches: return QVariant::fromValue(m_rows[std::size_t(index.row())].matches);
    default: return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    return index.isValid() && item(index.row()).isEnabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace signalbox::ui
