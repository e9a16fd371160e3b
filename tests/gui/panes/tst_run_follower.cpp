// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is followed over a channel on which the answers come when the test lets them.
#include "pane_rig.h"

#include "api/message.h"
#include "ui/flow/run_follower.h"

using namespace signalbox;
using namespace signalbox::ui;

namespace {

/// What passes, and what is held back of it.
struct Tap
{
    std::string holdsNext;         ///< the next answer to this call waits
    json::Value heldId;
    std::function<void()> release; ///< set once that answer is there
    std::set<std::string> heard;   ///< topics of events
};

class TappedChannel final : public transport::Channel
{
public:
    TappedChannel(std::unique_ptr<transport::Channel> inner, Tap &tap) : m_inner(std::move(inner)), m_tap(tap) {}

    void listen(std::function<void(json::Value)> message, std::function<void(Error)> closed) override
    {
        m_inner->listen(
            [this, message = std::move(message)](json::Value received) {
                const auto *id = json::find(received, "id");
                if (id && !m_tap.heldId.is_null() && *id == m_tap.heldId) {
                    m_tap.heldId = nullptr;
                    m_tap.release = [message, received = std::move(received)] { message(received); };
                    return;
                }
                note(received);
                message(std::move(received));
            },
            std::move(closed));
    }
    void send(json::Value message) override
    {
        const auto *method = json::find(message, "method");
        if (method && method->is_string() && !m_tap.holdsNext.empty() && method->get_string() == m_tap.holdsNext) {
            m_tap.heldId = message.at("id");
            m_tap.holdsNext.clear();
        }
        m_inner->send(std::move(message));
    }
    void close(Error reason) override { m_inner->close(std::move(reason)); }
    void admit() override { m_inner->admit(); }

private:
    void note(const json::Value &received)
    {
        const auto *params = json::find(received, "params");
        const auto *events = params ? json::find(*params, "events") : nullptr;
        if (events && events->is_array()) {
            for (const auto &event : events->get_array()) {
                if (const auto *topic = json::find(event, "topic"); topic && topic->is_string()) {
                    m_tap.heard.emplace(std::string_view(topic->get_string()));
                }
            }
        }
    }

    std::unique_ptr<transport::Channel> m_inner;
    Tap &m_tap;
};

Task<Result<std::unique_ptr<transport::Channel>>> tapped(client::Connector connector, Tap *tap, std::stop_token stop)
{
    SB_CO_TRY(inner, co_await connector(std::move(stop)));
    co_return std::unique_ptr<transport::Channel>(std::make_unique<TappedChannel>(std::move(inner), *tap));
}

/// A follower of one run, its answers held as the tap says.
struct Rig
{
    explicit Rig(const std::string &flow) : id(pane.start(flow))
    {
        if (!test::await(client.connect({}))) {
            qFatal("not connected");
        }
        link.set(&client, QStringLiteral("here"), BackendLink::Reach::Local);
        link.setState(client::ConnectionState::Connected, {});
        bench = std::make_unique<Workbench>(theme, link);
        follower = std::make_unique<RunFollower>(*bench);
        follower->follow(id);
        if (!test::pumpUntil([&] { return follower->state() == api::RunState::Waiting || follower->view().startedAt > 0; }, Millis(30000))) {
            qFatal("not followed");
        }
    }
    ~Rig()
    {
        follower.reset();
        bench.reset();
        link.clear();
        client.close();
        test::pumpPending();
    }
    bool hears(const char *topic)
    {
        return test::pumpUntil([&] { return tap.heard.contains(topic); }, Millis(30000));
    }
    bool holdsAnswer()
    {
        return test::pumpUntil([&] { return bool(tap.release); }, Millis(30000));
    }

    test::PaneRig pane;
    std::string id;
    Tap tap;
    client::Client client{[this](std::stop_token stop) { return tapped(pane.server.connector(), &tap, std::move(stop)); }, pane.clock};
    Theme theme;
    BackendLink link;
    std::unique_ptr<Workbench> bench;
    std::unique_ptr<RunFollower> follower;
};

} // namespace

class TestRunFollower : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    // The run was looked at while it was paused; what is known of it meanwhile is newer.
    void aLateLookDoesNotPauseARunThatGoesOn()
    {
        Rig rig(test::kPausing);
        rig.tap.holdsNext = api::RunsGet::name; // asked for when the event comes
        rig.follower->pause();
        QVERIFY(rig.holdsAnswer());
        QVERIFY(test::await(rig.pane.client->call<api::RunsResume>({rig.id}), Millis(30000)));
        QVERIFY(rig.hears("run.resumed"));
        rig.tap.release();
        test::pumpPending();
        QVERIFY(!rig.follower->isPaused());
        QVERIFY(rig.follower->isUnderWay());
    }

    // Asked for before the run paused, answered after.
    void aLateAnswerDoesNotLetAPausedRunGoOn()
    {
        Rig rig(test::kPausing);
        rig.tap.holdsNext = api::RunsSetBreakpoints::name;
        rig.follower->setBreakpoints({"pause"});
        QVERIFY(rig.holdsAnswer());
        QVERIFY(test::await(rig.pane.client->call<api::RunsPause>({rig.id}), Millis(30000)));
        QVERIFY(test::pumpUntil([&] { return rig.follower->isPaused(); }, Millis(30000)));
        rig.tap.release();
        test::pumpPending();
        QVERIFY(test::pumpUntil([&] { return rig.follower->view().breakpoints == std::vector<std::string>{"pause"}; }, Millis(30000)));
        QVERIFY(rig.follower->isPaused());
        rig.follower->resume();
        QVERIFY(test::pumpUntil([&] { return !rig.follower->isPaused(); }, Millis(30000)));
    }
};

SB_GUI_TEST_MAIN(TestRunFollower)
#include "tst_run_follower.moc"
