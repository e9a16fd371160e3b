// SPDX-License-Identifier: GPL-3.0-or-later
// Putting the types into a registry, and the helpers that their files share.
#include "nodes/register.h"

#include "flow/template.h"
#include "nodes/plugins_p.h"
#include "nodes/types_p.h"

namespace signalbox::nodes {

/// Generated: every type of types/.
Result<void> registerTypes(const Setup &setup);

Result<void> registerNodes(engine::ExecutorRegistry &registry, NodeServices services)
{
    auto files = std::make_shared<FilePool>(services.fileThreads);
    const Setup setup{registry, std::move(services), std::move(files)};
    SB_CHECK(registerTypes(setup));
    if (setup.services.plugins.empty()) {
        return {};
    }
    return loadPlugins(registry, setup.services.plugins);
}

Result<flow::NodeType> makeType(flow::NodeKind kind, const TypeText &text)
{
    SB_TRY(schema, json::parse(text.schema));
    flow::NodeType type;
    type.name = text.name;
    type.title = text.title;
    type.family = text.family;
    type.icon = text.icon;
    type.summary = text.summary;
    type.documentation = text.documentation;
    type.kind = kind;
    type.schema = std::move(schema);
    return type;
}

flow::Port makePort(std::string name, std::string title, std::string_view schema)
{
    flow::Port port;
    port.name = std::move(name);
    port.title = std::move(title);
    if (auto value = json::parse(schema); !schema.empty() && value) {
        port.schema = std::move(*value);
    }
    return port;
}

Remarks notBoth(const json::Object &config, std::string_view first, std::string_view second)
{
    if (!config.contains(first) || !config.contains(second)) {
        return {};
    }
    return {{"Give either `" + std::string(first) + "` or `" + std::string(second) + "`, not both.", "/" + std::string(second)}};
}

Remarks exactlyOneOf(const json::Object &config, std::string_view first, std::string_view second)
{
    if (config.contains(first) || config.contains(second)) {
        return notBoth(config, first, second);
    }
    return {{"Give `" + std::string(first) + "` or `" + std::string(second) + "`.", ""}};
}

void checkDuration(Remarks &remarks, const json::Object &config, std::string_view field)
{
    const auto text = json::text(config, field);
    if (text.empty() || flow::mayHoldTemplate(text) || flow::parseDuration(text)) {
        return;
    }
    remarks.emplace_back("\"" + std::string(text) + "\" is no duration; write for example \"250ms\", \"30s\", \"5m\", \"2h\" or \"1d\".",
                         "/" + std::string(field));
}

std::string fieldName(const flow::Node &node, std::string_view field)
{
    return "node \"" + node.id + "\", " + std::string(field);
}

std::string textOf(const json::Object &config, std::string_view field, std::string_view fallback)
{
    return std::string(json::text(config, field, fallback));
}

bool flagOf(const json::Object &config, std::string_view field, bool fallback)
{
    const auto *value = json::find(config, field);
    return value && value->is_bool() ? value->get_bool() : fallback;
}

std::optional<std::int64_t> integerOf(const json::Object &config, std::string_view field)
{
    const auto *value = json::find(config, field);
    if (!value || !value->is_number()) {
        return std::nullopt;
    }
    boost::json::error_code error;
    const auto number = value->to_number<std::int64_t>(error);
    return error ? std::nullopt : std::optional(number);
}

} // namespace signalbox::nodes
