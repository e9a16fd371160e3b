// SPDX-License-Identifier: GPL-3.0-or-later
// Runs whose models are recorded, and runs that have their answers from a recording: the same ones, with nobody asked.
#include "protocol_contract.h"

#include "api/errors.h"
#include "base/uuid.h"
#include "client/recordings.h"
#include "store/database.h"
#include "store/recordings.h"
#include "support/loopback_server.h"

#include <atomic>

using namespace signalbox;

namespace {

constexpr auto kKey = "sk-recorded-secret-91";

const std::string kFlow = R"json({"format":"signalbox.flow/1","id":"sort","nodes":[
{"id":"each","type":"map","config":{"items":"{{ input.mails }}","concurrency":4,"body":{"nodes":[
  {"id":"ask","type":"llm","config":{"prompt":"Sort {{ item }}","schema":{"type":"object","properties":{"topic":{"type":"string"}},"required":["topic"],"additionalProperties":false}}},
  {"id":"done","type":"output","config":{}}],"edges":[{"from":"ask","to":"done"}]}}},
{"id":"topics","type":"transform","config":{"expression":"input.results.map(entry => entry.value.topic)"}},
{"id":"end","type":"output","config":{}}],
"edges":[{"from":"each","to":"topics"},{"from":"topics","to":"end"}]})json";

const json::Value kInput = json::Object{{"mails", json::Array{"one", "two", "one", "three"}}};

// Gives every request another answer, and the key back in it.
class TalkingServer
{
public:
    TalkingServer() : m_server([this](const auto &request) { return answer(request); }) {}
    std::string url() const { return m_server.url(); }
    int asked() const { return m_asked; }

private:
    test::LoopbackServer::Reply answer(const test::LoopbackServer::Request &request)
    {
        const auto number = ++m_asked;
        const auto which = request.body.find("Sort two") != std::string::npos ? std::string("two") : std::string("other");
        const auto text = "{\\\"topic\\\": \\\"" + which + " " + std::to_string(number) + " " + kKey + "\\\"}";
        return {200,
                "data: {\"id\":\"c\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}]}\n\n"
                "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n",
                {"Content-Type: text/event-stream"}};
    }

    std::atomic<int> m_asked = 0;
    test::LoopbackServer m_server;
};

api::ProviderPutParams provider(const std::string &url)
{
    api::ProviderPutParams params;
    params.id = "house";
    params.kind = api::ProviderKind::OpenAiCompatible;
    params.baseUrl = url;
    params.secret = "HOUSE_KEY";
    params.defaultModel = "m-1";
    return params;
}

api::RunDeleteParams deletionOf(const std::string &id)
{
    api::RunDeleteParams params;
    params.ids = {id};
    return params;
}

api::RunStartParams start(api::RunModels models)
{
    api::RunStartParams params;
    params.text = kFlow;
    params.input = kInput;
    params.models = std::move(models);
    return params;
}

} // namespace

void ProtocolContract::recordsAndReplaysARun()
{
    TalkingServer server;
    QVERIFY(call<api::SecretsSet>({"HOUSE_KEY", kKey}).ok());
    QVERIFY(call<api::ProvidersPut>(provider(server.url())).ok());
    const auto id = call<api::RunsStart>(start({api::ModelsMode::Record}))->id;
    const auto recorded = call<api::RunsWait>({id});
    QVERIFY2(recorded->state == api::RunState::Succeeded, json::write(recorded->error).c_str());
    QCOMPARE(recorded->models.mode, api::ModelsMode::Record);
    QCOMPARE(recorded->models.recording, id);
    QCOMPARE(server.asked(), 4);
    const auto known = call<api::RecordingsGet>({id});
    QVERIFY2(known.ok(), known ? "" : known.error().describe().c_str());
    QCOMPARE(known->calls, std::int64_t(4));
    QCOMPARE(known->flow, std::string("sort"));
    QCOMPARE(known->run, id);
    QVERIFY(!known->kept && !known->example && known->missing == 0);

    // Nobody is left who could be asked.
    QVERIFY(call<api::ProvidersDelete>({"house", 0}).ok());
    const auto before = call<api::LlmCalls>({})->calls.size();
    for (int i = 0; i < 2; ++i) {
        const auto again = call<api::RunsStart>(start({api::ModelsMode::Replay, id}))->id;
        const auto replayed = call<api::RunsWait>({again});
        QVERIFY2(replayed->state == api::RunState::Succeeded, json::write(replayed->error).c_str());
        QCOMPARE(json::write(replayed->result), json::write(recorded->result));
        QCOMPARE(replayed->models.mode, api::ModelsMode::Replay);
        QCOMPARE(replayed->models.recording, id);
        QVERIFY(!replayed->models.example);
        const auto calls = call<api::LlmCalls>({"", again, 10, ""})->calls;
        QCOMPARE(calls.size(), std::size_t(4));
        QCOMPARE(calls[0].micros.value_or(-1), std::int64_t(0));
        QCOMPARE(calls[0].inputTokens, std::int64_t(0));
        QCOMPARE(json::write(calls[0].explanation), "{\"replayed\":\"" + id + "\"}");
    }
    QCOMPARE(call<api::LlmCalls>({})->calls.size(), before + 8);
    QCOMPARE(server.asked(), 4);
    // All of the old run again, from its recording; and live, where it is not said.
    api::RunRerunParams rerun;
    rerun.id = id;
    rerun.models = api::RunModels{api::ModelsMode::Replay, id};
    QCOMPARE(json::write(call<api::RunsWait>({call<api::RunsRerun>(rerun)->id})->result), json::write(recorded->result));
    rerun.models.reset();
    const auto live = call<api::RunsWait>({call<api::RunsRerun>(rerun)->id});
    QCOMPARE(live->models.mode, api::ModelsMode::Live);
    QCOMPARE(live->state, api::RunState::Failed);
    // A list says which runs asked nobody.
    const auto list = call<api::RunsList>({});
    QCOMPARE(list->runs.size(), std::size_t(5));
    QCOMPARE(list->runs[4].models.mode, api::ModelsMode::Record);
    QCOMPARE(list->runs[2].models.recording, id);
}

void ProtocolContract::givesRecordingsAway()
{
    TalkingServer server;
    QVERIFY(call<api::SecretsSet>({"HOUSE_KEY", kKey}).ok());
    QVERIFY(call<api::ProvidersPut>(provider(server.url())).ok());
    const auto id = call<api::RunsStart>(start({api::ModelsMode::Record}))->id;
    const auto recorded = call<api::RunsWait>({id});
    QCOMPARE(recorded->state, api::RunState::Succeeded);
    const auto text = test::await(client::exportRecording(m_client.get(), id, {}), Millis(30000));
    QVERIFY2(text.ok(), text ? "" : text.error().describe().c_str());
    QVERIFY(text->starts_with("{\n  \"format\": \"signalbox.model-recording/1\""));
    QVERIFY2(text->find(kKey) == std::string::npos, text->c_str());
    // It goes with its run, unless it is kept.
    QCOMPARE(call<api::RecordingsKeep>({id, true, "Mails"})->name, std::string("Mails"));
    QVERIFY(call<api::RunsDelete>(deletionOf(id)).ok());
    QVERIFY(call<api::RecordingsGet>({id})->kept);
    QVERIFY(call<api::RecordingsDelete>({id}).ok());
    QCOMPARE(call<api::RecordingsDelete>({id}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::RunsStart>(start({api::ModelsMode::Replay, id})).error().code, std::string("store.notFound"));

    const auto taken = test::await(client::importRecording(m_client.get(), *text, "Taken in", {}), Millis(30000));
    QVERIFY2(taken.ok(), taken ? "" : taken.error().describe().c_str());
    QVERIFY(taken->kept && taken->run.empty());
    QCOMPARE(taken->calls, std::int64_t(4));
    QCOMPARE(taken->name, std::string("Taken in"));
    QCOMPARE(test::await(client::importRecording(m_client.get(), *text, "Again", {}), Millis(30000))->id, taken->id);
    QCOMPARE(call<api::RecordingsList>({})->recordings.size(), std::size_t(1));
    // The key was no part of what was recorded: what came back with it is hidden.
    const auto replayed = call<api::RunsWait>({call<api::RunsStart>(start({api::ModelsMode::Replay, taken->id}))->id});
    QCOMPARE(json::write(replayed->result), json::write(recorded->result));
    const auto back = test::await(client::exportRecording(m_client.get(), taken->id, {}), Millis(30000));
    QCOMPARE(back->size() - std::string("Taken in").size(), text->size() - std::string("sort").size());

    for (const auto &[broken, code] : {std::pair<std::string, std::string>("{", "json.syntax"), {"{}", "recording.invalid"}, {R"({"format": "signalbox.model-recording/9", "calls": []})", "recording.newer"},
                                       {R"({"format": "signalbox.model-recording/1", "calls": [{"path": "a"}]})", "recording.invalid"}}) {
        QCOMPARE(call<api::RecordingsImport>({broken}).error().code, code);
    }
    auto reader = connected({"runs.read"});
    api::RecordingImportParams params{*text};
    QCOMPARE(test::await(reader->call<api::RecordingsImport>(params)).error().code, std::string("auth.denied"));
}

void ProtocolContract::anExportStaysWholeWhileMoreIsRecorded()
{
    TalkingServer server;
    QVERIFY(call<api::SecretsSet>({"HOUSE_KEY", kKey}).ok());
    QVERIFY(call<api::ProvidersPut>(provider(server.url())).ok());
    const auto id = call<api::RunsStart>(start({api::ModelsMode::Record}))->id;
    QCOMPARE(call<api::RunsWait>({id})->state, api::RunState::Succeeded);
    const auto whole = test::await(client::exportRecording(m_client.get(), id, {}), Millis(30000));
    QVERIFY(whole.ok());
    const auto addOne = [&](const std::string &path) {
        store::RecordedCallRow row;
        row.path = path;
        row.request = "sha256:" + std::string(64, 'a');
        row.failed = true;
        row.text = R"({"error":{"code":"llm.timeout","message":"It took too long."}})";
        const auto added = m_server->await<Result<bool>>([this, id, row] { return m_server->backend().store().recordings().add("default", id, {row}); });
        QVERIFY(added.ok() && *added);
    };
    for (const bool isForgotten : {false, true}) {
        auto part = call<api::RecordingsExport>({id, 0, 1000, {}});
        QVERIFY2(part.ok(), part ? "" : part.error().describe().c_str());
        const auto total = part->total;
        const auto snapshot = part->snapshot;
        auto text = QByteArray::fromBase64(QByteArray::fromStdString(part->base64));
        while (text.size() < total) {
            addOne("more" + std::to_string(text.size()) + (isForgotten ? "b" : "a"));
            if (isForgotten) {
                QVERIFY(call<api::SecretsSet>({"OTHER", "nobody-says-this-" + std::to_string(text.size())}).ok()); // what was made is let go
            }
            part = call<api::RecordingsExport>({id, text.size(), 1000, snapshot});
            QVERIFY2(part.ok(), part ? "" : part.error().describe().c_str());
            QCOMPARE(part->total, total);
            text += QByteArray::fromBase64(QByteArray::fromStdString(part->base64));
        }
        QVERIFY(isForgotten || text.toStdString() == *whole);
        QVERIFY(json::parse(text.toStdString()).ok());
        if (isForgotten) {
            QVERIFY(call<api::RecordingsKeep>({id, true, "Another name"}).ok());
            QVERIFY(call<api::SecretsSet>({"OTHER", "nobody-says-this-either"}).ok());
            QCOMPARE(call<api::RecordingsExport>({id, 1000, 1000, snapshot}).error().code, std::string("recording.changed"));
        }
    }
    const auto latest = call<api::RecordingsExport>({id, 0, 1000, {}});
    addOne("afterwards");
    QCOMPARE(call<api::RecordingsExport>({id, 1000, 1000, {}})->total, latest->total); // who names none reads on in the latest
    QCOMPARE(call<api::RecordingsExport>({id, 0, 1000, "x"}).error().code, std::string("rpc.params"));

    // A number in it that is a secret, or the name of a member, is no text of it.
    QVERIFY(call<api::SecretsSet>({"NUMBER", std::to_string(100'000 + 1)}).ok());
    QVERIFY(call<api::SecretsSet>({"NAME", "inputTokens"}).ok());
    const auto again = test::await(client::exportRecording(m_client.get(), id, {}), Millis(30000));
    QVERIFY2(again.ok(), again ? "" : again.error().describe().c_str());
    QVERIFY(json::parse(*again).ok());
    QVERIFY(again->find("\"inputTokens\"") != std::string::npos);
    QVERIFY(test::await(client::importRecording(m_client.get(), *again, "Back", {}), Millis(30000)).ok());
    // Whose client goes meanwhile hears so.
    auto other = connected({"runs.read"});
    auto asked = client::exportRecording(other.get(), id, {});
    other.reset();
    QCOMPARE(test::await(std::move(asked)).error().code, std::string("client.disconnected"));
}

void ProtocolContract::saysWhatWasNotRecorded()
{
    TalkingServer server;
    QVERIFY(call<api::SecretsSet>({"HOUSE_KEY", kKey}).ok());
    QVERIFY(call<api::ProvidersPut>(provider(server.url())).ok());
    const auto id = call<api::RunsStart>(start({api::ModelsMode::Record}))->id;
    QCOMPARE(call<api::RunsWait>({id})->state, api::RunState::Succeeded);
    auto other = start({api::ModelsMode::Replay, id});
    other.input = json::Object{{"mails", json::Array{"two", "four"}}};
    const auto failed = call<api::RunsWait>({call<api::RunsStart>(other)->id});
    QCOMPARE(failed->state, api::RunState::Failed);
    QVERIFY2(json::write(failed->error).find("llm.notRecorded") != std::string::npos, json::write(failed->error).c_str());
    QVERIFY2(json::write(failed->error).find("each[1]/ask") != std::string::npos, json::write(failed->error).c_str());
    QCOMPARE(server.asked(), 4);
    // What does not start leaves no recording.
    auto broken = start({api::ModelsMode::Record});
    broken.trigger = "nobody";
    broken.id = newUuid();
    QVERIFY(!call<api::RunsStart>(broken).ok());
    QCOMPARE(call<api::RecordingsGet>({broken.id}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::RunsStart>(start({api::ModelsMode::Replay})).error().code, std::string("rpc.params"));
    // One that is in use stays.
    auto paused = start({api::ModelsMode::Replay, id});
    paused.paused = true;
    const auto waiting = call<api::RunsStart>(paused)->id;
    QCOMPARE(call<api::RunsWait>({waiting})->state, api::RunState::Waiting);
    QCOMPARE(call<api::RecordingsDelete>({id}).error().code, std::string("recording.inUse"));
    QVERIFY(call<api::RunsCancel>({waiting}).ok());
    QVERIFY(call<api::RunsDelete>(deletionOf(id)).ok());
    QCOMPARE(call<api::RecordingsGet>({id}).error().code, std::string("store.notFound"));
}
