// SPDX-License-Identifier: GPL-3.0-or-later
// Where the arrow keys lead.
#pragma once

#include <QPoint>

namespace signalbox::canvas {

/// One step along the key's arrow, as screens count.
inline QPoint arrowDirection(int key)
{
    switch (key) {
    case Qt::Key_Left: return {-1, 0};
    case Qt::Key_Right: return {1, 0};
    case Qt::Key_Up: return {0, -1};
    default: return {0, 1};
    }
}

} // namespace signalbox::canvas
