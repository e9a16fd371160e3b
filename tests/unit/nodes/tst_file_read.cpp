// SPDX-License-Identifier: GPL-3.0-or-later
// file.read: contents, patterns, limits, and the folder that it cannot leave.
#include "harness.h"

#include <sys/stat.h>

using namespace signalbox;

namespace {

// In quotes: moc takes the start of a comment in a raw text for one.
const std::string kJsonFiles = "{\"path\": \"in\", \"glob\": \"*.json\", \"parse\": \"json\"}";

} // namespace

class TestFileRead : public SignalboxTest
{
    Q_OBJECT

    static std::vector<std::string> paths(const Result<json::Value> &result)
    {
        std::vector<std::string> all;
        if (!result) {
            return {result.error().describe()};
        }
        for (const auto &file : result->at("files").as_array()) {
            all.emplace_back(json::text(file.as_object(), "path"));
        }
        return all;
    }

    static std::string pattern(const std::string &path, const std::string &glob)
    {
        return json::write(json::Object{{"path", path}, {"glob", glob}});
    }

private Q_SLOTS:
    void readsEachKindOfContent()
    {
        test::Harness harness;
        harness.put("a.txt", "Grüße\n");
        harness.put("a.json", "\xef\xbb\xbf{\"n\": 1.5}");
        harness.put("a.lines", "one\r\ntwo\n\nlast");
        harness.put("a.bin", std::string_view("\xff\x00\x01", 3));
        SB_COMPARE_JSON(harness.effect("file.read", "{'path': 'a.txt'}"), "{'text': 'Grüße\\n', 'path': 'a.txt', 'bytes': 8}");
        SB_COMPARE_JSON(harness.effect("file.read", "{'path': 'a.json', 'parse': 'json'}"), "{'json': {'n': 1.5}, 'path': 'a.json', 'bytes': 13}");
        SB_COMPARE_JSON(harness.effect("file.read", "{'path': 'a.lines', 'parse': 'lines'}"),
                        "{'lines': ['one', 'two', '', 'last'], 'path': 'a.lines', 'bytes': 14}");
        SB_COMPARE_JSON(harness.effect("file.read", "{'path': 'a.bin', 'parse': 'bytes'}"), "{'base64': '/wAB', 'path': 'a.bin', 'bytes': 3}");
    }

    void readsCsv()
    {
        test::Harness harness;
        harness.put("a.csv", "name,note\r\nAda,\"said \"\"hi\"\",\r\nthen left\"\r\n\r\nBo,\r\n");
        SB_COMPARE_JSON(harness.effect("file.read", "{'path': 'a.csv', 'parse': 'csv'}"),
                        "{'rows': [{'name': 'Ada', 'note': 'said \\'hi\\',\\r\\nthen left'}, {'name': 'Bo', 'note': ''}], 'path': 'a.csv', 'bytes': 49}");
        harness.put("b.csv", "1;2\n3;4");
        SB_COMPARE_JSON(harness.effect("file.read", "{'path': 'b.csv', 'parse': 'csv', 'separator': ';', 'header': false}"),
                        "{'rows': [['1', '2'], ['3', '4']], 'path': 'b.csv', 'bytes': 7}");
    }

    void namesTheLineOfBrokenCsv_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("ragged") << QStringLiteral("a,b\n1,2\n3\n") << QStringLiteral("3");
        QTest::newRow("open quote") << QStringLiteral("a\n\"x\ny") << QStringLiteral("2");
        QTest::newRow("text after quote") << QStringLiteral("a\n\"x\"y") << QStringLiteral("2");
        QTest::newRow("column twice") << QStringLiteral("a,a\n") << QStringLiteral("1");
    }
    void namesTheLineOfBrokenCsv()
    {
        QFETCH(QString, text);
        QFETCH(QString, line);
        test::Harness harness;
        harness.put("a.csv", text.toStdString());
        const auto result = harness.effect("file.read", "{'path': 'a.csv', 'parse': 'csv'}");
        SB_COMPARE_ERROR(result, "file.csv");
        QVERIFY(result.error().message.find("Line " + line.toStdString() + " ") != std::string::npos);
    }

    void namesTheFileOfBrokenJsonAndText()
    {
        test::Harness harness;
        harness.put("in/ok.json", "{}");
        harness.put("in/zz.json", "{\"a\": }");
        const auto result = harness.effect("file.read", kJsonFiles);
        SB_COMPARE_ERROR(result, "json.syntax");
        QCOMPARE(result.error().subject, std::string("in/zz.json"));
        harness.put("latin1", "caf\xe9");
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': 'latin1'}"), "file.encoding");
    }

    void readsTheFilesThatMatchSortedByPath()
    {
        test::Harness harness;
        for (const auto *name : {"in/b.json", "in/a.json", "in/c.txt", "in/.hidden.json", "in/deep/d.json", "in/deep/er/e.json"}) {
            harness.put(name, "{}");
        }
        std::filesystem::create_directory(harness.at("in/folder.json"));
        SB_COMPARE_JSON(harness.effect("file.read", kJsonFiles),
                        "{'files': [{'path': 'in/a.json', 'name': 'a.json', 'bytes': 2, 'content': {}}, {'path': 'in/b.json', 'name': 'b.json', 'bytes': 2, 'content': {}}]}");
        using Paths = std::vector<std::string>;
        QCOMPARE(paths(harness.effect("file.read", pattern("in/", "**/*.json"))),
                 (Paths{"in/a.json", "in/b.json", "in/deep/d.json", "in/deep/er/e.json"}));
        QCOMPARE(paths(harness.effect("file.read", pattern(".", "*/deep/?.json"))), (Paths{"in/deep/d.json"}));
        QCOMPARE(paths(harness.effect("file.read", pattern("in", "[!a].*"))), (Paths{"in/b.json", "in/c.txt"}));
        QCOMPARE(paths(harness.effect("file.read", pattern("in", "**/er/**"))), (Paths{"in/deep/er/e.json"}));
        QCOMPARE(paths(harness.effect("file.read", pattern("in", "*.xml"))), (Paths{}));
    }

    void aPatternOfManyStarsEndsSoon()
    {
        test::Harness harness;
        harness.put("in/" + std::string(200, 'a'), "");
        std::string stars;
        for (int i = 0; i < 60; ++i) {
            stars += "a*";
        }
        QCOMPARE(paths(harness.effect("file.read", pattern("in", stars + "b"))), (std::vector<std::string>{}));
    }

    void refusesPatternsThatLeaveTheFolder()
    {
        test::Harness harness;
        harness.put("in/a", "");
        for (const auto *glob : {"../*", "a//b", "./x", "*/.."}) {
            SB_COMPARE_ERROR(harness.effect("file.read", pattern("in", glob)), "file.path");
        }
    }

    void cannotLeaveTheDataFolder()
    {
        test::Harness harness;
        QTemporaryDir outside;
        std::ofstream(outside.path().toStdString() + "/secret") << "no";
        harness.put("in/a", "yes");
        std::filesystem::create_directory_symlink(outside.path().toStdString(), harness.at("way-out"));
        std::filesystem::create_symlink(outside.path().toStdString() + "/secret", harness.at("link"));
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': '../x'}"), "file.outside");
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': 'in/../../x'}"), "file.outside");
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': '/etc/hostname'}"), "file.outside");
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': 'link'}"), "file.link");
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': 'way-out/secret'}"), "file.link");
        SB_COMPARE_ERROR(harness.effect("file.read", pattern("way-out", "*")), "file.link");
        QCOMPARE(paths(harness.effect("file.read", pattern(".", "**/*"))), (std::vector<std::string>{"in/a"}));
        SB_COMPARE_JSON(harness.effect("file.read", "{'path': './in/b/../a'}"), "{'text': 'yes', 'path': './in/b/../a', 'bytes': 3}");
    }

    void absolutePathsFollowThePolicy()
    {
        QTemporaryDir shared;
        const auto path = shared.path().toStdString();
        std::ofstream(path + "/a") << "hi";
        const auto config = json::write(json::Object{{"path", path + "/a"}});
        test::Harness strict;
        SB_COMPARE_ERROR(strict.effect("file.read", config), "file.outside");
        nodes::FilePolicy withFolder;
        withFolder.folders = {path};
        test::Harness listed(withFolder);
        QVERIFY(listed.effect("file.read", config).ok());
        const auto above = json::write(json::Object{{"path", path + "/../x"}});
        SB_COMPARE_ERROR(listed.effect("file.read", above), "file.outside");
        const auto beside = json::write(json::Object{{"path", path + "x/a"}});
        SB_COMPARE_ERROR(listed.effect("file.read", beside), "file.outside");
        nodes::FilePolicy anywhere;
        anywhere.absolute = nodes::FilePolicy::Absolute::Allow;
        test::Harness open(anywhere);
        QVERIFY(open.effect("file.read", config).ok());
        // The data folder by its absolute name is the data folder.
        strict.put("in/b", "x");
        const auto absolute = json::write(json::Object{{"path", strict.at("in/b")}});
        QVERIFY(strict.effect("file.read", absolute).ok());
    }

    void saysWhatIsWrongWithAPath()
    {
        test::Harness harness;
        std::filesystem::create_directory(harness.at("folder"));
        harness.put("file", "x");
        ::mkfifo(harness.at("pipe").c_str(), 0600);
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': 'none'}"), "file.notFound");
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': 'file/x'}"), "file.notFolder");
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': 'folder'}"), "file.notFile");
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': 'pipe'}"), "file.notFile");
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': '.'}"), "file.notFile");
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': 'a\\u0000b'}"), "file.path");
    }

    void limitsSizesAndNumbers()
    {
        nodes::FilePolicy policy;
        policy.maxFileBytes = 100;
        policy.maxTotalBytes = 150;
        policy.maxFiles = 3;
        test::Harness harness(policy);
        harness.put("in/a", std::string(80, 'a'));
        const auto result = harness.effect("file.read", "{'path': 'in/a', 'maxBytes': 79}");
        SB_COMPARE_ERROR(result, "file.tooLarge");
        QVERIFY(result.error().message.find("80 bytes") != std::string::npos);
        QVERIFY(harness.effect("file.read", "{'path': 'in/a', 'maxBytes': 80}").ok());
        harness.put("in/big", std::string(101, 'a'));
        SB_COMPARE_ERROR(harness.effect("file.read", "{'path': 'in/big', 'maxBytes': 500}"), "file.tooLarge");
        harness.put("in/b", std::string(80, 'b'));
        SB_COMPARE_ERROR(harness.effect("file.read", pattern("in", "?")), "file.tooLarge");
        harness.put("in/c", "");
        harness.put("in/d", "");
        SB_COMPARE_ERROR(harness.effect("file.read", pattern("in", "*")), "file.tooMany");
    }

    void doesNothingWhenStopped()
    {
        test::Harness harness;
        harness.put("a", "x");
        std::stop_source source;
        source.request_stop();
        SB_COMPARE_ERROR(harness.effect("file.read", harness.call("{'path': 'a'}"), source.get_token()), "cancelled");
    }
};

SB_TEST_MAIN(TestFileRead)
#include "tst_file_read.moc"
