// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_store.h"

namespace signalbox::ui {

namespace {

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

Severity severityOf(const api::EventView &event)
{
    for (const char *key : {"severity", "level"}) {
        if (const auto *own = json::find(event.data, key); own && own->is_string()) {
            const std::string_view word = own->get_string();
            return isOneOf(word, {"error", "critical", "fatal"}) ? Severity::Error
                : isOneOf(word, {"warning", "warn"})             ? Severity::Warning
                : isOneOf(word, {"debug", "trace", "detail"})    ? Severity::Detail
                                                                 : Severity::Info;
        }
    }
    const std::string_view topic = event.topic;
    const auto word = topic.substr(topic.rfind('.') + 1);
    if (isOneOf(word, {"failed", "error", "crashed", "lost"})) {
        return Severity::Error;
    }
    if (isOneOf(word, {"inDoubt", "waiting", "paused", "retrying", "warning", "gone", "cancelled"})) {
        return Severity::Warning;
    }
    if (event.seq == 0 || isOneOf(word, {"progress", "delta", "output", "stats"})) {
        return Severity::Detail;
    }
    return Severity::Info;
}

EventStore::EventStore(std::size_t capacity, std::size_t byteLimit)
    : m_capacity(capacity)
    , m_byteLimit(byteLimit)
{
}

void EventStore::append(const api::EventView &event)
{
    if (m_chunks.empty() || m_chunks.back()->rows.size() == kChunk) {
        m_chunks.push_back(std::make_unique<Chunk>());
        m_chunks.back()->rows.reserve(kChunk);
    }
    auto &chunk = *m_chunks.back();
    Row row{};
    row.seq = event.seq;
    row.time = event.time;
    row.offset = chunk.text.size();
    row.topicLength = static_cast<std::uint16_t>(std::min<std::size_t>(event.topic.size(), 0xffff));
    row.sourceLength = static_cast<std::uint32_t>(event.source.size());
    row.severity = severityOf(event);
    chunk.text.append(event.topic, 0, row.topicLength);
    chunk.text += ' ';
    chunk.text += event.source;
    chunk.text += ' ';
    if (!event.data.is_null()) {
        json::writeTo(chunk.text, event.data);
    }
    row.length = static_cast<std::uint32_t>(chunk.text.size() - row.offset);
    chunk.rows.push_back(row);
    m_bytes += row.length + sizeof(Row);
    ++m_end;
}

EventRecord EventStore::at(Id id) const
{
    const auto place = static_cast<std::size_t>(id - m_first);
    const auto &chunk = *m_chunks[place / kChunk];
    const auto &row = chunk.rows[place % kChunk];
    EventRecord record;
    record.seq = row.seq;
    record.time = row.time;
    record.all = std::string_view(chunk.text).substr(row.offset, row.length);
    record.topic = record.all.substr(0, row.topicLength);
    record.source = record.all.substr(row.topicLength + 1u, row.sourceLength);
    record.data = record.all.substr(row.topicLength + row.sourceLength + 2u);
    record.severity = row.severity;
    return record;
}

void EventStore::trim(std::size_t times)
{
    while (m_chunks.size() > 1 && (size() - kChunk >= m_capacity * times || m_bytes > m_byteLimit * times)) {
        m_bytes -= std::min(m_bytes, m_chunks.front()->text.size() + kChunk * sizeof(Row));
        m_chunks.pop_front();
        m_first += kChunk;
    }
}

} // namespace signalbox::ui
