// SPDX-License-Identifier: GPL-3.0-or-later
// What a person types to see some events only. Pure.
//
//     run.failed            any of topic, source and data holds it, whatever the case
//     "two words"           … as they stand
//     -progress             … does not hold it
//     topic:run.*           the topic; patterns as subscriptions have them, several with commas
//     source:0190…          the source begins with it
//     level:warning         as bad as that, or worse: detail, info, warning, error
#pragma once

#include "ui/events/event_store.h"

#include <QString>

namespace signalbox::ui {

/// Finds `needle`, whose ASCII letters are small, in `text`, whatever the case of ASCII letters there.
bool containsFolded(std::string_view text, std::string_view needle);

class EventFilter
{
public:
    /// Never fails: what is no known key is text to look for.
    static EventFilter parse(const QString &text);

    bool isEmpty() const { return m_terms.empty() && m_least == Severity::Detail; }
    bool matches(const EventRecord &event) const;
    /// Words that stand in the text, for marking them.
    std::vector<std::string> words() const;
    Severity least() const { return m_least; }

    /// `text` with `key` set to `value`, in the place of what it was; an empty value takes it out.
    static QString withKey(const QString &text, const QString &key, const QString &value);
    /// The value of `key` in `text`.
    static QString valueOf(const QString &text, const QString &key);

private:
    enum class Kind { Text, Topic, Source };
    struct Term
    {
        Kind kind = Kind::Text;
        bool negated = false;
        bool unicode = false; ///< other letters than ASCII: compared the slow way
        std::string text;
        QString wide;
    };
    static bool matches(const Term &term, const EventRecord &event);

    std::vector<Term> m_terms;
    Severity m_least = Severity::Detail;
};

} // namespace signalbox::ui
