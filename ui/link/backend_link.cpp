// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/backend_link.h"

namespace signalbox::ui {

void BackendLink::set(client::Client *client, const QString &title, Reach reach)
{
    m_client = client;
    m_title = title;
    m_local = reach == Reach::Local;
    m_reason.clear();
    m_state = client ? client->state() : client::ConnectionState::Closed;
    Q_EMIT changed();
    Q_EMIT stateChanged();
}

void BackendLink::clear()
{
    set(nullptr, m_title, m_local ? Reach::Local : Reach::Remote);
}

void BackendLink::setState(client::ConnectionState state, const QString &reason)
{
    m_state = state;
    m_reason = reason;
    Q_EMIT stateChanged();
}

} // namespace signalbox::ui
