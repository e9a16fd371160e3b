// SPDX-License-Identifier: GPL-3.0-or-later
// One answer of a guest on its way from the host's thread to the socket, piece by piece.
#pragma once

#include "api/guest.h"
#include "transport/http_core_p.h"

#include <deque>

#include <boost/asio/redirect_error.hpp>

namespace signalbox::transport {

/// Both threads hold it; what each may touch stands beside it.
class GuestExchange final : public api::GuestStream, public std::enable_shared_from_this<GuestExchange>
{
public:
    explicit GuestExchange(CorePtr core) : m_core(std::move(core)), m_changed(m_core->io) {}

    // On the host's thread.
    void begin(api::GuestReply head) override
    {
        toSocket([head = std::move(head)](GuestExchange &self) mutable { self.m_head = std::move(head); });
    }
    Task<Result<void>> write(std::string bytes, std::stop_token stop) override
    {
        OneShot<Result<void>> taken;
        toSocket([bytes = std::move(bytes), taken](GuestExchange &self) mutable { self.m_pieces.push_back({std::move(bytes), taken}); });
        co_return co_await waitFor(taken, stop);
    }
    void finish(std::optional<api::GuestReply> reply)
    {
        toSocket([reply = std::move(reply)](GuestExchange &self) mutable {
            self.m_reply = std::move(reply);
            self.m_isFinished = true;
        });
    }
    std::stop_source &stopSource() { return m_stop; }

    // On the I/O thread.
    struct Piece
    {
        std::string bytes;
        OneShot<Result<void>> taken;
    };
    bool isFinished() const { return m_isFinished && m_pieces.empty(); }
    std::optional<api::GuestReply> takeHead() { return std::exchange(m_head, std::nullopt); }
    std::optional<api::GuestReply> takeReply() { return std::exchange(m_reply, std::nullopt); }
    std::optional<Piece> takePiece()
    {
        if (m_pieces.empty()) {
            return std::nullopt;
        }
        std::optional<Piece> piece(std::move(m_pieces.front()));
        m_pieces.pop_front();
        return piece;
    }
    void told(const Piece &piece, bool wasWritten)
    {
        m_core->host.executor().post([taken = piece.taken, wasWritten] {
            taken.set(wasWritten ? Result<void>() : Result<void>(Error("channel.closed", "The client has gone.")));
        });
    }
    /// The client has gone: what answers it is to end.
    void leave()
    {
        m_core->host.executor().post([self = shared_from_this()] { self->m_stop.request_stop(); });
    }
    boost::asio::awaitable<void> waitForChange()
    {
        if (!std::exchange(m_hasChanged, false)) {
            m_changed.expires_at(boost::asio::steady_timer::time_point::max());
            boost::system::error_code ignored;
            co_await m_changed.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
            m_hasChanged = false;
        }
    }
    void change()
    {
        m_hasChanged = true;
        m_changed.cancel();
    }

private:
    template<typename Work>
    void toSocket(Work work)
    {
        boost::asio::post(m_core->io, [self = shared_from_this(), work = std::move(work)]() mutable {
            work(*self);
            self->change();
        });
    }

    CorePtr m_core;
    std::stop_source m_stop; ///< requested on the host's thread
    // On the I/O thread.
    boost::asio::steady_timer m_changed;
    std::deque<Piece> m_pieces;
    std::optional<api::GuestReply> m_head;
    std::optional<api::GuestReply> m_reply;
    bool m_isFinished = false;
    bool m_hasChanged = false;
};

} // namespace signalbox::transport
