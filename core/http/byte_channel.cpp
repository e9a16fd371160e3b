// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/byte_channel_p.h"

#include "http/body_pipe.h"

#include <algorithm>
#include <cstring>

namespace signalbox::http {

void ByteChannel::notifyLocked()
{
    if (m_waiter) {
        m_waiter->home->post([shot = m_waiter->shot] { shot.set(Result<void>()); });
        m_waiter.reset();
    }
}

std::function<void()> ByteChannel::unblockLocked()
{
    return std::exchange(m_ioBlocked, false) ? m_wake : std::function<void()>();
}

Task<Result<void>> ByteChannel::changed(std::shared_ptr<ByteChannel> self, OneShot<Result<void>> shot,
                                        std::stop_token stop)
{
    auto result = co_await waitFor(shot, stop);
    if (!result) {
        const std::lock_guard lock(self->m_mutex);
        self->m_waiter.reset();
    }
    co_return result;
}

Task<Result<std::string>> ByteChannel::read(std::shared_ptr<ByteChannel> self, std::stop_token stop)
{
    while (true) {
        if (stop.stop_requested()) {
            co_return cancelledError();
        }
        OneShot<Result<void>> shot;
        std::function<void()> wake;
        std::optional<Result<std::string>> outcome;
        {
            const std::lock_guard lock(self->m_mutex);
            if (self->m_bytes > 0) {
                std::string all;
                if (self->m_chunks.size() == 1 && self->m_offset == 0) {
                    all = std::move(self->m_chunks.front());
                } else {
                    all.reserve(self->m_bytes);
                    for (const auto &chunk : self->m_chunks) {
                        all.append(chunk, std::exchange(self->m_offset, 0));
                    }
                }
                self->m_chunks.clear();
                self->m_offset = 0;
                self->m_bytes = 0;
                wake = self->unblockLocked();
                outcome.emplace(std::move(all));
            } else if (self->m_error) {
                outcome.emplace(*self->m_error);
            } else if (self->m_closed || self->m_abandoned) {
                outcome.emplace(std::string());
            } else {
                self->m_waiter.emplace(Waiter{shot, Executor::current()});
            }
        }
        if (wake) {
            wake();
        }
        if (outcome) {
            co_return std::move(*outcome);
        }
        SB_CO_CHECK(co_await changed(self, shot, stop));
    }
}

Task<Result<void>> ByteChannel::write(std::shared_ptr<ByteChannel> self, std::string chunk, std::stop_token stop)
{
    while (true) {
        if (stop.stop_requested()) {
            co_return cancelledError();
        }
        OneShot<Result<void>> shot;
        std::function<void()> wake;
        {
            const std::lock_guard lock(self->m_mutex);
            if (self->m_abandoned || self->m_closed) {
                co_return Error("http.closed", "The request has ended; its body is not read any more.");
            }
            if (self->m_bytes < self->m_capacity || chunk.empty()) {
                if (!chunk.empty()) {
                    self->m_bytes += chunk.size();
                    self->m_chunks.push_back(std::move(chunk));
                    wake = self->unblockLocked();
                }
            } else {
                self->m_waiter.emplace(Waiter{shot, Executor::current()});
            }
            if (!self->m_waiter) {
                shot.set(Result<void>());
            }
        }
        if (wake) {
            wake();
        }
        if (shot.isSet()) {
            co_return Result<void>();
        }
        SB_CO_CHECK(co_await changed(self, shot, stop));
    }
}

bool ByteChannel::push(std::string_view bytes)
{
    const std::lock_guard lock(m_mutex);
    if (m_abandoned) {
        return true;
    }
    if (m_bytes >= m_capacity) {
        m_ioBlocked = true;
        return false;
    }
    m_bytes += bytes.size();
    m_chunks.emplace_back(bytes);
    notifyLocked();
    return true;
}

ByteChannel::State ByteChannel::pull(char *to, std::size_t size, std::size_t &taken)
{
    const std::lock_guard lock(m_mutex);
    taken = 0;
    while (taken < size && !m_chunks.empty()) {
        auto &first = m_chunks.front();
        const auto count = std::min(size - taken, first.size() - m_offset);
        std::memcpy(to + taken, first.data() + m_offset, count);
        taken += count;
        m_offset += count;
        if (m_offset == first.size()) {
            m_chunks.pop_front();
            m_offset = 0;
        }
    }
    m_bytes -= taken;
    if (taken > 0) {
        if (m_bytes < m_capacity) {
            notifyLocked();
        }
        return State::Data;
    }
    if (m_error) {
        return State::Failed;
    }
    if (m_closed) {
        return State::End;
    }
    m_ioBlocked = true;
    return State::Wait;
}

void ByteChannel::close(std::optional<Error> error)
{
    std::function<void()> wake;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed) {
            return;
        }
        m_closed = true;
        m_error = std::move(error);
        notifyLocked();
        wake = unblockLocked();
    }
    if (wake) {
        wake();
    }
}

void ByteChannel::abandon()
{
    std::function<void()> wake;
    {
        const std::lock_guard lock(m_mutex);
        m_abandoned = true;
        m_chunks.clear();
        m_offset = 0;
        m_bytes = 0;
        notifyLocked();
        wake = std::exchange(m_wake, nullptr); // destroyed outside of the lock: it may own this channel
    }
}

void ByteChannel::onWake(std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
}

std::optional<Error> ByteChannel::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

BodyPipe::BodyPipe(std::size_t capacity) : m_channel(std::make_shared<ByteChannel>(capacity)) {}

BodyPipe::~BodyPipe()
{
    m_channel->close(Error("http.invalid", "The body of the request was given up before it was complete."));
}

Task<Result<void>> BodyPipe::write(std::string chunk, std::stop_token stop)
{
    return ByteChannel::write(m_channel, std::move(chunk), std::move(stop));
}

void BodyPipe::finish()
{
    m_channel->close();
}

void BodyPipe::fail(Error error)
{
    m_channel->close(std::move(error));
}

} // namespace signalbox::http
