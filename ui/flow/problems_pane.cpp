// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/problems_pane.h"

#include "ui/flow/problem_list.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/pane_tools.h"

#include <QListView>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox::ui {

ProblemsPane::ProblemsPane(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_pages(new QStackedWidget), m_list(new ProblemList(theme)), m_empty(new EmptyState(theme, QStringLiteral("success"), QString(), QString()))
{
    setAccessibleName(tr("Problems"));
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    setFocusProxy(m_list->list());
    keepEditKeys(this);
    const auto at = [this](int index) -> const api::FlowFinding * {
        return m_document && index >= 0 && static_cast<std::size_t>(index) < m_document->problems().size() ? &m_document->problems()[static_cast<std::size_t>(index)] : nullptr;
    };
    const auto go = [this, at](int index, FlowDocument::Focus focus) {
        if (at(index)) {
            m_document->goToProblem(index, focus);
        }
    };
    connect(m_list, &ProblemList::shown, this, [go](int index) { go(index, FlowDocument::Focus::Stays); });
    connect(m_list, &ProblemList::chosen, this, [go](int index) { go(index, FlowDocument::Focus::Moves); });
    connect(m_list, &ProblemList::fixRequested, this, [this, at](int index) {
        if (const auto *finding = at(index)) {
            m_document->mend(*finding);
        }
    });
    refresh();
}

void ProblemsPane::setDocument(FlowDocument *document)
{
    if (m_document) {
        m_document->disconnect(this);
    }
    m_document = document;
    if (document) {
        connect(document, &FlowDocument::problemsChanged, this, &ProblemsPane::refresh);
        connect(document, &FlowDocument::edited, this, [this] { m_list->setMendable(m_document->canMend()); });
        connect(document, &FlowDocument::problemShown, this, [this](int index) { m_list->list()->setCurrentIndex(m_list->list()->model()->index(index, 0)); });
        connect(document, &QObject::destroyed, this, [this] { setDocument(nullptr); });
    }
    refresh();
}

void ProblemsPane::refresh()
{
    const bool isKnown = m_document && m_document->problemCounts().errors >= 0;
    m_list->setMendable(m_document && m_document->canMend());
    m_list->setProblems(isKnown ? m_document->problems() : std::vector<api::FlowFinding>(), isKnown ? m_document->fixes() : QStringList());
    if (!m_document) {
        m_empty->setTexts(tr("No flow is open"), tr("What is wrong with a flow, and what mends it, stands here."));
    } else if (!isKnown) {
        m_empty->setTexts(tr("Checking…"), tr("The flow is being looked through."));
    } else {
        m_empty->setTexts(tr("No problems"), tr("This flow can run as it is. It is looked through again after every change."));
    }
    m_pages->setCurrentIndex(isKnown && !m_document->problems().empty() ? 1 : 0);
}

} // namespace signalbox::ui
