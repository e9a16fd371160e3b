// SPDX-License-Identifier: GPL-3.0-or-later
// A socket that speaks HTTP/1.1 as badly or as well as a test wants.
#pragma once

#include "base/json.h"
#include "support/test.h"

#include <QTcpSocket>

#include <map>
#include <optional>
#include <string>

namespace signalbox::test {

struct HttpAnswer
{
    int status = 0; ///< 0: the connection ended without one
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string text;
    json::Value body;

    std::string header(const std::string &name) const
    {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
    /// `data` of what succeeded.
    const json::Object &data() const { return body.at("data").as_object(); }
    /// The code of what failed.
    std::string code() const
    {
        const auto *details = json::find(body, "details");
        return details ? std::string(json::text(details->get_object(), "code")) : std::string();
    }
};

class HttpPeer
{
public:
    explicit HttpPeer(std::uint16_t port, std::string token = {}) : m_port(port), m_token(std::move(token))
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        if (!pumpUntil([this] { return m_socket.state() == QAbstractSocket::ConnectedState; })) {
            qFatal("not connected");
        }
    }

    void send(const std::string &bytes) { m_socket.write(bytes.data(), static_cast<qint64>(bytes.size())); }

    /// A request with the peer's token, as text.
    std::string request(const std::string &verb, const std::string &path, const std::string &body = {}, const std::string &headers = {}) const
    {
        std::string text = verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(m_port) + "\r\n" + headers;
        if (!m_token.empty()) {
            text += "Authorization: Bearer " + m_token + "\r\n";
        }
        if (!body.empty()) {
            text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        }
        return text + "\r\n" + body;
    }
    HttpAnswer ask(const std::string &verb, const std::string &path, const std::string &body = {}, const std::string &headers = {})
    {
        send(request(verb, path, body, headers));
        return answer();
    }

    /// The next answer on this connection.
    HttpAnswer answer(Millis limit = Millis(20000))
    {
        std::optional<HttpAnswer> read;
        pumpUntil([&] {
            const auto bytes = m_socket.readAll();
            m_buffer.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
            read = take();
            return read || (m_socket.state() != QAbstractSocket::ConnectedState && m_socket.bytesAvailable() == 0);
        }, limit);
        return read.value_or(HttpAnswer());
    }
    bool hasEnded(Millis limit = Millis(10000))
    {
        return pumpUntil([this] { return m_socket.state() != QAbstractSocket::ConnectedState; }, limit);
    }
    QTcpSocket &socket() { return m_socket; }

private:
    std::optional<HttpAnswer> take()
    {
        const auto end = m_buffer.find("\r\n\r\n");
        if (end == std::string::npos) {
            return std::nullopt;
        }
        HttpAnswer read;
        read.status = std::atoi(m_buffer.c_str() + 9);
        for (auto at = m_buffer.find("\r\n"); at < end;) {
            const auto next = m_buffer.find("\r\n", at + 2);
            const auto line = m_buffer.substr(at + 2, next - at - 2);
            const auto colon = line.find(':');
            std::string name = line.substr(0, colon);
            std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
            read.headers[name] = line.substr(std::min(colon + 2, line.size()));
            at = next;
        }
        const auto length = static_cast<std::size_t>(std::atoll(read.header("content-length").c_str()));
        if (m_buffer.size() < end + 4 + length) {
            return std::nullopt;
        }
        read.text = m_buffer.substr(end + 4, length);
        read.body = json::parse(read.text).value_or(json::Value());
        m_buffer.erase(0, end + 4 + length);
        return read;
    }

    std::uint16_t m_port;
    std::string m_token;
    QTcpSocket m_socket;
    std::string m_buffer;
};

} // namespace signalbox::test
