// SPDX-License-Identifier: GPL-3.0-or-later
// A WebSocket of the server: text frames on the I/O thread, values on the host's.
#include "base/log.h"
#include "base/text.h"
#include "transport/http_core_p.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/beast/websocket.hpp>

#include <atomic>
#include <deque>

namespace signalbox::transport {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;

namespace {

// Messages that were read and that the host's thread has not taken: more are not read meanwhile.
constexpr std::size_t kMaxUntaken = 64;

// The host's side of the connection; touched on the host's thread only.
struct HostSide
{
    std::function<void(json::Value)> message;
    std::function<void(Error)> closed;
    bool hasEnded = false;
};

class Socket final : public Closable, public std::enable_shared_from_this<Socket>
{
public:
    Socket(CorePtr core, beast::tcp_stream stream) : m_core(std::move(core)), m_stream(std::move(stream)), m_gate(m_core->io)
    {
        m_gate.expires_at(asio::steady_timer::time_point::max());
    }

    void closeIfIdle() override {} // it is closed by its session
    void closeNow() override
    {
        m_isLeaving = true;
        m_gate.cancel();
        beast::get_lowest_layer(m_stream).close();
    }

    std::shared_ptr<HostSide> hostSide() const { return m_host; }
    std::shared_ptr<UnsentGauge> unsent() const { return m_unsent; }

    // The host's thread.
    void send(json::Value message)
    {
        const auto estimate = json::approximateSize(message);
        m_unsent->add(estimate);
        post([self = shared_from_this(), estimate, value = std::make_shared<json::Value>(std::move(message))] { self->queue(*value, estimate); });
    }
    void close(Error reason)
    {
        post([self = shared_from_this(), reason = std::move(reason)] { self->leave(reason); });
    }
    void admit()
    {
        post([self = shared_from_this()] { self->m_stream.read_message_max(api::kMaxFrameBytes); });
    }

    static asio::awaitable<void> serve(std::shared_ptr<Socket> self, HttpRequest request, std::shared_ptr<const api::Caller> caller, std::string peer)
    {
        const auto &limits = self->m_core->options.limits;
        websocket::stream_base::timeout timeout{};
        timeout.handshake_timeout = limits.headerTime;
        timeout.idle_timeout = limits.idleTime;
        timeout.keep_alive_pings = true;
        self->m_stream.set_option(timeout);
        self->m_stream.read_message_max(caller ? api::kMaxFrameBytes : limits.strangerFrameBytes);
        self->m_stream.auto_fragment(false);
        self->m_stream.text(true);
        boost::system::error_code failed;
        co_await self->m_stream.async_accept(request, asio::redirect_error(asio::use_awaitable, failed));
        if (failed) {
            co_return;
        }
        self->attach(std::move(caller), std::move(peer));
        self->m_core->open.insert(self.get());
        auto reason = co_await read(self);
        self->m_core->open.erase(self.get());
        self->ended(std::move(reason));
    }

private:
    // Gives why it ended.
    static asio::awaitable<Error> read(std::shared_ptr<Socket> self)
    {
        beast::flat_buffer buffer(api::kMaxFrameBytes + 1024);
        for (;;) {
            boost::system::error_code failed;
            co_await self->m_stream.async_read(buffer, asio::redirect_error(asio::use_awaitable, failed));
            if (failed) {
                if (failed == websocket::error::message_too_big || failed == beast::http::error::body_limit) {
                    co_return api::frameTooLarge("A message");
                }
                co_return Error("channel.closed", "The WebSocket has ended: " + failed.message() + ".").retryable();
            }
            const auto data = buffer.data();
            auto value = json::parse({static_cast<const char *>(data.data()), data.size()});
            buffer.consume(buffer.size());
            if (!value) {
                self->answerParseError(value.error());
                continue;
            }
            self->deliver(std::move(*value));
            while (self->m_untaken >= kMaxUntaken && !self->m_isLeaving) {
                co_await self->m_gate.async_wait(asio::redirect_error(asio::use_awaitable, failed));
            }
        }
    }

    void attach(std::shared_ptr<const api::Caller> caller, std::string peer);

    void deliver(json::Value value)
    {
        ++m_untaken;
        m_core->host.executor().post([self = shared_from_this(), value = std::move(value)]() mutable {
            if (const auto callback = self->m_host->message) {
                callback(std::move(value));
            }
            if (self->m_untaken.fetch_sub(1) == kMaxUntaken) {
                self->post([self] { self->m_gate.cancel(); });
            }
        });
    }

    void answerParseError(const Error &error)
    {
        queue(api::errorMessage(std::monostate(), Error("rpc.parse", "The message is no JSON: " + error.message).withCause(error)), 0);
    }

    // To the I/O thread, as long as it runs.
    template<typename F>
    void post(F work)
    {
        if (!m_core->isDone) {
            asio::post(m_core->io, std::move(work));
        }
    }

    void ended(Error reason)
    {
        m_isLeaving = true;
        m_core->host.executor().post([self = shared_from_this(), reason = std::move(reason)]() mutable {
            auto &host = *self->m_host;
            host.message = nullptr;
            if (const auto callback = std::exchange(host.closed, nullptr)) {
                callback(std::move(reason));
            }
        });
    }

    void queue(const json::Value &message, std::size_t estimate)
    {
        if (m_isLeaving) {
            m_unsent->remove(estimate);
            return;
        }
        std::string text;
        text.reserve(estimate);
        json::writeTo(text, message);
        m_unsent->add(text.size());
        m_unsent->remove(estimate);
        m_queue.push_back(std::move(text));
        if (!m_isWriting) {
            writeNext();
        }
    }

    void writeNext()
    {
        if (m_queue.empty()) {
            m_isWriting = false;
            if (m_isLeaving) {
                sayGoodbye();
            }
            return;
        }
        m_isWriting = true;
        m_stream.async_write(asio::buffer(m_queue.front()), [self = shared_from_this()](const boost::system::error_code &failed, std::size_t) {
            self->m_unsent->remove(self->m_queue.front().size());
            self->m_queue.pop_front();
            if (failed) {
                for (const auto &text : self->m_queue) {
                    self->m_unsent->remove(text.size());
                }
                self->m_queue.clear();
                self->m_isWriting = false;
                self->m_isLeaving = true;
                return;
            }
            self->writeNext();
        });
    }

    void leave(const Error &reason)
    {
        if (m_isLeaving) {
            return;
        }
        m_isLeaving = true;
        m_gate.cancel();
        const bool slow = reason.is("channel.slow");
        m_farewell = websocket::close_reason(slow ? static_cast<websocket::close_code>(4008) : reason.is("auth.required") ? static_cast<websocket::close_code>(4001) : websocket::close_code::going_away,
                                             reason.code + ": " + std::string(cutUtf8(reason.message, 80)));
        if (slow) {
            // What waits will not be read.
            beast::get_lowest_layer(m_stream).cancel();
            beast::get_lowest_layer(m_stream).close();
            return;
        }
        if (!m_isWriting) {
            sayGoodbye();
        }
    }

    void sayGoodbye()
    {
        if (std::exchange(m_saidGoodbye, true)) {
            return;
        }
        m_stream.async_close(m_farewell, [self = shared_from_this()](const boost::system::error_code &) {});
    }

    CorePtr m_core;
    websocket::stream<beast::tcp_stream> m_stream;
    asio::steady_timer m_gate;
    std::shared_ptr<HostSide> m_host = std::make_shared<HostSide>();
    const std::shared_ptr<UnsentGauge> m_unsent = std::make_shared<UnsentGauge>();
    std::atomic<std::size_t> m_untaken = 0;
    std::deque<std::string> m_queue;
    websocket::close_reason m_farewell;
    bool m_isWriting = false;
    bool m_isLeaving = false;
    bool m_saidGoodbye = false;
};

class SocketChannel final : public Channel
{
public:
    explicit SocketChannel(std::shared_ptr<Socket> socket) : Channel(socket->unsent()), m_socket(std::move(socket)) {}
    ~SocketChannel() override
    {
        forget();
        m_socket->close(Error("channel.closed", "The backend has ended this channel.").retryable());
    }

    void listen(std::function<void(json::Value)> message, std::function<void(Error)> closed) override
    {
        m_socket->hostSide()->message = std::move(message);
        m_socket->hostSide()->closed = std::move(closed);
    }
    void send(json::Value message) override { m_socket->send(std::move(message)); }
    void close(Error reason) override
    {
        forget();
        m_socket->close(std::move(reason));
    }
    void admit() override { m_socket->admit(); }

private:
    void forget()
    {
        m_socket->hostSide()->message = nullptr;
        m_socket->hostSide()->closed = nullptr;
    }
    std::shared_ptr<Socket> m_socket;
};

void Socket::attach(std::shared_ptr<const api::Caller> caller, std::string peer)
{
    m_core->host.executor().post([self = shared_from_this(), caller = std::move(caller), peer = std::move(peer)]() mutable {
        auto channel = std::make_unique<SocketChannel>(self);
        if (self->m_core->sessions) {
            self->m_core->sessions->serve(std::move(channel), std::move(caller), std::move(peer));
        }
    });
}

} // namespace

asio::awaitable<void> serveWebSocket(CorePtr core, beast::tcp_stream stream, HttpRequest request, std::shared_ptr<const api::Caller> caller, std::string peer)
{
    auto socket = std::make_shared<Socket>(std::move(core), std::move(stream));
    co_await Socket::serve(socket, std::move(request), std::move(caller), std::move(peer));
}

} // namespace signalbox::transport
