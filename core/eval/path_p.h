// SPDX-License-Identifier: GPL-3.0-or-later
// Paths read without JavaScript.
#pragma once

#include "eval/evaluator.h"

#include <cstddef>
#include <optional>

namespace signalbox::eval {

/// What reading the first `steps` steps of a path gave.
struct PathValue
{
    enum class Kind {
        Found,     ///< `value`
        Undefined, ///< as in JavaScript
        Number,    ///< a length, in `number`
        Throws,    ///< JavaScript would throw: a property of null or undefined
        NeedsJs    ///< something that only JavaScript knows (a method of a string)
    } kind;
    const json::Value *value = nullptr;
    std::int64_t number = 0;
};

PathValue readPath(const flow::Reference &reference, std::size_t steps, const Scope &scope);
/// The root's value, or null.
const json::Value *rootValue(std::string_view root, const Scope &scope);

} // namespace signalbox::eval
