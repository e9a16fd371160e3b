// SPDX-License-Identifier: GPL-3.0-or-later
// What flows are checked against, and what is wrong with them as the API tells it.
#pragma once

#include "backend/services_p.h"
#include "flow/validate.h"

#include <set>
#include <string>
#include <vector>

namespace signalbox::backend {

/// What exists in a workspace and may be named in a flow.
struct WorkspaceNames
{
    std::set<std::string, std::less<>> secrets;
    std::set<std::string, std::less<>> flows;
    bool operator==(const WorkspaceNames &) const = default;
};

Task<Result<WorkspaceNames>> namesOf(Services *services, std::string workspace);
/// `names` must outlive it.
flow::ValidationContext contextOf(const flow::NodeCatalogue &catalogue, const WorkspaceNames &names);
std::vector<api::FlowFinding> findingsOf(const std::vector<flow::Finding> &findings);

/// flows.check.
Task<Result<api::FlowCheck>> checkFlow(Services *services, api::CallContext context, api::FlowCheckParams params);

} // namespace signalbox::backend
