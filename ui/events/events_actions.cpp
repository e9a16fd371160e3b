// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can do in the event console.
#include "ui/events/event_details.h"
#include "ui/events/events_pane.h"

#include "client/exports.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/search_field.h"
#include "ui/words/words.h"

#include <QActionGroup>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QSaveFile>
#include <QThreadPool>

#include <set>

namespace signalbox::ui {

namespace {

constexpr int kMostCopied = 1000;

QString string(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

void writeLine(std::string &out, const EventRecord &event)
{
    out += "{\"seq\":" + std::to_string(event.seq) + ",\"time\":" + std::to_string(event.time) + ",\"topic\":";
    json::writeTo(out, json::Value(event.topic));
    out += ",\"source\":";
    json::writeTo(out, json::Value(event.source));
    out += ",\"data\":";
    out += event.data.empty() ? std::string_view("null") : event.data;
    out += "}\n";
}

bool save(const QString &path, const std::string &lines)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(lines.data(), qint64(lines.size())) == qint64(lines.size()) && file.commit();
}

} // namespace

void EventsPane::makeActions()
{
    const auto add = [this](const char *icon, const QString &text, const QKeySequence &keys = {}) { return paneAction(m_theme, this, QString::fromLatin1(icon), text, keys); };
    m_pause = add("pause", tr("Pause"));
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Hold the list still (Space)"));
    connect(m_pause, &QAction::toggled, this, [this](bool on) {
        m_model->setPaused(on);
        m_pause->setText(on ? tr("Go on") : tr("Pause"));
        m_pause->setToolTip(on ? tr("Show what came meanwhile, and go on (Space)") : tr("Hold the list still (Space)"));
        m_pause->setIcon(m_theme.icon(on ? QStringLiteral("resume") : QStringLiteral("pause")));
    });
    m_follow = add("chevron-down", tr("Follow"));
    m_follow->setCheckable(true);
    m_follow->setToolTip(tr("Keep the newest in sight (End)"));
    connect(m_follow, &QAction::triggered, this, [this](bool on) { m_view->setFollowing(on); });
    m_clear = add("delete", tr("Clear the view"), QKeySequence(Qt::CTRL | Qt::Key_L));
    connect(m_clear, &QAction::triggered, m_model, &EventModel::clearView);
    m_unclear = add("undo", tr("Show cleared events again"));
    connect(m_unclear, &QAction::triggered, m_model, &EventModel::showCleared);
    m_jump = add("jump", tr("Go to the node"));
    m_jump->setToolTip(tr("Show the node on the canvas (Enter)"));
    connect(m_jump, &QAction::triggered, this, &EventsPane::jump);
    m_onlySource = add("filter", tr("Only this source"));
    connect(m_onlySource, &QAction::triggered, this, [this] {
        if (const auto event = m_model->eventAt(m_view->currentIndex().row())) {
            showRun(string(event->source));
        }
    });
    m_copy = add("copy", tr("Copy as JSON"));
    answerKeys(m_view, m_copy, QKeySequence::Copy);
    connect(m_copy, &QAction::triggered, this, &EventsPane::copySelected);
    m_export = add("save", tr("Save the visible events…"));
    connect(m_export, &QAction::triggered, this, &EventsPane::chooseExport);
    m_resetFilter = add("close", tr("Show everything"));
    connect(m_resetFilter, &QAction::triggered, m_filter, &QLineEdit::clear);
    m_connect = add("connect", tr("Connection…"));
    connect(m_connect, &QAction::triggered, this, &EventsPane::connectionRequested);
    auto *find = add("", tr("Filter events"), QKeySequence(QKeySequence::Find));
    connect(find, &QAction::triggered, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
}

// The menu writes into the filter's text, so that what is shown can be read there.
QMenu *EventsPane::filterMenu()
{
    auto *menu = new QMenu(this);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        const QString text = m_filter->text();
        const auto entry = [this, menu, text](QActionGroup *group, const QString &name, const QString &key, const QString &value) {
            auto *action = menu->addAction(name, this, [this, text, key, value] { setFilterText(EventFilter::withKey(text, key, value)); });
            action->setCheckable(true);
            action->setChecked(EventFilter::valueOf(text, key) == value);
            group->addAction(action);
        };
        auto *levels = new QActionGroup(menu);
        menu->addSection(tr("At least"));
        entry(levels, tr("Everything"), QStringLiteral("level"), QString());
        entry(levels, tr("Information"), QStringLiteral("level"), QStringLiteral("info"));
        entry(levels, tr("Warnings"), QStringLiteral("level"), QStringLiteral("warning"));
        entry(levels, tr("Errors"), QStringLiteral("level"), QStringLiteral("error"));
        // The kinds of topics among the last few thousand events.
        std::set<std::string, std::less<>> kinds;
        const auto &store = m_model->store();
        const auto from = std::max(store.first(), store.end() > 4000 ? store.end() - 4000 : 0);
        for (auto id = from; id < store.end() && kinds.size() < 12; ++id) {
            const auto topic = store.at(id).topic;
            kinds.insert(std::string(topic.substr(0, topic.find('.'))));
        }
        auto *topics = new QActionGroup(menu);
        menu->addSection(tr("Topics"));
        entry(topics, tr("All topics"), QStringLiteral("topic"), QString());
        for (const auto &kind : kinds) {
            entry(topics, string(kind) + QStringLiteral(".*"), QStringLiteral("topic"), string(kind) + QStringLiteral(".*"));
        }
        if (const QString source = EventFilter::valueOf(text, QStringLiteral("source")); !source.isEmpty()) {
            menu->addSection(tr("Source"));
            menu->addAction(tr("All sources"), this, [this, text] { setFilterText(EventFilter::withKey(text, QStringLiteral("source"), QString())); });
        }
    });
    return menu;
}

EventsPane::Target EventsPane::targetOf(const QModelIndex &index) const
{
    Target target;
    const auto event = m_model->eventAt(index.row());
    if (!event || !event->topic.starts_with("run.")) {
        return target;
    }
    target.run = string(event->source);
    const auto value = json::parse(event->data.empty() ? std::string_view("null") : event->data);
    const auto *changed = value ? json::find(*value, "changed") : nullptr;
    if (changed && changed->is_array()) {
        for (const auto &entry : changed->get_array()) {
            const auto *pair = entry.if_array();
            if (pair && pair->size() == 2 && (*pair)[0].is_string() && (*pair)[1].is_string()) {
                const QString path = string((*pair)[0].get_string());
                const std::string_view state = (*pair)[1].get_string();
                // What went wrong is where a person wants to go.
                target.paths.insert(state == "failed" || state == "inDoubt" ? 0 : target.paths.size(), path);
            }
        }
    }
    if (value && target.paths.isEmpty()) {
        if (const auto *error = json::find(*value, "error"); error && error->is_object()) {
            if (const auto subject = json::text(error->get_object(), "subject"); !subject.empty() && subject != event->source) {
                target.paths << string(subject);
            }
        }
    }
    return target;
}

void EventsPane::jump()
{
    const Target target = targetOf(m_view->currentIndex());
    if (!target.run.isEmpty()) {
        Q_EMIT nodeRequested(target.run, target.paths.value(0));
    }
}

QList<int> EventsPane::selectedRows() const
{
    QList<int> rows;
    for (const auto &range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && rows.size() < kMostCopied; ++row) {
            rows << row;
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void EventsPane::copySelected() const
{
    std::string lines;
    for (const int row : selectedRows()) {
        if (const auto event = m_model->eventAt(row)) {
            writeLine(lines, *event);
        }
    }
    if (!lines.empty()) {
        QGuiApplication::clipboard()->setText(QString::fromStdString(lines));
    }
}

void EventsPane::menuAt(const QPoint &point)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Target target = targetOf(m_view->currentIndex());
    if (!target.run.isEmpty()) {
        if (target.paths.size() > 1) {
            auto *nodes = menu->addMenu(m_theme.icon(QStringLiteral("jump")), tr("Go to the node"));
            for (const auto &path : target.paths.mid(0, 20)) {
                nodes->addAction(path, this, [this, target, path] { Q_EMIT nodeRequested(target.run, path); });
            }
        } else {
            menu->addAction(m_jump);
        }
        menu->addAction(m_theme.icon(QStringLiteral("runs")), tr("Show the run"), this, [this, target] { Q_EMIT runRequested(target.run); });
        menu->addSeparator();
    }
    menu->addAction(m_onlySource);
    if (const auto event = m_model->eventAt(m_view->currentIndex().row())) {
        const QString topic = string(event->topic);
        menu->addAction(tr("Only “%1”").arg(topic), this, [this, topic] { setFilterText(EventFilter::withKey(m_filter->text(), QStringLiteral("topic"), topic)); });
        menu->addAction(tr("Without “%1”").arg(topic), this, [this, topic] { setFilterText(QString(m_filter->text() + QStringLiteral(" -topic:") + topic).trimmed()); });
    }
    menu->addSeparator();
    menu->addAction(m_copy);
    menu->addAction(m_export);
    menu->addAction(m_clear);
    menu->popup(m_view->viewport()->mapToGlobal(point));
}

void EventsPane::chooseExport()
{
    auto *dialog = new QFileDialog(this, tr("Save the visible events"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON Lines (*.jsonl)"), tr("All files (*)")});
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    dialog->selectFile(QStringLiteral("events.jsonl"));
    connect(dialog, &QFileDialog::fileSelected, this, &EventsPane::exportTo);
    dialog->open();
}

void EventsPane::exportTo(const QString &path)
{
    m_scope.start([this, path](std::stop_token stop) { return writeLines(this, path, stop); });
}

// The lines are made in slices between other events, and written by the pool.
Task<void> EventsPane::writeLines(EventsPane *self, QString path, std::stop_token stop)
{
    std::vector<EventModel::Id> ids;
    ids.reserve(std::size_t(self->m_model->rowCount()));
    for (int row = 0; row < self->m_model->rowCount(); ++row) {
        ids.push_back(self->m_model->idAt(row));
    }
    std::string lines;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i % 1000 == 999) {
            co_await yieldToLoop();
            if (stop.stop_requested()) {
                co_return;
            }
        }
        const auto &store = self->m_model->store();
        if (ids[i] >= store.first() && ids[i] < store.end()) {
            writeLine(lines, store.at(ids[i]));
        }
    }
    const auto text = std::make_shared<const std::string>(std::move(lines));
    Result<void> proven = Error("client.disconnected", tr("There is no backend now that could tell whether a secret stands in them. Try again when it is connected.").toStdString());
    if (auto *client = self->m_feed->client()) {
        proven = co_await client::proveExport(client, text, api::ScanKind::Recorded, stop);
    }
    if (stop.stop_requested()) {
        co_return;
    }
    if (!proven) {
        Q_EMIT self->exported(path, words::sentence(proven.error()));
        co_return;
    }
    OneShot<bool> written;
    QThreadPool::globalInstance()->start([path, text, written, home = Executor::current()] {
        const bool ok = save(path, *text);
        home->post([written, ok] { written.set(ok); });
    });
    const bool ok = co_await written.wait();
    if (!stop.stop_requested()) {
        Q_EMIT self->exported(path, ok ? QString() : tr("“%1” could not be written. Choose another place.").arg(path));
    }
}

} // namespace signalbox::ui
