// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/history_pane.h"

#include "ui/widgets/empty_state.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/row_delegate.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox::ui {

HistoryPane::HistoryPane(const Theme &theme, QWidget *parent) : QWidget(parent), m_pages(new QStackedWidget), m_list(new canvas::HistoryList)
{
    setAccessibleName(tr("History"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new RowDelegate(theme, RowDelegate::Lines::One, m_list));
    m_pages->addWidget(new EmptyState(theme, QStringLiteral("history"), tr("No flow is open"), tr("Every step of editing a flow stands here; choose one to go back to it.")));
    m_pages->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    setFocusProxy(m_list);
    keepEditKeys(this);
}

void HistoryPane::setDocument(FlowDocument *document)
{
    if (m_document) {
        m_document->disconnect(this);
    }
    m_document = document;
    if (document) {
        connect(document, &FlowDocument::loaded, this, &HistoryPane::refresh);
        connect(document, &QObject::destroyed, this, [this] { setDocument(nullptr); });
    }
    refresh();
}

void HistoryPane::refresh()
{
    auto *editor = m_document ? m_document->editor() : nullptr;
    m_list->setEditor(editor);
    m_pages->setCurrentIndex(editor ? 1 : 0);
}

} // namespace signalbox::ui
