// SPDX-License-Identifier: GPL-3.0-or-later
// The key of the secrets in their pane, on a real backend: put behind a passphrase, locked, opened, moved back.
#include "pane_rig.h"

#include "api/vault_calls.h"
#include "ui/models/passphrase_dialog.h"
#include "ui/models/secrets_pane.h"
#include "ui/models/vault_bar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

constexpr auto kWords = "correct horse battery staple";

} // namespace

class TestSecretsKey : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::PaneRig> m_rig;
    std::unique_ptr<SecretsPane> m_pane;

    void setUp() override
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
        m_rig = std::make_unique<test::PaneRig>();
        QVERIFY(m_rig->call<api::SecretsSet>({"shopToken", "a value of the shop"}).ok());
        m_pane = std::make_unique<SecretsPane>(*m_theme, m_rig->clock);
        m_pane->resize(420, 600);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get(), 30000));
        m_pane->setClient(m_rig->client.get());
        QTRY_VERIFY_WITH_TIMEOUT(m_pane->model().rowCount() == 1 && bar().status().state == api::KeyState::Ready, 20000);
    }
    void tearDown() override
    {
        m_pane.reset();
        m_rig.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
        m_theme.reset();
    }

    VaultBar &bar() { return m_pane->vaultBar(); }
    QString detail() { return m_pane->model().index(0).data(row::Detail).toString(); }

private Q_SLOTS:
    void locksAndOpens()
    {
        QVERIFY(!bar().isVisible());
        QVERIFY(!bar().changeAction()->isVisible() && !bar().lockAction()->isVisible() && !bar().fileAction()->isEnabled());
        bar().passphraseAction()->trigger();
        const QPointer<PassphraseDialog> dialog = bar().dialog();
        QVERIFY(dialog);
        dialog->passphraseField().setText(QLatin1String(kWords));
        dialog->againField().setText(QStringLiteral("correct horse battery stable"));
        QVERIFY(!dialog->acceptButton()->isEnabled());
        dialog->againField().setText(QLatin1String(kWords));
        QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog && bar().status().place == api::KeyPlace::Passphrase, 30000);
        QVERIFY(!bar().isVisible());
        bar().lockAction()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bar().isVisible() && bar().isLocked(), 30000);
        QTRY_COMPARE_WITH_TIMEOUT(detail(), QStringLiteral("Locked"), 20000);
        QVERIFY(!bar().unlockButton()->isEnabled());
        bar().passphraseField().setText(QStringLiteral("not these words"));
        QTest::keyClick(&bar().passphraseField(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(bar().textLabel().text().contains(QStringLiteral("not the passphrase")), 30000);
        QVERIFY(bar().isLocked());
        bar().passphraseField().setText(QLatin1String(kWords));
        QTest::mouseClick(bar().unlockButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!bar().isVisible() && bar().status().state == api::KeyState::Ready, 30000);
        QVERIFY(bar().passphraseField().text().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(detail() != QStringLiteral("Locked"), 20000);
        bar().fileAction()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bar().status().place == api::KeyPlace::File, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(m_pane->banner().isVisible(), 20000);
        bar().rotateAction()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_pane->banner().text().contains(QStringLiteral("sealed with a new key")), 30000);
    }

    void goesWhileADialogIsOpen()
    {
        bar().passphraseAction()->trigger();
        QVERIFY(bar().dialog());
        bar().dialog()->passphraseField().setText(QLatin1String(kWords));
        bar().dialog()->againField().setText(QLatin1String(kWords));
        QTest::mouseClick(bar().dialog()->acceptButton(), Qt::LeftButton);
        m_pane->setClient(nullptr);
        QVERIFY(!bar().dialog());
        QVERIFY(!bar().isVisible() && !bar().keyAction()->isEnabled());
    }
};

SB_GUI_TEST_MAIN(TestSecretsKey)
#include "tst_secrets_key.moc"
