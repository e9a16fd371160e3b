// SPDX-License-Identifier: GPL-3.0-or-later
// Code nodes: what they give, what they cannot do, and how they end.
#include "harness.h"

using namespace signalbox;

class TestCode : public SignalboxTest
{
    Q_OBJECT

    static engine::EffectCall callOf(const test::Harness &harness, const std::string &code, const std::string &more = "")
    {
        auto call = harness.call("{}");
        call.config = json::parse(R"({"code": )" + json::write(json::Value(code)) + more + "}")->as_object();
        return call;
    }

    static Result<json::Value> run(test::Harness &harness, const std::string &code, const std::string &more = "", json::Value input = nullptr)
    {
        auto call = callOf(harness, code, more);
        call.input = std::make_shared<const json::Value>(std::move(input));
        call.runStartedAt = 1000;
        call.scope = std::make_shared<const json::Value>(json::Object{{"vars", json::Object{{"by", 3}}}, {"nodes", json::Object{{"a", json::Object{{"output", 5}}}}}});
        return harness.effect("code", std::move(call));
    }

private Q_SLOTS:
    void givesWhatItReturns()
    {
        test::Harness harness;
        SB_COMPARE_JSON(run(harness, "let sum = 0;\nfor (const n of input) { sum += n * vars.by; }\nconsole.log('sum', sum);\nreturn {sum, a: nodes.a.output, none: typeof item};", "", json::Array{1, 2, 3}),
                        R"({"sum": 18, "a": 5, "none": "undefined"})");
        SB_COMPARE_JSON(run(harness, "const x = 1;"), "null");
    }

    void isTheSameAgain()
    {
        test::Harness harness;
        const auto first = run(harness, "return [Math.random(), Date.now()];");
        const auto second = run(harness, "return [Math.random(), Date.now()];");
        QVERIFY(first.ok() && second.ok());
        QCOMPARE(json::write(*first), json::write(*second));
        QCOMPARE(json::write(first->at(1)), std::string("1000"));
    }

    void whatOneDoesIsInvisibleToTheNext()
    {
        test::Harness harness;
        (void)run(harness, "globalThis.left = 1;");
        (void)run(harness, "Array.prototype.push = () => 7;");
        SB_COMPARE_JSON(run(harness, "return [typeof left, [1].push(2)];"), R"(["undefined", 2])");
    }

    void reachesNothing_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"require", "process", "eval", "Function", "XMLHttpRequest", "fetch", "Qt", "WebSocket", "Worker", "setTimeout", "gc", "secrets"}) {
            QTest::newRow(name) << QString::fromUtf8(name);
        }
    }
    void reachesNothing()
    {
        QFETCH(QString, name);
        test::Harness harness;
        SB_COMPARE_JSON(run(harness, "return typeof " + name.toStdString() + ";"), "\"undefined\"");
    }

    void noFunctionIsMadeOfText()
    {
        test::Harness harness;
        QVERIFY(!run(harness, "return (function () {}).constructor('return 1')();").ok());
        QVERIFY(!run(harness, "return (function* () {}).constructor('yield 1')().next();").ok());
    }

    void endsByItsLimits_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("expected");
        QTest::newRow("endless loop") << QStringLiteral("for (;;) {}") << QStringLiteral("code.time");
        QTest::newRow("inside of a built-in") << QStringLiteral("return [2, 1].sort(() => { for (;;) {} });") << QStringLiteral("code.time");
        QTest::newRow("memory") << QStringLiteral("const a = []; for (;;) { a.push('x'.repeat(1 << 20) + a.length); }") << QStringLiteral("code.memory");
        QTest::newRow("throws") << QStringLiteral("throw new Error('no');") << QStringLiteral("code.threw");
        QTest::newRow("calls itself") << QStringLiteral("const f = () => f() + 1; return f();") << QStringLiteral("code.threw");
        QTest::newRow("is no code") << QStringLiteral("return {{;") << QStringLiteral("code.syntax");
        QTest::newRow("closes what it did not open") << QStringLiteral("}); (1") << QStringLiteral("code.syntax");
    }
    void endsByItsLimits()
    {
        QFETCH(QString, code);
        QFETCH(QString, expected);
        test::Harness harness;
        const auto result = run(harness, code.toStdString(), expected == u"code.time" ? R"(, "time": "1s", "memory": 64)" : R"(, "time": "1m", "memory": 64)");
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, expected.toStdString());
        // The next one has a sound child.
        SB_COMPARE_JSON(run(harness, "return 1;"), "1");
    }

    void namesTheLine()
    {
        test::Harness harness;
        const auto result = run(harness, "const x = 1;\nreturn x.y.z;");
        SB_COMPARE_ERROR(result, "code.threw");
        QVERIFY(std::find(result.error().args.begin(), result.error().args.end(), std::pair<std::string, std::string>("line", "2")) != result.error().args.end());
    }

    void stopsSoonWhenItIsCancelled()
    {
        test::Harness harness;
        std::stop_source stop;
        auto task = harness.registry.findEffect("code")->execute(callOf(harness, "for (;;) {}", R"(, "time": "5m")"), stop.get_token());
        (void)run(harness, "return 1;"); // by now the other one runs
        stop.request_stop();
        SB_COMPARE_ERROR(test::await(std::move(task)), "cancelled"); // long before its five minutes
    }

    void largeValuesAreRefused()
    {
        test::Harness harness;
        SB_COMPARE_ERROR(run(harness, "return Array.from({length: 300}, () => 'x'.repeat(100000));"), "value.tooLarge");
    }
};

SB_TEST_MAIN(TestCode)
#include "tst_code.moc"
