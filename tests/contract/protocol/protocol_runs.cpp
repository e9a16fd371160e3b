// SPDX-License-Identifier: GPL-3.0-or-later
// Runs: started, watched, cancelled, decided; their steps and payloads.
#include "protocol_contract.h"

#include "base/uuid.h"
#include "support/loopback_server.h"

#include <QByteArray>

using namespace signalbox;

namespace {

const std::string kDouble = R"({"nodes":[{"id":"calc","type":"transform","config":{"expression":"input.n * 2"}},{"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})";
const std::string kWait = R"({"nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}}]})";

} // namespace

void ProtocolContract::runsAFlow()
{
    const auto id = startRun(kDouble, json::Object{{"n", 21}});
    const auto ended = call<api::RunsWait>({id});
    QVERIFY2(ended.ok(), ended ? "" : ended.error().describe().c_str());
    QCOMPARE(ended->state, api::RunState::Succeeded);
    QCOMPARE(json::write(ended->result), std::string("42"));
    const auto again = call<api::RunsGet>({id});
    QCOMPARE(json::write(json::toJson(*again)), json::write(json::toJson(*ended)));
    const auto steps = call<api::RunsSteps>({id, 0, 500});
    QVERIFY(steps.ok() && !steps->more);
    QCOMPARE(steps->steps.size(), static_cast<std::size_t>(ended->steps));

    const auto failed = startRun(R"({"nodes":[{"id":"calc","type":"transform","config":{"expression":"input.missing.more"}}]})");
    const auto view = call<api::RunsWait>({failed});
    QCOMPARE(view->state, api::RunState::Failed);
    QVERIFY(json::write(view->error).find("calc") != std::string::npos);

    QCOMPARE(call<api::RunsGet>({newUuid()}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::RunsWait>({newUuid()}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::RunsSteps>({newUuid(), 0, 1}).error().code, std::string("store.notFound"));
    api::RunStartParams unknown;
    unknown.flow = "nobody";
    QCOMPARE(call<api::RunsStart>(unknown).error().code, std::string("store.notFound"));
    api::RunStartParams nothing;
    QCOMPARE(call<api::RunsStart>(nothing).error().code, std::string("rpc.params"));
    api::RunStartParams invalid;
    invalid.text = R"({"nodes":[{"id":"a","type":"http.requst"}]})";
    QCOMPARE(call<api::RunsStart>(invalid).error().code, std::string("flow.invalid"));
    api::RunStartParams here;
    here.text = kDouble;
    here.input = json::Object{{"n", 1}};
    here.folder = m_folder->path().toStdString();
    const auto inFolder = call<api::RunsStart>(here);
    if (m_kind == test::ChannelKind::WebSocket) {
        QCOMPARE(inFolder.error().code, std::string("call.localOnly"));
    } else {
        QVERIFY(inFolder.ok());
    }
}

void ProtocolContract::startingTwiceIsStartingOnce()
{
    api::RunStartParams params;
    params.text = kDouble;
    params.input = json::Object{{"n", 1}};
    params.id = newUuid();
    QCOMPARE(call<api::RunsStart>(params)->id, params.id);
    QCOMPARE(call<api::RunsStart>(params)->id, params.id);
    QVERIFY(call<api::RunsWait>({params.id}).ok());
    QCOMPARE(call<api::RunsStart>(params)->id, params.id);
    QCOMPARE(call<api::RunsList>({})->runs.size(), std::size_t(1));
    params.id = "mine";
    QCOMPARE(call<api::RunsStart>(params).error().code, std::string("rpc.params"));
}

void ProtocolContract::readsPayloadsByRanges()
{
    // Large enough to be kept as a payload, and larger than one answer may be.
    const auto id = startRun(R"json({"nodes":[{"id":"calc","type":"transform","config":{"expression":"Array.from({length: 60000}, (_, i) => 'line ' + i + ' of a text that is long enough to fill a payload')"}},{"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})json");
    const auto run = call<api::RunsWait>({id});
    QVERIFY2(run.ok(), run ? "" : run.error().describe().c_str());
    QCOMPARE(run->state, api::RunState::Succeeded);
    QVERIFY(json::find(run->result, "$payload") != nullptr);
    std::string text;
    for (std::int64_t total = 1; static_cast<std::int64_t>(text.size()) < total;) {
        const auto part = call<api::RunsPayload>({id, 0, static_cast<std::int64_t>(text.size()), 1 << 20});
        QVERIFY2(part.ok(), part ? "" : part.error().describe().c_str());
        QVERIFY(part->total > (3 << 20));
        total = part->total;
        const auto bytes = QByteArray::fromBase64(QByteArray::fromStdString(part->base64));
        QVERIFY(!bytes.isEmpty() && bytes.size() <= (1 << 20));
        text += bytes.toStdString();
    }
    const auto whole = json::parse(text);
    QVERIFY(whole.ok());
    QCOMPARE(whole->get_array().size(), std::size_t(60000));
    QVERIFY(call<api::RunsPayload>({id, 0, 1 << 30, 10})->base64.empty());
    // The input is read in the same way.
    const auto other = startRun(kDouble, json::Object{{"n", 21}});
    QCOMPARE(QByteArray::fromBase64(QByteArray::fromStdString(call<api::RunsPayload>({other, -1, 0, 100})->base64)), QByteArray(R"({"n":21})"));
    QVERIFY(call<api::RunsWait>({other}).ok());
    QCOMPARE(call<api::RunsPayload>({id, 99, 0, 10}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::RunsPayload>({id, 0, -1, 10}).error().code, std::string("rpc.params"));
    QCOMPARE(call<api::RunsPayload>({id, -2, 0, 10}).error().code, std::string("rpc.params"));
}

void ProtocolContract::derivesTheInputsOfSteps()
{
    const auto id = startRun(R"json({"nodes":[{"id":"each","type":"map","config":{"items":"{{ input.n }}","body":{"nodes":[{"id":"sum","type":"transform","config":{"expression":"input + 1"}},{"id":"end","type":"output"}],"edges":[{"from":"sum","to":"end"}]}}},
        {"id":"long","type":"transform","config":{"expression":"Array(40000).fill(input.results.length)"}},{"id":"other","type":"transform","config":{"expression":"input.results"}},{"id":"end","type":"output"}],
        "edges":[{"from":"each","to":"long"},{"from":"each","to":"other"},{"from":"long","to":"end"},{"from":"other","to":"end"}]})json", json::Object{{"n", json::Array{1, 2}}});
    QCOMPARE(call<api::RunsWait>({id})->state, api::RunState::Succeeded);
    QCOMPARE(json::write(call<api::RunsStepInput>({id, "each[1]/sum"})->input), std::string("2"));
    QCOMPARE(json::write(call<api::RunsStepInput>({id, "long"})->input), std::string(R"({"results":[2,3]})"));
    const auto large = call<api::RunsStepInput>({id, "end"});
    QVERIFY2(large.ok() && json::find(large->input, "$payload"), large ? json::write(large->input).substr(0, 100).c_str() : large.error().describe().c_str());
    std::string text;
    for (std::int64_t total = 1; static_cast<std::int64_t>(text.size()) < total;) {
        const auto part = call<api::RunsPayload>({id, 0, static_cast<std::int64_t>(text.size()), 50'000, "end"});
        QVERIFY2(part.ok(), part ? "" : part.error().describe().c_str());
        total = part->total;
        text += QByteArray::fromBase64(QByteArray::fromStdString(part->base64)).toStdString();
    }
    const auto whole = json::parse(text);
    QVERIFY(whole.ok());
    QCOMPARE(whole->as_object().at("long").as_array().size(), std::size_t(40000));
    QCOMPARE(json::write(whole->as_object().at("other")), std::string("[2,3]"));
    QCOMPARE(call<api::RunsStepInput>({id, "nothing"}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::RunsStepInput>({newUuid(), "end"}).error().code, std::string("store.notFound"));
}

void ProtocolContract::cancelsARun()
{
    const auto id = startRun(kWait);
    QVERIFY(call<api::RunsCancel>({id}).ok());
    QCOMPARE(call<api::RunsGet>({id})->state, api::RunState::Cancelled);
    QCOMPARE(call<api::RunsCancel>({newUuid()}).error().code, std::string("store.notFound"));
}

void ProtocolContract::decidesAStepInDoubt()
{
    // The backend ends while the effect is under way: whether it happened is not known.
    test::LoopbackServer target([](const test::LoopbackServer::Request &) {
        test::LoopbackServer::Reply reply;
        reply.answer = test::LoopbackServer::Reply::Answer::Never;
        return reply;
    });
    const auto id = startRun(R"({"nodes":[{"id":"pay","type":"http.request","config":{"method":"POST","url":")" + target.url() + R"(/pay"}},{"id":"end","type":"output"}],"edges":[{"from":"pay","to":"end"}]})");
    QVERIFY(test::pumpUntil([&] { return target.requests().size() == 1; }));
    m_server->stop();
    m_server->start();
    m_client = connected();
    const auto stands = call<api::RunsWait>({id});
    QVERIFY2(stands.ok(), stands ? "" : stands.error().describe().c_str());
    QCOMPARE(stands->state, api::RunState::Waiting);
    QCOMPARE(stands->inDoubt, std::vector<std::string>{"pay"});
    QCOMPARE(call<api::RunsDecide>({id, "nothing", api::Verdict::Skip, nullptr}).error().code, std::string("run.notInDoubt"));
    const auto decided = call<api::RunsDecide>({id, "pay", api::Verdict::Happened, json::Object{{"status", 200}}});
    QVERIFY2(decided.ok(), decided ? "" : decided.error().describe().c_str());
    const auto ended = call<api::RunsWait>({id});
    QCOMPARE(ended->state, api::RunState::Succeeded);
    QCOMPARE(json::write(ended->result), std::string(R"({"status":200})"));
    QCOMPARE(target.requests().size(), std::size_t(1));
}

void ProtocolContract::pagesRunsAndSteps()
{
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) {
        ids.push_back(startRun(kDouble, json::Object{{"n", i}}));
        QVERIFY(call<api::RunsWait>({ids.back()}).ok());
    }
    api::RunListParams params;
    params.limit = 2;
    std::vector<std::string> seen;
    for (int page = 0; page < 3; ++page) {
        const auto list = call<api::RunsList>(params);
        QVERIFY(list.ok());
        for (const auto &run : list->runs) {
            seen.push_back(run.id);
            QVERIFY(run.result.is_null());
        }
        params.before = seen.back();
    }
    std::reverse(ids.begin(), ids.end());
    QCOMPARE(seen, ids);
    params = {};
    params.state = api::RunState::Failed;
    QVERIFY(call<api::RunsList>(params)->runs.empty());
    params = {};
    params.unfinished = true;
    QVERIFY(call<api::RunsList>(params)->runs.empty());
    const auto first = call<api::RunsSteps>({ids.front(), 0, 1});
    QCOMPARE(first->steps.size(), std::size_t(1));
    QVERIFY(first->more);
    const auto rest = call<api::RunsSteps>({ids.front(), first->steps.back().seq, 500});
    QVERIFY(!rest->steps.empty() && rest->steps.front().seq > first->steps.back().seq);
}
