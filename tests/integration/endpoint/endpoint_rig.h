// SPDX-License-Identifier: GPL-3.0-or-later
// A backend with its endpoint on a port, and a provider on loopback that does what the last message says.
#pragma once

#include "api/endpoint_calls.h"
#include "backend/service_host.h"
#include "model_server.h"
#include "transport/http_server.h"

#include <QTemporaryDir>

namespace signalbox::test {

inline std::string chunk(const std::string &delta, const std::string &finish = "null")
{
    return R"(data: {"id":"c","model":"m-1","choices":[{"index":0,"delta":)" + delta + R"(,"finish_reason":)" + finish + "}]}\n\n";
}

inline std::string usageChunk(int reasoning = 0)
{
    return R"(data: {"id":"c","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":40},"completion_tokens_details":{"reasoning_tokens":)"
        + std::to_string(reasoning) + "}}}\n\ndata: [DONE]\n\n";
}

inline std::string sse(const std::string &body)
{
    return answerText(200, body, {"Content-Type: text/event-stream"});
}

inline std::string refusalText(int status, const std::string &code, const std::vector<std::string> &headers = {})
{
    auto lines = headers;
    lines.emplace_back("Content-Type: application/json");
    return answerText(status, R"({"error":{"message":"No","type":"invalid_request_error","code":")" + code + "\"}}", lines);
}

/// The provider. Its answers are made of what is said to it.
class HouseModel
{
public:
    HouseModel()
        : m_server([this](RawConnection &connection) {
              while (auto request = connection.readRequest()) {
                  m_server.remember(*request);
                  if (!answer(connection, *request)) {
                      return;
                  }
              }
          })
    {
    }
    std::string url() const { return m_server.url(); }
    std::size_t asked() const { return m_server.requests().size(); }
    /// Streams that have begun and go on until the client leaves, and those whose client has left.
    int hanging() const { return m_hanging; }
    int left() const { return m_left; }

private:
    static bool says(const RawRequest &request, const std::string &word) { return request.body.find(word) != std::string::npos; }

    bool answer(RawConnection &connection, const RawRequest &request)
    {
        if (request.method == "GET") {
            return connection.write(answerText(200, R"({"object":"list","data":[{"id":"m-1"},{"id":"e-1"}]})", {"Content-Type: application/json"}));
        }
        if (request.target == "/embeddings") {
            const std::string vector = R"("embedding":[0.5,-0.25,3]})";
            const bool isTwo = says(request, R"(["a","b"])");
            return connection.write(answerText(200, R"({"data":[{"index":0,)" + vector + (isTwo ? R"(,{"index":1,)" + vector : std::string()) + R"(],"usage":{"prompt_tokens":12,"total_tokens":12}})", {"Content-Type: application/json"}));
        }
        if (says(request, "hangs")) {
            ++m_hanging;
            const bool wasWritten = connection.write(streamHead() + textEvent("begun"));
            if (wasWritten && connection.waitForClose(Millis(60'000))) {
                ++m_left;
            }
            return false;
        }
        if (says(request, "breaks")) {
            connection.write(streamHead() + textEvent("begun"));
            return false;
        }
        return connection.write(textFor(request));
    }

    static std::string textFor(const RawRequest &request)
    {
        if (says(request, "missing")) {
            return refusalText(404, "model_not_found");
        }
        if (says(request, "long")) {
            return refusalText(400, "context_length_exceeded");
        }
        if (says(request, "limited")) {
            return refusalText(429, "rate_limit_exceeded", {"Retry-After: 7"});
        }
        if (says(request, "forbidden key")) {
            return refusalText(401, "invalid_api_key");
        }
        if (says(request, "results")) {
            return sse(chunk(R"({"content":"It rains"})", "\"stop\"") + usageChunk());
        }
        if (says(request, R"("content":"weather")")) {
            return sse(chunk(R"({"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"weather","arguments":""}}]})")
                       + chunk(R"({"tool_calls":[{"index":0,"function":{"arguments":"{\"town\":"}}]})") + chunk(R"({"tool_calls":[{"index":0,"function":{"arguments":"\"Bonn\"}"}}]})")
                       + chunk(R"({"tool_calls":[{"index":1,"id":"call_2","type":"function","function":{"name":"weather","arguments":"{\"town\":"}}]})")
                       + chunk(R"({"tool_calls":[{"index":1,"function":{"arguments":"\"Köln\"}"}}]})") + chunk("{}", "\"tool_calls\"") + usageChunk());
        }
        if (says(request, "schema")) {
            return sse(chunk(says(request, "json_schema") ? R"({"content":"{\"town\":\"Bonn\"}"})" : R"({"content":"no schema came"})", "\"stop\"") + usageChunk());
        }
        if (says(request, "think")) {
            return sse(chunk(R"({"reasoning_content":"Hm, "})") + chunk(R"({"reasoning_content":"so"})") + chunk(R"({"content":"Done"})", "\"stop\"") + usageChunk(5));
        }
        if (says(request, "image")) {
            return sse(chunk(says(request, "data:image/png;base64,iVBOR") ? R"({"content":"A dot"})" : R"({"content":"no image came"})", "\"stop\"") + usageChunk());
        }
        return sse(chunk(R"({"content":"Hello, "})") + chunk(R"({"content":"world"})") + chunk("{}", "\"stop\"") + usageChunk());
    }

    std::atomic<int> m_hanging = 0;
    std::atomic<int> m_left = 0;
    RawServer m_server;
};

class TestDoor final : public backend::EndpointDoor
{
public:
    std::string url() const override { return address; }
    bool hasOwnPort() const override { return false; }
    Task<Result<void>> open(std::uint16_t) override { co_return Result<void>(); }
    Task<void> close() override { co_return; }
    std::string address;
};

class EndpointTest : public SignalboxTest
{
protected:
    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QFile prices(m_folder->path() + QStringLiteral("/prices.json"));
        QVERIFY(prices.open(QIODevice::WriteOnly));
        prices.write(R"({"format": "signalbox.prices/1", "models": [{"provider": "house", "model": "m-1", "input": 2, "output": 10}, {"provider": "house", "model": "e-1", "input": 1, "output": 0}]})");
        prices.close();
        m_model = std::make_unique<HouseModel>();
        m_backend = std::move(*backend::Backend::open({.folder = m_folder->path().toStdString()}));
        m_services = std::make_unique<backend::ServiceHost>(*m_backend);
        m_services->setEndpointDoor(&m_door);
        QVERIFY(await(m_services->begin()).ok());
        transport::HttpOptions options;
        options.guest = &m_services->endpoint();
        m_server = std::move(*transport::HttpServer::listen(*m_services, m_clock, std::move(options)));
        m_door.address = m_server->url();
        addProvider("house");
        api::ProviderPutParams group;
        group.id = "everyone";
        group.kind = api::ProviderKind::Group;
        group.members.emplace_back().provider = "house";
        QVERIFY(call<api::ProvidersPut>(group).ok());
    }
    void tearDown() override
    {
        await(m_server->close());
        m_server.reset();
        await(m_backend->shutdown());
        m_services.reset();
        m_backend.reset();
        m_model.reset();
        m_folder.reset();
    }

    void addProvider(const std::string &id)
    {
        api::ProviderPutParams provider;
        provider.id = id;
        provider.kind = api::ProviderKind::OpenAiCompatible;
        provider.baseUrl = m_model->url();
        provider.defaultModel = "m-1";
        provider.attempts = 1;
        provider.concurrency = 100;
        const auto made = call<api::ProvidersPut>(provider);
        QVERIFY2(made.ok(), made ? "" : made.error().describe().c_str());
    }

    template<typename C>
    Result<typename C::Result> call(const typename C::Params &params)
    {
        api::CallContext context;
        context.caller = m_services->localCaller();
        auto answer = await(m_services->call(std::move(context), std::string(C::name), json::toJson(params)));
        if (!answer) {
            return std::move(answer).error();
        }
        return json::fromJson<typename C::Result>(*answer);
    }
    api::EndpointTokenIssued token(const api::EndpointTokenLimits &limits = {}, const std::string &name = "tool")
    {
        auto issued = call<api::EndpointTokensIssue>({name, limits});
        if (!issued) {
            qFatal("no token: %s", issued.error().describe().c_str());
        }
        return *issued;
    }
    api::EndpointTokenView viewOf(const std::string &id)
    {
        const auto list = call<api::EndpointTokensList>({});
        for (const auto &view : list->tokens) {
            if (view.id == id) {
                return view;
            }
        }
        qFatal("no such token");
    }
    std::string url() const { return m_server->url() + "/v1"; }

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<HouseModel> m_model;
    TestDoor m_door;
    std::unique_ptr<backend::Backend> m_backend;
    std::unique_ptr<backend::ServiceHost> m_services;
    std::unique_ptr<transport::HttpServer> m_server;
};

} // namespace signalbox::test
