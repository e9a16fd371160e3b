// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/loop_detector.h"

#include <algorithm>
#include <utility>

namespace signalbox {

namespace {

// FNV-1a: steps are compared with a few others only.
std::uint64_t hashOf(std::string_view text, std::uint64_t seed = 14695981039346656037ull)
{
    for (const char c : text) {
        seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    }
    return seed;
}

} // namespace

void LoopDetector::reset()
{
    m_steps.clear();
    m_talk = 0;
    m_isTold = false;
}

std::optional<FoundLoop> LoopDetector::addTalk()
{
    m_steps.clear();
    if (m_talk == 0) {
        m_isTold = false;
    }
    ++m_talk;
    if (m_policy.talk == 0 || m_talk < m_policy.talk || std::exchange(m_isTold, true)) {
        return std::nullopt;
    }
    return FoundLoop{LoopPattern::Talk, m_talk, {}};
}

std::optional<FoundLoop> LoopDetector::addCall(std::string_view call, std::string_view result, Outcome outcome)
{
    Step step;
    step.call = hashOf(call);
    step.failed = outcome == Outcome::Failed;
    step.whole = hashOf(result, hashOf(step.failed ? "!" : "=", step.call));
    m_talk = 0;
    m_steps.push_back(step);
    const std::size_t most = std::max({m_policy.sameResult, m_policy.sameError, m_policy.alternation, 2u}) + 1;
    while (m_steps.size() > most) {
        m_steps.pop_front();
    }
    return find(call);
}

// How many of the latest steps are the same.
unsigned LoopDetector::repeated() const
{
    const auto &last = m_steps.back();
    const auto end = std::find_if(m_steps.rbegin(), m_steps.rend(), [&](const Step &step) { return step.whole != last.whole; });
    return static_cast<unsigned>(end - m_steps.rbegin());
}

// How many of the latest steps take turns.
unsigned LoopDetector::alternating() const
{
    const auto size = m_steps.size();
    if (size < 2 || m_steps[size - 1].whole == m_steps[size - 2].whole) {
        return 0;
    }
    unsigned count = 2;
    while (count < size && m_steps[size - 1 - count].whole == m_steps[size + 1 - count].whole) {
        ++count;
    }
    return count;
}

std::optional<FoundLoop> LoopDetector::find(std::string_view call)
{
    const auto same = repeated();
    const auto wanted = m_steps.back().failed ? m_policy.sameError : m_policy.sameResult;
    std::optional<FoundLoop> found;
    if (wanted > 0 && same >= wanted) {
        found = FoundLoop{m_steps.back().failed ? LoopPattern::SameError : LoopPattern::SameResult, same, std::string(call)};
    } else if (const auto turns = alternating(); m_policy.alternation > 0 && turns >= m_policy.alternation) {
        found = FoundLoop{LoopPattern::Alternation, turns, std::string(call)};
    }
    if (!found) {
        m_isTold = false;
        return std::nullopt;
    }
    return std::exchange(m_isTold, true) ? std::nullopt : found;
}

} // namespace signalbox
