// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/multi_p.h"

#include "base/log.h"

#include <algorithm>
#include <array>

#include <sys/epoll.h>
#include <unistd.h>

namespace signalbox::http {

Multi::Multi(const ClientOptions &options)
    : m_multi(curl_multi_init()), m_share(curl_share_init()), m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_options(options)
{
    if (m_epoll >= 0) {
        m_ready = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
        QObject::connect(m_ready.get(), &QSocketNotifier::activated, m_ready.get(), [this] { takeReady(); });
    } else {
        log::error("http", "there is no file descriptor left; requests will time out", {{"errno", std::to_string(errno)}});
    }
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &Multi::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &Multi::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, static_cast<long>(std::max(options.keptConnections, 1u)));
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
    // One thread uses it, so it needs no lock. Fresh connections resume TLS sessions by it.
    curl_share_setopt(m_share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { drive(CURL_SOCKET_TIMEOUT, 0); });
    m_deadlineTimer.setSingleShot(true);
    m_deadlineTimer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_deadlineTimer, &QTimer::timeout, &m_deadlineTimer, [this] { checkDeadlines(); });
}

Multi::~Multi()
{
    while (!m_transfers.empty()) {
        const auto id = m_transfers.begin()->first;
        end(id, cancelledError(m_transfers.begin()->second->exchange().url.subject));
    }
    curl_multi_cleanup(m_multi);
    curl_share_cleanup(m_share);
    m_ready.reset();
    if (m_epoll >= 0) {
        ::close(m_epoll);
    }
}

void Multi::start(std::shared_ptr<Exchange> exchange)
{
    const auto id = exchange->id;
    auto &transfer = *m_transfers.emplace(id, std::make_unique<Transfer>(std::move(exchange), *this, m_options, m_share))
                          .first->second;
    if (const auto code = curl_multi_add_handle(m_multi, transfer.handle()); code != CURLM_OK) {
        end(id, Error("http.protocol", "The request could not be started.", transfer.exchange().url.subject)
                    .withArg("detail", curl_multi_strerror(code)));
        return;
    }
    if (const auto due = transfer.due()) {
        watchDeadline(*due);
    }
    if (m_timer.isActive() && m_timer.interval() == 0) {
        m_timer.stop(); // curl wants to begin: no turn of the loop need pass first
        drive(CURL_SOCKET_TIMEOUT, 0);
    }
}

void Multi::fail(std::uint64_t id, Error error)
{
    if (m_transfers.contains(id)) {
        end(id, std::move(error));
    }
}

void Multi::resumeReceiving(std::uint64_t id)
{
    const auto found = m_transfers.find(id);
    if (found == m_transfers.end()) {
        return;
    }
    if (auto error = found->second->resumeReceiving()) {
        end(id, std::move(error));
    } else if (const auto due = found->second->due()) {
        watchDeadline(*due);
    }
}

void Multi::resumeSending(std::uint64_t id)
{
    const auto found = m_transfers.find(id);
    if (found == m_transfers.end()) {
        return;
    }
    if (auto error = found->second->resumeSending()) {
        end(id, std::move(error));
    } else if (const auto due = found->second->due()) {
        watchDeadline(*due);
    }
}

int Multi::onSocket(CURL *, curl_socket_t socket, int what, void *self, void *)
{
    static_cast<Multi *>(self)->watch(socket, what);
    return 0;
}

int Multi::onTimer(CURLM *, long milliseconds, void *self)
{
    auto &timer = static_cast<Multi *>(self)->m_timer;
    if (milliseconds < 0) {
        timer.stop();
    } else {
        timer.start(std::chrono::milliseconds(milliseconds));
    }
    return 0;
}

void Multi::watch(curl_socket_t socket, int what)
{
    const auto known = m_watched.find(socket);
    if (what == CURL_POLL_REMOVE || what == CURL_POLL_NONE) {
        // One that is held back is not asked about at all: that its peer has gone would be told for ever.
        if (known != m_watched.end()) {
            m_watched.erase(known);
            ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, socket, nullptr); // fails where the socket is closed already, which is as good
        }
        return;
    }
    epoll_event event{};
    event.events = ((what & CURL_POLL_IN) != 0 ? EPOLLIN : 0u) | ((what & CURL_POLL_OUT) != 0 ? EPOLLOUT : 0u);
    event.data.fd = socket;
    if (known == m_watched.end() || ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, socket, &event) != 0) {
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, socket, &event);
    }
    m_watched.insert_or_assign(socket, what);
}

void Multi::takeReady()
{
    constexpr int kMost = 64; // the others are told at the next turn
    std::array<epoll_event, kMost> events{};
    const int count = ::epoll_wait(m_epoll, events.data(), kMost, 0);
    for (int i = 0; i < count; ++i) {
        const auto &event = events[static_cast<std::size_t>(i)];
        const auto watched = m_watched.find(event.data.fd);
        if (watched == m_watched.end()) {
            continue; // dropped by one before it
        }
        int ready = 0;
        if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
            ready |= watched->second & CURL_POLL_IN ? CURL_CSELECT_IN : 0;
        }
        if ((event.events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0) {
            ready |= watched->second & CURL_POLL_OUT ? CURL_CSELECT_OUT : 0;
        }
        drive(event.data.fd, ready);
    }
}

void Multi::drive(curl_socket_t socket, int events)
{
    int running = 0;
    curl_multi_socket_action(m_multi, socket, events, &running);
    collectEnded();
}

void Multi::collectEnded()
{
    int left = 0;
    while (const auto *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE) {
            continue;
        }
        const auto code = message->data.result;
        const auto found = std::find_if(m_transfers.begin(), m_transfers.end(), [message](const auto &entry) {
            return entry.second->handle() == message->easy_handle;
        });
        if (found != m_transfers.end()) {
            end(found->first, found->second->failure(code));
        }
    }
}

void Multi::end(std::uint64_t id, std::optional<Error> error)
{
    const auto found = m_transfers.find(id);
    const auto transfer = std::move(found->second);
    m_transfers.erase(found);
    // The socket is closed before anybody hears of the end.
    curl_multi_remove_handle(m_multi, transfer->handle());
    transfer->finish(std::move(error));
}

void Multi::watchDeadline(Exchange::Instant due)
{
    if (m_deadline && *m_deadline <= due) {
        return;
    }
    m_deadline = due;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - std::chrono::steady_clock::now());
    // QTimer counts in int; a longer wait is looked at again on the way.
    m_deadlineTimer.start(std::clamp(left, std::chrono::milliseconds(0), std::chrono::milliseconds(0x7fffffff)));
}

void Multi::checkDeadlines()
{
    m_deadline.reset();
    const auto now = std::chrono::steady_clock::now();
    std::vector<std::pair<std::uint64_t, Error>> late;
    std::optional<Exchange::Instant> next;
    for (const auto &[id, transfer] : m_transfers) {
        if (auto error = transfer->overdue(now)) {
            late.emplace_back(id, std::move(*error));
        } else if (const auto due = transfer->due(); due && (!next || *due < *next)) {
            next = due;
        }
    }
    for (auto &[id, error] : late) {
        fail(id, std::move(error));
    }
    if (next) {
        watchDeadline(*next);
    }
}

} // namespace signalbox::http
