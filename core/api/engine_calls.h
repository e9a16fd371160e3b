// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about what protects runs: circuit breakers, pauses, budgets.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

enum class BreakerState { Closed, Open, HalfOpen };
BOOST_DESCRIBE_ENUM(BreakerState, Closed, Open, HalfOpen)

struct BreakerView
{
    std::string subject; ///< "node:FLOW/NODE" or "target:HOST"
    BreakerState state = BreakerState::Closed;
    UnixMillis since = 0;
    UnixMillis retryAt = 0; ///< where it is open: when a call is let through again
    std::int64_t failures = 0; ///< in a row that open it
    double openForMs = 0;
};
BOOST_DESCRIBE_STRUCT(BreakerView, (), (subject, state, since, retryAt, failures, openForMs))

struct BreakerList
{
    std::vector<BreakerView> breakers;
};
BOOST_DESCRIBE_STRUCT(BreakerList, (), (breakers))

struct BreakersList
{
    static constexpr std::string_view name = "breakers.list";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "The circuit breakers of nodes and targets that were called since the backend began.";
    static constexpr Route route{Verb::Get, "/breakers"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = BreakerList;
};

struct EngineSubject
{
    std::string subject;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"subject"};
};
BOOST_DESCRIBE_STRUCT(EngineSubject, (), (subject))

struct BreakersReset
{
    static constexpr std::string_view name = "breakers.reset";
    static constexpr std::string_view permission = "runs.decide";
    static constexpr std::string_view summary = "Closes a circuit breaker: calls are made again at once.";
    static constexpr Route route{Verb::Post, "/breakers/reset"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "subject";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = EngineSubject;
    using Result = Nothing;
};

struct PauseView
{
    std::string subject; ///< "flow:FLOW"
    UnixMillis until = 0;
};
BOOST_DESCRIBE_STRUCT(PauseView, (), (subject, until))

struct PauseList
{
    std::vector<PauseView> pauses;
};
BOOST_DESCRIBE_STRUCT(PauseList, (), (pauses))

struct PausesList
{
    static constexpr std::string_view name = "pauses.list";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "What was started too often and is left alone for a while.";
    static constexpr Route route{Verb::Get, "/pauses"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = PauseList;
};

struct PausesLift
{
    static constexpr std::string_view name = "pauses.lift";
    static constexpr std::string_view permission = "runs.decide";
    static constexpr std::string_view summary = "Ends a pause.";
    static constexpr Route route{Verb::Post, "/pauses/lift"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "subject";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = EngineSubject;
    using Result = Nothing;
};

struct BudgetView
{
    std::string scope; ///< "workspace", "flow:FLOW", "run:RUN"
    std::string unit;  ///< "tokens", or a currency in millionths
    std::int64_t most = 0;
    std::int64_t spent = 0;
    std::int64_t reserved = 0; ///< by calls under way
    std::int64_t revision = 0;
    UnixMillis updatedAt = 0;
};
BOOST_DESCRIBE_STRUCT(BudgetView, (), (scope, unit, most, spent, reserved, revision, updatedAt))

struct BudgetList
{
    std::vector<BudgetView> budgets;
};
BOOST_DESCRIBE_STRUCT(BudgetList, (), (budgets))

struct BudgetsList
{
    static constexpr std::string_view name = "budgets.list";
    static constexpr std::string_view permission = "budgets.read";
    static constexpr std::string_view summary = "What may be spent, and what was.";
    static constexpr Route route{Verb::Get, "/budgets"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = BudgetList;
};

struct BudgetSetParams
{
    std::string scope;
    std::string unit = "tokens";
    std::int64_t most = 0;
    std::int64_t revision = 0; ///< 0: whatever is there
    static constexpr std::array<std::string_view, 2> requiredMembers = {"scope", "most"};
};
BOOST_DESCRIBE_STRUCT(BudgetSetParams, (), (scope, unit, most, revision))

struct BudgetsSet
{
    static constexpr std::string_view name = "budgets.set";
    static constexpr std::string_view permission = "budgets.write";
    static constexpr std::string_view summary = "Makes or changes a budget; what was spent stays.";
    static constexpr Route route{Verb::Put, "/budgets/{scope}"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "scope";
    static constexpr std::array<std::string_view, 1> errors = {"store.conflict"};
    using Params = BudgetSetParams;
    using Result = Nothing;
};

struct BudgetName
{
    std::string scope;
    std::string unit = "tokens";
    static constexpr std::array<std::string_view, 1> requiredMembers = {"scope"};
};
BOOST_DESCRIBE_STRUCT(BudgetName, (), (scope, unit))

struct BudgetsRemove
{
    static constexpr std::string_view name = "budgets.remove";
    static constexpr std::string_view permission = "budgets.write";
    static constexpr std::string_view summary = "Removes a budget: its scope is not limited any more.";
    static constexpr Route route{Verb::Delete, "/budgets/{scope}"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "scope";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = BudgetName;
    using Result = Nothing;
};

} // namespace signalbox::api
