// SPDX-License-Identifier: GPL-3.0-or-later
// What each type says of a configuration before it runs, and what becomes of it when interrupted.
#include "harness.h"

using namespace signalbox;

class TestNodeChecks : public SignalboxTest
{
    Q_OBJECT

    static bool isHeld(const test::Harness &harness, const std::string &type, std::string_view config)
    {
        return harness.registry.catalogue().find(type)->onInterrupted(test::parsedObject(config)) == flow::OnInterrupted::Hold;
    }

private Q_SLOTS:
    void acceptsWhatIsRight_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("config");
        const auto row = [](const char *type, const char *config) {
            QTest::addRow("%s %s", type, config) << QString::fromUtf8(type) << QString::fromUtf8(config);
        };
        row("trigger.manual", "{}");
        row("output", "{}");
        row("merge", "{'mode': 'collect'}");
        row("merge", "{}");
        row("map", "{'items': '{{ input.a }}', 'flow': 'x'}");
        row("map", "{'body': {'nodes': [], 'edges': []}, 'concurrency': 4, 'onItemError': 'skip'}");
        row("loop", "{'flow': 'x', 'until': 'loop.index > 3'}");
        row("subflow", "{'flow': 'x', 'input': {'a': 1}}");
        row("wait", "{'duration': '30s'}");
        row("wait", "{'duration': '{{ vars.pause }}'}");
        row("condition", "{'expression': 'true'}");
        row("switch", "{'cases': [{'port': 'a', 'expression': 'true'}]}");
        row("filter", "{'items': '{{ input }}', 'expression': 'item'}");
        row("transform", "{'set': {'a': 1}, 'replace': true}");
        row("transform", "{'expression': '1'}");
        row("file.read", "{'path': 'a', 'glob': '*.csv', 'parse': 'csv', 'separator': ';'}");
        row("file.write", "{'path': 'a', 'json': null}");
        row("http.request", "{'url': 'http://localhost/', 'method': 'POST', 'body': [1], 'auth': {'type': 'bearer', 'token': 't'}}");
        row("llm", "{'prompt': 'Hi', 'schema': {'type': 'object'}, 'schemaBy': 'instructions', 'temperature': 0.3, 'effort': 'low'}");
        row("llm", "{'messages': [{'role': 'user', 'content': 'Hi'}]}");
    }
    void acceptsWhatIsRight()
    {
        QFETCH(QString, type);
        QFETCH(QString, config);
        const test::Harness harness;
        const auto findings = harness.findings(type.toStdString(), config.toStdString());
        QVERIFY2(findings.empty(), findings.empty() ? "" : findings.front().c_str());
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("config");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *type, const char *config, const char *part) {
            QTest::addRow("%s %s", type, config) << QString::fromUtf8(type) << QString::fromUtf8(config) << QString::fromUtf8(part);
        };
        row("trigger.manual", "{'a': 1}", "");
        row("merge", "{'mode': 'some'}", "/mode");
        row("llm", "{'system': 'Be brief.'}", "`prompt` or `messages`");
        row("llm", "{'prompt': 'Hi', 'schemaBy': 'provider'}", "/schemaBy");
        row("llm", "{'prompt': 'Hi', 'schema': {'type': 'thing'}}", "/schema");
        row("llm", "{'messages': [{'role': 'king', 'content': 'Hi'}]}", "/messages/0/role");
        row("map", "{'flow': 'x', 'body': {}}", "/body");
        row("map", "{'flow': 'x', 'concurrency': 0}", "/concurrency");
        row("loop", "{'flow': 'x'}", "`while` or `until`");
        row("loop", "{'flow': 'x', 'while': 'a', 'until': 'b'}", "/until");
        row("wait", "{'duration': 'soon'}", "\"soon\" is no duration");
        row("wait", "{}", "duration");
        row("condition", "{}", "expression");
        row("switch", "{'cases': [{'port': 'a', 'expression': '1'}, {'port': 'a', 'expression': '2'}]}", "/cases/1/port");
        row("switch", "{'cases': [{'port': 'default', 'expression': '1'}]}", "/cases/0/port");
        row("switch", "{'cases': []}", "/cases");
        row("filter", "{'items': 'input.list', 'expression': 'item'}", "/items");
        row("transform", "{}", "`set` or `expression`");
        row("transform", "{'set': {}, 'expression': '1'}", "/expression");
        row("transform", "{'replace': true, 'expression': '1'}", "/replace");
        row("file.read", "{'path': 'a', 'header': false}", "/header");
        row("file.write", "{'path': 'a'}", "`text`, `json` or `base64`");
        row("file.write", "{'path': 'a', 'text': 'b', 'json': 1}", "only one");
        row("http.request", "{'url': 'http://localhost/', 'timeout': '1 minute'}", "/timeout");
        row("http.request", "{'url': 'http://localhost/', 'body': 1}", "/body");
        row("http.request", "{'url': 'http://localhost/', 'auth': {'type': 'basic', 'token': 't'}}", "/auth");
        row("http.request", "{'url': 'http://localhost/', 'method': 'BAD METHOD'}", "/method");
    }
    void namesWhatIsWrong()
    {
        QFETCH(QString, type);
        QFETCH(QString, config);
        QFETCH(QString, part);
        const test::Harness harness;
        const auto findings = harness.findings(type.toStdString(), config.toStdString());
        QVERIFY(!findings.empty());
        QVERIFY2(std::ranges::any_of(findings, [&](const auto &finding) { return finding.find(part.toStdString()) != std::string::npos; }),
                 findings.front().c_str());
    }

    void aSwitchHasThePortsOfItsCases()
    {
        const test::Harness harness;
        const auto *type = harness.registry.catalogue().find("switch");
        const auto ports = type->dynamicOutputs(test::parsedObject("{'cases': [{'port': 'b', 'expression': '1'}, {'port': 'a', 'expression': '1'}]}"));
        QCOMPARE(ports, (std::vector<std::string>{"b", "a"}));
        QCOMPARE(type->outputs.front().name, std::string("default"));
        QVERIFY(type->dynamicOutputs(test::parsedObject("{'cases': 7}")).empty());
    }

    void onlyWhatIsSafeToRepeatIsRepeated()
    {
        const test::Harness harness;
        QVERIFY(!isHeld(harness, "http.request", "{'url': 'u'}"));
        QVERIFY(!isHeld(harness, "http.request", "{'url': 'u', 'method': 'head'}"));
        QVERIFY(isHeld(harness, "http.request", "{'url': 'u', 'method': 'POST'}"));
        QVERIFY(isHeld(harness, "llm", "{'prompt': 'p'}")); // it costs money
        QVERIFY(isHeld(harness, "http.request", "{'url': 'u', 'method': 'PUT'}"));
        QVERIFY(isHeld(harness, "http.request", "{'url': 'u', 'method': '{{ vars.method }}'}"));
        QVERIFY(!isHeld(harness, "http.request", "{'url': 'u', 'method': 'POST', 'idempotent': true}"));
        QVERIFY(!isHeld(harness, "file.read", "{'path': 'p'}"));
        QVERIFY(!isHeld(harness, "file.write", "{'path': 'p', 'text': 't'}"));
        QVERIFY(isHeld(harness, "file.write", "{'path': 'p', 'text': 't', 'mode': 'append'}"));
    }
};

SB_TEST_MAIN(TestNodeChecks)
#include "tst_node_checks.moc"
