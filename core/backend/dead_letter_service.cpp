// SPDX-License-Identifier: GPL-3.0-or-later
// Dead letters: looked at, done again one by one or many at once, discarded.
#include "backend/services_p.h"

#include "base/text.h"

#include "store/dead_letters.h"
#include "store/payload_store.h"

namespace signalbox::backend {

namespace {

using api::CallContext;

constexpr std::size_t kMostLetters = 1000;
constexpr std::size_t kMostInput = 1u << 20;

json::Value parsed(const std::string &text)
{
    return text.empty() ? json::Value(nullptr) : json::parse(text).value_or(json::Value(nullptr));
}

api::DeadLetterView viewOf(const store::DeadLetterRow &row)
{
    api::DeadLetterView view;
    view.id = row.id;
    view.run = row.run;
    view.flow = row.flow;
    view.version = row.version;
    view.path = row.path;
    view.type = row.type;
    view.state = *json::enumFromName<api::DeadLetterState>(json::enumName(row.state));
    view.held = row.held;
    view.attempts = row.attempts;
    view.createdAt = row.createdAt;
    view.decidedAt = row.decidedAt;
    view.decidedBy = row.decidedBy;
    view.replay = row.replay;
    view.note = row.note;
    view.error = parsed(row.error);
    view.config = parsed(row.config);
    view.input = parsed(row.input);
    return view;
}

Task<Result<api::DeadLetterPage>> list(Services *services, CallContext context, api::DeadLetterListParams params)
{
    store::DeadLetterFilter filter;
    filter.flow = params.flow;
    filter.run = params.run;
    if (!params.all) {
        filter.state = json::enumFromName<store::DeadLetterState>(json::enumName(params.state));
    }
    filter.limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 500)) + 1;
    filter.before = params.before;
    auto &letters = services->backend.store().deadLetters();
    const auto workspace = context.caller->workspace;
    SB_CO_TRY(rows, co_await letters.list(workspace, filter));
    SB_CO_TRY(open, co_await letters.countOpen(workspace));
    api::DeadLetterPage page;
    page.open = open;
    page.more = static_cast<int>(rows.size()) >= filter.limit;
    if (page.more) {
        rows.pop_back();
    }
    for (const auto &row : rows) {
        page.letters.push_back(viewOf(row));
    }
    co_return page;
}

Task<Result<api::DeadLetterView>> get(Services *services, CallContext context, api::DeadLetterId params)
{
    SB_CO_TRY(row, co_await services->backend.store().deadLetters().get(context.caller->workspace, params.id));
    auto view = viewOf(row);
    if (store::PayloadStore::isReference(row.input)) {
        const auto *bytes = json::find(view.input, "bytes");
        if (bytes && bytes->is_int64() && bytes->get_int64() <= static_cast<std::int64_t>(kMostInput)) {
            auto *payloads = &services->backend.store().payloads();
            auto readWhole = [payloads, reference = row.input] { return payloads->get(reference); };
            auto whole = co_await runOn(services->workThread(), std::move(readWhole));
            if (whole) {
                view.input = parsed(*whole);
            }
        }
    }
    co_return view;
}

Result<std::vector<std::string>> idsOf(std::string id, std::vector<std::string> ids)
{
    if (!id.empty()) {
        ids.push_back(std::move(id));
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (ids.empty() || ids.size() > kMostLetters) {
        return Error("rpc.params", "Name a dead letter by id, or up to 1000 by ids.");
    }
    return ids;
}

/// Letters of one run, which are done again together.
struct Group
{
    std::string run;
    bool held = false;
    std::vector<store::DeadLetterRow> letters;
};

Error decidedAlready(const store::DeadLetterRow &letter)
{
    const auto state = std::string(json::enumName(letter.state));
    return Error("deadLetter.decided", "The dead letter " + letter.id + " was " + state + " already.", letter.id).withArg("state", state);
}

// The run that waits at the step goes on.
Task<Result<std::string>> resume(Services *services, CallContext context, store::DeadLetterRow letter, std::optional<json::Value> input)
{
    SB_CO_CHECK(co_await services->backend.engine().decide(context.caller->workspace, letter.run, letter.path, engine::Verdict::Retry, nullptr, std::move(input), context.caller->subject));
    co_return letter.run;
}

// A new run goes on from where the old one failed.
Task<Result<std::string>> goOn(Services *services, CallContext context, Group group, std::optional<json::Value> input)
{
    engine::RerunRequest request;
    request.workspace = context.caller->workspace;
    request.run = group.run;
    std::string name = "deadLetters\n" + request.workspace;
    for (const auto &letter : group.letters) {
        request.paths.push_back(letter.path);
        request.letters.push_back(letter.id);
        name += "\n" + letter.id;
        if (input) {
            request.inputs.insert_or_assign(letter.path, *input);
        }
    }
    // The same letters give the same run: who asks for it twice at once has it once.
    request.id = runIdOf(name);
    request.by = context.caller->subject;
    request.note = input ? "with another input" : "";
    co_return co_await services->backend.engine().rerun(std::move(request));
}

// Whether the run waits at the step at this moment.
Task<bool> waits(Services *services, std::string workspace, store::DeadLetterRow letter)
{
    if (!letter.held) {
        co_return false;
    }
    auto run = co_await services->backend.engine().get(workspace, letter.run);
    co_return run && !store::isFinal(run->state);
}

void tell(Services *services, const CallContext &context, std::string_view action, const std::string &id, const Result<std::string> &done)
{
    services->trail.record(principalOf(*context.caller), action, id, done ? std::string_view("ok") : std::string_view(done.error().code));
}

Task<Result<api::DeadLetterOutcomes>> replay(Services *services, CallContext context, api::DeadLetterReplayParams params)
{
    const bool isMany = params.id.empty();
    auto ids = idsOf(std::move(params.id), std::move(params.ids));
    if (!ids) {
        co_return std::move(ids).error();
    }
    if (params.input && ids->size() > 1) {
        co_return Error("rpc.params", "Another input is for one dead letter; replay those that need one by themselves.");
    }
    api::DeadLetterOutcomes outcomes;
    const auto outcome = [&outcomes](const std::string &letter, const Result<std::string> &done) {
        outcomes.letters.push_back({letter, done ? *done : std::string(), done ? json::Value(nullptr) : json::Value(json::Object{{"code", done.error().code}, {"message", done.error().message}})});
    };
    std::vector<Group> groups;
    for (const auto &id : *ids) {
        auto letter = co_await services->backend.store().deadLetters().get(context.caller->workspace, id);
        if (letter && letter->state != store::DeadLetterState::Open) {
            letter = decidedAlready(*letter);
        }
        if (!letter) {
            if (!isMany) {
                co_return std::move(letter).error();
            }
            outcome(id, letter.error());
            continue;
        }
        const bool held = co_await waits(services, context.caller->workspace, *letter);
        const auto known = std::find_if(groups.begin(), groups.end(), [&](const Group &group) { return !held && !group.held && group.run == letter->run; });
        if (known != groups.end()) {
            known->letters.push_back(std::move(*letter));
        } else {
            groups.push_back({letter->run, held, {std::move(*letter)}});
        }
    }
    for (auto &group : groups) {
        Result<std::string> done;
        if (group.held) {
            done = co_await resume(services, context, group.letters.front(), params.input);
        } else {
            done = co_await goOn(services, context, group, params.input);
        }
        if (!done && !isMany) {
            co_return std::move(done).error();
        }
        for (const auto &letter : group.letters) {
            outcome(letter.id, done);
            if (isMany) {
                tell(services, context, api::DeadLettersReplay::name, letter.id, done);
            }
        }
    }
    co_return outcomes;
}

Task<Result<std::string>> discardOne(Services *services, CallContext context, std::string id, std::string note)
{
    const auto workspace = context.caller->workspace;
    SB_CO_TRY(letter, co_await services->backend.store().deadLetters().get(workspace, id));
    if (letter.state != store::DeadLetterState::Open) {
        co_return decidedAlready(letter);
    }
    const bool held = co_await waits(services, workspace, letter);
    store::DeadLetterDecision decision{store::DeadLetterState::Discarded, context.caller->subject, {}, std::move(note)};
    SB_CO_CHECK(co_await services->backend.store().deadLetters().decide(workspace, id, std::move(decision)));
    if (held) {
        SB_CO_CHECK(co_await services->backend.engine().decide(workspace, letter.run, letter.path, engine::Verdict::Fail, nullptr, std::nullopt, context.caller->subject));
    }
    co_return std::string();
}

Task<Result<api::DeadLetterOutcomes>> discard(Services *services, CallContext context, api::DeadLetterDiscardParams params)
{
    const bool isMany = params.id.empty();
    auto ids = idsOf(std::move(params.id), std::move(params.ids));
    if (!ids) {
        co_return std::move(ids).error();
    }
    api::DeadLetterOutcomes outcomes;
    for (const auto &id : *ids) {
        auto done = co_await discardOne(services, context, id, std::string(cutUtf8(params.note, 1000)));
        if (!done && !isMany) {
            co_return std::move(done).error();
        }
        outcomes.letters.push_back({id, {}, done ? json::Value(nullptr) : json::Value(json::Object{{"code", done.error().code}, {"message", done.error().message}})});
        if (isMany) {
            tell(services, context, api::DeadLettersDiscard::name, id, done);
        }
    }
    co_return outcomes;
}

} // namespace

void registerDeadLetterCalls(api::Registry &registry, Services *services)
{
    registry.on<api::DeadLettersList>([services](auto c, auto p) { return list(services, std::move(c), std::move(p)); });
    registry.on<api::DeadLettersGet>([services](auto c, auto p) { return get(services, std::move(c), std::move(p)); });
    registry.on<api::DeadLettersReplay>([services](auto c, auto p) { return replay(services, std::move(c), std::move(p)); });
    registry.on<api::DeadLettersDiscard>([services](auto c, auto p) { return discard(services, std::move(c), std::move(p)); });
}

} // namespace signalbox::backend
