// SPDX-License-Identifier: GPL-3.0-or-later
// Protocol: one line of JSON, {"open": ["…"]}, answered by "ok\n". The socket stands in the runtime folder of the
// user under a name made of the data folder, because paths of sockets are short.
#include "desktop/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QStandardPaths>

namespace signalbox::desktop {

namespace {

constexpr int kPatience = 2000;
constexpr qint64 kLongestLine = 1 << 20;

QString socketPath(const QString &folder)
{
    const QByteArray name = QCryptographicHash::hash(QDir(folder).absolutePath().toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return runtime + QStringLiteral("/signalbox-window-") + QString::fromLatin1(name);
}

} // namespace

SingleInstance::SingleInstance(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_path(socketPath(folder))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::serve);
}

bool SingleInstance::handOver(const QStringList &flows)
{
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(kPatience)) {
        return false;
    }
    const QJsonObject request{{QStringLiteral("open"), QJsonArray::fromStringList(flows)}};
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    return socket.waitForBytesWritten(kPatience) && socket.waitForReadyRead(kPatience) && socket.readAll().startsWith("ok");
}

void SingleInstance::listen()
{
    // Nobody answered there, so what is there is left over.
    QLocalServer::removeServer(m_path);
    m_server.listen(m_path);
}

void SingleInstance::serve()
{
    while (auto *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > kLongestLine) {
                    socket->abort();
                }
                return;
            }
            QStringList flows;
            const auto request = QJsonDocument::fromJson(socket->readLine()).object();
            for (const auto &flow : request.value(QStringLiteral("open")).toArray()) {
                flows << flow.toString();
            }
            socket->write("ok\n");
            socket->flush();
            socket->disconnectFromServer();
            Q_EMIT asked(flows);
        });
    }
}

} // namespace signalbox::desktop
