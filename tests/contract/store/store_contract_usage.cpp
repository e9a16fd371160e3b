// SPDX-License-Identifier: GPL-3.0-or-later
// What calls of models came to, by day, model, provider and flow.
#include "store_contract.h"

#include "store/history.h"
#include "store/models.h"

using namespace signalbox;
using namespace signalbox::store;

namespace {

constexpr UnixMillis kHour = 3'600'000;
constexpr UnixMillis kDay = 24 * kHour;
constexpr UnixMillis kToday = 20'000 * kDay; // midnight, UTC

LlmCallRow callAt(UnixMillis time, std::int64_t micros, const std::string &currency = "usd")
{
    static int s_last = 0;
    LlmCallRow row;
    row.id = "usage-" + std::to_string(++s_last);
    row.startedAt = time;
    row.provider = "openai";
    row.model = "m-1";
    row.outcome = "ok";
    row.inputTokens = 100;
    row.cachedTokens = 60;
    row.outputTokens = 20;
    row.micros = micros;
    row.currency = currency;
    return row;
}

UsageFilter summedBy(UsageBy by, UnixMillis from = 0, UnixMillis to = 2 * kToday, int offset = 0)
{
    return {from, to, by, offset, {}};
}

} // namespace

void StoreContract::sumsCallsByDay()
{
    auto &models = m_store->models();
    const auto record = [&](LlmCallRow row) { return test::await(models.recordCall("default", std::move(row))).ok(); };
    QVERIFY(test::await(models.usage("default", summedBy(UsageBy::Day)))->groups.empty());
    QVERIFY(record(callAt(kToday - 1, 5)));
    QVERIFY(record(callAt(kToday, 7)));
    QVERIFY(record(callAt(kToday + kDay - 1, 11, "eur")));
    auto failed = callAt(kToday + 2, -1, "");
    failed.outcome = "llm.timeout";
    QVERIFY(record(failed));
    QVERIFY(test::await(models.recordCall("other", callAt(kToday, 1000))).ok());
    const auto rows = *test::await(models.usage("default", summedBy(UsageBy::Day)));
    QCOMPARE(rows.groups.size(), std::size_t(2));
    QCOMPARE(rows.groups[0].day, kToday - kDay);
    QCOMPARE(rows.groups[1].day, kToday);
    const auto &today = rows.groups[1].sums;
    QCOMPARE(today.calls, std::int64_t(3));
    QCOMPARE(today.failed, std::int64_t(1));
    QCOMPARE(today.unpriced, std::int64_t(1));
    QCOMPARE(today.inputTokens, std::int64_t(300));
    QCOMPARE(today.cachedTokens, std::int64_t(180));
    QCOMPARE(today.outputTokens, std::int64_t(60));
    QCOMPARE(today.costs.size(), std::size_t(2)); // currencies are not added
    QCOMPARE(today.costs[0].currency, std::string("eur"));
    QCOMPARE(today.costs[0].micros, std::int64_t(11));
    QCOMPARE(today.costs[1].micros, std::int64_t(7));
    QCOMPARE(rows.total.calls, std::int64_t(4));
    QCOMPARE(rows.total.costs[1].micros, std::int64_t(12));
    QCOMPARE(rows.restGroups, std::int64_t(0));
    // The end is not in the range, the begin is.
    const auto part = *test::await(models.usage("default", summedBy(UsageBy::Day, kToday, kToday + 2)));
    QCOMPARE(part.total.calls, std::int64_t(1));
    // Elsewhere it is another day: an hour east the last of them is tomorrow's, and yesterday's is today's.
    const auto east = *test::await(models.usage("default", summedBy(UsageBy::Day, 0, 2 * kToday, 60)));
    QCOMPARE(east.groups.size(), std::size_t(2));
    QCOMPARE(east.groups[0].day, kToday - kHour);
    QCOMPARE(east.groups[0].sums.calls, std::int64_t(3));
    QCOMPARE(east.groups[1].day, kToday + kDay - kHour);
    // Where clocks are set forward two hours into today, each day has its own offset: yesterday an hour east, today two.
    auto summer = summedBy(UsageBy::Day, 0, 2 * kToday, 60);
    summer.changes = {{kToday + 2 * kHour, 120}};
    const auto changed = *test::await(models.usage("default", summer));
    QCOMPARE(changed.groups.size(), std::size_t(2));
    QCOMPARE(changed.groups[0].day, kToday - kHour);
    QCOMPARE(changed.groups[0].sums.calls, std::int64_t(3));
    QCOMPARE(changed.groups[1].day, kToday + kDay - 2 * kHour);
    // At midnight: the day begins with the change.
    summer.changes = {{kToday - kHour, 120}};
    QCOMPARE(test::await(models.usage("default", summer))->groups[0].day, kToday - kHour);
    // West of it, the first hours of 1970 are in 1969.
    QVERIFY(record(callAt(5, 1)));
    const auto west = *test::await(models.usage("default", summedBy(UsageBy::Day, 0, kDay, -60)));
    QCOMPARE(west.groups.size(), std::size_t(1));
    QCOMPARE(west.groups[0].day, kHour - kDay);
}

void StoreContract::sumsCallsByModelAndProvider()
{
    auto &models = m_store->models();
    for (const auto &[provider, model, micros] : {std::tuple("openai", "m-1", 5), {"openai", "m-2", 40}, {"local", "m-1", 7}, {"openai", "m-1", 3}, {"local", "m-9", -1}}) {
        auto row = callAt(kToday, micros);
        row.provider = provider;
        row.model = model;
        QVERIFY(test::await(models.recordCall("default", std::move(row))).ok());
    }
    const auto byModel = *test::await(models.usage("default", summedBy(UsageBy::Model)));
    QCOMPARE(byModel.groups.size(), std::size_t(4)); // the same name elsewhere is another model
    QCOMPARE(byModel.groups[0].model, std::string("m-2"));
    QCOMPARE(byModel.groups[0].sums.costs[0].micros, std::int64_t(40));
    QCOMPARE(byModel.groups[1].provider, std::string("openai"));
    QCOMPARE(byModel.groups[1].sums.calls, std::int64_t(2));
    QCOMPARE(byModel.groups[1].sums.costs[0].micros, std::int64_t(8));
    QCOMPARE(byModel.groups[2].provider, std::string("local"));
    QCOMPARE(byModel.groups[3].sums.unpriced, std::int64_t(1));
    QVERIFY(byModel.groups[3].sums.costs.empty());
    const auto byProvider = *test::await(models.usage("default", summedBy(UsageBy::Provider)));
    QCOMPARE(byProvider.groups.size(), std::size_t(2));
    QCOMPARE(byProvider.groups[0].provider, std::string("openai"));
    QVERIFY(byProvider.groups[0].model.empty());
    QCOMPARE(byProvider.groups[0].sums.costs[0].micros, std::int64_t(48));
    QCOMPARE(byProvider.total.costs[0].micros, std::int64_t(55));
    reopen();
    QCOMPARE(test::await(m_store->models().usage("default", summedBy(UsageBy::Model)))->total.calls, std::int64_t(5));
}

void StoreContract::sumsCallsByFlow()
{
    QVERIFY(makeRun("default", "r1") > 0);
    QVERIFY(makeRun("default", "r2") > 0);
    QVERIFY(makeRun("other", "r3") > 0);
    auto &models = m_store->models();
    for (const auto &[run, micros] : {std::pair("r1", 5), {"r2", 6}, {"", 2}, {"", 1}, {"gone", 1}, {"r3", 1}}) {
        auto row = callAt(kToday, micros);
        row.run = run;
        QVERIFY(test::await(models.recordCall("default", std::move(row))).ok());
    }
    const auto rows = *test::await(models.usage("default", summedBy(UsageBy::Flow)));
    QCOMPARE(rows.groups.size(), std::size_t(3));
    QCOMPARE(rows.groups[0].flow, std::string("mail-triage"));
    QVERIFY(rows.groups[0].origin == UsageOrigin::Flow);
    QCOMPARE(rows.groups[0].sums.calls, std::int64_t(2));
    QCOMPARE(rows.groups[0].sums.costs[0].micros, std::int64_t(11));
    QVERIFY(rows.groups[1].origin == UsageOrigin::NoRun);
    QCOMPARE(rows.groups[1].sums.costs[0].micros, std::int64_t(3));
    QVERIFY(rows.groups[2].origin == UsageOrigin::RunGone); // nor is a run of another workspace known here
    QCOMPARE(rows.groups[2].sums.calls, std::int64_t(2));
}

void StoreContract::sumsAreBounded()
{
    auto &models = m_store->models();
    std::size_t done = 0;
    constexpr int kMany = 370;
    for (int i = 0; i < kMany; ++i) {
        auto row = callAt(kToday + i * kDay, 1 + i);
        row.model = "m-" + std::to_string(i);
        done += test::await(models.recordCall("default", std::move(row))).ok() ? 1u : 0u;
    }
    QCOMPARE(done, std::size_t(kMany));
    const auto days = *test::await(models.usage("default", summedBy(UsageBy::Day)));
    QCOMPARE(days.groups.size(), kUsageDays);
    QCOMPARE(days.groups.front().day, kToday + 4 * kDay); // the newest ones stay
    QCOMPARE(days.restGroups, std::int64_t(4));
    QCOMPARE(days.rest.costs[0].micros, std::int64_t(1 + 2 + 3 + 4));
    QCOMPARE(days.total.calls, std::int64_t(kMany));
    const auto named = *test::await(models.usage("default", summedBy(UsageBy::Model)));
    QCOMPARE(named.groups.size(), kUsageGroups);
    QCOMPARE(named.groups.front().model, std::string("m-369")); // the dearest ones stay
    QCOMPARE(named.restGroups, std::int64_t(170));
    QCOMPARE(named.rest.calls, std::int64_t(170));
    QCOMPARE(named.rest.costs[0].micros, std::int64_t(170 * 171 / 2));
}
