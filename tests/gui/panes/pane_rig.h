// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of panes stand on: a real backend in this process, a client of it, and the theme.
#pragma once

#include "base/uuid.h"
#include "store/event_log.h"
#include "support/gui_test.h"
#include "support/loopback_server.h"
#include "test_server.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>

namespace signalbox::test {

class PaneRig
{
public:
    PaneRig()
        : server(ChannelKind::InProcess, m_folder.path().toStdString() + "/data")
    {
        server.start();
        client = connected();
    }
    ~PaneRig()
    {
        client.reset();
        pumpPending();
    }

    std::unique_ptr<client::Client> connected()
    {
        auto made = std::make_unique<client::Client>(server.connector(), clock);
        const auto done = await(made->connect({}));
        if (!done) {
            qFatal("not connected: %s", done.error().describe().c_str());
        }
        return made;
    }

    template<typename C>
    Result<typename C::Result> call(typename C::Params params)
    {
        return await(client->call<C>(std::move(params)), Millis(30000));
    }

    std::string start(std::string text, json::Value input = nullptr)
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
    /// Starts a run and waits until it ends or stands still.
    std::string run(std::string text, json::Value input = nullptr)
    {
        const auto id = start(std::move(text), std::move(input));
        (void)call<api::RunsWait>({id});
        return id;
    }

    /// Appends `count` durable events of a topic with data {"n": from …}.
    void publish(int from, int count, std::string topic = "test.event", std::string source = "source")
    {
        (void)server.await<Result<store::Sequence>>([&] {
            std::vector<store::EventDraft> drafts;
            for (int i = from; i < from + count; ++i) {
                drafts.push_back({topic, source, json::write(json::Object{{"n", i}})});
            }
            return server.backend().store().events().append("default", std::move(drafts), store::Durability::Soft);
        });
    }

    /// A run whose effect was under way as the backend ended; the client is another one afterwards.
    std::string runInDoubt(LoopbackServer &silent)
    {
        const auto id = start(R"({"id":"payments","name":"Monthly payments","nodes":[{"id":"pay","type":"http.request","config":{"method":"POST","url":")" + silent.url()
                              + R"(/pay"}},{"id":"end","type":"output"}],"edges":[{"from":"pay","to":"end"}]})");
        if (!pumpUntil([&] { return silent.requests().size() == 1; })) {
            qFatal("the effect did not begin");
        }
        server.stop();
        server.start();
        client = connected();
        (void)call<api::RunsWait>({id});
        return id;
    }

private:
    QTemporaryDir m_folder;

public:
    SystemClock clock;
    TestServer server;
    std::unique_ptr<client::Client> client;
};

inline LoopbackServer::Reply neverAnswered(const LoopbackServer::Request &)
{
    LoopbackServer::Reply reply;
    reply.answer = LoopbackServer::Reply::Answer::Never;
    return reply;
}

inline const std::string kDoubling = R"({"id":"double","name":"Doubling","nodes":[{"id":"calc","type":"transform","config":{"expression":"input.n * 2"}},{"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})";
inline const std::string kFailing = R"({"id":"fails","name":"Fails","nodes":[{"id":"calc","type":"transform","config":{"expression":"input.missing.more"}}]})";
inline const std::string kPausing = R"({"id":"pauses","name":"Pauses","nodes":[{"id":"pause","type":"wait","config":{"duration":"1h"}}]})";

} // namespace signalbox::test
