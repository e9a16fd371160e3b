// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence's pattern is its words with places: `The run "%1" has ended already.` Of the patterns that fit, the one with
// the most words counts.
#include "ui/words/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

namespace signalbox::words {

namespace {

constexpr int kDeepest = 6;

struct Pattern
{
    const char *source;
    std::vector<std::string> words; ///< around the places: one more than there are
    std::size_t letters = 0;

    // Hardly any words of its own ("%1 or %2"): it counts only where a place holds something known.
    bool isWeak() const { return letters < 4; }
};

using Values = std::vector<std::string_view>;

Pattern read(const char *source)
{
    Pattern pattern{source, {""}};
    for (const char *c = source; *c != '\0'; ++c) {
        if (*c == '%' && std::isdigit(static_cast<unsigned char>(c[1]))) {
            pattern.words.emplace_back();
            ++c;
        } else {
            pattern.words.back() += *c;
            pattern.letters += std::isalpha(static_cast<unsigned char>(*c)) ? 1 : 0;
        }
    }
    return pattern;
}

const std::vector<Pattern> &patterns()
{
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> list;
        for (const auto &sources : {sentencePatterns(), phrasePatterns()}) {
            for (const auto *source : sources) {
                list.push_back(read(source));
            }
        }
        std::ranges::stable_sort(list, std::ranges::greater(), &Pattern::letters);
        return list;
    }();
    return all;
}

std::optional<Values> valuesOf(const Pattern &pattern, std::string_view text)
{
    const auto &first = pattern.words.front();
    const auto &last = pattern.words.back();
    if (pattern.words.size() == 1) {
        return text == first ? std::optional(Values()) : std::nullopt;
    }
    if (!text.starts_with(first) || text.size() < first.size() + last.size() || !text.ends_with(last)) {
        return std::nullopt;
    }
    text = text.substr(first.size(), text.size() - first.size() - last.size());
    Values values;
    for (std::size_t i = 1; i + 1 < pattern.words.size(); ++i) {
        const auto at = text.find(pattern.words[i]);
        if (at == std::string_view::npos) {
            return std::nullopt;
        }
        values.push_back(text.substr(0, at));
        text.remove_prefix(at + pattern.words[i].size());
    }
    values.push_back(text);
    return values;
}

QString plain(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// A place in quotes holds a name or a value of somebody's.
bool isQuoted(const Pattern &pattern, std::size_t place)
{
    const auto &before = pattern.words[place];
    const auto &after = pattern.words[place + 1];
    return !before.empty() && !after.empty() && before.back() == after.front() && (before.back() == '"' || before.back() == '`');
}

QString filled(const QString &words, const QStringList &values)
{
    QString result;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const int number = words[i] == u'%' && i + 1 < words.size() ? words[i + 1].digitValue() : -1;
        if (number >= 1 && number <= values.size()) {
            result += values[number - 1];
            ++i;
        } else {
            result += words[i];
        }
    }
    return result;
}

std::optional<QString> known(std::string_view text, int depth);

// A value that may hold words of the core: as a whole, as sentences in a row, or as lines.
QString anyOf(std::string_view text, int depth)
{
    if (depth > kDeepest || text.empty()) {
        return plain(text);
    }
    if (const auto line = text.find('\n'); line != std::string_view::npos) {
        return anyOf(text.substr(0, line), depth + 1) + u'\n' + anyOf(text.substr(line + 1), depth);
    }
    const auto indent = std::min(text.find_first_not_of(' '), text.size());
    if (indent > 0) {
        return plain(text.substr(0, indent)) + anyOf(text.substr(indent), depth);
    }
    if (auto whole = known(text, depth)) {
        return *whole;
    }
    // Sentences one after another: the first that is known, then the rest.
    for (auto end = text.find(' '); end != std::string_view::npos; end = text.find(' ', end + 1)) {
        const char last = end > 0 ? text[end - 1] : ' ';
        if (last == '.' || last == '?' || last == ':') {
            if (auto first = known(text.substr(0, end), depth + 1)) {
                return *first + u' ' + anyOf(text.substr(end + 1), depth);
            }
        }
    }
    // "name: sentence"
    if (const auto colon = text.find(": "); colon != std::string_view::npos) {
        if (auto rest = known(text.substr(colon + 2), depth + 1)) {
            return known(text.substr(0, colon), depth + 1).value_or(plain(text.substr(0, colon))) + QStringLiteral(": ") + *rest;
        }
    }
    return plain(text);
}

std::optional<QString> known(std::string_view text, int depth)
{
    if (depth > kDeepest) {
        return std::nullopt;
    }
    for (const auto &pattern : patterns()) {
        const auto values = valuesOf(pattern, text);
        if (!values) {
            continue;
        }
        QStringList shown;
        bool fits = !pattern.isWeak();
        for (std::size_t i = 0; i < values->size(); ++i) {
            const auto value = (*values)[i];
            if (isQuoted(pattern, i)) {
                shown << plain(value);
            } else if (auto translated = known(value, depth + 1)) {
                shown << *translated;
                fits = true;
            } else {
                shown << anyOf(value, depth + 1);
            }
        }
        if (fits) {
            return filled(QCoreApplication::translate("core", pattern.source), shown);
        }
    }
    return std::nullopt;
}

} // namespace

QString sentence(std::string_view english)
{
    return anyOf(english, 0);
}

QString sentence(const Error &error)
{
    return sentence(error.message);
}

} // namespace signalbox::words
