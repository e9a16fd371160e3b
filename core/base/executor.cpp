// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/executor.h"

#include <semaphore>

#include <QCoreApplication>
#include <QEvent>

namespace signalbox {

namespace {
thread_local Executor *t_current = nullptr;

// Qt's own semaphores and joins order memory by means that ThreadSanitizer does not see; these it sees.
std::mutex &endings()
{
    static std::mutex instance;
    return instance;
}
} // namespace

Executor::Executor() : m_previous(t_current)
{
    t_current = this;
}

Executor::~Executor()
{
    QCoreApplication::removePostedEvents(this);
    if (t_current == this) {
        t_current = m_previous;
    }
}

void Executor::post(UniqueFunction<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(work));
        if (m_wakePending) {
            return;
        }
        m_wakePending = true;
    }
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

bool Executor::isCurrent() const
{
    return QThread::currentThread() == thread();
}

Executor *Executor::current()
{
    return t_current;
}

bool Executor::event(QEvent *event)
{
    if (event->type() == QEvent::User) {
        drain();
        return true;
    }
    return QObject::event(event);
}

void Executor::drain()
{
    std::vector<UniqueFunction<void()>> batch;
    {
        const std::lock_guard lock(m_mutex);
        batch.swap(m_queue);
        m_wakePending = false;
    }
    for (auto &work : batch) {
        if (m_turnReport) {
            runWatched(work);
        } else {
            work();
        }
        work = nullptr; // what it owns goes before the next one runs
    }
}

void Executor::watchTurns(std::chrono::microseconds limit, std::function<void(std::chrono::microseconds)> report)
{
    m_turnLimit = limit;
    m_turnReport = std::move(report);
}

void Executor::runWatched(UniqueFunction<void()> &work)
{
    const auto before = std::chrono::steady_clock::now();
    work();
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - before);
    if (took > m_turnLimit && m_turnReport) { // the work may have ended the watch
        m_turnReport(took);
    }
}

EventThread::EventThread(const std::string &name)
{
    const auto ready = std::make_shared<std::binary_semaphore>(0);
    m_thread.setObjectName(QString::fromStdString(name));
    // The context object lives in no thread but the new one: connect without it, directly.
    QObject::connect(
        &m_thread, &QThread::started, &m_thread,
        [this, ready] {
            m_executor = new Executor;
            ready->release();
        },
        Qt::DirectConnection);
    QObject::connect(
        &m_thread, &QThread::finished, &m_thread,
        [this] {
            delete m_executor;
            m_executor = nullptr;
            const std::lock_guard lock(endings());
        },
        Qt::DirectConnection);
    m_thread.start();
    ready->acquire();
}

EventThread::~EventThread()
{
    stop();
}

void EventThread::runBlocking(UniqueFunction<void()> work)
{
    const auto done = std::make_shared<std::binary_semaphore>(0);
    m_executor->post([&work, done] {
        work();
        done->release();
    });
    done->acquire();
}

void EventThread::stop()
{
    if (m_thread.isRunning()) {
        m_thread.quit();
        m_thread.wait();
        const std::lock_guard lock(endings());
    }
}

} // namespace signalbox
