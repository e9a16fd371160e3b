// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about what runs ask persons.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

/// Withdrawn: the run went on or ended without it.
enum class ApprovalState { Pending, Approved, Rejected, Expired, Withdrawn };
BOOST_DESCRIBE_ENUM(ApprovalState, Pending, Approved, Rejected, Expired, Withdrawn)

/// What a run asks. Lists leave `data` and `edited` out; where they are larger than 512 KiB they are
/// {"$payload": …, "bytes": n}, which can be decided but not be edited.
struct ApprovalView
{
    std::string id;
    std::string run;
    std::string flow;
    std::string path; ///< of the step that waits
    std::string node;
    std::string title;
    std::string message;
    json::Value data; ///< what the person sees and may edit
    json::Value edited; ///< what the person made of it; null: nothing
    bool wasEdited = false;
    std::vector<std::string> deciders; ///< subjects and "role:name"; empty: whoever may decide
    bool mayDecide = false;            ///< whether the caller may
    ApprovalState state = ApprovalState::Pending;
    UnixMillis createdAt = 0;
    UnixMillis expiresAt = 0; ///< 0: never
    UnixMillis decidedAt = 0;
    std::string decidedBy;
    std::string comment;
};
BOOST_DESCRIBE_STRUCT(ApprovalView, (), (id, run, flow, path, node, title, message, data, edited, wasEdited, deciders, mayDecide, state, createdAt, expiresAt, decidedAt, decidedBy, comment))

struct ApprovalListParams
{
    std::optional<ApprovalState> state; ///< absent: of any
    std::string run;                    ///< empty: of all runs
    std::int64_t limit = 100;
    std::string before; ///< id of the approval to page on from
};
BOOST_DESCRIBE_STRUCT(ApprovalListParams, (), (state, run, limit, before))

struct ApprovalList
{
    std::vector<ApprovalView> approvals;
};
BOOST_DESCRIBE_STRUCT(ApprovalList, (), (approvals))

struct ApprovalsList
{
    static constexpr std::string_view name = "approvals.list";
    static constexpr std::string_view permission = "approvals.read";
    static constexpr std::string_view summary = "What runs ask persons, the newest first, without the data. Events run.approval.* tell of changes.";
    static constexpr Route route{Verb::Get, "/approvals"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = ApprovalListParams;
    using Result = ApprovalList;
};

struct ApprovalId
{
    std::string id;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(ApprovalId, (), (id))

struct ApprovalsGet
{
    static constexpr std::string_view name = "approvals.get";
    static constexpr std::string_view permission = "approvals.read";
    static constexpr std::string_view summary = "What a run asks, with its data, and how it was decided.";
    static constexpr Route route{Verb::Get, "/approvals/{id}"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = ApprovalId;
    using Result = ApprovalView;
};

enum class ApprovalDecision { Approve, Reject };
BOOST_DESCRIBE_ENUM(ApprovalDecision, Approve, Reject)

struct ApprovalDecideParams
{
    std::string id;
    ApprovalDecision decision = ApprovalDecision::Approve;
    std::optional<json::Value> data; ///< the data as the person edited it; absent: as it was shown
    std::string comment;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "decision"};
};
BOOST_DESCRIBE_STRUCT(ApprovalDecideParams, (), (id, decision, data, comment))

struct ApprovalsDecide
{
    static constexpr std::string_view name = "approvals.decide";
    static constexpr std::string_view permission = "approvals.decide";
    static constexpr std::string_view summary = "Approves or rejects what a run asks, with the data as it was shown or as it was edited; on the disk before this answers.";
    static constexpr Route route{Verb::Post, "/approvals/{id}/decide"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 4> errors = {"store.notFound", "approval.decided", "approval.decider", "engine.stopping"};
    using Params = ApprovalDecideParams;
    using Result = Nothing;
};

} // namespace signalbox::api
