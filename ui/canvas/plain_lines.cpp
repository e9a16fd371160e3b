// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/plain_lines_p.h"

#include "flow/edge_curve.h"

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

void drawPlainLines(QImage &image, const QRect &clip, std::span<const QLineF> lines, QRgb color)
{
    const QRect area = clip & image.rect();
    if (area.isEmpty()) {
        return;
    }
    auto *bits = reinterpret_cast<QRgb *>(image.bits());
    const auto stride = image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    // What rounds to the outermost pixels counts.
    const QRectF reached(QPointF(area.left() - 0.49, area.top() - 0.49), QPointF(area.right() + 0.49, area.bottom() + 0.49));
    for (const auto &line : lines) {
        const double dx = line.dx();
        const double dy = line.dy();
        const auto seen = flow::stretchWithin(line.p1(), line.p2(), reached);
        if (!seen) {
            continue;
        }
        // One step a pixel along the longer way, in fixed point; counted from the line's own beginning, so that
        // neighbouring areas meet.
        const double length = std::max(1.0, std::ceil(std::max(std::abs(dx), std::abs(dy))));
        const int first = static_cast<int>(std::ceil(seen->enter * length));
        const int steps = static_cast<int>(std::floor(seen->leave * length)) - first;
        if (steps < 0) {
            continue;
        }
        constexpr double kOne = 65536;
        auto x = static_cast<qint64>((line.x1() + dx / length * first) * kOne + kOne / 2);
        auto y = static_cast<qint64>((line.y1() + dy / length * first) * kOne + kOne / 2);
        const auto stepX = static_cast<qint64>(dx / length * kOne);
        const auto stepY = static_cast<qint64>(dy / length * kOne);
        const auto put = [&](qint64 column, qint64 row) { bits[row * stride + column] = color; };
        const auto holds = [&](qint64 atX, qint64 atY) { return area.contains(static_cast<int>(atX >> 16), static_cast<int>(atY >> 16)); };
        if (holds(x, y) && holds(x + stepX * steps, y + stepY * steps)) {
            // Then all of it is within: nothing needs to be cut pixel by pixel.
            for (int i = 0; i <= steps; ++i) {
                put(x >> 16, y >> 16);
                x += stepX;
                y += stepY;
            }
            continue;
        }
        for (int i = 0; i <= steps; ++i) {
            put(std::clamp<qint64>(x >> 16, area.left(), area.right()), std::clamp<qint64>(y >> 16, area.top(), area.bottom()));
            x += stepX;
            y += stepY;
        }
    }
}

} // namespace signalbox::canvas
