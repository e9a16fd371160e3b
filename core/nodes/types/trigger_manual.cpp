// SPDX-License-Identifier: GPL-3.0-or-later
// `trigger.manual`: a person or a program starts the flow. Executed by the engine.
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "trigger.manual",
    .title = "Manual start",
    .family = "trigger",
    .icon = "node-trigger-manual",
    .summary = "Starts the flow when a person or a program asks for a run.",
    .schema = R"json({
  "type": "object",
  "properties": {},
  "additionalProperties": false
})json",
    .documentation = R"md(# Manual start

Starts the flow when somebody runs it: from the window, with `signalbox-cli run`, or by an API call. Its
output is the run's input, unchanged.

A flow may do without a trigger: then every node that nothing leads to starts with the run's input. As soon as
there is a trigger, only what it leads to runs.

What the input must look like is said by the flow's own `inputs`, a JSON Schema that is checked before
anything starts.

```json
{"id": "start", "type": "trigger.manual", "config": {}}
```
)md",
};

} // namespace

SB_NODE_TYPE(trigger_manual)
{
    SB_TRY(type, makeType(flow::NodeKind::Trigger, kText));
    type.outputs = {makePort("out", "Run's input")};
    return setup.registry.addBuiltIn(std::move(type));
}

} // namespace signalbox::nodes
