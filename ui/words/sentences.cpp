// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence's pattern is its words with places: `The run "%1" has ended already.` Of the patterns that fit, the one with
// the most words counts.
#include "ui/words/words.h"

#include <map>
#include <mutex>
#include <QCoreApplication>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

namespace signalbox::words {

namespace {

constexpr int kDeepest = 6;
// A text can be taken apart in ever so many ways; beyond that it stays as it is.
constexpr int kMostTries = 1000;
constexpr std::size_t kLongest = 16'384;

struct Pattern
{
    const char *source;
    std::vector<std::string> words; ///< around the places: one more than there are
    std::size_t letters = 0;

    // Hardly any words of its own ("%1 or %2", "%1 from %2 to %3"), which other texts have too: it counts only where a
    // place holds something known.
    bool isWeak() const
    {
        const bool isOpen = words.size() > 1 && words.front().empty() && words.back().empty();
        return words.size() > 1 && letters < (isOpen ? 12 : 4);
    }
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

// One reading of one text.
class Reading
{
public:
    /// The text as one sentence or phrase.
    std::optional<QString> known(std::string_view text, int depth);
    /// The text as lines, sentences in a row, a sentence behind a name.
    std::optional<QString> composed(std::string_view text, int depth);

private:
    std::optional<QString> inside(std::string_view value, int depth);
    std::optional<Values> valuesOf(const Pattern &pattern, std::string_view text, int depth);
    std::size_t blankBefore(std::string_view text, int depth);

    int m_left = kMostTries;
};

// Two places with only a blank between them: the second begins where something known does.
std::size_t Reading::blankBefore(std::string_view text, int depth)
{
    for (auto at = text.find(' '); at != std::string_view::npos && m_left >= 0; at = text.find(' ', at + 1)) {
        if (known(text.substr(at + 1), depth + 1)) {
            return at;
        }
    }
    return text.find(' ');
}

std::optional<Values> Reading::valuesOf(const Pattern &pattern, std::string_view text, int depth)
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
        const bool isBlank = pattern.words[i] == " " && i + 2 == pattern.words.size();
        const auto at = isBlank ? blankBefore(text, depth) : text.find(pattern.words[i]);
        if (at == std::string_view::npos) {
            return std::nullopt;
        }
        values.push_back(text.substr(0, at));
        text.remove_prefix(at + pattern.words[i].size());
    }
    values.push_back(text);
    return values;
}

std::optional<QString> Reading::composed(std::string_view text, int depth)
{
    if (depth > kDeepest || text.empty() || m_left < 0) {
        return std::nullopt;
    }
    const auto anyOf = [this, depth](std::string_view part) -> std::optional<QString> {
        auto whole = known(part, depth + 1);
        return whole ? whole : composed(part, depth + 1);
    };
    const auto orPlain = [&anyOf](std::string_view part) { return anyOf(part).value_or(plain(part)); };
    if (const auto line = text.find('\n'); line != std::string_view::npos) {
        QString lines;
        for (auto end = line;; end = text.find('\n')) {
            const auto indent = std::min(text.find_first_not_of(' '), text.size());
            lines += plain(text.substr(0, indent)) + orPlain(text.substr(indent, end == std::string_view::npos ? end : end - indent));
            if (end == std::string_view::npos) {
                return lines;
            }
            lines += u'\n';
            text.remove_prefix(end + 1);
        }
    }
    for (auto end = text.find(' '); end != std::string_view::npos && m_left >= 0; end = text.find(' ', end + 1)) {
        const char last = end > 0 ? text[end - 1] : ' ';
        const auto rest = text.substr(end + 1);
        if (last == '.' || last == '?') {
            if (auto first = known(text.substr(0, end), depth + 1)) {
                return *first + u' ' + orPlain(rest);
            }
        } else if (last == ':') {
            if (auto second = anyOf(rest)) {
                return orPlain(text.substr(0, end - 1)) + QStringLiteral(": ") + *second;
            }
        } else if (text.front() == '/') {
            // "/nodes/3/config must be …"
            if (auto second = known(rest, depth + 1)) {
                return plain(text.substr(0, end + 1)) + *second;
            }
        }
    }
    return std::nullopt;
}

// What stands in a place; a sentence has lost its full stop there now and then.
std::optional<QString> Reading::inside(std::string_view value, int depth)
{
    if (auto whole = known(value, depth + 1)) {
        return whole;
    }
    auto stopped = value.empty() || value.ends_with('.') ? std::nullopt : known(std::string(value) + '.', depth + 1);
    if (stopped) {
        stopped->chop(stopped->endsWith(u'.') ? 1 : 0);
        return stopped;
    }
    return composed(value, depth + 1);
}

std::optional<QString> Reading::known(std::string_view text, int depth)
{
    m_left -= 1 + static_cast<int>(text.size() / 128);
    if (depth > kDeepest || m_left < 0) {
        return std::nullopt;
    }
    for (const auto &pattern : patterns()) {
        const auto values = valuesOf(pattern, text, depth);
        if (!values) {
            continue;
        }
        QStringList shown;
        bool fits = !pattern.isWeak();
        for (std::size_t i = 0; i < values->size(); ++i) {
            const auto value = (*values)[i];
            if (isQuoted(pattern, i)) {
                shown << plain(value);
            } else if (auto translated = inside(value, depth)) {
                shown << *translated;
                fits = true;
            } else if (value.find(". ") != std::string_view::npos && !pattern.words.back().empty()) {
                fits = false; // it reaches over the end of a sentence into the next
                break;
            } else if (value.size() > 2 && value.find('"', 1) == value.size() - 1 && value.front() == '"') {
                shown << filled(QCoreApplication::translate("core", "\"%1\""), {plain(value.substr(1, value.size() - 2))});
            } else {
                shown << plain(value);
            }
        }
        if (fits) {
            return filled(QCoreApplication::translate("core", pattern.source), shown);
        }
    }
    return std::nullopt;
}

// The same findings are said again after every edit, a thousand of them in a large flow.
class Said
{
public:
    QString of(std::string_view english)
    {
        const std::string_view probe(sentencePatterns().front());
        const auto language = QCoreApplication::translate("core", sentencePatterns().front());
        if (language == plain(probe)) {
            return plain(english); // the window speaks English
        }
        {
            const std::lock_guard lock(m_mutex);
            if (language != m_language || m_known.size() > kMostKept) {
                m_known.clear();
                m_language = language;
            }
            if (const auto known = m_known.find(english); known != m_known.end()) {
                return known->second;
            }
        }
        Reading reading;
        auto whole = reading.known(english, 0);
        const auto said = whole ? *whole : reading.composed(english, 0).value_or(plain(english));
        const std::lock_guard lock(m_mutex);
        m_known.emplace(std::string(english), said);
        return said;
    }

private:
    static constexpr std::size_t kMostKept = 4096;
    std::mutex m_mutex;
    QString m_language; // what the first pattern is in it
    std::map<std::string, QString, std::less<>> m_known;
};

} // namespace

QString sentence(std::string_view english)
{
    static Said said;
    return english.size() > kLongest ? plain(english) : said.of(english);
}

QString sentence(const Error &error)
{
    return sentence(error.message);
}

} // namespace signalbox::words
