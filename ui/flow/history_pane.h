// SPDX-License-Identifier: GPL-3.0-or-later
// The pane of the steps of editing the flow that is current, to go back and forth between them.
#pragma once

#include "ui/canvas/history_list.h"
#include "ui/flow/flow_document.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace signalbox::ui {

/// Thread: the GUI thread.
class HistoryPane : public QWidget
{
    Q_OBJECT
public:
    explicit HistoryPane(const Theme &theme, QWidget *parent = nullptr);

    /// Null: none.
    void setDocument(FlowDocument *document);
    canvas::HistoryList &list() { return *m_list; }

private:
    void refresh();

    QPointer<FlowDocument> m_document;
    QStackedWidget *m_pages;
    canvas::HistoryList *m_list;
};

} // namespace signalbox::ui
