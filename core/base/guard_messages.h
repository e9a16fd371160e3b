// SPDX-License-Identifier: GPL-3.0-or-later
// What a process and the guard of its child say to each other. Plain C++ without Qt, since the guard has
// none. Both are built together: the form is not kept between versions.
//
//   to the guard:    u32 length, Launch (once); then single bytes, Command
//   from the guard:  Report, as its bytes
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::guard {

/// Descriptors of the guard: 0 to 2 are the child's, then these. The child gets kExtra as its 3.
inline constexpr int kControl = 3;
inline constexpr int kLife = 4;  ///< closes when the guard is gone; the child never has it
inline constexpr int kExtra = 5; ///< may be absent

struct Limit
{
    std::uint32_t resource = 0; ///< RLIMIT_…
    std::uint64_t value = 0;    ///< soft and hard
};

/// What to start, and how.
struct Launch
{
    std::uint64_t parent = 0; ///< whose child the guard is; another one means that it is gone already
    std::string program;
    std::vector<std::string> arguments;   ///< without the program's name
    std::vector<std::string> environment; ///< "NAME=value", the whole of it
    std::string folder;                   ///< empty: stays
    std::vector<Limit> limits;
    bool hasExtra = false;
    bool newPrivileges = false; ///< whether set-user-id programs may gain them
};

enum class Command : char { Terminate = 'T', Kill = 'K' };

enum class Stage : std::int32_t { Guard, Folder, Limit, Execute };

struct Report
{
    enum class Kind : std::int32_t { Started, Failed, Ended } kind = Kind::Failed;
    std::int32_t first = 0;  ///< Started: pid. Failed: Stage. Ended: exit code, -1 if a signal ended it
    std::int32_t second = 0; ///< Failed: errno. Ended: signal, or 0
};

class Writer
{
public:
    void number(std::uint64_t value) { m_bytes.append(reinterpret_cast<const char *>(&value), sizeof value); }
    void text(std::string_view value)
    {
        number(value.size());
        m_bytes.append(value);
    }
    void texts(const std::vector<std::string> &values)
    {
        number(values.size());
        for (const auto &value : values) {
            text(value);
        }
    }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

class Reader
{
public:
    explicit Reader(std::string_view bytes) : m_left(bytes) {}
    bool number(std::uint64_t &value)
    {
        if (m_left.size() < sizeof value) {
            return false;
        }
        std::memcpy(&value, m_left.data(), sizeof value);
        m_left.remove_prefix(sizeof value);
        return true;
    }
    bool text(std::string &value)
    {
        std::uint64_t size = 0;
        if (!number(size) || size > m_left.size()) {
            return false;
        }
        value.assign(m_left.substr(0, size));
        m_left.remove_prefix(size);
        return true;
    }
    bool texts(std::vector<std::string> &values)
    {
        std::uint64_t count = 0;
        if (!number(count) || count > m_left.size()) {
            return false;
        }
        values.resize(count);
        for (auto &value : values) {
            if (!text(value)) {
                return false;
            }
        }
        return true;
    }
    bool atEnd() const { return m_left.empty(); }

private:
    std::string_view m_left;
};

inline std::string encode(const Launch &launch)
{
    Writer out;
    out.number(launch.parent);
    out.text(launch.program);
    out.texts(launch.arguments);
    out.texts(launch.environment);
    out.text(launch.folder);
    out.number(launch.limits.size());
    for (const auto &limit : launch.limits) {
        out.number(limit.resource);
        out.number(limit.value);
    }
    out.number(launch.hasExtra ? 1 : 0);
    out.number(launch.newPrivileges ? 1 : 0);
    return out.take();
}

inline bool decode(std::string_view bytes, Launch &launch)
{
    Reader in(bytes);
    std::uint64_t count = 0;
    if (!in.number(launch.parent) || !in.text(launch.program) || !in.texts(launch.arguments) || !in.texts(launch.environment)
        || !in.text(launch.folder) || !in.number(count) || count > 64) {
        return false;
    }
    for (; count > 0; --count) {
        std::uint64_t resource = 0;
        std::uint64_t value = 0;
        if (!in.number(resource) || !in.number(value)) {
            return false;
        }
        launch.limits.push_back({static_cast<std::uint32_t>(resource), value});
    }
    std::uint64_t extra = 0;
    std::uint64_t privileges = 0;
    if (!in.number(extra) || !in.number(privileges) || !in.atEnd()) {
        return false;
    }
    launch.hasExtra = extra != 0;
    launch.newPrivileges = privileges != 0;
    return true;
}

} // namespace signalbox::guard
