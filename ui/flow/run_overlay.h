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
#include <unordered_set>
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
    /// How much of the run's steps is known: all; those that were read, and more comes; or a part, and no more comes. What
    /// is not known is never said to have been skipped, and of a part nothing is counted.
    enum class Known { All, Growing, Part };
    void setKnown(Known known);
    Known known() const { return m_isFull ? Known::Part : m_known; }
    /// What the models cost that the steps of a static path asked, for people.
    void setCosts(std::map<std::string, QString> costs) { m_costs = std::move(costs), m_allTouched = true; }
    const std::map<std::string, QString> &costs() const { return m_costs; }
    /// Learns from the flow how many items its maps have, where that is plain from what the step before gave.
    void readTotals(const json::Value &flow);
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
    std::optional<std::unordered_set<std::string>> takeTouched();

    /// The nodes of the flow itself that it knows of.
    std::set<std::string> topNodes() const;
    /// The last step of that static path that is known whole, or null.
    const api::StepView *stepAt(std::string_view path) const;

private:
    struct Place
    {
        std::array<std::int64_t, 7> byState{}; ///< how many of its steps stand so
        std::int64_t items = 0;                ///< bodies that began below it
        std::int64_t openItems = 0;            ///< of them: those that have a step that has not ended
        std::int64_t total = -1;               ///< items that there will be; negative: nobody knows
        int attempt = 1;
        double durationMs = 0;
        std::string error;
        std::string errorPath; ///< the step that it is of
        std::optional<api::StepView> step;
    };
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view path) const { return std::hash<std::string_view>()(path); }
    };
    using Places = std::unordered_map<std::string, Place, Hash, std::equal_to<>>;
    friend class RunPicture;
    canvas::NodeRun runOf(const Places::value_type &entry) const;
    /// In a replay, before it begins.
    static bool isUntouched(const Place &place);
    void touch(const std::string &path);
    void countBody(std::string_view path, int by, int open);
    void takeError(Place &place, std::string_view path, const json::Value &error);
    std::int64_t itemsOf(const json::Object &map, const json::Object *edgeInto) const;

    Places m_places; ///< by static path
    std::unordered_map<std::string, api::StepState> m_steps;
    struct Body
    {
        std::int64_t steps = 0; ///< that began
        std::int64_t open = 0;  ///< that have not ended
    };
    std::unordered_map<std::string, Body> m_bodies;
    std::map<std::string, QString> m_costs; ///< by static path
    Known m_known = Known::All;
    bool m_isFull = false;
    std::optional<api::RunState> m_ended;
    std::unordered_set<std::string> m_touched;
    bool m_allTouched = true;
};

} // namespace signalbox::ui
