// SPDX-License-Identifier: GPL-3.0-or-later
// What panes know of the backend: the client that reaches it, if there is one now, and how it is. The program
// decides which backend it is; panes hear when it is another.
#pragma once

#include "client/client.h"

#include <QObject>
#include <QString>

namespace signalbox::ui {

/// Thread: the GUI thread.
class BackendLink : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Null while there is none. It stays valid until changed() is emitted again.
    client::Client *client() const { return m_client; }
    client::ConnectionState state() const { return m_state; }
    bool isConnected() const { return m_client && m_state == client::ConnectionState::Connected; }
    /// What a person calls the backend.
    const QString &title() const { return m_title; }
    /// Whether paths of this computer mean something to the backend.
    bool isLocal() const { return m_local; }
    /// Why it is not connected, or empty.
    const QString &reason() const { return m_reason; }

    enum class Reach { Local, Remote };
    /// For the program: another backend. Whoever uses the client of before must be done with it after changed().
    void set(client::Client *client, const QString &title, Reach reach);
    void clear();
    /// For the program: how the connection is.
    void setState(client::ConnectionState state, const QString &reason);

Q_SIGNALS:
    void changed();
    void stateChanged();

private:
    client::Client *m_client = nullptr;
    client::ConnectionState m_state = client::ConnectionState::Closed;
    QString m_title;
    QString m_reason;
    bool m_local = true;
};

} // namespace signalbox::ui
