// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs as texts that other programs draw: Mermaid's flowcharts and Graphviz' dot.
#include "flow/drawing_p.h"

#include <algorithm>

namespace signalbox::flow {

namespace {

constexpr std::size_t kLongest = 60; ///< characters of a condition or of what a node does

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::string shortened(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!isContinuation(text[i]) && ++count > kLongest) {
            return std::string(text.substr(0, i)) + "…";
        }
    }
    return std::string(text);
}

// Mermaid takes quoted labels for Markdown too ("1. Fetch" for a list, "a_b_c" for emphasis, an address for a link), and refuses
// half of it. Entities by number, with # in the place of &#, are read after that: whatever could mean something becomes one.
std::string mermaidText(std::string_view text)
{
    constexpr std::string_view plain = " ,/?'(";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto code = static_cast<unsigned char>(c);
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || code >= 0x80;
        if (c == '\n' || c == '\r' || c == '\t') {
            out += ' ';
        } else if (code < 0x20 || code == 0x7F) {
            continue; // nobody sees it, and no entity may name it
        } else if (isLetter || (plain.find(c) != std::string_view::npos && !(c == ' ' && (out.empty() || out.back() == ' ')))) {
            out += c;
        } else {
            out += "#" + std::to_string(code) + ";"; // also a blank that begins a block of code
        }
    }
    return out.find_first_not_of(' ') == std::string::npos ? " " : out; // a label of nothing is no label to it
}

std::string dotText(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c == '\n' || c == '\r' || static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + '"';
}

std::string labelOf(const DrawnEdge &edge)
{
    std::string label = edge.label;
    if (!edge.condition.empty()) {
        label += (label.empty() ? "" : ": ") + shortened(edge.condition);
    }
    return label;
}

std::string mermaidNode(const Drawing &drawing, std::size_t index)
{
    const auto &node = drawing.nodes[index];
    std::string_view open = "[";
    std::string_view close = "]";
    if (node.type.starts_with("trigger.")) {
        open = "([";
        close = "])";
    } else if (node.type == "condition" || node.type == "switch") {
        open = "{";
        close = "}";
    } else if (node.type == "map" || node.type == "loop" || node.type == "subflow") {
        open = "[[";
        close = "]]";
    } else if (node.type == "output") {
        open = "(";
        close = ")";
    }
    std::string text = "n" + std::to_string(index);
    text += open;
    text += "\"" + mermaidText(node.title);
    if (node.summary != node.title) {
        text += "<br/>" + mermaidText(shortened(node.summary));
    }
    text += "\"";
    text += close;
    return text + (node.disabled ? ":::off" : "");
}

std::string dotNode(const Drawing &drawing, std::size_t index)
{
    const auto &node = drawing.nodes[index];
    std::string_view shape = "box";
    if (node.type.starts_with("trigger.") || node.type == "output") {
        shape = "oval";
    } else if (node.type == "condition" || node.type == "switch") {
        shape = "diamond";
    } else if (node.type == "map" || node.type == "loop" || node.type == "subflow") {
        shape = "box3d";
    }
    auto label = dotText(node.title);
    if (node.summary != node.title) {
        label.pop_back();
        label += "\\n" + dotText(shortened(node.summary)).substr(1);
    }
    return dotText(node.id) + " [label=" + label + ", shape=" + std::string(shape) + (node.disabled ? ", style=\"rounded,dashed\", fontcolor=gray" : "") + "];";
}

// Calls `each(node, indent)` for all nodes, those in frames between `open` and `close` of their frame.
template<typename Open, typename Close, typename Each>
void byFrame(const Drawing &drawing, Open open, Close close, Each each)
{
    std::vector<std::vector<std::size_t>> inside(drawing.frames.size() + 1);
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
        inside[drawing.frameOf(drawing.nodes[i])].push_back(i);
    }
    for (std::size_t frame = 0; frame <= drawing.frames.size(); ++frame) {
        const bool isFrame = frame < drawing.frames.size();
        if (inside[frame].empty()) {
            continue;
        }
        if (isFrame) {
            open(frame);
        }
        for (const auto node : inside[frame]) {
            each(node, isFrame ? "    " : "  ");
        }
        if (isFrame) {
            close();
        }
    }
}

} // namespace

std::string mermaidOf(const Drawing &drawing)
{
    std::string out;
    if (!drawing.name.empty()) {
        out += "---\ntitle: " + dotText(drawing.name) + "\n---\n"; // YAML reads what JSON writes
    }
    out += "flowchart LR\n";
    byFrame(
        drawing, [&](std::size_t frame) { out += "  subgraph f" + std::to_string(frame) + "[\"" + mermaidText(drawing.frames[frame].text) + "\"]\n"; }, [&] { out += "  end\n"; },
        [&](std::size_t node, const char *indent) { out += indent + mermaidNode(drawing, node) + "\n"; });
    for (const auto &edge : drawing.edges) {
        const auto label = labelOf(edge);
        out += "  n" + std::to_string(edge.from) + (edge.isError ? " -.->" : " -->") + (label.empty() ? " " : "|\"" + mermaidText(label) + "\"| ") + "n" + std::to_string(edge.to) + "\n";
    }
    for (std::size_t i = 0; i < drawing.notes.size(); ++i) {
        out += "  note" + std::to_string(i) + "[/\"" + mermaidText(drawing.notes[i].text) + "\"/]\n";
    }
    if (std::any_of(drawing.nodes.begin(), drawing.nodes.end(), [](const DrawnNode &node) { return node.disabled; })) {
        out += "  classDef off stroke-dasharray: 4 3,color:#888\n";
    }
    return out;
}

std::string dotOf(const Drawing &drawing)
{
    std::string out = "digraph " + dotText(drawing.name) + " {\n  rankdir=LR;\n  node [style=rounded, fontname=\"sans-serif\", fontsize=11];\n  edge [fontname=\"sans-serif\", fontsize=9];\n";
    byFrame(
        drawing, [&](std::size_t frame) { out += "  subgraph cluster_" + std::to_string(frame) + " {\n    label=" + dotText(drawing.frames[frame].text) + ";\n"; }, [&] { out += "  }\n"; },
        [&](std::size_t node, const char *indent) { out += indent + dotNode(drawing, node) + "\n"; });
    for (const auto &edge : drawing.edges) {
        const auto label = labelOf(edge);
        std::string traits = label.empty() ? "" : "label=" + dotText(label);
        if (edge.isError) {
            traits += std::string(traits.empty() ? "" : ", ") + "style=dashed, color=red";
        }
        out += "  " + dotText(drawing.nodes[edge.from].id) + " -> " + dotText(drawing.nodes[edge.to].id) + (traits.empty() ? "" : " [" + traits + "]") + ";\n";
    }
    for (std::size_t i = 0; i < drawing.notes.size(); ++i) {
        out += "  \"note " + std::to_string(i) + "\" [shape=note, label=" + dotText(drawing.notes[i].text) + "];\n";
    }
    return out + "}\n";
}

} // namespace signalbox::flow
