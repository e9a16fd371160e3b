// SPDX-License-Identifier: GPL-3.0-or-later
// The progress of a run, a line a step of the flow; what runs inside of maps and loops is not shown.
#pragma once

#include "api/event_calls.h"

#include <map>
#include <string>

namespace signalbox::cli {

class Progress
{
public:
    void show(const api::EventView &event);

private:
    void step(const std::string &path, const std::string &state);
    std::map<std::string, std::string> m_shown;
};

} // namespace signalbox::cli
