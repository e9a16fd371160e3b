// SPDX-License-Identifier: GPL-3.0-or-later
// Lines one pixel wide, unsmoothed, by the ten thousand: what a painter does in the same way, at a fifth of the time.
#pragma once

#include <QImage>
#include <QLineF>
#include <QRect>

#include <span>

namespace signalbox::canvas {

/// Into an image of 32 bits a pixel, within `clip`.
void drawPlainLines(QImage &image, const QRect &clip, std::span<const QLineF> lines, QRgb color);

} // namespace signalbox::canvas
