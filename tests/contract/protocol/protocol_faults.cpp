// SPDX-License-Identifier: GPL-3.0-or-later
// What happens when something breaks: the backend ends, a call is given up, a frame is too large.
#include "protocol_contract.h"

#include "base/uuid.h"

using namespace signalbox;

namespace {

Task<void> keepAnswer(Task<Result<json::Value>> task, std::optional<Result<json::Value>> *out)
{
    *out = co_await task;
}

Task<void> collect(client::EventStream *stream, std::vector<std::int64_t> *out)
{
    for (;;) {
        const auto events = co_await stream->next({});
        if (!events) {
            co_return;
        }
        for (const auto &event : *events) {
            out->push_back(json::find(event.data, "n")->to_number<std::int64_t>());
        }
    }
}

client::ClientOptions steadyBackoff()
{
    client::ClientOptions options;
    options.backoff = {Millis(100), 2.0, Millis(1000), BackoffPolicy::Jitter::None, Millis(60'000)};
    return options;
}

} // namespace

void ProtocolContract::goesOnAfterARestart()
{
    m_client = connected({"*"}, steadyBackoff());
    std::vector<client::ConnectionState> states;
    m_client->onState([&](client::ConnectionState state, const std::optional<Error> &) { states.push_back(state); });
    publish(0, 5);
    auto stream = test::await(m_client->subscribe({"test.*", "", 0, 0}));
    QVERIFY(stream.ok());
    std::vector<std::int64_t> seen;
    const auto collecting = collect(stream->get(), &seen);
    QVERIFY(test::pumpUntil([&] { return seen.size() == 5; }));

    // Every event of three lives of the backend, also of those in which nobody listened.
    int next = 5;
    for (int round = 0; round < 3; ++round) {
        publish(next, 3);
        next += 3;
        m_server->stop();
        QVERIFY(test::pumpUntil([&] { return m_client->state() == client::ConnectionState::Waiting; }));
        // Each attempt waits twice as long as the one before.
        for (const auto wait : {100, 200, 400}) {
            QVERIFY(test::pumpUntil([&] { return m_clock.nextTimer() == Millis(wait); }));
            m_clock.advance(Millis(wait));
        }
        QVERIFY(test::pumpUntil([&] { return m_clock.nextTimer() == Millis(800); }));
        m_server->start();
        publish(next, 4);
        next += 4;
        // A call that is made meanwhile waits for the connection.
        std::optional<Result<json::Value>> answer;
        const auto waiting = keepAnswer(m_client->callUntyped("system.ping", json::Object{{"value", round}}), &answer);
        test::pumpPending();
        QVERIFY(!answer);
        m_clock.advance(Millis(800));
        QVERIFY(test::pumpUntil([&] { return m_client->state() == client::ConnectionState::Connected; }));
        QVERIFY(test::pumpUntil([&] { return answer.has_value(); }));
        QVERIFY(answer->ok());
        QVERIFY(test::pumpUntil([&] { return seen.size() == static_cast<std::size_t>(next); }));
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        QCOMPARE(seen[i], static_cast<std::int64_t>(i));
    }
    QVERIFY(std::count(states.begin(), states.end(), client::ConnectionState::Connected) >= 3);
    QVERIFY(std::find(states.begin(), states.end(), client::ConnectionState::Connecting) != states.end());
    m_client->close();
    QVERIFY(!test::await((*stream)->next({})).ok());
}

void ProtocolContract::callsUnderWayMeetARestart()
{
    m_client = connected({"*"}, steadyBackoff());
    api::RunStartParams params;
    params.text = R"({"nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}}]})";
    params.id = newUuid();
    QVERIFY(call<api::RunsStart>(params).ok());
    // A read is sent again when the backend is back.
    std::optional<Result<json::Value>> ended;
    const auto waiting = keepAnswer(m_client->callUntyped("runs.wait", json::Object{{"id", params.id}}), &ended);
    QVERIFY(test::pumpUntil([&] { return m_server->host().underWay() == 1; }));
    m_server->stop();
    QVERIFY(test::pumpUntil([&] { return m_client->state() == client::ConnectionState::Waiting; }));
    QVERIFY(!ended);
    m_server->start();
    QVERIFY(test::pumpUntil([&] { return m_clock.nextTimer() > Millis(0); }));
    m_clock.advance(Millis(100));
    QVERIFY(test::pumpUntil([&] { return m_server->host().underWay() == 1; }));
    QVERIFY(call<api::RunsCancel>({params.id}).ok());
    QVERIFY(test::pumpUntil([&] { return ended.has_value(); }));
    QVERIFY(ended->ok());
    QCOMPARE(std::string(json::text((*ended)->get_object(), "state")), std::string("cancelled"));
    // Closed by us: what waits is told, and nothing is tried again.
    std::optional<Result<json::Value>> left;
    const auto leaving = keepAnswer(m_client->callUntyped("runs.wait", json::Object{{"id", startRun(*params.text)}}), &left);
    m_client->close();
    QVERIFY(test::pumpUntil([&] { return left.has_value(); }));
    QCOMPARE(left->error().code, std::string("client.disconnected"));
    QCOMPARE(call<api::SystemPing>({}).error().code, std::string("client.disconnected"));
}

void ProtocolContract::cancelsACall()
{
    const auto id = startRun(R"({"nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}}]})");
    std::stop_source stop;
    std::optional<Result<json::Value>> answer;
    const auto waiting = keepAnswer(m_client->callUntyped("runs.wait", json::Object{{"id", id}}, stop.get_token()), &answer);
    QVERIFY(test::pumpUntil([&] { return m_server->host().underWay() == 1; }));
    stop.request_stop();
    QVERIFY(test::pumpUntil([&] { return answer.has_value(); }));
    QCOMPARE(answer->error().code, std::string("cancelled"));
    QVERIFY(test::pumpUntil([&] { return m_server->host().underWay() == 0; }));
    QVERIFY(call<api::SystemPing>({}).ok());
    // Stopped before it began.
    QCOMPARE(test::await(m_client->callUntyped("runs.wait", json::Object{{"id", id}}, stop.get_token())).error().code, std::string("cancelled"));
}

void ProtocolContract::refusesLargeFrames()
{
    // To the backend.
    const auto tooLarge = call<api::SystemPing>({json::Value(std::string(5u << 20, 'x'))});
    QCOMPARE(tooLarge.error().code, std::string("frame.tooLarge"));
    // From the backend: half of it fits there and comes back twice as long in its escapes.
    const auto fits = call<api::SystemPing>({json::Value(std::string(3u << 20, 'x'))});
    QVERIFY(fits.ok());
    const auto saved = call<api::FlowsSave>({"big", R"({"nodes":[],"description":")" + std::string((3u << 20) - 100, 'd') + "\"}", 0, "local"});
    QVERIFY2(saved.ok(), saved ? "" : saved.error().describe().c_str());
    const auto escaped = call<api::FlowsSave>({"escaped", R"({"nodes":[],"description":")" + std::string(1u << 20, 'd') + "\"" + std::string(900u << 10, '\n') + "}", 0, "local"});
    QVERIFY2(escaped.ok(), escaped ? "" : escaped.error().describe().c_str());
    // What a channel carries beyond the limit ends it, and its other end hears why.
    const auto peer = rawPeer();
    peer->channel().send(api::requestMessage(std::int64_t(1), "system.ping", json::Object{{"value", std::string(5u << 20, 'x')}}));
    QVERIFY(test::pumpUntil([&] { return peer->hasEnded(); }));
    // Others are not touched by it.
    QVERIFY(call<api::SystemPing>({}).ok());
}

void ProtocolContract::saysThatNobodyAnswers()
{
    auto connector = m_server->connector();
    m_server->stop();
    client::Client lonely(connector, m_clock);
    const auto connected = test::await(lonely.connect({}));
    QVERIFY(!connected.ok());
    QCOMPARE(connected.error().code, std::string("channel.unreachable"));
    QVERIFY(connected.error().isRetryable());
    QVERIFY(!connected.error().message.empty());
    QCOMPARE(lonely.state(), client::ConnectionState::Closed);
    QCOMPARE(test::await(lonely.call<api::SystemPing>({})).error().code, std::string("client.disconnected"));
}

void ProtocolContract::endsInOrder()
{
    // Calls under way when the backend ends: what can be answered is, and the rest is given up.
    client::ClientOptions once;
    once.reconnect = client::ClientOptions::Reconnect::Once;
    m_client = connected({"*"}, once);
    const auto id = startRun(R"({"nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}}]})");
    std::optional<Result<json::Value>> waited;
    const auto waiting = keepAnswer(m_client->callUntyped("runs.wait", json::Object{{"id", id}}), &waited);
    QVERIFY(test::pumpUntil([&] { return m_server->host().underWay() == 1; }));
    // A notification asks for no answer, but it is carried out, and ends like a call.
    const auto peer = rawPeer();
    peer->channel().send(json::Object{{"jsonrpc", "2.0"}, {"method", "runs.wait"}, {"params", json::Object{{"id", id}}}});
    QVERIFY(test::pumpUntil([&] { return m_server->host().underWay() == 2; }));
    m_server->stop();
    QVERIFY(test::pumpUntil([&] { return waited.has_value(); }));
    QCOMPARE(waited->error().code, std::string("client.disconnected"));
    QVERIFY(waited->error().cause != nullptr);
    QCOMPARE(m_client->state(), client::ConnectionState::Closed);
    // The run goes on with the next one.
    m_server->start();
    m_client = connected();
    const auto state = call<api::RunsGet>({id})->state;
    QVERIFY(state == api::RunState::Running || state == api::RunState::Waiting);
}
