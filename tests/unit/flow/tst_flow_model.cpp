// SPDX-License-Identifier: GPL-3.0-or-later
// Reading flows: the minimal form, every optional key, and every wrong shape by its place.
#include "support/test.h"
#include "test_types.h"

using namespace signalbox;
using namespace signalbox::flow;
using signalbox::flowtest::parsed;
using signalbox::flowtest::read;

class TestFlowModel : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheMinimalForm()
    {
        const auto flow = read(R"({"nodes": [{"id": "a", "type": "transform", "config": {"set": {"x": 1}}}, {"id": "b", "type": "output"}],
                                   "edges": [{"from": "a", "to": "b"}, {"from": "a", "to": "b", "condition": "output.x > 0"}]})");
        QCOMPARE(flow.nodes.size(), std::size_t(2));
        QCOMPARE(flow.nodes[0].id, std::string("a"));
        QCOMPARE(json::write(flow.nodes[0].config), std::string(R"({"set":{"x":1}})"));
        QVERIFY(flow.nodes[1].config.empty());
        QVERIFY(!flow.nodes[0].retry && !flow.nodes[0].timeout && !flow.nodes[0].onInterrupted);
        QVERIFY(flow.nodes[0].onError == OnError::Stop);
        QCOMPARE(flow.edges.size(), std::size_t(2));
        QVERIFY(flow.edges[0].fromPort.empty() && flow.edges[0].toPort.empty() && !flow.edges[0].condition);
        QCOMPARE(flow.edges[1].condition, std::optional<std::string>("output.x > 0"));
    }

    void readsEveryOptionalKey()
    {
        const auto flow = read(R"({
            "format": "signalbox.flow/1", "id": "f", "name": "F", "description": "all of it", "model": "any", "notes": [1], "groups": {}, "tests": [],
            "layout": {"nodes": {"a": [0, 0]}}, "unknown": {"kept": true}, "vars": {"v": 1}, "inputs": {"type": "object"}, "outputs": true,
            "limits": {"timeout": "1h", "steps": 100.0, "depth": 3, "parallel": 2, "other": 1},
            "flows": {"inner": {"nodes": [{"id": "i", "type": "transform"}]}},
            "nodes": [{"id": "a", "type": "http.request", "name": "A", "ports": {"any": 1}, "model": {}, "notes": "n", "color": "red",
                       "retry": {"attempts": 3, "initial": "250ms", "factor": 1.5, "max": "2m"}, "timeout": "30s",
                       "onError": "default", "default": {"ok": false}, "onInterrupted": "retry"},
                      {"id": "b", "type": "output", "retry": {}, "onError": "finish", "onInterrupted": "hold"}],
            "edges": [{"from": "a", "fromPort": "error", "to": "b", "toPort": "in", "color": "blue"}]})");
        QCOMPARE(flow.id, std::string("f"));
        QCOMPARE(flow.name, std::string("F"));
        QCOMPARE(flow.description, std::string("all of it"));
        QCOMPARE(json::write(flow.vars), std::string(R"({"v":1})"));
        QVERIFY(flow.inputs.is_object() && flow.outputs.is_bool());
        QVERIFY(flow.limits.timeout == Millis(3600000));
        QCOMPARE(flow.limits.steps, std::int64_t(100));
        QCOMPARE(flow.limits.depth, 3);
        QCOMPARE(flow.limits.parallel, 2);
        QCOMPARE(flow.flows.at("inner")->nodes.at(0).id, std::string("i"));
        const auto &a = flow.nodes[0];
        QVERIFY((a.retry == RetryPolicy{3, Millis(250), 1.5, Millis(120000)}));
        QVERIFY(a.timeout == Millis(30000));
        QVERIFY(a.onError == OnError::Default);
        QCOMPARE(json::write(a.defaultOutput), std::string(R"({"ok":false})"));
        QVERIFY(a.onInterrupted == OnInterrupted::Retry);
        QVERIFY(flow.nodes[1].retry == RetryPolicy{});
        QVERIFY(flow.nodes[1].onError == OnError::Finish);
        QCOMPARE(flow.edges[0].fromPort, std::string("error"));
    }

    void namesThePlaceOfAWrongShape_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("path");
        const auto row = [](const char *name, const char *text, const char *path, const char *code = "flow.shape") {
            QTest::newRow(name) << QByteArray(text) << QByteArray(code) << QByteArray(path);
        };
        row("no object", "[]", "");
        row("a number", "17", "");
        row("no nodes", R"({"edges": []})", "");
        row("nodes as object", R"({"nodes": {}})", "/nodes");
        row("node as text", R"({"nodes": ["a"]})", "/nodes/0");
        row("node without id", R"({"nodes": [{"id": "x", "type": "t"}, {"type": "t"}]})", "/nodes/1");
        row("node without type", R"({"nodes": [{"id": "a"}]})", "/nodes/0");
        row("id as number", R"({"nodes": [{"id": 1, "type": "t"}]})", "/nodes/0/id");
        row("type as null", R"({"nodes": [{"id": "a", "type": null}]})", "/nodes/0/type");
        row("config as array", R"({"nodes": [{"id": "a", "type": "t", "config": []}]})", "/nodes/0/config");
        row("retry as number", R"({"nodes": [{"id": "a", "type": "t", "retry": 3}]})", "/nodes/0/retry");
        row("no attempts", R"({"nodes": [{"id": "a", "type": "t", "retry": {"attempts": 0}}]})", "/nodes/0/retry/attempts");
        row("half an attempt", R"({"nodes": [{"id": "a", "type": "t", "retry": {"attempts": 1.5}}]})", "/nodes/0/retry/attempts");
        row("too many attempts", R"({"nodes": [{"id": "a", "type": "t", "retry": {"attempts": 1e12}}]})", "/nodes/0/retry/attempts");
        row("shrinking factor", R"({"nodes": [{"id": "a", "type": "t", "retry": {"factor": 0.5}}]})", "/nodes/0/retry/factor");
        row("bad wait", R"({"nodes": [{"id": "a", "type": "t", "retry": {"initial": "soon"}}]})", "/nodes/0/retry/initial");
        row("timeout as number", R"({"nodes": [{"id": "a", "type": "t", "timeout": 30}]})", "/nodes/0/timeout");
        row("bad timeout", R"({"nodes": [{"id": "a", "type": "t", "timeout": "30"}]})", "/nodes/0/timeout");
        row("bad policy", R"({"nodes": [{"id": "a", "type": "t", "onError": "ignore"}]})", "/nodes/0/onError");
        row("bad interruption", R"({"nodes": [{"id": "a", "type": "t", "onInterrupted": true}]})", "/nodes/0/onInterrupted");
        row("edges as object", R"({"nodes": [], "edges": {}})", "/edges");
        row("edge as array", R"({"nodes": [], "edges": [["a", "b"]]})", "/edges/0");
        row("edge without to", R"({"nodes": [], "edges": [{"from": "a"}]})", "/edges/0");
        row("from as number", R"({"nodes": [], "edges": [{"from": 1, "to": "b"}]})", "/edges/0/from");
        row("port as null", R"({"nodes": [], "edges": [{"from": "a", "to": "b", "fromPort": null}]})", "/edges/0/fromPort");
        row("condition as bool", R"({"nodes": [], "edges": [{"from": "a", "to": "b", "condition": true}]})", "/edges/0/condition");
        row("vars as array", R"({"nodes": [], "vars": []})", "/vars");
        row("inputs as text", R"({"nodes": [], "inputs": "x"})", "/inputs");
        row("limits as array", R"({"nodes": [], "limits": []})", "/limits");
        row("negative limit", R"({"nodes": [], "limits": {"steps": -1}})", "/limits/steps");
        row("flows as array", R"({"nodes": [], "flows": []})", "/flows");
        row("inner node", R"({"nodes": [], "flows": {"a/b~c": {"nodes": [{"id": "a"}]}}})", "/flows/a~1b~0c/nodes/0");
        row("name as number", R"({"nodes": [], "name": 1})", "/name");
        row("newer format", R"({"format": "signalbox.flow/2", "nodes": []})", "/format", "flow.format");
        row("foreign format", R"({"format": "n8n", "nodes": []})", "/format", "flow.format");
        row("format as number", R"({"format": 1, "nodes": []})", "/format", "flow.format");
    }
    void namesThePlaceOfAWrongShape()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, path);
        const auto value = parsed(text.toStdString());
        const auto flow = fromJson(value);
        QVERIFY(!flow.ok());
        QCOMPARE(flow.error().code, code.toStdString());
        QCOMPARE(flow.error().args.at(0), (std::pair<std::string, std::string>("path", path.toStdString())));
        const auto findings = shapeFindings(value);
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings[0].code, code.toStdString());
        QCOMPARE(findings[0].path, path.toStdString());
        QVERIFY(findings[0].message.ends_with('.') && !findings[0].fix.empty());
    }

    void namesEveryWrongShapeAtOnce()
    {
        const auto value = parsed(R"({"nodes": [{"id": 1, "type": "t"}, 7, {"id": "ok", "type": "t", "timeout": "x", "retry": {"attempts": 0, "max": 1}}],
                                      "edges": [{"from": "a"}, {}], "limits": {"depth": "deep"}, "vars": 3})");
        const auto findings = shapeFindings(value);
        QCOMPARE(signalbox::flowtest::summary(findings),
                 std::string("flow.shape /nodes/0/id\nflow.shape /nodes/1\nflow.shape /nodes/2/retry/attempts\nflow.shape /nodes/2/retry/max\n"
                             "flow.shape /nodes/2/timeout\nflow.shape /edges/0\nflow.shape /edges/1\nflow.shape /edges/1\nflow.shape /vars\nflow.shape /limits/depth\n"));
        QCOMPARE(findings[2].node, std::string("ok"));
        const auto flow = fromJson(value);
        QVERIFY(flow.error().message.find("9 more") != std::string::npos);
    }

    void tellsANewerFormatWhatToDo()
    {
        const auto flow = fromJson(parsed(R"({"format": "signalbox.flow/12", "nodes": []})"));
        QVERIFY(flow.error().message.find("newer") != std::string::npos);
        const auto foreign = fromJson(parsed(R"({"format": "signalbox.flow/0", "nodes": []})"));
        QVERIFY(foreign.error().message.find("not known") != std::string::npos);
    }

    void flowsMayNestOnlySoDeep()
    {
        std::string text = R"({"nodes": []})";
        for (int i = 0; i < 40; ++i) {
            text = R"({"nodes": [], "flows": {"f": )" + text + "}}";
        }
        QCOMPARE(fromJson(parsed(text)).error().code, std::string("flow.shape"));
    }

    void readsDurations_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qlonglong>("millis");
        const auto row = [](const char *text, qlonglong millis) { QTest::newRow(text) << QByteArray(text) << millis; };
        row("250ms", 250);
        row("30s", 30000);
        row("5m", 300000);
        row("2h", 7200000);
        row("1d", 86400000);
        row("0s", 0);
        row("1.5s", 1500);
        row("0.25h", 900000);
        row("0.4ms", 0);
        row("36500d", 36500ll * 86400000);
        for (const auto *bad : {"", "s", "5", "5 s", " 5s", "5S", "-5s", "-0s", "+5s", ".5s", "5.s", "1e3s", "infs", "nans", "5sec", "5s ", "36501d", "999999999999999999999d", "0x5s", "5µs"}) {
            row(bad, -1);
        }
    }
    void readsDurations()
    {
        QFETCH(QByteArray, text);
        QFETCH(qlonglong, millis);
        const auto duration = parseDuration(text.toStdString());
        QCOMPARE(duration.ok(), millis >= 0);
        if (duration) {
            QCOMPARE(qlonglong(duration->count()), millis);
            QCOMPARE(parseDuration(formatDuration(*duration)).value().count(), duration->count());
        } else {
            QCOMPARE(duration.error().code, std::string("flow.duration"));
        }
    }

    void writesDurationsInTheLargestUnit()
    {
        QCOMPARE(formatDuration(Millis(0)), std::string("0ms"));
        QCOMPARE(formatDuration(Millis(1500)), std::string("1500ms"));
        QCOMPARE(formatDuration(Millis(90000)), std::string("90s"));
        QCOMPARE(formatDuration(Millis(7200000)), std::string("2h"));
        QCOMPARE(formatDuration(Millis(172800000)), std::string("2d"));
    }
};

SB_TEST_MAIN(TestFlowModel)
#include "tst_flow_model.moc"
