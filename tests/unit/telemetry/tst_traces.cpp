// SPDX-License-Identifier: GPL-3.0-or-later
// Spans on their way to a collector: a server on loopback, and a clock that stands still.
#include "support/loopback_server.h"
#include "support/test.h"
#include "telemetry/trace_exporter.h"

using namespace signalbox;
using namespace signalbox::telemetry;
using test::LoopbackServer;

namespace {

Environment environmentOf(std::map<std::string, std::string> values)
{
    return [values = std::move(values)](const char *name) -> std::optional<std::string> {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional<std::string>(found->second);
    };
}

std::vector<Span> spans(std::size_t count)
{
    std::vector<Span> made(count);
    for (std::size_t i = 0; i < count; ++i) {
        made[i].traceId = traceIdOf("0190a000-0000-7000-8000-000000000001");
        made[i].spanId = spanIdOf("r", std::to_string(i));
        made[i].name = "step " + std::to_string(i);
        made[i].startedUs = 1'000'000;
        made[i].durationUs = 2;
    }
    return made;
}

std::size_t spansIn(const std::string &body)
{
    const auto value = json::parse(body);
    boost::system::error_code failed;
    const auto *list = value ? value->find_pointer("/resourceSpans/0/scopeSpans/0/spans", failed) : nullptr;
    return list ? list->get_array().size() : 0;
}

} // namespace

class TestTraces : public SignalboxTest
{
    Q_OBJECT
    VirtualClock m_clock;
    std::unique_ptr<http::Client> m_client;
    std::unique_ptr<Metrics> m_metrics;
    std::unique_ptr<LoopbackServer> m_collector;
    std::vector<LoopbackServer::Reply> m_replies; // in turn; the last one for ever

    std::unique_ptr<TraceExporter> exporter(std::map<std::string, std::string> more = {})
    {
        more.emplace("OTEL_EXPORTER_OTLP_ENDPOINT", m_collector->url());
        auto options = otlpOptions(environmentOf(std::move(more)));
        TraceExporterOptions made;
        made.otlp = **options;
        made.version = "9";
        made.maxQueued = 1000;
        made.backoff.jitter = BackoffPolicy::Jitter::None;
        return std::make_unique<TraceExporter>(*m_client, m_clock, *m_metrics, std::move(made));
    }
    std::uint64_t exported() { return m_metrics->counter("signalbox_spans_exported_total", "").value(); }
    std::uint64_t dropped() { return m_metrics->counter("signalbox_spans_dropped_total", "").value(); }

protected:
    void setUp() override
    {
        m_client = std::make_unique<http::Client>();
        m_metrics = std::make_unique<Metrics>();
        m_replies.assign(1, {.status = 200, .body = "{}"});
        m_collector = std::make_unique<LoopbackServer>([this](const LoopbackServer::Request &) {
            auto reply = m_replies.front();
            if (m_replies.size() > 1) {
                m_replies.erase(m_replies.begin());
            }
            return reply;
        });
    }
    void tearDown() override
    {
        m_collector.reset();
        m_client.reset();
        m_metrics.reset();
    }

private Q_SLOTS:
    void readsTheEnvironment_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("url"); // empty: none; "!": an error that names the variable
        QTest::newRow("nobody asks") << "OTEL_SERVICE_NAME" << "x" << "";
        QTest::newRow("endpoint") << "OTEL_EXPORTER_OTLP_ENDPOINT" << "http://127.0.0.1:4318" << "http://127.0.0.1:4318/v1/traces";
        QTest::newRow("slash") << "OTEL_EXPORTER_OTLP_ENDPOINT" << "http://h:4318/x/" << "http://h:4318/x/v1/traces";
        QTest::newRow("of traces") << "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" << "https://h/mine" << "https://h/mine";
        QTest::newRow("no address") << "OTEL_EXPORTER_OTLP_ENDPOINT" << "localhost:4318" << "!";
        QTest::newRow("password") << "OTEL_EXPORTER_OTLP_ENDPOINT" << "http://a:b@h:1" << "!";
        QTest::newRow("query") << "OTEL_EXPORTER_OTLP_ENDPOINT" << "http://h:1/?token=1" << "!";
    }
    void readsTheEnvironment()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, url);
        const auto options = otlpOptions(environmentOf({{name.toStdString(), value.toStdString()}}));
        QCOMPARE(options.ok(), url != QLatin1String("!"));
        if (!options) {
            QCOMPARE(options.error().code, std::string("telemetry.option"));
            QCOMPARE(options.error().subject, name.toStdString());
            QVERIFY(options.error().message.find(value.toStdString()) == std::string::npos); // it may hold a token
        } else {
            QCOMPARE(*options ? QString::fromStdString((*options)->url) : QString(), url);
        }
    }

    void readsHeadersAndAttributes()
    {
        auto options = otlpOptions(environmentOf({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://h:1"},
                                                  {"OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20abc, x-team = blue"},
                                                  {"OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test,service.name=mine"},
                                                  {"OTEL_EXPORTER_OTLP_TIMEOUT", "250"}}));
        QVERIFY(options.ok());
        QCOMPARE((*options)->headers.size(), 2u);
        QCOMPARE((*options)->headers[0].second, std::string("Bearer abc"));
        QCOMPARE((*options)->headers[1], std::make_pair(std::string("x-team"), std::string("blue")));
        QCOMPARE((*options)->timeout, Millis(250));
        QCOMPARE(std::get<std::string>((*options)->resource.back().second), std::string("mine"));
        for (const auto &[name, value] : std::map<std::string, std::string>{{"OTEL_EXPORTER_OTLP_TIMEOUT", "soon"}, {"OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"}, {"OTEL_TRACES_EXPORTER", "zipkin"}, {"OTEL_EXPORTER_OTLP_HEADERS", "=x"}}) {
            options = otlpOptions(environmentOf({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://h:1"}, {name, value}}));
            QVERIFY2(!options.ok() && options.error().subject == name, name.c_str());
        }
        QVERIFY(!*otlpOptions(environmentOf({{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://h:1"}, {"OTEL_SDK_DISABLED", "true"}})));
    }

    void sendsWhatACollectorReads()
    {
        auto sender = exporter({{"OTEL_EXPORTER_OTLP_HEADERS", "x-key=k1"}});
        Span span;
        span.traceId = traceIdOf("0190A000-0000-7000-8000-000000000001");
        span.spanId = spanIdOf("r", "a");
        span.parentId = spanIdOf("r", "");
        span.name = "execute_tool http.request";
        span.kind = SpanKind::Client;
        span.startedUs = 1'700'000'000'000'001;
        span.durationUs = 5;
        span.status = SpanStatus::Error;
        span.statusMessage = "http.status";
        span.attributes = {{"a", std::string("text")}, {"b", std::int64_t(7)}, {"c", true}, {"d", 0.5}};
        sender->add({span});
        test::await(sender->close());
        QCOMPARE(m_collector->requests().size(), 1u);
        const auto &request = m_collector->requests().front();
        QCOMPARE(request.target, std::string("/v1/traces"));
        QCOMPARE(request.header("x-key"), std::string("k1"));
        QCOMPARE(request.header("content-type"), std::string("application/json"));
        const auto expected = json::parse(R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"signalbox"}}]},
            "scopeSpans":[{"scope":{"name":"signalbox","version":"9"},"spans":[{"traceId":"0190a000000070008000000000000001","spanId":")"
                                          + span.spanId + R"(","name":"execute_tool http.request","kind":3,"startTimeUnixNano":"1700000000000001000","endTimeUnixNano":"1700000000000006000",
            "attributes":[{"key":"a","value":{"stringValue":"text"}},{"key":"b","value":{"intValue":"7"}},{"key":"c","value":{"boolValue":true}},{"key":"d","value":{"doubleValue":0.5}}],
            "parentSpanId":")" + span.parentId + R"(","status":{"code":2,"message":"http.status"}}]}]}]})");
        QVERIFY(expected.ok());
        QCOMPARE(json::write(*json::parse(request.body)), json::write(*expected));
        QCOMPARE(exported(), 1u);
    }

    void sendsInBatches()
    {
        auto sender = exporter();
        sender->add(spans(900));
        test::await(sender->close());
        QCOMPARE(m_collector->requests().size(), 2u);
        QCOMPARE(spansIn(m_collector->requests()[0].body) + spansIn(m_collector->requests()[1].body), 900u);
        QCOMPARE(exported(), 900u);
    }

    void triesAgainWhenItMay()
    {
        m_replies = {{.status = 503, .headers = {"Retry-After: 7"}}, {.status = 429}, {.status = 200, .body = "{}"}};
        auto sender = exporter();
        sender->add(spans(3));
        QVERIFY(test::pumpUntil([&] { return m_collector->requests().size() == 1 && m_clock.nextTimer() >= Millis(0); }));
        QCOMPARE(m_clock.nextTimer(), Millis(7000));
        m_clock.advance(Millis(7000));
        QVERIFY(test::pumpUntil([&] { return m_collector->requests().size() == 2 && m_clock.nextTimer() >= Millis(0); }));
        QCOMPARE(m_clock.nextTimer(), Millis(2000));
        m_clock.advance(Millis(2000));
        QVERIFY(test::pumpUntil([&] { return exported() == 3; }));
        QCOMPARE(m_collector->requests()[0].body, m_collector->requests()[2].body);
        test::await(sender->close());
        QCOMPARE(dropped(), 0u);
    }

    void givesUpWhatIsRefused()
    {
        test::expectLog("traces cannot be sent");
        m_replies = {{.status = 400}, {.status = 200, .body = R"({"partialSuccess":{"rejectedSpans":"2","errorMessage":"too old"}})"}};
        auto sender = exporter({{"OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20hush"}});
        sender->add(spans(4));
        QVERIFY(test::pumpUntil([&] { return dropped() == 4; }));
        sender->add(spans(5));
        test::await(sender->close());
        QCOMPARE(dropped(), 6u);
        QCOMPARE(exported(), 3u);
        for (const auto &line : test::loggedLines()) {
            QVERIFY(line.find("hush") == std::string::npos);
        }
    }

    void holdsNobodyUp()
    {
        test::expectLog("traces cannot be sent");
        m_replies = {{.answer = LoopbackServer::Reply::Answer::Never}};
        auto sender = exporter();
        sender->add(spans(1));
        QVERIFY(test::pumpUntil([&] { return m_collector->requests().size() == 1; }));
        sender->add(spans(1500)); // 1000 are kept
        QCOMPARE(dropped(), 500u);
        bool ended = false;
        TaskScope scope;
        const auto closing = [](TraceExporter *what, bool *done) -> Task<void> {
            co_await what->close();
            *done = true;
        };
        scope.start([&](std::stop_token) { return closing(sender.get(), &ended); });
        test::pumpPending();
        QVERIFY(!ended);
        m_clock.advance(Millis(5000));
        QVERIFY(test::pumpUntil([&] { return ended; }));
        QCOMPARE(dropped(), 1501u);
    }
};

SB_TEST_MAIN(TestTraces)
#include "tst_traces.moc"
