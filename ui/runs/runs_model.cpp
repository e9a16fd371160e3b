// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/runs_model.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/run_text.h"

#include <QTimer>

namespace signalbox::ui {

using namespace runs;

namespace {

constexpr int kFrameMs = 16;

RunEntry entryOf(const api::RunView &view)
{
    RunEntry entry;
    entry.id = view.id;
    entry.flow = view.flow;
    entry.version = view.version;
    entry.state = view.state;
    entry.startedAt = view.startedAt;
    entry.durationMs = view.durationMs;
    entry.steps = view.steps;
    entry.inDoubt = view.inDoubt;
    entry.answers = answersText(view.models);
    entry.error = errorText(view.error).message;
    entry.isComplete = true;
    return entry;
}

} // namespace

RunsModel::RunsModel(QObject *parent)
    : QAbstractListModel(parent)
    , m_frame(new QTimer(this))
{
    m_frame->setSingleShot(true);
    m_frame->setInterval(kFrameMs);
    connect(m_frame, &QTimer::timeout, this, &RunsModel::flush);
}

void RunsModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_order.clear();
    m_rows.clear();
    m_touched.clear();
    endResetModel();
    Q_EMIT countsChanged();
}

void RunsModel::merge(const std::vector<api::RunView> &runs)
{
    for (const auto &view : runs) {
        RunEntry entry = entryOf(view);
        if (const auto known = m_entries.find(entry.id); known != m_entries.end()) {
            entry.isKept = known->second.isKept;
            // The list does not say which steps are in doubt, a run that was asked for does.
            if (entry.inDoubt.empty() && entry.state == api::RunState::Waiting && known->second.state == api::RunState::Waiting) {
                entry.inDoubt = known->second.inDoubt;
            }
            // What an event said last is newer than an answer that was under way.
            if (isFinal(known->second.state) && !isFinal(entry.state)) {
                continue;
            }
        }
        put(std::move(entry));
    }
    flush();
}

bool RunsModel::apply(const api::EventView &event)
{
    if (!std::string_view(event.topic).starts_with("run.") || event.source.empty()) {
        return true;
    }
    const std::string_view what = std::string_view(event.topic).substr(4);
    if (what == "deleted") {
        remove(event.source);
        return true;
    }
    const auto known = m_entries.find(event.source);
    RunEntry entry;
    if (known != m_entries.end()) {
        entry = known->second;
    } else if (what == "started") {
        entry.id = event.source;
        entry.startedAt = event.time;
        entry.isKept = event.seq > 0;
    } else {
        return false;
    }
    if (const auto *data = event.data.if_object()) {
        if (entry.flow.empty()) {
            entry.flow = json::text(*data, "flow");
        }
        if (const auto *steps = json::find(*data, "steps"); steps && steps->is_int64()) {
            entry.steps = std::max(entry.steps, steps->get_int64());
        }
        if (const auto *took = json::find(*data, "durationUs"); took && took->is_number()) {
            entry.durationMs = took->to_number<double>() / 1000.0;
        }
        if (const auto *error = json::find(*data, "error")) {
            entry.error = errorText(*error).message;
        }
    }
    if (what == "waiting") {
        entry.state = api::RunState::Waiting;
    } else if (what == "succeeded" || what == "failed" || what == "cancelled") {
        entry.state = *json::enumFromName<api::RunState>(what);
        entry.inDoubt.clear();
    } else if ((what == "resumed" || what == "progress") && !isFinal(entry.state)) {
        entry.state = api::RunState::Running;
        entry.inDoubt.clear();
    }
    put(std::move(entry));
    return true;
}

void RunsModel::remove(const std::string &id)
{
    const auto known = m_entries.find(id);
    if (known == m_entries.end()) {
        return;
    }
    // Whoever hears that the row goes may still ask what stood there.
    const Key key{known->second.startedAt, id};
    const auto row = std::lower_bound(m_rows.begin(), m_rows.end(), key);
    if (row != m_rows.end() && *row == key) {
        const int at = int(row - m_rows.begin());
        beginRemoveRows({}, at, at);
        m_rows.erase(row);
        endRemoveRows();
    }
    m_touched.erase(id);
    m_order.erase(key);
    m_entries.erase(id);
    Q_EMIT countsChanged();
}

void RunsModel::put(RunEntry entry)
{
    const std::string id = entry.id;
    const auto known = m_entries.find(id);
    if (known != m_entries.end()) {
        if (known->second == entry) {
            return;
        }
        if (known->second.startedAt != entry.startedAt) {
            move({known->second.startedAt, id}, {entry.startedAt, id});
        }
        known->second = std::move(entry);
    } else {
        m_order.insert({entry.startedAt, id});
        m_entries.emplace(id, std::move(entry));
    }
    touch(id);
}

// The row moves and is not taken out and put in: what is chosen stays chosen.
void RunsModel::move(const Key &from, const Key &to)
{
    m_order.erase(from);
    m_order.insert(to);
    const auto row = std::lower_bound(m_rows.begin(), m_rows.end(), from);
    if (row == m_rows.end() || *row != from) {
        return;
    }
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), to);
    const int at = int(row - m_rows.begin());
    const int before = int(place - m_rows.begin());
    if (before == at || before == at + 1) {
        *row = to;
        return;
    }
    beginMoveRows({}, at, at, {}, before);
    m_rows.erase(row);
    m_rows.insert(m_rows.begin() + (before > at ? before - 1 : before), to);
    endMoveRows();
}

void RunsModel::touch(const std::string &id)
{
    m_touched.insert(id);
    if (!m_frame->isActive()) {
        m_frame->start();
    }
}

void RunsModel::flush()
{
    m_frame->stop();
    while (m_entries.size() > kMost) {
        const auto oldest = std::prev(m_order.end());
        m_touched.erase(oldest->id);
        if (!m_rows.empty() && m_rows.back() == *oldest) {
            beginRemoveRows({}, int(m_rows.size()) - 1, int(m_rows.size()) - 1);
            m_rows.pop_back();
            endRemoveRows();
        }
        m_entries.erase(oldest->id);
        m_order.erase(oldest);
    }
    const auto touched = std::exchange(m_touched, {});
    if (touched.size() > 200 && touched.size() * 2 > m_rows.size()) {
        rebuild();
    } else {
        for (const auto &id : touched) {
            place(m_entries.at(id));
        }
    }
    Q_EMIT countsChanged();
}

void RunsModel::place(const RunEntry &entry)
{
    const Key key{entry.startedAt, entry.id};
    const auto row = std::lower_bound(m_rows.begin(), m_rows.end(), key);
    const bool is = row != m_rows.end() && *row == key;
    const int at = int(row - m_rows.begin());
    const bool should = passes(entry);
    if (is && should) {
        Q_EMIT dataChanged(index(at), index(at));
    } else if (should) {
        beginInsertRows({}, at, at);
        m_rows.insert(row, key);
        endInsertRows();
    } else if (is) {
        beginRemoveRows({}, at, at);
        m_rows.erase(row);
        endRemoveRows();
    }
}

void RunsModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (const auto &key : m_order) {
        if (passes(m_entries.at(key.id))) {
            m_rows.push_back(key);
        }
    }
    endResetModel();
}

bool RunsModel::passes(const RunEntry &entry) const
{
    if ((m_filter.state && entry.state != *m_filter.state) || (!m_filter.flow.empty() && entry.flow != m_filter.flow) || entry.startedAt < m_filter.since) {
        return false;
    }
    const auto words = m_filter.text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return flowName(entry.flow).contains(word, Qt::CaseInsensitive) || fromUtf8(entry.flow).contains(word, Qt::CaseInsensitive)
            || fromUtf8(entry.id).contains(word, Qt::CaseInsensitive) || entry.error.contains(word, Qt::CaseInsensitive);
    });
}

void RunsModel::setFilter(RunFilter filter)
{
    m_filter = std::move(filter);
    m_filter.text = m_filter.text.trimmed();
    m_touched.clear();
    rebuild();
    Q_EMIT countsChanged();
}

void RunsModel::setFlowNames(QHash<QString, QString> names)
{
    if (names == m_names) {
        return;
    }
    m_names = std::move(names);
    if (!m_filter.text.isEmpty()) {
        rebuild();
    } else if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
    Q_EMIT flowNamesChanged();
}

std::set<std::string> RunsModel::unnamedFlows() const
{
    std::set<std::string> flows;
    for (const auto &[id, entry] : m_entries) {
        if (!m_names.contains(fromUtf8(entry.flow))) {
            flows.insert(entry.flow);
        }
    }
    return flows;
}

QString RunsModel::flowName(const std::string &flow) const
{
    const QString id = fromUtf8(flow);
    const QString name = m_names.value(id);
    return name.isEmpty() ? id : name;
}

const RunEntry *RunsModel::find(const QString &id) const
{
    const auto at = m_entries.find(id.toStdString());
    return at == m_entries.end() ? nullptr : &at->second;
}

const RunEntry *RunsModel::entryAt(int row) const
{
    if (row < 0 || row >= rowCount()) {
        return nullptr;
    }
    const auto at = m_entries.find(m_rows[std::size_t(row)].id);
    return at == m_entries.end() ? nullptr : &at->second;
}

int RunsModel::rowOf(const QString &id) const
{
    const auto *entry = find(id);
    if (!entry) {
        return -1;
    }
    const Key key{entry->startedAt, entry->id};
    const auto row = std::lower_bound(m_rows.begin(), m_rows.end(), key);
    return row != m_rows.end() && *row == key ? int(row - m_rows.begin()) : -1;
}

std::vector<std::string> RunsModel::waitingWithoutReason() const
{
    std::vector<std::string> ids;
    for (const auto &[id, entry] : m_entries) {
        if (entry.state == api::RunState::Waiting && entry.inDoubt.empty()) {
            ids.push_back(id);
        }
    }
    return ids;
}

std::vector<std::string> RunsModel::incomplete() const
{
    std::vector<std::string> ids;
    for (const auto &[id, entry] : m_entries) {
        if (!entry.isComplete) {
            ids.push_back(id);
        }
    }
    return ids;
}

bool RunsModel::hasRunning() const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [](const auto &item) { return item.second.state == api::RunState::Running; });
}

int RunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    const auto *entry = index.isValid() ? entryAt(index.row()) : nullptr;
    if (!entry) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole: return flowName(entry->flow);
    case Qt::AccessibleTextRole: {
        QString text = tr("%1, %2, %n step(s)", nullptr, int(entry->steps)).arg(flowName(entry->flow), entry->inDoubt.empty() ? stateText(stateOf(entry->state)) : stateText(State::InDoubt));
        if (!entry->answers.isEmpty()) {
            text += QStringLiteral(", ") + entry->answers;
        }
        return text;
    }
    case Qt::ToolTipRole: return plainTip(entry->error.isEmpty() ? fromUtf8(entry->id) : entry->error);
    case IdRole: return fromUtf8(entry->id);
    case StateRole: return int(entry->inDoubt.empty() ? stateOf(entry->state) : State::InDoubt);
    default: return {};
    }
}

} // namespace signalbox::ui
