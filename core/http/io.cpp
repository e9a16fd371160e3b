// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/io_p.h"

#include "http/multi_p.h"

#include <csignal>

namespace signalbox::http {

Io::Io(ClientOptions options) : m_options(std::move(options)), m_thread("http-io")
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    m_thread.runBlocking([this] {
        // A peer that leaves must not raise SIGPIPE; on this thread nobody else wants it.
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        m_multi = std::make_unique<Multi>(m_options);
    });
}

Io::~Io()
{
    stop();
}

void Io::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_running, false)) {
            return;
        }
    }
    m_thread.runBlocking([this] { m_multi.reset(); });
    m_thread.stop();
}

void Io::post(UniqueFunction<void(Multi &)> work)
{
    const std::lock_guard lock(m_mutex);
    if (m_running) {
        m_thread.executor().post([this, call = std::move(work)]() mutable { call(*m_multi); });
    }
}

void Io::start(std::shared_ptr<Exchange> exchange)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_running) {
            m_thread.executor().post([this, exchange] { m_multi->start(exchange); });
            return;
        }
    }
    exchange->deliver(cancelledError(exchange->url.subject));
}

void Io::cancel(std::uint64_t id)
{
    post([id](Multi &multi) { multi.fail(id, cancelledError()); });
}

void Io::resumeReceiving(std::uint64_t id)
{
    post([id](Multi &multi) { multi.resumeReceiving(id); });
}

void Io::resumeSending(std::uint64_t id)
{
    post([id](Multi &multi) { multi.resumeSending(id); });
}

void Exchange::cancel() const
{
    io->cancel(id);
}

} // namespace signalbox::http
