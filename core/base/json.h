// SPDX-License-Identifier: GPL-3.0-or-later
// JSON values, and the one strict reader and writer of them. (Boost.JSON's own reader drops duplicate
// keys, stops at depth 32 and forgets how numbers were spelled; its writer prints 0.8 as 8E-1.)
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include <boost/json.hpp>

namespace signalbox::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;

/// How numbers were written in a file where that is not how the writer would write them ("1.0",
/// "1e5", more digits than a double has), by JSON pointer. With it a file that is read and written
/// keeps its bytes. An entry counts only while the value there is unchanged.
struct NumberSpelling
{
    struct Entry
    {
        std::string text;
        Value value;
    };
    std::unordered_map<std::string, Entry> byPointer;
};

struct ReadOptions
{
    std::size_t maxBytes = 64u << 20;
    unsigned maxDepth = 512;
    /// Filled where not null.
    NumberSpelling *spelling = nullptr;
};

/// Reads one JSON text. Strict RFC 8259: no comments, valid UTF-8, a duplicate key is an error.
/// Integers outside of 64 bits become doubles.
/// Errors: json.syntax, json.duplicateKey, json.tooDeep, json.tooLarge, json.encoding; each names
/// line and column (args `line`, `column`, from 1) and never recurses on the stack without bound.
Result<Value> parse(std::string_view text, const ReadOptions &options = {});

/// Writes compact JSON: doubles as the shortest text that reads back as the same double ("0.8",
/// "1e+300"; a whole double below 1e15 as "1.0" so that it stays a double), keys in their order.
/// NaN and infinities are written as null.
std::string write(const Value &value);
/// Appends to `out`.
void writeTo(std::string &out, const Value &value);

struct PrettyOptions
{
    unsigned indent = 2;
    /// Arrays and objects of scalars that fit into this many columns stand on one line.
    unsigned width = 100;
    const NumberSpelling *spelling = nullptr;
};

/// Writes JSON for people and for git: stable, one entry a line, short ones on one line. No trailing
/// line feed.
std::string writePretty(const Value &value, const PrettyOptions &options = {});

/// The member, or null where `value` is no object or has none.
const Value *find(const Value &value, std::string_view key);
const Value *find(const Object &object, std::string_view key);

/// The text of a string member, or `fallback`.
std::string_view text(const Object &object, std::string_view key, std::string_view fallback = {});

/// Appends "/token" with ~ and / escaped. Source: RFC 6901.
void appendPointer(std::string &pointer, std::string_view token);

/// About how many bytes of memory and of compact JSON it takes; cheap, within a factor of two.
std::size_t approximateSize(const Value &value);

} // namespace signalbox::json
