// SPDX-License-Identifier: GPL-3.0-or-later
// file.write: contents, whole or not at all, inside of the data folder.
#include "harness.h"

#include <sys/stat.h>

using namespace signalbox;

class TestFileWrite : public SignalboxTest
{
    Q_OBJECT

    static std::vector<std::string> names(const std::string &folder)
    {
        std::vector<std::string> all;
        for (const auto &entry : std::filesystem::directory_iterator(folder)) {
            all.push_back(entry.path().filename().string());
        }
        std::ranges::sort(all);
        return all;
    }

private Q_SLOTS:
    void writesEachKindOfContent()
    {
        test::Harness harness;
        SB_COMPARE_JSON(harness.effect("file.write", "{'path': 'a.txt', 'text': 'Grüße'}"), "{'path': 'a.txt', 'bytes': 7}");
        QCOMPARE(harness.get("a.txt"), std::string("Grüße"));
        SB_COMPARE_JSON(harness.effect("file.write", "{'path': 'a.json', 'json': {'b': [1, 2]}}"), "{'path': 'a.json', 'bytes': 14}");
        QVERIFY(harness.get("a.json").ends_with("}\n"));
        QCOMPARE(json::write(test::parsed(harness.get("a.json"))), test::quoted("{'b':[1,2]}"));
        SB_COMPARE_JSON(harness.effect("file.write", "{'path': 'a.bin', 'base64': '/wAB'}"), "{'path': 'a.bin', 'bytes': 3}");
        QCOMPARE(harness.get("a.bin"), std::string("\xff\x00\x01", 3));
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': 'a.bin', 'base64': '%%'}"), "base64.invalid");
    }

    void replacesAFileAndKeepsItsPermissions()
    {
        test::Harness harness;
        harness.put("a.sh", "a much longer text than the new one");
        ::chmod(harness.at("a.sh").c_str(), 0750);
        QVERIFY(harness.effect("file.write", "{'path': 'a.sh', 'text': 'new'}").ok());
        QCOMPARE(harness.get("a.sh"), std::string("new"));
        struct stat about = {};
        QCOMPARE(::stat(harness.at("a.sh").c_str(), &about), 0);
        QCOMPARE(about.st_mode & 07777, mode_t(0750));
        QCOMPARE(names(harness.folder()), (std::vector<std::string>{"a.sh"}));
    }

    void aReaderOfTheOldFileKeepsIt()
    {
        test::Harness harness;
        harness.put("a", "old");
        std::ifstream reader(harness.at("a"));
        QVERIFY(harness.effect("file.write", "{'path': 'a', 'text': 'new'}").ok());
        std::string text;
        reader >> text;
        QCOMPARE(text, std::string("old"));
    }

    void leavesNothingBesideTheFile()
    {
        test::Harness harness;
        QVERIFY(harness.effect("file.write", "{'path': 'x/a', 'text': 'first'}").ok());
        QVERIFY(harness.effect("file.write", "{'path': 'x/a', 'text': 'second'}").ok());
        QCOMPARE(names(harness.at("x")), (std::vector<std::string>{"a"}));
        QCOMPARE(harness.get("x/a"), std::string("second"));
    }

    void makesFoldersUnlessToldNotTo()
    {
        test::Harness harness;
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': 'a/b/c.txt', 'text': 'x', 'createFolders': false}"), "file.notFound");
        QVERIFY(!std::filesystem::exists(harness.at("a")));
        QVERIFY(harness.effect("file.write", "{'path': 'a/b/c.txt', 'text': 'x'}").ok());
        QCOMPARE(harness.get("a/b/c.txt"), std::string("x"));
    }

    void appendsTextAndJsonLines()
    {
        test::Harness harness;
        QVERIFY(harness.effect("file.write", "{'path': 'log', 'json': {'n': 1}, 'mode': 'append'}").ok());
        SB_COMPARE_JSON(harness.effect("file.write", "{'path': 'log', 'json': {'n': 2}, 'mode': 'append'}"), "{'path': 'log', 'bytes': 8}");
        QVERIFY(harness.effect("file.write", "{'path': 'log', 'text': 'end', 'mode': 'append'}").ok());
        QCOMPARE(harness.get("log"), std::string("{\"n\":1}\n{\"n\":2}\nend"));
    }

    void cannotLeaveTheDataFolder()
    {
        test::Harness harness;
        QTemporaryDir outside;
        const auto there = outside.path().toStdString();
        std::ofstream(there + "/old") << "old";
        std::filesystem::create_directory_symlink(there, harness.at("way-out"));
        std::filesystem::create_symlink(there + "/old", harness.at("link"));
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': '../x', 'text': 't'}"), "file.outside");
        const auto absolute = json::write(json::Object{{"path", there + "/x"}, {"text", "t"}});
        SB_COMPARE_ERROR(harness.effect("file.write", absolute), "file.outside");
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': 'way-out/x', 'text': 't'}"), "file.link");
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': 'link', 'text': 't'}"), "file.link");
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': 'link', 'text': 't', 'mode': 'append'}"), "file.link");
        QCOMPARE(names(there), (std::vector<std::string>{"old"}));
        std::ifstream old(there + "/old");
        std::string text;
        old >> text;
        QCOMPARE(text, std::string("old"));
    }

    void saysWhatIsWrongWithAPath()
    {
        test::Harness harness;
        harness.put("file", "x");
        std::filesystem::create_directory(harness.at("folder"));
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': 'folder', 'text': 't'}"), "file.notFile");
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': 'file/x', 'text': 't'}"), "file.notFolder");
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': '.', 'text': 't'}"), "file.notFile");
        QCOMPARE(names(harness.folder()), (std::vector<std::string>{"file", "folder"}));
    }

    void refusesDevices()
    {
        nodes::FilePolicy anywhere;
        anywhere.absolute = nodes::FilePolicy::Absolute::Allow;
        test::Harness harness(anywhere);
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': '/dev/null', 'text': 't'}"), "file.notFile");
        SB_COMPARE_ERROR(harness.effect("file.write", "{'path': '/dev/null', 'text': 't', 'mode': 'append'}"), "file.notFile");
    }

    void doesNothingWhenStopped()
    {
        test::Harness harness;
        std::stop_source source;
        source.request_stop();
        SB_COMPARE_ERROR(harness.effect("file.write", harness.call("{'path': 'a', 'text': 'x'}"), source.get_token()), "cancelled");
        QVERIFY(names(harness.folder()).empty());
    }
};

SB_TEST_MAIN(TestFileWrite)
#include "tst_file_write.moc"
