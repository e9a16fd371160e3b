// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the style share.
#pragma once

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace signalbox::ui::styling {

inline bool isOn(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

/// The focus is shown to who uses the keyboard.
inline bool showsFocus(const QStyleOption *option)
{
    return isOn(option, QStyle::State_HasFocus) && isOn(option, QStyle::State_KeyboardFocusChange);
}

/// A rounded box that lies on whole pixels inside `box`.
inline void roundedBox(QPainter *painter, const QRectF &box, double corner, const QColor &fill, const QColor &line = QColor(), double width = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (line.isValid()) {
        painter->setPen(QPen(line, width));
        const double half = width / 2;
        painter->drawRoundedRect(box.adjusted(half, half, -half, -half), corner, corner);
    } else {
        painter->setPen(Qt::NoPen);
        painter->drawRoundedRect(box, corner, corner);
    }
    painter->restore();
}

} // namespace signalbox::ui::styling
