// SPDX-License-Identifier: GPL-3.0-or-later
// Runs: starting, watching, deciding, and the payloads that they leave.
#include "backend/run_views_p.h"
#include "backend/services_p.h"

#include "base/uuid.h"
#include "base/text.h"
#include "store/payload_store.h"
#include "store/run_journal.h"

#include <sstream>

#include <QByteArray>
#include <QCryptographicHash>

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr std::size_t kInlineResultBytes = 512u << 10;
constexpr std::size_t kMostPreviewed = 64u << 10;
constexpr std::size_t kMostExcerpt = 2u << 10;

api::RunView viewOf(const engine::RunView &run)
{
    api::RunView view;
    view.id = run.id;
    view.flow = run.flow;
    view.version = run.version;
    view.state = sameName<api::RunState>(run.state);
    view.result = run.result;
    view.error = run.error;
    view.startedAt = run.startedAt;
    view.finishedAt = run.finishedAt;
    view.durationMs = static_cast<double>(run.durationUs) / 1000.0;
    view.steps = run.steps;
    view.inDoubt = run.inDoubt;
    view.locked = run.locked;
    view.approvals = run.approvals;
    view.queued = run.queued;
    view.from = run.from;
    view.paused = run.paused;
    view.next = run.next;
    view.breakpoints = run.breakpoints;
    using Mode = engine::ModelUse::Mode;
    view.models.mode = run.models.mode == Mode::Record ? api::ModelsMode::Record : run.models.mode == Mode::Replay ? api::ModelsMode::Replay : api::ModelsMode::Live;
    view.models.recording = run.models.recording;
    view.models.example = run.models.isExample;
    return view;
}

// A large result stays where it is; its reference says how to read it by ranges.
Task<Result<api::RunView>> withReference(Services *services, std::string workspace, api::RunView view)
{
    if (json::approximateSize(view.result) > kInlineResultBytes) {
        auto row = co_await services->backend.store().runs().getRun(std::move(workspace), view.id);
        if (row && store::PayloadStore::isReference(row->result)) {
            view.result = json::parse(row->result).value_or(json::Value(nullptr));
        }
    }
    co_return view;
}

// The same idempotency key gives the same run, also after a restart.
std::string idOfKey(const CallContext &context)
{
    return context.idempotencyKey.empty() ? std::string() : runIdOf(context.caller->workspace + '\n' + context.caller->subject + '\n' + context.idempotencyKey);
}

Task<Result<engine::StartRequest>> requestOf(Services *services, std::string workspace, api::RunStartParams params, api::Caller::Place place)
{
    auto &flows = services->backend.store().flows();
    engine::StartRequest request;
    request.workspace = workspace;
    std::string text;
    if (params.text) {
        auto document = flow::Document::parse(*params.text);
        if (!document) {
            co_return std::move(document).error();
        }
        request.flowId = !params.flow.empty() ? params.flow : !document->flow().id.empty() ? document->flow().id : "flow";
        text = std::move(*params.text);
        // An edited copy of a foreign flow is as foreign as that.
        auto row = co_await flows.get(workspace, request.flowId);
        if (place != api::Caller::Place::Local || (row && isForeign(*row))) {
            request.trust = engine::Trust::Isolated;
        }
    } else {
        if (params.flow.empty()) {
            co_return Error("rpc.params", "runs.start takes a flow of the workspace, or a text.");
        }
        SB_CO_TRY(row, co_await flows.get(workspace, params.flow));
        request.flowId = row.id;
        request.trust = isForeign(row) ? engine::Trust::Isolated : engine::Trust::Local;
        request.version = params.version != 0 ? params.version : row.live;
        text = row.text;
        if (request.version != 0) {
            SB_CO_TRY(version, co_await flows.version(workspace, row.id, request.version));
            text = version.text;
        }
    }
    SB_CO_TRY(closure, co_await closureOf(services, workspace, request.flowId, std::move(text)));
    request.closure = std::move(closure.texts);
    if (closure.hasForeign) {
        request.trust = engine::Trust::Isolated; // one evaluator serves the whole run
    }
    request.input = params.input.is_null() ? json::Value(json::Object()) : std::move(params.input);
    request.vars = std::move(params.vars);
    request.trigger = std::move(params.trigger);
    request.mode = sameName<engine::RunMode>(params.mode);
    request.pins = pinsOf(std::move(params.pins));
    request.breakpoints = std::move(params.breakpoints);
    request.paused = params.paused;
    request.dataFolder = params.folder.value_or(services->backend.folder() + "/files");
    co_return request;
}

Task<Result<api::RunId>> start(Services *services, CallContext context, api::RunStartParams params)
{
    if (params.folder && context.caller->place != api::Caller::Place::Local) {
        co_return localOnly("Naming the folder of a run");
    }
    if (params.text && !auth::mayDo(principalOf(*context.caller), "flows.write")) {
        co_return Error("auth.denied", "Running a text of one's own takes the permission flows.write; name a flow of the workspace, or use a token that has it.").withArg("permission", "flows.write");
    }
    if (!params.id.empty() && !isUuid(params.id)) {
        co_return Error("rpc.params", "The id of a run is a UUID in lower case.", std::string(cutUtf8(params.id, 64)));
    }
    auto id = params.id.empty() ? idOfKey(context) : params.id;
    params.id = std::move(id);
    const auto workspace = context.caller->workspace;
    auto started = co_await startRun(services, workspace, std::move(params), context.caller->place);
    if (!started) {
        co_return std::move(started).error();
    }
    co_return api::RunId{*started};
}

Task<Result<api::RunView>> get(Services *services, CallContext context, api::RunId params)
{
    SB_CO_TRY(run, co_await services->backend.engine().get(context.caller->workspace, params.id));
    if (run.state == store::RunState::Waiting && run.approvals.empty()) {
        // One that is not in memory knows its rows only.
        store::ApprovalFilter filter;
        filter.state = store::ApprovalState::Pending;
        filter.run = run.id;
        filter.limit = 1000;
        SB_CO_TRY(pending, co_await services->backend.store().approvals().list(context.caller->workspace, std::move(filter)));
        for (const auto &row : pending) {
            run.approvals.push_back(row.id);
        }
    }
    co_return co_await withReference(services, context.caller->workspace, viewOf(run));
}

Task<Result<api::RunList>> list(Services *services, CallContext context, api::RunListParams params)
{
    store::RunFilter filter;
    filter.flow = params.flow;
    if (params.state) {
        filter.state = sameName<store::RunState>(*params.state);
    }
    filter.unfinished = params.unfinished;
    filter.limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 1000));
    filter.startedFrom = params.startedFrom;
    filter.startedBefore = params.startedBefore;
    std::istringstream words{std::string(cutUtf8(params.text, 500))};
    for (std::string word; words >> word;) {
        filter.words.push_back(word);
    }
    if (!params.before.empty()) {
        SB_CO_TRY(row, co_await services->backend.store().runs().getRun(context.caller->workspace, params.before));
        filter.before = row.key;
    }
    SB_CO_TRY(runs, co_await services->backend.engine().list(context.caller->workspace, filter));
    api::RunList result;
    for (auto &run : runs) {
        run.result = nullptr;
        result.runs.push_back(viewOf(run));
    }
    co_return result;
}

Task<Result<api::StepList>> steps(Services *services, CallContext context, api::RunStepsParams params)
{
    const auto limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 1000));
    const auto after = static_cast<std::uint32_t>(std::clamp<std::int64_t>(params.after, 0, 0xffffffff));
    SB_CO_TRY(found, co_await services->backend.engine().steps(context.caller->workspace, params.id, after, limit));
    api::StepList result;
    result.more = static_cast<int>(found.size()) == limit;
    std::size_t bytes = 0;
    for (auto &step : found) {
        // An answer holds what fits well into a message; the rest is the next page.
        bytes += json::approximateSize(step.output) + json::approximateSize(step.error) + 256;
        if (bytes > (2u << 20) && !result.steps.empty()) {
            result.more = true;
            break;
        }
        api::StepView view;
        view.seq = step.seq;
        view.path = std::move(step.path);
        view.node = std::move(step.node);
        view.state = sameName<api::StepState>(step.state);
        view.attempt = step.attempt;
        view.output = std::move(step.output);
        view.error = std::move(step.error);
        view.startedAt = step.startedAt;
        view.durationMs = static_cast<double>(step.durationUs) / 1000.0;
        view.idempotencyKey = std::move(step.idempotencyKey);
        view.pinned = step.pinned;
        view.earlier = step.earlier;
        result.steps.push_back(std::move(view));
    }
    co_return result;
}

Task<Result<api::StepInput>> stepInput(Services *services, CallContext context, api::RunStepInputParams params)
{
    SB_CO_TRY(given, co_await services->backend.engine().stepInput(context.caller->workspace, params.id, params.path));
    SB_CO_TRY(value, json::parse(given.text));
    api::StepInput result;
    result.input = std::move(value);
    result.config = std::move(given.config);
    co_return result;
}

Task<Result<api::RunPreview>> preview(Services *services, CallContext context, api::RunPreviewParams params)
{
    if (params.text.size() > kMostPreviewed) {
        co_return Error("rpc.params", "text takes at most 64 KiB.");
    }
    using Of = engine::Engine::PreviewOf;
    const auto kind = params.condition ? Of::Condition : params.expression ? Of::Expression : Of::Template;
    SB_CO_TRY(text, co_await services->backend.engine().preview(context.caller->workspace, params.id, params.path, params.text, kind));
    api::RunPreview result;
    result.bytes = static_cast<std::int64_t>(text.size());
    if (text.size() > kMostPreviewed) {
        auto end = kMostExcerpt;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end; // between two characters
        }
        result.excerpt = text.substr(0, end);
    } else {
        SB_CO_TRY(value, json::parse(text));
        result.value = std::move(value);
    }
    co_return result;
}

// An input that is read by ranges was derived for the first of them.
Task<Result<std::string>> inputText(Services *services, std::string workspace, std::string id, std::string path)
{
    const auto key = workspace + '\n' + id + '\n' + path;
    if (const auto *known = services->largeInputs.find(key)) {
        co_return *known;
    }
    SB_CO_TRY(given, co_await services->backend.engine().stepInput(std::move(workspace), std::move(id), std::move(path)));
    if (store::PayloadStore::isReference(given.text)) {
        services->largeInputs.insert(key, given.text);
    }
    co_return given.text;
}

Task<Result<api::PayloadPart>> payload(Services *services, CallContext context, api::RunPayloadParams params)
{
    if (params.seq < -1 || params.seq > 0xffffffff || params.offset < 0 || params.length < 1) {
        co_return Error("rpc.params", "seq counts from -1 (the input), offset from 0, length from 1.");
    }
    auto &runs = services->backend.store().runs();
    SB_CO_TRY(run, co_await runs.getRun(context.caller->workspace, params.id));
    auto text = params.seq < 0 ? run.input : run.result;
    if (!params.inputOf.empty()) {
        SB_CO_TRY(input, co_await inputText(services, context.caller->workspace, params.id, params.inputOf));
        text = std::move(input);
    } else if (params.seq > 0) {
        SB_CO_TRY(rows, co_await runs.listSteps(run.key, static_cast<std::uint32_t>(params.seq - 1), 1));
        if (rows.empty() || rows.front().seq != params.seq) {
            co_return Error("store.notFound", "The run has no step " + std::to_string(params.seq) + ".", params.id);
        }
        text = rows.front().output;
    }
    const auto length = static_cast<std::size_t>(std::min<std::int64_t>(params.length, 1 << 20));
    const auto offset = static_cast<std::uint64_t>(params.offset);
    api::PayloadPart part;
    part.offset = params.offset;
    std::string bytes;
    if (store::PayloadStore::isReference(text)) {
        SB_CO_TRY(reference, json::parse(text));
        if (const auto *total = json::find(reference, "bytes"); total && total->is_number()) {
            part.total = total->to_number<std::int64_t>();
        }
        auto *store = &services->backend.store().payloads();
        if (params.offset < part.total) {
            auto readRange = [store, text, offset, length] { return store->read(text, offset, length); };
            auto read = co_await runOn(services->workThread(), std::move(readRange));
            if (!read) {
                if (!params.inputOf.empty()) {
                    services->largeInputs.erase(context.caller->workspace + '\n' + params.id + '\n' + params.inputOf);
                }
                co_return std::move(read).error();
            }
            bytes = std::move(*read);
        }
    } else {
        part.total = static_cast<std::int64_t>(text.size());
        bytes = offset < text.size() ? text.substr(offset, length) : std::string();
    }
    part.base64 = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64().toStdString();
    co_return part;
}

Task<Result<api::RunView>> wait(Services *services, CallContext context, api::RunId params)
{
    const auto workspace = context.caller->workspace;
    SB_CO_TRY(run, co_await services->backend.engine().wait(workspace, params.id, context.stop));
    co_return co_await withReference(services, workspace, viewOf(run));
}

Task<Result<api::Nothing>> cancel(Services *services, CallContext context, api::RunId params)
{
    SB_CO_CHECK(co_await services->backend.engine().cancel(context.caller->workspace, params.id));
    co_return api::Nothing();
}

Task<Result<api::Nothing>> decide(Services *services, CallContext context, api::RunDecideParams params)
{
    SB_CO_CHECK(co_await services->backend.engine().decide(context.caller->workspace, params.id, params.path, sameName<engine::Verdict>(params.verdict), std::move(params.output), std::move(params.input), context.caller->subject));
    co_return api::Nothing();
}

} // namespace

api::RunView runViewOf(const engine::RunView &run)
{
    return viewOf(run);
}

std::vector<engine::Pin> pinsOf(std::vector<api::RunPin> pins)
{
    std::vector<engine::Pin> made;
    for (auto &pin : pins) {
        made.push_back({std::move(pin.path), std::move(pin.output), std::move(pin.port)});
    }
    return made;
}

std::string runIdOf(const std::string &text)
{
    auto bytes = QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha256).left(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x80);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    const auto hex = bytes.toHex().toStdString();
    return hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' + hex.substr(16, 4) + '-' + hex.substr(20);
}

Task<Result<std::string>> startRun(Services *services, std::string workspace, api::RunStartParams params, api::Caller::Place place)
{
    auto id = params.id;
    SB_CO_TRY(models, co_await modelUseOf(services, workspace, params.models));
    auto request = co_await requestOf(services, workspace, std::move(params), place);
    if (!request) {
        co_return std::move(request).error();
    }
    request->id = std::move(id);
    request->models = std::move(models);
    if (request->models.mode != engine::ModelUse::Mode::Record) {
        co_return co_await services->backend.engine().start(std::move(*request));
    }
    // A run that is there already keeps what it has.
    if (!request->id.empty()) {
        const auto known = co_await services->backend.engine().get(workspace, request->id);
        if (known) {
            co_return co_await services->backend.engine().start(std::move(*request));
        }
    }
    const auto run = request->id.empty() ? newUuid(services->backend.clock()) : request->id;
    request->id = run;
    request->models.recording = run;
    SB_CO_TRY(isNew, co_await beginRecording(services, workspace, run, request->flowId, request->mode));
    auto started = co_await services->backend.engine().start(std::move(*request));
    if (!started && isNew) {
        co_await dropRecording(services, workspace, run);
    }
    co_return started;
}

void registerRunCalls(api::Registry &registry, Services *services)
{
    registry.on<api::RunsStart>([services](auto c, auto p) { return start(services, std::move(c), std::move(p)); });
    registry.on<api::RunsGet>([services](auto c, auto p) { return get(services, std::move(c), std::move(p)); });
    registry.on<api::RunsList>([services](auto c, auto p) { return list(services, std::move(c), std::move(p)); });
    registry.on<api::RunsSteps>([services](auto c, auto p) { return steps(services, std::move(c), std::move(p)); });
    registry.on<api::RunsStepInput>([services](auto c, auto p) { return stepInput(services, std::move(c), std::move(p)); });
    registry.on<api::RunsPreview>([services](auto c, auto p) { return preview(services, std::move(c), std::move(p)); });
    registry.on<api::RunsPayload>([services](auto c, auto p) { return payload(services, std::move(c), std::move(p)); });
    registry.on<api::RunsWait>([services](auto c, auto p) { return wait(services, std::move(c), std::move(p)); });
    registry.on<api::RunsCancel>([services](auto c, auto p) { return cancel(services, std::move(c), std::move(p)); });
    registry.on<api::RunsDecide>([services](auto c, auto p) { return decide(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
