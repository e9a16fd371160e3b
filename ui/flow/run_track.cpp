// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/run_track.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace signalbox::ui {

namespace {

// A longer gap between two changes is as long as this on the track.
constexpr double kLongestGapMs = 2000;
// What follows the last change, so that it can be seen.
constexpr double kTailMs = 1;

bool isSettled(api::StepState state)
{
    return state != api::StepState::Started && state != api::StepState::Waiting;
}

} // namespace

RunTrack::RunTrack(std::vector<api::StepView> steps, const api::RunView &run) : m_steps(std::move(steps))
{
    const bool isOver = run.state != api::RunState::Running && run.state != api::RunState::Waiting;
    m_ended = isOver ? std::optional(run.state) : std::nullopt;
    makeChanges(static_cast<double>(run.startedAt));
    m_runLength = std::max(run.durationMs, m_changes.empty() ? 0.0 : m_changes.back().time);
    moveTo(m_changes.size());
}

void RunTrack::makeChanges(double startedAt)
{
    for (std::uint32_t i = 0; i < m_steps.size(); ++i) {
        const auto &step = m_steps[i];
        // What was taken over from an earlier run stands there from the beginning.
        const double begin = step.earlier ? 0 : std::max(0.0, static_cast<double>(step.startedAt) - startedAt);
        if (step.earlier || step.state == api::StepState::Skipped) {
            m_changes.push_back({begin, 0, i, std::nullopt, step.state, -1});
            continue;
        }
        const auto first = step.state == api::StepState::Waiting ? api::StepState::Waiting : api::StepState::Started;
        m_changes.push_back({begin, 0, i, std::nullopt, first, -1});
        if (isSettled(step.state)) {
            m_changes.push_back({begin + std::max(0.0, step.durationMs), 0, i, first, step.state, -1});
        }
    }
    // Of what happened at once, the order of the rows.
    std::stable_sort(m_changes.begin(), m_changes.end(), [](const Change &a, const Change &b) { return a.time < b.time; });
    std::unordered_map<std::string, std::int32_t> ended;
    double time = 0;
    for (auto &change : m_changes) {
        m_length += std::min(change.time - time, kLongestGapMs);
        change.onTrack = m_length;
        time = change.time;
        auto &last = ended.try_emplace(staticPath(m_steps[change.step].path), -1).first->second;
        change.before = last;
        if (isSettled(change.to)) {
            last = static_cast<std::int32_t>(change.step);
        }
    }
    m_length += kTailMs;
}

double RunTrack::runTime(double onTrack) const
{
    const auto next = positionAt(onTrack);
    const double from = next == 0 ? 0 : m_changes[next - 1].time;
    const double fromTrack = next == 0 ? 0 : m_changes[next - 1].onTrack;
    if (next == m_changes.size()) {
        return onTrack >= m_length ? m_runLength : from;
    }
    const double span = m_changes[next].onTrack - fromTrack;
    return span <= 0 ? from : from + (m_changes[next].time - from) * (onTrack - fromTrack) / span;
}

std::size_t RunTrack::positionAt(double onTrack) const
{
    const auto next = std::upper_bound(m_changes.begin(), m_changes.end(), onTrack, [](double at, const Change &change) { return at < change.onTrack; });
    return static_cast<std::size_t>(next - m_changes.begin());
}

void RunTrack::moveTo(std::size_t position)
{
    position = std::min(position, m_changes.size());
    const auto stepOf = [this](std::int32_t index) { return index < 0 ? nullptr : &m_steps[static_cast<std::size_t>(index)]; };
    while (m_position < position) {
        const auto &change = m_changes[m_position++];
        m_overlay.replayStep(m_steps[change.step], change.from, change.to, isSettled(change.to) ? &m_steps[change.step] : stepOf(change.before));
    }
    while (m_position > position) {
        const auto &change = m_changes[--m_position];
        m_overlay.replayStep(m_steps[change.step], change.to, change.from, stepOf(change.before));
    }
    m_overlay.setEnded(m_position == m_changes.size() ? m_ended : std::nullopt);
}

} // namespace signalbox::ui
