// SPDX-License-Identifier: GPL-3.0-or-later
// Care of the data: backups, and a look at everything.
#include "backend/keeper_p.h"
#include "backend/services_p.h"

#include "store/run_journal.h"

#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace signalbox::backend {

namespace {

namespace fs = std::filesystem;
using api::CallContext;

constexpr std::int64_t kLittleSpace = 256 << 20;

// What is being written has another name until it is whole; the database does not name it yet.
void copyPayloads(const fs::path &from, const fs::path &to, std::error_code &failed)
{
    fs::create_directories(to, failed);
    for (fs::recursive_directory_iterator i(from, failed), end; !failed && i != end; i.increment(failed)) {
        const auto name = i->path().filename().string();
        const auto place = to / i->path().lexically_relative(from);
        std::error_code gone;
        if (i->is_directory(gone)) {
            fs::create_directories(place, failed);
        } else if (name.find(".tmp") == std::string::npos) {
            fs::copy_file(i->path(), place, failed);
        }
    }
}

// The payloads beside the database's copy, and everything on the disk under the name that was asked for.
Result<void> completeBackup(const std::string &folder, const std::string &half, const std::string &path)
{
    std::error_code failed;
    if (fs::exists(folder + "/payloads", failed)) {
        copyPayloads(folder + "/payloads", half + "/payloads", failed);
    }
    if (!failed) {
        fs::rename(half, path, failed);
    }
    const int descriptor = failed ? -1 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0) {
        if (::syncfs(descriptor) != 0) {
            failed = std::error_code(errno, std::generic_category());
        }
        ::close(descriptor);
    }
    if (failed) {
        const bool isFull = failed == std::errc::no_space_on_device;
        return Error(isFull ? "store.full" : "store.io", "The backup \"" + path + "\" cannot be written: " + failed.message() + ".", path);
    }
    return {};
}

Task<Result<api::BackupParams>> backup(Services *services, CallContext context, api::BackupParams params)
{
    const bool isName = params.path.find('/') == std::string::npos && !params.path.empty() && params.path.front() != '.';
    if (!isName && context.caller->place != api::Caller::Place::Local) {
        co_return localOnly("Naming the folder of a backup");
    }
    const auto folder = services->backend.folder();
    const auto path = isName ? folder + "/backups/" + params.path : params.path;
    const auto half = path + ".partial";
    const auto prepare = [path, half]() -> Result<void> {
        std::error_code failed;
        if (fs::exists(path, failed)) {
            return Error("store.exists", "There is \"" + path + "\" already. Choose another name for the backup.", path);
        }
        fs::remove_all(half, failed);
        fs::create_directories(half, failed);
        fs::permissions(half, fs::perms::owner_all, failed);
        return failed ? Result<void>(Error("store.io", "The folder \"" + path + "\" cannot be made: " + failed.message() + ".", path)) : Result<void>();
    };
    auto made = co_await runOn(services->workThread(), prepare);
    SB_CO_CHECK(std::move(made));
    // The database goes first and the payloads follow: none that it names may be deleted in between.
    auto *keeper = services->keeper.get();
    co_await Keeper::takeTurn(keeper);
    auto completed = co_await services->backend.store().backup(half + "/signalbox.db");
    if (completed) {
        const auto complete = [folder, half, path] { return completeBackup(folder, half, path); };
        completed = co_await runOn(services->workThread(), complete);
    }
    keeper->leaveTurn();
    SB_CO_CHECK(std::move(completed));
    co_return api::BackupParams{path};
}

struct Folder
{
    std::int64_t database = 0;
    std::int64_t payloads = 0;
    std::int64_t payloadBytes = 0;
    std::int64_t free = 0;
};

Folder measure(const std::string &folder)
{
    Folder result;
    std::error_code failed;
    for (const char *name : {"/signalbox.db", "/signalbox.db-wal"}) {
        const auto size = fs::file_size(folder + name, failed);
        result.database += failed ? 0 : static_cast<std::int64_t>(size);
    }
    failed.clear();
    for (fs::recursive_directory_iterator entry(folder + "/payloads", failed), end; !failed && entry != end; entry.increment(failed)) {
        std::error_code gone;
        if (entry->is_regular_file(gone)) {
            ++result.payloads;
            result.payloadBytes += static_cast<std::int64_t>(entry->file_size(gone));
        }
    }
    const auto space = fs::space(folder, failed);
    result.free = failed ? 0 : static_cast<std::int64_t>(space.available);
    return result;
}

Task<Result<api::SystemDiagnosis>> diagnose(Services *services, CallContext context, api::Nothing)
{
    api::SystemDiagnosis result;
    auto &store = services->backend.store();
    SB_CO_TRY(figures, co_await store.figures());
    result.version = SIGNALBOX_VERSION;
    result.libraries = {{"qt", qVersion()}, {"database", figures.engine}};
    result.startedAt = services->startedAt;
    result.process = ::getpid();
    result.schema = figures.schema;
    result.rows = std::move(figures.rows);
    result.subscriptions = services->subscriptions;
    result.slowTurns = services->slowTurns;
    const auto folder = services->backend.folder();
    const auto look = [folder] { return measure(folder); };
    const auto measured = co_await runOn(services->workThread(), look);
    result.databaseBytes = measured.database;
    result.payloads = measured.payloads;
    result.payloadBytes = measured.payloadBytes;
    result.freeBytes = measured.free;
    store::RunFilter filter;
    filter.unfinished = true;
    filter.limit = 100'000;
    SB_CO_TRY(runs, co_await store.runs().listRuns(context.caller->workspace, filter));
    result.unfinishedRuns = static_cast<std::int64_t>(runs.size());
    SB_CO_TRY(damage, co_await store.check());
    if (!damage.empty()) {
        result.problems.push_back("The database is damaged: " + damage + ". Restore a backup of it.");
    }
    if (measured.free < kLittleSpace) {
        result.problems.push_back("There is little space left on the disk: " + std::to_string(measured.free >> 20) + " MiB.");
    }
    SB_CO_TRY(secrets, co_await services->backend.vault().list(context.caller->workspace));
    const auto unreadable = std::count_if(secrets.begin(), secrets.end(), [](const auto &secret) { return !secret.isReadable; });
    if (unreadable > 0) {
        result.problems.push_back(std::to_string(unreadable) + " secrets cannot be read: the key that they are sealed with is missing. Put the key file back, or set them again.");
    }
    co_return result;
}

} // namespace

void registerCareCalls(api::Registry &registry, Services *services)
{
    registry.on<api::SystemBackup>([services](auto c, auto p) { return backup(services, std::move(c), std::move(p)); });
    registry.on<api::SystemDiagnose>([services](auto c, auto p) { return diagnose(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
