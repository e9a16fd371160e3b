// SPDX-License-Identifier: GPL-3.0-or-later
// Dead letters: steps that failed for good and wait for a person. They are made by the run journal, in
// the transaction that writes the failure; here they are read and decided.
#pragma once

#include "base/async.h"
#include "store/types.h"

#include <optional>
#include <string>
#include <vector>

namespace signalbox::store {

enum class DeadLetterState { Open, Replayed, Discarded };
BOOST_DESCRIBE_ENUM(DeadLetterState, Open, Replayed, Discarded)

struct DeadLetterRow
{
    std::string id; ///< a UUID
    std::string run;
    std::string flow;
    std::int64_t version = 0;
    std::string path; ///< of the step
    std::string type; ///< of its node
    DeadLetterState state = DeadLetterState::Open;
    bool held = false; ///< the run waits at this step
    std::int32_t attempts = 1;
    UnixMillis createdAt = 0;
    UnixMillis decidedAt = 0;
    std::string decidedBy; ///< a subject
    std::string replay;    ///< id of the run that it was replayed in
    std::string note;
    std::string error;  ///< JSON of an Error
    std::string config; ///< JSON: what an effect was called with, without secrets; or empty
    std::string input;  ///< JSON or payload reference
};

struct DeadLetterFilter
{
    std::string flow;
    std::string run;
    std::optional<DeadLetterState> state;
    int limit = 100;
    std::string before; ///< id of the letter to page on from
};

/// How a person decided.
struct DeadLetterDecision
{
    DeadLetterState state = DeadLetterState::Discarded;
    std::string by;
    std::string replay;
    std::string note;
};

/// A decision appends deadLetter.replayed or deadLetter.discarded {letter, run, flow, path, replay} in the
/// same transaction, with the run's id as source.
class DeadLetterRepository
{
public:
    virtual ~DeadLetterRepository() = default;
    /// Newest first, without configuration and input.
    virtual Task<Result<std::vector<DeadLetterRow>>> list(std::string workspace, DeadLetterFilter filter) = 0;
    virtual Task<Result<DeadLetterRow>> get(std::string workspace, std::string id) = 0;
    /// How many are open.
    virtual Task<Result<std::int64_t>> countOpen(std::string workspace) = 0;
    /// Decides one that is open. Errors: deadLetter.decided (args state), store.notFound. Hard.
    virtual Task<Result<void>> decide(std::string workspace, std::string id, DeadLetterDecision decision) = 0;
};

} // namespace signalbox::store
