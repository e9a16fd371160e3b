// SPDX-License-Identifier: GPL-3.0-or-later
// `filter`: the items of an array for which an expression holds.
#include "engine/paged_values.h"
#include "nodes/types_p.h"
#include "nodes/value_slot_p.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "filter",
    .title = "Filter",
    .family = "data",
    .icon = "node-filter",
    .summary = "Keeps the items of an array for which an expression is true.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "items": {
      "title": "Items",
      "description": "The array to look through. Absent: the input.",
      "default": "{{ input }}",
      "examples": ["{{ input.results }}"]
    },
    "expression": {
      "title": "Keep where",
      "description": "JavaScript over `item` and `index`, and everything else that expressions see.",
      "type": "string",
      "minLength": 1,
      "x-expression": true,
      "examples": ["item.score > 0.8", "index < 10"]
    }
  },
  "required": ["expression"],
  "additionalProperties": false
})json",
    .documentation = R"md(# Filter

Gives `{"items": […]}` with those items of `items` for which `expression` is true, in their order. The output is always
taken, also where nothing is left; ask `input.items.length` in a `condition` to branch.

In the expression `item` is the item and `index` its place, from 0. Only the item goes to JavaScript, so that arrays of
any length can be filtered.

```json
{"id": "urgent", "type": "filter", "config": {"items": "{{ input.results }}", "expression": "item.score > 0.8"}}
```

Something that is no array is an error.
)md",
};

class Filter final : public engine::PureNode
{
public:
    Filter(ValueSlot items, std::shared_ptr<const eval::Expression> expression, std::string id)
        : m_items(std::move(items)), m_expression(std::move(expression)), m_id(std::move(id))
    {
    }

    Result<engine::PureOutput> run(const engine::PureContext &context) const override
    {
        json::Value storage;
        SB_TRY(items, m_items.view(context, storage));
        if (context.pages && context.pages->isPaged(*items)) {
            return runPaged(context, *items);
        }
        if (!items->is_array()) {
            return Error("filter.notArray",
                         "Node \"" + m_id + "\" filters an array, but its items are "
                             + std::string(boost::json::to_string(items->kind())) + "; point `items` at an array.",
                         m_id);
        }
        const auto &all = items->get_array();
        SB_TRY(holds, context.evaluator.testEach(*m_expression, context.scope, all));
        json::Array kept;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (holds[i]) {
                kept.push_back(all[i]);
            }
        }
        json::Object output;
        output.emplace("items", std::move(kept));
        return engine::PureOutput{std::make_shared<const json::Value>(std::move(output))};
    }

private:
    // Item by item, from page to page.
    Result<engine::PureOutput> runPaged(const engine::PureContext &context, const json::Value &items) const
    {
        SB_TRY(reader, engine::PagedValues::Reader::open(*context.pages, items));
        engine::PagedValues::Writer kept(*context.pages);
        json::Value item;
        json::Value index;
        auto scope = context.scope;
        scope.item = &item;
        scope.index = &index;
        for (std::size_t i = 0; i < reader.size(); ++i) {
            SB_TRY(next, reader.next());
            item = std::move(next);
            index = static_cast<std::int64_t>(i);
            SB_TRY(holds, context.evaluator.test(*m_expression, scope));
            if (holds) {
                SB_CHECK(kept.add(std::move(item)));
            }
        }
        SB_TRY(array, kept.finish());
        return engine::PureOutput{std::make_shared<const json::Value>(json::Object{{"items", std::move(array)}})};
    }

    ValueSlot m_items;
    std::shared_ptr<const eval::Expression> m_expression;
    std::string m_id;
};

Result<std::unique_ptr<engine::PureNode>> create(const flow::Node &node)
{
    static const json::Value kInput("{{ input }}");
    const auto *items = json::find(node.config, "items");
    SB_TRY(slot, ValueSlot::create(items ? *items : kInput, fieldName(node, "items")));
    SB_TRY(expression, eval::Expression::create(json::text(node.config, "expression"), fieldName(node, "expression")));
    return std::unique_ptr<engine::PureNode>(std::make_unique<Filter>(std::move(slot), std::move(expression), node.id));
}

Remarks check(const json::Object &config)
{
    const auto *items = json::find(config, "items");
    if (!items || items->is_array() || (items->is_string() && flow::mayHoldTemplate(json::text(config, "items")))) {
        return {};
    }
    return {{"`items` must be an array, or a template that gives one, such as \"{{ input.results }}\".", "/items"}};
}

} // namespace

SB_NODE_TYPE(filter)
{
    SB_TRY(type, makeType(flow::NodeKind::Pure, kText));
    type.outputs = {makePort("out", "Items kept",
                             R"({"type": "object", "properties": {"items": {"type": "array"}}, "required": ["items"]})")};
    type.check = check;
    return setup.registry.addPure(std::move(type), create);
}

} // namespace signalbox::nodes
