// SPDX-License-Identifier: GPL-3.0-or-later
// Deletes what is over: at a person's wish, and by the age that was chosen. Which files may go is decided by
// the store's rows and PayloadStore, not here.
#pragma once

#include "api/history_calls.h"
#include "base/task_scope.h"
#include "store/history.h"

#include <deque>
#include <stop_token>

namespace signalbox::auth {
class AuditTrail;
}

namespace signalbox::backend {

class Backend;

/// Works in transactions of a few milliseconds, so that runs go on beside it; one upkeep at a time.
/// Thread: the backend's; files are looked at on a thread of its own.
class Keeper
{
public:
    /// What it deletes by itself leaves a line in `trail`, as done by "retention".
    Keeper(Backend &backend, auth::AuditTrail &trail) : m_backend(backend), m_trail(trail) {}

    /// Applies the retention a little later, and then daily.
    void begin();
    /// Leaves what is under way at its next step.
    void leave();

    /// Deletes ended runs by their ids; gives the space back before it answers.
    static Task<Result<api::RunDeletion>> deleteRuns(Keeper *self, std::string workspace, std::vector<std::string> ids, std::stop_token stop);
    static Task<Result<api::RunDeletion>> deleteEnded(Keeper *self, std::string workspace, store::EndedFilter filter, std::stop_token stop);
    /// Applies what was chosen in every workspace, and gives space back. Files that nothing names go if they are
    /// older than `grace` seconds.
    static Task<Result<api::RunDeletion>> apply(Keeper *self, std::int64_t grace, std::stop_token stop);

    static Task<Result<api::Retention>> retention(Keeper *self, std::string workspace);
    static Task<Result<void>> setRetention(Keeper *self, std::string workspace, api::Retention chosen);

    /// Nothing is deleted from the disk between these two: whoever copies the data folder stands there.
    static Task<void> takeTurn(Keeper *self);
    void leaveTurn();

    /// A payload whose row is on its way is never older.
    static constexpr std::int64_t kGrace = 3600;

private:
    static Task<void> keep(Keeper *self, std::stop_token stop);
    static Task<void> keepLater(Keeper *self, std::stop_token stop);
    static Task<Result<std::int64_t>> deleteKeys(Keeper *self, std::string workspace, std::vector<store::RunKey> keys, bool sparesLetters, std::stop_token stop);
    static Task<Result<std::int64_t>> deleteFound(Keeper *self, std::string workspace, store::EndedFilter filter, std::stop_token stop);
    static Task<Result<api::RunDeletion>> withSpace(Keeper *self, api::RunDeletion result, std::stop_token stop);
    void tell(const std::string &workspace, std::string_view action, const std::string &target, const std::string &outcome);
    static Task<Result<std::int64_t>> giveBack(Keeper *self, std::int64_t grace, std::stop_token stop);
    static Task<Result<std::int64_t>> sweepRows(Keeper *self, std::stop_token stop);
    static Task<Result<std::int64_t>> sweepFiles(Keeper *self, std::int64_t grace, std::stop_token stop);

    Backend &m_backend;
    auth::AuditTrail &m_trail;
    bool m_isBusy = false;
    bool m_isLater = false; ///< files were too young; they are looked at once more
    std::deque<OneShot<bool>> m_queue;
    TaskScope m_scope;
};

} // namespace signalbox::backend
