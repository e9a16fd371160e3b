// SPDX-License-Identifier: GPL-3.0-or-later
// What runs ask persons: listed, read, and decided by whoever may.
#include "backend/services_p.h"

#include "store/approvals.h"
#include "store/payload_store.h"

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr std::size_t kMostInline = 512u << 10;
constexpr std::size_t kMostComment = 16u << 10;

std::vector<std::string> decidersOf(const store::ApprovalRow &row)
{
    std::vector<std::string> list;
    if (const auto parsed = json::parse(row.deciders); !row.deciders.empty() && parsed && parsed->is_array()) {
        for (const auto &entry : parsed->get_array()) {
            if (entry.is_string()) {
                list.emplace_back(entry.get_string());
            }
        }
    }
    return list;
}

bool isAmong(const std::vector<std::string> &deciders, const api::Caller &caller)
{
    const auto principal = principalOf(caller);
    return deciders.empty() || std::any_of(deciders.begin(), deciders.end(), [&](const auto &entry) {
        return entry == caller.subject || (entry.starts_with("role:") && auth::mayDo(principal, "roles." + entry.substr(5)));
    });
}

api::ApprovalView viewOf(const store::ApprovalRow &row, const api::Caller &caller)
{
    api::ApprovalView view;
    view.id = row.id;
    view.run = row.run;
    view.flow = row.flow;
    view.path = row.path;
    const auto slash = row.path.rfind('/');
    view.node = slash == std::string::npos ? row.path : row.path.substr(slash + 1);
    view.title = row.title;
    view.message = row.message;
    view.deciders = decidersOf(row);
    view.mayDecide = row.state == store::ApprovalState::Pending && auth::mayDo(principalOf(caller), api::ApprovalsDecide::permission) && isAmong(view.deciders, caller);
    view.state = *json::enumFromName<api::ApprovalState>(json::enumName(row.state));
    view.createdAt = row.createdAt;
    view.expiresAt = row.expiresAt;
    view.decidedAt = row.decidedAt;
    view.decidedBy = row.decidedBy;
    view.comment = row.comment;
    return view;
}

// The value of a row's text; its reference where it is large.
Task<Result<json::Value>> valueOf(Services *services, std::string text)
{
    if (text.empty()) {
        co_return json::Value(nullptr);
    }
    SB_CO_TRY(value, json::parse(text));
    const auto *bytes = store::PayloadStore::isReference(text) ? json::find(value, "bytes") : nullptr;
    if (!bytes || !bytes->is_number() || bytes->to_number<std::size_t>() > kMostInline) {
        co_return value;
    }
    auto *payloads = &services->backend.store().payloads();
    auto readAll = [payloads, text] { return payloads->get(text); };
    SB_CO_TRY(whole, co_await runOn(services->workThread(), std::move(readAll)));
    co_return json::parse(whole);
}

Task<Result<api::ApprovalList>> list(Services *services, CallContext context, api::ApprovalListParams params)
{
    store::ApprovalFilter filter;
    if (params.state) {
        filter.state = *json::enumFromName<store::ApprovalState>(json::enumName(*params.state));
    }
    filter.run = std::move(params.run);
    filter.limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 1000));
    filter.before = std::move(params.before);
    SB_CO_TRY(rows, co_await services->backend.store().approvals().list(context.caller->workspace, std::move(filter)));
    api::ApprovalList result;
    std::size_t bytes = 0;
    for (const auto &row : rows) {
        bytes += row.message.size() + row.title.size() + row.comment.size() + row.deciders.size() + 512;
        if (bytes > (2u << 20) && !result.approvals.empty()) {
            break; // the rest is the next page
        }
        result.approvals.push_back(viewOf(row, *context.caller));
    }
    co_return result;
}

Task<Result<api::ApprovalView>> get(Services *services, CallContext context, api::ApprovalId params)
{
    SB_CO_TRY(row, co_await services->backend.store().approvals().get(context.caller->workspace, params.id));
    auto view = viewOf(row, *context.caller);
    SB_CO_TRY(data, co_await valueOf(services, row.data));
    SB_CO_TRY(edited, co_await valueOf(services, row.edited));
    view.data = std::move(data);
    view.edited = std::move(edited);
    view.wasEdited = !row.edited.empty();
    co_return view;
}

Task<Result<api::Nothing>> decide(Services *services, CallContext context, api::ApprovalDecideParams params)
{
    if (params.comment.size() > kMostComment) {
        co_return Error("rpc.params", "A comment has at most 16 KiB.", params.id);
    }
    SB_CO_TRY(row, co_await services->backend.store().approvals().get(context.caller->workspace, params.id));
    if (!isAmong(decidersOf(row), *context.caller)) {
        co_return Error("approval.decider", "You are not among those who may decide \"" + row.title + "\"; ask one of them.", row.id);
    }
    if (row.state != store::ApprovalState::Pending) {
        co_return Error("approval.decided", "This is decided already: " + std::string(json::enumName(row.state)) + ".", row.id).withArg("state", std::string(json::enumName(row.state)));
    }
    engine::ApprovalDecision decision;
    decision.answer = params.decision == api::ApprovalDecision::Approve ? engine::ApprovalDecision::Answer::Approve : engine::ApprovalDecision::Answer::Reject;
    decision.data = std::move(params.data);
    decision.by = context.caller->subject;
    decision.comment = std::move(params.comment);
    SB_CO_CHECK(co_await services->backend.engine().decideApproval(context.caller->workspace, row.run, row.path, row.id, std::move(decision)));
    co_return api::Nothing();
}

} // namespace

void registerApprovalCalls(api::Registry &registry, Services *services)
{
    registry.on<api::ApprovalsList>([services](auto c, auto p) { return list(services, std::move(c), std::move(p)); });
    registry.on<api::ApprovalsGet>([services](auto c, auto p) { return get(services, std::move(c), std::move(p)); });
    registry.on<api::ApprovalsDecide>([services](auto c, auto p) { return decide(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
