// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/keeper_p.h"

#include "auth/audit.h"
#include "auth/principal.h"
#include "backend/backend.h"
#include "base/describe.h"
#include "base/log.h"
#include "store/database.h"
#include "store/event_log.h"
#include "store/run_journal.h"

#include <filesystem>

namespace signalbox::backend {

namespace {

constexpr std::string_view kRetention = "retention";
constexpr Millis kFirst{120'000}; // a short session has better things to do
constexpr Millis kDay{24 * 3'600'000};
constexpr Millis kUntilOld{(Keeper::kGrace + 60) * 1000};
constexpr int kFoundAtOnce = 1000;

std::int64_t databaseBytes(const std::string &folder)
{
    std::int64_t bytes = 0;
    for (const char *name : {"/signalbox.db", "/signalbox.db-wal"}) {
        std::error_code failed;
        const auto size = std::filesystem::file_size(folder + name, failed);
        bytes += failed ? 0 : static_cast<std::int64_t>(size);
    }
    return bytes;
}

json::Value errorValue(const Error &error)
{
    return json::Object{{"code", error.code}, {"message", error.message}};
}

} // namespace

void Keeper::begin()
{
    m_scope.start([this](std::stop_token stop) { return keep(this, stop); });
}

void Keeper::leave()
{
    m_scope.cancel();
}

Task<void> Keeper::keep(Keeper *self, std::stop_token stop)
{
    for (auto wait = kFirst;; wait = kDay) {
        const bool isTime = co_await self->m_backend.clock().sleep(wait, stop);
        if (!isTime) {
            co_return;
        }
        auto applied = co_await apply(self, kGrace, stop);
        if (!applied && !applied.error().is("cancelled")) {
            log::warning("backend", "what is over could not be deleted", {{"error", applied.error().describe()}});
        } else if (applied && applied->deleted > 0) {
            log::info("backend", "runs were deleted by their age", {{"runs", applied->deleted}, {"bytes", applied->bytes}});
        }
    }
}

Task<void> Keeper::keepLater(Keeper *self, std::stop_token stop)
{
    const bool isTime = co_await self->m_backend.clock().sleep(kUntilOld, stop);
    self->m_isLater = false;
    if (isTime) {
        auto given = co_await giveBack(self, kGrace, stop);
        if (!given && !given.error().is("cancelled")) {
            log::warning("backend", "what is over could not be deleted", {{"error", given.error().describe()}});
        }
    }
}

Task<Result<std::int64_t>> Keeper::deleteKeys(Keeper *self, std::string workspace, std::vector<store::RunKey> keys, bool sparesLetters, std::stop_token stop)
{
    auto &history = self->m_backend.store().history();
    std::int64_t done = 0;
    while (!keys.empty()) {
        if (stop.stop_requested()) {
            co_return cancelledError();
        }
        SB_CO_TRY(through, co_await history.deleteRuns(workspace, keys, sparesLetters));
        keys.erase(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(through));
        done += static_cast<std::int64_t>(through);
    }
    co_return done;
}

Task<Result<std::int64_t>> Keeper::deleteFound(Keeper *self, std::string workspace, store::EndedFilter filter, std::stop_token stop)
{
    auto &history = self->m_backend.store().history();
    std::int64_t deleted = 0;
    store::RunKey after = 0;
    while (true) {
        SB_CO_TRY(found, co_await history.findEnded(workspace, filter, after, kFoundAtOnce));
        std::vector<store::RunKey> keys;
        for (const auto &run : found) {
            keys.push_back(run.key);
            after = run.key;
        }
        SB_CO_TRY(done, co_await deleteKeys(self, workspace, std::move(keys), filter.sparesLetters, stop));
        deleted += done;
        if (found.size() < static_cast<std::size_t>(kFoundAtOnce)) {
            co_return deleted;
        }
    }
}

Task<Result<std::int64_t>> Keeper::sweepRows(Keeper *self, std::stop_token stop)
{
    auto &history = self->m_backend.store().history();
    const auto before = databaseBytes(self->m_backend.folder());
    for (bool more = true; more;) {
        if (stop.stop_requested()) {
            co_return cancelledError();
        }
        SB_CO_TRY(left, co_await history.sweep());
        more = left;
    }
    SB_CO_CHECK(co_await history.sweepClosures());
    for (bool more = true; more;) {
        if (stop.stop_requested()) {
            co_return cancelledError();
        }
        SB_CO_TRY(left, co_await history.giveSpaceBack());
        more = left;
    }
    // Nothing is taken from the disk that a row names which a power cut would bring back.
    SB_CO_CHECK(co_await history.settle());
    co_return std::max<std::int64_t>(0, before - databaseBytes(self->m_backend.folder()));
}

Task<Result<std::int64_t>> Keeper::sweepFiles(Keeper *self, std::int64_t grace, std::stop_token stop)
{
    auto &store = self->m_backend.store();
    std::error_code failed;
    if (const bool isEmpty = std::filesystem::is_empty(self->m_backend.folder() + "/payloads", failed); isEmpty || failed) {
        co_return 0; // and no row needs to be read
    }
    SB_CO_TRY(named, co_await store.runs().payloadReferences());
    EventThread worker("sb-keeper");
    auto *payloads = &store.payloads();
    const auto *all = &named;
    auto look = [payloads, all, grace, stop] { return payloads->sweep(*all, grace, stop); };
    auto swept = co_await runOn(worker.executor(), look);
    if (!swept) {
        co_return std::move(swept).error();
    }
    if (swept->spared > 0 && !self->m_isLater && !self->m_scope.token().stop_requested()) {
        self->m_isLater = true;
        self->m_scope.start([self](std::stop_token until) { return keepLater(self, until); });
    }
    co_return static_cast<std::int64_t>(swept->bytes);
}

Task<void> Keeper::takeTurn(Keeper *self)
{
    while (self->m_isBusy) {
        OneShot<bool> turn;
        self->m_queue.push_back(turn);
        (void)co_await turn.wait();
    }
    self->m_isBusy = true;
}

void Keeper::leaveTurn()
{
    m_isBusy = false;
    if (!m_queue.empty()) {
        m_queue.front().set(true);
        m_queue.pop_front();
    }
}

Task<Result<std::int64_t>> Keeper::giveBack(Keeper *self, std::int64_t grace, std::stop_token stop)
{
    co_await takeTurn(self);
    auto rows = co_await sweepRows(self, stop);
    auto files = rows ? co_await sweepFiles(self, grace, stop) : Result<std::int64_t>(0);
    self->leaveTurn();
    if (!rows) {
        co_return std::move(rows).error();
    }
    if (!files) {
        co_return std::move(files).error();
    }
    co_return *rows + *files;
}

Task<Result<api::RunDeletion>> Keeper::deleteRuns(Keeper *self, std::string workspace, std::vector<std::string> ids, std::stop_token stop)
{
    api::RunDeletion result;
    std::vector<store::RunKey> keys;
    for (auto &id : ids) {
        auto found = co_await self->m_backend.store().history().findEnded(workspace, id);
        if (found) {
            keys.push_back(found->key);
        } else {
            result.refused.push_back({std::move(id), errorValue(found.error())});
        }
    }
    SB_CO_TRY(done, co_await deleteKeys(self, workspace, std::move(keys), false, stop));
    result.deleted = done;
    co_return co_await withSpace(self, std::move(result), stop);
}

Task<Result<api::RunDeletion>> Keeper::deleteEnded(Keeper *self, std::string workspace, store::EndedFilter filter, std::stop_token stop)
{
    api::RunDeletion result;
    SB_CO_TRY(done, co_await deleteFound(self, std::move(workspace), std::move(filter), stop));
    result.deleted = done;
    co_return co_await withSpace(self, std::move(result), stop);
}

// The runs are gone whatever comes of their space; the daily upkeep looks for it again.
Task<Result<api::RunDeletion>> Keeper::withSpace(Keeper *self, api::RunDeletion result, std::stop_token stop)
{
    auto bytes = co_await giveBack(self, kGrace, stop);
    if (bytes) {
        result.bytes = *bytes;
    } else if (!bytes.error().is("cancelled")) {
        log::warning("backend", "space could not be given back", {{"error", bytes.error().describe()}});
    }
    co_return result;
}

void Keeper::tell(const std::string &workspace, std::string_view action, const std::string &target, const std::string &outcome)
{
    auth::Principal who;
    who.subject = kRetention;
    who.workspace = workspace;
    m_trail.record(who, action, target, outcome);
}

Task<Result<api::RunDeletion>> Keeper::apply(Keeper *self, std::int64_t grace, std::stop_token stop)
{
    auto &store = self->m_backend.store();
    const auto now = self->m_backend.clock().now();
    api::RunDeletion result;
    SB_CO_TRY(workspaces, co_await store.history().workspaces());
    for (const auto &workspace : workspaces) {
        SB_CO_TRY(chosen, co_await retention(self, workspace));
        if (chosen.runDays > 0) {
            store::EndedFilter filter;
            filter.before = now - chosen.runDays * kDay.count();
            filter.sparesLetters = true;
            auto done = co_await deleteFound(self, workspace, filter, stop);
            if (!done || *done > 0) {
                self->tell(workspace, api::RunsDelete::name, "before " + toIsoString(filter.before), done ? "ok" : done.error().code);
            }
            SB_CO_CHECK(done);
            result.deleted += *done;
        }
        if (chosen.eventDays > 0) {
            const auto before = now - chosen.eventDays * kDay.count();
            SB_CO_TRY(upTo, co_await store.history().lastEventBefore(workspace, before));
            if (upTo > 0) {
                auto done = co_await store.events().trim(workspace, upTo);
                self->tell(workspace, "events.delete", "before " + toIsoString(before), done ? "ok" : done.error().code);
                SB_CO_CHECK(done);
            }
        }
    }
    SB_CO_TRY(bytes, co_await giveBack(self, grace, stop));
    result.bytes = bytes;
    co_return result;
}

Task<Result<api::Retention>> Keeper::retention(Keeper *self, std::string workspace)
{
    SB_CO_TRY(text, co_await self->m_backend.store().history().setting(std::move(workspace), std::string(kRetention)));
    if (text.empty()) {
        co_return api::Retention();
    }
    auto value = json::parse(text);
    if (!value) {
        co_return std::move(value).error();
    }
    co_return json::fromJson<api::Retention>(*value);
}

Task<Result<void>> Keeper::setRetention(Keeper *self, std::string workspace, api::Retention chosen)
{
    constexpr std::int64_t kMost = 36'500;
    if (chosen.runDays < 0 || chosen.runDays > kMost || chosen.eventDays < 0 || chosen.eventDays > kMost) {
        co_return Error("rpc.params", "Runs and events are kept for 0 (for ever) to 36500 days.");
    }
    co_return co_await self->m_backend.store().history().setSetting(std::move(workspace), std::string(kRetention), json::write(json::toJson(chosen)));
}

} // namespace signalbox::backend
