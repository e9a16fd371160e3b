// SPDX-License-Identifier: GPL-3.0-or-later
// Durations as people write them: a number and a unit.
#include "flow/model.h"

#include "flow/sentence_p.h"

#include <array>
#include <charconv>
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
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    double number = 0;
    const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    const std::string_view written(text.data(), static_cast<std::size_t>(rest - text.data()));
    const std::string_view unit = text.substr(written.size());
    // "-0", ".5", "1." and "inf" are numbers for the library, not for people.
    if (failed == std::errc() && !written.empty() && isDigit(written.front()) && isDigit(written.back())) {
        for (const auto &known : kUnits) {
            if (unit == known.name && number * known.millis <= kLongest) {
                return Millis(std::llround(number * known.millis));
            }
        }
    }
    const auto shown = inQuotes(text);
    return Error("flow.duration", shown + " is no duration; write a number and ms, s, m, h or d, such as \"30s\", of at most 100 years.", shown);
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
