// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/local_channel_p.h"

#include <QPointer>
#include <QTimer>

namespace signalbox::transport {

LocalChannel::LocalChannel(std::unique_ptr<QLocalSocket> socket, std::shared_ptr<UnsentGauge> unsent) : Channel(std::move(unsent)), m_socket(std::move(socket))
{
    m_socket->setParent(nullptr);
    QObject::connect(m_socket.get(), &QLocalSocket::bytesWritten, this, [this](qint64 bytes) { m_unsent->remove(static_cast<std::size_t>(bytes)); });
}

LocalChannel::~LocalChannel()
{
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater();
    }
}

void LocalChannel::listen(std::function<void(json::Value)> message, std::function<void(Error)> closed)
{
    m_message = std::move(message);
    m_closed = std::move(closed);
    QObject::connect(m_socket.get(), &QLocalSocket::readyRead, this, [this] { readSome(); });
    QObject::connect(
        m_socket.get(), &QLocalSocket::disconnected, this,
        [this] { end(Error("channel.closed", "The other end of the local socket has gone.").retryable()); }, Qt::QueuedConnection);
    if (m_socket->bytesAvailable() > 0 || m_socket->state() != QLocalSocket::ConnectedState) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                const QPointer<LocalChannel> alive(this);
                readSome();
                if (alive && m_socket && m_socket->state() != QLocalSocket::ConnectedState) {
                    end(Error("channel.closed", "The other end of the local socket has gone.").retryable());
                }
            },
            Qt::QueuedConnection);
    }
}

void LocalChannel::send(json::Value message)
{
    if (!m_socket) {
        return;
    }
    m_frame.clear();
    if (auto framed = appendFrame(m_frame, message); !framed) {
        QMetaObject::invokeMethod(this, [this, error = framed.error()] { end(error); }, Qt::QueuedConnection);
        return;
    }
    m_unsent->add(m_frame.size());
    m_socket->write(m_frame.data(), static_cast<qint64>(m_frame.size()));
    if (m_frame.capacity() > (1u << 20)) {
        m_frame.shrink_to_fit();
    }
}

void LocalChannel::close(Error)
{
    m_closed = nullptr;
    m_message = nullptr;
    if (m_socket) {
        m_socket->disconnect(this);
        leave(m_socket.release());
    }
}

// What was written still goes out, as far as the other end reads it.
void LocalChannel::leave(QLocalSocket *socket)
{
    socket->disconnect();
    if (socket->bytesToWrite() > 0 && static_cast<std::size_t>(socket->bytesToWrite()) < kMaxUnsentBytes) {
        QObject::connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        socket->disconnectFromServer();
        QTimer::singleShot(2000, socket, [socket] {
            socket->abort();
            socket->deleteLater();
        });
    } else {
        socket->abort();
        socket->deleteLater();
    }
}

void LocalChannel::readSome()
{
    const QPointer<LocalChannel> alive(this);
    while (alive && m_socket && m_socket->bytesAvailable() > 0) {
        const auto bytes = m_socket->read(1 << 20);
        auto messages = m_reader.add({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        if (!messages) {
            // The other end is told before the connection goes.
            send(api::errorMessage(std::monostate(), messages.error()));
            if (auto *socket = m_socket.release()) {
                leave(socket);
            }
            end(messages.error());
            return;
        }
        for (auto &message : *messages) {
            if (!m_message) {
                return;
            }
            const auto callback = m_message;
            callback(std::move(message));
            if (!alive) {
                return;
            }
        }
    }
}

void LocalChannel::end(Error reason)
{
    m_message = nullptr;
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater();
    }
    if (const auto callback = std::exchange(m_closed, nullptr)) {
        callback(std::move(reason));
    }
}

} // namespace signalbox::transport
