// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/type_rows_p.h"

#include "ui/widgets/plain_tip.h"

#include <QCoreApplication>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>

namespace signalbox::canvas {

namespace {

constexpr int kLeastWidth = 120;
constexpr int kIcon = 30;
constexpr int kType = Qt::UserRole;
constexpr int kFamily = Qt::UserRole + 1;
constexpr int kIconName = Qt::UserRole + 2;
constexpr int kSummary = Qt::UserRole + 3;

void paintTile(QPainter &painter, const ui::Theme &theme, const QRectF &tile, const QString &family, const QString &icon)
{
    const auto &tint = theme.tint(ui::familyOf(family));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint.soft);
    painter.drawRoundedRect(tile, ui::radius::kM, ui::radius::kM);
    const QPixmap picture = theme.pixmap(theme.hasIcon(icon) ? icon : QStringLiteral("node-other"), 18, painter.device()->devicePixelRatioF(), tint.color);
    painter.drawPixmap(QRectF(tile.center() - QPointF(9, 9), QSizeF(18, 18)), picture, QRectF(picture.rect()));
}

class TypeRows : public QStyledItemDelegate
{
public:
    TypeRows(const ui::Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {kLeastWidth, kTypeRowHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool right = option.direction == Qt::RightToLeft;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF row = QRectF(option.rect).adjusted(4, 1, -4, -1);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(ui::Role::AccentSoft));
            painter->drawRoundedRect(row, ui::radius::kM, ui::radius::kM);
        }
        QRectF tile(0, 0, kIcon, kIcon);
        tile.moveCenter({right ? row.right() - 8 - kIcon / 2.0 : row.left() + 8 + kIcon / 2.0, row.center().y()});
        paintTile(*painter, m_theme, tile, index.data(kFamily).toString(), index.data(kIconName).toString());

        QRectF text = right ? row.adjusted(10, 0, -(kIcon + 20), 0) : row.adjusted(kIcon + 20, 0, -10, 0);
        const int align = static_cast<int>(right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
        painter->setFont(m_theme.font(ui::TextStyle::Strong));
        painter->setPen(m_theme.color(ui::Role::Text));
        QRectF upper = text.adjusted(0, 4, 0, -text.height() / 2 + 3);
        painter->drawText(upper, align, QFontMetricsF(painter->font()).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, upper.width()));
        painter->setFont(m_theme.font(ui::TextStyle::Small));
        painter->setPen(m_theme.color(ui::Role::TextMuted));
        QRectF lower = text.adjusted(0, text.height() / 2 - 1, 0, -3);
        painter->drawText(lower, align, QFontMetricsF(painter->font()).elidedText(index.data(kSummary).toString(), Qt::ElideRight, lower.width()));
        painter->restore();
    }

private:
    const ui::Theme &m_theme;
};

} // namespace

void showTypeRows(QListWidget &list, const ui::Theme &theme)
{
    list.setAccessibleName(QCoreApplication::translate("signalbox::canvas::NodePalette", "Types of nodes"));
    list.setFrameShape(QFrame::NoFrame);
    list.setItemDelegate(new TypeRows(theme, &list));
    list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.setUniformItemSizes(true);
}

void addTypeRow(QListWidget &list, const TypeInfo &type)
{
    auto *item = new QListWidgetItem(type.title, &list);
    item->setData(kType, QString::fromStdString(type.id));
    item->setData(kFamily, type.family);
    item->setData(kIconName, type.icon);
    item->setData(kSummary, type.summary);
    item->setData(Qt::AccessibleDescriptionRole, type.summary);
    item->setToolTip(ui::plainTip(type.summary));
}

QPixmap typeTile(const ui::Theme &theme, const QListWidgetItem &row, double ratio)
{
    QPixmap tile((QSizeF(kIcon, kIcon) * ratio).toSize());
    tile.setDevicePixelRatio(ratio);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTile(painter, theme, QRectF(0, 0, kIcon, kIcon), row.data(kFamily).toString(), row.data(kIconName).toString());
    return tile;
}

QString typeOfRow(const QListWidgetItem *row)
{
    return row ? row->data(kType).toString() : QString();
}

} // namespace signalbox::canvas
