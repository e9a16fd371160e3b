// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting what is over, a little at a time, and giving its space back to the disk. Which runs and events
// are to go is decided elsewhere; the files of payloads are PayloadStore's.
#pragma once

#include "base/async.h"
#include "store/types.h"

#include <optional>
#include <string>
#include <vector>

namespace signalbox::store {

/// Which ended runs are meant.
struct EndedFilter
{
    UnixMillis before = 0;        ///< ended before this
    std::vector<RunState> states; ///< how they ended; empty: any
    /// Those with a dead letter that nobody has decided are not meant.
    bool sparesLetters = false;
};

struct EndedRun
{
    RunKey key = 0;
    std::string id;
};

/// Each call that writes holds the writer for a few milliseconds: what there is more of is asked for again.
/// Thread: any one with an Executor.
class History
{
public:
    virtual ~History() = default;

    /// Runs with keys > `after`, in order, at most `limit`. Holds no writer, however long it looks.
    virtual Task<Result<std::vector<EndedRun>>> findEnded(std::string workspace, EndedFilter filter, RunKey after, int limit) = 0;
    /// The key of a run. Errors: store.notFound, run.notEnded.
    virtual Task<Result<EndedRun>> findEnded(std::string workspace, std::string id) = 0;
    /// Deletes ended runs of the workspace from the front of `keys`, with letters, approvals and an event
    /// run.deleted {run, flow} each; gives how many keys it is through with. What has not ended is left, as is what
    /// has an open dead letter where these are spared. Their steps are deleted by sweep(). Hard.
    virtual Task<Result<std::size_t>> deleteRuns(std::string workspace, std::vector<RunKey> keys, bool sparesLetters) = 0;
    /// Deletes some of what deleted runs have left. False: there is nothing more.
    virtual Task<Result<bool>> sweep() = 0;
    /// Deletes pinned texts that no run has any more.
    virtual Task<Result<void>> sweepClosures() = 0;
    /// Gives up to 1 MiB of free pages back. False: there is nothing more.
    virtual Task<Result<bool>> giveSpaceBack() = 0;
    /// Copies the log into the database and cuts both to what they hold. Hard.
    virtual Task<Result<void>> settle() = 0;
    /// The newest event that is older than `time`; 0 if there is none.
    virtual Task<Result<Sequence>> lastEventBefore(std::string workspace, UnixMillis time) = 0;
    /// Names of all workspaces.
    virtual Task<Result<std::vector<std::string>>> workspaces() = 0;

    /// What a person has chosen, JSON; empty if nothing.
    virtual Task<Result<std::string>> setting(std::string workspace, std::string name) = 0;
    virtual Task<Result<void>> setSetting(std::string workspace, std::string name, std::string value) = 0;
};

} // namespace signalbox::store
