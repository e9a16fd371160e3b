// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the endpoint, on a real backend: its address, its tokens made, changed and revoked, and each shown once.
#include "pane_rig.h"

#include "ui/models/endpoint_page.h"
#include "ui/models/endpoint_token_dialog.h"
#include "ui/models/models_pane.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/row_delegate.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace signalbox;
using namespace signalbox::ui;

class TestEndpointPage : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    SystemClock m_clock;
    std::unique_ptr<test::PaneRig> m_rig;
    std::unique_ptr<ModelsPane> m_pane;

    void setUp() override
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
        m_rig = std::make_unique<test::PaneRig>();
        m_pane = std::make_unique<ModelsPane>(*m_theme, m_clock);
        m_pane->resize(520, 760);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get(), 30000));
        m_pane->setClient(m_rig->client.get());
        m_pane->showPage(ModelsPane::Page::Endpoint);
        QVERIFY(test::pumpUntil([this] { return page().onField().isEnabled(); }));
    }
    void tearDown() override
    {
        m_pane.reset();
        m_rig.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
        m_theme.reset();
    }

    EndpointPage &page() { return m_pane->endpoint(); }
    QString detail(int row) { return page().model().index(row).data(row::Detail).toString(); }

private Q_SLOTS:
    void isSwitchedOnAndOff()
    {
        QVERIFY(!page().onField().isChecked());
        QVERIFY(page().addressField().text().isEmpty());
        QVERIFY(!page().copyAddressAction()->isEnabled());
        page().onField().click();
        QVERIFY(test::pumpUntil([&] { return m_rig->call<api::EndpointGet>({})->answers; }));
        page().onField().click();
        QVERIFY(test::pumpUntil([&] { return !m_rig->call<api::EndpointGet>({})->answers; }));
        QVERIFY(page().exampleField().toPlainText().contains(QStringLiteral("OPENAI_BASE_URL=http://127.0.0.1:")));
    }

    void aTokenIsShownOnce()
    {
        page().addAction()->trigger();
        QVERIFY(page().dialog());
        auto *dialog = page().dialog();
        QVERIFY(!dialog->storeButton()->isEnabled()); // it has no name
        dialog->nameField().setText(QStringLiteral("Goose"));
        dialog->modelsField().setText(QStringLiteral("house/m-1, everyone ,"));
        dialog->requestsField().setValue(60);
        dialog->moneyField().setValue(2.5);
        dialog->storeButton()->click();
        QVERIFY(test::pumpUntil([&] { return dialog->tokenField().isVisible(); }));
        const auto token = dialog->tokenField().text();
        QVERIFY(token.startsWith(QStringLiteral("sbe_")));
        QVERIFY(test::pumpUntil([&] { return page().model().rowCount() == 1; }));
        dialog->reject();
        QVERIFY(test::pumpUntil([&] { return !page().dialog(); }));
        const auto list = m_rig->call<api::EndpointTokensList>({});
        const auto &limits = list->tokens.front().limits;
        QCOMPARE(limits.models, (std::vector<std::string>{"house/m-1", "everyone"}));
        QCOMPARE(limits.requestsPerMinute, std::int64_t(60));
        QCOMPARE(*limits.budgetMicros, std::int64_t(2'500'000));
        QVERIFY(!limits.budgetTokens);
        QVERIFY(detail(0).contains(QStringLiteral("2.50 USD")));
        // Its beginning is all that is left of it here.
        const auto tip = page().model().index(0).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(token.left(10)) && !tip.contains(token));
        QVERIFY(!page().model().index(0).data(Qt::AccessibleTextRole).toString().isEmpty());
    }

    void itsLimitsAreChangedAndItIsRevoked()
    {
        api::EndpointTokenIssueParams params;
        params.name = "Continue";
        params.limits.tokensPerMinute = 5000;
        QVERIFY(m_rig->call<api::EndpointTokensIssue>(std::move(params)));
        page().reload();
        QVERIFY(test::pumpUntil([&] { return page().model().rowCount() == 1; }));
        QVERIFY(!page().changeAction()->isEnabled());
        page().list().setCurrentIndex(page().model().index(0));
        page().changeAction()->trigger();
        QVERIFY(page().dialog());
        QCOMPARE(page().dialog()->tokensField().value(), 5000);
        page().dialog()->tokensField().setValue(0);
        page().dialog()->nameField().setText(QStringLiteral("Continue at work"));
        page().dialog()->storeButton()->click();
        QVERIFY(test::pumpUntil([&] { return !page().dialog(); }));
        QVERIFY(test::pumpUntil([&] { return page().model().index(0).data().toString() == QStringLiteral("Continue at work"); }));
        QCOMPARE(m_rig->call<api::EndpointTokensList>({})->tokens[0].limits.tokensPerMinute, std::int64_t(0));

        QVERIFY(test::pumpUntil([&] { return page().revokeAction()->isEnabled(); }));
        page().revokeAction()->trigger();
        QVERIFY(page().banner().isVisible());
        const auto buttons = page().banner().findChildren<QAbstractButton *>();
        QVERIFY(!buttons.isEmpty());
        buttons.front()->click();
        QVERIFY(test::pumpUntil([&] { return detail(0).startsWith(QStringLiteral("Revoked")); }));
        QVERIFY(test::pumpUntil([&] { return !page().revokeAction()->isEnabled(); }));
    }

    void whatIsRefusedIsSaid()
    {
        page().addAction()->trigger();
        auto *dialog = page().dialog();
        dialog->nameField().setText(QStringLiteral("x"));
        dialog->modelsField().setText(QString(1200, u'm'));
        dialog->storeButton()->click();
        QVERIFY(test::pumpUntil([&] { return dialog->banner().isVisible(); }));
        QVERIFY(dialog->storeButton()->isEnabled());
        dialog->reject();
    }
};

SB_GUI_TEST_MAIN(TestEndpointPage)
#include "tst_endpoint_page.moc"
