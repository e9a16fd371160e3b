// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of a run's time is seen, and where a moment of it stands. Pure.
#pragma once

#include <vector>

namespace signalbox::ui {

/// Times in ms after the begin of the run.
class TimeAxis
{
public:
    /// How long the run is. What was seen as a whole stays seen as a whole.
    void setLength(double length);
    double length() const { return m_length; }
    double from() const { return m_from; }
    double span() const { return m_span; }
    bool isWhole() const { return m_isWhole; }

    void showWhole();
    void show(double from, double span);
    /// `factor` over 1 shows more closely; the moment `at` stays where it is.
    void zoom(double factor, double at);
    void pan(double by) { show(m_from + by, m_span); }

    /// 0…1 across what is seen; beyond for what is not.
    double shareOf(double time) const { return (time - m_from) / m_span; }
    double timeAt(double share) const { return m_from + share * m_span; }
    /// Round moments that are seen, at most `most` of them.
    std::vector<double> ticks(int most) const;

private:
    double m_length = 1;
    double m_from = 0;
    double m_span = 1;
    bool m_isWhole = true;
};

} // namespace signalbox::ui
