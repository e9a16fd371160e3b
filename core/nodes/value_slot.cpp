// SPDX-License-Identifier: GPL-3.0-or-later
// The three kinds of a configured value.
#include "nodes/value_slot_p.h"

#include "flow/template.h"

namespace signalbox::nodes {

namespace {

bool holdsTemplates(const json::Value &value)
{
    switch (value.kind()) {
    case boost::json::kind::string:
        return flow::mayHoldTemplate(value.get_string());
    case boost::json::kind::array:
        return std::ranges::any_of(value.get_array(), holdsTemplates);
    case boost::json::kind::object:
        return std::ranges::any_of(value.get_object(), [](const auto &member) { return holdsTemplates(member.value()); });
    default:
        return false;
    }
}

const json::Value *rootOf(const flow::Reference &reference, const eval::Scope &scope, std::size_t &steps)
{
    const auto &root = reference.root;
    if (root == "nodes") {
        // nodes.<id>.output
        const auto *id = reference.path.size() < 2 ? nullptr : std::get_if<std::string>(&reference.path[0]);
        const auto *part = id ? std::get_if<std::string>(&reference.path[1]) : nullptr;
        steps = 2;
        return part && *part == "output" && scope.nodes ? scope.nodes->output(*id) : nullptr;
    }
    steps = 0;
    return root == "input" ? scope.input : root == "item" ? scope.item : root == "vars" ? scope.vars : root == "ports" ? scope.ports : nullptr;
}

// What a path leads to where it lies; null for everything that is not plainly there, which is the
// evaluator's to judge.
const json::Value *findInScope(const flow::Reference &reference, const eval::Scope &scope)
{
    std::size_t at = 0;
    const auto *value = rootOf(reference, scope, at);
    for (; value && at < reference.path.size(); ++at) {
        const auto &step = reference.path[at];
        if (const auto *name = std::get_if<std::string>(&step)) {
            value = value->is_object() ? value->get_object().if_contains(*name) : nullptr;
        } else {
            const auto index = std::get<std::int64_t>(step);
            value = value->is_array() && index >= 0 ? value->get_array().if_contains(static_cast<std::size_t>(index)) : nullptr;
        }
    }
    return value;
}

} // namespace

Result<ValueSlot> ValueSlot::create(const json::Value &value, std::string where)
{
    ValueSlot slot;
    if (!holdsTemplates(value)) {
        slot.m_kind = value;
        return slot;
    }
    if (value.is_string()) {
        // A template that is wrong is reported by compile() below, which names the field.
        auto parsed = flow::parseTemplate(value.get_string());
        if (parsed && parsed->isSingleExpression() && parsed->parts.front().expression.isPath
            && parsed->parts.front().expression.references.size() == 1) {
            slot.m_kind = std::make_shared<const eval::Expression>(std::move(parsed->parts.front().expression), std::move(where));
            return slot;
        }
    }
    SB_TRY(compiled, engine::CompiledValue::compile(value, nullptr, std::move(where)));
    slot.m_kind = std::move(compiled);
    return slot;
}

Result<json::Value> ValueSlot::get(const engine::PureContext &context) const
{
    if (const auto *constant = std::get_if<json::Value>(&m_kind)) {
        return *constant;
    }
    if (const auto *compiled = std::get_if<engine::CompiledValue>(&m_kind)) {
        return compiled->resolve(context.scope, context.evaluator);
    }
    const auto &path = *std::get<Path>(m_kind);
    if (const auto *found = findInScope(path.info().references.front(), context.scope)) {
        return *found;
    }
    return context.evaluator.evaluate(path, context.scope);
}

void ValueSlot::collect(std::vector<const eval::Expression *> &expressions) const
{
    if (const auto *compiled = std::get_if<engine::CompiledValue>(&m_kind)) {
        compiled->collect(expressions);
    }
}

Result<const json::Value *> ValueSlot::view(const engine::PureContext &context, json::Value &storage) const
{
    if (const auto *constant = std::get_if<json::Value>(&m_kind)) {
        return constant;
    }
    if (const auto *path = std::get_if<Path>(&m_kind)) {
        if (const auto *found = findInScope((*path)->info().references.front(), context.scope)) {
            return found;
        }
    }
    SB_TRY(value, get(context));
    storage = std::move(value);
    return &storage;
}

} // namespace signalbox::nodes
