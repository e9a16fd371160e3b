// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts of money as people read them. Pure.
#pragma once

#include "api/model_calls.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace signalbox::ui::runs {

/// Millionths of a currency with as many decimals as are needed to see them, at least two: "0.0213".
QString amountText(std::int64_t micros);
/// "0.0213 USD"; what nobody knows is said to be unknown.
QString moneyText(std::optional<std::int64_t> micros, const std::string &currency);
/// Sums in several currencies: "0.02 USD + 0.01 EUR".
QString moneyText(const std::vector<api::UsageCost> &sums);

} // namespace signalbox::ui::runs
