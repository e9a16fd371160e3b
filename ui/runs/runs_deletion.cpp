// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/runs_deletion.h"

#include "ui/runs/runs_model.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/words/words.h"

#include <QAbstractItemView>
#include <QAction>

namespace signalbox::ui {

using namespace runs;

namespace {
constexpr int kMostAtOnce = 1000; // what a call takes
} // namespace

RunsDeletion::RunsDeletion(const Theme &theme, RunsModel &model, QAbstractItemView &list, QWidget *pane)
    : QObject(pane)
    , m_model(model)
    , m_list(list)
    , m_action(paneAction(theme, pane, QStringLiteral("delete"), tr("Delete…")))
    , m_question(new Banner(theme, pane))
{
    m_question->hide();
    m_action->setToolTip(tr("Delete the chosen runs that have ended, with all that they left"));
    answerKeys(&list, m_action, QKeySequence::Delete);
    connect(m_action, &QAction::triggered, this, &RunsDeletion::ask);
    connect(m_question, &Banner::chosen, this, &RunsDeletion::answer);
    connect(list.selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsDeletion::renew);
    connect(&model, &RunsModel::countsChanged, this, &RunsDeletion::renew);
    renew();
}

void RunsDeletion::setClient(client::Client *client)
{
    m_scope.renew();
    m_client = client;
    m_isBusy = false;
    m_asked.clear();
    m_question->hide();
    renew();
}

QStringList RunsDeletion::chosenEnded() const
{
    QStringList runs;
    for (const auto &index : m_list.selectionModel()->selectedIndexes()) {
        const QString id = index.data(RunsModel::IdRole).toString();
        const auto *entry = m_model.find(id);
        if (entry && entry->isKept && isFinal(entry->state) && runs.size() < kMostAtOnce) {
            runs << id;
        }
    }
    return runs;
}

void RunsDeletion::renew()
{
    m_action->setEnabled(m_client && !m_isBusy && !chosenEnded().isEmpty());
}

void RunsDeletion::ask()
{
    m_asked = chosenEnded();
    if (!m_asked.isEmpty()) {
        m_question->say(Banner::Kind::Warning, tr("%n run(s) will be deleted for good, with steps, logs and dead letters.", nullptr, int(m_asked.size())), {tr("Delete"), tr("Keep")});
    }
}

void RunsDeletion::answer(int button)
{
    m_question->hide();
    const auto runs = std::exchange(m_asked, {});
    if (button == 0 && m_client && !runs.isEmpty() && !m_isBusy) {
        m_isBusy = true;
        renew();
        m_scope.start([this, runs](std::stop_token stop) { return carryOut(this, m_client, runs, stop); });
    }
}

Task<void> RunsDeletion::carryOut(RunsDeletion *self, client::Client *client, QStringList runs, std::stop_token stop)
{
    api::RunDeleteParams params;
    for (const auto &run : runs) {
        params.ids.push_back(run.toStdString());
    }
    auto done = co_await client->call<api::RunsDelete>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_isBusy = false;
    QString problem;
    if (!done) {
        problem = words::sentence(done.error());
    } else {
        // One that somebody else has deleted is as it should be.
        std::erase_if(done->refused, [](const auto &refusal) { return errorText(refusal.error).code == QStringLiteral("store.notFound"); });
        if (!done->refused.empty()) {
            problem = tr("%n run(s) could not be deleted: %1", nullptr, int(done->refused.size())).arg(errorText(done->refused.front().error).message);
        }
    }
    if (!problem.isEmpty()) {
        self->m_question->say(Banner::Kind::Danger, problem, {tr("Close")});
    }
    self->renew();
}

} // namespace signalbox::ui
