// SPDX-License-Identifier: GPL-3.0-or-later
// The pane of the types of nodes that the flow that is current can be made of.
#pragma once

#include "ui/flow/flow_document.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace signalbox::canvas {
class TypeList;
}

namespace signalbox::ui {

/// Thread: the GUI thread.
class NodesPane : public QWidget
{
    Q_OBJECT
public:
    explicit NodesPane(const Theme &theme, QWidget *parent = nullptr);

    /// Null: none.
    void setDocument(FlowDocument *document);
    canvas::TypeList &types() { return *m_types; }

private:
    void refresh();

    QPointer<FlowDocument> m_document;
    QStackedWidget *m_pages;
    canvas::TypeList *m_types;
};

} // namespace signalbox::ui
