// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gui_test.h"

#include <QStandardPaths>

namespace signalbox::test {

int runGui(int argc, char **argv, const std::function<int(int, char **)> &body)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setAttribute(Qt::AA_DisableSessionManager);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("signalbox-test"));
    QApplication::setQuitOnLastWindowClosed(false);
    return runIn([&] { return body(argc, argv); });
}

} // namespace signalbox::test
