// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded answers of models: kept, given away and taken in; and which of them a run is started with.
#include "backend/services_p.h"

#include "base/describe.h"
#include "base/text.h"
#include "base/uuid.h"
#include "llm/recording.h"
#include "vault/export_proof.h"
#include "vault/redactor.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <algorithm>
#include <charconv>

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr std::size_t kMostDocument = 3u << 20;
constexpr std::size_t kMostName = 200;

store::RecordingRepository &recordingsOf(Services *services)
{
    return services->backend.store().recordings();
}

api::RecordingView viewOf(const store::RecordingRow &row)
{
    return {row.id, row.name, row.flow, row.run, row.example, row.kept, row.createdAt, row.calls, row.bytes, row.missing};
}

Task<Result<api::RecordingView>> viewOfId(Services *services, std::string workspace, std::string id)
{
    SB_CO_TRY(row, co_await recordingsOf(services).get(std::move(workspace), std::move(id)));
    co_return viewOf(row);
}

Task<Result<api::RecordingList>> list(Services *services, CallContext context, api::RecordingListParams params)
{
    const auto limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 1000));
    SB_CO_TRY(rows, co_await recordingsOf(services).list(context.caller->workspace, params.before, limit + 1));
    api::RecordingList result;
    result.more = static_cast<int>(rows.size()) > limit;
    if (result.more) {
        rows.pop_back();
    }
    for (const auto &row : rows) {
        result.recordings.push_back(viewOf(row));
    }
    co_return result;
}

struct Exported
{
    std::string document;
    std::string snapshot;
};

// The document of a recording, without secrets also where they became some after it was made, and proven to be.
Result<Exported> exportedOf(const store::RecordingRow &row, const std::vector<store::RecordedCallRow> &calls, std::int64_t until, const vault::Redactor &redactor)
{
    const auto redact = [&redactor](std::string text) { return redactor.redact(text); };
    llm::Recording recording;
    recording.name = redact(row.name);
    recording.flow = redact(row.flow);
    recording.isExample = row.example;
    recording.calls.reserve(calls.size());
    for (const auto &call : calls) {
        SB_TRY(read, llm::callOfRow(call));
        SB_TRY(clean, llm::callOfRow(llm::rowOf(read, redact)));
        recording.calls.push_back(std::move(clean));
    }
    const json::Value value(llm::toJson(recording));
    SB_CHECK(vault::proveFree(redactor, value, vault::ExportKind::Recorded));
    Exported made;
    made.document = llm::writeDocument(value);
    const auto digest = QCryptographicHash::hash(QByteArrayView(made.document.data(), static_cast<qsizetype>(made.document.size())), QCryptographicHash::Sha256);
    made.snapshot = std::to_string(until) + "-" + digest.toHex().left(32).toStdString();
    return made;
}

// The key of the last call that a snapshot has.
std::optional<std::int64_t> lastOf(const std::string &snapshot)
{
    std::int64_t last = 0;
    const auto *end = snapshot.data() + snapshot.size();
    const auto read = std::from_chars(snapshot.data(), end, last);
    return read.ec == std::errc() && read.ptr != end && *read.ptr == '-' ? std::optional(last) : std::nullopt;
}

// Made anew where it is the first range, or where the ranges took so long that nobody keeps it any more.
Task<Result<std::shared_ptr<const std::string>>> exportedDocument(Services *services, std::string workspace, const api::RecordingExportParams *params, std::string *snapshot)
{
    SB_CO_TRY(row, co_await recordingsOf(services).get(workspace, params->id));
    const auto keyOf = [&workspace, &row](const std::string &of) { return workspace + '\n' + row.id + '\n' + of; };
    if (const auto *known = params->snapshot.empty() ? nullptr : services->exported.find(keyOf(params->snapshot))) {
        co_return Result<std::shared_ptr<const std::string>>(*known);
    }
    if (const auto *latest = params->offset > 0 && params->snapshot.empty() ? services->exported.find(keyOf({})) : nullptr) {
        co_return Result<std::shared_ptr<const std::string>>(*latest);
    }
    const auto until = lastOf(params->snapshot);
    if (!params->snapshot.empty() && !until) {
        co_return Error("rpc.params", "snapshot is what the first range gave.");
    }
    SB_CO_CHECK(co_await services->backend.vault().knowsAll());
    SB_CO_TRY(calls, co_await recordingsOf(services).calls(workspace, params->id, until));
    const auto rows = std::make_shared<std::vector<store::RecordedCallRow>>(std::move(calls));
    const auto last = rows->empty() ? 0 : std::ranges::max_element(*rows, {}, &store::RecordedCallRow::key)->key;
    const auto *redactor = &services->backend.redactor();
    auto write = [row, rows, last, redactor] { return exportedOf(row, *rows, last, *redactor); };
    SB_CO_TRY(made, co_await runOn(services->workThread(), std::move(write)));
    if (!params->snapshot.empty() && made.snapshot != params->snapshot) {
        co_return Error("recording.changed", "The recording was renamed while it was read; export it anew.", params->id);
    }
    *snapshot = made.snapshot;
    const auto document = std::make_shared<const std::string>(std::move(made.document));
    services->exported.insert(keyOf(made.snapshot), document);
    services->exported.insert(keyOf({}), document); // for who reads on without saying of what
    co_return Result<std::shared_ptr<const std::string>>(document);
}

Task<Result<api::RecordingPart>> exportPart(Services *services, CallContext context, api::RecordingExportParams params)
{
    if (params.offset < 0 || params.length < 1) {
        co_return Error("rpc.params", "offset counts from 0, length from 1.");
    }
    api::RecordingPart part;
    part.snapshot = params.snapshot;
    SB_CO_TRY(document, co_await exportedDocument(services, context.caller->workspace, &params, &part.snapshot));
    part.offset = params.offset;
    part.total = static_cast<std::int64_t>(document->size());
    if (params.offset < part.total) {
        const auto bytes = document->substr(static_cast<std::size_t>(params.offset), static_cast<std::size_t>(std::min<std::int64_t>(params.length, 1 << 20)));
        part.base64 = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64().toStdString();
    }
    co_return Result<api::RecordingPart>(std::move(part));
}

struct Imported
{
    store::RecordingRow row;
    std::vector<store::RecordedCallRow> calls;
};

Result<Imported> readDocument(const std::string &text, const vault::Redactor &redactor)
{
    const auto redact = [&redactor](std::string kept) { return redactor.redact(std::move(kept)); };
    SB_TRY(recording, llm::parseRecording(text));
    Imported imported;
    imported.row.name = redact(recording.name);
    imported.row.flow = redact(recording.flow);
    imported.row.example = recording.isExample;
    imported.row.kept = true;
    for (const auto &call : recording.calls) {
        imported.calls.push_back(llm::rowOf(call, redact));
    }
    return imported;
}

Task<Result<api::RecordingView>> importDocument(Services *services, CallContext context, api::RecordingImportParams params)
{
    if (params.text.size() > kMostDocument) {
        co_return Error("recording.invalid", "A document is imported by at most 3 MiB at a time.");
    }
    const auto workspace = context.caller->workspace;
    const auto source = params.whole.empty() ? params.text : context.caller->subject + '\n' + params.whole;
    const auto *redactor = &services->backend.redactor();
    const auto text = std::make_shared<const std::string>(std::move(params.text));
    auto parse = [text, redactor] { return readDocument(*text, *redactor); };
    auto read = co_await runOn(services->workThread(), std::move(parse));
    if (!read) {
        co_return std::move(read).error();
    }
    auto row = std::move(read->row);
    row.id = runIdOf("recording\n" + workspace + '\n' + (params.whole.empty() ? "document\n" : "parts\n") + source);
    if (!params.name.empty()) {
        row.name = std::string(cutUtf8(params.name, kMostName));
    }
    const auto id = row.id;
    auto begun = co_await recordingsOf(services).begin(workspace, std::move(row));
    if (!begun) {
        co_return std::move(begun).error();
    }
    auto added = co_await recordingsOf(services).add(workspace, id, std::move(read->calls));
    if (!added) {
        co_return std::move(added).error();
    }
    if (!*added) {
        co_return Error("recording.full", "A recording holds at most 100000 calls and 64 MiB; this one has more.", id);
    }
    co_return co_await viewOfId(services, workspace, id);
}

Task<Result<api::RecordingView>> keep(Services *services, CallContext context, api::RecordingKeepParams params)
{
    const auto workspace = context.caller->workspace;
    SB_CO_TRY(row, co_await recordingsOf(services).get(workspace, params.id));
    auto name = params.name ? std::string(cutUtf8(*params.name, kMostName)) : row.name;
    SB_CO_CHECK(co_await recordingsOf(services).keep(workspace, params.id, std::move(name), params.kept));
    co_return co_await viewOfId(services, workspace, params.id);
}

Task<Result<api::Nothing>> remove(Services *services, CallContext context, api::RecordingId params)
{
    SB_CO_CHECK(co_await recordingsOf(services).remove(context.caller->workspace, params.id));
    co_return api::Nothing();
}

} // namespace

Task<Result<engine::ModelUse>> modelUseOf(Services *services, std::string workspace, api::RunModels models)
{
    engine::ModelUse use;
    if (models.mode == api::ModelsMode::Record) {
        use.mode = engine::ModelUse::Mode::Record;
    } else if (models.mode == api::ModelsMode::Replay) {
        if (models.recording.empty()) {
            co_return Error("rpc.params", "A run that is replayed names its recording.");
        }
        SB_CO_TRY(row, co_await recordingsOf(services).get(std::move(workspace), models.recording));
        use.mode = engine::ModelUse::Mode::Replay;
        use.recording = row.id;
        use.isExample = row.example;
    }
    co_return use;
}

Task<Result<bool>> beginRecording(Services *services, std::string workspace, std::string run, std::string flow, engine::RunMode mode)
{
    store::RecordingRow row;
    row.id = run;
    row.run = run;
    row.name = flow;
    row.flow = std::move(flow);
    row.kept = mode == engine::RunMode::Memory; // its run is gone with the backend
    co_return co_await recordingsOf(services).begin(std::move(workspace), std::move(row));
}

Task<void> dropRecording(Services *services, std::string workspace, std::string run)
{
    const auto dropped = co_await recordingsOf(services).remove(std::move(workspace), std::move(run));
    // One that stays is empty, and no run has it.
    static_cast<void>(dropped);
}

void registerRecordingCalls(api::Registry &registry, Services *services)
{
    registry.on<api::RecordingsList>([services](auto c, auto p) { return list(services, std::move(c), std::move(p)); });
    registry.on<api::RecordingsGet>([services](auto c, auto p) { return viewOfId(services, c.caller->workspace, std::move(p.id)); });
    registry.on<api::RecordingsExport>([services](auto c, auto p) { return exportPart(services, std::move(c), std::move(p)); });
    registry.on<api::RecordingsImport>([services](auto c, auto p) { return importDocument(services, std::move(c), std::move(p)); });
    registry.on<api::RecordingsKeep>([services](auto c, auto p) { return keep(services, std::move(c), std::move(p)); });
    registry.on<api::RecordingsDelete>([services](auto c, auto p) { return remove(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
