// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON value with templates in it, compiled: constants stay, `{{ }}` become expressions.
#pragma once

#include "base/json.h"
#include "eval/evaluator.h"

#include <memory>
#include <string>
#include <vector>

namespace signalbox::engine {

/// A text or value that needs a secret: resolved at the call, never journalled.
struct SecretSlot
{
    /// JSON pointer to the string in the resolved value.
    std::string pointer;
    struct Part
    {
        bool isSecret = false;
        std::string text; ///< literal text, or the secret's name
    };
    std::vector<Part> parts;
};

/// A compiled value. Immutable and shared between threads; compiled once a flow version.
class CompiledValue
{
public:
    /// `schema`: the node type's (part of the) schema, for x-expression and x-template; may be null.
    /// `where` names node and field for messages. Errors: template.*, expression.*.
    static Result<CompiledValue> compile(const json::Value &value, const json::Value *schema, std::string where);

    CompiledValue();
    CompiledValue(CompiledValue &&) noexcept;
    CompiledValue &operator=(CompiledValue &&) noexcept;
    ~CompiledValue();

    /// Appends the expressions that resolve() evaluates, in its order.
    void collect(std::vector<const eval::Expression *> &expressions) const;

    /// Whether there is nothing to resolve.
    bool isConstant() const;
    /// The value with every template replaced. Secret slots are left as empty strings and listed in
    /// `secrets` (null: an error where there is one).
    Result<json::Value> resolve(const eval::Scope &scope, eval::Evaluator &evaluator,
                                std::vector<SecretSlot> *secrets = nullptr) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::engine
