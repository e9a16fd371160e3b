// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/executor.h"

#include <iterator>
#include <semaphore>

#include <pthread.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QEvent>

namespace signalbox {

namespace {
thread_local Executor *t_current = nullptr;
// Other events of the thread wait no longer than this for what pieces of work post to each other.
constexpr std::chrono::microseconds kTurn(100);
} // namespace

Executor::Executor() : m_previous(t_current)
{
    t_current = this;
}

Executor::~Executor()
{
    QCoreApplication::removePostedEvents(this);
    // What the queued work owns may post here while it goes; that goes too.
    for (std::vector<UniqueFunction<void()>> left = std::move(m_batch);;) {
        left.clear();
        const std::lock_guard lock(m_mutex);
        m_wakePending = true; // nobody is to be woken any more
        if (m_queue.empty()) {
            break;
        }
        left.swap(m_queue);
    }
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
    const auto began = std::chrono::steady_clock::now();
    const auto take = [this] {
        if (m_next == m_batch.size()) {
            m_batch.clear();
            m_batch.swap(m_queue);
            m_next = 0;
        } else { // this is a loop within a piece of work: what was before it in the queue stays before
            std::move(m_queue.begin(), m_queue.end(), std::back_inserter(m_batch));
            m_queue.clear();
        }
        return m_batch.size() - m_next;
    };
    std::size_t left = 0;
    {
        const std::lock_guard lock(m_mutex);
        left = take();
        m_wakePending = left > 1;
    }
    if (left > 1) { // a loop that one of them runs goes on with the others
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }
    while (left > 0) {
        for (; left > 0 && m_next < m_batch.size(); --left) {
            auto work = std::move(m_batch[m_next++]);
            if (m_turnReport) {
                runWatched(work);
            } else {
                work();
            }
        }
        if (std::chrono::steady_clock::now() - began > kTurn) {
            return;
        }
        // What that posted has an event under way; a short turn need not wait for it.
        const std::lock_guard lock(m_mutex);
        left = m_queue.empty() ? 0 : take();
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
    m_thread = std::thread([this, ready, name] {
        ::pthread_setname_np(::pthread_self(), name.substr(0, 15).c_str());
        QEventLoop loop;
        {
            Executor executor;
            m_executor = &executor;
            ready->release();
            loop.exec();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // of what was still queued
    });
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
    if (m_thread.joinable()) {
        m_executor->thread()->quit(); // at once: what is queued may know objects that are gone
        m_thread.join();
        m_executor = nullptr;
    }
}

} // namespace signalbox
