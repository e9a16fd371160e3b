// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/run_overlay.h"

#include "ui/flow/workbench.h"
#include "ui/words/words.h"

#include <algorithm>

namespace signalbox::ui {

namespace {

// Beyond this many steps by name only counts of what is known go on.
constexpr std::size_t kMostSteps = 200'000;
// More nodes than this are looked at together.
constexpr std::size_t kMostTouched = 500;

bool isOver(api::StepState state)
{
    return state == api::StepState::Succeeded || state == api::StepState::Skipped || state == api::StepState::Cancelled;
}

std::optional<api::StepState> stepState(std::string_view name)
{
    auto state = json::fromJson<api::StepState>(json::Value(name));
    return state ? std::optional(*state) : std::nullopt;
}

std::string_view fromPortOf(const json::Object &edge, std::string_view sourceType)
{
    const auto port = json::text(edge, "fromPort");
    return !port.empty() ? port : sourceType == "condition" ? "true" : "out";
}

} // namespace

std::string staticPath(std::string_view path)
{
    std::string plain;
    plain.reserve(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '[') {
            const auto end = path.find("]/", i);
            if (end != std::string_view::npos) {
                i = end;
                continue;
            }
        }
        plain.push_back(path[i]);
    }
    return plain;
}

void RunOverlay::clear()
{
    *this = {};
}

void RunOverlay::applyEvent(const json::Value &data)
{
    const auto *changed = json::find(data, "changed");
    if (!changed || !changed->is_array()) {
        return;
    }
    for (const auto &entry : changed->get_array()) {
        const auto *pair = entry.if_array();
        if (pair && pair->size() == 2 && (*pair)[0].is_string() && (*pair)[1].is_string()) {
            if (const auto state = stepState(std::string_view((*pair)[1].get_string()))) {
                applyState(std::string_view((*pair)[0].get_string()), *state);
            }
        }
    }
}

void RunOverlay::applyState(std::string_view path, api::StepState state)
{
    std::string key(path);
    const auto known = m_steps.find(key);
    if (known != m_steps.end()) {
        // What a snapshot said already is not undone by an event from before it.
        if (known->second == state || isOver(known->second)) {
            return;
        }
    } else if (m_steps.size() >= kMostSteps) {
        return;
    }
    const auto plain = staticPath(path);
    touch(plain);
    auto &place = m_places[plain];
    const bool isNew = known == m_steps.end();
    if (!isNew) {
        --place.byState[static_cast<std::size_t>(known->second)];
        known->second = state;
    } else {
        m_steps.emplace(std::move(key), state);
    }
    ++place.byState[static_cast<std::size_t>(state)];
    if (isNew) {
        countBody(path, 1);
    }
}

// A body that began counts for the node that runs it.
void RunOverlay::countBody(std::string_view path, int by)
{
    const auto slash = path.rfind('/');
    if (slash == std::string_view::npos || slash == 0 || path[slash - 1] != ']') {
        return;
    }
    auto &steps = m_frames[std::string(path.substr(0, slash))];
    const auto before = std::exchange(steps, steps + by);
    if ((before == 0) != (steps == 0)) {
        auto node = staticPath(path.substr(0, slash + 1));
        node.pop_back();
        touch(node);
        m_places[node].items += by;
    }
}

void RunOverlay::replayStep(const api::StepView &step, std::optional<api::StepState> from, std::optional<api::StepState> to, const api::StepView *last)
{
    const auto plain = staticPath(step.path);
    touch(plain);
    auto &place = m_places[plain];
    if (from) {
        --place.byState[static_cast<std::size_t>(*from)];
    }
    if (to) {
        ++place.byState[static_cast<std::size_t>(*to)];
    }
    if (from.has_value() != to.has_value()) {
        countBody(step.path, to ? 1 : -1);
    }
    place.step = last ? std::optional(*last) : std::nullopt;
    place.attempt = last ? static_cast<int>(last->attempt) : 1;
    place.durationMs = last ? last->durationMs : 0;
    place.error = last && last->error.is_object() ? std::string(json::text(last->error.get_object(), "message")) : std::string();
}

void RunOverlay::applyStep(const api::StepView &step)
{
    applyState(step.path, step.state);
    const auto plain = staticPath(step.path);
    touch(plain);
    auto &place = m_places[plain];
    place.attempt = std::max(place.attempt, static_cast<int>(step.attempt));
    place.durationMs = std::max(place.durationMs, step.durationMs);
    if (step.error.is_object()) {
        place.error = json::text(step.error.get_object(), "message");
    }
    place.step = step;
}

void RunOverlay::setEnded(std::optional<api::RunState> ended)
{
    m_allTouched = m_allTouched || m_ended != ended;
    m_ended = ended;
}

void RunOverlay::touch(const std::string &path)
{
    if (!m_allTouched) {
        m_touched.insert(path);
        m_allTouched = m_touched.size() > kMostTouched;
    }
}

std::optional<std::set<std::string>> RunOverlay::takeTouched()
{
    auto touched = std::exchange(m_touched, {});
    return std::exchange(m_allTouched, false) ? std::nullopt : std::optional(std::move(touched));
}

std::optional<canvas::NodeRun> RunOverlay::at(std::string_view path) const
{
    const auto place = m_places.find(path);
    return place == m_places.end() ? std::nullopt : std::optional(runOf(place->second));
}

const api::StepView *RunOverlay::stepAt(std::string_view path) const
{
    const auto found = m_places.find(path);
    return found != m_places.end() && found->second.step ? &*found->second.step : nullptr;
}

bool RunOverlay::isUntouched(const Place &place)
{
    return place.items == 0 && std::all_of(place.byState.begin(), place.byState.end(), [](std::int64_t count) { return count == 0; });
}

canvas::NodeRun RunOverlay::runOf(const Place &place) const
{
    const auto count = [&](api::StepState state) { return place.byState[static_cast<std::size_t>(state)]; };
    canvas::NodeRun run;
    run.state = State::Idle;
    // What asks for a person comes first, then what goes on, then how it ended.
    for (const auto state : {api::StepState::InDoubt, api::StepState::Started, api::StepState::Waiting, api::StepState::Failed, api::StepState::Cancelled, api::StepState::Succeeded, api::StepState::Skipped}) {
        if (count(state) > 0) {
            run.state = stateOf(state);
            break;
        }
    }
    if (run.state == State::Idle && place.items > 0) {
        run.state = State::Running;
    }
    if (m_ended && run.state == State::Running) {
        run.state = *m_ended == api::RunState::Cancelled ? State::Cancelled : *m_ended == api::RunState::Failed ? State::Failed : run.state;
    }
    run.attempt = place.attempt;
    run.count = place.items > 0 ? place.items : count(api::StepState::Succeeded) + count(api::StepState::Failed);
    run.durationMs = place.durationMs;
    run.error = words::sentence(place.error);
    return run;
}

canvas::RunStateMap RunOverlay::on(const json::Value &graph, const std::vector<std::string> &prefixes) const
{
    canvas::RunStateMap map;
    const auto *nodes = json::find(graph, "nodes");
    if (m_places.empty() || !nodes || !nodes->is_array()) {
        return map;
    }
    std::unordered_map<std::string_view, std::string_view> types;
    for (const auto &entry : nodes->get_array()) {
        const auto *node = entry.if_object();
        if (!node) {
            continue;
        }
        const auto id = json::text(*node, "id");
        types.emplace(id, json::text(*node, "type"));
        for (const auto &prefix : prefixes) {
            const auto place = m_places.find(prefix + std::string(id));
            if (place != m_places.end() && !isUntouched(place->second)) {
                map.nodes[std::string(id)] = runOf(place->second);
                break;
            }
        }
        if (m_ended == api::RunState::Succeeded && !map.nodes.contains(std::string(id))) {
            map.nodes[std::string(id)].state = State::Skipped;
        }
    }
    const auto *edges = json::find(graph, "edges");
    if (!edges || !edges->is_array()) {
        return map;
    }
    std::unordered_map<std::string_view, int> incoming;
    for (const auto &entry : edges->get_array()) {
        if (const auto *edge = entry.if_object()) {
            ++incoming[json::text(*edge, "to")];
        }
    }
    // Edges have no rows of their own: an edge was taken where its port fired and its target went on from it. Where
    // that cannot be told (a branch that joins others), nothing is shown.
    for (const auto &entry : edges->get_array()) {
        const auto *edge = entry.if_object();
        if (!edge) {
            continue;
        }
        const auto from = json::text(*edge, "from");
        const auto to = json::text(*edge, "to");
        const auto source = map.nodes.find(std::string(from));
        const auto target = map.nodes.find(std::string(to));
        if (source == map.nodes.end() || target == map.nodes.end()) {
            continue;
        }
        const auto port = fromPortOf(*edge, types[from]);
        const bool fired = port == "error" ? source->second.state == State::Failed : source->second.state == State::Succeeded;
        const bool went = target->second.state != State::Idle && target->second.state != State::Skipped;
        const bool certain = incoming[to] == 1 || (port == "out" && !edge->contains("condition"));
        if (fired && went && certain) {
            const auto toPort = json::text(*edge, "toPort", "in");
            map.edges[std::string(from) + ":" + std::string(port) + ">" + std::string(to) + ":" + std::string(toPort)] = std::max<std::int64_t>(1, prefixes.front().empty() ? 1 : source->second.count);
        }
    }
    return map;
}

} // namespace signalbox::ui
