// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/gateway.h"

#include "base/describe.h"
#include "base/log.h"
#include "base/token_bucket.h"
#include "base/uuid.h"
#include "llm/faults_p.h"
#include "llm/slots_p.h"

#include <algorithm>
#include <array>

namespace signalbox::llm {

namespace {

constexpr std::int64_t kMaxTokens = 8192;
constexpr std::int64_t kImageTokens = 2000;
constexpr std::int64_t kMessageTokens = 8;
constexpr std::size_t kMostText = 1000;

/// What of a provider stands in the options of its row.
struct StoredOptions
{
    std::string defaultModel;
    std::string prices;
    std::int64_t requestsPerMinute = 0;
    std::int64_t tokensPerMinute = 0;
    std::int64_t concurrency = 8;
    std::int64_t attempts = 3;
};
BOOST_DESCRIBE_STRUCT(StoredOptions, (), (defaultModel, prices, requestsPerMinute, tokensPerMinute, concurrency, attempts))

Error invalid(const std::string &id, const std::string &what)
{
    return Error("llm.invalid", "The provider \"" + id + "\" cannot be set up so: " + what + ".", id);
}

bool isName(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.';
    });
}

Result<void> check(const ProviderConfig &config)
{
    if (!isName(config.id)) {
        return Error("llm.invalid", "A provider's id consists of letters, digits, '_', '-' and '.', at most 64 of them.");
    }
    if (config.baseUrl.size() > kMostText || config.secret.size() > kMostText || config.defaultModel.size() > kMostText || config.prices.size() > kMostText) {
        return invalid(config.id, "a text is longer than 1000 characters");
    }
    if (config.requestsPerMinute < 0 || config.tokensPerMinute < 0 || config.concurrency < 1 || config.concurrency > 1000 || config.attempts < 1 || config.attempts > 10) {
        return invalid(config.id, "limits are not below zero, calls at a time between 1 and 1000, attempts between 1 and 10");
    }
    return {};
}

// The host of a base URL, as an address policy names it.
std::string hostOf(std::string_view url)
{
    const auto scheme = url.find("://");
    auto rest = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.starts_with('[')) {
        return std::string(rest.substr(1, rest.find(']') - 1));
    }
    return std::string(rest.substr(0, rest.find(':')));
}

Result<ProviderOptions> optionsOf(const ProviderConfig &config, std::string key, std::shared_ptr<const http::AddressPolicy> addresses)
{
    ProviderOptions options;
    options.id = config.id;
    options.kind = config.kind;
    options.baseUrl = config.baseUrl.empty() ? std::string(defaultBaseUrl(config.kind)) : config.baseUrl;
    options.key = std::move(key);
    const auto host = hostOf(options.baseUrl);
    auto policy = http::AddressPolicy::allowing({host});
    if (host.empty() || !policy) {
        return invalid(config.id, "its base URL names no host");
    }
    // Where nothing else is said, a person has named this host: it may be one of their own network.
    options.addressPolicy = addresses ? std::move(addresses) : std::make_shared<const http::AddressPolicy>(std::move(*policy));
    return options;
}

Result<ProviderConfig> configOf(const store::ProviderRow &row)
{
    SB_TRY(value, json::parse(row.options));
    SB_TRY(options, json::fromJson<StoredOptions>(value));
    const auto kind = json::enumFromName<ProviderKind>(row.kind);
    if (!kind) {
        return invalid(row.id, "this version knows no providers of the kind " + row.kind);
    }
    ProviderConfig config;
    config.id = row.id;
    config.kind = *kind;
    config.baseUrl = row.baseUrl;
    config.secret = row.secret;
    config.defaultModel = options.defaultModel;
    config.prices = options.prices;
    config.requestsPerMinute = options.requestsPerMinute;
    config.tokensPerMinute = options.tokensPerMinute;
    config.concurrency = options.concurrency;
    config.attempts = options.attempts;
    config.revision = row.revision;
    config.updatedAt = row.updatedAt;
    return config;
}

bool canBeTriedAgain(const Error &error)
{
    return error.code.starts_with("llm.") && error.isRetryable();
}

// Whether the provider can have worked on the request: only then it can have cost something.
bool canHaveCost(const Error &error)
{
    const bool neverConnected = error.is("llm.timeout") && std::ranges::any_of(error.args, [](const auto &arg) { return arg.first == "phase" && arg.second == "connect"; });
    if (neverConnected) {
        return false;
    }
    return error.is("llm.streamCut") || error.is("llm.timeout") || error.is("cancelled") || error.is("llm.badAnswer") || error.is("llm.serverError");
}

bool isTold(const Usage &usage)
{
    return usage.inputTokens + usage.outputTokens > 0;
}

std::optional<Millis> retryAfterOf(const Error &error)
{
    for (const auto &[name, value] : error.args) {
        if (name == "retryAfter" && !value.empty() && value.size() < 12 && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; })) {
            return Millis(std::stoll(value));
        }
    }
    return std::nullopt;
}

} // namespace

std::string priceNameOf(const ProviderConfig &config)
{
    if (!config.prices.empty()) {
        return config.prices;
    }
    switch (config.kind) {
    case ProviderKind::OpenAi:
    case ProviderKind::OpenAiChat:
        return "openai";
    case ProviderKind::Anthropic:
        return "anthropic";
    case ProviderKind::Gemini:
        return "google";
    case ProviderKind::Ollama:
        return "ollama";
    case ProviderKind::OpenAiCompatible:
        break;
    }
    return config.id;
}

std::int64_t estimatedTokens(const Request &request)
{
    std::size_t bytes = 0;
    std::int64_t tokens = 0;
    for (const auto &message : request.messages) {
        tokens += kMessageTokens;
        for (const auto &part : message.parts) {
            if (const auto *text = std::get_if<TextPart>(&part)) {
                bytes += text->text.size();
            } else if (std::holds_alternative<ImagePart>(part)) {
                tokens += kImageTokens;
            } else if (const auto *thought = std::get_if<ReasoningPart>(&part)) {
                bytes += thought->text.size();
            } else if (const auto *call = std::get_if<ToolCallPart>(&part)) {
                bytes += call->name.size() + call->arguments.size();
            } else if (const auto *result = std::get_if<ToolResultPart>(&part)) {
                bytes += result->text.size();
            }
        }
    }
    for (const auto &tool : request.tools) {
        bytes += tool.name.size() + tool.description.size() + json::write(tool.parameters).size();
    }
    if (request.output) {
        bytes += json::write(request.output->schema).size();
    }
    // English has about four bytes a token, scripts of three bytes a character up to two tokens each.
    return tokens + static_cast<std::int64_t>(bytes) * 2 / 3;
}

struct Gateway::Limits
{
    Limits(Clock &clock, const ProviderConfig &config)
        : slots(0), requests(bucketOf(clock, config.requestsPerMinute)), tokens(bucketOf(clock, config.tokensPerMinute))
    {
        set(config);
    }

    // What comes in a minute may come at once.
    static TokenBucket bucketOf(Clock &clock, std::int64_t perMinute)
    {
        const auto count = static_cast<double>(std::max<std::int64_t>(perMinute, 1));
        return {clock, count, count / 60};
    }

    void set(const ProviderConfig &config)
    {
        const auto per = [](TokenBucket &bucket, std::int64_t perMinute) {
            if (perMinute > 0) {
                bucket.setRate(static_cast<double>(perMinute), static_cast<double>(perMinute) / 60);
            }
        };
        slots.add(static_cast<int>(config.concurrency - concurrency));
        concurrency = config.concurrency;
        per(requests, config.requestsPerMinute);
        per(tokens, config.tokensPerMinute);
        limitsRequests = config.requestsPerMinute > 0;
        limitsTokens = config.tokensPerMinute > 0;
    }

    Slots slots;
    TokenBucket requests;
    TokenBucket tokens;
    std::int64_t concurrency = 0;
    bool limitsRequests = false;
    bool limitsTokens = false;
};

/// One attempt of a call, with what it reserved.
struct Gateway::Attempt
{
    const CallOrigin *origin = nullptr;
    const ProviderConfig *config = nullptr;
    Provider *provider = nullptr;
    const Request *request = nullptr;
    std::shared_ptr<Limits> limits;
    std::string id;
    std::int64_t mostTokens = 0;
    std::optional<Cost> mostCost;
    std::vector<std::pair<std::string, std::int64_t>> reserved; ///< ids and amounts, of tokens and of money
    std::chrono::microseconds startedAt{0};
    std::optional<Millis> firstToken;
    Usage usage;
};

Gateway::Gateway(GatewayServices services) : m_services(std::move(services)) {}
Gateway::~Gateway() = default;

Task<Result<std::vector<ProviderConfig>>> Gateway::providers(std::string workspace)
{
    SB_CO_TRY(rows, co_await m_services.models.providers(workspace));
    std::vector<ProviderConfig> configs;
    for (const auto &row : rows) {
        SB_CO_TRY(config, configOf(row));
        configs.push_back(std::move(config));
    }
    co_return Result<std::vector<ProviderConfig>>(std::move(configs));
}

Task<Result<ProviderConfig>> Gateway::provider(std::string workspace, std::string id)
{
    SB_CO_TRY(row, co_await m_services.models.provider(workspace, id));
    co_return configOf(row);
}

Task<Result<std::int64_t>> Gateway::put(std::string workspace, ProviderConfig config)
{
    SB_CO_CHECK(check(config));
    // What could never be asked is refused now.
    SB_CO_TRY(options, optionsOf(config, "", m_services.addresses));
    SB_CO_TRY(made, makeProvider(m_services.http, m_services.clock, std::move(options)));
    made.reset();
    store::ProviderRow row;
    row.id = config.id;
    row.kind = json::enumName(config.kind);
    row.baseUrl = config.baseUrl;
    row.secret = config.secret;
    row.options = json::write(json::toJson(
        StoredOptions{config.defaultModel, config.prices, config.requestsPerMinute, config.tokensPerMinute, config.concurrency, config.attempts}));
    row.revision = config.revision;
    co_return co_await m_services.models.putProvider(workspace, std::move(row));
}

Task<Result<void>> Gateway::remove(std::string workspace, std::string id, std::int64_t revision)
{
    co_return co_await m_services.models.removeProvider(workspace, id, revision);
}

Task<Result<std::vector<store::LlmCallRow>>> Gateway::calls(std::string workspace, store::LlmCallFilter filter)
{
    co_return co_await m_services.models.calls(workspace, std::move(filter));
}

Task<Result<std::unique_ptr<Provider>>> Gateway::connect(std::string workspace, ProviderConfig config)
{
    std::string key;
    if (!config.secret.empty()) {
        SB_CO_TRY(value, co_await m_services.secrets(workspace, config.secret));
        key = std::move(value);
    }
    SB_CO_TRY(options, optionsOf(config, std::move(key), m_services.addresses));
    co_return makeProvider(m_services.http, m_services.clock, std::move(options));
}

Task<Result<std::vector<ModelInfo>>> Gateway::models(std::string workspace, std::string provider, std::stop_token stop)
{
    SB_CO_TRY(row, co_await m_services.models.provider(workspace, provider));
    SB_CO_TRY(config, configOf(row));
    SB_CO_TRY(connected, co_await connect(workspace, config));
    co_return co_await connected->models(stop);
}

std::shared_ptr<Gateway::Limits> Gateway::limitsOf(const std::string &workspace, const ProviderConfig &config)
{
    auto &limits = m_limits[{workspace, config.id}];
    if (!limits) {
        limits = std::make_shared<Limits>(m_services.clock, config);
    } else {
        limits->set(config); // revisions begin anew where a provider is removed and made again
    }
    return limits;
}

Task<Result<GatewayAnswer>> Gateway::ask(CallOrigin origin, std::string provider, Request request, std::stop_token stop)
{
    SB_CO_TRY(row, co_await m_services.models.provider(origin.workspace, provider));
    SB_CO_TRY(config, configOf(row));
    SB_CO_TRY(connected, co_await connect(origin.workspace, config));
    if (origin.id.empty()) {
        origin.id = newUuid(m_services.clock);
    }
    if (request.model.empty()) {
        request.model = config.defaultModel;
    }
    request.maxTokens = request.maxTokens.value_or(kMaxTokens);

    Attempt attempt;
    attempt.origin = &origin;
    attempt.config = &config;
    attempt.provider = connected.get();
    attempt.request = &request;
    attempt.limits = limitsOf(origin.workspace, config);
    const auto input = estimatedTokens(request);
    attempt.mostTokens = input + *request.maxTokens;
    attempt.mostCost = m_services.prices.mostOf(priceNameOf(config), request.model, input, *request.maxTokens, m_services.clock.now());

    const Backoff backoff({}, m_services.random);
    const auto began = m_services.clock.steadyNow();
    GatewayAnswer done;
    done.provider = config.id;
    done.model = request.model;
    store::LlmCallRow record;
    record.id = newUuid(m_services.clock);
    record.startedAt = m_services.clock.now();
    Usage total;
    Result<Answer> answer = cancelledError(config.id);
    for (done.attempts = 1;; ++done.attempts) {
        attempt.id = origin.id + "/" + std::to_string(done.attempts);
        attempt.usage = {};
        answer = co_await this->attempt(&attempt, stop);
        total += attempt.usage;
        if (answer || done.attempts >= config.attempts || !canBeTriedAgain(answer.error())) {
            break;
        }
        const auto wait = backoff.delay(static_cast<unsigned>(done.attempts), retryAfterOf(answer.error()));
        const bool waited = co_await m_services.clock.sleep(wait, stop);
        if (!waited) {
            answer = cancelledError(config.id);
            break;
        }
    }
    done.duration = std::chrono::duration_cast<Millis>(m_services.clock.steadyNow() - began);
    done.firstToken = attempt.firstToken;
    // What a good answer without usage cost nobody knows.
    if (!answer || isTold(attempt.usage)) {
        done.cost = m_services.prices.costOf(priceNameOf(config), request.model, total, m_services.clock.now());
    }

    record.provider = config.id;
    record.model = request.model;
    record.run = origin.run;
    record.path = origin.path;
    record.outcome = answer ? "ok" : answer.error().code;
    record.attempts = done.attempts;
    record.inputTokens = total.inputTokens;
    record.cachedTokens = total.cachedTokens;
    record.cacheWriteTokens = total.cacheWriteTokens;
    record.outputTokens = total.outputTokens;
    record.reasoningTokens = total.reasoningTokens;
    record.micros = done.cost ? done.cost->micros : -1;
    record.currency = done.cost ? done.cost->currency : "";
    record.durationMs = done.duration.count();
    record.firstTokenMs = done.firstToken ? done.firstToken->count() : -1;
    auto recorded = co_await m_services.models.recordCall(origin.workspace, std::move(record));
    if (!recorded) {
        // The answer is worth more than the line about it.
        log::error("llm", "a call could not be recorded", {{"provider", config.id}, {"error", recorded.error().code}});
    }
    if (!answer) {
        co_return std::move(answer).error();
    }
    done.answer = std::move(*answer);
    co_return Result<GatewayAnswer>(std::move(done));
}

Task<Result<Answer>> Gateway::attempt(Attempt *attempt, std::stop_token stop)
{
    SB_CO_TRY(slot, co_await attempt->limits->slots.take(stop));
    if (attempt->limits->limitsRequests) {
        SB_CO_CHECK(co_await attempt->limits->requests.take(1, stop));
    }
    if (attempt->limits->limitsTokens) {
        SB_CO_CHECK(co_await attempt->limits->tokens.take(static_cast<double>(attempt->mostTokens), stop));
    }
    attempt->reserved.clear();
    SB_CO_CHECK(co_await reserve(attempt));
    attempt->startedAt = m_services.clock.steadyNow();
    attempt->firstToken.reset();
    auto answer = co_await readAll(attempt, stop);
    // A server that says nothing of its usage has not worked for nothing; what one said before a failure is not all.
    const bool isKnown = answer.ok() && isTold(attempt->usage);
    const bool wasSent = answer.ok() || canHaveCost(answer.error()) || attempt->firstToken || isTold(attempt->usage);
    auto settled = co_await settle(attempt, isKnown, wasSent);
    if (!settled) {
        // It stays reserved, and counts as spent at the next start.
        log::error("llm", "what a call came to could not be settled", {{"provider", attempt->config->id}, {"error", settled.error().code}});
    }
    co_return answer;
}

Task<Result<Answer>> Gateway::readAll(Attempt *attempt, std::stop_token stop)
{
    Request request = *attempt->request;
    SB_CO_TRY(stream, co_await attempt->provider->open(std::move(request), stop));
    AnswerBuilder builder;
    for (;;) {
        auto events = co_await stream->read(stop);
        if (!events) {
            co_return std::move(events).error();
        }
        if (events->empty()) {
            auto answer = builder.take();
            attempt->usage = answer.usage;
            co_return Result<Answer>(std::move(answer));
        }
        for (auto &event : *events) {
            if (const auto *usage = std::get_if<UsageUpdate>(&event)) {
                attempt->usage = usage->usage;
            } else if (!attempt->firstToken && !std::holds_alternative<Begin>(event)) {
                attempt->firstToken = std::chrono::duration_cast<Millis>(m_services.clock.steadyNow() - attempt->startedAt);
            }
            builder.add(std::move(event));
        }
    }
}

Task<Result<void>> Gateway::reserve(Attempt *attempt)
{
    if (attempt->origin->budgets.empty()) {
        co_return Result<void>();
    }
    const auto currency = m_services.prices.currency();
    if (!attempt->mostCost) {
        SB_CO_TRY(budgets, co_await m_services.ledger.budgets(attempt->origin->workspace));
        const bool hasMoney = std::ranges::any_of(budgets, [&](const store::BudgetRow &budget) {
            return budget.unit == currency && std::ranges::any_of(attempt->origin->budgets, [&](const store::BudgetScope &scope) { return scope.scope == budget.scope; });
        });
        if (hasMoney) {
            co_return Error("llm.priceUnknown", "Nobody knows what the model \"" + attempt->request->model + "\" costs, but a budget in money stands over it; put its price into the price table.", attempt->config->id)
                .withArg("model", attempt->request->model);
        }
    }
    const std::array<std::string, 2> units{"tokens", currency};
    for (const auto &unit : units) {
        if (unit != "tokens" && !attempt->mostCost) {
            continue;
        }
        store::Reservation wanted;
        wanted.id = attempt->id + "/" + unit;
        wanted.scopes = attempt->origin->budgets;
        wanted.unit = unit;
        if (unit != "tokens") {
            // A scope that brings its own limit means tokens.
            for (auto &scope : wanted.scopes) {
                scope.most.reset();
            }
        }
        wanted.amount = unit == "tokens" ? attempt->mostTokens : attempt->mostCost->micros;
        wanted.run = attempt->origin->run;
        wanted.path = attempt->origin->path;
        const auto id = wanted.id;
        const auto amount = wanted.amount;
        auto done = co_await m_services.ledger.reserve(attempt->origin->workspace, std::move(wanted));
        if (!done) {
            auto released = co_await settle(attempt, false, false);
            if (!released) {
                log::error("llm", "a reservation could not be released", {{"error", released.error().code}});
            }
            co_return done;
        }
        attempt->reserved.emplace_back(id, amount);
    }
    co_return Result<void>();
}

Task<Result<void>> Gateway::settle(Attempt *attempt, bool isKnown, bool wasSent)
{
    Result<void> all;
    for (std::size_t i = 0; i < attempt->reserved.size(); ++i) {
        const auto [id, amount] = attempt->reserved[i];
        const auto workspace = attempt->origin->workspace;
        Result<void> done;
        if (!wasSent) {
            done = co_await m_services.ledger.release(workspace, id);
        } else {
            auto actual = amount;
            if (isKnown && id.ends_with("/tokens")) {
                actual = attempt->usage.inputTokens + attempt->usage.outputTokens;
            } else if (isKnown) {
                const auto cost = m_services.prices.costOf(priceNameOf(*attempt->config), attempt->request->model, attempt->usage, m_services.clock.now());
                actual = cost ? cost->micros : amount;
            }
            done = co_await m_services.ledger.settle(workspace, id, actual);
        }
        if (!done) {
            all = std::move(done);
        }
    }
    attempt->reserved.clear();
    co_return all;
}

} // namespace signalbox::llm
