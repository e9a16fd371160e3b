// SPDX-License-Identifier: GPL-3.0-or-later
// Buttons, checks and tool panels.
#include "ui/theme/style_p.h"

#include <QPushButton>

namespace signalbox::ui {

using styling::isOn;
using styling::roundedBox;
using styling::showsFocus;

namespace {

ButtonKind kindOf(const QStyleOption *option, const QWidget *widget)
{
    const QVariant kind = widget ? widget->property("signalboxKind") : QVariant();
    if (kind.isValid()) {
        return static_cast<ButtonKind>(kind.toInt());
    }
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    return button && (button->features & QStyleOptionButton::DefaultButton) ? ButtonKind::Primary : ButtonKind::Normal;
}

} // namespace

void Style::drawButton(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const bool enabled = isOn(option, State_Enabled);
    const bool pressed = isOn(option, State_Sunken) || isOn(option, State_On);
    const bool hover = enabled && isOn(option, State_MouseOver);
    const ButtonKind kind = kindOf(option, widget);
    QRectF box = option->rect;
    QColor fill;
    QColor line;
    if (!enabled) {
        fill = kind == ButtonKind::Quiet ? QColor() : m_theme.color(Role::Hover);
        line = kind == ButtonKind::Quiet ? QColor() : m_theme.color(Role::Divider);
    } else if (kind == ButtonKind::Primary) {
        fill = m_theme.color(pressed ? Role::AccentPressed : hover ? Role::AccentHover : Role::Accent);
    } else if (kind == ButtonKind::Danger) {
        fill = m_theme.mixed(Role::Danger, Role::Text, pressed ? 0.25 : hover ? 0.12 : 0.0);
    } else if (kind == ButtonKind::Quiet) {
        fill = pressed ? m_theme.color(Role::Pressed) : hover ? m_theme.color(Role::Hover) : QColor();
    } else {
        fill = m_theme.color(pressed ? Role::Pressed : hover ? Role::Hover : Role::Raised);
        line = m_theme.mixed(Role::Border, Role::ControlBorder, m_theme.look().contrast == Contrast::High ? 1.0 : 0.35);
    }
    roundedBox(painter, box, radius::kM, fill, line);
    if (showsFocus(option)) {
        if (kind == ButtonKind::Primary || kind == ButtonKind::Danger) {
            roundedBox(painter, box, radius::kM, QColor(), m_theme.color(Role::Text), size::kFocus);
            roundedBox(painter, box.adjusted(2, 2, -2, -2), radius::kS, QColor(), m_theme.color(Role::OnAccent));
        } else {
            drawFocus(painter, box, radius::kM);
        }
    }
}

void Style::drawButtonLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (!button) {
        return;
    }
    const bool enabled = isOn(option, State_Enabled);
    const ButtonKind kind = kindOf(option, widget);
    Role ink = Role::Text;
    if (!enabled) {
        ink = Role::TextFaint;
    } else if (kind == ButtonKind::Primary) {
        ink = Role::OnAccent;
    } else if (kind == ButtonKind::Danger) {
        ink = Role::OnDanger;
    }
    const int gap = space::kM;
    const bool hasIcon = !button->icon.isNull();
    const int icon = hasIcon ? button->iconSize.width() : 0;
    const int room = button->rect.width() - 2 * space::kM - (hasIcon ? icon + (button->text.isEmpty() ? 0 : gap) : 0)
        - (button->features & QStyleOptionButton::HasMenu ? size::kIcon : 0);
    const QString text = button->fontMetrics.elidedText(button->text, Qt::ElideRight, room, Qt::TextShowMnemonic);
    const int width = button->fontMetrics.size(Qt::TextShowMnemonic, text).width();
    const int whole = width + (hasIcon ? icon + (text.isEmpty() ? 0 : gap) : 0) + (button->features & QStyleOptionButton::HasMenu ? size::kIcon : 0);
    int left = button->rect.x() + (button->rect.width() - whole) / 2;
    const auto place = [&](int size) {
        const QRect box = visualRect(button->direction, button->rect, QRect(left, button->rect.y(), size, button->rect.height()));
        left += size + gap;
        return box;
    };
    if (hasIcon) {
        QRect square(0, 0, icon, icon);
        square.moveCenter(place(icon).center());
        // An icon on the accent takes the colour of the text on it.
        const auto mode = enabled ? QIcon::Normal : QIcon::Disabled;
        if (kind == ButtonKind::Primary || kind == ButtonKind::Danger) {
            painter->drawPixmap(square.topLeft(), m_theme.pixmap(button->icon.name(), icon, painter->device()->devicePixelRatioF(), m_theme.color(ink)));
        } else {
            button->icon.paint(painter, square, Qt::AlignCenter, mode);
        }
    }
    painter->setPen(m_theme.color(ink));
    painter->drawText(place(width), Qt::AlignCenter | (proxy()->styleHint(SH_UnderlineShortcut, option) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic) | Qt::TextSingleLine, text);
    if (button->features & QStyleOptionButton::HasMenu) {
        drawGlyph(painter, place(size::kIcon - gap), QStringLiteral("chevron-down"), ink, 14);
    }
}

void Style::drawToolPanel(const QStyleOption *option, QPainter *painter) const
{
    const bool enabled = isOn(option, State_Enabled);
    const bool hover = enabled && isOn(option, State_MouseOver);
    const QRectF box = option->rect;
    if (enabled && isOn(option, State_Sunken)) {
        roundedBox(painter, box, radius::kM, m_theme.color(Role::Pressed));
    } else if (isOn(option, State_On)) {
        roundedBox(painter, box, radius::kM, m_theme.color(hover ? Role::Pressed : Role::AccentSoft),
                   m_theme.look().contrast == Contrast::High ? m_theme.color(Role::Accent) : QColor());
    } else if (hover) {
        roundedBox(painter, box, radius::kM, m_theme.color(Role::Hover).isValid() ? m_theme.mixed(Role::Hover, Role::Pressed, 0.4) : QColor());
    }
    if (showsFocus(option)) {
        drawFocus(painter, box, radius::kM);
    }
}

void Style::drawCheck(const QStyleOption *option, QPainter *painter, bool round) const
{
    const bool enabled = isOn(option, State_Enabled);
    const bool on = isOn(option, State_On);
    const bool partial = isOn(option, State_NoChange);
    const bool hover = enabled && isOn(option, State_MouseOver);
    QRectF box(0, 0, 18, 18);
    box.moveCenter(QRectF(option->rect).center());
    const double corner = round ? 9 : radius::kS + 1;
    if (on || partial) {
        roundedBox(painter, box, corner, m_theme.color(!enabled ? Role::TextFaint : hover ? Role::AccentHover : Role::Accent));
    } else {
        roundedBox(painter, box, corner, m_theme.color(hover ? Role::Hover : Role::Field), m_theme.color(enabled ? Role::ControlBorder : Role::Border), 1.5);
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.color(Role::OnAccent), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (round && on) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(Role::OnAccent));
        painter->drawEllipse(box.center(), 3.5, 3.5);
    } else if (partial) {
        painter->drawLine(box.center() - QPointF(3.5, 0), box.center() + QPointF(3.5, 0));
    } else if (on) {
        painter->translate(box.topLeft());
        painter->drawPolyline(QPolygonF({QPointF(5, 9.3), QPointF(7.9, 12.2), QPointF(13.2, 6.2)}));
    }
    painter->restore();
    if (showsFocus(option)) {
        drawFocus(painter, box.adjusted(-3, -3, 3, 3), corner + 2);
    }
}

} // namespace signalbox::ui
