// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/raw_server.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>

#include <QtGlobal>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace signalbox::test {

namespace {

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string trimmed(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

int connectTo(std::uint16_t port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        ::close(fd);
        return -1;
    }
    return fd;
}

bool writeAll(int fd, const char *bytes, std::size_t size)
{
    while (size > 0) {
        const auto sent = ::send(fd, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

} // namespace

RawConnection::~RawConnection()
{
    SSL_free(m_tls);
    ::close(m_socket);
}

std::size_t RawConnection::readInto(char *to, std::size_t size)
{
    const auto got = m_tls ? SSL_read(m_tls, to, static_cast<int>(size)) : ::recv(m_socket, to, size, 0);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::string RawConnection::readSome()
{
    if (!m_ahead.empty()) {
        return std::exchange(m_ahead, {});
    }
    std::array<char, 16384> buffer;
    return {buffer.data(), readInto(buffer.data(), buffer.size())};
}

std::optional<RawRequest> RawConnection::readRequest()
{
    const auto more = [this] {
        std::array<char, 16384> buffer;
        const auto got = readInto(buffer.data(), buffer.size());
        m_ahead.append(buffer.data(), got);
        return got > 0;
    };
    std::size_t end = 0;
    while ((end = m_ahead.find("\r\n\r\n")) == std::string::npos) {
        if (!more()) {
            return std::nullopt;
        }
    }
    RawRequest request;
    request.connection = m_number;
    request.head = m_ahead.substr(0, end + 4);
    m_ahead.erase(0, end + 4);
    std::size_t at = request.head.find("\r\n");
    const auto first = request.head.substr(0, at);
    request.method = first.substr(0, first.find(' '));
    request.target = first.substr(request.method.size() + 1, first.rfind(' ') - request.method.size() - 1);
    for (at += 2; at < request.head.size() - 2;) {
        const auto stop = request.head.find("\r\n", at);
        const auto line = request.head.substr(at, stop - at);
        const auto colon = line.find(':');
        request.headers[lower(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
        at = stop + 2;
    }
    if (request.header("transfer-encoding") == "chunked") {
        for (;;) {
            std::size_t line = 0;
            while ((line = m_ahead.find("\r\n")) == std::string::npos) {
                if (!more()) {
                    return std::nullopt;
                }
            }
            const auto size = static_cast<std::size_t>(std::strtoull(m_ahead.c_str(), nullptr, 16));
            while (m_ahead.size() < line + 2 + size + 2) {
                if (!more()) {
                    return std::nullopt;
                }
            }
            request.body += m_ahead.substr(line + 2, size);
            m_ahead.erase(0, line + 2 + size + 2);
            if (size == 0) {
                return request;
            }
        }
    }
    const auto length = static_cast<std::size_t>(std::strtoull(request.header("content-length").c_str(), nullptr, 10));
    while (m_ahead.size() < length) {
        if (!more()) {
            return std::nullopt;
        }
    }
    request.body = m_ahead.substr(0, length);
    m_ahead.erase(0, length);
    return request;
}

bool RawConnection::write(std::string_view bytes)
{
    if (m_tls) {
        return bytes.empty() || SSL_write(m_tls, bytes.data(), static_cast<int>(bytes.size())) > 0;
    }
    return writeAll(m_socket, bytes.data(), bytes.size());
}

bool RawConnection::waitForClose(Millis limit)
{
    const auto until = std::chrono::steady_clock::now() + limit;
    std::array<char, 4096> dropped;
    for (;;) {
        const auto left = std::chrono::duration_cast<Millis>(until - std::chrono::steady_clock::now()).count();
        pollfd wanted{m_socket, POLLIN, 0};
        if (left <= 0 || ::poll(&wanted, 1, static_cast<int>(left)) <= 0) {
            return false;
        }
        if (::recv(m_socket, dropped.data(), dropped.size(), 0) <= 0) {
            return true;
        }
    }
}

void RawConnection::useSmallBuffers()
{
    const int size = 16 << 10;
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

bool RawConnection::startTls(SSL_CTX *context)
{
    m_tls = SSL_new(context);
    SSL_set_fd(m_tls, m_socket);
    return SSL_accept(m_tls) == 1;
}

void RawConnection::tunnelTo(std::uint16_t port)
{
    const int other = connectTo(port);
    if (other < 0) {
        return;
    }
    std::array<char, 16384> buffer;
    if (!m_ahead.empty()) {
        writeAll(other, m_ahead.data(), m_ahead.size());
    }
    for (;;) {
        std::array<pollfd, 2> wanted{pollfd{m_socket, POLLIN, 0}, pollfd{other, POLLIN, 0}};
        if (::poll(wanted.data(), wanted.size(), 30000) <= 0) {
            break;
        }
        const bool outward = wanted[0].revents != 0;
        const auto got = ::recv(outward ? m_socket : other, buffer.data(), buffer.size(), 0);
        if (got <= 0 || !writeAll(outward ? other : m_socket, buffer.data(), static_cast<std::size_t>(got))) {
            break;
        }
    }
    ::close(other);
}

void RawConnection::reset()
{
    const linger hard{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}

RawServer::RawServer(Handler handler, Options options) : m_handler(std::move(handler)), m_options(std::move(options))
{
    std::signal(SIGPIPE, SIG_IGN);
    if (m_options.tls) {
        m_tlsContext = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate(m_tlsContext, m_options.tls->x509());
        SSL_CTX_use_PrivateKey(m_tlsContext, m_options.tls->key());
    }
    const auto listenOn = [this](int family, const sockaddr *address, socklen_t size) {
        m_listener = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::bind(m_listener, address, size) != 0 || ::listen(m_listener, m_options.accept ? 512 : 0) != 0) {
            qFatal("cannot listen: %s", std::strerror(errno));
        }
    };
    if (!m_options.unixSocket.empty()) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, m_options.unixSocket.c_str(), sizeof address.sun_path - 1);
        listenOn(AF_UNIX, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    } else if (m_options.ipv6) {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_addr = in6addr_loopback;
        listenOn(AF_INET6, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin6_port);
    } else {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        listenOn(AF_INET, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
    }
    if (m_options.accept) {
        m_acceptor = std::thread([this] { acceptAll(); });
    }
}

RawServer::~RawServer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        for (const auto &connection : m_open) {
            ::shutdown(connection->m_socket, SHUT_RDWR);
        }
    }
    ::shutdown(m_listener, SHUT_RDWR);
    if (m_acceptor.joinable()) {
        m_acceptor.join();
    }
    for (auto &thread : m_threads) {
        thread.join();
    }
    ::close(m_listener);
    SSL_CTX_free(m_tlsContext);
}

void RawServer::acceptAll()
{
    for (;;) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) {
            return;
        }
        const int now = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &now, sizeof now);
        const std::lock_guard lock(m_mutex);
        if (m_ending) {
            ::close(socket);
            return;
        }
        auto connection = std::make_shared<RawConnection>(socket, ++m_connections);
        m_open.push_back(connection);
        m_threads.emplace_back([this, connection = std::move(connection)]() mutable {
            if (!m_tlsContext || connection->startTls(m_tlsContext)) {
                m_handler(*connection);
            }
            if (connection->m_tls) {
                SSL_shutdown(connection->m_tls);
            }
            const std::lock_guard guard(m_mutex);
            std::erase(m_open, connection);
            connection.reset(); // the socket is closed here
        });
    }
}

std::string RawServer::url() const
{
    const auto scheme = m_options.tls ? "https://" : "http://";
    return scheme + std::string(m_options.ipv6 ? "[::1]:" : "127.0.0.1:") + std::to_string(m_port);
}

void RawServer::remember(RawRequest request)
{
    const std::lock_guard lock(m_mutex);
    m_requests.push_back(std::move(request));
}

std::vector<RawRequest> RawServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

std::string answerText(int status, std::string_view body, const std::vector<std::string> &headers)
{
    std::string text = "HTTP/1.1 " + std::to_string(status) + " Answer\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    for (const auto &line : headers) {
        text += line + "\r\n";
    }
    return text + "\r\n" + std::string(body);
}

} // namespace signalbox::test
