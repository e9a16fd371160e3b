// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/system_look.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QMetaType>
#include <QThread>

namespace signalbox::ui {

namespace {

using Settings = QMap<QString, QVariantMap>;

constexpr QLatin1String kService("org.freedesktop.portal.Desktop");
constexpr QLatin1String kPath("/org/freedesktop/portal/desktop");
constexpr QLatin1String kInterface("org.freedesktop.portal.Settings");
constexpr QLatin1String kAppearance("org.freedesktop.appearance");
constexpr QLatin1String kGnome("org.gnome.desktop.interface");
constexpr QLatin1String kGnomeAccess("org.gnome.desktop.a11y.interface");

// Older portals wrap a value twice.
QVariant unwrapped(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>()) {
        value = value.value<QDBusVariant>().variant();
    }
    return value;
}

} // namespace

// Lives on the bus thread.
class PortalListener : public QObject
{
    Q_OBJECT
public:
    void connectToBus()
    {
        qDBusRegisterMetaType<Settings>();
        // QtDBus knows its own types by name only once somebody has used them; it refuses the slot below before that.
        qRegisterMetaType<QDBusVariant>("QDBusVariant");
        auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("signalbox-look"));
        if (!bus.isConnected()) {
            return;
        }
        bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this, SLOT(settingChanged(QString, QString, QDBusVariant)));
        auto call = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("ReadAll"));
        call << QStringList({kAppearance, kGnome, kGnomeAccess});
        auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, &PortalListener::readAll);
    }

    void disconnectFromBus() { QDBusConnection::disconnectFromBus(QStringLiteral("signalbox-look")); }

Q_SIGNALS:
    void heard(const signalbox::ui::Look &look);

private Q_SLOTS:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value)
    {
        if (take(space, key, value.variant())) {
            Q_EMIT heard(m_look);
        }
    }

private:
    void readAll(QDBusPendingCallWatcher *watcher)
    {
        watcher->deleteLater();
        const QDBusPendingReply<Settings> reply = *watcher;
        if (reply.isError()) {
            return;
        }
        const Settings settings = reply.value();
        for (auto space = settings.begin(); space != settings.end(); ++space) {
            for (auto entry = space->begin(); entry != space->end(); ++entry) {
                take(space.key(), entry.key(), entry.value());
            }
        }
        Q_EMIT heard(m_look);
    }

    bool take(const QString &space, const QString &key, const QVariant &wrapped)
    {
        const QVariant value = unwrapped(wrapped);
        if (space == kAppearance && key == QLatin1String("color-scheme")) {
            m_look.scheme = value.toUInt() == 1 ? Scheme::Dark : Scheme::Light;
        } else if (space == kAppearance && key == QLatin1String("contrast")) {
            m_contrast = value.toUInt() == 1;
        } else if (space == kGnomeAccess && key == QLatin1String("high-contrast")) {
            m_gnomeContrast = value.toBool();
        } else if (space == kGnome && key == QLatin1String("enable-animations")) {
            m_look.reducedMotion = !value.toBool();
        } else {
            return false;
        }
        m_look.contrast = m_contrast || m_gnomeContrast ? Contrast::High : Contrast::Normal;
        return true;
    }

    Look m_look;
    bool m_contrast = false;
    bool m_gnomeContrast = false;
};

struct SystemLook::Private
{
    QThread thread;
    PortalListener *listener = nullptr;
};

SystemLook::SystemLook(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    qRegisterMetaType<Look>("signalbox::ui::Look");
}

SystemLook::~SystemLook()
{
    if (d->listener) {
        QMetaObject::invokeMethod(d->listener, &PortalListener::disconnectFromBus, Qt::QueuedConnection);
        d->thread.quit();
        d->thread.wait();
    }
}

void SystemLook::start()
{
    if (d->listener) {
        return;
    }
    d->listener = new PortalListener;
    d->listener->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->listener, &QObject::deleteLater);
    connect(d->listener, &PortalListener::heard, this, &SystemLook::heard, Qt::QueuedConnection);
    d->thread.setObjectName(QStringLiteral("desktop-look"));
    d->thread.start();
    QMetaObject::invokeMethod(d->listener, &PortalListener::connectToBus, Qt::QueuedConnection);
}

} // namespace signalbox::ui

#include "system_look.moc"
