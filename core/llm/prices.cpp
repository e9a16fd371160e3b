// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/prices.h"

#include "base/log.h"
#include "llm/built_in_prices_p.h"

#include <algorithm>
#include <cmath>

namespace signalbox::llm {

namespace {

constexpr std::int64_t kMillion = 1'000'000;
// A product of the two fits into 64 bits, and so do four of them.
constexpr std::int64_t kMostTokens = 1'000'000'000;
constexpr std::int64_t kMostRate = 2'000'000'000;

Error invalid(std::size_t index, std::string_view what)
{
    return Error("prices.invalid", "Entry " + std::to_string(index + 1) + " of the price table cannot be used: " + std::string(what) + ".");
}

bool isDate(std::string_view text)
{
    if (text.size() != 10) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((i == 4 || i == 7) ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) {
            return false;
        }
    }
    return true;
}

// Money as a person writes it (2.5) in millionths.
bool readRate(const json::Object &object, std::string_view key, std::int64_t &rate)
{
    const auto *value = json::find(object, key);
    if (!value) {
        return true;
    }
    const double amount = value->is_number() ? value->to_number<double>() : -1;
    if (!(amount >= 0 && amount * kMillion <= static_cast<double>(kMostRate))) {
        return false;
    }
    rate = std::llround(amount * kMillion);
    return true;
}

// What is not said about the cache costs as much as other input.
bool readRates(const json::Object &object, Rates &rates)
{
    if (!readRate(object, "input", rates.input) || !readRate(object, "output", rates.output)) {
        return false;
    }
    rates.cached = rates.input;
    rates.cacheWrite = rates.input;
    return readRate(object, "cached", rates.cached) && readRate(object, "cacheWrite", rates.cacheWrite);
}

Result<Price> readPrice(const json::Value &value, std::size_t index)
{
    const auto *object = value.if_object();
    if (!object) {
        return invalid(index, "it is no object");
    }
    for (const auto &member : *object) {
        constexpr auto kKeys = std::to_array<std::string_view>({"provider", "model", "since", "input", "output", "cached", "cacheWrite", "long"});
        if (std::ranges::find(kKeys, std::string_view(member.key())) == kKeys.end()) {
            return invalid(index, "\"" + std::string(member.key()) + "\" means nothing");
        }
    }
    Price price;
    price.provider = json::text(*object, "provider");
    price.model = json::text(*object, "model");
    price.since = json::text(*object, "since");
    if (price.provider.empty() || price.model.empty()) {
        return invalid(index, "it needs a provider and a model");
    }
    if (object->contains("since") && !isDate(price.since)) {
        return invalid(index, "since is a day such as 2026-01-31");
    }
    if (!object->contains("input") || !readRates(*object, price.rates)) {
        return invalid(index, "a price is a number between 0 and 2000 for a million tokens");
    }
    if (const auto *more = json::find(*object, "long")) {
        const auto *above = json::find(*more, "above");
        price.longFrom = above && above->is_int64() ? above->get_int64() : 0;
        if (price.longFrom <= 0 || !readRates(more->get_object(), price.longRates)) {
            return invalid(index, "long needs a number of tokens in above, and its prices");
        }
    }
    return price;
}

bool areDigits(std::string_view text, std::size_t count)
{
    return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Whether the rest of a name only says which edition of a model it is.
bool isEdition(std::string_view rest)
{
    if (rest.empty() || (rest.front() != '-' && rest.front() != '@' && rest.front() != ':')) {
        return false;
    }
    rest.remove_prefix(1);
    return rest == "latest" || isDate(rest) || areDigits(rest, 8) || areDigits(rest, 4) || areDigits(rest, 3);
}

std::int64_t counted(std::int64_t tokens)
{
    return std::clamp<std::int64_t>(tokens, 0, kMostTokens);
}

// Rounded up, and never over what 64 bits hold.
std::int64_t sumOf(const Rates &rates, std::int64_t fresh, std::int64_t cached, std::int64_t written, std::int64_t output)
{
    const auto total = static_cast<std::uint64_t>(fresh * rates.input) + static_cast<std::uint64_t>(cached * rates.cached)
        + static_cast<std::uint64_t>(written * rates.cacheWrite) + static_cast<std::uint64_t>(output * rates.output);
    return static_cast<std::int64_t>(total / kMillion + (total % kMillion != 0 ? 1 : 0));
}

} // namespace

std::int64_t costInMicros(const Price &price, const Usage &usage)
{
    const auto input = counted(usage.inputTokens);
    const auto cached = std::min(counted(usage.cachedTokens), input);
    const auto written = std::min(counted(usage.cacheWriteTokens), input - cached);
    const auto &rates = price.longFrom > 0 && input > price.longFrom ? price.longRates : price.rates;
    return sumOf(rates, input - cached - written, cached, written, counted(usage.outputTokens));
}

Result<PriceTable> PriceTable::parse(std::string_view text)
{
    SB_TRY(root, json::parse(text));
    const auto *object = root.if_object();
    if (!object || json::text(*object, "format") != "signalbox.prices/1") {
        return Error("prices.invalid", "This is no price table of Signalbox: it does not begin with \"format\": \"signalbox.prices/1\".");
    }
    PriceTable table;
    table.m_currency = json::text(*object, "currency", "usd");
    table.m_updated = json::text(*object, "updated");
    if (table.m_currency.size() != 3 || !std::ranges::all_of(table.m_currency, [](char c) { return c >= 'a' && c <= 'z'; })) {
        return Error("prices.invalid", "The price table's currency must be three small letters such as usd.");
    }
    const auto *models = json::find(*object, "models");
    if (!models || !models->is_array()) {
        return Error("prices.invalid", "The price table has no list of models.");
    }
    for (const auto &entry : models->get_array()) {
        SB_TRY(price, readPrice(entry, table.m_prices.size()));
        table.m_prices.push_back(std::move(price));
    }
    return table;
}

const PriceTable &PriceTable::builtIn()
{
    static const PriceTable table = [] {
        auto read = parse(builtInPrices());
        if (!read) {
            log::error("llm", "the built-in price table cannot be read", {{"error", read.error().describe()}});
            return PriceTable();
        }
        return std::move(*read);
    }();
    return table;
}

Result<PriceTable> PriceTable::with(const PriceTable &over) const
{
    if (over.m_currency != m_currency) {
        return Error("prices.invalid", "The price table is in " + over.m_currency + ", the other one in " + m_currency + "; give all prices in one currency.");
    }
    PriceTable table = over;
    if (table.m_updated < m_updated) {
        table.m_updated = m_updated;
    }
    for (const auto &price : m_prices) {
        const bool isReplaced = std::ranges::any_of(over.m_prices, [&](const Price &other) { return other.provider == price.provider && other.model == price.model; });
        if (!isReplaced) {
            table.m_prices.push_back(price);
        }
    }
    return table;
}

const Price *PriceTable::find(std::string_view provider, std::string_view model, UnixMillis at) const
{
    const auto day = toIsoString(at).substr(0, 10);
    const auto rank = [&](const Price &price) -> int {
        if (price.provider != provider || price.since > day) {
            return 0;
        }
        if (price.model == model) {
            return 3;
        }
        if (price.model == "*") {
            return 1;
        }
        return model.starts_with(price.model) && isEdition(model.substr(price.model.size())) ? 2 : 0;
    };
    const Price *best = nullptr;
    int bestRank = 0;
    for (const auto &price : m_prices) {
        const auto mine = rank(price);
        if (mine > bestRank || (mine != 0 && mine == bestRank && price.since > best->since)) {
            best = &price;
            bestRank = mine;
        }
    }
    return best;
}

std::optional<Cost> PriceTable::costOf(std::string_view provider, std::string_view model, const Usage &usage, UnixMillis at) const
{
    const auto *price = find(provider, model, at);
    return price ? std::optional(Cost{costInMicros(*price, usage), m_currency}) : std::nullopt;
}

std::optional<Cost> PriceTable::mostOf(std::string_view provider, std::string_view model, std::int64_t inputTokens, std::int64_t outputTokens, UnixMillis at) const
{
    const auto *price = find(provider, model, at);
    if (!price) {
        return std::nullopt;
    }
    // No kind of input may turn out to cost more than what is reserved for it.
    Price dearest = *price;
    for (auto *rates : {&dearest.rates, &dearest.longRates}) {
        rates->input = std::max({rates->input, rates->cached, rates->cacheWrite});
    }
    Usage usage;
    usage.inputTokens = inputTokens;
    usage.outputTokens = outputTokens;
    return Cost{costInMicros(dearest, usage), m_currency};
}

} // namespace signalbox::llm
