// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that fit a JSON Schema: asked for, validated, and repaired once.
#pragma once

#include "llm/provider.h"

#include <functional>

namespace signalbox::llm {

struct StructuredAnswer
{
    json::Value value; ///< fits the schema
    Answer answer;     ///< the one that it stands in
    Usage usage;       ///< of all rounds
    int rounds = 1;    ///< 2: the first answer did not fit and was repaired
};

/// How a request is asked; the token is to be honoured at once.
using Ask = std::function<Task<Result<Answer>>(Request request, std::stop_token stop)>;

/// Asks for an answer that fits `request.output`, which must be there. What does not fit is shown to the model with
/// what is wrong with it, once.
/// Errors: schema.invalid; llm.answerCut (the limit of tokens was reached), llm.refused (the provider or the model
/// declined), llm.schemaMismatch (args violations, answer; the latter cut, after `redact` saw it whole) where the repaired one does not fit either; those of `ask`.
/// Thread: one with an Executor.
Task<Result<StructuredAnswer>> askStructured(Ask ask, Request request, std::stop_token stop, std::function<std::string(std::string)> redact = {});

/// The JSON of an answer's text: as it is, or inside of one code fence. Errors: json.*.
Result<json::Value> jsonOfText(std::string_view text);

} // namespace signalbox::llm
