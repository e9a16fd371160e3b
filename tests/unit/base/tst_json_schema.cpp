// SPDX-License-Identifier: GPL-3.0-or-later
// The validator against the official JSON Schema test suite: every mandatory test of both drafts.
#include "base/json_schema.h"
#include "support/test.h"

#include <QDirIterator>
#include <QFile>

using namespace signalbox;

namespace {

// Debian's package holds draft-07; another checkout of the suite can be named by the environment.
QString suiteFolder()
{
    const QString named = qEnvironmentVariable("SIGNALBOX_SCHEMA_SUITE");
    return named.isEmpty() ? QStringLiteral("/usr/share/json-schema-test-suite") : named;
}
const QString kSuite = suiteFolder();

json::Value readJson(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("cannot read %s: install the package json-schema-test-suite", qPrintable(path));
    }
    return json::parse(file.readAll().toStdString()).value();
}

Result<json::Value> loadRemote(std::string_view uri)
{
    constexpr std::string_view base = "http://localhost:1234/";
    if (!uri.starts_with(base)) {
        return Error("test.unknown", "not a remote of the suite", std::string(uri));
    }
    const QString path = kSuite + QStringLiteral("/remotes/") + QString::fromStdString(std::string(uri.substr(base.size())));
    if (!QFile::exists(path)) {
        return Error("test.unknown", "not a remote of the suite", std::string(uri));
    }
    return readJson(path);
}

// Tests that fail, each with its reason. A test here that passes fails the list.
const std::map<std::string, std::string> &expectedFailures()
{
    static const std::map<std::string, std::string> list = {};
    return list;
}

} // namespace

class TestJsonSchema : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void passesTheOfficialSuite_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("dialect");
        // Debian's package has draft-07 only: 2020-12 runs where SIGNALBOX_SCHEMA_SUITE names a newer checkout.
        if (QDir(kSuite + QStringLiteral("/tests/draft2020-12")).exists())
            QTest::newRow("2020-12") << QStringLiteral("draft2020-12") << QStringLiteral("https://json-schema.org/draft/2020-12/schema");
        QTest::newRow("draft-07") << QStringLiteral("draft7") << QStringLiteral("http://json-schema.org/draft-07/schema#");
    }
    void passesTheOfficialSuite()
    {
        QFETCH(QString, folder);
        QFETCH(QString, dialect);
        int count = 0;
        std::string problems;
        const QDir tests(kSuite + QStringLiteral("/tests/") + folder);
        for (const auto &name : tests.entryList({QStringLiteral("*.json")}, QDir::Files)) {
            const auto groups = readJson(tests.filePath(name));
            for (const auto &group : groups.get_array()) {
                auto schemaJson = group.at("schema");
                if (schemaJson.is_object() && !schemaJson.get_object().contains("$schema")) {
                    schemaJson.get_object()["$schema"] = dialect.toStdString();
                }
                const auto schema = json::Schema::compile(schemaJson, loadRemote);
                for (const auto &test : group.at("tests").as_array()) {
                    ++count;
                    const std::string title = folder.toStdString() + "/" + name.toStdString() + ": " + group.at("description").as_string().c_str() + ": "
                        + test.at("description").as_string().c_str();
                    const bool expected = test.at("valid").as_bool();
                    const bool fine = schema && schema->accepts(test.at("data")) == expected
                        && schema->validate(test.at("data")).empty() == expected;
                    if (fine == expectedFailures().contains(title)) {
                        problems += "\n  " + title + (schema ? "" : " (" + schema.error().message + ")");
                    }
                }
            }
        }
        QVERIFY2(problems.empty(), problems.c_str());
        QVERIFY(count > 200);
    }

    void namesPlaceKeywordAndWords()
    {
        const auto schema = json::Schema::compile(json::parse("{\"type\":\"object\",\"required\":[\"url\"],\"additionalProperties\":false,\"properties\":{\"url\":{\"type\":\"string\",\"minLength\":1},\"method\":{\"enum\":[\"GET\",\"POST\"]},\"list\":{\"items\":{\"type\":\"integer\",\"maximum\":3}}}}").value());
        QVERIFY(schema.ok());
        const auto found = schema->validate(json::parse("{\"method\":\"PUT\",\"list\":[1,9,\"x\"],\"other\":1}").value());
        std::vector<std::string> lines;
        for (const auto &violation : found) {
            lines.push_back(violation.instancePath + " " + violation.keyword + " " + violation.message);
        }
        QCOMPARE(lines, (std::vector<std::string>{
                            " required lacks \"url\"", "/method enum must be one of \"GET\", \"POST\"", "/list/1 maximum must be at most 3",
                            "/list/2 type must be a whole number, but is a text", " additionalProperties has the unknown member \"other\""}));
    }

    void acceptsWhatTheCallerAccepts()
    {
        const auto schema = json::Schema::compile(json::parse("{\"properties\":{\"n\":{\"type\":\"integer\"}}}").value());
        json::Schema::Options options;
        options.accept = [](const json::Value &value) { return value.is_string(); };
        QVERIFY(schema->validate(json::parse("{\"n\":\"{{ input.n }}\"}").value(), options).empty());
        QVERIFY(!schema->accepts(json::parse("{\"n\":\"x\"}").value()));
    }

    void refusesWhatIsNoSchema_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"{\"type\":\"thing\"}", "{\"pattern\":\"(\"}", "{\"$ref\":\"#/nowhere\"}", "{\"$ref\":\"http://example.com/x\"}", "{\"properties\":{\"a\":3}}", "7"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }
    void refusesWhatIsNoSchema()
    {
        QFETCH(QByteArray, text);
        const auto schema = json::Schema::compile(json::parse(text.toStdString()).value());
        QVERIFY(!schema);
        QCOMPARE(schema.error().code, std::string("schema.invalid"));
    }

    void aPatternThatExplodesIsStopped()
    {
        const auto schema = json::Schema::compile(json::parse("{\"pattern\":\"^(a+)+$\"}").value());
        QVERIFY(!schema->accepts(json::Value(std::string(40, 'a') + "b")));
    }

    void aSchemaThatRefersToItselfEnds()
    {
        const auto schema = json::Schema::compile(json::parse("{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/a\"}}}").value());
        QVERIFY(schema.ok());
        QVERIFY(!schema->accepts(1));
    }
};

SB_TEST_MAIN(TestJsonSchema)
#include "tst_json_schema.moc"
