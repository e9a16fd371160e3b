// SPDX-License-Identifier: GPL-3.0-or-later
// What a call of JavaScript needs of a scope: read on this side, converted where JavaScript runs.
#pragma once

#include "eval/evaluator.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace signalbox::eval {

/// The names that an expression can see, in the order of its parameters where it is called with all.
inline constexpr std::array<std::string_view, 9> kRoots = {"input", "ports", "nodes", "run", "vars", "item", "index", "loop", "output"};
/// With more references than these it is called with the roots whole.
inline constexpr std::size_t kMostDirect = 8;

struct Argument
{
    enum class Kind { Undefined, Value, Number, Nodes } kind = Kind::Undefined;
    const json::Value *value = nullptr;
    std::int64_t number = 0;
};

/// The arguments of one call. Direct: one a reference, in their order. Else one a root. The values belong
/// to the scope.
struct Arguments
{
    std::array<Argument, kRoots.size()> list{};
    std::size_t count = 0;
    bool direct = false;
    /// Outputs of nodes by id, for the argument of kind Nodes.
    std::vector<std::pair<std::string_view, const json::Value *>> nodes;
};

/// Whether references of the expression can be replaced by parameters.
bool hasDirectForm(const flow::ExpressionInfo &info);
/// How many steps of a reference are read natively: a method's name is not.
std::size_t stepsOf(const flow::Reference &reference);
/// Reads what the expression refers to. Errors: value.tooLarge.
Result<Arguments> gather(const Expression &expression, const Scope &scope, std::size_t valueBytes);
/// The value of an expression that needs no JavaScript; none where it does.
std::optional<json::Value> valueWithoutScript(const Expression &expression, const Scope &scope);
/// Says of an error where it happened.
Error located(Error error, const Expression &expression);

} // namespace signalbox::eval
