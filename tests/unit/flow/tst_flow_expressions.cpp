// SPDX-License-Identifier: GPL-3.0-or-later
// What an expression refers to, whether it can be read without JavaScript, and what is none.
#include "support/test.h"
#include "test_types.h"

#include "flow/template.h"

using namespace signalbox;
using namespace signalbox::flow;

namespace {

// "input.a.0 nodes.x.output()" : roots with their steps, "()" where called.
std::string described(const ExpressionInfo &info)
{
    std::string text;
    for (const auto &reference : info.references) {
        text += (text.empty() ? "" : " ") + reference.root;
        for (const auto &step : reference.path) {
            const auto *name = std::get_if<std::string>(&step);
            text += name ? "." + *name : "[" + std::to_string(std::get<std::int64_t>(step)) + "]";
        }
        text += reference.called ? "()" : "";
    }
    return text;
}

} // namespace

class TestFlowExpressions : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void findsReferences_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("references");
        QTest::addColumn<QByteArray>("flags"); // p: path, l: literal, o: opaque, r: redefines
        const auto row = [](const char *text, const char *references, const char *flags) { QTest::newRow(text) << QByteArray(text) << QByteArray(references) << QByteArray(flags); };
        // paths
        row("input", "input", "p");
        row("input.a.b", "input.a.b", "p");
        row("  input.a  ", "input.a", "p");
        row("input /* x */ . a // y", "input.a", "p");
        row("input['a b'][0].c", "input.a b[0].c", "p");
        row("input[\"it's\"]", "input.it's", "p");
        row("nodes.x.output", "nodes.x.output", "p");
        row("nodes['a-b'].output.items", "nodes.a-b.output.items", "p");
        row("item", "item", "p");
        row("loop.state.next", "loop.state.next", "p");
        row("secrets.TOKEN", "secrets.TOKEN", "p");
        row("secrets['TOKEN']", "secrets.TOKEN", "p");
        row("secrets['shop-token.eu']", "secrets.shop-token.eu", "p");
        row("input.new.class.in", "input.new.class.in", "p");
        row("input.é", "input.é", "p");
        row("(input.a)", "input.a", "");
        row("input\xc2\xa0.a", "input.a", "p");
        row("\xef\xbb\xbfinput", "input", "p");
        // not quite paths
        row("input[key]", "input", "");
        row("input.a[input.b]", "input.a input.b", "");
        row("input['\\x61']", "input", "");
        row("input[-1]", "input", "");
        row("input[1.5]", "input", "");
        row("input?.a", "input", "");
        row("nodes?.x.output", "nodes.x.output", "o");
        row("nodes?.['a-b']?.output", "nodes.a-b.output", "o");
        row("nodes.x", "nodes.x", "o");
        row("nodes", "nodes", "o");
        row("nodes[input.id].output", "nodes input.id", "o");
        row("Object.keys(nodes)", "nodes", "o");
        // operators, calls
        row("input.a + input.b", "input.a input.b", "");
        row("input.items.length > 0", "input.items.length", "");
        row("!input.ok", "input.ok", "");
        row("input.name.trim()", "input.name.trim()", "");
        row("input.items.map?.(f)", "input.items.map()", "");
        row("input.tag`x`", "input.tag()", "");
        row("Math.max(input.a, vars.b)", "input.a vars.b", "");
        row("input.a ? input.b : output.c", "input.a input.b output.c", "");
        row("[input.a, ...vars.list]", "input.a vars.list", "");
        row("`a ${input.b} c ${`${run.id}`}`", "input.b run.id", "");
        row("input.date.replace(/input.x/g, '/')", "input.date.replace()", "");
        row("input.a / input.b / run.c", "input.a input.b run.c", "");
        row("typeof input.a", "input.a", "");
        row("0x1e+input.a", "input.a", "");
        row("1e5+input.a", "input.a", "");
        row("input.a.in / 2", "input.a.in", "");
        row("'input.a'", "", "l");
        row("\"// input\" + input.a", "input.a", "");
        row("a.input + b?.input", "", "");
        // members of objects
        row("({input: 1, output: input.a})", "input.a", "");
        row("({a: 1, vars: input.a})", "input.a", "");
        row("({input})", "input", "o");
        row("({input() { return 1 }})", "", "");
        row("({get input() { return vars.a }})", "vars.a", "");
        row("[1, input, 2]", "input", "");
        row("f(1, input, 2)", "input", "");
        row("input.a ? vars : run", "input.a vars run", "");
        row("({['input']: 1})", "", "");
        // changes
        row("input.a = 1", "input.a", "o");
        row("input.a += vars.b", "input.a vars.b", "o");
        row("input.a++", "input.a", "o");
        row("--input.a", "input.a", "o");
        row("delete input.a", "input.a", "o");
        row("new input.Thing", "input.Thing", "o");
        row("new Date(input.a)", "input.a", "");
        row("input.a == 1 && input.b === 2 && input.c >= 3", "input.a input.b input.c", "");
        row("(input.items.push(1), input.items.length)", "input.items.push() input.items.length", "o");
        row("input.items.length > 0 && input.items.some(f)", "input.items.length input.items.some()", "");
        row("input.items.includes(input.items[0])", "input.items.includes() input.items[0]", "o");
        row("input.a > 1 && input.a < 5", "input.a input.a", "");
        row("({...input, n: input.a})", "input input.a", "");
        row("f(input, input.a)", "input input.a", "o");
        row("input.s.trim() + input.s.toUpperCase()", "input.s.trim() input.s.toUpperCase()", "");
        row("input.list.sort()[0] + input.list[0]", "input.list.sort() input.list[0]", "o");
        // parameters with the names of roots
        row("input.items.map(item => item.name)", "input.items.map()", "");
        row("input.items.filter(item => item.score > vars.least)", "input.items.filter() vars.least", "");
        row("input.items.map((item, index) => item.a + index)", "input.items.map()", "");
        row("input.items.map(({item}) => item)", "input.items.map()", "");
        row("input.items.map(([item, ...index]) => item + index.length)", "input.items.map()", "");
        row("input.items.map(item => ({a: item.a, b: item})).concat(item)", "input.items.map() item", "");
        row("input.items.map(item => item.a, index)", "input.items.map() index", "");
        row("input.a ? item => item.x : item.y", "input.a item.y", "");
        row("input.a ? item => item.b ? item.c : item.d : item.y", "input.a item.y", "");
        row("[item => item, item]", "item", "");
        row("input.items.map(item => { return item.a }) + item", "input.items.map() item", "");
        row("input.items.map(x => x.item + item.b)", "input.items.map() item.b", "");
        row("input.items.map(x => input => input.a)", "input.items.map()", "");
        row("input.items.map(function (item) { return item.a })", "input.items.map()", "");
        row("(function item() { return item })()", "", "");
        row("`${vars.list.map(item => item.a)} ${item}`", "vars.list.map() item", "");
        row("async item => item", "", "");
        row("input.items.map((item = 1) => item)", "input.items.map()", "or");
        row("input.items.map((a = item) => a)", "input.items.map()", "or");
        row("(() => { let input = 1; return input })()", "input input", "or");
        row("(() => { const {item} = vars; return item })()", "item vars item", "or");
        row("(() => { let a = 1; return a + vars.b })()", "vars.b", "");
        row("this.input", "", "or");
        row("globalThis", "", "or");
        row("$0 + input.a", "input.a", "or");
        row("$ + $x + input.a", "input.a", "");
        // literals
        row("1", "", "l");
        row("-1.5", "", "l");
        row("'text'", "", "l");
        row("true", "", "l");
        row("null", "", "l");
        row("undefined", "", "");
        row("'a\\n'", "", "");
        row("0x10", "", "");
        row("1_000", "", "");
        row("10n", "", "");
    }
    void findsReferences()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, references);
        QFETCH(QByteArray, flags);
        const auto info = analyseExpression(text.toStdString());
        QVERIFY2(info.ok(), info.ok() ? "" : info.error().describe().c_str());
        QCOMPARE(described(*info), references.toStdString());
        const std::string found = std::string(info->isPath ? "p" : "") + (info->literal ? "l" : "") + (info->opaque ? "o" : "") + (info->redefines ? "r" : "");
        QCOMPARE(found, flags.toStdString());
        for (const auto &reference : info->references) {
            QVERIFY(reference.begin < reference.end && reference.end <= info->text.size());
            QVERIFY(info->text.substr(reference.begin).starts_with(reference.root));
        }
    }

    void literalsHaveTheirValue()
    {
        const auto literal = [](std::string_view text) { return json::write(analyseExpression(text).value().literal.value()); };
        QCOMPARE(literal("7"), std::string("7"));
        QCOMPARE(literal("-7"), std::string("-7"));
        QCOMPARE(literal("0.5"), std::string("0.5"));
        QCOMPARE(literal("12345678901234567890"), json::write(json::Value(12345678901234567890.0)));
        QCOMPARE(literal("'it \"is\"'"), std::string("\"it \\\"is\\\"\""));
        QCOMPARE(literal("false"), std::string("false"));
    }

    void namesLineAndColumn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char *text, int line, int column, const char *part) { QTest::newRow(text) << QByteArray(text) << line << column << QByteArray(part); };
        row("(input.a", 1, 1, "\"(\" is not closed");
        row("input.a)", 1, 8, "closes nothing");
        row("f(input.a]", 1, 2, "\"(\" is not closed");
        row("[1, 2", 1, 1, "\"[\" is not closed");
        row("input.a ===\n 'open", 2, 2, "not closed");
        row("é + 'open\nquote'", 1, 5, "not closed");
        row("`open ${input.a", 1, 7, "\"${\"");
        row("`open", 1, 1, "template literal");
        row("/open", 1, 1, "regular expression");
        row("1 + /* open", 1, 5, "comment");
        row("input.a;", 1, 8, "semicolon");
        row("input.a; input.b", 1, 8, "semicolon");
        row("return input.a", 1, 1, "\"return\"");
        row("if (input.a) 1", 1, 1, "\"if\"");
        row("let a = 1", 1, 1, "\"let\"");
        row("input.a input.b", 1, 9, "side by side");
        row("input.a 5", 1, 9, "side by side");
        row("5 'x'", 1, 3, "side by side");
        row("f() g()", 1, 5, "side by side");
        row("input.a +", 1, 9, "missing");
        row("input.", 1, 6, "missing");
        row("input.a,", 1, 8, "missing");
        row("input.a # 1", 1, 9, "no meaning");
        row("input.a @", 1, 9, "no meaning");
        row("a\\u0062", 1, 2, "no meaning");
        row("a \x01 b", 1, 3, "control character");
    }
    void namesLineAndColumn()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(int, column);
        QFETCH(QByteArray, part);
        const auto info = analyseExpression(text.toStdString());
        QVERIFY(!info.ok());
        const auto &error = info.error();
        QCOMPARE(error.code, std::string("expression.syntax"));
        QCOMPARE(error.args, (std::vector<std::pair<std::string, std::string>>{{"line", std::to_string(line)}, {"column", std::to_string(column)}}));
        QVERIFY2(error.message.find(part.toStdString()) != std::string::npos, error.message.c_str());
    }

    void acceptsWhatIsAnExpression_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const auto *text : {"a in b", "a instanceof B", "new Date", "typeof a", "void 0", "await f()", "async x => 1", "async function f() { return 1; }",
                                 "class A extends B {}", "(() => { if (a) { return 1; } for (const x of y) { f(x); } })()", "a\n+ b", "x => ({})", "[]", "({})", "a++ + ++b",
                                 "a ?? b", "a?.[0]?.b", "a?.5:1", "1..toFixed()", ".5 + 1.", "x / y / z", "[/[/]/, /\\//]", "`${`${`a`}`}`", "'\\''", "\"\\\\\"", "a\xe2\x80\xa8+ b",
                                 "// first\na", "/* a */ b /* c */", "f(a)(b)[c].d", "a = b", "(a, b)", "!(!a)", "{}", "x=>x", "a.if + a.return", "f`a``b`", "(a)\n", "a ? b : c"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }
    void acceptsWhatIsAnExpression()
    {
        QFETCH(QByteArray, text);
        const auto info = analyseExpression(text.toStdString());
        QVERIFY2(info.ok(), info.ok() ? "" : info.error().describe().c_str());
    }

    void anEmptyExpressionIsNone()
    {
        for (const auto *text : {"", "   ", "\n", "// nothing", "/* nothing */", "\xc2\xa0"}) {
            QCOMPARE(analyseExpression(text).error().code, std::string("expression.empty"));
        }
    }

    void depthIsBounded()
    {
        const std::string deep = std::string(100'000, '(') + "1" + std::string(100'000, ')');
        QCOMPARE(analyseExpression(deep).error().code, std::string("expression.syntax"));
        std::string templates;
        for (int i = 0; i < 1000; ++i) {
            templates += "`${";
        }
        QCOMPARE(analyseExpression(templates).error().code, std::string("expression.syntax"));
    }
};

SB_TEST_MAIN(TestFlowExpressions)
#include "tst_flow_expressions.moc"
