// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/forecast.h"

#include <algorithm>

namespace signalbox::llm {

Forecast forecast(const store::FlowCosts &costs)
{
    Forecast result;
    std::vector<std::int64_t> known;
    for (const auto &run : costs.runs) {
        if (run.unpriced == 0 && result.currency.empty()) {
            result.currency = run.currency;
        }
    }
    if (result.currency.empty()) {
        return result;
    }
    for (const auto &run : costs.runs) {
        if (run.unpriced == 0 && (run.calls == 0 || run.currency == result.currency)) {
            known.push_back(run.micros);
        }
    }
    constexpr std::size_t kTenths = 10;
    std::ranges::sort(known);
    result.runs = static_cast<std::int64_t>(known.size());
    result.typicalMicros = known[(known.size() - 1) / 2];
    // The nearest rank.
    result.mostMicros = known[known.size() < kTenths ? known.size() - 1 : (known.size() * 9 + kTenths - 1) / kTenths - 1];
    return result;
}

} // namespace signalbox::llm
