// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol_contract.h"

#include "transport/websocket_client.h"

using namespace signalbox;

namespace {

constexpr const char *kGreet = R"({"id":"greet","name":"Greeting","nodes":[{"id":"start","type":"trigger.manual"},{"id":"say","type":"transform","config":{"expression":"'Hello ' + input.who"}},{"id":"end","type":"output"}],"edges":[{"from":"start","to":"say"},{"from":"say","to":"end"}]})";
constexpr const char *kSlow = R"({"id":"slow","nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}},{"id":"end","type":"output"}],"edges":[{"from":"pause","to":"end"}]})";

std::string textOf(const api::MessageView &message)
{
    std::string text;
    for (const auto &part : message.parts) {
        text += std::string(json::text(part.get_object(), "type")) + ":" + std::string(json::text(part.get_object(), "text", json::text(part.get_object(), "message"))) + "\n";
    }
    return text;
}

api::ConversationCreateParams titled(std::string title)
{
    api::ConversationCreateParams params;
    params.title = std::move(title);
    return params;
}

api::FlowSaveParams draft(std::string id, std::string text)
{
    api::FlowSaveParams params;
    params.id = std::move(id);
    params.text = std::move(text);
    return params;
}

} // namespace

/// Says something and gives the message that answers it, once the turn has ended.
api::MessageView ProtocolContract::answerTo(const std::string &conversation, const std::string &text)
{
    api::EventSubscribeParams params;
    params.topics = "turn.ended";
    params.source = conversation;
    auto stream = test::await(m_client->subscribe(params));
    const auto turn = call<api::ConversationsSend>({conversation, text});
    if (!turn || !stream) {
        qFatal("not sent");
    }
    if (!test::await((*stream)->next({}))) {
        qFatal("the turn did not end");
    }
    api::MessageListParams wanted;
    wanted.id = conversation;
    const auto page = call<api::ConversationsMessages>(wanted);
    return page->messages.back();
}

void ProtocolContract::keepsConversations()
{
    const auto made = call<api::ConversationsCreate>({});
    QVERIFY2(made.ok(), made ? "" : made.error().describe().c_str());
    QVERIFY(textOf(answerTo(made->id, "Good morning\nto you")).find("No model") != std::string::npos);
    auto view = *call<api::ConversationsGet>({made->id});
    QCOMPARE(view.title, std::string("Good morning"));
    QCOMPARE(view.messages, std::int64_t{2});
    view = *call<api::ConversationsUpdate>({view.id, "Renamed", true, view.revision});
    QCOMPARE(view.title, std::string("Renamed"));
    QVERIFY(call<api::ConversationsList>({})->conversations.empty());
    QCOMPARE(call<api::ConversationsList>({true, 0, 10})->conversations.size(), std::size_t{1});
    QCOMPARE(call<api::ConversationsSearch>({"morning", 10})->found.size(), std::size_t{1});
    QCOMPARE(call<api::ConversationsSend>({view.id, "  \n"}).error().code, std::string("chat.empty"));
    QVERIFY(call<api::ConversationsRemove>({view.id}).ok());
    QCOMPARE(call<api::ConversationsGet>({view.id}).error().code, std::string("store.notFound"));
}

void ProtocolContract::commandsAnswerWithoutAModel()
{
    const auto id = call<api::ConversationsCreate>(titled("Commands"))->id;
    QVERIFY(textOf(answerTo(id, "/flows")).find("no flow") != std::string::npos);
    QVERIFY(call<api::FlowsSave>(draft("greet", kGreet)).ok());
    QVERIFY(textOf(answerTo(id, "/flows")).find("greet") != std::string::npos);
    QVERIFY(textOf(answerTo(id, "/help")).find("/explain") != std::string::npos);
    const auto explained = textOf(answerTo(id, "/explain Greeting"));
    QVERIFY2(explained.find("Greeting") != std::string::npos && explained.find("say") != std::string::npos, explained.c_str());
    QCOMPARE(call<api::FlowsExplain>({kGreet})->markdown, explained.substr(5, call<api::FlowsExplain>({kGreet})->markdown.size()));
    const auto ran = answerTo(id, "/run greet {\"who\": \"you\"}");
    QVERIFY2(textOf(ran).find("Hello you") != std::string::npos, textOf(ran).c_str());
    QVERIFY(ran.complete);
    const auto run = std::string(json::text(ran.parts[0].get_object(), "run"));
    QCOMPARE(call<api::RunsGet>({run})->state, api::RunState::Succeeded);
    QVERIFY(textOf(answerTo(id, "/runs")).find("run:") != std::string::npos);
    QVERIFY(textOf(answerTo(id, "/run nothing")).find("error:There is no flow") != std::string::npos);
    QVERIFY(textOf(answerTo(id, "/run greet {")).find("no JSON") != std::string::npos);
    QVERIFY(textOf(answerTo(id, "/fly")).find("no command /fly") != std::string::npos);
}

void ProtocolContract::aTurnGoesOnAfterARestart()
{
    QVERIFY(call<api::FlowsSave>(draft("slow", kSlow)).ok());
    const auto id = call<api::ConversationsCreate>({})->id;
    api::EventSubscribeParams params;
    params.topics = "message.added";
    params.source = id;
    auto stream = test::await(m_client->subscribe(params));
    const auto turn = call<api::ConversationsSend>({id, "/run slow"});
    QVERIFY(turn.ok());
    std::size_t seen = 0;
    while (seen < 2) {
        seen += test::await((*stream)->next({}))->size();
    }
    stream->reset();
    m_client.reset();
    m_server->stop();
    m_server->start();
    m_client = connected();
    api::MessageListParams wanted;
    wanted.id = id;
    auto page = call<api::ConversationsMessages>(wanted);
    QCOMPARE(page->messages.size(), std::size_t{2});
    QVERIFY(!page->messages[1].complete);
    const auto run = std::string(json::text(page->messages[1].parts[0].get_object(), "run"));
    QCOMPARE(call<api::RunsList>({})->runs.size(), std::size_t{1});
    params.topics = "turn.ended";
    stream = test::await(m_client->subscribe(params));
    QVERIFY(call<api::RunsCancel>({run}).ok());
    QVERIFY(test::await((*stream)->next({})).ok());
    page = call<api::ConversationsMessages>(wanted);
    QCOMPARE(page->messages.size(), std::size_t{2});
    QVERIFY(page->messages[1].complete);
    QCOMPARE(std::string(json::text(page->messages[1].parts[0].get_object(), "state")), std::string("cancelled"));
}

void ProtocolContract::aTurnIsStopped()
{
    QVERIFY(call<api::FlowsSave>(draft("slow", kSlow)).ok());
    const auto id = call<api::ConversationsCreate>({})->id;
    const auto turn = call<api::ConversationsSend>({id, "/run slow"});
    QVERIFY(call<api::ConversationsStop>({id, turn->turn}).ok());
    QCOMPARE(call<api::ConversationsStop>({id, 99}).error().code, std::string("store.notFound"));
    // The next one is answered, and the stopped one says nothing any more.
    QVERIFY(textOf(answerTo(id, "/help")).find("/flows") != std::string::npos);
}

void ProtocolContract::conversationsAreTheirOwners()
{
    const auto id = call<api::ConversationsCreate>(titled("Mine"))->id;
    if (m_kind != test::ChannelKind::WebSocket) {
        return; // whoever is on this machine is the owner
    }
    api::TokenIssueParams token;
    token.subject = "another";
    token.permissions = {"conversations.read", "conversations.write"};
    const transport::WebSocketTarget target(m_server->address(), call<api::TokensIssue>(token)->token);
    m_client = std::make_unique<client::Client>([target](std::stop_token stop) { return transport::connectWebSocket(target, transport::PlainText::LoopbackOnly, std::move(stop)); }, m_clock);
    QVERIFY(test::await(m_client->connect({})).ok());
    const auto foreign = call<api::ConversationsGet>({id});
    QVERIFY(!foreign.ok());
    QVERIFY2(foreign.error().is("store.notFound"), foreign.error().describe().c_str());
    QCOMPARE(call<api::ConversationsSend>({id, "x"}).error().code, std::string("store.notFound"));
    const auto own = call<api::ConversationsCreate>({})->id;
    // Speaking is not running.
    QCOMPARE(call<api::ConversationsSend>({own, "/run greet"}).error().code, std::string("auth.denied"));
}
