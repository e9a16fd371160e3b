// SPDX-License-Identifier: GPL-3.0-or-later
// Events: pages, subscriptions, credit, cursors, and clients that do not read.
#include "protocol_contract.h"

#include "store/event_log.h"

#include <QSemaphore>

using namespace signalbox;

namespace {

std::int64_t numberOf(const api::EventView &event)
{
    return json::find(event.data, "n")->to_number<std::int64_t>();
}

std::string codeOf(const json::Value &answer)
{
    const auto *error = json::find(answer, "error");
    return error ? std::string(json::text(json::find(*error, "data")->get_object(), "code")) : std::string();
}

Task<void> collect(client::EventStream *stream, std::vector<std::int64_t> *out, std::size_t count)
{
    while (out->size() < count) {
        const auto events = co_await stream->next({});
        if (!events) {
            co_return;
        }
        for (const auto &event : *events) {
            out->push_back(numberOf(event));
        }
    }
}

bool isCounting(const std::vector<std::int64_t> &numbers, std::size_t count)
{
    bool right = numbers.size() == count;
    for (std::size_t i = 0; right && i < count; ++i) {
        right = numbers[i] == static_cast<std::int64_t>(i);
    }
    return right;
}

} // namespace

void ProtocolContract::givesEventsFromACursor()
{
    publish(0, 10);
    api::EventReadParams params;
    params.limit = 4;
    std::vector<std::int64_t> seen;
    for (bool more = true; more;) {
        const auto page = call<api::EventsRead>(params);
        QVERIFY(page.ok());
        for (const auto &event : page->events) {
            seen.push_back(numberOf(event));
        }
        params.after = page->cursor;
        more = page->more;
    }
    QVERIFY(isCounting(seen, 10));
    params.after = 0;
    params.topics = "other.*";
    QVERIFY(call<api::EventsRead>(params)->events.empty());

    // A subscription from the beginning gives the same, and then what happens.
    auto stream = test::await(m_client->subscribe({"test.*", "", 0, 0}));
    QVERIFY(stream.ok());
    seen.clear();
    const auto collecting = collect(stream->get(), &seen, 20);
    publish(10, 10);
    QVERIFY(test::pumpUntil([&] { return seen.size() >= 20; }));
    QVERIFY(isCounting(seen, 20));
    QCOMPARE((*stream)->cursor(), 20);
}

void ProtocolContract::sendsOnlyWhatIsGranted()
{
    const auto peer = rawPeer();
    const auto answer = peer->ask(api::EventsSubscribe::name, {{"topics", "test.*"}, {"after", 0}, {"credit", 5}});
    const auto *result = json::find(answer, "result");
    QVERIFY(result != nullptr);
    const std::string id(json::text(result->get_object(), "subscription"));
    publish(0, 20);
    QCOMPARE(peer->takeEvents(5).size(), std::size_t(5));
    QCOMPARE(peer->eventsBeforeAPing(), std::size_t(0));
    QVERIFY(json::find(peer->ask(api::EventsGrant::name, {{"subscription", id}, {"credit", 3}}), "result") != nullptr);
    const auto next = peer->takeEvents(3);
    QCOMPARE(next.size(), std::size_t(3));
    QCOMPARE(numberOf(next.front()), 5);
    QCOMPARE(peer->eventsBeforeAPing(), std::size_t(0));
    peer->channel().send(api::notificationMessage(api::EventsGrant::name, json::Object{{"subscription", id}, {"credit", 100}}));
    QCOMPARE(peer->takeEvents(12).size(), std::size_t(12));
    // Less than nothing is nothing.
    peer->ask(api::EventsGrant::name, {{"subscription", id}, {"credit", -1000}});
    publish(20, 1);
    QCOMPARE(peer->takeEvents(1).size(), std::size_t(1));
}

void ProtocolContract::endsASubscription()
{
    const auto peer = rawPeer();
    const auto answer = peer->ask(api::EventsSubscribe::name, {{"credit", 100}});
    const std::string id(json::text(json::find(answer, "result")->get_object(), "subscription"));
    QVERIFY(json::find(peer->ask(api::EventsUnsubscribe::name, {{"subscription", id}}), "result") != nullptr);
    publish(0, 3);
    QCOMPARE(peer->eventsBeforeAPing(), std::size_t(0));
    QCOMPARE(codeOf(peer->ask(api::EventsGrant::name, {{"subscription", id}, {"credit", 1}})), std::string("events.noSubscription"));
    for (int i = 0; i < 64; ++i) {
        QVERIFY(json::find(peer->ask(api::EventsSubscribe::name, {}), "result") != nullptr);
    }
    QCOMPARE(codeOf(peer->ask(api::EventsSubscribe::name, {})), std::string("call.tooMany"));
    // A stream that is dropped ends its subscription there.
    auto stream = test::await(m_client->subscribe({}));
    QCOMPARE(call<api::SystemHealthCall>({})->subscriptions, 65);
    stream->reset();
    QVERIFY(test::pumpUntil([&] { return call<api::SystemHealthCall>({})->subscriptions == 64; }));
}

void ProtocolContract::aCursorThatIsGoneSaysSo()
{
    publish(0, 10);
    const auto trimmed = m_server->await<Result<void>>([this] { return m_server->backend().store().events().trim("default", 5); });
    QVERIFY(trimmed.ok());
    api::EventReadParams params;
    params.after = 2;
    QCOMPARE(call<api::EventsRead>(params).error().code, std::string("events.gone"));
    auto stream = test::await(m_client->subscribe({"*", "", 2, 0}));
    QVERIFY(!stream.ok());
    QCOMPARE(stream.error().code, std::string("events.gone"));
    QVERIFY(!test::await(m_client->subscribe({"*", "", 1000, 0})).ok());
    stream = test::await(m_client->subscribe({"*", "", 5, 0}));
    QVERIFY(stream.ok());
    QCOMPARE(test::await((*stream)->next({}))->front().seq, 6);
}

void ProtocolContract::givesEventsWhileTheyHappen()
{
    auto stream = test::await(m_client->subscribe({"run.*", "", -1, 0}));
    QVERIFY(stream.ok());
    const auto id = startRun(R"({"nodes":[{"id":"end","type":"output"}]})");
    std::vector<std::string> topics;
    while (std::find(topics.begin(), topics.end(), "run.succeeded") == topics.end()) {
        const auto events = test::await((*stream)->next({}));
        QVERIFY(events.ok());
        for (const auto &event : *events) {
            QCOMPARE(event.source, id);
            topics.push_back(event.topic);
            if (event.topic.starts_with("run.") && event.topic != "run.started" && event.topic != "run.progress") {
                topics.push_back("run.succeeded");
            }
        }
    }
    // A wait that is stopped ends at once, and nothing is lost by it.
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(test::await((*stream)->next(stop.get_token())).error().code, std::string("cancelled"));
}

void ProtocolContract::dropsAClientThatDoesNotRead()
{
    // A client on a thread of its own that stands still, with credit for more than may stand unsent.
    EventThread thread("sb-slow");
    client::ClientOptions options;
    options.credit = 100'000; // more than it could ever hold
    options.backoff = {Millis(1), 1.0, Millis(1), BackoffPolicy::Jitter::None, Millis(1000)};
    SystemClock *clock = nullptr;
    client::Client *slow = nullptr;
    std::unique_ptr<client::EventStream> stream;
    const auto connector = m_server->connector();
    std::atomic<bool> isReady = false;
    std::atomic<bool> hasAll = false;
    QSemaphore standsStill;
    std::vector<std::int64_t> seen;
    std::size_t total = 0;
    const auto begin = [](client::Client *owner, std::unique_ptr<client::EventStream> *out, std::atomic<bool> *ready) -> Task<void> {
        (void)co_await owner->connect({});
        api::EventSubscribeParams params{"test.*", "", 0, 0};
        auto made = co_await owner->subscribe(std::move(params));
        *out = std::move(*made);
        *ready = true;
    };
    const auto read = [](client::EventStream *source, std::vector<std::int64_t> *out, const std::size_t *count, std::atomic<bool> *all) -> Task<void> {
        co_await collect(source, out, *count);
        *all = true;
    };
    thread.runBlocking([&] {
        clock = new SystemClock;
        slow = new client::Client(connector, *clock, options);
        begin(slow, &stream, &isReady);
    });
    QVERIFY(test::pumpUntil([&] { return isReady.load(); }));
    thread.executor().post([&] { standsStill.acquire(); });
    // It is not flooded, and let go only when it does not read for long.
    constexpr int kBatch = 500;
    publish(0, kBatch, 32 << 10);
    total += kBatch;
    m_server->advance(Millis(29'000));
    QCOMPARE(call<api::SystemHealthCall>({})->subscriptions, 1);
    while (call<api::SystemHealthCall>({})->subscriptions > 0) {
        QVERIFY2(total < 4000, "the client was not dropped");
        m_server->advance(Millis(2'000));
        publish(static_cast<int>(total), kBatch / 10, 32 << 10);
        total += kBatch / 10;
    }
    publish(static_cast<int>(total), kBatch);
    total += kBatch;
    standsStill.release();
    thread.executor().post([&] { read(stream.get(), &seen, &total, &hasAll); });
    QVERIFY(test::pumpUntil([&] { return hasAll.load(); }, Millis(60000)));
    QVERIFY(isCounting(seen, total));
    thread.runBlocking([&] {
        stream.reset();
        delete slow;
        delete clock;
    });
}
