// SPDX-License-Identifier: GPL-3.0-or-later
// A provider over HTTP: one dialect, one base URL, one key.
#include "llm/provider.h"

#include "base/deadline.h"
#include "llm/faults_p.h"
#include "llm/stream_reader.h"

#include <algorithm>

namespace signalbox::llm {

namespace {

constexpr std::uint64_t kMaxErrorBytes = 256u << 10;
constexpr unsigned kMaxModelPages = 50;
constexpr std::uint64_t kMaxModelBytes = 8u << 20; // of all pages
constexpr std::size_t kMaxModels = 10'000;

std::string_view mediaType(const http::ResponseHead &head)
{
    auto type = head.headers.value("Content-Type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ')) {
        type.remove_suffix(1);
    }
    return type;
}

Error tooManyModels()
{
    return badAnswer("its list of models is longer than 8 MiB or 10,000 models");
}

bool isContent(const Event &event)
{
    return !std::holds_alternative<Begin>(event) && !std::holds_alternative<UsageUpdate>(event);
}

class HttpAnswer final : public AnswerStream
{
public:
    HttpAnswer(Clock &clock, const ProviderOptions &options, std::unique_ptr<Decoder> decoder, Framing framing, http::StreamedResponse response, Deadline firstToken)
        : m_clock(clock), m_id(options.id), m_key(options.key), m_redact(options.redact), m_decoder(std::move(decoder)), m_reader(framing), m_response(std::move(response)), m_firstToken(firstToken)
    {
        const auto type = mediaType(m_response);
        m_isWhole = framing == Framing::Sse && http::equalsIgnoringCase(type, "application/json");
        m_isPage = http::equalsIgnoringCase(type, "text/html");
    }

    Task<Result<std::vector<Event>>> read(std::stop_token stop) override
    {
        std::vector<Event> events;
        if (m_held) {
            co_return failed(*std::exchange(m_held, std::nullopt));
        }
        if (m_isPage && !m_ended) {
            co_return failed(badAnswer("it is a web page; check the base URL"));
        }
        while (!m_ended && events.empty()) {
            auto piece = co_await readPiece(stop);
            if (!piece) {
                co_return failed(transportError(std::move(piece).error()));
            }
            if (auto taken = take(*piece, events); !taken) {
                if (events.empty()) {
                    co_return failed(std::move(taken).error());
                }
                // What came before it is given out first, however the bytes were cut.
                m_held = std::move(taken).error();
                m_ended = true;
            }
        }
        m_hasContent = m_hasContent || std::ranges::any_of(events, isContent);
        co_return Result<std::vector<Event>>(std::move(events));
    }

private:
    Task<Result<std::string>> readPiece(std::stop_token stop)
    {
        if (m_hasContent) {
            co_return co_await m_response.body.read(stop);
        }
        DeadlineStop limit(m_clock, m_firstToken, stop);
        auto piece = co_await m_response.body.read(limit.token());
        if (!piece && limit.hasExpired()) {
            co_return Error("llm.timeout", "The provider took too long; try again later.").withArg("phase", "firstToken").retryable();
        }
        co_return piece;
    }

    Result<void> take(const std::string &piece, std::vector<Event> &events)
    {
        const auto sink = [&](std::string_view name, std::string_view data) { return m_decoder->take(name, data, events); };
        if (m_isWhole) {
            m_whole += piece;
            if (!piece.empty()) {
                return {};
            }
            SB_CHECK(m_decoder->takeWhole(m_whole, events));
        } else if (!piece.empty()) {
            return m_reader.feed(piece, sink);
        } else {
            SB_CHECK(m_reader.finish(sink));
        }
        m_ended = true;
        return m_decoder->end(events);
    }

    Error failed(Error error)
    {
        m_ended = true;
        m_response.body.close();
        if (!error.is("cancelled")) {
            error.subject = m_id;
        }
        return presentable(std::move(error), m_key, m_redact);
    }

    Clock &m_clock;
    std::string m_id;
    std::string m_key;
    std::function<std::string(std::string)> m_redact;
    std::unique_ptr<Decoder> m_decoder;
    StreamReader m_reader;
    http::StreamedResponse m_response;
    Deadline m_firstToken;
    std::optional<Error> m_held;
    std::string m_whole;
    bool m_isWhole = false;
    bool m_isPage = false;
    bool m_hasContent = false;
    bool m_ended = false;
};

class HttpProvider final : public Provider
{
public:
    HttpProvider(http::Client &client, Clock &clock, ProviderOptions options)
        : m_client(client), m_clock(clock), m_options(std::move(options)), m_dialect(makeDialect(m_options.kind))
    {
    }

    const ProviderOptions &options() const override { return m_options; }

    Task<Result<std::unique_ptr<AnswerStream>>> open(Request request, std::stop_token stop) override
    {
        if (auto sound = check(request); !sound) {
            co_return failed(std::move(sound).error());
        }
        auto wire = m_dialect->chat(request);
        if (!wire) {
            co_return failed(std::move(wire).error());
        }
        auto message = requestOf(*wire, request.timeouts);
        message.headers.set("Accept", m_dialect->framing() == Framing::Sse ? "text/event-stream" : "application/x-ndjson");
        const auto firstToken = Deadline::in(m_clock, request.timeouts.firstToken);
        auto opened = co_await m_client.open(std::move(message), stop);
        if (!opened) {
            co_return failed(transportError(std::move(opened).error()));
        }
        if (!opened->isSuccess()) {
            auto said = co_await readFailure(std::move(*opened), stop);
            co_return failed(std::move(said));
        }
        std::unique_ptr<AnswerStream> stream = std::make_unique<HttpAnswer>(m_clock, m_options, m_dialect->decoder(), m_dialect->framing(), std::move(*opened), firstToken);
        co_return Result<std::unique_ptr<AnswerStream>>(std::move(stream));
    }

    Task<Result<Embeddings>> embed(EmbeddingRequest request, std::stop_token stop) override
    {
        if (request.model.empty() || request.texts.empty()) {
            co_return failed(invalidRequest("it names no model, or holds no text"));
        }
        auto wire = m_dialect->embedding(request);
        if (!wire) {
            co_return failed(std::move(wire).error());
        }
        auto answer = co_await sendJson(requestOf(*wire, request.timeouts), stop);
        if (!answer) {
            co_return failed(std::move(answer).error());
        }
        auto embeddings = m_dialect->readEmbeddings(*answer);
        if (embeddings && embeddings->vectors.size() != request.texts.size()) {
            embeddings = badAnswer("it holds another number of embeddings than there were texts");
        }
        if (!embeddings) {
            co_return failed(std::move(embeddings).error());
        }
        co_return Result<Embeddings>(std::move(*embeddings));
    }

    Task<Result<std::vector<ModelInfo>>> models(std::stop_token stop) override
    {
        std::vector<ModelInfo> models;
        std::string next;
        std::uint64_t left = std::min(kMaxModelBytes, m_options.maxAnswerBytes);
        for (unsigned pages = 0; pages < kMaxModelPages; ++pages) {
            auto message = requestOf(m_dialect->modelPage(next), {.firstToken = Millis(30'000), .between = Millis(30'000), .total = Millis(60'000)});
            message.maxBodyBytes = left;
            auto answer = co_await sendJson(std::move(message), stop, &left);
            if (!answer) {
                const bool isTooLong = answer.error().cause && answer.error().cause->is("http.tooLarge");
                co_return failed(isTooLong ? tooManyModels() : std::move(answer).error());
            }
            auto page = m_dialect->readModels(*answer);
            if (!page) {
                co_return failed(std::move(page).error());
            }
            std::ranges::move(page->models, std::back_inserter(models));
            if (models.size() > kMaxModels || left == 0) {
                co_return failed(tooManyModels());
            }
            if (page->next.empty() || page->next == next) {
                break;
            }
            next = std::move(page->next);
        }
        std::ranges::sort(models, {}, &ModelInfo::id);
        co_return Result<std::vector<ModelInfo>>(std::move(models));
    }

private:
    static Result<void> check(const Request &request)
    {
        if (request.model.empty()) {
            return invalidRequest("it names no model");
        }
        if (std::ranges::all_of(request.messages, [](const Message &message) { return message.role == Role::System; })) {
            return invalidRequest("it holds no message");
        }
        return {};
    }

    http::Request requestOf(const WireRequest &wire, const Timeouts &timeouts) const
    {
        http::Request message;
        message.url = m_options.baseUrl + wire.path;
        message.headers = m_options.headers;
        message.headers.set("Accept", "application/json");
        m_dialect->sign(message.headers, m_options.key);
        if (!wire.body.empty()) {
            message.method = "POST";
            message.headers.set("Content-Type", "application/json");
            message.body = json::write(wire.body);
        }
        message.timeouts = {.connect = timeouts.connect, .firstByte = timeouts.firstToken, .idle = timeouts.between, .total = timeouts.total};
        message.followRedirects = 0; // a key is for one server
        message.maxBodyBytes = m_options.maxAnswerBytes;
        message.proxy = m_options.proxy;
        message.tls.caFile = m_options.caFile;
        message.addressPolicy = m_options.addressPolicy;
        return message;
    }

    // A coroutine that owns the answer: its socket is closed as soon as it has been read.
    Task<Error> readFailure(http::StreamedResponse response, std::stop_token stop)
    {
        std::string body;
        while (body.size() < kMaxErrorBytes) {
            auto piece = co_await response.body.read(stop);
            if (!piece && piece.error().is("cancelled")) {
                co_return std::move(piece).error();
            }
            if (!piece || piece->empty()) {
                break;
            }
            body += *piece;
        }
        co_return answerError(response, body, m_clock.now());
    }

    // `left`: how many bytes more may come, or null.
    Task<Result<json::Value>> sendJson(http::Request message, std::stop_token stop, std::uint64_t *left = nullptr)
    {
        auto response = co_await m_client.send(std::move(message), stop);
        if (!response) {
            co_return transportError(std::move(response).error());
        }
        if (!response->isSuccess()) {
            co_return answerError(*response, response->body, m_clock.now());
        }
        if (left) {
            *left -= std::min<std::uint64_t>(*left, response->body.size());
        }
        auto value = json::parse(response->body);
        if (!value) {
            const bool isPage = http::equalsIgnoringCase(mediaType(*response), "text/html");
            co_return badAnswer(isPage ? "it is a web page; check the base URL" : "it is no JSON").withCause(std::move(value).error());
        }
        if (const auto fault = readFault(*value, 0)) {
            co_return faultError(*fault);
        }
        if (!value->is_object()) {
            co_return badAnswer("it is no JSON object");
        }
        co_return Result<json::Value>(std::move(*value));
    }

    Error failed(Error error) const
    {
        if (!error.is("cancelled")) {
            error.subject = m_options.id;
        }
        return presentable(std::move(error), m_options.key, m_options.redact);
    }

    http::Client &m_client;
    Clock &m_clock;
    ProviderOptions m_options;
    std::unique_ptr<Dialect> m_dialect;
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

Result<void> prepare(ProviderOptions &options)
{
    // A key that was pasted often brings white space along.
    while (!options.key.empty() && isSpace(options.key.back())) {
        options.key.pop_back();
    }
    options.key.erase(0, std::min(options.key.size(), static_cast<std::size_t>(std::ranges::find_if_not(options.key, isSpace) - options.key.begin())));
    if (std::ranges::any_of(options.key, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F; })) {
        return Error("llm.invalid", "The key of the provider \"" + options.id + "\" holds a space, a line break or another character that no key has; paste it again.", options.id);
    }
    if (options.baseUrl.empty()) {
        options.baseUrl = defaultBaseUrl(options.kind);
    }
    while (options.baseUrl.ends_with('/')) {
        options.baseUrl.pop_back();
    }
    const bool isHttp = options.baseUrl.starts_with("http://") || options.baseUrl.starts_with("https://");
    if (!isHttp || options.baseUrl.find_first_of("?# \t\r\n@") != std::string::npos) {
        return Error("llm.invalid", "The provider \"" + options.id + "\" needs a base URL such as https://api.example.com/v1, without query and without credentials.", options.id);
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Provider>> makeProvider(http::Client &client, Clock &clock, ProviderOptions options)
{
    SB_CHECK(prepare(options));
    return std::unique_ptr<Provider>(std::make_unique<HttpProvider>(client, clock, std::move(options)));
}

Task<Result<Answer>> ask(Provider *provider, Request request, std::stop_token stop)
{
    auto stream = co_await provider->open(std::move(request), stop);
    if (!stream) {
        co_return std::move(stream).error();
    }
    AnswerBuilder builder;
    for (;;) {
        auto events = co_await (*stream)->read(stop);
        if (!events) {
            co_return std::move(events).error();
        }
        if (events->empty()) {
            co_return Result<Answer>(builder.take());
        }
        for (auto &event : *events) {
            builder.add(std::move(event));
        }
    }
}

} // namespace signalbox::llm
