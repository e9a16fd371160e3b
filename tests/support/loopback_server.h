// SPDX-License-Identifier: GPL-3.0-or-later
// A small HTTP/1.1 server on loopback that answers by a function and remembers every request that arrived
// whole. Its users link Qt6::Network.
#pragma once

#include "base/clock.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace signalbox::test {

class LoopbackServer final : public QObject
{
public:
    struct Request
    {
        std::string method;
        std::string target;
        std::map<std::string, std::string> headers; ///< names in lower case
        std::string body;
        int connection = 0;
        std::string header(const std::string &name) const
        {
            const auto found = headers.find(name);
            return found == headers.end() ? std::string() : found->second;
        }
    };
    struct Reply
    {
        int status = 200;
        std::string body = {};
        std::vector<std::string> headers = {}; ///< whole lines
        Millis delay{0};
        /// Drop: the connection is closed without an answer. Never: it is kept open and silent.
        enum class Answer { Give, Drop, Never } answer = Answer::Give;
    };
    using Handler = std::function<Reply(const Request &)>;

    explicit LoopbackServer(Handler handler) : m_handler(std::move(handler))
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (auto *socket = m_server.nextPendingConnection()) {
                auto *state = new Connection(socket, ++m_connections);
                connect(socket, &QTcpSocket::readyRead, state, [this, state] { read(*state); });
                ++m_open;
                connect(socket, &QTcpSocket::disconnected, this, [this] { --m_open; });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
        if (!m_server.listen(QHostAddress::LocalHost, 0)) {
            qFatal("no port to listen on");
        }
    }

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_server.serverPort()); }
    const std::vector<Request> &requests() const { return m_requests; }
    /// Connections that nobody has closed.
    int openConnections() const { return m_open; }

private:
    struct Connection final : QObject
    {
        Connection(QTcpSocket *owner, int id) : QObject(owner), socket(owner), number(id) {}
        QTcpSocket *socket;
        int number;
        QByteArray buffer;
    };

    void read(Connection &connection)
    {
        connection.buffer += connection.socket->readAll();
        Request request;
        while (take(connection, request)) {
            m_requests.push_back(request);
            answer(connection, m_handler(request));
            request = {};
        }
    }

    static bool take(Connection &connection, Request &request)
    {
        const auto end = connection.buffer.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        const auto lines = connection.buffer.left(end).split('\n');
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const auto colon = lines[i].indexOf(':');
            request.headers[lines[i].left(colon).toLower().toStdString()] = lines[i].mid(colon + 1).trimmed().toStdString();
        }
        const auto length = QByteArray::fromStdString(request.header("content-length")).toLongLong();
        if (connection.buffer.size() < end + 4 + length) {
            return false;
        }
        const auto words = lines.front().trimmed().split(' ');
        request.method = words.value(0).toStdString();
        request.target = words.value(1).toStdString();
        request.body = connection.buffer.mid(end + 4, length).toStdString();
        request.connection = connection.number;
        connection.buffer.remove(0, end + 4 + length);
        return true;
    }

    static void answer(Connection &connection, const Reply &reply)
    {
        if (reply.answer == Reply::Answer::Drop) {
            connection.socket->abort();
        }
        if (reply.answer != Reply::Answer::Give) {
            return;
        }
        std::string text = "HTTP/1.1 " + std::to_string(reply.status) + " Answer\r\nContent-Length: " + std::to_string(reply.body.size()) + "\r\n";
        for (const auto &line : reply.headers) {
            text += line + "\r\n";
        }
        text += "\r\n" + reply.body;
        const auto bytes = QByteArray::fromStdString(text);
        const auto give = [socket = connection.socket, bytes] { socket->write(bytes); };
        if (reply.delay > Millis(0)) {
            QTimer::singleShot(reply.delay, &connection, give);
        } else {
            give();
        }
    }

    Handler m_handler;
    QTcpServer m_server;
    std::vector<Request> m_requests;
    int m_connections = 0;
    int m_open = 0;
};

} // namespace signalbox::test
