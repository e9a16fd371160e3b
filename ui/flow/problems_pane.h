// SPDX-License-Identifier: GPL-3.0-or-later
// The pane of the problems of the flow that is current: go there by Enter or a double click, mend by a press.
#pragma once

#include "ui/flow/flow_document.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace signalbox::ui {

class EmptyState;
class ProblemList;

/// Thread: the GUI thread.
class ProblemsPane : public QWidget
{
    Q_OBJECT
public:
    explicit ProblemsPane(const Theme &theme, QWidget *parent = nullptr);

    /// Null: none.
    void setDocument(FlowDocument *document);
    ProblemList &list() { return *m_list; }

private:
    void refresh();

    QPointer<FlowDocument> m_document;
    QStackedWidget *m_pages;
    ProblemList *m_list;
    EmptyState *m_empty;
};

} // namespace signalbox::ui
