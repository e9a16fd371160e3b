// SPDX-License-Identifier: GPL-3.0-or-later
// Names to indexes, order, cycles, reachability; and the catalogue of types.
#include "support/test.h"
#include "test_types.h"

#include "flow/graph.h"

#include <random>

using namespace signalbox;
using namespace signalbox::flow;

namespace {

// "a>b b>c" as a flow whose nodes stand in the given order.
Flow drawn(std::string_view nodes, std::string_view edges)
{
    Flow flow;
    for (const char node : nodes) {
        flow.nodes.emplace_back().id = std::string(1, node);
    }
    for (std::size_t i = 0; i + 2 < edges.size(); i += 4) {
        auto &edge = flow.edges.emplace_back();
        edge.from = edges[i];
        edge.to = edges[i + 2];
    }
    return flow;
}

std::string names(const Flow &flow, const std::vector<std::uint32_t> &nodes)
{
    std::string text;
    for (const auto node : nodes) {
        text += flow.nodes[node].id;
    }
    return text;
}

} // namespace

class TestFlowGraph : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void ordersByEdgesThenByTheFile()
    {
        const auto flow = drawn("dcba", "a>b b>c a>d");
        const Graph graph(flow);
        QCOMPARE(names(flow, graph.order()), std::string("adbc"));
        const auto loose = drawn("zyx", "");
        QCOMPARE(names(loose, Graph(loose).order()), std::string("zyx"));
    }

    void listsEdgesInTheOrderOfTheFile()
    {
        const auto flow = drawn("abc", "a>c b>c a>b a>c");
        const Graph graph(flow);
        const auto out = graph.outEdges(0);
        QCOMPARE(std::vector<std::uint32_t>(out.begin(), out.end()), (std::vector<std::uint32_t>{0, 2, 3}));
        const auto in = graph.inEdges(2);
        QCOMPARE(std::vector<std::uint32_t>(in.begin(), in.end()), (std::vector<std::uint32_t>{0, 1, 3}));
        QCOMPARE(graph.source(2), 0u);
        QCOMPARE(graph.target(2), 1u);
    }

    void leavesDanglingEdgesOut()
    {
        const auto flow = drawn("ab", "a>x y>b a>b");
        const Graph graph(flow);
        QCOMPARE(graph.danglingEdges(), (std::vector<std::uint32_t>{0, 1}));
        QCOMPARE(graph.outEdges(0).size(), std::size_t(1));
        QCOMPARE(graph.source(0), Graph::kNone);
        QCOMPARE(graph.indexOf("x"), Graph::kNone);
        QCOMPARE(graph.order().size(), std::size_t(2));
    }

    void takesTheFirstOfDuplicates()
    {
        const auto flow = drawn("aba", "b>a");
        const Graph graph(flow);
        QCOMPARE(graph.indexOf("a"), 0u);
        QCOMPARE(graph.nodeCount(), std::size_t(3));
        QCOMPARE(graph.order().size(), std::size_t(3));
    }

    void anEmptyFlowHasAnEmptyGraph()
    {
        const Flow flow;
        const Graph graph(flow);
        QCOMPARE(graph.nodeCount(), std::size_t(0));
        QVERIFY(graph.order().empty() && graph.findCycle().empty() && graph.findCycles().empty());
    }

    void findsOneCycleOfEveryKnot_data()
    {
        QTest::addColumn<QByteArray>("nodes");
        QTest::addColumn<QByteArray>("edges");
        QTest::addColumn<QByteArray>("cycles");
        const auto row = [](const char *name, const char *nodes, const char *edges, const char *cycles) { QTest::newRow(name) << QByteArray(nodes) << QByteArray(edges) << QByteArray(cycles); };
        row("none", "abc", "a>b b>c a>c", "");
        row("itself", "ab", "a>b b>b", "b");
        row("two", "ab", "a>b b>a", "ab");
        row("three, entered", "sabce", "s>a a>b b>c c>a c>e", "abc");
        row("from its first in the file", "cba", "a>b b>c c>a", "cab");
        row("two knots", "abcdef", "a>b b>a b>c c>d d>e e>c e>f", "ab cde");
        row("knots by the file", "xyab", "a>b b>a x>y y>x", "xy ab");
        row("a figure of eight is one knot", "abc", "a>b b>a b>c c>b", "ab");
        row("behind a knot", "abcd", "a>b b>a b>c c>d", "ab");
    }
    void findsOneCycleOfEveryKnot()
    {
        QFETCH(QByteArray, nodes);
        QFETCH(QByteArray, edges);
        QFETCH(QByteArray, cycles);
        const auto flow = drawn(nodes.toStdString(), edges.toStdString());
        const Graph graph(flow);
        std::string found;
        for (const auto &cycle : graph.findCycles()) {
            found += (found.empty() ? "" : " ") + names(flow, cycle);
        }
        QCOMPARE(found, cycles.toStdString());
        QCOMPARE(names(flow, graph.findCycle()), found.substr(0, found.find(' ')));
        QCOMPARE(graph.order().size() == graph.nodeCount(), cycles.isEmpty());
    }

    void everyCycleIsOne()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 300; ++round) {
            Flow flow;
            const auto count = 2 + random() % 12;
            for (std::size_t i = 0; i < count; ++i) {
                flow.nodes.emplace_back().id = std::to_string(i);
            }
            for (auto i = random() % (count * 2); i > 0; --i) {
                auto &edge = flow.edges.emplace_back();
                edge.from = std::to_string(random() % count);
                edge.to = std::to_string(random() % count);
            }
            const Graph graph(flow);
            const auto cycles = graph.findCycles();
            QCOMPARE(cycles.empty(), graph.order().size() == count);
            for (const auto &cycle : cycles) {
                for (std::size_t i = 0; i < cycle.size(); ++i) {
                    const auto edges = graph.outEdges(cycle[i]);
                    const auto next = cycle[(i + 1) % cycle.size()];
                    QVERIFY(std::any_of(edges.begin(), edges.end(), [&](auto edge) { return graph.target(edge) == next; }));
                }
            }
        }
    }

    void aLongChainAndALongCycleNeedNoDeepStack()
    {
        Flow flow;
        constexpr std::size_t count = 300'000;
        for (std::size_t i = 0; i < count; ++i) {
            flow.nodes.emplace_back().id = std::to_string(i);
        }
        for (std::size_t i = 0; i < count; ++i) {
            auto &edge = flow.edges.emplace_back();
            edge.from = std::to_string(i);
            edge.to = std::to_string((i + 1) % count);
        }
        QCOMPARE(Graph(flow).findCycle().size(), count);
        flow.edges.pop_back();
        const Graph chain(flow);
        QVERIFY(chain.reaches(0, count - 1));
        QVERIFY(!chain.reaches(count - 1, 0));
    }

    void reachesFollowsEdgesOnly()
    {
        const auto flow = drawn("abcd", "a>b b>c a>d");
        const Graph graph(flow);
        QVERIFY(graph.reaches(0, 2));
        QVERIFY(!graph.reaches(1, 3));
        QVERIFY(!graph.reaches(0, 0));
    }

    void portsHaveDefaults()
    {
        Edge edge;
        QCOMPARE(effectiveFromPort(edge, "transform"), std::string_view("out"));
        QCOMPARE(effectiveFromPort(edge, "condition"), std::string_view("true"));
        QCOMPARE(effectiveToPort(edge), std::string_view("in"));
        edge.fromPort = "error";
        edge.toPort = "left";
        QCOMPARE(effectiveFromPort(edge, "condition"), std::string_view("error"));
        QCOMPARE(effectiveToPort(edge), std::string_view("left"));
    }

    void theCatalogueFillsPortsAndRefusesDoubles()
    {
        NodeCatalogue types;
        NodeType type;
        type.name = "a.b";
        QVERIFY(types.add(type).ok());
        QCOMPARE(types.find("a.b")->inputs.at(0).name, std::string("in"));
        QCOMPARE(types.find("a.b")->outputs.at(0).name, std::string("out"));
        QVERIFY(types.schemaOf(*types.find("a.b")).accepts(json::Object()));
        QVERIFY(!types.schemaOf(*types.find("a.b")).accepts(json::Value(1)));
        QCOMPARE(types.add(type).error().code, std::string("flow.typeExists"));
        type.name = "bad";
        type.schema = json::Object{{"type", "nothing"}};
        QCOMPARE(types.add(type).error().code, std::string("schema.invalid"));
        type.name = "no name";
        QCOMPARE(types.add(type).error().code, std::string("flow.typeName"));
        QVERIFY(!types.find("bad"));
        QCOMPARE(types.all().size(), std::size_t(1));
    }

    void theCatalogueSuggestsWhatWasMeant_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("suggestion");
        const auto row = [](const char *name, const char *suggestion) { QTest::newRow(name) << QByteArray(name) << QByteArray(suggestion); };
        row("http.reqest", "http.request");
        row("http.Request", "http.request");
        row("request", "http.request");
        row("transfrom", "transform");
        row("swich", "switch");
        row("trigger", "");
        row("manual", "trigger.manual");
        row("something.else.entirely", "");
    }
    void theCatalogueSuggestsWhatWasMeant()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, suggestion);
        QCOMPARE(flowtest::testTypes().suggest(name.toStdString()), suggestion.toStdString());
    }
};

SB_TEST_MAIN(TestFlowGraph)
#include "tst_flow_graph.moc"
