// SPDX-License-Identifier: GPL-3.0-or-later
// Structured logging: a static message, values beside it, correlation ids, and one redactor.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace signalbox::log {

enum class Level { Debug, Info, Warning, Error };

/// One value of a line: its key and what it is.
struct Field
{
    std::string_view key;
    std::variant<std::int64_t, double, bool, std::string> value;

    Field(std::string_view k, const char *v) : key(k), value(std::string(v)) {}
    Field(std::string_view k, std::string v) : key(k), value(std::move(v)) {}
    Field(std::string_view k, std::string_view v) : key(k), value(std::string(v)) {}
    Field(std::string_view k, bool v) : key(k), value(v) {}
    Field(std::string_view k, double v) : key(k), value(v) {}
    template<typename I>
        requires std::is_integral_v<I>
    Field(std::string_view k, I v) : key(k), value(static_cast<std::int64_t>(v))
    {
    }
};

/// A line as a sink gets it: already redacted, one JSON object without a line feed.
struct Line
{
    Level level;
    std::string_view area;
    std::string_view message;
    std::string json;
};

/// Takes every line at or above the threshold. Thread: called under a lock, from any thread.
using Sink = std::function<void(const Line &)>;
/// Takes a text and gives it back without the secrets in it.
using Redactor = std::function<std::string(std::string_view)>;

/// Replaces the sink; an empty one restores the default (standard error).
void setSink(Sink sink);
/// Every string that is logged passes through it.
void setRedactor(Redactor redactor);
void setThreshold(Level level);
bool isEnabled(Level level);

/// Writes a line: `area` names the room ("store"), `message` is static text (what is searched for).
void write(Level level, std::string_view area, std::string_view message,
           std::initializer_list<Field> fields = {});
inline void debug(std::string_view area, std::string_view message, std::initializer_list<Field> fields = {})
{
    if (isEnabled(Level::Debug)) {
        write(Level::Debug, area, message, fields);
    }
}
inline void info(std::string_view area, std::string_view message, std::initializer_list<Field> fields = {})
{
    write(Level::Info, area, message, fields);
}
inline void warning(std::string_view area, std::string_view message, std::initializer_list<Field> fields = {})
{
    write(Level::Warning, area, message, fields);
}
inline void error(std::string_view area, std::string_view message, std::initializer_list<Field> fields = {})
{
    write(Level::Error, area, message, fields);
}

/// While it lives, lines of this thread carry `key`=`value` (a run, a call, a connection). Not to be
/// held across a co_await.
class Correlation
{
public:
    Correlation(std::string_view key, std::string value);
    ~Correlation();
    Correlation(const Correlation &) = delete;
    Correlation &operator=(const Correlation &) = delete;
};

/// Sends Qt's own messages here as area "qt".
void captureQtMessages();

} // namespace signalbox::log
