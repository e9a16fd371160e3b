// SPDX-License-Identifier: GPL-3.0-or-later
// A configured value of a pure node: a constant, a path into the scope, or anything with templates.
#pragma once

#include "engine/executors.h"
#include "eval/evaluator.h"

#include <memory>
#include <string>
#include <variant>

namespace signalbox::nodes {

/// A value that is known when the node runs. Constants and plain paths cost no evaluation, and a path
/// is looked at where it lies, so that a large array is not copied to be read.
/// Thread: immutable once made.
class ValueSlot
{
public:
    /// Errors: template.*, expression.*; `where` names node and field.
    static Result<ValueSlot> create(const json::Value &value, std::string where);

    /// The value, copied. What does not exist gives null.
    Result<json::Value> get(const engine::PureContext &context) const;
    /// Appends the expressions that get() evaluates.
    void collect(std::vector<const eval::Expression *> &expressions) const;
    /// The value where it lies, or in `storage` where it had to be made. Valid as long as both.
    Result<const json::Value *> view(const engine::PureContext &context, json::Value &storage) const;

private:
    using Path = std::shared_ptr<const eval::Expression>;
    std::variant<json::Value, Path, engine::CompiledValue> m_kind;
};

} // namespace signalbox::nodes
