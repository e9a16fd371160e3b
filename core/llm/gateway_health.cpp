// SPDX-License-Identifier: GPL-3.0-or-later
// Looks after providers of which nothing was heard for a while.
#include "base/deadline.h"
#include "base/log.h"
#include "base/task_scope.h"
#include "llm/gateway_p.h"

namespace signalbox::llm {

namespace {

constexpr Millis kCheckFor{10'000};

} // namespace

struct Gateway::HealthRound
{
    std::size_t left = 0;
    OneShot<bool> ended;

    void end()
    {
        if (--left == 0) {
            ended.set(true);
        }
    }
};

Task<void> Gateway::checkHealth(std::stop_token stop)
{
    std::vector<std::string> workspaces;
    for (const auto &[workspace, known] : m_configs) {
        workspaces.push_back(workspace);
    }
    struct Due
    {
        std::string workspace;
        ProviderConfig config;
    };
    std::vector<Due> due;
    const auto now = m_services.clock.now();
    for (const auto &workspace : workspaces) {
        const auto known = co_await configs(workspace);
        if (!known) {
            continue; // whoever asks for them is told
        }
        for (const auto &config : **known) {
            const auto line = config.kind == ProviderKind::Group || config.healthSeconds == 0 ? nullptr : lineOf(workspace, config);
            if (!line || line->busy > 0) {
                continue;
            }
            const auto last = std::max(line->lookedAt, line->lastAt);
            if (now - last >= config.healthSeconds * 1000 || now < last) { // the clock may have been set back
                line->lookedAt = now;
                due.push_back({workspace, config});
            }
        }
    }
    if (due.empty() || stop.stop_requested()) {
        co_return;
    }
    const auto round = std::make_shared<HealthRound>();
    round->left = due.size();
    TaskScope scope;
    for (const auto &[workspace, config] : due) {
        scope.start([&](std::stop_token) { return checkOne(this, workspace, config, round, stop); });
    }
    (void)co_await round->ended.wait();
    co_await scope.close();
}

Task<void> Gateway::checkOne(Gateway *self, std::string workspace, ProviderConfig config, std::shared_ptr<HealthRound> round, std::stop_token stop)
{
    const auto line = self->lineOf(workspace, config);
    DeadlineStop limit(self->m_services.clock, Deadline::in(self->m_services.clock, kCheckFor), stop);
    auto connected = co_await self->connect(workspace, config);
    if (!connected) {
        round->end(); // the vault is locked, or has no such key: that says nothing of the provider
        co_return;
    }
    auto listed = co_await (*connected)->models(limit.token());
    const auto now = self->m_services.clock.now();
    if (listed) {
        // What failed at a check, or could not be reached at all, is back; what failed at its answers may be as it was.
        if ((line->checkedAt != 0 && line->checkedAt == line->lastAt) || line->lastOutcome == "llm.unreachable") {
            line->breaker.reset();
        }
        line->catalogue = {std::move(*listed), now};
        line->checked("ok", false, now);
    } else if (!stop.stop_requested()) {
        const auto outcome = listed.error().is("cancelled") ? std::string("llm.timeout") : listed.error().code;
        const bool hasFailed = outcome == "llm.timeout" || isFaultOfProvider(listed.error());
        // Failures of checks open the circuit as failures of calls do: nobody has to run into it.
        if (auto permit = line->breaker.acquire(); permit && hasFailed) {
            permit->failed();
        }
        if (line->lastOutcome != outcome) {
            log::info("llm", "a provider does not answer as it should", {{"provider", config.id}, {"error", outcome}});
        }
        line->checked(outcome, hasFailed, now);
    }
    round->end();
}

} // namespace signalbox::llm
