// SPDX-License-Identifier: GPL-3.0-or-later
// signalbox: the window.
#include "desktop/desktop.h"
#include "desktop/single_instance.h"

#include "base/log.h"

#include <QApplication>

#include <cstdio>

using namespace signalbox;
using namespace signalbox::desktop;

namespace {
constexpr int kBadUsage = 2;
}

int main(int argc, char **argv)
{
    auto arguments = parseArguments({argv + 1, argv + argc});
    if (!arguments) {
        std::fprintf(stderr, "signalbox: %s\n", arguments.error().message.c_str());
        return kBadUsage;
    }
    if (arguments->command == Arguments::Command::Help) {
        std::fputs(usage().c_str(), stdout);
        return 0;
    }
    if (arguments->command == Arguments::Command::Version) {
        std::puts("signalbox " SIGNALBOX_VERSION);
        return 0;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("signalbox"));
    QApplication::setApplicationDisplayName(QStringLiteral("Signalbox"));
    QApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.signalbox.Signalbox"));
    QApplication::setQuitOnLastWindowClosed(false);
    Executor executor;
    log::setThreshold(log::Level::Warning);

    SingleInstance instance(stateFolder(*arguments));
    const bool isLocal = arguments->connect.empty();
    if (isLocal && instance.handOver(arguments->flows)) {
        return 0;
    }
    Desktop desktop(std::move(*arguments));
    QObject::connect(&desktop, &Desktop::ended, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    if (isLocal) {
        instance.listen();
        QObject::connect(&instance, &SingleInstance::asked, &desktop, &Desktop::take);
    }
    desktop.start();
    return QApplication::exec();
}
