// SPDX-License-Identifier: GPL-3.0-or-later
// All declared calls. A call that does not stand in this list does not exist.
#pragma once

#include "api/approval_calls.h"
#include "api/conversation_calls.h"
#include "api/cost_calls.h"
#include "api/dead_letter_calls.h"
#include "api/endpoint_calls.h"
#include "api/engine_calls.h"
#include "api/event_calls.h"
#include "api/flow_calls.h"
#include "api/history_calls.h"
#include "api/model_calls.h"
#include "api/node_type_calls.h"
#include "api/recording_calls.h"
#include "api/run_calls.h"
#include "api/run_control_calls.h"
#include "api/secret_calls.h"
#include "api/secret_source_calls.h"
#include "api/system_calls.h"
#include "api/vault_calls.h"

namespace signalbox::api {

using Calls = boost::mp11::mp_list<
    FlowsList, FlowsGet, FlowsSave, FlowsPublish, FlowsSetLive, FlowsVersions, FlowsVersion, FlowsDiff, FlowsValidate, FlowsCheck, FlowsExplain, FlowsForecast, FlowsRemove,
    NodeTypesList, NodeTypesGet,
    RunsStart, RunsGet, RunsList, RunsSteps, RunsStepInput, RunsPayload, RunsWait, RunsCancel, RunsDecide,
    RunsPause, RunsResume, RunsStep, RunsSetBreakpoints, RunsRerun, RunsPreview, RunsCompare, RunsLogs, RunsDelete, RetentionGet, RetentionSet,
    DeadLettersList, DeadLettersGet, DeadLettersReplay, DeadLettersDiscard,
    ApprovalsList, ApprovalsGet, ApprovalsDecide,
    BreakersList, BreakersReset, PausesList, PausesLift, BudgetsList, BudgetsSet, BudgetsRemove,
    EventsRead, EventsSubscribe, EventsGrant, EventsUnsubscribe,
    // A route of words stands before one with a parameter in its place.
    ConversationsList, ConversationsSearch, ConversationsCreate, ConversationsGet, ConversationsUpdate, ConversationsRemove,
    ConversationsMessages, ConversationsSend, ConversationsStop,
    ProvidersList, ProvidersPut, ProvidersDelete, ProvidersTest, ProvidersDiscover, ModelsList, LlmCalls, LlmUsage, LlmAdvice,
    EndpointGet, EndpointSet, EndpointTokensList, EndpointTokensIssue, EndpointTokensChange, EndpointTokensRevoke,
    RecordingsList, RecordingsGet, RecordingsExport, RecordingsImport, RecordingsKeep, RecordingsDelete,
    SecretsList, SecretsSet, SecretsLink, SecretsRemove, SecretsScan,
    SourcesList, SourcesPut, SourcesRemove, SourcesTest,
    VaultState, VaultUnlock, VaultLock, VaultMove, VaultPassphrase, VaultRotate,
    SystemInfoCall, SystemHealthCall, SystemPing, SystemDiagnose, SystemMetrics, SystemBackup, SamplesList, SamplesGet,
    TokensList, TokensIssue, TokensRevoke, TokensTicket, AuditList>;

} // namespace signalbox::api
