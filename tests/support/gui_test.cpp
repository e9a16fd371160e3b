// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gui_test.h"

#include <QStandardPaths>

#include <algorithm>
#include <cstdlib>

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

int farthest(const QImage &a, const QImage &b)
{
    if (a.size() != b.size()) {
        return 256;
    }
    if (a == b) {
        return 0;
    }
    int most = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const auto p = a.pixel(x, y);
            const auto q = b.pixel(x, y);
            most = std::max({most, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
        }
    }
    return most;
}

} // namespace signalbox::test
