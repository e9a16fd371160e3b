// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/plain_lines_p.h"

#include <algorithm>
#include <array>
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
    const double left = area.left() - 0.49;
    const double right = area.right() + 0.49;
    const double top = area.top() - 0.49;
    const double bottom = area.bottom() + 0.49;
    for (const auto &line : lines) {
        const double dx = line.dx();
        const double dy = line.dy();
        double enter = 0;
        double leave = 1;
        const std::array<std::pair<double, double>, 4> sides{{{-dx, line.x1() - left}, {dx, right - line.x1()}, {-dy, line.y1() - top}, {dy, bottom - line.y1()}}};
        bool outside = false;
        for (const auto &[p, q] : sides) {
            if (p == 0) {
                outside = outside || q < 0;
            } else if (p < 0) {
                enter = std::max(enter, q / p);
            } else {
                leave = std::min(leave, q / p);
            }
        }
        if (outside || enter > leave) {
            continue;
        }
        // One step a pixel along the longer way, in fixed point; counted from the line's own beginning, so that
        // neighbouring areas meet.
        const double length = std::max(1.0, std::ceil(std::max(std::abs(dx), std::abs(dy))));
        const int first = static_cast<int>(std::ceil(enter * length));
        const int steps = static_cast<int>(std::floor(leave * length)) - first;
        constexpr double kOne = 65536;
        auto x = static_cast<qint64>((line.x1() + dx / length * first) * kOne + kOne / 2);
        auto y = static_cast<qint64>((line.y1() + dy / length * first) * kOne + kOne / 2);
        const auto stepX = static_cast<qint64>(dx / length * kOne);
        const auto stepY = static_cast<qint64>(dy / length * kOne);
        for (int i = 0; i <= steps; ++i) {
            const auto column = std::clamp<qint64>(x >> 16, area.left(), area.right());
            const auto row = std::clamp<qint64>(y >> 16, area.top(), area.bottom());
            bits[row * stride + column] = color;
            x += stepX;
            y += stepY;
        }
    }
}

} // namespace signalbox::canvas
