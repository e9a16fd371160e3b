// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of models that were recorded: what a run asked of them, call by call. What stands in a call is the gateway's.
#pragma once

#include "base/async.h"
#include "store/types.h"

#include <optional>
#include <string>
#include <vector>

namespace signalbox::store {

struct RecordingRow
{
    std::string id;   ///< of the run that is recorded, or made of what was imported
    std::string name;
    std::string flow;
    std::string run;  ///< public id; empty: it came from a file
    bool example = false; ///< answers that came with a sample
    bool kept = false;    ///< it stays where its run is deleted
    UnixMillis createdAt = 0;
    std::int64_t calls = 0;
    std::int64_t bytes = 0;
    std::int64_t missing = 0; ///< calls that found no room
};

struct RecordedCallRow
{
    std::string path;
    std::int64_t number = 0; ///< of the path, from 1; 0: the next one
    std::int64_t attempt = 1; ///< of the step
    std::string request; ///< digest
    bool failed = false;
    bool spent = false; ///< the attempt that it belongs to has ended
    std::string text;   ///< JSON
    std::int64_t key = 0; ///< rises with each that is added, in the order of adding; 0 where it is new
};

/// The most that one recording holds.
inline constexpr std::int64_t kRecordingCalls = 100'000;
inline constexpr std::int64_t kRecordingBytes = 64 << 20;

/// recording.saved and recording.removed {recording} tell of changes, with the recording as source; calls that are
/// added tell nothing. Runs that are deleted take their recording along unless it is kept.
class RecordingRepository
{
public:
    virtual ~RecordingRepository() = default;
    /// Makes one; false: there is one of this id already, which stays as it is. Hard.
    virtual Task<Result<bool>> begin(std::string workspace, RecordingRow recording) = 0;
    /// Newest first, older than the one of the id `before` where that is not empty.
    virtual Task<Result<std::vector<RecordingRow>>> list(std::string workspace, std::string before, int limit) = 0;
    /// Errors: store.notFound.
    virtual Task<Result<RecordingRow>> get(std::string workspace, std::string id) = 0;
    /// Names it, and says whether it stays. Errors: store.notFound. Hard.
    virtual Task<Result<void>> keep(std::string workspace, std::string id, std::string name, bool kept) = 0;
    /// Errors: store.notFound, recording.inUse (a run that has not ended records to it, or has its answers from it). Hard.
    virtual Task<Result<void>> remove(std::string workspace, std::string id) = 0;

    /// Adds calls; one whose path and number are there already is left out. False: there was no room for all, and those
    /// without are counted as missing. Errors: store.notFound. Hard.
    virtual Task<Result<bool>> add(std::string workspace, std::string id, std::vector<RecordedCallRow> calls) = 0;
    /// Of a path and a request, by number. Errors: store.notFound.
    virtual Task<Result<std::vector<RecordedCallRow>>> find(std::string workspace, std::string id, std::string path, std::string request) = 0;
    /// The same request at any path: of the first path at which it did not fail, else of the first, the last one.
    /// Errors: store.notFound.
    virtual Task<Result<std::optional<RecordedCallRow>>> findAnywhere(std::string workspace, std::string id, std::string request) = 0;
    /// The attempt at a path has ended: what was recorded at it is not given again to a later one. Hard.
    virtual Task<Result<void>> spend(std::string workspace, std::string id, std::string path) = 0;
    /// All, by path and number; with `until` those whose key is not above it, so as they stood when it was the highest.
    /// Errors: store.notFound.
    virtual Task<Result<std::vector<RecordedCallRow>>> calls(std::string workspace, std::string id, std::optional<std::int64_t> until = {}) = 0;
};

} // namespace signalbox::store
