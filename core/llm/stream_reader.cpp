// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/stream_reader.h"

namespace signalbox::llm {

Result<void> StreamReader::tooLarge() const
{
    return Error("llm.badAnswer", "One event of the stream is larger than " + std::to_string(m_maxBytes) + " bytes; the answer is not read further.")
        .withArg("limit", std::to_string(m_maxBytes));
}

Result<void> StreamReader::feed(std::string_view bytes, const Sink &sink)
{
    const std::string_view ends = m_framing == Framing::Sse ? "\r\n" : "\n";
    while (!bytes.empty()) {
        if (m_afterCr) {
            m_afterCr = false;
            if (bytes.front() == '\n') {
                bytes.remove_prefix(1);
                continue;
            }
        }
        const auto end = bytes.find_first_of(ends);
        if (end == std::string_view::npos) {
            if (m_line.size() + bytes.size() > m_maxBytes) {
                return tooLarge();
            }
            m_line += bytes;
            return {};
        }
        m_afterCr = bytes[end] == '\r';
        if (m_line.empty()) {
            SB_CHECK(line(bytes.substr(0, end), sink));
        } else {
            if (m_line.size() + end > m_maxBytes) {
                return tooLarge();
            }
            m_line += bytes.substr(0, end);
            SB_CHECK(line(m_line, sink));
            m_line.clear();
        }
        bytes.remove_prefix(end + 1);
    }
    return {};
}

Result<void> StreamReader::finish(const Sink &sink)
{
    if (m_framing == Framing::Lines && !m_line.empty()) {
        SB_CHECK(line(m_line, sink));
    }
    m_line.clear();
    m_data.clear();
    m_hasData = false;
    return {};
}

Result<void> StreamReader::line(std::string_view text, const Sink &sink)
{
    if (std::exchange(m_isFirst, false) && text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    if (m_framing == Framing::Lines) {
        const auto begin = text.find_first_not_of(" \t\r");
        return begin == std::string_view::npos ? Result<void>() : sink({}, text.substr(begin));
    }
    if (text.empty()) {
        Result<void> done;
        if (std::exchange(m_hasData, false)) {
            done = sink(m_name, m_data);
        }
        m_name.clear();
        m_data.clear();
        return done;
    }
    const auto colon = text.find(':');
    const auto field = text.substr(0, colon);
    auto value = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    if (value.starts_with(' ')) {
        value.remove_prefix(1);
    }
    if (field == "data") {
        if (m_data.size() + value.size() + 1 > m_maxBytes) {
            return tooLarge();
        }
        if (std::exchange(m_hasData, true)) {
            m_data += '\n';
        }
        m_data += value;
    } else if (field == "event") {
        m_name = value;
    }
    return {};
}

} // namespace signalbox::llm
