// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/run_state.h"

#include <QCoreApplication>
#include <QLocale>

namespace signalbox::canvas {

namespace {

QString number(double value)
{
    return QLocale().toString(value, 'f', value < 9.95 ? 1 : 0);
}

} // namespace

QString shortDuration(double milliseconds)
{
    if (milliseconds < 999.5) {
        const double shown = milliseconds < 0.95 && milliseconds > 0 ? 1 : milliseconds;
        return QCoreApplication::translate("Canvas", "%1 ms").arg(QLocale().toString(shown, 'f', 0));
    }
    const double seconds = milliseconds / 1000;
    if (seconds < 99.5) {
        return QCoreApplication::translate("Canvas", "%1 s").arg(number(seconds));
    }
    const double minutes = seconds / 60;
    if (minutes < 99.5) {
        return QCoreApplication::translate("Canvas", "%1 min").arg(number(minutes));
    }
    return QCoreApplication::translate("Canvas", "%1 h").arg(number(minutes / 60));
}

QString shortCount(std::int64_t count)
{
    const auto value = static_cast<double>(count);
    if (count < 1000) {
        return QLocale().toString(static_cast<qlonglong>(count));
    }
    if (count < 999'500) {
        return QCoreApplication::translate("Canvas", "%1 k").arg(number(value / 1e3));
    }
    return QCoreApplication::translate("Canvas", "%1 M").arg(number(value / 1e6));
}

} // namespace signalbox::canvas
