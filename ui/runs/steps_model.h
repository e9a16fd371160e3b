// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a run as a tree by their paths: "each[3]/fetch" stands below item 3 of "each".
#pragma once

#include "api/run_calls.h"
#include "ui/theme/tokens.h"

#include <QAbstractItemModel>

#include <array>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace signalbox::ui {

/// Columns: name, time. Thread: the GUI thread.
class StepsModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum DataRole {
        PathRole = Qt::UserRole + 1, ///< QString: of the step, or of the item that holds steps
        StateRole,                   ///< int of State; for items the gravest below
        BeginRole,                   ///< double: ms after the begin of the run; -1 where nothing is known
        LengthRole,                  ///< double: ms
        AttemptRole,                 ///< int
        HasStepRole                  ///< bool: a step, not only a place that holds steps
    };

    explicit StepsModel(QObject *parent = nullptr);
    ~StepsModel() override;

    void clear();
    /// The axis of the bars: when the run began and how long it took so far, in ms.
    void setSpan(UnixMillis startedAt, double lengthMs);
    double span() const { return m_span; }
    UnixMillis startedAt() const { return m_startedAt; }
    /// All that are known, by seq; each stays where it is in memory until all are cleared.
    const std::map<std::int64_t, api::StepView> &all() const { return m_steps; }
    /// Adds or renews steps, in the order of their seq.
    void merge(std::vector<api::StepView> steps);
    /// A state that an event told, until the step is read. False where no such step is known.
    bool setState(const std::string &path, api::StepState state);
    /// Whether the backend has more; a view then asks for them by moreWanted().
    void setHasMore(bool more) { m_hasMore = more; }

    std::size_t size() const { return m_steps.size(); }
    std::int64_t lastSeq() const { return m_steps.empty() ? 0 : m_steps.rbegin()->first; }
    /// Known steps that are not final, or whose end only an event told, by seq.
    std::vector<std::int64_t> unfinished() const;
    const api::StepView *stepAt(const QModelIndex &index) const;
    const api::StepView *step(std::int64_t seq) const;
    QModelIndex indexOf(const QString &path) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex & = {}) const override { return 2; }
    bool canFetchMore(const QModelIndex &parent) const override { return !parent.isValid() && m_hasMore; }
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void moreWanted();

private:
    struct Node;
    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node &node, int column = 0) const;
    Node *nodeFor(const std::string &path);
    Node *child(Node *parent, const std::string &path, const QString &label);
    void count(Node *node, State state, int by);
    State stateOfNode(const Node &node) const;
    void changed(const Node &node);

    std::map<std::int64_t, api::StepView> m_steps;
    std::set<std::int64_t> m_told; ///< steps whose state an event told since they were read
    std::map<std::string, Node *, std::less<>> m_byPath;
    std::unique_ptr<Node> m_root;
    UnixMillis m_startedAt = 0;
    double m_span = 0;
    bool m_hasMore = false;
};

} // namespace signalbox::ui
