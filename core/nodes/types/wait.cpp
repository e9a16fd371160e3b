// SPDX-License-Identifier: GPL-3.0-or-later
// `wait`: a durable timer. Executed by the engine.
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "wait",
    .title = "Wait",
    .family = "flow",
    .icon = "node-wait",
    .summary = "Pauses for a time that survives restarts, then hands its input on.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "duration": {
      "title": "Duration",
      "description": "How long to wait.",
      "type": "string",
      "minLength": 1,
      "examples": ["2s", "15m", "1d", "{{ vars.pause }}"]
    }
  },
  "required": ["duration"],
  "additionalProperties": false
})json",
    .documentation = R"md(# Wait

Waits, then hands its input on unchanged. The moment at which it wakes is written down when the wait begins: it holds
no thread, survives a restart, and what passed while Signalbox was not running counts.

```json
{"id": "cool-down", "type": "wait", "config": {"duration": "30s"}}
```

Durations are written `250ms`, `30s`, `5m`, `2h`, `1d`.
)md",
};

} // namespace

SB_NODE_TYPE(wait)
{
    SB_TRY(type, makeType(flow::NodeKind::Wait, kText));
    type.check = [](const json::Object &config) {
        Remarks remarks;
        checkDuration(remarks, config, "duration");
        return remarks;
    };
    return setup.registry.addBuiltIn(std::move(type));
}

} // namespace signalbox::nodes
