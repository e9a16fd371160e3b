// SPDX-License-Identifier: GPL-3.0-or-later
// A schema with every kind of field. (Raw texts confuse moc, so it stands apart from the test.)
#pragma once

namespace signalbox::test {

inline constexpr const char *kInspectorSchema = R"json({
  "type": "object",
  "required": ["label"],
  "properties": {
    "label": {"title": "Label", "type": "string", "description": "What stands on it.", "minLength": 1},
    "expression": {"title": "Expression", "type": "string", "x-expression": true, "description": "JavaScript whose value is the output."},
    "count": {"title": "Count", "type": "integer", "minimum": 1, "maximum": 50, "default": 3},
    "mode": {"title": "Mode", "enum": ["fast", "safe"], "default": "fast", "description": "How careful it is."},
    "strict": {"title": "Strict", "type": "boolean", "default": false},
    "token": {"title": "Token", "type": "string", "x-secret": true},
    "tags": {"title": "Tags", "type": "array", "items": {"type": "string"}},
    "server": {"title": "Server", "type": "object", "properties": {"host": {"type": "string"}, "port": {"type": "integer"}}},
    "body": {"title": "Body", "description": "Any value."}
  }
})json";

} // namespace signalbox::test
