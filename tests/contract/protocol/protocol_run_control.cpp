// SPDX-License-Identifier: GPL-3.0-or-later
// A person at a run: paused, stepped, run again, compared.
#include "protocol_contract.h"

#include "base/uuid.h"

using namespace signalbox;

namespace {

const std::string kLine = R"({"nodes":[{"id":"a","type":"transform","config":{"expression":"input.n + 1"}},{"id":"b","type":"transform","config":{"expression":"input * 2"}},{"id":"end","type":"output"}],"edges":[{"from":"a","to":"b"},{"from":"b","to":"end"}]})";

} // namespace

void ProtocolContract::pausesAndStepsARun()
{
    api::RunStartParams params;
    params.text = kLine;
    params.input = json::Object{{"n", 1}};
    params.breakpoints = {"b"};
    const auto id = call<api::RunsStart>(params)->id;
    auto run = call<api::RunsWait>({id});
    QVERIFY2(run.ok(), run ? "" : run.error().describe().c_str());
    QCOMPARE(run->state, api::RunState::Waiting);
    QVERIFY(run->paused);
    QCOMPARE(run->next, std::vector<std::string>{"b"});
    QCOMPARE(json::write(call<api::RunsStepInput>({id, "b"})->input), std::string("2"));
    // What would be written there would give this.
    const auto preview = [&](std::string text, bool isExpression) {
        api::RunPreviewParams asked;
        asked.id = id;
        asked.path = "b";
        asked.text = std::move(text);
        asked.expression = isExpression;
        return call<api::RunsPreview>(asked);
    };
    QCOMPARE(json::write(preview("input + 1", true)->value), std::string("3"));
    QCOMPARE(json::write(preview("{{ input }} of {{ nodes.a.output }}", false)->value), std::string("\"2 of 2\""));
    QCOMPARE(preview("input +", true).error().code, std::string("expression.syntax"));
    QCOMPARE(preview(std::string(70'000, ' '), true).error().code, std::string("rpc.params"));
    const auto large = preview("'é'.repeat(100000)", true);
    QVERIFY(large->value.is_null() && large->excerpt.size() > 2000 && large->excerpt.size() <= 2048);
    QCOMPARE(large->bytes, 200'002);
    // And as the condition of an edge that leaves a step.
    const auto condition = [&](std::string path, std::string text) {
        api::RunPreviewParams asked;
        asked.id = id;
        asked.path = std::move(path);
        asked.text = std::move(text);
        asked.condition = true;
        return call<api::RunsPreview>(asked);
    };
    QCOMPARE(json::write(condition("a", "[output > 1, output, input.n, nodes.a.output]")->value), std::string("[true,2,1,2]"));
    QCOMPARE(condition("b", "output > 1").error().code, std::string("step.notReached"));
    QCOMPARE(condition("nobody", "true").error().code, std::string("store.notFound"));
    QCOMPARE(call<api::RunsStep>({id, "a"}).error().code, std::string("run.noStep"));
    QVERIFY(call<api::RunsStep>({id, "b"}).ok());
    QCOMPARE(call<api::RunsWait>({id})->next, std::vector<std::string>{"end"});
    // It stays so over a restart.
    m_server->stop();
    m_server->start();
    m_client = connected();
    QCOMPARE(call<api::RunsWait>({id})->next, std::vector<std::string>{"end"});
    QCOMPARE(call<api::RunsSetBreakpoints>({id, {}})->breakpoints, std::vector<std::string>());
    QVERIFY(call<api::RunsPause>({id})->paused);
    QVERIFY(call<api::RunsResume>({id}).ok());
    run = call<api::RunsWait>({id});
    QCOMPARE(run->state, api::RunState::Succeeded);
    QCOMPARE(json::write(run->result), std::string("4"));
    QVERIFY(!run->paused);
    QCOMPARE(call<api::RunsPause>({id}).error().code, std::string("run.ended"));
    QCOMPARE(call<api::RunsResume>({newUuid()}).error().code, std::string("store.notFound"));
    const auto going = startRun(R"({"nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}}]})");
    QCOMPARE(call<api::RunsResume>({going}).error().code, std::string("run.notPaused"));
    QVERIFY(call<api::RunsCancel>({going}).ok());
}

void ProtocolContract::runsAgainFromAStep()
{
    const auto id = startRun(kLine, json::Object{{"n", 1}});
    QCOMPARE(call<api::RunsWait>({id})->state, api::RunState::Succeeded);
    api::RunRerunParams params;
    params.id = id;
    params.from = "b";
    params.input = json::Value(10);
    params.run = newUuid();
    const auto again = call<api::RunsRerun>(params);
    QVERIFY2(again.ok(), again ? "" : again.error().describe().c_str());
    QCOMPARE(again->id, params.run);
    QCOMPARE(call<api::RunsRerun>(params)->id, params.run);
    const auto run = call<api::RunsWait>({params.run});
    QCOMPARE(json::write(run->result), std::string("20"));
    QCOMPARE(run->from, id);
    const auto steps = call<api::RunsSteps>({params.run, 0, 10});
    QCOMPARE(steps->steps.size(), std::size_t(3));
    params = {};
    params.id = id;
    api::RunPin pin;
    pin.path = "a";
    pin.output = 100;
    params.pins.push_back(pin);
    const auto pinned = call<api::RunsRerun>(params);
    QCOMPARE(json::write(call<api::RunsWait>({pinned->id})->result), std::string("200"));
    QVERIFY(call<api::RunsSteps>({pinned->id, 0, 10})->steps.front().pinned);
    params.from = "nobody";
    QCOMPARE(call<api::RunsRerun>(params).error().code, std::string("step.unknown"));
    params.run = "mine";
    QCOMPARE(call<api::RunsRerun>(params).error().code, std::string("rpc.params"));
}

void ProtocolContract::comparesTwoRuns()
{
    const auto one = startRun(kLine, json::Object{{"n", 1}});
    const auto two = startRun(kLine, json::Object{{"n", 2}});
    QVERIFY(call<api::RunsWait>({one}).ok() && call<api::RunsWait>({two}).ok());
    const auto compared = call<api::RunsCompare>({one, two});
    QVERIFY2(compared.ok(), compared ? "" : compared.error().describe().c_str());
    QVERIFY(compared->sameFlow && !compared->sameInput && !compared->sameResult);
    QCOMPARE(compared->steps.size(), std::size_t(3));
    QCOMPARE(compared->steps.front().path, std::string("a"));
    QCOMPARE(compared->steps.front().sameInput, std::optional<bool>(false));
    const auto itself = call<api::RunsCompare>({one, one});
    QVERIFY(itself->sameResult && itself->steps.back().sameOutput);
    QCOMPARE(call<api::RunsCompare>({one, newUuid()}).error().code, std::string("store.notFound"));
}
