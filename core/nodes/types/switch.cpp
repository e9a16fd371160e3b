// SPDX-License-Identifier: GPL-3.0-or-later
// `switch`: the port of the first case that holds.
#include "nodes/types_p.h"

#include <set>

namespace signalbox::nodes {

namespace {

constexpr std::string_view kDefaultPort = "default";

constexpr TypeText kText{
    .name = "switch",
    .title = "Switch",
    .family = "logic",
    .icon = "node-switch",
    .summary = "Sends its input to the port of the first case that holds.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "cases": {
      "title": "Cases",
      "description": "Looked at in order; the first whose expression is true counts.",
      "type": "array",
      "minItems": 1,
      "maxItems": 100,
      "items": {
        "type": "object",
        "properties": {
          "port": {
            "title": "Port",
            "description": "Name of the output port of this case.",
            "type": "string",
            "pattern": "^[A-Za-z0-9_-]{1,64}$",
            "x-template": false
          },
          "expression": {
            "title": "Expression",
            "description": "JavaScript; true as JavaScript takes it.",
            "type": "string",
            "minLength": 1,
            "x-expression": true
          }
        },
        "required": ["port", "expression"],
        "additionalProperties": false
      },
      "examples": [[{"port": "billing", "expression": "input.category === 'billing'"}]]
    }
  },
  "required": ["cases"],
  "additionalProperties": false
})json",
    .documentation = R"md(# Switch

Looks at `cases` in order and hands its input through, unchanged, by the port of the first one whose expression is true.
If none is, it leaves by `default`. What hangs on the other ports is skipped.

```json
{"nodes": [
  {"id": "route", "type": "switch", "config": {"cases": [
    {"port": "urgent",  "expression": "input.score >= 80"},
    {"port": "billing", "expression": "input.category === 'billing'"}]}}],
 "edges": [
  {"from": "route", "fromPort": "urgent",  "to": "page"},
  {"from": "route", "fromPort": "billing", "to": "accounts"},
  {"from": "route", "fromPort": "default", "to": "queue"}]}
```
)md",
};

class Switch final : public engine::PureNode
{
public:
    struct Case
    {
        std::string port;
        std::shared_ptr<const eval::Expression> expression;
    };

    explicit Switch(std::vector<Case> cases) : m_cases(std::move(cases)) {}

    Result<engine::PureOutput> run(const engine::PureContext &context) const override
    {
        for (const auto &choice : m_cases) {
            SB_TRY(holds, context.evaluator.test(*choice.expression, context.scope));
            if (holds) {
                return engine::PureOutput{context.input, choice.port};
            }
        }
        return engine::PureOutput{context.input, kDefaultPort};
    }

private:
    std::vector<Case> m_cases;
};

const json::Array &casesOf(const json::Object &config)
{
    static const json::Array none;
    const auto *cases = json::find(config, "cases");
    return cases && cases->is_array() ? cases->get_array() : none;
}

std::string portOf(const json::Value &choice)
{
    return choice.is_object() ? textOf(choice.get_object(), "port") : std::string();
}

Result<std::unique_ptr<engine::PureNode>> create(const flow::Node &node)
{
    std::vector<Switch::Case> cases;
    std::size_t index = 0;
    for (const auto &choice : casesOf(node.config)) {
        const auto where = fieldName(node, "case " + std::to_string(++index));
        const auto text = choice.is_object() ? json::text(choice.get_object(), "expression") : std::string_view();
        SB_TRY(expression, eval::Expression::create(text, where));
        cases.push_back({portOf(choice), std::move(expression)});
    }
    return std::unique_ptr<engine::PureNode>(std::make_unique<Switch>(std::move(cases)));
}

std::vector<std::string> ports(const json::Object &config)
{
    std::vector<std::string> names;
    for (const auto &choice : casesOf(config)) {
        if (auto port = portOf(choice); !port.empty() && std::ranges::find(names, port) == names.end()) {
            names.push_back(std::move(port));
        }
    }
    return names;
}

Remarks check(const json::Object &config)
{
    Remarks remarks;
    std::set<std::string> seen;
    std::size_t index = 0;
    for (const auto &choice : casesOf(config)) {
        const auto port = portOf(choice);
        const auto pointer = "/cases/" + std::to_string(index++) + "/port";
        if (port == kDefaultPort || port == "error") {
            remarks.emplace_back("The port \"" + port + "\" exists on every switch; give the case another name.", pointer);
        } else if (!port.empty() && !seen.insert(port).second) {
            remarks.emplace_back("Two cases leave by the port \"" + port + "\"; join their expressions with ||.", pointer);
        }
    }
    return remarks;
}

} // namespace

SB_NODE_TYPE(switch)
{
    SB_TRY(type, makeType(flow::NodeKind::Pure, kText));
    type.outputs = {makePort(std::string(kDefaultPort), "No case holds")};
    type.dynamicOutputs = ports;
    type.check = check;
    return setup.registry.addPure(std::move(type), create);
}

} // namespace signalbox::nodes
