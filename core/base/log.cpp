// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include "base/clock.h"

#include <algorithm>
#include <cstdio>

#include <QString>

#include <boost/json.hpp>

namespace signalbox::log {

namespace {

struct State
{
    std::mutex mutex;
    Sink sink;
    Redactor redactor;
    std::atomic<Level> threshold = Level::Info;
};

State &state()
{
    static State instance;
    return instance;
}

thread_local std::vector<std::pair<std::string, std::string>> t_correlations;

// What is no UTF-8 is shown as replacement characters: a line is JSON whatever is in it.
std::string asUtf8(std::string text)
{
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return plain ? text : QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString();
}

constexpr std::string_view name(Level level)
{
    switch (level) {
    case Level::Debug: return "debug";
    case Level::Info: return "info";
    case Level::Warning: return "warning";
    case Level::Error: return "error";
    }
    return "error";
}

} // namespace

void setSink(Sink sink)
{
    const std::lock_guard lock(state().mutex);
    state().sink = std::move(sink);
}

void setRedactor(Redactor redactor)
{
    const std::lock_guard lock(state().mutex);
    state().redactor = std::move(redactor);
}

void setThreshold(Level level)
{
    state().threshold = level;
}

bool isEnabled(Level level)
{
    return level >= state().threshold.load(std::memory_order_relaxed);
}

void write(Level level, std::string_view area, std::string_view message, std::initializer_list<Field> fields)
{
    if (!isEnabled(level)) {
        return;
    }
    const auto now = std::chrono::duration_cast<Millis>(std::chrono::system_clock::now().time_since_epoch());
    const std::lock_guard lock(state().mutex);
    const auto redact = [](std::string_view text) {
        return asUtf8(state().redactor ? state().redactor(text) : std::string(text));
    };
    boost::json::object line;
    line["time"] = toIsoString(now.count());
    line["level"] = name(level);
    line["area"] = area;
    line["message"] = message;
    // No field takes the place of what stands there already.
    const auto place = [&line](std::string_view key) -> boost::json::value & {
        const bool taken = key == "time" || key == "level" || key == "area" || key == "message";
        return taken ? line["field." + std::string(key)] : line[key];
    };
    for (const auto &[key, value] : t_correlations) {
        place(key) = redact(value);
    }
    for (const auto &field : fields) {
        std::visit(
            [&](const auto &value) {
                if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
                    place(field.key) = redact(value);
                } else {
                    place(field.key) = value;
                }
            },
            field.value);
    }
    const Line finished{level, area, message, boost::json::serialize(line)};
    if (state().sink) {
        state().sink(finished);
    } else {
        std::fprintf(stderr, "%s\n", finished.json.c_str());
    }
}

Correlation::Correlation(std::string_view key, std::string value)
{
    t_correlations.emplace_back(std::string(key), std::move(value));
}

Correlation::~Correlation()
{
    t_correlations.pop_back();
}

void captureQtMessages()
{
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &text) {
        const auto level = type == QtDebugMsg ? Level::Debug
            : type == QtInfoMsg               ? Level::Info
            : type == QtWarningMsg            ? Level::Warning
                                              : Level::Error;
        write(level, "qt", "message", {{"text", text.toStdString()}, {"category", context.category ? context.category : ""}});
    });
}

} // namespace signalbox::log
