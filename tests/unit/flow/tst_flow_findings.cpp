// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each kind of finding, everything at once, and flows in which nothing is wrong.
#include "support/test.h"
#include "test_types.h"

using namespace signalbox;
using flowtest::findingsOf;
using flowtest::flowAround;
using flowtest::summary;

class TestFlowFindings : public SignalboxTest
{
    Q_OBJECT

    static void flow(const char *name, const std::string &text, const char *expected, const char *part = "")
    {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(expected) << QByteArray(part);
    }
    static void columns()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected"); // "code path" of each finding
        QTest::addColumn<QByteArray>("part");     // of the first finding's sentence and fix
    }
    static void check()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QFETCH(QByteArray, part);
        const auto findings = findingsOf(text.toStdString());
        for (const auto &finding : findings) {
            QVERIFY2(finding.message.ends_with('.'), finding.message.c_str());
            QVERIFY2(!finding.fix.empty(), finding.message.c_str());
        }
        QCOMPARE(QByteArray::fromStdString(summary(findings)), expected);
        if (!part.isEmpty()) {
            const auto sentence = findings.at(0).message + " " + findings.at(0).fix;
            QVERIFY2(sentence.find(part.toStdString()) != std::string::npos, sentence.c_str());
        }
    }
    static std::string edgesOf(const std::string &nodes, const std::string &edges) { return "{\"nodes\": [" + nodes + "], \"edges\": [" + edges + "]}"; }
    static std::string node(const char *id, const char *type = "transform", const char *config = "{}")
    {
        return std::string("{\"id\": \"") + id + "\", \"type\": \"" + type + "\", \"config\": " + config + "}";
    }
    static std::string edge(const char *from, const char *to, const char *more = "") { return std::string("{\"from\": \"") + from + "\", \"to\": \"" + to + "\"" + more + "}"; }

private Q_SLOTS:
    void structure_data()
    {
        columns();
        flow("nothing wrong", edgesOf(node("a") + "," + node("b"), edge("a", "b")), "");
        flow("no nodes", "{\"nodes\": []}", "flow.empty /nodes\n", "no nodes");
        flow("duplicate id", edgesOf(node("a") + "," + node("b") + "," + node("a"), ""), "node.duplicateId /nodes/2/id\n", "/nodes/0 and again by /nodes/2");
        flow("empty id", edgesOf(node(""), ""), "node.badId /nodes/0/id\n");
        flow("slash in an id", edgesOf(node("a/b"), ""), "node.badId /nodes/0/id\n");
        flow("long id", edgesOf(node(std::string(201, 'x').c_str()), ""), "node.badId /nodes/0/id\n", "xxx…");
        flow("unknown type", edgesOf(node("a", "http.reqest"), ""), "node.unknownType /nodes/0/type\n", "Did you mean \"http.request\"?");
        flow("type unlike any", edgesOf(node("a", "quux.frobnicate"), ""), "node.unknownType /nodes/0/type\n", "catalogue");
        flow("edge from nowhere", edgesOf(node("alpha"), edge("alhpa", "alpha")), "edge.unknownNode /edges/0/from\n", "Did you mean \"alpha\"?");
        flow("edge to nowhere", edgesOf(node("send-mail"), edge("send-mail", "Send_Mail2")), "edge.unknownNode /edges/0/to\n", "Did you mean \"send-mail\"?");
        flow("edge between nowhere", edgesOf(node("a"), edge("x", "y")), "edge.unknownNode /edges/0/from\nedge.unknownNode /edges/0/to\n", "remove the edge");
        flow("unknown output port", edgesOf(node("a") + "," + node("b"), edge("a", "b", ", \"fromPort\": \"ouput\"")), "edge.unknownPort /edges/0/fromPort\n", "Its output ports: out, error.");
        flow("port of a condition", edgesOf(node("a", "condition", "{\"expression\": \"1\"}") + "," + node("b"), edge("a", "b", ", \"fromPort\": \"out\"")),
             "edge.unknownPort /edges/0/fromPort\n", "true, false, error");
        flow("default port of a condition", edgesOf(node("a", "condition", "{\"expression\": \"1\"}") + "," + node("b"), edge("a", "b")), "");
        flow("default port of a switch", edgesOf(node("a", "switch") + "," + node("b"), edge("a", "b")), "edge.unknownPort /edges/0\n", "default, error");
        flow("ports by configuration", edgesOf(node("a", "switch", "{\"cases\": [{\"port\": \"big\", \"expression\": \"input > 1\"}]}") + "," + node("b"),
                                             edge("a", "b", ", \"fromPort\": \"big\"") + "," + edge("a", "b", ", \"fromPort\": \"default\"") + "," + edge("a", "b", ", \"fromPort\": \"bog\"")),
             "edge.unknownPort /edges/2/fromPort\n", "Did you mean \"big\"? Its output ports: default, big, error.");
        const auto off = [](std::string text) { return text.substr(0, text.size() - 1) + ", \"disabled\": true}"; };
        flow("switched off in the middle", edgesOf(node("a") + "," + off(node("b", "http.request")) + "," + node("c"), edge("a", "b") + "," + edge("b", "c")), "config.required /nodes/1/config\n", "");
        flow("every trigger switched off", edgesOf(off(node("t", "trigger.manual")) + "," + node("b"), edge("t", "b")), "node.disabledTrigger /nodes/0\n", "Switch one on");
        flow("one trigger switched off", edgesOf(off(node("t", "trigger.manual")) + "," + node("u", "trigger.manual") + "," + node("b"), edge("t", "b") + "," + edge("u", "b")), "");
        flow("output switched off", edgesOf(node("a") + "," + off(node("b", "output")), edge("a", "b")), "node.disabledOutput /nodes/1\n", "gives nothing");
        flow("branch switched off", edgesOf(off(node("a", "condition", "{\"expression\": \"1\"}")) + "," + node("b") + "," + node("c"), edge("a", "b") + "," + edge("a", "c", ", \"fromPort\": \"false\"")),
             "node.disabledBranch /edges/1\n", "by \"true\"");
        flow("unknown input port", edgesOf(node("a") + "," + node("b"), edge("a", "b", ", \"toPort\": \"left\"")), "edge.unknownPort /edges/0/toPort\n", "Its input ports: in.");
        flow("error port", edgesOf(node("a") + "," + node("b"), edge("a", "b", ", \"fromPort\": \"error\"")), "");
        flow("error port of a trigger", edgesOf(node("a", "trigger.manual") + "," + node("b"), edge("a", "b") + "," + edge("a", "b", ", \"fromPort\": \"error\"")),
             "edge.unknownPort /edges/1/fromPort\n");
        flow("out of an output", edgesOf(node("a", "output") + "," + node("b"), edge("a", "b")), "edge.unknownPort /edges/0\n", "remove the edge");
        flow("into a trigger", edgesOf(node("a") + "," + node("t", "trigger.manual"), edge("t", "a") + "," + edge("a", "t")), "flow.cycle /nodes/0\nedge.intoTrigger /edges/1/to\n");
        flow("same edge twice", edgesOf(node("a") + "," + node("b"), edge("a", "b") + "," + edge("a", "b", ", \"toPort\": \"in\", \"fromPort\": \"out\"")), "edge.duplicate /edges/1\n",
             "/edges/0 and /edges/1");
        flow("same ends, other ports", edgesOf(node("a") + "," + node("b"), edge("a", "b") + "," + edge("a", "b", ", \"fromPort\": \"error\"")), "");
        flow("cycle", edgesOf(node("a") + "," + node("b") + "," + node("c"), edge("a", "b") + "," + edge("b", "c") + "," + edge("c", "a")), "flow.cycle /nodes/0\n", "a → b → c → a");
        flow("cycle of one", edgesOf(node("a"), edge("a", "a")), "flow.cycle /nodes/0\n", "a → a");
        flow("two cycles", edgesOf(node("a") + "," + node("b") + "," + node("c"), edge("a", "b") + "," + edge("b", "a") + "," + edge("c", "c")), "flow.cycle /nodes/0\nflow.cycle /nodes/2\n");
        flow("root beside a trigger", edgesOf(node("t", "trigger.manual") + "," + node("a") + "," + node("lost") + "," + node("behind"), edge("t", "a") + "," + edge("lost", "behind")),
             "node.neverRuns /nodes/2\nnode.unreachable /nodes/3\n", "never runs");
        flow("roots without a trigger", edgesOf(node("a") + "," + node("b") + "," + node("c", "output"), edge("a", "c") + "," + edge("b", "c")), "");
    }
    void structure() { check(); }

    void configuration_data()
    {
        columns();
        const auto http = [](const char *config) { return flowAround("http.request", config); };
        flow("fits", http(R"({"url": "u", "method": "GET", "times": 1})"), "");
        flow("lacks", http("{}"), "config.required /nodes/2/config\n", "Add it.");
        flow("wrong value", http(R"({"url": "u", "method": "FETCH"})"), "config.enum /nodes/2/config/method\n", "\"GET\"");
        flow("wrong type", http(R"({"url": 5})"), "config.type /nodes/2/config/url\n");
        flow("misspelt field", http(R"({"url": "u", "metod": "GET"})"), "config.additionalProperties /nodes/2/config\n", "Did you mean \"method\"?");
        flow("unknown field", http(R"({"url": "u", "colour": "red"})"), "config.additionalProperties /nodes/2/config\n", "Remove it");
        flow("several", http(R"({"method": "x", "times": 0})"), "config.required /nodes/2/config\nconfig.enum /nodes/2/config/method\nconfig.minimum /nodes/2/config/times\n");
        flow("templates are looked at when resolved", http(R"({"url": "{{ input.url }}", "method": "{{ input.method }}", "times": "{{ input.times }}"})"), "");
        flow("what a type says of itself", flowAround("wait", R"({"for": "0s"})"), "config.check /nodes/2/config/for\n", "no wait");
        flow("template that is broken", http("{\"url\": \"to {{ input.host\"}"), "template.unclosed /nodes/2/config/url\n", "column 4");
        flow("expression that is broken", flowAround("condition", "{\"expression\": \"input.a >\\n (1\"}"), "expression.syntax /nodes/2/config/expression\n", "line 2, column 2");
        flow("empty expression", flowAround("condition", R"({"expression": " "})"), "expression.empty /nodes/2/config/expression\n");
        flow("expression in braces", flowAround("condition", R"({"expression": "{{ input.a }}"})"), "expression.braces /nodes/2/config/expression\n", "without {{");
        flow("statement", flowAround("transform", R"({"expression": "return input"})"), "expression.syntax /nodes/2/config/expression\n", "statement");
        flow("verbatim is not read", flowAround("transform", "{\"raw\": \"{{ nonsense (((\"}"), "");
        flow("deep field", http(R"({"url": "u", "body": {"list": [{"a/b": "{{ nodes.nobody.output }}"}]}})"), "expression.unknownNode /nodes/2/config/body/list/0/a~1b\n");
        flow("condition of an edge", edgesOf(node("a") + "," + node("b"), edge("a", "b", ", \"condition\": \"output.x > \"")), "expression.syntax /edges/0/condition\n");
        flow("fields of an unknown type", edgesOf(node("a", "unheard.of", R"({"x": "{{ nodes.nobody.output }}"})"), ""), "node.unknownType /nodes/0/type\n");
    }
    void configuration() { check(); }

    void references_data()
    {
        columns();
        const auto set = [](const char *expression) { return flowAround("transform", (std::string("{\"set\": {\"x\": \"{{ ") + expression + " }}\"}}").c_str()); };
        flow("ancestors", set("nodes.before.output.x + nodes.start.output + nodes['before'].output"), "");
        flow("itself", set("nodes.n.output"), "expression.notAncestor /nodes/2/config/set/x\n", "does not run before \"n\"");
        flow("beside it", set("nodes.after.output.x"), "expression.notAncestor /nodes/2/config/set/x\n");
        flow("nobody", set("nodes.befor.output"), "expression.unknownNode /nodes/2/config/set/x\n");
        flow("nobody, optionally", set("nodes?.nobody?.output"), "expression.unknownNode /nodes/2/config/set/x\n");
        flow("not its output", set("nodes.before.result"), "expression.unknownField /nodes/2/config/set/x\n", "nodes.before.output.result");
        flow("computed", set("nodes[input.id].output"), "expression.computedNode /nodes/2/config/set/x\n");
        flow("all nodes", set("Object.keys(nodes)"), "expression.computedNode /nodes/2/config/set/x\n");
        flow("two in one text", flowAround("transform", R"({"set": {"x": "{{ nodes.after.output }} {{ nodes.nobody.output }}"}})"),
             "expression.notAncestor /nodes/2/config/set/x\nexpression.unknownNode /nodes/2/config/set/x\n");
        flow("a local name", set("input.list.map(nodes => nodes.x.y)"), "");
        flow("built-ins and local names", set("Math.max(1, Number(input.x), [1].map(k => k * 2)[0]) || JSON.stringify(whatever)"), "");
        flow("item outside of a map", set("item.x"), "expression.outOfScope /nodes/2/config/set/x\n", "body of a map");
        flow("index outside of a map", set("index + 1"), "expression.outOfScope /nodes/2/config/set/x\n");
        flow("loop outside of a loop", set("loop.index"), "expression.outOfScope /nodes/2/config/set/x\n", "in a loop");
        flow("output outside of a condition", set("output.x"), "expression.outOfScope /nodes/2/config/set/x\n", "condition of an edge");
        flow("item as a parameter", set("input.list.map(item => item.x)"), "");
        flow("item of a filter", flowAround("filter", R"({"items": "{{ input.list }}", "expression": "item.x > index"})"), "");
        flow("items of a filter", flowAround("filter", R"({"items": "{{ item.list }}", "expression": "item.x"})"), "expression.outOfScope /nodes/2/config/items\n");
        flow("conditions", edgesOf(node("a") + "," + node("b") + "," + node("c"), edge("a", "b", ", \"condition\": \"output.x > nodes.a.output.y\"") + ","
                                       + edge("b", "c", ", \"condition\": \"nodes.a.output && nodes.c.output && item\"")),
             "expression.notAncestor /edges/1/condition\nexpression.outOfScope /edges/1/condition\n");
    }
    void references() { check(); }

    void secrets_data()
    {
        columns();
        const auto http = [](const char *url) { return flowAround("http.request", (std::string("{\"url\": \"") + url + "\"}").c_str()); };
        flow("alone", http("{{ secrets.KNOWN }}"), "");
        flow("in brackets", http("{{ secrets['KNOWN'] }}"), "");
        flow("in brackets, another name", http("{{ secrets['shop-token'] }}"), "secret.missing /nodes/2/config/url\n", "shop-token");
        flow("within a text", flowAround("http.request", R"({"url": "u", "headers": {"Authorization": "Bearer {{ secrets.KNOWN }}"}})"), "");
        flow("missing", http("{{ secrets.OTHER }}"), "secret.missing /nodes/2/config/url\n", "OTHER");
        flow("computed of", http("{{ secrets.KNOWN + '' }}"), "secret.form /nodes/2/config/url\n", "alone");
        flow("computed name", http("{{ secrets[input.name] }}"), "secret.form /nodes/2/config/url\n");
        flow("all of them", http("{{ secrets }}"), "secret.form /nodes/2/config/url\n");
        flow("part of one", http("{{ secrets.KNOWN.length }}"), "secret.form /nodes/2/config/url\n");
        flow("optional", http("{{ secrets?.KNOWN }}"), "secret.form /nodes/2/config/url\n");
        flow("hidden by a blank", http("{{ secrets\xc2\xa0.KNOWN + 1 }}"), "secret.form /nodes/2/config/url\n");
        flow("in a pure node", flowAround("transform", R"({"set": {"x": "{{ secrets.KNOWN }}"}})"), "secret.place /nodes/2/config/set/x\n", "reaches outside");
        flow("in an expression", flowAround("condition", R"({"expression": "secrets.KNOWN == 1"})"), "secret.place /nodes/2/config/expression\n");
        flow("in an effect's expression", flowAround("http.request", R"({"url": "u", "until": "secrets.KNOWN"})"), "secret.place /nodes/2/config/until\n");
        flow("on an edge", edgesOf(node("a", "http.request", R"({"url": "u"})") + "," + node("b"), edge("a", "b", ", \"condition\": \"secrets.KNOWN\"")), "secret.place /edges/0/condition\n");
    }
    void secrets() { check(); }

    void everythingIsFoundAtOnce()
    {
        const auto findings = findingsOf(R"({
            "nodes": [
                {"id": "t", "type": "trigger.manual", "config": {"x": 1}},
                {"id": "a", "type": "transform", "config": {"set": {"x": "{{ nodes.b.output }} {{ secrets.KNOWN }} {{ item }}", "y": "{{ a b }}"}}},
                {"id": "b", "type": "http.reqest"},
                {"id": "b", "type": "http.request", "config": {"method": "x"}},
                {"id": "c", "type": "condition", "config": {"expression": "1 2"}},
                {"id": "d", "type": "map", "config": {"flow": "nowhere"}},
                {"id": "e", "type": "subflow", "config": {}},
                {"id": "k", "type": "transform"}, {"id": "l", "type": "transform"}],
            "edges": [
                {"from": "t", "to": "a"}, {"from": "a", "to": "c"}, {"from": "c", "to": "d", "fromPort": "maybe"}, {"from": "c", "to": "zz"},
                {"from": "k", "to": "l"}, {"from": "l", "to": "k", "condition": "loop"}, {"from": "t", "to": "a"}, {"from": "d", "to": "e"}]})");
        QCOMPARE(QByteArray::fromStdString(summary(findings)),
                 QByteArray("config.additionalProperties /nodes/0/config\n"
                            "expression.notAncestor /nodes/1/config/set/x\n"
                            "secret.place /nodes/1/config/set/x\n"
                            "expression.outOfScope /nodes/1/config/set/x\n"
                            "expression.syntax /nodes/1/config/set/y\n"
                            "node.unknownType /nodes/2/type\n"
                            "config.required /nodes/3/config\n"
                            "config.enum /nodes/3/config/method\n"
                            "node.duplicateId /nodes/3/id\n"
                            "expression.syntax /nodes/4/config/expression\n"
                            "flow.missing /nodes/5/config/flow\n"
                            "config.body /nodes/6/config\n"
                            "flow.cycle /nodes/7\n"
                            "edge.unknownPort /edges/2/fromPort\n"
                            "edge.unknownNode /edges/3/to\n"
                            "expression.outOfScope /edges/5/condition\n"
                            "edge.duplicate /edges/6\n"
                            "node.neverRuns /nodes/2\n"
                            "node.neverRuns /nodes/3\n"
                            "node.unreachable /nodes/7\n"
                            "node.unreachable /nodes/8\n"));
        QVERIFY(flow::hasErrors(findings));
        QCOMPARE(findings.back().severity == flow::Severity::Warning, true);
        for (const auto &finding : findings) {
            QVERIFY2(!finding.node.empty() && !finding.fix.empty(), finding.message.c_str());
        }
    }

    void warningsAreNoErrors()
    {
        const auto findings = findingsOf(edgesOf(node("t", "trigger.manual") + "," + node("a"), ""));
        QCOMPARE(findings.size(), std::size_t(1));
        QVERIFY(!flow::hasErrors(findings));
    }

    void withoutAnswersSecretsAndFlowsAreNotChecked()
    {
        const auto flow = flowtest::read(edgesOf(node("a", "http.request", R"({"url": "{{ secrets.ANY }}"})") + "," + node("b", "map", R"({"flow": "any"})"), ""));
        QVERIFY(flow::validate(flow, {flowtest::testTypes(), {}, {}}).empty());
    }
};

SB_TEST_MAIN(TestFlowFindings)
#include "tst_flow_findings.moc"
