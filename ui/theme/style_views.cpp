// SPDX-License-Identifier: GPL-3.0-or-later
// Rows, branches and headers of lists, trees and tables.
#include "ui/theme/style_p.h"

#include <QAbstractItemView>
#include <QHeaderView>

namespace signalbox::ui {

using styling::isOn;
using styling::roundedBox;

void Style::drawRow(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
    if (!item) {
        return;
    }
    if (item->backgroundBrush.style() != Qt::NoBrush) {
        painter->fillRect(item->rect, item->backgroundBrush);
    }
    const bool selected = isOn(option, State_Selected);
    const bool hover = isOn(option, State_MouseOver) && isOn(option, State_Enabled);
    if (!selected && !hover) {
        return;
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    // A list that a field drives (the palette) counts as having the focus.
    const bool active = view && (view->hasFocus() || view->focusPolicy() == Qt::NoFocus);
    const QColor fill = m_theme.color(selected ? active ? Role::AccentSoft : Role::Row : Role::Hover);
    // Cells of one row join: only the outer ends are round.
    QRectF box = item->rect;
    const auto position = item->viewItemPosition;
    if (position == QStyleOptionViewItem::OnlyOne || position == QStyleOptionViewItem::Invalid) {
        box.adjust(space::kS, 1, -space::kS, -1);
        roundedBox(painter, box, radius::kS, fill,
                   selected && m_theme.look().contrast == Contrast::High ? m_theme.color(Role::Accent) : QColor());
    } else {
        painter->fillRect(item->rect, fill);
    }
}

void Style::drawBranch(const QStyleOption *option, QPainter *painter) const
{
    if (!isOn(option, State_Children)) {
        return;
    }
    const bool open = isOn(option, State_Open);
    const bool leftward = option->direction == Qt::RightToLeft;
    drawGlyph(painter, option->rect, open ? QStringLiteral("chevron-down") : leftward ? QStringLiteral("chevron-back") : QStringLiteral("chevron-forward"),
              isOn(option, State_MouseOver) ? Role::Text : Role::TextMuted, 14);
}

void Style::drawHeader(const QStyleOption *option, QPainter *painter) const
{
    painter->fillRect(option->rect, m_theme.color(Role::Panel));
    painter->fillRect(QRect(option->rect.x(), option->rect.bottom(), option->rect.width(), 1), m_theme.color(Role::Divider));
    if (isOn(option, State_MouseOver) && isOn(option, State_Enabled)) {
        roundedBox(painter, QRectF(option->rect).adjusted(2, 3, -2, -4), radius::kS, m_theme.color(Role::Hover));
    }
}

} // namespace signalbox::ui
