// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/state_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QThreadPool>
#include <QTimer>

namespace signalbox::ui {

namespace {
constexpr std::chrono::milliseconds kSettle{300};
}

struct StateFile::Private
{
    QTimer settle;
    QThreadPool writer; // one thread: writes stay in order
    bool dirty = false;
};

StateFile::StateFile(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , d(std::make_unique<Private>())
{
    d->writer.setMaxThreadCount(1);
    d->settle.setSingleShot(true);
    d->settle.setInterval(kSettle);
    connect(&d->settle, &QTimer::timeout, this, &StateFile::write);
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) {
        return;
    }
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (problem.error == QJsonParseError::NoError && document.isObject()) {
        m_object = document.object();
        return;
    }
    const QString aside = m_path + QStringLiteral(".broken");
    QFile::remove(aside);
    QFile::rename(m_path, aside);
}

StateFile::~StateFile()
{
    flush();
}

void StateFile::set(const QString &key, const QJsonValue &value)
{
    if (m_object.value(key) == value) {
        return;
    }
    if (value.isUndefined()) {
        m_object.remove(key);
    } else {
        m_object.insert(key, value);
    }
    d->dirty = true;
    // Not restarted: what changes all the time is still written.
    if (!d->settle.isActive()) {
        d->settle.start();
    }
}

void StateFile::flush()
{
    d->settle.stop();
    if (d->dirty) {
        write();
    }
    d->writer.waitForDone();
}

void StateFile::write()
{
    d->dirty = false;
    d->writer.start([this, path = m_path, object = m_object] {
        QDir().mkpath(QFileInfo(path).absolutePath());
        QSaveFile file(path);
        const QByteArray text = QJsonDocument(object).toJson();
        const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
            && file.write(text) == text.size() && file.commit();
        if (!written) {
            const QString reason = tr("%1 could not be written: %2").arg(path, file.errorString());
            QMetaObject::invokeMethod(
                this,
                [this, reason] {
                    d->dirty = true;
                    Q_EMIT failed(reason);
                },
                Qt::QueuedConnection);
        }
    });
}

} // namespace signalbox::ui
