// SPDX-License-Identifier: GPL-3.0-or-later
// What a run of a flow will cost, read off what its runs came to: pure.
#pragma once

#include "store/models.h"

#include <optional>
#include <string>

namespace signalbox::llm {

struct Forecast
{
    std::int64_t runs = 0; ///< that it is read off
    std::string currency;  ///< empty: nothing is known
    std::optional<std::int64_t> typicalMicros; ///< half of the runs cost no more
    std::optional<std::int64_t> mostMicros;    ///< nine tenths of them cost no more; of fewer than ten, all
};

/// From runs that ended well. Those of whose calls one has no known cost, or that paid in another currency than the
/// newest one did, are left out.
Forecast forecast(const store::FlowCosts &costs);

} // namespace signalbox::llm
