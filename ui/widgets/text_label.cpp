// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace signalbox::ui {

TextLabel::TextLabel(const Theme &theme, const QString &text, TextStyle style, Role role, QWidget *parent)
    : QLabel(text, parent)
    , m_theme(theme)
    , m_style(style)
    , m_role(role)
{
    setTextFormat(Qt::PlainText);
    apply();
    connect(&theme, &Theme::changed, this, &TextLabel::apply);
}

void TextLabel::setRole(Role role)
{
    m_role = role;
    apply();
}

void TextLabel::apply()
{
    setFont(m_theme.font(m_style));
    QPalette colors = m_theme.palette();
    colors.setColor(QPalette::WindowText, m_theme.color(m_role));
    setPalette(colors);
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return QSize(std::min(hint.width(), fontMetrics().averageCharWidth() * 3), hint.height());
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    const QRect box = contentsRect();
    painter.drawText(box, int(QStyle::visualAlignment(layoutDirection(), alignment())) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, box.width()));
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && fontMetrics().horizontalAdvance(text()) > contentsRect().width()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
        return true;
    }
    return TextLabel::event(event);
}

} // namespace signalbox::ui
