// SPDX-License-Identifier: GPL-3.0-or-later
// What has the wrong shape in a flow's JSON, all of it.
#pragma once

#include "flow/model.h"

#include <memory>
#include <string>
#include <vector>

namespace signalbox::flow {

struct ShapeProblem
{
    std::string path;
    std::string message;
    std::string fix;
    std::string node; ///< id of the node that it is in, where it has one
    std::string code = "flow.shape";
};

/// The one format that is read.
inline constexpr std::string_view kFormat = "signalbox.flow/1";

/// Reads what can be read and appends every problem.
std::shared_ptr<Flow> readShape(const json::Value &value, std::vector<ShapeProblem> &problems);
/// The flow, or the first problem as an error.
Result<std::shared_ptr<Flow>> readChecked(const json::Value &value);

} // namespace signalbox::flow
