// SPDX-License-Identifier: GPL-3.0-or-later
// signalbox-sample-service: the HTTP service that the sample order-pipeline talks to. It listens on
// loopback only, prints its address in one line, and keeps nothing.
#include "http_connection.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTcpServer>

#include <cstdio>

#include <unistd.h>

using namespace signalbox;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Serves the orders of the sample order-pipeline on loopback."));
    parser.addHelpOption();
    const QCommandLineOption data(QStringLiteral("data"), QStringLiteral("Folder of orders.json and stock.json."), QStringLiteral("DIR"), QStringLiteral("."));
    const QCommandLineOption port(QStringLiteral("port"), QStringLiteral("Port; 0 takes a free one."), QStringLiteral("PORT"), QStringLiteral("0"));
    const QCommandLineOption leash(QStringLiteral("until-stdin-closes"), QStringLiteral("End when standard input ends: with the program that started it."));
    parser.addOptions({data, port, leash});
    parser.process(app);

    auto shop = sample::Shop::open(parser.value(data).toStdString());
    if (!shop) {
        std::fprintf(stderr, "%s\n", shop.error().message.c_str());
        return 2;
    }
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost, parser.value(port).toUShort())) {
        std::fprintf(stderr, "Port %s cannot be listened on: %s.\n", qPrintable(parser.value(port)), qPrintable(server.errorString()));
        return 1;
    }
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        while (auto *socket = server.nextPendingConnection()) {
            new sample::HttpConnection(socket, *shop);
        }
    });
    std::unique_ptr<QSocketNotifier> input;
    if (parser.isSet(leash)) {
        input = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
        QObject::connect(input.get(), &QSocketNotifier::activated, &app, [&] {
            char bytes[256];
            if (::read(STDIN_FILENO, bytes, sizeof bytes) <= 0) {
                app.quit();
            }
        });
    }
    std::printf("http://127.0.0.1:%u\n", static_cast<unsigned>(server.serverPort()));
    std::fflush(stdout);
    return app.exec();
}
