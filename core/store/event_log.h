// SPDX-License-Identifier: GPL-3.0-or-later
// The durable events of a workspace: appended with the state that they tell of, read by cursor.
#pragma once

#include "base/async.h"
#include "store/types.h"

#include <functional>
#include <string>
#include <vector>

namespace signalbox::store {

/// Reads and trims events; appending happens inside the transactions of the other repositories.
class EventLog
{
public:
    virtual ~EventLog() = default;

    /// Called after each commit with the events that it made durable, in sequence order, on the
    /// executor given. One listener (the bus); an empty function ends it, though calls that are under
    /// way still come.
    virtual void setListener(Executor &executor, std::function<void(std::vector<EventRow>)> listener) = 0;

    /// The newest sequence whose commit this process knows of; never waits. Thread: any.
    virtual Sequence lastKnown(const std::string &workspace) const = 0;
    /// Appends events that belong to no other change. Gives the last sequence.
    virtual Task<Result<Sequence>> append(std::string workspace, std::vector<EventDraft> events, Durability durability) = 0;
    /// Events with seq > `after`, in order, at most `limit`. Errors: events.gone if `after` is older
    /// than what is kept, or newer than the newest there is (args oldest, the first that is kept).
    virtual Task<Result<std::vector<EventRow>>> read(std::string workspace, Sequence after, int limit) = 0;
    /// The newest sequence, 0 if there is none.
    virtual Task<Result<Sequence>> last(std::string workspace) = 0;
    /// Forgets events up to and including `upTo`.
    virtual Task<Result<void>> trim(std::string workspace, Sequence upTo) = 0;
};

} // namespace signalbox::store
