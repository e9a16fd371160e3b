// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/json_table.h"

#include "ui/widgets/json_text.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/plain_tip.h"

#include <QAction>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <array>
#include <unordered_set>

namespace signalbox::ui {

namespace {

constexpr std::size_t kLookedAt = 1000;
constexpr std::size_t kMostColumns = 100;
constexpr int kMeasured = 50;
constexpr int kLeastColumn = 60;
constexpr int kMostColumn = 280;
constexpr int kFewCells = 1000;
constexpr std::size_t kSmallCell = 1024; ///< bytes

class CellDelegate : public QStyledItemDelegate
{
public:
    CellDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *value = static_cast<const JsonTableModel *>(index.model())->valueAt(index);
        const auto &rect = option.rect;
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->fillRect(rect, m_theme.mixed(Role::Panel, Role::Accent, 0.2));
        }
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Role::Divider));
        if (value) {
            const QRect text = rect.adjusted(space::kM, 0, -space::kM, 0);
            painter->setFont(m_theme.font(TextStyle::Code));
            painter->setPen(m_theme.color(jsonInk(*value)));
            const auto align = (value->is_number() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine;
            painter->drawText(text, int(align), painter->fontMetrics().elidedText(jsonLine(*value), Qt::ElideRight, text.width()));
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(m_theme.color(Role::Focus));
            painter->drawRect(rect.adjusted(0, 0, -1, -1));
        }
    }

private:
    const Theme &m_theme;
};

// The numbers of the rows, in rows as low as the table's.
class RowNumbers : public QHeaderView
{
public:
    RowNumbers(const Theme &theme, QWidget *parent) : QHeaderView(Qt::Vertical, parent), m_theme(theme) {}

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(m_theme.font(TextStyle::CodeSmall));
        return {metrics.horizontalAdvance(QString::number(std::max(count(), 10))) + 2 * space::kM, QHeaderView::sizeHint().height()};
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int row) const override
    {
        painter->fillRect(rect, m_theme.color(Role::Panel));
        painter->setFont(m_theme.font(TextStyle::CodeSmall));
        painter->setPen(m_theme.color(Role::TextMuted));
        painter->drawText(rect.adjusted(0, 0, -space::kM, 0), Qt::AlignRight | Qt::AlignVCenter, QString::number(row));
    }

private:
    const Theme &m_theme;
};

// A cell of a spreadsheet: no tab and no line break may stand in it.
std::string cellText(const json::Value &value)
{
    const auto *text = value.if_string();
    std::string cell = text ? std::string(std::string_view(*text)) : json::write(value);
    std::ranges::replace_if(cell, [](char sign) { return sign == '\t' || sign == '\n' || sign == '\r'; }, ' ');
    return cell;
}

} // namespace

const json::Array *JsonTableModel::listOf(const json::Value &value, std::string *pointer)
{
    pointer->clear();
    if (const auto *list = value.if_array()) {
        return list->empty() ? nullptr : list;
    }
    const json::Array *found = nullptr;
    if (const auto *object = value.if_object()) {
        for (const auto &[name, member] : *object) {
            const auto *list = member.if_array();
            if (list && !list->empty() && (!found || list->size() > found->size())) {
                found = list;
                pointer->clear();
                json::appendPointer(*pointer, name);
            }
        }
    }
    return found;
}

void JsonTableModel::setList(std::shared_ptr<const json::Value> value, const json::Array *list)
{
    beginResetModel();
    m_value = std::move(value);
    m_list = list;
    m_columns.clear();
    m_hasPlain = false;
    std::unordered_set<std::string_view> known;
    for (std::size_t i = 0; m_list && i < std::min(m_list->size(), kLookedAt); ++i) {
        const auto *object = (*m_list)[i].if_object();
        m_hasPlain = m_hasPlain || !object;
        for (auto at = object ? object->begin() : nullptr; object && at != object->end() && m_columns.size() < kMostColumns; ++at) {
            if (known.insert(at->key()).second) {
                m_columns.emplace_back(at->key());
            }
        }
    }
    endResetModel();
}

const json::Value *JsonTableModel::valueAt(const QModelIndex &index) const
{
    if (!index.isValid() || !m_list || std::size_t(index.row()) >= m_list->size()) {
        return nullptr;
    }
    return valueOf(*m_list, m_columns, std::size_t(index.row()), std::size_t(index.column()));
}

const json::Value *JsonTableModel::valueOf(const json::Array &list, const std::vector<std::string> &columns, std::size_t row, std::size_t column)
{
    const auto &value = list[row];
    if (column == columns.size()) {
        return value.is_object() ? nullptr : &value;
    }
    return json::find(value, columns[column]);
}

std::function<std::optional<std::string>()> JsonTableModel::textOf(const QItemSelectionRange &range, std::size_t most) const
{
    const auto cells = std::array{std::size_t(range.top()), std::size_t(range.bottom()), std::size_t(range.left()), std::size_t(range.right())};
    return [value = m_value, list = m_list, columns = m_columns, cells, most]() -> std::optional<std::string> {
        const auto [top, bottom, left, right] = cells;
        std::string text;
        for (auto row = top; row <= bottom; ++row) {
            for (auto column = left; column <= right; ++column) {
                const auto *cell = valueOf(*list, columns, row, column);
                if (cell && (text.size() > most || isLongerJson(*cell, most - text.size()))) {
                    return std::nullopt;
                }
                text += (column == left ? "" : "\t") + (cell ? cellText(*cell) : std::string());
            }
            text += top == bottom ? "" : "\n";
        }
        return text;
    };
}

int JsonTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_list ? 0 : int(m_list->size());
}

int JsonTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size()) + (m_hasPlain ? 1 : 0);
}

QVariant JsonTableModel::data(const QModelIndex &index, int role) const
{
    const auto *value = valueAt(index);
    if (!value) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole: return jsonLine(*value);
    case Qt::ToolTipRole: return value->is_structured() ? QVariant() : plainTip(jsonLine(*value));
    case Qt::AccessibleTextRole: return tr("%1: %2").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(), jsonLine(*value));
    default: return {};
    }
}

QVariant JsonTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return int((orientation == Qt::Horizontal ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (orientation == Qt::Vertical) {
        return section; // as the tree and expressions count
    }
    return std::size_t(section) < m_columns.size() ? QString::fromStdString(m_columns[std::size_t(section)]) : tr("Value");
}

JsonTable::JsonTable(const Theme &theme, QWidget *parent) : QTableView(parent), m_theme(theme), m_table(new JsonTableModel(this))
{
    setModel(m_table);
    setItemDelegate(new CellDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ContiguousSelection);
    setWordWrap(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    setShowGrid(false); // the delegate's lines are quieter
    setLayoutDirection(Qt::LeftToRight); // JSON is written from left to right in every language
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(kLeastColumn);
    setVerticalHeader(new RowNumbers(theme, this));
    verticalHeader()->setMinimumSectionSize(0);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setHighlightSections(false);
    auto *copySelection = new QAction(tr("Copy"), this);
    connect(copySelection, &QAction::triggered, this, &JsonTable::copySelected);
    answerKeys(this, copySelection, QKeySequence::Copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addAction(copySelection);
    connect(&theme, &Theme::changed, this, &JsonTable::dress);
    dress();
}

void JsonTable::dress()
{
    verticalHeader()->setDefaultSectionSize(std::max(m_theme.lineHeight(TextStyle::Code) + space::kS, size::kRowCompact - 2));
}

void JsonTable::setList(std::shared_ptr<const json::Value> value, const json::Array *list)
{
    m_table->setList(std::move(value), list);
    const QFontMetrics code(m_theme.font(TextStyle::Code));
    for (int column = 0; column < m_table->columnCount(); ++column) {
        int width = fontMetrics().horizontalAdvance(m_table->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        for (int row = 0; row < std::min(m_table->rowCount(), kMeasured); ++row) {
            width = std::max(width, code.horizontalAdvance(m_table->index(row, column).data().toString().left(kLeastColumn)));
        }
        setColumnWidth(column, std::clamp(width + 2 * space::kM + 2, kLeastColumn, kMostColumn));
    }
}

void JsonTable::copySelected() const
{
    const auto chosen = selectionModel()->selection();
    if (chosen.isEmpty()) {
        return;
    }
    // A few cells are there at once, unless one of them is large.
    const auto range = chosen.first();
    bool isLarge = std::int64_t(range.width()) * range.height() > kFewCells;
    for (int row = range.top(); !isLarge && row <= range.bottom(); ++row) {
        for (int column = range.left(); !isLarge && column <= range.right(); ++column) {
            const auto *cell = m_table->valueAt(m_table->index(row, column));
            isLarge = cell && isLongerJson(*cell, kSmallCell);
        }
    }
    copyText(viewport(), isLarge, m_table->textOf(range, kMostCopied));
}

} // namespace signalbox::ui
