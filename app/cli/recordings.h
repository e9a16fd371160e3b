// SPDX-License-Identifier: GPL-3.0-or-later
// How the models of a run answer: asked, recorded, or from a recording.
#pragma once

#include "commands.h"

namespace signalbox::cli {

/// What --record, --replay and --examples say. `answers`: the file with the example answers of a sample; without a
/// provider these are taken. Errors: usage, flow.file, recording.*.
Task<Result<api::RunModels>> modelsOf(session::Session *session, Arguments arguments, std::string answers, std::stop_token stop);
/// Says where no model is asked.
void tellModels(const api::RunModels &models, const Arguments &arguments);
/// " (example answers)" of a run that asked no model, or " (recorded)"; else nothing.
std::string answersNote(const api::RunModels &models);
/// Writes what was recorded of a run to a file. Errors: output.file, store.notFound.
Task<Result<void>> saveRecording(session::Session *session, std::string run, std::string file, std::stop_token stop);

} // namespace signalbox::cli
