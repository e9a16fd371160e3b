// SPDX-License-Identifier: GPL-3.0-or-later
// One client's connection to the sample service: as much of HTTP/1.1 as a well-behaved client needs, with
// limits. It is no server for anything else.
#pragma once

#include "shop.h"

#include <QObject>
#include <QTcpSocket>

namespace signalbox::sample {

/// Reads requests and writes the shop's answers, one after the other. Deletes itself when the
/// client leaves or sends what it does not understand.
class HttpConnection final : public QObject
{
public:
    /// Takes the socket; the shop outlives it.
    HttpConnection(QTcpSocket *socket, Shop &shop);

private:
    void read();
    /// Takes one request off the buffer; false if it is not complete yet.
    bool takeOne();
    void write(const ShopAnswer &answer, bool close);

    QTcpSocket *m_socket;
    Shop &m_shop;
    QByteArray m_buffer;
};

} // namespace signalbox::sample
