// SPDX-License-Identifier: GPL-3.0-or-later
// Providers against servers on loopback that speak as theirs do: answers, failures of every documented kind, ends.
#include "llm_rig.h"

#include "base/task_scope.h"

#include <array>

using namespace signalbox;
using namespace signalbox::test;
using llm::ProviderKind;

namespace {

constexpr auto kKey = "sk-very-secret-0123456789";
constexpr auto kAll = std::to_array({ProviderKind::OpenAi, ProviderKind::OpenAiChat, ProviderKind::OpenAiCompatible, ProviderKind::Anthropic, ProviderKind::Gemini, ProviderKind::Ollama});

std::string recordedFor(ProviderKind kind)
{
    switch (kind) {
    case ProviderKind::OpenAi:
        return recorded("responses-text");
    case ProviderKind::Anthropic:
        return recorded("anthropic-text");
    case ProviderKind::Gemini:
        return recorded("gemini-text");
    case ProviderKind::Ollama:
        return recorded("ollama-text");
    default:
        return recorded("chat-text");
    }
}

std::string contentType(ProviderKind kind)
{
    return kind == ProviderKind::Ollama ? "Content-Type: application/x-ndjson" : "Content-Type: text/event-stream; charset=utf-8";
}

llm::Request hello()
{
    llm::Request request;
    request.model = "m-1";
    request.messages = {llm::Message::text(llm::Role::User, "Hello")};
    return request;
}

// A failure as a provider documents it.
struct Failure
{
    const char *name;
    ProviderKind kind;
    int status;
    const char *body;
    const char *code;
};

constexpr Failure kFailures[] = {
    {"openai 400", ProviderKind::OpenAi, 400, R"({"error":{"message":"Invalid 'input'","type":"invalid_request_error","param":"input","code":null}})", "llm.badRequest"},
    {"openai 400 context", ProviderKind::OpenAi, 400, R"({"error":{"message":"Your input exceeds the context window of this model.","type":"invalid_request_error","param":"input","code":"context_length_exceeded"}})", "llm.contextTooLong"},
    {"openai 401", ProviderKind::OpenAi, 401, R"({"error":{"message":"Incorrect API key provided: sk-very-secret-0123456789.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}})", "llm.unauthorized"},
    {"openai 403", ProviderKind::OpenAi, 403, R"({"error":{"message":"Country, region, or territory not supported","type":"request_forbidden","code":"unsupported_country_region_territory"}})", "llm.forbidden"},
    {"openai 404", ProviderKind::OpenAi, 404, R"({"error":{"message":"The model `m-1` does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}})", "llm.modelUnknown"},
    {"openai 429", ProviderKind::OpenAi, 429, R"({"error":{"message":"Rate limit reached for m-1","type":"tokens","param":null,"code":"rate_limit_exceeded"}})", "llm.rateLimited"},
    {"openai 429 quota", ProviderKind::OpenAi, 429, R"({"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}})", "llm.noCredit"},
    {"openai 500", ProviderKind::OpenAi, 500, R"({"error":{"message":"The server had an error while processing your request.","type":"server_error","param":null,"code":null}})", "llm.serverError"},
    {"openai 503", ProviderKind::OpenAi, 503, R"({"error":{"message":"Slow down","type":"server_error","param":null,"code":"slow_down"}})", "llm.overloaded"},
    {"chat 402", ProviderKind::OpenAiCompatible, 402, R"({"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}})", "llm.noCredit"},
    {"chat 408", ProviderKind::OpenAiCompatible, 408, R"({"error":{"code":408,"message":"Your request timed out"}})", "llm.timeout"},
    {"chat 413", ProviderKind::OpenAiCompatible, 413, "<html><body>413 Request Entity Too Large</body></html>", "llm.tooLarge"},
    {"chat 422", ProviderKind::OpenAiCompatible, 422, R"({"detail":"messages: field required"})", "llm.badRequest"},
    {"chat 400 llama.cpp", ProviderKind::OpenAiCompatible, 400, R"({"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}})", "llm.contextTooLong"},
    {"chat 404 path", ProviderKind::OpenAiCompatible, 404, R"({"detail":"Not Found"})", "llm.notFound"},
    {"chat 404 page", ProviderKind::OpenAiCompatible, 404, "<!DOCTYPE html><title>404</title>", "llm.notFound"},
    {"chat 502", ProviderKind::OpenAiCompatible, 502, "Bad Gateway", "llm.serverError"},
    {"chat 504", ProviderKind::OpenAiCompatible, 504, "", "llm.timeout"},
    {"anthropic 400", ProviderKind::Anthropic, 400, R"({"type":"error","error":{"type":"invalid_request_error","message":"messages: roles must alternate"},"request_id":"req_1"})", "llm.badRequest"},
    {"anthropic 400 context", ProviderKind::Anthropic, 400, R"({"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}})", "llm.contextTooLong"},
    {"anthropic 401", ProviderKind::Anthropic, 401, R"({"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key sk-very-secret-0123456789"}})", "llm.unauthorized"},
    {"anthropic 402", ProviderKind::Anthropic, 402, R"({"type":"error","error":{"type":"billing_error","message":"Check your payment details."}})", "llm.noCredit"},
    {"anthropic 403", ProviderKind::Anthropic, 403, R"({"type":"error","error":{"type":"permission_error","message":"Your API key does not have permission."}})", "llm.forbidden"},
    {"anthropic 404", ProviderKind::Anthropic, 404, R"({"type":"error","error":{"type":"not_found_error","message":"model: m-1"}})", "llm.modelUnknown"},
    {"anthropic 413", ProviderKind::Anthropic, 413, R"({"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}})", "llm.tooLarge"},
    {"anthropic 429", ProviderKind::Anthropic, 429, R"({"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your rate limit."}})", "llm.rateLimited"},
    {"anthropic 500", ProviderKind::Anthropic, 500, R"({"type":"error","error":{"type":"api_error","message":"Internal server error"}})", "llm.serverError"},
    {"anthropic 504", ProviderKind::Anthropic, 504, R"({"type":"error","error":{"type":"timeout_error","message":"The request timed out."}})", "llm.timeout"},
    {"anthropic 529", ProviderKind::Anthropic, 529, R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})", "llm.overloaded"},
    {"gemini 400", ProviderKind::Gemini, 400, R"({"error":{"code":400,"message":"Invalid JSON payload received.","status":"INVALID_ARGUMENT"}})", "llm.badRequest"},
    {"gemini 400 key", ProviderKind::Gemini, 400, R"({"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}})", "llm.unauthorized"},
    {"gemini 400 context", ProviderKind::Gemini, 400, R"({"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}})", "llm.contextTooLong"},
    {"gemini 403", ProviderKind::Gemini, 403, R"({"error":{"code":403,"message":"Permission denied","status":"PERMISSION_DENIED"}})", "llm.forbidden"},
    {"gemini 404", ProviderKind::Gemini, 404, R"({"error":{"code":404,"message":"models/m-1 is not found for API version v1beta","status":"NOT_FOUND"}})", "llm.modelUnknown"},
    {"gemini 429", ProviderKind::Gemini, 429, R"({"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"7s"}]}})", "llm.rateLimited"},
    {"gemini 500", ProviderKind::Gemini, 500, R"([{"error":{"code":500,"message":"An internal error has occurred.","status":"INTERNAL"}}])", "llm.serverError"},
    {"gemini 503", ProviderKind::Gemini, 503, R"({"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}})", "llm.overloaded"},
    {"gemini 504", ProviderKind::Gemini, 504, R"({"error":{"code":504,"message":"Deadline expired","status":"DEADLINE_EXCEEDED"}})", "llm.timeout"},
    {"ollama 400", ProviderKind::Ollama, 400, R"({"error":"registry.example/library/m-1 does not support tools"})", "llm.badRequest"},
    {"ollama 404", ProviderKind::Ollama, 404, R"({"error":"model 'm-1' not found"})", "llm.modelUnknown"},
    {"ollama 500", ProviderKind::Ollama, 500, R"({"error":"llama runner process has terminated"})", "llm.serverError"},
};

llm::ProviderOptions optionsOf(ProviderKind kind, std::string baseUrl, std::string key)
{
    llm::ProviderOptions options;
    options.id = "mine";
    options.kind = kind;
    options.baseUrl = std::move(baseUrl);
    options.key = std::move(key);
    return options;
}

class World
{
public:
    explicit World(RawServer::Handler handler) : m_server(std::move(handler)) {}

    llm::Provider &provider(ProviderKind kind, std::string key = kKey, std::function<std::string(std::string)> redact = {})
    {
        auto options = optionsOf(kind, m_server.url() + "/api/", std::move(key));
        options.redact = std::move(redact);
        auto made = llm::makeProvider(m_client, m_clock, std::move(options));
        if (!made) {
            qFatal("%s", made.error().describe().c_str());
        }
        m_provider = std::move(*made);
        return *m_provider;
    }
    RawServer &server() { return m_server; }

private:
    static http::ClientOptions clientOptions()
    {
        http::ClientOptions options;
        options.addressPolicy = http::AddressPolicy::allowAll();
        return options;
    }

    RawServer m_server;
    http::Client m_client{clientOptions()};
    SystemClock m_clock;
    std::unique_ptr<llm::Provider> m_provider;
};

// Gives the same answer to every request, and remembers them.
struct Answering
{
    RawServer *server = nullptr;
    std::string answer;
    RawServer::Handler handler()
    {
        return [this](RawConnection &connection) {
            while (auto request = connection.readRequest()) {
                server->remember(*request);
                if (!connection.write(answer)) {
                    return;
                }
            }
        };
    }
};

bool isRetryableCode(const std::string &code)
{
    return code == "llm.rateLimited" || code == "llm.overloaded" || code == "llm.serverError" || code == "llm.timeout";
}

// Reads until something goes wrong or the stream ends.
Task<Result<std::size_t>> countEvents(llm::AnswerStream *stream, std::stop_token stop)
{
    std::size_t count = 0;
    for (;;) {
        auto events = co_await stream->read(stop);
        if (!events) {
            co_return std::move(events).error();
        }
        if (events->empty()) {
            co_return count;
        }
        count += events->size();
    }
}

Task<void> askInto(llm::Provider *provider, std::optional<Result<llm::Answer>> *out, std::stop_token stop)
{
    auto answer = co_await llm::ask(provider, hello(), stop);
    out->emplace(std::move(answer));
}

} // namespace

class TestLlmProviders : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void answerOverHttp_data() { addKinds(); }
    void answerOverHttp()
    {
        QFETCH(const ProviderKind, kind);
        Answering answering{nullptr, answerText(200, recordedFor(kind), {contentType(kind)})};
        World world(answering.handler());
        answering.server = &world.server();
        const auto answer = await(llm::ask(&world.provider(kind), hello(), {}));
        SB_VERIFY_OK(answer);
        QVERIFY(!answer->text().empty());
        QVERIFY(answer->usage.inputTokens > 0 && answer->usage.outputTokens > 0);
        QCOMPARE(answer->finish, llm::FinishReason::Stop);
        const auto requests = world.server().requests();
        QCOMPARE(requests.size(), std::size_t(1));
        QCOMPARE(requests[0].method, std::string("POST"));
        QVERIFY2(requests[0].target.starts_with("/api/") && !requests[0].target.starts_with("/api//"), requests[0].target.c_str());
        QVERIFY(requests[0].target.find(kKey) == std::string::npos && requests[0].body.find(kKey) == std::string::npos);
        const auto *header = kind == ProviderKind::Anthropic ? "x-api-key" : kind == ProviderKind::Gemini ? "x-goog-api-key" : "authorization";
        QVERIFY(requests[0].header(header).ends_with(kKey));
        QCOMPARE(requests[0].header("content-type"), std::string("application/json"));
    }

    void answerByteByByte_data() { addKinds(); }
    void answerByteByByte()
    {
        QFETCH(const ProviderKind, kind);
        const auto body = recordedFor(kind);
        World world([&](RawConnection &connection) {
            if (!connection.readRequest()) {
                return;
            }
            connection.write("HTTP/1.1 200 OK\r\n" + contentType(kind) + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (const char c : body) {
                connection.write(std::string("1\r\n") + c + "\r\n");
            }
            connection.write("0\r\n\r\n");
        });
        const auto answer = await(llm::ask(&world.provider(kind), hello(), {}));
        SB_VERIFY_OK(answer);
        Answering answering{nullptr, answerText(200, body, {contentType(kind)})};
        World whole(answering.handler());
        answering.server = &whole.server();
        const auto other = await(llm::ask(&whole.provider(kind), hello(), {}));
        SB_VERIFY_OK(other);
        QVERIFY(answer->message == other->message);
        QVERIFY(answer->usage == other->usage);
    }

    void sayWhatWentWrong_data()
    {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < std::size(kFailures); ++i) {
            QTest::newRow(kFailures[i].name) << static_cast<int>(i);
        }
    }
    void sayWhatWentWrong()
    {
        QFETCH(const int, row);
        const auto &failure = kFailures[row];
        Answering answering{nullptr, answerText(failure.status, failure.body, {"Content-Type: application/json", "Retry-After: 3"})};
        World world(answering.handler());
        answering.server = &world.server();
        const auto answer = await(llm::ask(&world.provider(failure.kind), hello(), {}));
        SB_VERIFY_CODE(answer, failure.code);
        const auto &error = answer.error();
        QCOMPARE(error.subject, std::string("mine"));
        QCOMPARE(argOf(error, "status"), std::to_string(failure.status));
        QCOMPARE(error.isRetryable(), isRetryableCode(failure.code));
        QCOMPARE(argOf(error, "retryAfter"), error.isRetryable() ? std::string("3000") : std::string());
        QVERIFY2(wholeText(error).find(kKey) == std::string::npos, wholeText(error).c_str());
        for (const auto &line : loggedLines()) {
            QVERIFY(line.find(kKey) == std::string::npos);
        }
        // It was asked once: trying again is for others to decide.
        QCOMPARE(world.server().requests().size(), std::size_t(1));
    }

    void showNoHalfOfASecretAtTheEndOfWhatAServerSaid()
    {
        const std::string secret = "hunter2-and-a-long-tail";
        // It stands across the 600 bytes that are shown.
        const std::string said = std::string(590, 'x') + secret + " is no such thing";
        Answering answering{nullptr, answerText(400, R"({"error":{"message":")" + said + R"("}})", {"Content-Type: application/json"})};
        World world(answering.handler());
        answering.server = &world.server();
        auto &provider = world.provider(ProviderKind::OpenAiCompatible, kKey, [&secret](std::string text) {
            const auto at = text.find(secret);
            return at == std::string::npos ? text : text.replace(at, secret.size(), "‹secret›");
        });
        const auto answer = await(llm::ask(&provider, hello(), {}));
        SB_VERIFY_CODE(answer, "llm.badRequest");
        const auto detail = argOf(answer.error(), "detail");
        QVERIFY2(detail.starts_with("xxx") && detail.find("hunter") == std::string::npos, detail.c_str());
    }

    void takeTheWaitFromTheBodyWhereNoHeaderNamesIt()
    {
        Answering answering{nullptr, answerText(429, kFailures[34].body, {"Content-Type: application/json"})};
        World world(answering.handler());
        answering.server = &world.server();
        const auto answer = await(llm::ask(&world.provider(ProviderKind::Gemini), hello(), {}));
        SB_VERIFY_CODE(answer, "llm.rateLimited");
        QCOMPARE(argOf(answer.error(), "retryAfter"), std::string("7000"));
    }

    void refuseAWebPage_data() { addKinds(); }
    void refuseAWebPage()
    {
        QFETCH(const ProviderKind, kind);
        Answering answering{nullptr, answerText(200, "<html><body>Sign in</body></html>", {"Content-Type: text/html; charset=utf-8"})};
        World world(answering.handler());
        answering.server = &world.server();
        auto &provider = world.provider(kind);
        SB_VERIFY_CODE(await(llm::ask(&provider, hello(), {})), "llm.badAnswer");
        SB_VERIFY_CODE(await(provider.models({})), "llm.badAnswer");
    }

    void refuseRedirects()
    {
        Answering answering{nullptr, answerText(302, "", {"Location: https://elsewhere.example/"})};
        World world(answering.handler());
        answering.server = &world.server();
        SB_VERIFY_CODE(await(llm::ask(&world.provider(ProviderKind::OpenAi), hello(), {})), "llm.badAnswer");
    }

    void takeAnErrorThatComesAsSuccess()
    {
        Answering answering{nullptr, answerText(200, R"({"error":{"message":"Rate limit exceeded","code":429}})", {"Content-Type: application/json"})};
        World world(answering.handler());
        answering.server = &world.server();
        SB_VERIFY_CODE(await(llm::ask(&world.provider(ProviderKind::OpenAiCompatible), hello(), {})), "llm.rateLimited");
        SB_VERIFY_CODE(await(llm::ask(&world.provider(ProviderKind::Anthropic), hello(), {})), "llm.rateLimited");
    }

    void takeAWholeAnswerFromServersThatDoNotStream()
    {
        Answering answering{nullptr, answerText(200, R"({"id":"c","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}})", {"Content-Type: application/json"})};
        World world(answering.handler());
        answering.server = &world.server();
        const auto answer = await(llm::ask(&world.provider(ProviderKind::OpenAiCompatible), hello(), {}));
        SB_VERIFY_OK(answer);
        QCOMPARE(answer->text(), std::string("Hi"));
        QCOMPARE(answer->usage.inputTokens, std::int64_t(3));
    }

    void areCutWhereTheConnectionEnds_data() { addKinds(); }
    void areCutWhereTheConnectionEnds()
    {
        QFETCH(const ProviderKind, kind);
        const auto body = recordedFor(kind);
        World world([&](RawConnection &connection) {
            if (connection.readRequest()) {
                // Whole by its events, but not by HTTP: the length promises more.
                connection.write("HTTP/1.1 200 OK\r\n" + contentType(kind) + "\r\nContent-Length: " + std::to_string(body.size() + 10) + "\r\n\r\n" + body.substr(0, body.size() / 2));
            }
        });
        const auto answer = await(llm::ask(&world.provider(kind), hello(), {}));
        SB_VERIFY_CODE(answer, "llm.streamCut");
        QVERIFY(answer.error().isRetryable());
    }

    void giveWhatCameBeforeAnErrorOfTheStream()
    {
        Answering answering{nullptr, answerText(200, recorded("anthropic-error"), {"Content-Type: text/event-stream"})};
        World world(answering.handler());
        answering.server = &world.server();
        auto stream = await(world.provider(ProviderKind::Anthropic).open(hello(), {}));
        SB_VERIFY_OK(stream);
        auto events = await((*stream)->read({}));
        SB_VERIFY_OK(events);
        QCOMPARE(linesOf(*events).back(), std::string("text Well"));
        SB_VERIFY_CODE(await((*stream)->read({})), "llm.overloaded");
        // It has ended.
        auto after = await((*stream)->read({}));
        SB_VERIFY_OK(after);
        QVERIFY(after->empty());
    }

    void endAtOnceWhenTheyAreStopped_data() { addKinds(); }
    void endAtOnceWhenTheyAreStopped()
    {
        QFETCH(const ProviderKind, kind);
        std::atomic<bool> closed = false;
        World world([&](RawConnection &connection) {
            if (connection.readRequest()) {
                const auto body = recordedFor(kind);
                connection.write("HTTP/1.1 200 OK\r\n" + contentType(kind) + "\r\n\r\n" + body.substr(0, body.size() / 2));
                closed = connection.waitForClose(Millis(20'000));
            }
        });
        auto stream = await(world.provider(kind).open(hello(), {}));
        SB_VERIFY_OK(stream);
        SB_VERIFY_OK(await((*stream)->read({})));
        std::stop_source stop;
        TaskScope scope;
        std::optional<Result<std::size_t>> counted;
        const auto count = [&](std::stop_token) { return countInto(stream->get(), &counted, stop.get_token()); };
        scope.start(count);
        pumpPending();
        stop.request_stop();
        QVERIFY(pumpUntil([&] { return counted.has_value() && closed; }));
        SB_VERIFY_CODE(*counted, "cancelled");
    }

    void endAtOnceBeforeTheAnswerBegins()
    {
        std::atomic<bool> asked = false;
        std::atomic<bool> closed = false;
        World world([&](RawConnection &connection) {
            if (connection.readRequest()) {
                asked = true;
                closed = connection.waitForClose(Millis(20'000));
            }
        });
        std::stop_source stop;
        std::optional<Result<llm::Answer>> answer;
        auto *provider = &world.provider(ProviderKind::Anthropic);
        TaskScope scope;
        scope.start([&](std::stop_token) { return askInto(provider, &answer, stop.get_token()); });
        QVERIFY(pumpUntil([&] { return asked.load(); }));
        stop.request_stop();
        QVERIFY(pumpUntil([&] { return answer.has_value() && closed; }));
        SB_VERIFY_CODE(*answer, "cancelled");
    }

    void closeTheSocketWhenTheStreamIsDropped()
    {
        std::atomic<bool> closed = false;
        World world([&](RawConnection &connection) {
            if (connection.readRequest()) {
                connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: wait\n\n");
                closed = connection.waitForClose(Millis(20'000));
            }
        });
        {
            auto stream = await(world.provider(ProviderKind::OpenAi).open(hello(), {}));
            SB_VERIFY_OK(stream);
        }
        QVERIFY(pumpUntil([&] { return closed.load(); }));
    }

    void doNotWaitForEverForTheFirstToken()
    {
        World world([&](RawConnection &connection) {
            if (connection.readRequest()) {
                // It keeps the connection alive but says nothing.
                connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: ping\ndata: {\"type\": \"ping\"}\n\n");
                connection.waitForClose(Millis(20'000));
            }
        });
        auto request = hello();
        request.timeouts.firstToken = Millis(50);
        const auto answer = await(llm::ask(&world.provider(ProviderKind::Anthropic), request, {}));
        SB_VERIFY_CODE(answer, "llm.timeout");
        QVERIFY(answer.error().isRetryable());
    }

    void doNotWaitForEverBetweenTokens()
    {
        World world([&](RawConnection &connection) {
            if (connection.readRequest()) {
                connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + recorded("chat-error").substr(0, 150));
                connection.waitForClose(Millis(20'000));
            }
        });
        auto request = hello();
        request.timeouts.between = Millis(50);
        SB_VERIFY_CODE(await(llm::ask(&world.provider(ProviderKind::OpenAiCompatible), request, {})), "llm.timeout");
    }

    void sayWhereNobodyListens()
    {
        llm::ProviderOptions options;
        options.id = "mine";
        options.kind = ProviderKind::Ollama;
        {
            RawServer gone([](RawConnection &) {});
            options.baseUrl = gone.url();
        }
        http::Client closed; // public addresses only
        SystemClock clock;
        auto provider = llm::makeProvider(closed, clock, options);
        SB_VERIFY_OK(provider);
        const auto refused = await(llm::ask(provider->get(), hello(), {}));
        SB_VERIFY_CODE(refused, "llm.unreachable");
        QCOMPARE(refused.error().cause->code, std::string("http.addressRefused"));
        options.addressPolicy = std::make_shared<http::AddressPolicy>(http::AddressPolicy::allowAll());
        provider = llm::makeProvider(closed, clock, options);
        const auto away = await(llm::ask(provider->get(), hello(), {}));
        SB_VERIFY_CODE(away, "llm.unreachable");
        QVERIFY(away.error().isRetryable());
    }

    void listTheirModels_data()
    {
        QTest::addColumn<ProviderKind>("kind");
        QTest::addColumn<std::string>("body");
        QTest::addColumn<std::string>("path");
        QTest::newRow("openai") << ProviderKind::OpenAi << std::string(R"({"object":"list","data":[{"id":"b","object":"model","created":1,"owned_by":"openai"},{"id":"a","object":"model"}]})") << std::string("/api/models");
        QTest::newRow("anthropic") << ProviderKind::Anthropic << std::string(R"({"data":[{"type":"model","id":"b","display_name":"B","created_at":"2026-01-01T00:00:00Z"},{"type":"model","id":"a","display_name":"A"}],"has_more":false,"first_id":"b","last_id":"a"})")
                                   << std::string("/api/models?limit=1000");
        QTest::newRow("gemini") << ProviderKind::Gemini << std::string(R"({"models":[{"name":"models/b","displayName":"B","inputTokenLimit":1048576,"outputTokenLimit":65536},{"name":"models/a"}]})") << std::string("/api/models?pageSize=1000");
        QTest::newRow("ollama") << ProviderKind::Ollama << std::string(R"({"models":[{"name":"b","model":"b","size":1},{"name":"a","model":"a"}]})") << std::string("/api/tags");
    }
    void listTheirModels()
    {
        QFETCH(const ProviderKind, kind);
        QFETCH(const std::string, body);
        QFETCH(const std::string, path);
        Answering answering{nullptr, answerText(200, body, {"Content-Type: application/json"})};
        World world(answering.handler());
        answering.server = &world.server();
        const auto models = await(world.provider(kind).models({}));
        SB_VERIFY_OK(models);
        QCOMPARE(models->size(), std::size_t(2));
        QCOMPARE((*models)[0].id, std::string("a"));
        QCOMPARE((*models)[1].id, std::string("b"));
        QCOMPARE(world.server().requests()[0].target, path);
        QCOMPARE(world.server().requests()[0].method, std::string("GET"));
    }

    void listModelsOfSeveralPages()
    {
        RawServer *server = nullptr;
        World world([&](RawConnection &connection) {
            while (auto request = connection.readRequest()) {
                server->remember(*request);
                const bool isFirst = request->target.find("pageToken") == std::string::npos;
                connection.write(answerText(200, isFirst ? R"({"models":[{"name":"models/a"}],"nextPageToken":"t2"})" : R"({"models":[{"name":"models/b"}]})", {"Content-Type: application/json"}));
            }
        });
        server = &world.server();
        const auto models = await(world.provider(ProviderKind::Gemini).models({}));
        SB_VERIFY_OK(models);
        QCOMPARE(models->size(), std::size_t(2));
        QCOMPARE(world.server().requests()[1].target, std::string("/api/models?pageSize=1000&pageToken=t2"));
    }

    void embedTexts_data()
    {
        QTest::addColumn<ProviderKind>("kind");
        QTest::addColumn<std::string>("body");
        QTest::newRow("openai") << ProviderKind::OpenAi << std::string(R"({"object":"list","data":[{"object":"embedding","index":1,"embedding":[0.5,1]},{"object":"embedding","index":0,"embedding":[-1,0.25]}],"usage":{"prompt_tokens":8,"total_tokens":8}})");
        QTest::newRow("gemini") << ProviderKind::Gemini << std::string(R"({"embeddings":[{"values":[-1,0.25]},{"values":[0.5,1]}]})");
        QTest::newRow("ollama") << ProviderKind::Ollama << std::string(R"({"model":"m","embeddings":[[-1,0.25],[0.5,1]],"prompt_eval_count":8})");
    }
    void embedTexts()
    {
        QFETCH(const ProviderKind, kind);
        QFETCH(const std::string, body);
        Answering answering{nullptr, answerText(200, body, {"Content-Type: application/json"})};
        World world(answering.handler());
        answering.server = &world.server();
        auto &provider = world.provider(kind);
        llm::EmbeddingRequest request{"m", {"one", "two"}, 2, {}};
        const auto embeddings = await(provider.embed(request, {}));
        SB_VERIFY_OK(embeddings);
        QVERIFY((embeddings->vectors == std::vector<std::vector<float>>{{-1, 0.25F}, {0.5F, 1}}));
        request.texts.push_back("three");
        SB_VERIFY_CODE(await(provider.embed(request, {})), "llm.badAnswer");
    }

    void sayThatTheyHaveNoEmbeddings()
    {
        World world([](RawConnection &) {});
        SB_VERIFY_CODE(await(world.provider(ProviderKind::Anthropic).embed({"m", {"x"}, {}, {}}, {})), "llm.unsupported");
        QCOMPARE(world.server().connections(), 0);
    }

    void takeAKeyAsItIsPasted()
    {
        Answering answering{nullptr, answerText(200, R"({"data":[]})", {"Content-Type: application/json"})};
        World world(answering.handler());
        answering.server = &world.server();
        SB_VERIFY_OK(await(world.provider(ProviderKind::OpenAi, "  sk-pasted\r\n").models({})));
        QCOMPARE(world.server().requests()[0].header("authorization"), std::string("Bearer sk-pasted"));
        http::Client client;
        SystemClock clock;
        for (const auto *key : {"sk-two\nlines", "sk two", "sk-\x01", "schlüssel"}) {
            const auto made = llm::makeProvider(client, clock, optionsOf(ProviderKind::OpenAi, "", key));
            SB_VERIFY_CODE(made, "llm.invalid");
            QVERIFY(wholeText(made.error()).find(key) == std::string::npos);
        }
    }

    void refuseABaseUrlThatIsNone()
    {
        http::Client client;
        SystemClock clock;
        for (const auto *url : {"api.example.com", "ftp://example.com", "https://user:secret@example.com/v1", "https://example.com/v1?key=1", "https://example.com/ v1"}) {
            SB_VERIFY_CODE(llm::makeProvider(client, clock, optionsOf(ProviderKind::OpenAi, url, "")), "llm.invalid");
        }
        SB_VERIFY_CODE(llm::makeProvider(client, clock, optionsOf(ProviderKind::OpenAiCompatible, "", "")), "llm.invalid");
    }

    void refuseARequestWithoutModelOrMessage()
    {
        World world([](RawConnection &) {});
        auto &provider = world.provider(ProviderKind::OpenAi);
        auto request = hello();
        request.model.clear();
        SB_VERIFY_CODE(await(provider.open(request, {})), "llm.invalid");
        request = hello();
        request.messages[0].role = llm::Role::System;
        SB_VERIFY_CODE(await(provider.open(request, {})), "llm.invalid");
        QCOMPARE(world.server().connections(), 0);
    }

private:
    static Task<void> countInto(llm::AnswerStream *stream, std::optional<Result<std::size_t>> *out, std::stop_token stop)
    {
        auto counted = co_await countEvents(stream, stop);
        out->emplace(std::move(counted));
    }

    void addKinds()
    {
        QTest::addColumn<ProviderKind>("kind");
        for (const auto kind : kAll) {
            QTest::newRow(std::string(json::enumName(kind)).c_str()) << kind;
        }
    }
};

SB_TEST_MAIN(TestLlmProviders)
#include "tst_llm_providers.moc"
