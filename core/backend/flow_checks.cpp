// SPDX-License-Identifier: GPL-3.0-or-later
// Flows under edit: their text is held, so that a change is checked at its own cost.
#include "backend/flow_findings_p.h"
#include "flow/edit.h"
#include "flow/incremental_validator.h"

#include "base/uuid.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace signalbox::backend {

/// A flow under edit, as its last changes left it.
struct HeldFlow
{
    HeldFlow(json::Value root, WorkspaceNames of, std::size_t size) : validator(std::move(root)), names(std::move(of)), weight(size), textWeight(size) {}

    flow::IncrementalValidator validator;
    WorkspaceNames names;
    std::int64_t number = 0;
    std::size_t weight = 0;
    std::size_t textWeight = 0;
};

namespace {

// What a value is as large as in memory, of its text.
constexpr std::size_t kMemoryOfText = 8;
constexpr std::size_t kMostGrowth = 2;
constexpr std::size_t kMostMemory = std::size_t(4) << 20;
// Changes may not build what a text may not have.
constexpr std::size_t kDeepest = 256;
// Each may cost as much as a pass over the flow; of more, and of more entries, the text is as quick.
constexpr std::size_t kMostEdits = 1000;
constexpr std::size_t kMostEntries = 20'000;

// As it came: what it says of its own size counts for nothing.
std::size_t sizeOf(const json::Value &value)
{
    return json::write(value).size();
}

Result<void> checkSize(const std::vector<api::FlowEdit> &edits)
{
    std::size_t entries = 0;
    for (const auto &edit : edits) {
        entries += edit.removed.size() + edit.inserted.size();
    }
    if (edits.size() > kMostEdits || entries > kMostEntries) {
        return Error("flow.edit", "One question takes at most " + std::to_string(kMostEdits) + " changes and " + std::to_string(kMostEntries) + " entries; send the text.");
    }
    return {};
}

flow::Splice::Entry entryOf(api::FlowEditEntry entry)
{
    return {static_cast<std::size_t>(entry.at), std::move(entry.key), std::move(entry.value)};
}

Result<flow::Operation> operationOf(const json::Value &root, api::FlowEdit edit)
{
    SB_TRY(path, flow::pathAt(root, edit.path));
    if (path.size() > kDeepest) {
        return Error("json.tooDeep", "A change stands more than " + std::to_string(kDeepest) + " places deep in the flow.");
    }
    if (edit.replaces) {
        return flow::Operation(flow::Assignment{std::move(path), {}, std::move(edit.value)});
    }
    flow::Splice splice{std::move(path), {}, {}};
    std::ranges::transform(edit.removed, std::back_inserter(splice.removed), entryOf);
    std::ranges::transform(edit.inserted, std::back_inserter(splice.inserted), entryOf);
    return flow::Operation(std::move(splice));
}

Result<void> applyEdits(HeldFlow &held, std::vector<api::FlowEdit> edits)
{
    for (auto &edit : edits) {
        held.weight += kMemoryOfText * (edit.path.size() + sizeOf(edit.value));
        for (const auto &entry : edit.inserted) {
            held.weight += kMemoryOfText * (entry.key.size() + sizeOf(entry.value));
        }
        SB_TRY(operation, operationOf(held.validator.root(), std::move(edit)));
        SB_CHECK(held.validator.apply(operation));
    }
    return {};
}

} // namespace

// What works on it takes it out of the cache: of two at a time, the second finds none. A change that does not fit leaves it out.
Task<Result<api::FlowCheck>> checkFlow(Services *services, api::CallContext context, api::FlowCheckParams params)
{
    if (!isUuid(params.draft)) {
        co_return Error("rpc.params", "draft is a UUID of the caller's choice.");
    }
    SB_CO_CHECK(checkSize(params.edits));
    const auto &caller = *context.caller;
    const auto key = caller.workspace + "\n" + caller.subject + "\n" + params.draft;
    std::shared_ptr<HeldFlow> held;
    if (auto *known = services->heldFlows.find(key)) {
        held = *known;
        services->heldFlows.erase(key);
    }
    if (!params.text && (!held || held->number != params.after)) {
        co_return Error("flow.notHeld", "The backend does not hold this draft as it was after answer " + std::to_string(params.after) + "; send its text.", params.draft);
    }
    SB_CO_TRY(names, co_await namesOf(services, caller.workspace));
    auto work = [catalogue = &services->backend.registry().catalogue(), names = std::move(names), held, params = std::move(params)]() mutable -> Result<std::pair<std::shared_ptr<HeldFlow>, std::vector<flow::Finding>>> {
        if (params.text) {
            SB_TRY(root, json::parse(*params.text));
            held = std::make_shared<HeldFlow>(std::move(root), names, params.text->size() * kMemoryOfText);
        }
        SB_CHECK(applyEdits(*held, std::move(params.edits)));
        if (held->names != names) {
            held->names = names;
            held->validator.forget();
        }
        auto findings = held->validator.findings(contextOf(*catalogue, held->names));
        return std::pair(held, std::move(findings));
    };
    SB_CO_TRY(checked, co_await runOn(services->workThread(), std::move(work)));
    auto &[flow, findings] = checked;
    api::FlowCheck result;
    result.valid = !flow::hasErrors(findings);
    result.findings = findingsOf(findings);
    result.number = flow->number = ++services->flowChecks;
    // What was changed over and over weighs as if all of it was there: then it begins anew with its text.
    if (flow->weight <= kMostGrowth * flow->textWeight + kMostMemory) {
        services->heldFlows.insert(key, flow, flow->weight);
    }
    co_return result;
}

std::vector<api::FlowFinding> findingsOf(const std::vector<flow::Finding> &findings)
{
    std::vector<api::FlowFinding> list;
    for (const auto &finding : findings) {
        api::FlowFinding view;
        view.severity = finding.severity == flow::Severity::Error ? api::FindingSeverity::Error : finding.severity == flow::Severity::Warning ? api::FindingSeverity::Warning : api::FindingSeverity::Hint;
        view.code = finding.code;
        view.message = finding.message;
        view.fix = finding.fix;
        view.node = finding.node;
        view.path = finding.path;
        view.args.insert(finding.args.begin(), finding.args.end());
        list.push_back(std::move(view));
    }
    return list;
}

Task<Result<WorkspaceNames>> namesOf(Services *services, std::string workspace)
{
    WorkspaceNames names;
    SB_CO_TRY(flows, co_await services->backend.store().flows().list(workspace));
    for (const auto &row : flows) {
        names.flows.insert(row.id);
    }
    SB_CO_TRY(secrets, co_await services->backend.store().secrets().list(workspace));
    for (const auto &row : secrets) {
        names.secrets.insert(row.name);
    }
    co_return names;
}

flow::ValidationContext contextOf(const flow::NodeCatalogue &catalogue, const WorkspaceNames &names)
{
    return {catalogue, [&names](std::string_view name) { return names.secrets.contains(name); }, [&names](std::string_view id) { return names.flows.contains(id); }};
}

} // namespace signalbox::backend
