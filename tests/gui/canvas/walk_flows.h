// SPDX-License-Identifier: GPL-3.0-or-later
// Flows that are walked through by keyboard. (Their raw texts confuse moc, so they stand apart from the test.)
#pragma once

/// A chain with a frame around its first two steps, a note, a bent edge in the frame, and a step very far away.
inline constexpr const char *kFramed = R"({
  "id": "framed",
  "nodes": [
    {"id": "a", "type": "trigger.manual"}, {"id": "b", "type": "transform", "config": {"expression": "input"}},
    {"id": "c", "type": "output"}, {"id": "far", "type": "transform", "config": {"expression": "1"}}
  ],
  "edges": [{"from": "a", "to": "b"}, {"from": "b", "to": "c", "condition": "output"}],
  "groups": [{"id": "g", "name": "First steps"}],
  "notes": [{"id": "n", "text": "Ask Ana"}],
  "layout": {
    "nodes": {"a": [0, 0], "b": [352, 0], "c": [704, 0], "far": [704, 9000]},
    "groups": {"g": [-32, -64, 656, 192]},
    "notes": {"n": [704, 160, 224, 128]},
    "edges": {"a:out>b:in": [[290, 90]]}
  }
})";
