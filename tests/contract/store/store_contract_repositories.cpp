// SPDX-License-Identifier: GPL-3.0-or-later
// Flows, secrets, tokens, audit; and the line between workspaces.
#include "store_contract.h"

#include "store/endpoint.h"

using namespace signalbox;
using namespace signalbox::store;

namespace {

FlowRow flow(std::string id, std::string text, std::int64_t revision = 0)
{
    FlowRow row;
    row.id = std::move(id);
    row.name = "Name of " + row.id;
    row.text = std::move(text);
    row.revision = revision;
    return row;
}

FlowVersionRow version(std::string id, std::string hash)
{
    FlowVersionRow row;
    row.flow = std::move(id);
    row.hash = std::move(hash);
    row.text = "text of " + row.hash;
    row.author = "owner";
    row.note = "why";
    return row;
}

TokenRow token(std::string id, std::string workspace, std::string hash)
{
    TokenRow row;
    row.id = std::move(id);
    row.workspace = std::move(workspace);
    row.subject = "owner";
    row.hash = std::move(hash);
    row.permissions = {"flows.*", "runs.read"};
    row.createdAt = 4;
    row.expiresAt = 8;
    return row;
}

} // namespace

void StoreContract::savesDraftsByRevision()
{
    auto &flows = m_store->flows();
    QCOMPARE(*test::await(flows.save("home", flow("f", "one"))), 1);
    const auto again = test::await(flows.save("home", flow("f", "two")));
    QCOMPARE(again.error().code, std::string("store.conflict"));
    QCOMPARE(again.error().args.front(), (std::pair<std::string, std::string>("current", "1")));
    QCOMPARE(*test::await(flows.save("home", flow("f", "two", 1))), 2);
    QCOMPARE(test::await(flows.save("home", flow("f", "three", 1))).error().code, std::string("store.conflict"));
    QCOMPARE(test::await(flows.save("home", flow("unknown", "three", 1))).error().code, std::string("store.notFound"));
    const auto row = test::await(flows.get("home", "f"));
    QCOMPARE(row->text, std::string("two"));
    QCOMPARE(row->name, std::string("Name of f"));
    QCOMPARE(row->revision, 2);
    QCOMPARE(row->origin, std::string("local"));
    QVERIFY(row->updatedAt > 0);
    const auto list = test::await(flows.list("home"));
    QCOMPARE(list->size(), std::size_t(1));
    QVERIFY(list->front().text.empty());
}

void StoreContract::publishesVersionsAndMovesTheLivePointer()
{
    auto &flows = m_store->flows();
    QCOMPARE(test::await(flows.publish("home", version("f", "h1"))).error().code, std::string("store.notFound"));
    QVERIFY(test::await(flows.save("home", flow("f", "one"))).ok());
    QCOMPARE(*test::await(flows.publish("home", version("f", "h1"))), 1);
    QCOMPARE(*test::await(flows.publish("home", version("f", "h1"))), 1);
    QCOMPARE(*test::await(flows.publish("home", version("f", "h2"))), 2);
    QCOMPARE(test::await(flows.get("home", "f"))->live, 2);
    QVERIFY(test::await(flows.setLive("home", "f", 1)).ok());
    QCOMPARE(test::await(flows.get("home", "f"))->live, 1);
    // The same text as one that is not live is a version of its own: history tells what happened.
    QCOMPARE(*test::await(flows.publish("home", version("f", "h2"))), 3);
    QCOMPARE(test::await(flows.setLive("home", "f", 9)).error().code, std::string("store.notFound"));
    QVERIFY(test::await(flows.setLive("home", "f", 0)).ok());
    QCOMPARE(test::await(flows.get("home", "f"))->live, 0);
    const auto all = test::await(flows.versions("home", "f"));
    QCOMPARE(all->size(), std::size_t(3));
    QVERIFY(all->front().text.empty());
    const auto second = test::await(flows.version("home", "f", 2));
    QCOMPARE(second->text, std::string("text of h2"));
    QCOMPARE(second->author, std::string("owner"));
    QCOMPARE(second->note, std::string("why"));
    QCOMPARE(test::await(flows.version("home", "f", 7)).error().code, std::string("store.notFound"));
    QCOMPARE(test::await(flows.get("home", "f"))->revision, 1);
}

void StoreContract::removesAFlow()
{
    auto &flows = m_store->flows();
    QVERIFY(test::await(flows.save("home", flow("f", "one"))).ok());
    QVERIFY(test::await(flows.publish("home", version("f", "h1"))).ok());
    QCOMPARE(test::await(flows.remove("home", "f", 9)).error().code, std::string("store.conflict"));
    QVERIFY(test::await(flows.remove("home", "f", 1)).ok());
    QCOMPARE(test::await(flows.get("home", "f")).error().code, std::string("store.notFound"));
    QCOMPARE(test::await(flows.versions("home", "f")).error().code, std::string("store.notFound"));
    QCOMPARE(test::await(flows.remove("home", "f", 1)).error().code, std::string("store.notFound"));
}

void StoreContract::changesOfFlowsTellThemselves()
{
    auto &flows = m_store->flows();
    QVERIFY(test::await(flows.save("home", flow("f", "one"))).ok());
    QVERIFY(!test::await(flows.save("home", flow("f", "one"))).ok());
    QVERIFY(test::await(flows.publish("home", version("f", "h1"))).ok());
    QVERIFY(test::await(flows.publish("home", version("f", "h1"))).ok());
    QVERIFY(test::await(flows.setLive("home", "f", 0)).ok());
    QVERIFY(test::await(flows.remove("home", "f", 1)).ok());
    const auto events = test::await(m_store->events().read("home", 0, 10));
    std::vector<std::string> topics;
    for (const auto &event : *events) {
        topics.push_back(event.topic);
        QCOMPARE(event.source, std::string("f"));
    }
    QCOMPARE(topics, (std::vector<std::string>{"flow.saved", "flow.published", "flow.live", "flow.removed"}));
    QCOMPARE((*events)[1].data, std::string(R"({"flow":"f","number":1})"));
}

void StoreContract::keepsSecretsByRevision()
{
    auto &secrets = m_store->secrets();
    SecretRow row;
    row.name = "api";
    row.keyId = "key-1";
    row.ciphertext = std::string("\0\xff\x01 bytes", 9);
    QVERIFY(test::await(secrets.put("home", row)).ok());
    auto kept = test::await(secrets.get("home", "api"));
    QCOMPARE(kept->ciphertext, row.ciphertext);
    QCOMPARE(kept->keyId, std::string("key-1"));
    QCOMPARE(kept->revision, 1);
    QVERIFY(test::await(secrets.put("home", row)).ok());
    row.revision = 1;
    QCOMPARE(test::await(secrets.put("home", row)).error().code, std::string("store.conflict"));
    row.revision = 2;
    row.keyId = "key-2";
    QVERIFY(test::await(secrets.put("home", row)).ok());
    QVERIFY(test::await(secrets.put("work", SecretRow{"other", "key-2", "c", 0, 0})).ok());
    const auto list = test::await(secrets.list("home"));
    QCOMPARE(list->size(), std::size_t(1));
    QVERIFY(list->front().ciphertext.empty());
    QCOMPARE(list->front().keyId, std::string("key-2"));
    const auto all = test::await(secrets.allSecrets());
    QCOMPARE(all->size(), std::size_t(2));
    QCOMPARE(all->back().first, std::string("work"));
    QCOMPARE(all->back().second.ciphertext, std::string("c"));
    QVERIFY(test::await(secrets.remove("home", "api")).ok());
    QCOMPARE(test::await(secrets.get("home", "api")).error().code, std::string("store.notFound"));
    QCOMPARE(test::await(secrets.remove("home", "api")).error().code, std::string("store.notFound"));
}

void StoreContract::findsTokensByHash()
{
    auto &tokens = m_store->tokens();
    QVERIFY(test::await(tokens.add(token("t1", "home", "aa"))).ok());
    QVERIFY(!test::await(tokens.add(token("t2", "home", "aa"))).ok());
    const auto found = test::await(tokens.findByHash("aa"));
    QVERIFY(found.ok() && found->has_value());
    QCOMPARE((*found)->id, std::string("t1"));
    QCOMPARE((*found)->workspace, std::string("home"));
    QCOMPARE((*found)->permissions, (std::vector<std::string>{"flows.*", "runs.read"}));
    QCOMPARE((*found)->createdAt, 4);
    QCOMPARE((*found)->expiresAt, 8);
    QVERIFY(!(*found)->revoked);
    QVERIFY(!test::await(tokens.findByHash("bb"))->has_value());
    QVERIFY(test::await(tokens.revoke("home", "t1")).ok());
    QVERIFY(test::await(tokens.findByHash("aa"))->value().revoked);
    QCOMPARE(test::await(tokens.list("home"))->size(), std::size_t(1));
}

void StoreContract::chainsTheAuditLog()
{
    auto &audit = m_store->audit();
    for (int i = 0; i < 50; ++i) {
        AuditRow row;
        row.workspace = i % 5 == 0 ? "work" : "home";
        row.subject = "owner";
        row.action = "flows.publish";
        row.target = std::to_string(i);
        row.outcome = "ok";
        audit.append(std::move(row));
    }
    QVERIFY(test::await(m_store->events().append("home", {{"t", "s", "{}"}}, Durability::Soft)).ok());
    const auto rows = test::await(audit.list("home", 0, 100));
    QCOMPARE(rows->size(), std::size_t(40));
    for (std::size_t i = 0; i < rows->size(); ++i) {
        QCOMPARE((*rows)[i].seq, static_cast<std::int64_t>(i + 1));
        QCOMPARE((*rows)[i].hash.size(), std::size_t(64));
        QVERIFY((*rows)[i].time > 0);
    }
    QVERIFY((*rows)[0].hash != (*rows)[1].hash);
    QCOMPARE(test::await(audit.list("home", 38, 100))->size(), std::size_t(2));
    QCOMPARE(*test::await(audit.verify("home")), 0);
    QCOMPARE(*test::await(audit.verify("work")), 0);
    QCOMPARE(*test::await(audit.verify("nobody")), 0);
}

void StoreContract::neverCrossesWorkspaces()
{
    QVERIFY(test::await(m_store->flows().save("home", flow("f", "one"))).ok());
    QVERIFY(test::await(m_store->flows().publish("home", version("f", "h1"))).ok());
    QVERIFY(test::await(m_store->secrets().put("home", SecretRow{"s", "k", "c", 0, 0})).ok());
    QVERIFY(test::await(m_store->tokens().add(token("t1", "home", "aa"))).ok());
    EndpointTokenRow opener;
    opener.id = "e1";
    opener.workspace = "home";
    opener.name = "tool";
    opener.hash = "ee";
    opener.models = {"a/b", "c"};
    QVERIFY(test::await(m_store->endpoint().add(opener)).ok());
    QVERIFY(test::await(m_store->endpoint().setSettings("home", {true, 4711})).ok());
    QCOMPARE(test::await(m_store->endpoint().findByHash("ee"))->value().models, opener.models);
    QVERIFY(!test::await(m_store->endpoint().findByHash("e"))->has_value());
    const auto key = makeRun("home", "run-1");
    QVERIFY(test::await(m_store->events().append("home", {{"t", "s", "{}"}}, Durability::Soft)).ok());
    const auto homeEvents = *test::await(m_store->events().last("home"));

    for (const std::string other : {"work", "never seen", "", "HOME", "home ", "ho%"}) {
        auto &flows = m_store->flows();
        QVERIFY(test::await(flows.list(other))->empty());
        QCOMPARE(test::await(flows.get(other, "f")).error().code, std::string("store.notFound"));
        QCOMPARE(test::await(flows.save(other, flow("f", "stolen", 1))).error().code, std::string("store.notFound"));
        QCOMPARE(test::await(flows.publish(other, version("f", "h2"))).error().code, std::string("store.notFound"));
        QCOMPARE(test::await(flows.setLive(other, "f", 0)).error().code, std::string("store.notFound"));
        QCOMPARE(test::await(flows.versions(other, "f")).error().code, std::string("store.notFound"));
        QCOMPARE(test::await(flows.version(other, "f", 1)).error().code, std::string("store.notFound"));
        QCOMPARE(test::await(flows.remove(other, "f", 1)).error().code, std::string("store.notFound"));
        QVERIFY(test::await(m_store->secrets().list(other))->empty());
        QCOMPARE(test::await(m_store->secrets().get(other, "s")).error().code, std::string("store.notFound"));
        QCOMPARE(test::await(m_store->secrets().remove(other, "s")).error().code, std::string("store.notFound"));
        QVERIFY(test::await(m_store->tokens().list(other))->empty());
        QCOMPARE(test::await(m_store->tokens().revoke(other, "t1")).error().code, std::string("store.notFound"));
        QVERIFY(test::await(m_store->endpoint().list(other))->empty());
        QVERIFY(!test::await(m_store->endpoint().settings(other))->has_value());
        QCOMPARE(test::await(m_store->endpoint().get(other, "e1")).error().code, std::string("store.notFound"));
        QCOMPARE(test::await(m_store->endpoint().revoke(other, "e1")).error().code, std::string("store.notFound"));
        auto stolen = opener;
        stolen.workspace = other;
        QCOMPARE(test::await(m_store->endpoint().change(stolen)).error().code, std::string("store.notFound"));
        QVERIFY(test::await(m_store->audit().list(other, 0, 10))->empty());
        QVERIFY(test::await(m_store->events().read(other, 0, 10))->empty());
        QVERIFY(test::await(m_store->events().trim(other, 100)).ok());
        QVERIFY(test::await(m_store->runs().listRuns(other, {}))->empty());
        QCOMPARE(test::await(m_store->runs().getRun(other, "run-1")).error().code, std::string("store.notFound"));
        QCOMPARE(*test::await(m_store->runs().deleteRunsBefore(other, 1LL << 60)), 0);
        RunBatch batch;
        batch.run = key;
        batch.workspace = other;
        batch.fence = 1;
        batch.events = {{"forged", "run-1", "{}"}};
        QCOMPARE(test::await(m_store->runs().commitAsync(std::move(batch), Durability::Soft)).error().code,
                 std::string("store.notFound"));
        // The same ids are free in the other workspace, and are other things there.
        QCOMPARE(*test::await(flows.save(other, flow("f", "another"))), 1);
        QVERIFY(test::await(m_store->secrets().put(other, SecretRow{"s", "k", "d", 0, 0})).ok());
        QVERIFY(makeRun(other, "run-1") > key);
    }
    QCOMPARE(test::await(m_store->flows().get("home", "f"))->text, std::string("one"));
    QCOMPARE(test::await(m_store->secrets().get("home", "s"))->ciphertext, std::string("c"));
    QCOMPARE(test::await(m_store->runs().getRun("home", "run-1"))->key, key);
    QCOMPARE(*test::await(m_store->events().last("home")), homeEvents);
    QCOMPARE(test::await(m_store->events().read("home", 0, 10))->size(), static_cast<std::size_t>(homeEvents));
}

void StoreContract::keepsEverythingAcrossReopening()
{
    QVERIFY(test::await(m_store->flows().save("home", flow("f", "one"))).ok());
    const auto key = makeRun("home", "run-1", 4);
    m_store->audit().append({0, "home", "owner", "a", "b", "ok", 0, ""});
    reopen();
    QCOMPARE(test::await(m_store->flows().get("home", "f"))->text, std::string("one"));
    QCOMPARE(test::await(m_store->runs().dueRuns(0, {}, 10))->front().key, key);
    m_store->audit().append({0, "home", "owner", "a", "c", "ok", 0, ""});
    reopen();
    QCOMPARE(test::await(m_store->audit().list("home", 0, 10))->size(), std::size_t(2));
    QCOMPARE(*test::await(m_store->audit().verify("home")), 0);
}
