// SPDX-License-Identifier: GPL-3.0-or-later
// Keys in the whole window: each has one owner wherever the focus is, and what edits stays with whatever has the focus.
#include "support/gui_test.h"

#include "desktop/desktop.h"

#include "ui/flow/flow_document.h"
#include "ui/runs/runs_pane.h"
#include "ui/shell/document_area.h"
#include "ui/shell/layouts.h"
#include "ui/spec/scintilla.h"
#include "ui/spec/spec_pane.h"
#include "ui/widgets/fixed_row_view.h"

#include <QClipboard>
#include <QAction>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::desktop;
using namespace signalbox::ui;

namespace {

QStringList ambiguous; // what Qt says of keys that two things want

void listen(QtMsgType, const QMessageLogContext &, const QString &text)
{
    if (text.contains(QLatin1String("Ambiguous"))) {
        ambiguous << text;
    }
}

} // namespace

class TestWindowKeys : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desktop> m_desktop;

    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        Arguments given;
        given.data = m_folder->path().toStdString();
        given.flows = QStringList(QStringLiteral("sample:support-triage"));
        m_desktop = std::make_unique<Desktop>(std::move(given));
        m_desktop->start();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window(), 30000));
        QVERIFY(test::pumpUntil([&] { return flow() && flow()->canPerform(QStringLiteral("run.start")); }, Millis(30000)));
    }
    void tearDown() override
    {
        QSignalSpy ended(m_desktop.get(), &Desktop::ended);
        if (!window().close()) {
            // The keys left a text beside the flow that cannot be read; the flow asks.
            const auto buttons = flow()->findChildren<QPushButton *>();
            const auto anyway = std::find_if(buttons.begin(), buttons.end(), [](auto *button) { return button->isVisible() && button->text() == QStringLiteral("Close anyway"); });
            QVERIFY(anyway != buttons.end());
            (*anyway)->click();
            window().close();
        }
        QVERIFY(test::pumpUntil([&] { return ended.count() == 1; }));
        m_desktop.reset();
        m_folder.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
    }
    MainWindow &window() { return m_desktop->window(); }
    FlowDocument *flow() { return qobject_cast<FlowDocument *>(window().documents().current()); }
    std::size_t nodes() { return flow()->canvas().scene().nodes().size(); }
    template<typename Pane>
    Pane *show(const char *id)
    {
        auto *content = window().layouts().find(QString::fromLatin1(id))->content();
        window().showPane(QString::fromLatin1(id));
        test::pumpUntil([&] { return content->isVisible(); });
        return window().findChild<Pane *>();
    }

private Q_SLOTS:
    void noKeyIsAmbiguousInAnyPane()
    {
        QSet<QKeySequence> keys;
        for (auto *dock : window().layouts().docks()) {
            window().showPane(dock->spec().id);
            test::pumpPending();
        }
        flow()->canvas().selectAll();
        for (auto *action : window().findChildren<QAction *>() + m_desktop->findChildren<QAction *>()) {
            for (const auto &key : action->shortcuts()) {
                keys << key;
            }
        }
        for (const auto &id : m_desktop->actions().ids()) {
            for (const auto &key : m_desktop->actions().shortcuts(id)) {
                keys << key;
            }
        }
        QVERIFY(keys.size() > 30);
        window().showPane(QStringLiteral("spec"));
        auto *spec = window().findChild<SpecPane *>();
        QVERIFY(test::pumpUntil([&] { return spec->editor()->length() > 100; }));
        const QString text = spec->editor()->text();
        const auto before = qInstallMessageHandler(listen);
        QStringList problems;
        int tried = 0;
        for (auto *dock : window().layouts().docks()) {
            window().showPane(dock->spec().id);
            test::pumpPending();
            // Whatever could be meant is; nothing of it happens.
            const auto actions = window().findChildren<QAction *>() + m_desktop->actions().findChildren<QAction *>();
            for (auto *action : actions) {
                action->blockSignals(true);
                // Two that share their keys are never enabled together.
                const auto *known = m_desktop->actions().spec(action->objectName());
                action->setEnabled(!known || known->sharesKeysWith.isEmpty());
            }
            QList<QPointer<QWidget>> widgets{dock->content()};
            for (auto *widget : dock->content()->findChildren<QWidget *>()) {
                if (widget->isVisible() && widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus) {
                    widgets << widget;
                }
            }
            for (const auto &widget : widgets) {
                for (const auto &key : keys) {
                    if (!widget || key.count() != 1) {
                        continue;
                    }
                    widget->setFocus(Qt::OtherFocusReason);
                    auto *focused = QApplication::focusWidget() ? QApplication::focusWidget() : widget.data();
                    ambiguous.clear();
                    QGuiApplication::clipboard()->setText(QStringLiteral("text")); // there is none on a bare X server
                    QTest::keyClick(focused, key[0].key(), key[0].keyboardModifiers());
                    ++tried;
                    if (!ambiguous.isEmpty()) {
                        problems << dock->spec().id + u' ' + QString::fromLatin1(focused->metaObject()->className()) + u' ' + key.toString();
                    }
                }
            }
            for (auto *action : window().findChildren<QAction *>() + m_desktop->actions().findChildren<QAction *>()) {
                action->blockSignals(false);
            }
        }
        qInstallMessageHandler(before);
        spec->editor()->setText(text); // some of the keys edit
        QVERIFY2(tried > 500, qPrintable(QString::number(tried)));
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QStringLiteral("; "))));
    }

    // With every pane of the default layout the flow has most of the window.
    void theCanvasIsTheStar()
    {
        window().resize(1440, 900);
        window().layouts().applyDefault();
        test::pumpPending();
        QVERIFY(test::pumpUntil([&] { return window().layouts().find(QStringLiteral("events"))->isVisible(); }));
        for (auto *dock : window().layouts().docks()) {
            QVERIFY2(dock->isHidden() != dock->spec().shown, qPrintable(dock->spec().id));
        }
        const QSize canvas = flow()->canvas().size();
        QVERIFY2(canvas.width() >= 900 && canvas.height() >= 440, qPrintable(QStringLiteral("%1 x %2").arg(canvas.width()).arg(canvas.height())));
    }

    // Pictures of the window with each pane in front, kept in the folder SIGNALBOX_LOOK for people to look at.
    void everyPaneIsPaintedInTheWindow()
    {
        const QString folder = qEnvironmentVariable("SIGNALBOX_LOOK");
        window().resize(1440, 900);
        window().layouts().applyDefault();
        flow()->perform(QStringLiteral("run.start"));
        QVERIFY(test::pumpUntil([&] { return flow()->run().hasRun() && !flow()->run().isUnderWay(); }, Millis(30000)));
        flow()->canvas().goToNode(flow()->canvas().scene().nodes().front().id);
        for (const bool dark : {false, true}) {
            LookChoice choice;
            choice.scheme = dark ? LookChoice::SchemeChoice::Dark : LookChoice::SchemeChoice::Light;
            m_desktop->theme().setChoice(choice);
            for (auto *dock : window().layouts().docks()) {
                window().showPane(dock->spec().id);
                if (auto *runs = window().findChild<RunsPane *>(); runs && dock->spec().id == QLatin1String("runs") && runs->model().rowCount() > 0) {
                    runs->showRun(QString::fromStdString(flow()->run().id()));
                }
                if (!folder.isEmpty()) {
                    test::pumpUntil([] { return false; }, Millis(600)); // what moves comes to rest for the picture
                }
                const auto isPainted = [&] {
                    const QImage image = dock->content()->grab().toImage();
                    QSet<QRgb> colours;
                    for (int y = 0; y < image.height(); y += 3) {
                        for (int x = 0; x < image.width(); x += 3) {
                            colours.insert(image.pixel(x, y));
                        }
                    }
                    return colours.size() > 8;
                };
                QVERIFY2(test::pumpUntil(isPainted), qPrintable(dock->spec().id));
                if (!folder.isEmpty()) {
                    QVERIFY(window().grab().save(folder + QStringLiteral("/window-%1-%2.png").arg(dock->spec().id, dark ? QStringLiteral("dark") : QStringLiteral("light"))));
                }
            }
        }
    }

    void keysThatEditStayInThePane()
    {
        const auto count = nodes();
        flow()->canvas().selectAll();
        for (const char *id : {"runs", "events", "chat", "inspector"}) {
            auto *content = window().layouts().find(QString::fromLatin1(id))->content();
            window().showPane(QString::fromLatin1(id));
            QVERIFY2(test::pumpUntil([&] { return content->isVisible(); }), id);
            window().showPane(QString::fromLatin1(id));
            auto *focused = QApplication::focusWidget();
            for (auto *child : content->findChildren<QWidget *>()) {
                if (!focused || !content->isAncestorOf(focused)) {
                    child->setFocus(Qt::TabFocusReason);
                    focused = QApplication::focusWidget();
                }
            }
            QVERIFY2(focused && content->isAncestorOf(focused), id);
            QTest::keyClick(focused, Qt::Key_Delete);
            QTest::keyClick(focused, Qt::Key_X, Qt::ControlModifier);
            QTest::keyClick(focused, Qt::Key_D, Qt::ControlModifier);
            QCOMPARE(nodes(), count);
        }
        auto *runs = show<RunsPane>("runs");
        runs->list().setFocus();
        flow()->canvas().selectNone();
        QTest::keyClick(&runs->list(), Qt::Key_A, Qt::ControlModifier);
        QVERIFY(!flow()->canvas().hasSelection());
        // On the canvas they are the canvas's.
        flow()->canvas().setFocus();
        QTest::keyClick(&flow()->canvas(), Qt::Key_A, Qt::ControlModifier);
        QVERIFY(flow()->canvas().hasSelection());
        QTest::keyClick(&flow()->canvas(), Qt::Key_Delete);
        QCOMPARE(nodes(), std::size_t(0));
        QTest::keyClick(&flow()->canvas(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(nodes(), count);
    }

    void f5RunsTheFlowFromAnyPane()
    {
        flow()->canvas().selectAll();
        auto *runs = show<RunsPane>("runs");
        runs->list().setFocus();
        QTest::keyClick(&runs->list(), Qt::Key_F5);
        QVERIFY(test::pumpUntil([&] { return flow()->run().hasRun(); }));
        QVERIFY(test::pumpUntil([&] { return !flow()->run().isUnderWay(); }, Millis(30000)));
        QVERIFY(test::pumpUntil([&] { return runs->list().model()->rowCount() > 0; }));
    }
};

SB_GUI_TEST_MAIN(TestWindowKeys)
#include "tst_window_keys.moc"
