// SPDX-License-Identifier: GPL-3.0-or-later
// Structs to JSON, from JSON and to JSON Schema by Boost.Describe: written once, for all.
//
//     struct Point { double x = 0; std::optional<std::string> label; json::Object extra; };
//     BOOST_DESCRIBE_STRUCT(Point, (), (x, label, extra))
//
// Supported members: bool, integers, double, std::string, described enums (as their names with a lower
// first letter), std::optional, std::vector, std::map<std::string, T>, std::chrono::milliseconds as
// a duration text ("30s"), json::Value/Object/Array as they are, and described structs. A member named
// `extra` of type json::Object keeps unknown keys; a struct without one refuses them. A member with a
// default initialiser is optional and takes the default when absent; which these are is told by
// `static constexpr auto requiredMembers = std::to_array<std::string_view>({"x"})` in the struct
// (absent: none is required). `static constexpr` documentation: `describeDocs(Point*)` found by ADL
// may return a std::span<const std::pair<std::string_view, std::string_view>> of member, sentence.
#pragma once

#include "base/json.h"
