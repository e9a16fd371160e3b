// SPDX-License-Identifier: GPL-3.0-or-later
// The threads of a person at one backend, and the messages of the one that is open.
#pragma once

#include "api/conversation_calls.h"
#include "client/client.h"
#include "ui/widgets/renewable_scope.h"

#include <QObject>
#include <QStringList>

#include <deque>
#include <vector>

namespace signalbox::ui {

/// Thread: the client's, which is the GUI thread.
class ChatFeed : public QObject
{
    Q_OBJECT
public:
    explicit ChatFeed(QObject *parent = nullptr);
    ~ChatFeed() override;

    /// Another backend, or none (null). A client must outlive its time here.
    void setClient(client::Client *client);
    bool hasClient() const { return m_client != nullptr; }

    const std::vector<api::ConversationView> &threads() const { return m_threads; }
    /// Id of the open thread; empty: a new one, which is made when something is sent.
    const std::string &current() const { return m_current; }
    const api::ConversationView *currentThread() const;
    /// Ascending; those of the open thread that were read.
    const std::vector<api::MessageView> &messages() const { return m_messages; }
    bool hasOlder() const { return m_hasOlder; }
    /// Whether the open thread is being answered.
    bool isAnswering() const { return m_turn != 0; }
    /// Ids of the flows of the workspace, for completion.
    const QStringList &flows() const { return m_flows; }

    void open(const std::string &thread);
    void startNew();
    void loadOlder();
    /// One after the other, in the order of the calls, each into the thread that is open now.
    void send(const QString &text);
    void stop();
    void rename(const QString &title);
    /// Puts the open thread away, or takes it back.
    void archive();
    void remove();

Q_SIGNALS:
    void threadsChanged();
    /// Another thread, or the same from its end.
    void reset();
    void olderLoaded(int count);
    void added();
    void messageChanged(int index);
    void answeringChanged();
    void flowsChanged();
    void sent();
    /// It could not be sent: the text belongs to the person again.
    void notSent(const QString &text, const QString &reason);
    void failed(const QString &reason);

private:
    static Task<void> follow(ChatFeed *self, client::Client *client, std::stop_token stop);
    static Task<void> loadThreads(ChatFeed *self, std::stop_token stop);
    static Task<void> loadFlows(ChatFeed *self, std::stop_token stop);
    static Task<void> loadEnd(ChatFeed *self, std::string thread, std::stop_token stop);
    static Task<void> loadUp(ChatFeed *self, std::string thread, std::int64_t before, std::stop_token stop);
    static Task<void> refresh(ChatFeed *self, std::string thread, std::int64_t seq, std::stop_token stop);
    static Task<void> postAll(ChatFeed *self, std::stop_token stop);
    static Task<void> halt(ChatFeed *self, std::string thread, std::int64_t turn, std::stop_token stop);
    static Task<void> update(ChatFeed *self, api::ConversationUpdateParams params, std::stop_token stop);
    static Task<void> erase(ChatFeed *self, std::string thread, std::stop_token stop);
    void take(const api::EventView &event);
    void giveBack(const QString &reason);
    void setTurn(std::int64_t turn);

    client::Client *m_client = nullptr;
    std::vector<api::ConversationView> m_threads;
    std::string m_current;
    std::vector<api::MessageView> m_messages;
    bool m_hasOlder = false;
    bool m_isLoading = false;
    std::uint64_t m_opened = 0; ///< threads, so far
    std::int64_t m_turn = 0;
    struct Unsent
    {
        std::string thread; ///< empty: the new one that was begun as the `fresh`-th
        int fresh;
        QString text;
    };
    std::deque<Unsent> m_unsent;
    bool m_isSending = false;
    int m_fresh = 0;
    QStringList m_flows;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
