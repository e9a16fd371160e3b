// SPDX-License-Identifier: GPL-3.0-or-later
// The compiled form of a schema, shared by the compiler and the validator.
#pragma once

#include "base/json_schema.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct pcre2_real_code_8;

namespace signalbox::json::detail {

/// A compiled regular expression under match limits.
class Pattern
{
public:
    static Result<std::unique_ptr<Pattern>> compile(std::string_view text);
    ~Pattern();
    enum class Match { Yes, No, LimitReached };
    Match matches(std::string_view subject) const;
    const std::string &text() const { return m_text; }

private:
    Pattern() = default;
    std::string m_text;
    pcre2_real_code_8 *m_code = nullptr;
};

enum TypeBit : std::uint8_t { Null = 1, Boolean = 2, Integer = 4, Number = 8, String = 16, ArrayType = 32, ObjectType = 64 };

struct SchemaNode;

/// A schema resource: what `$id` names. Dynamic anchors are looked up along the resources that
/// validation has passed through.
struct Resource
{
    std::string uri;
    std::map<std::string, const Value *, std::less<>> anchors;
    std::map<std::string, const Value *, std::less<>> dynamicAnchors;
    const Value *root = nullptr;
    bool draft7 = false;
    bool assertions = true; ///< the validation vocabulary is in use
};

struct SchemaNode
{
    std::string path;
    const Resource *resource = nullptr;
    enum class Kind : std::uint8_t { Normal, True, False } kind = Kind::Normal;
    bool uniqueItems = false;
    std::uint8_t types = 0; ///< 0: any

    const Value *enumValues = nullptr;
    const Value *constValue = nullptr;
    const Value *minimum = nullptr;
    const Value *maximum = nullptr;
    const Value *exclusiveMinimum = nullptr;
    const Value *exclusiveMaximum = nullptr;
    const Value *multipleOf = nullptr;
    std::optional<std::uint64_t> minLength, maxLength, minItems, maxItems, minProperties, maxProperties, minContains, maxContains;
    std::unique_ptr<Pattern> pattern;

    std::vector<SchemaNode *> prefixItems;
    SchemaNode *items = nullptr;
    SchemaNode *contains = nullptr;
    SchemaNode *unevaluatedItems = nullptr;
    std::string itemsKeyword; ///< "items" or "additionalItems", for messages

    std::vector<std::pair<std::string, SchemaNode *>> properties;
    std::vector<std::pair<std::unique_ptr<Pattern>, SchemaNode *>> patternProperties;
    SchemaNode *additionalProperties = nullptr;
    SchemaNode *propertyNames = nullptr;
    SchemaNode *unevaluatedProperties = nullptr;
    std::vector<std::string> required;
    std::vector<std::pair<std::string, std::vector<std::string>>> dependentRequired;
    std::vector<std::pair<std::string, SchemaNode *>> dependentSchemas;

    std::vector<SchemaNode *> allOf, anyOf, oneOf;
    SchemaNode *notSchema = nullptr;
    SchemaNode *ifSchema = nullptr;
    SchemaNode *thenSchema = nullptr;
    SchemaNode *elseSchema = nullptr;
    SchemaNode *reference = nullptr;
    SchemaNode *dynamicReference = nullptr;
    std::string dynamicAnchor; ///< not empty: look it up in the dynamic scope

    SchemaNode *property(std::string_view name) const
    {
        for (const auto &[key, node] : properties) {
            if (key == name) {
                return node;
            }
        }
        return nullptr;
    }
};

/// Owns documents, resources and compiled nodes of one schema.
struct CompiledSchema
{
    std::vector<std::unique_ptr<Value>> documents;
    std::map<std::string, std::unique_ptr<Resource>, std::less<>> resources;
    std::unordered_map<const Value *, std::unique_ptr<SchemaNode>> nodes;
    SchemaNode *root = nullptr;
    bool tracksEvaluated = false; ///< unevaluated* is used somewhere
};

/// Compiles `schema` with all it refers to.
Result<std::unique_ptr<CompiledSchema>> compileSchema(const Value &schema, const Schema::Loader &loader);
/// The metaschemas of drafts 7 and 2020-12 in one document each; null for other URIs.
const Value *knownMetaschema(std::string_view uri);

} // namespace signalbox::json::detail

namespace signalbox::json {

struct Schema::Private
{
    std::unique_ptr<detail::CompiledSchema> compiled;
};

} // namespace signalbox::json
