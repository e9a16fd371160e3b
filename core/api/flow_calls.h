// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about flows and their versions.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

struct FlowSummary
{
    std::string id;
    std::string name;
    std::int64_t revision = 0;
    std::int64_t live = 0; ///< live version, 0 if none
    std::string origin;    ///< "local", "imported", or "remote": saved from another machine
    UnixMillis updatedAt = 0;
};
BOOST_DESCRIBE_STRUCT(FlowSummary, (), (id, name, revision, live, origin, updatedAt))

struct FlowDraft : FlowSummary
{
    std::string text;
};
BOOST_DESCRIBE_STRUCT(FlowDraft, (FlowSummary), (text))

enum class FindingSeverity { Error, Warning, Hint };
BOOST_DESCRIBE_ENUM(FindingSeverity, Error, Warning, Hint)

struct FlowFinding
{
    FindingSeverity severity = FindingSeverity::Error;
    std::string code;
    std::string message;
    std::string fix;
    std::string node;
    std::string path;
    std::map<std::string, std::string> args;
};
BOOST_DESCRIBE_STRUCT(FlowFinding, (), (severity, code, message, fix, node, path, args))

struct FlowVersion
{
    std::string flow;
    std::int64_t number = 0;
    std::string hash;
    std::string author;
    std::string note;
    UnixMillis createdAt = 0;
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(FlowVersion, (), (flow, number, hash, author, note, createdAt, text))

struct FlowId
{
    std::string id;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(FlowId, (), (id))

struct FlowList
{
    std::vector<FlowSummary> flows;
};
BOOST_DESCRIBE_STRUCT(FlowList, (), (flows))

struct FlowsList
{
    static constexpr std::string_view name = "flows.list";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "The flows of the workspace, without their texts.";
    static constexpr Route route{Verb::Get, "/flows"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = FlowList;
};

struct FlowsGet
{
    static constexpr std::string_view name = "flows.get";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "A flow's draft with its text and revision.";
    static constexpr Route route{Verb::Get, "/flows/{id}"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = FlowId;
    using Result = FlowDraft;
};

struct FlowSaveParams
{
    std::string id;
    std::string text;
    std::int64_t revision = 0; ///< the one that the edit is based on; 0: the flow is new
    /// "local", or "imported": then its JavaScript runs in isolation. Empty: as it was; local where it is new.
    /// An edit of an imported flow leaves it imported.
    std::string origin;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "text"};
};
BOOST_DESCRIBE_STRUCT(FlowSaveParams, (), (id, text, revision, origin))

struct FlowSaved
{
    std::string id;
    std::int64_t revision = 0;
    std::vector<FlowFinding> findings;
};
BOOST_DESCRIBE_STRUCT(FlowSaved, (), (id, revision, findings))

struct FlowsSave
{
    static constexpr std::string_view name = "flows.save";
    static constexpr std::string_view permission = "flows.write";
    static constexpr std::string_view summary = "Saves a draft. A draft may be invalid, but it must be a flow; the findings say what is wrong with it.";
    static constexpr Route route{Verb::Put, "/flows/{id}"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 3> errors = {"store.conflict", "flow.shape", "json.syntax"};
    using Params = FlowSaveParams;
    using Result = FlowSaved;
};

struct FlowPublishParams
{
    std::string id;
    std::int64_t revision = 0; ///< of the draft that is meant; 0: whatever it is
    std::string note;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(FlowPublishParams, (), (id, revision, note))

struct FlowVersionNumber
{
    std::string id;
    std::int64_t number = 0;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "number"};
};
BOOST_DESCRIBE_STRUCT(FlowVersionNumber, (), (id, number))

struct FlowsPublish
{
    static constexpr std::string_view name = "flows.publish";
    static constexpr std::string_view permission = "flows.publish";
    static constexpr std::string_view summary = "Makes an immutable version of the draft and moves the live pointer to it. An unchanged flow gives the live version's number.";
    static constexpr Route route{Verb::Post, "/flows/{id}/publish"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 3> errors = {"store.notFound", "store.conflict", "flow.invalid"};
    using Params = FlowPublishParams;
    using Result = FlowVersionNumber;
};

struct FlowsSetLive
{
    static constexpr std::string_view name = "flows.setLive";
    static constexpr std::string_view permission = "flows.publish";
    static constexpr std::string_view summary = "Moves the live pointer; runs that have begun keep their version.";
    static constexpr Route route{Verb::Put, "/flows/{id}/live"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = FlowVersionNumber;
    using Result = Nothing;
};

struct FlowVersionList
{
    std::vector<FlowVersion> versions;
};
BOOST_DESCRIBE_STRUCT(FlowVersionList, (), (versions))

struct FlowsVersions
{
    static constexpr std::string_view name = "flows.versions";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "The versions of a flow, without their texts.";
    static constexpr Route route{Verb::Get, "/flows/{id}/versions"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = FlowId;
    using Result = FlowVersionList;
};

struct FlowsVersion
{
    static constexpr std::string_view name = "flows.version";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "One version of a flow with its text.";
    static constexpr Route route{Verb::Get, "/flows/{id}/versions/{number}"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = FlowVersionNumber;
    using Result = FlowVersion;
};

struct FlowDiffParams
{
    std::string id;
    std::int64_t from = 0; ///< number of a version; 0: the draft
    std::int64_t to = 0;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(FlowDiffParams, (), (id, from, to))

enum class FlowThing { Flow, Node, Edge, Frame, Note };
BOOST_DESCRIBE_ENUM(FlowThing, Flow, Node, Edge, Frame, Note)
enum class FlowChangeKind { Added, Removed, Changed, Moved };
BOOST_DESCRIBE_ENUM(FlowChangeKind, Added, Removed, Changed, Moved)

struct FlowFieldChange
{
    std::string path; ///< JSON pointer from the thing
    std::optional<json::Value> before; ///< absent: it was not there
    std::optional<json::Value> after;
};
BOOST_DESCRIBE_STRUCT(FlowFieldChange, (), (path, before, after))

struct FlowChange
{
    std::vector<std::string> scope; ///< the graph: empty, or pairs of "flows" or "body" and an id
    FlowThing thing = FlowThing::Node;
    FlowChangeKind kind = FlowChangeKind::Changed;
    std::string id; ///< of edges "from:port>to:port"
    bool moved = false;
    std::vector<FlowFieldChange> fields;
};
BOOST_DESCRIBE_STRUCT(FlowChange, (), (scope, thing, kind, id, moved, fields))

struct FlowDiff
{
    std::vector<FlowChange> changes; ///< the first of them, as many as fit into an answer
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(FlowDiff, (), (changes, total))

struct FlowsDiff
{
    static constexpr std::string_view name = "flows.diff";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "What two versions of a flow differ in, node by node and edge by edge; 0 stands for the draft.";
    static constexpr Route route{Verb::Get, "/flows/{id}/diff"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = FlowDiffParams;
    using Result = FlowDiff;
};

struct FlowText
{
    std::string text;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"text"};
};
BOOST_DESCRIBE_STRUCT(FlowText, (), (text))

struct FlowValidity
{
    bool valid = false;
    std::vector<FlowFinding> findings;
};
BOOST_DESCRIBE_STRUCT(FlowValidity, (), (valid, findings))

struct FlowsValidate
{
    static constexpr std::string_view name = "flows.validate";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "Everything that is wrong with a flow's text, all at once. A text that is no JSON is an error.";
    static constexpr Route route{Verb::Post, "/flows/validate"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::array<std::string_view, 3> errors = {"json.syntax", "json.duplicateKey", "json.tooDeep"};
    using Params = FlowText;
    using Result = FlowValidity;
};

/// An entry of an array, or a member of an object, by its position.
struct FlowEditEntry
{
    std::int64_t at = 0;
    std::string key{}; ///< of members
    json::Value value{}; ///< of what is put in
    static constexpr std::array<std::string_view, 1> requiredMembers = {"at"};
};
BOOST_DESCRIBE_STRUCT(FlowEditEntry, (), (at, key, value))

/// One change of a flow's JSON.
struct FlowEdit
{
    std::string path; ///< JSON pointer to what is there
    bool replaces = false; ///< `value` takes its place; else entries go out of it and into it
    json::Value value{};
    std::vector<FlowEditEntry> removed{}; ///< by their positions before, ascending
    std::vector<FlowEditEntry> inserted{}; ///< by their positions after, ascending
    static constexpr std::array<std::string_view, 1> requiredMembers = {"path"};
};
BOOST_DESCRIBE_STRUCT(FlowEdit, (), (path, replaces, value, removed, inserted))

struct FlowCheckParams
{
    std::string draft; ///< a UUID that the caller chose for what is under edit
    std::optional<std::string> text = std::nullopt; ///< all of it, to begin with
    std::int64_t after = 0; ///< without `text`: the number of the answer on which the edits follow
    std::vector<FlowEdit> edits{};
    static constexpr std::array<std::string_view, 1> requiredMembers = {"draft"};
};
BOOST_DESCRIBE_STRUCT(FlowCheckParams, (), (draft, text, after, edits))

struct FlowCheck : FlowValidity
{
    std::int64_t number = 0; ///< of this answer
};
BOOST_DESCRIBE_STRUCT(FlowCheck, (FlowValidity), (number))

struct FlowsCheck
{
    static constexpr std::string_view name = "flows.check";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "Everything that is wrong with a flow under edit. Its text is sent once and kept for a while; then changes are enough, and an answer takes as long as they need. Nothing is saved.";
    static constexpr Route route{Verb::Post, "/flows/check"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::array<std::string_view, 6> errors = {"json.syntax", "json.duplicateKey", "json.tooDeep", "flow.notHeld", "flow.edit", "rpc.params"};
    using Params = FlowCheckParams;
    using Result = FlowCheck;
};

struct FlowExplanation
{
    std::string markdown;
};
BOOST_DESCRIBE_STRUCT(FlowExplanation, (), (markdown))

struct FlowsExplain
{
    static constexpr std::string_view name = "flows.explain";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "What a flow's text does, in words made from its graph.";
    static constexpr Route route{Verb::Post, "/flows/explain"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::array<std::string_view, 2> errors = {"json.syntax", "flow.shape"};
    using Params = FlowText;
    using Result = FlowExplanation;
};

struct FlowRemoveParams
{
    std::string id;
    std::int64_t revision = 0;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"id", "revision"};
};
BOOST_DESCRIBE_STRUCT(FlowRemoveParams, (), (id, revision))

struct FlowsRemove
{
    static constexpr std::string_view name = "flows.remove";
    static constexpr std::string_view permission = "flows.write";
    static constexpr std::string_view summary = "Removes a flow with its versions; runs keep the texts that they are pinned to.";
    static constexpr Route route{Verb::Delete, "/flows/{id}"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "store.conflict"};
    using Params = FlowRemoveParams;
    using Result = Nothing;
};

} // namespace signalbox::api
