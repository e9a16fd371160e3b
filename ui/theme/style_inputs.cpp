// SPDX-License-Identifier: GPL-3.0-or-later
// Fields, combo boxes, spin boxes, sliders, scroll bars and progress.
#include "ui/theme/style_p.h"

#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>

#include <algorithm>

namespace signalbox::ui {

using styling::isOn;
using styling::roundedBox;
using styling::showsFocus;

void Style::drawField(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (frame && frame->lineWidth <= 0) {
        return; // inside a combo box, a spin box or a search field, which paint the box
    }
    const bool enabled = isOn(option, State_Enabled) && !isOn(option, State_ReadOnly);
    const bool focused = isOn(option, State_HasFocus);
    const bool hover = enabled && isOn(option, State_MouseOver);
    const bool wrong = widget && widget->property("signalboxWrong").toBool();
    const Role line = wrong ? Role::Danger : focused ? Role::Focus : !enabled ? Role::Divider : hover ? Role::TextMuted : Role::ControlBorder;
    roundedBox(painter, option->rect, radius::kM, m_theme.color(isOn(option, State_Enabled) ? Role::Field : Role::Window), m_theme.color(line), focused || wrong ? 2 : 1);
}

void Style::drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (!combo) {
        return;
    }
    const bool enabled = isOn(option, State_Enabled);
    const bool focused = isOn(option, State_HasFocus);
    const bool hover = enabled && isOn(option, State_MouseOver);
    if (combo->frame) {
        const bool ring = combo->editable ? focused : showsFocus(option);
        const Role line = ring ? Role::Focus : !enabled ? Role::Divider : hover ? Role::TextMuted : Role::ControlBorder;
        roundedBox(painter, option->rect, radius::kM, m_theme.color(combo->editable ? Role::Field : hover ? Role::Hover : Role::Raised), m_theme.color(line),
                   ring ? 2 : 1);
    }
    const QRect arrow = proxy()->subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    drawGlyph(painter, arrow, QStringLiteral("chevron-down"), enabled ? Role::Icon : Role::TextFaint, 14);
}

void Style::drawSpinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    if (!spin) {
        return;
    }
    const bool enabled = isOn(option, State_Enabled);
    const bool focused = isOn(option, State_HasFocus);
    const bool hover = enabled && isOn(option, State_MouseOver);
    const Role line = focused ? Role::Focus : !enabled ? Role::Divider : hover ? Role::TextMuted : Role::ControlBorder;
    roundedBox(painter, option->rect, radius::kM, m_theme.color(enabled ? Role::Field : Role::Window), m_theme.color(line), focused ? 2 : 1);
    const auto step = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag flag, const QString &icon) {
        const QRect box = proxy()->subControlRect(CC_SpinBox, option, part, widget);
        const bool can = enabled && spin->stepEnabled.testFlag(flag);
        if (can && hover && spin->activeSubControls.testFlag(part)) {
            roundedBox(painter, box, radius::kS - 1, m_theme.color(isOn(option, State_Sunken) ? Role::Pressed : Role::Hover));
        }
        drawGlyph(painter, box, icon, can ? Role::Icon : Role::TextFaint, 12);
    };
    if (spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
        step(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, QStringLiteral("chevron-up"));
        step(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, QStringLiteral("chevron-down"));
    }
}

void Style::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar || bar->maximum <= bar->minimum) {
        return;
    }
    QRect slider = proxy()->subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, nullptr);
    const bool upright = bar->orientation == Qt::Vertical;
    const bool active = isOn(option, State_MouseOver) || isOn(option, State_Sunken);
    const int margin = active ? 2 : 4;
    const QRectF handle = upright ? QRectF(slider).adjusted(margin, 2, -margin, -2) : QRectF(slider).adjusted(2, margin, -2, -margin);
    const double strength = isOn(option, State_Sunken) ? 0.75 : active ? 0.6 : m_theme.look().contrast == Contrast::High ? 1.0 : 0.32;
    QColor ink = m_theme.color(Role::TextMuted);
    ink.setAlphaF(float(strength));
    roundedBox(painter, handle, std::min(handle.width(), handle.height()) / 2, ink);
}

void Style::drawSlider(const QStyleOptionComplex *option, QPainter *painter) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!slider) {
        return;
    }
    const bool upright = slider->orientation == Qt::Vertical;
    const QRect handle = QProxyStyle::subControlRect(CC_Slider, option, SC_SliderHandle, nullptr);
    const QPointF middle = QRectF(handle).center();
    QRectF groove = slider->rect;
    groove = upright ? QRectF(groove.center().x() - 2, groove.top(), 4, groove.height()) : QRectF(groove.left(), groove.center().y() - 2, groove.width(), 4);
    roundedBox(painter, groove, 2, m_theme.color(m_theme.look().contrast == Contrast::High ? Role::ControlBorder : Role::Border));
    QRectF done = groove;
    const bool fromEnd = slider->upsideDown;
    if (upright) {
        fromEnd ? done.setBottom(middle.y()) : done.setTop(middle.y());
    } else {
        fromEnd ? done.setLeft(middle.x()) : done.setRight(middle.x());
    }
    const bool enabled = isOn(option, State_Enabled);
    roundedBox(painter, done, 2, m_theme.color(enabled ? Role::Accent : Role::TextFaint));
    const QRectF knob(middle.x() - 8, middle.y() - 8, 16, 16);
    roundedBox(painter, knob, 8, m_theme.color(Role::Raised), m_theme.color(enabled ? Role::Accent : Role::TextFaint), 2);
    if (showsFocus(option)) {
        drawFocus(painter, knob.adjusted(-3, -3, 3, 3), 11);
    }
}

void Style::drawProgress(const QStyleOption *option, QPainter *painter) const
{
    const auto *progress = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (!progress) {
        return;
    }
    QRectF groove = progress->rect;
    const double height = std::min<double>(groove.height(), 4);
    groove = QRectF(groove.x(), groove.center().y() - height / 2, groove.width(), height);
    roundedBox(painter, groove, height / 2, m_theme.color(Role::Divider));
    const double span = double(progress->maximum) - progress->minimum;
    const double share = span > 0 ? std::clamp((double(progress->progress) - progress->minimum) / span, 0.0, 1.0) : 1.0;
    QRectF done = groove;
    done.setWidth(groove.width() * share);
    if (progress->direction == Qt::RightToLeft) {
        done.moveRight(groove.right());
    }
    roundedBox(painter, done, height / 2, m_theme.color(Role::Accent));
}

} // namespace signalbox::ui
