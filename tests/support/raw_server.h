// SPDX-License-Identifier: GPL-3.0-or-later
// A server on loopback whose every byte the test decides: a function runs on a thread of its own for
// each connection and reads and writes as it likes, in the clear or by TLS, over TCP or a local socket.
#pragma once

#include "support/certificate.h"

#include "base/clock.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

struct ssl_st;
struct ssl_ctx_st;

namespace signalbox::test {

struct RawRequest
{
    std::string method;
    std::string target;
    std::map<std::string, std::string> headers; ///< names in lower case; of several the last
    std::string head; ///< as it came
    std::string body;
    int connection = 0;

    std::string header(const std::string &name) const
    {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

/// One accepted connection. Every call blocks its own thread until the peer or the server's end.
class RawConnection
{
public:
    RawConnection(int socket, int number) : m_socket(socket), m_number(number) {}
    ~RawConnection();
    RawConnection(const RawConnection &) = delete;
    RawConnection &operator=(const RawConnection &) = delete;

    int number() const { return m_number; }
    /// What has come; empty where the peer has closed.
    std::string readSome();
    /// Head and body (by length or in chunks); none where the peer has closed.
    std::optional<RawRequest> readRequest();
    /// False where the peer has closed.
    bool write(std::string_view bytes);
    /// Reads and drops until the peer closes; whether it did within the limit.
    bool waitForClose(Millis limit);
    /// Makes the kernel's buffers small, so that back-pressure shows early.
    void useSmallBuffers();
    /// Goes on as a TLS server; false where the handshake fails.
    bool startTls(ssl_ctx_st *context);
    /// Passes bytes to and fro between this and the port on loopback until either side closes.
    void tunnelTo(std::uint16_t port);
    /// The next close of it resets the connection.
    void reset();

private:
    friend class RawServer;
    std::size_t readInto(char *to, std::size_t size);

    int m_socket;
    int m_number;
    ssl_st *m_tls = nullptr;
    std::string m_ahead; ///< read, but not taken
};

/// Listens from its construction to its destruction, which ends every connection.
class RawServer
{
public:
    using Handler = std::function<void(RawConnection &)>;
    struct Options
    {
        const Certificate *tls = nullptr;
        std::string unixSocket; ///< instead of TCP
        bool ipv6 = false;
        bool accept = true;     ///< false: connections wait in a backlog of one, or hang
    };

    explicit RawServer(Handler handler) : RawServer(std::move(handler), Options()) {}
    RawServer(Handler handler, Options options);
    ~RawServer();
    RawServer(const RawServer &) = delete;
    RawServer &operator=(const RawServer &) = delete;

    std::uint16_t port() const { return m_port; }
    /// "http://127.0.0.1:PORT", or https.
    std::string url() const;
    int connections() const { return m_connections; }
    /// Remembers a request, for the test to look at. Thread: any.
    void remember(RawRequest request);
    std::vector<RawRequest> requests() const;

private:
    void acceptAll();

    Handler m_handler;
    Options m_options;
    ssl_ctx_st *m_tlsContext = nullptr;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<int> m_connections = 0;
    mutable std::mutex m_mutex;
    bool m_ending = false;
    std::vector<RawRequest> m_requests;
    std::vector<std::shared_ptr<RawConnection>> m_open;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

/// "HTTP/1.1 STATUS …" with a Content-Length, the header lines given, and the body.
std::string answerText(int status, std::string_view body, const std::vector<std::string> &headers = {});

} // namespace signalbox::test
