// SPDX-License-Identifier: GPL-3.0-or-later
// The published JSON Schema and the reader agree on what a flow is.
#include "support/test.h"
#include "test_types.h"

#include <fstream>
#include <sstream>

using namespace signalbox;

class TestFlowSchema : public SignalboxTest
{
    Q_OBJECT

    std::optional<json::Schema> m_schema;

private Q_SLOTS:
    void initTestCase()
    {
        std::ostringstream text;
        text << std::ifstream(test::sourceDir() + "/resources/schemas/flow-1.schema.json", std::ios::binary).rdbuf();
        const auto value = json::parse(text.str());
        QVERIFY2(value.ok(), value.ok() ? "" : value.error().describe().c_str());
        auto schema = json::Schema::compile(*value);
        QVERIFY2(schema.ok(), schema.ok() ? "" : schema.error().describe().c_str());
        m_schema.emplace(std::move(*schema));
    }

    void schemaAndReaderAgree_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        const auto row = [](bool good, const QByteArray &text) { QTest::newRow(text.constData()) << text << good; };
        const auto node = [&](bool good, const char *members) { row(good, QByteArray("{\"nodes\": [{\"id\": \"a\", \"type\": \"t\"") + members + "}]}"); };
        const auto edge = [&](bool good, const char *text) { row(good, QByteArray("{\"nodes\": [], \"edges\": [") + text + "]}"); };
        const auto top = [&](bool good, const char *members) { row(good, QByteArray("{\"nodes\": []") + members + "}"); };
        row(true, R"({"nodes": [], "edges": []})");
        row(true, R"({"nodes": [{"id": "a", "type": "t", "config": {}}], "edges": [{"from": "a", "to": "b", "condition": "1"}]})");
        for (const auto *bad : {"[]", "null", "1", "\"x\"", "{}", R"({"edges": []})", R"({"nodes": {}})", R"({"nodes": null})", R"({"nodes": [1]})", R"({"nodes": [[]]})",
                                R"({"nodes": [{}]})", R"({"nodes": [{"id": "a"}]})", R"({"nodes": [{"type": "t"}]})", R"({"nodes": [{"id": 1, "type": "t"}]})",
                                R"({"nodes": [{"id": "a", "type": []}]})"}) {
            row(false, bad);
        }
        for (const auto *good : {"", R"(, "name": "n")", R"(, "config": {"any": [1]})", R"(, "notes": 1)", R"(, "ports": [])", R"(, "model": {})", R"(, "vendor": null)",
                                 R"(, "retry": {})", R"(, "retry": {"attempts": 1, "initial": "0s", "factor": 1, "max": "1.5h", "more": 1})", R"(, "retry": {"attempts": 3.0})",
                                 R"(, "retry": {"factor": 1.5})", R"(, "timeout": "250ms")", R"(, "timeout": "1d")", R"(, "onError": "stop")", R"(, "onError": "finish")",
                                 R"(, "onError": "default", "default": null)", R"(, "default": {"x": 1})", R"(, "onInterrupted": "retry")", R"(, "onInterrupted": "hold")"}) {
            node(true, good);
        }
        for (const auto *bad : {R"(, "name": 1)", R"(, "config": [])", R"(, "config": null)", R"(, "retry": 3)", R"(, "retry": {"attempts": 0})", R"(, "retry": {"attempts": 1.5})",
                                R"(, "retry": {"attempts": "3"})", R"(, "retry": {"attempts": 1000000001})", R"(, "retry": {"factor": 0.9})", R"(, "retry": {"factor": "2"})",
                                R"(, "retry": {"initial": 1})", R"(, "retry": {"max": "1 s"})", R"(, "timeout": 30)", R"(, "timeout": "30")", R"(, "timeout": "-1s")", R"(, "timeout": ".5s")",
                                R"(, "timeout": "1.s")", R"(, "timeout": "1e3s")", R"(, "timeout": "")", R"(, "timeout": "1s\n")", R"(, "onError": "Stop")", R"(, "onError": "ignore")",
                                R"(, "onError": null)", R"(, "onInterrupted": "Hold")", R"(, "onInterrupted": false)"}) {
            node(false, bad);
        }
        for (const auto *good : {R"({"from": "a", "to": "b"})", R"({"from": "a", "to": "b", "fromPort": "", "toPort": "x", "condition": "", "vendor": 1})"}) {
            edge(true, good);
        }
        for (const auto *bad : {"1", "{}", R"({"from": "a"})", R"({"to": "a"})", R"({"from": 1, "to": "b"})", R"({"from": "a", "to": "b", "fromPort": 1})",
                                R"({"from": "a", "to": "b", "toPort": null})", R"({"from": "a", "to": "b", "condition": true})"}) {
            edge(false, bad);
        }
        for (const auto *good : {R"(, "format": "signalbox.flow/1")", R"(, "id": "x", "name": "y", "description": "z")", R"(, "vars": {"a": 1})", R"(, "inputs": {"type": "object"})",
                                 R"(, "inputs": true, "outputs": false)", R"(, "limits": {})", R"(, "limits": {"timeout": "1h", "steps": 1, "depth": 1, "parallel": 1, "more": "x"})",
                                 R"(, "flows": {})", R"(, "flows": {"a": {"nodes": []}})", R"(, "tests": [], "notes": {}, "groups": 1, "layout": {"nodes": {"a": [0, 1.5]}}, "model": "m", "x": null)"}) {
            top(true, good);
        }
        for (const auto *bad : {R"(, "format": "signalbox.flow/2")", R"(, "format": 1)", R"(, "format": null)", R"(, "id": 1)", R"(, "name": [])", R"(, "description": {})", R"(, "edges": {})",
                                R"(, "vars": [])", R"(, "vars": null)", R"(, "inputs": "object")", R"(, "outputs": 1)", R"(, "inputs": null)", R"(, "limits": 1)", R"(, "limits": {"steps": 0})",
                                R"(, "limits": {"depth": 1.5})", R"(, "limits": {"parallel": "2"})", R"(, "limits": {"timeout": 5})", R"(, "flows": [])", R"(, "flows": {"a": {}})",
                                R"(, "flows": {"a": {"nodes": [{"id": "x"}]}})", R"(, "flows": {"a": {"nodes": [], "format": "other"}})"}) {
            top(false, bad);
        }
    }
    void schemaAndReaderAgree()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, good);
        const auto value = flowtest::parsed(text.toStdString());
        const auto flow = flow::fromJson(value);
        QVERIFY2(flow.ok() == good, flow.ok() ? "the reader takes it" : flow.error().describe().c_str());
        QCOMPARE(flow::shapeFindings(value).empty(), good);
        const auto violations = m_schema->validate(value);
        QVERIFY2(violations.empty() == good, violations.empty() ? "the schema takes it" : (violations[0].instancePath + " " + violations[0].message).c_str());
    }
};

SB_TEST_MAIN(TestFlowSchema)
#include "tst_flow_schema.moc"
