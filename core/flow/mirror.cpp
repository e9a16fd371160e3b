// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/mirror.h"

#include "flow/edit_p.h"

#include <algorithm>
#include <iterator>

namespace signalbox::flow {

namespace {

// Of more the whole is read as quickly.
constexpr std::size_t kMostChanges = 1000;
constexpr std::size_t kMostBytes = 16 << 20;

std::size_t bytesOf(const Operation &operation)
{
    if (const auto *assignment = std::get_if<Assignment>(&operation)) {
        return json::approximateSize(assignment->before) + json::approximateSize(assignment->after);
    }
    const auto &splice = std::get<Splice>(operation);
    std::size_t bytes = 0;
    for (const auto *entries : {&splice.removed, &splice.inserted}) {
        for (const auto &entry : *entries) {
            bytes += entry.key.size() + json::approximateSize(entry.value);
        }
    }
    return bytes;
}

} // namespace

MirrorSource::MirrorSource(const EditHistory &history) : m_history(history)
{
    for (std::size_t i = 0; i < history.position(); ++i) {
        m_known.push_back(history.steps()[i].id);
    }
}

MirrorUpdate MirrorSource::update()
{
    const auto &steps = m_history.steps();
    const auto position = static_cast<std::ptrdiff_t>(m_history.position());
    // Ids only ascend: what differs at one place differs at all behind it, and is looked for from the end.
    auto same = std::min(position, std::ssize(m_known));
    while (same > 0 && m_known[static_cast<std::size_t>(same - 1)] != steps[static_cast<std::size_t>(same - 1)].id) {
        --same;
    }
    MirrorUpdate update{m_known.size() - static_cast<std::size_t>(same), {steps.begin() + same, steps.begin() + position}};
    m_known.resize(static_cast<std::size_t>(same));
    std::ranges::transform(update.done, std::back_inserter(m_known), &EditStep::id);
    return update;
}

Mirror::Mirror(const EditHistory &history) : m_root(history.root()), m_steps(history.steps().begin(), history.steps().begin() + static_cast<std::ptrdiff_t>(history.position())) {}

void Mirror::apply(MirrorUpdate update)
{
    for (; update.takenBack > 0; --update.takenBack) {
        revertStep(m_root, m_steps.back());
        auto &operations = m_steps.back().operations;
        for (auto at = operations.rbegin(); at != operations.rend(); ++at) {
            note(inverse(std::move(*at)));
        }
        m_steps.pop_back();
    }
    for (auto &step : update.done) {
        performStep(m_root, step);
        std::ranges::for_each(step.operations, [this](const Operation &operation) { note(operation); });
        m_steps.push_back(std::move(step));
    }
}

void Mirror::note(Operation operation)
{
    m_changesBytes += bytesOf(operation);
    if (m_changes && m_changes->size() < kMostChanges && m_changesBytes < kMostBytes) {
        m_changes->push_back(std::move(operation));
    } else {
        m_changes.reset();
    }
}

std::optional<std::vector<Operation>> Mirror::takeChanges()
{
    m_changesBytes = 0;
    return std::exchange(m_changes, std::vector<Operation>());
}

} // namespace signalbox::flow
