// SPDX-License-Identifier: GPL-3.0-or-later
// Request heads and bodies with a length; nothing chunked.
#include "http_connection.h"

namespace signalbox::sample {

namespace {

constexpr qsizetype kMostHead = 16 << 10;
constexpr qsizetype kMostBody = 1 << 20;

const char *reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 404:
        return "Not Found";
    case 503:
        return "Service Unavailable";
    default:
        return "Bad Request";
    }
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, Shop &shop) : QObject(socket), m_socket(socket), m_shop(shop)
{
    connect(socket, &QTcpSocket::readyRead, this, [this] { read(); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
}

void HttpConnection::read()
{
    m_buffer += m_socket->readAll();
    while (m_socket->isOpen() && takeOne()) {
    }
}

bool HttpConnection::takeOne()
{
    const auto end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_buffer.size() > kMostHead) {
            m_socket->abort();
        }
        return false;
    }
    const auto lines = m_buffer.left(end).split('\n');
    const auto words = lines.front().trimmed().split(' ');
    ShopRequest request;
    qsizetype length = 0;
    bool close = false;
    bool valid = words.size() == 3;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const auto colon = lines[i].indexOf(':');
        const auto name = lines[i].left(colon).toLower();
        const auto value = lines[i].mid(colon + 1).trimmed();
        if (name == "content-length") {
            length = value.toLongLong(&valid);
        } else if (name == "idempotency-key") {
            request.idempotencyKey = value.toStdString();
        } else if (name == "connection") {
            close = value.toLower() == "close";
        } else if (name == "transfer-encoding") {
            valid = false;
        }
    }
    if (!valid || length < 0 || length > kMostBody) {
        write({400, json::Object{{"error", "this request is not understood"}}, -1}, true);
        return false;
    }
    if (m_buffer.size() < end + 4 + length) {
        return false;
    }
    request.method = words[0].toStdString();
    const auto mark = words[1].indexOf('?');
    request.path = (mark < 0 ? words[1] : words[1].left(mark)).toStdString();
    request.query = mark < 0 ? std::string() : words[1].mid(mark + 1).toStdString();
    request.body = m_buffer.mid(end + 4, length).toStdString();
    m_buffer.remove(0, end + 4 + length);
    write(m_shop.answer(request), close);
    return true;
}

void HttpConnection::write(const ShopAnswer &answer, bool close)
{
    const auto body = json::write(answer.body);
    std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " " + reason(answer.status)
        + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    if (answer.retryAfterSeconds >= 0) {
        head += "Retry-After: " + std::to_string(answer.retryAfterSeconds) + "\r\n";
    }
    head += close ? "Connection: close\r\n\r\n" : "\r\n";
    head += body;
    m_socket->write(head.data(), static_cast<qint64>(head.size()));
    if (close) {
        m_socket->disconnectFromHost();
    }
}

} // namespace signalbox::sample
