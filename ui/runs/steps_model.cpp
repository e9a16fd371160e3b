// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/steps_model.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/run_text.h"

namespace signalbox::ui {

using namespace runs;

struct StepsModel::Node
{
    Node *parent = nullptr;
    int row = 0;
    std::string path;
    QString label;
    std::int64_t seq = 0; ///< of its step; 0: none
    std::vector<std::unique_ptr<Node>> children;
    /// Steps at or below it, by state.
    std::array<int, static_cast<std::size_t>(State::Count)> counts{};
};

StepsModel::StepsModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

StepsModel::~StepsModel() = default;

void StepsModel::clear()
{
    beginResetModel();
    m_steps.clear();
    m_told.clear();
    m_byPath.clear();
    m_root = std::make_unique<Node>();
    m_hasMore = false;
    m_span = 0;
    endResetModel();
}

void StepsModel::setSpan(UnixMillis startedAt, double lengthMs)
{
    if (startedAt == m_startedAt && lengthMs <= m_span && lengthMs > m_span * 0.98) {
        return;
    }
    m_startedAt = startedAt;
    m_span = std::max(lengthMs, 0.001);
    if (!m_root->children.empty()) {
        Q_EMIT dataChanged(index(0, 1), index(int(m_root->children.size()) - 1, 1), {BeginRole, LengthRole});
    }
}

// "a/each[3]/b": below "a", below "a/each", below its item 3.
StepsModel::Node *StepsModel::nodeFor(const std::string &path)
{
    if (const auto known = m_byPath.find(path); known != m_byPath.end()) {
        return known->second;
    }
    const auto slash = path.rfind('/');
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    const auto bracket = name.find('[');
    if (bracket == std::string::npos || bracket == 0) {
        Node *above = slash == std::string::npos ? m_root.get() : nodeFor(path.substr(0, slash));
        return child(above, path, fromUtf8(name));
    }
    Node *above = nodeFor(path.substr(0, path.size() - (name.size() - bracket)));
    return child(above, path, u'#' + fromUtf8(name.substr(bracket + 1, name.size() - bracket - 2)));
}

StepsModel::Node *StepsModel::child(Node *parent, const std::string &path, const QString &label)
{
    const int row = int(parent->children.size());
    beginInsertRows(indexOf(*parent), row, row);
    auto made = std::make_unique<Node>();
    made->parent = parent;
    made->row = row;
    made->path = path;
    made->label = label;
    Node *node = made.get();
    parent->children.push_back(std::move(made));
    m_byPath.emplace(path, node);
    endInsertRows();
    return node;
}

void StepsModel::count(Node *node, State state, int by)
{
    for (; node; node = node->parent) {
        node->counts[static_cast<std::size_t>(state)] += by;
    }
}

void StepsModel::changed(const Node &node)
{
    for (const Node *at = &node; at != m_root.get(); at = at->parent) {
        const QModelIndex index = indexOf(*at);
        Q_EMIT dataChanged(index, index.siblingAtColumn(1));
    }
}

void StepsModel::merge(std::vector<api::StepView> steps)
{
    for (auto &step : steps) {
        Node *node = nodeFor(step.path);
        m_told.erase(step.seq);
        if (const auto known = m_steps.find(step.seq); known != m_steps.end()) {
            count(node, stateOf(known->second.state), -1);
            count(node, stateOf(step.state), 1);
            known->second = std::move(step);
        } else {
            count(node, stateOf(step.state), 1);
            node->seq = step.seq;
            m_steps.emplace(step.seq, std::move(step));
        }
        changed(*node);
    }
}

bool StepsModel::setState(const std::string &path, api::StepState state)
{
    const auto found = m_byPath.find(path);
    const auto step = found == m_byPath.end() ? m_steps.end() : m_steps.find(found->second->seq);
    if (step == m_steps.end()) {
        return false;
    }
    if (step->second.state != state) {
        count(found->second, stateOf(step->second.state), -1);
        count(found->second, stateOf(state), 1);
        step->second.state = state;
        m_told.insert(step->first);
        changed(*found->second);
    }
    return true;
}

std::vector<std::int64_t> StepsModel::unfinished() const
{
    std::vector<std::int64_t> list;
    for (const auto &[seq, step] : m_steps) {
        if (!isFinal(step.state) || m_told.contains(seq)) {
            list.push_back(seq);
        }
    }
    return list;
}

StepsModel::Node *StepsModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex StepsModel::indexOf(const Node &node, int column) const
{
    return &node == m_root.get() ? QModelIndex() : createIndex(node.row, column, const_cast<Node *>(&node));
}

QModelIndex StepsModel::indexOf(const QString &path) const
{
    const auto found = m_byPath.find(path.toStdString());
    return found == m_byPath.end() ? QModelIndex() : indexOf(*found->second);
}

const api::StepView *StepsModel::step(std::int64_t seq) const
{
    const auto found = m_steps.find(seq);
    return found == m_steps.end() ? nullptr : &found->second;
}

const api::StepView *StepsModel::stepAt(const QModelIndex &index) const
{
    return index.isValid() ? step(nodeOf(index)->seq) : nullptr;
}

QModelIndex StepsModel::index(int row, int column, const QModelIndex &parent) const
{
    const auto *node = nodeOf(parent);
    if (row < 0 || row >= int(node->children.size()) || column < 0 || column > 1 || parent.column() > 0) {
        return {};
    }
    return createIndex(row, column, node->children[std::size_t(row)].get());
}

QModelIndex StepsModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(*nodeOf(child)->parent) : QModelIndex();
}

int StepsModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

void StepsModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        Q_EMIT moreWanted();
    }
}

// What a person has to see first: the gravest.
State StepsModel::stateOfNode(const Node &node) const
{
    if (const auto *own = step(node.seq)) {
        return stateOf(own->state);
    }
    for (const State state : {State::InDoubt, State::Failed, State::Running, State::Waiting, State::Cancelled, State::Succeeded, State::Skipped}) {
        if (node.counts[static_cast<std::size_t>(state)] > 0) {
            return state;
        }
    }
    return State::Idle;
}

QVariant StepsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto &node = *nodeOf(index);
    const auto *own = step(node.seq);
    switch (role) {
    case Qt::DisplayRole: return index.column() == 0 ? QVariant(node.label) : own && own->durationMs > 0 ? QVariant(durationText(own->durationMs)) : QVariant(QString());
    case Qt::AccessibleTextRole: {
        const QString name = tr("%1, %2").arg(node.label, stateText(stateOfNode(node)));
        return own && index.column() == 0 && own->attempt > 1 ? tr("%1, attempt %2").arg(name).arg(own->attempt) : index.column() == 0 ? name : data(index, Qt::DisplayRole).toString();
    }
    case Qt::ToolTipRole: {
        if (own && !own->error.is_null()) {
            return plainTip(errorText(own->error).message);
        }
        return plainTip(fromUtf8(node.path));
    }
    case PathRole: return fromUtf8(node.path);
    case StateRole: return int(stateOfNode(node));
    case BeginRole: return own && own->startedAt > 0 && m_startedAt > 0 ? std::max(double(own->startedAt - m_startedAt), 0.0) : -1.0;
    case LengthRole: return own ? own->durationMs : 0.0;
    case AttemptRole: return own ? int(own->attempt) : 1;
    case HasStepRole: return own != nullptr;
    default: return {};
    }
}

QVariant StepsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == 0 ? tr("Step") : tr("Time");
}

} // namespace signalbox::ui
