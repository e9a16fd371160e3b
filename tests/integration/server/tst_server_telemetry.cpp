// SPDX-License-Identifier: GPL-3.0-or-later
// What the real signalboxd tells those who watch it: numbers for Prometheus, traces to a collector on loopback.
#include "daemon.h"
#include "http_peer.h"
#include "support/loopback_server.h"

#include <QTemporaryDir>

using namespace signalbox;
using test::LoopbackServer;

namespace {

// A map over three items, a request that fails, and what follows from its error.
std::string flowText(const std::string &url)
{
    return R"({"nodes":[{"id":"each","type":"map","config":{"items":[1,2,3],"body":{"nodes":[{"id":"double","type":"transform","config":{"expression":"input * 2"}}]}}},
        {"id":"tell","type":"http.request","config":{"method":"POST","url":")"
           + url + R"(/orders?key=hidden","body":{"json":{"n":"{{ input.results.length }}"}}}},{"id":"end","type":"output"}],
        "edges":[{"from":"each","to":"tell"},{"from":"tell","fromPort":"error","to":"end"}]})";
}

std::string textOf(const json::Object &attributes, std::string_view key)
{
    const auto *value = attributes.if_contains(key);
    return value ? std::string(value->as_object().begin()->value().as_string()) : std::string();
}

struct SeenSpan
{
    std::string trace, id, parent, name;
    json::Object attributes; // values as OTLP writes them
};

std::vector<SeenSpan> spansOf(const std::string &body)
{
    std::vector<SeenSpan> seen;
    const auto request = json::parse(body).value_or(json::Value());
    for (const auto &span : request.at("resourceSpans").as_array().at(0).at("scopeSpans").as_array().at(0).at("spans").as_array()) {
        const auto &object = span.as_object();
        const auto text = [&](std::string_view key) { return std::string(json::text(object, key)); };
        SeenSpan made{text("traceId"), text("spanId"), text("parentSpanId"), text("name"), {}};
        for (const auto &attribute : object.at("attributes").as_array()) {
            made.attributes[attribute.at("key").as_string()] = attribute.at("value");
        }
        seen.push_back(std::move(made));
    }
    return seen;
}

} // namespace

class TestServerTelemetry : public SignalboxTest
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::Daemon> m_daemon;

    test::HttpAnswer ask(const std::string &verb, const std::string &path, const std::string &body = {})
    {
        return test::HttpPeer(m_daemon->port(), m_daemon->token()).ask(verb, path, body);
    }
    // Runs a flow to its end; gives the run's id.
    std::string run(const std::string &text)
    {
        const auto started = ask("POST", "/api/v1/runs", json::write(json::Object{{"text", text}}));
        const std::string id(json::text(started.data(), "id"));
        (void)ask("POST", "/api/v1/runs/" + id + "/wait", "{}");
        return id;
    }

protected:
    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_daemon = std::make_unique<test::Daemon>(m_folder->path());
    }
    void tearDown() override
    {
        m_daemon.reset();
        m_folder.reset();
    }

private Q_SLOTS:
    void givesNumbers()
    {
        LoopbackServer peer([](const LoopbackServer::Request &) { return LoopbackServer::Reply{.status = 404}; });
        QVERIFY(m_daemon->start());
        QCOMPARE(test::HttpPeer(m_daemon->port()).ask("GET", "/metrics").status, 401);
        run(flowText(peer.url()));
        const auto scraped = ask("GET", "/metrics");
        QCOMPARE(scraped.status, 200);
        QCOMPARE(scraped.header("content-type"), std::string("text/plain; version=0.0.4; charset=utf-8"));
        for (const auto *line : {"signalbox_runs_started_total 1\n", "signalbox_effects_total{type=\"http.request\",outcome=\"http.status\"} 1\n",
                                 "signalbox_effect_duration_seconds_count{type=\"http.request\"} 1\n", "signalbox_ready 1\n", "# TYPE process_cpu_seconds_total counter\n"}) {
            QVERIFY2(scraped.text.find(line) != std::string::npos, (line + scraped.text).c_str());
        }
        QVERIFY(scraped.text.find("signalbox_runs_ended_total{state=\"") != std::string::npos);
        QVERIFY(json::text(ask("GET", "/api/v1/metrics").data(), "text").starts_with("# HELP"));
    }

    void sendsTraces()
    {
        std::vector<SeenSpan> seen;
        LoopbackServer peer([](const LoopbackServer::Request &) { return LoopbackServer::Reply{.status = 404}; });
        LoopbackServer collector([&](const LoopbackServer::Request &request) {
            for (auto &span : spansOf(request.body)) {
                seen.push_back(std::move(span));
            }
            return LoopbackServer::Reply{.body = "{}"};
        });
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("OTEL_EXPORTER_OTLP_ENDPOINT"), QString::fromStdString(collector.url()));
        environment.insert(QStringLiteral("OTEL_SERVICE_NAME"), QStringLiteral("nightly"));
        m_daemon->process().setProcessEnvironment(environment);
        QVERIFY(m_daemon->start());
        const auto id = run(flowText(peer.url()));
        QVERIFY(test::pumpUntil([&] { return seen.size() >= 7; }));
        std::map<std::string, SeenSpan> byPath;
        for (const auto &span : seen) {
            QCOMPARE(span.trace, QString::fromStdString(id).remove(QLatin1Char('-')).toStdString());
            byPath[textOf(span.attributes, "signalbox.step.path")] = span;
        }
        QCOMPARE(byPath.size(), 7u); // the run, the map, its three items, the request, the output
        const auto &root = byPath.at("");
        QVERIFY(root.parent.empty());
        QVERIFY(root.name.starts_with("invoke_workflow"));
        QCOMPARE(textOf(root.attributes, "gen_ai.operation.name"), std::string("invoke_workflow"));
        QCOMPARE(byPath.at("each").parent, root.id);
        QCOMPARE(byPath.at("each[2]/double").parent, byPath.at("each").id);
        const auto &tell = byPath.at("tell");
        QVERIFY2(tell.name == "execute_tool http.request", tell.name.c_str());
        QCOMPARE(textOf(tell.attributes, "gen_ai.tool.name"), std::string("http.request"));
        QCOMPARE(textOf(tell.attributes, "error.type"), std::string("http.status"));
        // No value of the run goes along.
        for (const auto &request : collector.requests()) {
            QVERIFY(request.body.find("hidden") == std::string::npos);
            QVERIFY(request.body.find("nightly") != std::string::npos);
        }
        m_daemon->process().terminate();
        QCOMPARE(m_daemon->end(), 0);
    }

    void saysWhatItCannotRead()
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("OTEL_EXPORTER_OTLP_ENDPOINT"), QStringLiteral("collector:4318"));
        m_daemon->process().setProcessEnvironment(environment);
        QVERIFY(!m_daemon->start());
        QVERIFY(m_daemon->end() != 0);
        QVERIFY(m_daemon->err().contains("OTEL_EXPORTER_OTLP_ENDPOINT"));
    }
};

SB_TEST_MAIN(TestServerTelemetry)
#include "tst_server_telemetry.moc"
