// SPDX-License-Identifier: GPL-3.0-or-later
// The counts of the status line go on when the events that they hang on do not.
#include "support/gui_test.h"
#include "test_server.h"

#include "api/run_calls.h"
#include "desktop/run_watch.h"

#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::desktop;

class TestRunWatch : public SignalboxTest
{
    Q_OBJECT

    static void start(client::Client &client)
    {
        api::RunStartParams params;
        params.text = R"({"nodes": [{"id": "pause", "type": "wait", "config": {"duration": "10m"}}], "edges": []})";
        QVERIFY(test::await(client.call<api::RunsStart>(std::move(params))));
    }

private Q_SLOTS:
    void countsAnewWhereEventsAreGone()
    {
        QTemporaryDir folder;
        SystemClock clock;
        test::TestServer before(test::ChannelKind::InProcess, folder.path().toStdString() + "/before");
        test::TestServer after(test::ChannelKind::InProcess, folder.path().toStdString() + "/after");
        before.start();
        auto *server = &before;
        client::Client client([&server](std::stop_token stop) { return server->connector()(std::move(stop)); }, clock);
        QVERIFY(test::await(client.connect({})));
        ui::BackendLink link;
        link.set(&client, QStringLiteral("here"), ui::BackendLink::Reach::Local);
        RunWatch watch(link);
        const auto unfinished = [&] { return watch.counts().running + watch.counts().waiting; };
        for (int i = 0; i < 3; ++i) {
            start(client);
        }
        QVERIFY(test::pumpUntil([&] { return unfinished() == 3; }));
        // Restored from an older copy, say: the backend that comes back knows nothing of these events.
        server = &after;
        after.start();
        before.stop();
        QVERIFY(test::pumpUntil([&] { return client.state() == client::ConnectionState::Connected && unfinished() == 0; }, Millis(15000)));
        start(client);
        QVERIFY(test::pumpUntil([&] { return unfinished() == 1; }));
        link.clear();
        client.close();
        test::pumpPending();
    }
};

SB_GUI_TEST_MAIN(TestRunWatch)
#include "tst_run_watch.moc"
