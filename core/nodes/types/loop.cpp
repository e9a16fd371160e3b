// SPDX-License-Identifier: GPL-3.0-or-later
// `loop`: runs a body again and again until it is done. Executed by the engine.
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "loop",
    .title = "Loop",
    .family = "flow",
    .icon = "node-loop",
    .summary = "Runs a flow again and again, each time with its last result, until a condition says stop.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "body": {
      "title": "Body",
      "description": "The flow to repeat, written here.",
      "type": "object",
      "x-template": false,
      "x-flow": true
    },
    "flow": {
      "title": "Flow",
      "description": "Id of the flow to repeat: one of this file or of the workspace.",
      "type": "string",
      "minLength": 1,
      "x-template": false
    },
    "input": {
      "title": "First state",
      "description": "What the first turn gets. Absent: this node's input.",
      "default": "{{ input }}",
      "examples": [{"next": 1, "orders": []}]
    },
    "while": {
      "title": "While",
      "description": "JavaScript, asked before each turn: go on as long as it is true.",
      "type": "string",
      "minLength": 1,
      "x-expression": true,
      "examples": ["loop.state.next !== null"]
    },
    "until": {
      "title": "Until",
      "description": "JavaScript, asked after each turn: stop as soon as it is true.",
      "type": "string",
      "minLength": 1,
      "x-expression": true,
      "examples": ["loop.state.status === 'done'"]
    },
    "max": {
      "title": "At most",
      "description": "The most turns.",
      "type": "integer",
      "minimum": 1,
      "maximum": 1000000,
      "default": 100
    },
    "onMax": {
      "title": "At the limit",
      "description": "error: the node fails. continue: it goes on with the state as it is.",
      "enum": ["error", "continue"],
      "default": "error",
      "x-template": false
    }
  },
  "additionalProperties": false
})json",
    .documentation = R"md(# Loop

Repeats a flow. The first turn gets `input` (the node's input if there is none); every further one the result of the turn
before. Expressions see `loop.index` (from 0) and `loop.state` (what the next turn would get). The output is the last
state.

`while` is asked before each turn, so that the body may never run; `until` after each, so that it runs at least
once. `max` bounds the number of turns: reaching it is an error, unless `onMax` is `continue`.

```json
{"id": "pages", "type": "loop", "config": {
  "until": "loop.state.next === null",
  "max": 50,
  "body": {
    "nodes": [{"id": "get",  "type": "http.request", "config": {"url": "{{ input.next }}"}},
              {"id": "keep", "type": "transform", "config": {"set": {
                 "next": "{{ nodes.get.output.body.next }}", "last": "{{ loop.index }}"}, "replace": true}},
              {"id": "end",  "type": "output", "config": {}}],
    "edges": [{"from": "get", "to": "keep"}, {"from": "keep", "to": "end"}]}}}
```
)md",
};

Remarks check(const json::Object &config)
{
    auto remarks = notBoth(config, "body", "flow");
    auto ends = exactlyOneOf(config, "while", "until");
    remarks.insert(remarks.end(), ends.begin(), ends.end());
    return remarks;
}

} // namespace

SB_NODE_TYPE(loop)
{
    SB_TRY(type, makeType(flow::NodeKind::Loop, kText));
    type.outputs = {makePort("out", "Last state")};
    type.check = check;
    return setup.registry.addBuiltIn(std::move(type));
}

} // namespace signalbox::nodes
