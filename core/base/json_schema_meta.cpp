// SPDX-License-Identifier: GPL-3.0-or-later
// The metaschemas, each as one document that accepts what the published one accepts.
#include "base/json_schema_p.h"

namespace signalbox::json::detail {

namespace {

constexpr std::string_view k2020 = R"({
"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://json-schema.org/draft/2020-12/schema",
"$dynamicAnchor": "meta", "type": ["object", "boolean"],
"properties": {
 "$id": {"type": "string", "pattern": "^[^#]*#?$"}, "$schema": {"type": "string"}, "$ref": {"type": "string"},
 "$anchor": {"$ref": "#/$defs/anchor"}, "$dynamicAnchor": {"$ref": "#/$defs/anchor"}, "$dynamicRef": {"type": "string"},
 "$vocabulary": {"type": "object", "additionalProperties": {"type": "boolean"}}, "$comment": {"type": "string"},
 "$defs": {"$ref": "#/$defs/schemas"}, "definitions": {"$ref": "#/$defs/schemas"},
 "dependencies": {"type": "object", "additionalProperties": {"anyOf": [{"$dynamicRef": "#meta"}, {"$ref": "#/$defs/names"}]}},
 "prefixItems": {"$ref": "#/$defs/list"}, "items": {"$dynamicRef": "#meta"}, "contains": {"$dynamicRef": "#meta"},
 "additionalProperties": {"$dynamicRef": "#meta"}, "properties": {"$ref": "#/$defs/schemas"},
 "patternProperties": {"type": "object", "additionalProperties": {"$dynamicRef": "#meta"}, "propertyNames": {"format": "regex"}},
 "dependentSchemas": {"$ref": "#/$defs/schemas"}, "propertyNames": {"$dynamicRef": "#meta"},
 "if": {"$dynamicRef": "#meta"}, "then": {"$dynamicRef": "#meta"}, "else": {"$dynamicRef": "#meta"},
 "allOf": {"$ref": "#/$defs/list"}, "anyOf": {"$ref": "#/$defs/list"}, "oneOf": {"$ref": "#/$defs/list"}, "not": {"$dynamicRef": "#meta"},
 "unevaluatedItems": {"$dynamicRef": "#meta"}, "unevaluatedProperties": {"$dynamicRef": "#meta"},
 "type": {"anyOf": [{"$ref": "#/$defs/type"}, {"type": "array", "items": {"$ref": "#/$defs/type"}, "minItems": 1, "uniqueItems": true}]},
 "const": true, "enum": {"type": "array"},
 "multipleOf": {"type": "number", "exclusiveMinimum": 0}, "maximum": {"type": "number"}, "exclusiveMaximum": {"type": "number"},
 "minimum": {"type": "number"}, "exclusiveMinimum": {"type": "number"},
 "maxLength": {"$ref": "#/$defs/count"}, "minLength": {"$ref": "#/$defs/count"}, "pattern": {"type": "string", "format": "regex"},
 "maxItems": {"$ref": "#/$defs/count"}, "minItems": {"$ref": "#/$defs/count"}, "uniqueItems": {"type": "boolean"},
 "maxContains": {"$ref": "#/$defs/count"}, "minContains": {"$ref": "#/$defs/count"},
 "maxProperties": {"$ref": "#/$defs/count"}, "minProperties": {"$ref": "#/$defs/count"}, "required": {"$ref": "#/$defs/names"},
 "dependentRequired": {"type": "object", "additionalProperties": {"$ref": "#/$defs/names"}},
 "title": {"type": "string"}, "description": {"type": "string"}, "default": true, "deprecated": {"type": "boolean"},
 "readOnly": {"type": "boolean"}, "writeOnly": {"type": "boolean"}, "examples": {"type": "array"},
 "format": {"type": "string"}, "contentEncoding": {"type": "string"}, "contentMediaType": {"type": "string"}, "contentSchema": {"$dynamicRef": "#meta"}
},
"$defs": {
 "anchor": {"type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$"},
 "schemas": {"type": "object", "additionalProperties": {"$dynamicRef": "#meta"}},
 "list": {"type": "array", "minItems": 1, "items": {"$dynamicRef": "#meta"}},
 "names": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
 "count": {"type": "integer", "minimum": 0},
 "type": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]}
}})";

constexpr std::string_view k7 = R"({
"$schema": "http://json-schema.org/draft-07/schema#", "$id": "http://json-schema.org/draft-07/schema#", "type": ["object", "boolean"],
"properties": {
 "$id": {"type": "string"}, "$schema": {"type": "string"}, "$ref": {"type": "string"}, "$comment": {"type": "string"},
 "title": {"type": "string"}, "description": {"type": "string"}, "default": true, "readOnly": {"type": "boolean"}, "writeOnly": {"type": "boolean"},
 "examples": {"type": "array"}, "multipleOf": {"type": "number", "exclusiveMinimum": 0},
 "maximum": {"type": "number"}, "exclusiveMaximum": {"type": "number"}, "minimum": {"type": "number"}, "exclusiveMinimum": {"type": "number"},
 "maxLength": {"$ref": "#/definitions/count"}, "minLength": {"$ref": "#/definitions/count"}, "pattern": {"type": "string", "format": "regex"},
 "additionalItems": {"$ref": "#"}, "items": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/list"}]},
 "maxItems": {"$ref": "#/definitions/count"}, "minItems": {"$ref": "#/definitions/count"}, "uniqueItems": {"type": "boolean"}, "contains": {"$ref": "#"},
 "maxProperties": {"$ref": "#/definitions/count"}, "minProperties": {"$ref": "#/definitions/count"}, "required": {"$ref": "#/definitions/names"},
 "additionalProperties": {"$ref": "#"}, "definitions": {"$ref": "#/definitions/schemas"}, "properties": {"$ref": "#/definitions/schemas"},
 "patternProperties": {"$ref": "#/definitions/schemas"},
 "dependencies": {"type": "object", "additionalProperties": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/names"}]}},
 "propertyNames": {"$ref": "#"}, "const": true, "enum": {"type": "array", "items": true},
 "type": {"anyOf": [{"$ref": "#/definitions/type"}, {"type": "array", "items": {"$ref": "#/definitions/type"}, "minItems": 1, "uniqueItems": true}]},
 "format": {"type": "string"}, "contentMediaType": {"type": "string"}, "contentEncoding": {"type": "string"},
 "if": {"$ref": "#"}, "then": {"$ref": "#"}, "else": {"$ref": "#"},
 "allOf": {"$ref": "#/definitions/list"}, "anyOf": {"$ref": "#/definitions/list"}, "oneOf": {"$ref": "#/definitions/list"}, "not": {"$ref": "#"}
},
"definitions": {
 "list": {"type": "array", "minItems": 1, "items": {"$ref": "#"}},
 "schemas": {"type": "object", "additionalProperties": {"$ref": "#"}},
 "names": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
 "count": {"type": "integer", "minimum": 0},
 "type": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]}
}})";

} // namespace

const Value *knownMetaschema(std::string_view uri)
{
    static const Value draft2020 = parse(k2020).value();
    static const Value draft7 = parse(k7).value();
    if (uri == "https://json-schema.org/draft/2020-12/schema") {
        return &draft2020;
    }
    return uri == "http://json-schema.org/draft-07/schema" ? &draft7 : nullptr;
}

} // namespace signalbox::json::detail
