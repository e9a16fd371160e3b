// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/arguments_p.h"

#include "eval/path_p.h"

namespace signalbox::eval {

namespace {

bool isTooLarge(const json::Value &value, std::size_t valueBytes)
{
    return value.is_structured() && json::approximateSize(value) > valueBytes;
}

// Whether the name can stand in the text; it may be spelled with escapes.
bool mentions(std::string_view text, std::string_view root)
{
    return text.find(root) != std::string_view::npos || text.find('\\') != std::string_view::npos;
}

// The values of the references; false where JavaScript has to look for itself.
Result<bool> gatherDirect(const Expression &expression, const Scope &scope, std::size_t valueBytes, Arguments &arguments)
{
    arguments.count = 0;
    for (const auto &reference : expression.info().references) {
        auto &argument = arguments.list[arguments.count++];
        const auto read = readPath(reference, stepsOf(reference), scope);
        switch (read.kind) {
        case PathValue::Kind::Found:
            if (isTooLarge(*read.value, valueBytes)) {
                return Error("value.tooLarge", "The expression reads a value of more than " + std::to_string(valueBytes >> 20)
                                 + " MiB; use map or filter, which take large arrays in pieces.");
            }
            argument = {Argument::Kind::Value, read.value, 0};
            break;
        case PathValue::Kind::Undefined: argument = {}; break;
        case PathValue::Kind::Number: argument = {Argument::Kind::Number, nullptr, read.number}; break;
        default: return false;
        }
    }
    return true;
}

Result<void> gatherWhole(const Expression &expression, const Scope &scope, std::size_t valueBytes, Arguments &arguments)
{
    arguments.count = 0;
    for (const auto root : kRoots) {
        auto &argument = arguments.list[arguments.count++];
        argument = {};
        if (root == "nodes") {
            argument.kind = Argument::Kind::Nodes;
            continue;
        }
        const auto *value = mentions(expression.info().text, root) ? rootValue(root, scope) : nullptr;
        if (value && isTooLarge(*value, valueBytes)) {
            return Error("value.tooLarge", "\"" + std::string(root) + "\" is larger than " + std::to_string(valueBytes >> 20)
                             + " MiB; name the part of it that is needed.");
        }
        if (value) {
            argument = {Argument::Kind::Value, value, 0};
        }
    }
    for (const auto &reference : expression.info().references) {
        const auto *id = reference.root == "nodes" && !reference.path.empty() ? std::get_if<std::string>(&reference.path[0]) : nullptr;
        if (const auto *output = id && scope.nodes ? scope.nodes->output(*id) : nullptr) {
            arguments.nodes.emplace_back(*id, output);
        }
    }
    return {};
}

} // namespace

bool hasDirectForm(const flow::ExpressionInfo &info)
{
    return !info.opaque && info.references.size() <= kMostDirect;
}

std::size_t stepsOf(const flow::Reference &reference)
{
    return reference.called && !reference.path.empty() ? reference.path.size() - 1 : reference.path.size();
}

Result<Arguments> gather(const Expression &expression, const Scope &scope, std::size_t valueBytes)
{
    Arguments arguments;
    if (hasDirectForm(expression.info())) {
        auto read = gatherDirect(expression, scope, valueBytes, arguments);
        if (!read) {
            return located(std::move(read).error(), expression);
        }
        arguments.direct = *read;
    }
    if (!arguments.direct) {
        if (auto read = gatherWhole(expression, scope, valueBytes, arguments); !read) {
            return located(std::move(read).error(), expression);
        }
    }
    return arguments;
}

std::optional<json::Value> valueWithoutScript(const Expression &expression, const Scope &scope)
{
    const auto &info = expression.info();
    if (info.literal) {
        return *info.literal;
    }
    if (info.isPath) {
        const auto &reference = info.references.front();
        const auto read = readPath(reference, reference.path.size(), scope);
        switch (read.kind) {
        case PathValue::Kind::Found: return *read.value;
        case PathValue::Kind::Undefined: return json::Value(nullptr);
        case PathValue::Kind::Number: return json::Value(read.number);
        default: break; // JavaScript says what it thinks of it
        }
    }
    return std::nullopt;
}

Error located(Error error, const Expression &expression)
{
    error.message = expression.where() + ": " + error.message + " In: " + expression.info().text;
    error.subject = expression.where();
    return error;
}

} // namespace signalbox::eval
