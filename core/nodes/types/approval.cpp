// SPDX-License-Identifier: GPL-3.0-or-later
// `approval`: a person decides. Executed by the engine.
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "approval",
    .title = "Approval",
    .family = "flow",
    .icon = "node-approval",
    .summary = "Asks a person, waits for as long as that takes, and goes on by `approved` or `rejected`.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "title": {
      "title": "Question",
      "description": "What the person decides, in a few words.",
      "type": "string",
      "minLength": 1,
      "examples": ["Send the mail?", "Pay {{ input.total }} to {{ input.name }}?"]
    },
    "message": {
      "title": "Message",
      "description": "What the person should know to decide.",
      "type": "string",
      "x-multiline": true,
      "examples": ["{{ input.customer }} ordered goods for {{ input.total }}."]
    },
    "data": {
      "title": "Data",
      "description": "What the person sees, may edit, and what is handed on. Absent: the input.",
      "default": "{{ input }}",
      "examples": ["{{ input.draft }}"]
    },
    "deciders": {
      "title": "Who decides",
      "description": "Subjects, or role:NAME for whoever has the permission roles.NAME. Absent: whoever may decide approvals.",
      "type": "array",
      "items": {"type": "string", "minLength": 1},
      "minItems": 1,
      "examples": [["owner", "role:reviewers"]]
    },
    "expires": {
      "title": "Expires after",
      "description": "How long the question stands. Absent: until somebody decides.",
      "type": "string",
      "minLength": 1,
      "examples": ["1h", "3d"]
    },
    "onExpire": {
      "title": "When nobody decides",
      "description": "reject: it goes on by `rejected`. fail: the step fails.",
      "enum": ["reject", "fail"],
      "default": "reject",
      "x-template": false
    }
  },
  "required": ["title"],
  "additionalProperties": false
})json",
    .documentation = R"md(# Approval

Asks a person, and waits. The run holds no thread and nothing of it runs meanwhile; it survives restarts, and goes on
exactly where it stood once somebody has decided: in the window's inbox, by `signalbox-cli approve` and `reject`, or by
the call `approvals.decide`.

The person sees `title`, `message` and `data`, and may edit the data before they decide. What is approved leaves by the
port `approved`, what is rejected by `rejected`; each edge names its port, so that nothing goes on by oversight. Both
give `{"decision", "by", "comment", "edited", "decidedAt", "data"}`, where `data` is what was shown, or what the person
made of it.

With `deciders` only those named may decide: subjects, or `role:NAME` for everybody who has the permission
`roles.NAME`.

With `expires` the question stands for so long. Then it counts as rejected, with `by: null`, or the step fails with
`approval.expired`, as `onExpire` says. Nothing is ever approved because time has passed.

```json
{"nodes": [
  {"id": "ask", "type": "approval", "config": {"title": "Send this?", "data": "{{ input.draft }}", "expires": "2d"}},
  {"id": "send", "type": "http.request", "config": {"method": "POST", "url": "{{ vars.hook }}", "body": {"json": "{{ input.data }}"}}}],
 "edges": [
  {"from": "ask", "fromPort": "approved", "to": "send"}]}
```
)md",
};

constexpr std::string_view kAnswer = R"json({"type": "object", "properties": {
  "decision": {"enum": ["approved", "rejected"]}, "by": {"type": ["string", "null"]}, "comment": {"type": "string"},
  "edited": {"type": "boolean"}, "decidedAt": {"type": "string"}, "data": true}})json";

} // namespace

SB_NODE_TYPE(approval)
{
    SB_TRY(type, makeType(flow::NodeKind::Approval, kText));
    type.outputs = {makePort("approved", "Approved", kAnswer), makePort("rejected", "Rejected", kAnswer)};
    type.check = [](const json::Object &config) {
        Remarks remarks;
        checkDuration(remarks, config, "expires");
        return remarks;
    };
    return setup.registry.addBuiltIn(std::move(type));
}

} // namespace signalbox::nodes
