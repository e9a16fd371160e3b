// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_contract.h"

using namespace signalbox;
using namespace signalbox::store;

namespace {

const ConversationScope kMine{"default", "owner"};
const ConversationScope kTheirs{"default", "somebody"};

ConversationRow conversation(const std::string &id)
{
    ConversationRow row;
    row.id = id;
    row.owner = "owner";
    row.agent = "master";
    row.title = "About " + id;
    return row;
}

MessageRow message(const std::string &text, MessageRole role = MessageRole::Person, std::int64_t turn = 0)
{
    MessageRow row;
    row.role = role;
    row.turn = turn;
    row.author = "owner";
    row.text = text;
    row.parts = json::write(json::Array{json::Object{{"type", "text"}, {"text", text}}});
    return row;
}

} // namespace

void StoreContract::keepsWhatWasSaidByTurns()
{
    auto &repository = m_store->conversations();
    QVERIFY(test::await(repository.create("default", conversation("c1"))).ok());
    QCOMPARE(*test::await(repository.beginTurn(kMine, "c1", message("Hello"))), std::int64_t{1});
    auto answer = message("Wor", MessageRole::Agent, 1);
    answer.complete = false;
    QCOMPARE(*test::await(repository.addMessage(kMine, "c1", answer, Durability::Soft)), std::int64_t{2});
    answer = message("World", MessageRole::Agent, 1);
    answer.seq = 2;
    QVERIFY(test::await(repository.setMessage(kMine, "c1", answer, Durability::Soft)).ok());
    TurnRow end;
    end.number = 1;
    end.state = TurnState::Succeeded;
    end.usage = "{}";
    QVERIFY(test::await(repository.endTurn(kMine, "c1", end)).ok());
    end.state = TurnState::Failed;
    QVERIFY(test::await(repository.endTurn(kMine, "c1", end)).ok());
    QVERIFY(test::await(repository.setMessage(kMine, "c1", answer, Durability::Soft)).error().is("store.turnEnded"));
    QVERIFY(test::await(repository.addMessage(kMine, "c1", message("late", MessageRole::Agent, 1), Durability::Soft)).error().is("store.turnEnded"));
    QCOMPARE(*test::await(repository.beginTurn(kMine, "c1", message("Again"))), std::int64_t{2});
    reopen();
    auto &again = m_store->conversations();
    QCOMPARE(test::await(again.turn(kMine, "c1", 1))->state, TurnState::Succeeded);
    const auto all = test::await(again.messages(kMine, "c1", 0, 100));
    QCOMPARE(all->size(), std::size_t{3});
    QCOMPARE(all->at(1).parts, answer.parts);
    QVERIFY(all->at(1).complete);
    QCOMPARE(all->at(1).revision, std::int64_t{2});
    QCOMPARE(all->at(2).turn, std::int64_t{2});
    const auto page = test::await(again.messages(kMine, "c1", 3, 1));
    QCOMPARE(page->size(), std::size_t{1});
    QCOMPARE(page->front().seq, std::int64_t{2});
    auto row = *test::await(again.get(kMine, "c1"));
    QCOMPARE(row.turns, std::int64_t{2});
    QCOMPARE(row.messages, std::int64_t{3});
    row.title = "Renamed";
    QCOMPARE(*test::await(again.update(kMine, row)), row.revision + 1);
    QVERIFY(test::await(again.update(kMine, row)).error().is("store.conflict"));
    QVERIFY(test::await(again.setMessage(kMine, "c1", message("none"), Durability::Soft)).error().is("store.notFound"));
}

void StoreContract::aConversationIsItsOwnersAlone()
{
    auto &repository = m_store->conversations();
    QVERIFY(test::await(repository.create("default", conversation("c1"))).ok());
    QVERIFY(test::await(repository.beginTurn(kMine, "c1", message("private words"))).ok());
    const ConversationScope elsewhere{"other", "owner"};
    for (const auto &scope : {kTheirs, elsewhere}) {
        QVERIFY(test::await(repository.get(scope, "c1")).error().is("store.notFound"));
        QVERIFY(test::await(repository.messages(scope, "c1", 0, 10)).error().is("store.notFound"));
        QVERIFY(test::await(repository.beginTurn(scope, "c1", message("x"))).error().is("store.notFound"));
        QVERIFY(test::await(repository.addMessage(scope, "c1", message("x"), Durability::Hard)).error().is("store.notFound"));
        QVERIFY(test::await(repository.remove(scope, "c1")).error().is("store.notFound"));
        QVERIFY(test::await(repository.search(scope, "private", 10))->empty());
        QVERIFY(test::await(repository.list(scope, false, 0, 10))->empty());
    }
    const auto events = test::await(m_store->events().read("default", 0, 100));
    for (const auto &event : *events) {
        QVERIFY(event.data.find("private") == std::string::npos);
    }
    QCOMPARE(test::await(repository.messages(kMine, "c1", 0, 10))->size(), std::size_t{1});
}

void StoreContract::findsWordsInMessages()
{
    auto &repository = m_store->conversations();
    QVERIFY(test::await(repository.create("default", conversation("c1"))).ok());
    QVERIFY(test::await(repository.beginTurn(kMine, "c1", message("Über den grünen Zug nach Köln"))).ok());
    QVERIFY(test::await(repository.addMessage(kMine, "c1", message("another \"thing\" AND more", MessageRole::Agent, 1), Durability::Hard)).ok());
    const auto hits = test::await(repository.search(kMine, "koln grun", 10));
    QCOMPARE(hits->size(), std::size_t{1});
    QCOMPARE(hits->front().seq, std::int64_t{1});
    QVERIFY(hits->front().snippet.find("«Köln»") != std::string::npos);
    QCOMPARE(test::await(repository.search(kMine, "AND", 10))->size(), std::size_t{1});
    QVERIFY(test::await(repository.search(kMine, "\" * NEAR(", 10)).ok());
    QVERIFY(test::await(repository.search(kMine, "  ", 10))->empty());
    auto changed = message("something else", MessageRole::Agent, 1);
    changed.seq = 2;
    QVERIFY(test::await(repository.setMessage(kMine, "c1", changed, Durability::Hard)).ok());
    QVERIFY(test::await(repository.search(kMine, "thing", 10))->empty());
}

void StoreContract::findsTurnsThatNothingEnded()
{
    auto &repository = m_store->conversations();
    QVERIFY(test::await(repository.create("default", conversation("c1"))).ok());
    QVERIFY(test::await(repository.create("other", conversation("c1"))).ok());
    const ConversationScope elsewhere{"other", "owner"};
    QVERIFY(test::await(repository.beginTurn(kMine, "c1", message("one"))).ok());
    QVERIFY(test::await(repository.beginTurn(elsewhere, "c1", message("two"))).ok());
    reopen();
    auto open = test::await(m_store->conversations().openTurns());
    QCOMPARE(open->size(), std::size_t{2});
    QCOMPARE(open->at(1).workspace, std::string("other"));
    QCOMPARE(open->at(1).conversation.id, std::string("c1"));
    QCOMPARE(open->at(1).turn.number, std::int64_t{1});
    TurnRow end;
    end.number = 1;
    end.state = TurnState::Stopped;
    auto half = message("half", MessageRole::Agent, 1);
    half.complete = false;
    QVERIFY(test::await(m_store->conversations().addMessage(kMine, "c1", half, Durability::Soft)).ok());
    QVERIFY(test::await(m_store->conversations().endTurn(kMine, "c1", end)).ok());
    QVERIFY(test::await(m_store->conversations().messages(kMine, "c1", 0, 10))->back().complete);
    QCOMPARE(test::await(m_store->conversations().openTurns())->size(), std::size_t{1});
}

void StoreContract::removesAConversationWhole()
{
    auto &repository = m_store->conversations();
    QVERIFY(test::await(repository.create("default", conversation("c1"))).ok());
    QVERIFY(test::await(repository.create("default", conversation("c2"))).ok());
    QVERIFY(test::await(repository.beginTurn(kMine, "c1", message("words"))).ok());
    QVERIFY(test::await(repository.beginTurn(kMine, "c2", message("words"))).ok());
    QVERIFY(test::await(repository.remove(kMine, "c1")).ok());
    QVERIFY(test::await(repository.get(kMine, "c1")).error().is("store.notFound"));
    QCOMPARE(test::await(repository.search(kMine, "words", 10))->size(), std::size_t{1});
    QCOMPARE(test::await(repository.openTurns())->size(), std::size_t{1});
    QCOMPARE(test::await(repository.messages(kMine, "c2", 0, 10))->size(), std::size_t{1});
}
