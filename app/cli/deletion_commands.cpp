// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting runs that are over, and how long they are kept.
#include "commands.h"

#include "base/describe.h"
#include "flow/model.h"

#include <QDateTime>

namespace signalbox::cli {

std::optional<api::RunState> stateNamed(const std::string &name)
{
    return json::enumFromName<api::RunState>(name);
}

Result<UnixMillis> momentOf(const std::string &text, UnixMillis now)
{
    if (const auto ago = flow::parseDuration(text)) {
        return now - ago->count();
    }
    const auto moment = QDateTime::fromString(QString::fromStdString(text), Qt::ISODateWithMs);
    if (!moment.isValid()) {
        return Error("usage", "\"" + text + "\" is neither a duration such as 30d nor a time such as 2026-01-31 or 2026-01-31T12:00:00Z.", text);
    }
    return moment.toMSecsSinceEpoch();
}

Task<Exit> deleteCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::RunDeleteParams params;
    params.ids = arguments.words;
    if (arguments.words.empty() == arguments.before.empty() || (!arguments.words.empty() && !arguments.states.empty())) {
        co_return misused("delete takes the ids of runs that have ended, or --before with a time or how long ago, and then --state.", arguments);
    }
    if (!arguments.before.empty()) {
        auto moment = momentOf(arguments.before, session->clock().now());
        if (!moment) {
            co_return failed(moment.error(), arguments);
        }
        params.before = *moment;
    }
    for (const auto &name : arguments.states) {
        const auto state = stateNamed(name);
        if (!state || *state == api::RunState::Running || *state == api::RunState::Waiting) {
            co_return misused("--state of what is deleted is succeeded, failed or cancelled.", arguments);
        }
        params.states.push_back(*state);
    }
    auto done = co_await session->client().call<api::RunsDelete>(std::move(params), stop);
    if (!done) {
        co_return failed(done.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*done)));
    } else {
        print("Deleted: " + std::to_string(done->deleted) + (done->deleted == 1 ? " run, " : " runs, ") + std::to_string(done->bytes >> 20) + " MiB given back.");
        for (const auto &refusal : done->refused) {
            tell("  " + refusal.run + ": " + std::string(json::text(refusal.error.get_object(), "message")));
        }
    }
    co_return done->refused.empty() ? Exit::Succeeded : Exit::Failed;
}

namespace {

Result<std::int64_t> daysOf(const std::string &text)
{
    if (text == "off") {
        return 0;
    }
    SB_TRY(duration, flow::parseDuration(text));
    constexpr std::int64_t kDay = 24 * 3'600'000;
    if (duration.count() < kDay) {
        return Error("usage", "What is deleted by itself is kept for whole days, such as 90d, or off to keep it for ever.", text);
    }
    return duration.count() / kDay;
}

} // namespace

Task<Exit> retentionCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::Nothing nothing;
    auto chosen = co_await session->client().call<api::RetentionGet>(std::move(nothing), stop);
    if (!chosen) {
        co_return failed(chosen.error(), arguments);
    }
    bool isChanged = false;
    for (const auto &[text, days] : {std::pair(&arguments.keepRuns, &chosen->runDays), std::pair(&arguments.keepEvents, &chosen->eventDays)}) {
        if (!text->empty()) {
            auto read = daysOf(*text);
            if (!read) {
                co_return failed(read.error(), arguments);
            }
            *days = *read;
            isChanged = true;
        }
    }
    if (isChanged) {
        api::Retention asked = *chosen;
        auto set = co_await session->client().call<api::RetentionSet>(std::move(asked), stop);
        if (!set) {
            co_return failed(set.error(), arguments);
        }
    }
    if (arguments.json) {
        print(json::write(json::toJson(*chosen)));
        co_return Exit::Succeeded;
    }
    const auto say = [](const std::string &what, std::int64_t days) { print(what + (days > 0 ? " for " + std::to_string(days) + " days" : std::string(" for ever"))); };
    say("Runs that have ended are kept", chosen->runDays);
    say("Events are kept", chosen->eventDays);
    co_return Exit::Succeeded;
}

} // namespace signalbox::cli
