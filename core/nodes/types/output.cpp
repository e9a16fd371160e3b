// SPDX-License-Identifier: GPL-3.0-or-later
// `output`: the flow's result. Executed by the engine.
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "output",
    .title = "Output",
    .family = "flow",
    .icon = "node-output",
    .summary = "Makes its input the result of the flow.",
    .schema = R"json({
  "type": "object",
  "properties": {},
  "additionalProperties": false
})json",
    .documentation = R"md(# Output

What arrives here is the result of the flow: what `signalbox-cli run` prints, what a `subflow` or a `map` node
of another flow receives, what the API gives.

- One output node: the result is its input.
- Several: an object with the input of each under its id.
- None that was reached: `null`.

```json
{"id": "end", "type": "output", "config": {}}
```

To shape the result, put a `transform` before it.
)md",
};

} // namespace

SB_NODE_TYPE(output)
{
    SB_TRY(type, makeType(flow::NodeKind::Output, kText));
    type.inputs = {makePort("in", "Result")};
    return setup.registry.addBuiltIn(std::move(type));
}

} // namespace signalbox::nodes
