// SPDX-License-Identifier: GPL-3.0-or-later
// `transform`: sets fields of its input, or computes a value from it.
#include "nodes/types_p.h"
#include "nodes/value_slot_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "transform",
    .title = "Transform",
    .family = "data",
    .icon = "node-transform",
    .summary = "Sets fields of its input, or computes a new value by an expression.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "set": {
      "title": "Set fields",
      "description": "Fields and their values; templates see the input as it came.",
      "type": "object",
      "examples": [{"title": "Triage of {{ run.startedAt }}", "urgent": "{{ nodes.urgent.output.items }}"}]
    },
    "replace": {
      "title": "Drop the input",
      "description": "The output holds the set fields only.",
      "type": "boolean",
      "default": false,
      "x-template": false
    },
    "expression": {
      "title": "Expression",
      "description": "JavaScript whose value is the output.",
      "type": "string",
      "minLength": 1,
      "x-expression": true,
      "examples": ["input.results.map(r => r.name).sort()", "({total: input.a + input.b})"]
    }
  },
  "additionalProperties": false
})json",
    .documentation = R"md(# Transform

Shapes data, without effects. Either set fields:

```json
{"id": "report", "type": "transform", "config": {"set": {
  "title": "Triage of {{ run.startedAt }}",
  "urgent": "{{ nodes.urgent.output.items }}"}}}
```

The fields are merged into the input, which must be an object (or `null`); `"replace": true` drops the input and keeps
the fields only. A value that is one `{{ expression }}` and nothing else keeps its type; all values see the input as
it came, not each other.

Or compute the output by a JavaScript expression:

```json
{"id": "names", "type": "transform", "config": {"expression": "input.results.map(r => r.name).sort()"}}
```

An object literal needs parentheses: `({total: input.a + input.b})`. The same input always gives the same output: `Date`
and `Math.random` stand still for the whole run.
)md",
};

class Setter final : public engine::PureNode
{
public:
    struct Field
    {
        std::string name;
        ValueSlot value;
    };
    enum class Input { Keep, Drop };

    Setter(std::vector<Field> fields, Input input, std::string id)
        : m_fields(std::move(fields)), m_input(input), m_id(std::move(id))
    {
    }

    Result<engine::PureOutput> run(const engine::PureContext &context) const override
    {
        json::Object output;
        if (m_input == Input::Keep && context.input && !context.input->is_null()) {
            const auto *input = context.input->if_object();
            if (!input) {
                return Error("transform.notObject",
                             "Node \"" + m_id + "\" sets fields of its input, but that is "
                                 + std::string(boost::json::to_string(context.input->kind()))
                                 + "; set `replace` to drop the input, or use `expression`.",
                             m_id);
            }
            output.reserve(input->size() + m_fields.size());
            for (const auto &member : *input) {
                output.emplace(member.key(), member.value());
            }
        } else {
            output.reserve(m_fields.size());
        }
        if (context.evaluator.isRemote()) {
            // All fields in one crossing.
            std::vector<const eval::Expression *> expressions;
            for (const auto &field : m_fields) {
                field.value.collect(expressions);
            }
            SB_TRY(values, context.evaluator.evaluateAll(expressions, context.scope));
            eval::GivenValues given(std::move(expressions), std::move(values), context.evaluator);
            SB_CHECK(fill({context.input, context.scope, given}, output));
        } else {
            SB_CHECK(fill(context, output));
        }
        return engine::PureOutput{std::make_shared<const json::Value>(std::move(output))};
    }

private:
    Result<void> fill(const engine::PureContext &context, json::Object &output) const
    {
        for (const auto &field : m_fields) {
            SB_TRY(value, field.value.get(context));
            output.insert_or_assign(field.name, std::move(value));
        }
        return {};
    }

    std::vector<Field> m_fields;
    Input m_input;
    std::string m_id;
};

class Computer final : public engine::PureNode
{
public:
    explicit Computer(std::shared_ptr<const eval::Expression> expression) : m_expression(std::move(expression)) {}

    Result<engine::PureOutput> run(const engine::PureContext &context) const override
    {
        SB_TRY(value, context.evaluator.evaluate(*m_expression, context.scope));
        return engine::PureOutput{std::make_shared<const json::Value>(std::move(value))};
    }

private:
    std::shared_ptr<const eval::Expression> m_expression;
};

Result<std::unique_ptr<engine::PureNode>> create(const flow::Node &node)
{
    if (node.config.contains("expression")) {
        SB_TRY(expression, eval::Expression::create(json::text(node.config, "expression"), fieldName(node, "expression")));
        return std::unique_ptr<engine::PureNode>(std::make_unique<Computer>(std::move(expression)));
    }
    std::vector<Setter::Field> fields;
    if (const auto *set = json::find(node.config, "set"); set && set->is_object()) {
        for (const auto &member : set->get_object()) {
            const std::string name(member.key());
            SB_TRY(slot, ValueSlot::create(member.value(), fieldName(node, "set." + name)));
            fields.push_back({name, std::move(slot)});
        }
    }
    const auto input = flagOf(node.config, "replace", false) ? Setter::Input::Drop : Setter::Input::Keep;
    return std::unique_ptr<engine::PureNode>(std::make_unique<Setter>(std::move(fields), input, node.id));
}

Remarks check(const json::Object &config)
{
    auto remarks = exactlyOneOf(config, "set", "expression");
    if (remarks.empty() && config.contains("expression") && config.contains("replace")) {
        remarks.emplace_back("`replace` belongs to `set`; an expression's value always replaces the input.", "/replace");
    }
    return remarks;
}

} // namespace

SB_NODE_TYPE(transform)
{
    SB_TRY(type, makeType(flow::NodeKind::Pure, kText));
    type.check = check;
    return setup.registry.addPure(std::move(type), create);
}

} // namespace signalbox::nodes
