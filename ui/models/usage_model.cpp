// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/usage_model.h"

#include "ui/models/model_words.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/run_text.h"

#include <QLocale>

#include <algorithm>

namespace signalbox::ui {

using namespace models;
using runs::fromUtf8;

namespace models {

std::int64_t microsIn(const api::UsageSums &sums, const std::string &currency)
{
    const auto found = std::ranges::find(sums.costs, currency, &api::UsageCost::currency);
    return found == sums.costs.end() ? 0 : found->micros;
}

QString sumText(std::int64_t micros, const std::string &currency)
{
    const std::int64_t step = micros >= 1'000'000 ? 10'000 : micros >= 10'000 ? 100 : 1;
    return moneyText((micros + step / 2) / step * step, currency);
}

QString costText(const api::UsageSums &sums)
{
    QStringList texts;
    for (const auto &cost : sums.costs) {
        texts << sumText(cost.micros, cost.currency);
    }
    return texts.isEmpty() ? moneyText({}, {}) : texts.join(QStringLiteral(" + "));
}

QString unpricedText(const api::UsageSums &sums)
{
    return sums.unpriced > 0 ? UsageModel::tr("and %n call(s) whose cost nobody knows", nullptr, int(sums.unpriced)) : QString();
}

QString usageText(const api::UsageSums &sums)
{
    const QString calls = UsageModel::tr("%n call(s)", nullptr, int(sums.calls));
    const QString ended = sums.failed > 0 ? UsageModel::tr("%1, %n failed", nullptr, int(sums.failed)).arg(calls) : calls;
    return UsageModel::tr("%1; %2 tokens in (%3 from the cache), %4 out").arg(ended, countText(sums.inputTokens), countText(sums.cachedTokens), countText(sums.outputTokens));
}

QString scopeText(const std::string &scope)
{
    if (scope == "workspace") {
        return UsageModel::tr("The whole workspace");
    }
    const auto colon = scope.find(':');
    const QString name = colon == std::string::npos ? fromUtf8(scope) : fromUtf8(scope.substr(colon + 1));
    return scope.starts_with("flow:") ? UsageModel::tr("Flow %1").arg(name) : scope.starts_with("agent:") ? UsageModel::tr("Agent %1").arg(name) : fromUtf8(scope);
}

QString budgetText(const api::BudgetView &budget)
{
    const auto amount = [&](std::int64_t of) { return budget.unit == "tokens" ? QLocale().toString(qlonglong(of)) : sumText(of, budget.unit); };
    QString text = budget.unit == "tokens" ? UsageModel::tr("%1 of %2 tokens").arg(amount(budget.spent), amount(budget.most)) : UsageModel::tr("%1 of %2", "an amount, and the most that may be spent").arg(amount(budget.spent), amount(budget.most));
    if (budget.reserved > 0) {
        text = UsageModel::tr("%1, %2 held by calls under way").arg(text, amount(budget.reserved));
    }
    return budget.spent >= budget.most ? UsageModel::tr("%1: used up").arg(text) : text;
}

} // namespace models

void UsageModel::set(api::LlmUsageView usage, api::UsageBy by)
{
    beginResetModel();
    m_usage = std::move(usage);
    m_by = by;
    endResetModel();
}

void UsageModel::setCurrency(std::string currency)
{
    m_currency = std::move(currency);
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, Share), index(rowCount() - 1, Share));
    }
}

int UsageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_usage.groups.size()) + (m_usage.restGroups > 0 ? 1 : 0);
}

const api::UsageSums &UsageModel::sumsAt(int row) const
{
    return row < int(m_usage.groups.size()) ? m_usage.groups[std::size_t(row)].sums : m_usage.rest;
}

QString UsageModel::nameAt(int row) const
{
    if (row >= int(m_usage.groups.size())) {
        return tr("%n other(s)", nullptr, int(m_usage.restGroups));
    }
    const auto &group = m_usage.groups[std::size_t(row)];
    if (m_by == api::UsageBy::Model) {
        return fromUtf8(group.provider + "/" + group.model);
    }
    if (m_by == api::UsageBy::Provider) {
        return fromUtf8(group.provider);
    }
    if (m_by == api::UsageBy::Token) {
        return group.token.empty() ? tr("Not over the endpoint") : fromUtf8(group.tokenName.empty() ? group.token : group.tokenName);
    }
    switch (group.origin) {
    case api::UsageOrigin::NoRun: return tr("Outside of runs");
    case api::UsageOrigin::RunGone: return tr("Runs that are gone");
    case api::UsageOrigin::Flow: break;
    }
    return fromUtf8(group.flowName.empty() ? group.flow : group.flowName);
}

QVariant UsageModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const auto column = index.column();
    const auto &sums = sumsAt(index.row());
    if (role == Qt::TextAlignmentRole && column != Name) {
        return int(Qt::AlignTrailing | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        switch (column) {
        case Name: return plainTip(nameAt(index.row()));
        case Cost: return plainTip(sums.unpriced > 0 ? tr("%1, %2").arg(costText(sums), unpricedText(sums)) : costText(sums));
        default: return plainTip(usageText(sums));
        }
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QLocale locale;
    switch (column) {
    case Name: return nameAt(index.row());
    case Calls: return locale.toString(qlonglong(sums.calls));
    case Tokens: return shortText(sums.inputTokens + sums.outputTokens);
    case Cost: return sums.unpriced > 0 && !sums.costs.empty() ? tr("%1 + unknown").arg(costText(sums)) : costText(sums);
    default: break;
    }
    const auto whole = microsIn(m_usage.total, m_currency);
    return whole > 0 && !sums.costs.empty() ? tr("%1 %").arg(locale.toString(double(microsIn(sums, m_currency)) * 100 / double(whole), 'f', 1)) : priceText({});
}

QVariant UsageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int((section == Name ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && section == Share) {
        return plainTip(tr("Of what is known to have been spent in %1").arg(fromUtf8(m_currency).toUpper()));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name: return m_by == api::UsageBy::Provider ? tr("Provider") : m_by == api::UsageBy::Flow ? tr("Flow") : m_by == api::UsageBy::Token ? tr("Token") : tr("Model");
    case Calls: return tr("Calls");
    case Tokens: return tr("Tokens");
    case Cost: return tr("Cost");
    default: return tr("Share");
    }
}

} // namespace signalbox::ui
