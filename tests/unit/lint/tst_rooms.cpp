// SPDX-License-Identifier: GPL-3.0-or-later
// Every #include of the core and of the windows against the tables of rooms (core/rooms.cmake, ui/rooms.cmake),
// exactly: an include that the table does not allow fails, and so does an entry of the table that nothing uses.
// A room of the windows is named with its folder ("ui/theme").
#include "source_tree.h"

#include <QFileInfo>
#include <QLibraryInfo>
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

const std::string kWindows = "ui/";
// What a window may see of the core.
const std::set<std::string> kSeenByWindows = {"client", "api", "flow", "spec", "drafts", "base"};

bool isWindow(const std::string &room)
{
    return room.starts_with(kWindows);
}

// "core/base" or "ui/theme".
std::string folderOf(const std::string &room)
{
    return isWindow(room) ? room : "core/" + room;
}

// Windows may include all of Qt Core, Gui and Widgets.
bool isQtForWindows(const std::string &include)
{
    if (include[0] != 'Q' || include.find('/') != std::string::npos) {
        return false;
    }
    const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    for (const char *module : {"/QtCore/", "/QtGui/", "/QtWidgets/"}) {
        if (QFileInfo::exists(headers + QString::fromLatin1(module) + QString::fromStdString(include))) {
            return true;
        }
    }
    return false;
}

// The room that an include in quotes names, or empty for a neighbour in the same folder.
std::string roomOf(const std::string &include, const std::map<std::string, Room> &rooms)
{
    const auto start = include.starts_with(kWindows) ? kWindows.size() : 0;
    const auto slash = include.find('/', start);
    if (slash == std::string::npos) {
        return {};
    }
    const auto room = include.substr(0, slash);
    return rooms.contains(room) ? room : std::string();
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
    for (const auto &file : lint::readTree({QStringLiteral("core"), QStringLiteral("ui")},
                                           {QStringLiteral(".h"), QStringLiteral(".cpp"), QStringLiteral(".c")})) {
        const bool window = file.path.starts_with(kWindows);
        const auto rest = window ? file.path : file.path.substr(5);
        const auto slash = rest.find('/', window ? kWindows.size() : 0);
        if (slash == std::string::npos) {
            continue; // the precompiled header
        }
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const auto &line = file.lines[i];
            if (line.find("#include ") != 0) {
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
                problems.push_back(folderOf(name) + " is not in the table");
                continue;
            }
            std::set<std::string> usedEdges;
            std::set<std::string> usedHeaders;
            for (const auto &include : includes) {
                if (include.quoted) {
                    const auto other = roomOf(include.path, rooms);
                    if (other.empty() || other == name) {
                        continue;
                    }
                    usedEdges.insert(other);
                    if (!room->second.edges.contains(other)) {
                        problems.push_back(include.where + ": " + folderOf(name) + " may not include " + include.path);
                    }
                    if (include.path.ends_with("_p.h")) {
                        problems.push_back(include.where + ": " + include.path + " is private to its room");
                    }
                } else if (startsWithAny(include.path, room->second.headers, &usedHeaders) || isStandard(include.path)
                           || startsWithAny(include.path, kCommonHeaders)
                           || (isWindow(name) ? isQtForWindows(include.path) : kQtCore.contains(include.path))) {
                    continue;
                } else {
                    problems.push_back(include.where + ": " + folderOf(name) + " may not include <" + include.path + ">");
                }
            }
            for (const auto &edge : room->second.edges) {
                if (isWindow(edge) && !isWindow(name)) {
                    problems.push_back("rooms.cmake: " + folderOf(name) + " may not use a window, " + edge);
                }
                if (isWindow(name) && !isWindow(edge) && !kSeenByWindows.contains(edge)) {
                    problems.push_back("rooms.cmake: " + name + " may not see " + folderOf(edge));
                }
                if (!usedEdges.contains(edge)) {
                    problems.push_back("rooms.cmake: " + folderOf(name) + " does not use " + folderOf(edge) + " (stale edge)");
                }
            }
            for (const auto &header : room->second.headers) {
                if (!usedHeaders.contains(header)) {
                    problems.push_back("rooms.cmake: " + folderOf(name) + " does not include " + header + " (stale entry)");
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
                problems.push_back("a cycle goes through " + folderOf(name));
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
            const auto lines = lint::readLines(QString::fromStdString(signalbox::test::sourceDir() + "/" + folderOf(name) + "/README.md"));
            if (lines.size() < 5) {
                problems.push_back(folderOf(name) + "/README.md is missing or says nothing");
            }
        }
        LINT_VERIFY(problems);
    }

    void headlessProgramsLinkNoGui_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("cli") << QStringLiteral("signalbox-cli");
        QTest::newRow("server") << QStringLiteral("signalboxd");
        QTest::newRow("evaluator") << QStringLiteral("signalbox-evaluator");
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

    void theGuardLinksNoQt()
    {
        QProcess ldd;
        ldd.start(QStringLiteral("ldd"), {QString::fromStdString(signalbox::test::binDir()) + QStringLiteral("/signalbox-guard")});
        QVERIFY(ldd.waitForFinished());
        QCOMPARE(ldd.exitCode(), 0);
        QVERIFY(!ldd.readAllStandardOutput().contains("libQt6"));
    }
};

SB_TEST_MAIN(TestRooms)
#include "tst_rooms.moc"
