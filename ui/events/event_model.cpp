// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_model.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTimer>

namespace signalbox::ui {

namespace {

constexpr int kFrameMs = 16;
// Of a frame's 16 ms: the rest is for painting.
constexpr qint64 kSliceUs = 4000;

} // namespace

EventModel::EventModel(std::size_t capacity, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(capacity)
    , m_frame(new QTimer(this))
    , m_slice(new QTimer(this))
{
    m_frame->setSingleShot(true);
    m_frame->setInterval(kFrameMs);
    connect(m_frame, &QTimer::timeout, this, &EventModel::flush);
    m_slice->setInterval(0);
    connect(m_slice, &QTimer::timeout, this, &EventModel::filterSlice);
}

void EventModel::append(const api::EventView &event)
{
    m_store.append(event);
    if (!m_frame->isActive()) {
        m_frame->start();
    }
}

void EventModel::flush()
{
    m_frame->stop();
    forgetOldest();
    if (m_isFiltering) {
        Q_EMIT countsChanged();
        return; // the slices reach the new ones too
    }
    if (m_isPaused) {
        for (m_waitingFrom = std::max(m_waitingFrom, m_store.first()); m_waitingFrom < m_store.end(); ++m_waitingFrom) {
            m_waiting += m_filter.matches(m_store.at(m_waitingFrom)) ? 1 : 0;
        }
        Q_EMIT countsChanged();
        return;
    }
    std::vector<Id> passed;
    for (m_next = std::max({m_next, m_store.first(), m_shownFrom}); m_next < m_store.end(); ++m_next) {
        if (m_filter.isEmpty() || m_filter.matches(m_store.at(m_next))) {
            passed.push_back(m_next);
        }
    }
    if (!passed.empty()) {
        const int had = rowCount();
        beginInsertRows({}, had, had + int(passed.size()) - 1);
        m_rows.insert(m_rows.end(), passed.begin(), passed.end());
        endInsertRows();
    }
    Q_EMIT countsChanged();
}

void EventModel::forgetOldest()
{
    const Id had = m_store.first();
    m_store.trim(m_isPaused ? 2 : 1);
    if (m_store.first() == had) {
        return;
    }
    const auto begin = m_rows.begin() + std::ptrdiff_t(m_head);
    const auto gone = std::lower_bound(begin, m_rows.end(), m_store.first()) - begin;
    if (gone > 0) {
        beginRemoveRows({}, 0, int(gone) - 1);
        m_head += std::size_t(gone);
        if (m_head > m_rows.size() / 2) {
            m_rows.erase(m_rows.begin(), m_rows.begin() + std::ptrdiff_t(m_head));
            m_head = 0;
        }
        endRemoveRows();
    }
}

void EventModel::setFilterText(const QString &text)
{
    if (text == m_filterText) {
        return;
    }
    m_filterText = text;
    m_filter = EventFilter::parse(text);
    refilter();
}

void EventModel::refilter()
{
    m_isFiltering = true;
    m_found.clear();
    m_scan = std::max(m_store.first(), m_shownFrom);
    m_slice->start();
    filterSlice();
}

void EventModel::filterSlice()
{
    QElapsedTimer timer;
    timer.start();
    // Paused: what came since is only counted.
    const Id end = m_isPaused ? std::min(m_waitingFrom, m_next) : m_store.end();
    m_scan = std::max(m_scan, m_store.first());
    while (m_scan < end) {
        for (const Id stop = std::min<Id>(m_scan + 256, end); m_scan < stop; ++m_scan) {
            if (m_filter.isEmpty() || m_filter.matches(m_store.at(m_scan))) {
                m_found.push_back(m_scan);
            }
        }
        if (timer.nsecsElapsed() > kSliceUs * 1000) {
            return;
        }
    }
    m_slice->stop();
    m_isFiltering = false;
    beginResetModel();
    m_rows = std::exchange(m_found, {});
    m_head = 0;
    m_next = std::max(end, m_next);
    endResetModel();
    if (m_isPaused) {
        m_waiting = 0;
        m_waitingFrom = m_next;
    }
    flush();
}

void EventModel::setPaused(bool paused)
{
    if (paused == m_isPaused) {
        return;
    }
    flush();
    m_isPaused = paused;
    m_waiting = 0;
    m_waitingFrom = m_next;
    flush();
}

void EventModel::clearView()
{
    flush();
    m_shownFrom = m_store.end();
    beginResetModel();
    m_rows.clear();
    m_head = 0;
    m_found.clear();
    m_next = m_shownFrom;
    m_scan = m_shownFrom;
    endResetModel();
    m_waiting = 0;
    m_waitingFrom = m_next;
    Q_EMIT countsChanged();
}

void EventModel::showCleared()
{
    m_shownFrom = 0;
    refilter();
}

void EventModel::reset()
{
    m_slice->stop();
    m_frame->stop();
    beginResetModel();
    m_store = EventStore(m_store.capacity());
    m_rows.clear();
    m_found.clear();
    m_head = 0;
    m_next = m_shownFrom = m_waitingFrom = m_scan = 0;
    m_waiting = 0;
    m_isFiltering = false;
    endResetModel();
    Q_EMIT countsChanged();
}

std::optional<EventRecord> EventModel::eventAt(int row) const
{
    if (row < 0 || row >= rowCount() || idAt(row) < m_store.first()) {
        return std::nullopt;
    }
    return m_store.at(idAt(row));
}

int EventModel::rowOf(Id id) const
{
    const auto begin = m_rows.begin() + std::ptrdiff_t(m_head);
    const auto at = std::lower_bound(begin, m_rows.end(), id);
    return at != m_rows.end() && *at == id ? int(at - begin) : -1;
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size() - m_head);
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    const auto event = index.isValid() ? eventAt(index.row()) : std::nullopt;
    if (!event) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3").arg(eventTimeText(event->time), QString::fromUtf8(event->topic.data(), qsizetype(event->topic.size())), eventSummary(*event));
    case IdRole: return QVariant::fromValue<quint64>(idAt(index.row()));
    case SeverityRole: return int(event->severity);
    default: return {};
    }
}

QString eventTimeText(UnixMillis time)
{
    return QDateTime::fromMSecsSinceEpoch(time).toString(QStringLiteral("HH:mm:ss.zzz"));
}

} // namespace signalbox::ui
