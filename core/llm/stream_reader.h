// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of a stream into its events: Server-Sent Events, or one JSON text a line.
#pragma once

#include "base/result.h"
#include "llm/dialect.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace signalbox::llm {

/// Fed with pieces of any size; gives each event once it is complete, the same however the bytes were cut.
/// SSE: lines end with LF, CR or CRLF; `data` lines of an event are joined by LF; comments, `id` and `retry` are
/// passed over; what has no blank line after it at the end is dropped. Lines: blank ones are passed over, the
/// last one needs no line end. A byte order mark at the start is passed over.
/// Source: WHATWG HTML, server-sent events. Thread: one.
class StreamReader
{
public:
    static constexpr std::size_t kMaxEventBytes = 32u << 20;

    /// Gets an event's name (empty where it has none) and its data. An error ends the reading.
    using Sink = std::function<Result<void>(std::string_view name, std::string_view data)>;

    explicit StreamReader(Framing framing, std::size_t maxEventBytes = kMaxEventBytes) : m_framing(framing), m_maxBytes(maxEventBytes) {}

    /// Errors: llm.badAnswer where an event is over the limit; those of the sink.
    Result<void> feed(std::string_view bytes, const Sink &sink);
    /// The bytes have ended.
    Result<void> finish(const Sink &sink);

private:
    Result<void> line(std::string_view text, const Sink &sink);
    Result<void> tooLarge() const;

    Framing m_framing;
    std::size_t m_maxBytes;
    std::string m_line; ///< of a line whose end has not come
    std::string m_name;
    std::string m_data;
    bool m_hasData = false;
    bool m_afterCr = false;
    bool m_isFirst = true;
};

} // namespace signalbox::llm
