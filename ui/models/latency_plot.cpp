// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/latency_plot.h"

#include "ui/widgets/run_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace signalbox::ui {

using runs::durationText;

namespace {

constexpr std::size_t kMost = 100;
constexpr double kWidest = 9;
constexpr double kGap = 1;
constexpr int kHeight = 56;

} // namespace

LatencyPlot::LatencyPlot(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Duration of the last calls"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LatencyPlot::set(const std::vector<api::LlmCallView> &calls)
{
    m_bars.clear();
    m_most = 0;
    for (std::size_t i = std::min(kMost, calls.size()); i-- > 0;) {
        const auto &call = calls[i];
        m_bars.push_back({double(call.durationMs), double(call.firstTokenMs.value_or(0)), call.outcome != "ok"});
        m_most = std::max(m_most, double(call.durationMs));
    }
    setAccessibleDescription(summary());
    update();
}

QString LatencyPlot::summary() const
{
    if (m_bars.empty()) {
        return tr("No calls yet");
    }
    std::vector<double> durations;
    std::ranges::transform(m_bars, std::back_inserter(durations), &Bar::duration);
    std::ranges::nth_element(durations, durations.begin() + std::ptrdiff_t(durations.size() / 2));
    const auto failed = std::ranges::count_if(m_bars, &Bar::failed);
    const QString text = m_bars.size() == 1 ? tr("The last call took %1").arg(durationText(m_most))
                                            : tr("The last %n call(s): half of them within %1, the longest %2", nullptr, int(m_bars.size())).arg(durationText(durations[durations.size() / 2]), durationText(m_most));
    return failed > 0 ? tr("%1; %n failed", nullptr, int(failed)).arg(text) : text;
}

QSize LatencyPlot::sizeHint() const
{
    return {240, kHeight};
}

// The newest stands at the end, wherever the end is.
int LatencyPlot::barAt(double x) const
{
    const double step = std::min(kWidest, width() / double(std::max<std::size_t>(m_bars.size(), 1)));
    const double fromEnd = layoutDirection() == Qt::RightToLeft ? x : width() - x;
    const int index = int(m_bars.size()) - 1 - int(fromEnd / step);
    return index >= 0 && index < int(m_bars.size()) ? index : -1;
}

void LatencyPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Role::Divider));
    if (m_bars.empty() || m_most <= 0) {
        return;
    }
    const double step = std::min(kWidest, width() / double(m_bars.size()));
    const double gap = step > 3 ? kGap : 0;
    const double room = height() - 4;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const auto &bar = m_bars[i];
        const double fromEnd = step * double(m_bars.size() - i);
        const double x = layoutDirection() == Qt::RightToLeft ? fromEnd - step : width() - fromEnd;
        const double tall = std::max(1.0, room * bar.duration / m_most);
        const QRectF box(x, height() - 1 - tall, step - gap, tall);
        painter.fillRect(box, m_theme.color(bar.failed ? Role::Danger : Role::Accent));
        if (!bar.failed && bar.firstToken > 0) {
            // Until the first token one waits and sees nothing.
            const double waited = std::min(tall, room * bar.firstToken / m_most);
            painter.fillRect(QRectF(x, height() - 1 - waited, step - gap, waited), m_theme.mixed(Role::Panel, Role::Accent, 0.45));
        }
    }
}

bool LatencyPlot::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int at = barAt(help->pos().x());
        if (at < 0) {
            QToolTip::showText(help->globalPos(), summary(), this);
            return true;
        }
        const auto &bar = m_bars[std::size_t(at)];
        QString text = bar.failed ? tr("Failed after %1").arg(durationText(bar.duration)) : tr("Answered after %1").arg(durationText(bar.duration));
        if (bar.firstToken > 0) {
            text += u'\n' + tr("First token after %1").arg(durationText(bar.firstToken));
        }
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace signalbox::ui
