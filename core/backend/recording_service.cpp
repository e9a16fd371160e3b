// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded answers of models: kept, given away and taken in; and which of them a run is started with.
#include "backend/services_p.h"

#include "base/describe.h"
#include "base/text.h"
#include "base/uuid.h"
#include "llm/recording.h"
#include "vault/redactor.h"

#include <QByteArray>
#include <QCryptographicHash>

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

// The document of a recording, without secrets also where they became some after it was made.
Result<std::string> documentOf(const store::RecordingRow &row, const std::vector<store::RecordedCallRow> &calls, const vault::Redactor &redactor)
{
    llm::Recording recording;
    recording.name = row.name;
    recording.flow = row.flow;
    recording.isExample = row.example;
    recording.calls.reserve(calls.size());
    for (const auto &call : calls) {
        SB_TRY(read, llm::callOfRow(call));
        recording.calls.push_back(std::move(read));
    }
    return redactor.redact(llm::writeRecording(recording));
}

Task<Result<api::PayloadPart>> exportPart(Services *services, CallContext context, api::RecordingExportParams params)
{
    if (params.offset < 0 || params.length < 1) {
        co_return Error("rpc.params", "offset counts from 0, length from 1.");
    }
    const auto workspace = context.caller->workspace;
    SB_CO_TRY(row, co_await recordingsOf(services).get(workspace, params.id));
    // Ranges of the same document: it changes with its calls and its name.
    const auto key = workspace + '\n' + row.id + '\n' + std::to_string(row.calls) + '\n' + row.name;
    std::shared_ptr<const std::string> document;
    if (const auto *known = services->exported.find(key); known && params.offset > 0) {
        document = *known;
    } else {
        auto calls = co_await recordingsOf(services).calls(workspace, params.id);
        if (!calls) {
            co_return std::move(calls).error();
        }
        const auto rows = std::make_shared<std::vector<store::RecordedCallRow>>(std::move(*calls));
        const auto *redactor = &services->backend.redactor();
        auto write = [row, rows, redactor] { return documentOf(row, *rows, *redactor); };
        auto written = co_await runOn(services->workThread(), std::move(write));
        if (!written) {
            co_return std::move(written).error();
        }
        document = std::make_shared<const std::string>(std::move(*written));
        services->exported.insert(key, document);
    }
    api::PayloadPart part;
    part.offset = params.offset;
    part.total = static_cast<std::int64_t>(document->size());
    if (params.offset < part.total) {
        const auto bytes = document->substr(static_cast<std::size_t>(params.offset), static_cast<std::size_t>(std::min<std::int64_t>(params.length, 1 << 20)));
        part.base64 = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64().toStdString();
    }
    co_return part;
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
