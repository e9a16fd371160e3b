// SPDX-License-Identifier: GPL-3.0-or-later
// Words, signs and numbers for runs and steps. Pure.
#pragma once

#include "api/run_calls.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace signalbox::ui::runs {

State stateOf(api::RunState state);
State stateOf(api::StepState state);
bool isFinal(api::RunState state);
bool isFinal(api::StepState state);

/// "0.4 ms", "12 ms", "1.2 s", "3 min 4 s", "2 h 5 min".
QString durationText(double ms);
/// A time of today as a time, else as a date with a time.
QString startedText(UnixMillis time, UnixMillis now);
/// "3.4 MB".
QString bytesText(std::int64_t bytes);
QString fromUtf8(std::string_view text);
/// Where no model was asked, or what it answers is recorded; else empty.
QString answersText(const api::RunModels &models);

/// What a run's or a step's error says, and what it is about. Empty texts where there is none.
struct ErrorText
{
    QString message;
    QString code;
    QString subject;
    bool isRetryable = false;
};
ErrorText errorText(const json::Value &error);

/// Bytes of a value that is kept as a payload, and only referred to; 0 where it is there as it is.
std::int64_t payloadBytes(const json::Value &value);

} // namespace signalbox::ui::runs
