// SPDX-License-Identifier: GPL-3.0-or-later
// What calls cost: by the table that comes along, by one's own, in whole millionths.
#include "llm_rig.h"

#include "base/json_schema.h"
#include "llm/prices.h"

using namespace signalbox;
using namespace signalbox::test;
using llm::PriceTable;

namespace {

constexpr UnixMillis kNow = 1'793'000'000'000; // October 2026

std::string fileText(const std::string &path)
{
    std::ifstream file(sourceDir() + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

PriceTable tableOf(const std::string &models)
{
    auto table = PriceTable::parse("{\"format\": \"signalbox.prices/1\", \"updated\": \"2026-01-01\", \"models\": [" + models + "]}");
    if (!table) {
        qFatal("%s", table.error().describe().c_str());
    }
    return std::move(*table);
}

llm::Usage usageOf(std::int64_t input, std::int64_t cached, std::int64_t written, std::int64_t output)
{
    return {input, cached, written, output, 0};
}

std::int64_t microsOf(const PriceTable &table, std::string_view provider, std::string_view model, const llm::Usage &usage)
{
    const auto cost = table.costOf(provider, model, usage, kNow);
    return cost ? cost->micros : -1;
}

} // namespace

class TestLlmPrices : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void theTableThatComesAlongFitsItsSchema()
    {
        const auto schema = json::Schema::compile(json::parse(fileText("/resources/schemas/prices-1.schema.json")).value());
        SB_VERIFY_OK(schema);
        const auto table = json::parse(fileText("/resources/prices/prices.json"));
        SB_VERIFY_OK(table);
        const auto violations = schema->validate(*table);
        QVERIFY2(violations.empty(), violations.empty() ? "" : (violations[0].instancePath + ": " + violations[0].message).c_str());
        QVERIFY(PriceTable::builtIn().prices().size() > 20);
        QCOMPARE(PriceTable::builtIn().currency(), std::string("usd"));
        QCOMPARE(PriceTable::builtIn().updated().size(), std::size_t(10));
        SB_VERIFY_OK(PriceTable::parse(fileText("/resources/prices/prices.json")));
    }

    void aCallCostsWhatItsTokensCost()
    {
        const auto table = tableOf(R"({"provider": "p", "model": "m", "input": 3, "output": 15, "cached": 0.3, "cacheWrite": 3.75})");
        QCOMPARE(microsOf(table, "p", "m", usageOf(1'000'000, 0, 0, 0)), std::int64_t(3'000'000));
        QCOMPARE(microsOf(table, "p", "m", usageOf(1000, 0, 0, 100)), std::int64_t(3000 + 1500));
        // 1000 of input, of them 600 read from the cache and 300 written to it: 100·3 + 600·0.3 + 300·3.75 + 10·15
        QCOMPARE(microsOf(table, "p", "m", usageOf(1000, 600, 300, 10)), std::int64_t(300 + 180 + 1125 + 150));
        QCOMPARE(table.costOf("p", "m", usageOf(1, 0, 0, 0), kNow)->currency, std::string("usd"));
    }

    void aPartOfAMillionthCountsWhole()
    {
        const auto table = tableOf(R"({"provider": "p", "model": "m", "input": 0.05, "output": 0.4})");
        QCOMPARE(microsOf(table, "p", "m", usageOf(1, 0, 0, 0)), std::int64_t(1));
        QCOMPARE(microsOf(table, "p", "m", usageOf(20, 0, 0, 0)), std::int64_t(1));
        QCOMPARE(microsOf(table, "p", "m", usageOf(21, 0, 0, 0)), std::int64_t(2));
        QCOMPARE(microsOf(table, "p", "m", usageOf(0, 0, 0, 0)), std::int64_t(0));
    }

    void countsThatCannotBeAreTakenForWhatCanBe()
    {
        const auto table = tableOf(R"({"provider": "p", "model": "m", "input": 2000, "output": 2000, "cached": 2000, "cacheWrite": 2000})");
        const auto most = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(microsOf(table, "p", "m", usageOf(-5, -5, -5, -5)), std::int64_t(0));
        QVERIFY(microsOf(table, "p", "m", usageOf(most, most, most, most)) > 0);
        // More cached than there is of input.
        QCOMPARE(microsOf(tableOf(R"({"provider": "p", "model": "m", "input": 10, "cached": 1})"), "p", "m", usageOf(10, 100, 100, 0)), std::int64_t(10));
    }

    void aLongRequestCostsTheHigherPriceWhole()
    {
        const auto table = tableOf(R"({"provider": "p", "model": "m", "input": 1, "output": 10, "long": {"above": 200000, "input": 2, "output": 15}})");
        QCOMPARE(microsOf(table, "p", "m", usageOf(200'000, 0, 0, 100)), std::int64_t(200'000 + 1000));
        QCOMPARE(microsOf(table, "p", "m", usageOf(200'001, 0, 0, 100)), std::int64_t(400'002 + 1500));
    }

    void anEditionCostsAsItsModel()
    {
        const auto table = tableOf(R"({"provider": "p", "model": "gpt-5", "input": 1}, {"provider": "p", "model": "gpt-5-mini", "input": 2},
            {"provider": "q", "model": "*", "input": 3}, {"provider": "q", "model": "x", "input": 4}, {"provider": "p", "model": "gpt-5-2026-02-02", "input": 5})");
        const auto one = usageOf(1'000'000, 0, 0, 0);
        const auto units = [&](std::string_view provider, std::string_view model) {
            const auto micros = microsOf(table, provider, model, one);
            return micros < 0 ? micros : micros / 1'000'000;
        };
        QCOMPARE(units("p", "gpt-5"), std::int64_t(1));
        QCOMPARE(units("p", "gpt-5-2026-04-01"), std::int64_t(1));
        QCOMPARE(units("p", "gpt-5-20260401"), std::int64_t(1));
        QCOMPARE(units("p", "gpt-5@20260401"), std::int64_t(1));
        QCOMPARE(units("p", "gpt-5-latest"), std::int64_t(1));
        QCOMPARE(units("p", "gpt-5-2026-02-02"), std::int64_t(5));
        QCOMPARE(units("p", "gpt-5-mini"), std::int64_t(2));
        QCOMPARE(units("p", "gpt-5-mini-2026-04-01"), std::int64_t(2));
        // Another model, and not an edition of a shorter name.
        QCOMPARE(units("p", "gpt-5-pro"), std::int64_t(-1));
        QCOMPARE(units("p", "gpt-55"), std::int64_t(-1));
        QCOMPARE(units("q", "y"), std::int64_t(3));
        QCOMPARE(units("q", "x"), std::int64_t(4));
        QCOMPARE(units("r", "x"), std::int64_t(-1));
    }

    void aPriceHoldsFromItsDayOn()
    {
        const auto table = tableOf(R"({"provider": "p", "model": "m", "input": 1}, {"provider": "p", "model": "m", "since": "2026-03-01", "input": 2}, {"provider": "p", "model": "m", "since": "2026-09-01", "input": 3})");
        const auto at = [&](UnixMillis time) { return table.costOf("p", "m", usageOf(1'000'000, 0, 0, 0), time)->micros; };
        QCOMPARE(at(1'767'225'600'000), std::int64_t(1'000'000)); // 2026-01-01
        QCOMPARE(at(1'772'323'200'000), std::int64_t(2'000'000)); // 2026-03-01
        QCOMPARE(at(1'772'323'199'999), std::int64_t(1'000'000));
        QCOMPARE(at(kNow), std::int64_t(3'000'000));
    }

    void onesOwnPricesComeFirst()
    {
        const auto own = tableOf(R"({"provider": "openai", "model": "gpt-4o", "input": 1, "output": 1}, {"provider": "mine", "model": "*", "input": 9})");
        const auto both = PriceTable::builtIn().with(own);
        SB_VERIFY_OK(both);
        QCOMPARE(microsOf(*both, "openai", "gpt-4o", usageOf(1'000'000, 0, 0, 0)), std::int64_t(1'000'000));
        QCOMPARE(microsOf(*both, "mine", "any", usageOf(1'000'000, 0, 0, 0)), std::int64_t(9'000'000));
        QCOMPARE(microsOf(*both, "openai", "gpt-4o-mini", usageOf(1'000'000, 0, 0, 0)), microsOf(PriceTable::builtIn(), "openai", "gpt-4o-mini", usageOf(1'000'000, 0, 0, 0)));
        auto euros = PriceTable::parse(R"({"format": "signalbox.prices/1", "currency": "eur", "models": []})");
        SB_VERIFY_OK(euros);
        SB_VERIFY_CODE(PriceTable::builtIn().with(*euros), "prices.invalid");
    }

    void whatIsReservedIsEnoughForEveryKindOfInput()
    {
        const auto table = tableOf(R"({"provider": "p", "model": "m", "input": 3, "output": 15, "cached": 0.3, "cacheWrite": 3.75})");
        const auto most = table.mostOf("p", "m", 1000, 500, kNow)->micros;
        for (const auto &usage : {usageOf(1000, 0, 0, 500), usageOf(1000, 1000, 0, 500), usageOf(1000, 0, 1000, 500), usageOf(1000, 400, 600, 500)}) {
            QVERIFY(microsOf(table, "p", "m", usage) <= most);
        }
        QVERIFY(!table.mostOf("p", "unknown", 1, 1, kNow));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<std::string>("text");
        const auto row = [](const char *name, std::string text) { QTest::newRow(name) << text; };
        row("another format", R"({"format": "x", "models": []})");
        row("no list", R"({"format": "signalbox.prices/1", "models": {}})");
        row("currency", R"({"format": "signalbox.prices/1", "currency": "Dollar", "models": []})");
        for (const auto *entry : {R"(7)", R"({"model": "m", "input": 1})", R"({"provider": "p", "model": "m"})", R"({"provider": "p", "model": "m", "input": -1})", R"({"provider": "p", "model": "m", "input": "1"})",
                                  R"({"provider": "p", "model": "m", "input": 1e9})", R"({"provider": "p", "model": "m", "input": 1, "since": "today"})", R"({"provider": "p", "model": "m", "input": 1, "long": {}})",
                                  R"({"provider": "p", "model": "m", "input": 1, "long": 7})", R"({"provider": "p", "model": "m", "input": 1, "ouput": 2})"}) {
            row(entry, "{\"format\": \"signalbox.prices/1\", \"models\": [" + std::string(entry) + "]}");
        }
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(const std::string, text);
        SB_VERIFY_CODE(PriceTable::parse(text), "prices.invalid");
    }
};

SB_TEST_MAIN(TestLlmPrices)
#include "tst_llm_prices.moc"
