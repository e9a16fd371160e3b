// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a graph for a drawing.
#include "flow/drawing_p.h"

#include "flow/diff_p.h"
#include "flow/layered_layout.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace signalbox::flow {

namespace {

constexpr double kFarthest = 1e7;
constexpr double kLoose = 64; ///< between what is placed and what is not

std::optional<std::vector<double>> numbersOf(const json::Value *value, std::size_t count)
{
    const auto *array = value ? value->if_array() : nullptr;
    if (!array || array->size() < count) {
        return std::nullopt;
    }
    std::vector<double> numbers;
    for (std::size_t i = 0; i < count; ++i) {
        const double number = (*array)[i].is_number() ? (*array)[i].to_number<double>() : NAN;
        if (!(std::abs(number) < kFarthest)) {
            return std::nullopt;
        }
        numbers.push_back(number);
    }
    return numbers;
}

std::size_t portIndex(std::vector<std::string> &ports, std::string_view name)
{
    const auto found = std::find(ports.begin(), ports.end(), name);
    if (found != ports.end()) {
        return static_cast<std::size_t>(found - ports.begin());
    }
    ports.emplace_back(name);
    return ports.size() - 1;
}

bool needsRows(const std::vector<std::string> &ports, std::string_view plain)
{
    return ports.size() > 1 || (ports.size() == 1 && ports.front() != plain);
}

double rowAt(std::size_t port)
{
    return card::kHeader + card::kRow * static_cast<double>(port) + card::kRow / 2 - 2;
}

} // namespace

QPointF DrawnNode::inAt(std::size_t port) const
{
    return rect.topLeft() + QPointF(0, inRows ? rowAt(port) : card::kHeader / 2);
}

QPointF DrawnNode::outAt(std::size_t port) const
{
    return rect.topLeft() + QPointF(card::kWidth, outRows ? rowAt(port) : card::kHeader / 2);
}

Drawing::Drawing(const json::Value &graph, const TypeFaces &types)
{
    const auto *root = graph.if_object();
    name = root ? json::text(*root, "name") : std::string_view();
    if (name.empty() && root) {
        name = json::text(*root, "id");
    }
    readNodes(graph, types);
    readEdges(graph);
    for (auto &node : nodes) {
        node.inRows = needsRows(node.in, "in");
        node.outRows = needsRows(node.out, "out");
        const auto rows = static_cast<double>(std::max(node.inRows ? node.in.size() : 0, node.outRows ? node.out.size() : 0));
        node.rect = QRectF(0, 0, card::kWidth, rows == 0 ? card::kHeader : std::ceil((card::kHeader + rows * card::kRow + card::kFoot) / 8) * 8);
    }
    place(graph);
    readBoxes(graph);
}

void Drawing::readNodes(const json::Value &graph, const TypeFaces &types)
{
    const Table table(graph, Thing::Node);
    for (const auto &entry : table.entries()) {
        const auto &object = entry.value->get_object();
        DrawnNode node;
        node.id = entry.key;
        node.type = json::text(object, "type");
        const auto face = types ? types(node.type) : std::nullopt;
        node.family = face ? face->family : std::string();
        node.title = json::text(object, "name");
        if (node.title.empty()) {
            node.title = node.id;
        }
        const auto *config = json::find(object, "config");
        node.summary = config && config->is_object() ? configSummary(config->get_object()) : std::string();
        if (node.summary.empty()) {
            node.summary = face && !face->title.empty() ? face->title : node.type;
        }
        const auto *disabled = object.if_contains("disabled");
        node.disabled = disabled && disabled->is_bool() && disabled->get_bool();
        nodes.push_back(std::move(node));
    }
}

void Drawing::readEdges(const json::Value &graph)
{
    std::unordered_map<std::string_view, std::uint32_t> byId;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        byId.emplace(nodes[i].id, i);
    }
    const Table table(graph, Thing::Edge);
    for (const auto &entry : table.entries()) {
        const auto &object = entry.value->get_object();
        const auto from = byId.find(json::text(object, "from"));
        const auto to = byId.find(json::text(object, "to"));
        if (from == byId.end() || to == byId.end()) {
            continue;
        }
        DrawnEdge edge;
        edge.from = from->second;
        edge.to = to->second;
        auto fromPort = json::text(object, "fromPort");
        if (fromPort.empty()) {
            fromPort = nodes[edge.from].type == "condition" ? "true" : "out";
        }
        const auto toPort = json::text(object, "toPort");
        edge.fromPort = portIndex(nodes[edge.from].out, fromPort);
        edge.toPort = portIndex(nodes[edge.to].in, toPort.empty() ? "in" : toPort);
        edge.isError = fromPort == "error";
        edge.label = fromPort == "out" ? std::string_view() : fromPort;
        edge.condition = json::text(object, "condition");
        if (entry.place && entry.place->is_array()) {
            for (const auto &point : entry.place->get_array()) {
                if (const auto at = numbersOf(&point, 2)) {
                    edge.route.emplace_back((*at)[0], (*at)[1]);
                }
            }
        }
        edges.push_back(std::move(edge));
    }
    // A branch shows both its ways in their order, whatever edge came first.
    for (auto &node : nodes) {
        if (node.type == "condition" && node.out.size() > 1 && node.out.front() == "false") {
            const auto other = portIndex(node.out, "true");
            std::swap(node.out[0], node.out[other]);
            for (auto &edge : edges) {
                if (&nodes[edge.from] == &node) {
                    edge.fromPort = edge.fromPort == 0 ? other : edge.fromPort == other ? 0 : edge.fromPort;
                }
            }
        }
    }
}

void Drawing::place(const json::Value &graph)
{
    const Table table(graph, Thing::Node);
    LayoutGraph loose;
    std::vector<std::uint32_t> who;
    std::vector<std::uint32_t> number(nodes.size(), ~0U);
    QRectF placed;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (const auto at = numbersOf(table.entries()[i].place, 2)) {
            nodes[i].rect.moveTo((*at)[0], (*at)[1]);
            placed = placed.united(nodes[i].rect);
        } else {
            number[i] = static_cast<std::uint32_t>(who.size());
            who.push_back(i);
            loose.sizes.push_back(nodes[i].rect.size());
        }
    }
    for (const auto &edge : edges) {
        if (number[edge.from] != ~0U && number[edge.to] != ~0U) {
            const auto &from = nodes[edge.from];
            const auto &to = nodes[edge.to];
            loose.edges.push_back({number[edge.from], number[edge.to], (from.outAt(edge.fromPort) - from.rect.topLeft()).y(), (to.inAt(edge.toPort) - to.rect.topLeft()).y()});
        }
    }
    const QPointF origin = placed.isEmpty() ? QPointF() : QPointF(placed.left(), placed.bottom() + kLoose);
    if (const auto places = layeredLayout(loose)) {
        for (std::size_t i = 0; i < who.size(); ++i) {
            nodes[who[i]].rect.moveTopLeft(origin + (*places)[i]);
        }
    }
}

void Drawing::readBoxes(const json::Value &graph)
{
    const auto read = [&](Thing thing, std::string_view text, std::vector<DrawnBox> &boxes) {
        const Table table(graph, thing);
        for (const auto &entry : table.entries()) {
            if (const auto rect = numbersOf(entry.place, 4)) {
                const auto &object = entry.value->get_object();
                boxes.push_back({entry.key, std::string(json::text(object, text)), std::string(json::text(object, "color")),
                                 QRectF((*rect)[0], (*rect)[1], std::max(40.0, (*rect)[2]), std::max(32.0, (*rect)[3]))});
            }
        }
    };
    read(Thing::Frame, "name", frames);
    read(Thing::Note, "text", notes);
}

std::size_t Drawing::frameOf(const DrawnNode &node) const
{
    std::size_t found = frames.size();
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto area = [](const QRectF &rect) { return rect.width() * rect.height(); };
        if (frames[i].rect.contains(node.rect) && (found == frames.size() || area(frames[i].rect) < area(frames[found].rect))) {
            found = i;
        }
    }
    return found;
}

std::optional<DrawingFormat> drawingFormatOf(std::string_view name)
{
    return name == "svg" ? std::optional(DrawingFormat::Svg) : name == "mermaid" ? std::optional(DrawingFormat::Mermaid) : name == "dot" ? std::optional(DrawingFormat::Dot) : std::nullopt;
}

std::string draw(DrawingFormat format, const json::Value &graph, const TypeFaces &types)
{
    const Drawing drawing(graph, types);
    switch (format) {
    case DrawingFormat::Svg: return svgOf(drawing);
    case DrawingFormat::Mermaid: return mermaidOf(drawing);
    case DrawingFormat::Dot: return dotOf(drawing);
    }
    return {};
}

} // namespace signalbox::flow
