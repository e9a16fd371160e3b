// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the node types share: how a catalogue entry is written.
#pragma once

#include "nodes/file_pool_p.h"
#include "nodes/register.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace signalbox::nodes {

/// What a type's file gets when it registers itself.
struct Setup
{
    engine::ExecutorRegistry &registry;
    NodeServices services;
    std::shared_ptr<FilePool> files;
};

/// The texts of a catalogue entry. `schema` is JSON.
struct TypeText
{
    std::string_view name;
    std::string_view title;
    std::string_view family;
    std::string_view icon;
    std::string_view summary;
    std::string_view schema;
    std::string_view documentation;
};

/// A catalogue entry of these texts. Errors: schema.invalid, naming the type.
Result<flow::NodeType> makeType(flow::NodeKind kind, const TypeText &text);

/// A port whose schema is JSON text; empty: anything.
flow::Port makePort(std::string name, std::string title, std::string_view schema = {});

/// What a type's own check gives: sentences, each with a JSON pointer into the configuration.
using Remarks = std::vector<std::pair<std::string, std::string>>;

/// Remarks where two fields that exclude one another are there.
Remarks notBoth(const json::Object &config, std::string_view first, std::string_view second);
/// Remarks unless exactly one of two fields is there.
Remarks exactlyOneOf(const json::Object &config, std::string_view first, std::string_view second);

/// Remarks on a text that is no duration; templates are left alone.
void checkDuration(Remarks &remarks, const json::Object &config, std::string_view field);

/// "node \"any\", expression": how messages name a field of a node.
std::string fieldName(const flow::Node &node, std::string_view field);

/// The text of a member that the schema promises to be a string, as a std::string.
std::string textOf(const json::Object &config, std::string_view field, std::string_view fallback = {});
bool flagOf(const json::Object &config, std::string_view field, bool fallback);
std::optional<std::int64_t> integerOf(const json::Object &config, std::string_view field);

} // namespace signalbox::nodes

/// Begins the function that puts a type into the registry, at the end of types/FILE.cpp; `FILE` is the file's name
/// without its end. The build makes the list of types from the files of that folder.
#define SB_NODE_TYPE(FILE)                                                                         \
    Result<void> registerType_##FILE(const Setup &setup)
