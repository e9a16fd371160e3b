// SPDX-License-Identifier: GPL-3.0-or-later
// Which of several models is asked: each strategy, what rules a model out, and what is said of the choice.
#include "llm/balance.h"
#include "support/test.h"

using namespace signalbox;
using namespace signalbox::llm;

namespace {

Candidate candidate(const std::string &name, std::int64_t weight = 1)
{
    Candidate made;
    made.provider = name;
    made.model = "m";
    made.weight = weight;
    made.places = 4;
    return made;
}

std::string order(Strategy strategy, const std::vector<Candidate> &candidates, Turns &turns, const Needs &needs = {}, const ScoreWeights &weights = {})
{
    std::string names;
    for (const auto &ranked : rank(strategy, candidates, needs, turns, weights)) {
        names += candidates[ranked.index].provider + (ranked.refused.empty() ? "" : "!");
    }
    return names;
}

std::string order(Strategy strategy, const std::vector<Candidate> &candidates)
{
    Turns turns;
    return order(strategy, candidates, turns);
}

// Who came first in so many turns.
std::string firsts(Strategy strategy, const std::vector<Candidate> &candidates, int count, Turns &turns)
{
    std::string names;
    for (int i = 0; i < count; ++i) {
        names += order(strategy, candidates, turns).substr(0, 1);
    }
    return names;
}

} // namespace

class TestLlmBalance : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void inOrderKeepsTheOrder() { QCOMPARE(order(Strategy::InOrder, {candidate("c"), candidate("a"), candidate("b")}), std::string("cab")); }

    void roundRobinGivesEachItsTurn()
    {
        Turns turns;
        const std::vector<Candidate> three = {candidate("a"), candidate("b"), candidate("c")};
        QCOMPARE(order(Strategy::RoundRobin, three, turns), std::string("abc"));
        QCOMPARE(order(Strategy::RoundRobin, three, turns), std::string("bca"));
        QCOMPARE(order(Strategy::RoundRobin, three, turns), std::string("cab"));
        QCOMPARE(order(Strategy::RoundRobin, three, turns), std::string("abc"));
    }

    void roundRobinLeavesOutWhatIsDownEvenly()
    {
        Turns turns;
        std::vector<Candidate> three = {candidate("a"), candidate("b"), candidate("c")};
        three[1].isOpen = true;
        QCOMPARE(firsts(Strategy::RoundRobin, three, 6, turns), std::string("acacac"));
        QVERIFY(order(Strategy::RoundRobin, three, turns).ends_with('b')); // the last resort
    }

    void weightsAreKeptAndSpreadEvenly()
    {
        Turns turns;
        const std::vector<Candidate> three = {candidate("a", 5), candidate("b", 1), candidate("c", 1)};
        QCOMPARE(firsts(Strategy::Weighted, three, 14, turns), std::string("aabacaaaabacaa"));
        Turns others;
        QCOMPARE(firsts(Strategy::Weighted, {candidate("a", 0), candidate("b", 1)}, 4, others), std::string("bbbb"));
    }

    void oneThatComesBackIsNotFlooded()
    {
        Turns turns;
        std::vector<Candidate> two = {candidate("a"), candidate("b")};
        two[1].isOpen = true;
        QCOMPARE(firsts(Strategy::Weighted, two, 20, turns), std::string(20, 'a'));
        two[1].isOpen = false;
        const auto after = firsts(Strategy::Weighted, two, 10, turns);
        QCOMPARE(std::ranges::count(after, 'b'), std::ptrdiff_t(5));
    }

    void leastBusyGoesByTheShareOfPlaces()
    {
        auto small = candidate("s");
        small.places = 2;
        small.busy = 1;
        auto large = candidate("l");
        large.places = 100;
        large.busy = 10;
        QCOMPARE(order(Strategy::LeastBusy, {small, large}), std::string("ls"));
    }

    void theQuickestComesFirstAndTheUnmeasuredIsMeasured()
    {
        auto slow = candidate("s");
        slow.latencyMs = 900;
        auto quick = candidate("q");
        quick.latencyMs = 80;
        QCOMPARE(order(Strategy::LowestLatency, {slow, quick, candidate("n")}), std::string("nqs"));
    }

    void theCheapestComesFirstAndTheUnknownLast()
    {
        auto dear = candidate("d");
        dear.micros = 500;
        auto free = candidate("f");
        free.micros = 0;
        QCOMPARE(order(Strategy::LowestCost, {candidate("u"), dear, free}), std::string("fdu"));
    }

    void theScoreWeighsEverything()
    {
        auto cheap = candidate("c");
        cheap.micros = 10;
        cheap.latencyMs = 400;
        cheap.quality = 0.4;
        auto good = candidate("g");
        good.micros = 100;
        good.latencyMs = 400;
        good.quality = 0.95;
        Turns turns;
        QCOMPARE(order(Strategy::BestScore, {good, cheap}, turns, {}, {.cost = 1, .latency = 0, .quality = 1, .health = 0}), std::string("cg"));
        QCOMPARE(order(Strategy::BestScore, {cheap, good}, turns, {}, {.cost = 0.1, .latency = 0, .quality = 1, .health = 0}), std::string("gc"));
        auto sick = good;
        sick.provider = "s";
        sick.failing = 0.9;
        QCOMPARE(order(Strategy::BestScore, {sick, good}, turns), std::string("gs"));
        const auto ranking = rank(Strategy::BestScore, {sick, good}, {}, turns, {});
        QVERIFY(*ranking[0].score <= 1 && *ranking[1].score >= 0 && *ranking[0].score > *ranking[1].score);
    }

    void nothingThatCountsForAScoreIsNoDivisionByZero()
    {
        Turns turns;
        const auto ranking = rank(Strategy::BestScore, {candidate("a"), candidate("b")}, {}, turns, {0, 0, 0, 0});
        QCOMPARE(*ranking[0].score, 0.0);
    }

    void whatCannotDoItComesLastAndSaysWhy()
    {
        auto shortSighted = candidate("s");
        shortSighted.contextTokens = 1000;
        auto blind = candidate("b");
        blind.lacks = {Ability::Images};
        auto down = candidate("d");
        down.isOpen = true;
        const std::vector<Candidate> all = {shortSighted, blind, down, candidate("f")};
        Needs needs;
        needs.tokens = 5000;
        needs.images = true;
        for (const auto strategy : {Strategy::InOrder, Strategy::RoundRobin, Strategy::Weighted, Strategy::LeastBusy, Strategy::LowestLatency, Strategy::LowestCost, Strategy::BestScore}) {
            Turns turns;
            const auto names = order(strategy, all, turns, needs);
            QVERIFY2(names.starts_with("fd"), names.c_str());
            QVERIFY2(names == "fds!b!" || names == "fdb!s!", names.c_str());
        }
        Turns turns;
        const auto ranking = rank(Strategy::InOrder, all, needs, turns);
        QCOMPARE(ranking[2].refused, std::string("context"));
        QCOMPARE(ranking[3].refused, std::string("images"));
        const auto text = json::write(json::Value(explain(Strategy::InOrder, all, ranking)));
        QVERIFY2(text.starts_with("{\"strategy\":\"inOrder\",\"candidates\":[{\"provider\":\"f\",\"model\":\"m\""), text.c_str());
        QVERIFY(text.find("{\"provider\":\"d\",\"model\":\"m\",\"open\":true") != std::string::npos);
        QVERIFY(text.find("{\"provider\":\"s\",\"model\":\"m\",\"refused\":\"context\"") != std::string::npos);
    }

    void knowsWhatARequestNeeds()
    {
        Request request;
        request.messages = {Message::text(Role::User, "Hi")};
        auto needs = needsOf(request, 100, 50);
        QCOMPARE(needs.tokens, std::int64_t(150));
        QVERIFY(!needs.images && !needs.tools && !needs.schema);
        request.messages[0].parts.emplace_back(ImagePart{"image/png", "x", ""});
        request.tools.push_back({"t", "", {}});
        request.output = OutputSchema{};
        needs = needsOf(request, 100, 50);
        QVERIFY(needs.images && needs.tools && needs.schema);
        request.output->mode = OutputSchema::Mode::Instruct;
        request.toolChoice = ToolChoice::None;
        needs = needsOf(request, 100, 50);
        QVERIFY(!needs.tools && !needs.schema);
    }

    void nobodyIsNobody()
    {
        for (const auto strategy : {Strategy::InOrder, Strategy::RoundRobin, Strategy::Weighted, Strategy::BestScore}) {
            QCOMPARE(order(strategy, {}), std::string());
        }
    }
};

SB_TEST_MAIN(TestLlmBalance)
#include "tst_llm_balance.moc"
