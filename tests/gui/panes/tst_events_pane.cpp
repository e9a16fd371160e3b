// SPDX-License-Identifier: GPL-3.0-or-later
// The event console on a real backend, by mouse and keyboard.
#include "pane_rig.h"

#include "ui/events/event_details.h"
#include "ui/events/events_pane.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/search_field.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::ui;

class TestEventsPane : public SignalboxTest
{
    Q_OBJECT
private:
    void setUp() override
    {
        m_rig = std::make_unique<test::PaneRig>();
        m_pane = std::make_unique<EventsPane>(*m_theme);
        m_pane->resize(900, 400);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get(), 30000));
    }
    void tearDown() override
    {
        m_pane.reset();
        m_rig.reset();
    }
    bool waitForRows(int rows)
    {
        return test::pumpUntil([&] { return m_pane->model().rowCount() == rows && !m_pane->model().isFiltering(); });
    }
    void watch()
    {
        m_pane->setClient(m_rig->client.get());
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().status() == EventFeed::Status::Live; }));
    }
    void click(int row, Qt::MouseButton button = Qt::LeftButton)
    {
        auto &view = m_pane->view();
        view.scrollTo(m_pane->model().index(row));
        QTest::mouseClick(view.viewport(), button, {}, view.visualRect(m_pane->model().index(row)).center());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void showsThePastAndWhatHappens()
    {
        m_rig->publish(0, 2500);
        watch();
        QVERIFY(waitForRows(2000));
        QCOMPARE(m_pane->model().eventAt(0)->seq, 501);
        m_rig->publish(2500, 700);
        QVERIFY(waitForRows(2700));
        for (int row = 0; row < 2700; ++row) {
            QCOMPARE(m_pane->model().eventAt(row)->seq, 501 + row);
        }
        // The newest is in sight.
        QCOMPARE(m_pane->view().lastVisibleRow(), 2699);
    }

    void scrollingUpHoldsTheView()
    {
        m_rig->publish(0, 500);
        watch();
        QVERIFY(waitForRows(500));
        auto &view = m_pane->view();
        QVERIFY(m_pane->followAction()->isChecked());
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Home);
        QVERIFY(!m_pane->followAction()->isChecked());
        m_rig->publish(500, 100);
        QVERIFY(waitForRows(600));
        QCOMPARE(view.firstVisibleRow(), 0);
        QTest::keyClick(&view, Qt::Key_End);
        QVERIFY(view.isFollowing());
        QCOMPARE(view.lastVisibleRow(), 599);
    }

    void spacePausesAndGoesOn()
    {
        watch();
        m_rig->publish(0, 10);
        QVERIFY(waitForRows(10));
        m_pane->view().setFocus();
        QTest::keyClick(&m_pane->view(), Qt::Key_Space);
        QVERIFY(m_pane->model().isPaused());
        m_rig->publish(10, 5);
        QVERIFY(test::pumpUntil([&] { return m_pane->model().waiting() == 5; }));
        QCOMPARE(m_pane->model().rowCount(), 10);
        QTest::keyClick(&m_pane->view(), Qt::Key_Space);
        QVERIFY(waitForRows(15));
    }

    void typingFilters()
    {
        watch();
        m_rig->publish(0, 10);
        m_rig->publish(10, 5, "other.failed");
        QVERIFY(waitForRows(15));
        QTest::keyClick(m_pane.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_pane->filterField().hasFocus());
        QTest::keyClicks(&m_pane->filterField(), QStringLiteral("FAILED"));
        QVERIFY(waitForRows(5));
        QTest::keyClick(&m_pane->filterField(), Qt::Key_Escape);
        QVERIFY(waitForRows(15));
    }

    void aClickOpensDetailsAndEscapeClosesThem()
    {
        watch();
        m_rig->publish(0, 10);
        QVERIFY(waitForRows(10));
        click(4);
        auto *details = m_pane->findChild<EventDetails *>();
        QVERIFY(details->isVisible());
        QCOMPARE(json::write(*details->json().value()), std::string("{\"n\":4}"));
        QTest::keyClick(&m_pane->view(), Qt::Key_Down);
        QCOMPARE(json::write(*details->json().value()), std::string("{\"n\":5}"));
        m_rig->publish(10, 50);
        QVERIFY(waitForRows(60));
        QCOMPARE(json::write(*details->json().value()), std::string("{\"n\":5}"));
        QTest::keyClick(&m_pane->view(), Qt::Key_Escape);
        QVERIFY(!details->isVisible());
    }

    void enterGoesToTheNode()
    {
        watch();
        const auto id = QString::fromStdString(m_rig->run(test::kFailing));
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowCount() > 0 && m_pane->model().eventAt(m_pane->model().rowCount() - 1)->topic == "run.failed"; }));
        QSignalSpy asked(m_pane.get(), &EventsPane::nodeRequested);
        click(m_pane->model().rowCount() - 1);
        QTest::keyClick(&m_pane->view(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().at(0).toString(), id);
        QCOMPARE(asked.front().at(1).toString(), QStringLiteral("calc"));
    }

    void clearsAndCopies()
    {
        watch();
        m_rig->publish(0, 3);
        QVERIFY(waitForRows(3));
        click(0);
        QTest::keyClick(&m_pane->view(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("\"data\":{\"n\":0}")));
        QTest::keyClick(&m_pane->view(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(m_pane->model().rowCount(), 0);
    }

    void savesWhatIsVisible()
    {
        watch();
        m_rig->publish(0, 5000);
        m_rig->publish(0, 7, "other.thing");
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowCount() == 5007; }));
        m_pane->setFilterText(QStringLiteral("topic:test.*"));
        QVERIFY(waitForRows(5000));
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("events.jsonl"));
        QSignalSpy saved(m_pane.get(), &EventsPane::exported);
        m_pane->exportTo(path);
        QVERIFY(test::pumpUntil([&] { return saved.size() == 1; }));
        QVERIFY2(saved.front().at(1).toString().isEmpty(), qPrintable(saved.front().at(1).toString()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 5001);
        const auto last = json::parse(lines[4999].toStdString());
        QCOMPARE(json::write(*json::find(*last, "data")), std::string("{\"n\":4999}"));
        // What cannot be written is said.
        m_pane->exportTo(folder.filePath(QStringLiteral("no/such/folder.jsonl")));
        QVERIFY(test::pumpUntil([&] { return saved.size() == 2; }));
        QVERIFY(saved.back().at(1).toString().contains(QStringLiteral("could not be written")));
    }

    void nothingIsLostOverABreak()
    {
        watch();
        m_rig->publish(0, 50);
        QVERIFY(waitForRows(50));
        m_rig->server.stop();
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().status() == EventFeed::Status::Lost; }));
        QVERIFY(m_pane->findChild<Banner *>()->isVisible());
        m_rig->server.start();
        m_rig->publish(50, 50);
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().status() == EventFeed::Status::Live; }));
        QVERIFY(waitForRows(100));
        QVERIFY(!m_pane->findChild<Banner *>()->isVisible());
    }

    void saysThatEventsAreGone()
    {
        m_rig->publish(0, 100);
        (void)m_rig->server.await<Result<void>>([&] { return m_rig->server.backend().store().events().trim("default", 60); });
        watch();
        QVERIFY(waitForRows(40));
        QCOMPARE(m_pane->model().eventAt(0)->seq, 61);
    }

    void anEndedConnectionHasAWayOut()
    {
        watch();
        m_rig->client->close();
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().status() == EventFeed::Status::Ended; }));
        QSignalSpy asked(m_pane.get(), &EventsPane::connectionRequested);
        const auto buttons = m_pane->findChild<Banner *>()->findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 2);
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
    }

    void everythingHasAName()
    {
        for (auto *widget : m_pane->findChildren<QAbstractButton *>()) {
            if (widget->isVisible() && qobject_cast<QLineEdit *>(widget->parent()) == nullptr) {
                QVERIFY2(!widget->accessibleName().isEmpty() || !widget->text().isEmpty(), widget->metaObject()->className());
            }
        }
        QVERIFY(!m_pane->view().accessibleName().isEmpty());
        QVERIFY(!m_pane->filterField().accessibleName().isEmpty());
    }

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::PaneRig> m_rig;
    std::unique_ptr<EventsPane> m_pane;
};

SB_GUI_TEST_MAIN(TestEventsPane)
#include "tst_events_pane.moc"
