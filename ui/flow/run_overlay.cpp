// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/run_overlay.h"

#include "ui/flow/workbench.h"
#include "ui/words/words.h"

#include <algorithm>

namespace signalbox::ui {

namespace {

// Beyond this many steps by name only counts of what is known go on.
constexpr std::size_t kMostSteps = 200'000;

bool isOver(api::StepState state)
{
    return state == api::StepState::Succeeded || state == api::StepState::Skipped || state == api::StepState::Cancelled;
}

std::optional<api::StepState> stepState(std::string_view name)
{
    auto state = json::fromJson<api::StepState>(json::Value(name));
    return state ? std::optional(*state) : std::nullopt;
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
        m_allTouched = m_allTouched || !m_isFull;
        m_isFull = true;
        return;
    }
    const auto plain = staticPath(path);
    touch(plain);
    auto &place = m_places[plain];
    const bool isNew = known == m_steps.end();
    int open = runs::isFinal(state) ? 0 : 1;
    if (!isNew) {
        --place.byState[static_cast<std::size_t>(known->second)];
        open -= runs::isFinal(known->second) ? 0 : 1;
        known->second = state;
    } else {
        m_steps.emplace(std::move(key), state);
    }
    ++place.byState[static_cast<std::size_t>(state)];
    if (state == api::StepState::Succeeded && place.errorPath == path) {
        takeError(place, path, nullptr);
    }
    countBody(path, isNew ? 1 : 0, open);
}

// A body that began counts for the node that runs it.
void RunOverlay::countBody(std::string_view path, int by, int open)
{
    const auto slash = path.rfind('/');
    if (slash == std::string_view::npos || slash == 0 || path[slash - 1] != ']' || (by == 0 && open == 0)) {
        return;
    }
    auto &body = m_bodies[std::string(path.substr(0, slash))];
    const auto before = body;
    body.steps += by;
    body.open += open;
    const int begun = (body.steps > 0) - (before.steps > 0);
    const int opened = (body.open > 0) - (before.open > 0);
    if (begun != 0 || opened != 0) {
        auto node = staticPath(path.substr(0, slash + 1));
        node.pop_back();
        touch(node);
        auto &place = m_places[node];
        place.items += begun;
        place.openItems += opened;
    }
}

// What went wrong in one attempt says nothing of a step that did it in the next.
void RunOverlay::takeError(Place &place, std::string_view path, const json::Value &error)
{
    if (error.is_object()) {
        place.error = json::text(error.get_object(), "message");
        place.errorPath = path;
    } else if (place.errorPath == path) {
        place.error.clear();
        place.errorPath.clear();
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
    const auto isOpen = [](const std::optional<api::StepState> &state) { return state && !runs::isFinal(*state) ? 1 : 0; };
    countBody(step.path, (to ? 1 : 0) - (from ? 1 : 0), isOpen(to) - isOpen(from));
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
    takeError(place, step.path, step.error);
    place.step = step;
}

void RunOverlay::setKnown(Known known)
{
    m_allTouched = m_allTouched || known != m_known;
    m_known = known;
}

void RunOverlay::setEnded(std::optional<api::RunState> ended)
{
    m_allTouched = m_allTouched || m_ended != ended;
    m_ended = ended;
}

void RunOverlay::touch(const std::string &path)
{
    m_allTouched = m_allTouched || m_places.empty(); // the first one says of all others that they have not begun
    if (!m_allTouched) {
        m_touched.insert(path);
    }
}

std::optional<std::unordered_set<std::string>> RunOverlay::takeTouched()
{
    auto touched = std::exchange(m_touched, {});
    return std::exchange(m_allTouched, false) ? std::nullopt : std::optional(std::move(touched));
}

std::optional<canvas::NodeRun> RunOverlay::at(std::string_view path) const
{
    const auto place = m_places.find(path);
    return place == m_places.end() ? std::nullopt : std::optional(runOf(*place));
}

std::set<std::string> RunOverlay::topNodes() const
{
    std::set<std::string> nodes;
    for (const auto &[path, place] : m_places) {
        nodes.insert(path.substr(0, path.find('/')));
    }
    return nodes;
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

canvas::NodeRun RunOverlay::runOf(const Places::value_type &entry) const
{
    const auto &[path, place] = entry;
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
    if (known() != Known::Part) {
        run.count = place.items > 0 ? place.items : count(api::StepState::Succeeded) + count(api::StepState::Failed);
    }
    if (run.state == State::Running && place.total > 0 && known() != Known::Part) {
        run.progress = std::clamp(static_cast<double>(place.items - place.openItems) / static_cast<double>(place.total), 0.0, 1.0);
    }
    run.durationMs = place.durationMs;
    run.error = place.error.empty() ? QString() : words::sentence(place.error);
    if (const auto cost = m_costs.find(path); cost != m_costs.end()) {
        run.cost = cost->second;
    }
    return run;
}

} // namespace signalbox::ui
