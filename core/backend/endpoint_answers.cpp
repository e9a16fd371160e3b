// SPDX-License-Identifier: GPL-3.0-or-later
// What the endpoint's clients ask, and what they are answered.
#include "backend/endpoint_visit_p.h"

#include "base/text.h"
#include "openai/responses_answer.h"
#include "openai/small_answers.h"
#include "vault/redactor.h"

#include <functional>

#include <QByteArray>

namespace signalbox::backend {

namespace {

// More than that is read elsewhere than on the backend's thread.
constexpr std::size_t kLongBody = 64u << 10;
constexpr std::int64_t kMaxTokens = 8192; // as the gateway takes it where a request names none
constexpr std::size_t kShownName = 200;
constexpr Millis kModelsFor{4000};

Error unknownModel(const std::string &name)
{
    return Error("endpoint.model", "There is no model \"" + std::string(cutUtf8(name, kShownName)) + "\" here. Models are named provider/model, or by a group; GET /v1/models lists them.")
        .withArg("model", std::string(cutUtf8(name, kShownName)));
}

Error deniedModel(const std::string &name)
{
    return Error("endpoint.modelDenied", "The token may not use the model \"" + std::string(cutUtf8(name, kShownName)) + "\"; GET /v1/models lists those that it may.")
        .withArg("model", std::string(cutUtf8(name, kShownName)));
}

bool mayUse(const store::EndpointTokenRow &token, const std::string &provider, const std::string &model)
{
    return token.models.empty() || std::ranges::any_of(token.models, [&](const std::string &entry) {
        return entry == provider || (!model.empty() && entry.size() == provider.size() + 1 + model.size() && entry.starts_with(provider + "/") && entry.ends_with(model));
    });
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

api::GuestReply jsonReply(std::string body)
{
    return {200, {}, std::move(body)};
}

std::string shortId(const std::string &uuid)
{
    std::string id = uuid;
    std::erase(id, '-');
    return id;
}

// Where a client gets the answer while it comes.
class Listener final : public llm::AnswerSink
{
public:
    using Write = std::function<std::string(const std::vector<llm::Event> &)>;
    Listener(std::shared_ptr<api::GuestStream> stream, Write write, bool *hasBegun) : m_stream(std::move(stream)), m_write(std::move(write)), m_hasBegun(hasBegun) {}

    Task<Result<void>> take(const std::vector<llm::Event> *events, std::stop_token stop) override
    {
        auto bytes = m_write(*events);
        co_return co_await send(std::move(bytes), std::move(stop));
    }
    bool beginAgain() override { return !*m_hasBegun; }

    Task<Result<void>> send(std::string bytes, std::stop_token stop)
    {
        if (bytes.empty()) {
            co_return Result<void>();
        }
        if (!std::exchange(*m_hasBegun, true)) {
            m_stream->begin({200, {{"Content-Type", "text/event-stream; charset=utf-8"}, {"Cache-Control", "no-cache"}}, {}});
        }
        co_return co_await m_stream->write(std::move(bytes), std::move(stop));
    }

private:
    std::shared_ptr<api::GuestStream> m_stream;
    Write m_write;
    bool *m_hasBegun;
};

// A stop token that is requested when either of two is.
class EitherStop
{
public:
    EitherStop(std::stop_token a, std::stop_token b) : m_onA(std::move(a), Forward{&m_source}), m_onB(std::move(b), Forward{&m_source}) {}
    std::stop_token token() const { return m_source.get_token(); }

private:
    struct Forward
    {
        std::stop_source *source;
        void operator()() const { source->request_stop(); }
    };
    std::stop_source m_source;
    std::stop_callback<Forward> m_onA;
    std::stop_callback<Forward> m_onB;
};

template<typename T>
using Reader = Result<T> (*)(std::string_view);

template<typename T>
Task<Result<T>> readBody(Services *services, Reader<T> read, const std::string *body)
{
    if (body->size() <= kLongBody) {
        co_return read(*body);
    }
    auto work = [read, body] { return read(*body); };
    co_return co_await runOn(services->workThread(), std::move(work));
}

struct ListedModels
{
    std::vector<openai::OfferedModel> models;
};

Task<void> addModels(llm::Gateway *gateway, Clock *clock, std::string workspace, llm::ProviderConfig config, std::vector<openai::OfferedModel> *out, std::stop_token stop)
{
    DeadlineStop limit(*clock, Deadline::in(*clock, kModelsFor), stop);
    auto catalogue = co_await gateway->models(workspace, config.id, llm::Gateway::Read::Cached, limit.token());
    const auto created = config.updatedAt / 1000;
    bool hasDefault = config.defaultModel.empty();
    if (catalogue) {
        for (const auto &model : catalogue->models) {
            hasDefault = hasDefault || model.id == config.defaultModel;
            out->push_back({config.id + "/" + model.id, config.id, created});
        }
    }
    if (!hasDefault) {
        out->push_back({config.id + "/" + config.defaultModel, config.id, created});
    }
}

// Everything that a token may use, by name. Lists that cannot be read in a moment are left out but for the default model.
Task<Result<ListedModels>> offered(Services *services, const store::EndpointTokenRow *token, std::stop_token stop)
{
    auto &gateway = services->backend.gateway();
    SB_CO_TRY(configs, co_await gateway.providers(token->workspace));
    ListedModels listed;
    OneShot<bool> done;
    std::size_t left = 1;
    const auto ended = [&left, done] {
        if (--left == 0) {
            done.set(true);
        }
    };
    struct Counted
    {
        static Task<void> run(Task<void> work, std::function<void()> after)
        {
            co_await std::move(work);
            after();
        }
    };
    {
        TaskScope scope;
        for (const auto &config : configs) {
            if (config.kind == llm::ProviderKind::Group) {
                listed.models.push_back({config.id, "signalbox", config.updatedAt / 1000});
                continue;
            }
            ++left;
            scope.start([&](std::stop_token) { return Counted::run(addModels(&gateway, &services->backend.clock(), token->workspace, config, &listed.models, stop), ended); });
        }
        ended();
        (void)co_await done.wait();
        co_await scope.close();
    }
    std::erase_if(listed.models, [&](const openai::OfferedModel &model) {
        const auto slash = model.id.find('/');
        return slash == std::string::npos ? !mayUse(*token, model.id, {}) : !mayUse(*token, model.id.substr(0, slash), model.id.substr(slash + 1));
    });
    std::ranges::sort(listed.models, {}, &openai::OfferedModel::id);
    co_return listed;
}

} // namespace

api::GuestReply Endpoint::refused(const Error &error) const
{
    auto made = refusal(error);
    m_services.backend.redactor().redactInPlace(made.body);
    return made;
}

Task<Result<Endpoint::Target>> Endpoint::targetOf(const Visit *visit, std::string name)
{
    SB_CO_TRY(configs, co_await m_services.backend.gateway().providers(visit->token.workspace));
    const auto find = [&configs](std::string_view id) { return std::ranges::find(configs, id, [](const llm::ProviderConfig &config) -> std::string_view { return config.id; }); };
    std::string_view rest = name;
    std::size_t count = 0;
    Target target;
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto one = trimmed(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        const auto slash = std::min(one.find('/'), one.size());
        const std::string provider(one.substr(0, slash));
        std::string model(slash < one.size() ? one.substr(slash + 1) : std::string_view());
        const auto config = find(provider);
        const bool isGroup = config != configs.end() && config->kind == llm::ProviderKind::Group;
        if (config == configs.end() || (isGroup && !model.empty()) || (!isGroup && model.empty() && config->defaultModel.empty())) {
            co_return unknownModel(name);
        }
        if (!mayUse(visit->token, provider, isGroup ? std::string() : model.empty() ? config->defaultModel : model)) {
            co_return deniedModel(name);
        }
        ++count;
        target = {provider, std::move(model)};
    }
    if (count == 0) {
        co_return unknownModel(name);
    }
    if (count > 1) {
        target = {std::move(name), {}};
    }
    co_return target;
}

Result<void> Endpoint::takeTokens(const Visit &visit, std::int64_t tokens)
{
    const auto most = visit.token.tokensPerMinute;
    if (most <= 0) {
        return {};
    }
    if (tokens > most) {
        return Error("endpoint.tooMuch", "The request and the answer that it allows may come to more tokens than the token may use in a minute; ask for less.")
            .withArg("wanted", std::to_string(tokens))
            .withArg("most", std::to_string(most));
    }
    if (!visit.use->tokens.tryTake(static_cast<double>(tokens))) {
        const auto wait = visit.use->tokens.waitFor(static_cast<double>(tokens));
        return Error("endpoint.tokenRate", "The token has used as many tokens as it may in a minute; ask again a little later.")
            .withArg("retryAfterMs", std::to_string(wait.count()))
            .retryable();
    }
    return {};
}

llm::CallOrigin Endpoint::originOf(const Visit &visit, const std::string &requestId) const
{
    llm::CallOrigin origin;
    origin.workspace = visit.token.workspace;
    origin.id = requestId;
    origin.token = visit.token.id;
    for (const auto &scope : {std::string("workspace"), "endpoint:" + visit.token.id}) {
        store::BudgetScope budget;
        budget.scope = scope;
        origin.budgets.push_back(std::move(budget));
    }
    return origin;
}

// Asks, streaming or not, and gives the answer; an error that a stream could not be told any more is the caller's to tell.
Task<Result<llm::GatewayAnswer>> Endpoint::ask(Work *work, openai::ModelRequest *asked, llm::AnswerSink *sink)
{
    SB_CO_TRY(target, co_await targetOf(work->visit, asked->model));
    auto &request = asked->request;
    request.model = target.model;
    request.maxTokens = request.maxTokens.value_or(kMaxTokens);
    m_thoughts.restore(work->visit->token.id, request);
    const auto most = llm::estimatedTokens(request) + *request.maxTokens;
    SB_CO_CHECK(takeTokens(*work->visit, most));
    const EitherStop stop(work->stop, work->visit->use->revoked.get_token());
    auto answer = co_await m_services.backend.gateway().ask(originOf(*work->visit, work->head.requestId), target.provider, request, stop.token(), sink);
    const auto used = answer ? answer->answer.usage.inputTokens + answer->answer.usage.outputTokens : 0;
    const bool isKnown = answer ? used > 0 : !work->hasBegun;
    if (work->visit->token.tokensPerMinute > 0 && isKnown) {
        work->visit->use->tokens.giveBack(static_cast<double>(std::max<std::int64_t>(most - used, 0)));
    }
    if (answer) {
        m_thoughts.keep(work->visit->token.id, answer->answer);
    }
    co_return answer;
}

Task<Result<Endpoint::Reply>> Endpoint::chat(Work *work)
{
    SB_CO_TRY(asked, co_await readBody<openai::ChatRequest>(&m_services, &openai::readChat, &work->body));
    const openai::AnswerName name{shortId(work->head.requestId), m_services.backend.clock().now() / 1000, asked.model};
    if (!asked.isStreamed) {
        SB_CO_TRY(answer, co_await ask(work, &asked, nullptr));
        co_return Reply(jsonReply(json::write(json::Value(openai::chatAnswer(name, answer.answer)))));
    }
    openai::ChatStream stream(name, asked.tellsUsage ? openai::ChatStream::Usage::Told : openai::ChatStream::Usage::Untold);
    Listener listener(work->stream, [&stream](const std::vector<llm::Event> &events) { return stream.write(events); }, &work->hasBegun);
    auto answer = co_await ask(work, &asked, &listener);
    std::string last;
    if (answer) {
        last = stream.end(answer->answer.usage);
    } else if (work->hasBegun) {
        last = openai::ChatStream::fail(said(answer.error()));
    } else {
        co_return std::move(answer).error();
    }
    (void)co_await listener.send(std::move(last), work->stop);
    co_return Reply();
}

Task<Result<Endpoint::Reply>> Endpoint::respond(Work *work)
{
    SB_CO_TRY(asked, co_await readBody<openai::ResponsesRequest>(&m_services, &openai::readResponses, &work->body));
    const openai::AnswerName name{shortId(work->head.requestId), m_services.backend.clock().now() / 1000, asked.model};
    const auto thoughts = asked.wantsThoughts ? openai::ResponsesStream::Thoughts::Sealed : openai::ResponsesStream::Thoughts::Plain;
    if (!asked.isStreamed) {
        SB_CO_TRY(answer, co_await ask(work, &asked, nullptr));
        co_return Reply(jsonReply(json::write(json::Value(openai::responsesAnswer(name, asked.echo, thoughts, answer.answer)))));
    }
    openai::ResponsesStream stream(name, asked.echo, thoughts);
    Listener listener(work->stream, [&stream](const std::vector<llm::Event> &events) { return stream.write(events); }, &work->hasBegun);
    auto answer = co_await ask(work, &asked, &listener);
    std::string last;
    if (answer) {
        last = stream.end(answer->answer.usage);
    } else if (work->hasBegun) {
        last = stream.fail(said(answer.error()));
    } else {
        co_return std::move(answer).error();
    }
    (void)co_await listener.send(std::move(last), work->stop);
    co_return Reply();
}

Task<Result<Endpoint::Reply>> Endpoint::embed(Work *work)
{
    SB_CO_TRY(asked, co_await readBody<openai::EmbeddingsRequest>(&m_services, &openai::readEmbeddings, &work->body));
    SB_CO_TRY(target, co_await targetOf(work->visit, asked.model));
    asked.request.model = target.model;
    std::int64_t bytes = 0;
    for (const auto &text : asked.request.texts) {
        bytes += static_cast<std::int64_t>(text.size());
    }
    SB_CO_CHECK(takeTokens(*work->visit, bytes * 2 / 3 + 8));
    const EitherStop stop(work->stop, work->visit->use->revoked.get_token());
    SB_CO_TRY(done, co_await m_services.backend.gateway().embed(originOf(*work->visit, work->head.requestId), target.provider, asked.request, stop.token()));
    co_return Reply(jsonReply(openai::embeddingsAnswer(done.embeddings, asked.model, asked.format)));
}

Task<Result<Endpoint::Reply>> Endpoint::listModels(Work *work)
{
    SB_CO_TRY(listed, co_await offered(&m_services, &work->visit->token, work->stop));
    co_return Reply(jsonReply(json::write(json::Value(openai::modelsAnswer(listed.models)))));
}

Task<Result<Endpoint::Reply>> Endpoint::oneModel(Work *work)
{
    const auto coded = work->head.path.substr(std::string_view("/v1/models/").size());
    const auto name = QByteArray::fromPercentEncoding(QByteArray::fromStdString(coded)).toStdString();
    SB_CO_TRY(listed, co_await offered(&m_services, &work->visit->token, work->stop));
    const auto found = std::ranges::find(listed.models, name, &openai::OfferedModel::id);
    if (found == listed.models.end()) {
        co_return unknownModel(name);
    }
    co_return Reply(jsonReply(json::write(json::Value(openai::modelAnswer(*found)))));
}

json::Object Endpoint::said(const Error &error) const
{
    const bool isRevoked = error.is("cancelled");
    auto text = json::write(json::Value(openai::refusalOf(isRevoked ? Error("endpoint.token", "The call was ended here: the token was revoked, or the backend is shutting down.") : error).body));
    m_services.backend.redactor().redactInPlace(text);
    auto value = json::parse(text);
    return value && value->is_object() ? std::move(value->get_object()) : openai::refusalOf(Error("endpoint.failed", "The answer broke off.")).body;
}

Task<std::optional<api::GuestReply>> Endpoint::answer(std::shared_ptr<const api::GuestVisitor> visitor, api::GuestHead head, std::string body, std::shared_ptr<api::GuestStream> stream, std::stop_token stop)
{
    Work work;
    work.visit = static_cast<const Visit *>(visitor.get());
    work.head = std::move(head);
    work.body = std::move(body);
    work.stream = std::move(stream);
    work.stop = std::move(stop);
    const std::string_view path = work.head.path;
    Result<Reply> made = cancelledError();
    if (path == "/v1/chat/completions") {
        made = co_await chat(&work);
    } else if (path == "/v1/responses") {
        made = co_await respond(&work);
    } else if (path == "/v1/embeddings") {
        made = co_await embed(&work);
    } else if (path == "/v1/models") {
        made = co_await listModels(&work);
    } else {
        made = co_await oneModel(&work);
    }
    if (!made) {
        co_return refused(made.error());
    }
    co_return std::move(*made);
}

} // namespace signalbox::backend
