// SPDX-License-Identifier: GPL-3.0-or-later
// `condition`: one of two ports.
#include "nodes/types_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "condition",
    .title = "Condition",
    .family = "logic",
    .icon = "node-condition",
    .summary = "Sends its input to `true` or to `false`.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "expression": {
      "title": "Expression",
      "description": "JavaScript; what it gives is taken as true or false as JavaScript does.",
      "type": "string",
      "minLength": 1,
      "x-expression": true,
      "examples": ["input.items.length > 0", "nodes.check.output.status === 200"]
    }
  },
  "required": ["expression"],
  "additionalProperties": false
})json",
    .documentation = R"md(# Condition

Evaluates `expression` and hands its input through, unchanged, by the port `true` or the port `false`. What hangs on the
other port is skipped. An edge that names no port leaves by `true`.

Truth is JavaScript's: `0`, `""`, `null` and `undefined` are false; empty arrays and objects are true.

```json
{"nodes": [
  {"id": "any", "type": "condition", "config": {"expression": "input.items.length > 0"}}],
 "edges": [
  {"from": "any", "fromPort": "true", "to": "page"},
  {"from": "any", "fromPort": "false", "to": "end"}]}
```

To join the two branches again, use `merge` with the mode `any`.
)md",
};

class Condition final : public engine::PureNode
{
public:
    explicit Condition(std::shared_ptr<const eval::Expression> expression) : m_expression(std::move(expression)) {}

    Result<engine::PureOutput> run(const engine::PureContext &context) const override
    {
        SB_TRY(holds, context.evaluator.test(*m_expression, context.scope));
        return engine::PureOutput{context.input, holds ? "true" : "false"};
    }

private:
    std::shared_ptr<const eval::Expression> m_expression;
};

Result<std::unique_ptr<engine::PureNode>> create(const flow::Node &node)
{
    SB_TRY(expression, eval::Expression::create(json::text(node.config, "expression"), fieldName(node, "expression")));
    return std::unique_ptr<engine::PureNode>(std::make_unique<Condition>(std::move(expression)));
}

} // namespace

SB_NODE_TYPE(condition)
{
    SB_TRY(type, makeType(flow::NodeKind::Pure, kText));
    type.outputs = {makePort("true", "True"), makePort("false", "False")};
    return setup.registry.addPure(std::move(type), create);
}

} // namespace signalbox::nodes
