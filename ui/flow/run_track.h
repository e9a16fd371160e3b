// SPDX-License-Identifier: GPL-3.0-or-later
// The course of a run that has ended, to be gone through forward and back: at each place the states that its steps had
// then. It asks nobody and paints nothing.
#pragma once

#include "ui/flow/run_overlay.h"

#include <vector>

namespace signalbox::ui {

/// Two times: that of the run, and that of the track, on which long waits are short. Units: milliseconds from the start.
/// Thread: any one.
class RunTrack
{
public:
    /// All the steps of `run`; it stands at the end.
    RunTrack(std::vector<api::StepView> steps, const api::RunView &run);

    /// How many changes of state there are.
    std::size_t size() const { return m_changes.size(); }
    std::size_t stepCount() const { return m_steps.size(); }
    std::size_t position() const { return m_position; }
    /// The length of the track.
    double length() const { return m_length; }
    /// Where on the track a change is.
    double at(std::size_t change) const { return m_changes[change].onTrack; }
    /// The time of the run there.
    double runTime(double onTrack) const;
    double runLength() const { return m_runLength; }
    /// How many changes have happened there.
    std::size_t positionAt(double onTrack) const;

    /// Goes to where so many changes have happened.
    void moveTo(std::size_t position);
    /// Where it stands; takeTouched() of it gives what looks otherwise.
    RunOverlay &overlay() { return m_overlay; }

private:
    struct Change
    {
        double time = 0;
        double onTrack = 0;
        std::uint32_t step = 0;
        std::optional<api::StepState> from;
        api::StepState to = api::StepState::Started;
        std::int32_t before = -1; ///< the step of that static path that had ended last
    };
    void makeChanges(double startedAt);

    std::vector<api::StepView> m_steps;
    std::vector<Change> m_changes;
    std::size_t m_position = 0;
    double m_length = 0;
    double m_runLength = 0;
    std::optional<api::RunState> m_ended;
    RunOverlay m_overlay;
};

} // namespace signalbox::ui
