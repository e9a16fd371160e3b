// SPDX-License-Identifier: GPL-3.0-or-later
// `subflow`: runs another flow as one node. Executed by the engine.
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "subflow",
    .title = "Subflow",
    .family = "flow",
    .icon = "node-subflow",
    .summary = "Runs another flow with this input and gives its result.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "flow": {
      "title": "Flow",
      "description": "Id of the flow to run: one of this file or of the workspace.",
      "type": "string",
      "minLength": 1,
      "x-template": false,
      "examples": ["score-mail"]
    },
    "body": {
      "title": "Body",
      "description": "The flow to run, written here.",
      "type": "object",
      "x-template": false,
      "x-flow": true
    },
    "input": {
      "title": "Input",
      "description": "What the flow gets. Absent: this node's input.",
      "default": "{{ input }}",
      "examples": [{"mail": "{{ input.content }}"}]
    }
  },
  "additionalProperties": false
})json",
    .documentation = R"md(# Subflow

Runs another flow as if its nodes stood here, and gives its result. The versions of all flows that a run can reach are
pinned when it starts: publishing a new one in the meantime changes nothing for runs that are under way.

```json
{"id": "score", "type": "subflow", "config": {"flow": "score-mail", "input": {"text": "{{ input.body }}"}}}
```

A flow that contains itself, over however many steps, is refused before the run.
)md",
};

} // namespace

SB_NODE_TYPE(subflow)
{
    SB_TRY(type, makeType(flow::NodeKind::Subflow, kText));
    type.outputs = {makePort("out", "Result")};
    // That there is one of them is the validator's concern, as for every type with a body.
    type.check = [](const json::Object &config) { return notBoth(config, "flow", "body"); };
    return setup.registry.addBuiltIn(std::move(type));
}

} // namespace signalbox::nodes
