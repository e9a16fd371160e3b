// SPDX-License-Identifier: GPL-3.0-or-later
// One window a data folder: the second start hands over what it was asked to open, and ends.
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QStringList>

namespace signalbox::desktop {

/// Thread: the GUI thread.
class SingleInstance : public QObject
{
    Q_OBJECT
public:
    /// `folder`: the data folder, absolute.
    explicit SingleInstance(const QString &folder, QObject *parent = nullptr);

    /// Asks the window that has the folder to come to the front and open these. False where there is none; then
    /// listen() makes this one it. Blocks for at most two seconds; to be called before a window is shown.
    bool handOver(const QStringList &flows);
    void listen();

Q_SIGNALS:
    /// Another start handed these over; the window should come to the front.
    void asked(const QStringList &flows);

private:
    void serve();

    QString m_path;
    QLocalServer m_server;
};

} // namespace signalbox::desktop
