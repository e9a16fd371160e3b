// SPDX-License-Identifier: GPL-3.0-or-later
// Following the desktop: a real session bus of its own with a settings portal on it that says what we want.
#include "support/gui_test.h"

#include "ui/theme/style.h"
#include "ui/theme/system_look.h"
#include "ui/theme/theme.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusVariant>
#include <QElapsedTimer>
#include <QLabel>
#include <QProcess>
#include <QSignalSpy>

using namespace signalbox;
using namespace signalbox::ui;

namespace {
using PortalSettings = QMap<QString, QVariantMap>;
}

// The portal of the desktop, as far as it is asked here.
class Portal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    PortalSettings settings;

    void change(const QString &space, const QString &key, const QVariant &value)
    {
        settings[space][key] = value;
        auto message = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/portal/desktop"), QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("SettingChanged"));
        message << space << key << QVariant::fromValue(QDBusVariant(value));
        QDBusConnection bus(QStringLiteral("portal"));
        bus.send(message);
        // Out of this process before it returns.
        bus.call(QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"), QStringLiteral("org.freedesktop.DBus"), QStringLiteral("GetId")));
    }

public Q_SLOTS:
    QMap<QString, QVariantMap> ReadAll(const QStringList &spaces)
    {
        PortalSettings wanted;
        for (const auto &space : spaces) {
            if (settings.contains(space)) {
                wanted[space] = settings[space];
            }
        }
        return wanted;
    }
};

class TestSystemLook : public SignalboxTest
{
    Q_OBJECT

    QProcess m_bus;
    Portal m_portal;
    const QString m_appearance = QStringLiteral("org.freedesktop.appearance");

    void startPortal()
    {
        auto bus = QDBusConnection::connectToBus(QString::fromLocal8Bit(qgetenv("DBUS_SESSION_BUS_ADDRESS")), QStringLiteral("portal"));
        QVERIFY(bus.isConnected());
        QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &m_portal, QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    }

private Q_SLOTS:
    void initTestCase()
    {
        qDBusRegisterMetaType<PortalSettings>();
        m_bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        QVERIFY(m_bus.waitForStarted());
        QVERIFY(m_bus.waitForReadyRead());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        startPortal();
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
        m_bus.kill();
        m_bus.waitForFinished();
    }

    void takesWhatTheDesktopSaysAtFirstAndFollowsIt()
    {
        m_portal.settings = {{m_appearance, {{QStringLiteral("color-scheme"), 1U}}}};
        Theme theme;
        SystemLook look;
        connect(&look, &SystemLook::heard, &theme, &Theme::setSystemLook);
        QSignalSpy changed(&theme, &Theme::changed);
        QSignalSpy heard(&look, &SystemLook::heard);
        look.start();
        look.start(); // once
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(), 1, 30000);
        QVERIFY(theme.isDark());
        m_portal.change(m_appearance, QStringLiteral("color-scheme"), 2U);
        QTRY_VERIFY_WITH_TIMEOUT(!theme.isDark(), 30000);
        m_portal.change(m_appearance, QStringLiteral("contrast"), 1U);
        QTRY_COMPARE_WITH_TIMEOUT(theme.look().contrast, Contrast::High, 30000);
        m_portal.change(QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("enable-animations"), false);
        QTRY_VERIFY_WITH_TIMEOUT(theme.look().reducedMotion, 30000);
        m_portal.change(m_appearance, QStringLiteral("contrast"), 0U);
        QTRY_COMPARE_WITH_TIMEOUT(theme.look().contrast, Contrast::Normal, 30000);
        m_portal.change(QStringLiteral("org.gnome.desktop.a11y.interface"), QStringLiteral("high-contrast"), true);
        QTRY_COMPARE_WITH_TIMEOUT(theme.look().contrast, Contrast::High, 30000);
        const auto times = changed.count();
        m_portal.change(QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("font-name"), QStringLiteral("X 11"));
        m_portal.change(m_appearance, QStringLiteral("color-scheme"), 1U);
        QTRY_VERIFY_WITH_TIMEOUT(theme.isDark(), 30000);
        QCOMPARE(changed.count(), times + 1);
    }

    void theWholeWindowFollows()
    {
        m_portal.settings = {{m_appearance, {{QStringLiteral("color-scheme"), 2U}}}};
        Theme theme;
        dress(*qApp, theme);
        QWidget window;
        window.resize(60, 60);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window, 30000));
        SystemLook look;
        connect(&look, &SystemLook::heard, &theme, &Theme::setSystemLook);
        QSignalSpy heard(&look, &SystemLook::heard);
        look.start();
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(), 1, 30000);
        QVERIFY(window.grab().toImage().pixelColor(30, 30).lightness() > 200);
        m_portal.change(m_appearance, QStringLiteral("color-scheme"), 1U);
        QTRY_VERIFY_WITH_TIMEOUT(theme.isDark(), 30000);
        test::pumpPending();
        QVERIFY(window.grab().toImage().pixelColor(30, 30).lightness() < 60);
        QApplication::setStyle(QStringLiteral("Fusion"));
    }

    void noBusHoldsNothingUp()
    {
        const QByteArray before = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
        {
            SystemLook look;
            QElapsedTimer timer;
            timer.start();
            look.start();
            QVERIFY(timer.elapsed() < 5000); // it waits for nobody; a bus that does not answer would hold it for 25 s
        }
        qputenv("DBUS_SESSION_BUS_ADDRESS", before);
    }
};

SB_GUI_TEST_MAIN(TestSystemLook)
#include "tst_system_look.moc"
