// SPDX-License-Identifier: GPL-3.0-or-later
// A graph as SVG 1.1: one element a thing, with the full text as its title, so that it can be searched and read aloud.
#include "flow/drawing_p.h"
#include "flow/edge_curve.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace signalbox::flow {

namespace {

constexpr double kMargin = 32;
constexpr double kBold = 1.1; ///< how much wider
constexpr double kTextLeft = card::kPad + card::kIcon + 12;

struct Hue
{
    std::string_view family;
    std::string_view color;
    std::string_view soft;
};
// The window's in its light scheme (ui/theme/palette.cpp; a test holds them together).
constexpr std::array kHues = {Hue{"trigger", "#af4e03", "#ffece3"}, Hue{"logic", "#7758bb", "#f1eefd"}, Hue{"data", "#0b7f7f", "#dcf6f6"}, Hue{"network", "#0674b6", "#e6f2fd"},
                              Hue{"files", "#8c6802", "#f9efdb"},   Hue{"flow", "#ae4273", "#feeaf1"},  Hue{"agent", "#09853d", "#e4f6e6"}, Hue{"", "#686f7c", "#eff0f3"}};
constexpr std::string_view kEdge = "#98a0af";
constexpr std::string_view kEdgeCondition = "#866ec5";
constexpr std::string_view kEdgeError = "#ca5551";

const Hue &hueOf(std::string_view family)
{
    for (const auto &hue : kHues) {
        if (hue.family == family) {
            return hue;
        }
    }
    return kHues.back();
}

// The character at the beginning of a text, in UTF-8; of what is no UTF-8, length 0.
struct Character
{
    std::uint32_t code = 0;
    std::size_t length = 0;
};

Character characterOf(std::string_view text)
{
    const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at])); };
    const auto first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || length > text.size()) {
        return {};
    }
    std::uint32_t code = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {};
        }
        code = code << 6U | (byte(i) & 0x3FU);
    }
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return code < least[length] || code > 0x10FFFF ? Character{} : Character{code, length};
}

// What a document of XML may hold, and what shows.
bool isAllowed(std::uint32_t code)
{
    return code == '\n' || code == '\t' || (code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code < 0xD800) || (code >= 0xE000 && code < 0xFFFE) || code >= 0x10000;
}

std::string escaped(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const auto character = characterOf(text);
        switch (character.code) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default:
            if (character.length > 0 && isAllowed(character.code)) {
                out += text.substr(0, character.length);
            }
        }
        text.remove_prefix(std::max<std::size_t>(character.length, 1));
    }
    return out;
}

std::string number(double value)
{
    auto text = json::write(std::round(value * 100) / 100);
    return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string pair(QPointF point)
{
    return number(point.x()) + " " + number(point.y());
}

std::size_t lengthOf(std::string_view text, std::size_t at)
{
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return std::min(length, text.size() - at);
}

// About how wide a character is in most fonts, in parts of their size. There are no fonts here to ask.
double widthOf(std::string_view character)
{
    if (character.size() >= 3 && character.substr(0, 3) >= std::string_view("\xE1\x84\x80")) {
        return 1; // from Hangul on: mostly square scripts
    }
    constexpr std::string_view narrow = "iljftI.,:;'|!()[]{} ";
    constexpr std::string_view wide = "mwMW@%";
    const char c = character.front();
    return narrow.find(c) != std::string_view::npos ? 0.31 : wide.find(c) != std::string_view::npos ? 0.86 : c >= 'A' && c <= 'Z' ? 0.68 : 0.59;
}

// The text, or its beginning with an ellipsis where it would be wider.
std::string fitted(std::string_view text, double size, double width)
{
    double used = 0;
    std::size_t fits = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = lengthOf(text, at);
        used += widthOf(text.substr(at, length)) * size;
        if (used > width) {
            return std::string(text.substr(0, fits)) + "…";
        }
        at += length;
        if (used + size <= width) {
            fits = at;
        }
    }
    return std::string(text);
}

std::vector<std::string> wrapped(std::string_view text, double size, double width)
{
    std::vector<std::string> lines;
    std::string line;
    double used = 0;
    const auto flush = [&] {
        lines.push_back(std::exchange(line, {}));
        used = 0;
    };
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\n') {
            flush();
            ++at;
            continue;
        }
        std::size_t end = at;
        double wide = 0;
        while (end < text.size() && text[end] != '\n' && (end == at || text[end - 1] != ' ')) {
            const auto length = lengthOf(text, end);
            wide += widthOf(text.substr(end, length)) * size;
            end += length;
        }
        if (used > 0 && used + wide > width) {
            flush();
        }
        line += text.substr(at, end - at);
        used += wide;
        at = end;
    }
    flush();
    return lines;
}

class Writer
{
public:
    explicit Writer(const Drawing &drawing) : m_drawing(drawing) {}

    std::string write()
    {
        QRectF area;
        for (const auto &node : m_drawing.nodes) {
            area = area.united(node.rect);
        }
        for (const auto *boxes : {&m_drawing.frames, &m_drawing.notes}) {
            for (const auto &box : *boxes) {
                area = area.united(box.rect);
            }
        }
        for (const auto &edge : m_drawing.edges) {
            for (const auto &curve : curvesOf(edge)) {
                area = area.united(curve.bounds().adjusted(-1, -1, 1, 1));
            }
        }
        area = area.isEmpty() ? QRectF(0, 0, card::kWidth, card::kHeader) : area;
        area.adjust(-kMargin, -kMargin, kMargin, kMargin);
        const auto width = number(std::ceil(area.width()));
        const auto height = number(std::ceil(area.height()));
        m_out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height + "\" viewBox=\"" + pair(area.topLeft()) + " " + width + " "
            + height + "\" font-family=\"system-ui, 'Segoe UI', 'Noto Sans', sans-serif\" role=\"img\">\n<title>" + escaped(m_drawing.name) + "</title>\n";
        m_out += "<rect x=\"" + number(area.x()) + "\" y=\"" + number(area.y()) + "\" width=\"" + width + "\" height=\"" + height + "\" fill=\"#f8f9fb\"/>\n";
        for (const auto &frame : m_drawing.frames) {
            writeFrame(frame);
        }
        for (const auto &note : m_drawing.notes) {
            writeNote(note);
        }
        for (const auto &edge : m_drawing.edges) {
            writeEdge(edge);
        }
        for (const auto &node : m_drawing.nodes) {
            writeNode(node);
        }
        return m_out + "</svg>\n";
    }

private:
    const Drawing &m_drawing;
    std::string m_out;

    std::vector<Curve> curvesOf(const DrawnEdge &edge) const
    {
        return routedCurves(m_drawing.nodes[edge.from].outAt(edge.fromPort), m_drawing.nodes[edge.to].inAt(edge.toPort), edge.route);
    }

    static std::string box(const QRectF &rect, double radius, std::string_view more)
    {
        return "<rect x=\"" + number(rect.x()) + "\" y=\"" + number(rect.y()) + "\" width=\"" + number(rect.width()) + "\" height=\"" + number(rect.height()) + "\" rx=\"" + number(radius) + "\" "
            + std::string(more) + "/>\n";
    }

    static std::string text(QPointF at, double size, std::string_view fill, std::string_view words, std::string_view more = {})
    {
        return "<text x=\"" + number(at.x()) + "\" y=\"" + number(at.y()) + "\" font-size=\"" + number(size) + "\" fill=\"" + std::string(fill) + "\"" + std::string(more) + ">" + escaped(words) + "</text>\n";
    }

    void writeFrame(const DrawnBox &frame)
    {
        const auto &hue = hueOf(frame.family);
        m_out += "<g>\n" + box(frame.rect, 12, "fill=\"" + std::string(hue.color) + "\" fill-opacity=\"0.06\" stroke=\"" + std::string(hue.color) + "\" stroke-opacity=\"0.35\"");
        m_out += text(frame.rect.topLeft() + QPointF(14, 22), 13, hue.color, fitted(frame.text, 13, frame.rect.width() - 28), " font-weight=\"600\"") + "</g>\n";
    }

    void writeNote(const DrawnBox &note)
    {
        m_out += "<g>\n<title>" + escaped(note.text) + "</title>\n" + box(note.rect, 6, "fill=\"#fdf3cf\" stroke=\"#e2d59a\"");
        QPointF at = note.rect.topLeft() + QPointF(12, 23);
        for (const auto &line : wrapped(note.text, 13, note.rect.width() - 24)) {
            if (at.y() > note.rect.bottom() - 6) {
                break;
            }
            m_out += text(at, 13, "#1b1f29", line);
            at.ry() += 18;
        }
        m_out += "</g>\n";
    }

    void writeEdge(const DrawnEdge &edge)
    {
        const std::string color(edge.isError ? kEdgeError : !edge.condition.empty() ? kEdgeCondition : kEdge);
        const auto curves = curvesOf(edge);
        std::string path = "M" + pair(curves.front().from);
        for (const auto &curve : curves) {
            path += " C" + pair(curve.control1) + " " + pair(curve.control2) + " " + pair(curve.to);
        }
        std::string about = m_drawing.nodes[edge.from].title + " → " + m_drawing.nodes[edge.to].title;
        if (!edge.condition.empty()) {
            about += ": " + edge.condition;
        }
        m_out += "<g>\n<title>" + escaped(about) + "</title>\n<path d=\"" + path + "\" fill=\"none\" stroke=\"" + color + "\" stroke-width=\"1.6\"" + (edge.isError ? " stroke-dasharray=\"6 4\"" : "") + "/>\n";
        const QPointF tip = curves.back().to - QPointF(card::kPort + 1.5, 0);
        m_out += "<path d=\"M" + pair(tip) + " L" + pair(tip + QPointF(-7, -4)) + " L" + pair(tip + QPointF(-7, 4)) + " Z\" fill=\"" + color + "\"/>\n";
        for (const auto &point : edge.route) {
            m_out += "<circle cx=\"" + number(point.x()) + "\" cy=\"" + number(point.y()) + "\" r=\"4\" fill=\"#fff\" stroke=\"" + color + "\" stroke-width=\"1.5\"/>\n";
        }
        if (!edge.condition.empty()) {
            const QPointF middle = curves[curves.size() / 2].at(curves.size() % 2 == 0 ? 0 : 0.5);
            m_out += "<path d=\"M" + pair(middle + QPointF(0, -5)) + " L" + pair(middle + QPointF(5, 0)) + " L" + pair(middle + QPointF(0, 5)) + " L" + pair(middle + QPointF(-5, 0)) + " Z\" fill=\"#f8f9fb\" stroke=\"" + color
                + "\" stroke-width=\"1.5\"/>\n";
        }
        m_out += "</g>\n";
    }

    void writeNode(const DrawnNode &node)
    {
        const auto &hue = hueOf(node.family);
        const double width = card::kWidth - kTextLeft - 14;
        m_out += "<g>\n<title>" + escaped(node.title + "\n" + node.type) + "</title>\n";
        m_out += box(node.rect, 10, node.disabled ? "fill=\"#f1f2f5\" stroke=\"#ccd1da\" stroke-dasharray=\"4 3\"" : "fill=\"#fff\" stroke=\"#ccd1da\"");
        const QRectF tile(node.rect.left() + card::kPad, node.rect.top() + (card::kHeader - card::kIcon) / 2, card::kIcon, card::kIcon);
        m_out += box(tile, 9, "fill=\"" + std::string(node.disabled ? "#eff0f3" : hue.soft) + "\"");
        // In the place of an icon, what the type begins with.
        m_out += text(tile.center() + QPointF(0, 5), 14, node.disabled ? "#98a0af" : hue.color, initial(node.type), " text-anchor=\"middle\" font-weight=\"600\"");
        m_out += text(node.rect.topLeft() + QPointF(kTextLeft, 29), 13, node.disabled ? "#565c69" : "#1b1f29", fitted(node.title, kBold * 13, width), " font-weight=\"600\"");
        m_out += text(node.rect.topLeft() + QPointF(kTextLeft, 46.5), 11.5, "#565c69", fitted(node.summary, 11.5, width));
        if (node.inRows || node.outRows) {
            const double y = node.rect.top() + card::kHeader - 4;
            m_out += "<path d=\"M" + pair({node.rect.left() + card::kPad, y}) + " L" + pair({node.rect.right() - card::kPad, y}) + "\" stroke=\"#e3e6eb\"/>\n";
        }
        for (std::size_t i = 0; i < node.in.size(); ++i) {
            port(node.inAt(i), false);
            if (node.inRows) {
                m_out += text(node.inAt(i) + QPointF(14, 4), 11, "#565c69", fitted(node.in[i], 11, card::kWidth / 2 - 22));
            }
        }
        for (std::size_t i = 0; i < node.out.size(); ++i) {
            const bool isError = node.out[i] == "error";
            port(node.outAt(i), isError);
            if (node.outRows) {
                m_out += text(node.outAt(i) + QPointF(-14, 4), 11, isError ? kEdgeError : "#565c69", fitted(node.out[i], 11, card::kWidth / 2 - 22), " text-anchor=\"end\"");
            }
        }
        m_out += "</g>\n";
    }

    static std::string initial(std::string_view type)
    {
        const auto dot = type.find('.');
        auto word = dot == std::string_view::npos ? type : type.substr(0, dot);
        std::string first(word.substr(0, word.empty() ? 0 : lengthOf(word, 0)));
        if (!first.empty() && first.front() >= 'a' && first.front() <= 'z') {
            first.front() = static_cast<char>(first.front() - 'a' + 'A');
        }
        return first;
    }

    void port(QPointF at, bool isError)
    {
        m_out += "<circle cx=\"" + number(at.x()) + "\" cy=\"" + number(at.y()) + "\" r=\"4.25\" fill=\"#fff\" stroke=\"" + std::string(isError ? kEdgeError : "#7d8494") + "\" stroke-width=\"1.5\"/>\n";
    }
};

} // namespace

std::string svgOf(const Drawing &drawing)
{
    return Writer(drawing).write();
}

} // namespace signalbox::flow
