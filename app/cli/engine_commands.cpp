// SPDX-License-Identifier: GPL-3.0-or-later
// What protects runs: circuit breakers, pauses, budgets.
#include "commands.h"

#include "api/engine_calls.h"
#include "base/describe.h"

#include <charconv>

namespace signalbox::cli {

Task<Exit> breakersCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto verb = arguments.words.empty() ? std::string("list") : arguments.words[0];
    if (verb == "reset" && arguments.words.size() == 2) {
        api::EngineSubject asked{arguments.words[1]};
        auto done = co_await session->client().call<api::BreakersReset>(std::move(asked), stop);
        co_return done ? Exit::Succeeded : failed(done.error(), arguments);
    }
    if (verb != "list" || arguments.words.size() > 1) {
        co_return misused("breakers takes list or reset SUBJECT.", arguments);
    }
    const api::Nothing nothing;
    auto list = co_await session->client().call<api::BreakersList>(nothing, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->breakers)));
        co_return Exit::Succeeded;
    }
    for (const auto &breaker : list->breakers) {
        print(padded(json::enumName(breaker.state), 9) + breaker.subject + (breaker.retryAt > 0 ? "  until " + toIsoString(breaker.retryAt) : ""));
    }
    co_return Exit::Succeeded;
}

Task<Exit> pausesCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto verb = arguments.words.empty() ? std::string("list") : arguments.words[0];
    if (verb == "lift" && arguments.words.size() == 2) {
        api::EngineSubject asked{arguments.words[1]};
        auto done = co_await session->client().call<api::PausesLift>(std::move(asked), stop);
        co_return done ? Exit::Succeeded : failed(done.error(), arguments);
    }
    if (verb != "list" || arguments.words.size() > 1) {
        co_return misused("pauses takes list or lift SUBJECT.", arguments);
    }
    const api::Nothing nothing;
    auto list = co_await session->client().call<api::PausesList>(nothing, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->pauses)));
        co_return Exit::Succeeded;
    }
    for (const auto &pause : list->pauses) {
        print(pause.subject + "  until " + toIsoString(pause.until));
    }
    co_return Exit::Succeeded;
}

Task<Exit> budgetsCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto verb = arguments.words.empty() ? std::string("list") : arguments.words[0];
    if (verb == "set" && arguments.words.size() == 4) {
        api::BudgetSetParams params{arguments.words[1], arguments.words[2], 0, 0};
        const auto &text = arguments.words[3];
        const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), params.most);
        if (problem != std::errc() || rest != text.data() + text.size()) {
            co_return misused("budgets set takes a scope, a unit and a whole number.", arguments);
        }
        auto done = co_await session->client().call<api::BudgetsSet>(std::move(params), stop);
        co_return done ? Exit::Succeeded : failed(done.error(), arguments);
    }
    if (verb == "remove" && arguments.words.size() == 3) {
        api::BudgetName asked{arguments.words[1], arguments.words[2]};
        auto done = co_await session->client().call<api::BudgetsRemove>(std::move(asked), stop);
        co_return done ? Exit::Succeeded : failed(done.error(), arguments);
    }
    if (verb != "list" || arguments.words.size() > 1) {
        co_return misused("budgets takes list, set SCOPE UNIT MOST or remove SCOPE UNIT.", arguments);
    }
    const api::Nothing nothing;
    auto list = co_await session->client().call<api::BudgetsList>(nothing, stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->budgets)));
        co_return Exit::Succeeded;
    }
    for (const auto &budget : list->budgets) {
        print(padded(budget.scope, 24) + padded(budget.unit, 8) + std::to_string(budget.spent) + " of " + std::to_string(budget.most) + (budget.reserved > 0 ? ", " + std::to_string(budget.reserved) + " reserved" : ""));
    }
    co_return Exit::Succeeded;
}

} // namespace signalbox::cli
