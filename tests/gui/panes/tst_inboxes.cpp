// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for a person, on a real backend: steps that failed for good are looked at, changed and done again.
#include "pane_rig.h"

#include "ui/runs/letters_view.h"
#include "ui/runs/runs_pane.h"
#include "ui/runs/value_editor.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_view.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

const std::string kPicky = R"json({"id":"picky","name":"Picky","nodes":[{"id":"calc","type":"transform","config":{"expression":"input.word === 'bad' ? input.missing.more : input.word + '!'"}},
 {"id":"end","type":"output"}],"edges":[{"from":"calc","to":"end"}]})json";

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
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
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

private Q_SLOTS:
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
    }
};

SB_GUI_TEST_MAIN(TestInboxes)
#include "tst_inboxes.moc"
