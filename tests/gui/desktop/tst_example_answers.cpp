// SPDX-License-Identifier: GPL-3.0-or-later
// The first time without a model: the guide on the start page, and the sample that runs with the answers that came along.
#include "support/gui_test.h"

#include "desktop/desktop.h"

#include "api/model_calls.h"
#include "api/recording_calls.h"
#include "ui/flow/flow_document.h"
#include "ui/models/model_guide.h"
#include "ui/models/provider_dialog.h"
#include "ui/runs/runs_pane.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/document_area.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card_button.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::desktop;
using namespace signalbox::ui;

class TestExampleAnswers : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desktop> m_desktop;

    void setUp() override { m_folder = std::make_unique<QTemporaryDir>(); }
    void tearDown() override
    {
        close();
        m_folder.reset();
    }
    void open()
    {
        Arguments arguments;
        arguments.data = m_folder->path().toStdString();
        m_desktop = std::make_unique<Desktop>(std::move(arguments));
        m_desktop->start();
        QVERIFY(QTest::qWaitForWindowExposed(&m_desktop->window(), 30000));
        QVERIFY(test::pumpUntil([&] { return m_desktop->window().status().backend() == BackendState::Connected; }, Millis(30000)));
    }
    void close()
    {
        if (!m_desktop) {
            return;
        }
        QSignalSpy ended(m_desktop.get(), &Desktop::ended);
        m_desktop->window().close();
        QVERIFY(test::pumpUntil([&] { return ended.count() == 1; }, Millis(30000)));
        m_desktop.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
    }
    ModelGuide *guide() const { return m_desktop->window().startPage().findChild<ModelGuide *>(); }
    FlowDocument *current() const { return qobject_cast<FlowDocument *>(m_desktop->window().documents().current()); }
    template<typename C>
    auto call(typename C::Params params)
    {
        return test::await(m_desktop->link().client()->call<C>(std::move(params)), Millis(30000));
    }
    bool isDone() const { return current() && current()->run().hasRun() && (!current()->run().isUnderWay() || current()->run().state() == api::RunState::Waiting); }
    // A provider that nobody can reach: it is enough that there is one.
    void addProvider()
    {
        api::ProviderPutParams params;
        params.id = "nobody";
        params.baseUrl = "http://127.0.0.1:9/v1";
        params.defaultModel = "none";
        QVERIFY(call<api::ProvidersPut>(params).ok());
    }

private Q_SLOTS:
    void theGuideLeadsToTheSample()
    {
        open();
        QVERIFY(test::pumpUntil([&] { return guide()->isVisible(); }, Millis(30000)));
        QVERIFY(m_desktop->window().documents().current() == &m_desktop->window().startPage()); // nothing stands over it
        QVERIFY(!guide()->accessibleName().isEmpty());
        for (auto *button : guide()->findChildren<QAbstractButton *>()) {
            QVERIFY2(!button->text().isEmpty() && button->focusPolicy() != Qt::NoFocus, qPrintable(button->text()));
        }
        QCOMPARE(guide()->makers().size(), qsizetype(4));
        // By the keyboard alone.
        guide()->examples().setFocus(Qt::TabFocusReason);
        QTest::keyClick(&guide()->examples(), Qt::Key_Space);
        QVERIFY(current());
        QCOMPARE(current()->location(), QStringLiteral("sample:customer-mail"));
        QVERIFY(!guide()->isWanted());
        QVERIFY(test::pumpUntil([&] { return current()->canPerform(QStringLiteral("run.start")); }, Millis(30000)));
        QTest::keyClick(&m_desktop->window(), Qt::Key_F5);
        QVERIFY(test::pumpUntil([&] { return isDone(); }, Millis(60000)));
        QVERIFY2(current()->run().state() == api::RunState::Waiting, json::write(current()->run().view().error).c_str());
        auto &banner = current()->answersBanner();
        QVERIFY(test::pumpUntil([&] { return banner.isVisible(); }));
        QVERIFY2(banner.text().startsWith(QStringLiteral("Example answers: no model was asked")), qPrintable(banner.text()));
        QVERIFY(current()->run().view().models.example);
        // The list of runs says so, too.
        m_desktop->window().showPane(QStringLiteral("runs"));
        auto *pane = m_desktop->window().findChild<RunsPane *>();
        QVERIFY(pane);
        QVERIFY(test::pumpUntil([&] { return pane->model().rowCount() == 1 && pane->model().entryAt(0)->answers == QStringLiteral("Example answers"); }, Millis(30000)));
        QVERIFY(pane->model().index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Example answers")));
        // From the banner to the guide, and to a provider.
        const auto buttons = banner.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), qsizetype(2));
        QCOMPARE(buttons[0]->text(), QStringLiteral("Connect a model"));
        buttons[0]->click();
        QVERIFY(test::pumpUntil([&] { return guide()->isVisible(); }));
        guide()->makers().front()->click();
        auto *dialog = qobject_cast<ProviderDialog *>(guide()->dialog());
        QVERIFY(dialog);
        QCOMPARE(dialog->idField().text(), QStringLiteral("openai"));
        dialog->reject();
        QVERIFY(test::pumpUntil([&] { return guide()->dialog() == nullptr; }));
    }

    void whatIsSkippedStaysAway()
    {
        open();
        QVERIFY(test::pumpUntil([&] { return guide()->isVisible(); }, Millis(30000)));
        guide()->skipButton().click();
        QVERIFY(!guide()->isVisible());
        close();
        open();
        QVERIFY(call<api::ProvidersList>({})->providers.empty());
        test::pumpPending();
        QVERIFY(!guide()->isWanted());
        m_desktop->actions().find(QStringLiteral("models.guide"))->trigger();
        QVERIFY(guide()->isVisible());
        QVERIFY(test::pumpUntil([&] { return guide()->isAncestorOf(QApplication::focusWidget()) || QApplication::focusWidget() == guide(); }, Millis(30000)));
    }

    void whoHasAModelIsAskedNothingAndChooses()
    {
        open();
        addProvider();
        close();
        open();
        QVERIFY(m_desktop->window().open(QStringLiteral("sample:customer-mail")));
        QVERIFY(test::pumpUntil([&] { return current() && current()->canPerform(QStringLiteral("run.start")); }, Millis(30000)));
        QVERIFY(!guide()->isWanted());
        // The model is asked; nobody answers.
        current()->perform(QStringLiteral("run.start"));
        QVERIFY(test::pumpUntil([&] { return isDone(); }, Millis(60000)));
        QCOMPARE(current()->run().view().models.mode, api::ModelsMode::Live);
        QVERIFY(!current()->answersBanner().isVisible());
        QVERIFY(test::pumpUntil([&] { return current()->canPerform(QStringLiteral("run.examples")); }));
        current()->perform(QStringLiteral("run.examples"));
        QVERIFY(test::pumpUntil([&] { return current()->run().view().models.example && isDone(); }, Millis(60000)));
        QCOMPARE(current()->run().state(), api::RunState::Waiting);
        QVERIFY(current()->answersBanner().isVisible());
        // Recorded, it can be replayed.
        current()->run().stop();
        QVERIFY(test::pumpUntil([&] { return current()->canPerform(QStringLiteral("run.record")); }, Millis(30000)));
        QVERIFY(current()->canPerform(QStringLiteral("run.replay")));
        current()->perform(QStringLiteral("run.record"));
        QVERIFY(test::pumpUntil([&] { return current()->run().view().models.mode == api::ModelsMode::Record && isDone(); }, Millis(60000)));
        QVERIFY(test::pumpUntil([&] { return current()->canPerform(QStringLiteral("run.saveAnswers")); }, Millis(30000)));
        QVERIFY(!current()->answersBanner().isVisible());
        QVERIFY(call<api::RecordingsGet>({current()->run().id()}).ok());
        current()->perform(QStringLiteral("run.replay"));
        QVERIFY(test::pumpUntil([&] { return current()->run().view().models.mode == api::ModelsMode::Replay && isDone() && !current()->run().isUnderWay(); }, Millis(60000)));
        QVERIFY2(current()->answersBanner().text().startsWith(QStringLiteral("Recorded answers")), qPrintable(current()->answersBanner().text()));
    }
};

SB_GUI_TEST_MAIN(TestExampleAnswers)
#include "tst_example_answers.moc"
