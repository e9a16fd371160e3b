// SPDX-License-Identifier: GPL-3.0-or-later
// What was asked of models and what it cost, a row for each model, provider or flow, and the words for it.
#pragma once

#include "api/engine_calls.h"
#include "api/model_calls.h"

#include <QAbstractTableModel>

namespace signalbox::ui {

/// Columns: who, calls, tokens, cost, share of the cost in one currency. Thread: the GUI thread.
class UsageModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Calls, Tokens, Cost, Share, Columns };
    using QAbstractTableModel::QAbstractTableModel;

    void set(api::LlmUsageView usage, api::UsageBy by);
    /// In which shares are told.
    void setCurrency(std::string currency);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString nameAt(int row) const;
    const api::UsageSums &sumsAt(int row) const;

    api::LlmUsageView m_usage;
    api::UsageBy m_by = api::UsageBy::Model;
    std::string m_currency;
};

namespace models {

std::int64_t microsIn(const api::UsageSums &sums, const std::string &currency);
/// As many decimals as are worth reading: "12.42 USD", "0.0495 USD", "0.000012 USD".
QString sumText(std::int64_t micros, const std::string &currency);
/// "0.42 EUR + 1.20 USD"; unknown where no cost is known.
QString costText(const api::UsageSums &sums);
/// "and 3 calls whose cost nobody knows"; empty where there are none.
QString unpricedText(const api::UsageSums &sums);
/// "12 calls, 1 failed; 1,200 tokens in, 310 out".
QString usageText(const api::UsageSums &sums);
/// Of whom a budget is.
QString scopeText(const std::string &scope);
/// "0.42 USD of 5.00 USD".
QString budgetText(const api::BudgetView &budget);

} // namespace models

} // namespace signalbox::ui
