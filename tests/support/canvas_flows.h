// SPDX-License-Identifier: GPL-3.0-or-later
// Types and flows for tests, benchmarks and pictures of the canvas.
#pragma once

#include "ui/canvas/catalogue.h"
#include "ui/canvas/flow_editor.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace signalbox::test {

inline canvas::Catalogue canvasCatalogue()
{
    using canvas::TypeInfo;
    const auto port = [](const char *name, const char *title) { return canvas::PortInfo{name, QString::fromUtf8(title), nullptr}; };
    const auto type = [&](const char *id, const char *title, const char *family, const char *icon, const char *summary) {
        TypeInfo info;
        info.id = id;
        info.title = QString::fromUtf8(title);
        info.family = QString::fromUtf8(family);
        info.icon = QString::fromUtf8(icon);
        info.summary = QString::fromUtf8(summary);
        info.inputs = {port("in", "Input")};
        info.outputs = {port("out", "Output")};
        return info;
    };
    std::vector<TypeInfo> types;
    types.push_back(type("trigger.manual", "Manual start", "trigger", "node-trigger-manual", "Starts when somebody presses Run."));
    types.back().inputs.clear();
    types.back().canFail = false;
    types.push_back(type("http.request", "HTTP request", "network", "node-http", "Calls a URL and gives status, headers and body of the answer."));
    types.push_back(type("transform", "Transform", "data", "node-transform", "Sets fields of its input, or computes a new value."));
    types.push_back(type("filter", "Filter", "data", "node-filter", "Keeps the items for which an expression holds."));
    types.push_back(type("condition", "Condition", "logic", "node-condition", "Goes one way or the other."));
    types.back().outputs = {port("true", "True"), port("false", "False")};
    types.push_back(type("switch", "Switch", "logic", "node-switch", "Sends its input to the port of the first case that holds."));
    types.back().outputs = {port("default", "Default")};
    const auto schema = json::parse(R"({"properties":{"cases":{"items":{"properties":{"port":{}}}}}})").value();
    types.back().dynamicOutputs = canvas::outputsOfSchema(schema, types.back().outputs);
    types.push_back(type("merge", "Merge", "logic", "node-merge", "Joins branches."));
    types.push_back(type("map", "For each", "flow", "node-map", "Runs a body for each item."));
    types.push_back(type("loop", "Loop", "flow", "node-loop", "Runs a body until it is done."));
    types.push_back(type("subflow", "Subflow", "flow", "node-subflow", "Runs another flow."));
    types.push_back(type("wait", "Wait", "flow", "node-wait", "Waits for a time."));
    types.push_back(type("file.read", "Read files", "files", "node-file-read", "Reads files into values."));
    types.push_back(type("file.write", "Write file", "files", "node-file-write", "Writes a value to a file."));
    types.push_back(type("agent", "Agent", "agent", "node-agent", "Lets an agent work on its input."));
    types.push_back(type("output", "Output", "flow", "node-output", "The flow's result."));
    types.back().outputs.clear();
    return canvas::Catalogue(std::move(types));
}

/// `count` nodes in columns of about the square root, with three edges to two nodes: most to the next columns, some
/// far away. The same each time.
enum class GridNodes {
    AnyType,      ///< with settings that only some types know: there is a problem at most of them
    WithoutFault, ///< all of one type
    Quick,        ///< without fault, and all run at once
};

inline std::string gridFlow(int count, bool placed = true, GridNodes kind = GridNodes::AnyType)
{
    static constexpr const char *kinds[] = {"http.request", "transform", "filter", "condition", "merge", "file.read", "file.write", "agent", "map", "wait"};
    const int rows = std::max(1, static_cast<int>(std::sqrt(static_cast<double>(count))));
    std::mt19937 random(7);
    const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    std::string nodes;
    std::string edges;
    std::string places;
    for (int i = 0; i < count; ++i) {
        const std::string id = "n" + std::to_string(i);
        const auto type = kind == GridNodes::Quick ? std::string("transform") : i < rows ? std::string("trigger.manual") : kind == GridNodes::WithoutFault ? std::string("http.request") : std::string(kinds[below(10)]);
        const auto config = kind == GridNodes::Quick           ? "\"expression\":\"" + std::to_string(i) + "\""
            : i < rows && kind == GridNodes::WithoutFault      ? std::string()
                                                               : "\"url\":\"https://api.example.com/items/" + std::to_string(i) + "\"";
        nodes += (i ? ",\n" : "") + ("{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"name\":\"Step " + std::to_string(i) + "\",\"config\":{" + config + "}}");
        places += (i ? "," : "") + ("\"" + id + "\":[" + std::to_string(i / rows * 320) + "," + std::to_string(i % rows * 128) + "]");
    }
    std::set<std::pair<int, int>> known;
    int made = 0;
    for (int i = rows; i < count && made < count * 3 / 2; ++i) {
        for (int k = 0; k < (i % 2 == 0 ? 2 : 1) && made < count * 3 / 2; ++k) {
            const int column = i / rows;
            const bool far = below(20) == 0;
            const int fromColumn = far ? below(column) : std::max(0, column - 1 - (below(6) == 0 ? 1 : 0));
            const int fromRow = far ? below(rows) : std::clamp(i % rows + below(5) - 2, 0, rows - 1);
            const int from = std::min(fromColumn * rows + fromRow, i - 1);
            if (kind == GridNodes::Quick && !known.emplace(from, i).second) {
                continue;
            }
            edges += (made ? ",\n" : "") + ("{\"from\":\"n" + std::to_string(from) + "\",\"to\":\"n" + std::to_string(i) + "\"}");
            ++made;
        }
    }
    return "{\"format\":\"signalbox.flow/1\",\"id\":\"grid\",\"nodes\":[" + nodes + "],\"edges\":[" + edges + "]" + (placed ? ",\"layout\":{\"nodes\":{" + places + "}}" : std::string()) + "}\n";
}

inline std::unique_ptr<canvas::FlowEditor> editorFor(const std::string &text, const canvas::Catalogue &catalogue)
{
    return std::make_unique<canvas::FlowEditor>(flow::Document::parse(text).value(), catalogue);
}

} // namespace signalbox::test
