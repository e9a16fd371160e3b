// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cost_plot.h"

#include "ui/models/model_words.h"
#include "ui/models/usage_model.h"
#include "ui/widgets/plain_tip.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <limits>

namespace signalbox::ui {

using namespace models;

namespace {

constexpr double kWidest = 40;
constexpr int kBarsHeight = 96;

// The least of 1, 2, 5, 10, 20 … that is not less.
std::int64_t roundUp(std::int64_t most)
{
    for (std::int64_t power = 1;; power *= 10) {
        for (const std::int64_t factor : {1, 2, 5}) {
            if (factor * power >= most || power > std::numeric_limits<std::int64_t>::max() / 100) {
                return factor * power;
            }
        }
    }
}

} // namespace

CostPlot::CostPlot(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Cost by day"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void CostPlot::set(std::vector<Day> days, std::string currency)
{
    m_days = std::move(days);
    m_currency = std::move(currency);
    const auto most = std::ranges::max_element(m_days, {}, &Day::micros);
    m_top = most == m_days.end() || most->micros <= 0 ? 0 : roundUp(most->micros);
    m_current = hasFocus() && !m_days.empty() ? std::clamp(m_current, 0, int(m_days.size()) - 1) : -1;
    setAccessibleDescription(m_current < 0 ? summary() : textOf(m_current));
    update();
}

QString CostPlot::summary() const
{
    if (m_top <= 0) {
        return tr("Nothing is known to have been spent");
    }
    const auto most = std::ranges::max_element(m_days, {}, &Day::micros);
    return tr("At most %1 a day, on %2").arg(sumText(most->micros, m_currency), QLocale().toString(most->date, QLocale::ShortFormat));
}

QString CostPlot::textOf(int day) const
{
    if (day < 0 || day >= int(m_days.size())) {
        return {};
    }
    const auto &one = m_days[std::size_t(day)];
    const QString date = QLocale().toString(one.date, QLocale::ShortFormat);
    if (one.calls == 0) {
        return tr("%1: no calls").arg(date);
    }
    const bool isUnknown = one.unpriced == one.calls;
    const QString text = tr("%1: %2, %n call(s)", nullptr, int(one.calls)).arg(date, isUnknown ? moneyText({}, m_currency) : sumText(one.micros, m_currency));
    return one.unpriced > 0 && !isUnknown ? tr("%1, %n of unknown cost", nullptr, int(one.unpriced)).arg(text) : text;
}

void CostPlot::setCurrent(int day)
{
    day = day < 0 || m_days.empty() ? -1 : std::min(day, int(m_days.size()) - 1);
    if (day == m_current) {
        return;
    }
    m_current = day;
    setAccessibleDescription(day < 0 ? summary() : textOf(day));
    update();
}

QSize CostPlot::sizeHint() const
{
    // The line that is read, the bars, the dates.
    return {320, m_theme.lineHeight(TextStyle::Small) + space::kM + kBarsHeight + space::kS + m_theme.lineHeight(TextStyle::Caption)};
}

CostPlot::Place CostPlot::place() const
{
    const QFontMetricsF metrics(m_theme.font(TextStyle::Caption));
    const double axis = std::max(metrics.horizontalAdvance(priceText(m_top)), metrics.horizontalAdvance(priceText(m_top / 2))) + space::kM;
    const double top = m_theme.lineHeight(TextStyle::Small) + space::kM;
    QRectF bars(axis, top, std::max(1.0, width() - axis), kBarsHeight);
    if (layoutDirection() == Qt::RightToLeft) {
        bars.moveLeft(0);
    }
    return {bars, std::min(kWidest, bars.width() / double(std::max<std::size_t>(m_days.size(), 1)))};
}

QRectF CostPlot::slotOf(const Place &place, int day) const
{
    // The last day stands at the end, wherever the end is.
    const double fromEnd = place.step * double(int(m_days.size()) - day);
    const double x = layoutDirection() == Qt::RightToLeft ? place.bars.left() + fromEnd - place.step : place.bars.right() - fromEnd;
    return {x, place.bars.top(), place.step, place.bars.height()};
}

int CostPlot::dayAt(double x) const
{
    const auto at = place();
    const double fromEnd = layoutDirection() == Qt::RightToLeft ? x - at.bars.left() : at.bars.right() - x;
    const int day = fromEnd < 0 ? -1 : int(m_days.size()) - 1 - int(fromEnd / at.step);
    return day >= 0 && day < int(m_days.size()) ? day : -1;
}

void CostPlot::paintAxes(QPainter &painter, const Place &place) const
{
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const double line = m_theme.lineHeight(TextStyle::Caption);
    painter.setFont(m_theme.font(TextStyle::Caption));
    for (const int half : {0, 1, 2}) {
        const double y = place.bars.bottom() - place.bars.height() * half / 2;
        painter.fillRect(QRectF(place.bars.left(), y, place.bars.width(), 1), m_theme.color(Role::Divider));
        const double axis = width() - place.bars.width() - space::kM;
        const QRectF box(isMirrored ? place.bars.right() + space::kM : 0, y - line / 2, axis, line);
        painter.setPen(m_theme.color(Role::TextMuted));
        if (half == 0 || m_top > 0) {
            painter.drawText(box, int(isMirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, half == 0 ? QLocale().toString(0) : priceText(m_top / 2 * half));
        }
    }
    // Dates from the last one back, as many as have room.
    const QFontMetricsF metrics(painter.font());
    double free = isMirrored ? place.bars.left() : place.bars.right();
    for (int day = int(m_days.size()) - 1; day >= 0; --day) {
        const QString text = QLocale().toString(m_days[std::size_t(day)].date, tr("MMM d", "format of a date without its year"));
        const double wide = metrics.horizontalAdvance(text) + 1;
        const double middle = slotOf(place, day).center().x();
        const double x = std::clamp(middle - wide / 2, 0.0, std::max(0.0, width() - wide));
        if (isMirrored ? x < free : x + wide > free + 0.5) {
            continue;
        }
        painter.drawText(QRectF(x, place.bars.bottom() + space::kS, wide, line), Qt::AlignCenter, text);
        free = isMirrored ? x + wide + space::kXl : x - space::kXl;
    }
}

void CostPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto at = place();
    const double line = m_theme.lineHeight(TextStyle::Small);
    painter.setFont(m_theme.font(TextStyle::Small));
    painter.setPen(m_theme.color(m_current < 0 ? Role::TextMuted : Role::Text));
    const QString text = QFontMetricsF(painter.font()).elidedText(m_current < 0 ? summary() : textOf(m_current), Qt::ElideRight, width());
    painter.drawText(QRectF(0, 0, width(), line), int(layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, text);
    paintAxes(painter, at);
    for (int day = 0; day < int(m_days.size()); ++day) {
        const auto box = slotOf(at, day);
        const double gap = at.step > 12 ? 4 : at.step > 3 ? 1 : 0;
        if (day == m_current) {
            painter.fillRect(box, m_theme.color(hasFocus() ? Role::AccentSoft : Role::Hover));
        }
        const auto &one = m_days[std::size_t(day)];
        if (m_top > 0 && one.micros > 0) {
            const double tall = std::max(1.0, at.bars.height() * double(one.micros) / double(m_top));
            painter.fillRect(QRectF(box.left() + gap / 2, at.bars.bottom() - tall, box.width() - gap, tall), m_theme.color(Role::Accent));
        }
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Role::Focus), 2));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawRoundedRect(at.bars.adjusted(-1, -2, -1, 2).intersected(QRectF(rect()).adjusted(1, 1, -1, -1)), radius::kS, radius::kS);
    }
}

void CostPlot::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_days.size()) - 1;
    const int forward = layoutDirection() == Qt::RightToLeft ? Qt::Key_Left : Qt::Key_Right;
    const int back = layoutDirection() == Qt::RightToLeft ? Qt::Key_Right : Qt::Key_Left;
    if (last < 0) {
        QWidget::keyPressEvent(event);
    } else if (event->key() == forward) {
        setCurrent(std::min(m_current + 1, last));
    } else if (event->key() == back) {
        setCurrent(m_current < 0 ? last : std::max(m_current - 1, 0));
    } else if (event->key() == Qt::Key_Home) {
        setCurrent(0);
    } else if (event->key() == Qt::Key_End) {
        setCurrent(last);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void CostPlot::mouseMoveEvent(QMouseEvent *event)
{
    setCurrent(dayAt(event->position().x()));
}

void CostPlot::leaveEvent(QEvent *event)
{
    if (!hasFocus()) {
        setCurrent(-1);
    }
    QWidget::leaveEvent(event);
}

void CostPlot::focusInEvent(QFocusEvent *event)
{
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason) {
        setCurrent(int(m_days.size()) - 1);
    }
    QWidget::focusInEvent(event);
    update();
}

void CostPlot::focusOutEvent(QFocusEvent *event)
{
    setCurrent(-1);
    QWidget::focusOutEvent(event);
    update();
}

bool CostPlot::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int day = dayAt(help->pos().x());
        QToolTip::showText(help->globalPos(), plainTip(day < 0 ? summary() : textOf(day)), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace signalbox::ui
