// SPDX-License-Identifier: GPL-3.0-or-later
// One call through the gateway: its turn, its money, its tries, its record.
#include "llm/gateway_p.h"

#include "base/log.h"
#include "base/uuid.h"
#include "llm/answer_cache_p.h"
#include "llm/faults_p.h"

#include <algorithm>
#include <array>

namespace signalbox::llm {

namespace {

// Longer than that nobody is waited for while another one can be asked.
constexpr Millis kShortWait{1000};
constexpr std::int64_t kLongestCache = 30 * 86'400; // seconds

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

// Whether another provider may do better.
bool mayGoElsewhere(const Error &error)
{
    static constexpr std::array<std::string_view, 16> kCodes = {"circuit.open",   "llm.unauthorized", "llm.forbidden",   "llm.noCredit",    "llm.notFound",    "llm.modelUnknown", "llm.rateLimited", "llm.overloaded",
                                                               "llm.serverError", "llm.timeout",      "llm.unreachable", "llm.streamCut",   "llm.badAnswer",   "llm.unsupported",  "llm.contextTooLong", "llm.priceUnknown"};
    return error.code.starts_with("vault.") || std::ranges::find(kCodes, error.code) != kCodes.end();
}

bool isFromProvider(const Error &error)
{
    return error.code.starts_with("llm.") && !error.is("llm.priceUnknown") && !error.is("llm.invalid") && !error.is("llm.unsupported");
}

void addCost(std::optional<Cost> &sum, const Cost &cost)
{
    sum = Cost{(sum ? sum->micros : 0) + cost.micros, cost.currency};
}

} // namespace

bool isFaultOfProvider(const Error &error)
{
    return error.code.starts_with("llm.") && error.isRetryable() && !error.is("llm.rateLimited");
}

Task<Result<GatewayAnswer>> Gateway::ask(CallOrigin origin, std::string provider, Request request, std::stop_token stop, AnswerSink *sink)
{
    request.maxTokens = request.maxTokens.value_or(kDefaultMaxTokens);
    Call call;
    call.origin = std::move(origin);
    call.request = std::move(request);
    call.sink = sink;
    call.stop = std::move(stop);
    SB_CO_CHECK(co_await carryOut(&call, std::move(provider)));
    co_return Result<GatewayAnswer>(std::move(call.done));
}

Task<Result<GatewayEmbeddings>> Gateway::embed(CallOrigin origin, std::string provider, EmbeddingRequest texts, std::stop_token stop)
{
    Call call;
    call.origin = std::move(origin);
    call.origin.takesKnown = false;
    call.request.model = texts.model;
    call.request.maxTokens = 0;
    Message said{Role::User, {}}; // by which it is told what it may cost, and who can take it
    for (const auto &text : texts.texts) {
        said.parts.emplace_back(TextPart{text});
    }
    call.request.messages.push_back(std::move(said));
    call.texts = &texts;
    call.stop = std::move(stop);
    SB_CO_CHECK(co_await carryOut(&call, std::move(provider)));
    GatewayEmbeddings done{std::move(call.embeddings), call.done.provider, call.done.model, call.done.cost};
    co_return Result<GatewayEmbeddings>(std::move(done));
}

Task<Result<void>> Gateway::carryOut(Call *asked, std::string provider)
{
    auto &call = *asked;
    call.row.id = newUuid(m_services.clock);
    call.row.startedAt = m_services.clock.now();
    if (call.origin.id.empty()) {
        call.origin.id = call.row.id;
    }
    call.done.attempts = 0;
    call.asked = std::move(provider);
    if (call.origin.tape) {
        SB_CO_TRY(recorded, co_await recall(&call));
        if (recorded) {
            SB_CO_TRY(given, co_await giveRecorded(&call, std::move(*recorded)));
            call.done = std::move(given);
            co_return Result<void>();
        }
    }
    auto routed = co_await routeOf(call.origin.workspace, call.asked, &call.request);
    if (!routed) {
        const Result<Answer> none = routed.error();
        co_await keepRecorded(&call, &none);
        co_return std::move(routed).error();
    }
    auto &route = *routed;
    call.done.explanation = std::move(route.explanation);
    const bool hadChoice = !call.done.explanation.empty();

    const auto began = m_services.clock.steadyNow();
    Result<Answer> answer = cancelledError();
    json::Array tried;
    std::vector<Turn> turns;
    for (const auto &choice : route.choices) {
        turns.push_back({&choice});
    }
    while (!turns.empty()) {
        // In the order of the route; whoever asked to be waited for comes when nobody else is left, the soonest first.
        const auto next = std::ranges::min_element(turns, {}, &Turn::notBefore);
        auto turn = *next;
        turns.erase(next);
        const auto wait = turn.notBefore - m_services.clock.steadyNow();
        if (wait > std::chrono::microseconds(0)) {
            const bool waited = co_await m_services.clock.sleep(std::chrono::ceil<Millis>(wait), call.stop);
            if (!waited) {
                answer = cancelledError(turn.choice->config.id);
                break;
            }
        }
        const auto before = call.done.attempts;
        const auto others = turns.empty() ? Others::None : Others::Left;
        answer = co_await askOne(&call, &turn, others);
        const auto &choice = *turn.choice;
        tried.push_back(json::Object{{"provider", choice.config.id}, {"model", choice.model}, {"attempts", call.done.attempts - before}, {"outcome", answer ? "ok" : answer.error().code}});
        if (answer || !mayGoElsewhere(answer.error())) {
            break;
        }
        if (turn.comesAgain) {
            turns.push_back(turn);
        }
        if (turns.empty()) {
            break;
        }
        // What was heard cannot be taken back, unless the sink says so.
        if (std::exchange(call.wasHeard, false) && !call.sink->beginAgain()) {
            break;
        }
    }
    call.done.duration = std::chrono::duration_cast<Millis>(m_services.clock.steadyNow() - began);
    if (!call.isCostKnown) {
        call.done.cost.reset();
    }
    if (!call.spent.isKnown) {
        json::Object charged{{"tokens", call.spent.tokens}};
        if (const auto &cost = call.spent.cost) {
            charged.emplace("micros", cost->micros);
            charged.emplace("currency", cost->currency);
        }
        call.done.explanation.emplace("charged", std::move(charged));
    }
    if (hadChoice) {
        call.done.explanation.emplace("tried", std::move(tried));
    }
    co_await keepRecorded(&call, &answer);
    const std::string outcome = answer ? "ok" : answer.error().code;
    co_await record(&call, outcome);
    if (!answer) {
        co_return std::move(answer).error();
    }
    call.done.answer = std::move(*answer);
    co_return Result<void>();
}

Task<void> Gateway::record(const Call *call, std::string outcome)
{
    auto row = call->row;
    const auto &done = call->done;
    // Which one is asked may be the result of a template.
    const auto redacted = [this](std::string text) { return m_services.redact ? m_services.redact(std::move(text)) : text; };
    row.provider = redacted(done.provider);
    row.model = redacted(done.model);
    row.run = call->origin.run;
    row.path = call->origin.path;
    row.token = call->origin.token;
    row.outcome = std::move(outcome);
    row.attempts = done.attempts;
    row.inputTokens = call->total.inputTokens;
    row.cachedTokens = call->total.cachedTokens;
    row.cacheWriteTokens = call->total.cacheWriteTokens;
    row.outputTokens = call->total.outputTokens;
    row.reasoningTokens = call->total.reasoningTokens;
    row.micros = done.cost ? done.cost->micros : -1;
    row.currency = done.cost ? done.cost->currency : "";
    row.durationMs = done.duration.count();
    row.firstTokenMs = done.firstToken ? done.firstToken->count() : -1;
    row.explanation = done.explanation.empty() ? "" : redacted(json::write(json::Value(done.explanation)));
    auto recorded = co_await m_services.models.recordCall(call->origin.workspace, std::move(row));
    if (!recorded) {
        // The answer is worth more than the line about it.
        log::error("llm", "a call could not be recorded", {{"provider", done.provider}, {"error", recorded.error().code}});
    }
}

// An answer that was given before: it is heard like any other, and costs nothing.
Task<Result<Answer>> Gateway::giveKnown(Call *call, std::shared_ptr<const Answer> known)
{
    call->done.isCached = true;
    call->done.explanation.insert_or_assign("cached", true);
    addCost(call->done.cost, Cost{0, m_services.prices.currency()});
    auto answer = *known;
    answer.usage = {};
    if (call->sink) {
        const auto events = eventsOf(answer);
        SB_CO_CHECK(co_await call->sink->take(&events, call->stop));
    }
    co_return Result<Answer>(std::move(answer));
}

void Gateway::Call::add(const Attempt &attempt)
{
    const auto &came = attempt.spent;
    total += attempt.usage;
    spent.tokens += came.tokens;
    spent.isKnown = spent.isKnown && came.isKnown;
    isCostKnown = isCostKnown && came.isKnown && (came.cost || came.tokens == 0);
    if (came.cost) {
        addCost(spent.cost, *came.cost);
        addCost(done.cost, *came.cost);
    }
}

// A provider's tries, with growing waits between them.
Task<Result<Answer>> Gateway::askOne(Call *call, Turn *turn, Others others)
{
    turn->comesAgain = false;
    const auto *choice = turn->choice;
    const auto &config = choice->config;
    auto &done = call->done;
    done.provider = config.id;
    done.model = choice->model;
    Request request = call->request;
    request.model = choice->model;
    const auto key = config.cacheSeconds > 0 && call->origin.takesKnown ? AnswerCache::keyOf(call->origin.workspace, config, request) : std::string();
    if (const auto known = key.empty() ? nullptr : m_cache->find(key, std::chrono::seconds(std::min(config.cacheSeconds, kLongestCache)))) {
        co_return co_await giveKnown(call, known);
    }
    SB_CO_TRY(connected, co_await connect(call->origin.workspace, config));

    Attempt attempt;
    attempt.origin = &call->origin;
    attempt.config = &config;
    attempt.provider = connected.get();
    attempt.request = &request;
    attempt.sink = call->sink;
    attempt.texts = call->texts;
    attempt.line = lineOf(call->origin.workspace, config);
    const auto input = estimatedTokens(request);
    attempt.mostTokens = input + *request.maxTokens;
    attempt.mostCost = m_services.prices.mostOf(priceNameOf(config), request.model, input, *request.maxTokens, m_services.clock.now());

    const Backoff backoff({}, m_services.random);
    Result<Answer> answer = cancelledError(config.id);
    for (auto &tries = ++turn->tries;; ++tries) {
        attempt.id = call->origin.id + "/" + std::to_string(++done.attempts);
        attempt.usage = {};
        attempt.spent = attempt.nothing();
        attempt.firstToken.reset();
        answer = co_await this->attempt(&attempt, call->stop);
        call->add(attempt);
        call->wasHeard = !answer && call->sink && attempt.firstToken;
        if (answer || tries >= config.attempts || !canBeTriedAgain(answer.error())) {
            break;
        }
        const auto asked = retryAfterOf(answer.error());
        const auto wait = backoff.delay(static_cast<unsigned>(tries), asked);
        if (others == Others::Left && asked && *asked > kShortWait) {
            turn->notBefore = m_services.clock.steadyNow() + wait;
            turn->comesAgain = true;
            break;
        }
        // What was heard cannot be taken back, unless the sink says so.
        if (call->wasHeard && !call->sink->beginAgain()) {
            break;
        }
        call->wasHeard = false;
        const bool waited = co_await m_services.clock.sleep(wait, call->stop);
        if (!waited) {
            answer = cancelledError(config.id);
            break;
        }
    }
    if (answer) {
        m_cache->keep(key, *answer);
        call->embeddings = std::move(attempt.embeddings);
    }
    done.firstToken = attempt.firstToken;
    co_return answer;
}

Task<Result<Answer>> Gateway::attempt(Attempt *attempt, std::stop_token stop)
{
    const auto line = attempt->line;
    struct Busy
    {
        explicit Busy(Line &counted) : line(counted) { ++line.busy; }
        ~Busy() { --line.busy; }
        Line &line;
    };
    const Busy busy(*line);
    SB_CO_TRY(slot, co_await line->slots.take(stop));
    {
        // Who is to be left alone is not waited for. The leave is given back: a probe that waits its turn would keep the
        // others out for so long.
        SB_CO_TRY(now, line->breaker.acquire());
    }
    SB_CO_CHECK(co_await waitForTurn(attempt, stop));
    SB_CO_TRY(permit, line->breaker.acquire());
    auto answer = co_await attemptOnce(attempt, stop);
    if (!answer && !isFromProvider(answer.error())) {
        co_return answer; // stopped, or never asked: it says nothing of the provider
    }
    const bool hasFailed = !answer && isFaultOfProvider(answer.error());
    if (hasFailed) {
        permit.failed();
    } else if (answer || !answer.error().is("llm.rateLimited")) {
        permit.succeeded();
    }
    line->ended(answer ? "ok" : answer.error().code, hasFailed, attempt->firstToken, m_services.clock.now());
    co_return answer;
}

Task<Result<void>> Gateway::waitForTurn(Attempt *attempt, std::stop_token stop)
{
    if (attempt->line->limitsRequests) {
        SB_CO_CHECK(co_await attempt->line->requests.take(1, stop));
    }
    if (attempt->line->limitsTokens) {
        SB_CO_CHECK(co_await attempt->line->tokens.take(static_cast<double>(attempt->mostTokens), stop));
    }
    co_return Result<void>();
}

Task<Result<Answer>> Gateway::attemptOnce(Attempt *attempt, std::stop_token stop)
{
    attempt->reserved.clear();
    SB_CO_CHECK(co_await reserve(attempt));
    attempt->startedAt = m_services.clock.steadyNow();
    Result<Answer> answer = cancelledError(attempt->config->id);
    const bool isAsked = !stop.stop_requested(); // it may have been while that was written
    if (isAsked) {
        answer = co_await readAll(attempt, stop);
    }
    // A server that says nothing of its usage has not worked for nothing; what one said before a failure is not all.
    const bool isKnown = answer.ok() && isTold(attempt->usage);
    const bool wasSent = answer.ok() || (isAsked && canHaveCost(answer.error())) || attempt->firstToken || isTold(attempt->usage);
    if (isKnown) {
        const auto cost = m_services.prices.costOf(priceNameOf(*attempt->config), attempt->request->model, attempt->usage, m_services.clock.now());
        attempt->spent = {attempt->usage.inputTokens + attempt->usage.outputTokens, cost, true};
    } else if (wasSent) {
        attempt->spent = {attempt->mostTokens, attempt->mostCost, false};
    }
    auto settled = co_await settle(attempt);
    if (!settled) {
        // It stays reserved, and counts as spent at the next start.
        log::error("llm", "what a call came to could not be settled", {{"provider", attempt->config->id}, {"error", settled.error().code}});
    }
    co_return answer;
}

Task<Result<Answer>> Gateway::readAll(Attempt *attempt, std::stop_token stop)
{
    if (attempt->texts) {
        EmbeddingRequest wanted = *attempt->texts;
        wanted.model = attempt->request->model;
        SB_CO_TRY(embedded, co_await attempt->provider->embed(std::move(wanted), stop));
        attempt->usage = embedded.usage;
        attempt->embeddings = std::move(embedded);
        co_return Result<Answer>(Answer());
    }
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
        for (const auto &event : *events) {
            if (const auto *usage = std::get_if<UsageUpdate>(&event)) {
                attempt->usage = usage->usage;
            } else if (!attempt->firstToken && !std::holds_alternative<Begin>(event)) {
                attempt->firstToken = std::chrono::duration_cast<Millis>(m_services.clock.steadyNow() - attempt->startedAt);
            }
        }
        if (attempt->sink) {
            auto taken = co_await attempt->sink->take(&*events, stop);
            if (!taken) {
                co_return std::move(taken).error();
            }
        }
        for (auto &event : *events) {
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
            return budget.unit != "tokens" && std::ranges::any_of(attempt->origin->budgets, [&](const store::BudgetScope &scope) { return scope.scope == budget.scope; });
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
            auto released = co_await settle(attempt);
            if (!released) {
                log::error("llm", "a reservation could not be released", {{"error", released.error().code}});
            }
            co_return done;
        }
        attempt->reserved.emplace_back(id, amount);
    }
    co_return Result<void>();
}

Task<Result<void>> Gateway::settle(Attempt *attempt)
{
    Result<void> all;
    const auto &spent = attempt->spent;
    for (std::size_t i = 0; i < attempt->reserved.size(); ++i) {
        const auto [id, amount] = attempt->reserved[i];
        const auto workspace = attempt->origin->workspace;
        Result<void> done;
        if (spent.isKnown && spent.tokens == 0) {
            done = co_await m_services.ledger.release(workspace, id);
        } else {
            const auto actual = id.ends_with("/tokens") ? spent.tokens : spent.cost ? spent.cost->micros : amount;
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
