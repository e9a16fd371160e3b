// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_delegate.h"

#include <QApplication>
#include <QPainter>

namespace signalbox::ui {

namespace {

constexpr int kSign = 14;
constexpr int kWide = 560; ///< from here on the source has a place

} // namespace

QString severityIcon(Severity severity)
{
    return severity == Severity::Error ? QStringLiteral("danger") : severity == Severity::Warning ? QStringLiteral("warning") : QString();
}

Role severityRole(Severity severity)
{
    switch (severity) {
    case Severity::Error: return Role::Danger;
    case Severity::Warning: return Role::Warning;
    case Severity::Detail: return Role::TextMuted;
    case Severity::Info: break;
    }
    return Role::Text;
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Error: return EventModel::tr("Error");
    case Severity::Warning: return EventModel::tr("Warning");
    case Severity::Detail: return EventModel::tr("Detail");
    case Severity::Info: break;
    }
    return EventModel::tr("Information");
}

EventDelegate::EventDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_summaries(512)
{
}

int EventDelegate::rowHeight() const
{
    return std::max(m_theme.rowHeight() - space::kS, m_theme.lineHeight(TextStyle::Body) + space::kS);
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return QSize(120, rowHeight());
}

QString EventDelegate::summaryOf(quint64 id, const EventRecord &event) const
{
    if (const QString *kept = m_summaries.object(id)) {
        return *kept;
    }
    auto *made = new QString(eventSummary(event));
    const QString summary = *made;
    m_summaries.insert(id, made);
    return summary;
}

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = static_cast<const EventModel *>(index.model());
    const auto event = model->eventAt(index.row());
    if (!event) {
        return;
    }
    painter->save();
    QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const QRect row = option.rect;
    const auto direction = option.direction;
    const auto mirrored = [&](const QRect &box) { return QStyle::visualRect(direction, row, box); };
    const int leading = int(QStyle::visualAlignment(direction, Qt::AlignLeft)) | Qt::AlignVCenter | Qt::TextSingleLine;
    const auto words = model->filter().words();
    const bool faint = event->severity == Severity::Detail;

    int left = row.left() + space::kL;
    const int right = row.right() - space::kL;
    const QFontMetrics code(m_theme.font(TextStyle::CodeSmall));
    const QString time = row.width() < 360 ? eventTimeText(event->time).left(8) : eventTimeText(event->time);
    const int timeWidth = code.horizontalAdvance(time) + 2;
    painter->setFont(m_theme.font(TextStyle::CodeSmall));
    painter->setPen(m_theme.color(Role::TextMuted));
    painter->drawText(mirrored(QRect(left, row.top(), timeWidth, row.height())), leading, time);
    left += timeWidth + space::kM;

    if (const QString icon = severityIcon(event->severity); !icon.isEmpty()) {
        const QRect box = mirrored(QRect(left, row.center().y() - kSign / 2 + 1, kSign, kSign));
        const QPixmap sign = m_theme.pixmap(icon, kSign, painter->device()->devicePixelRatioF(), m_theme.color(severityRole(event->severity)));
        painter->drawPixmap(box.topLeft(), sign);
    } else {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(faint ? Role::TextFaint : Role::Info));
        const double radius = faint ? 1.5 : 2.5;
        painter->drawEllipse(QRectF(mirrored(QRect(left, row.center().y() - kSign / 2 + 1, kSign, kSign))).center(), radius, radius);
        painter->setRenderHint(QPainter::Antialiasing, false);
    }
    left += kSign + space::kM;

    int end = right;
    if (row.width() >= kWide && !event->source.empty()) {
        const QString source = QString::fromUtf8(event->source.data(), qsizetype(event->source.size()));
        const QString shown = source.size() > 14 ? u'…' + source.right(8) : source;
        const int width = code.horizontalAdvance(shown) + 2;
        painter->setPen(m_theme.color(Role::TextMuted));
        painter->drawText(mirrored(QRect(end - width, row.top(), width, row.height())), leading, shown);
        end -= width + space::kL;
    }
    const QFont body = m_theme.font(TextStyle::Body);
    const QFontMetrics metrics(body);
    const QString topic = QString::fromUtf8(event->topic.data(), qsizetype(event->topic.size()));
    const int topicWidth = std::min(metrics.averageCharWidth() * 17, (end - left) * 2 / 5);
    painter->setFont(body);
    const QRect topicBox = mirrored(QRect(left, row.top(), topicWidth, row.height()));
    const QString shownTopic = metrics.elidedText(topic, Qt::ElideMiddle, topicWidth);
    paintMatches(*painter, topicBox, shownTopic, words, direction);
    painter->setPen(m_theme.color(severityRole(event->severity)));
    painter->drawText(topicBox, leading, shownTopic);
    left += topicWidth + space::kL;
    if (end - left > 24) {
        const QRect box = mirrored(QRect(left, row.top(), end - left, row.height()));
        const QString summary = metrics.elidedText(summaryOf(model->idAt(index.row()), *event), Qt::ElideRight, end - left);
        paintMatches(*painter, box, summary, words, direction);
        painter->setPen(m_theme.color(faint ? Role::TextMuted : Role::Text));
        painter->drawText(box, leading, summary);
    }
    painter->restore();
}

void EventDelegate::paintMatches(QPainter &painter, const QRect &box, const QString &text, const std::vector<std::string> &words, Qt::LayoutDirection direction) const
{
    if (direction == Qt::RightToLeft) {
        return; // where letters stand is the layout's affair there
    }
    const QFontMetrics metrics(painter.font());
    for (const auto &word : words) {
        const QString wanted = QString::fromStdString(word);
        for (qsizetype at = text.indexOf(wanted, 0, Qt::CaseInsensitive); at >= 0; at = text.indexOf(wanted, at + wanted.size(), Qt::CaseInsensitive)) {
            const int begin = metrics.horizontalAdvance(text, int(at));
            const int end = metrics.horizontalAdvance(text, int(at + wanted.size()));
            painter.fillRect(QRect(box.left() + begin, box.center().y() - metrics.height() / 2, end - begin, metrics.height() + 1), m_theme.color(Role::Match));
        }
    }
}

} // namespace signalbox::ui
