// SPDX-License-Identifier: GPL-3.0-or-later
// What all groups stand on, and the calls about the backend itself.
#include "protocol_contract.h"

#include "store/event_log.h"

#include <QFile>

using namespace signalbox;

std::set<std::string> ProtocolContract::s_called;

RawPeer::RawPeer(std::unique_ptr<transport::Channel> channel) : m_channel(std::move(channel))
{
    m_channel->listen([this](json::Value message) { keep(std::move(message)); }, [this](Error reason) { m_ended = std::move(reason); });
}

void RawPeer::keep(json::Value message)
{
    const auto *id = json::find(message, "id");
    if (id && id->is_int64()) {
        m_answers.emplace(id->get_int64(), std::move(message));
        return;
    }
    const auto *method = json::find(message, "method");
    if (method && *method == json::Value(api::EventsNext::name)) {
        auto next = json::fromJson<api::EventsNext>(*json::find(message, "params"));
        m_events.insert(m_events.end(), next->events.begin(), next->events.end());
        return;
    }
    m_others.push_back(std::move(message));
}

json::Value RawPeer::ask(std::string_view method, json::Object params)
{
    const auto id = ++m_lastId;
    m_channel->send(api::requestMessage(id, method, std::move(params)));
    if (!test::pumpUntil([&] { return m_answers.contains(id) || m_ended; }) || m_ended) {
        return nullptr;
    }
    return m_answers.at(id);
}

json::Value RawPeer::exchange(json::Value message)
{
    m_others.clear();
    m_answers.clear();
    m_channel->send(std::move(message));
    test::pumpUntil([&] { return !m_others.empty() || !m_answers.empty() || m_ended; });
    return !m_others.empty() ? m_others.back() : !m_answers.empty() ? m_answers.begin()->second : json::Value();
}

std::vector<api::EventView> RawPeer::takeEvents(std::size_t count)
{
    test::pumpUntil([&] { return m_events.size() >= count || m_ended; });
    return std::exchange(m_events, {});
}

std::size_t RawPeer::eventsBeforeAPing()
{
    ask("system.ping", {});
    ask("system.ping", {});
    return std::exchange(m_events, {}).size();
}

void ProtocolContract::setUp()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<test::TestServer>(m_kind, m_folder->path().toStdString() + "/data");
    m_server->start();
    m_client = connected();
}

void ProtocolContract::tearDown()
{
    if (m_server->isRunning()) {
        s_called.merge(m_server->host().called());
    }
    m_client.reset();
    test::pumpPending();
    m_server.reset();
    m_folder.reset();
}

std::unique_ptr<client::Client> ProtocolContract::connected(std::vector<std::string> permissions, client::ClientOptions options)
{
    auto made = std::make_unique<client::Client>(m_server->connector(std::move(permissions)), m_clock, std::move(options));
    const auto done = test::await(made->connect({}));
    if (!done) {
        qFatal("not connected: %s", done.error().describe().c_str());
    }
    return made;
}

std::unique_ptr<RawPeer> ProtocolContract::rawPeer()
{
    // Listens in the turn in which the channel was made.
    const auto make = [](client::Connector connect, std::unique_ptr<RawPeer> *out) -> Task<bool> {
        auto channel = co_await connect({});
        if (!channel) {
            co_return false;
        }
        *out = std::make_unique<RawPeer>(std::move(*channel));
        co_return true;
    };
    std::unique_ptr<RawPeer> made;
    if (!test::await(make(m_server->connector(), &made))) {
        qFatal("not connected");
    }
    return made;
}

std::string ProtocolContract::startRun(std::string text, json::Value input)
{
    api::RunStartParams params;
    params.text = std::move(text);
    params.input = std::move(input);
    auto started = call<api::RunsStart>(std::move(params));
    if (!started) {
        qFatal("not started: %s", started.error().describe().c_str());
    }
    return started->id;
}

void ProtocolContract::publish(int from, int count, std::size_t bytes)
{
    const auto done = m_server->await<Result<store::Sequence>>([this, from, count, bytes] {
        std::vector<store::EventDraft> drafts;
        for (int i = from; i < from + count; ++i) {
            drafts.push_back({"test.event", "source", json::write(json::Object{{"n", i}, {"text", std::string(bytes, 'x')}})});
        }
        return m_server->backend().store().events().append("default", std::move(drafts), store::Durability::Soft);
    });
    QVERIFY(done.ok());
}

std::vector<std::string> ProtocolContract::audited()
{
    std::vector<std::string> lines;
    const auto page = call<api::AuditList>({});
    for (const auto &line : page->lines) {
        lines.push_back(line.action + " " + line.target + " " + line.outcome);
    }
    return lines;
}

void ProtocolContract::saysWhatItIs()
{
    const auto info = call<api::SystemInfoCall>({});
    QVERIFY(info.ok());
    QCOMPARE(info->product, std::string("signalbox"));
    QCOMPARE(info->workspace, std::string("default"));
    QVERIFY(!info->version.empty() && info->startedAt > 0 && info->process > 0);
    const auto health = call<api::SystemHealthCall>({});
    QVERIFY(health.ok() && health->ready);
    QCOMPARE(health->unfinishedRuns, 0);
    const json::Value value = json::Object{{"text", "ü\"\\\n"}, {"number", 0.8}, {"large", 9007199254740993}, {"list", json::Array{nullptr, true}}};
    const auto echo = call<api::SystemPing>({value});
    QVERIFY(echo.ok());
    QCOMPARE(json::write(echo->value), json::write(value));
}

void ProtocolContract::givesTheSamples()
{
    const auto list = call<api::SamplesList>({});
    QVERIFY(list.ok());
    QVERIFY(list->samples.size() >= 3);
    const auto sample = call<api::SamplesGet>({list->samples.front().name});
    QVERIFY(sample.ok() && sample->text && !sample->text->empty());
    const auto validity = call<api::FlowsValidate>({*sample->text});
    QVERIFY(validity.ok() && validity->valid);
    QCOMPARE(call<api::SamplesGet>({"nothing"}).error().code, std::string("sample.unknown"));
    QCOMPARE(call<api::SamplesGet>({"../samples/wide-map"}).error().code, std::string("sample.unknown"));
}

void ProtocolContract::copiesTheDatabase()
{
    const auto copied = call<api::SystemBackup>({"copy"});
    QVERIFY2(copied.ok(), copied ? "" : copied.error().describe().c_str());
    QVERIFY(QFile::exists(QString::fromStdString(copied->path + "/signalbox.db")));
    QCOMPARE(call<api::SystemBackup>({"copy"}).error().code, std::string("store.exists"));
    const auto elsewhere = m_folder->path().toStdString() + "/elsewhere";
    const auto named = call<api::SystemBackup>({elsewhere});
    if (m_kind == test::ChannelKind::WebSocket) {
        QCOMPARE(named.error().code, std::string("call.localOnly"));
    } else {
        QVERIFY(named.ok() && QFile::exists(QString::fromStdString(elsewhere + "/signalbox.db")));
    }
}

void ProtocolContract::looksAtEverything()
{
    const auto report = call<api::SystemDiagnose>({});
    QVERIFY2(report.ok(), report ? "" : report.error().describe().c_str());
    QVERIFY(report->problems.empty());
    QVERIFY(report->databaseBytes > 0 && report->freeBytes > 0 && report->schema > 0);
    QVERIFY(report->rows.contains("runs"));
}

void ProtocolContract::answersManyCallsAtOnce()
{
    constexpr int kCalls = 500;
    int right = 0;
    int ended = 0;
    const auto one = [](client::Client *asker, int n, int *correct, int *done) -> Task<void> {
        api::Echo params{json::Value(n)};
        const auto echo = co_await asker->call<api::SystemPing>(std::move(params));
        *correct += echo && echo->value == json::Value(n) ? 1 : 0;
        ++*done;
    };
    for (int i = 0; i < kCalls; ++i) {
        one(m_client.get(), i, &right, &ended);
    }
    QVERIFY(test::pumpUntil([&] { return ended == kCalls; }));
    QCOMPARE(right, kCalls);
}

void ProtocolContract::everyCallWasMade()
{
    std::string missing;
    for (const auto *info : api::allCalls()) {
        if (!s_called.contains(std::string(info->name))) {
            missing += std::string(info->name) + " ";
        }
    }
    if (!missing.empty() && QCoreApplication::arguments().size() > 1) {
        QSKIP("only some functions were run");
    }
    QVERIFY2(missing.empty(), missing.c_str());
}
