// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card_button.h"

#include "ui/theme/text_painting.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>

#include <algorithm>

namespace signalbox::ui {

namespace {

constexpr int kTile = 36;
constexpr int kPadding = space::kXl;
constexpr int kTextLeft = kPadding + kTile + space::kL;
constexpr int kMostLines = 4;

} // namespace

CardButton::CardButton(const Theme &theme, const QString &icon, Family family, const QString &title, const QString &detail, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_icon(icon)
    , m_family(family)
    , m_detail(detail)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(detail);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize CardButton::sizeHint() const
{
    return QSize(260, heightForWidth(260));
}

QSize CardButton::minimumSizeHint() const
{
    return QSize(160, heightForWidth(260));
}

int CardButton::heightForWidth(int width) const
{
    const QFontMetrics small(m_theme.font(TextStyle::Small));
    const int room = std::max(80, width - kTextLeft - kPadding);
    const int lines = m_detail.isEmpty() ? 0 : std::min(small.boundingRect(QRect(0, 0, room, 10000), Qt::TextWordWrap, m_detail).height(), kMostLines * small.lineSpacing());
    return std::max(kTile, m_theme.lineHeight(TextStyle::Strong) + space::kXs + lines) + 2 * (kPadding - 2);
}

void CardButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hover = underMouse() && isEnabled();
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(m_theme.color(hover ? Role::Accent : Role::Border));
    painter.setBrush(isDown() ? m_theme.color(Role::Hover) : m_theme.color(Role::Panel));
    painter.drawRoundedRect(box, radius::kL, radius::kL);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        painter.setPen(QPen(m_theme.color(Role::Focus), size::kFocus));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius::kL, radius::kL);
    }
    const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const Tint &tint = m_theme.tint(m_family);
    const QRect tile = mirrored(QRect(kPadding, kPadding - 2, kTile, kTile));
    painter.setPen(m_theme.look().contrast == Contrast::High ? QPen(tint.color) : QPen(Qt::NoPen));
    painter.setBrush(tint.soft);
    painter.drawRoundedRect(tile, radius::kL, radius::kL);
    QRect sign(0, 0, size::kIconLarge, size::kIconLarge);
    sign.moveCenter(tile.center());
    m_theme.icon(m_icon, m_family).paint(&painter, sign);

    const int room = width() - kTextLeft - kPadding;
    const int titleHeight = m_theme.lineHeight(TextStyle::Strong);
    const bool alone = m_detail.isEmpty();
    painter.setFont(m_theme.font(TextStyle::Strong));
    painter.setPen(m_theme.color(isEnabled() ? Role::Text : Role::TextFaint));
    drawTextLine(painter, mirrored(QRect(kTextLeft, alone ? 0 : kPadding - 2, room, alone ? height() : titleHeight)), text(), layoutDirection());
    painter.setFont(m_theme.font(TextStyle::Small));
    painter.setPen(m_theme.color(isEnabled() ? Role::TextMuted : Role::TextFaint));
    const QRect below(kTextLeft, kPadding - 2 + titleHeight + space::kXs, room, kMostLines * painter.fontMetrics().lineSpacing());
    painter.setLayoutDirection(m_detail.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter.drawText(mirrored(below), int(absoluteAlignment(TextEnd::Start, layoutDirection()) | Qt::AlignTop) | Qt::TextWordWrap, m_detail);
}

} // namespace signalbox::ui
