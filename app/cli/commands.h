// SPDX-License-Identifier: GPL-3.0-or-later
// The commands. Each gives the program's exit code.
#pragma once

#include "arguments.h"
#include "console.h"

#include "session/session.h"

#include <stop_token>

namespace signalbox::cli {

// Without a backend.
Exit validateCommand(const Arguments &arguments);
Exit typesCommand(const Arguments &arguments);
Exit samplesCommand(const Arguments &arguments);
Exit restoreCommand(const Arguments &arguments);

// Over a backend. `stop` is requested when the person interrupts.
using Command = Task<Exit> (*)(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> runCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> resumeCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> runsCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> showCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> eventsCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> decideCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> deadLettersCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> approvalsCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> approveCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> rejectCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> breakersCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> pausesCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> budgetsCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> endpointCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> providersCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> recordingsCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> pauseCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> continueCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> stepCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> breakCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> rerunCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> compareCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> cancelCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> deleteCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> retentionCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> flowsCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> saveCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> publishCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> versionsCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> diffCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> liveCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> removeCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> exportCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> drawCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> importCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> secretsCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> secretSourcesCommand(session::Session *session, Arguments arguments, std::stop_token stop);
/// "secrets link NAME SOURCE PATH [FIELD]".
Task<Exit> linkSecret(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> vaultCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> tokensCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> auditCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> backupCommand(session::Session *session, Arguments arguments, std::stop_token stop);
Task<Exit> diagnoseCommand(session::Session *session, Arguments arguments, std::stop_token stop);

/// "failed".
std::optional<api::RunState> stateNamed(const std::string &name);
/// "30d": so long ago; or a time as in ISO 8601. Errors: usage.
Result<UnixMillis> momentOf(const std::string &text, UnixMillis now);

/// Shows an error and gives the exit code that tells of it: 2 where what was given is at fault, 3 where the
/// person interrupted, else 1.
Exit failed(const Error &error, const Arguments &arguments);
/// Whether a flow may be written for others: no value of a secret stands in it. Errors: those of client::proveExport().
Task<Result<void>> proveFlow(session::Session *session, std::string text, std::stop_token stop);
/// To the file, or to the terminal where there is none. Errors: output.file.
Result<void> writeOutput(const std::string &file, const std::string &text);
/// The command was used wrongly; `sentence` says how it is used.
Exit misused(const char *sentence, const Arguments &arguments);

/// Makes a call whose answer need not be shown: says `sentence`, if there is one, or what went wrong.
template<typename Call>
Task<Exit> callAndSay(session::Session *session, typename Call::Params params, std::string sentence, Arguments arguments, std::stop_token stop)
{
    auto done = co_await session->client().template call<Call>(std::move(params), stop);
    if (!done) {
        co_return failed(done.error(), arguments);
    }
    if (!sentence.empty()) {
        print(sentence);
    }
    co_return Exit::Succeeded;
}

} // namespace signalbox::cli
