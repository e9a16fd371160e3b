// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/path_p.h"

#include "base/paged_shape.h"

namespace signalbox::eval {

const json::Value *rootValue(std::string_view root, const Scope &scope)
{
    switch (root.size()) {
    case 3: return scope.run;
    case 4: return root == "item" ? scope.item : root == "vars" ? scope.vars : scope.loop;
    case 5: return root == "input" ? scope.input : root == "ports" ? scope.ports : root == "index" ? scope.index : nullptr;
    case 6: return scope.output;
    default: return nullptr;
    }
}

namespace {

PathValue found(const json::Value *value)
{
    return value ? PathValue{PathValue::Kind::Found, value} : PathValue{PathValue::Kind::Undefined};
}

PathValue step(const json::Value &value, const flow::ReferenceStep &step)
{
    if (const auto *name = std::get_if<std::string>(&step)) {
        switch (value.kind()) {
        case boost::json::kind::object: {
            if (const auto paged = *name == "length" ? json::pagedShape(value) : std::nullopt) {
                return {PathValue::Kind::Number, nullptr, paged->count};
            }
            const auto *member = value.get_object().if_contains(*name);
            // Names that every object inherits are JavaScript's to answer.
            if (!member && (*name == "constructor" || *name == "__proto__" || name->starts_with("to") || *name == "hasOwnProperty" || *name == "valueOf")) {
                return {PathValue::Kind::NeedsJs};
            }
            return found(member);
        }
        case boost::json::kind::array:
            if (*name == "length") {
                return {PathValue::Kind::Number, nullptr, static_cast<std::int64_t>(value.get_array().size())};
            }
            return {PathValue::Kind::NeedsJs};
        case boost::json::kind::null: return {PathValue::Kind::Throws};
        default: return {PathValue::Kind::NeedsJs};
        }
    }
    const auto index = std::get<std::int64_t>(step);
    if (value.is_array()) {
        const auto &array = value.get_array();
        return found(index >= 0 && static_cast<std::size_t>(index) < array.size() ? &array[static_cast<std::size_t>(index)] : nullptr);
    }
    if (value.is_object()) {
        return found(value.get_object().if_contains(std::to_string(index)));
    }
    return {value.is_null() ? PathValue::Kind::Throws : PathValue::Kind::NeedsJs};
}

} // namespace

PathValue readPath(const flow::Reference &reference, std::size_t steps, const Scope &scope)
{
    std::size_t at = 0;
    PathValue current{PathValue::Kind::Undefined};
    if (reference.root == "nodes") {
        // nodes.<id>.output: only the whole of it is a value.
        if (steps < 2 || !scope.nodes) {
            return {PathValue::Kind::NeedsJs};
        }
        const auto *id = std::get_if<std::string>(&reference.path[0]);
        const auto *part = std::get_if<std::string>(&reference.path[1]);
        if (!id || !part || *part != "output") {
            return {PathValue::Kind::NeedsJs};
        }
        const auto *output = scope.nodes->output(*id);
        if (!output) {
            return {PathValue::Kind::Throws};
        }
        current = found(output);
        at = 2;
    } else {
        current = found(rootValue(reference.root, scope));
    }
    for (; at < steps; ++at) {
        if (current.kind != PathValue::Kind::Found) {
            return {current.kind == PathValue::Kind::Undefined ? PathValue::Kind::Throws : PathValue::Kind::NeedsJs};
        }
        current = step(*current.value, reference.path[at]);
        if (current.kind == PathValue::Kind::Throws || current.kind == PathValue::Kind::NeedsJs) {
            return current;
        }
    }
    return current;
}

} // namespace signalbox::eval
