// SPDX-License-Identifier: GPL-3.0-or-later
// Flows in flows: bodies and subflows are validated where they stand, with what is in scope there.
#include "support/test.h"
#include "test_types.h"

using namespace signalbox;
using flowtest::findingsOf;
using flowtest::flowAround;
using flowtest::summary;

namespace {

// A flow of one transform that sets x to an expression.
std::string inner(const std::string &expression)
{
    return "{\"nodes\": [{\"id\": \"i\", \"type\": \"transform\", \"config\": {\"set\": {\"x\": \"{{ " + expression + " }}\"}}}]}";
}

std::string calling(const std::string &type, const std::string &flow)
{
    return "{\"nodes\": [{\"id\": \"call\", \"type\": \"" + type + "\", \"config\": {\"flow\": \"" + flow + "\"}}]}";
}

} // namespace

class TestFlowCalls : public SignalboxTest
{
    Q_OBJECT

    static void row(const char *name, const std::string &text, const char *expected) { QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(expected); }
    static void columns()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
    }
    static void check()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(summary(findingsOf(text.toStdString()))), expected);
    }
    static std::string body(const char *type, const std::string &flow) { return flowAround(type, "{\"body\": " + flow + "}"); }

private Q_SLOTS:
    void bodies_data()
    {
        columns();
        row("item in a map", body("map", inner("item.a + index")), "");
        row("loop in a loop", body("loop", inner("loop.state + loop.index")), "");
        row("item in a loop", body("loop", inner("item")), "expression.outOfScope /nodes/2/config/body/nodes/0/config/set/x\n");
        row("loop in a map", body("map", inner("loop.index")), "expression.outOfScope /nodes/2/config/body/nodes/0/config/set/x\n");
        row("item in a subflow", body("subflow", inner("item")), "expression.outOfScope /nodes/2/config/body/nodes/0/config/set/x\n");
        row("item in a loop in a map", body("map", "{\"nodes\": [{\"id\": \"l\", \"type\": \"loop\", \"config\": {\"body\": " + inner("[item, loop]") + "}}]}"), "");
        row("nodes of the flow around", body("map", inner("nodes.before.output")), "expression.unknownNode /nodes/2/config/body/nodes/0/config/set/x\n");
        row("item in the map's own fields", flowAround("map", R"({"items": "{{ item }}", "body": {"nodes": [{"id": "a", "type": "output"}]}})"), "expression.outOfScope /nodes/2/config/items\n");
        row("loop in a loop's condition", flowAround("loop", R"({"while": "loop.index < 3", "until": "loop.state.done", "body": {"nodes": [{"id": "a", "type": "output"}]}})"), "");
        row("cycle in a body", body("map", R"({"nodes": [{"id": "a", "type": "transform"}], "edges": [{"from": "a", "to": "a"}]})"), "flow.cycle /nodes/2/config/body/nodes/0\n");
        row("wrong shape of a body", body("map", R"({"nodes": [{"id": "a"}], "edges": 1})"), "flow.shape /nodes/2/config/body/nodes/0\nflow.shape /nodes/2/config/body/edges\n");
        row("empty body", body("map", R"({"nodes": []})"), "flow.empty /nodes/2/config/body/nodes\n");
        row("neither flow nor body", flowAround("loop", "{}"), "config.body /nodes/2/config\n");
        row("flow and body", flowAround("map", R"({"flow": "elsewhere", "body": {"nodes": [{"id": "a", "type": "output"}]}})"), "config.body /nodes/2/config\n");
        row("flow as number", flowAround("map", R"({"flow": 5})"), "config.type /nodes/2/config/flow\n");
    }
    void bodies() { check(); }

    void bodiesNestOnlySoDeep()
    {
        std::string text = inner("1");
        for (int i = 0; i < 30; ++i) {
            text = "{\"nodes\": [{\"id\": \"m\", \"type\": \"map\", \"config\": {\"body\": " + text + "}}]}";
        }
        const auto findings = findingsOf(text);
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings[0].code, std::string("flow.tooDeep"));
    }

    void subflows_data()
    {
        columns();
        const auto file = [](const std::string &main, const std::string &flows) { return "{\"id\": \"main\", \"nodes\": [" + main + "], \"flows\": {" + flows + "}}"; };
        const auto call = [](const char *id, const char *type, const char *flow) {
            return std::string("{\"id\": \"") + id + "\", \"type\": \"" + type + "\", \"config\": {\"flow\": \"" + flow + "\"}}";
        };
        const auto flow = [](const char *id, const std::string &text) { return std::string("\"") + id + "\": " + text; };
        row("of the file", file(call("m", "map", "one"), flow("one", inner("item.x"))), "");
        row("of the workspace", file(call("m", "map", "elsewhere"), ""), "");
        row("of nowhere", file(call("m", "map", "nowhere"), flow("one", inner("1"))), "flow.missing /nodes/0/config/flow\n");
        row("findings inside", file(call("m", "map", "a/b"), flow("a/b", inner("nodes.zzz.output"))), "expression.unknownNode /flows/a~1b/nodes/0/config/set/x\n");
        row("item without a map", file(call("s", "subflow", "one"), flow("one", inner("item"))), "expression.outOfScope /flows/one/nodes/0/config/set/x\n");
        row("item from one of two callers", file(call("s", "subflow", "one") + "," + call("m", "map", "one"), flow("one", inner("item"))), "");
        row("item handed on", file(call("m", "map", "one"), flow("one", calling("subflow", "two")) + "," + flow("two", inner("item"))), "");
        row("nothing handed on", file(call("m", "subflow", "one"), flow("one", calling("subflow", "two")) + "," + flow("two", inner("item"))),
            "expression.outOfScope /flows/two/nodes/0/config/set/x\n");
        row("called from a body", file("{\"id\": \"m\", \"type\": \"map\", \"config\": {\"body\": " + calling("subflow", "one") + "}}", flow("one", inner("item"))), "");
        row("called by nobody", file(call("m", "map", "elsewhere"), flow("one", inner("[item, loop]"))), "");
        row("itself", file(call("m", "map", "main"), ""), "flow.recursion /nodes/0/config/flow\n");
        row("itself, in a body", file("{\"id\": \"m\", \"type\": \"map\", \"config\": {\"body\": " + calling("loop", "main") + "}}", ""), "flow.recursion /nodes/0/config/body/nodes/0/config/flow\n");
        row("one another", file(call("m", "map", "one"), flow("one", calling("loop", "two")) + "," + flow("two", calling("subflow", "one"))), "flow.recursion /flows/one/nodes/0/config/flow\n");
        row("through the main flow", file(call("m", "map", "one"), flow("one", calling("map", "main"))), "flow.recursion /nodes/0/config/flow\n");
        row("twice is no recursion", file(call("m", "map", "one") + "," + call("n", "map", "one"), flow("one", inner("1"))), "");
        row("a field named flow", file(R"({"id": "t", "type": "transform", "config": {"set": {"flow": "main"}}})", ""), "");
        row("flows in flows", file(call("m", "map", "one"), flow("one", R"({"nodes": [{"id": "i", "type": "output"}], "flows": {"two": {"nodes": []}}})")), "flow.nestedFlows /flows/one/flows\n");
    }
    void subflows() { check(); }

    void recursionNamesTheWholeChain()
    {
        const auto findings = findingsOf("{\"id\": \"main\", \"nodes\": [{\"id\": \"m\", \"type\": \"map\", \"config\": {\"flow\": \"a\"}}], \"flows\": {\"a\": " + calling("map", "b") + ", \"b\": "
                                         + calling("map", "c") + ", \"c\": " + calling("map", "a") + "}}");
        QCOMPARE(findings.size(), std::size_t(1));
        QVERIFY(findings[0].message.find("a → b → c → a") != std::string::npos);
        QCOMPARE(findings[0].node, std::string("call"));
    }

    void manyFlowsInAChainAreQuick()
    {
        std::string flows;
        constexpr int count = 20'000;
        for (int i = count; i > 0; --i) {
            flows += (flows.empty() ? "\"f" : ", \"f") + std::to_string(i) + "\": "
                + (i == count ? inner("item") : "{\"nodes\": [{\"id\": \"call\", \"type\": \"subflow\", \"config\": {\"flow\": \"f" + std::to_string(i + 1) + "\"}}]}");
        }
        QVERIFY(findingsOf("{\"nodes\": [{\"id\": \"m\", \"type\": \"map\", \"config\": {\"flow\": \"f1\"}}], \"flows\": {" + flows + "}}").empty());
    }

    void aBodyOfAnotherFlowMayUseItsNames()
    {
        const auto flow = flowtest::read(inner("item.x + index + loop.index"));
        QCOMPARE(flow::validate(flow, {flowtest::testTypes(), {}, {}}).size(), std::size_t(3));
        QVERIFY(flow::validate(flow, {flowtest::testTypes(), {}, {}, true}).empty());
    }
};

SB_TEST_MAIN(TestFlowCalls)
#include "tst_flow_calls.moc"
