// SPDX-License-Identifier: GPL-3.0-or-later
// Every step of the editing session, to go back to any of them.
#pragma once

#include "ui/canvas/flow_editor.h"

#include <QAbstractListModel>
#include <QListView>
#include <QPointer>

namespace signalbox::canvas {

/// The steps of an editor, the opened document first. Row r stands for the state after r steps.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit HistoryModel(QObject *parent = nullptr) : QAbstractListModel(parent) {}

    void setEditor(FlowEditor *editor);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    int currentRow() const;

private:
    QPointer<FlowEditor> m_editor;
};

/// Thread: the one of the window.
class HistoryList : public QListView
{
    Q_OBJECT
public:
    explicit HistoryList(QWidget *parent = nullptr);
    void setEditor(FlowEditor *editor);

private:
    HistoryModel m_model;
    QPointer<FlowEditor> m_editor;
};

} // namespace signalbox::canvas
