// SPDX-License-Identifier: GPL-3.0-or-later
// Where two JSON values differ, and in what two runs do. Pure; may run anywhere.
#pragma once

#include "api/run_calls.h"

#include <set>
#include <string>
#include <vector>

namespace signalbox::ui {

/// RFC 6901 pointers of the places that differ, also of those that only one side has; "" where all differs. Items of
/// arrays are compared place by place. At most `most` of them.
std::set<std::string> differences(const json::Value &left, const json::Value &right, std::size_t most = 1000);

/// A step of one run or of both.
struct ComparedStep
{
    enum Difference { None = 0, State = 1, Output = 2, Error = 4, Attempts = 8, Time = 16, Missing = 32 };
    std::string path;
    int left = -1; ///< index among the steps of that side; -1: it has no such step
    int right = -1;
    int differs = None; ///< of Difference
};

/// The steps of both in the order of the left side; what only the right one has stands behind what it came after.
/// A time differs where it is half as long again, and by 20 ms at least.
std::vector<ComparedStep> compareSteps(const std::vector<api::StepView> &left, const std::vector<api::StepView> &right);

} // namespace signalbox::ui
