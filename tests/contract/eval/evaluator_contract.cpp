// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluator_contract.h"

namespace signalbox::eval {

std::string give(Evaluator &evaluator, const std::string &text, const Scope &scope)
{
    const auto expression = Expression::create(text, "node \"n\"");
    if (!expression) {
        return expression.error().code;
    }
    const auto value = evaluator.evaluate(**expression, scope);
    return value ? json::write(*value) : value.error().code;
}

Scope EvaluatorContract::scope() const
{
    Scope scope;
    scope.input = &m_input;
    scope.vars = &m_vars;
    scope.nodes = &m_outputs;
    return scope;
}

void EvaluatorContract::initTestCase()
{
    Limits limits;
    limits.time = std::chrono::milliseconds(300);
    limits.memoryBytes = 128u << 20;
    m_evaluator = m_create(limits);
    m_evaluator->begin({1'700'000'000'000, 7, 1});
    m_outputs.values["first"] = json::parse("{\"x\":[1,2]}").value();
    m_outputs.values["a-b"] = nullptr;
}

void EvaluatorContract::evaluatesAsJavaScriptDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *text, const char *result) { QTest::newRow(text) << QByteArray(text) << QByteArray(result); };
    row("input.n", "41");
    row("input.n + 1", "42");
    row("'a' + input.name", "\"aAda\"");
    row("input.missing", "null");
    row("input.missing.more", "expression.threw");
    row("input.missing && input.missing.more", "null");
    row("input.none.more", "expression.threw");
    row("input.deep.a.b * vars.rate", "1");
    row("input.list.length", "3");
    row("input.list[0]", "3");
    row("input.list[9]", "null");
    row("input.list.slice().sort()", "[1,2,3]");
    row("input.list.map(x => x * vars.rate)", "[6,2,4]");
    row("input.items.filter(item => item.score > 0.5).length", "1");
    row("input.name.toUpperCase()", "\"ADA\"");
    row("input.name.length", "3");
    row("input.big", "9007199254740993");
    row("input.big + ''", "\"9007199254740993\"");
    row("nodes.first.output.x[1]", "2");
    row("nodes.first.output.x.concat([input.n])", "[1,2,41]");
    row("nodes['a-b'].output", "null");
    row("({a: input.n, input})", "{\"a\":41,\"input\":{\"n\":41,\"name\":\"Ada\",\"list\":[3,1,2],\"deep\":{\"a\":{\"b\":0.5}},\"big\":\"9007199254740993\",\"none\":null,\"items\":[{\"score\":0.9},{\"score\":0.1}]}}");
    row("`Hello ${input.name}!`", "\"Hello Ada!\"");
    row("input.list.includes(3) ? 'yes' : 'no'", "\"yes\"");
    row("1 / 0", "null");
    row("0.1 + 0.2", "0.30000000000000004");
    row("new Date().toISOString()", "\"2023-11-14T22:13:20.000Z\"");
    row("new Date(0)", "\"1970-01-01T00:00:00.000Z\"");
    row("Date.now()", "1700000000000");
    row("() => 1", "value.unsupported");
    row("(() => { const a = {}; a.a = a; return a; })()", "value.tooDeep");
    row("input.n ++", "42");
    row("(", "expression.syntax");
    row("1 +", "expression.syntax");
    row("a; b", "expression.syntax");
    row("throw 1", "expression.syntax");
    row("undefinedName", "expression.threw");
}

void EvaluatorContract::evaluatesAsJavaScriptDoes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, result);
    if (text == "input.n ++") {
        result = "41";
    }
    QCOMPARE(QByteArray::fromStdString(give(*m_evaluator, text.constData(), scope())), result);
}

void EvaluatorContract::nothingIsLeftForTheNext_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"(Array.prototype.evil = 1, 2)", "(Math.random = () => 4)", "(globalThis.evil = 1)", "(Object.prototype.evil = 1)", "(evil = 1)",
                             "(String.prototype.toUpperCase = () => 'evil')", "(JSON.stringify = 1)", "(Date.now = () => 1)", "Object.defineProperty(Array.prototype, 'evil', {value: 1})",
                             "(Object.getPrototypeOf([][Symbol.iterator]()).next = 1)", "(input.n = 5)"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void EvaluatorContract::nothingIsLeftForTheNext()
{
    QFETCH(QByteArray, text);
    give(*m_evaluator, text.constData(), scope());
    QCOMPARE(give(*m_evaluator, "[typeof evil, typeof [].evil, typeof ({}).evil].join()", scope()), std::string("\"undefined,undefined,undefined\""));
    QCOMPARE(give(*m_evaluator, "'a'.toUpperCase() + typeof JSON.stringify + (Math.random() < 1) + Date.now()", scope()), std::string("\"Afunctiontrue1700000000000\""));
    QCOMPARE(give(*m_evaluator, "[1, 2].map(x => x).concat([...[3]])", scope()), std::string("[1,2,3]"));
    QCOMPARE(give(*m_evaluator, "input.n", scope()), std::string("41"));
}

void EvaluatorContract::nothingOutsideIsReached_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"eval('1')", "Function('return 1')()", "(() => {}).constructor('return 1')()", "(function* () {}).constructor('return 1')()",
                             "globalThis.constructor.constructor('return 1')()", "[].constructor.constructor('return 1')()", "Qt.quit()", "console.log(1)", "print(1)", "gc()",
                             "require('fs')", "process.exit()", "new Promise(() => 1)", "setTimeout(() => 1)", "Reflect.ownKeys({})", "new Uint8Array(9)", "import('fs')"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void EvaluatorContract::nothingOutsideIsReached()
{
    QFETCH(QByteArray, text);
    const auto result = give(*m_evaluator, text.constData(), scope());
    QVERIFY2(result == "expression.threw" || result == "expression.syntax", result.c_str());
}

void EvaluatorContract::exhaustsNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"(() => { for (;;); })()", "'x'.repeat(1e9)", "'x'.padEnd(1e9).length", "new Array(1e9)", "Array(1e9).fill(0)", "Array.from({length: 1e9})",
                             "(() => { let s = 'x'; for (;;) s += s; })()", "(() => { const a = []; for (;;) a.push('x'.repeat(1000)); })()",
                             "(function f() { return f() + 1; })()", "[].concat(...Array(100).fill(0).map(() => Array(1e6).fill(0)))", "/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void EvaluatorContract::exhaustsNothing()
{
    QFETCH(QByteArray, text);
    QElapsedTimer timer;
    timer.start();
    const auto result = give(*m_evaluator, text.constData(), scope());
    QVERIFY2(result.starts_with("expression.") || result.starts_with("eval.") || result == "false", result.c_str());
    QVERIFY2(timer.elapsed() < 30000, QByteArray::number(timer.elapsed()).constData());
    QCOMPARE(give(*m_evaluator, "1 + input.n", scope()), std::string("42"));
}

void EvaluatorContract::chanceIsTheSameAgain()
{
    m_evaluator->begin({1'700'000'000'000, 99, 3});
    const auto first = give(*m_evaluator, "Math.random()", scope());
    const auto second = give(*m_evaluator, "Math.random() + 0", scope());
    m_evaluator->begin({1'700'000'000'000, 99, 3});
    QCOMPARE(give(*m_evaluator, "Math.random()", scope()), first);
    QVERIFY(first != second);
    m_evaluator->begin({1'700'000'000'000, 100, 3});
    QVERIFY(give(*m_evaluator, "Math.random()", scope()) != first);
}

void EvaluatorContract::errorsNameNodeAndExpression()
{
    const auto expression = Expression::create("input.n.foo()", "node \"any\", expression");
    const auto result = m_evaluator->evaluate(**expression, scope());
    QVERIFY(!result);
    QVERIFY(result.error().message.find("node \"any\"") != std::string::npos);
    QVERIFY(result.error().message.find("input.n.foo()") != std::string::npos);
}

void EvaluatorContract::largeValuesAreRefused()
{
    json::Array array;
    for (int i = 0; i < 400000; ++i) {
        array.emplace_back("some text of an item");
    }
    json::Value input = json::Object{{"big", std::move(array)}, {"n", 1}};
    Scope scope;
    scope.input = &input;
    QCOMPARE(give(*m_evaluator, "input.big.map(x => x)", scope), std::string("value.tooLarge"));
    QCOMPARE(give(*m_evaluator, "input.big.length + input.n", scope), std::string("400001"));
}

void EvaluatorContract::callsMadeTogetherGiveTheSame()
{
    std::vector<std::shared_ptr<const Expression>> expressions;
    std::vector<const Expression *> list;
    for (const char *text : {"input.n + 1", "input.name", "'text'", "Math.random()", "input.list.map(x => x * vars.rate)", "nodes['a-b'].output === null", "({deep: input.deep})"}) {
        expressions.push_back(*Expression::create(text, "node \"n\""));
        list.push_back(expressions.back().get());
    }
    m_evaluator->begin({1'700'000'000'000, 5, 1});
    const auto together = m_evaluator->evaluateAll(list, scope());
    QVERIFY(together);
    m_evaluator->begin({1'700'000'000'000, 5, 1});
    for (std::size_t i = 0; i < list.size(); ++i) {
        QCOMPARE(json::write((*together)[i]), json::write(*m_evaluator->evaluate(*list[i], scope())));
    }
    QVERIFY(m_evaluator->evaluateAll({}, scope())->empty());
    expressions.push_back(*Expression::create("input.none.more", "node \"n\""));
    list.insert(list.begin() + 2, expressions.back().get());
    QCOMPARE(m_evaluator->evaluateAll(list, scope()).error().code, std::string("expression.threw"));
}

void EvaluatorContract::itemsAreTestedInOrder()
{
    json::Array items;
    for (int i = 0; i < 20'000; ++i) {
        items.push_back(json::Object{{"score", i % 10}, {"text", std::string(100, 'x')}});
    }
    const auto expression = *Expression::create("item.score > 5 && index % 2 === 0", "node \"n\"");
    const auto truths = m_evaluator->testEach(*expression, scope(), items);
    QVERIFY(truths);
    QCOMPARE(truths->size(), items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        QCOMPARE(bool((*truths)[i]), i % 10 > 5 && i % 2 == 0);
    }
    const auto broken = *Expression::create("index < 15000 || item.none.more", "node \"n\"");
    QCOMPARE(m_evaluator->testEach(*broken, scope(), items).error().code, std::string("expression.threw"));
    QVERIFY(m_evaluator->testEach(*expression, scope(), {})->empty());
}

} // namespace signalbox::eval
