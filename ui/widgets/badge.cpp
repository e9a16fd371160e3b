// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include "ui/theme/text_painting.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace signalbox::ui {

namespace {
constexpr int kSign = 14;
}

Badge::Badge(const Theme &theme, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    setText(text);
}

Badge::Badge(const Theme &theme, State state, QWidget *parent)
    : Badge(theme, stateText(state), parent)
{
    setState(state);
}

void Badge::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Badge::setState(State state, const QString &text)
{
    m_state = state;
    setText(text.isEmpty() ? stateText(state) : text);
}

QSize Badge::sizeHint() const
{
    const QFontMetrics metrics(m_theme.font(TextStyle::Caption));
    const int sign = m_state == State::Idle ? 0 : kSign + space::kS;
    return QSize(metrics.horizontalAdvance(m_text) + sign + 2 * space::kM, metrics.height() + space::kS);
}

void Badge::paintEvent(QPaintEvent *)
{
    const StateLook &look = m_theme.state(m_state);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.look().contrast == Contrast::High ? QPen(look.color) : QPen(Qt::NoPen));
    painter.setBrush(look.soft);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), height() / 2.0, height() / 2.0);
    QRect text = rect().adjusted(space::kM, 0, -space::kM, 0);
    if (m_state != State::Idle) {
        const QRect sign = QStyle::visualRect(layoutDirection(), rect(), QRect(space::kM - 2, (height() - kSign) / 2, kSign, kSign));
        m_theme.paintState(painter, sign, m_state);
        text = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(space::kM + kSign + space::kXs, 0, -space::kM, 0));
    }
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.setPen(m_theme.color(Role::Text));
    drawTextLine(painter, text, m_text, layoutDirection());
}

} // namespace signalbox::ui
