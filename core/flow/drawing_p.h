// SPDX-License-Identifier: GPL-3.0-or-later
// What is in a drawing and where, before it is written in a format.
#pragma once

#include "flow/drawing.h"

#include <cstdint>
#include <vector>

#include <QPointF>
#include <QRectF>

namespace signalbox::flow {

struct DrawnNode
{
    std::string id;
    std::string title;
    std::string summary;
    std::string type;
    std::string family;
    std::vector<std::string> in;  ///< ports that edges use, or the plain one
    std::vector<std::string> out;
    bool inRows = false;
    bool outRows = false;
    bool disabled = false;
    QRectF rect;

    QPointF inAt(std::size_t port) const;
    QPointF outAt(std::size_t port) const;
};

struct DrawnEdge
{
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::size_t fromPort = 0;
    std::size_t toPort = 0;
    std::string condition;
    bool isError = false;
    std::vector<QPointF> route;
    /// The port that it leaves by, where it is not the plain one.
    std::string label;
};

struct DrawnBox
{
    std::string id;
    std::string text;
    std::string family;
    QRectF rect;
};

struct Drawing
{
    std::string name;
    std::vector<DrawnNode> nodes;
    std::vector<DrawnEdge> edges;
    std::vector<DrawnBox> frames;
    std::vector<DrawnBox> notes;

    Drawing(const json::Value &graph, const TypeFaces &types);
    /// The innermost frame that a node stands in, or frames.size().
    std::size_t frameOf(const DrawnNode &node) const;

private:
    void readNodes(const json::Value &graph, const TypeFaces &types);
    void readEdges(const json::Value &graph);
    void readBoxes(const json::Value &graph);
    void place(const json::Value &graph);
};

std::string svgOf(const Drawing &drawing);
std::string mermaidOf(const Drawing &drawing);
std::string dotOf(const Drawing &drawing);

} // namespace signalbox::flow
