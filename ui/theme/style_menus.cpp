// SPDX-License-Identifier: GPL-3.0-or-later
// Menus, menu bars and tabs.
#include "ui/theme/style_p.h"

#include <QTabBar>

namespace signalbox::ui {

using styling::isOn;
using styling::roundedBox;
using styling::showsFocus;

void Style::drawMenuItem(const QStyleOption *option, QPainter *painter, const QWidget *) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (!item) {
        return;
    }
    const QRect box = item->rect;
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        if (!item->text.isEmpty()) {
            painter->setFont(m_theme.font(TextStyle::Caption));
            painter->setPen(m_theme.color(Role::TextMuted));
            painter->drawText(box.adjusted(space::kM, 0, -space::kM, 0), Qt::AlignVCenter | Qt::AlignLeading, item->text);
        } else {
            painter->fillRect(QRect(box.x() + space::kM, box.center().y(), box.width() - 2 * space::kM, 1), m_theme.color(Role::Divider));
        }
        return;
    }
    const bool enabled = isOn(option, State_Enabled);
    const bool selected = enabled && isOn(option, State_Selected);
    if (selected) {
        roundedBox(painter, box, radius::kS, m_theme.color(Role::AccentSoft), m_theme.look().contrast == Contrast::High ? m_theme.color(Role::Accent) : QColor());
    }
    const auto mirrored = [&](const QRect &part) { return visualRect(item->direction, box, part); };
    const QRect sign = mirrored(QRect(box.x() + space::kS, box.y(), 24, box.height()));
    if (item->checkType != QStyleOptionMenuItem::NotCheckable && item->icon.isNull()) {
        if (item->checked) {
            drawGlyph(painter, sign, item->checkType == QStyleOptionMenuItem::Exclusive ? QStringLiteral("check") : QStringLiteral("check"), Role::Accent);
        }
    } else if (!item->icon.isNull()) {
        QRect square(0, 0, size::kIcon, size::kIcon);
        square.moveCenter(sign.center());
        if (item->checked) {
            roundedBox(painter, square.adjusted(-4, -4, 4, 4), radius::kS, m_theme.color(Role::Pressed));
        }
        item->icon.paint(painter, square, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const auto parts = item->text.split(u'\t');
    const int mnemonic = proxy()->styleHint(SH_UnderlineShortcut, option) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    painter->setFont(item->font);
    painter->setPen(m_theme.color(enabled ? Role::Text : Role::TextFaint));
    const QRect text = mirrored(QRect(box.x() + 28 + space::kS, box.y(), box.width() - 28 - space::kS - space::kM, box.height()));
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeading | mnemonic | Qt::TextSingleLine, parts.value(0));
    if (parts.size() > 1) {
        painter->setPen(m_theme.color(enabled ? Role::TextMuted : Role::TextFaint));
        painter->setFont(m_theme.font(TextStyle::Small));
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignTrailing | Qt::TextSingleLine, parts.value(1));
    }
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu) {
        drawGlyph(painter, mirrored(QRect(box.right() - 22, box.y(), 20, box.height())), QStringLiteral("chevron-forward"), Role::TextMuted, 14);
    }
}

void Style::drawMenuBarItem(const QStyleOption *option, QPainter *painter) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (!item) {
        return;
    }
    const bool open = isOn(option, State_Sunken);
    const bool selected = isOn(option, State_Selected) && isOn(option, State_Enabled);
    if (open || selected) {
        roundedBox(painter, item->rect, radius::kM, m_theme.color(open ? Role::Pressed : Role::Hover));
    }
    painter->setPen(m_theme.color(isOn(option, State_Enabled) ? Role::Text : Role::TextFaint));
    const int mnemonic = proxy()->styleHint(SH_UnderlineShortcut, option) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    painter->drawText(item->rect, Qt::AlignCenter | mnemonic | Qt::TextSingleLine, item->text);
}

void Style::drawTab(const QStyleOption *option, QPainter *painter) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (!tab) {
        return;
    }
    const bool selected = isOn(option, State_Selected);
    const bool hover = isOn(option, State_MouseOver) && isOn(option, State_Enabled);
    const QRect box = tab->rect;
    if (selected) {
        painter->fillRect(box, m_theme.color(Role::Panel));
        // A line on the edge that is away from the page.
        const bool south = tab->shape == QTabBar::RoundedSouth || tab->shape == QTabBar::TriangularSouth;
        const int y = south ? box.bottom() - 1 : box.top();
        painter->fillRect(QRect(box.x(), y, box.width(), 2), m_theme.color(Role::Accent));
    } else if (hover) {
        painter->fillRect(box, m_theme.color(Role::Hover));
    }
    if (!selected && tab->position != QStyleOptionTab::End && tab->position != QStyleOptionTab::OnlyOneTab
        && tab->selectedPosition != QStyleOptionTab::NextIsSelected) {
        const int x = tab->direction == Qt::RightToLeft ? box.left() : box.right();
        painter->fillRect(QRect(x, box.y() + 10, 1, box.height() - 20), m_theme.color(Role::Divider));
    }
    if (showsFocus(option)) {
        drawFocus(painter, box.adjusted(2, 4, -2, -2), radius::kS);
    }
}

} // namespace signalbox::ui
