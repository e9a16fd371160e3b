// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the HTTP client share: a client that may reach loopback, and short ways to ask.
#pragma once

#include "http/client.h"
#include "support/raw_server.h"
#include "support/results.h"
#include "support/test.h"

namespace signalbox::test {

inline http::ClientOptions loopbackOptions()
{
    http::ClientOptions options;
    options.addressPolicy = http::AddressPolicy::allowAll();
    return options;
}

inline http::Request get(std::string url)
{
    http::Request request;
    request.url = std::move(url);
    return request;
}

inline http::Request post(std::string url, std::string body)
{
    http::Request request;
    request.method = "POST";
    request.url = std::move(url);
    request.body = std::move(body);
    return request;
}

inline Result<http::Response> sendNow(http::Client &client, http::Request request, std::stop_token stop = {})
{
    return await(client.send(std::move(request), std::move(stop)), Millis(20000));
}

/// A server that gives the same answer to every request, one after the other.
inline RawServer::Handler always(std::string answer, RawServer **self = nullptr)
{
    return [answer = std::move(answer), self](RawConnection &connection) {
        while (auto request = connection.readRequest()) {
            if (self && *self) {
                (*self)->remember(*request);
            }
            if (!connection.write(answer)) {
                return;
            }
        }
    };
}

} // namespace signalbox::test
