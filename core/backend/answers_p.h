// SPDX-License-Identifier: GPL-3.0-or-later
// What answers a person in a conversation: the built-in commands, which need no model.
#pragma once

#include "backend/services_p.h"

#include "base/task_scope.h"
#include "store/conversations.h"

#include <map>
#include <stop_token>

namespace signalbox::backend {

/// Something said, taken apart.
struct ChatCommand
{
    std::string name; ///< "run"; empty: it is no command
    std::string rest; ///< what stands behind it
};
ChatCommand parseChatCommand(const std::string &text);
/// The permission that carrying a command out needs beside that of speaking; empty: none.
std::string_view permissionOf(const ChatCommand &command);

/// Answers turns, one message each, and goes on with those that were interrupted: what a command does is done
/// once, however often it is answered.
/// Thread: the backend's.
class Answers
{
public:
    explicit Answers(Services &services) : m_services(services) {}
    ~Answers();

    /// Takes up every turn that nothing has ended.
    Task<Result<void>> takeUp();
    /// Begins to answer; the turn ends by itself.
    void begin(store::ConversationScope scope, std::string conversation, std::int64_t turn, std::string text);
    /// Leaves every turn as it is, for the next start; nothing more is begun.
    void leaveAll();
    /// Stops a turn, and ends it.
    Task<Result<void>> stop(store::ConversationScope scope, std::string conversation, std::int64_t turn);

private:
    struct Asked;
    struct Reply;
    using Key = std::pair<std::string, std::int64_t>;

    static Task<void> answer(Answers *self, std::shared_ptr<Asked> asked, std::stop_token stop);
    static Task<Result<void>> write(Answers *self, std::shared_ptr<Asked> asked, Reply reply);
    static Task<Reply> replyTo(Answers *self, std::shared_ptr<Asked> asked, std::stop_token stop);
    static Task<Reply> run(Answers *self, std::shared_ptr<Asked> asked, std::string rest, std::stop_token stop);
    static Task<Reply> listFlows(Answers *self, std::shared_ptr<Asked> asked);
    static Task<Reply> listRuns(Answers *self, std::shared_ptr<Asked> asked);
    static Task<Reply> explain(Answers *self, std::shared_ptr<Asked> asked, std::string rest);
    static Task<Result<store::FlowRow>> findFlow(Answers *self, std::string workspace, std::string name);

    Services &m_services;
    std::map<Key, std::shared_ptr<std::stop_source>> m_running;
    bool m_isLeaving = false;
    TaskScope m_scope;
};

} // namespace signalbox::backend
