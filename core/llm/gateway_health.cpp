// SPDX-License-Identifier: GPL-3.0-or-later
// Looks after providers of which nothing was heard for a while.
#include "base/deadline.h"
#include "base/log.h"
#include "base/task_scope.h"
#include "llm/gateway_p.h"

namespace signalbox::llm {

namespace {

constexpr Millis kKeyFor{10'000};
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
        std::shared_ptr<Line> line;
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
                due.push_back({workspace, config, line});
            }
        }
    }
    if (due.empty() || stop.stop_requested()) {
        co_return;
    }
    const auto round = std::make_shared<HealthRound>();
    round->left = due.size();
    TaskScope scope;
    for (const auto &[workspace, config, line] : due) {
        scope.start([&](std::stop_token) { return checkOne(this, workspace, config, line, round, stop); });
    }
    (void)co_await round->ended.wait();
    co_await scope.close();
}

Task<void> Gateway::checkOne(Gateway *self, std::string workspace, ProviderConfig config, std::shared_ptr<Line> line, std::shared_ptr<HealthRound> round, std::stop_token stop)
{
    co_await self->look(std::move(workspace), std::move(config), std::move(line), stop);
    round->end();
}

Task<void> Gateway::look(std::string workspace, ProviderConfig config, std::shared_ptr<Line> line, std::stop_token stop)
{
    const auto changes = line->changes;
    std::string key;
    if (!config.secret.empty()) {
        DeadlineStop limit(m_services.clock, Deadline::in(m_services.clock, kKeyFor), stop);
        Result<std::string> value = cancelledError(config.id);
        if (m_services.secretsForChecks) {
            value = co_await m_services.secretsForChecks(workspace, config.secret, limit.token());
        } else {
            value = co_await m_services.secrets(workspace, config.secret);
        }
        if (!value) {
            co_return; // the vault is locked, or has no such key: that says nothing of the provider
        }
        key = std::move(*value);
    }
    auto connected = connectWith(config, std::move(key));
    if (!connected) {
        co_return;
    }
    DeadlineStop limit(m_services.clock, Deadline::in(m_services.clock, kCheckFor), stop);
    auto listed = co_await (*connected)->models(limit.token());
    const auto known = m_lines.find({workspace, config.id});
    if (stop.stop_requested() || line->changes != changes || known == m_lines.end() || known->second != line) {
        co_return; // it may be another server now
    }
    if (!listed) {
        const auto error = limit.hasExpired() ? Error("llm.timeout", "The provider took too long; try again later.", config.id).retryable() : listed.error();
        // Failures of checks open the circuit as failures of calls do: nobody has to run into it.
        if (auto permit = line->breaker.acquire(); permit && isFaultOfProvider(error)) {
            permit->failed();
        }
        if (line->lastOutcome != error.code && isFaultOfProvider(error)) {
            log::info("llm", "a provider does not answer as it should", {{"provider", config.id}, {"error", error.code}});
        }
        listFailed(line.get(), &error);
        co_return;
    }
    // What failed at a check, or could not be reached at all, is back; what failed at its answers may be as it was.
    if (line->failedAtCheck || line->lastOutcome == "llm.unreachable") {
        line->breaker.reset();
    }
    const auto now = m_services.clock.now();
    line->catalogue = {std::move(*listed), now};
    line->checked("ok", false, now);
}

// Many that answer well have no list of models, or none that this key may read.
void Gateway::listFailed(Line *line, const Error *error)
{
    const bool hasFailed = isFaultOfProvider(*error);
    const auto now = m_services.clock.now();
    if (hasFailed || error->is("llm.unauthorized") || error->is("llm.noCredit")) {
        line->checked(error->code, hasFailed, now);
    } else {
        line->checkedAt = now;
    }
}

} // namespace signalbox::llm
