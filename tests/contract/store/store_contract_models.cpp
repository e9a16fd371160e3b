// SPDX-License-Identifier: GPL-3.0-or-later
// Providers of models, and the record of their calls.
#include "store_contract.h"

#include "store/models.h"

using namespace signalbox;
using namespace signalbox::store;

namespace {

ProviderRow provider(const std::string &id, std::int64_t revision = 0)
{
    ProviderRow row;
    row.id = id;
    row.kind = "openAi";
    row.baseUrl = "https://api.example.com/v1";
    row.secret = "OPENAI_KEY";
    row.options = R"({"concurrency":4})";
    row.revision = revision;
    return row;
}

LlmCallRow callOf(const std::string &id, const std::string &by, const std::string &run)
{
    LlmCallRow row;
    row.id = id;
    row.startedAt = 5;
    row.provider = by;
    row.model = "m-1";
    row.run = run;
    row.path = "ask";
    row.outcome = "ok";
    row.attempts = 2;
    row.inputTokens = 100;
    row.cachedTokens = 60;
    row.cacheWriteTokens = 10;
    row.outputTokens = 20;
    row.reasoningTokens = 7;
    row.micros = 1234;
    row.currency = "usd";
    row.durationMs = 900;
    row.firstTokenMs = 300;
    return row;
}

} // namespace

void StoreContract::keepsProvidersByRevision()
{
    auto &models = m_store->models();
    QVERIFY(test::await(models.providers("default"))->empty());
    QCOMPARE(*test::await(models.putProvider("default", provider("openai"))), std::int64_t(1));
    QCOMPARE(*test::await(models.putProvider("default", provider("local"))), std::int64_t(1));
    auto rows = *test::await(models.providers("default"));
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(rows[0].id, std::string("local"));
    QCOMPARE(rows[1].kind, std::string("openAi"));
    QCOMPARE(rows[1].baseUrl, std::string("https://api.example.com/v1"));
    QCOMPARE(rows[1].secret, std::string("OPENAI_KEY"));
    QCOMPARE(rows[1].options, std::string(R"({"concurrency":4})"));
    QVERIFY(rows[1].updatedAt > 0);
    QCOMPARE(*test::await(models.putProvider("default", provider("openai", 1))), std::int64_t(2));
    QCOMPARE(test::await(models.putProvider("default", provider("openai", 1))).error().code, std::string("store.conflict"));
    QCOMPARE(test::await(models.putProvider("default", provider("new", 3))).error().code, std::string("store.conflict"));
    // Nobody sees or changes it from another workspace.
    QVERIFY(test::await(models.providers("other"))->empty());
    QCOMPARE(test::await(models.provider("other", "openai")).error().code, std::string("store.notFound"));
    QCOMPARE(test::await(models.removeProvider("other", "openai", 0)).error().code, std::string("store.notFound"));
    reopen();
    QCOMPARE(test::await(m_store->models().provider("default", "openai"))->revision, std::int64_t(2));
    QCOMPARE(test::await(m_store->models().removeProvider("default", "openai", 1)).error().code, std::string("store.conflict"));
    QVERIFY(test::await(m_store->models().removeProvider("default", "openai", 2)).ok());
    QCOMPARE(test::await(m_store->models().removeProvider("default", "openai", 0)).error().code, std::string("store.notFound"));
    const auto events = *test::await(m_store->events().read("default", 0, 100));
    QCOMPARE(events.back().topic, std::string("provider.removed"));
    QCOMPARE(events.back().source, std::string("openai"));
    QCOMPARE(events.front().topic, std::string("provider.saved"));
}

void StoreContract::recordsCallsOfModels()
{
    auto &models = m_store->models();
    for (const auto *id : {"c1", "c2", "c3"}) {
        QVERIFY(test::await(models.recordCall("default", callOf(id, id == std::string("c2") ? "local" : "openai", id == std::string("c3") ? "" : "run-1"))).ok());
    }
    // Told twice, it is recorded once.
    QVERIFY(test::await(models.recordCall("default", callOf("c3", "openai", ""))).ok());
    QVERIFY(test::await(models.recordCall("other", callOf("c4", "openai", "run-1"))).ok());
    const auto all = *test::await(models.calls("default", {}));
    QCOMPARE(all.size(), std::size_t(3));
    QCOMPARE(all[0].id, std::string("c3"));
    const auto &row = all[2];
    const auto wanted = callOf("c1", "openai", "run-1");
    QCOMPARE(row.startedAt, wanted.startedAt);
    QCOMPARE(row.outcome, wanted.outcome);
    QCOMPARE(row.attempts, wanted.attempts);
    QCOMPARE(row.inputTokens, wanted.inputTokens);
    QCOMPARE(row.cachedTokens, wanted.cachedTokens);
    QCOMPARE(row.cacheWriteTokens, wanted.cacheWriteTokens);
    QCOMPARE(row.outputTokens, wanted.outputTokens);
    QCOMPARE(row.reasoningTokens, wanted.reasoningTokens);
    QCOMPARE(row.micros, wanted.micros);
    QCOMPARE(row.currency, wanted.currency);
    QCOMPARE(row.durationMs, wanted.durationMs);
    QCOMPARE(row.firstTokenMs, wanted.firstTokenMs);
    LlmCallFilter filter;
    filter.run = "run-1";
    QCOMPARE(test::await(models.calls("default", filter))->size(), std::size_t(2));
    filter.provider = "local";
    QCOMPARE(test::await(models.calls("default", filter))->size(), std::size_t(1));
    filter = {};
    filter.limit = 1;
    filter.before = "c3";
    const auto next = *test::await(models.calls("default", filter));
    QCOMPARE(next.size(), std::size_t(1));
    QCOMPARE(next[0].id, std::string("c2"));
    // An id of another workspace pages nothing.
    filter.before = "c4";
    QVERIFY(test::await(models.calls("default", filter))->empty());
}
