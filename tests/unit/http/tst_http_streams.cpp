// SPDX-License-Identifier: GPL-3.0-or-later
// Streams in both directions: back-pressure, early ends, many at a time.
#include "http_rig.h"

#include "base/task_scope.h"
#include "http/body_pipe.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

// Sends chunks of a known pattern until the peer is gone or `limit` bytes went out.
void pourOut(RawConnection &connection, std::uint64_t limit, std::atomic<std::uint64_t> *sent)
{
    connection.useSmallBuffers();
    if (!connection.readRequest() || !connection.write("HTTP/1.1 200 OK\r\n\r\n")) {
        return;
    }
    const std::string block(16384, 'x');
    while (*sent < limit && connection.write(block)) {
        *sent += block.size();
    }
}

Task<void> produce(std::shared_ptr<http::BodyPipe> pipe, std::uint64_t total, std::uint64_t *written, std::string *failure, std::stop_token stop)
{
    while (*written < total) {
        auto done = co_await pipe->write(std::string(10'000, 'p'), stop);
        if (!done) {
            *failure = done.error().code;
            co_return;
        }
        *written += 10'000;
    }
    pipe->finish();
}

Task<void> fetchOne(http::Client *client, std::string url, std::size_t *right, std::size_t *done, std::stop_token stop)
{
    auto opened = co_await client->open(get(url), stop);
    if (opened) {
        auto all = co_await opened->body.readAll(stop);
        if (all && all->size() == 100'000) {
            ++*right;
        }
    }
    ++*done;
}

} // namespace

class TestHttpStreams : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void theHeadComesBeforeTheBody()
    {
        std::atomic<bool> go = false;
        RawServer server([&](RawConnection &connection) {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX-A: b\r\n\r\nhello ");
            go.wait(false);
            connection.write("world");
        });
        http::Client client(loopbackOptions());
        auto opened = await(client.open(get(server.url()), {}));
        SB_VERIFY_OK(opened);
        QCOMPARE(opened->status, 200);
        QCOMPARE(opened->headers.value("x-a"), std::string_view("b"));
        auto piece = await(opened->body.read({}));
        SB_VERIFY_OK(piece);
        QCOMPARE(*piece, std::string("hello "));
        go = true;
        go.notify_all();
        auto rest = await(opened->body.readAll({}));
        SB_VERIFY_OK(rest);
        QCOMPARE(*rest, std::string("world"));
        auto end = await(opened->body.read({}));
        SB_VERIFY_OK(end);
        QCOMPARE(*end, std::string());
    }

    void aServerWaitsForASlowReader()
    {
        std::atomic<std::uint64_t> sent = 0;
        RawServer server([&sent](RawConnection &connection) { pourOut(connection, 64u << 20, &sent); });
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.maxBodyBytes = 0;
        request.timeouts.idle = Millis(300); // stands still while the reader holds it back
        auto opened = await(client.open(request, {}));
        SB_VERIFY_OK(opened);
        auto first = await(opened->body.read({}));
        SB_VERIFY_OK(first);
        // Until the pipe is full nothing else is needed; then the server must come to a halt.
        std::uint64_t before = 0;
        QVERIFY(pumpUntil([&] {
            pumpUntil([] { return false; }, Millis(200));
            return std::exchange(before, sent.load()) == sent.load();
        }));
        QVERIFY2(sent < (16u << 20), std::to_string(sent).c_str());
        pumpUntil([] { return false; }, Millis(400)); // longer than the idle timeout
        std::uint64_t got = first->size();
        for (;;) {
            auto piece = await(opened->body.read({}));
            SB_VERIFY_OK(piece);
            if (piece->empty()) {
                break;
            }
            got += piece->size();
        }
        QCOMPARE(got, std::uint64_t(64u << 20));
    }

    void aDroppedStreamClosesItsSocket()
    {
        std::atomic<std::uint64_t> sent = 0;
        std::atomic<bool> ended = false;
        RawServer server([&](RawConnection &connection) {
            pourOut(connection, 1u << 30, &sent);
            ended = true;
        });
        http::Client client(loopbackOptions());
        {
            auto request = get(server.url());
            request.maxBodyBytes = 0;
            auto opened = await(client.open(request, {}));
            SB_VERIFY_OK(opened);
        }
        QVERIFY(pumpUntil([&] { return ended.load(); }, Millis(5000)));
        QVERIFY(sent < (1u << 30));
    }

    void aReaderMayOutliveTheClient()
    {
        std::atomic<std::uint64_t> sent = 0;
        RawServer server([&sent](RawConnection &connection) { pourOut(connection, 1u << 30, &sent); });
        auto client = std::make_unique<http::Client>(loopbackOptions());
        auto request = get(server.url());
        request.maxBodyBytes = 0;
        auto opened = await(client->open(request, {}));
        SB_VERIFY_OK(opened);
        client.reset();
        auto rest = await(opened->body.readAll({}));
        SB_VERIFY_CODE(rest, "cancelled");
    }

    void anErrorInTheMiddleReachesTheReader()
    {
        RawServer server([](RawConnection &connection) {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        });
        http::Client client(loopbackOptions());
        auto opened = await(client.open(get(server.url()), {}));
        SB_VERIFY_OK(opened);
        auto all = await(opened->body.readAll({}));
        SB_VERIFY_CODE(all, "http.closed");
    }

    void aStreamHasItsLimit()
    {
        std::atomic<std::uint64_t> sent = 0;
        RawServer server([&sent](RawConnection &connection) { pourOut(connection, 1u << 30, &sent); });
        http::Client client(loopbackOptions());
        auto request = get(server.url());
        request.maxBodyBytes = 1u << 20;
        auto opened = await(client.open(request, {}));
        SB_VERIFY_OK(opened);
        auto all = await(opened->body.readAll({}));
        SB_VERIFY_CODE(all, "http.tooLarge");
    }

    void aBodyIsProducedAsItIsTaken()
    {
        std::atomic<bool> go = false;
        std::atomic<std::uint64_t> received = 0;
        RawServer server([&](RawConnection &connection) {
            connection.useSmallBuffers();
            go.wait(false);
            auto request = connection.readRequest();
            received = request ? request->body.size() : 0;
            connection.write(answerText(200, "thanks"));
        });
        http::Client client(loopbackOptions());
        auto pipe = std::make_shared<http::BodyPipe>();
        std::uint64_t written = 0;
        std::string failure;
        TaskScope scope;
        constexpr std::uint64_t kTotal = 40'000'000;
        scope.start([&](std::stop_token stop) { return produce(pipe, kTotal, &written, &failure, stop); });
        http::Request request;
        request.method = "PUT";
        request.url = server.url();
        request.body = pipe;
        std::optional<Result<http::Response>> response;
        scope.start([&](std::stop_token stop) -> Task<void> {
            return [](http::Client *c, http::Request r, std::optional<Result<http::Response>> *out, std::stop_token s) -> Task<void> {
                *out = co_await c->send(std::move(r), s);
            }(&client, std::move(request), &response, stop);
        });
        // The server does not read: the producer comes to a halt.
        std::uint64_t before = 1;
        QVERIFY(pumpUntil([&] {
            pumpUntil([] { return false; }, Millis(200));
            return std::exchange(before, written) == written;
        }));
        QVERIFY2(written < 20'000'000, std::to_string(written).c_str());
        go = true;
        go.notify_all();
        QVERIFY(pumpUntil([&] { return response.has_value(); }, Millis(20000)));
        SB_VERIFY_OK(*response);
        QCOMPARE((*response)->body, std::string("thanks"));
        QCOMPARE(received.load(), kTotal);
        QCOMPARE(failure, std::string());
    }

    void aKnownLengthIsSentAsOne()
    {
        RawServer *self = nullptr;
        RawServer server(always(answerText(200, ""), &self));
        self = &server;
        http::Client client(loopbackOptions());
        auto pipe = std::make_shared<http::BodyPipe>();
        std::uint64_t written = 0;
        std::string failure;
        TaskScope scope;
        scope.start([&](std::stop_token stop) { return produce(pipe, 20'000, &written, &failure, stop); });
        http::Request request;
        request.method = "PUT";
        request.url = server.url();
        request.body = pipe;
        request.contentLength = 20'000;
        SB_VERIFY_OK(sendNow(client, request));
        QCOMPARE(server.requests().at(0).header("content-length"), std::string("20000"));
        QVERIFY(!server.requests().at(0).headers.contains("transfer-encoding"));
        QCOMPARE(server.requests().at(0).body.size(), std::size_t(20'000));
    }

    void aProducerThatFailsFailsTheRequest()
    {
        std::atomic<bool> closed = false;
        RawServer server([&](RawConnection &connection) { closed = !connection.readRequest(); });
        http::Client client(loopbackOptions());
        auto pipe = std::make_shared<http::BodyPipe>();
        http::Request request;
        request.method = "POST";
        request.url = server.url();
        request.body = pipe;
        pipe->fail(Error("file.read", "The disk is gone."));
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "file.read");
        QVERIFY(pumpUntil([&] { return closed.load(); }));
    }

    void aProducerThatVanishesFailsTheRequest()
    {
        RawServer server([](RawConnection &connection) { connection.readRequest(); });
        http::Client client(loopbackOptions());
        http::Request request;
        request.method = "POST";
        request.url = server.url();
        auto pipe = std::make_shared<http::BodyPipe>();
        request.body = pipe;
        auto sending = client.send(std::move(request), {});
        request = {};
        // The request itself shares the pipe; what counts is that it is finished or failed.
        pipe->fail(Error("cancelled", "It was cancelled before it ended."));
        const auto response = await(std::move(sending));
        QVERIFY(!response);
    }

    void aProducerHearsThatNobodyReads()
    {
        RawServer server([](RawConnection &connection) {
            connection.readSome();
            connection.reset();
        });
        http::Client client(loopbackOptions());
        auto pipe = std::make_shared<http::BodyPipe>(1000);
        std::uint64_t written = 0;
        std::string failure;
        TaskScope scope;
        scope.start([&](std::stop_token stop) { return produce(pipe, 1'000'000'000, &written, &failure, stop); });
        http::Request request;
        request.method = "POST";
        request.url = server.url();
        request.body = pipe;
        const auto response = sendNow(client, request);
        SB_VERIFY_CODE(response, "http.closed");
        QVERIFY(pumpUntil([&] { return scope.size() == 0; }));
        QCOMPARE(failure, std::string("http.closed"));
    }

    void aSlowReaderOfADenseStreamKeepsItsMemory()
    {
        // Half a megabyte that unpacks to 500: it must be held back before it is unpacked.
        const std::string zeros(8u << 20, '\0');
        const auto packed = qCompress(reinterpret_cast<const uchar *>(zeros.data()), static_cast<qsizetype>(zeros.size())).mid(4).toStdString();
        RawServer server(always(answerText(200, packed, {"Content-Encoding: deflate"})));
        http::Client client(loopbackOptions());
        auto opened = await(client.open(get(server.url()), {}));
        SB_VERIFY_OK(opened);
        pumpUntil([] { return false; }, Millis(300));
        auto all = await(opened->body.readAll({}));
        SB_VERIFY_OK(all);
        QCOMPARE(all->size(), zeros.size());
    }

    void twoHundredStreamsRunAtATime()
    {
        constexpr int kStreams = 200;
        std::atomic<int> waiting = 0;
        std::atomic<bool> go = false;
        RawServer server([&](RawConnection &connection) {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            // Nobody gets a body before all are open.
            if (++waiting == kStreams) {
                go = true;
                go.notify_all();
            }
            go.wait(false);
            for (int i = 0; i < 10; ++i) {
                connection.write(std::string(10'000, 'a'));
            }
        });
        http::Client client(loopbackOptions());
        std::size_t right = 0;
        std::size_t done = 0;
        {
            TaskScope scope;
            for (int i = 0; i < kStreams; ++i) {
                scope.start([&](std::stop_token stop) { return fetchOne(&client, server.url(), &right, &done, stop); });
            }
            QVERIFY(pumpUntil([&] { return done == kStreams; }, Millis(30000)));
        }
        go = true;
        go.notify_all();
        QCOMPARE(right, std::size_t(kStreams));
        QCOMPARE(server.connections(), kStreams);
    }
};

SB_TEST_MAIN(TestHttpStreams)
#include "tst_http_streams.moc"
