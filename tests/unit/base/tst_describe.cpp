// SPDX-License-Identifier: GPL-3.0-or-later
// Structs to JSON and back by their description.
#include "base/describe.h"
#include "support/test.h"

using namespace signalbox;

namespace shapes {

enum class Colour { Red, DeepBlue };
BOOST_DESCRIBE_ENUM(Colour, Red, DeepBlue)

struct Inner
{
    std::string name;
    std::optional<int> count;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"name"};
    bool operator==(const Inner &) const = default;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name, count))

struct Outer
{
    bool flag = true;
    double ratio = 0.5;
    Colour colour = Colour::DeepBlue;
    std::vector<Inner> list;
    std::map<std::string, int> counts;
    std::chrono::milliseconds delay{0};
    json::Value anything;
    json::Object extra;
    bool operator==(const Outer &) const = default;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (flag, ratio, colour, list, counts, delay, anything, extra))

} // namespace shapes

using namespace shapes;

class TestDescribe : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void goesThereAndBack()
    {
        Outer outer;
        outer.flag = false;
        outer.list = {{"a", 3}, {"b", std::nullopt}};
        outer.counts = {{"x", 1}};
        outer.delay = std::chrono::milliseconds(250);
        outer.anything = json::Array{1, "two"};
        outer.extra["kept"] = true;
        const auto value = json::toJson(outer);
        QCOMPARE(json::write(value),
                 std::string(R"({"flag":false,"ratio":0.5,"colour":"deepBlue","list":[{"name":"a","count":3},{"name":"b"}],)"
                             R"("counts":{"x":1},"delay":250,"anything":[1,"two"],"kept":true})"));
        const auto again = json::fromJson<Outer>(value);
        QVERIFY(again.ok());
        QVERIFY(*again == outer);
    }

    void saysWhatDoesNotFit_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *text, const char *code, const char *path) {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(code) << QString::fromUtf8(path);
        };
        row(R"({"flag":1})", "json.shape", "/flag");
        row(R"({"list":[{"name":"a"},{"count":1}]})", "json.missing", "/list/1");
        row(R"({"list":[{"name":"a","nmae":"b"}]})", "json.unknownKey", "/list/0");
        row(R"({"colour":"green"})", "json.shape", "/colour");
        row(R"({"counts":{"x":1.5}})", "json.shape", "/counts/x");
        row(R"({"list":[{"name":"a","count":3000000000}]})", "json.shape", "/list/0/count");
        row(R"([])", "json.shape", "");
    }
    void saysWhatDoesNotFit()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(QString, path);
        const auto result = json::fromJson<Outer>(json::parse(text.toStdString()).value());
        QVERIFY(!result);
        QCOMPARE(QString::fromStdString(result.error().code), code);
        QCOMPARE(QString::fromStdString(result.error().args.at(0).second), path);
    }

    void writesASchema()
    {
        QCOMPARE(json::write(json::schemaOf<Inner>()),
                 std::string(R"({"type":"object","properties":{"name":{"type":"string"},"count":{"type":"integer"}},"required":["name"],"additionalProperties":false})"));
        QVERIFY(!json::schemaOf<Outer>().contains("additionalProperties"));
    }

    void namesEnumerators()
    {
        QCOMPARE(json::enumName(Colour::DeepBlue), std::string_view("deepBlue"));
        QVERIFY(json::enumFromName<Colour>("red") == Colour::Red);
        QVERIFY(!json::enumFromName<Colour>("Red"));
    }
};

SB_TEST_MAIN(TestDescribe)
#include "tst_describe.moc"
