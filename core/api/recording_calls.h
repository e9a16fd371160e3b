// SPDX-License-Identifier: GPL-3.0-or-later
// Calls about recorded answers of models. A run is recorded, or replayed, by `models` of runs.start and runs.rerun.
#pragma once

#include "api/run_calls.h"

namespace signalbox::api {

struct RecordingView
{
    std::string id; ///< of the run that was recorded; of a file: made of what stands in it
    std::string name;
    std::string flow;
    std::string run;      ///< that was recorded; empty: it came from a file
    bool example = false; ///< answers that came with a sample
    bool kept = false;    ///< it stays where its run is deleted
    UnixMillis createdAt = 0;
    std::int64_t calls = 0;
    std::int64_t bytes = 0;
    std::int64_t missing = 0; ///< calls that found no room: at most 100,000 and 64 MiB
};
BOOST_DESCRIBE_STRUCT(RecordingView, (), (id, name, flow, run, example, kept, createdAt, calls, bytes, missing))

struct RecordingId
{
    std::string id;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(RecordingId, (), (id))

struct RecordingListParams
{
    std::int64_t limit = 100;
    std::string before; ///< id of the recording to page on from
};
BOOST_DESCRIBE_STRUCT(RecordingListParams, (), (limit, before))

struct RecordingList
{
    std::vector<RecordingView> recordings;
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(RecordingList, (), (recordings, more))

struct RecordingsList
{
    static constexpr std::string_view name = "recordings.list";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "Recorded answers of models, the newest first.";
    static constexpr Route route{Verb::Get, "/recordings"};
    static constexpr Effect effect = Effect::Read;
    using Params = RecordingListParams;
    using Result = RecordingList;
};

struct RecordingsGet
{
    static constexpr std::string_view name = "recordings.get";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "A recording, without its answers.";
    static constexpr Route route{Verb::Get, "/recordings/{id}"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = RecordingId;
    using Result = RecordingView;
};

struct RecordingExportParams
{
    std::string id;
    std::int64_t offset = 0;
    std::int64_t length = 1 << 20; ///< at most 1 MiB
    std::string snapshot{};        ///< as the first range gave it; empty: the first, of the recording as it is now, or one of the latest document
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(RecordingExportParams, (), (id, offset, length, snapshot))

struct RecordingPart
{
    std::int64_t offset = 0;
    std::int64_t total = 0; ///< bytes of the whole document
    std::string base64;
    std::string snapshot; ///< for the ranges that follow: what is recorded meanwhile is not in them
};
BOOST_DESCRIBE_STRUCT(RecordingPart, (), (offset, total, base64, snapshot))

struct RecordingsExport
{
    static constexpr std::string_view name = "recordings.export";
    static constexpr std::string_view permission = "runs.read";
    static constexpr std::string_view summary = "A range of bytes of a recording as a document, signalbox.model-recording/1, without secrets.";
    static constexpr Route route{Verb::Get, "/recordings/{id}/document"};
    static constexpr Effect effect = Effect::Read;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 4> errors = {"store.notFound", "recording.changed", "export.secret", "export.unproven"};
    static constexpr bool isProven = true;
    using Params = RecordingExportParams;
    using Result = RecordingPart;
};

struct RecordingImportParams
{
    /// A document, signalbox.model-recording/1, of at most 3 MiB. A larger one comes in several, each with a part of the calls.
    std::string text;
    /// Of one that comes in several: the same short text with each.
    std::string whole{};
    std::string name{}; ///< empty: as the document says
    static constexpr std::array<std::string_view, 1> requiredMembers = {"text"};
};
BOOST_DESCRIBE_STRUCT(RecordingImportParams, (), (text, whole, name))

struct RecordingsImport
{
    static constexpr std::string_view name = "recordings.import";
    static constexpr std::string_view permission = "flows.run";
    static constexpr std::string_view summary = "Makes a recording of a document; the same document twice gives the recording that is there.";
    static constexpr Route route{Verb::Post, "/recordings"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::array<std::string_view, 4> errors = {"recording.invalid", "recording.newer", "recording.full", "store.full"};
    using Params = RecordingImportParams;
    using Result = RecordingView;
};

struct RecordingKeepParams
{
    std::string id;
    bool kept = true;
    std::optional<std::string> name = std::nullopt;
    static constexpr std::array<std::string_view, 1> requiredMembers = {"id"};
};
BOOST_DESCRIBE_STRUCT(RecordingKeepParams, (), (id, kept, name))

struct RecordingsKeep
{
    static constexpr std::string_view name = "recordings.keep";
    static constexpr std::string_view permission = "flows.run";
    static constexpr std::string_view summary = "Keeps a recording where its run is deleted, or does not any more, and names it.";
    static constexpr Route route{Verb::Put, "/recordings/{id}"};
    static constexpr Effect effect = Effect::Idempotent;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 1> errors = {"store.notFound"};
    using Params = RecordingKeepParams;
    using Result = RecordingView;
};

struct RecordingsDelete
{
    static constexpr std::string_view name = "recordings.delete";
    static constexpr std::string_view permission = "runs.delete";
    static constexpr std::string_view summary = "Deletes a recording; its run stays.";
    static constexpr Route route{Verb::Delete, "/recordings/{id}"};
    static constexpr Effect effect = Effect::Change;
    static constexpr std::string_view target = "id";
    static constexpr std::array<std::string_view, 2> errors = {"store.notFound", "recording.inUse"};
    using Params = RecordingId;
    using Result = Nothing;
};

} // namespace signalbox::api
