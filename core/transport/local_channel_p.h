// SPDX-License-Identifier: GPL-3.0-or-later
// A channel over a connected local socket, either end.
#pragma once

#include "transport/channel.h"
#include "transport/socket_frames_p.h"

#include <QLocalSocket>

namespace signalbox::transport {

class LocalChannel final : public QObject, public Channel
{
public:
    /// Takes the socket, which is connected. `unsent` also counts what stands in it.
    explicit LocalChannel(std::unique_ptr<QLocalSocket> socket, std::shared_ptr<UnsentGauge> unsent = std::make_shared<UnsentGauge>());
    ~LocalChannel() override;

    void listen(std::function<void(json::Value)> message, std::function<void(Error)> closed) override;
    void send(json::Value message) override;
    void close(Error reason) override;

private:
    void readSome();
    void end(Error reason);
    static void leave(QLocalSocket *socket);

    std::unique_ptr<QLocalSocket> m_socket;
    FrameReader m_reader;
    std::string m_frame;
    std::function<void(json::Value)> m_message;
    std::function<void(Error)> m_closed;
};

} // namespace signalbox::transport
