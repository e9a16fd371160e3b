// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress.h"

#include "console.h"

namespace signalbox::cli {

void Progress::show(const api::EventView &event)
{
    if (event.topic == "run.resumed") {
        tell(paint(Colour::Dim, "  goes on"));
    }
    const auto *changed = json::find(event.data, "changed");
    if (!changed || !changed->is_array()) {
        return;
    }
    for (const auto &entry : changed->get_array()) {
        if (entry.is_array() && entry.get_array().size() == 2 && entry.get_array()[0].is_string() && entry.get_array()[1].is_string()) {
            step(std::string(entry.get_array()[0].get_string()), std::string(entry.get_array()[1].get_string()));
        }
    }
}

void Progress::step(const std::string &path, const std::string &state)
{
    if (path.find('/') != std::string::npos) {
        return;
    }
    if (std::exchange(m_shown[path], state) == state) {
        return;
    }
    std::string line = "  ";
    if (state == "succeeded") {
        line += paint(Colour::Good, "✓ ") + path;
    } else if (state == "failed") {
        line += paint(Colour::Bad, "✗ ") + path;
    } else if (state == "inDoubt") {
        line += paint(Colour::Busy, "? ") + path + paint(Colour::Dim, "  in doubt");
    } else if (state == "waiting") {
        line += paint(Colour::Busy, "⧖ ") + path + paint(Colour::Dim, "  waiting");
    } else if (state == "started") {
        line += paint(Colour::Busy, "… ") + path;
    } else {
        line += paint(Colour::Dim, "· " + path + "  " + state);
    }
    tell(line);
}

} // namespace signalbox::cli
