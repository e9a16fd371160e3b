// SPDX-License-Identifier: GPL-3.0-or-later
// One call through the gateway: its turn, its money, its tries, its record.
#include "llm/gateway_p.h"

#include "base/log.h"
#include "base/uuid.h"
#include "llm/faults_p.h"

#include <algorithm>
#include <array>

namespace signalbox::llm {

namespace {

constexpr std::int64_t kMaxTokens = 8192;

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

Task<Result<GatewayAnswer>> Gateway::ask(CallOrigin origin, std::string provider, Request request, std::stop_token stop, AnswerSink *sink)
{
    SB_CO_TRY(config, co_await named(origin.workspace, provider));
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
    attempt.sink = sink;
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
        // What was heard cannot be taken back, unless the sink says so.
        if (sink && attempt.firstToken && !sink->beginAgain()) {
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
