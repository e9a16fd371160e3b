// SPDX-License-Identifier: GPL-3.0-or-later
// One easy handle: the request written into it, and curl's callbacks turned into an exchange's events.
#pragma once

#include "http/exchange_p.h"

#include <array>
#include <memory>
#include <optional>
#include <string>

#include <curl/curl.h>

namespace signalbox::http {

class Multi;

/// Thread: the I/O thread.
class Transfer final
{
public:
    using Instant = Exchange::Instant;

    Transfer(std::shared_ptr<Exchange> exchange, Multi &owner, const ClientOptions &options, CURLSH *share);
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    CURL *handle() const { return m_easy; }
    Exchange &exchange() { return *m_exchange; }

    /// Goes on after a pause. A failure ends the transfer.
    std::optional<Error> resumeReceiving();
    std::optional<Error> resumeSending();
    /// The instant of the next timeout, if any part has one now.
    std::optional<Instant> due() const;
    /// The error of the timeout that has passed, if one has.
    std::optional<Error> overdue(Instant now) const;
    /// What curl's result means; none where it went well.
    std::optional<Error> failure(CURLcode code) const;
    /// Hands the end over: the whole answer, the end of the stream, or the error.
    void finish(std::optional<Error> error);

private:
    enum class Phase { Connecting, Waiting, Head, Body };
    struct Timeout
    {
        Instant at;
        const char *phase;
    };

    void configure(const ClientOptions &options, CURLSH *share);
    void configureBody();
    void configureHeaders(const ClientOptions &options);
    std::optional<Timeout> nextTimeout() const;
    std::optional<Error> unpause();
    void enter(Phase phase);
    void touch();
    bool mayConnect(const IpAddress &address);
    bool headLine(std::string_view line);
    bool headComplete();
    std::size_t bodyBytes(std::string_view bytes);
    std::size_t sendBytes(char *to, std::size_t size);
    Error error(std::string code, std::string sentence) const;
    Error addressRefused() const;
    Error proxyFailure(const std::string &detail) const;
    Error tooLarge(std::uint64_t limit, std::string_view what) const;

    static curl_socket_t onOpenSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onConnected(void *self, char *remote, char *local, int remotePort, int localPort);
    static std::size_t onHeader(char *bytes, std::size_t size, std::size_t count, void *self);
    static std::size_t onBody(char *bytes, std::size_t size, std::size_t count, void *self);
    static std::size_t onSend(char *bytes, std::size_t size, std::size_t count, void *self);
    static int onSeek(void *self, curl_off_t offset, int origin);

    std::shared_ptr<Exchange> m_exchange;
    Multi &m_owner;
    CURL *m_easy;
    curl_slist *m_headerList = nullptr;
    std::string m_proxy;
    std::array<char, CURL_ERROR_SIZE> m_detail{};

    Phase m_phase = Phase::Connecting;
    Instant m_startedAt;
    Instant m_lastActivity;
    bool m_receivePaused = false;
    bool m_sendPaused = false;
    std::size_t m_sentOffset = 0;
    std::size_t m_headBytes = 0;
    std::uint64_t m_bodyBytes = 0;
    bool m_delivered = false;
    Response m_answer;
    /// Why a callback of ours ended the transfer.
    std::optional<Error> m_abort;
    std::string m_refusedAddress;
};

} // namespace signalbox::http
