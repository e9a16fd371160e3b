// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/layout_job.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>
#include <QThreadPool>

namespace signalbox::canvas {

LayoutJob::LayoutJob(QObject *parent) : QObject(parent) {}

LayoutJob::~LayoutJob()
{
    m_stop.request_stop();
}

void LayoutJob::cancel()
{
    m_stop.request_stop();
    ++m_generation;
    m_running = false;
}

void LayoutJob::start(flow::LayoutGraph graph, std::vector<std::uint32_t> nodes, QPointF origin, Purpose purpose)
{
    cancel();
    m_stop = {};
    m_running = true;
    const QPointer<LayoutJob> self(this);
    const auto generation = m_generation;
    QThreadPool::globalInstance()->start([self, generation, purpose, origin, stop = m_stop.get_token(), graph = std::move(graph), nodes = std::move(nodes)]() mutable {
        auto places = flow::layeredLayout(graph, {}, stop);
        if (!places) {
            return;
        }
        for (auto &place : *places) {
            place += origin;
        }
        // The application outlives the pool's work; the job may not.
        QMetaObject::invokeMethod(qApp, [self, generation, purpose, nodes = std::move(nodes), places = std::move(*places)] {
            if (self && self->m_generation == generation) {
                self->m_running = false;
                Q_EMIT self->finished(nodes, places, purpose);
            }
        });
    });
}

} // namespace signalbox::canvas
