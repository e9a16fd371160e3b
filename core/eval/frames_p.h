// SPDX-License-Identifier: GPL-3.0-or-later
// What an isolated evaluator and its child say to each other over a stream socket: a length (u32, in the
// machine's order) and that many bytes of JSON. Neither side trusts the other's lengths.
//
//   to the child    {"begin": [now, random, step],     where it changed
//                    "define": [[id, text, where], …],  expressions that it does not know yet
//                    "test": bool,
//                    "calls": [[id, direct, [argument, …]], …]}
//                   argument: [] undefined, [value] a value, [{id: output, …}, 1] the object `nodes`
//   or              {"begin": …, "program": [body, where, {name: value, …}]}
//   from the child  {"ready": true}, once
//                   {"values": [value, …], "error": {code, message, subject, args}?}
//                   {"value": value, "log": [[level, text], …]} or {"error": …, "log": …}, of a program
//                   fewer values than calls and no error: it did as many as fit into one answer
#pragma once

#include "eval/arguments_p.h"

#include <chrono>
#include <string>
#include <string_view>

namespace signalbox::eval {

/// How an exchange over the socket ended.
enum class Exchange { Done, Late, Closed, TooLarge };

/// Sends a frame; blocks until `until` at most.
Exchange sendFrame(int socket, std::string_view bytes, std::chrono::steady_clock::time_point until);
/// Receives one of at most `most` bytes.
Exchange receiveFrame(int socket, std::string &bytes, std::size_t most, std::chrono::steady_clock::time_point until);

/// As the child does it: blocks for good. False when nobody is there any more.
bool sendFrame(int socket, std::string_view bytes);
bool receiveFrame(int socket, std::string &bytes, std::size_t most);

/// Appends one call.
void appendCall(std::string &out, std::uint64_t id, const Arguments &arguments);
/// The arguments of a call, whose values stay in `list`. False where it has not the form above.
bool readArguments(const json::Value &list, bool direct, Arguments &arguments);

/// How large an answer may be, in bytes of JSON.
inline std::size_t mostAnswerBytes(std::size_t valueBytes) { return 2 * valueBytes + (64u << 10); }
/// How large a question may be. Values of `valueBytes` in memory can be twice that as text.
inline std::size_t mostQuestionBytes(std::size_t valueBytes) { return 2 * kRoots.size() * valueBytes + (4u << 20); }

/// What of a program's log is kept.
inline constexpr std::size_t kMostLogLines = 200;
inline constexpr std::size_t kMostLogBytes = 64u << 10;

/// Where a batch pauses and answers what it has: after so long, and after so much.
inline constexpr std::chrono::milliseconds kBatchTime{100};
inline constexpr std::size_t kBatchBytes = 1u << 20;

} // namespace signalbox::eval
