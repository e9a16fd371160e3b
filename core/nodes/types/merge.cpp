// SPDX-License-Identifier: GPL-3.0-or-later
// `merge`: joins branches by a mode of its own. Executed by the engine.
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "merge",
    .title = "Merge",
    .family = "logic",
    .icon = "node-merge",
    .summary = "Joins branches: all of them, whichever was taken, the first to arrive, or a list.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "mode": {
      "title": "Mode",
      "description": "How the branches are joined.",
      "enum": ["all", "any", "first", "collect"],
      "default": "all",
      "x-template": false,
      "examples": ["any"]
    }
  },
  "additionalProperties": false
})json",
    .documentation = R"md(# Merge

Joins several edges into one value.

| mode | waits for | gives |
|---|---|---|
| `all` | every branch; one that was skipped is an error | an object with each branch's value under its source's id |
| `any` | every branch to be decided | the value of the first one that was taken, in the order of the edges |
| `first` | the first branch to arrive; later ones are ignored | that branch's value |
| `collect` | every branch to be decided | an array of the values of those that were taken, in the order of the edges |

`any` is what joins the branches of a `condition` or a `switch`, where only one of them is taken:

```json
{"nodes": [
  {"id": "big",   "type": "condition", "config": {"expression": "input.total > 1000"}},
  {"id": "check", "type": "transform", "config": {"set": {"approval": "needed"}}},
  {"id": "pass",  "type": "transform", "config": {"set": {"approval": "none"}}},
  {"id": "join",  "type": "merge",     "config": {"mode": "any"}}],
 "edges": [
  {"from": "big", "fromPort": "true", "to": "check"}, {"from": "big", "fromPort": "false", "to": "pass"},
  {"from": "check", "to": "join"}, {"from": "pass", "to": "join"}]}
```
)md",
};

} // namespace

SB_NODE_TYPE(merge)
{
    SB_TRY(type, makeType(flow::NodeKind::Merge, kText));
    return setup.registry.addBuiltIn(std::move(type));
}

} // namespace signalbox::nodes
