// SPDX-License-Identifier: GPL-3.0-or-later
// The events that a console holds: compact, in chunks, the oldest going as new ones come. It knows no widgets.
#pragma once

#include "api/event_calls.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::ui {

/// How much an event matters to whoever watches.
enum class Severity : std::uint8_t { Detail, Info, Warning, Error };

/// Of the event's own "severity" or "level", else of the last word of its topic ("run.failed").
Severity severityOf(const api::EventView &event);

/// An event in the store. The texts live as long as the store holds it and is not changed.
struct EventRecord
{
    std::int64_t seq = 0; ///< 0: transient
    UnixMillis time = 0;
    std::string_view topic;
    std::string_view source;
    std::string_view data; ///< compact JSON
    std::string_view all;  ///< topic, source and data in one
    Severity severity = Severity::Info;
};

/// Events have ids that count from 0 and stay theirs. Thread: one.
class EventStore
{
public:
    using Id = std::uint64_t;
    static constexpr std::size_t kChunk = 1024;

    explicit EventStore(std::size_t capacity = 100'000, std::size_t byteLimit = 64u << 20);

    void append(const api::EventView &event);
    Id first() const { return m_first; }
    Id end() const { return m_end; }
    std::size_t size() const { return static_cast<std::size_t>(m_end - m_first); }
    std::size_t bytes() const { return m_bytes; }
    std::size_t capacity() const { return m_capacity; }
    /// `id` within [first, end).
    EventRecord at(Id id) const;
    /// Lets the oldest go, by whole chunks, until at most `times` of what it may hold are left.
    void trim(std::size_t times = 1);

private:
    struct Row
    {
        std::int64_t seq;
        UnixMillis time;
        std::size_t offset; ///< of topic, ' ', source, ' ', data
        std::uint32_t length;
        std::uint32_t sourceLength;
        std::uint16_t topicLength;
        Severity severity;
    };
    struct Chunk
    {
        std::vector<Row> rows;
        std::string text;
    };

    std::size_t m_capacity;
    std::size_t m_byteLimit;
    std::deque<std::unique_ptr<Chunk>> m_chunks; ///< all but the last are full
    Id m_first = 0;
    Id m_end = 0;
    std::size_t m_bytes = 0;
};

} // namespace signalbox::ui
