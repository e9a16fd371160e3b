// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps nodes from running as they would: pauses and breakpoints, outputs that were pinned, nodes that are
// switched off.
#include "engine/stretch_p.h"

namespace signalbox::engine {

std::string plainPath(std::string_view path)
{
    std::string plain;
    for (std::size_t at = 0; at < path.size();) {
        const auto open = std::min(path.find('[', at), path.size());
        plain += path.substr(at, open - at);
        at = open == path.size() ? open : std::min(path.find(']', open), path.size() - 1) + 1;
    }
    return plain;
}

void noteBegun(Run &run)
{
    for (const auto &[path, row] : run.replay) {
        for (auto slash = path.rfind('/'); slash != std::string::npos && slash > 0; slash = path.rfind('/', slash - 1)) {
            auto owner = path.substr(0, slash);
            if (owner.ends_with(']')) {
                owner.resize(owner.rfind('['));
            }
            auto &begun = run.begun.try_emplace(std::move(owner), row.startedAt).first->second;
            begun = std::min(begun, row.startedAt);
        }
    }
}

bool breaksAt(const Run &run, const std::string &path)
{
    const auto &points = run.control.breakpoints;
    return !points.empty() && (points.contains(path) || (path.find('[') != std::string::npos && points.contains(plainPath(path))));
}

// Whether a node that is ready has to wait until a person lets it go on.
bool Stretch::isHeld(const Frame &frame, std::uint32_t index)
{
    const auto path = pathOf(frame, index);
    if (m_run.passed.erase(path) > 0 || m_run.replay.contains(path) || m_run.begun.contains(path)) {
        return false;
    }
    if (!m_run.control.paused && breaksAt(m_run, path)) {
        m_run.control.paused = true;
        m_run.control.pausedAt = m_options.clock.now();
        m_turn.paused = true;
    }
    return m_run.control.paused;
}

const Pin *Stretch::pinOf(const Frame &frame, std::uint32_t index) const
{
    const auto path = pathOf(frame, index);
    auto found = m_run.pins.find(path);
    if (found == m_run.pins.end() && path.find('[') != std::string::npos) {
        found = m_run.pins.find(plainPath(path));
    }
    return found == m_run.pins.end() ? nullptr : &found->second;
}

// Whether something stands in for running the node.
bool Stretch::stoodIn(const std::shared_ptr<Frame> &frame, std::uint32_t index)
{
    const auto &node = frame->plan->nodes[index];
    if (!m_run.pins.empty()) {
        if (const auto *pin = pinOf(*frame, index)) {
            m_isPinned = true;
            complete(frame, index, std::make_shared<const json::Value>(pin->output), pin->port.empty() ? std::string_view(node.passPort) : std::string_view(pin->port), Row::Insert);
            m_isPinned = false;
            return true;
        }
    }
    if (!node.node->disabled) {
        return false;
    }
    if (node.type->kind == flow::NodeKind::Output || node.type->kind == flow::NodeKind::Trigger) {
        skip(frame, index, Row::Insert);
    } else {
        auto input = inputOf(*frame, index);
        complete(frame, index, std::move(input), node.passPort, Row::Insert);
    }
    return true;
}

} // namespace signalbox::engine
