// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/budget_bars.h"

#include "ui/models/usage_model.h"
#include "ui/widgets/plain_tip.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace signalbox::ui {

using namespace models;

namespace {

constexpr double kBar = 6;
constexpr double kNearlyUsed = 0.8;

double shareOf(const api::BudgetView &budget)
{
    return budget.most > 0 ? double(budget.spent) / double(budget.most) : 1;
}

QString lineOf(const api::BudgetView &budget)
{
    return BudgetBars::tr("%1: %2").arg(scopeText(budget.scope), budgetText(budget));
}

} // namespace

BudgetBars::BudgetBars(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Spent of budgets"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    hide();
}

void BudgetBars::set(std::vector<api::BudgetView> budgets)
{
    std::erase_if(budgets, [](const auto &budget) { return budget.scope.starts_with("run:"); });
    std::ranges::stable_sort(budgets, std::greater<>(), shareOf);
    m_left = budgets.size() > kMost ? budgets.size() - kMost : 0;
    budgets.resize(budgets.size() - m_left);
    m_budgets = std::move(budgets);
    setAccessibleDescription(summary());
    setVisible(!m_budgets.empty());
    updateGeometry();
    update();
}

QString BudgetBars::summary() const
{
    QStringList lines;
    std::ranges::transform(m_budgets, std::back_inserter(lines), lineOf);
    if (m_left > 0) {
        lines << tr("%n more budget(s)", nullptr, int(m_left));
    }
    return lines.join(u'\n');
}

double BudgetBars::rowHeight() const
{
    return m_theme.lineHeight(TextStyle::Small) + space::kXs + kBar + space::kM;
}

QSize BudgetBars::sizeHint() const
{
    const double more = m_left > 0 ? m_theme.lineHeight(TextStyle::Caption) : 0;
    return {320, int(m_theme.lineHeight(TextStyle::Strong) + space::kS + rowHeight() * double(m_budgets.size()) + more)};
}

void BudgetBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const int start = int(isMirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    const auto say = [&](TextStyle style, Role role, double y, const QString &text) {
        painter.setFont(m_theme.font(style));
        painter.setPen(m_theme.color(role));
        painter.drawText(QRectF(0, y, width(), m_theme.lineHeight(style)), start, QFontMetricsF(painter.font()).elidedText(text, Qt::ElideMiddle, width()));
    };
    say(TextStyle::Strong, Role::Text, 0, tr("Spent of budgets"));
    double y = m_theme.lineHeight(TextStyle::Strong) + space::kS;
    for (const auto &budget : m_budgets) {
        const double share = shareOf(budget);
        say(TextStyle::Small, Role::Text, y, lineOf(budget));
        QRectF bar(0, y + m_theme.lineHeight(TextStyle::Small) + space::kXs, width(), kBar);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Role::Pressed));
        painter.drawRoundedRect(bar, kBar / 2, kBar / 2);
        const double full = bar.width();
        bar.setWidth(full * std::clamp(share, 0.0, 1.0));
        if (isMirrored) {
            bar.moveRight(full);
        }
        painter.setBrush(m_theme.color(share >= 1 ? Role::Danger : share >= kNearlyUsed ? Role::Warning : Role::Accent));
        painter.drawRoundedRect(bar, std::min(kBar, bar.width()) / 2, kBar / 2);
        y += rowHeight();
    }
    if (m_left > 0) {
        say(TextStyle::Caption, Role::TextMuted, y, tr("%n more budget(s)", nullptr, int(m_left)));
    }
}

bool BudgetBars::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const double y = help->pos().y() - m_theme.lineHeight(TextStyle::Strong) - space::kS;
        const auto row = y < 0 ? m_budgets.size() : std::size_t(y / rowHeight());
        QToolTip::showText(help->globalPos(), row < m_budgets.size() ? plainTip(lineOf(m_budgets[row])) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace signalbox::ui
