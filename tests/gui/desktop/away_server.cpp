// SPDX-License-Identifier: GPL-3.0-or-later
#include "away_server.h"

#include "test_server.h"

namespace signalbox::test {

struct AwayServer::Private
{
    explicit Private(const std::string &folder) : server(ChannelKind::WebSocket, folder) {}
    TestServer server;
};

AwayServer::AwayServer(const std::string &folder) : d(new Private(folder))
{
    d->server.start();
}

AwayServer::~AwayServer()
{
    d->server.stop();
}

std::string AwayServer::address() const
{
    return d->server.address();
}

std::string AwayServer::token()
{
    return d->server.token({"*"});
}

bool AwayServer::wasAsked(const std::string &call) const
{
    return d->server.host().called().contains(call);
}

} // namespace signalbox::test
