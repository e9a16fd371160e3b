// SPDX-License-Identifier: GPL-3.0-or-later
// Vaults elsewhere in the pane of the secrets, on a real backend and a server that speaks HashiCorp Vault's HTTP API:
// connected, checked, read from, changed, removed.
#include "pane_rig.h"

#include "api/secret_source_calls.h"
#include "ui/models/link_dialog.h"
#include "ui/models/secrets_pane.h"
#include "ui/models/source_dialog.h"
#include "ui/models/vaults_menu.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/row_delegate.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

constexpr auto kToken = "hvs.token-of-the-company";

test::LoopbackServer::Reply answer(const test::LoopbackServer::Request &request)
{
    if (request.header("x-vault-token") != kToken) {
        return {403, R"({"errors":["permission denied"]})"};
    }
    if (request.target == "/v1/auth/token/lookup-self") {
        return {200, R"({"data":{"ttl":0,"renewable":false}})"};
    }
    if (request.target == "/v1/secret/data/shop/api") {
        return {200, R"({"data":{"data":{"token":"value-of-the-shop"},"metadata":{"version":1}}})"};
    }
    return {404, R"({"errors":[]})"};
}

} // namespace

class TestSecretsVaults : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::PaneRig> m_rig;
    std::unique_ptr<test::LoopbackServer> m_vault;
    std::unique_ptr<SecretsPane> m_pane;

    void setUp() override
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
        m_rig = std::make_unique<test::PaneRig>();
        m_vault = std::make_unique<test::LoopbackServer>(answer);
        m_pane = std::make_unique<SecretsPane>(*m_theme, m_rig->clock);
        m_pane->resize(420, 600);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get(), 30000));
        m_pane->setClient(m_rig->client.get());
        QVERIFY(test::pumpUntil([&] { return m_pane->addLinkedAction()->isEnabled(); }));
    }
    void tearDown() override
    {
        m_pane.reset();
        m_rig.reset();
        m_vault.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
        m_theme.reset();
    }

    QPointer<SourceDialog> connecting(const QString &name, const QString &token)
    {
        m_pane->vaults().connectAction()->trigger();
        QPointer<SourceDialog> dialog = m_pane->vaults().dialog();
        dialog->nameField().setText(name);
        dialog->addressField().setText(QString::fromStdString(m_vault->url()));
        dialog->keyField().setText(token);
        return dialog;
    }
    bool hasVault() { return test::pumpUntil([&] { return m_pane->vaults().vaults() == QStringList(QStringLiteral("company")); }); }
    bool connectVault()
    {
        const auto dialog = connecting(QStringLiteral("company"), QLatin1String(kToken));
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        return test::pumpUntil([&] { return !dialog; }) && hasVault();
    }
    void choose(const QString &name) { m_pane->list().setCurrentIndex(m_pane->model().index(m_pane->model().rowOf(name))); }

private Q_SLOTS:
    void aVaultIsConnectedAndASecretReadFromIt()
    {
        // Without a vault there is nothing to read from: it is asked for first.
        m_pane->addLinkedAction()->trigger();
        QVERIFY(m_pane->vaults().dialog() && !m_pane->linkDialog());
        m_pane->vaults().dialog()->reject();
        QVERIFY(test::pumpUntil([&] { return !m_pane->vaults().dialog(); }));

        QPointer<SourceDialog> dialog = connecting(QStringLiteral("company"), QStringLiteral("hvs.of-somebody-else"));
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        // It is stored, says what is wrong, and takes another try.
        QVERIFY(test::pumpUntil([&] { return dialog->banner().isVisible() && dialog->keyField().text().isEmpty(); }));
        QVERIFY(dialog->banner().text().contains(QStringLiteral("stored")));
        QVERIFY(!dialog->nameField().isEnabled());
        dialog->keyField().setText(QLatin1String(kToken));
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return !dialog; }));
        QVERIFY(hasVault());
        // One secret holds what signs in, not one a try.
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowCount() == 1 && m_pane->model().rowOf(QStringLiteral("vault_company")) == 0; }));

        m_pane->addLinkedAction()->trigger();
        QPointer<LinkDialog> link = m_pane->linkDialog();
        QVERIFY(link);
        link->nameField().setText(QStringLiteral("vault_company"));
        link->pathField().setText(QStringLiteral("shop/api"));
        QVERIFY(!link->acceptButton()->isEnabled()); // that name is taken
        link->nameField().setText(QStringLiteral("shopToken"));
        link->memberField().setText(QStringLiteral("token"));
        QTest::mouseClick(link->acceptButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return !link && m_pane->model().rowOf(QStringLiteral("shopToken")) >= 0; }));
        choose(QStringLiteral("shopToken"));
        QCOMPARE(m_pane->list().currentIndex().data(row::Detail).toString(), QStringLiteral("From company: shop/api"));
    }

    void whatIsNotThereIsSaidAndCanBeStoredAllTheSame()
    {
        QVERIFY(connectVault());
        m_pane->addLinkedAction()->trigger();
        const QPointer<LinkDialog> link = m_pane->linkDialog();
        link->nameField().setText(QStringLiteral("later"));
        link->pathField().setText(QStringLiteral("not/yet"));
        QTest::mouseClick(link->acceptButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return link->banner().isVisible(); }));
        QCOMPARE(m_pane->model().rowOf(QStringLiteral("later")), -1);
        Q_EMIT link->banner().chosen(0);
        QVERIFY(test::pumpUntil([&] { return !link && m_pane->model().rowOf(QStringLiteral("later")) >= 0; }));
        // Where it is read can be changed; its name stays.
        choose(QStringLiteral("later"));
        m_pane->replaceAction()->trigger();
        const QPointer<LinkDialog> again = m_pane->linkDialog();
        QVERIFY(again && !again->nameField().isEnabled());
        QCOMPARE(again->pathField().text(), QStringLiteral("not/yet"));
        again->pathField().setText(QStringLiteral("shop/api"));
        QTest::mouseClick(again->acceptButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return !again; }));
        QVERIFY(test::pumpUntil([&] { return m_pane->model().at(m_pane->model().rowOf(QStringLiteral("later")))->path == "shop/api"; }));
    }

    void aVaultIsCheckedAndDisconnected()
    {
        QVERIFY(connectVault());
        m_pane->vaults().menuOf(QStringLiteral("company"))->actions().at(0)->trigger();
        QVERIFY(test::pumpUntil([&] { return m_pane->banner().isVisible(); }));
        QVERIFY(m_pane->banner().text().contains(QStringLiteral("company")));
        Q_EMIT m_pane->banner().chosen(0);
        // One that is read from stays until its secrets are gone.
        QVERIFY(m_rig->call<api::SecretsLink>({"shopToken", "company", "shop/api", "token", ""}).ok());
        m_pane->reload();
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowOf(QStringLiteral("shopToken")) >= 0; }));
        const auto disconnectIt = [&] {
            m_pane->vaults().menuOf(QStringLiteral("company"))->actions().at(2)->trigger();
            QVERIFY(m_pane->banner().isVisible());
            Q_EMIT m_pane->banner().chosen(0);
        };
        disconnectIt();
        QVERIFY(test::pumpUntil([&] { return m_pane->banner().isVisible() && m_pane->banner().text().contains(QStringLiteral("shopToken")); }));
        Q_EMIT m_pane->banner().chosen(0);
        choose(QStringLiteral("shopToken"));
        m_pane->removeAction()->trigger();
        Q_EMIT m_pane->banner().chosen(0);
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowOf(QStringLiteral("shopToken")) < 0; }));
        disconnectIt();
        QVERIFY(test::pumpUntil([&] { return m_pane->vaults().vaults().isEmpty(); }));
    }

    void asksForWhatEachWayOfSigningInNeeds()
    {
        m_pane->vaults().connectAction()->trigger();
        const QPointer<SourceDialog> dialog = m_pane->vaults().dialog();
        const auto chooses = [](QComboBox &box, int value) { box.setCurrentIndex(box.findData(value)); };
        QVERIFY(dialog->keyField().isVisible() && !dialog->userField().isVisible());
        chooses(dialog->authField(), int(api::SourceAuth::AppRole));
        QVERIFY(dialog->keyField().isVisible() && dialog->userField().isVisible());
        QCOMPARE(dialog->userField().accessibleName(), QStringLiteral("Role id"));
        chooses(dialog->authField(), int(api::SourceAuth::TokenFile));
        QVERIFY(!dialog->keyField().isVisible());
        chooses(dialog->kindField(), int(api::SourceKind::AwsSecretsManager));
        QVERIFY(dialog->keyField().isVisible() && dialog->userField().isVisible());
        QCOMPARE(dialog->keyField().accessibleName(), QStringLiteral("Secret access key"));
        chooses(dialog->authField(), int(api::SourceAuth::Environment));
        QVERIFY(!dialog->keyField().isVisible() && !dialog->userField().isVisible());
        for (const char *name : {"", "two words", "a/b"}) {
            dialog->nameField().setText(QLatin1String(name));
            QVERIFY2(!dialog->acceptButton()->isEnabled(), name);
        }
        dialog->nameField().setText(QStringLiteral("aws"));
        QVERIFY(!dialog->acceptButton()->isEnabled()); // it has no region
        for (const char *address : {"vault.example.com", "ftp://vault.example.com", "https://user:word@vault.example.com"}) {
            dialog->addressField().setText(QLatin1String(address));
            QVERIFY2(!dialog->addressField().toolTip().isEmpty(), address);
        }
    }
};

SB_GUI_TEST_MAIN(TestSecretsVaults)
#include "tst_secrets_vaults.moc"
