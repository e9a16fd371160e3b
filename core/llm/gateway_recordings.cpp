// SPDX-License-Identifier: GPL-3.0-or-later
// Calls whose answers are recorded, or come from a recording.
#include "llm/gateway_p.h"

#include "base/log.h"
#include "llm/answer_cache_p.h"

namespace signalbox::llm {

namespace {

Error notRecorded(const Tape &tape, const std::string &path)
{
    return Error("llm.notRecorded",
                 "The recording has no answer to what the step \"" + path + "\" asks: it, or what comes before it, is not as it was. Record the run again, or run it without the recording.", path)
        .withArg("path", path)
        .withArg("recording", tape.recording());
}

// What says nothing of the model: the same request may end otherwise.
bool isOfTheMoment(const Error &error)
{
    return error.is("cancelled") || error.code.starts_with("store.");
}

} // namespace

// Of a tape that replays always one, or an error.
Task<Result<std::optional<RecordedCall>>> Gateway::recall(Call *call)
{
    auto &origin = call->origin;
    auto &tape = *origin.tape;
    if (!m_services.recordings) {
        co_return Error("llm.unavailable", "Nothing is recorded or replayed here; run the flow on a backend that keeps recordings.", origin.path);
    }
    call->digest = requestDigest(call->asked, call->request, m_services.redact);
    const auto number = tape.count(call->digest);
    auto &recordings = *m_services.recordings;
    SB_CO_TRY(rows, co_await recordings.find(origin.workspace, tape.recording(), origin.path, call->digest));
    std::optional<store::RecordedCallRow> found;
    if (const auto *row = tape.choose(rows, number)) {
        found = *row;
    } else if (tape.mode() == Tape::Mode::Replay) {
        SB_CO_TRY(elsewhere, co_await recordings.findAnywhere(origin.workspace, tape.recording(), call->digest));
        found = std::move(elsewhere);
    }
    if (!found && tape.mode() == Tape::Mode::Replay) {
        auto error = notRecorded(tape, origin.path);
        call->done.explanation.insert_or_assign("replayed", tape.recording());
        call->done.attempts = 0;
        call->done.cost = Cost{0, m_services.prices.currency()};
        co_await record(call, error.code);
        co_return error;
    }
    if (!found) {
        co_return Result<std::optional<RecordedCall>>(std::nullopt);
    }
    auto read = callOfRow(*found);
    if (!read && tape.mode() == Tape::Mode::Record) {
        // What nobody can read is no answer: the model is asked.
        log::warning("llm", "a recorded answer cannot be read", {{"recording", tape.recording()}, {"path", origin.path}, {"error", read.error().code}});
        co_return Result<std::optional<RecordedCall>>(std::nullopt);
    }
    if (!read) {
        co_return std::move(read).error();
    }
    co_return Result<std::optional<RecordedCall>>(std::move(*read));
}

// Heard like any other, at no cost and in no time.
Task<Result<GatewayAnswer>> Gateway::giveRecorded(Call *call, RecordedCall recorded)
{
    auto &done = call->done;
    const auto &tape = *call->origin.tape;
    done.provider = recorded.provider;
    done.model = recorded.model;
    done.attempts = 0;
    done.duration = Millis(0);
    done.cost = Cost{0, m_services.prices.currency()};
    done.isRecorded = true;
    done.explanation.insert_or_assign(tape.mode() == Tape::Mode::Replay ? "replayed" : "recorded", tape.recording());
    if (recorded.path != call->origin.path) {
        done.explanation.insert_or_assign("recordedAt", recorded.path);
    }
    if (recorded.answer && call->sink) {
        const auto events = eventsOf(*recorded.answer);
        auto taken = co_await call->sink->take(&events, call->stop);
        if (!taken) {
            co_return std::move(taken).error();
        }
    }
    std::string outcome = recorded.answer ? "ok" : recorded.error->code;
    co_await record(call, std::move(outcome));
    if (!recorded.answer) {
        co_return std::move(*recorded.error);
    }
    done.answer = std::move(*recorded.answer);
    co_return Result<GatewayAnswer>(std::move(done));
}

Task<void> Gateway::keepRecorded(Call *call, const Result<Answer> *answer)
{
    const auto &origin = call->origin;
    if (!origin.tape) {
        co_return;
    }
    call->done.explanation.insert_or_assign("recorded", origin.tape->recording());
    if (!*answer && isOfTheMoment(answer->error())) {
        co_return;
    }
    RecordedCall recorded;
    recorded.path = origin.path;
    recorded.attempt = origin.tape->attempt();
    recorded.request = call->digest;
    recorded.asked = call->asked;
    recorded.askedModel = call->request.model;
    recorded.provider = call->done.provider;
    recorded.model = call->done.model;
    if (*answer) {
        recorded.answer = **answer;
    } else {
        recorded.error = answer->error();
    }
    auto row = rowOf(recorded, m_services.redact);
    row.number = 0; // the next one
    std::vector<store::RecordedCallRow> rows;
    rows.push_back(std::move(row));
    auto added = co_await m_services.recordings->add(origin.workspace, origin.tape->recording(), std::move(rows));
    if (!added || !*added) {
        // The answer is worth more than the recording of it, which says that it is missing.
        log::warning("llm", "an answer could not be recorded", {{"recording", origin.tape->recording()}, {"path", origin.path}, {"error", added ? "recording.full" : added.error().code}});
        call->done.explanation.insert_or_assign("notRecorded", true);
    }
}

Task<void> Gateway::attemptFailed(const CallOrigin *origin)
{
    if (!origin->tape || origin->tape->mode() != Tape::Mode::Record || !m_services.recordings) {
        co_return;
    }
    auto spent = co_await m_services.recordings->spend(origin->workspace, origin->tape->recording(), origin->path);
    if (!spent) {
        log::warning("llm", "a recording could not be written", {{"recording", origin->tape->recording()}, {"error", spent.error().code}});
    }
}

} // namespace signalbox::llm
