// SPDX-License-Identifier: GPL-3.0-or-later
// The console's store, filter and model: without a backend and without a view.
#include "support/gui_test.h"

#include "ui/events/event_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

api::EventView told(std::int64_t seq, std::string topic, std::string source = "s", json::Value value = nullptr)
{
    return {seq, 1'700'000'000'000 + seq, std::move(topic), std::move(source), std::move(value)};
}

bool passes(const QString &filter, const api::EventView &view)
{
    EventStore store;
    store.append(view);
    return EventFilter::parse(filter).matches(store.at(0));
}

void settle(EventModel &model)
{
    model.flush();
    QVERIFY(test::pumpUntil([&] { return !model.isFiltering(); }));
}

} // namespace

class TestEventsModel : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatEventsSay()
    {
        EventStore store;
        store.append(told(7, "run.failed", "0190", json::Object{{"text", "über"}}));
        store.append(told(0, "chat.delta"));
        const auto first = store.at(0);
        QCOMPARE(first.seq, 7);
        QVERIFY(first.topic == "run.failed" && first.source == "0190" && first.data == "{\"text\":\"über\"}");
        QVERIFY(first.severity == Severity::Error);
        QVERIFY(store.at(1).data.empty() && store.at(1).severity == Severity::Detail);
        QVERIFY(severityOf(told(1, "run.inDoubt")) == Severity::Warning);
        QVERIFY(severityOf(told(1, "run.started")) == Severity::Info);
        QVERIFY(severityOf(told(1, "x.y", "s", json::Object{{"level", "error"}})) == Severity::Error);
    }

    void theOldestGoByChunks()
    {
        EventStore store(3000);
        for (int i = 0; i < 5000; ++i) {
            store.append(told(i + 1, "a.b"));
            store.trim();
        }
        QVERIFY(store.size() >= 3000 && store.size() < 3000 + 2 * EventStore::kChunk);
        QCOMPARE(store.at(store.first()).seq, std::int64_t(store.first()) + 1);
        QCOMPARE(store.at(store.end() - 1).seq, 5000);
        EventStore small(100'000, 1 << 20);
        for (int i = 0; i < 20'000; ++i) {
            small.append(told(i + 1, "a.b", "s", json::Object{{"text", std::string(500, 'x')}}));
            small.trim();
        }
        QVERIFY(small.bytes() < (2u << 20));
    }

    void findsWhateverTheCase_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("needle");
        QTest::addColumn<bool>("found");
        QTest::newRow("begin") << QStringLiteral("Failed here") << QStringLiteral("failed") << true;
        QTest::newRow("end") << QStringLiteral("it is FAILED") << QStringLiteral("failed") << true;
        QTest::newRow("one letter") << QStringLiteral("abc") << QStringLiteral("c") << true;
        QTest::newRow("not there") << QStringLiteral("abcabd") << QStringLiteral("abe") << false;
        QTest::newRow("longer than the text") << QStringLiteral("ab") << QStringLiteral("abc") << false;
        QTest::newRow("repeated") << QStringLiteral("aaaaaab") << QStringLiteral("aab") << true;
        QTest::newRow("signs") << QStringLiteral("{\"n\":1}") << QStringLiteral("\"n\":1") << true;
        QTest::newRow("not a letter's neighbour") << QStringLiteral("@[") << QStringLiteral("`{") << false;
    }
    void findsWhateverTheCase()
    {
        QFETCH(QString, text);
        QFETCH(QString, needle);
        QFETCH(bool, found);
        QCOMPARE(containsFolded(text.toStdString(), needle.toStdString()), found);
    }

    void understandsWhatIsTyped()
    {
        const auto failed = told(1, "run.failed", "0190-abc", json::Object{{"message", "Disk is Full, ÄRGER"}});
        QVERIFY(passes({}, failed));
        QVERIFY(passes(QStringLiteral("full disk"), failed));
        QVERIFY(!passes(QStringLiteral("\"full disk\""), failed));
        QVERIFY(passes(QStringLiteral("\"is full\""), failed));
        QVERIFY(!passes(QStringLiteral("-full"), failed));
        QVERIFY(passes(QStringLiteral("ärger"), failed));
        QVERIFY(passes(QStringLiteral("topic:run.*"), failed));
        QVERIFY(passes(QStringLiteral("topic:chat.*,run.failed"), failed));
        QVERIFY(!passes(QStringLiteral("topic:run"), failed));
        QVERIFY(!passes(QStringLiteral("-topic:run.failed"), failed));
        QVERIFY(passes(QStringLiteral("source:0190"), failed));
        QVERIFY(!passes(QStringLiteral("source:abc"), failed));
        QVERIFY(passes(QStringLiteral("level:error"), failed));
        QVERIFY(!passes(QStringLiteral("level:error"), told(1, "run.started")));
        QVERIFY(passes(QStringLiteral("level:info"), told(1, "run.started")));
        QVERIFY(passes(QStringLiteral("level:nonsense topic: \" -"), told(1, "run.x", "-")));
        QCOMPARE(EventFilter::withKey(QStringLiteral("a level:info b"), QStringLiteral("level"), QStringLiteral("error")), QStringLiteral("a b level:error"));
        QCOMPARE(EventFilter::withKey(QStringLiteral("a level:info"), QStringLiteral("level"), {}), QStringLiteral("a"));
        QCOMPARE(EventFilter::valueOf(QStringLiteral("x source:\"a b\""), QStringLiteral("source")), QStringLiteral("a b"));
    }

    void rowsComeOnceAFrame()
    {
        EventModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        for (int i = 0; i < 500; ++i) {
            model.append(told(i + 1, "a.b"));
        }
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(test::pumpUntil([&] { return model.rowCount() == 500; }));
        QCOMPARE(inserted.size(), 1);
    }

    void filtersOldAndNew()
    {
        EventModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 3000; ++i) {
            model.append(told(i + 1, i % 3 ? "run.progress" : "run.failed"));
        }
        model.setFilterText(QStringLiteral("level:error"));
        settle(model);
        QCOMPARE(model.rowCount(), 1000);
        model.append(told(3001, "run.failed"));
        model.append(told(3002, "run.started"));
        settle(model);
        QCOMPARE(model.rowCount(), 1001);
        QCOMPARE(model.eventAt(1000)->seq, 3001);
        QCOMPARE(model.rowOf(3000), 1000);
        QCOMPARE(model.rowOf(2), -1);
        model.setFilterText({});
        settle(model);
        QCOMPARE(model.rowCount(), 3002);
    }

    void pausedItStandsStillAndCounts()
    {
        EventModel model(2000);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 1500; ++i) {
            model.append(told(i + 1, "a.b"));
        }
        settle(model);
        model.setPaused(true);
        for (int i = 1500; i < 3500; ++i) {
            model.append(told(i + 1, i % 2 ? "a.b" : "c.d"));
        }
        settle(model);
        QCOMPARE(model.rowCount(), 1500);
        QCOMPARE(model.eventAt(0)->seq, 1);
        QCOMPARE(model.waiting(), 2000);
        // A filter while paused looks at what is shown, and counts anew.
        model.setFilterText(QStringLiteral("topic:a.b"));
        settle(model);
        QCOMPARE(model.rowCount(), 1500);
        QCOMPARE(model.waiting(), 1000);
        model.setPaused(false);
        settle(model);
        QCOMPARE(model.waiting(), 0);
        QCOMPARE(model.eventAt(model.rowCount() - 1)->seq, 3500);
        QVERIFY(model.store().size() <= 2000 + EventStore::kChunk);
    }

    void clearedIsOutOfSightOnly()
    {
        EventModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 10; ++i) {
            model.append(told(i + 1, "a.b"));
        }
        model.clearView();
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.hasCleared());
        model.append(told(11, "a.b"));
        settle(model);
        QCOMPARE(model.rowCount(), 1);
        model.showCleared();
        settle(model);
        QCOMPARE(model.rowCount(), 11);
        model.reset();
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.hasCleared());
    }

    void saysEventsInOneLine()
    {
        EventStore store;
        store.append(told(1, "run.progress", "s", json::Object{{"steps", 5}, {"changed", json::Array{json::Array{"fetch", "succeeded"}, json::Array{"parse", "failed"}}}, {"changedCount", 12}}));
        store.append(told(2, "run.failed", "s", json::Object{{"flow", "triage"}, {"error", json::Object{{"message", "No such file."}}}, {"durationUs", 1500}}));
        store.append(told(3, "other.thing", "s", json::Object{{"name", "x"}, {"n", 2}}));
        store.append(told(4, "bare.thing"));
        QCOMPARE(eventSummary(store.at(0)), QStringLiteral("fetch ✓, parse ✗ and 10 more · 5 step(s)"));
        QCOMPARE(eventSummary(store.at(1)), QStringLiteral("No such file. · triage · 1.5 ms"));
        QCOMPARE(eventSummary(store.at(2)), QStringLiteral("name: x  n: 2"));
        QCOMPARE(eventSummary(store.at(3)), QString());
    }
};

SB_GUI_TEST_MAIN(TestEventsModel)
#include "tst_events_model.moc"
