// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON object on the disk that the window keeps its settings or its session in: read once, written whole and
// atomically a moment after it changed, never by the GUI thread.
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QString>

#include <memory>

namespace signalbox::ui {

/// Thread: the GUI thread; writing has a thread of its own.
class StateFile : public QObject
{
    Q_OBJECT
public:
    /// An unreadable file is set aside as "<path>.broken" and the object is empty.
    explicit StateFile(const QString &path, QObject *parent = nullptr);
    /// Writes what is not written, and waits for it.
    ~StateFile() override;

    QJsonValue value(const QString &key) const { return m_object.value(key); }
    const QJsonObject &object() const { return m_object; }
    /// An undefined value removes the key.
    void set(const QString &key, const QJsonValue &value);
    /// Writes at once and waits.
    void flush();
    QString path() const { return m_path; }

Q_SIGNALS:
    /// It could not be written; it is tried again with the next change.
    void failed(const QString &reason);

private:
    void write();

    struct Private;
    QString m_path;
    QJsonObject m_object;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::ui
