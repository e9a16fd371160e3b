// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a file as a JSON value.
#pragma once

#include "nodes/csv_p.h"

#include <string>
#include <string_view>

namespace signalbox::nodes {

/// JsonLines: one value a line; read by file.read alone, in pieces.
enum class Parse { Text, Json, Lines, Csv, Bytes, JsonLines };

/// By its name in a configuration; Text for what is unknown.
Parse parseNamed(std::string_view name);
/// The field that a single file's content stands in: text, json, lines, rows, base64, items.
std::string_view contentField(Parse parse);

/// Errors: file.encoding (no UTF-8), file.csv, json.*; each names `shown`.
Result<json::Value> parseContent(std::string content, Parse parse, const CsvOptions &csv, const std::string &shown);

/// Whether a text is valid UTF-8.
bool isUtf8(std::string_view text);
std::string toBase64(std::string_view bytes);
/// Errors: base64.invalid.
Result<std::string> fromBase64(std::string_view text);

} // namespace signalbox::nodes
