// SPDX-License-Identifier: GPL-3.0-or-later
// The commands. Each gives the program's exit code.
#pragma once

#include "arguments.h"
#include "console.h"

#include "backend/backend.h"

#include <memory>
#include <stop_token>

namespace signalbox::cli {

/// Without a data folder.
Exit validateCommand(const Arguments &arguments);
Exit typesCommand(const Arguments &arguments);
Exit samplesCommand(const Arguments &arguments);

/// Over an open backend. `stop` is requested when the person interrupts.
Task<Exit> runCommand(backend::Backend *backend, Arguments arguments, std::stop_token stop);
Task<Exit> resumeCommand(backend::Backend *backend, Arguments arguments, std::stop_token stop);
Task<Exit> runsCommand(backend::Backend *backend, Arguments arguments);
Task<Exit> showCommand(backend::Backend *backend, Arguments arguments);
Task<Exit> eventsCommand(backend::Backend *backend, Arguments arguments);
Task<Exit> decideCommand(backend::Backend *backend, Arguments arguments, std::stop_token stop);
Task<Exit> cancelCommand(backend::Backend *backend, Arguments arguments);
Task<Exit> secretsCommand(backend::Backend *backend, Arguments arguments);
Task<Exit> backupCommand(backend::Backend *backend, Arguments arguments);

/// The exit code that tells of a run, after its outcome was shown.
Exit showOutcome(const engine::RunView &view, const Arguments &arguments);

} // namespace signalbox::cli
