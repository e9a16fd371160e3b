// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/turn_watchdog.h"

#include <QEvent>
#include <QHash>
#include <QImage>
#include <QThread>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <optional>

#include <fcntl.h>
#include <unistd.h>

namespace signalbox::ui {

namespace {

constexpr qsizetype kMostKept = 100;
// A core of a present desktop needs so long for the yardstick when it has nothing else to do.
constexpr std::chrono::microseconds kYardstick(2400);

std::chrono::nanoseconds computedSoFar()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// How long the thread could have computed and was not let; nothing where the kernel does not tell.
std::optional<std::chrono::nanoseconds> queuedSoFar()
{
    static const int file = open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    char text[96] = {};
    unsigned long long computed = 0;
    unsigned long long queued = 0;
    if (file < 0 || pread(file, text, sizeof text - 1, 0) <= 0 || std::sscanf(text, "%llu %llu", &computed, &queued) != 2) {
        return std::nullopt;
    }
    return std::chrono::nanoseconds(queued);
}

// Strings, small allocations and pixels, as turns of a window are made of.
std::chrono::nanoseconds measureYardstick()
{
    const auto before = computedSoFar();
    QHash<QString, QString> texts;
    for (int i = 0; i < 3000; ++i) {
        const QString key = QString::number(i * 7919 % 3001);
        texts.insert(key, key.rightJustified(24, u'x'));
    }
    std::size_t sum = 0;
    for (const auto &text : std::as_const(texts)) {
        sum += qHash(text);
    }
    QImage image(800, 800, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    for (int i = 0; i < 2; ++i) {
        QImage other = image.copy();
        other.fill(QColor::fromRgb(static_cast<QRgb>(sum)));
        sum += other.pixel(3, 4);
    }
    // Read back, so that nothing of it is left out.
    [[maybe_unused]] const volatile std::size_t kept = sum;
    return computedSoFar() - before;
}

} // namespace

TurnWatchdog::TurnWatchdog(Duration limit)
    : m_limit(limit)
{
}

// Others crowd its caches and share its cores.
double TurnWatchdog::slowness()
{
    std::array<std::chrono::nanoseconds, 5> takes;
    std::ranges::generate(takes, measureYardstick);
    std::ranges::sort(takes);
    return std::max(1.0, std::chrono::duration<double>(takes[2]) / std::chrono::duration<double>(kYardstick));
}

void TurnWatchdog::clear()
{
    m_slow.clear();
    m_turns = 0;
    m_longest = Duration(0);
}

void TurnWatchdog::note(Duration computed, Duration waited, const std::function<QString()> &event)
{
    ++m_turns;
    m_longest = std::max(m_longest, computed);
    if ((computed <= m_limit && waited <= 6 * m_limit) || m_slow.size() == kMostKept) {
        return;
    }
    const auto limit = slowness() * std::chrono::duration<double, std::micro>(m_limit);
    if (computed > limit || waited > 6 * limit) {
        m_slow.push_back({computed, waited, m_doing, event()});
    }
}

QString TurnWatchdog::report() const
{
    QString text;
    for (const auto &turn : m_slow) {
        text += QStringLiteral("%1: computed %2 ms, waited %3 ms (%4)\n").arg(turn.doing).arg(double(turn.computed.count()) / 1000).arg(double(turn.waited.count()) / 1000).arg(turn.event);
    }
    return text;
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (!m_watchdog || m_depth > 0 || QThread::currentThread() != thread()) {
        return QApplication::notify(receiver, event);
    }
    const int type = event->type();
    const char *kind = receiver->metaObject()->className();
    const auto start = std::chrono::steady_clock::now();
    const auto queued = queuedSoFar();
    const auto before = computedSoFar();
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    const auto computed = std::chrono::duration_cast<TurnWatchdog::Duration>(computedSoFar() - before);
    const auto passed = std::chrono::duration_cast<TurnWatchdog::Duration>(std::chrono::steady_clock::now() - start);
    const auto waited = queued ? passed - computed - std::chrono::duration_cast<TurnWatchdog::Duration>(*queuedSoFar() - *queued) : TurnWatchdog::Duration(0);
    if (m_watchdog) {
        m_watchdog->note(computed, waited, [kind, type] { return QStringLiteral("%1, event %2").arg(QString::fromLatin1(kind)).arg(type); });
    }
    return handled;
}

} // namespace signalbox::ui
