// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/problem_list.h"

#include "ui/flow/workbench.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/row_delegate.h"
#include "ui/words/words.h"

#include <QListView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace signalbox::ui {

QIcon iconOf(const Theme &theme, api::FindingSeverity severity)
{
    switch (severity) {
    case api::FindingSeverity::Error: return theme.icon(QStringLiteral("danger"), Role::Danger);
    case api::FindingSeverity::Warning: return theme.icon(QStringLiteral("warning"), Role::Warning);
    case api::FindingSeverity::Hint: return theme.icon(QStringLiteral("info"), Role::Info);
    }
    return {};
}

ProblemList::ProblemList(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme), m_model(new QStandardItemModel(this)), m_list(new QListView), m_fix(new QPushButton)
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(theme, RowDelegate::Lines::Two, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Problems"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_fix->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    foot->addWidget(m_fix, 0, Qt::AlignLeading);
    layout->addLayout(foot);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) { Q_EMIT chosen(index.row()); });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { Q_EMIT shown(index.row()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ProblemList::updateFix);
    connect(m_fix, &QPushButton::clicked, this, [this] { Q_EMIT fixRequested(m_list->currentIndex().row()); });
}

void ProblemList::setProblems(const std::vector<api::FlowFinding> &problems, const QStringList &fixes)
{
    const int current = m_list->currentIndex().row();
    m_fixes = fixes;
    m_model->clear();
    for (const auto &problem : problems) {
        auto *item = new QStandardItem(iconOf(m_theme, problem.severity), words::sentence(problem.message));
        item->setData(words::sentence(problem.fix), row::Detail);
        item->setData(qt(problem.node), row::Note);
        item->setToolTip(plainTip(words::sentence(problem.message) + u'\n' + words::sentence(problem.fix)));
        m_model->appendRow(item);
    }
    if (current >= 0 && current < m_model->rowCount()) {
        m_list->setCurrentIndex(m_model->index(current, 0));
    }
    updateFix();
}

void ProblemList::setMendable(bool on)
{
    m_isMendable = on;
    updateFix();
}

void ProblemList::updateFix()
{
    const QString label = m_fixes.value(m_list->currentIndex().row());
    m_fix->setText(label);
    m_fix->setVisible(!label.isEmpty());
    m_fix->setEnabled(m_isMendable);
    m_fix->setToolTip(m_isMendable ? QString() : tr("The flow has changed since this was found; it is looked through again first."));
}

} // namespace signalbox::ui
