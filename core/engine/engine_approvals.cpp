// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that ask a person: what is asked, decided, and what happens when nobody decides in time.
#include "base/describe.h"
#include "engine/engine_p.h"

namespace signalbox::engine {

namespace {

std::string_view topicOf(const store::ApprovalWrite &write)
{
    switch (write.row.state) {
    case store::ApprovalState::Pending: return "run.approval.requested";
    case store::ApprovalState::Approved: return "run.approval.approved";
    case store::ApprovalState::Rejected: return "run.approval.rejected";
    case store::ApprovalState::Expired: return "run.approval.expired";
    case store::ApprovalState::Withdrawn: break;
    }
    return "run.approval.withdrawn";
}

std::string_view portOf(store::ApprovalState state)
{
    return state == store::ApprovalState::Approved ? "approved" : "rejected";
}

Error alreadyDecided(const std::string &approval)
{
    return Error("approval.decided", "This is decided already, or its run went on without it; there is nothing to decide any more.", approval);
}

} // namespace

void Engine::Private::announceApprovals(const LivePtr &live, store::RunBatch &batch) const
{
    const auto &run = live->run;
    for (const auto &write : batch.approvals) {
        json::Object data{{"run", run.id}, {"flow", run.flowId}, {"approval", write.row.id}, {"path", write.row.path}};
        if (write.insert) {
            data["title"] = write.row.title;
            if (write.row.expiresAt > 0) {
                data["expiresAt"] = write.row.expiresAt;
            }
        } else if (!write.row.decidedBy.empty()) {
            data["by"] = write.row.decidedBy;
        }
        batch.events.push_back({std::string(topicOf(write)), run.id, redacted(json::write(json::Value(std::move(data))))});
    }
}

void Engine::Private::ask(const LivePtr &live, const AskStart &start)
{
    const auto path = pathOf(*start.frame, start.node);
    const auto known = live->run.asked.find(path);
    if (live->lost || known == live->run.asked.end() || known->second.question != start.question || start.question->expiresAt == 0) {
        return;
    }
    const auto delay = Millis(start.question->expiresAt - services.clock.now());
    if (delay <= Millis(0)) {
        expire(live, path);
        return;
    }
    known->second.timer = services.clock.startTimer(delay, [this, live, start, path] {
        const auto asked = live->run.asked.find(path);
        if (live->lost || live->cancelling || asked == live->run.asked.end() || asked->second.question != start.question) {
            return;
        }
        asked->second.timer = 0;
        if (start.question->expiresAt > services.clock.now() + 50) {
            ask(live, start); // longer than a timer can count, or the clock was set back
            return;
        }
        expire(live, path);
    });
}

void Engine::Private::expire(const LivePtr &live, const std::string &path)
{
    const auto question = live->run.asked.at(path).question;
    store::ApprovalRow row;
    row.state = store::ApprovalState::Expired;
    row.comment = "Nobody decided in time.";
    if (!question->failsOnExpiry) {
        answer(live, path, std::move(row), *question->data);
        return;
    }
    answer(live, path, std::move(row), Error("approval.expired", "Nobody decided about \"" + question->title + "\" in time; the step failed, as its onExpire says."));
}

// The run goes on with what was decided, in one commit with the decision itself.
void Engine::Private::answer(const LivePtr &live, const std::string &path, store::ApprovalRow row, Result<json::Value> data)
{
    auto &run = live->run;
    const auto asked = run.asked.extract(path);
    const auto &[frame, node, question, timer] = asked.mapped();
    if (timer != 0) {
        services.clock.cancelTimer(timer);
    }
    row.id = question->id;
    row.path = path;
    row.decidedAt = services.clock.now();
    Arrival arrival;
    arrival.frame = frame;
    arrival.node = node;
    if (data) {
        json::Object output{{"decision", portOf(row.state)}, {"by", nullptr}, {"comment", row.comment}, {"edited", !row.edited.empty()},
                            {"decidedAt", toIsoString(row.decidedAt)}, {"data", std::move(*data)}};
        if (!row.decidedBy.empty()) {
            output["by"] = row.decidedBy;
        }
        arrival.port = portOf(row.state);
        arrival.output = std::make_shared<const json::Value>(std::move(output));
    } else {
        arrival.kind = Arrival::Kind::Failure;
        arrival.error = std::move(data).error();
    }
    arrival.approval = store::ApprovalWrite{false, std::move(row)};
    live->inbox.push_back(std::move(arrival));
    resume(live);
    takeTurn(live);
}

// A run that stood still for a person goes on.
void Engine::Private::resume(const LivePtr &live)
{
    if (live->run.state != store::RunState::Waiting && !live->standsInRow) {
        return;
    }
    live->run.state = store::RunState::Running;
    live->standsInRow = false;
    auto batch = batchOf(live);
    batch.update.emplace().state = store::RunState::Running;
    announce(live, batch, "run.resumed");
    commit(live, std::move(batch), store::Durability::Soft, [] {});
}

Task<Result<void>> Engine::decideApproval(std::string workspace, std::string id, std::string path, std::string approval, ApprovalDecision decision)
{
    auto held = co_await Private::heldAtRest(d.get(), workspace, id);
    if (!held) {
        co_return held.error().is("run.ended") ? alreadyDecided(approval) : std::move(held).error();
    }
    const auto live = *held;
    const auto asked = live->run.asked.find(path);
    if (asked == live->run.asked.end() || asked->second.question->id != approval || live->cancelling || store::isFinal(live->run.state)) {
        co_return alreadyDecided(approval);
    }
    store::ApprovalRow row;
    row.state = decision.answer == ApprovalDecision::Answer::Approve ? store::ApprovalState::Approved : store::ApprovalState::Rejected;
    row.decidedBy = std::move(decision.by);
    row.comment = d->redacted(std::move(decision.comment));
    const auto shown = asked->second.question->data;
    if (decision.data) {
        SB_CO_TRY(text, rowText(*decision.data, d->services.payloads, d->services.redact));
        row.edited = std::move(text);
    }
    // A decision is on the disk before it is answered.
    OneShot<Result<void>> decided;
    live->decisions.push_back(decided);
    d->answer(live, path, std::move(row), decision.data ? std::move(*decision.data) : *shown);
    co_return co_await decided.wait();
}

} // namespace signalbox::engine
