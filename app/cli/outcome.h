// SPDX-License-Identifier: GPL-3.0-or-later
// A run's record and steps, read whole from a backend and shown.
#pragma once

#include "commands.h"

#include "api/run_calls.h"

namespace signalbox::cli {

/// All steps, page by page.
Task<Result<std::vector<api::StepView>>> readSteps(session::Session *session, std::string run, std::stop_token stop);
/// Puts a result that is kept as a payload into its place.
Task<Result<void>> readResult(session::Session *session, api::RunView *run, std::stop_token stop);
/// Puts the whole value in the place of a reference; `params` say how it is read.
Task<Result<void>> readPayload(session::Session *session, api::RunPayloadParams params, json::Value *value, std::stop_token stop);
/// A step with its times as texts.
json::Object stepJson(const api::StepView &step);
/// For --json: the record with its steps.
json::Value recordJson(const api::RunView &run, const std::vector<api::StepView> &steps);
/// The outputs that --pin gives.
std::vector<api::RunPin> pinsOf(const Arguments &arguments);
/// What a paused run would do next, and how it is let do it.
void tellPause(const api::RunView &run);
/// Shows how a run ended or why it stands, and gives the exit code that tells of it.
Task<Exit> showOutcome(session::Session *session, api::RunView run, Arguments arguments, std::stop_token stop);
/// The exit code of a state.
Exit exitOf(api::RunState state);
/// The duration in words.
std::string durationOf(const api::RunView &run);

} // namespace signalbox::cli
