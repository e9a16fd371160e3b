// SPDX-License-Identifier: GPL-3.0-or-later
// The badges of the states: one outline each, legible from 10 pixels on and without colour.
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace signalbox::ui {

namespace {

// Everything is drawn in a box of 16 by 16.
constexpr double kSide = 16;

QPen penOf(const QColor &color, double width = 1.6)
{
    return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void cross(QPainter &painter)
{
    painter.drawLine(QPointF(5.6, 5.6), QPointF(10.4, 10.4));
    painter.drawLine(QPointF(10.4, 5.6), QPointF(5.6, 10.4));
}

void octagon(QPainter &painter)
{
    QPolygonF outline;
    for (int corner = 0; corner < 8; ++corner) {
        const double angle = std::numbers::pi * (corner + 0.5) / 4;
        outline << QPointF(8 + 7.4 * std::cos(angle), 8 + 7.4 * std::sin(angle));
    }
    painter.drawPolygon(outline);
}

void hourglass(QPainter &painter)
{
    QPainterPath glass;
    glass.moveTo(4.5, 2.5);
    glass.lineTo(11.5, 2.5);
    glass.lineTo(11.5, 4.5);
    glass.lineTo(8, 8);
    glass.lineTo(11.5, 11.5);
    glass.lineTo(11.5, 13.5);
    glass.lineTo(4.5, 13.5);
    glass.lineTo(4.5, 11.5);
    glass.lineTo(8, 8);
    glass.lineTo(4.5, 4.5);
    glass.closeSubpath();
    painter.drawPath(glass);
}

void question(QPainter &painter)
{
    QPainterPath mark;
    mark.moveTo(6.2, 6.4);
    mark.cubicTo(6.2, 4.0, 9.8, 4.0, 9.8, 6.3);
    mark.cubicTo(9.8, 7.8, 8, 7.7, 8, 9.1);
    painter.drawPath(mark);
    painter.drawPoint(QPointF(8, 11.4));
}

} // namespace

void Theme::paintState(QPainter &painter, const QRectF &box, State state, double phase) const
{
    const StateLook &look = this->state(state);
    const QColor inner = color(Role::Node);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / kSide, box.height() / kSide);
    painter.setPen(penOf(look.color));
    painter.setBrush(Qt::NoBrush);
    switch (look.shape) {
    case Shape::None:
        break;
    case Shape::Dot:
        painter.setBrush(inner);
        painter.drawEllipse(QPointF(8, 8), 3.2, 3.2);
        break;
    case Shape::Ring:
        painter.setBrush(inner);
        painter.setPen(penOf(look.soft, 2));
        painter.drawEllipse(QPointF(8, 8), 6, 6);
        painter.setPen(penOf(look.color, 2));
        painter.drawArc(QRectF(2, 2, 12, 12), int(std::lround((90 - 360 * phase) * 16)), -270 * 16);
        break;
    case Shape::Hourglass:
        painter.setBrush(look.soft);
        hourglass(painter);
        break;
    case Shape::Disc:
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.color);
        painter.drawEllipse(QPointF(8, 8), 7, 7);
        painter.setPen(penOf(inner));
        painter.drawPolyline(QPolygonF({QPointF(4.9, 8.3), QPointF(7.1, 10.5), QPointF(11.2, 5.9)}));
        break;
    case Shape::Octagon:
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.color);
        octagon(painter);
        painter.setPen(penOf(inner));
        cross(painter);
        break;
    case Shape::Dash: {
        QPen dashed = penOf(look.color, 1.3);
        dashed.setDashPattern({1.6, 2.1});
        dashed.setCapStyle(Qt::FlatCap);
        painter.setPen(Qt::NoPen);
        painter.setBrush(inner);
        painter.drawEllipse(QPointF(8, 8), 6.9, 6.9);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(dashed);
        painter.drawEllipse(QPointF(8, 8), 6.3, 6.3);
        painter.setPen(penOf(look.color));
        painter.drawLine(QPointF(5.4, 8), QPointF(10.6, 8));
        break;
    }
    case Shape::Diamond:
        painter.setBrush(look.soft);
        painter.drawPolygon(QPolygonF({QPointF(8, 0.6), QPointF(15.4, 8), QPointF(8, 15.4), QPointF(0.6, 8)}));
        painter.setBrush(Qt::NoBrush);
        question(painter);
        break;
    case Shape::Square:
        painter.setBrush(look.soft);
        painter.drawRoundedRect(QRectF(2.5, 2.5, 11, 11), 2.5, 2.5);
        painter.setBrush(look.color);
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(QRectF(5.8, 5.8, 4.4, 4.4), 1, 1);
        break;
    }
    painter.restore();
}

} // namespace signalbox::ui
