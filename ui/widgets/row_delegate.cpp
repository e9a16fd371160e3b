// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_delegate.h"

#include "ui/theme/text_painting.h"

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QTextLayout>

namespace signalbox::ui {

namespace {

constexpr int kMargin = space::kL;

// Shortcuts stand in small boxes, one a key: "Ctrl+K" → [Ctrl] [K].
QStringList keysOf(const QString &shortcut)
{
    QStringList keys;
    QString key;
    for (int i = 0; i < shortcut.size(); ++i) {
        const QChar letter = shortcut[i];
        if (letter == u'+' && !key.isEmpty()) {
            keys << key;
            key.clear();
        } else if (letter == u',' && !key.isEmpty()) {
            keys << key;
            key.clear();
        } else if (!letter.isSpace() || !key.isEmpty()) {
            key += letter;
        }
    }
    if (!key.isEmpty()) {
        keys << key;
    }
    return keys;
}

} // namespace

RowDelegate::RowDelegate(const Theme &theme, Lines lines, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_lines(lines)
{
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    if (m_lines == Lines::One) {
        return QSize(80, m_theme.rowHeight() + space::kXs);
    }
    return QSize(80, m_theme.lineHeight(TextStyle::Body) + m_theme.lineHeight(TextStyle::Small) + space::kXl);
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    painter->save();
    QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);

    const auto direction = item.direction;
    const auto mirrored = [&](const QRect &box) { return QStyle::visualRect(direction, item.rect, box); };
    QRect rest = item.rect.adjusted(kMargin, 0, -kMargin, 0);
    const QVariant state = index.data(row::StateRole);
    const int side = m_lines == Lines::Two ? size::kIconLarge : size::kIcon;
    if (state.isValid() || !item.icon.isNull()) {
        const QRect sign = mirrored(QRect(rest.left(), rest.center().y() - side / 2 + 1, side, side));
        if (state.isValid()) {
            m_theme.paintState(*painter, sign, static_cast<State>(state.toInt()));
        } else {
            item.icon.paint(painter, sign, Qt::AlignCenter, item.state & QStyle::State_Enabled ? QIcon::Normal : QIcon::Disabled);
        }
        rest.setLeft(rest.left() + side + space::kM + space::kXs);
    }
    const int note = paintNote(*painter, mirrored(rest), index, direction);
    rest.setRight(rest.right() - note);

    const QString detail = index.data(row::Detail).toString();
    const auto inkOf = [&](Role role) { return m_theme.color(item.state & QStyle::State_Enabled ? role : Role::TextFaint); };
    painter->setPen(inkOf(Role::Text));
    if (m_lines == Lines::Two) {
        const int title = m_theme.lineHeight(TextStyle::Body);
        const int below = m_theme.lineHeight(TextStyle::Small);
        const int top = rest.top() + (rest.height() - title - below - space::kXs) / 2;
        paintTitle(*painter, mirrored(QRect(rest.left(), top, rest.width(), title)), index, direction);
        painter->setFont(m_theme.font(TextStyle::Small));
        painter->setPen(inkOf(Role::TextMuted));
        drawTextLine(*painter, mirrored(QRect(rest.left(), top + title + space::kXs, rest.width(), below)), detail, direction);
    } else {
        QRect title = rest;
        if (!detail.isEmpty()) {
            const int wanted = QFontMetrics(m_theme.font(TextStyle::Body)).horizontalAdvance(item.text);
            title.setWidth(std::min(rest.width(), wanted + 2));
            const QRect after(title.right() + space::kM, rest.top(), rest.right() - title.right() - space::kM, rest.height());
            if (after.width() > 40) {
                painter->setFont(m_theme.font(TextStyle::Small));
                painter->setPen(inkOf(Role::TextMuted));
                drawTextLine(*painter, mirrored(after), detail, direction);
                painter->setPen(inkOf(Role::Text));
            }
        }
        paintTitle(*painter, mirrored(title), index, direction);
    }
    painter->restore();
}

int RowDelegate::paintNote(QPainter &painter, const QRect &box, const QModelIndex &index, Qt::LayoutDirection direction) const
{
    const QString note = index.data(row::Note).toString();
    if (note.isEmpty()) {
        return 0;
    }
    const QFontMetrics metrics(m_theme.font(TextStyle::Caption));
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.setPen(m_theme.color(Role::TextMuted));
    if (!index.data(row::Keys).toBool()) {
        const int width = std::min(metrics.horizontalAdvance(note) + 4, box.width() / 2);
        const QRect end = QStyle::visualRect(direction, box, QRect(box.right() - width + 1, box.top(), width, box.height()));
        drawTextLine(painter, end, note, direction, TextEnd::End);
        return width + space::kM;
    }
    const QStringList keys = keysOf(note);
    int total = 0;
    for (const auto &key : keys) {
        total += std::max(metrics.horizontalAdvance(key) + space::kL, metrics.height() + space::kS) + space::kXs;
    }
    int left = box.width() - total;
    for (const auto &key : keys) {
        const int width = std::max(metrics.horizontalAdvance(key) + space::kL, metrics.height() + space::kS);
        const int height = metrics.height() + space::kS;
        const QRect cap = QStyle::visualRect(direction, box, QRect(box.left() + left, box.center().y() - height / 2 + 1, width, height));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_theme.color(Role::Border));
        painter.setBrush(m_theme.color(Role::Window));
        painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), radius::kS, radius::kS);
        painter.setPen(m_theme.color(Role::TextMuted));
        painter.drawText(cap, Qt::AlignCenter | Qt::TextSingleLine, key);
        left += width + space::kXs;
    }
    return total + space::kM;
}

void RowDelegate::paintTitle(QPainter &painter, const QRect &box, const QModelIndex &index, Qt::LayoutDirection direction) const
{
    const QFont font = m_theme.font(TextStyle::Body);
    const QString title = QFontMetrics(font).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, box.width());
    QTextLayout layout(title, font, painter.device());
    QTextOption option;
    option.setTextDirection(title.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment(absoluteAlignment(TextEnd::Start, direction));
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    QList<QTextLayout::FormatRange> marks;
    const auto matches = index.data(row::Matches).value<QList<int>>();
    for (const int at : matches) {
        if (at < title.size()) {
            QTextLayout::FormatRange mark;
            mark.start = at;
            mark.length = 1;
            mark.format.setFontWeight(QFont::Bold);
            mark.format.setForeground(m_theme.color(Role::Link));
            marks.push_back(mark);
        }
    }
    layout.setFormats(marks);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(box.width());
    layout.endLayout();
    layout.draw(&painter, QPointF(box.left(), box.top() + (box.height() - line.height()) / 2));
}

} // namespace signalbox::ui
