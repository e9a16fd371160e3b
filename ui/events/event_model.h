// SPDX-License-Identifier: GPL-3.0-or-later
// The events that pass the filter, as rows for a view. Nothing here takes long: new events become rows at most once
// a frame, and a new filter looks at the old ones in slices.
#pragma once

#include "ui/events/event_filter.h"

#include <QAbstractListModel>

#include <optional>

class QTimer;

namespace signalbox::ui {

/// Thread: the GUI thread.
class EventModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using Id = EventStore::Id;
    enum DataRole { IdRole = Qt::UserRole + 1, SeverityRole };

    explicit EventModel(std::size_t capacity = 100'000, QObject *parent = nullptr);

    void append(const api::EventView &event);
    /// Makes rows of what was appended, at once; otherwise it happens within a frame.
    void flush();

    const QString &filterText() const { return m_filterText; }
    const EventFilter &filter() const { return m_filter; }
    void setFilterText(const QString &text);
    /// Whether a new filter still looks at old events.
    bool isFiltering() const { return m_isFiltering; }

    /// While paused no row comes or goes; up to twice as many events as usual are held.
    bool isPaused() const { return m_isPaused; }
    void setPaused(bool paused);
    /// How many events that pass the filter came while paused.
    qint64 waiting() const { return m_waiting; }

    /// Takes everything that there is out of sight; what comes is shown.
    void clearView();
    bool hasCleared() const { return m_shownFrom > m_store.first(); }
    void showCleared();
    /// Forgets every event.
    void reset();

    const EventStore &store() const { return m_store; }
    std::optional<EventRecord> eventAt(int row) const;
    Id idAt(int row) const { return m_rows[m_head + std::size_t(row)]; }
    /// The row of an event; -1 where it is not among them.
    int rowOf(Id id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    /// How many there are, how many pass or wait, whether it filters: something of that is other now.
    void countsChanged();

private:
    void refilter();
    void filterSlice();
    void forgetOldest();

    EventStore m_store;
    QString m_filterText;
    EventFilter m_filter;
    std::vector<Id> m_rows; ///< ascending, from m_head on
    std::size_t m_head = 0;
    Id m_next = 0;          ///< the first event that was not looked at
    Id m_shownFrom = 0;
    qint64 m_waiting = 0;
    Id m_waitingFrom = 0;   ///< while paused: the first event that was not counted
    bool m_isPaused = false;
    bool m_isFiltering = false;
    std::vector<Id> m_found; ///< by the filter under way
    Id m_scan = 0;
    QTimer *m_frame;
    QTimer *m_slice;
};

/// The time of an event for people, to the millisecond.
QString eventTimeText(UnixMillis time);
/// What an event says in one line.
QString eventSummary(const EventRecord &event);

} // namespace signalbox::ui
