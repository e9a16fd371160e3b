// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences that the core says to a person, by the rooms that say them.
// Made by tst_core_words (README.md says how); do not edit.
#include "ui/words/words.h"

#include <QtGlobal>

namespace signalbox::words {

namespace {

constexpr const char *kTexts[] = {
    // app/desktop/sample_places.cpp
    QT_TRANSLATE_NOOP("core", "The sample cannot be copied to \"%1\": %2."),
    QT_TRANSLATE_NOOP("core", "The sample wants to start \"%1\", which is no program of Signalbox."),
    QT_TRANSLATE_NOOP("core", "The sample's service \"%1\" did not start: %2."),
    // core/api/message.cpp
    QT_TRANSLATE_NOOP("core", "The message is no JSON-RPC 2.0 message: %1."),
    QT_TRANSLATE_NOOP("core", "The parameters of a call are an object by name."),
    QT_TRANSLATE_NOOP("core", "%1 is larger than a message may be (%2 bytes); ask for less at a time, or read payloads by ranges."),
    // core/api/registry.cpp
    QT_TRANSLATE_NOOP("core", "There is no call \"%1\" in this version."),
    QT_TRANSLATE_NOOP("core", "The backend failed at this call; its log says why."),
    QT_TRANSLATE_NOOP("core", "The idempotency key was used before with other parameters; use a new one."),
    QT_TRANSLATE_NOOP("core", "A call with this idempotency key is under way; ask again in a moment."),
    // core/api/registry.h
    QT_TRANSLATE_NOOP("core", "The parameters of %1 do not fit: %2"),
    // core/auth/authenticator.cpp
    QT_TRANSLATE_NOOP("core", "The token is not valid. Check it, or make a new one on the backend's machine."),
    QT_TRANSLATE_NOOP("core", "There were too many tries. Wait a little and try again."),
    QT_TRANSLATE_NOOP("core", "The ticket is not valid: it was used, or it is older than 30 seconds. Ask for a new one."),
    // core/auth/principal.cpp
    QT_TRANSLATE_NOOP("core", "%1 lacks the permission %2. Use a token that has it, or ask the workspace's owner for it."),
    // core/auth/token.cpp
    QT_TRANSLATE_NOOP("core", "The token file %1 could not be %2 (%3). Check the data folder's permissions."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is no permission. Use names such as flows.run, flows.* or *."),
    // core/backend/answers.cpp
    QT_TRANSLATE_NOOP("core", "There is no command /%1."),
    QT_TRANSLATE_NOOP("core", "No model is connected yet, so nobody can answer that. %1"),
    QT_TRANSLATE_NOOP("core", "There is no flow \"%1\" in the workspace. `/flows` lists those that there are."),
    QT_TRANSLATE_NOOP("core", "%1\n"
                              "Unlock them in the Secrets pane."),
    QT_TRANSLATE_NOOP("core", "%1\n"
                              "Decide in the runs pane."),
    QT_TRANSLATE_NOOP("core", "The input is no JSON. %1"),
    QT_TRANSLATE_NOOP("core", "There is no flow in the workspace yet. Open a sample from the start page and save it, or make one."),
    QT_TRANSLATE_NOOP("core", "Nothing has run yet. `/run FLOW` runs a flow."),
    // core/backend/approval_service.cpp
    QT_TRANSLATE_NOOP("core", "A comment has at most 16 KiB."),
    QT_TRANSLATE_NOOP("core", "You are not among those who may decide \"%1\"; ask one of them."),
    QT_TRANSLATE_NOOP("core", "This is decided already: %1."),
    // core/backend/backend.cpp
    QT_TRANSLATE_NOOP("core", "The price table prices.json in the data folder cannot be read."),
    // core/backend/care_service.cpp
    QT_TRANSLATE_NOOP("core", "The backup \"%1\" cannot be written: %2."),
    QT_TRANSLATE_NOOP("core", "There is \"%1\" already. Choose another name for the backup."),
    QT_TRANSLATE_NOOP("core", "The folder \"%1\" cannot be made: %2."),
    QT_TRANSLATE_NOOP("core", "The database is damaged: %1. Restore a backup of it."),
    QT_TRANSLATE_NOOP("core", "There is little space left on the disk: %1 MiB."),
    QT_TRANSLATE_NOOP("core", "%1 secrets cannot be read: the key that they are sealed with is missing. Put the key file back, or set them again."),
    // core/backend/conversation_service.cpp
    QT_TRANSLATE_NOOP("core", "The id of a conversation is a UUID in lower case."),
    QT_TRANSLATE_NOOP("core", "There is nothing to send."),
    QT_TRANSLATE_NOOP("core", "A message has at most 256 KiB. Keep large texts in a file."),
    // core/backend/cost_service.cpp
    QT_TRANSLATE_NOOP("core", "A time begins in 1970 or later, and before it ends."),
    // core/backend/dead_letter_service.cpp
    QT_TRANSLATE_NOOP("core", "Name a dead letter by id, or up to 1000 by ids."),
    QT_TRANSLATE_NOOP("core", "The dead letter %1 was %2 already."),
    QT_TRANSLATE_NOOP("core", "Another input is for one dead letter; replay those that need one by themselves."),
    // core/backend/endpoint.cpp
    QT_TRANSLATE_NOOP("core", "This path takes %1."),
    QT_TRANSLATE_NOOP("core", "There is nothing at this path; there are /v1/chat/completions, /v1/responses, /v1/embeddings and /v1/models."),
    QT_TRANSLATE_NOOP("core", "The token of the endpoint is missing, unknown, expired or revoked. Make one by signalbox-cli endpoint add."),
    QT_TRANSLATE_NOOP("core", "A port is a number from 0 to 65535."),
    QT_TRANSLATE_NOOP("core", "The backend is shutting down; try again in a moment."),
    QT_TRANSLATE_NOOP("core", "The endpoint is switched off. A person switches it on by signalbox-cli endpoint on."),
    QT_TRANSLATE_NOOP("core", "The token has made as many requests as it may in a minute; ask again a little later."),
    // core/backend/endpoint_answers.cpp
    QT_TRANSLATE_NOOP("core", "There is no model \"%1\" here. Models are named provider/model, or by a group; GET /v1/models lists them."),
    QT_TRANSLATE_NOOP("core", "The token may not use the model \"%1\"; GET /v1/models lists those that it may."),
    QT_TRANSLATE_NOOP("core", "The request and the answer that it allows may come to more tokens than the token may use in a minute; ask for less."),
    QT_TRANSLATE_NOOP("core", "The token has used as many tokens as it may in a minute; ask again a little later."),
    QT_TRANSLATE_NOOP("core", "The call was ended here: the token was revoked, or the backend is shutting down."),
    QT_TRANSLATE_NOOP("core", "The answer broke off."),
    // core/backend/endpoint_service.cpp
    QT_TRANSLATE_NOOP("core", "The name of a token is one line of 1 to 100 bytes."),
    QT_TRANSLATE_NOOP("core", "A token names at most 200 models, each as provider, group or provider/model."),
    QT_TRANSLATE_NOOP("core", "Limits and budgets of a token are not below zero."),
    QT_TRANSLATE_NOOP("core", "A token expires at a time to come, in milliseconds since 1970 (UTC), or 0 for never."),
    QT_TRANSLATE_NOOP("core", "A token cannot outlive the one that makes it; name an earlier expiresAt."),
    // core/backend/engine_service.cpp
    QT_TRANSLATE_NOOP("core", "A budget has a scope and a unit of at most 200 characters, and is not below zero."),
    QT_TRANSLATE_NOOP("core", "A budget in %1 would limit nothing: what models cost is known in %2. Give it in %3 or in tokens, or a price table in %4."),
    // core/backend/event_service.cpp
    QT_TRANSLATE_NOOP("core", "Events are subscribed to over a channel (WebSocket or local socket); over REST read them by pages at /api/v1/events."),
    QT_TRANSLATE_NOOP("core", "Credit belongs to a subscription of a channel."),
    // core/backend/flow_service.cpp
    QT_TRANSLATE_NOOP("core", "A flow's id has 1 to 200 bytes."),
    QT_TRANSLATE_NOOP("core", "A flow's origin is \"local\" or \"imported\"."),
    QT_TRANSLATE_NOOP("core", "The flow \"%1\" was changed meanwhile (revision %2); look at it again before it is published."),
    QT_TRANSLATE_NOOP("core", "The flow \"%1\" cannot be published as it is: %2 %3"),
    QT_TRANSLATE_NOOP("core", "There is no node type \"%1\"."),
    QT_TRANSLATE_NOOP("core", "There is no node type \"%1\". Did you mean \"%2\"?"),
    // core/backend/folder_lock.cpp
    QT_TRANSLATE_NOOP("core", "The data folder \"%1\" cannot be made: %2. Name another by --data."),
    QT_TRANSLATE_NOOP("core", "The data folder \"%1\" cannot be used: %2. Name another by --data."),
    QT_TRANSLATE_NOOP("core", "The data folder \"%1\" is held by another Signalbox (process %2); end it, or name another folder by --data."),
    QT_TRANSLATE_NOOP("core", "The data folder \"%1\" cannot be written: %2."),
    // core/backend/history_service.cpp
    QT_TRANSLATE_NOOP("core", "A step's seq counts from 1."),
    // core/backend/keeper.cpp
    QT_TRANSLATE_NOOP("core", "Runs and events are kept for 0 (for ever) to 36500 days."),
    // core/backend/model_service.cpp
    QT_TRANSLATE_NOOP("core", "A backend that several people use looks for no servers on its machine; set them up by their address."),
    QT_TRANSLATE_NOOP("core", "A day is counted at most 18 hours, 1080 minutes, from UTC."),
    QT_TRANSLATE_NOOP("core", "There is no time zone \"%1\" here; name one such as Europe/Berlin, or give offsetMinutes."),
    // core/backend/recording_service.cpp
    QT_TRANSLATE_NOOP("core", "The recording was renamed while it was read; export it anew."),
    QT_TRANSLATE_NOOP("core", "A document is imported by at most 3 MiB at a time."),
    QT_TRANSLATE_NOOP("core", "A recording holds at most 100000 calls and 64 MiB; this one has more."),
    QT_TRANSLATE_NOOP("core", "A run that is replayed names its recording."),
    // core/backend/restore.cpp
    QT_TRANSLATE_NOOP("core", "\"%1\" cannot be %2: %3. The data is as it was."),
    QT_TRANSLATE_NOOP("core", "The backup \"%1\" cannot be restored; the data is as it was. %2"),
    QT_TRANSLATE_NOOP("core", "\"%1\" is no backup: there is no %2 in it. Name the folder that a backup was written to."),
    // core/backend/run_control_service.cpp
    QT_TRANSLATE_NOOP("core", "The id of a run is a UUID in lower case."),
    // core/backend/run_service.cpp
    QT_TRANSLATE_NOOP("core", "Running a text of one's own takes the permission flows.write; name a flow of the workspace, or use a token that has it."),
    QT_TRANSLATE_NOOP("core", "The run has no step %1."),
    // core/backend/security_service.cpp
    QT_TRANSLATE_NOOP("core", "A token may do at most what its maker may; \"%1\" is more."),
    QT_TRANSLATE_NOOP("core", "A token in another's name can be made only by who may do everything; leave the subject as \"%1\"."),
    // core/backend/service_host.cpp
    QT_TRANSLATE_NOOP("core", "The token that signed this channel in was revoked, or it has expired. Sign in with another one."),
    QT_TRANSLATE_NOOP("core", "%1 is for programs on the backend's own machine, over its local socket."),
    QT_TRANSLATE_NOOP("core", "The backend starts or ends just now; try %1 again in a moment."),
    // core/backend/system_service.cpp
    QT_TRANSLATE_NOOP("core", "There is no sample \"%1\"."),
    // core/base/child_process.cpp
    QT_TRANSLATE_NOOP("core", "A child's output cannot be read: %1."),
    QT_TRANSLATE_NOOP("core", "The child does not read its input any more."),
    QT_TRANSLATE_NOOP("core", "\"%1\" took longer than %2 ms to start."),
    QT_TRANSLATE_NOOP("core", "\"%1\" wrote more than %2 bytes and was stopped."),
    QT_TRANSLATE_NOOP("core", "\"%1\" took longer than %2 ms and was stopped."),
    // core/base/circuit_breaker.cpp
    QT_TRANSLATE_NOOP("core", "%1 has failed %2 times in a row and is left alone for a while; it is tried again by itself."),
    // core/base/describe.cpp
    QT_TRANSLATE_NOOP("core", "%1 must be %2, but is %3."),
    QT_TRANSLATE_NOOP("core", "%1 lacks \"%2\"."),
    QT_TRANSLATE_NOOP("core", "%1 has an unknown key \"%2\"; remove it or mend its spelling."),
    // core/base/guarded_child.cpp
    QT_TRANSLATE_NOOP("core", "\"%1\" could not be started: %2: %3."),
    QT_TRANSLATE_NOOP("core", "The program \"%1\" is not in PATH; install it, or give its whole path."),
    QT_TRANSLATE_NOOP("core", "\"%1\" could not be started: its folder \"%2\" cannot be entered: %3."),
    QT_TRANSLATE_NOOP("core", "The program \"%1\", or the interpreter that it names, is not there; install it, or give its path."),
    QT_TRANSLATE_NOOP("core", "\"%1\" may not be executed: %2."),
    // core/base/helpers.cpp
    QT_TRANSLATE_NOOP("core", "The helper program \"%1\" is not in %2; install Signalbox again, or let SIGNALBOX_LIBEXEC name the folder that has it."),
    // core/base/json_parse.cpp
    QT_TRANSLATE_NOOP("core", "The text begins with a byte order mark; save it as UTF-8 without one."),
    QT_TRANSLATE_NOOP("core", "After the JSON value there is more text; remove it."),
    QT_TRANSLATE_NOOP("core", "Line %1, column %2: %3"),
    QT_TRANSLATE_NOOP("core", "The text ends where %1 was expected; it is cut off."),
    QT_TRANSLATE_NOOP("core", "Expected %1 but found %2."),
    QT_TRANSLATE_NOOP("core", "The text nests deeper than %1 levels; flatten it."),
    QT_TRANSLATE_NOOP("core", "The key \"%1\" stands twice in one object; remove one of them."),
    QT_TRANSLATE_NOOP("core", "The text is not valid UTF-8; save it as UTF-8."),
    QT_TRANSLATE_NOOP("core", "A text may not hold a bare control character; write \\n, \\t or \\u00XX."),
    QT_TRANSLATE_NOOP("core", "A \\u escape is half of a surrogate pair; write both halves."),
    QT_TRANSLATE_NOOP("core", "Unknown escape after a backslash; write \\\\ for a backslash."),
    QT_TRANSLATE_NOOP("core", "A number may not begin with a zero; write it without."),
    QT_TRANSLATE_NOOP("core", "The text has %1 bytes; at most %2 are read. Split it, or keep large data in files."),
    // core/base/json_schema_compile.cpp
    QT_TRANSLATE_NOOP("core", "The schema cannot be used: %1"),
    QT_TRANSLATE_NOOP("core", "The schema cannot be used: %1: %2"),
    QT_TRANSLATE_NOOP("core", "\"%1\" has a fragment; use $anchor."),
    QT_TRANSLATE_NOOP("core", "\"%1\" leads to a schema that is not known."),
    QT_TRANSLATE_NOOP("core", "\"%1\" names an anchor that does not exist."),
    QT_TRANSLATE_NOOP("core", "\"%1\" leads nowhere."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is not part of it, and nothing is fetched."),
    QT_TRANSLATE_NOOP("core", "\"enum\" is an array."),
    QT_TRANSLATE_NOOP("core", "\"type\" is one of null, boolean, integer, number, string, array, object, or an array of these."),
    // core/base/json_schema_pattern.cpp
    QT_TRANSLATE_NOOP("core", "The pattern \"%1\" is no regular expression: %2."),
    // core/base/task_scope.cpp
    QT_TRANSLATE_NOOP("core", "It was cancelled before it ended."),
    // core/client/client.cpp
    QT_TRANSLATE_NOOP("core", "The connection to the backend broke before the answer; whether it was done is not known. Look before you do it again."),
    QT_TRANSLATE_NOOP("core", "The connection to the backend is broken: %1"),
    QT_TRANSLATE_NOOP("core", "The client was closed."),
    QT_TRANSLATE_NOOP("core", "The call %1"),
    // core/client/streams.cpp
    QT_TRANSLATE_NOOP("core", "The backend ended the subscription."),
    // core/drafts/draft_file.cpp
    QT_TRANSLATE_NOOP("core", "The draft \"%1\" cannot be %2: %3. Save the flow, so that nothing is lost."),
    QT_TRANSLATE_NOOP("core", "The flow is being edited in another window of Signalbox. Go on there, or close it first."),
    // core/drafts/draft_store.cpp
    QT_TRANSLATE_NOOP("core", "The draft \"%1\" was made by a newer Signalbox. Open it with that one."),
    QT_TRANSLATE_NOOP("core", "The draft \"%1\" cannot be read: it does not begin as one."),
    QT_TRANSLATE_NOOP("core", "The draft \"%1\" cannot be read: not even its first line is whole."),
    QT_TRANSLATE_NOOP("core", "There is no draft of the flow."),
    QT_TRANSLATE_NOOP("core", "The folder of drafts \"%1\" cannot be made: %2."),
    QT_TRANSLATE_NOOP("core", "The flow was edited in another window of Signalbox meanwhile. Close it here and open it again."),
    QT_TRANSLATE_NOOP("core", "The damaged draft \"%1\" cannot be kept: %2."),
    QT_TRANSLATE_NOOP("core", "The draft \"%1\" cannot be renamed: %2."),
    // core/drafts/edit_codec.cpp
    QT_TRANSLATE_NOOP("core", "The draft holds a step that is none: %1."),
    // core/engine/breakers.cpp
    QT_TRANSLATE_NOOP("core", "There is no circuit breaker %1. List them to see which there are."),
    // core/engine/compiled_value.cpp
    QT_TRANSLATE_NOOP("core", "%1: a secret is named as {{ secrets.NAME }} alone, without anything computed of it."),
    QT_TRANSLATE_NOOP("core", "A secret may stand only in the configuration of a node that reaches outside."),
    // core/engine/engine.cpp
    QT_TRANSLATE_NOOP("core", "The flow has %1 error:%2"),
    QT_TRANSLATE_NOOP("core", "The flow has %1 errors:%2"),
    QT_TRANSLATE_NOOP("core", "The run took longer than its limit of %1 and was stopped; raise limits.timeout if that is meant."),
    QT_TRANSLATE_NOOP("core", "The input is not what the flow takes:%1"),
    QT_TRANSLATE_NOOP("core", "The flow \"%1\" is not among those given."),
    QT_TRANSLATE_NOOP("core", "The flow has no trigger \"%1\" to begin with; name one of its triggers, or none."),
    QT_TRANSLATE_NOOP("core", "The id \"%1\" cannot be given to a run; leave it out, or give a new one."),
    QT_TRANSLATE_NOOP("core", "The backend is shutting down; start the run again in a moment."),
    QT_TRANSLATE_NOOP("core", "Flows of others need the isolated evaluator, which this backend does not have; save the flow as your own to run it."),
    // core/engine/engine_approvals.cpp
    QT_TRANSLATE_NOOP("core", "This is decided already, or its run went on without it; there is nothing to decide any more."),
    QT_TRANSLATE_NOOP("core", "Nobody decided in time."),
    QT_TRANSLATE_NOOP("core", "Nobody decided about \"%1\" in time; the step failed, as its onExpire says."),
    // core/engine/engine_compare.cpp
    QT_TRANSLATE_NOOP("core", "Neither run's flow has steps under \"%1\"."),
    // core/engine/engine_control.cpp
    QT_TRANSLATE_NOOP("core", "The run \"%1\" has ended already."),
    QT_TRANSLATE_NOOP("core", "The run \"%1\" is not paused; pause it first, or set a breakpoint."),
    QT_TRANSLATE_NOOP("core", "A run takes at most 1000 breakpoints."),
    QT_TRANSLATE_NOOP("core", "The run has nothing to do next; it waits for what is under way, or for a decision."),
    QT_TRANSLATE_NOOP("core", "The step \"%1\" is not one that the run would do next."),
    // core/engine/engine_effects.cpp
    QT_TRANSLATE_NOOP("core", "The secret \"%1\" is not there."),
    QT_TRANSLATE_NOOP("core", "Nothing carries out \"%1\"."),
    QT_TRANSLATE_NOOP("core", "The step took longer than its timeout of %1."),
    // core/engine/engine_inputs.cpp
    QT_TRANSLATE_NOOP("core", "The step \"%1\" was not reached in this run, so it was given nothing."),
    QT_TRANSLATE_NOOP("core", "There is no run \"%1\" in this workspace."),
    // core/engine/engine_parking.cpp
    QT_TRANSLATE_NOOP("core", "The run \"%1\" could not be taken up here; try again in a moment."),
    QT_TRANSLATE_NOOP("core", "The backend is shutting down; the run goes on when it starts again."),
    // core/engine/engine_queries.cpp
    QT_TRANSLATE_NOOP("core", "The step \"%1\" is not in doubt; there is nothing to decide."),
    QT_TRANSLATE_NOOP("core", "A person decided that the interrupted step \"%1\" failed."),
    // core/engine/engine_recovery.cpp
    QT_TRANSLATE_NOOP("core", "The flows that the run is pinned to cannot be read."),
    QT_TRANSLATE_NOOP("core", "The run's flow needs the isolated evaluator, which this backend does not have."),
    // core/engine/engine_repeats.cpp
    QT_TRANSLATE_NOOP("core", "The run goes round in circles at \"%1\": two calls took turns with the same outcomes, %2 steps long. Let it change what it does, or raise limits.repeats if that is meant."),
    QT_TRANSLATE_NOOP("core", "The run goes round in circles at \"%1\": the same call had the same outcome %2 times in a row. Let it change what it does, or raise limits.repeats if that is meant."),
    // core/engine/engine_starts.cpp
    QT_TRANSLATE_NOOP("core", "The flow \"%1\" was started more than %2 times within a minute and is paused until %3; lift the pause if that is meant."),
    QT_TRANSLATE_NOOP("core", "The flow \"%1\" takes one run at a time, and %2 has not ended; start it afterwards, or change limits.overlap."),
    QT_TRANSLATE_NOOP("core", "%1 is not paused."),
    // core/engine/paged_values.cpp
    QT_TRANSLATE_NOOP("core", "This is no array."),
    QT_TRANSLATE_NOOP("core", "The index of a paged array is not what was stored. Restore it from a backup of the data folder."),
    QT_TRANSLATE_NOOP("core", "The pages of an array are fewer than its items. Restore them from a backup of the data folder."),
    QT_TRANSLATE_NOOP("core", "A page of an array is not what was stored. Restore it from a backup of the data folder."),
    QT_TRANSLATE_NOOP("core", "There is no room left for the results of a map in %1. Free some space and try again."),
    QT_TRANSLATE_NOOP("core", "A file for the results of a map could not be made: %1."),
    QT_TRANSLATE_NOOP("core", "There is no room left for the results of a map. Free some space and try again."),
    QT_TRANSLATE_NOOP("core", "The results of a map could not be read back: %1."),
    // core/engine/plan.cpp
    QT_TRANSLATE_NOOP("core", "The flow \"%1\" does not exist."),
    QT_TRANSLATE_NOOP("core", "Flows call one another deeper than %1 levels."),
    QT_TRANSLATE_NOOP("core", "The node \"%1\" has the unknown type \"%2\"."),
    QT_TRANSLATE_NOOP("core", "The node \"%1\" runs the flow \"%2\", which does not exist."),
    // core/engine/rerun.cpp
    QT_TRANSLATE_NOOP("core", "The flow has no step \"%1\"."),
    QT_TRANSLATE_NOOP("core", "The run \"%1\" has not ended; wait for it, or cancel it first."),
    // core/engine/stretch.cpp
    QT_TRANSLATE_NOOP("core", "The run took more than %1 steps and was stopped; raise limits.steps if that is meant."),
    QT_TRANSLATE_NOOP("core", "The merge \"%1\" waits for all branches, but one was skipped; use mode any or collect."),
    QT_TRANSLATE_NOOP("core", "In \"%1\", \"%2\" %3 once its templates are resolved."),
    QT_TRANSLATE_NOOP("core", "The configuration of \"%1\" comes to %2 MiB; large arrays go through map, filter and merge only."),
    // core/engine/stretch_body.cpp
    QT_TRANSLATE_NOOP("core", "Flows call one another deeper than %1 levels; raise limits.depth if that is meant."),
    QT_TRANSLATE_NOOP("core", "\"items\" of \"%1\" is no array; give one, or wrap the value in [ ]."),
    QT_TRANSLATE_NOOP("core", "The loop \"%1\" took %2 turns without an end; raise max, or set onMax to continue."),
    QT_TRANSLATE_NOOP("core", "Item %1 of \"%2\": %3"),
    // core/engine/stretch_input.cpp
    QT_TRANSLATE_NOOP("core", "The run's flow has no step \"%1\"."),
    // core/engine/stretch_rows.cpp
    QT_TRANSLATE_NOOP("core", "The step was under way when its owner ended; whether it happened is not known."),
    // core/eval/arguments.cpp
    QT_TRANSLATE_NOOP("core", "The expression reads a value of more than %1 MiB; use map or filter, which take large arrays in pieces."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is larger than %2 MiB; name the part of it that is needed."),
    // core/eval/conversion.cpp
    QT_TRANSLATE_NOOP("core", "The value nests deeper than 256 levels, or holds itself."),
    QT_TRANSLATE_NOOP("core", "The value is a function; call it, or give data."),
    QT_TRANSLATE_NOOP("core", "The value is of a kind that data cannot be."),
    QT_TRANSLATE_NOOP("core", "The value is larger than an expression may give; use map or filter for large data."),
    // core/eval/evaluator_child.cpp
    QT_TRANSLATE_NOOP("core", "What the program gives is too large; give less."),
    QT_TRANSLATE_NOOP("core", "The expression is not known here."),
    // core/eval/isolated_evaluator.cpp
    QT_TRANSLATE_NOOP("core", "The isolated evaluator, which flows of others need, cannot be started: %1"),
    QT_TRANSLATE_NOOP("core", "It ended while it started."),
    QT_TRANSLATE_NOOP("core", "It does not answer."),
    QT_TRANSLATE_NOOP("core", "It took more memory than an expression may, and its evaluator was ended; work on less at a time."),
    QT_TRANSLATE_NOOP("core", "It took more processor time than an expression may, and its evaluator was ended."),
    QT_TRANSLATE_NOOP("core", "Its evaluator %1; the next expression gets a new one."),
    QT_TRANSLATE_NOOP("core", "Its evaluator gave an answer that makes no sense."),
    QT_TRANSLATE_NOOP("core", "It took longer than %1 ms and could only be stopped by ending its evaluator."),
    QT_TRANSLATE_NOOP("core", "Its evaluator gave more than it may."),
    QT_TRANSLATE_NOOP("core", "The value \"%1\" is larger than a program may be given; use map or filter for large data."),
    // core/eval/script.cpp
    QT_TRANSLATE_NOOP("core", "It took more memory than an expression may; work on less at a time."),
    QT_TRANSLATE_NOOP("core", "It took longer than %1 ms and was stopped."),
    // core/eval/script_program.cpp
    QT_TRANSLATE_NOOP("core", "The code is no function's body: a bracket closes what it did not open."),
    // core/flow/dot_layout.cpp
    QT_TRANSLATE_NOOP("core", "The answer of Graphviz cannot be used: %1."),
    // core/flow/duration.cpp
    QT_TRANSLATE_NOOP("core", "%1 is no duration; write a number and ms, s, m, h or d, such as \"30s\", of at most 100 years."),
    // core/flow/explain.cpp
    QT_TRANSLATE_NOOP("core", "%1: a node of the unknown type %2"),
    QT_TRANSLATE_NOOP("core", "%1 %2 for each of %3"),
    QT_TRANSLATE_NOOP("core", "%1 for each of %2"),
    // core/flow/expression_info.cpp
    QT_TRANSLATE_NOOP("core", "A semicolon ends a statement; an expression has none."),
    QT_TRANSLATE_NOOP("core", "\"%1\" begins a statement; an expression has none."),
    QT_TRANSLATE_NOOP("core", "Two values stand side by side without an operator between them."),
    QT_TRANSLATE_NOOP("core", "The expression ends after \"%1\"; something is missing behind it."),
    QT_TRANSLATE_NOOP("core", "The expression is empty; write one, or remove it."),
    // core/flow/js_tokens.cpp
    QT_TRANSLATE_NOOP("core", "\"${\" in a template literal is not closed."),
    QT_TRANSLATE_NOOP("core", "The bracket \"%1\" is not closed."),
    QT_TRANSLATE_NOOP("core", "Brackets nest too deep; split the expression."),
    QT_TRANSLATE_NOOP("core", "A comment is not closed."),
    QT_TRANSLATE_NOOP("core", "A text in quotes is not closed."),
    QT_TRANSLATE_NOOP("core", "A template literal is not closed."),
    QT_TRANSLATE_NOOP("core", "A regular expression is not closed."),
    QT_TRANSLATE_NOOP("core", "The bracket \"%1\" closes nothing."),
    QT_TRANSLATE_NOOP("core", "A control character stands in the expression."),
    QT_TRANSLATE_NOOP("core", "\"%1\" has no meaning in an expression."),
    QT_TRANSLATE_NOOP("core", "%1 (line %2, column %3)."),
    // core/flow/model.cpp
    QT_TRANSLATE_NOOP("core", "A flow is an object, but this is %1."),
    QT_TRANSLATE_NOOP("core", "Write an object with \"nodes\" and \"edges\"."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is %2, but must be %3."),
    QT_TRANSLATE_NOOP("core", "Write %1, or leave the key out."),
    QT_TRANSLATE_NOOP("core", "%1 has no \"%2\"."),
    QT_TRANSLATE_NOOP("core", "The flow has the format \"%1\", which is newer than this version of Signalbox; it reads \"%2\"."),
    QT_TRANSLATE_NOOP("core", "The format %1 is not known; this version of Signalbox reads \"%2\"."),
    QT_TRANSLATE_NOOP("core", "Open it with a newer Signalbox, or save it there in the older format."),
    QT_TRANSLATE_NOOP("core", "Write \"format\": \"%1\", or import the file if another program wrote it."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is no duration."),
    QT_TRANSLATE_NOOP("core", "Write a number and ms, s, m, h or d, such as \"30s\"; at most 100 years."),
    QT_TRANSLATE_NOOP("core", "%1 from %2 to %3"),
    QT_TRANSLATE_NOOP("core", "Add \"nodes\", an array."),
    QT_TRANSLATE_NOOP("core", "A node is an object, but this is %1."),
    QT_TRANSLATE_NOOP("core", "Write an object with \"id\" and \"type\"."),
    QT_TRANSLATE_NOOP("core", "Give it an \"id\" that no other node has."),
    QT_TRANSLATE_NOOP("core", "Give it a \"type\", such as \"transform\"."),
    QT_TRANSLATE_NOOP("core", "\"disabled\" is true or false, but this is %1."),
    QT_TRANSLATE_NOOP("core", "Write true, or remove it."),
    QT_TRANSLATE_NOOP("core", "An edge is an object, but this is %1."),
    QT_TRANSLATE_NOOP("core", "Write an object with \"from\" and \"to\"."),
    QT_TRANSLATE_NOOP("core", "Give it \"%1\", the id of a node."),
    QT_TRANSLATE_NOOP("core", "Flows stand more than %1 deep in one another."),
    QT_TRANSLATE_NOOP("core", "Move them to \"flows\" of the file."),
    // core/flow/node_type.cpp
    QT_TRANSLATE_NOOP("core", "\"%1\" is no name of a node type; use letters, digits, dots and dashes."),
    QT_TRANSLATE_NOOP("core", "A node type \"%1\" is there already; give the new one another name."),
    // core/flow/sentence.cpp
    QT_TRANSLATE_NOOP("core", "Did you mean \"%1\"?"),
    // core/flow/template.cpp
    QT_TRANSLATE_NOOP("core", "\"{{\" is not closed by \"}}\"; close it, or write \"\\{{\" for the braces themselves."),
    // core/flow/validate.cpp
    QT_TRANSLATE_NOOP("core", "Flows stand inside of another flow's \"flows\", where none can be called."),
    QT_TRANSLATE_NOOP("core", "Move them to \"flows\" of the file itself."),
    // core/flow/validate_config.cpp
    QT_TRANSLATE_NOOP("core", "Mend the value; see the documentation of %1."),
    QT_TRANSLATE_NOOP("core", "Add it."),
    QT_TRANSLATE_NOOP("core", "Remove it; see the documentation of %1."),
    QT_TRANSLATE_NOOP("core", "See the documentation of %1."),
    QT_TRANSLATE_NOOP("core", "Mend the expression."),
    QT_TRANSLATE_NOOP("core", "This field of \"%1\" is an expression already."),
    QT_TRANSLATE_NOOP("core", "Write it without {{ and }}."),
    // core/flow/validate_edges.cpp
    QT_TRANSLATE_NOOP("core", "The edge from \"%1\" to \"%2\" names the node \"%3\", which does not exist."),
    QT_TRANSLATE_NOOP("core", "Add the node, or remove the edge."),
    QT_TRANSLATE_NOOP("core", "It has no %1 ports; remove the edge."),
    QT_TRANSLATE_NOOP("core", "Its %1 ports: %2."),
    QT_TRANSLATE_NOOP("core", "Did you mean \"%1\"? %2"),
    QT_TRANSLATE_NOOP("core", "The node \"%1\" has no %2 port \"%3\"."),
    QT_TRANSLATE_NOOP("core", "An edge leads from \"%1\" into the trigger \"%2\"."),
    QT_TRANSLATE_NOOP("core", "Triggers begin a flow; remove the edge."),
    QT_TRANSLATE_NOOP("core", "Two edges lead from \"%1\" to \"%2\" by the same ports: %3 and %4."),
    QT_TRANSLATE_NOOP("core", "Remove one; join their conditions with || if both were meant."),
    QT_TRANSLATE_NOOP("core", "The node \"%1\" waits for itself: %2."),
    QT_TRANSLATE_NOOP("core", "These nodes wait for one another in a circle: %1."),
    QT_TRANSLATE_NOOP("core", "Remove one of its edges, or use a loop node."),
    // core/flow/validate_flows.cpp
    QT_TRANSLATE_NOOP("core", "The node \"%1\" has \"flow\" and \"body\"; only one of them can run."),
    QT_TRANSLATE_NOOP("core", "Remove one of them."),
    QT_TRANSLATE_NOOP("core", "Bodies stand more than %1 deep in one another."),
    QT_TRANSLATE_NOOP("core", "Move inner bodies into flows of their own."),
    QT_TRANSLATE_NOOP("core", "Add it under \"flows\" of this file, or to the workspace."),
    QT_TRANSLATE_NOOP("core", "The node \"%1\" has nothing to run."),
    QT_TRANSLATE_NOOP("core", "Give it \"flow\" (an id) or \"body\" (a flow)."),
    QT_TRANSLATE_NOOP("core", "Flows call one another without end: %1."),
    QT_TRANSLATE_NOOP("core", "Take one of these calls out, or use a loop with a limit."),
    // core/flow/validate_nodes.cpp
    QT_TRANSLATE_NOOP("core", "Choose a type of the catalogue."),
    QT_TRANSLATE_NOOP("core", "The output \"%1\" is switched off, so the flow gives nothing by it."),
    QT_TRANSLATE_NOOP("core", "Switch it on, or remove it."),
    QT_TRANSLATE_NOOP("core", "The node \"%1\" is switched off and hands its input on by \"%2\"; its edge by \"%3\" is never taken."),
    QT_TRANSLATE_NOOP("core", "Switch it on, or move the edge."),
    QT_TRANSLATE_NOOP("core", "The id \"%1\" cannot be used."),
    QT_TRANSLATE_NOOP("core", "Use 1 to 200 characters without / [ ] and control characters."),
    QT_TRANSLATE_NOOP("core", "The id \"%1\" is used by %2 and again by %3."),
    QT_TRANSLATE_NOOP("core", "Give one of them another id, and mend the edges that mean it."),
    QT_TRANSLATE_NOOP("core", "The flow has no nodes."),
    QT_TRANSLATE_NOOP("core", "Add a node."),
    QT_TRANSLATE_NOOP("core", "Every trigger of the flow is switched off, so nothing begins."),
    QT_TRANSLATE_NOOP("core", "Switch one on, or remove them."),
    QT_TRANSLATE_NOOP("core", "The node \"%1\" has no incoming edge and the flow has a trigger, so it never runs."),
    QT_TRANSLATE_NOOP("core", "Connect it, or remove it."),
    QT_TRANSLATE_NOOP("core", "No trigger leads to the node \"%1\", so it never runs."),
    QT_TRANSLATE_NOOP("core", "Connect what comes before it to a trigger."),
    // core/flow/validate_references.cpp
    QT_TRANSLATE_NOOP("core", "The expression reads the node \"%1\", which does not run before \"%2\"."),
    QT_TRANSLATE_NOOP("core", "Read only nodes that lead to this one, or add an edge."),
    QT_TRANSLATE_NOOP("core", "\"%1\" has no value here; it exists only %2."),
    QT_TRANSLATE_NOOP("core", "Use \"input\" instead, or move the expression."),
    QT_TRANSLATE_NOOP("core", "The expression does not say which node it reads: \"nodes\" is not followed by an id."),
    QT_TRANSLATE_NOOP("core", "Name the node: nodes.ID.output, or nodes['ID'].output."),
    QT_TRANSLATE_NOOP("core", "The expression reads the node \"%1\", which does not exist in this flow."),
    QT_TRANSLATE_NOOP("core", "Name a node that leads to this one."),
    QT_TRANSLATE_NOOP("core", "Of a node only \"output\" can be read, not %1."),
    QT_TRANSLATE_NOOP("core", "Write %1.output.%2."),
    QT_TRANSLATE_NOOP("core", "Write %1.output."),
    QT_TRANSLATE_NOOP("core", "A secret may stand only in {{ }} in the configuration of a node that reaches outside."),
    QT_TRANSLATE_NOOP("core", "Use it where it is sent, for instance in a header of http.request."),
    QT_TRANSLATE_NOOP("core", "A secret is named as {{ secrets.NAME }} alone, without anything computed of it."),
    QT_TRANSLATE_NOOP("core", "Write the other parts outside of the braces: \"Bearer {{ secrets.NAME }}\"."),
    QT_TRANSLATE_NOOP("core", "The secret \"%1\" is not in this workspace."),
    QT_TRANSLATE_NOOP("core", "Add it: signalbox-cli secrets set %1"),
    QT_TRANSLATE_NOOP("core", "%1 references to nodes far ahead were not checked: the flow is too large for that."),
    QT_TRANSLATE_NOOP("core", "Split the flow into subflows."),
    // core/flow/version.cpp
    QT_TRANSLATE_NOOP("core", "The flow \"%1\" is the same as its version %2; change it before you publish it again."),
    QT_TRANSLATE_NOOP("core", "The flow \"%1\" has no version %2; choose one that was published."),
    // core/http/address_policy.cpp
    QT_TRANSLATE_NOOP("core", "\"%1\" is no host, domain (\"*.lan\"), address or range (\"10.0.0.0/8\")."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is no IP address."),
    QT_TRANSLATE_NOOP("core", "The socket address is no Internet address."),
    // core/http/byte_channel.cpp
    QT_TRANSLATE_NOOP("core", "The request has ended; its body is not read any more."),
    QT_TRANSLATE_NOOP("core", "The body of the request was given up before it was complete."),
    // core/http/client.cpp
    QT_TRANSLATE_NOOP("core", "\"%1\" is no HTTP method."),
    QT_TRANSLATE_NOOP("core", "The header \"%1\" has a name or a value that cannot be sent; line breaks are not allowed."),
    QT_TRANSLATE_NOOP("core", "The header \"%1\" follows from the body and cannot be given; leave it out."),
    QT_TRANSLATE_NOOP("core", "%1 leads from https to http; it is not followed."),
    QT_TRANSLATE_NOOP("core", "%1 wants the request again elsewhere, but its body was streamed."),
    QT_TRANSLATE_NOOP("core", "%1 redirects more than %2 times."),
    // core/http/message.cpp
    QT_TRANSLATE_NOOP("core", "The server answered with status %1."),
    // core/http/multi.cpp
    QT_TRANSLATE_NOOP("core", "The request could not be started."),
    // core/http/transfer.cpp
    QT_TRANSLATE_NOOP("core", "%1 of %2 is larger than %3 bytes; raise the limit, or stream it."),
    QT_TRANSLATE_NOOP("core", "%1 %2 in time; try again later, or allow it more time."),
    QT_TRANSLATE_NOOP("core", "%1 leads to %2, which is not a public address; allow it for this workspace if that is meant."),
    QT_TRANSLATE_NOOP("core", "The proxy for %1 is away or refused: %2."),
    QT_TRANSLATE_NOOP("core", "No address was found for the host of %1; check the name and the network."),
    QT_TRANSLATE_NOOP("core", "No connection to %1: %2."),
    QT_TRANSLATE_NOOP("core", "No trusted connection to %1: %2."),
    QT_TRANSLATE_NOOP("core", "The connection to %1 ended before the answer did; whether the request was carried out is not known."),
    QT_TRANSLATE_NOOP("core", "The connection to %1 ended before the answer did; try again."),
    QT_TRANSLATE_NOOP("core", "%1 did not answer as HTTP is spoken: %2."),
    QT_TRANSLATE_NOOP("core", "The body of the request was not completed."),
    // core/http/url.cpp
    QT_TRANSLATE_NOOP("core", "The address \"%1\" cannot be requested: %2. Give a full http:// or https:// URL."),
    QT_TRANSLATE_NOOP("core", "The server redirects to an address that cannot be requested; ask its operator."),
    QT_TRANSLATE_NOOP("core", "The proxy \"%1\" cannot be used; give it as http://host:port or socks5h://host:port."),
    // core/llm/faults.cpp
    QT_TRANSLATE_NOOP("core", "The request is longer than the model can read; shorten it, or choose a model with a larger context."),
    QT_TRANSLATE_NOOP("core", "The account at the provider has nothing left to pay with; add credit there, or choose another provider."),
    QT_TRANSLATE_NOOP("core", "The provider refuses the key; check the secret that the provider is set up with."),
    QT_TRANSLATE_NOOP("core", "The provider takes no more requests for now; try again later, or set lower limits for it."),
    QT_TRANSLATE_NOOP("core", "The provider is overloaded; try again later."),
    QT_TRANSLATE_NOOP("core", "The key may not do that at the provider; give it the permission there, or use another key."),
    QT_TRANSLATE_NOOP("core", "The request has more bytes than the provider takes; send less, or smaller images."),
    QT_TRANSLATE_NOOP("core", "The provider took too long; try again later."),
    QT_TRANSLATE_NOOP("core", "The provider knows no such model; choose one from its list."),
    QT_TRANSLATE_NOOP("core", "There is no such API at this address; check the provider's kind and base URL."),
    QT_TRANSLATE_NOOP("core", "The provider failed; try again later."),
    QT_TRANSLATE_NOOP("core", "The provider refuses the request; what it says about it stands in the details."),
    QT_TRANSLATE_NOOP("core", "The provider cannot be reached; check its base URL and the network."),
    QT_TRANSLATE_NOOP("core", "The provider's answer is not what its API promises: %1."),
    QT_TRANSLATE_NOOP("core", "The provider's answer ended before it was complete; try again."),
    QT_TRANSLATE_NOOP("core", "The request cannot be sent to the provider: %1."),
    QT_TRANSLATE_NOOP("core", "The provider offers no %1; choose another one for that."),
    // core/llm/gateway.cpp
    QT_TRANSLATE_NOOP("core", "The provider \"%1\" cannot be set up so: %2."),
    QT_TRANSLATE_NOOP("core", "A provider's id consists of letters, digits, '_', '-' and '.', at most 64 of them."),
    QT_TRANSLATE_NOOP("core", "No provider is named, and there is not exactly one; say which one is to be asked."),
    // core/llm/gateway_calls.cpp
    QT_TRANSLATE_NOOP("core", "Nobody knows what the model \"%1\" costs, but a budget in money stands over it; put its price into the price table."),
    // core/llm/gateway_recordings.cpp
    QT_TRANSLATE_NOOP("core", "The recording has no answer to what the step \"%1\" asks: it, or what comes before it, is not as it was. Record the run again, or run it without the recording."),
    QT_TRANSLATE_NOOP("core", "Nothing is recorded or replayed here; run the flow on a backend that keeps recordings."),
    // core/llm/gateway_routes.cpp
    QT_TRANSLATE_NOOP("core", "A group has no list of models; ask its members for theirs."),
    QT_TRANSLATE_NOOP("core", "A list of providers names at most 100 of them."),
    QT_TRANSLATE_NOOP("core", "None of the models that may be asked can do what the request needs; name others, or ask for less."),
    // core/llm/prices.cpp
    QT_TRANSLATE_NOOP("core", "Entry %1 of the price table cannot be used: %2."),
    QT_TRANSLATE_NOOP("core", "This is no price table of Signalbox: it does not begin with \"format\": \"signalbox.prices/1\"."),
    QT_TRANSLATE_NOOP("core", "The price table's currency must be three small letters such as usd."),
    QT_TRANSLATE_NOOP("core", "The price table has no list of models."),
    QT_TRANSLATE_NOOP("core", "The price table is in %1, the other one in %2; give all prices in one currency."),
    // core/llm/provider.cpp
    QT_TRANSLATE_NOOP("core", "The key of the provider \"%1\" holds a space, a line break or another character that no key has; paste it again."),
    QT_TRANSLATE_NOOP("core", "The provider \"%1\" needs a base URL such as https://api.example.com/v1, without query and without credentials."),
    // core/llm/recording.cpp
    QT_TRANSLATE_NOOP("core", "This is no recording of models: %1"),
    QT_TRANSLATE_NOOP("core", "Nothing was recorded."),
    QT_TRANSLATE_NOOP("core", "This recording was made by a newer Signalbox; update this one to read it."),
    // core/llm/stream_reader.cpp
    QT_TRANSLATE_NOOP("core", "One event of the stream is larger than %1 bytes; the answer is not read further."),
    // core/llm/structured.cpp
    QT_TRANSLATE_NOOP("core", "The answer reached the limit of tokens before it was complete; allow more tokens."),
    QT_TRANSLATE_NOOP("core", "The model or its provider declined to answer."),
    QT_TRANSLATE_NOOP("core", "There is no schema that the answer is to fit."),
    QT_TRANSLATE_NOOP("core", "The model's answer does not fit the output schema, also after it was told so; simplify the schema, or choose another model."),
    // core/nodes/csv.cpp
    QT_TRANSLATE_NOOP("core", "Line %1 of \"%2\" %3."),
    // core/nodes/file_access.cpp
    QT_TRANSLATE_NOOP("core", "The path \"%1\" %2; use a path below the data folder, without \"..\"."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is no regular file; name a file."),
    QT_TRANSLATE_NOOP("core", "%1 does not exist; check the path."),
    QT_TRANSLATE_NOOP("core", "%1 leads through something that is no folder; check the path."),
    QT_TRANSLATE_NOOP("core", "%1 leads over a symbolic link, which file nodes do not follow; use the real path."),
    QT_TRANSLATE_NOOP("core", "Access to %1 is denied; check its permissions."),
    QT_TRANSLATE_NOOP("core", "The disk is full: %1 was not written; free some space and run the step again."),
    QT_TRANSLATE_NOOP("core", "The system has no free file handle for %1; try again later."),
    QT_TRANSLATE_NOOP("core", "Access to %1 failed: %2."),
    QT_TRANSLATE_NOOP("core", "The path is empty or holds a NUL character; give the path of a file."),
    QT_TRANSLATE_NOOP("core", "The path has more than %1 parts; give a shorter one."),
    QT_TRANSLATE_NOOP("core", "The run has no data folder, so the path \"%1\" leads nowhere; start it with one."),
    QT_TRANSLATE_NOOP("core", "\"%1\" has %2 bytes and the limit is %3; raise `maxBytes`, or split the file."),
    // core/nodes/file_content.cpp
    QT_TRANSLATE_NOOP("core", "The text is no Base64; encode the bytes as in RFC 4648, without line breaks."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is no valid JSON: %2"),
    QT_TRANSLATE_NOOP("core", "\"%1\" is not UTF-8 text; convert it, or read it with `parse: bytes`."),
    // core/nodes/glob.cpp
    QT_TRANSLATE_NOOP("core", "More than %1 files match in \"%2\"; use a narrower pattern."),
    QT_TRANSLATE_NOOP("core", "Folders in \"%1\" are nested more than %2 deep; search a smaller one."),
    QT_TRANSLATE_NOOP("core", "The pattern \"%1\" has an empty part, \".\" or \"..\"; write it like \"*.json\" or \"**/*.csv\"."),
    // core/nodes/http_body.cpp
    QT_TRANSLATE_NOOP("core", "The field \"%1\" holds an array in an array; use texts or numbers."),
    QT_TRANSLATE_NOOP("core", "The field \"%1\" is an object; use a text, a number, true, false or an array of them."),
    QT_TRANSLATE_NOOP("core", "A form's body must be an object of its fields."),
    QT_TRANSLATE_NOOP("core", "The answer of %1 is no JSON; set `parse` to \"text\" to see it as it is."),
    QT_TRANSLATE_NOOP("core", "The answer of %1 is not UTF-8 text; set `parse` to \"bytes\" to get it in Base64."),
    // core/nodes/plugin_node.cpp
    QT_TRANSLATE_NOOP("core", "The plug-in's type \"%1\" said neither what it gives nor that it failed."),
    QT_TRANSLATE_NOOP("core", "A type of the plug-in \"%1\" is not whole: it needs a dotted name, its texts, a schema, a known kind and a function."),
    // core/nodes/plugins.cpp
    QT_TRANSLATE_NOOP("core", "\"%1\" belongs to somebody else, or others may write to it, so it is not loaded. Take it over, and take their right to write away."),
    QT_TRANSLATE_NOOP("core", "The plug-in \"%1\" cannot be loaded: %2."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is no plug-in of Signalbox: it has no function signalbox_plugin_entry, or that gives nothing. Take it out of the folder."),
    QT_TRANSLATE_NOOP("core", "The plug-in \"%1\" was built for version %2 of the plug-in interface; this program has version %3. Build it against this program's signalbox/plugin.h."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is no plug-in of Signalbox: what its signalbox_plugin_entry gives is not whole. Build it anew."),
    QT_TRANSLATE_NOOP("core", "The plug-in \"%1\" names a type that is not there."),
    QT_TRANSLATE_NOOP("core", "The folder of plug-ins \"%1\" cannot be read: %2."),
    // core/nodes/register.cpp
    QT_TRANSLATE_NOOP("core", "Give either `%1` or `%2`, not both."),
    QT_TRANSLATE_NOOP("core", "Give `%1` or `%2`."),
    QT_TRANSLATE_NOOP("core", "\"%1\" is no duration; write for example \"250ms\", \"30s\", \"5m\", \"2h\" or \"1d\"."),
    // core/nodes/types/file_read.cpp
    QT_TRANSLATE_NOOP("core", "Lines of JSON are read in a run only."),
    QT_TRANSLATE_NOOP("core", "Line %1 of \"%2\": %3"),
    QT_TRANSLATE_NOOP("core", "Line %1 of \"%2\" has more than %3 bytes."),
    QT_TRANSLATE_NOOP("core", "The files of \"%1\" that match have more than %2 bytes together; use a narrower pattern."),
    QT_TRANSLATE_NOOP("core", "Lines of JSON are read from one file; take them without a pattern."),
    QT_TRANSLATE_NOOP("core", "The separator of \"%1\" must be one ASCII character, such as \",\" or \";\"."),
    QT_TRANSLATE_NOOP("core", "`%1` has a meaning with `parse: csv` only."),
    // core/nodes/types/file_write.cpp
    QT_TRANSLATE_NOOP("core", "Give what to write: `text`, `json` or `base64`."),
    QT_TRANSLATE_NOOP("core", "Give only one of `text`, `json` and `base64`."),
    // core/nodes/types/filter.cpp
    QT_TRANSLATE_NOOP("core", "Node \"%1\" filters an array, but its items are %2; point `items` at an array."),
    QT_TRANSLATE_NOOP("core", "`items` must be an array, or a template that gives one, such as \"{{ input.results }}\"."),
    // core/nodes/types/http_request.cpp
    QT_TRANSLATE_NOOP("core", "A user name for Basic sign-in cannot hold a colon; check `auth.username`."),
    QT_TRANSLATE_NOOP("core", "A %1 request carries no body; use `query`, or another method."),
    QT_TRANSLATE_NOOP("core", "`bodyType` says how to send a `body`, but there is none."),
    QT_TRANSLATE_NOOP("core", "Sign-in of the kind %1 needs `%2`."),
    QT_TRANSLATE_NOOP("core", "Sign-in of the kind %1 has no `%2`."),
    // core/nodes/types/llm.cpp
    QT_TRANSLATE_NOOP("core", "An image is the address of one, or a data: URL in Base64 such as \"data:image/png;base64,…\"."),
    QT_TRANSLATE_NOOP("core", "No models are asked here; run the flow on a backend that has providers."),
    QT_TRANSLATE_NOOP("core", "Give `prompt` or `messages`."),
    QT_TRANSLATE_NOOP("core", "`schemaBy` says how a `schema` is told, but there is none."),
    // core/nodes/types/switch.cpp
    QT_TRANSLATE_NOOP("core", "The port \"%1\" exists on every switch; give the case another name."),
    QT_TRANSLATE_NOOP("core", "Two cases leave by the port \"%1\"; join their expressions with ||."),
    // core/nodes/types/transform.cpp
    QT_TRANSLATE_NOOP("core", "Node \"%1\" sets fields of its input, but that is %2; set `replace` to drop the input, or use `expression`."),
    QT_TRANSLATE_NOOP("core", "`replace` belongs to `set`; an expression's value always replaces the input."),
    // core/store/database.cpp
    QT_TRANSLATE_NOOP("core", "The database %1 is damaged: %2. Nothing was changed. Move it away and restore a backup of it; none was found in %3."),
    QT_TRANSLATE_NOOP("core", "The database %1 is damaged: %2. Nothing was changed. Move it away and put its last backup, %3, in its place."),
    // core/store/disk.cpp
    QT_TRANSLATE_NOOP("core", "There is no room left for %1. Free some space and try again."),
    QT_TRANSLATE_NOOP("core", "%1 could not be %2 (%3). Check the disk and the folder's permissions."),
    // core/store/migrations.cpp
    QT_TRANSLATE_NOOP("core", "The database %1 could not be brought to version %2 (%3). It is as it was before. Use the version of Signalbox that made it, and report this."),
    QT_TRANSLATE_NOOP("core", "There is a file %1 already. Choose another name for the backup."),
    QT_TRANSLATE_NOOP("core", "The database %1 was made by a newer Signalbox (its version is %2, this program knows up to %3). Nothing was changed. Install the newer version to use it."),
    // core/store/payload_store.cpp
    QT_TRANSLATE_NOOP("core", "This is not a reference to a stored payload."),
    QT_TRANSLATE_NOOP("core", "The payload %1 is not there any more. Restore it from a backup of the data folder."),
    QT_TRANSLATE_NOOP("core", "The payload %1 is not what was stored. Restore it from a backup of the data folder."),
    // core/store/sqlite.cpp
    QT_TRANSLATE_NOOP("core", "The database %1 is damaged (%2). Nothing was changed. Keep a copy of it and restore the last backup."),
    QT_TRANSLATE_NOOP("core", "There is no room left for the database %1. Nothing of this change was written. Free some space and try again."),
    QT_TRANSLATE_NOOP("core", "The database %1 could not be read or written (%2: %3). Nothing of this change was written. Check the disk and the folder's permissions."),
    QT_TRANSLATE_NOOP("core", "The database %1 could not be read or written (%2). Nothing of this change was written. Check the disk and the folder's permissions."),
    QT_TRANSLATE_NOOP("core", "The database %1 is held by another process. End it, or connect to it instead."),
    QT_TRANSLATE_NOOP("core", "The change contradicts what is stored: %1."),
    QT_TRANSLATE_NOOP("core", "A value is too large for the database %1."),
    QT_TRANSLATE_NOOP("core", "There is not enough memory for the database %1."),
    QT_TRANSLATE_NOOP("core", "The database %1 refused a statement: %2."),
    // core/store/sqlite_approvals.cpp
    QT_TRANSLATE_NOOP("core", "There is no approval %1 in this workspace. List the approvals to see which there are."),
    QT_TRANSLATE_NOOP("core", "The approval %1 is not pending any more."),
    // core/store/sqlite_conversation_reads.cpp
    QT_TRANSLATE_NOOP("core", "There is no conversation %1."),
    QT_TRANSLATE_NOOP("core", "The conversation %1 has no turn %2."),
    // core/store/sqlite_conversation_writes.cpp
    QT_TRANSLATE_NOOP("core", "The turn has ended; nothing is added to it."),
    QT_TRANSLATE_NOOP("core", "The conversation %1 has no message %2."),
    QT_TRANSLATE_NOOP("core", "The conversation was changed somewhere else in the meantime. Look at it again."),
    // core/store/sqlite_dead_letters.cpp
    QT_TRANSLATE_NOOP("core", "There is no dead letter %1 in this workspace. List them to see which there are."),
    // core/store/sqlite_endpoint.cpp
    QT_TRANSLATE_NOOP("core", "There is no token %1 of the endpoint in this workspace."),
    QT_TRANSLATE_NOOP("core", "The endpoint's token %1 was changed in the meantime. Read it again and repeat the change."),
    // core/store/sqlite_events.cpp
    QT_TRANSLATE_NOOP("core", "Events after number %1 are not kept any more; the first that is kept is %2. Read the state again, then follow from the newest event."),
    // core/store/sqlite_flows.cpp
    QT_TRANSLATE_NOOP("core", "There is no flow %1 in this workspace. List the flows to see which there are."),
    QT_TRANSLATE_NOOP("core", "The flow %1 has no version %2."),
    QT_TRANSLATE_NOOP("core", "The flow %1 was changed by somebody else in the meantime. Take the current one, repeat the change on it and save again."),
    // core/store/sqlite_history.cpp
    QT_TRANSLATE_NOOP("core", "There is no run %1 in this workspace. List the runs to see which there are."),
    // core/store/sqlite_ledger.cpp
    QT_TRANSLATE_NOOP("core", "There is no such budget of %1. List the budgets to see which there are."),
    QT_TRANSLATE_NOOP("core", "The budget of %1 was changed in the meantime. Look at it again."),
    QT_TRANSLATE_NOOP("core", "What the reservation %1 was for has ended; reserve with a new id."),
    QT_TRANSLATE_NOOP("core", "The budget of %1 is in %2, but what models cost is known in %3, so that nothing can be reserved in it. Remove it, and set one in %4 or in tokens."),
    QT_TRANSLATE_NOOP("core", "The budget of %1 has %2 of %3 %4 left, and this needs %5; raise the budget if that is meant."),
    QT_TRANSLATE_NOOP("core", "Nothing was reserved as %1."),
    QT_TRANSLATE_NOOP("core", "What is reserved is never below zero."),
    // core/store/sqlite_models.cpp
    QT_TRANSLATE_NOOP("core", "There is no provider %1 in this workspace. List the providers to see which there are."),
    QT_TRANSLATE_NOOP("core", "The provider %1 was changed in the meantime. Read it again and repeat the change."),
    // core/store/sqlite_recordings.cpp
    QT_TRANSLATE_NOOP("core", "There is no recording %1 in this workspace. List the recordings to see which there are."),
    QT_TRANSLATE_NOOP("core", "A run that has not ended uses the recording %1; wait for it, or cancel it first."),
    // core/store/sqlite_run_reads.cpp
    QT_TRANSLATE_NOOP("core", "There is no such run."),
    // core/store/sqlite_run_writes.cpp
    QT_TRANSLATE_NOOP("core", "The run %1 was taken over by another owner. Nothing was written; stop working on it."),
    QT_TRANSLATE_NOOP("core", "There is no such run in this workspace."),
    QT_TRANSLATE_NOOP("core", "The run's key is out of range."),
    QT_TRANSLATE_NOOP("core", "There is no such step of the run %1."),
    // core/store/sqlite_secrets.cpp
    QT_TRANSLATE_NOOP("core", "There is no secret %1 in this workspace. List the secrets to see which there are."),
    QT_TRANSLATE_NOOP("core", "The secret %1 was changed in the meantime. Try again."),
    // core/store/sqlite_tokens.cpp
    QT_TRANSLATE_NOOP("core", "There is no token %1 in this workspace."),
    // core/telemetry/otlp_options.cpp
    QT_TRANSLATE_NOOP("core", "The environment variable %1 %2"),
    // core/telemetry/trace_exporter.cpp
    QT_TRANSLATE_NOOP("core", "More spans wait than are kept."),
    QT_TRANSLATE_NOOP("core", "The collector refused spans: %1"),
    // core/transport/guest_exchange_p.h
    QT_TRANSLATE_NOOP("core", "The client has gone."),
    // core/transport/in_process.cpp
    QT_TRANSLATE_NOOP("core", "The other end of the channel has gone."),
    // core/transport/local_channel.cpp
    QT_TRANSLATE_NOOP("core", "The other end of the local socket has gone."),
    // core/transport/local_socket.cpp
    QT_TRANSLATE_NOOP("core", "Nobody answers at the local socket \"%1\": %2."),
    QT_TRANSLATE_NOOP("core", "The path of the local socket, \"%1\", is longer than the system takes; name a data folder with a shorter path by --data."),
    QT_TRANSLATE_NOOP("core", "The local socket \"%1\" cannot be opened: %2."),
    QT_TRANSLATE_NOOP("core", "The backend has ended."),
    // core/transport/server_session.cpp
    QT_TRANSLATE_NOOP("core", "Nobody signed in on this channel in time."),
    QT_TRANSLATE_NOOP("core", "A channel has at most %1 subscriptions; end one first."),
    QT_TRANSLATE_NOOP("core", "There is no subscription \"%1\" on this channel."),
    QT_TRANSLATE_NOOP("core", "This channel is signed in already."),
    QT_TRANSLATE_NOOP("core", "This channel has %1 calls under way; wait for an answer."),
    QT_TRANSLATE_NOOP("core", "A call with this id is under way."),
    QT_TRANSLATE_NOOP("core", "Sign in first: session.authenticate with a token or a ticket."),
    QT_TRANSLATE_NOOP("core", "The answer of %1"),
    QT_TRANSLATE_NOOP("core", "The client did not read what was sent to it; connect again and go on from the cursor."),
    // core/transport/socket_frames.cpp
    QT_TRANSLATE_NOOP("core", "A message is no JSON: %1"),
    // core/transport/websocket_client.cpp
    QT_TRANSLATE_NOOP("core", "The connection to the backend has ended."),
    QT_TRANSLATE_NOOP("core", "The connection to the backend has ended: %1"),
    QT_TRANSLATE_NOOP("core", "The backend at \"%1\" does not accept the token. Name a good one by --token-file or SIGNALBOX_TOKEN."),
    QT_TRANSLATE_NOOP("core", "The backend at \"%1\" refuses this address: %2."),
    QT_TRANSLATE_NOOP("core", "The backend at \"%1\" cannot be reached: %2. Is it running, and is the address right?"),
    QT_TRANSLATE_NOOP("core", "\"%1\" is no address of a backend; it looks like ws://host:port, without user, password or query."),
    QT_TRANSLATE_NOOP("core", "\"%1\" would send the token unencrypted over the network; use wss://."),
    // core/transport/websocket_connection.cpp
    QT_TRANSLATE_NOOP("core", "The WebSocket has ended: %1."),
    QT_TRANSLATE_NOOP("core", "The message is no JSON: %1"),
    QT_TRANSLATE_NOOP("core", "The backend has ended this channel."),
    // core/vault/aws.cpp
    QT_TRANSLATE_NOOP("core", "A secret of AWS Secrets Manager has a name or an ARN."),
    QT_TRANSLATE_NOOP("core", "There are no AWS keys for the vault %1: neither in its settings nor where they say. Enter them again."),
    // core/vault/export_proof.cpp
    QT_TRANSLATE_NOOP("core", "The value of the secret %1 stands in it, at %2, so nothing was exported. Put {{ secrets.%3 }} there instead."),
    QT_TRANSLATE_NOOP("core", "The value of the secret %1 stands in it, at %2, so nothing was exported. Read it anew: what is read now comes without it."),
    // core/vault/hashicorp.cpp
    QT_TRANSLATE_NOOP("core", "A secret of HashiCorp Vault has a path without \"..\", and a version that is a number and only in version 2 of the KV engine."),
    QT_TRANSLATE_NOOP("core", "What signs in to the vault %1 is empty or has spaces or lines in it. Enter the token again."),
    QT_TRANSLATE_NOOP("core", "The mount of the AppRole is a path without \"..\"."),
    // core/vault/key_file.cpp
    QT_TRANSLATE_NOOP("core", "The key file %1 could not be %2 (%3). Check the disk and its permissions."),
    // core/vault/key_home.cpp
    QT_TRANSLATE_NOOP("core", "The secrets are locked behind a passphrase. Give it in the Secrets pane, or by \"signalbox-cli vault unlock\"."),
    QT_TRANSLATE_NOOP("core", "The master key is in the system's keychain, and this session has none. The stored secrets are untouched. Start Signalbox in the session of the desktop, and move the key to a file or behind a passphrase there if it is needed without."),
    QT_TRANSLATE_NOOP("core", "A passphrase has at least 8 characters; several words are easy to keep in mind."),
    QT_TRANSLATE_NOOP("core", "A passphrase has at most 1024 bytes."),
    QT_TRANSLATE_NOOP("core", "The passphrase file %1 cannot be opened. Check that it is there and may be read by this user."),
    QT_TRANSLATE_NOOP("core", "The passphrase file %1 may be read by others than its owner. Change its mode to 0600, and think of the passphrase as known."),
    QT_TRANSLATE_NOOP("core", "The passphrase file %1 cannot be read."),
    QT_TRANSLATE_NOOP("core", "The key of the secrets is not behind a passphrase; there is nothing to unlock."),
    QT_TRANSLATE_NOOP("core", "There is no keychain in this session."),
    QT_TRANSLATE_NOOP("core", "The system's keychain did not keep the key as it was given. Keep it in a file, or behind a passphrase."),
    // core/vault/keychain.cpp
    QT_TRANSLATE_NOOP("core", "The system's keychain refused (%1). Unlock it and try again, or keep the key in a file."),
    QT_TRANSLATE_NOOP("core", "The system's keychain did not answer within a minute. Unlock it and try again."),
    // core/vault/keys.cpp
    QT_TRANSLATE_NOOP("core", "The key in %1 cannot be read: it is not a key of Signalbox, or it was changed. The stored secrets are untouched. Put the right key back from a backup."),
    // core/vault/passphrase.cpp
    QT_TRANSLATE_NOOP("core", "The key in %1 cannot be read: it was damaged. The stored secrets are untouched. Put the file back from a backup."),
    QT_TRANSLATE_NOOP("core", "The passphrase could not be worked on: that takes %1 MiB of memory, which were not free. Try again when they are."),
    QT_TRANSLATE_NOOP("core", "This is not the passphrase of the vault. Nothing was changed; try again."),
    // core/vault/source_answer.cpp
    QT_TRANSLATE_NOOP("core", "A vault's id consists of letters, digits, '_', '-' and '.', at most 64."),
    QT_TRANSLATE_NOOP("core", "HashiCorp Vault is signed in with a token, a token file or an AppRole; AWS with keys, the environment or a credentials file."),
    QT_TRANSLATE_NOOP("core", "The address of a vault begins with https://; http:// is for this machine only."),
    QT_TRANSLATE_NOOP("core", "AWS Secrets Manager needs a region, such as eu-central-1."),
    QT_TRANSLATE_NOOP("core", "The KV engine of HashiCorp Vault has version 1 or 2."),
    QT_TRANSLATE_NOOP("core", "Name the stored secret that signs in to the vault."),
    QT_TRANSLATE_NOOP("core", "An AppRole needs its role id, and AWS keys their access key id."),
    QT_TRANSLATE_NOOP("core", "Name the file that holds the token."),
    QT_TRANSLATE_NOOP("core", "Files and the environment of a shared backend are its operator's; sign in with a stored secret instead."),
    QT_TRANSLATE_NOOP("core", "The settings of a vault have no spaces or control characters, and at most 1000 bytes each."),
    QT_TRANSLATE_NOOP("core", "The vault %1 could not be asked (%2). Check its address and that it runs."),
    QT_TRANSLATE_NOOP("core", "The vault %1 gave an answer that cannot be read (%2). Check its address and kind."),
    QT_TRANSLATE_NOOP("core", "The vault %1 refused (%2). Check what signs in to it, and what its policy allows."),
    QT_TRANSLATE_NOOP("core", "The vault %1 is asked too often (%2). Try again later."),
    QT_TRANSLATE_NOOP("core", "The vault %1 is sealed or in maintenance (%2). Have its operator unseal it."),
    QT_TRANSLATE_NOOP("core", "The vault %1 failed (%2). Try again later."),
    QT_TRANSLATE_NOOP("core", "The vault %1 did not take the request (%2). Check its settings."),
    QT_TRANSLATE_NOOP("core", "The vault %1 has no %2. Mend the path, the field or the version of the secret."),
    QT_TRANSLATE_NOOP("core", "The secret at %1 of the vault %2 has several fields; name one of them."),
    QT_TRANSLATE_NOOP("core", "The file %1, which signs in to the vault %2, cannot be read."),
    // core/vault/sources.cpp
    QT_TRANSLATE_NOOP("core", "There is no vault %1 in this workspace."),
    QT_TRANSLATE_NOOP("core", "The value of the secret %1 is over 64 KiB. Keep it in a file instead."),
    QT_TRANSLATE_NOOP("core", "A workspace has at most 50 vaults; remove one first."),
    QT_TRANSLATE_NOOP("core", "The secret %1 is read from the vault %2. Remove it first."),
    QT_TRANSLATE_NOOP("core", "The secret %1 has a value here. Remove it first, or choose another name."),
    QT_TRANSLATE_NOOP("core", "A secret of another vault needs its path there, of at most 2048 bytes."),
    QT_TRANSLATE_NOOP("core", "A workspace has at most 1000 secrets of other vaults; remove one first."),
    // core/vault/vault.cpp
    QT_TRANSLATE_NOOP("core", "The stored secret %1 was damaged. Enter its value again, or restore a backup."),
    QT_TRANSLATE_NOOP("core", "A secret's name consists of letters, digits, '_', '-' and '.', at most 128, and begins with a letter or '_'."),
    QT_TRANSLATE_NOOP("core", "The master key is missing from %1, so the secret %2 cannot be opened. It is stored unharmed. Put the key back from a backup; or, if it is lost for good, remove the secrets and enter them anew."),
    QT_TRANSLATE_NOOP("core", "The secret %1 was sealed with another master key than the one in %2. It is stored unharmed. Put the former key back from a backup; or, if it is lost for good, remove the secret and enter it anew."),
    QT_TRANSLATE_NOOP("core", "Nobody can tell whether a secret stands in it, so nothing was exported. %1"),
    QT_TRANSLATE_NOOP("core", "There is no secret %1 in this workspace. Add it, or mend the name in the flow."),
    QT_TRANSLATE_NOOP("core", "The key of the secrets is not behind a passphrase, so they cannot be locked. Move it behind one first."),
};

} // namespace

std::span<const char *const> sentencePatterns()
{
    return kTexts;
}

} // namespace signalbox::words
