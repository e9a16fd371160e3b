// SPDX-License-Identifier: GPL-3.0-or-later
// Templates: where expressions begin and end in a text, escapes, and how values become text.
#include "support/test.h"
#include "test_types.h"

#include "flow/config_fields.h"
#include "flow/template.h"

#include <limits>

using namespace signalbox;
using namespace signalbox::flow;

namespace {

// Literal text as it is, expressions in angle brackets.
std::string described(const Template &parsed)
{
    std::string text;
    for (const auto &part : parsed.parts) {
        text += part.isExpression ? "<" + part.text + ">" : part.text;
    }
    return text;
}

} // namespace

class TestFlowTemplates : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void findsExpressions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("parts");
        QTest::addColumn<bool>("single");
        const auto row = [](const char *text, const char *parts, bool single = false) { QTest::newRow(text) << QByteArray(text) << QByteArray(parts) << single; };
        row("", "");
        row("plain", "plain");
        row("{{ input.a }}", "<input.a>", true);
        row("{{input.a}}", "<input.a>", true);
        row(" {{ input.a }}", " <input.a>");
        row("{{ input.a }} ", "<input.a> ");
        row("Triage of {{ run.startedAt }}!", "Triage of <run.startedAt>!");
        row("{{a}}{{b}}", "<a><b>");
        row("{{ {a: 1} }}", "<{a: 1}>", true);
        row("{{ {a: {b: 1}}}}", "<{a: {b: 1}}>", true);
        row("{{{a: {b: 1}}.a}}", "<{a: {b: 1}}.a>", true);
        row("{{ '}}' }}", "<'}}'>", true);
        row("{{ \"}}\" + `}}${'}}'}}}` }}", "<\"}}\" + `}}${'}}'}}}`>", true);
        row("{{ /}}/.test(a) }}", "</}}/.test(a)>", true);
        row("{{ /[}}]/.test(a) }}", "</[}}]/.test(a)>", true);
        row("{{ a /* }} */ }}", "<a /* }} */>", true);
        row("{{ a // }}\n }}", "<a // }}>", true);
        row("{{ x => { return {a: 1} } }}", "<x => { return {a: 1} }>", true);
        row("{{ a / b }} and {{ c / d }}", "<a / b> and <c / d>");
        row("\\{{ a }}", "{{ a }}");
        row("a \\{{ b }} {{ c }}", "a {{ b }} <c>");
        row("\\{{\\{{", "{{{{");
        row("}} alone", "}} alone");
        row("{ { a } }", "{ { a } }");
        row("{{ `${a}` }}", "<`${a}`>", true);
        row("é{{ 'é' }}é", "é<'é'>é");
        row("{{\n  input.a\n}}", "<input.a>", true);
    }
    void findsExpressions()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, parts);
        QFETCH(bool, single);
        const auto parsed = parseTemplate(text.toStdString());
        QVERIFY2(parsed.ok(), parsed.ok() ? "" : parsed.error().describe().c_str());
        QCOMPARE(described(*parsed), parts.toStdString());
        QCOMPARE(parsed->isSingleExpression(), single);
        QCOMPARE(parsed->hasExpressions(), parts.contains('<'));
        for (const auto &part : parsed->parts) {
            if (part.isExpression) {
                QCOMPARE(part.expression.text, part.text);
                const auto alone = analyseExpression(part.text);
                QVERIFY(alone.ok());
                QCOMPARE(part.expression.references.size(), alone->references.size());
                for (std::size_t i = 0; i < alone->references.size(); ++i) {
                    QCOMPARE(part.expression.references[i].begin, alone->references[i].begin);
                    QCOMPARE(part.expression.references[i].end, alone->references[i].end);
                }
            }
        }
    }

    void namesWhereATemplateIsBroken_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        const auto row = [](const char *text, const char *code, int line, int column) { QTest::newRow(text) << QByteArray(text) << QByteArray(code) << line << column; };
        row("{{ input.a", "template.unclosed", 1, 1);
        row("ab\ncd {{ input.a }", "expression.syntax", 2, 15);
        row("x {{", "template.unclosed", 1, 3);
        row("{{ f(a }}", "expression.syntax", 1, 5);
        row("{{ }}", "expression.empty", 1, 4);
        row("a {{}}", "expression.empty", 1, 5);
        row("{{ 'a }}", "expression.syntax", 1, 4);
        row("{{ a }} {{ b c }}", "expression.syntax", 1, 14);
        row("{{ a; }}", "expression.syntax", 1, 5);
        row("{{ a } }}", "expression.syntax", 1, 6);
        row("{{ ( }}", "expression.syntax", 1, 4);
        row("{{ a // }}", "template.unclosed", 1, 1);
    }
    void namesWhereATemplateIsBroken()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QFETCH(int, line);
        QFETCH(int, column);
        const auto parsed = parseTemplate(text.toStdString());
        QVERIFY(!parsed.ok());
        QCOMPARE(parsed.error().code, code.toStdString());
        QCOMPARE(parsed.error().args, (std::vector<std::pair<std::string, std::string>>{{"line", std::to_string(line)}, {"column", std::to_string(column)}}));
    }

    void joinsValuesAsText_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *value, const char *text) { QTest::newRow(value) << QByteArray(value) << QByteArray(text); };
        row("null", "");
        row("\"as it is \\n\"", "as it is \n");
        row("\"{{ input.a }}\"", "{{ input.a }}");
        row("true", "true");
        row("17", "17");
        row("-9007199254740993", "-9007199254740993");
        row("2.0", "2");
        row("-0.0", "0");
        row("0.8", "0.8");
        row("1e-7", "1e-7");
        row("1.5e-10", "1.5e-10");
        row("0.000001", "0.000001");
        row("1e21", "1e+21");
        row("1e15", "1000000000000000");
        row("-1.5e20", "-150000000000000000000");
        row("4503599627370495.5", "4503599627370495.5");
        row("123456789012345680000.0", "123456789012345680000");
        row("1e300", "1e+300");
        row("{\"a\": [1, null]}", "{\"a\":[1,null]}");
        row("[]", "[]");
    }
    void joinsValuesAsText()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, text);
        std::string out = ">";
        appendAsText(out, flowtest::parsed(value.toStdString()));
        QCOMPARE(out, ">" + text.toStdString());
    }

    void infiniteNumbersAreNull()
    {
        std::string out;
        appendAsText(out, json::Value(std::numeric_limits<double>::infinity()));
        QCOMPARE(out, std::string("null"));
    }

    void fieldsAreToldBySchema()
    {
        const auto schema = flowtest::parsed(R"({"properties": {"text": {"type": "string"}, "code": {"x-expression": true}, "raw": {"x-template": false},
            "list": {"items": {"properties": {"when": {"x-expression": true}}}}, "open": {"additionalProperties": {"x-template": false}}}})");
        const auto value = flowtest::parsed(R"({"text": "{{ a }}", "plain": "no", "code": "b > 1", "raw": {"x": "{{ c }}"}, "list": [{"when": "d"}, {"other": "{{ e }}"}],
            "open": {"x": "{{ f }}"}, "free/~": {"deep": ["{{ g }}"]}})");
        std::string found;
        std::string pointer;
        walkFields(value, &schema, pointer, [&](const std::string &where, std::string_view text, FieldKind kind) {
            found += where + (kind == FieldKind::Expression ? "!" : "=") + std::string(text) + " ";
        });
        QCOMPARE(found, std::string("/text={{ a }} /code!b > 1 /list/0/when!d /list/1/other={{ e }} /free~1~0/deep/0={{ g }} "));
        QVERIFY(pointer.empty());
    }
};

SB_TEST_MAIN(TestFlowTemplates)
#include "tst_flow_templates.moc"
