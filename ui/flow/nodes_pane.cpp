// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/nodes_pane.h"

#include "ui/canvas/type_list.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/pane_tools.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox::ui {

NodesPane::NodesPane(const Theme &theme, QWidget *parent) : QWidget(parent), m_pages(new QStackedWidget), m_types(new canvas::TypeList(theme))
{
    setAccessibleName(tr("Nodes"));
    m_pages->addWidget(new EmptyState(theme, QStringLiteral("add"), tr("No flow is open"), tr("What a flow can be made of stands here; drag it onto the canvas.")));
    m_pages->addWidget(m_types);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    setFocusProxy(m_types);
    keepEditKeys(this);
    connect(m_types, &canvas::TypeList::chosen, this, [this](const QString &type) {
        if (m_document) {
            m_document->canvas().addType(type);
        }
    });
    refresh();
}

void NodesPane::setDocument(FlowDocument *document)
{
    if (m_document) {
        m_document->disconnect(this);
    }
    m_document = document;
    if (document) {
        connect(document, &FlowDocument::loaded, this, &NodesPane::refresh);
        connect(document, &QObject::destroyed, this, [this] { setDocument(nullptr); });
    }
    refresh();
}

void NodesPane::refresh()
{
    auto *editor = m_document ? m_document->editor() : nullptr;
    m_types->setCatalogue(editor ? &editor->catalogue() : nullptr);
    m_pages->setCurrentIndex(editor ? 1 : 0);
}

} // namespace signalbox::ui
