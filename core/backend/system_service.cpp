// SPDX-License-Identifier: GPL-3.0-or-later
// The backend itself: what it is, how it is, its samples and backups.
#include "backend/services_p.h"

#include "base/text.h"

#include "store/run_journal.h"
#include "telemetry/metrics.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

namespace signalbox::backend {

namespace {

namespace fs = std::filesystem;
using api::CallContext;

Task<Result<api::SystemInfo>> info(Services *services, CallContext context, api::Nothing)
{
    api::SystemInfo result;
    result.version = SIGNALBOX_VERSION;
    result.workspace = context.caller->workspace;
    result.subject = context.caller->subject;
    result.permissions = context.caller->permissions;
    result.startedAt = services->startedAt;
    result.process = ::getpid();
    co_return result;
}

Task<Result<api::SystemHealth>> health(Services *services, CallContext context, api::Nothing)
{
    store::RunFilter filter;
    filter.unfinished = true;
    filter.limit = 10'000;
    SB_CO_TRY(runs, co_await services->backend.store().runs().listRuns(context.caller->workspace, filter));
    api::SystemHealth result;
    result.ready = services->isReady;
    result.unfinishedRuns = static_cast<std::int64_t>(runs.size());
    result.subscriptions = services->subscriptions;
    result.slowTurns = services->slowTurns;
    co_return result;
}

Task<Result<api::SystemMetricsText>> metrics(Services *services, CallContext, api::Nothing)
{
    co_return api::SystemMetricsText{services->backend.metrics().text()};
}

Task<Result<api::Echo>> ping(CallContext, api::Echo params)
{
    co_return params;
}

std::optional<std::string> readText(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return std::nullopt;
    }
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

// The first heading of a sample's README is its title.
std::string titleOf(const std::optional<std::string> &readme, const std::string &name)
{
    if (readme && readme->starts_with("# ")) {
        return readme->substr(2, std::min(readme->find('\n'), readme->size()) - 2);
    }
    return name;
}

std::vector<api::SampleView> samplesIn(const std::string &folder)
{
    std::vector<api::SampleView> list;
    std::error_code failed;
    for (const auto &entry : fs::directory_iterator(folder, failed)) {
        if (fs::exists(entry.path() / "flow.json", failed)) {
            const auto name = entry.path().filename().string();
            list.push_back({name, titleOf(readText(entry.path() / "README.md"), name), std::nullopt, std::nullopt});
        }
    }
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    return list;
}

Task<Result<api::SampleList>> listSamples(Services *services, CallContext, api::Nothing)
{
    const auto folder = services->backend.samplesFolder();
    auto scan = [folder] { return samplesIn(folder); };
    auto list = co_await runOn(services->workThread(), std::move(scan));
    co_return api::SampleList{std::move(list)};
}

Task<Result<api::SampleView>> getSample(Services *services, CallContext, api::SampleName params)
{
    const auto folder = services->backend.samplesFolder();
    auto scan = [folder] { return samplesIn(folder); };
    auto list = co_await runOn(services->workThread(), std::move(scan));
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto &sample) { return sample.name == params.name; });
    if (found == list.end()) {
        co_return Error("sample.unknown", "There is no sample \"" + std::string(cutUtf8(params.name, 100)) + "\".", std::string(cutUtf8(params.name, 100)));
    }
    auto sample = *found;
    const auto name = sample.name;
    auto read = [folder, name] { return std::pair(readText(fs::path(folder) / name / "flow.json"), readText(fs::path(folder) / name / "README.md")); };
    auto texts = co_await runOn(services->workThread(), std::move(read));
    sample.text = std::move(texts.first);
    sample.readme = std::move(texts.second);
    co_return sample;
}

} // namespace

void registerSystemCalls(api::Registry &registry, Services *services)
{
    registry.on<api::SystemInfoCall>([services](auto c, auto p) { return info(services, std::move(c), std::move(p)); });
    registry.on<api::SystemMetrics>([services](auto c, auto p) { return metrics(services, std::move(c), std::move(p)); });
    registry.on<api::SystemHealthCall>([services](auto c, auto p) { return health(services, std::move(c), std::move(p)); });
    registry.on<api::SystemPing>([](auto c, auto p) { return ping(std::move(c), std::move(p)); });
    registry.on<api::SamplesList>([services](auto c, auto p) { return listSamples(services, std::move(c), std::move(p)); });
    registry.on<api::SamplesGet>([services](auto c, auto p) { return getSample(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
