// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_label.h"

#include "ui/theme/text_painting.h"
#include "ui/widgets/plain_tip.h"

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
    // On a surface of another background role labels would take another role's colour.
    setForegroundRole(QPalette::WindowText);
    apply();
    connect(&theme, &Theme::changed, this, &TextLabel::apply);
}

void TextLabel::setRole(Role role)
{
    m_role = role;
    apply();
}

int TextLabel::heightForWidth(int width) const
{
    if (const QString now = text(); now != m_measured) {
        m_measured = now;
        m_heights.clear();
    }
    const QMargins margins = contentsMargins();
    for (const auto &known : std::as_const(m_heights)) {
        if (known.width == width && known.margins == margins && known.margin == margin()) {
            return known.height;
        }
    }
    if (m_heights.size() == kHeightsKept) {
        m_heights.erase(m_heights.cbegin());
    }
    const int height = QLabel::heightForWidth(width);
    m_heights.push_back({width, height, margin(), margins});
    return height;
}

void TextLabel::apply()
{
    setFont(m_theme.font(m_style));
    // Labels stand at the start of the layout, whatever the direction of their text.
    if (!(alignment() & (Qt::AlignHCenter | Qt::AlignJustify)) && !alignment().testFlag(Qt::AlignTrailing)) {
        setAlignment((alignment() & Qt::AlignVertical_Mask) | absoluteAlignment(TextEnd::Start, layoutDirection()));
    }
    QPalette colors = m_theme.palette();
    colors.setColor(QPalette::WindowText, m_theme.color(m_role));
    setPalette(colors);
}

void TextLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange) {
        m_heights.clear();
    }
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange && alignment().testFlag(Qt::AlignAbsolute)) {
        setAlignment(alignment() & ~Qt::AlignHorizontal_Mask);
        apply();
    }
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
    drawTextLine(painter, box, text(), layoutDirection(), alignment().testFlag(Qt::AlignTrailing) && !alignment().testFlag(Qt::AlignAbsolute) ? TextEnd::End : TextEnd::Start);
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && fontMetrics().horizontalAdvance(text()) > contentsRect().width()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainTip(text()), this);
        return true;
    }
    return TextLabel::event(event);
}

} // namespace signalbox::ui
