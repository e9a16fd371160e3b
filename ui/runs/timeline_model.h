// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a run one below the other, in the order in which they began to be known, for the timeline. What they
// are stands in StepsModel.
#pragma once

#include "ui/runs/steps_model.h"

#include <QAbstractListModel>

namespace signalbox::ui {

/// Thread: the GUI thread.
class TimelineModel : public QAbstractListModel
{
    Q_OBJECT
public:
    /// `steps` outlives it.
    explicit TimelineModel(StepsModel &steps, QObject *parent = nullptr);

    /// Takes up what came to the steps since.
    void sync();
    const api::StepView *stepAt(int row) const;
    int rowOf(std::int64_t seq) const;
    /// ms after the begin of the run, or of the last step before it whose begin is known; -1: nothing is known.
    double beginOf(int row) const;
    /// ms; what goes on lasts until the end of the axis.
    double lengthOf(int row) const;
    StepsModel &steps() const { return m_source; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override { return m_source.canFetchMore(parent); }
    void fetchMore(const QModelIndex &parent) override { m_source.fetchMore(parent); }

private:
    StepsModel &m_source;
    std::vector<const api::StepView *> m_rows;
};

} // namespace signalbox::ui
