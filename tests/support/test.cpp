// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

namespace signalbox::test {

namespace {

struct LogState
{
    std::mutex mutex;
    std::vector<std::string> expected;
    std::vector<std::string> lines;
    std::vector<std::string> bad;
};

LogState &logState()
{
    static LogState instance;
    return instance;
}

std::string environment(const char *name, const char *fallback)
{
    const QByteArray value = qgetenv(name);
    return value.isEmpty() ? fallback : value.toStdString();
}

} // namespace

void expectLog(std::string text)
{
    const std::lock_guard lock(logState().mutex);
    logState().expected.push_back(std::move(text));
}

std::vector<std::string> loggedLines()
{
    const std::lock_guard lock(logState().mutex);
    return logState().lines;
}

bool pumpUntil(const std::function<bool()> &done, Millis limit)
{
    // A limit of seconds is for what never comes; on a crowded machine all else may take its time.
    if (limit >= Millis(5000)) {
        limit *= 6;
    }
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        const auto left = limit.count() - timer.elapsed();
        if (left <= 0) {
            return false;
        }
        // A timer, not a poll: the loop sleeps until an event or the limit.
        QTimer wake;
        wake.setSingleShot(true);
        wake.start(std::chrono::milliseconds(std::min<qint64>(left, 50)));
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

void pumpPending()
{
    for (int round = 0; round < 20; ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents(QEventLoop::AllEvents);
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

std::string sourceDir()
{
    return environment("SIGNALBOX_SOURCE_DIR", ".");
}

std::string binDir()
{
    return environment("SIGNALBOX_BIN_DIR", "bin");
}

bool isRefused(const std::string &name, const std::function<bool()> &works)
{
    QFile list(QString::fromStdString(sourceDir() + "/tests/refusals.txt"));
    if (!list.open(QIODevice::ReadOnly)) {
        return false;
    }
    const auto wanted = QByteArray::fromStdString(name);
    for (const auto &line : list.readAll().split('\n')) {
        const auto fields = line.simplified().split(' ');
        if (!line.startsWith('#') && fields.value(0) == wanted) {
            return !works();
        }
    }
    return false;
}

void beginFunction()
{
    const std::lock_guard lock(logState().mutex);
    logState().expected.clear();
    logState().lines.clear();
    logState().bad.clear();
}

void endFunction()
{
    std::string bad;
    {
        const std::lock_guard lock(logState().mutex);
        for (const auto &line : logState().bad) {
            const bool expected = std::any_of(logState().expected.begin(), logState().expected.end(),
                                              [&](const auto &text) { return line.find(text) != std::string::npos; });
            if (!expected) {
                bad += line + "\n";
            }
        }
        logState().bad.clear();
    }
    if (!bad.empty()) {
        QFAIL(("unexpected in the log: " + bad).c_str());
    }
}

int runIn(const std::function<int()> &body)
{
    Executor executor;
    log::setThreshold(log::Level::Info);
    log::setSink([](const log::Line &line) {
        const std::lock_guard lock(logState().mutex);
        logState().lines.push_back(line.json);
        if (line.level >= log::Level::Warning) {
            logState().bad.push_back(line.json);
        }
    });
    const int status = body();
    log::setSink({});
    return status;
}

int run(int argc, char **argv, const std::function<int(int, char **)> &body)
{
    QCoreApplication application(argc, argv);
    return runIn([&] { return body(argc, argv); });
}

} // namespace signalbox::test
