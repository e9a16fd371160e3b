// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/chat_feed.h"

#include "ui/words/words.h"

#include "api/flow_calls.h"

namespace signalbox::ui {

namespace {

constexpr std::int64_t kPage = 50;

std::int64_t numberOf(const api::EventView &event, std::string_view key)
{
    const auto *value = json::find(event.data, key);
    return value && value->is_int64() ? value->get_int64() : 0;
}

QString textOf(const Error &error)
{
    return words::sentence(error);
}

} // namespace

ChatFeed::ChatFeed(QObject *parent) : QObject(parent) {}

ChatFeed::~ChatFeed() = default;

void ChatFeed::setClient(client::Client *client)
{
    m_scope.renew();
    m_client = client;
    m_threads.clear();
    m_messages.clear();
    m_current.clear();
    m_flows.clear();
    m_hasOlder = false;
    m_isLoading = false;
    m_turn = 0;
    m_unsent.clear();
    m_isSending = false;
    Q_EMIT threadsChanged();
    Q_EMIT reset();
    if (client) {
        m_scope.start([this, client](std::stop_token stop) { return follow(this, client, stop); });
    }
}

const api::ConversationView *ChatFeed::currentThread() const
{
    const auto found = std::find_if(m_threads.begin(), m_threads.end(), [this](const auto &thread) { return thread.id == m_current; });
    return found == m_threads.end() ? nullptr : &*found;
}

Task<void> ChatFeed::follow(ChatFeed *self, client::Client *client, std::stop_token stop)
{
    while (!stop.stop_requested()) {
        api::EventSubscribeParams params;
        params.topics = "conversation.*,message.*,turn.*,flow.*";
        auto stream = co_await client->subscribe(params, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!stream) {
            Q_EMIT self->failed(textOf(stream.error()));
            co_return;
        }
        // From here on nothing is missed; what was before is read. A thread that is opened meanwhile is read by that.
        const auto opened = self->m_opened;
        co_await loadThreads(self, stop);
        if (stop.stop_requested()) {
            co_return; // the client may have gone with it
        }
        co_await loadFlows(self, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!self->m_current.empty() && opened == self->m_opened) {
            const auto thread = self->m_current;
            co_await loadEnd(self, thread, stop);
        }
        for (;;) {
            auto events = co_await (*stream)->next(stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (!events) {
                const bool isGone = events.error().is("events.gone");
                if (!isGone) {
                    Q_EMIT self->failed(textOf(events.error()));
                    co_return;
                }
                break;
            }
            for (const auto &event : *events) {
                self->take(event);
            }
        }
    }
}

void ChatFeed::take(const api::EventView &event)
{
    const auto starts = [&](std::string_view prefix) { return event.topic.starts_with(prefix); };
    if (starts("conversation.")) {
        m_scope.start([this](std::stop_token stop) { return loadThreads(this, stop); });
        if (event.topic == "conversation.removed" && event.source == m_current) {
            startNew();
        }
    } else if (starts("flow.")) {
        m_scope.start([this](std::stop_token stop) { return loadFlows(this, stop); });
    } else if (event.source != m_current || m_current.empty()) {
        return;
    } else if (starts("message.")) {
        const auto seq = numberOf(event, "seq");
        m_scope.start([this, seq](std::stop_token stop) { return refresh(this, m_current, seq, stop); });
    } else if (event.topic == "turn.began") {
        setTurn(numberOf(event, "turn"));
    } else if (event.topic == "turn.ended" && numberOf(event, "turn") == m_turn) {
        setTurn(0);
    }
}

void ChatFeed::setTurn(std::int64_t turn)
{
    if (std::exchange(m_turn, turn) != turn) {
        Q_EMIT answeringChanged();
    }
}

Task<void> ChatFeed::loadThreads(ChatFeed *self, std::stop_token stop)
{
    api::ConversationListParams params;
    params.limit = 200;
    auto page = co_await self->m_client->call<api::ConversationsList>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!page) {
        Q_EMIT self->failed(textOf(page.error()));
        co_return;
    }
    self->m_threads = std::move(page->conversations);
    Q_EMIT self->threadsChanged();
}

Task<void> ChatFeed::loadFlows(ChatFeed *self, std::stop_token stop)
{
    auto list = co_await self->m_client->call<api::FlowsList>({}, stop);
    if (stop.stop_requested() || !list) {
        co_return;
    }
    self->m_flows.clear();
    for (const auto &flow : list->flows) {
        self->m_flows.append(QString::fromStdString(flow.id));
    }
    Q_EMIT self->flowsChanged();
}

void ChatFeed::open(const std::string &thread)
{
    if (!m_client || thread.empty()) {
        return;
    }
    ++m_opened;
    m_current = thread;
    m_messages.clear();
    m_hasOlder = false;
    m_isLoading = false;
    setTurn(0);
    Q_EMIT threadsChanged();
    Q_EMIT reset();
    m_scope.start([this, thread](std::stop_token stop) { return loadEnd(this, thread, stop); });
}

void ChatFeed::startNew()
{
    ++m_fresh;
    m_current.clear();
    m_messages.clear();
    m_hasOlder = false;
    m_isLoading = false;
    setTurn(0);
    Q_EMIT threadsChanged();
    Q_EMIT reset();
}

Task<void> ChatFeed::loadEnd(ChatFeed *self, std::string thread, std::stop_token stop)
{
    api::MessageListParams params;
    params.id = thread;
    params.limit = kPage;
    auto page = co_await self->m_client->call<api::ConversationsMessages>(std::move(params), stop);
    if (stop.stop_requested() || self->m_current != thread) {
        co_return;
    }
    if (!page) {
        Q_EMIT self->failed(textOf(page.error()));
        co_return;
    }
    self->m_messages = std::move(page->messages);
    self->m_hasOlder = page->more;
    Q_EMIT self->reset();
    // An answer that is still being written belongs to a turn that goes on.
    if (!self->m_messages.empty() && (!self->m_messages.back().complete || self->m_messages.back().role == api::MessageRole::Person)) {
        self->setTurn(self->m_messages.back().turn);
    }
}

void ChatFeed::loadOlder()
{
    if (!m_client || !m_hasOlder || m_isLoading || m_messages.empty()) {
        return;
    }
    m_isLoading = true;
    const auto before = m_messages.front().seq;
    m_scope.start([this, before](std::stop_token stop) { return loadUp(this, m_current, before, stop); });
}

Task<void> ChatFeed::loadUp(ChatFeed *self, std::string thread, std::int64_t before, std::stop_token stop)
{
    api::MessageListParams params;
    params.id = thread;
    params.before = before;
    params.limit = kPage;
    auto page = co_await self->m_client->call<api::ConversationsMessages>(std::move(params), stop);
    if (stop.stop_requested() || self->m_current != thread) {
        co_return;
    }
    self->m_isLoading = false;
    if (!page) {
        Q_EMIT self->failed(textOf(page.error()));
        co_return;
    }
    const auto count = page->messages.size();
    self->m_messages.insert(self->m_messages.begin(), page->messages.begin(), page->messages.end());
    self->m_hasOlder = page->more;
    Q_EMIT self->olderLoaded(static_cast<int>(count));
}

Task<void> ChatFeed::refresh(ChatFeed *self, std::string thread, std::int64_t seq, std::stop_token stop)
{
    api::MessageListParams params;
    params.id = thread;
    params.before = seq + 1;
    params.limit = 1;
    auto page = co_await self->m_client->call<api::ConversationsMessages>(std::move(params), stop);
    if (stop.stop_requested() || self->m_current != thread || !page || page->messages.empty()) {
        co_return;
    }
    auto &message = page->messages.front();
    auto &messages = self->m_messages;
    const auto at = std::lower_bound(messages.begin(), messages.end(), message.seq, [](const auto &known, std::int64_t wanted) { return known.seq < wanted; });
    const auto index = static_cast<int>(at - messages.begin());
    if (at != messages.end() && at->seq == message.seq) {
        // Answers of two questions may cross: the newer one stays.
        if (message.revision >= at->revision) {
            *at = std::move(message);
            Q_EMIT self->messageChanged(index);
        }
    } else if (at == messages.end()) {
        messages.push_back(std::move(message));
        Q_EMIT self->added();
    } else if (at != messages.begin() || !self->m_hasOlder) {
        // Its answer came after that of a later one.
        messages.insert(at, std::move(message));
        Q_EMIT self->reset();
    }
}

void ChatFeed::send(const QString &text)
{
    if (!m_client) {
        Q_EMIT notSent(text, tr("There is no backend."));
        return;
    }
    m_unsent.push_back({m_current, m_fresh, text});
    if (!std::exchange(m_isSending, true)) {
        m_scope.start([this](std::stop_token stop) { return postAll(this, stop); });
    }
}

// What comes after a text that could not be sent is not sent without it.
void ChatFeed::giveBack(const QString &reason)
{
    QStringList texts;
    for (const auto &unsent : std::exchange(m_unsent, {})) {
        texts << unsent.text;
    }
    m_isSending = false;
    Q_EMIT notSent(texts.join(QStringLiteral("\n\n")), reason);
}

Task<void> ChatFeed::postAll(ChatFeed *self, std::stop_token stop)
{
    while (!self->m_unsent.empty()) {
        if (self->m_unsent.front().thread.empty()) {
            api::ConversationCreateParams fresh;
            auto made = co_await self->m_client->call<api::ConversationsCreate>(std::move(fresh), stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (!made) {
                self->giveBack(textOf(made.error()));
                co_return;
            }
            const int number = self->m_unsent.front().fresh;
            for (auto &unsent : self->m_unsent) {
                if (unsent.thread.empty() && unsent.fresh == number) {
                    unsent.thread = made->id;
                }
            }
            if (self->m_current.empty() && self->m_fresh == number) {
                self->m_current = made->id;
            }
            const auto &threads = self->m_threads;
            if (std::none_of(threads.begin(), threads.end(), [&](const auto &thread) { return thread.id == made->id; })) {
                self->m_threads.insert(self->m_threads.begin(), std::move(*made));
            }
            Q_EMIT self->threadsChanged();
        }
        api::ConversationSendParams params;
        params.id = self->m_unsent.front().thread;
        params.text = self->m_unsent.front().text.toStdString();
        auto turn = co_await self->m_client->call<api::ConversationsSend>(std::move(params), stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!turn) {
            self->giveBack(textOf(turn.error()));
            co_return;
        }
        self->m_unsent.pop_front();
        Q_EMIT self->sent();
    }
    self->m_isSending = false;
}

void ChatFeed::stop()
{
    if (m_client && m_turn != 0) {
        const auto turn = m_turn;
        m_scope.start([this, turn](std::stop_token token) { return halt(this, m_current, turn, token); });
    }
}

Task<void> ChatFeed::halt(ChatFeed *self, std::string thread, std::int64_t turn, std::stop_token stop)
{
    api::ConversationTurn params;
    params.id = thread;
    params.turn = turn;
    auto done = co_await self->m_client->call<api::ConversationsStop>(std::move(params), stop);
    if (!stop.stop_requested() && !done) {
        Q_EMIT self->failed(textOf(done.error()));
    }
}

void ChatFeed::rename(const QString &title)
{
    if (const auto *thread = currentThread(); m_client && thread) {
        api::ConversationUpdateParams params;
        params.id = thread->id;
        params.title = title.toStdString();
        params.archived = thread->archived;
        params.revision = thread->revision;
        m_scope.start([this, params](std::stop_token stop) { return update(this, params, stop); });
    }
}

void ChatFeed::archive()
{
    if (const auto *thread = currentThread(); m_client && thread) {
        api::ConversationUpdateParams params;
        params.id = thread->id;
        params.title = thread->title;
        params.archived = !thread->archived;
        params.revision = thread->revision;
        m_scope.start([this, params](std::stop_token stop) { return update(this, params, stop); });
        startNew();
    }
}

Task<void> ChatFeed::update(ChatFeed *self, api::ConversationUpdateParams params, std::stop_token stop)
{
    auto done = co_await self->m_client->call<api::ConversationsUpdate>(std::move(params), stop);
    if (!stop.stop_requested() && !done) {
        Q_EMIT self->failed(textOf(done.error()));
    }
}

void ChatFeed::remove()
{
    if (m_client && !m_current.empty()) {
        const auto thread = m_current;
        m_scope.start([this, thread](std::stop_token stop) { return erase(this, thread, stop); });
    }
}

Task<void> ChatFeed::erase(ChatFeed *self, std::string thread, std::stop_token stop)
{
    api::ConversationId params;
    params.id = thread;
    auto done = co_await self->m_client->call<api::ConversationsRemove>(std::move(params), stop);
    if (!stop.stop_requested() && !done) {
        Q_EMIT self->failed(textOf(done.error()));
    }
}

} // namespace signalbox::ui
