// SPDX-License-Identifier: GPL-3.0-or-later
// curl's multi handle in Qt's event loop: sockets by one epoll descriptor, since the loop itself asks about each of its
// own at every turn; time by QTimer.
#pragma once

#include "http/transfer_p.h"

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include <QSocketNotifier>
#include <QTimer>

#include <curl/curl.h>

namespace signalbox::http {

/// Runs the transfers. Thread: the I/O thread, made and destroyed there too.
class Multi final
{
public:
    explicit Multi(const ClientOptions &options);
    /// Ends every transfer with `cancelled`.
    ~Multi();
    Multi(const Multi &) = delete;
    Multi &operator=(const Multi &) = delete;

    void start(std::shared_ptr<Exchange> exchange);
    /// Ends the transfer, if it still runs, and closes its connection.
    void fail(std::uint64_t id, Error error);
    void resumeReceiving(std::uint64_t id);
    void resumeSending(std::uint64_t id);
    /// A transfer's next deadline may have come nearer.
    void watchDeadline(Exchange::Instant due);

private:
    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *);
    static int onTimer(CURLM *multi, long milliseconds, void *self);
    void watch(curl_socket_t socket, int what);
    void takeReady();
    void drive(curl_socket_t socket, int events);
    void collectEnded();
    void checkDeadlines();
    void end(std::uint64_t id, std::optional<Error> error);

    CURLM *m_multi;
    CURLSH *m_share;
    QTimer m_timer;
    QTimer m_deadlineTimer;
    std::optional<Exchange::Instant> m_deadline;
    int m_epoll;
    std::unique_ptr<QSocketNotifier> m_ready;
    std::unordered_map<curl_socket_t, int> m_watched; ///< what curl waits for at each: CURL_POLL_*
    std::unordered_map<std::uint64_t, std::unique_ptr<Transfer>> m_transfers;
    const ClientOptions &m_options;
};

} // namespace signalbox::http
