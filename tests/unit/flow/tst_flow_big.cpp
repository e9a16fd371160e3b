// SPDX-License-Identifier: GPL-3.0-or-later
// Big flows: the right answers about 10,000 nodes, and work that grows with the flow, not with its square.
#include "support/test.h"
#include "test_types.h"

#include "flow/graph.h"

#include <random>

using namespace signalbox;
using namespace signalbox::flow;

namespace {

std::string id(std::size_t number)
{
    return "n" + std::to_string(number);
}

// A chain with shortcuts; node i reads the node `far(i)`.
Flow chain(std::size_t count, const std::function<std::size_t(std::size_t)> &far)
{
    Flow flow;
    flow.nodes.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto &node = flow.nodes[i];
        node.id = id(i);
        node.type = i == 0 ? "trigger.manual" : "transform";
        if (i > 0) {
            node.config["set"] = json::Object{{"x", "{{ nodes." + id(far(i)) + ".output.x }}"}};
            flow.edges.push_back({id(i - 1), id(i), {}, {}, {}});
        }
        if (i >= 7 && i % 2 == 0) {
            flow.edges.push_back({id(i - 7), id(i), {}, {}, "output.x > 0"});
        }
    }
    return flow;
}

std::vector<Finding> findingsIn(const Flow &flow)
{
    return validate(flow, {flowtest::testTypes(), {}, {}});
}

} // namespace

class TestFlowBig : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void tenThousandNodesAreValid_data()
    {
        QTest::addColumn<int>("far");
        QTest::newRow("before") << 1;
        QTest::newRow("half") << 2;
        QTest::newRow("first") << 0;
    }
    void tenThousandNodesAreValid()
    {
        QFETCH(int, far);
        const auto flow = chain(10'000, [&](std::size_t i) { return far == 1 ? i - 1 : far == 2 ? i / 2 : 0; });
        QVERIFY(findingsIn(flow).empty());
    }

    void oneWrongReferenceAmongThemIsFound()
    {
        auto flow = chain(10'000, [](std::size_t i) { return i / 2; });
        flow.nodes[3'000].config["set"] = json::Object{{"x", "{{ nodes.n3001.output }}"}};
        flow.nodes.push_back(flow.nodes[1]);
        flow.nodes.back().id = "side";
        flow.nodes.back().config = {};
        flow.edges.push_back({"n0", "side", {}, {}, {}});
        flow.nodes[9'000].config["set"] = json::Object{{"x", "{{ nodes.side.output }}"}};
        QCOMPARE(flowtest::summary(findingsIn(flow)), std::string("expression.notAncestor /nodes/3000/config/set/x\nexpression.notAncestor /nodes/9000/config/set/x\n"));
    }

    void ancestorsAreThoseOfTheGraph()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 40; ++round) {
            Flow flow;
            const std::size_t count = 50 + random() % 1000;
            flow.nodes.resize(count);
            for (std::size_t i = 0; i < count; ++i) {
                flow.nodes[i].id = id(i);
                flow.nodes[i].type = "transform";
                for (auto k = random() % 3; i > 0 && k > 0; --k) {
                    // Mostly near, so that paths are long; never the same edge twice.
                    const auto from = i - 1 - random() % std::min<std::size_t>(i, k == 1 ? 4 : 60);
                    const Edge edge{id(from), id(i), {}, {}, {}};
                    if (flow.edges.empty() || flow.edges.back().from != edge.from || flow.edges.back().to != edge.to) {
                        flow.edges.push_back(edge);
                    }
                }
            }
            const Graph graph(flow);
            std::string expected;
            for (std::size_t i = 0; i < count; ++i) {
                const auto other = random() % count;
                flow.nodes[i].config["expression"] = "nodes." + id(other) + ".output";
                if (!graph.reaches(static_cast<std::uint32_t>(other), static_cast<std::uint32_t>(i))) {
                    expected += "expression.notAncestor /nodes/" + std::to_string(i) + "/config/expression\n";
                }
            }
            QCOMPARE(flowtest::summary(findingsIn(flow)), expected);
        }
    }

    void manyMistakesAreQuick()
    {
        Flow flow;
        constexpr std::size_t count = 20'000;
        for (std::size_t i = 0; i < count; ++i) {
            auto &node = flow.nodes.emplace_back();
            node.id = "node-number-" + std::to_string(i);
            node.type = "no.such.type" + std::to_string(i);
            flow.edges.push_back({node.id, "nod-numbr-" + std::to_string(i), {}, {}, {}});
        }
        QCOMPARE(findingsIn(flow).size(), 2 * count);
    }

    void longNamesAreCutInSentences()
    {
        Flow flow;
        auto &node = flow.nodes.emplace_back();
        node.id = std::string(1'000'000, 'x');
        node.type = std::string(1'000'000, 'y');
        flow.edges.push_back({node.id, std::string(1'000'000, 'z'), {}, {}, {}});
        for (const auto &finding : findingsIn(flow)) {
            QVERIFY(finding.message.size() < 500 && finding.fix.size() < 500);
        }
    }

    void aWideFlowAndALongCycle()
    {
        Flow flow;
        constexpr std::size_t count = 10'000;
        for (std::size_t i = 0; i < count; ++i) {
            auto &node = flow.nodes.emplace_back();
            node.id = id(i);
            node.type = "transform";
            node.config["expression"] = "nodes." + id((i + count - 1) % count) + ".output";
            flow.edges.push_back({id(i), id((i + 1) % count), {}, {}, {}});
        }
        const auto findings = findingsIn(flow);
        QCOMPARE(findings.size(), std::size_t(1)); // what a node of a cycle may read is not judged
        QCOMPARE(findings[0].code, std::string("flow.cycle"));
        QVERIFY(findings[0].message.find("n0 → n1 → n2") != std::string::npos);
    }
};

SB_TEST_MAIN(TestFlowBig)
#include "tst_flow_big.moc"
