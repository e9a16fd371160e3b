// SPDX-License-Identifier: GPL-3.0-or-later
// The proof that what is given away holds no secret: made before it is written.
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <string_view>

namespace signalbox::vault {

class Redactor;

enum class ExportKind {
    Authored, ///< a person wrote it (a flow): everything in it counts, also names, numbers, and what is shown for a secret
    Recorded, ///< it tells what happened: only its texts count, a number or a member's name is nobody's secret
};

/// Whether a text holds no value that the redactor knows, as it is or encoded. A text that is one JSON value is looked
/// through by its parts; a recorded one may be one such value a line. Any other is looked through as it stands.
/// `firstLine`: the number of its first line, where it is part of a longer one.
/// Errors: export.secret (args secret, and place: a JSON pointer, or "line N"), never with the value.
/// Thread: any.
Result<void> proveFree(const Redactor &redactor, std::string_view text, ExportKind kind, std::int64_t firstLine = 1);
/// The same of a value, before it is written.
Result<void> proveFree(const Redactor &redactor, const json::Value &value, ExportKind kind);

} // namespace signalbox::vault
