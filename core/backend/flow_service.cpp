// SPDX-License-Identifier: GPL-3.0-or-later
// Flows, their versions, and the catalogue of node types.
#include "backend/flow_findings_p.h"

#include "base/text.h"

#include "flow/diff.h"
#include "flow/explain.h"
#include "flow/version.h"

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr std::size_t kMostDiffBytes = 1u << 20; ///< of the changes in one answer

const std::string &workspaceOf(const CallContext &context)
{
    return context.caller->workspace;
}

api::FlowSummary summaryOf(const store::FlowRow &row)
{
    return {row.id, row.name, row.revision, row.live, row.origin, row.updatedAt};
}

api::FlowVersion versionOf(const store::FlowVersionRow &row)
{
    return {row.flow, row.number, row.hash, row.author, row.note, row.createdAt, std::nullopt};
}

// Shape first: what has not the shape of a flow cannot be understood any further.
Result<std::vector<flow::Finding>> check(const flow::NodeCatalogue &catalogue, const std::string &text, const WorkspaceNames &names)
{
    SB_TRY(root, json::parse(text));
    auto findings = flow::shapeFindings(root);
    if (!findings.empty()) {
        return findings;
    }
    SB_TRY(read, flow::fromJson(root));
    return flow::validate(read, contextOf(catalogue, names));
}

/// What is to be known of a text before it is kept.
struct Examined
{
    std::vector<flow::Finding> findings;
    std::string name;
    std::string hash; ///< of its content; empty where it is no flow
};

enum class MustBeFlow { No, Yes };

// A large flow takes longer than a turn of the backend's thread may.
Task<Result<Examined>> examine(Services *services, std::string workspace, std::string text, MustBeFlow must)
{
    SB_CO_TRY(names, co_await namesOf(services, std::move(workspace)));
    // Named: g++ 12.2 copies a closure that stands in a co_await bit by bit.
    auto work = [catalogue = &services->backend.registry().catalogue(), names, text, must]() -> Result<Examined> {
        Examined examined;
        if (auto document = flow::Document::parse(text)) {
            examined.name = document->flow().name;
            examined.hash = flow::contentHash(*document);
        } else if (must == MustBeFlow::Yes) {
            return std::move(document).error();
        }
        SB_TRY(findings, check(*catalogue, text, names));
        examined.findings = std::move(findings);
        return examined;
    };
    co_return co_await runOn(services->workThread(), std::move(work));
}

Task<Result<api::FlowList>> list(Services *services, CallContext context, api::Nothing)
{
    SB_CO_TRY(rows, co_await services->backend.store().flows().list(workspaceOf(context)));
    api::FlowList result;
    for (const auto &row : rows) {
        result.flows.push_back(summaryOf(row));
    }
    co_return result;
}

Task<Result<api::FlowDraft>> get(Services *services, CallContext context, api::FlowId params)
{
    SB_CO_TRY(row, co_await services->backend.store().flows().get(workspaceOf(context), params.id));
    api::FlowDraft draft;
    static_cast<api::FlowSummary &>(draft) = summaryOf(row);
    draft.text = row.text;
    co_return draft;
}

Task<Result<api::FlowSaved>> save(Services *services, CallContext context, api::FlowSaveParams params)
{
    if (params.id.empty() || params.id.size() > 200) {
        co_return Error("flow.id", "A flow's id has 1 to 200 bytes.", std::string(cutUtf8(params.id, 64)));
    }
    if (!params.origin.empty() && params.origin != "local" && params.origin != "imported") {
        co_return Error("flow.origin", "A flow's origin is \"local\" or \"imported\".", params.id);
    }
    SB_CO_TRY(examined, co_await examine(services, workspaceOf(context), params.text, MustBeFlow::Yes));
    store::FlowRow row;
    row.id = params.id;
    row.name = std::move(examined.name);
    row.text = std::move(params.text);
    row.revision = params.revision;
    row.origin = params.origin;
    if (context.caller->place != api::Caller::Place::Local) {
        // Whoever reaches this backend from elsewhere is not its owner: what they write is evaluated in isolation.
        auto known = co_await services->backend.store().flows().get(workspaceOf(context), params.id);
        const bool isImported = params.origin == "imported" || (known && known->origin == "imported");
        row.origin = isImported ? "imported" : "remote";
    }
    row.updatedAt = services->backend.clock().now();
    SB_CO_TRY(revision, co_await services->backend.store().flows().save(workspaceOf(context), std::move(row)));
    co_return api::FlowSaved{params.id, revision, findingsOf(examined.findings)};
}

Task<Result<api::FlowVersionNumber>> publish(Services *services, CallContext context, api::FlowPublishParams params)
{
    SB_CO_TRY(row, co_await services->backend.store().flows().get(workspaceOf(context), params.id));
    if (params.revision != 0 && params.revision != row.revision) {
        co_return Error("store.conflict", "The flow \"" + params.id + "\" was changed meanwhile (revision " + std::to_string(row.revision) + "); look at it again before it is published.", params.id)
            .withArg("current", std::to_string(row.revision));
    }
    SB_CO_TRY(examined, co_await examine(services, workspaceOf(context), row.text, MustBeFlow::Yes));
    if (flow::hasErrors(examined.findings)) {
        const auto first = std::find_if(examined.findings.begin(), examined.findings.end(), [](const flow::Finding &finding) { return finding.severity == flow::Severity::Error; });
        co_return Error("flow.invalid", "The flow \"" + params.id + "\" cannot be published as it is: " + first->message + " " + first->fix, params.id);
    }
    store::FlowVersionRow version;
    version.flow = params.id;
    version.text = row.text;
    version.hash = std::move(examined.hash);
    version.author = context.caller->subject;
    version.note = params.note;
    version.createdAt = services->backend.clock().now();
    SB_CO_TRY(number, co_await services->backend.store().flows().publish(workspaceOf(context), std::move(version)));
    co_return api::FlowVersionNumber{params.id, number};
}

Task<Result<api::Nothing>> setLive(Services *services, CallContext context, api::FlowVersionNumber params)
{
    SB_CO_CHECK(co_await services->backend.store().flows().setLive(workspaceOf(context), params.id, params.number));
    co_return api::Nothing();
}

Task<Result<api::FlowVersionList>> versions(Services *services, CallContext context, api::FlowId params)
{
    SB_CO_TRY(rows, co_await services->backend.store().flows().versions(workspaceOf(context), params.id));
    api::FlowVersionList result;
    for (const auto &row : rows) {
        result.versions.push_back(versionOf(row));
    }
    co_return result;
}

Task<Result<api::FlowVersion>> version(Services *services, CallContext context, api::FlowVersionNumber params)
{
    SB_CO_TRY(row, co_await services->backend.store().flows().version(workspaceOf(context), params.id, params.number));
    auto view = versionOf(row);
    view.text = row.text;
    co_return view;
}

// A version's text, or the draft's.
Task<Result<std::string>> textOf(Services *services, std::string workspace, std::string flow, std::int64_t number)
{
    if (number == 0) {
        SB_CO_TRY(row, co_await services->backend.store().flows().get(workspace, flow));
        co_return std::move(row.text);
    }
    SB_CO_TRY(row, co_await services->backend.store().flows().version(workspace, flow, number));
    co_return std::move(row.text);
}

api::FlowChange changeOf(flow::Change &&change)
{
    api::FlowChange view;
    view.scope = std::move(change.scope);
    view.thing = static_cast<api::FlowThing>(change.thing);
    view.kind = static_cast<api::FlowChangeKind>(change.kind);
    view.id = std::move(change.id);
    view.moved = change.moved;
    for (auto &field : change.fields) {
        view.fields.push_back({flow::toPointer(field.path), std::move(field.before), std::move(field.after)});
    }
    return view;
}

Task<Result<api::FlowDiff>> diff(Services *services, CallContext context, api::FlowDiffParams params)
{
    SB_CO_TRY(from, co_await textOf(services, workspaceOf(context), params.id, params.from));
    SB_CO_TRY(to, co_await textOf(services, workspaceOf(context), params.id, params.to));
    // Two large flows take longer than a turn.
    auto compare = [from = std::move(from), to = std::move(to)]() -> Result<std::vector<flow::Change>> {
        SB_TRY(before, json::parse(from));
        SB_TRY(after, json::parse(to));
        return flow::difference(before, after);
    };
    SB_CO_TRY(changes, co_await runOn(services->workThread(), std::move(compare)));
    api::FlowDiff result;
    result.total = static_cast<std::int64_t>(changes.size());
    std::size_t bytes = 0;
    for (auto &change : changes) {
        auto view = changeOf(std::move(change));
        bytes += 100;
        for (const auto &field : view.fields) {
            bytes += field.path.size() + (field.before ? json::approximateSize(*field.before) : 0) + (field.after ? json::approximateSize(*field.after) : 0);
        }
        if (bytes > kMostDiffBytes) {
            break;
        }
        result.changes.push_back(std::move(view));
    }
    co_return result;
}

Task<Result<api::FlowValidity>> validate(Services *services, CallContext context, api::FlowText params)
{
    SB_CO_TRY(examined, co_await examine(services, workspaceOf(context), std::move(params.text), MustBeFlow::No));
    co_return api::FlowValidity{!flow::hasErrors(examined.findings), findingsOf(examined.findings)};
}

Task<Result<api::FlowExplanation>> explain(Services *services, CallContext, api::FlowText params)
{
    auto document = flow::Document::parse(params.text);
    if (!document) {
        co_return std::move(document).error();
    }
    co_return api::FlowExplanation{flow::explain(document->flow(), services->backend.registry().catalogue())};
}

Task<Result<api::Nothing>> remove(Services *services, CallContext context, api::FlowRemoveParams params)
{
    SB_CO_CHECK(co_await services->backend.store().flows().remove(workspaceOf(context), params.id, params.revision));
    co_return api::Nothing();
}

void fill(api::NodeTypeSummary &view, const flow::NodeType &type)
{
    view.name = type.name;
    view.title = type.title;
    view.family = type.family;
    view.icon = type.icon;
    view.kind = json::enumName(type.kind);
    view.summary = type.summary;
}

std::vector<api::NodePort> portsOf(const std::vector<flow::Port> &ports)
{
    std::vector<api::NodePort> list;
    for (const auto &port : ports) {
        list.push_back({port.name, port.title, port.schema});
    }
    return list;
}

Task<Result<api::NodeTypeList>> listTypes(Services *services, CallContext, api::Nothing)
{
    api::NodeTypeList result;
    for (const auto *type : services->backend.registry().catalogue().all()) {
        fill(result.types.emplace_back(), *type);
    }
    co_return result;
}

Task<Result<api::NodeTypeView>> getType(Services *services, CallContext, api::NodeTypeName params)
{
    const auto &catalogue = services->backend.registry().catalogue();
    const auto *type = catalogue.find(params.name);
    if (!type) {
        const auto near = catalogue.suggest(params.name);
        co_return Error("nodeType.unknown", "There is no node type \"" + params.name + "\"." + (near.empty() ? "" : " Did you mean \"" + near + "\"?"), params.name);
    }
    api::NodeTypeView view;
    fill(view, *type);
    view.documentation = type->documentation;
    view.schema = type->schema;
    view.inputs = portsOf(type->inputs);
    view.outputs = portsOf(type->outputs);
    co_return view;
}

// Ids of flows that nodes name, in bodies and inline flows too; what the document defines itself is left out.
void collectReferences(const json::Value &flowJson, std::set<std::string> &names, int depth)
{
    if (depth > 64) {
        return;
    }
    if (const auto *nodes = json::find(flowJson, "nodes"); nodes && nodes->is_array()) {
        for (const auto &node : nodes->get_array()) {
            const auto *config = json::find(node, "config");
            if (!config || !config->is_object()) {
                continue;
            }
            if (const auto *named = json::find(*config, "flow"); named && named->is_string()) {
                names.insert(std::string(named->get_string()));
            }
            if (const auto *body = json::find(*config, "body")) {
                collectReferences(*body, names, depth + 1);
            }
        }
    }
    if (const auto *flows = json::find(flowJson, "flows"); flows && flows->is_object()) {
        for (const auto &entry : flows->get_object()) {
            collectReferences(entry.value(), names, depth + 1);
        }
        for (const auto &entry : flows->get_object()) {
            names.erase(std::string(entry.key()));
        }
    }
}

} // namespace

bool isForeign(const store::FlowRow &row)
{
    return row.origin != "local";
}

Task<Result<FlowClosure>> closureOf(Services *services, std::string workspace, std::string flowId, std::string text)
{
    FlowClosure closure;
    closure.texts.emplace(flowId, std::move(text));
    std::vector<std::string> pending = {flowId};
    while (!pending.empty()) {
        auto root = json::parse(closure.texts[pending.back()]);
        pending.pop_back();
        if (!root) {
            co_return std::move(root).error();
        }
        std::set<std::string> names;
        collectReferences(*root, names, 0);
        for (const auto &name : names) {
            if (closure.texts.contains(name)) {
                continue;
            }
            auto row = co_await services->backend.store().flows().get(workspace, name);
            if (!row) {
                if (row.error().is("store.notFound")) {
                    continue; // the validator names it, with its node
                }
                co_return std::move(row).error();
            }
            auto body = row->text;
            if (row->live > 0) {
                SB_CO_TRY(live, co_await services->backend.store().flows().version(workspace, name, row->live));
                body = live.text;
            }
            closure.hasForeign = closure.hasForeign || isForeign(*row);
            closure.texts.emplace(name, std::move(body));
            pending.push_back(name);
        }
    }
    co_return closure;
}

void registerFlowCalls(api::Registry &registry, Services *services)
{
    registry.on<api::FlowsList>([services](auto c, auto p) { return list(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsGet>([services](auto c, auto p) { return get(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsSave>([services](auto c, auto p) { return save(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsPublish>([services](auto c, auto p) { return publish(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsSetLive>([services](auto c, auto p) { return setLive(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsVersions>([services](auto c, auto p) { return versions(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsVersion>([services](auto c, auto p) { return version(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsDiff>([services](auto c, auto p) { return diff(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsCheck>([services](auto c, auto p) { return checkFlow(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsValidate>([services](auto c, auto p) { return validate(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsExplain>([services](auto c, auto p) { return explain(services, std::move(c), std::move(p)); });
    registry.on<api::FlowsRemove>([services](auto c, auto p) { return remove(services, std::move(c), std::move(p)); });
    registry.on<api::NodeTypesList>([services](auto c, auto p) { return listTypes(services, std::move(c), std::move(p)); });
    registry.on<api::NodeTypesGet>([services](auto c, auto p) { return getType(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
