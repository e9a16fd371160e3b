// SPDX-License-Identifier: GPL-3.0-or-later
// Templates and secrets: what an effect gets, and what of it is written down.
#include "support/engine_rig.h"

#include "vault/redactor.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const std::string kSecret = "hunter2-\"very\"-s\u00e9cret";

Task<Result<std::string>> secretOf(std::string, std::string name)
{
    if (name == "token") {
        co_return kSecret;
    }
    co_return Error("vault.unknown", "There is no secret \"" + name + "\".", name);
}

// One effect with this configuration, whose call is the result.
std::string calling(const std::string &config)
{
    return "{'vars': {'v': 'var'}, 'nodes': [{'id': 'before', 'type': 'transform', 'config': {'expression': '({n: 7, list: [1, 2], deep: {a: null}})'}}, {'id': 'odd-id', 'type': 'transform', 'config': {'expression': '8'}}, {'id': 'q', 'type': 'condition', 'config': {'expression': 'false'}},"
           " {'id': 'skipped', 'type': 'transform', 'config': {'expression': '9'}}, {'id': 'a', 'type': 'test.call', 'config': " + config
        + "}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 'before', 'to': 'odd-id'}, {'from': 'odd-id', 'to': 'q'}, {'from': 'q', 'to': 'skipped'}, {'from': 'skipped', 'to': 'a'},"
           " {'from': 'odd-id', 'to': 'a'}, {'from': 'a', 'to': 'end'}]}";
}

EngineRig::Options withSecrets(const std::shared_ptr<vault::Redactor> &redactor)
{
    EngineRig::Options options;
    options.secrets = secretOf;
    if (redactor) {
        redactor->add("token", kSecret);
        options.redact = [redactor](std::string text) { return redactor->redact(text); };
    }
    return options;
}

} // namespace

class TestEngineTemplates : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void resolvesTemplates_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("got");
        const auto row = [](const char *given, const char *got) { QTest::newRow(given) << QString::fromUtf8(given) << QString::fromUtf8(got); };
        row("'{{ nodes.before.output.n }}'", "7");
        row("'{{ nodes.before.output.list }}'", "[1, 2]");
        row("'{{ nodes.before.output.deep.a }}'", "null");
        row("'n={{ nodes.before.output.n }}'", "'n=7'");
        row("'{{ nodes.before.output.n }}{{ nodes.before.output.n }}'", "'77'");
        row("'{{ nodes.before.output.deep }} {{ nodes.before.output.deep.a }}.'", "'{\\\"a\\\":null} .'");
        row("'{{ nodes[\\\"odd-id\\\"].output }}'", "8");
        row("'{{ nodes.skipped.output }}'", "null");
        row("'{{ vars.v }}'", "'var'");
        row("'{{ run.flow }}'", "'flow'");
        row("'\\\\{{ literal }}'", "'{{ literal }}'");
        row("'{{ ({a: {b: 1}}).a.b }}'", "1");
        row("' {{ 1 }}'", "' 1'");
        row("['{{ 1 }}', {'k': '{{ 2 }}'}]", "[1, {'k': 2}]");
        row("'{{ nodes.before.output.nothing }}'", "null");
        row("'{{ String.fromCharCode(123, 123) + nodes.before.output.n + String.fromCharCode(125, 125) }}'", "'{{7}}'"); // one pass
    }
    void resolvesTemplates()
    {
        QFETCH(QString, given);
        QFETCH(QString, got);
        EngineRig rig;
        const auto view = rig.run(calling("{'x': " + given.toStdString() + "}"));
        SB_COMPARE_RESULT(view, "{'x': " + got.toStdString() + "}");
    }

    void aFieldThatIsTakenAsWrittenIs()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run(calling("{'plain': '{{ 1 }}'}")), "{'plain': '{{ 1 }}'}");
    }

    void escapesAreUndoneInPureNodesToo()
    {
        EngineRig rig;
        SB_COMPARE_RESULT(rig.run("{'nodes': [{'id': 't', 'type': 'transform', 'config': {'replace': true, 'set': {'a': '\\\\{{ x }}', 'b': ['\\\\{{ y }}', {'c': 'plain'}], 'd': '\\\\{{ {{ 1 }}'}}}, {'id': 'end', 'type': 'output', 'config': {}}], 'edges': [{'from': 't', 'to': 'end'}]}"),
                          "{'a': '{{ x }}', 'b': ['{{ y }}', {'c': 'plain'}], 'd': '{{ 1'}");
    }

    void onlyAncestorsAreInScope()
    {
        EngineRig rig;
        const auto bad = rig.begin(rig.request("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {'x': '{{ nodes.b.output }}'}}, {'id': 'b', 'type': 'transform', 'config': {'set': {}}}], 'edges': [{'from': 'a', 'to': 'b'}]}"));
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, std::string("flow.invalid"));
    }

    void aTemplateThatThrowsFailsTheNode()
    {
        EngineRig rig;
        SB_COMPARE_FAILURE(rig.run(calling("{'x': '{{ input.a.b.c }}'}")), "expression.threw");
        QCOMPARE(rig.effects->calls.size(), std::size_t(0));
    }

    void secretsStandOnlyWithEffects()
    {
        EngineRig rig(withSecrets(nullptr));
        for (const std::string node : {"{'id': 'a', 'type': 'transform', 'config': {'set': {'x': '{{ secrets.token }}'}}}", "{'id': 'a', 'type': 'condition', 'config': {'expression': 'secrets.token'}}",
                                       "{'id': 'a', 'type': 'test.call', 'config': {'x': '{{ secrets.token.length }}'}}", "{'id': 'a', 'type': 'wait', 'config': {'duration': '{{ secrets.token }}'}}"}) {
            const auto bad = rig.begin(rig.request("{'nodes': [" + node + "], 'edges': []}"));
            QVERIFY2(!bad.ok(), node.c_str());
        }
    }

    void aSecretReachesItsCallAndNothingElse()
    {
        const auto redactor = std::make_shared<vault::Redactor>();
        EngineRig rig(withSecrets(redactor));
        // The target gives back what it got: the outcome holds the secret, too, and in a size that spills.
        rig.effects->answer = [](const engine::EffectCall &call) -> std::optional<Result<json::Value>> {
            if (call.path == "fails") {
                return Error("test.broken", "It does not like " + kSecret + ".").withArg("body", kSecret);
            }
            return json::Value(json::Object{{"echo", call.config}, {"long", std::string(200'000, 'x') + kSecret}, {"short", kSecret}});
        };
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {'header': 'Bearer {{ secrets.token }}', 'deep': [{'token': '{{ secrets.token }}'}]}}, {'id': 'b', 'type': 'test.call', 'config': {'again': '{{ input.short }}', 'all': '{{ input.echo }}'}},"
                                  " {'id': 't', 'type': 'transform', 'config': {'expression': 'input.long'}}, {'id': 'fails', 'type': 'test.call', 'config': {}, 'retry': {'attempts': 2}, 'onError': 'finish'}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                  " 'edges': [{'from': 'a', 'to': 'b'}, {'from': 'b', 'to': 't'}, {'from': 't', 'to': 'end'}, {'from': 'a', 'to': 'fails'}]}");
        QVERIFY(rig.ended(id).state == store::RunState::Failed);
        QCOMPARE(std::string(rig.effects->find("a", false)->call.config.at("header").as_string()), "Bearer " + kSecret);
        rig.settle();
        QVERIFY(!rig.isOnDisk("hunter2"));
        for (const auto &step : rig.steps(id)) {
            QVERIFY2(json::write(step.output).find("hunter2") == std::string::npos && json::write(step.error).find("hunter2") == std::string::npos, step.path.c_str());
        }
        for (const auto &line : loggedLines()) {
            QVERIFY(line.find("hunter2") == std::string::npos);
        }
    }

    void aSecretThatIsUsedOnlyIsOnNoDisk()
    {
        EngineRig rig(withSecrets(nullptr)); // without a redactor: nothing may be written to begin with
        rig.effects->answer = [](const auto &) -> std::optional<Result<json::Value>> { return json::Value("done"); };
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {'x': '{{ secrets.token }}', 'y': 'pre {{ secrets.token }} post {{ input }}'}, 'retry': {'attempts': 2}}], 'edges': []}", "3");
        QVERIFY(rig.ended(id).state == store::RunState::Succeeded);
        QCOMPARE(std::string(rig.effects->calls.at(0)->call.config.at("y").as_string()), "pre " + kSecret + " post 3");
        QVERIFY(!rig.isOnDisk("hunter2"));
    }

    void aMissingSecretFailsTheStepAndCallsNothing()
    {
        EngineRig rig(withSecrets(nullptr));
        const auto id = rig.begin("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {'x': '{{ secrets.nothing }}'}}], 'edges': []}");
        SB_COMPARE_FAILURE(rig.ended(id), "vault.unknown");
        QCOMPARE(rig.effects->calls.size(), std::size_t(0));
    }
};

SB_TEST_MAIN(TestEngineTemplates)
#include "tst_engine_templates.moc"
