// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/answers_p.h"

#include "base/describe.h"
#include "base/log.h"
#include "base/text.h"
#include "flow/explain.h"
#include "vault/redactor.h"

namespace signalbox::backend {

/// A turn that is being answered.
struct Answers::Asked
{
    Asked(store::ConversationScope scope_, std::string conversation_, std::int64_t turn_, std::string text_)
        : scope(std::move(scope_)), conversation(std::move(conversation_)), turn(turn_), text(std::move(text_))
    {
    }
    store::ConversationScope scope;
    std::string conversation;
    std::int64_t turn;
    std::string text;
    std::int64_t seq = 0; ///< of the message that answers; 0: there is none yet
};

ChatCommand parseChatCommand(const std::string &text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos || text[begin] != '/') {
        return {};
    }
    const auto end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    ChatCommand command;
    command.name = text.substr(begin + 1, end - begin - 1);
    const auto rest = text.find_first_not_of(" \t\r\n", end);
    if (rest != std::string::npos) {
        command.rest = text.substr(rest, text.find_last_not_of(" \t\r\n") - rest + 1);
    }
    return command;
}

std::string_view permissionOf(const ChatCommand &command)
{
    return command.name == "run" ? "flows.run" : command.name == "runs" ? "runs.read" : command.name == "flows" || command.name == "explain" ? "flows.read" : "";
}

Answers::~Answers()
{
    leaveAll();
}

void Answers::leaveAll()
{
    m_isLeaving = true;
    const auto running = m_running;
    for (const auto &[key, source] : running) {
        source->request_stop();
    }
}

Task<Result<void>> Answers::takeUp()
{
    auto &conversations = m_services.backend.store().conversations();
    SB_CO_TRY(turns, co_await conversations.openTurns());
    for (const auto &open : turns) {
        const store::ConversationScope scope(open.workspace, open.conversation.owner);
        SB_CO_TRY(messages, co_await conversations.messages(scope, open.conversation.id, 0, 200));
        const auto asked = std::find_if(messages.begin(), messages.end(), [&](const auto &message) { return message.turn == open.turn.number && message.role == store::MessageRole::Person; });
        std::string text;
        if (asked != messages.end()) {
            const auto parts = json::parse(asked->parts);
            if (parts && parts->is_array() && !parts->get_array().empty() && parts->get_array()[0].is_object()) {
                text = json::text(parts->get_array()[0].get_object(), "text");
            }
        }
        begin(scope, open.conversation.id, open.turn.number, std::move(text));
    }
    co_return Result<void>();
}

void Answers::begin(store::ConversationScope scope, std::string conversation, std::int64_t turn, std::string text)
{
    if (m_isLeaving) {
        return; // the next start takes it up
    }
    auto source = std::make_shared<std::stop_source>();
    m_running[{conversation, turn}] = source;
    auto asked = std::make_shared<Asked>(std::move(scope), std::move(conversation), turn, std::move(text));
    m_scope.start([this, asked, source](std::stop_token) { return answer(this, asked, source->get_token()); });
}

Task<Result<void>> Answers::stop(store::ConversationScope scope, std::string conversation, std::int64_t turn)
{
    const auto found = m_running.find({conversation, turn});
    // Held: a turn that ends meanwhile leaves the list.
    const auto running = found == m_running.end() ? nullptr : found->second;
    store::TurnRow end;
    end.number = turn;
    end.state = store::TurnState::Stopped;
    // Ended first: what is stopped then leaves the turn as it is.
    SB_CO_CHECK(co_await m_services.backend.store().conversations().endTurn(scope, conversation, std::move(end)));
    if (running) {
        running->request_stop();
    }
    co_return Result<void>();
}

/// What a turn says in the end.
struct Answers::Reply
{
    Reply() = default;
    explicit Reply(json::Array parts_, store::TurnState state_ = store::TurnState::Succeeded) : parts(std::move(parts_)), state(state_) {}
    json::Array parts;
    store::TurnState state = store::TurnState::Succeeded;
    /// The backend ends or the turn was stopped: it is taken up again, or over.
    bool isLeft = false;
};

namespace {

json::Object textPart(std::string text)
{
    return json::Object{{"type", "text"}, {"text", std::move(text)}};
}

json::Object errorPart(const Error &error)
{
    return json::Object{{"type", "error"}, {"code", error.code}, {"message", error.message}};
}

std::string textOf(const json::Array &parts)
{
    std::string text;
    for (const auto &part : parts) {
        if (part.is_object()) {
            text += std::string(json::text(part.get_object(), "text", json::text(part.get_object(), "message"))) + "\n";
        }
    }
    return text;
}

// Markdown that shows the text as it is.
std::string fenced(const std::string &text)
{
    std::string fence = "```";
    while (text.find(fence) != std::string::npos) {
        fence += '`';
    }
    return fence + "\n" + text + (text.ends_with('\n') ? "" : "\n") + fence;
}

constexpr std::string_view kHelp = "These commands work without a model:\n\n"
                                   "- `/run FLOW {input}` runs a flow of the workspace; the input is JSON and may be left out\n"
                                   "- `/flows` lists the flows\n"
                                   "- `/runs` lists the latest runs\n"
                                   "- `/explain FLOW` says in words what a flow does\n"
                                   "- `/help` says this\n";

bool isLeaving(const Error &error)
{
    return error.is("cancelled") || error.is("engine.stopping") || error.is("store.turnEnded");
}

} // namespace

Task<void> Answers::answer(Answers *self, std::shared_ptr<Asked> asked, std::stop_token stop)
{
    auto reply = co_await replyTo(self, asked, stop);
    const bool isLeft = reply.isLeft || stop.stop_requested();
    if (!isLeft) {
        const auto state = reply.state;
        auto written = co_await write(self, asked, std::move(reply));
        // A turn that was stopped meanwhile has had its last word.
        if (!written && !written.error().is("store.turnEnded")) {
            log::warning("chat", "an answer could not be written", {{"error", written.error().describe()}});
        }
        store::TurnRow end;
        end.number = asked->turn;
        end.state = state;
        auto ended = co_await self->m_services.backend.store().conversations().endTurn(asked->scope, asked->conversation, std::move(end));
        if (!ended) {
            log::warning("chat", "a turn could not be ended", {{"error", ended.error().describe()}});
        }
    }
    self->m_running.erase({asked->conversation, asked->turn});
}

Task<Result<void>> Answers::write(Answers *self, std::shared_ptr<Asked> asked, Reply reply)
{
    auto &conversations = self->m_services.backend.store().conversations();
    if (asked->seq == 0) {
        // An answer that was begun before the backend ended is gone on with.
        SB_CO_TRY(messages, co_await conversations.messages(asked->scope, asked->conversation, 0, 200));
        for (const auto &message : messages) {
            if (message.turn == asked->turn && message.role == store::MessageRole::Agent) {
                asked->seq = message.seq;
            }
        }
    }
    store::MessageRow row;
    row.turn = asked->turn;
    row.role = store::MessageRole::Agent;
    row.author = "signalbox";
    row.complete = reply.state != store::TurnState::Running;
    // What is searched is kept as what is read: without secrets.
    row.text = self->m_services.backend.redactor().redact(textOf(reply.parts));
    row.parts = self->m_services.backend.redactor().redact(json::write(reply.parts));
    row.seq = asked->seq;
    if (asked->seq != 0) {
        co_return co_await conversations.setMessage(asked->scope, asked->conversation, std::move(row), store::Durability::Hard);
    }
    SB_CO_TRY(seq, co_await conversations.addMessage(asked->scope, asked->conversation, std::move(row), store::Durability::Hard));
    asked->seq = seq;
    co_return Result<void>();
}

Task<Answers::Reply> Answers::replyTo(Answers *self, std::shared_ptr<Asked> asked, std::stop_token stop)
{
    const auto command = parseChatCommand(asked->text);
    if (command.name == "run") {
        co_return co_await run(self, asked, command.rest, stop);
    }
    if (command.name == "flows") {
        co_return co_await listFlows(self, asked);
    }
    if (command.name == "runs") {
        co_return co_await listRuns(self, asked);
    }
    if (command.name == "explain") {
        co_return co_await explain(self, asked, command.rest);
    }
    json::Array parts;
    if (command.name == "help") {
        parts.push_back(textPart(std::string(kHelp)));
    } else if (!command.name.empty()) {
        parts.push_back(errorPart(Error("chat.command", "There is no command /" + std::string(cutUtf8(command.name, 40)) + ".")));
        parts.push_back(textPart(std::string(kHelp)));
        co_return Reply(std::move(parts), store::TurnState::Failed);
    } else {
        parts.push_back(textPart("No model is connected yet, so nobody can answer that. " + std::string(kHelp)));
    }
    co_return Reply(std::move(parts));
}

Task<Result<store::FlowRow>> Answers::findFlow(Answers *self, std::string workspace, std::string name)
{
    auto &flows = self->m_services.backend.store().flows();
    auto row = co_await flows.get(workspace, name);
    if (row || !row.error().is("store.notFound")) {
        co_return row;
    }
    SB_CO_TRY(all, co_await flows.list(workspace));
    const auto named = std::find_if(all.begin(), all.end(), [&](const auto &flow) { return flow.name == name; });
    if (named == all.end()) {
        co_return Error("store.notFound", "There is no flow \"" + std::string(cutUtf8(name, 100)) + "\" in the workspace. `/flows` lists those that there are.", std::string(cutUtf8(name, 100)));
    }
    auto id = named->id;
    co_return co_await flows.get(workspace, std::move(id));
}

namespace {

json::Object runPart(const std::string &run, const std::string &flow, std::string_view state)
{
    return json::Object{{"type", "run"}, {"run", run}, {"flow", flow}, {"state", state}};
}

json::Array partsOf(const engine::RunView &run)
{
    constexpr std::size_t kMostResult = 8u << 10;
    json::Array parts{runPart(run.id, run.flow, json::enumName(run.state))};
    if (run.state == store::RunState::Succeeded) {
        auto text = json::writePretty(run.result);
        if (text.size() > kMostResult) {
            text.resize(kMostResult);
            while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0) == 0x80) {
                text.pop_back();
            }
            text.pop_back();
            text += "…";
        }
        parts.push_back(textPart(fenced(text)));
    } else if (run.state == store::RunState::Waiting) {
        if (!run.locked.empty()) {
            std::string text = "The run waits until the secrets are unlocked; these steps need one.\n\n";
            for (const auto &path : run.locked) {
                text += "- `" + path + "`\n";
            }
            parts.push_back(textPart(text + "\nUnlock them in the Secrets pane."));
            return parts;
        }
        std::string text = "The run waits for a person: whether these steps happened is not known.\n\n";
        for (const auto &path : run.inDoubt) {
            text += "- `" + path + "`\n";
        }
        parts.push_back(textPart(text + "\nDecide in the runs pane."));
    } else if (run.error.is_object()) {
        parts.push_back(json::Object{{"type", "error"}, {"code", json::text(run.error.get_object(), "code")}, {"message", json::text(run.error.get_object(), "message")}});
    }
    return parts;
}

} // namespace

Task<Answers::Reply> Answers::run(Answers *self, std::shared_ptr<Asked> asked, std::string rest, std::stop_token stop)
{
    const auto brace = rest.find_first_of("{[");
    auto name = rest.substr(0, brace);
    while (!name.empty() && name.back() == ' ') {
        name.pop_back();
    }
    api::RunStartParams params;
    if (brace != std::string::npos) {
        auto input = json::parse(std::string_view(rest).substr(brace));
        if (!input) {
            json::Array parts{errorPart(Error("run.input", "The input is no JSON. " + input.error().message))};
            co_return Reply(std::move(parts), store::TurnState::Failed);
        }
        params.input = std::move(*input);
    }
    auto flow = co_await findFlow(self, asked->scope.workspace, name);
    Result<std::string> started = flow ? Result<std::string>(std::string()) : Result<std::string>(flow.error());
    if (flow) {
        params.flow = flow->id;
        // The same turn is the same run, however often it is answered.
        params.id = runIdOf("chat\n" + asked->scope.workspace + "\n" + asked->conversation + "\n" + std::to_string(asked->turn));
        started = co_await startRun(&self->m_services, asked->scope.workspace, std::move(params), api::Caller::Place::Local);
    }
    if (!started) {
        Reply failed({errorPart(started.error())}, store::TurnState::Failed);
        failed.isLeft = isLeaving(started.error());
        co_return failed;
    }
    json::Array begun{runPart(*started, flow->id, "running")};
    Reply running(std::move(begun), store::TurnState::Running);
    auto written = co_await write(self, asked, std::move(running));
    if (stop.stop_requested() || (!written && isLeaving(written.error()))) {
        Reply left;
        left.isLeft = true;
        co_return left;
    }
    auto ended = co_await self->m_services.backend.engine().wait(asked->scope.workspace, *started, stop);
    if (!written || !ended) {
        const auto &error = written ? ended.error() : written.error();
        Reply failed({errorPart(error)}, store::TurnState::Failed);
        failed.isLeft = isLeaving(error);
        co_return failed;
    }
    const bool isGood = ended->state == store::RunState::Succeeded || ended->state == store::RunState::Waiting;
    co_return Reply(partsOf(*ended), isGood ? store::TurnState::Succeeded : store::TurnState::Failed);
}

Task<Answers::Reply> Answers::listFlows(Answers *self, std::shared_ptr<Asked> asked)
{
    auto flows = co_await self->m_services.backend.store().flows().list(asked->scope.workspace);
    if (!flows) {
        co_return Reply({errorPart(flows.error())}, store::TurnState::Failed);
    }
    json::Array parts;
    if (flows->empty()) {
        parts.push_back(textPart("There is no flow in the workspace yet. Open a sample from the start page and save it, or make one."));
    } else {
        std::string text;
        for (const auto &flow : *flows) {
            text += "- `" + flow.id + "`" + (flow.name.empty() ? "" : " " + flow.name) + (flow.live > 0 ? ", version " + std::to_string(flow.live) + " is live" : ", a draft") + "\n";
        }
        parts.push_back(textPart(std::move(text)));
        for (const auto &flow : *flows) {
            parts.push_back(json::Object{{"type", "flow"}, {"flow", flow.id}});
        }
    }
    co_return Reply(std::move(parts));
}

Task<Answers::Reply> Answers::listRuns(Answers *self, std::shared_ptr<Asked> asked)
{
    store::RunFilter filter;
    filter.limit = 10;
    auto runs = co_await self->m_services.backend.engine().list(asked->scope.workspace, filter);
    if (!runs) {
        co_return Reply({errorPart(runs.error())}, store::TurnState::Failed);
    }
    json::Array parts;
    for (const auto &run : *runs) {
        parts.push_back(runPart(run.id, run.flow, json::enumName(run.state)));
    }
    if (parts.empty()) {
        parts.push_back(textPart("Nothing has run yet. `/run FLOW` runs a flow."));
    }
    co_return Reply(std::move(parts));
}

Task<Answers::Reply> Answers::explain(Answers *self, std::shared_ptr<Asked> asked, std::string rest)
{
    auto flow = co_await findFlow(self, asked->scope.workspace, rest);
    auto document = flow ? flow::Document::parse(flow->text) : Result<flow::Document>(flow.error());
    if (!document) {
        co_return Reply({errorPart(document.error())}, store::TurnState::Failed);
    }
    json::Array parts{textPart(flow::explain(document->flow(), self->m_services.backend.registry().catalogue())), json::Object{{"type", "flow"}, {"flow", flow->id}}};
    co_return Reply(std::move(parts));
}

} // namespace signalbox::backend
