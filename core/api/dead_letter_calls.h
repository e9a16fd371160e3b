// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about dead letters: steps that failed for good and wait for a person.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

enum class DeadLetterState { Open, Replayed, Discarded };
BOOST_DESCRIBE_ENUM(DeadLetterState, Open, Replayed, Discarded)

struct DeadLetterView
{
    std::string id;
    std::string run;
    std::string flow;
    std::int64_t version = 0;
    std::string path; ///< of the step in the run
    std::string type; ///< of its node
    DeadLetterState state = DeadLetterState::Open;
    bool held = false; ///< the run waits at this step, and goes on when it is replayed
    std::int64_t attempts = 1;
    UnixMillis createdAt = 0;
    UnixMillis decidedAt = 0;
    std::string decidedBy;
    std::string replay; ///< the run that it was replayed in
    std::string note;
    json::Value error;
    json::Value config; ///< what it was called with, without secrets; not in lists
    json::Value input;  ///< what it was given; not in lists
};
BOOST_DESCRIBE_STRUCT(DeadLetterView, (), (id, run, flow, version, path, type, state, held, attempts, createdAt, decidedAt, decidedBy, replay, note, error, config, input))

struct DeadLetterListParams
{
    std::string flow;
    std::string run;
    DeadLetterState state = DeadLetterState::Open;
    bool all = false; ///< of whatever state
    std::int64_t limit = 100;
    std::string before; ///< id of the letter to page on from
};
BOOST_DESCRIBE_STRUCT(DeadLetterListParams, (), (flow, run, state, all, limit, before))

struct DeadLetterPage
{
    std::vector<DeadLetterView> letters;
    std::int64_t open = 0; ///< how many of the workspace are open
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(DeadLetterPage, (), (letters, open, more))

struct DeadLettersList
{
    static constexpr std::string_view name = "deadLetters.list";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "Steps that failed for good, the newest first; those that nobody has decided unless asked for others.";
    static constexpr Route route{Verb::Get, "/dead-letters"};
    static constexpr Effect effect = Effect::Read;
    using Params = DeadLetterListParams;
    using Result = DeadLetterPage;
};

struct DeadLetterId
{
    std::string id;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(DeadLetterId, (), (id))

struct DeadLettersGet
{
    static constexpr std::string_view name = "deadLetters.get";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "A dead letter with its input and what the step was called with.";
    static constexpr Route route{Verb::Get, "/dead-letters/{id}"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = DeadLetterId;
    using Result = DeadLetterView;
};

/// One letter by `id`, or many by `ids`.
struct DeadLetterReplayParams
{
    std::string id;
    std::vector<std::string> ids;
    /// In place of the step's input; only for one letter.
    std::optional<json::Value> input = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(DeadLetterReplayParams, (), (id, ids, input))

/// What became of one letter of many.
struct DeadLetterOutcome
{
    std::string letter;
    std::string run;   ///< where it is done again
    json::Value error; ///< null: it was done
};
BOOST_DESCRIBE_STRUCT(DeadLetterOutcome, (), (letter, run, error))

struct DeadLetterOutcomes
{
    std::vector<DeadLetterOutcome> letters;
};
BOOST_DESCRIBE_STRUCT(DeadLetterOutcomes, (), (letters))

struct DeadLettersReplay
{
    static constexpr std::string_view name = "deadLetters.replay";
    static constexpr std::string_view permission = "runs.decide";
    static constexpr std::string_view summary
        = "Does failed steps again, with the input that they had or another. A run that waits at the step goes on; else a new run takes over what the old one has done. Each letter is replayed at most once.";
    static constexpr Route route{Verb::Post, "/dead-letters/replay"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 3> errors = {"store.notFound", "deadLetter.decided", "run.notEnded"};
    using Params = DeadLetterReplayParams;
    using Result = DeadLetterOutcomes;
};

struct DeadLetterDiscardParams
{
    std::string id;
    std::vector<std::string> ids;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(DeadLetterDiscardParams, (), (id, ids, note))

struct DeadLettersDiscard
{
    static constexpr std::string_view name = "deadLetters.discard";
    static constexpr std::string_view permission = "runs.decide";
    static constexpr std::string_view summary = "Closes dead letters without doing anything; a run that waits at the step fails.";
    static constexpr Route route{Verb::Post, "/dead-letters/discard"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "deadLetter.decided"};
    using Params = DeadLetterDiscardParams;
    using Result = DeadLetterOutcomes;
};

} // namespace signalbox::api
