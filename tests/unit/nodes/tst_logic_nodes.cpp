// SPDX-License-Identifier: GPL-3.0-or-later
// condition and switch: by which port the input leaves.
#include "harness.h"

using namespace signalbox;

class TestLogicNodes : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void aConditionSendsItsInputByTruth_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("port");
        QTest::newRow("comparison") << QStringLiteral("input.n > 2") << QStringLiteral("true");
        QTest::newRow("zero") << QStringLiteral("input.zero") << QStringLiteral("false");
        QTest::newRow("empty text") << QStringLiteral("input.text") << QStringLiteral("false");
        QTest::newRow("empty array") << QStringLiteral("input.list") << QStringLiteral("true");
        QTest::newRow("undefined") << QStringLiteral("input.nothing") << QStringLiteral("false");
        QTest::newRow("variable") << QStringLiteral("vars.on && input.n === 3") << QStringLiteral("true");
    }
    void aConditionSendsItsInputByTruth()
    {
        QFETCH(QString, expression);
        QFETCH(QString, port);
        test::Harness harness;
        const auto config = json::write(json::Object{{"expression", expression.toStdString()}});
        const auto output = harness.pure("condition", config, {"{'n': 3, 'zero': 0, 'text': '', 'list': []}", "{'on': true}"});
        QVERIFY2(output.ok(), output.ok() ? "" : output.error().describe().c_str());
        QCOMPARE(output->port, port.toStdString());
        // Handed through, not copied.
        QCOMPARE(output->value.get(), output->input.get());
    }

    void aConditionThatThrowsIsAnErrorThatNamesTheNode()
    {
        test::Harness harness;
        const auto output = harness.pure("condition", "{'expression': 'input.a.b.c > 1'}", {"{'a': null}", "{}"});
        SB_COMPARE_ERROR(output, "expression.threw");
        QVERIFY(output.error().message.find("\"n\"") != std::string::npos);
    }

    void aSwitchTakesTheFirstCaseThatHolds()
    {
        test::Harness harness;
        const auto config = "{'cases': [{'port': 'big', 'expression': 'input > 100'}, {'port': 'medium', 'expression': 'input > 10'}, {'port': 'also-big', 'expression': 'input > 50'}]}";
        QCOMPARE(harness.pure("switch", config, {"500", "{}"})->port, std::string("big"));
        QCOMPARE(harness.pure("switch", config, {"70", "{}"})->port, std::string("medium"));
        const auto none = harness.pure("switch", config, {"3", "{}"});
        QCOMPARE(none->port, std::string("default"));
        QCOMPARE(none->value.get(), none->input.get());
    }

    void aSwitchDoesNotAskTheCasesAfterTheFirst()
    {
        test::Harness harness;
        const auto output = harness.pure("switch", "{'cases': [{'port': 'a', 'expression': 'true'}, {'port': 'b', 'expression': 'input.x.y'}]}");
        QVERIFY(output.ok());
        QCOMPARE(output->port, std::string("a"));
    }

    void anExpressionThatDoesNotTokeniseIsRefusedWhenCompiled()
    {
        test::Harness harness;
        SB_COMPARE_ERROR(harness.pure("condition", "{'expression': 'input.a ('}"), "expression.syntax");
        SB_COMPARE_ERROR(harness.pure("switch", "{'cases': [{'port': 'a', 'expression': '\\'open'}]}"), "expression.syntax");
    }
};

SB_TEST_MAIN(TestLogicNodes)
#include "tst_logic_nodes.moc"
