// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/websocket_client.h"

#include <QHostAddress>
#include <QNetworkRequest>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

namespace signalbox::transport {

namespace {

class WebSocketChannel final : public QObject, public Channel
{
public:
    explicit WebSocketChannel(std::unique_ptr<QWebSocket> socket) : m_socket(std::move(socket))
    {
        QObject::connect(m_socket.get(), &QWebSocket::bytesWritten, this, [this](qint64 bytes) { m_unsent->remove(static_cast<std::size_t>(bytes)); });
    }
    ~WebSocketChannel() override { leave(QWebSocketProtocol::CloseCodeGoingAway); }

    void listen(std::function<void(json::Value)> message, std::function<void(Error)> closed) override
    {
        m_message = std::move(message);
        m_closed = std::move(closed);
        QObject::connect(m_socket.get(), &QWebSocket::textMessageReceived, this, [this](const QString &text) { receive(text.toUtf8()); });
        QObject::connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) { receive(bytes); });
        QObject::connect(m_socket.get(), &QWebSocket::disconnected, this, [this] { ended(); }, Qt::QueuedConnection);
        if (m_socket->state() != QAbstractSocket::ConnectedState) {
            QMetaObject::invokeMethod(this, [this] { ended(); }, Qt::QueuedConnection);
        }
    }

    void send(json::Value message) override
    {
        if (!m_socket) {
            return;
        }
        m_text.clear();
        json::writeTo(m_text, message);
        if (m_text.size() > api::kMaxFrameBytes) {
            QMetaObject::invokeMethod(this, [this] { end(api::frameTooLarge("A message")); }, Qt::QueuedConnection);
            return;
        }
        m_unsent->add(m_text.size());
        m_socket->sendTextMessage(QString::fromUtf8(m_text.data(), static_cast<qsizetype>(m_text.size())));
        if (m_text.capacity() > (1u << 20)) {
            m_text.shrink_to_fit();
        }
    }

    void close(Error) override
    {
        m_message = nullptr;
        m_closed = nullptr;
        leave(QWebSocketProtocol::CloseCodeNormal);
    }

private:
    void receive(const QByteArray &text)
    {
        auto value = json::parse({text.constData(), static_cast<std::size_t>(text.size())});
        if (!value) {
            end(Error("frame.invalid", "A message is no JSON: " + value.error().message));
            return;
        }
        if (m_message) {
            const auto callback = m_message;
            callback(std::move(*value));
        }
    }

    void ended()
    {
        if (!m_socket) {
            return;
        }
        if (m_socket->closeCode() == QWebSocketProtocol::CloseCodeTooMuchData) {
            end(api::frameTooLarge("A message"));
            return;
        }
        const auto reason = m_socket->closeReason().toStdString();
        const bool slow = reason.starts_with("channel.slow");
        end(Error(slow ? "channel.slow" : "channel.closed", reason.empty() ? "The connection to the backend has ended." : "The connection to the backend has ended: " + reason).retryable());
    }

    void end(Error reason)
    {
        m_message = nullptr;
        leave(QWebSocketProtocol::CloseCodeProtocolError);
        if (const auto callback = std::exchange(m_closed, nullptr)) {
            callback(std::move(reason));
        }
    }

    void leave(QWebSocketProtocol::CloseCode code)
    {
        if (m_socket) {
            m_socket->disconnect(this);
            auto *socket = m_socket.release();
            if (socket->state() == QAbstractSocket::ConnectedState) {
                // It goes when its close frame has gone out, and in no case later than the event loop.
                QObject::connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
                socket->close(code);
                QTimer::singleShot(2000, socket, &QObject::deleteLater);
            } else {
                socket->deleteLater();
            }
        }
    }

    std::unique_ptr<QWebSocket> m_socket;
    std::string m_text;
    std::function<void(json::Value)> m_message;
    std::function<void(Error)> m_closed;
};

Error unreachable(const std::string &url, const QWebSocket &socket)
{
    const auto text = socket.errorString().toStdString();
    if (text.find("401") != std::string::npos) {
        return Error("auth.token", "The backend at \"" + url + "\" does not accept the token. Name a good one by --token-file or SIGNALBOX_TOKEN.", url);
    }
    if (text.find("403") != std::string::npos || text.find("421") != std::string::npos) {
        return Error("channel.refused", "The backend at \"" + url + "\" refuses this address: " + text + ".", url);
    }
    return Error("channel.unreachable", "The backend at \"" + url + "\" cannot be reached: " + text + ". Is it running, and is the address right?", url).retryable();
}

bool isLoopback(const QString &host)
{
    QHostAddress address;
    return host == QLatin1String("localhost") || (address.setAddress(host) && address.isLoopback());
}

} // namespace

Task<Result<std::unique_ptr<Channel>>> connectWebSocket(WebSocketTarget target, PlainText plain, std::stop_token stop)
{
    QUrl url(QString::fromStdString(target.url), QUrl::StrictMode);
    const bool known = url.scheme() == QLatin1String("ws") || url.scheme() == QLatin1String("wss");
    if (!url.isValid() || !known || url.host().isEmpty() || url.hasQuery() || !url.userInfo().isEmpty()) {
        co_return Error("channel.url", "\"" + url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery).toStdString() + "\" is no address of a backend; it looks like ws://host:port, without user, password or query.");
    }
    if (url.scheme() == QLatin1String("ws") && plain == PlainText::LoopbackOnly && !isLoopback(url.host())) {
        co_return Error("channel.url", "\"" + target.url + "\" would send the token unencrypted over the network; use wss://.", target.url);
    }
    if (url.path().isEmpty() || url.path() == QLatin1String("/")) {
        url.setPath(QStringLiteral("/api/v1/ws"));
    }
    QNetworkRequest request(url);
    if (!target.token.empty()) {
        request.setRawHeader("Authorization", QByteArray::fromStdString("Bearer " + target.token));
    }
    auto socket = std::make_unique<QWebSocket>();
    socket->setMaxAllowedIncomingMessageSize(api::kMaxFrameBytes);
    socket->setMaxAllowedIncomingFrameSize(api::kMaxFrameBytes);
    OneShot<Result<void>> connected;
    auto *context = socket.get();
    QObject::connect(context, &QWebSocket::connected, context, [connected] { connected.set(Result<void>()); });
    QObject::connect(context, &QWebSocket::disconnected, context, [connected, context, text = target.url] { connected.set(unreachable(text, *context)); });
    QObject::connect(context, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), context, [connected, context, text = target.url] { connected.set(unreachable(text, *context)); });
    socket->open(request);
    auto result = co_await waitFor(connected, stop);
    socket->disconnect();
    if (!result) {
        socket->abort();
        socket.release()->deleteLater();
        co_return std::move(result).error();
    }
    co_return std::unique_ptr<Channel>(std::make_unique<WebSocketChannel>(std::move(socket)));
}

} // namespace signalbox::transport
