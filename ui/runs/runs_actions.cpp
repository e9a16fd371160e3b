// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can do with a run and its steps.
#include "ui/runs/runs_pane.h"

#include "ui/runs/decision_card.h"
#include "ui/runs/run_filter_bar.h"
#include "ui/runs/runs_deletion.h"
#include "ui/runs/step_details.h"
#include "ui/runs/timeline_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/search_field.h"
#include "ui/words/words.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTreeView>

namespace signalbox::ui {

using namespace runs;

void RunsPane::makeActions()
{
    const auto add = [this](const char *icon, const QString &text, const QKeySequence &keys = {}) { return paneAction(m_theme, this, QString::fromLatin1(icon), text, keys); };
    m_cancel = add("stop", tr("Cancel the run"));
    connect(m_cancel, &QAction::triggered, this, [this] {
        m_cancel->setEnabled(false);
        m_watch->cancel([this](const Result<void> &done) {
            if (!done) {
                report(words::sentence(done.error()));
            }
            m_watch->refresh();
        });
    });
    m_again = add("retry", tr("Run again"));
    connect(m_again, &QAction::triggered, this, [this] {
        m_again->setEnabled(false);
        m_watch->runAgain([this](Result<QString> started) {
            m_again->setEnabled(true);
            if (started) {
                showRun(*started);
            } else {
                report(words::sentence(started.error()));
            }
        });
    });
    makeAnswerActions();
    m_byTime = add("timeline", tr("Steps by time"), QKeySequence(Qt::CTRL | Qt::Key_T));
    m_byTime->setCheckable(true);
    connect(m_byTime, &QAction::toggled, this, &RunsPane::setByTime);
    m_node = add("jump", tr("Show on the canvas"));
    m_node->setToolTip(tr("Show the step on the canvas (Enter)"));
    connect(m_node, &QAction::triggered, this, [this] {
        if (m_watch->run()) {
            Q_EMIT nodeRequested(m_watch->id(), m_tree->currentIndex().data(StepsModel::PathRole).toString());
        }
    });
    m_compare = add("compare", tr("Compare runs"), QKeySequence(Qt::CTRL | Qt::Key_D));
    m_compare->setToolTip(tr("Compare the two runs that are chosen, or a run with the one of its flow before it (%1)").arg(m_compare->shortcut().toString(QKeySequence::NativeText)));
    connect(m_compare, &QAction::triggered, this, &RunsPane::showComparison);
    m_events = add("events", tr("Show its events"));
    connect(m_events, &QAction::triggered, this, [this] { Q_EMIT eventsRequested(m_watch->id()); });
    m_copy = add("copy", tr("Copy as JSON"));
    answerKeys(m_tree, m_copy, QKeySequence::Copy);
    answerKeys(m_list, m_copy, QKeySequence::Copy);
    connect(m_copy, &QAction::triggered, this, &RunsPane::copyShown);
    m_copyId = add("", tr("Copy the run's id"));
    connect(m_copyId, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_watch->id()); });
    m_copyKey = add("", tr("Copy the effect's key"));
    m_copyKey->setEnabled(false);
    connect(m_copyKey, &QAction::triggered, this, [this] {
        if (const auto *step = m_watch->steps().stepAt(m_tree->currentIndex())) {
            QGuiApplication::clipboard()->setText(fromUtf8(step->idempotencyKey));
        }
    });
    m_refresh = add("restore", tr("Read again"));
    connect(m_refresh, &QAction::triggered, this, [this] {
        m_feed->reload();
        m_watch->refresh();
    });
    m_resetFilter = add("close", tr("Show all runs"));
    connect(m_resetFilter, &QAction::triggered, m_filters, &RunFilterBar::clear);
    m_connect = add("connect", tr("Connection…"));
    connect(m_connect, &QAction::triggered, this, &RunsPane::connectionRequested);
    auto *find = add("", tr("Filter runs"), QKeySequence(QKeySequence::Find));
    connect(find, &QAction::triggered, this, [this] {
        m_filters->text().setFocus(Qt::ShortcutFocusReason);
        m_filters->text().selectAll();
    });
}

// What a run's models answered: again without them, or as a file.
void RunsPane::makeAnswerActions()
{
    m_replay = paneAction(m_theme, this, QString(), tr("Replay its recorded answers"));
    connect(m_replay, &QAction::triggered, this, [this] {
        m_watch->replay([this](Result<QString> started) {
            if (started) {
                showRun(*started);
            } else {
                report(words::sentence(started.error()));
            }
        });
    });
    m_saveAnswers = paneAction(m_theme, this, QString(), tr("Save its recorded answers…"));
    connect(m_saveAnswers, &QAction::triggered, this, &RunsPane::askSaveAnswers);
}

void RunsPane::askSaveAnswers()
{
    auto *dialog = new QFileDialog(window(), tr("Save the recorded answers"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation), tr("Recorded answers (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_watch->readAnswers([this, path](Result<std::string> document) {
            QSaveFile file(path);
            if (!document) {
                report(words::sentence(document.error()));
            } else if (!file.open(QIODevice::WriteOnly) || file.write(document->data(), qint64(document->size())) < 0 || !file.commit()) {
                report(tr("“%1” could not be written. Choose another place.").arg(path));
            }
        });
    });
    dialog->open();
}

void RunsPane::decide(const QString &path, api::Verdict verdict, const QString &outputJson)
{
    // The card has made sure that it is JSON.
    auto output = outputJson.isEmpty() ? json::Value(nullptr) : json::parse(outputJson.toStdString()).value_or(json::Value(nullptr));
    m_watch->decide(path, verdict, std::move(output), [this, run = m_watch->id(), doubt = m_details->decision().doubt()](const Result<void> &done) {
        // A refusal concerns the doubt that was decided; the card may ask about another by now.
        if (!done && m_details->decision().doubt() == doubt) {
            m_details->decision().setBusy(false);
            m_details->decision().setProblem(words::sentence(done.error()));
        } else if (!done) {
            report(words::sentence(done.error()));
        }
        m_feed->ask(run.toStdString());
        m_watch->refresh();
    });
}

void RunsPane::report(const QString &problem)
{
    if (m_feed->status() == RunsFeed::Status::Live) {
        m_banner->say(Banner::Kind::Danger, problem, {tr("Close")});
    }
}

void RunsPane::copyShown() const
{
    json::Value value;
    if (const auto *step = m_watch->steps().stepAt(m_tree->currentIndex()); step && !m_list->hasFocus()) {
        value = json::toJson(*step);
    } else if (m_watch->run()) {
        value = json::toJson(*m_watch->run());
    }
    if (!value.is_null()) {
        QGuiApplication::clipboard()->setText(QString::fromStdString(json::writePretty(value)));
    }
}

void RunsPane::runMenu(const QPoint &point)
{
    if (!m_list->indexAt(point).isValid()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_node, m_compare, m_events});
    menu->addSeparator();
    menu->addActions({m_again, m_replay, m_saveAnswers, m_cancel});
    menu->addSeparator();
    menu->addActions({m_copy, m_copyId});
    menu->addSeparator();
    menu->addAction(m_deletion->action());
    menu->addSeparator();
    menu->addAction(m_refresh);
    menu->popup(m_list->viewport()->mapToGlobal(point));
}

void RunsPane::stepMenu(const QPoint &globalPoint)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_node);
    menu->addSeparator();
    menu->addActions({m_copy, m_copyKey});
    menu->addSeparator();
    if (isByTime()) {
        menu->addAction(tr("Zoom to the step"), m_timeline, &TimelineView::zoomToStep);
        menu->addAction(tr("Show the whole run"), m_timeline, &TimelineView::showWhole);
    } else {
        menu->addAction(tr("Expand all"), m_tree, &QTreeView::expandAll)->setEnabled(m_watch->steps().size() <= RunWatch::kReadAhead);
        menu->addAction(tr("Collapse all"), m_tree, &QTreeView::collapseAll);
    }
    menu->popup(globalPoint);
}

} // namespace signalbox::ui
