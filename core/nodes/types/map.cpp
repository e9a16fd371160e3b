// SPDX-License-Identifier: GPL-3.0-or-later
// `map`: runs a body for each item of an array. Executed by the engine.
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "map",
    .title = "For each",
    .family = "flow",
    .icon = "node-map",
    .summary = "Runs a flow for each item of an array, several at a time, and keeps their order.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "items": {
      "title": "Items",
      "description": "The array whose items are worked on. Absent: the input.",
      "default": "{{ input }}",
      "examples": ["{{ input.files }}", "{{ nodes.orders.output.body }}"]
    },
    "flow": {
      "title": "Flow",
      "description": "Id of the flow to run for each item: one of this file or of the workspace.",
      "type": "string",
      "minLength": 1,
      "x-template": false,
      "examples": ["classify-one"]
    },
    "body": {
      "title": "Body",
      "description": "The flow to run for each item, written here.",
      "type": "object",
      "x-template": false,
      "x-flow": true
    },
    "concurrency": {
      "title": "At a time",
      "description": "How many items are worked on at the same time.",
      "type": "integer",
      "minimum": 1,
      "maximum": 1000,
      "default": 8
    },
    "onItemError": {
      "title": "When an item fails",
      "description": "stop: the node fails. collect: the item's place in the results holds its error. skip: the item is left out.",
      "enum": ["stop", "collect", "skip"],
      "default": "stop",
      "x-template": false
    }
  },
  "additionalProperties": false
})json",
    .documentation = R"md(# For each

Runs a flow once for each item of `items`. Inside, the input is the item, and expressions also see `item` and
`index` (from 0). The output is `{"results": […]}` with what each run gave, in the order of the items, however
they ended.

Give the flow as `body`, written in place, or by its id as `flow`. Every item is journalled on its own: after a
crash only what was not finished is done again.

When an item fails, `onItemError` decides:

- `stop` (default): the others are cancelled and the node fails.
- `collect`: its place in `results` holds `{"error": {"code", "message"}}`.
- `skip`: it is left out of `results`.

Something that is no array is an error, never one item.

```json
{"id": "each", "type": "map", "config": {
  "items": "{{ input.files }}",
  "concurrency": 8,
  "body": {
    "nodes": [{"id": "size", "type": "transform", "config": {"expression": "({name: item.name, kb: item.bytes / 1024})"}},
              {"id": "end", "type": "output", "config": {}}],
    "edges": [{"from": "size", "to": "end"}]}}}
```
)md",
};

} // namespace

SB_NODE_TYPE(map)
{
    SB_TRY(type, makeType(flow::NodeKind::Map, kText));
    type.outputs = {makePort("out", "Results",
                             R"({"type": "object", "properties": {"results": {"type": "array"}}, "required": ["results"]})")};
    // That there is one of them is the validator's concern, as for every type with a body.
    type.check = [](const json::Object &config) { return notBoth(config, "flow", "body"); };
    return setup.registry.addBuiltIn(std::move(type));
}

} // namespace signalbox::nodes
