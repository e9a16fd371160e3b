// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compiled_value.h"

#include "flow/config_fields.h"

namespace signalbox::engine {

struct CompiledValue::Private
{
    enum class Kind { Constant, Expression, Text, Object, Array, Secret };
    struct Part
    {
        std::string text;
        std::shared_ptr<const eval::Expression> expression;
        bool isSecret = false;
    };
    Kind kind = Kind::Constant;
    json::Value constant;
    std::vector<Part> parts;
    std::vector<std::pair<std::string, Private>> members;
    std::vector<Private> elements;

    Result<json::Value> resolve(const eval::Scope &scope, eval::Evaluator &evaluator, std::vector<SecretSlot> *secrets, std::string &pointer) const;
    void collect(std::vector<const eval::Expression *> &expressions) const;
};

namespace {

std::string secretName(const flow::ExpressionInfo &info)
{
    const auto &reference = info.references.front();
    const auto *name = reference.path.size() == 1 ? std::get_if<std::string>(&reference.path[0]) : nullptr;
    return name ? *name : std::string();
}

} // namespace

CompiledValue::CompiledValue() : d(std::make_unique<Private>()) {}
CompiledValue::CompiledValue(CompiledValue &&) noexcept = default;
CompiledValue &CompiledValue::operator=(CompiledValue &&) noexcept = default;
CompiledValue::~CompiledValue() = default;

namespace {

template<typename P>
Result<P> compileText(std::string_view text, const std::string &where)
{
    P result;
    auto parsed = flow::parseTemplate(text);
    if (!parsed) {
        auto error = std::move(parsed).error();
        error.message = where + ": " + error.message;
        error.subject = where;
        return error;
    }
    bool hasSecret = false;
    for (auto &part : parsed->parts) {
        typename P::Part compiled;
        if (!part.isExpression) {
            compiled.text = std::move(part.text);
        } else if (!part.expression.references.empty() && part.expression.references.front().root == "secrets") {
            compiled.text = part.expression.isPath ? secretName(part.expression) : std::string();
            if (compiled.text.empty()) {
                return Error("secret.form", where + ": a secret is named as {{ secrets.NAME }} alone, without anything computed of it.", where);
            }
            compiled.isSecret = hasSecret = true;
        } else {
            compiled.expression = std::make_shared<const eval::Expression>(std::move(part.expression), where);
        }
        result.parts.push_back(std::move(compiled));
    }
    if (hasSecret) {
        result.kind = P::Kind::Secret;
    } else if (result.parts.size() == 1) {
        result.kind = result.parts[0].expression ? P::Kind::Expression : P::Kind::Constant;
        if (result.kind == P::Kind::Constant) {
            result.constant = json::Value(std::string_view(result.parts[0].text));
        }
    } else {
        result.kind = P::Kind::Text;
    }
    return result;
}

template<typename P>
Result<P> compileTree(const json::Value &value, const json::Value *schema, const std::string &where)
{
    P result;
    result.constant = value;
    if (flow::fieldKind(schema) != flow::FieldKind::Template) {
        return result;
    }
    if (value.is_string() && flow::mayHoldTemplate(value.get_string())) {
        return compileText<P>(value.get_string(), where);
    }
    bool dynamic = false;
    if (value.is_object()) {
        for (const auto &member : value.get_object()) {
            const std::string key(member.key());
            SB_TRY(inner, compileTree<P>(member.value(), flow::memberSchema(schema, key), where + "." + key));
            dynamic = dynamic || inner.kind != P::Kind::Constant;
            result.members.emplace_back(key, std::move(inner));
        }
        result.kind = P::Kind::Object;
    } else if (value.is_array()) {
        for (const auto &element : value.get_array()) {
            SB_TRY(inner, compileTree<P>(element, flow::elementSchema(schema), where + "[" + std::to_string(result.elements.size()) + "]"));
            dynamic = dynamic || inner.kind != P::Kind::Constant;
            result.elements.push_back(std::move(inner));
        }
        result.kind = P::Kind::Array;
    }
    if (!dynamic) {
        // Not the value as it was written: texts inside may have held escapes.
        for (auto &[key, member] : result.members) {
            result.constant.get_object()[key] = std::move(member.constant);
        }
        for (std::size_t i = 0; i < result.elements.size(); ++i) {
            result.constant.get_array()[i] = std::move(result.elements[i].constant);
        }
        result.kind = P::Kind::Constant;
        result.members.clear();
        result.elements.clear();
    } else {
        result.constant = nullptr;
    }
    return result;
}

} // namespace

Result<CompiledValue> CompiledValue::compile(const json::Value &value, const json::Value *schema, std::string where)
{
    SB_TRY(tree, compileTree<Private>(value, schema, where));
    CompiledValue result;
    *result.d = std::move(tree);
    return result;
}

bool CompiledValue::isConstant() const
{
    return d->kind == Private::Kind::Constant;
}

void CompiledValue::collect(std::vector<const eval::Expression *> &expressions) const
{
    d->collect(expressions);
}

void CompiledValue::Private::collect(std::vector<const eval::Expression *> &expressions) const
{
    for (const auto &part : parts) {
        if (part.expression) {
            expressions.push_back(part.expression.get());
        }
    }
    for (const auto &[key, member] : members) {
        member.collect(expressions);
    }
    for (const auto &element : elements) {
        element.collect(expressions);
    }
}

Result<json::Value> CompiledValue::resolve(const eval::Scope &scope, eval::Evaluator &evaluator, std::vector<SecretSlot> *secrets) const
{
    std::string pointer;
    if (evaluator.isRemote()) {
        std::vector<const eval::Expression *> expressions;
        d->collect(expressions);
        if (expressions.size() > 1) {
            SB_TRY(values, evaluator.evaluateAll(expressions, scope));
            eval::GivenValues given(expressions, std::move(values), evaluator);
            return d->resolve(scope, given, secrets, pointer);
        }
    }
    return d->resolve(scope, evaluator, secrets, pointer);
}

Result<json::Value> CompiledValue::Private::resolve(const eval::Scope &scope, eval::Evaluator &evaluator, std::vector<SecretSlot> *secrets,
                                                    std::string &pointer) const
{
    switch (kind) {
    case Kind::Constant: return constant;
    case Kind::Expression: return evaluator.evaluate(*parts[0].expression, scope);
    case Kind::Text: {
        std::string text;
        for (const auto &part : parts) {
            if (!part.expression) {
                text += part.text;
                continue;
            }
            SB_TRY(value, evaluator.evaluate(*part.expression, scope));
            flow::appendAsText(text, value);
        }
        return json::Value(std::string_view(text));
    }
    case Kind::Secret: {
        if (!secrets) {
            return Error("secret.place", "A secret may stand only in the configuration of a node that reaches outside.");
        }
        SecretSlot slot;
        slot.pointer = pointer;
        for (const auto &part : parts) {
            SecretSlot::Part filled{part.isSecret, part.text};
            if (part.expression) {
                SB_TRY(value, evaluator.evaluate(*part.expression, scope));
                filled.text.clear();
                flow::appendAsText(filled.text, value);
            }
            slot.parts.push_back(std::move(filled));
        }
        secrets->push_back(std::move(slot));
        return json::Value("");
    }
    case Kind::Object: {
        json::Object object;
        object.reserve(members.size());
        const auto length = pointer.size();
        for (const auto &[key, member] : members) {
            json::appendPointer(pointer, key);
            SB_TRY(value, member.resolve(scope, evaluator, secrets, pointer));
            pointer.resize(length);
            object.emplace(key, std::move(value));
        }
        return json::Value(std::move(object));
    }
    case Kind::Array: {
        json::Array array;
        array.reserve(elements.size());
        const auto length = pointer.size();
        for (const auto &element : elements) {
            pointer += "/" + std::to_string(array.size());
            SB_TRY(value, element.resolve(scope, evaluator, secrets, pointer));
            pointer.resize(length);
            array.push_back(std::move(value));
        }
        return json::Value(std::move(array));
    }
    }
    return json::Value(nullptr);
}

} // namespace signalbox::engine
