// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/start_guard.h"

namespace signalbox::engine {

namespace {

constexpr std::chrono::microseconds kMinute = std::chrono::minutes(1);
constexpr std::size_t kMostEntries = 4096;

} // namespace

StartGuard::Outcome StartGuard::admit(const std::string &workspace, const std::string &subject, StartPolicy policy)
{
    const auto now = m_clock.now();
    const auto steady = m_clock.steadyNow();
    if (m_entries.size() >= kMostEntries) {
        std::erase_if(m_entries, [&](const auto &entry) { return entry.second.until <= now && (entry.second.starts.empty() || steady - entry.second.starts.back() >= kMinute); });
    }
    auto &entry = m_entries[{workspace, subject}];
    if (entry.until > now) {
        return {Answer::Paused, entry.until};
    }
    while (!entry.starts.empty() && steady - entry.starts.front() >= kMinute) {
        entry.starts.pop_front();
    }
    if (static_cast<int>(entry.starts.size()) >= policy.perMinute) {
        entry.starts.clear();
        entry.until = now + policy.pause.count();
        return {Answer::PausedNow, entry.until};
    }
    entry.starts.push_back(steady);
    return {};
}

std::vector<StartGuard::Pause> StartGuard::pauses(const std::string &workspace) const
{
    std::vector<Pause> list;
    for (auto it = m_entries.lower_bound({workspace, {}}); it != m_entries.end() && it->first.first == workspace; ++it) {
        if (it->second.until > m_clock.now()) {
            list.push_back({workspace, it->first.second, it->second.until});
        }
    }
    return list;
}

void StartGuard::restore(Pause pause)
{
    m_entries[{pause.workspace, pause.subject}].until = pause.until;
}

bool StartGuard::lift(const std::string &workspace, const std::string &subject)
{
    const auto known = m_entries.find({workspace, subject});
    const bool was = known != m_entries.end() && known->second.until > m_clock.now();
    if (known != m_entries.end()) {
        m_entries.erase(known);
    }
    return was;
}

} // namespace signalbox::engine
