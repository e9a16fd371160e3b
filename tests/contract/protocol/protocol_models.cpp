// SPDX-License-Identifier: GPL-3.0-or-later
// Providers of models: set up, tested, their models listed, their calls recorded; and no key in anything that comes back.
#include "protocol_contract.h"

#include "api/errors.h"
#include "store/models.h"
#include "support/loopback_server.h"

#include <QDateTime>
#include <QTimeZone>

using namespace signalbox;

namespace {

constexpr auto kKey = "sk-contract-secret-77";

test::LoopbackServer::Reply answer(const test::LoopbackServer::Request &request)
{
    if (request.header("authorization") != std::string("Bearer ") + kKey) {
        return {401, "{\"error\":{\"message\":\"Incorrect API key provided: " + request.header("authorization") + "\",\"code\":\"invalid_api_key\"}}", {"Content-Type: application/json"}};
    }
    if (request.method == "GET") {
        return {200, R"({"object":"list","data":[{"id":"gpt-4o-mini"},{"id":"house-model"}]})", {"Content-Type: application/json"}};
    }
    if (request.body.find("broken") != std::string::npos) {
        return {404, "{\"error\":{\"message\":\"The model does not exist for " + std::string(kKey) + "\",\"code\":\"model_not_found\"}}", {"Content-Type: application/json"}};
    }
    return {200,
            "data: {\"id\":\"c\",\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"OK\"},\"finish_reason\":\"stop\"}]}\n\n"
            "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n",
            {"Content-Type: text/event-stream"}};
}

api::ProviderPutParams provider(const std::string &url)
{
    api::ProviderPutParams params;
    params.id = "house";
    params.kind = api::ProviderKind::OpenAiCompatible;
    params.baseUrl = url;
    params.secret = "HOUSE_KEY";
    params.defaultModel = "gpt-4o-mini";
    params.prices = "openai";
    params.concurrency = 4;
    params.cacheSeconds = 60;
    return params;
}

} // namespace

void ProtocolContract::setsUpProvidersAndAsksThem()
{
    test::LoopbackServer server(answer);
    QVERIFY(call<api::SecretsSet>({"HOUSE_KEY", kKey}).ok());
    QVERIFY(call<api::ProvidersList>({})->providers.empty());
    const auto made = call<api::ProvidersPut>(provider(server.url()));
    QVERIFY2(made.ok(), made ? "" : made.error().describe().c_str());
    QCOMPARE(made->revision, std::int64_t(1));
    const auto list = call<api::ProvidersList>({});
    QCOMPARE(list->providers.size(), std::size_t(1));
    QCOMPARE(list->providers[0].secret, std::string("HOUSE_KEY"));
    QCOMPARE(list->providers[0].concurrency, std::int64_t(4));
    auto stale = provider(server.url());
    stale.revision = 7;
    QCOMPARE(call<api::ProvidersPut>(stale).error().code, std::string("store.conflict"));

    const auto models = call<api::ModelsList>({"house", false});
    QVERIFY2(models.ok(), models ? "" : models.error().describe().c_str());
    QCOMPARE(models->models.size(), std::size_t(2));
    QCOMPARE(models->models[0].id, std::string("gpt-4o-mini"));
    QCOMPARE(models->models[0].inputPrice.value_or(0), std::int64_t(150'000));
    QVERIFY(!models->models[1].inputPrice);
    QCOMPARE(models->currency, std::string("usd"));

    const auto tested = call<api::ProvidersTest>({"house", ""});
    QVERIFY2(tested.ok(), tested ? "" : tested.error().describe().c_str());
    QCOMPARE(tested->models, std::int64_t(2));
    QCOMPARE(tested->answer, std::string("OK"));
    QCOMPARE(tested->inputTokens, std::int64_t(12));
    QCOMPARE(tested->micros.value_or(-1), std::int64_t(3)); // 12 · 0.15 + 2 · 0.6 millionths
    // However long its answers are kept, a test asks.
    QCOMPARE(call<api::ProvidersTest>({"house", ""})->inputTokens, std::int64_t(12));
    const auto calls = call<api::LlmCalls>({});
    QCOMPARE(calls->calls.size(), std::size_t(2));
    QCOMPARE(calls->calls[0].attempts, std::int64_t(1));
    QCOMPARE(calls->calls[0].provider, std::string("house"));
    QCOMPARE(calls->calls[0].outcome, std::string("ok"));
    QCOMPARE(calls->calls[0].outputTokens, std::int64_t(2));
    QVERIFY(!calls->more);
    QVERIFY(call<api::LlmCalls>({"other", "", 10, ""})->calls.empty());

    QVERIFY(call<api::ProvidersDelete>({"house", 0}).ok());
    QCOMPARE(call<api::ProvidersDelete>({"house", 0}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::ProvidersTest>({"house", ""}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::LlmCalls>({})->calls.size(), std::size_t(2));
}

void ProtocolContract::saysWhatAProviderRefuses()
{
    test::LoopbackServer server(answer);
    QCOMPARE(call<api::ProvidersPut>(provider("not a URL")).error().code, std::string("llm.invalid"));
    QVERIFY(call<api::ProvidersPut>(provider(server.url())).ok());
    // Its secret is not there, then it is the wrong one.
    QCOMPARE(call<api::ProvidersTest>({"house", ""}).error().code, std::string("vault.unknown"));
    const std::string wrong = "sk-another-secret-88";
    QVERIFY(call<api::SecretsSet>({"HOUSE_KEY", wrong}).ok());
    const auto refused = call<api::ProvidersTest>({"house", ""});
    QCOMPARE(refused.error().code, std::string("llm.unauthorized"));
    QVERIFY2(json::write(api::rpcError(refused.error())).find(wrong) == std::string::npos, refused.error().describe().c_str());
    QVERIFY(call<api::SecretsSet>({"HOUSE_KEY", kKey}).ok());
    const auto unknown = call<api::ProvidersTest>({"house", "broken"});
    QCOMPARE(unknown.error().code, std::string("llm.modelUnknown"));
    QVERIFY(json::write(api::rpcError(unknown.error())).find(kKey) == std::string::npos);
    const auto calls = call<api::LlmCalls>({});
    QCOMPARE(calls->calls.front().outcome, std::string("llm.modelUnknown"));
    for (const auto &line : test::loggedLines()) {
        QVERIFY2(line.find(kKey) == std::string::npos && line.find(wrong) == std::string::npos, line.c_str());
    }
    // Who may only read sets nothing up and spends nothing.
    auto reader = connected({"providers.read"});
    api::ProviderTestParams asked{"house", ""};
    QCOMPARE(test::await(reader->call<api::ProvidersTest>(asked)).error().code, std::string("auth.denied"));
    QCOMPARE(test::await(reader->call<api::ProvidersPut>(provider(server.url()))).error().code, std::string("auth.denied"));
    const api::Nothing nothing;
    QVERIFY(test::await(reader->call<api::ProvidersList>(nothing)).ok());
}

void ProtocolContract::pagesCallsOfModelsByBytes()
{
    for (int i = 0; i < 5; ++i) {
        store::LlmCallRow row;
        row.id = "call-" + std::to_string(i);
        row.provider = "house";
        row.explanation = "{\"why\":\"" + std::string(900 << 10, 'x') + "\"}";
        const auto recorded = m_server->await<Result<void>>([this, row] { return m_server->backend().store().models().recordCall("default", row); });
        QVERIFY(recorded.ok());
    }
    std::vector<std::string> seen;
    std::string before;
    for (int pages = 0; pages < 5; ++pages) {
        const auto page = call<api::LlmCalls>({"", "", 100, before});
        QVERIFY2(page.ok(), page ? "" : page.error().describe().c_str());
        QVERIFY(!page->calls.empty() && page->calls.size() <= 2);
        for (const auto &one : page->calls) {
            seen.push_back(one.id);
        }
        before = seen.back();
        if (!page->more) {
            break;
        }
    }
    QVERIFY((seen == std::vector<std::string>{"call-4", "call-3", "call-2", "call-1", "call-0"}));
}

void ProtocolContract::sumsWhatModelsCost()
{
    test::LoopbackServer server(answer);
    QVERIFY(call<api::SecretsSet>({"HOUSE_KEY", kKey}).ok());
    QVERIFY(call<api::ProvidersPut>(provider(server.url())).ok());
    QVERIFY(call<api::LlmUsage>({})->groups.empty());
    QVERIFY(call<api::ProvidersTest>({"house", ""}).ok());
    QVERIFY(call<api::ProvidersTest>({"house", "gpt-4o-mini"}).ok());
    QVERIFY(!call<api::ProvidersTest>({"house", "broken"}).ok());
    const auto byModel = call<api::LlmUsage>({});
    QVERIFY2(byModel.ok(), byModel ? "" : byModel.error().describe().c_str());
    QCOMPARE(byModel->groups.size(), std::size_t(2));
    const auto &first = byModel->groups[0];
    QCOMPARE(first.provider, std::string("house"));
    QCOMPARE(first.model, std::string("gpt-4o-mini"));
    QCOMPARE(first.sums.calls, std::int64_t(2));
    QCOMPARE(first.sums.inputTokens, std::int64_t(24));
    QCOMPARE(first.sums.outputTokens, std::int64_t(4));
    QCOMPARE(first.sums.costs.size(), std::size_t(1));
    QCOMPARE(first.sums.costs[0].currency, std::string("usd"));
    QCOMPARE(first.sums.costs[0].micros, std::int64_t(6));
    QCOMPARE(byModel->groups[1].sums.failed, std::int64_t(1));
    QCOMPARE(byModel->total.calls, std::int64_t(3));
    QCOMPARE(byModel->restGroups, std::int64_t(0));

    const auto began = call<api::LlmCalls>({})->calls.back().startedAt;
    api::LlmUsageParams wanted;
    wanted.by = api::UsageBy::Day;
    wanted.offsetMinutes = -90;
    wanted.from = began;
    wanted.to = began + 1'000'000'000;
    const auto byDay = call<api::LlmUsage>(wanted);
    QVERIFY2(byDay.ok(), byDay ? "" : byDay.error().describe().c_str());
    QVERIFY(!byDay->groups.empty());
    QCOMPARE((byDay->groups[0].day - 90 * 60'000) % 86'400'000, std::int64_t(0));
    QVERIFY(byDay->groups[0].day <= began && began < byDay->groups[0].day + 86'400'000);
    auto zoned = wanted;
    zoned.zone = "America/New_York";
    const auto inZone = call<api::LlmUsage>(zoned);
    QVERIFY2(inZone.ok(), inZone ? "" : inZone.error().describe().c_str());
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(inZone->groups[0].day, QTimeZone("America/New_York")).time(), QTime(0, 0));
    zoned.zone = "Mars/Olympus"; // not known here: by the offset
    QCOMPARE(call<api::LlmUsage>(zoned)->groups[0].day, byDay->groups[0].day);
    for (const auto *name : {"../../../etc/passwd", "/etc/localtime", "Europe//Berlin", "Europe/", "a.b"}) {
        zoned.zone = name;
        QCOMPARE(call<api::LlmUsage>(zoned).error().code, std::string("rpc.params"));
    }
    wanted.by = api::UsageBy::Flow;
    const auto byFlow = call<api::LlmUsage>(wanted);
    QCOMPARE(byFlow->groups.size(), std::size_t(1));
    QVERIFY(byFlow->groups[0].origin == api::UsageOrigin::NoRun);
    wanted.by = api::UsageBy::Provider;
    QCOMPARE(call<api::LlmUsage>(wanted)->groups.size(), std::size_t(1));

    wanted.to = wanted.from;
    QCOMPARE(call<api::LlmUsage>(wanted).error().code, std::string("rpc.params"));
    wanted.to = 0;
    wanted.offsetMinutes = 1081;
    QCOMPARE(call<api::LlmUsage>(wanted).error().code, std::string("rpc.params"));
    auto stranger = connected({"runs.read"});
    const api::LlmUsageParams all;
    QCOMPARE(test::await(stranger->call<api::LlmUsage>(all)).error().code, std::string("auth.denied"));
}

void ProtocolContract::foretellsWhatARunCosts()
{
    test::LoopbackServer server(answer);
    QVERIFY(call<api::SecretsSet>({"HOUSE_KEY", kKey}).ok());
    auto house = provider(server.url());
    house.cacheSeconds = 0;
    QVERIFY(call<api::ProvidersPut>(house).ok());
    QCOMPARE(call<api::FlowsForecast>({"nowhere"}).error().code, std::string("store.notFound"));
    api::FlowSaveParams flow;
    flow.id = "ask";
    flow.text = R"({"id": "ask", "nodes": [{"id": "start", "type": "trigger.manual"},
        {"id": "word", "type": "llm", "config": {"provider": "house", "prompt": "A word about trains, please.", "maxTokens": 1000}}],
        "edges": [{"from": "start", "to": "word"}]})";
    QVERIFY(call<api::FlowsSave>(flow).ok());

    // Before it has run, the prices say what it costs at most.
    const auto before = call<api::FlowsForecast>({"ask"});
    QVERIFY2(before.ok(), before ? "" : before.error().describe().c_str());
    QVERIFY(before->basis == api::ForecastBasis::Prices);
    QCOMPARE(before->currency, std::string("usd"));
    QVERIFY(!before->typicalMicros);
    QVERIFY(*before->mostMicros > 600 && *before->mostMicros < 700); // 1,000 tokens of output at 0.6 a million, and its texts
    QCOMPARE(before->steps.size(), std::size_t(1));
    QCOMPARE(before->steps[0].step, std::string("word"));
    QCOMPARE(before->steps[0].provider, std::string("house"));

    // What depends on the input cannot be known before.
    auto open = flow;
    open.id = "open";
    open.text = R"({"id": "open", "nodes": [{"id": "word", "type": "llm", "config": {"provider": "house", "prompt": "About {{ input.text }}."}}]})";
    QVERIFY(call<api::FlowsSave>(open).ok());
    const auto unbounded = call<api::FlowsForecast>({"open"});
    QVERIFY(unbounded->basis == api::ForecastBasis::Prices && !unbounded->mostMicros && !unbounded->isWhole);
    QVERIFY(unbounded->steps[0].micros.has_value());

    for (int i = 0; i < 2; ++i) {
        api::RunStartParams params;
        params.flow = "ask";
        const auto started = call<api::RunsStart>(params);
        QVERIFY2(started.ok(), started ? "" : started.error().describe().c_str());
        QVERIFY(call<api::RunsWait>({started->id})->state == api::RunState::Succeeded);
    }
    const auto after = call<api::FlowsForecast>({"ask"});
    QVERIFY2(after.ok(), after ? "" : after.error().describe().c_str());
    QVERIFY(after->basis == api::ForecastBasis::Runs);
    QCOMPARE(after->runs, std::int64_t(2));
    QCOMPARE(*after->typicalMicros, std::int64_t(3));
    QCOMPARE(*after->mostMicros, std::int64_t(3));
    QCOMPARE(after->steps.size(), std::size_t(1));
    QCOMPARE(after->steps[0].calls, 1.0);
    QCOMPARE(after->steps[0].inputTokens, 12.0);
    QCOMPARE(*after->steps[0].micros, std::int64_t(3));

    const auto advice = call<api::LlmAdvice>({});
    QVERIFY2(advice.ok(), advice ? "" : advice.error().describe().c_str());
    QVERIFY(advice->advice.empty()); // of six millionths there is nothing to save
    QCOMPARE(call<api::LlmAdvice>({10, 5}).error().code, std::string("rpc.params"));
}
