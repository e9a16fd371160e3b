// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/config_fields.h"

#include "flow/js_tokens_p.h"
#include "flow/template.h"

namespace signalbox::flow {

FieldKind fieldKind(const json::Value *schema)
{
    if (!schema || !schema->is_object()) {
        return FieldKind::Template;
    }
    if (const auto *expression = schema->get_object().if_contains("x-expression"); expression && expression->is_bool() && expression->get_bool()) {
        return FieldKind::Expression;
    }
    if (const auto *isTemplate = schema->get_object().if_contains("x-template"); isTemplate && isTemplate->is_bool() && !isTemplate->get_bool()) {
        return FieldKind::Verbatim;
    }
    return FieldKind::Template;
}

const json::Value *memberSchema(const json::Value *schema, std::string_view key)
{
    if (!schema || !schema->is_object()) {
        return nullptr;
    }
    if (const auto *properties = schema->get_object().if_contains("properties"); properties && properties->is_object()) {
        if (const auto *found = properties->get_object().if_contains(key)) {
            return found;
        }
    }
    return schema->get_object().if_contains("additionalProperties");
}

const json::Value *elementSchema(const json::Value *schema)
{
    return schema && schema->is_object() ? schema->get_object().if_contains("items") : nullptr;
}

void walkFields(const json::Value &value, const json::Value *schema, std::string &pointer,
                const std::function<void(const std::string &, std::string_view, FieldKind)> &visit)
{
    const auto kind = fieldKind(schema);
    if (kind == FieldKind::Verbatim) {
        return;
    }
    const auto length = pointer.size();
    if (value.is_string()) {
        const std::string_view text = value.get_string();
        if (kind == FieldKind::Expression || mayHoldTemplate(text)) {
            visit(pointer, text, kind);
        }
    } else if (value.is_object()) {
        for (const auto &member : value.get_object()) {
            json::appendPointer(pointer, member.key());
            walkFields(member.value(), memberSchema(schema, member.key()), pointer, visit);
            pointer.resize(length);
        }
    } else if (value.is_array()) {
        std::size_t index = 0;
        for (const auto &element : value.get_array()) {
            pointer += "/" + std::to_string(index++);
            walkFields(element, elementSchema(schema), pointer, visit);
            pointer.resize(length);
        }
    }
}

Result<void> checkFunctionBody(std::string_view code)
{
    SB_CHECK(tokenise(code, 0, false));
    return {};
}

} // namespace signalbox::flow
