// SPDX-License-Identifier: GPL-3.0-or-later
// What the core says, in the language of the window. The core speaks plain English and knows no other: its catalogue of
// node types, its samples, and the sentences of its errors and findings are translated here, where a person reads them.
#pragma once

#include "base/error.h"
#include "base/json.h"

#include <QString>

#include <span>
#include <string_view>

namespace signalbox::words {

/// A text that the core has as a whole: the title of a type of node, the summary, a sample's name. One that is not known
/// (a newer backend, an extension) comes back as it is.
QString text(std::string_view english);

/// Markdown of the core, paragraph by paragraph; code stays as it is.
QString markdown(std::string_view english);

/// A JSON Schema with its titles and descriptions translated, at any depth.
json::Value schema(const json::Value &english);

/// A sentence with values in it, such as an error's message or a finding's fix. It is found by its pattern; what stands in
/// the values and is of the core's own words ("a whole number", another sentence) is translated too, names never are. What
/// fits no pattern comes back as it is: nothing that the core says is ever lost.
QString sentence(std::string_view english);

/// The message of an error, as sentence() gives it.
QString sentence(const Error &error);

/// All that is known: texts of the catalogue and of the samples; patterns of sentences with places %1, %2, …; words that
/// stand in the places. The tests hold them against the core's sources.
std::span<const char *const> catalogueTexts();
std::span<const char *const> sentencePatterns();
std::span<const char *const> phrasePatterns();

} // namespace signalbox::words
