// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every file: size, licence line, guarded headers, registered tests, banned words.
#include "source_tree.h"

#include <QDir>

#include <regex>

namespace {

const QStringList kFolders = {QStringLiteral("core"), QStringLiteral("app"), QStringLiteral("ui"), QStringLiteral("tests")};
const QStringList kSources = {QStringLiteral(".h"), QStringLiteral(".cpp"), QStringLiteral(".c")};
constexpr std::size_t kMostLines = 800;

struct Ban
{
    std::regex pattern;
    std::string why;
    std::string onlyUnder;
};

const std::vector<Ban> &bans()
{
    // Written in pieces, so that this file does not match itself.
    static const std::vector<Ban> list = {
        {std::regex("\\b(TO" "DO|FIX" "ME|XX" "X|HA" "CK)\\b"), "finish it, or leave it out", ""},
        {std::regex("QNetwork" "AccessManager"), "use http::Client: it sends an effect once and pins addresses", ""},
        {std::regex("\\bq" "Wait\\(|\\bQTest::q" "Sleep|\\bus" "leep\\(|sleep_" "for\\(|\\bms" "leep\\("), "wait for the thing, or move a virtual clock", ""},
        {std::regex("sleep" "Until"), "QCoro's never fires with the system clock: use Clock", ""},
        {std::regex("std::" "regex"), "it overflows the stack on long texts: use PCRE2", "core/"},
        {std::regex("\"/(ho" "me|wo" "rk|ro" "ot)/"), "no path of a machine", ""},
    };
    return list;
}

} // namespace

class TestTree : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void theTopLevelIsThatOfTheProduct()
    {
        QDir top(QString::fromStdString(signalbox::test::sourceDir()));
        auto found = top.entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        found.removeAll(QStringLiteral("build")); // made here, and in no repository
        const QStringList wanted = {QStringLiteral("CMakeLists.txt"), QStringLiteral("CMakePresets.json"), QStringLiteral("LICENSE"), QStringLiteral("README.md"), QStringLiteral("app"), QStringLiteral("core"),
                                    QStringLiteral("installer"), QStringLiteral("resources"), QStringLiteral("tests"), QStringLiteral("translations"), QStringLiteral("ui")};
        found.sort();
        QCOMPARE(found, wanted);
    }

    void filesStaySmall()
    {
        std::vector<std::string> problems;
        for (const auto &file : lint::readTree(kFolders, kSources)) {
            if (file.lines.size() > kMostLines) {
                problems.push_back(file.path + " has " + std::to_string(file.lines.size()) + " lines");
            }
        }
        LINT_VERIFY(problems);
    }

    void everyFileNamesItsLicence()
    {
        std::vector<std::string> problems;
        for (const auto &file : lint::readTree(kFolders, kSources)) {
            if (file.lines.empty() || file.lines[0] != "// SPDX-License-Identifier: GPL-3.0-or-later") {
                problems.push_back(file.path);
            }
        }
        LINT_VERIFY(problems);
    }

    void headersAreGuarded()
    {
        std::vector<std::string> problems;
        for (const auto &file : lint::readTree(kFolders, {QStringLiteral(".h")})) {
            if (std::find(file.lines.begin(), file.lines.end(), "#pragma once") == file.lines.end()) {
                problems.push_back(file.path);
            }
        }
        LINT_VERIFY(problems);
    }

    void noBannedWordStandsInASource()
    {
        std::vector<std::string> problems;
        for (const auto &file : lint::readTree(kFolders, kSources)) {
            for (std::size_t i = 0; i < file.lines.size(); ++i) {
                for (const auto &ban : bans()) {
                    if (file.path.starts_with(ban.onlyUnder) && std::regex_search(file.lines[i], ban.pattern)) {
                        problems.push_back(file.path + ":" + std::to_string(i + 1) + ": " + ban.why);
                    }
                }
            }
        }
        LINT_VERIFY(problems);
    }

    void everyTestIsRegistered()
    {
        std::string lists;
        for (const auto &file : lint::readTree({QStringLiteral("tests")}, {QStringLiteral("CMakeLists.txt")})) {
            for (const auto &line : file.lines) {
                lists += line + "\n";
            }
        }
        std::vector<std::string> problems;
        for (const auto &file : lint::readTree({QStringLiteral("tests")}, {QStringLiteral(".cpp")})) {
            const auto name = file.path.substr(file.path.rfind('/') + 1);
            const bool program = name.starts_with("tst_") || name.starts_with("bench_") || file.path.starts_with("tests/fuzz/");
            const auto stem = name.substr(0, name.size() - 4);
            if (program && lists.find(stem) == std::string::npos) {
                problems.push_back(file.path + " is in no CMakeLists.txt");
            }
        }
        LINT_VERIFY(problems);
    }

    void roomsShowTheirSources()
    {
        std::vector<std::string> problems;
        for (const auto &file : lint::readTree({QStringLiteral("core"), QStringLiteral("ui")}, {QStringLiteral(".h"), QStringLiteral(".cpp")})) {
            const auto slash = file.path.find('/', file.path.find('/') + 1);
            if (slash == std::string::npos) {
                continue;
            }
            const auto room = file.path.substr(0, slash);
            const auto name = file.path.substr(slash + 1);
            if (name.ends_with("_p.h")) {
                continue;
            }
            std::string lists;
            for (const auto &line : lint::readLines(QString::fromStdString(signalbox::test::sourceDir() + "/" + room + "/CMakeLists.txt"))) {
                lists += line + "\n";
            }
            const auto folder = name.find('/') == std::string::npos ? std::string() : name.substr(0, name.rfind('/')) + "/*.cpp";
            if (lists.find(name) == std::string::npos && (folder.empty() || lists.find(folder) == std::string::npos)) {
                problems.push_back(file.path + " is not listed in " + room + "/CMakeLists.txt");
            }
        }
        LINT_VERIFY(problems);
    }
};

SB_TEST_MAIN(TestTree)
#include "tst_tree.moc"
