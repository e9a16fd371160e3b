// SPDX-License-Identifier: GPL-3.0-or-later
// One line of text at the start or end of a box, where the text has its own direction and the box that of the
// layout: an English name in an Arabic window stands right and reads left to right.
#pragma once

#include <QFontMetrics>
#include <QPainter>

namespace signalbox::ui {

enum class TextEnd { Start, End };

inline Qt::Alignment absoluteAlignment(TextEnd end, Qt::LayoutDirection direction)
{
    const bool left = (end == TextEnd::Start) == (direction == Qt::LeftToRight);
    return (left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute;
}

/// With the painter's font and pen; cut with an ellipsis where it does not fit.
inline void drawTextLine(QPainter &painter, const QRect &box, const QString &text, Qt::LayoutDirection direction, TextEnd end = TextEnd::Start)
{
    const auto before = painter.layoutDirection();
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    const QString shown = QFontMetrics(painter.font()).horizontalAdvance(text) <= box.width() + 1 ? text : QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, box.width());
    painter.drawText(box, int(absoluteAlignment(end, direction) | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
    painter.setLayoutDirection(before);
}

} // namespace signalbox::ui
