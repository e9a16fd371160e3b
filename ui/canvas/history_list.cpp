// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/history_list.h"

#include "ui/widgets/row_delegate.h"

namespace signalbox::canvas {

void HistoryModel::setEditor(FlowEditor *editor)
{
    beginResetModel();
    if (m_editor) {
        disconnect(m_editor, nullptr, this, nullptr);
    }
    m_editor = editor;
    if (editor) {
        connect(editor, &FlowEditor::changed, this, [this] {
            beginResetModel();
            endResetModel();
        });
    }
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_editor ? 0 : static_cast<int>(m_editor->history().steps().size()) + 1;
}

int HistoryModel::currentRow() const
{
    return m_editor ? static_cast<int>(m_editor->history().position()) : -1;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!m_editor || !index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const bool undone = index.row() > currentRow();
    if (role == Qt::DisplayRole) {
        return index.row() == 0 ? tr("Opened") : QString::fromStdString(m_editor->history().steps()[static_cast<std::size_t>(index.row()) - 1].label);
    }
    if (role == ui::row::Note || role == Qt::AccessibleDescriptionRole) {
        return undone ? tr("taken back") : index.row() == currentRow() ? tr("now") : QString();
    }
    return {};
}

HistoryList::HistoryList(QWidget *parent) : QListView(parent)
{
    setObjectName(QStringLiteral("historyList"));
    setAccessibleName(tr("History of this flow"));
    setModel(&m_model);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setUniformItemSizes(true);
    const auto go = [this](const QModelIndex &index) {
        if (m_editor && index.isValid()) {
            m_editor->goTo(static_cast<std::size_t>(index.row()));
        }
    };
    connect(this, &QListView::clicked, this, go);
    connect(this, &QListView::activated, this, go);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_model.currentRow() >= 0) {
            setCurrentIndex(m_model.index(m_model.currentRow()));
            scrollTo(currentIndex());
        }
    });
}

void HistoryList::setEditor(FlowEditor *editor)
{
    m_editor = editor;
    m_model.setEditor(editor);
}

} // namespace signalbox::canvas
