// SPDX-License-Identifier: GPL-3.0-or-later
// What calls cost: a dated table that people can edit, and whole numbers.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "llm/event.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::llm {

/// Prices of a million tokens, in millionths of the currency.
struct Rates
{
    std::int64_t input = 0;
    std::int64_t output = 0;
    std::int64_t cached = 0;     ///< of input that the provider had in its cache
    std::int64_t cacheWrite = 0; ///< of input that it put there
    bool operator==(const Rates &) const = default;
};

/// A model's prices from a day on.
struct Price
{
    std::string provider; ///< who charges it: "openai", "anthropic", "google", "ollama" …
    std::string model;    ///< an id, or "*": every model of the provider
    std::string since;    ///< "2026-01-31", or empty: always
    Rates rates;
    /// Where a request has more input tokens than that, all of it costs these.
    std::int64_t longFrom = 0; ///< 0: it never costs more
    Rates longRates;
};

/// What a call came to.
struct Cost
{
    std::int64_t micros = 0; ///< millionths of the currency, rounded up
    std::string currency;    ///< "usd"
    bool operator==(const Cost &) const = default;
};

/// Immutable once made; thread-safe. The JSON is described by resources/schemas/prices-1.schema.json.
class PriceTable
{
public:
    /// Empty: no price is known.
    PriceTable() = default;
    /// The one that comes with the program (resources/prices/prices.json).
    static const PriceTable &builtIn();
    /// Errors: json.*, prices.invalid (names the entry).
    static Result<PriceTable> parse(std::string_view text);
    /// This one with another over it: for a model that `over` names, only what stands there counts.
    /// Errors: prices.invalid where the currencies differ.
    Result<PriceTable> with(const PriceTable &over) const;

    const std::string &currency() const { return m_currency; }
    /// The day on which the prices were looked up.
    const std::string &updated() const { return m_updated; }
    const std::vector<Price> &prices() const { return m_prices; }

    /// The price at a time: of the model itself, else of the model that it is a dated edition of
    /// ("gpt-5-2026-04-01", "claude-opus-4-5@20251101", "gemini-3-flash-latest"), else of every model of the
    /// provider. None: nobody knows, which is not the same as free.
    const Price *find(std::string_view provider, std::string_view model, UnixMillis at) const;

    /// None where no price is known.
    std::optional<Cost> costOf(std::string_view provider, std::string_view model, const Usage &usage, UnixMillis at) const;
    /// The most that a call can cost that has so many tokens of input and at most so many of output.
    std::optional<Cost> mostOf(std::string_view provider, std::string_view model, std::int64_t inputTokens, std::int64_t outputTokens, UnixMillis at) const;

private:
    std::string m_currency = "usd";
    std::string m_updated;
    std::vector<Price> m_prices;
};

/// What tokens cost, in millionths, rounded up. Counts below zero are taken for none.
std::int64_t costInMicros(const Price &price, const Usage &usage);

} // namespace signalbox::llm
