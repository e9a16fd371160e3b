// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/transfer_p.h"

#include "http/io_p.h"
#include "http/multi_p.h"

#include <algorithm>
#include <cstring>

#include <sys/socket.h>
#include <unistd.h>

namespace signalbox::http {

namespace {

constexpr std::size_t kMostHeadBytes = 256u << 10;

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool isConnectionFailure(CURLcode code)
{
    return code == CURLE_COULDNT_CONNECT || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_GOT_NOTHING
        || code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_PROXY;
}

} // namespace

Transfer::Transfer(std::shared_ptr<Exchange> exchange, Multi &owner, const ClientOptions &options, CURLSH *share)
    : m_exchange(std::move(exchange)), m_owner(owner), m_easy(curl_easy_init()), m_startedAt(std::chrono::steady_clock::now()), m_lastActivity(m_startedAt)
{
    m_answer.url = m_exchange->url.subject;
    m_answer.redirects = m_exchange->redirects;
    configure(options, share);
    configureBody();
    configureHeaders(options);
}

Transfer::~Transfer()
{
    curl_easy_cleanup(m_easy);
    curl_slist_free_all(m_headerList);
}

void Transfer::configure(const ClientOptions &options, CURLSH *share)
{
    const auto &request = *m_exchange->request;
    m_proxy = request.proxy.empty() ? options.proxy : request.proxy;
    const auto &authorities = request.tls.caFile.empty() ? options.caFile : request.tls.caFile;
    const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(m_easy, option, value); };
    set(CURLOPT_SHARE, share);
    set(CURLOPT_ERRORBUFFER, m_detail.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_NOPROGRESS, 1L);
    set(CURLOPT_URL, m_exchange->url.full.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_FOLLOWLOCATION, 0L); // each hop is checked and made by the client
    set(CURLOPT_PROXY, m_proxy.c_str());
    set(CURLOPT_NOPROXY, "");
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, 0x7fffffffL); // timeouts are ours, see nextTimeout()
    if (!authorities.empty()) {
        set(CURLOPT_CAINFO, authorities.c_str());
    }
    const bool verify = request.tls.verify == Tls::Verify::Yes;
    set(CURLOPT_SSL_VERIFYPEER, verify ? 1L : 0L);
    set(CURLOPT_SSL_VERIFYHOST, verify ? 2L : 0L);
    if (!request.tls.certificateFile.empty()) {
        set(CURLOPT_SSLCERT, request.tls.certificateFile.c_str());
        set(CURLOPT_SSLKEY, request.tls.keyFile.c_str());
    }
    if (!request.unixSocket.empty()) {
        set(CURLOPT_UNIX_SOCKET_PATH, request.unixSocket.c_str());
    }
    if (request.decode == Request::Decode::Yes) {
        set(CURLOPT_ACCEPT_ENCODING, "");
    }
    if (m_exchange->effect) {
        set(CURLOPT_FRESH_CONNECT, 1L);
        set(CURLOPT_FORBID_REUSE, 1L);
    }
    set(CURLOPT_OPENSOCKETFUNCTION, &Transfer::onOpenSocket);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_PREREQFUNCTION, &Transfer::onConnected);
    set(CURLOPT_PREREQDATA, this);
    set(CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    set(CURLOPT_WRITEDATA, this);
    if (m_exchange->incoming) {
        m_exchange->incoming->onWake([io = m_exchange->io, id = m_exchange->id] { io->resumeReceiving(id); });
    }
    if (m_exchange->outgoing) {
        m_exchange->outgoing->onWake([io = m_exchange->io, id = m_exchange->id] { io->resumeSending(id); });
    }
}

void Transfer::configureBody()
{
    const auto &request = *m_exchange->request;
    const auto *bytes = std::get_if<std::string>(&request.body);
    const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(m_easy, option, value); };
    if (bytes || m_exchange->outgoing) {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_READFUNCTION, &Transfer::onSend);
        set(CURLOPT_READDATA, this);
        // Never rewound: a body that was begun is not sent a second time behind the caller's back.
        set(CURLOPT_SEEKFUNCTION, &Transfer::onSeek);
        set(CURLOPT_SEEKDATA, this);
        const auto length = bytes ? static_cast<curl_off_t>(bytes->size()) : request.contentLength ? static_cast<curl_off_t>(*request.contentLength) : curl_off_t(-1);
        set(CURLOPT_POSTFIELDSIZE_LARGE, length);
        if (length < 0) {
            m_headerList = curl_slist_append(m_headerList, "Transfer-Encoding: chunked");
        }
        set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    } else if (request.method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
    } else {
        set(CURLOPT_HTTPGET, 1L);
        if (request.method != "GET") {
            set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
            if (request.method == "POST" || request.method == "PUT" || request.method == "PATCH") {
                m_headerList = curl_slist_append(m_headerList, "Content-Length: 0");
            }
        }
    }
}

void Transfer::configureHeaders(const ClientOptions &options)
{
    const auto &headers = m_exchange->request->headers;
    for (const auto &[name, value] : headers) {
        // curl takes "Name;" for a field without a value, and "Name:" for none at all.
        const auto text = std::string(trimmed(value));
        const auto line = text.empty() ? name + ";" : name + ": " + text;
        m_headerList = curl_slist_append(m_headerList, line.c_str());
    }
    if (!headers.has("User-Agent") && !options.userAgent.empty()) {
        m_headerList = curl_slist_append(m_headerList, ("User-Agent: " + options.userAgent).c_str());
    }
    m_headerList = curl_slist_append(m_headerList, "Expect:");
    if (!headers.has("Content-Type")) {
        m_headerList = curl_slist_append(m_headerList, "Content-Type:");
    }
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headerList);
}

Error Transfer::error(std::string code, std::string sentence) const
{
    return Error(std::move(code), std::move(sentence), m_exchange->url.subject);
}

Error Transfer::tooLarge(std::uint64_t limit, std::string_view what) const
{
    return error("http.tooLarge", std::string(what) + " of " + m_exchange->url.subject + " is larger than " + std::to_string(limit) + " bytes; raise the limit, or stream it.")
        .withArg("limit", std::to_string(limit))
        .withArg("processed", "unknown");
}

void Transfer::touch()
{
    m_lastActivity = std::chrono::steady_clock::now();
}

void Transfer::enter(Phase phase)
{
    m_phase = phase;
    touch();
    if (const auto next = due()) {
        m_owner.watchDeadline(*next);
    }
}

std::optional<Transfer::Timeout> Transfer::nextTimeout() const
{
    const auto &timeouts = m_exchange->request->timeouts;
    std::optional<Timeout> next;
    const auto consider = [&](Instant from, Millis length, const char *phase) {
        length = std::min(length, kLongestWait);
        if (length > Millis(0) && (!next || from + length < next->at)) {
            next = Timeout{from + length, phase};
        }
    };
    consider(m_exchange->startedAt, timeouts.total, "total");
    switch (m_phase) {
    case Phase::Connecting: consider(m_startedAt, timeouts.connect, "connect"); break;
    case Phase::Waiting:
        if (!m_sendPaused) {
            consider(m_lastActivity, timeouts.firstByte, "firstByte");
        }
        break;
    case Phase::Head:
    case Phase::Body:
        if (!m_receivePaused) {
            consider(m_lastActivity, timeouts.idle, "idle");
        }
        break;
    }
    return next;
}

std::optional<Transfer::Instant> Transfer::due() const
{
    const auto next = nextTimeout();
    return next ? std::optional(next->at) : std::nullopt;
}

std::optional<Error> Transfer::overdue(Instant now) const
{
    const auto next = nextTimeout();
    if (!next || next->at > now) {
        return std::nullopt;
    }
    const std::string phase = next->phase;
    const std::string what = phase == "connect" ? "did not accept a connection" : phase == "firstByte" ? "did not begin to answer" : phase == "idle" ? "stopped sending" : "did not finish its answer";
    return error("http.timeout", m_exchange->url.subject + " " + what + " in time; try again later, or allow it more time.")
        .retryable()
        .withArg("phase", phase)
        .withArg("processed", m_phase == Phase::Connecting ? "no" : "unknown");
}

std::optional<Error> Transfer::unpause()
{
    const auto mask = (m_receivePaused ? CURLPAUSE_RECV : 0) | (m_sendPaused ? CURLPAUSE_SEND : 0);
    touch();
    if (const auto code = curl_easy_pause(m_easy, mask); code != CURLE_OK) {
        return failure(code);
    }
    return std::nullopt;
}

std::optional<Error> Transfer::resumeReceiving()
{
    if (!std::exchange(m_receivePaused, false)) {
        return std::nullopt;
    }
    return unpause();
}

std::optional<Error> Transfer::resumeSending()
{
    if (!std::exchange(m_sendPaused, false)) {
        return std::nullopt;
    }
    return unpause();
}

Error Transfer::addressRefused() const
{
    return error("http.addressRefused", m_exchange->url.subject + " leads to " + m_refusedAddress + ", which is not a public address; allow it for this workspace if that is meant.")
        .withArg("address", m_refusedAddress)
        .withArg("processed", "no");
}

Error Transfer::proxyFailure(const std::string &detail) const
{
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_HTTP_CONNECTCODE, &status);
    auto failed = error("http.proxy", "The proxy for " + m_exchange->url.subject + " is away or refused: " + detail + ".").withArg("detail", detail).withArg("processed", "no");
    if (status == 0 || isRetryableStatus(static_cast<int>(status))) {
        failed.retry = Retry::Later;
    }
    return failed;
}

std::optional<Error> Transfer::failure(CURLcode code) const
{
    if (m_abort) {
        return m_abort;
    }
    const auto &subject = m_exchange->url.subject;
    if (code == CURLE_OK && m_phase != Phase::Body) {
        code = CURLE_PARTIAL_FILE; // curl takes a head that ends in the middle for a whole one
    }
    std::string detail = m_detail[0] != '\0' ? std::string(m_detail.data()) : std::string(curl_easy_strerror(code));
    if (detail.find('@') != std::string::npos) {
        detail = curl_easy_strerror(code); // it may quote credentials
    }
    const char *processed = m_phase == Phase::Connecting ? "no" : "unknown";
    const auto with = [&](Error failed) { return std::move(failed).withArg("detail", detail).withArg("processed", processed); };
    if (!m_proxy.empty() && m_phase == Phase::Connecting && isConnectionFailure(code)) {
        return proxyFailure(detail);
    }
    if (code == CURLE_OUT_OF_MEMORY && m_phase != Phase::Body) {
        return tooLarge(kMostHeadBytes, "The head of the answer"); // curl's own limit of a line
    }
    if (code == CURLE_RECV_ERROR && detail.find("chunked-encoding") != std::string::npos) {
        code = CURLE_BAD_CONTENT_ENCODING;
    }
    switch (code) {
    case CURLE_OK: return std::nullopt;
    case CURLE_COULDNT_RESOLVE_HOST: return with(error("http.resolve", "No address was found for the host of " + subject + "; check the name and the network.").retryable());
    case CURLE_COULDNT_CONNECT:
        if (!m_refusedAddress.empty()) {
            return addressRefused();
        }
        return with(error("http.connect", "No connection to " + subject + ": " + detail + ".").retryable());
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return with(error("http.tls", "No trusted connection to " + subject + ": " + detail + "."));
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_READ_ERROR:
    case CURLE_ABORTED_BY_CALLBACK: {
        auto closed = with(error("http.closed", "The connection to " + subject + " ended before the answer did"
                                     + (m_exchange->effect ? "; whether the request was carried out is not known." : "; try again.")));
        if (!m_exchange->effect) {
            closed.retry = Retry::Later;
        }
        return closed;
    }
    default: return with(error("http.protocol", subject + " did not answer as HTTP is spoken: " + detail + "."));
    }
}

void Transfer::finish(std::optional<Error> error)
{
    if (m_exchange->outgoing) {
        m_exchange->outgoing->abandon();
    }
    if (m_exchange->incoming) {
        if (!m_delivered) {
            m_exchange->deliver(error ? Result<Response>(*error) : Result<Response>(std::move(m_answer)));
        }
        m_exchange->incoming->close(std::move(error));
        return;
    }
    m_exchange->deliver(error ? Result<Response>(std::move(*error)) : Result<Response>(std::move(m_answer)));
}

bool Transfer::mayConnect(const IpAddress &address)
{
    if (!m_proxy.empty()) {
        return true; // the proxy was configured by a person; what lies behind it is its to vet
    }
    static const AddressPolicy publicOnly;
    const auto &own = m_exchange->request->addressPolicy;
    const auto &policy = own ? *own : m_exchange->io->options().addressPolicy;
    return policy.allows(m_exchange->url.host, address);
}

curl_socket_t Transfer::onOpenSocket(void *self, curlsocktype purpose, curl_sockaddr *address)
{
    auto *transfer = static_cast<Transfer *>(self);
    if (purpose == CURLSOCKTYPE_IPCXN && (address->family == AF_INET || address->family == AF_INET6)) {
        const auto ip = IpAddress::of(address->addr);
        if (!ip || !transfer->mayConnect(*ip)) {
            transfer->m_refusedAddress = ip ? ip->toString() : "an unknown kind of address";
            return CURL_SOCKET_BAD;
        }
        transfer->m_answer.address = ip->toString();
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int Transfer::onConnected(void *self, char *remote, char *, int, int)
{
    auto *transfer = static_cast<Transfer *>(self);
    // A kept connection was opened for somebody else, whose policy may have been another.
    if (const auto ip = IpAddress::parse(remote ? remote : ""); ip && transfer->m_exchange->request->unixSocket.empty()) {
        transfer->m_answer.address = ip->toString();
        if (!transfer->mayConnect(*ip)) {
            transfer->m_refusedAddress = ip->toString();
            transfer->m_abort = transfer->addressRefused();
            return CURL_PREREQFUNC_ABORT;
        }
    }
    transfer->enter(Phase::Waiting);
    return CURL_PREREQFUNC_OK;
}

std::size_t Transfer::onHeader(char *bytes, std::size_t size, std::size_t count, void *self)
{
    return static_cast<Transfer *>(self)->headLine({bytes, size * count}) ? size * count : 0;
}

bool Transfer::headLine(std::string_view line)
{
    if (m_phase == Phase::Body) {
        touch();
        return true; // a trailer
    }
    m_headBytes += line.size();
    if (m_headBytes > kMostHeadBytes) {
        m_abort = tooLarge(kMostHeadBytes, "The head of the answer");
        return false;
    }
    if (line.starts_with("HTTP/")) {
        m_answer.headers.clear();
        m_answer.status = 0;
        const auto space = line.find(' ');
        if (space != std::string_view::npos) {
            m_answer.status = std::atoi(std::string(line.substr(space + 1, 3)).c_str());
        }
        enter(Phase::Head);
        return true;
    }
    touch();
    const auto text = trimmed(line);
    if (text.empty()) {
        return m_answer.status < 200 || headComplete();
    }
    const auto colon = text.find(':');
    if (colon != std::string_view::npos) {
        m_answer.headers.add(std::string(trimmed(text.substr(0, colon))), std::string(trimmed(text.substr(colon + 1))));
    }
    return true;
}

bool Transfer::headComplete()
{
    m_answer.elapsed = std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - m_exchange->startedAt);
    enter(Phase::Body);
    if (m_exchange->incoming && !m_delivered) {
        m_delivered = true;
        m_exchange->deliver(Response(m_answer));
    }
    return true;
}

std::size_t Transfer::onBody(char *bytes, std::size_t size, std::size_t count, void *self)
{
    return static_cast<Transfer *>(self)->bodyBytes({bytes, size * count});
}

std::size_t Transfer::bodyBytes(std::string_view bytes)
{
    touch();
    const auto limit = m_exchange->request->maxBodyBytes;
    if (limit > 0 && m_bodyBytes + bytes.size() > limit) {
        m_abort = tooLarge(limit, "The answer");
        return 0;
    }
    if (m_exchange->incoming) {
        if (!m_exchange->incoming->push(bytes)) {
            m_receivePaused = true;
            return CURL_WRITEFUNC_PAUSE;
        }
    } else {
        m_answer.body.append(bytes);
    }
    m_bodyBytes += bytes.size();
    return bytes.size();
}

std::size_t Transfer::onSend(char *bytes, std::size_t size, std::size_t count, void *self)
{
    return static_cast<Transfer *>(self)->sendBytes(bytes, size * count);
}

std::size_t Transfer::sendBytes(char *to, std::size_t size)
{
    touch();
    if (const auto *bytes = std::get_if<std::string>(&m_exchange->request->body)) {
        const auto count = std::min(size, bytes->size() - m_sentOffset);
        std::memcpy(to, bytes->data() + m_sentOffset, count);
        m_sentOffset += count;
        return count;
    }
    std::size_t taken = 0;
    switch (m_exchange->outgoing->pull(to, size, taken)) {
    case ByteChannel::State::Data: return taken;
    case ByteChannel::State::Wait: m_sendPaused = true; return CURL_READFUNC_PAUSE;
    case ByteChannel::State::End: return 0;
    case ByteChannel::State::Failed: break;
    }
    m_abort = m_exchange->outgoing->error().value_or(error("http.closed", "The body of the request was not completed."));
    return CURL_READFUNC_ABORT;
}

int Transfer::onSeek(void *self, curl_off_t offset, int origin)
{
    // Only "from the start, before anything was sent" is fine.
    return static_cast<Transfer *>(self)->m_sentOffset == 0 && offset == 0 && origin == SEEK_SET ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
}

} // namespace signalbox::http
