// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_filter.h"

#include <QStringList>

#include <array>
#include <cstring>

namespace signalbox::ui {

namespace {

constexpr std::array<unsigned char, 256> makeFold()
{
    std::array<unsigned char, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        table[i] = static_cast<unsigned char>(i >= 'A' && i <= 'Z' ? i + 32 : i);
    }
    return table;
}
constexpr auto kFold = makeFold();

bool isSame(const char *text, std::string_view needle)
{
    for (std::size_t i = 0; i < needle.size(); ++i) {
        if (kFold[static_cast<unsigned char>(text[i])] != static_cast<unsigned char>(needle[i])) {
            return false;
        }
    }
    return true;
}

// Words, with what stands in quotes as one and the quotes kept.
QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    bool quoted = false;
    for (const QChar letter : text) {
        if (letter == u'"') {
            quoted = !quoted;
        }
        if (letter.isSpace() && !quoted) {
            if (!word.isEmpty()) {
                words << std::exchange(word, {});
            }
        } else {
            word += letter;
        }
    }
    if (!word.isEmpty()) {
        words << word;
    }
    return words;
}

bool topicMatchesOne(std::string_view pattern, std::string_view topic)
{
    if (pattern == "*") {
        return true;
    }
    if (pattern.ends_with('*')) {
        return topic.starts_with(pattern.substr(0, pattern.size() - 1));
    }
    return topic == pattern;
}

} // namespace

// Horspool's search over folded letters: most positions are never looked at.
bool containsFolded(std::string_view text, std::string_view needle)
{
    const std::size_t length = needle.size();
    if (length == 0) {
        return true;
    }
    if (text.size() < length) {
        return false;
    }
    std::array<unsigned char, 256> skip;
    skip.fill(static_cast<unsigned char>(std::min<std::size_t>(length, 255)));
    for (std::size_t i = 0; i + 1 < length; ++i) {
        const auto step = static_cast<unsigned char>(std::min<std::size_t>(length - 1 - i, 255));
        const auto letter = static_cast<unsigned char>(needle[i]);
        skip[letter] = step;
        if (letter >= 'a' && letter <= 'z') {
            skip[letter - 32u] = step;
        }
    }
    const auto last = static_cast<unsigned char>(needle[length - 1]);
    for (std::size_t at = length - 1; at < text.size();) {
        const auto letter = static_cast<unsigned char>(text[at]);
        if (kFold[letter] == last && isSame(text.data() + at - (length - 1), needle)) {
            return true;
        }
        at += skip[letter];
    }
    return false;
}

EventFilter EventFilter::parse(const QString &text)
{
    EventFilter filter;
    for (QString word : wordsOf(text)) {
        Term term;
        if (word.size() > 1 && word.startsWith(u'-')) {
            term.negated = true;
            word.remove(0, 1);
        }
        if (word.startsWith(QStringLiteral("level:")) && !term.negated) {
            const auto name = QStringView(word).mid(6);
            filter.m_least = name == u"error" ? Severity::Error : name.startsWith(u"warn") ? Severity::Warning : name == u"info" ? Severity::Info : Severity::Detail;
            continue;
        }
        if (word.startsWith(QStringLiteral("topic:"))) {
            term.kind = Kind::Topic;
            word.remove(0, 6);
        } else if (word.startsWith(QStringLiteral("source:"))) {
            term.kind = Kind::Source;
            word.remove(0, 7);
        }
        word.remove(u'"');
        if (word.isEmpty()) {
            continue;
        }
        term.wide = word.toCaseFolded();
        term.text = term.kind == Kind::Text ? term.wide.toStdString() : word.toStdString();
        term.unicode = term.kind == Kind::Text && std::any_of(term.text.begin(), term.text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        filter.m_terms.push_back(std::move(term));
    }
    return filter;
}

bool EventFilter::matches(const EventRecord &event) const
{
    return event.severity >= m_least && std::all_of(m_terms.begin(), m_terms.end(), [&](const Term &term) { return matches(term, event) != term.negated; });
}

bool EventFilter::matches(const Term &term, const EventRecord &event)
{
    switch (term.kind) {
    case Kind::Source: return event.source.starts_with(term.text);
    case Kind::Topic: {
        std::string_view rest = term.text;
        while (!rest.empty()) {
            const auto comma = std::min(rest.find(','), rest.size());
            if (topicMatchesOne(rest.substr(0, comma), event.topic)) {
                return true;
            }
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        return false;
    }
    case Kind::Text: break;
    }
    if (term.unicode) {
        return QString::fromUtf8(event.all.data(), qsizetype(event.all.size())).toCaseFolded().contains(term.wide);
    }
    return containsFolded(event.all, term.text);
}

std::vector<std::string> EventFilter::words() const
{
    std::vector<std::string> list;
    for (const auto &term : m_terms) {
        if (term.kind == Kind::Text && !term.negated) {
            list.push_back(term.text);
        }
    }
    return list;
}

QString EventFilter::withKey(const QString &text, const QString &key, const QString &value)
{
    QStringList words = wordsOf(text);
    const QString prefix = key + u':';
    words.removeIf([&](const QString &word) { return word.startsWith(prefix); });
    if (!value.isEmpty()) {
        words << prefix + (value.contains(u' ') ? u'"' + value + u'"' : value);
    }
    return words.join(u' ');
}

QString EventFilter::valueOf(const QString &text, const QString &key)
{
    const QString prefix = key + u':';
    for (const auto &word : wordsOf(text)) {
        if (word.startsWith(prefix)) {
            return word.mid(prefix.size()).remove(u'"');
        }
    }
    return {};
}

} // namespace signalbox::ui
