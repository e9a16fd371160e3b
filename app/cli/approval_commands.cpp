// SPDX-License-Identifier: GPL-3.0-or-later
// What runs ask persons: listed, shown and decided.
#include "commands.h"
#include "flow_source.h"
#include "outcome.h"

#include "base/describe.h"

namespace signalbox::cli {

namespace {

json::Value approvalJson(const api::ApprovalView &approval)
{
    auto record = json::toJson(approval).get_object();
    for (const char *field : {"createdAt", "expiresAt", "decidedAt"}) {
        const auto time = record[field].to_number<std::int64_t>();
        record[field] = time > 0 ? json::Value(toIsoString(time)) : json::Value(nullptr);
    }
    return record;
}

Task<Exit> decideApproval(session::Session *session, Arguments arguments, api::ApprovalDecision decision, std::stop_token stop)
{
    if (arguments.words.size() != 1) {
        co_return misused("approve and reject take the id of an approval; see signalbox-cli approvals.", arguments);
    }
    api::ApprovalDecideParams params;
    params.id = arguments.words[0];
    params.decision = decision;
    params.comment = arguments.note;
    if (!arguments.input.empty()) {
        auto text = readFile(arguments.input);
        auto value = text ? json::parse(*text) : Result<json::Value>(text.error());
        if (!value) {
            co_return failed(value.error(), arguments);
        }
        params.data = std::move(*value);
    }
    api::ApprovalId asked{params.id};
    auto approval = co_await session->client().call<api::ApprovalsGet>(std::move(asked), stop);
    if (!approval) {
        co_return failed(approval.error(), arguments);
    }
    auto decided = co_await session->client().call<api::ApprovalsDecide>(std::move(params), stop);
    if (!decided) {
        co_return failed(decided.error(), arguments);
    }
    api::RunId waited{approval->run};
    auto run = co_await session->client().call<api::RunsWait>(std::move(waited), stop);
    if (!run) {
        co_return failed(run.error(), arguments);
    }
    co_return co_await showOutcome(session, std::move(*run), arguments, stop);
}

} // namespace

Task<Exit> approvalsCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    if (arguments.words.size() == 1) {
        api::ApprovalId asked{arguments.words[0]};
        auto approval = co_await session->client().call<api::ApprovalsGet>(std::move(asked), stop);
        if (!approval) {
            co_return failed(approval.error(), arguments);
        }
        if (arguments.json) {
            print(json::write(approvalJson(*approval)));
            co_return Exit::Succeeded;
        }
        print(approval->title + paint(Colour::Dim, "  " + std::string(json::enumName(approval->state)) + ", " + approval->flow + " " + approval->path + ", run " + approval->run));
        if (!approval->message.empty()) {
            print(approval->message);
        }
        print(json::writePretty(approval->wasEdited ? approval->edited : approval->data));
        co_return Exit::Succeeded;
    }
    json::Array list;
    api::ApprovalListParams params;
    if (!arguments.all) {
        params.state = api::ApprovalState::Pending;
    }
    for (int left = arguments.limit; left > 0;) {
        params.limit = std::min(left, 1000);
        auto page = co_await session->client().call<api::ApprovalsList>(params, stop);
        if (!page) {
            co_return failed(page.error(), arguments);
        }
        for (const auto &approval : page->approvals) {
            params.before = approval.id;
            if (arguments.json) {
                list.push_back(approvalJson(approval));
            } else {
                print(approval.id + "  " + padded(json::enumName(approval.state), 9) + toIsoString(approval.createdAt) + "  " + padded(approval.flow, 16) + approval.title);
            }
        }
        left -= static_cast<int>(page->approvals.size());
        if (page->approvals.empty()) {
            break;
        }
    }
    if (arguments.json) {
        print(json::write(list));
    }
    co_return Exit::Succeeded;
}

Task<Exit> approveCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    co_return co_await decideApproval(session, std::move(arguments), api::ApprovalDecision::Approve, stop);
}

Task<Exit> rejectCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    co_return co_await decideApproval(session, std::move(arguments), api::ApprovalDecision::Reject, stop);
}

} // namespace signalbox::cli
