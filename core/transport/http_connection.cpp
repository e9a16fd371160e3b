// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP connection: requests one after another, each answered before the next is read.
#include "api/errors.h"
#include "api/rest.h"
#include "base/deadline.h"
#include "base/uuid.h"
#include "base/text.h"
#include "transport/guest_exchange_p.h"
#include "transport/http_checks_p.h"
#include "transport/http_core_p.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/chunk_encode.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace signalbox::transport {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

using HttpResponse = http::response<http::string_body>;
using Parser = http::request_parser<http::string_body>;

std::string_view view(beast::string_view text)
{
    return {text.data(), text.size()};
}

struct Target
{
    std::string path;
    std::string query;
};

Target split(std::string_view target)
{
    const auto mark = std::min(target.find('?'), target.size());
    return {std::string(target.substr(0, mark)), std::string(target.substr(std::min(mark + 1, target.size())))};
}

HttpResponse response(int status, std::string body, const std::string &requestId)
{
    HttpResponse made(static_cast<http::status>(status), 11);
    made.set(http::field::content_type, "application/json");
    made.set(http::field::cache_control, "no-store");
    made.set("X-Content-Type-Options", "nosniff");
    made.set("X-Request-Id", requestId);
    made.body() = std::move(body);
    return made;
}

HttpResponse failure(const Error &error, const std::string &requestId)
{
    const int status = api::httpStatus(error.code);
    auto made = response(status, api::restErrorBody(error, requestId), requestId);
    if (status == 401) {
        made.set(http::field::www_authenticate, "Bearer");
    }
    for (const auto &[name, value] : error.args) {
        if (name == "retryAfterMs") {
            made.set(http::field::retry_after, std::to_string((std::strtoll(value.c_str(), nullptr, 10) + 999) / 1000));
        }
    }
    return made;
}

// What stands in the way of a request before its body is read.
Result<void> checkHeaders(const HttpCore &core, const HttpRequest &request, const Target &target)
{
    if (request.count(http::field::host) != 1) {
        return Error("http.host", "A request has one Host header.");
    }
    SB_CHECK(checkHost(view(request[http::field::host]), core.options.hosts));
    SB_CHECK(checkOrigin(view(request[http::field::origin]), view(request[http::field::host]), core.options.origins));
    return checkQuery(target.query);
}

Error readError(const boost::system::error_code &failed, const HttpLimits &limits)
{
    if (failed == http::error::header_limit) {
        return Error("http.headerTooLarge", "The headers are larger than " + std::to_string(limits.headerBytes) + " bytes.");
    }
    if (failed == http::error::body_limit || failed == http::error::buffer_overflow) {
        return Error("http.bodyTooLarge", "The body is larger than " + std::to_string(limits.bodyBytes) + " bytes.").withArg("limit", std::to_string(limits.bodyBytes));
    }
    return Error("http.syntax", "This is no HTTP request: " + failed.message() + ".");
}

HttpResponse responseOf(api::GuestReply reply, const std::string &requestId)
{
    auto made = response(reply.status, std::move(reply.body), requestId);
    for (const auto &[name, value] : reply.headers) {
        made.set(name, value);
    }
    return made;
}

Task<void> answerGuest(api::Guest *guest, std::shared_ptr<const api::GuestVisitor> visitor, api::GuestHead head, std::string body, std::shared_ptr<GuestExchange> exchange, std::stop_token stop)
{
    const auto forward = [exchange] { exchange->stopSource().request_stop(); };
    const std::stop_callback onStop(std::move(stop), forward);
    auto reply = co_await guest->answer(std::move(visitor), std::move(head), std::move(body), exchange, exchange->stopSource().get_token());
    exchange->finish(std::move(reply));
}

Task<Result<json::Value>> callHost(CorePtr core, api::CallContext context, std::string method, json::Value params, std::stop_token stop)
{
    // A call over REST has an end, also when its caller has left.
    DeadlineStop deadline(core->clock, Deadline::in(core->clock, core->options.limits.callTime), stop);
    context.stop = deadline.token();
    auto result = co_await core->host.call(std::move(context), std::move(method), std::move(params));
    if (!result && result.error().is("cancelled")) {
        if (deadline.hasExpired()) {
            co_return Error("http.timeout", "The call took longer than an HTTP call may; ask again, or use a channel.").retryable();
        }
        co_return Error("engine.stopping", "The backend is shutting down; try again in a moment.").retryable();
    }
    co_return result;
}

class Connection final : public Closable
{
public:
    Connection(CorePtr core, beast::tcp_stream stream, std::string peer)
        : m_core(std::move(core)), m_stream(std::move(stream)), m_peer(std::move(peer)), m_buffer(m_core->options.limits.headerBytes + (64u << 10))
    {
        m_core->open.insert(this);
    }
    ~Connection() override { m_core->open.erase(this); }

    void closeIfIdle() override
    {
        if (m_isIdle) {
            closeNow();
        }
    }
    void closeNow() override
    {
        if (!m_isUpgraded) {
            m_stream.close();
        }
    }

    asio::awaitable<void> serve()
    {
        bool goOn = true;
        while (goOn && !m_core->isClosing) {
            goOn = co_await serveOne();
        }
        if (m_isUpgraded) {
            co_return;
        }
        boost::system::error_code ignored;
        m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        co_await drain();
    }

private:
    // A peer that still sends would lose our answer to a reset: what it sends is read and dropped for a moment.
    asio::awaitable<void> drain()
    {
        std::array<char, 4096> dropped{};
        boost::system::error_code failed;
        m_stream.expires_after(std::chrono::seconds(2));
        std::size_t total = 0;
        while (!failed && total < (1u << 20)) {
            total += co_await m_stream.async_read_some(asio::buffer(dropped), asio::redirect_error(asio::use_awaitable, failed));
        }
    }

    asio::awaitable<bool> serveOne()
    {
        const auto &limits = m_core->options.limits;
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(limits.headerBytes));
        parser.body_limit(boost::none);
        m_stream.expires_after(limits.headerTime);
        boost::system::error_code failed;
        m_isIdle = m_buffer.size() == 0;
        co_await http::async_read_header(m_stream, m_buffer, parser, asio::redirect_error(asio::use_awaitable, failed));
        m_isIdle = false;
        const auto requestId = newUuid();
        if (failed) {
            // The peer has gone, or it was too slow: then the stream has closed the socket.
            const bool hasGone = failed == http::error::end_of_stream || failed.category() != http::make_error_code(http::error::bad_method).category();
            if (!hasGone) {
                co_await write(failure(readError(failed, limits), requestId), false);
            }
            co_return false;
        }
        const auto target = split(view(parser.get().target()));
        auto *guest = m_core->options.guest;
        if (guest && (m_core->options.isGuestOnly || guest->takes(target.path))) {
            co_return co_await visit(*guest, parser, target, requestId);
        }
        if (auto checked = checkHeaders(*m_core, parser.get(), target); !checked) {
            co_await write(failure(checked.error(), requestId), false);
            co_return false;
        }
        const bool upgrade = beast::websocket::is_upgrade(parser.get());
        if (!upgrade) {
            const auto open = openAnswer(parser.get(), target, requestId);
            if (open) {
                const bool bodyless = parser.is_done();
                co_return co_await write(*open, bodyless && parser.get().keep_alive());
            }
        }
        auto token = bearerToken(view(parser.get()[http::field::authorization]));
        std::shared_ptr<const api::Caller> caller;
        std::optional<Error> refused;
        if (!token) {
            refused = token.error();
        } else if (!token->empty()) {
            api::Credential credential{api::Credential::Kind::Token, *token, m_peer};
            // Named: g++ 12.2 copies a closure that stands in a co_await bit by bit.
            auto signIn = [core = m_core, credential](std::stop_token) { return core->host.signIn(credential); };
            auto signedIn = co_await onHost<std::shared_ptr<const api::Caller>>(m_core, std::move(signIn));
            if (signedIn) {
                caller = *signedIn;
            } else {
                refused = signedIn.error();
            }
        } else if (!upgrade) {
            refused = Error("auth.required", "Sign in by \"Authorization: Bearer\" and a token.");
        }
        if (refused) {
            co_await write(failure(*refused, requestId), false);
            co_return false;
        }
        if (upgrade) {
            co_return co_await upgradeTo(parser, target, caller, requestId);
        }
        co_return co_await call(parser, target, caller, requestId);
    }

    // Answers that need nobody signed in.
    std::optional<HttpResponse> openAnswer(const HttpRequest &request, const Target &target, const std::string &requestId) const
    {
        if (request.method() != http::verb::get) {
            return std::nullopt;
        }
        if (target.path == "/health/live") {
            return response(200, api::restBody(json::Object{{"live", true}}, requestId), requestId);
        }
        if (target.path == "/health/ready") {
            const bool ready = m_core->host.isReady() && !m_core->isClosing;
            return ready ? response(200, api::restBody(json::Object{{"ready", true}}, requestId), requestId)
                         : failure(Error("engine.stopping", "The backend takes no work now.").retryable(), requestId);
        }
        if (target.path == "/api/v1/openapi.json") {
            return response(200, m_core->openApi, requestId);
        }
        return std::nullopt;
    }

    asio::awaitable<bool> upgradeTo(Parser &parser, const Target &target, std::shared_ptr<const api::Caller> caller, const std::string &requestId)
    {
        if (target.path != "/api/v1/ws") {
            co_await write(failure(Error("http.notFound", "The WebSocket is at /api/v1/ws."), requestId), false);
            co_return false;
        }
        if (!parser.is_done()) {
            co_await write(failure(Error("http.syntax", "An upgrade has no body."), requestId), false);
            co_return false;
        }
        m_isUpgraded = true;
        m_stream.expires_never();
        auto request = parser.release();
        co_await serveWebSocket(m_core, std::move(m_stream), std::move(request), std::move(caller), m_peer);
        co_return false;
    }

    // Why the body could not be read; without a code: nobody is there to be told.
    asio::awaitable<std::optional<Error>> readBody(Parser &parser, std::uint64_t most)
    {
        auto limits = m_core->options.limits;
        limits.bodyBytes = most;
        const auto announced = parser.content_length();
        if (announced && *announced > most) {
            co_return readError(make_error_code(http::error::body_limit), limits);
        }
        if (parser.is_done()) {
            co_return std::nullopt;
        }
        boost::system::error_code failed;
        parser.body_limit(most);
        m_stream.expires_after(limits.bodyTime);
        if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(m_stream, asio::buffer(kContinue.data(), kContinue.size()), asio::redirect_error(asio::use_awaitable, failed));
        }
        co_await http::async_read(m_stream, m_buffer, parser, asio::redirect_error(asio::use_awaitable, failed));
        if (!failed) {
            co_return std::nullopt;
        }
        const bool hasGone = failed == http::error::end_of_stream || failed == http::error::partial_message || failed == beast::error::timeout;
        co_return hasGone ? Error() : readError(failed, limits);
    }

    asio::awaitable<bool> visit(api::Guest &guest, Parser &parser, const Target &target, const std::string &requestId)
    {
        const auto refuse = [&](const Error &error) { return responseOf(guest.refusal(error), requestId); };
        if (!guest.takes(target.path)) {
            co_await write(refuse(Error("http.notFound", "There is nothing at this path; the API begins at /v1.")), false);
            co_return false;
        }
        api::GuestHead head{std::string(view(parser.get().method_string())), target.path, target.query, {}, m_peer, requestId};
        auto allowed = checkHeaders(*m_core, parser.get(), target);
        auto token = bearerToken(view(parser.get()[http::field::authorization]));
        if (allowed && !token) {
            allowed = token.error();
        }
        if (!allowed) {
            co_await write(refuse(allowed.error()), false);
            co_return false;
        }
        head.token = *token;
        auto admit = [host = &guest, head](std::stop_token) { return host->admit(head); };
        auto visitor = co_await onHost<std::shared_ptr<const api::GuestVisitor>>(m_core, std::move(admit));
        if (!visitor) {
            co_await write(refuse(visitor.error()), false);
            co_return false;
        }
        auto unread = co_await readBody(parser, guest.bodyBytes());
        if (unread) {
            if (!unread->code.empty()) {
                co_await write(refuse(*unread), false);
            }
            co_return false;
        }
        auto &request = parser.get();
        const bool keepAlive = request.keep_alive();
        if (!request.body().empty() && !isJson(request)) {
            co_return co_await write(refuse(Error("http.mediaType", "A body is JSON: send \"Content-Type: application/json\".")), keepAlive);
        }
        head.token.clear();
        auto exchange = std::make_shared<GuestExchange>(m_core);
        auto body = std::make_shared<std::string>(std::move(request.body()));
        auto begin = [core = m_core, host = &guest, known = *visitor, head, body, exchange] {
            if (!core->calls) {
                exchange->finish(host->refusal(Error("engine.stopping", "The backend is shutting down; try again in a moment.").retryable()));
                return;
            }
            core->calls->start([&](std::stop_token stop) { return answerGuest(host, known, head, std::move(*body), exchange, stop); });
        };
        m_core->host.executor().post(std::move(begin));
        co_return co_await pump(exchange, request.version() >= 11, keepAlive, requestId);
    }

    // Writes what the guest says as it comes, and tells it when the client has gone.
    asio::awaitable<bool> pump(std::shared_ptr<GuestExchange> exchange, bool isChunked, bool keepAlive, const std::string &requestId)
    {
        m_stream.expires_never();
        m_hasLeft = false;
        m_watches = true;
        watch(exchange);
        bool hasBegun = false;
        bool isWhole = true;
        while (!exchange->isFinished()) {
            if (m_hasLeft && isWhole) {
                isWhole = false;
                exchange->leave();
            }
            if (auto head = exchange->takeHead()) {
                hasBegun = true;
                if (isWhole) {
                    isWhole = co_await writeHead(responseOf(std::move(*head), requestId), isChunked, keepAlive);
                }
            } else if (auto piece = exchange->takePiece()) {
                if (isWhole) {
                    isWhole = co_await writePiece(piece->bytes, isChunked);
                    if (!isWhole) {
                        exchange->leave();
                    }
                }
                exchange->told(*piece, isWhole);
            } else {
                co_await exchange->waitForChange();
            }
        }
        m_watches = false;
        m_stream.cancel();
        while (m_isReading) {
            co_await exchange->waitForChange();
        }
        if (m_hasLeft || !isWhole) {
            co_return false;
        }
        if (!hasBegun) {
            auto reply = exchange->takeReply();
            if (!reply) {
                co_return false;
            }
            co_return co_await write(responseOf(std::move(*reply), requestId), keepAlive);
        }
        if (!isChunked) {
            co_return false;
        }
        m_stream.expires_after(m_core->options.limits.writeTime);
        boost::system::error_code failed;
        co_await asio::async_write(m_stream, http::make_chunk_last(), asio::redirect_error(asio::use_awaitable, failed));
        co_return keepAlive && !failed && !m_core->isClosing;
    }

    // Reads ahead while an answer is under way: only so it is seen that the client has gone.
    void watch(std::shared_ptr<GuestExchange> exchange)
    {
        constexpr std::size_t kAhead = 4096;
        if (m_buffer.max_size() - m_buffer.size() < kAhead) {
            return; // it sends request after request; it will be seen when it is written to
        }
        m_isReading = true;
        m_stream.async_read_some(m_buffer.prepare(kAhead), [this, exchange](const boost::system::error_code &failed, std::size_t size) {
            m_isReading = false;
            m_buffer.commit(size);
            m_hasLeft = m_hasLeft || (failed && m_watches);
            if (m_watches && !failed) {
                watch(exchange);
            }
            exchange->change();
        });
    }

    asio::awaitable<bool> writeHead(HttpResponse whole, bool isChunked, bool keepAlive)
    {
        http::response<http::empty_body> head(whole.base());
        head.chunked(isChunked);
        head.keep_alive(isChunked && keepAlive && !m_core->isClosing);
        http::response_serializer<http::empty_body> serializer(head);
        m_stream.expires_after(m_core->options.limits.writeTime);
        boost::system::error_code failed;
        co_await http::async_write_header(m_stream, serializer, asio::redirect_error(asio::use_awaitable, failed));
        co_return !failed;
    }

    asio::awaitable<bool> writePiece(const std::string &bytes, bool isChunked)
    {
        m_stream.expires_after(m_core->options.limits.writeTime);
        boost::system::error_code failed;
        if (isChunked) {
            co_await asio::async_write(m_stream, http::make_chunk(asio::buffer(bytes)), asio::redirect_error(asio::use_awaitable, failed));
        } else {
            co_await asio::async_write(m_stream, asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, failed));
        }
        co_return !failed;
    }

    asio::awaitable<bool> call(Parser &parser, const Target &target, std::shared_ptr<const api::Caller> caller, const std::string &requestId)
    {
        // Where Prometheus looks; it takes the bare text.
        const bool isScrape = target.path == "/metrics";
        const auto match = api::matchRoute(view(parser.get().method_string()), isScrape ? "/api/v1/metrics" : target.path);
        if (!match.call) {
            co_await write(noRoute(parser.get(), target, match, requestId), false);
            co_return false;
        }
        const auto &limits = m_core->options.limits;
        auto unread = co_await readBody(parser, limits.bodyBytes);
        if (unread) {
            if (!unread->code.empty()) {
                co_await write(failure(*unread, requestId), false);
            }
            co_return false;
        }
        const auto &request = parser.get();
        const bool keepAlive = request.keep_alive();
        if (!request.body().empty() && !isJson(request)) {
            co_return co_await write(failure(Error("http.mediaType", "A body is JSON: send \"Content-Type: application/json\"."), requestId), keepAlive);
        }
        const auto key = view(request["Idempotency-Key"]);
        if (key.size() > 128) {
            co_return co_await write(failure(Error("http.header", "An idempotency key has at most 128 bytes."), requestId), keepAlive);
        }
        auto params = api::restParams(match, target.query, request.body());
        if (!params) {
            co_return co_await write(failure(params.error(), requestId), keepAlive);
        }
        api::CallContext context;
        context.caller = std::move(caller);
        context.idempotencyKey = key;
        m_stream.expires_never();
        auto shared = std::make_shared<json::Value>(std::move(*params));
        auto carryOut = [core = m_core, context, shared, name = std::string(match.call->name)](std::stop_token stop) {
            return callHost(core, context, name, std::move(*shared), stop);
        };
        auto result = co_await onHost<json::Value>(m_core, std::move(carryOut));
        if (!result) {
            co_return co_await write(failure(result.error(), requestId), keepAlive);
        }
        if (isScrape) {
            auto scraped = response(200, std::string(json::text(result->get_object(), "text")), requestId);
            scraped.set(http::field::content_type, "text/plain; version=0.0.4; charset=utf-8");
            co_return co_await write(std::move(scraped), keepAlive);
        }
        co_return co_await write(response(200, api::restBody(std::move(*result), requestId), requestId), keepAlive);
    }

    static bool isJson(const HttpRequest &request)
    {
        auto type = view(request[http::field::content_type]);
        type = type.substr(0, type.find(';'));
        while (type.ends_with(' ')) {
            type.remove_suffix(1);
        }
        return beast::iequals(beast::string_view(type.data(), type.size()), "application/json");
    }

    static HttpResponse noRoute(const HttpRequest &request, const Target &target, const api::RestMatch &match, const std::string &requestId)
    {
        if (match.allowed.empty()) {
            return failure(Error("http.notFound", "There is nothing at \"" + std::string(cutUtf8(target.path, 200)) + "\"; /api/v1/openapi.json says what there is."), requestId);
        }
        std::string allowed;
        for (const auto verb : match.allowed) {
            allowed += (allowed.empty() ? "" : ", ") + std::string(verb);
        }
        auto made = failure(Error("http.method", "\"" + std::string(cutUtf8(target.path, 200)) + "\" takes " + allowed + ", not " + std::string(view(request.method_string()).substr(0, 32)) + "."), requestId);
        made.set(http::field::allow, allowed);
        return made;
    }

    // Gives whether the connection goes on.
    asio::awaitable<bool> write(HttpResponse message, bool keepAlive)
    {
        keepAlive = keepAlive && !m_core->isClosing;
        message.keep_alive(keepAlive);
        message.prepare_payload();
        m_stream.expires_after(m_core->options.limits.writeTime);
        boost::system::error_code failed;
        co_await http::async_write(m_stream, message, asio::redirect_error(asio::use_awaitable, failed));
        co_return keepAlive && !failed;
    }

    CorePtr m_core;
    beast::tcp_stream m_stream;
    std::string m_peer;
    beast::flat_buffer m_buffer;
    bool m_isUpgraded = false;
    bool m_isIdle = false;
    // While a guest answers.
    bool m_watches = false;
    bool m_isReading = false;
    bool m_hasLeft = false;
};

} // namespace

asio::awaitable<void> serveHttp(CorePtr core, beast::tcp_stream stream, std::string peer)
{
    auto connection = std::make_unique<Connection>(std::move(core), std::move(stream), std::move(peer));
    co_await connection->serve();
}

} // namespace signalbox::transport
