// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a run, told by its events and steps, and how that looks on a graph. It asks nobody and paints
// nothing.
#pragma once

#include "api/run_calls.h"
#include "ui/canvas/run_state.h"
#include "ui/widgets/run_text.h"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace signalbox::ui {

using runs::stateOf;

/// A path without the numbers of items and turns: "each[3]/rate" is "each/rate".
std::string staticPath(std::string_view path);

class RunOverlay
{
public:
    void clear();
    bool isEmpty() const { return m_places.empty(); }

    /// The data of a run.* event: `changed` names steps and their states.
    void applyEvent(const json::Value &data);
    /// A step with all that is known of it.
    void applyStep(const api::StepView &step);
    void applyState(std::string_view path, api::StepState state);
    /// Whether the run has ended, and how: what it never came to is shown as skipped then.
    void setEnded(std::optional<api::RunState> ended);

    /// Of a run that is gone through again: a step goes from one state to another, forward or back; nothing: it has not
    /// begun. `last` is the step of that static path that ended last by then, or null.
    void replayStep(const api::StepView &step, std::optional<api::StepState> from, std::optional<api::StepState> to, const api::StepView *last);

    /// What is seen of it on a graph of the flow. `prefixes`: the static paths of the nodes that run the graph,
    /// each with a slash behind it; {""} for the flow itself.
    canvas::RunStateMap on(const json::Value &graph, const std::vector<std::string> &prefixes) const;

    /// The same of one node, by its static path; nothing where nothing is known of it.
    std::optional<canvas::NodeRun> at(std::string_view path) const;
    /// The static paths of nodes that look otherwise since the last time; nothing: any of them may.
    std::optional<std::set<std::string>> takeTouched();

    /// The last step of that static path that is known whole, or null.
    const api::StepView *stepAt(std::string_view path) const;

private:
    struct Place
    {
        std::array<std::int64_t, 7> byState{}; ///< how many of its steps stand so
        std::int64_t items = 0;                ///< bodies that began below it
        int attempt = 1;
        double durationMs = 0;
        std::string error;
        std::optional<api::StepView> step;
    };
    canvas::NodeRun runOf(const Place &place) const;
    /// In a replay, before it begins.
    static bool isUntouched(const Place &place);
    void touch(const std::string &path);
    void countBody(std::string_view path, int by);

    std::map<std::string, Place, std::less<>> m_places; ///< by static path
    std::unordered_map<std::string, api::StepState> m_steps;
    std::unordered_map<std::string, std::int64_t> m_frames; ///< how many steps began in each body
    std::optional<api::RunState> m_ended;
    std::set<std::string> m_touched;
    bool m_allTouched = true;
};

} // namespace signalbox::ui
