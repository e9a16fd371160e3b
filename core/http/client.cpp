// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/client.h"

#include "http/body_pipe.h"
#include "http/exchange_p.h"
#include "http/io_p.h"

namespace signalbox::http {

namespace {

constexpr std::size_t kStreamBytes = 256u << 10;

bool isSafeMethod(std::string_view method)
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE";
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

Result<void> check(const Request &request)
{
    if (!isToken(request.method)) {
        return Error("http.invalid", "\"" + request.method + "\" is no HTTP method.").withArg("processed", "no");
    }
    for (const auto &[name, value] : request.headers) {
        if (!isToken(name) || value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
            return Error("http.invalid", "The header \"" + (isToken(name) ? name : std::string()) + "\" has a name or a value that cannot be sent; line breaks are not allowed.").withArg("processed", "no");
        }
        // A length that differs from the body's would let the rest be read as another request.
        if (equalsIgnoringCase(name, "Content-Length") || equalsIgnoringCase(name, "Transfer-Encoding")) {
            return Error("http.invalid", "The header \"" + name + "\" follows from the body and cannot be given; leave it out.").withArg("processed", "no");
        }
    }
    return {};
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// The request that follows a redirect. Errors: http.redirect.
Result<Request> redirected(const Request &request, const Url &from, const ResponseHead &head, Url &to)
{
    SB_TRY(target, from.resolve(head.headers.value("Location")));
    if (from.scheme == "https" && target.scheme == "http") {
        return Error("http.redirect", from.subject + " leads from https to http; it is not followed.", from.subject).withArg("location", target.subject);
    }
    Request next = request;
    next.url = target.full;
    const bool becomesGet = head.status == 303 ? request.method != "HEAD" : (head.status == 301 || head.status == 302) && request.method == "POST";
    if (becomesGet) {
        next.method = "GET";
        next.body = std::monostate();
        next.contentLength.reset();
        next.headers.remove("Content-Type");
        next.headers.remove("Content-Length");
    } else if (std::holds_alternative<std::shared_ptr<BodyPipe>>(request.body)) {
        return Error("http.redirect", from.subject + " wants the request again elsewhere, but its body was streamed.", from.subject).withArg("location", target.subject);
    }
    if (!from.hasOriginOf(target)) {
        // Credentials are for the host that they were given for.
        Headers kept;
        for (const auto &[name, value] : next.headers) {
            for (const std::string_view harmless : {"Accept", "Accept-Language", "Content-Type", "User-Agent", "Range", "If-None-Match", "If-Modified-Since", "Idempotency-Key"}) {
                if (equalsIgnoringCase(name, harmless)) {
                    kept.add(name, value);
                }
            }
        }
        next.headers = std::move(kept);
        next.tls.certificateFile.clear();
        next.tls.keyFile.clear();
        next.unixSocket.clear();
    }
    to = std::move(target);
    return next;
}

// One request through its redirects. `streams`: the last exchange's body is left in its channel.
Task<Result<Response>> exchangeAll(std::shared_ptr<Io> io, Request request, std::stop_token stop, bool streams, std::shared_ptr<Exchange> *last)
{
    SB_CO_CHECK(check(request));
    SB_CO_CHECK(checkProxy(request.proxy.empty() ? io->options().proxy : request.proxy));
    SB_CO_TRY(url, Url::parse(request.url));
    const auto startedAt = std::chrono::steady_clock::now();
    for (unsigned redirects = 0;; ++redirects) {
        auto exchange = std::make_shared<Exchange>(Executor::current());
        exchange->io = io;
        exchange->id = io->nextId();
        exchange->url = url;
        exchange->startedAt = startedAt;
        exchange->redirects = redirects;
        exchange->effect = request.effect == Effect::Yes || (request.effect == Effect::ByMethod && !isSafeMethod(request.method));
        if (streams) {
            exchange->incoming = std::make_shared<ByteChannel>(kStreamBytes);
        }
        if (const auto *pipe = std::get_if<std::shared_ptr<BodyPipe>>(&request.body)) {
            exchange->outgoing = (*pipe)->channel();
        }
        exchange->request = std::make_shared<const Request>(request);
        if (stop.stop_requested()) {
            co_return cancelledError(url.subject);
        }
        io->start(exchange);
        auto answer = co_await waitFor(exchange->answer, stop);
        if (!answer) {
            if (answer.error().is("cancelled")) {
                exchange->detach();
                exchange->cancel();
            }
            co_return answer;
        }
        if (!isRedirect(answer->status) || request.followRedirects == 0 || !answer->headers.has("Location")) {
            *last = exchange;
            co_return answer;
        }
        exchange->cancel(); // the body of a redirect is not read
        if (redirects >= request.followRedirects) {
            auto target = url.resolve(answer->headers.value("Location"));
            co_return Error("http.redirect", url.subject + " redirects more than " + std::to_string(request.followRedirects) + " times.", url.subject)
                .withArg("location", target ? target->subject : std::string());
        }
        Url target;
        auto next = redirected(request, url, *answer, target);
        if (!next) {
            co_return std::move(next).error();
        }
        request = std::move(*next);
        url = std::move(target);
    }
}

} // namespace

BodyStream &BodyStream::operator=(BodyStream &&other) noexcept
{
    if (this != &other) {
        close();
        m_exchange = std::move(other.m_exchange);
    }
    return *this;
}

BodyStream::~BodyStream()
{
    close();
}

void BodyStream::close()
{
    if (auto exchange = std::exchange(m_exchange, nullptr)) {
        exchange->incoming->abandon();
        exchange->cancel();
    }
}

Task<Result<std::string>> BodyStream::read(std::stop_token stop)
{
    return readFrom(m_exchange, std::move(stop));
}

Task<Result<std::string>> BodyStream::readAll(std::stop_token stop)
{
    return readAllFrom(m_exchange, std::move(stop));
}

Task<Result<std::string>> BodyStream::readFrom(std::shared_ptr<Exchange> exchange, std::stop_token stop)
{
    if (!exchange) {
        co_return std::string();
    }
    auto piece = co_await ByteChannel::read(exchange->incoming, stop);
    if (!piece && piece.error().is("cancelled")) {
        exchange->incoming->abandon();
        exchange->cancel();
    }
    co_return piece;
}

Task<Result<std::string>> BodyStream::readAllFrom(std::shared_ptr<Exchange> exchange, std::stop_token stop)
{
    std::string all;
    for (;;) {
        auto piece = co_await readFrom(exchange, stop);
        if (!piece) {
            co_return piece;
        }
        if (piece->empty()) {
            co_return all;
        }
        all += *piece;
    }
}

Client::Client(ClientOptions options) : m_io(std::make_shared<Io>(std::move(options))) {}

Client::~Client()
{
    m_io->stop();
}

namespace {

Task<Result<Response>> sendWhole(std::shared_ptr<Io> io, Request request, std::stop_token stop)
{
    std::shared_ptr<Exchange> last;
    co_return co_await exchangeAll(io, std::move(request), stop, false, &last);
}

} // namespace

Task<Result<Response>> Client::send(Request request, std::stop_token stop)
{
    return sendWhole(m_io, std::move(request), std::move(stop));
}

Task<Result<StreamedResponse>> Client::open(Request request, std::stop_token stop)
{
    std::shared_ptr<Exchange> last;
    auto answer = co_await exchangeAll(m_io, std::move(request), stop, true, &last);
    if (!answer) {
        co_return std::move(answer).error();
    }
    StreamedResponse response;
    static_cast<ResponseHead &>(response) = static_cast<ResponseHead &>(*answer);
    response.body = BodyStream(last);
    co_return response;
}

} // namespace signalbox::http
