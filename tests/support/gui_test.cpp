// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gui_test.h"

#include <QStandardPaths>

namespace signalbox::test {

void prepareGui()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setAttribute(Qt::AA_DisableSessionManager);
}

void settleGui()
{
    QApplication::setApplicationName(QStringLiteral("signalbox-test"));
    QApplication::setQuitOnLastWindowClosed(false);
}

} // namespace signalbox::test
