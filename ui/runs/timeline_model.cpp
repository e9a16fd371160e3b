// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/timeline_model.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/run_text.h"

namespace signalbox::ui {

using namespace runs;

TimelineModel::TimelineModel(StepsModel &steps, QObject *parent)
    : QAbstractListModel(parent)
    , m_source(steps)
{
    connect(&steps, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        beginResetModel();
        m_rows.clear();
        endResetModel();
    });
}

// Steps stay where they are in memory until all are cleared, and new ones come behind the others.
void TimelineModel::sync()
{
    const auto &all = m_source.all();
    const auto last = m_rows.empty() ? 0 : m_rows.back()->seq;
    const auto behind = all.upper_bound(last);
    if (all.size() - std::size_t(std::distance(behind, all.end())) != m_rows.size()) {
        beginResetModel();
        m_rows.clear();
        for (const auto &[seq, step] : all) {
            m_rows.push_back(&step);
        }
        endResetModel();
    } else if (behind != all.end()) {
        beginInsertRows({}, int(m_rows.size()), int(all.size()) - 1);
        for (auto at = behind; at != all.end(); ++at) {
            m_rows.push_back(&at->second);
        }
        endInsertRows();
    }
}

const api::StepView *TimelineModel::stepAt(int row) const
{
    return row >= 0 && row < int(m_rows.size()) ? m_rows[std::size_t(row)] : nullptr;
}

int TimelineModel::rowOf(std::int64_t seq) const
{
    const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), seq, [](const api::StepView *step, std::int64_t wanted) { return step->seq < wanted; });
    return at != m_rows.end() && (*at)->seq == seq ? int(at - m_rows.begin()) : -1;
}

double TimelineModel::beginOf(int row) const
{
    const auto *step = stepAt(row);
    return step && step->startedAt > 0 && m_source.startedAt() > 0 ? std::max(double(step->startedAt - m_source.startedAt()), 0.0) : -1;
}

double TimelineModel::lengthOf(int row) const
{
    const auto *step = stepAt(row);
    if (!step) {
        return 0;
    }
    return isFinal(step->state) ? step->durationMs : std::max(m_source.span() - std::max(beginOf(row), 0.0), 0.0);
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    const auto *step = index.isValid() ? stepAt(index.row()) : nullptr;
    if (!step) {
        return {};
    }
    const double begin = beginOf(index.row());
    switch (role) {
    case Qt::DisplayRole: return fromUtf8(step->path);
    case Qt::ToolTipRole: return plainTip(data(index, Qt::AccessibleTextRole).toString());
    case Qt::AccessibleTextRole: {
        QStringList parts{fromUtf8(step->path), stateText(stateOf(step->state))};
        if (begin >= 0) {
            parts << tr("began after %1").arg(durationText(begin));
        }
        if (step->durationMs > 0) {
            parts << tr("took %1").arg(durationText(step->durationMs));
        }
        if (step->attempt > 1) {
            parts << tr("attempt %1").arg(step->attempt);
        }
        if (!step->error.is_null()) {
            parts << errorText(step->error).message;
        }
        return parts.join(QStringLiteral(", "));
    }
    case StepsModel::PathRole: return fromUtf8(step->path);
    case StepsModel::StateRole: return int(stateOf(step->state));
    case StepsModel::BeginRole: return begin;
    case StepsModel::LengthRole: return lengthOf(index.row());
    default: return {};
    }
}

} // namespace signalbox::ui
