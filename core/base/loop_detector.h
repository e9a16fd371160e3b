// SPDX-License-Identifier: GPL-3.0-or-later
// Notices that something which acts by itself goes round in circles.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe/enum.hpp>

namespace signalbox {

enum class LoopPattern {
    SameResult,  ///< the same call gave the same result again and again
    SameError,   ///< the same call failed in the same way again and again
    Alternation, ///< two calls with their results took turns
    Talk         ///< words without a call
};
BOOST_DESCRIBE_ENUM(LoopPattern, SameResult, SameError, Alternation, Talk)

/// How often before it counts as a loop. 0: that pattern is not looked for.
struct LoopPolicy
{
    unsigned sameResult = 4;
    unsigned sameError = 3;
    unsigned alternation = 6; ///< steps, of both together
    unsigned talk = 3;
};

struct FoundLoop
{
    LoopPattern pattern = LoopPattern::SameResult;
    unsigned times = 0;
    std::string call; ///< what is repeated; empty for talk
};

/// Fed with each step of an agent or of a job; keeps only hashes of the latest few. A loop is told once,
/// and again only after something else has happened.
/// Thread: one.
class LoopDetector
{
public:
    explicit LoopDetector(LoopPolicy policy = {}) : m_policy(policy) {}

    enum class Outcome { Succeeded, Failed };
    /// A call and what it gave: the name with its arguments, and the result or the error.
    std::optional<FoundLoop> addCall(std::string_view call, std::string_view result, Outcome outcome);
    /// Words of the agent without a call.
    std::optional<FoundLoop> addTalk();
    /// A person said something: what was before does not count.
    void reset();

private:
    struct Step
    {
        std::uint64_t call = 0;
        std::uint64_t whole = 0; ///< call, outcome and result
        bool failed = false;
    };
    std::optional<FoundLoop> find(std::string_view call);
    unsigned repeated() const;
    unsigned alternating() const;

    LoopPolicy m_policy;
    std::deque<Step> m_steps;
    unsigned m_talk = 0;
    bool m_isTold = false;
};

} // namespace signalbox
