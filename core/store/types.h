// SPDX-License-Identifier: GPL-3.0-or-later
// Rows as the rest of the product sees them: the same for every database.
#pragma once

#include "base/clock.h"
#include "base/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

namespace signalbox::store {

/// Whether a commit is on the disk before the caller hears of it. Hard: synchronous=FULL. Soft:
/// synchronous=NORMAL, survives a killed process, may be lost with the power.
enum class Durability { Soft, Hard };

/// Public ids are UUIDv7 text; keys are integers that never leave the backend.
using RunKey = std::int64_t;
using Sequence = std::int64_t;

enum class RunState { Running, Waiting, Succeeded, Failed, Cancelled };
BOOST_DESCRIBE_ENUM(RunState, Running, Waiting, Succeeded, Failed, Cancelled)

/// States of a step that has a row. What has no row was not reached.
enum class StepState { Started, Succeeded, Failed, Skipped, InDoubt, Waiting, Cancelled };
BOOST_DESCRIBE_ENUM(StepState, Started, Succeeded, Failed, Skipped, InDoubt, Waiting, Cancelled)

inline bool isFinal(RunState state)
{
    return state == RunState::Succeeded || state == RunState::Failed || state == RunState::Cancelled;
}

/// A run as it stands. JSON members are texts, so that nothing is parsed that nobody reads.
struct RunRow
{
    RunKey key = 0;
    std::string id;
    std::string workspace;
    std::string flow;       ///< flow id
    std::int64_t version = 0; ///< flow version number; 0: an unpublished text, pinned in `closure`
    RunState state = RunState::Running;
    std::string trigger;    ///< node id of the trigger that fired, or empty
    std::string input;      ///< JSON or payload reference
    std::string closure;    ///< JSON: every flow text the run can reach, pinned, by id
    std::string options;    ///< JSON: limits, variables, seed, durability, trust
    std::string result;     ///< JSON or payload reference, once it ended
    std::string error;      ///< JSON of an Error, once it failed
    UnixMillis startedAt = 0;
    UnixMillis finishedAt = 0;
    std::int64_t durationUs = 0;
    std::int64_t steps = 0; ///< how many step rows
    std::int64_t fence = 0; ///< the owner's number; a write with another one is refused
    std::string models;     ///< how the models that it asks answer: empty, they do; else "record", "replay" or "example", and the id of a recording
    std::string control;    ///< JSON: what a person controls of it (pause, breakpoints); empty: nothing
    UnixMillis wakeAt = 0;  ///< 0: under way; else it only waits until then (not filled by listRuns())
};

/// A step. `seq` counts from 1 in the order in which steps were first written; (run, seq) is the key.
struct StepRow
{
    std::uint32_t seq = 0;
    std::string path;   ///< "node", "each[3]/node", "loop[2]/inner[0]/node"
    StepState state = StepState::Succeeded;
    std::int32_t attempt = 1;
    std::string output; ///< JSON or payload reference
    std::string error;  ///< JSON of an Error
    /// Which outgoing edges were taken, one '0' or '1' an edge in file order, 'x' where the condition
    /// threw; empty: all of port `out`.
    std::string edges;
    /// For effects: resolved configuration without secrets, and the idempotency key. For waits: when
    /// it wakes (UnixMillis as text in `detail`).
    std::string detail;
    UnixMillis startedAt = 0;
    std::int64_t durationUs = 0;
};

/// An event to append. `data` is JSON text of an object.
struct EventDraft
{
    std::string topic;  ///< "run.started"
    std::string source; ///< id of what it is about (the run): order is kept per source
    std::string data;
};

/// A durable event. The sequence is per workspace, without holes that fill later.
struct EventRow
{
    Sequence seq = 0;
    std::string workspace;
    std::string topic;
    std::string source;
    std::string data;
    UnixMillis time = 0;
};

struct RunFilter
{
    std::string flow;
    std::optional<RunState> state;
    bool unfinished = false;
    int limit = 100;
    RunKey before = 0; ///< page on: runs older than this key
    /// Words that all stand in the run's id, its flow's id or name, or its error; case does not matter.
    std::vector<std::string> words = {};
    UnixMillis startedFrom = 0;   ///< begun then or later
    UnixMillis startedBefore = 0; ///< begun before this; 0: any time
};

} // namespace signalbox::store
