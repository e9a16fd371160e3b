// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that are heard while they come: in order, held back by whoever hears them, void where an attempt broke off,
// and paid for however they end.
#include "gateway_test.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

// Hears everything; waits at each piece while it is told to.
class Listener final : public llm::AnswerSink
{
public:
    Task<Result<void>> take(const std::vector<llm::Event> *events, std::stop_token stop) override
    {
        for (const auto &event : *events) {
            if (const auto *delta = std::get_if<llm::TextDelta>(&event)) {
                text += delta->text;
            }
        }
        ++pieces;
        if (failing) {
            co_return Error("test.full", "Nothing more is heard.");
        }
        if (gate) {
            co_return co_await waitFor(*gate, stop);
        }
        co_return Result<void>();
    }
    bool beginAgain() override
    {
        ++begun;
        text.clear();
        return forgets;
    }

    std::string text;
    int pieces = 0;
    int begun = 0;
    bool forgets = false;
    bool failing = false;
    std::optional<OneShot<Result<void>>> gate;
};

Task<void> hearInto(llm::Gateway *gateway, llm::Request request, std::optional<Result<llm::GatewayAnswer>> *out, llm::AnswerSink *sink, std::stop_token stop)
{
    const auto from = origin({{"workspace", {}}});
    auto answer = co_await gateway->ask(from, "mine", std::move(request), stop, sink);
    out->emplace(std::move(answer));
}

// One call under way.
struct Hearing
{
    Hearing(llm::Gateway *gateway, llm::AnswerSink *sink, llm::Request request = hello())
    {
        scope.start([this, gateway, sink, request = std::move(request)](std::stop_token) { return hearInto(gateway, request, &answer, sink, stop.get_token()); });
    }
    bool hasEnded() { return pumpUntil([this] { return answer.has_value(); }, Millis(20'000)); }

    std::optional<Result<llm::GatewayAnswer>> answer;
    std::stop_source stop;
    TaskScope scope;
};

std::string cutOff()
{
    return streamHead() + textEvent("Half an ") + textEvent("answer");
}

} // namespace

class TestLlmSinks : public GatewayTest
{
    Q_OBJECT
private Q_SLOTS:
    void hearsTheAnswerBeforeItIsWhole()
    {
        Gate gate;
        RawServer server([&](RawConnection &connection) {
            if (connection.readRequest() && connection.write(streamHead() + textEvent("First ")) && gate.pass()) {
                connection.write(streamed("second"));
            }
        });
        setUpUrl(server.url());
        Listener listener;
        Hearing hearing(m_gateway.get(), &listener);
        QVERIFY(pumpUntil([&] { return listener.text == "First "; }));
        QVERIFY(!hearing.answer);
        gate.open();
        QVERIFY(hearing.hasEnded());
        SB_VERIFY_OK(*hearing.answer);
        QCOMPARE(listener.text, std::string("First second"));
        QCOMPARE((*hearing.answer)->answer.text(), std::string("First second"));
    }

    void holdsTheProviderBackWhileItIsNotHeard()
    {
        // Far more than sockets and buffers on the way can hold.
        constexpr std::size_t kPieces = 1500;
        const auto piece = textEvent(std::string(16'384, 'x'));
        std::atomic<std::size_t> written = 0;
        RawServer server([&](RawConnection &connection) {
            connection.useSmallBuffers();
            if (!connection.readRequest() || !connection.write(streamHead())) {
                return;
            }
            for (; written < kPieces; ++written) {
                if (!connection.write(piece)) {
                    return;
                }
            }
            connection.write(streamed("end"));
        });
        setUpUrl(server.url());
        Listener listener;
        listener.gate.emplace();
        auto request = hello();
        request.timeouts.between = Millis(1'000'000);
        Hearing hearing(m_gateway.get(), &listener, request);
        QVERIFY(pumpUntil([&] { return listener.pieces == 1; }));
        // What another call does meanwhile shows that this one only waits.
        Model other({fine()});
        setUpUrl(other.server().url(), [](llm::ProviderConfig &config) { config.id = "other"; });
        SB_VERIFY_OK(await(m_gateway->ask(origin(), "other", hello(), {})));
        QVERIFY2(written < kPieces / 2, std::to_string(written).c_str());
        QCOMPARE(listener.pieces, 1);
        listener.gate->set(Result<void>());
        listener.gate.reset();
        QVERIFY(hearing.hasEnded());
        SB_VERIFY_OK(*hearing.answer);
        QCOMPARE((*hearing.answer)->answer.text().size(), kPieces * 16'384 + 3);
    }

    void aSinkThatHasEnoughEndsTheCall()
    {
        std::atomic<bool> isClosed = false;
        RawServer server([&](RawConnection &connection) {
            if (connection.readRequest()) {
                connection.write(cutOff());
                isClosed = connection.waitForClose(Millis(20'000));
            }
        });
        setUpUrl(server.url());
        setBudget("workspace", "tokens", 10'000);
        Listener listener;
        listener.failing = true;
        Hearing hearing(m_gateway.get(), &listener);
        QVERIFY(hearing.hasEnded());
        SB_VERIFY_CODE(*hearing.answer, "test.full");
        QVERIFY(pumpUntil([&] { return isClosed.load(); }));
        QCOMPARE(budget("workspace", "tokens").reserved, std::int64_t(0));
        QCOMPARE(budget("workspace", "tokens").spent, llm::estimatedTokens(hello()) + 50);
    }

    void whatWasHeardIsNotSaidTwice()
    {
        Model model({cutOff() + "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}\n\n", fine("Whole")});
        setUpUrl(model.server().url());
        Listener listener;
        Hearing hearing(m_gateway.get(), &listener);
        QVERIFY(hearing.hasEnded());
        SB_VERIFY_CODE(*hearing.answer, "llm.overloaded");
        QCOMPARE(listener.begun, 1); // it was asked, and said no
        QCOMPARE(model.server().requests().size(), std::size_t(1));
    }

    void whatWasHeardIsVoidWhereTheSinkForgets()
    {
        Model model({cutOff() + "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}\n\n", fine("Whole")});
        setUpUrl(model.server().url());
        setBudget("workspace", "tokens", 10'000);
        Listener listener;
        listener.forgets = true;
        Hearing hearing(m_gateway.get(), &listener);
        QVERIFY(pumpUntil([&] {
            if (m_clock.nextTimer() >= Millis(0) && m_clock.nextTimer() < Millis(1000)) {
                m_clock.advance(m_clock.nextTimer());
            }
            return hearing.answer.has_value();
        }));
        SB_VERIFY_OK(*hearing.answer);
        QCOMPARE(listener.text, std::string("Whole"));
        QCOMPARE((*hearing.answer)->attempts, std::int64_t(2));
        // What broke off counts as reserved, what ended as it came to.
        QCOMPARE(budget("workspace", "tokens").spent, llm::estimatedTokens(hello()) + 50 + 120);
        QCOMPARE(budget("workspace", "tokens").reserved, std::int64_t(0));
    }

    void aStreamThatEndsTooEarlyIsPaidFor()
    {
        RawServer server([&](RawConnection &connection) {
            if (connection.readRequest()) {
                connection.write(cutOff());
            }
        });
        setUpUrl(server.url(), [](llm::ProviderConfig &config) { config.attempts = 1; });
        setBudget("workspace", "tokens", 10'000);
        Listener listener;
        Hearing hearing(m_gateway.get(), &listener);
        QVERIFY(hearing.hasEnded());
        SB_VERIFY_CODE(*hearing.answer, "llm.streamCut");
        QCOMPARE(listener.text, std::string("Half an answer"));
        QCOMPARE(budget("workspace", "tokens").spent, llm::estimatedTokens(hello()) + 50);
    }

    void aStopEndsItWhileTheSinkWaits()
    {
        RawServer server([&](RawConnection &connection) {
            if (connection.readRequest()) {
                connection.write(cutOff());
                connection.waitForClose(Millis(20'000));
            }
        });
        setUpUrl(server.url());
        Listener listener;
        listener.gate.emplace();
        Hearing hearing(m_gateway.get(), &listener);
        QVERIFY(pumpUntil([&] { return listener.pieces == 1; }));
        hearing.stop.request_stop();
        QVERIFY(hearing.hasEnded());
        SB_VERIFY_CODE(*hearing.answer, "cancelled");
    }

    void waitsForTheFirstTokenOnlySoLong()
    {
        std::atomic<bool> isAsked = false;
        RawServer server([&](RawConnection &connection) {
            if (connection.readRequest()) {
                connection.write(streamHead() + ": still thinking\n\n");
                isAsked = true;
                connection.waitForClose(Millis(20'000));
            }
        });
        setUpUrl(server.url(), [](llm::ProviderConfig &config) { config.attempts = 1; });
        auto request = hello();
        request.timeouts.firstToken = Millis(5'000);
        Listener listener;
        Hearing hearing(m_gateway.get(), &listener, request);
        QVERIFY(pumpUntil([&] { return isAsked.load() && m_clock.nextTimer() > Millis(0); }));
        pumpPending();
        m_clock.advance(Millis(5'000));
        QVERIFY(hearing.hasEnded());
        SB_VERIFY_CODE(*hearing.answer, "llm.timeout");
        QCOMPARE(argOf(hearing.answer->error(), "phase"), std::string("firstToken"));
    }
};

SB_TEST_MAIN(TestLlmSinks)
#include "tst_llm_sinks.moc"
