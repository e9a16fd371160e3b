// SPDX-License-Identifier: GPL-3.0-or-later
// The runs that were read, the newest first, as rows; kept up to date by what events say.
#pragma once

#include "api/event_calls.h"
#include "api/run_calls.h"

#include <QAbstractListModel>
#include <QHash>

#include <optional>
#include <set>
#include <unordered_map>

class QTimer;

namespace signalbox::ui {

struct RunEntry
{
    std::string id;
    std::string flow;
    std::int64_t version = 0;
    api::RunState state = api::RunState::Running;
    UnixMillis startedAt = 0;
    double durationMs = 0;
    std::int64_t steps = 0;
    std::vector<std::string> inDoubt;
    QString answers; ///< that no model was asked, or that it is recorded
    QString error;
    bool isKept = true;      ///< false: a run in memory, which is gone with the backend
    bool isComplete = false; ///< read from the backend; false: made of its events alone
    bool operator==(const RunEntry &) const = default;
};

/// Which runs are wanted.
struct RunFilter
{
    std::optional<api::RunState> state;
    std::string flow;     ///< empty: of any
    UnixMillis since = 0; ///< begun then or later
    QString text;         ///< words that all stand in the flow's name or id, the run's id or its error
    bool isSet() const { return state || !flow.empty() || since > 0 || !text.isEmpty(); }
    bool operator==(const RunFilter &) const = default;
};

/// Thread: the GUI thread.
class RunsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum DataRole { IdRole = Qt::UserRole + 1, StateRole };
    /// More are forgotten, the oldest first.
    static constexpr std::size_t kMost = 5000;

    explicit RunsModel(QObject *parent = nullptr);

    void clear();
    /// Adds or renews runs as the backend gave them.
    void merge(const std::vector<api::RunView> &runs);
    /// What an event of a run says. False where the run is not known and the event does not tell enough.
    bool apply(const api::EventView &event);
    /// Shows at once what came; otherwise it happens within a frame.
    void flush();

    /// Only runs in that state, and whose flow or id holds the text.
    void setFilter(std::optional<api::RunState> state, const QString &text) { setFilter({state, {}, 0, text}); }
    void setFilter(RunFilter filter);
    bool hasFilter() const { return m_filter.isSet(); }
    void setFlowNames(QHash<QString, QString> names);
    const QHash<QString, QString> &flowNames() const { return m_names; }
    std::set<std::string> unnamedFlows() const;
    QString flowName(const std::string &flow) const;

    /// All that are known, also those that the filter hides.
    std::size_t known() const { return m_entries.size(); }
    const RunEntry *find(const QString &id) const;
    const RunEntry *entryAt(int row) const;
    int rowOf(const QString &id) const;
    /// Ids of runs that wait for a person as far as is known, without what they wait for.
    std::vector<std::string> waitingWithoutReason() const;
    std::vector<std::string> incomplete() const;
    bool hasRunning() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void countsChanged();
    void flowNamesChanged();

private:
    /// Newest first.
    struct Key
    {
        UnixMillis startedAt;
        std::string id;
        bool operator<(const Key &other) const { return startedAt != other.startedAt ? startedAt > other.startedAt : id > other.id; }
        bool operator==(const Key &) const = default;
    };
    void remove(const std::string &id);
    void put(RunEntry entry);
    void move(const Key &from, const Key &to);
    bool passes(const RunEntry &entry) const;
    void touch(const std::string &id);
    void place(const RunEntry &entry);
    void rebuild();

    std::unordered_map<std::string, RunEntry> m_entries;
    std::set<Key> m_order;
    std::vector<Key> m_rows; ///< of those that pass
    std::set<std::string> m_touched;
    RunFilter m_filter;
    QHash<QString, QString> m_names;
    QTimer *m_frame;
};

} // namespace signalbox::ui
