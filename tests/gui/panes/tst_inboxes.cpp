// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for a person, on a real backend: questions of runs are answered; steps that failed for good are looked at,
// changed and done again.
#include "pane_rig.h"

#include "ui/runs/approvals_view.h"
#include "ui/runs/letters_view.h"
#include "ui/runs/runs_pane.h"
#include "ui/runs/value_editor.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_view.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

const std::string kPicky = R"json({"id":"picky","name":"Picky","nodes":[{"id":"calc","type":"transform","config":{"expression":"input.word === 'bad' ? input.missing.more : input.word + '!'"}},
 {"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})json";

const std::string kAsking = R"json({"id":"asking","name":"Asking","nodes":[{"id":"ask","type":"approval","config":{"title":"Send {{ input.n }} mails?","message":"To all customers."}},
 {"id":"yes","type":"output"},{"id":"no","type":"output"}],"edges":[{"from":"ask","fromPort":"approved","to":"yes"},{"from":"ask","fromPort":"rejected","to":"no"}]})json";

} // namespace

class TestInboxes : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::PaneRig> m_rig;
    std::unique_ptr<RunsPane> m_pane;

    void setUp() override
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
        m_rig = std::make_unique<test::PaneRig>();
        m_pane = std::make_unique<RunsPane>(*m_theme, m_rig->clock);
        m_pane->resize(1200, 500);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get(), 30000));
        m_pane->setClient(m_rig->client.get());
    }
    void tearDown() override
    {
        m_pane.reset();
        m_rig.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
        m_theme.reset();
    }
    void failOnce() { m_rig->run(kPicky, json::Object{{"word", "bad"}}); }
    QString tab(RunsPane::Page page) { return m_pane->findChild<QTabBar *>(QStringLiteral("pages"))->tabText(int(page)); }

    bool ended(const std::string &run, const char *part)
    {
        const auto view = m_rig->call<api::RunsWait>({run});
        return view && view->state == api::RunState::Succeeded && json::write(view->result).find(part) != std::string::npos;
    }

private Q_SLOTS:
    void aQuestionIsAnsweredWithOtherData()
    {
        const auto run = m_rig->run(kAsking, json::Object{{"n", 3}});
        m_pane->showPage(RunsPane::Page::Approvals);
        auto &inbox = m_pane->approvals();
        QVERIFY(test::pumpUntil([&] { return inbox.model().rowCount() == 1; }));
        QVERIFY(test::pumpUntil([&] { return tab(RunsPane::Page::Approvals).endsWith(QStringLiteral("(1)")); }));
        inbox.list().setFocus();
        QTest::keyClick(&inbox.list(), Qt::Key_Home);
        QVERIFY(test::pumpUntil([&] { return inbox.shown().has_value(); }));
        QCOMPARE(QString::fromStdString(inbox.shown()->title), QStringLiteral("Send 3 mails?"));
        QCOMPARE(json::write(*inbox.data().view().value()), std::string("{\"n\":3}"));
        inbox.data().setEditing(true);
        inbox.data().text().setPlainText(QStringLiteral("{\"n\": "));
        QTest::mouseClick(inbox.approveButton(), Qt::LeftButton);
        QVERIFY(inbox.approveButton()->isEnabled()); // no JSON: nothing was sent
        inbox.data().text().setPlainText(QStringLiteral("{\"n\": 5}"));
        QTest::keyClicks(&inbox.comment(), QStringLiteral("five are enough"));
        QTest::mouseClick(inbox.approveButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return inbox.model().rowCount() == 0 && inbox.open() == 0; }));
        QVERIFY(ended(run, "five are enough"));
        QVERIFY(ended(run, "\"n\":5"));
        // What was decided can be looked at.
        inbox.stateField().setCurrentIndex(1);
        QVERIFY(test::pumpUntil([&] { return inbox.model().rowCount() == 1; }));
        inbox.list().setCurrentIndex(inbox.model().index(0));
        QVERIFY(test::pumpUntil([&] { return inbox.shown().has_value(); }));
        QVERIFY(!inbox.approveButton()->isVisible());
        QCOMPARE(json::write(*inbox.data().view().value()), std::string("{\"n\":5}"));
    }

    void severalQuestionsAreRejectedAlike()
    {
        std::vector<std::string> runs;
        for (int i = 0; i < 3; ++i) {
            runs.push_back(m_rig->run(kAsking, json::Object{{"n", i}}));
        }
        m_pane->showPage(RunsPane::Page::Approvals);
        auto &inbox = m_pane->approvals();
        QVERIFY(test::pumpUntil([&] { return inbox.model().rowCount() == 3; }));
        inbox.list().setFocus();
        inbox.list().selectAll();
        QVERIFY(!inbox.shown());
        QVERIFY(inbox.rejectButton()->text().contains(u'3'));
        QTest::mouseClick(inbox.rejectButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return inbox.model().rowCount() == 0; }));
        for (const auto &run : runs) {
            QVERIFY(ended(run, "reject"));
        }
    }

    void deadLettersAreListedAsTheyCome()
    {
        m_pane->showPage(RunsPane::Page::Letters);
        auto &letters = m_pane->letters();
        QVERIFY(letters.isVisible());
        failOnce();
        QVERIFY(test::pumpUntil([&] { return letters.model().rowCount() == 1; }));
        QVERIFY(test::pumpUntil([&] { return tab(RunsPane::Page::Letters).endsWith(QStringLiteral("(1)")); }));
        failOnce();
        QVERIFY(test::pumpUntil([&] { return letters.model().rowCount() == 2; }));
        QCOMPARE(letters.model().index(0).data().toString(), QStringLiteral("calc"));
        QVERIFY(!letters.model().index(0).data(Qt::AccessibleTextRole).toString().isEmpty());
    }

    void aLetterIsChangedAndDoneAgain()
    {
        failOnce();
        m_pane->showPage(RunsPane::Page::Letters);
        auto &letters = m_pane->letters();
        QVERIFY(test::pumpUntil([&] { return letters.model().rowCount() == 1; }));
        letters.list().setFocus();
        QTest::keyClick(&letters.list(), Qt::Key_Home);
        QVERIFY(test::pumpUntil([&] { return letters.shown().has_value(); }));
        QCOMPARE(json::write(*letters.input().view().value()), std::string("{\"word\":\"bad\"}"));
        // What is no JSON is not sent.
        letters.input().setEditing(true);
        letters.input().text().setPlainText(QStringLiteral("{\"word\": "));
        QTest::mouseClick(letters.replayButton(), Qt::LeftButton);
        QVERIFY(letters.replayButton()->isEnabled());
        letters.input().text().setPlainText(QStringLiteral("{\"word\": \"good\"}"));
        // What is typed stays while others come.
        failOnce();
        QVERIFY(test::pumpUntil([&] { return letters.model().rowCount() == 2; }));
        QVERIFY(letters.input().isEditing());
        QTest::mouseClick(letters.replayButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return letters.model().rowCount() == 1; }));
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowCount() == 3 && m_pane->model().entryAt(0)->state == api::RunState::Succeeded; }));
        // It can still be found, with the run that it was done again in.
        letters.stateField().setCurrentIndex(1);
        QVERIFY(test::pumpUntil([&] { return letters.model().rowCount() == 2; }));
        letters.list().setFocus();
        QTest::keyClick(&letters.list(), Qt::Key_End);
        QVERIFY(test::pumpUntil([&] { return letters.shown() && letters.shown()->state == api::DeadLetterState::Replayed; }));
        QVERIFY(!letters.replayButton()->isVisible());
        for (auto *button : letters.findChildren<QPushButton *>()) {
            if (button->isVisible()) {
                button->click(); // shows the run
            }
        }
        QCOMPARE(m_pane->page(), RunsPane::Page::Runs);
        QVERIFY(test::pumpUntil([&] { return m_pane->watch().run() && m_pane->watch().run()->state == api::RunState::Succeeded; }));
    }

    void manyAreDoneAgainOrPutAwayTogether()
    {
        for (int i = 0; i < 3; ++i) {
            failOnce();
        }
        m_pane->showPage(RunsPane::Page::Letters);
        auto &letters = m_pane->letters();
        QVERIFY(test::pumpUntil([&] { return letters.model().rowCount() == 3; }));
        letters.list().setFocus();
        QTest::keyClick(&letters.list(), Qt::Key_Home);
        QTest::keyClick(&letters.list(), Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(!letters.shown());
        QVERIFY(letters.replayButton()->text().contains(u'2'));
        QTest::mouseClick(letters.replayButton(), Qt::LeftButton);
        // Both fail again and leave letters of their own.
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowCount() == 5; }));
        QVERIFY(test::pumpUntil([&] { return letters.model().rowCount() == 3 && letters.open() == 3 && letters.replayButton()->isEnabled(); }));
        letters.list().selectAll();
        QTest::mouseClick(letters.discardButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return letters.model().rowCount() == 0 && letters.open() == 0; }));
        QVERIFY(test::pumpUntil([&] { return !tab(RunsPane::Page::Letters).contains(u'('); }));
    }

    void theNodeOfALetterIsShown()
    {
        failOnce();
        m_pane->showPage(RunsPane::Page::Letters);
        auto &letters = m_pane->letters();
        QVERIFY(test::pumpUntil([&] { return letters.model().rowCount() == 1; }));
        QSignalSpy asked(m_pane.get(), &RunsPane::flowNodeRequested);
        letters.list().setFocus();
        QTest::keyClick(&letters.list(), Qt::Key_Home);
        QTest::keyClick(&letters.list(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().at(0).toString(), QStringLiteral("picky"));
        QCOMPARE(asked.front().at(1).toString(), QStringLiteral("calc"));
        QVERIFY2(!asked.front().at(2).toString().isEmpty(), "its run");
    }
};

SB_GUI_TEST_MAIN(TestInboxes)
#include "tst_inboxes.moc"
