// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of runs, in their pane: older ones found by words, what steps wrote, and deleting what is over.
#include "runs_rig.h"

#include "ui/runs/runs_deletion.h"
#include "ui/runs/step_details.h"
#include "ui/runs/step_logs.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QPushButton>
#include <QTabBar>
#include <QTreeView>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

const std::string kWriting = R"json({"id":"writes","name":"Writes","nodes":[{"id":"say","type":"code","config":{"code":"console.log('first line'); console.warn('take care'); return 1;"}},{"id":"end","type":"output"}],"edges":[{"from":"say","to":"end"}]})json";

} // namespace

class TestRunsHistory : public test::RunsPaneTest
{
    Q_OBJECT
private:
    void watch(int rows)
    {
        m_pane->setClient(m_rig->client.get());
        QVERIFY(waitForRows(rows));
    }
    void press(const QString &button)
    {
        for (auto *candidate : m_pane->deletion().question().findChildren<QPushButton *>()) {
            if (candidate->text() == button && candidate->isVisible()) {
                QTest::mouseClick(candidate, Qt::LeftButton);
                return;
            }
        }
        QFAIL("there is no such button");
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void deletesTheChosenRunsWhenToldTwice()
    {
        const auto first = m_rig->run(test::kDoubling, json::Object{{"n", 1}});
        const auto second = m_rig->run(test::kDoubling, json::Object{{"n", 2}});
        const auto pausing = m_rig->start(test::kPausing);
        watch(3);
        m_pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get(), 30000));
        auto &deletion = m_pane->deletion();
        QVERIFY(!deletion.action()->isEnabled());
        auto &list = m_pane->list();
        // Of those that are chosen only what has ended.
        list.setCurrentIndex(m_pane->model().index(m_pane->model().rowOf(QString::fromStdString(pausing))));
        QVERIFY(!deletion.action()->isEnabled());
        list.selectAll();
        QVERIFY(deletion.action()->isEnabled());
        list.setFocus();
        QTest::keyClick(&list, Qt::Key_Delete);
        QVERIFY(deletion.question().isVisible());
        QVERIFY2(deletion.question().text().startsWith(QStringLiteral("2 ")), qPrintable(deletion.question().text()));
        press(QStringLiteral("Keep"));
        QVERIFY(!deletion.question().isVisible());
        QCOMPARE(m_pane->model().rowCount(), 3);
        deletion.action()->trigger();
        press(QStringLiteral("Delete"));
        QVERIFY(waitForRows(1));
        QCOMPARE(m_pane->model().entryAt(0)->id, pausing);
        QVERIFY(!m_rig->call<api::RunsGet>({first}).ok());
        QVERIFY(!m_rig->call<api::RunsGet>({second}).ok());
        QVERIFY(!deletion.question().isVisible());
    }

    void whatSomebodyElseDeletesGoes()
    {
        const auto id = m_rig->run(test::kDoubling, json::Object{{"n", 1}});
        (void)m_rig->run(test::kDoubling, json::Object{{"n", 2}});
        watch(2);
        QVERIFY(m_rig->call<api::RunsDelete>({{id}, 0, {}}).ok());
        QVERIFY(waitForRows(1));
    }

    void findsOlderRunsByWords()
    {
        const auto old = m_rig->run(test::kFailing);
        std::vector<std::string> started;
        for (int i = 0; i < 120; ++i) {
            started.push_back(m_rig->start(test::kDoubling, json::Object{{"n", i}}));
        }
        for (const auto &id : started) {
            QVERIFY(m_rig->call<api::RunsWait>({id}).ok());
        }
        watch(100);
        QTest::keyClicks(&m_pane->filterField(), QString::fromStdString(old.substr(24)));
        QVERIFY(waitForRows(1));
        QCOMPARE(m_pane->model().entryAt(0)->id, old);
        // Without the words the list has no gaps: it begins anew.
        m_pane->filterField().clear();
        QVERIFY(waitForRows(100));
        QCOMPARE(m_pane->model().rowOf(QString::fromStdString(old)), -1);
    }

    void showsWhatAStepWrote()
    {
        const auto id = m_rig->run(kWriting);
        watch(1);
        m_pane->showRun(QString::fromStdString(id));
        m_pane->showStep(QStringLiteral("say"));
        QVERIFY(test::pumpUntil([&] { return m_pane->details().seq() > 0; }, Millis(30000)));
        auto *tabs = m_pane->details().findChild<QTabBar *>();
        QVERIFY(tabs->isTabVisible(int(StepDetails::Tab::Logs)));
        m_pane->details().showTab(StepDetails::Tab::Logs);
        auto &logs = m_pane->details().logs();
        QVERIFY(test::pumpUntil([&] { return logs.isVisible(); }, Millis(30000)));
        QCOMPARE(logs.toPlainText(), QStringLiteral("first line\nwarn  take care"));
        // Another step wrote nothing; the run as a whole has no logs.
        m_pane->showStep(QStringLiteral("end"));
        QVERIFY(test::pumpUntil([&] { return !logs.isVisible(); }, Millis(30000)));
        m_pane->tree().setCurrentIndex({});
        QVERIFY(test::pumpUntil([&] { return !tabs->isTabVisible(int(StepDetails::Tab::Logs)); }, Millis(30000)));
    }

    void saysThatThereIsNoConnectionAndReadsWhenOneComes()
    {
        const auto id = m_rig->run(kWriting);
        watch(1);
        m_pane->showRun(QString::fromStdString(id));
        m_pane->showStep(QStringLiteral("say"));
        QVERIFY(test::pumpUntil([&] { return m_pane->details().seq() > 0; }, Millis(30000)));
        m_rig->server.stop();
        QVERIFY(test::pumpUntil([&] { return m_rig->client->state() != client::ConnectionState::Connected; }, Millis(30000)));
        m_pane->details().showTab(StepDetails::Tab::Logs);
        auto &details = m_pane->details();
        const auto says = [&](const QString &words) {
            const auto labels = details.findChildren<TextLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&](const auto *label) { return label->isVisible() && label->text().contains(words); });
        };
        QVERIFY(says(QStringLiteral("no connection")));
        QVERIFY(!says(QStringLiteral("Reading")));
        m_rig->server.start();
        QVERIFY(test::pumpUntil([&] { return details.logs().isVisible(); }, Millis(30000)));
        QCOMPARE(details.logs().toPlainText(), QStringLiteral("first line\nwarn  take care"));

        // Nor without a client.
        StepLogs logs(*m_theme);
        std::optional<Result<int>> answer;
        logs.read(nullptr, QString::fromStdString(id), 1, [&](Result<int> lines) { answer = std::move(lines); });
        QVERIFY(answer && !answer->ok());
        QCOMPARE(answer->error().code, std::string("client.disconnected"));
    }

    void attemptsStandOneBelowTheOther()
    {
        const std::vector<api::StepLog> attempts = {{1, {{"error", "no"}}}, {2, {{"log", "yes"}, {"log", "indeed"}}}};
        QCOMPARE(StepLogs::textOf(attempts), QStringLiteral("Attempt 1\nerror  no\n\nAttempt 2\nyes\nindeed"));
        QVERIFY(StepLogs::textOf({}).isEmpty());
    }
};

SB_GUI_TEST_MAIN(TestRunsHistory)
#include "tst_runs_history.moc"
