// SPDX-License-Identifier: GPL-3.0-or-later
// The runs on a real backend, by mouse and keyboard: lists, steps, payloads, decisions, cancelling, running again.
#include "runs_rig.h"

#include "ui/runs/decision_card.h"
#include "ui/runs/step_details.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/search_field.h"

#include <QClipboard>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTreeView>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

const std::string kMap = R"json({"id":"many","name":"Many","nodes":[
 {"id":"list","type":"transform","config":{"expression":"Array.from({length: input.n}, (_, i) => i)"}},
 {"id":"each","type":"map","config":{"items":"{{ nodes.list.output }}","concurrency":4,"body":{"nodes":[{"id":"twice","type":"transform","config":{"expression":"item * 2"}},{"id":"out","type":"output"}],"edges":[{"from":"twice","to":"out"}]}}},
 {"id":"end","type":"output"}],"edges":[{"from":"list","to":"each"},{"from":"each","to":"end"}]})json";

const std::string kLarge = R"json({"id":"large","name":"Large","nodes":[{"id":"calc","type":"transform","config":{"expression":"Array.from({length: 40000}, (_, i) => 'line ' + i + ' of a text that is long enough to fill a payload')"}},{"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})json";

} // namespace

class TestRunsPane : public test::RunsPaneTest
{
    Q_OBJECT
private:
    void watch()
    {
        m_pane->setClient(m_rig->client.get());
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().status() == RunsFeed::Status::Live; }));
    }
    void click(int row)
    {
        auto &list = m_pane->list();
        list.scrollTo(m_pane->model().index(row));
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(m_pane->model().index(row)).center());
    }
    bool waitForRun(api::RunState state)
    {
        return test::pumpUntil([&] { return m_pane->watch().run() && m_pane->watch().run()->state == state && !m_pane->watch().isLoading(); });
    }
    bool waitForValue(const std::string &text)
    {
        return test::pumpUntil([&] { return json::write(*m_pane->details().value().value()) == text; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void listsRunsPageByPageAndLive()
    {
        for (int i = 0; i < 130; ++i) {
            m_rig->start(test::kDoubling, json::Object{{"n", i}});
        }
        watch();
        QVERIFY(waitForRows(100));
        QVERIFY(m_pane->feed().hasMore());
        m_pane->list().setFocus();
        QTest::keyClick(&m_pane->list(), Qt::Key_End);
        QVERIFY(waitForRows(130));
        m_rig->run(test::kFailing);
        QVERIFY(waitForRows(131));
        QVERIFY(test::pumpUntil([&] { return m_pane->model().entryAt(0)->state == api::RunState::Failed && m_pane->model().entryAt(0)->isComplete; }));
        QVERIFY(!m_pane->model().entryAt(0)->error.isEmpty());
        // The state is asked of the backend, the text is looked for in what was read.
        m_pane->stateField().setCurrentIndex(m_pane->stateField().findData(int(api::RunState::Failed)));
        QVERIFY(waitForRows(1));
        m_pane->stateField().setCurrentIndex(0);
        QVERIFY(waitForRows(100));
        QTest::keyClicks(&m_pane->filterField(), QStringLiteral("fails"));
        QVERIFY(waitForRows(1));
    }

    void showsStepsAndWhatTheyGave()
    {
        m_rig->run(test::kDoubling, json::Object{{"n", 21}});
        watch();
        QVERIFY(waitForRows(1));
        QSignalSpy selected(m_pane.get(), &RunsPane::runSelected);
        click(0);
        QCOMPARE(selected.size(), 1);
        QVERIFY(waitForRun(api::RunState::Succeeded));
        QVERIFY(waitForValue("42"));
        auto &tree = m_pane->tree();
        tree.setFocus();
        tree.setCurrentIndex(tree.model()->index(0, 0));
        QVERIFY(waitForValue("42"));
        QSignalSpy asked(m_pane.get(), &RunsPane::nodeRequested);
        QTest::keyClick(&tree, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().at(1).toString(), QStringLiteral("calc"));
        QTest::keyClick(&tree, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("\"path\": \"calc\"")));
        // What the steps were given.
        auto *tabs = m_pane->details().findChild<QTabBar *>();
        QVERIFY(tabs->isVisible());
        tabs->setCurrentIndex(1);
        QVERIFY(waitForValue("{\"n\":21}"));
        tree.setCurrentIndex(tree.model()->index(1, 0));
        QVERIFY(waitForValue("42"));
        tree.setCurrentIndex(tree.model()->index(0, 0));
        QVERIFY(waitForValue("{\"n\":21}"));
        tabs->setCurrentIndex(0);
        QVERIFY(waitForValue("42"));
        // The run's input.
        m_pane->details().setStep(0);
        tabs->setCurrentIndex(1);
        QVERIFY(waitForValue("{\"n\":21}"));
    }

    void errorsSayWhatToDo()
    {
        m_rig->run(test::kFailing);
        watch();
        QVERIFY(waitForRows(1));
        click(0);
        QVERIFY(waitForRun(api::RunState::Failed));
        m_pane->showStep(QStringLiteral("calc"));
        bool said = false;
        for (const auto *label : m_pane->details().findChildren<QLabel *>()) {
            said = said || (label->isVisible() && label->text().contains(QStringLiteral("missing")));
        }
        QVERIFY(said);
    }

    void itemsOfMapsArePagedTrees()
    {
        const auto id = QString::fromStdString(m_rig->run(kMap, json::Object{{"n", 2000}}));
        watch();
        m_pane->showRun(id);
        QVERIFY(waitForRun(api::RunState::Succeeded));
        const auto all = m_pane->watch().run()->steps;
        QVERIFY(all > 4000);
        QVERIFY(m_pane->watch().hasMoreSteps());
        QVERIFY(m_pane->watch().steps().size() < std::size_t(all));
        while (m_pane->watch().hasMoreSteps()) {
            const auto had = m_pane->watch().steps().size();
            m_pane->watch().loadMoreSteps();
            QVERIFY(test::pumpUntil([&] { return m_pane->watch().steps().size() > had && !m_pane->watch().isLoading(); }));
        }
        QCOMPARE(std::int64_t(m_pane->watch().steps().size()), all);
        m_pane->showStep(QStringLiteral("each[1999]/twice"));
        QVERIFY(waitForValue("3998"));
    }

    void readsLargeValuesByRanges()
    {
        m_rig->run(kLarge);
        watch();
        QVERIFY(waitForRows(1));
        click(0);
        QVERIFY(test::pumpUntil([&] { return m_pane->details().value().value()->is_array(); }));
        QCOMPARE(m_pane->details().value().value()->get_array().size(), std::size_t(40'000));
        // The next step was given it.
        m_pane->showStep(QStringLiteral("end"));
        m_pane->details().findChild<QTabBar *>()->setCurrentIndex(1);
        QVERIFY(test::pumpUntil([&] { return m_pane->details().value().isVisible() && m_pane->details().value().value()->is_array(); }));
    }

    void aPersonDecidesAStepInDoubt_data()
    {
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("state");
        QTest::newRow("happened") << int(api::Verdict::Happened) << int(api::RunState::Succeeded);
        QTest::newRow("skip") << int(api::Verdict::Skip) << int(api::RunState::Succeeded);
        QTest::newRow("fail") << int(api::Verdict::Fail) << int(api::RunState::Failed);
    }
    void aPersonDecidesAStepInDoubt()
    {
        QFETCH(int, verdict);
        QFETCH(int, state);
        test::LoopbackServer silent(test::neverAnswered);
        m_rig->runInDoubt(silent);
        watch();
        QVERIFY(waitForRows(1));
        // The list knows that it waits for a person, and what for.
        QVERIFY(test::pumpUntil([&] { return m_pane->model().entryAt(0)->inDoubt.size() == 1; }));
        click(0);
        QVERIFY(waitForRun(api::RunState::Waiting));
        m_pane->showStep(QStringLiteral("pay"));
        auto &card = m_pane->details().decision();
        QVERIFY(card.isVisible());
        QVERIFY(!card.decideButton()->isEnabled());
        card.findChildren<QRadioButton *>()[verdict == int(api::Verdict::Happened) ? 0 : verdict == int(api::Verdict::Skip) ? 2 : 3]->click();
        if (verdict == int(api::Verdict::Happened)) {
            card.setOutputText(QStringLiteral("{\"status\": "));
            QTest::mouseClick(card.decideButton(), Qt::LeftButton);
            QVERIFY(card.decideButton()->isEnabled()); // no JSON: nothing was sent
            card.setOutputText(QStringLiteral("{\"status\": 200}"));
        }
        QTest::mouseClick(card.decideButton(), Qt::LeftButton);
        QVERIFY(waitForRun(static_cast<api::RunState>(state)));
        QVERIFY(test::pumpUntil([&] { return m_pane->model().entryAt(0)->state == static_cast<api::RunState>(state); }));
        QCOMPARE(silent.requests().size(), std::size_t(1));
        if (verdict == int(api::Verdict::Happened)) {
            QVERIFY(waitForValue("{\"status\":200}"));
        }
    }

    // What was decided of a step says nothing of the same step in another run, nor of a later doubt about it.
    void eachDoubtIsDecidedByItself()
    {
        test::LoopbackServer first(test::neverAnswered);
        test::LoopbackServer second(test::neverAnswered);
        const auto a = m_rig->runInDoubt(first);
        const auto b = m_rig->runInDoubt(second);
        watch();
        QVERIFY(waitForRows(2));
        m_pane->showRun(QString::fromStdString(a));
        QVERIFY(waitForRun(api::RunState::Waiting));
        m_pane->showStep(QStringLiteral("pay"));
        auto &card = m_pane->details().decision();
        const auto choices = card.findChildren<QRadioButton *>();
        choices[0]->click();
        card.setOutputText(QStringLiteral("{\"of\": \"a\"}"));
        m_pane->showRun(QString::fromStdString(b)); // looked at, not decided
        QVERIFY(waitForRun(api::RunState::Waiting));
        m_pane->showStep(QStringLiteral("pay"));
        QVERIFY(test::pumpUntil([&] { return card.isVisible(); }));
        QVERIFY(!choices[0]->isChecked());
        QVERIFY(card.findChild<QPlainTextEdit *>()->toPlainText().isEmpty());
        m_pane->showRun(QString::fromStdString(a));
        QVERIFY(waitForRun(api::RunState::Waiting));
        m_pane->showStep(QStringLiteral("pay"));
        choices[2]->click();
        QTest::mouseClick(card.decideButton(), Qt::LeftButton);
        QVERIFY(waitForRun(api::RunState::Succeeded));
        m_pane->showRun(QString::fromStdString(b));
        QVERIFY(waitForRun(api::RunState::Waiting));
        m_pane->showStep(QStringLiteral("pay"));
        QVERIFY(test::pumpUntil([&] { return card.isVisible(); }));
        QVERIFY(choices[1]->isEnabled());
        QVERIFY(!choices[2]->isChecked());
        choices[1]->click(); // do it again; it is interrupted again
        QTest::mouseClick(card.decideButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return second.requests().size() == 2; }));
        m_pane->setClient(nullptr);
        m_rig->server.stop();
        m_rig->server.start();
        m_rig->client = m_rig->connected();
        watch();
        QVERIFY(waitForRows(2));
        m_pane->showRun(QString::fromStdString(b));
        QVERIFY(waitForRun(api::RunState::Waiting));
        m_pane->showStep(QStringLiteral("pay"));
        QVERIFY(test::pumpUntil([&] { return card.isVisible() && choices[0]->isEnabled(); }));
        QVERIFY(!choices[1]->isChecked());
    }

    void cancelsAndRunsAgain()
    {
        QVERIFY(m_rig->call<api::FlowsSave>({"pauses", test::kPausing, 0, "local"}).ok());
        api::RunStartParams params;
        params.flow = "pauses";
        params.input = json::Object{{"n", 1}};
        QVERIFY(m_rig->call<api::RunsStart>(params).ok());
        watch();
        QVERIFY(waitForRows(1));
        QVERIFY(test::pumpUntil([&] { return m_pane->model().index(0).data().toString() == QStringLiteral("Pauses"); }));
        click(0);
        QVERIFY(test::pumpUntil([&] { return m_pane->cancelAction()->isEnabled(); }));
        m_pane->cancelAction()->trigger();
        QVERIFY(waitForRun(api::RunState::Cancelled));
        QVERIFY(!m_pane->cancelAction()->isEnabled());
        QSignalSpy selected(m_pane.get(), &RunsPane::runSelected);
        m_pane->againAction()->trigger();
        QVERIFY(test::pumpUntil([&] { return selected.size() == 1; }));
        QVERIFY(waitForRows(2));
        QVERIFY(test::pumpUntil([&] { return m_pane->cancelAction()->isEnabled() && m_pane->list().currentIndex().row() == 0; }));
        m_pane->cancelAction()->trigger();
        QVERIFY(waitForRun(api::RunState::Cancelled));
    }

    void followsOverABreak()
    {
        watch();
        m_rig->run(test::kDoubling, json::Object{{"n", 1}});
        QVERIFY(waitForRows(1));
        m_rig->server.stop();
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().status() == RunsFeed::Status::Lost; }));
        m_rig->server.start();
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().status() == RunsFeed::Status::Live; }));
        QVERIFY(waitForRows(1));
        m_rig->run(test::kDoubling, json::Object{{"n", 1}});
        QVERIFY(waitForRows(2));
    }

    void everythingHasAName()
    {
        for (auto *widget : m_pane->findChildren<QAbstractButton *>()) {
            QVERIFY2(!widget->accessibleName().isEmpty() || !widget->text().isEmpty() || !widget->isVisible() || qobject_cast<QLineEdit *>(widget->parent()), widget->metaObject()->className());
        }
        QVERIFY(!m_pane->list().accessibleName().isEmpty());
        QVERIFY(!m_pane->tree().accessibleName().isEmpty());
        QVERIFY(!m_pane->stateField().accessibleName().isEmpty());
    }
};

SB_GUI_TEST_MAIN(TestRunsPane)
#include "tst_runs_pane.moc"
