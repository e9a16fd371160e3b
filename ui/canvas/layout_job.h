// SPDX-License-Identifier: GPL-3.0-or-later
// One layout at a time, computed off the window's thread; a new one ends the one before it.
#pragma once

#include "flow/layered_layout.h"

#include <QObject>

#include <memory>
#include <stop_token>

namespace signalbox::canvas {

/// Thread: the one of the window; the work is done in the global pool.
class LayoutJob : public QObject
{
    Q_OBJECT
public:
    enum class Purpose {
        Edit,   ///< somebody asked for it: a step of the history
        Implied ///< the file says no places
    };

    explicit LayoutJob(QObject *parent = nullptr);
    ~LayoutJob() override;

    void start(flow::LayoutGraph graph, std::vector<std::uint32_t> nodes, QPointF origin, Purpose purpose);
    /// What is under way ends without a result.
    void cancel();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void finished(const std::vector<std::uint32_t> &nodes, const std::vector<QPointF> &places, signalbox::canvas::LayoutJob::Purpose purpose);

private:
    std::stop_source m_stop;
    std::uint64_t m_generation = 0;
    bool m_running = false;
};

} // namespace signalbox::canvas
