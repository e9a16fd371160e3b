// SPDX-License-Identifier: GPL-3.0-or-later
// transform and filter: what they make of their input.
#include "harness.h"

using namespace signalbox;

class TestDataNodes : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void setMergesFieldsIntoTheInput()
    {
        test::Harness harness;
        const auto output = harness.pure("transform", "{'set': {'b': 2, 'greeting': 'Hello {{ input.name }}', 'list': '{{ input.tags }}'}}",
                                         {"{'name': 'Ada', 'tags': ['x', 'y'], 'b': 1}", "{}"});
        QVERIFY(output.ok());
        QCOMPARE(output->text(), test::quoted("{'name':'Ada','tags':['x','y'],'b':2,'greeting':'Hello Ada','list':['x','y']}"));
        QCOMPARE(output->port, std::string("out"));
        // The input is shared with other nodes and stays as it was.
        QCOMPARE(json::write(*output->input), test::quoted("{'name':'Ada','tags':['x','y'],'b':1}"));
    }

    void valuesSeeTheInputAsItCame()
    {
        test::Harness harness;
        const auto output = harness.pure("transform", "{'set': {'a': '{{ input.b }}', 'b': '{{ input.a }}'}}", {"{'a': 1, 'b': 2}", "{}"});
        QCOMPARE(output->text(), test::quoted("{'a':2,'b':1}"));
    }

    void replaceDropsTheInput()
    {
        test::Harness harness;
        const auto output = harness.pure("transform", "{'set': {'n': '{{ input.length }}', 'nothing': '{{ input.none }}'}, 'replace': true}", {"[1, 2, 3]", "{}"});
        QVERIFY(output.ok());
        QCOMPARE(output->text(), test::quoted("{'n':3,'nothing':null}"));
    }

    void setTakesNullAsAnEmptyObject()
    {
        test::Harness harness;
        QCOMPARE(harness.pure("transform", "{'set': {'a': {'deep': ['{{ vars.x }}', 1]}}}", {"null", "{'x': true}"})->text(),
                 test::quoted("{'a':{'deep':[true,1]}}"));
    }

    void setRefusesAnInputThatIsNoObject()
    {
        test::Harness harness;
        const auto output = harness.pure("transform", "{'set': {'a': 1}}", {"[1]", "{}"});
        SB_COMPARE_ERROR(output, "transform.notObject");
        QVERIFY(output.error().message.find("array") != std::string::npos);
    }

    void textsThatAreNoTemplatesStayAsTheyAre()
    {
        test::Harness harness;
        const std::string config = "{\"set\": {\"a\": \"\\\\{{ input }}\", \"b\": \"}} {\"}}";
        QCOMPARE(harness.pure("transform", config)->text(), std::string("{\"a\":\"{{ input }}\",\"b\":\"}} {\"}"));
    }

    void anExpressionGivesTheOutput()
    {
        test::Harness harness;
        QCOMPARE(harness.pure("transform", "{\"expression\": \"input.map(n => n * vars.by)\"}", {"[1, 2]", "{'by': 3}"})->text(), std::string("[3,6]"));
        QCOMPARE(harness.pure("transform", "{'expression': 'undefined'}")->text(), std::string("null"));
        QCOMPARE(harness.pure("transform", "{\"expression\": \"({total: input.a + input.b})\"}", {"{'a': 1, 'b': 2}", "{}"})->text(),
                 test::quoted("{'total':3}"));
    }

    void filterKeepsTheItemsForWhichItHolds()
    {
        test::Harness harness;
        const auto output = harness.pure("filter", "{'items': '{{ input.list }}', 'expression': 'item.n > vars.least && index < 3'}",
                                         {"{'list': [{'n': 1}, {'n': 5}, {'n': 9}, {'n': 11}]}", "{'least': 2}"});
        QVERIFY(output.ok());
        QCOMPARE(output->text(), test::quoted("{'items':[{'n':5},{'n':9}]}"));
        QCOMPARE(output->port, std::string("out"));
    }

    void filterLooksThroughItsInputWithoutItems()
    {
        test::Harness harness;
        QCOMPARE(harness.pure("filter", "{'expression': 'item % 2'}", {"[1, 2, 3]", "{}"})->text(), test::quoted("{'items':[1,3]}"));
        QCOMPARE(harness.pure("filter", "{'expression': 'item'}", {"[]", "{}"})->text(), test::quoted("{'items':[]}"));
    }

    void filterTakesItemsThatAreComputedOrConstant()
    {
        test::Harness harness;
        QCOMPARE(harness.pure("filter", "{'items': '{{ input.concat([4]) }}', 'expression': 'item > 2'}", {"[1, 3]", "{}"})->text(),
                 test::quoted("{'items':[3,4]}"));
        QCOMPARE(harness.pure("filter", "{'items': [1, '{{ input }}', 3], 'expression': 'item > 1'}", {"2", "{}"})->text(), test::quoted("{'items':[2,3]}"));
    }

    void filterRefusesWhatIsNoArray()
    {
        test::Harness harness;
        SB_COMPARE_ERROR(harness.pure("filter", "{'items': '{{ input.a }}', 'expression': 'item'}", {"{'a': {'length': 1}}", "{}"}), "filter.notArray");
        SB_COMPARE_ERROR(harness.pure("filter", "{'items': '{{ input.none }}', 'expression': 'item'}", {"{}", "{}"}), "filter.notArray");
    }

    void filterWorksOnArraysThatNoExpressionCouldTake()
    {
        // Ten megabytes: each item goes to JavaScript on its own, the array never does.
        test::Harness harness;
        std::string list = "[";
        for (int i = 0; i < 10'000; ++i) {
            list += (i ? "," : "") + test::quoted("{'i':") + std::to_string(i) + ",'text':'" + std::string(1000, 'x') + "'}";
        }
        const auto output = harness.pure("filter", "{'items': '{{ input.list }}', 'expression': 'item.i % 1000 === 7'}", {"{'list':" + list + "]}", "{}"});
        QVERIFY2(output.ok(), output.ok() ? "" : output.error().describe().c_str());
        QCOMPARE(output->value->at("items").as_array().size(), std::size_t(10));
        QCOMPARE(output->value->at("items").as_array().back().at("i").as_int64(), 9007);
    }
};

SB_TEST_MAIN(TestDataNodes)
#include "tst_data_nodes.moc"
