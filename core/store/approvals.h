// SPDX-License-Identifier: GPL-3.0-or-later
// What persons are asked by runs that wait for them. Questions and what becomes of them are written with
// their run (RunBatch); here they are read.
#pragma once

#include "base/async.h"
#include "store/types.h"

#include <optional>
#include <string>
#include <vector>

namespace signalbox::store {

/// Withdrawn: the run went on or ended without it.
enum class ApprovalState { Pending, Approved, Rejected, Expired, Withdrawn };
BOOST_DESCRIBE_ENUM(ApprovalState, Pending, Approved, Rejected, Expired, Withdrawn)

struct ApprovalRow
{
    std::string id;       ///< a UUID
    std::string run;      ///< public id; read only
    std::string flow;     ///< read only
    std::string path;     ///< of the step that waits
    std::string title;
    std::string message;
    std::string data;     ///< JSON or payload reference: what the person sees and may edit
    std::string edited;   ///< JSON or payload reference: what the person made of it; empty: nothing
    std::string deciders; ///< JSON array of subjects and "role:name"; empty: whoever may decide
    std::string decidedBy;
    std::string comment;
    ApprovalState state = ApprovalState::Pending;
    UnixMillis createdAt = 0;
    UnixMillis expiresAt = 0; ///< 0: never
    UnixMillis decidedAt = 0;
};

/// One question to write with its run's batch. `insert`: it is new; else state, edited, decidedBy, comment and
/// decidedAt of the pending one with this id are replaced, and one that is not pending refuses the batch
/// (store.conflict).
struct ApprovalWrite
{
    bool insert = true;
    ApprovalRow row;
};

struct ApprovalFilter
{
    std::optional<ApprovalState> state;
    std::string run;    ///< public id; empty: of all runs
    int limit = 100;
    std::string before; ///< page on: older than this one
};

/// Errors of all: store.notFound, store.*.
class ApprovalRepository
{
public:
    virtual ~ApprovalRepository() = default;
    /// The newest first, without data and edited.
    virtual Task<Result<std::vector<ApprovalRow>>> list(std::string workspace, ApprovalFilter filter) = 0;
    virtual Task<Result<ApprovalRow>> get(std::string workspace, std::string id) = 0;
};

} // namespace signalbox::store
