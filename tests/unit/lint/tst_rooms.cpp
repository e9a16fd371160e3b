// SPDX-License-Identifier: GPL-3.0-or-later
// Every #include of the core against the table of rooms (core/rooms.cmake), exactly: an include that
// the table does not allow fails, and so does an entry of the table that nothing uses.
#include "source_tree.h"

#include <QProcess>

#include <map>
#include <set>
#include <sstream>

namespace {

struct Room
{
    std::set<std::string> edges;
    std::vector<std::string> headers;
};

// What every room may include beside its own third-party headers.
const std::vector<std::string> kCommonHeaders = {"boost/json", "boost/describe", "qcoro/qcorotask.h", "tl/"};
// QtCore's headers that the core uses; another Qt module's header must stand in the table.
const std::set<std::string> kQtCore = {
    "QByteArray", "QCoreApplication", "QCryptographicHash", "QDateTime", "QDeadlineTimer", "QDir", "QDirIterator",
    "QElapsedTimer", "QEvent", "QEventLoop", "QFile", "QFileInfo", "QMetaObject", "QObject", "QPointer", "QProcess",
    "QRandomGenerator", "QRegularExpression", "QSaveFile", "QSemaphore", "QSocketNotifier", "QStandardPaths",
    "QString", "QStringList", "QTemporaryDir", "QTemporaryFile", "QThread", "QThreadPool", "QTimer", "QTimeZone", "QUrl", "QUrlQuery",
    "QAbstractEventDispatcher", "QLockFile", "QLoggingCategory", "QLocale", "QHash", "QSet", "QVariant", "QMutex", "QtEndian", "QtGlobal"};

std::map<std::string, Room> readTable()
{
    std::map<std::string, Room> rooms;
    for (const auto &line : lint::readLines(QString::fromUtf8(ROOMS_TABLE))) {
        std::istringstream words(line);
        std::string kind;
        std::string name;
        std::string word;
        words >> kind >> name;
        while (words >> word) {
            if (kind == "edges") {
                rooms[name].edges.insert(word);
            } else {
                rooms[name].headers.push_back(word);
            }
        }
        if (!name.empty()) {
            rooms[name];
        }
    }
    return rooms;
}

// The C++ library's headers have neither a dot nor a slash, nor Qt's capital Q.
bool isStandard(const std::string &include)
{
    static const std::set<std::string> cLike = {"features.h"};
    return (include.find('.') == std::string::npos && include.find('/') == std::string::npos && include[0] != 'Q') || cLike.contains(include);
}

struct Include
{
    std::string path;
    bool quoted;
    std::string where;
};

std::map<std::string, std::vector<Include>> includesByRoom()
{
    std::map<std::string, std::vector<Include>> result;
    for (const auto &file : lint::readTree({QStringLiteral("core")}, {QStringLiteral(".h"), QStringLiteral(".cpp"), QStringLiteral(".c")})) {
        const auto rest = file.path.substr(5);
        const auto slash = rest.find('/');
        if (slash == std::string::npos) {
            continue; // the precompiled header
        }
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const auto &line = file.lines[i];
            const auto at = line.find("#include ");
            if (at != 0) {
                continue;
            }
            const char open = line[9];
            const auto end = line.find(open == '<' ? '>' : '"', 10);
            result[rest.substr(0, slash)].push_back({line.substr(10, end - 10), open == '"', file.path + ":" + std::to_string(i + 1)});
        }
    }
    return result;
}

bool startsWithAny(const std::string &text, const std::vector<std::string> &prefixes, std::set<std::string> *used = nullptr)
{
    bool found = false;
    for (const auto &prefix : prefixes) {
        if (text.starts_with(prefix)) {
            found = true;
            if (used) {
                used->insert(prefix);
            }
        }
    }
    return found;
}

} // namespace

class TestRooms : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void includesStandInTheTable()
    {
        const auto rooms = readTable();
        std::vector<std::string> problems;
        for (const auto &[name, includes] : includesByRoom()) {
            const auto room = rooms.find(name);
            if (room == rooms.end()) {
                problems.push_back("core/" + name + " is not in the table");
                continue;
            }
            std::set<std::string> usedEdges;
            std::set<std::string> usedHeaders;
            for (const auto &include : includes) {
                if (include.quoted) {
                    const auto slash = include.path.find('/');
                    const auto other = include.path.substr(0, slash);
                    if (slash == std::string::npos || other == name || !rooms.contains(other)) {
                        continue; // a neighbour in the same folder
                    }
                    usedEdges.insert(other);
                    if (!room->second.edges.contains(other)) {
                        problems.push_back(include.where + ": core/" + name + " may not include " + include.path);
                    }
                    if (include.path.ends_with("_p.h")) {
                        problems.push_back(include.where + ": " + include.path + " is private to its room");
                    }
                } else if (startsWithAny(include.path, room->second.headers, &usedHeaders) || isStandard(include.path)
                           || startsWithAny(include.path, kCommonHeaders) || kQtCore.contains(include.path)) {
                    continue;
                } else {
                    problems.push_back(include.where + ": core/" + name + " may not include <" + include.path + ">");
                }
            }
            for (const auto &edge : room->second.edges) {
                if (!usedEdges.contains(edge)) {
                    problems.push_back("core/rooms.cmake: core/" + name + " does not use core/" + edge + " (stale edge)");
                }
            }
            for (const auto &header : room->second.headers) {
                if (!usedHeaders.contains(header)) {
                    problems.push_back("core/rooms.cmake: core/" + name + " does not include " + header + " (stale entry)");
                }
            }
        }
        LINT_VERIFY(problems);
    }

    void theTableHasNoCycle()
    {
        const auto rooms = readTable();
        std::map<std::string, int> state;
        std::vector<std::string> problems;
        const std::function<void(const std::string &)> visit = [&](const std::string &name) {
            if (state[name] == 1) {
                problems.push_back("a cycle goes through core/" + name);
                return;
            }
            if (state[name] == 2) {
                return;
            }
            state[name] = 1;
            for (const auto &next : rooms.at(name).edges) {
                visit(next);
            }
            state[name] = 2;
        };
        for (const auto &[name, room] : rooms) {
            visit(name);
        }
        LINT_VERIFY(problems);
    }

    void everyRoomHasADoor()
    {
        std::vector<std::string> problems;
        for (const auto &[name, room] : readTable()) {
            const auto lines = lint::readLines(QString::fromStdString(signalbox::test::sourceDir() + "/core/" + name + "/README.md"));
            if (lines.size() < 5) {
                problems.push_back("core/" + name + "/README.md is missing or says nothing");
            }
        }
        LINT_VERIFY(problems);
    }

    void headlessProgramsLinkNoGui_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("cli") << QStringLiteral("signalbox-cli");
        QTest::newRow("sample service") << QStringLiteral("signalbox-sample-service");
    }
    void headlessProgramsLinkNoGui()
    {
        QFETCH(QString, program);
        QProcess ldd;
        ldd.start(QStringLiteral("ldd"), {QString::fromStdString(signalbox::test::binDir()) + QLatin1Char('/') + program});
        QVERIFY(ldd.waitForFinished());
        QCOMPARE(ldd.exitCode(), 0);
        const QByteArray libraries = ldd.readAllStandardOutput();
        QVERIFY(libraries.contains("libQt6Core"));
        for (const char *banned : {"libQt6Gui", "libQt6Widgets", "libQt6Quick"}) {
            QVERIFY2(!libraries.contains(banned), banned);
        }
    }
};

SB_TEST_MAIN(TestRooms)
#include "tst_rooms.moc"
