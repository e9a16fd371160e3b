// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about the backend itself: its state, samples, tokens, audit log, backups.
#pragma once

#include "api/call.h"
#include "base/clock.h"

namespace signalbox::api {

struct SystemInfo
{
    std::string product = "signalbox";
    std::string version;
    std::string protocol = "1";
    std::string workspace;
    std::string subject;
    std::vector<std::string> permissions;
    UnixMillis startedAt = 0;
    std::int64_t process = 0;
};
BOOST_DESCRIBE_STRUCT(SystemInfo, (), (product, version, protocol, workspace, subject, permissions, startedAt, process))

struct SystemInfoCall
{
    static constexpr std::string_view name = "system.info";
    static constexpr std::string_view permission = "";
    static constexpr std::string_view summary = "What this backend is, and who the caller is to it.";
    static constexpr Route route{Verb::Get, "/system"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = SystemInfo;
};

struct SystemHealth
{
    bool ready = false;
    std::int64_t unfinishedRuns = 0;
    std::int64_t subscriptions = 0;
    std::int64_t slowTurns = 0; ///< turns of the backend's thread over 50 ms since it started
};
BOOST_DESCRIBE_STRUCT(SystemHealth, (), (ready, unfinishedRuns, subscriptions, slowTurns))

struct SystemHealthCall
{
    static constexpr std::string_view name = "system.health";
    static constexpr std::string_view permission = "system.read";
    static constexpr std::string_view summary = "How the backend is.";
    static constexpr Route route{Verb::Get, "/system/health"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = SystemHealth;
};

struct Echo
{
    json::Value value;
};
BOOST_DESCRIBE_STRUCT(Echo, (), (value))

struct SystemPing
{
    static constexpr std::string_view name = "system.ping";
    static constexpr std::string_view permission = "";
    static constexpr std::string_view summary = "Gives back what it is given.";
    static constexpr Route route{Verb::Post, "/system/ping"};
    static constexpr Effect effect = Effect::Read;
    using Params = Echo;
    using Result = Echo;
};

/// No name, text or value that a person gave stands in it.
struct SystemDiagnosis
{
    std::string version;
    std::map<std::string, std::string> libraries;
    UnixMillis startedAt = 0;
    std::int64_t process = 0;
    std::int64_t schema = 0;            ///< of the database
    std::map<std::string, std::int64_t> rows; ///< of the database, by table
    std::int64_t databaseBytes = 0;     ///< with its log
    std::int64_t payloads = 0;
    std::int64_t payloadBytes = 0;
    std::int64_t freeBytes = 0;         ///< where the data folder stands
    std::int64_t unfinishedRuns = 0;
    std::int64_t subscriptions = 0;
    std::int64_t slowTurns = 0;         ///< turns of the backend's thread over 50 ms since it started
    std::vector<std::string> problems;  ///< sentences; empty: nothing is wrong
};
BOOST_DESCRIBE_STRUCT(SystemDiagnosis, (), (version, libraries, startedAt, process, schema, rows, databaseBytes, payloads, payloadBytes, freeBytes, unfinishedRuns, subscriptions, slowTurns, problems))

struct SystemDiagnose
{
    static constexpr std::string_view name = "system.diagnose";
    static constexpr std::string_view permission = "system.read";
    static constexpr std::string_view summary = "Looks at everything: reads the whole database, measures the folder, and names what is wrong.";
    static constexpr Route route{Verb::Get, "/system/diagnosis"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = SystemDiagnosis;
};

struct SystemMetricsText
{
    std::string text; ///< Prometheus exposition format 0.0.4
};
BOOST_DESCRIBE_STRUCT(SystemMetricsText, (), (text))

struct SystemMetrics
{
    static constexpr std::string_view name = "system.metrics";
    static constexpr std::string_view permission = "system.read";
    static constexpr std::string_view summary = "What is counted here: runs, effects, the process. GET /metrics gives the text alone, for Prometheus.";
    static constexpr Route route{Verb::Get, "/metrics"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = SystemMetricsText;
};

struct BackupParams
{
    /// A new folder; a bare name stands in the data folder's backups. Paths only for a caller on the
    /// backend's own machine.
    std::string path;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"path"};
};
BOOST_DESCRIBE_STRUCT(BackupParams, (), (path))

struct SystemBackup
{
    static constexpr std::string_view name = "system.backup";
    static constexpr std::string_view permission = "system.backup";
    static constexpr std::string_view summary = "Copies the database, consistent, and the payloads to a new folder. The key of the secrets is not in it.";
    static constexpr Route route{Verb::Post, "/system/backup"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "path";
    static constexpr std::array<std::string_view, 3> errors = {"store.exists", "store.full", "call.localOnly"};
    using Params = BackupParams;
    using Result = BackupParams;
};

struct SampleView
{
    std::string name;
    std::string title;
    std::optional<std::string> text;
    std::optional<std::string> readme;
};
BOOST_DESCRIBE_STRUCT(SampleView, (), (name, title, text, readme))

struct SampleList
{
    std::vector<SampleView> samples;
};
BOOST_DESCRIBE_STRUCT(SampleList, (), (samples))

struct SamplesList
{
    static constexpr std::string_view name = "samples.list";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "The samples that come with Signalbox.";
    static constexpr Route route{Verb::Get, "/samples"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = SampleList;
};

struct SampleName
{
    std::string name;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"name"};
};
BOOST_DESCRIBE_STRUCT(SampleName, (), (name))

struct SamplesGet
{
    static constexpr std::string_view name = "samples.get";
    static constexpr std::string_view permission = "flows.read";
    static constexpr std::string_view summary = "One sample: its flow and what it is about.";
    static constexpr Route route{Verb::Get, "/samples/{name}"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::array<std::string_view, 1> errors = {"sample.unknown"};
    using Params = SampleName;
    using Result = SampleView;
};

struct TokenView
{
    std::string id;
    std::string subject;
    std::vector<std::string> permissions;
    UnixMillis createdAt = 0;
    UnixMillis expiresAt = 0; ///< 0: never
    bool revoked = false;
};
BOOST_DESCRIBE_STRUCT(TokenView, (), (id, subject, permissions, createdAt, expiresAt, revoked))

struct TokenList
{
    std::vector<TokenView> tokens;
};
BOOST_DESCRIBE_STRUCT(TokenList, (), (tokens))

struct TokensList
{
    static constexpr std::string_view name = "tokens.list";
    static constexpr std::string_view permission = "tokens.read";
    static constexpr std::string_view summary = "The tokens of the workspace, without what signs in.";
    static constexpr Route route{Verb::Get, "/tokens"};
    static constexpr Effect effect = Effect::Read;
    using Params = Nothing;
    using Result = TokenList;
};

struct TokenIssueParams
{
    std::string subject;
    std::vector<std::string> permissions;
    UnixMillis expiresAt = 0;
    static constexpr std::array<std::string_view, 2> requiredMembers = {"subject", "permissions"};
};
BOOST_DESCRIBE_STRUCT(TokenIssueParams, (), (subject, permissions, expiresAt))

struct TokenIssued
{
    std::string id;
    std::string token; ///< the only time that it is seen
};
BOOST_DESCRIBE_STRUCT(TokenIssued, (), (id, token))

struct TokensIssue
{
    static constexpr std::string_view name = "tokens.issue";
    static constexpr std::string_view permission = "tokens.write";
    static constexpr std::string_view summary = "Makes a token that may do at most what its maker may.";
    static constexpr Route route{Verb::Post, "/tokens"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "subject";
    static constexpr std::array<std::string_view, 2> errors = {"auth.request", "auth.denied"};
    using Params = TokenIssueParams;
    using Result = TokenIssued;
};

struct TokenId
{
    std::string id;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(TokenId, (), (id))

struct TokensRevoke
{
    static constexpr std::string_view name = "tokens.revoke";
    static constexpr std::string_view permission = "tokens.write";
    static constexpr std::string_view summary = "Makes a token worthless, for ever.";
    static constexpr Route route{Verb::Delete, "/tokens/{id}"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = TokenId;
    using Result = Nothing;
};

struct Ticket
{
    std::string ticket;
};
BOOST_DESCRIBE_STRUCT(Ticket, (), (ticket))

struct TokensTicket
{
    static constexpr std::string_view name = "tokens.ticket";
    static constexpr std::string_view permission = "";
    static constexpr std::string_view summary = "A one-time ticket that signs a browser's WebSocket in as the caller, good for 30 seconds.";
    static constexpr Route route{Verb::Post, "/tokens/ticket"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::array<std::string_view, 1> errors = {"auth.tooMany"};
    using Params = Nothing;
    using Result = Ticket;
};

struct AuditLine
{
    std::int64_t seq = 0;
    std::string subject;
    std::string action;
    std::string target;
    std::string outcome;
    UnixMillis time = 0;
    std::string hash; ///< chains to the line before it
};
BOOST_DESCRIBE_STRUCT(AuditLine, (), (seq, subject, action, target, outcome, time, hash))

struct AuditListParams
{
    std::int64_t after = 0;
    std::int64_t limit = 500;
};
BOOST_DESCRIBE_STRUCT(AuditListParams, (), (after, limit))

struct AuditPage
{
    std::vector<AuditLine> lines;
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (lines))

struct AuditList
{
    static constexpr std::string_view name = "audit.list";
    static constexpr std::string_view permission = "audit.read";
    static constexpr std::string_view summary = "Lines of the audit log, the oldest first.";
    static constexpr Route route{Verb::Get, "/audit"};
    static constexpr Effect effect = Effect::Read;
    using Params = AuditListParams;
    using Result = AuditPage;
};

} // namespace signalbox::api
