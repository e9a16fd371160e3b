// SPDX-License-Identifier: GPL-3.0-or-later
// A whole piece of work without a mouse, in the window as it is: a flow is made, wired, set up, moved, taken back, and run.
#include "support/gui_test.h"

#include "desktop/desktop.h"

#include "ui/flow/flow_document.h"
#include "ui/shell/document_area.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::desktop;
using namespace signalbox::ui;

class TestKeyboardTask : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desktop> m_desktop;

    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        Arguments given;
        given.data = m_folder->path().toStdString();
        given.flows = QStringList(QStringLiteral("new:"));
        m_desktop = std::make_unique<Desktop>(std::move(given));
        m_desktop->start();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window(), 30000));
        QVERIFY(test::pumpUntil([&] { return flow() && flow()->canPerform(QStringLiteral("run.start")) && flow()->bench().type("transform"); }, Millis(30000)));
    }
    void tearDown() override
    {
        QSignalSpy ended(m_desktop.get(), &Desktop::ended);
        window().close();
        QVERIFY(test::pumpUntil([&] { return ended.count() == 1; }));
        m_desktop.reset();
        m_folder.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
    }
    MainWindow &window() { return m_desktop->window(); }
    FlowDocument *flow() { return qobject_cast<FlowDocument *>(window().documents().current()); }
    canvas::CanvasView &view() { return flow()->canvas(); }
    std::string text() { return flow()->editor()->text().value(); }

    // Where keys go: to a popup as soon as it is there, else to what has the focus.
    static QWidget *target()
    {
        auto *popup = QApplication::activePopupWidget();
        return popup && popup->focusWidget() ? popup->focusWidget() : popup ? popup : QApplication::focusWidget();
    }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QVERIFY(test::pumpUntil([] { return target() != nullptr; }));
        QTest::keyClick(target(), key, modifiers);
        test::pumpPending();
    }
    static void type(const QString &text)
    {
        for (const QChar sign : text) {
            QVERIFY(test::pumpUntil([] { return target() != nullptr; }));
            QTest::keyClick(target(), sign.toLatin1());
            test::pumpPending();
        }
    }
    // Adds a node by what it is called.
    void add(const QString &name)
    {
        const auto before = view().scene().nodes().size();
        type(name);
        press(Qt::Key_Return);
        QVERIFY2(test::pumpUntil([&] { return view().scene().nodes().size() == before + 1 && view().hasFocus(); }), qPrintable(name));
    }
    // F6 goes through the parts of the window.
    void goToCanvas()
    {
        for (int i = 0; i < 12 && !view().hasFocus(); ++i) {
            press(Qt::Key_F6);
        }
        QVERIFY(view().hasFocus());
    }
    std::string current() { return view().currentNode() < view().scene().nodes().size() ? view().scene().nodes()[view().currentNode()].id : std::string(); }
    std::string conditionOf(std::uint32_t edge)
    {
        const auto *object = flow()->editor()->edge(edge);
        return object ? std::string(json::text(*object, "condition")) : std::string();
    }

private Q_SLOTS:
    void aFlowIsMadeAndRunWithoutAMouse()
    {
        QCursor::setPos(0, 0);
        goToCanvas();
        // Two steps: the second goes on from the first. A third one stands alone.
        add(QStringLiteral("manual"));
        QVERIFY(!QTest::currentTestFailed());
        add(QStringLiteral("transform"));
        QVERIFY(!QTest::currentTestFailed());
        QCOMPARE(current(), std::string("transform"));
        QCOMPARE(view().scene().edges().size(), std::size_t(1));
        press(Qt::Key_Escape);
        add(QStringLiteral("output"));
        QCOMPARE(view().scene().edges().size(), std::size_t(1));
        press(Qt::Key_Down, Qt::ControlModifier); // out of the way of what stands in the middle
        // The two that are there are wired.
        press(Qt::Key_Home);
        press(Qt::Key_Right);
        QCOMPARE(current(), std::string("transform"));
        QSignalSpy announced(&view(), &canvas::CanvasView::announced);
        press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(view().isConnecting());
        for (int i = 0; i < 4 && !announced.last().first().toString().contains(QStringLiteral("of output.")); ++i) {
            press(Qt::Key_Tab);
        }
        press(Qt::Key_Return);
        QCOMPARE(view().scene().edges().size(), std::size_t(2));
        QVERIFY(text().find("\"to\": \"output\"") != std::string::npos);
        // Its settings: Enter leads there, Tab to the field.
        press(Qt::Key_Return);
        QVERIFY(!view().hasFocus());
        for (int i = 0; i < 40 && QApplication::focusWidget()->accessibleName() != QLatin1String("Expression"); ++i) {
            press(Qt::Key_Tab);
        }
        QCOMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Expression"));
        type(QStringLiteral("6 * 7"));
        goToCanvas();
        const auto *config = flow()->editor()->node("transform")->if_contains("config");
        QVERIFY(config);
        QCOMPARE(json::write(*config), std::string(R"({"expression":"6 * 7"})"));
        // The condition of the edge behind it.
        press(Qt::Key_PageDown);
        QCOMPARE(view().selectedEdges().size(), std::size_t(1));
        press(Qt::Key_Return);
        QVERIFY(!view().hasFocus());
        type(QStringLiteral("output > 41"));
        goToCanvas();
        QCOMPARE(conditionOf(1), std::string("output > 41"));
        QVERIFY2(announced.last().first().toString().startsWith(QStringLiteral("Edge from transform to output")), qPrintable(announced.last().first().toString()));
        // Moved, taken back, done again.
        press(Qt::Key_Right);
        QCOMPARE(current(), std::string("output"));
        const auto place = [&] { return view().scene().nodes()[view().scene().find("output")].pos; };
        const QPointF before = place();
        press(Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(place().x() > before.x());
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(place(), before);
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(conditionOf(1), std::string());
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(conditionOf(1), std::string("output > 41"));
        press(Qt::Key_F5);
        QVERIFY(test::pumpUntil([&] { return flow()->run().hasRun() && !flow()->run().isUnderWay(); }, Millis(60000)));
        const auto &states = view().run().nodes;
        for (const char *node : {"transform", "output"}) {
            QVERIFY2(states.contains(node) && states.at(node).state == State::Succeeded, node);
        }
    }
};

SB_GUI_TEST_MAIN(TestKeyboardTask)
#include "tst_keyboard_task.moc"
