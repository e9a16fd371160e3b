// SPDX-License-Identifier: GPL-3.0-or-later
// Durations as people write them: a number and a unit.
#include "flow/model.h"

#include <cmath>

namespace signalbox::flow {

namespace {

struct Unit
{
    std::string_view name;
    double millis;
};

constexpr std::array<Unit, 5> kUnits = {{{"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", 86400000}}};
constexpr double kLongest = 100.0 * 365 * 86400000;

} // namespace

Result<Millis> parseDuration(std::string_view text)
{
    double number = 0;
    const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    const std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    if (failed == std::errc() && number >= 0 && std::isfinite(number)) {
        for (const auto &known : kUnits) {
            if (unit == known.name && number * known.millis <= kLongest) {
                return Millis(std::llround(number * known.millis));
            }
        }
    }
    return Error("flow.duration", "\"" + std::string(text) + "\" is no duration; write a number and ms, s, m, h or d, such as \"30s\".",
                 std::string(text));
}

std::string formatDuration(Millis duration)
{
    const auto count = duration.count();
    for (auto unit = kUnits.rbegin(); unit != kUnits.rend(); ++unit) {
        const auto size = static_cast<std::int64_t>(unit->millis);
        if (count >= size && count % size == 0) {
            return std::to_string(count / size) + std::string(unit->name);
        }
    }
    return std::to_string(count) + "ms";
}

} // namespace signalbox::flow
