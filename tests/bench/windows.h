// SPDX-License-Identifier: GPL-3.0-or-later
// What benchmarks of windows share.
#pragma once

#include <QByteArray>

#include <algorithm>
#include <vector>

namespace signalbox::bench {

/// To be called before the application is made: without a display, and with the helpers of this build.
inline void prepareWindows()
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    if (!qEnvironmentVariableIsSet("SIGNALBOX_LIBEXEC")) {
        qputenv("SIGNALBOX_LIBEXEC", HELPER_FOLDER);
    }
}

/// The time below which that share of them lies, of sorted times; 0 of none.
inline double timeAt(const std::vector<double> &sorted, double share)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

} // namespace signalbox::bench
