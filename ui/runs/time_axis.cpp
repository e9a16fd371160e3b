// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/time_axis.h"

#include <algorithm>
#include <cmath>

namespace signalbox::ui {

namespace {

constexpr double kClosest = 0.01;

// 1, 2 and 5 of a power of ten below a minute; then what clocks have.
double roundStep(double least)
{
    constexpr double kMinute = 60'000;
    if (least < kMinute / 2) {
        const double power = std::pow(10, std::floor(std::log10(least)));
        for (const double times : {1.0, 2.0, 5.0}) {
            if (times * power >= least) {
                return times * power;
            }
        }
        return 10 * power;
    }
    for (const double minutes : {0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 240.0, 480.0, 720.0, 1440.0}) {
        if (minutes * kMinute >= least) {
            return minutes * kMinute;
        }
    }
    constexpr double kDay = 24 * 60 * kMinute;
    return std::ceil(least / kDay) * kDay;
}

} // namespace

void TimeAxis::setLength(double length)
{
    m_length = std::max(length, kClosest);
    if (m_isWhole) {
        showWhole();
    } else {
        show(m_from, m_span);
    }
}

void TimeAxis::showWhole()
{
    m_from = 0;
    m_span = m_length;
    m_isWhole = true;
}

void TimeAxis::show(double from, double span)
{
    m_span = std::clamp(span, std::min(kClosest, m_length), m_length);
    m_from = std::clamp(from, 0.0, m_length - m_span);
    m_isWhole = m_span >= m_length;
}

void TimeAxis::zoom(double factor, double at)
{
    const double share = std::clamp(shareOf(at), 0.0, 1.0);
    const double span = std::clamp(m_span / factor, std::min(kClosest, m_length), m_length);
    show(at - share * span, span);
}

std::vector<double> TimeAxis::ticks(int most) const
{
    std::vector<double> list;
    if (most < 1) {
        return list;
    }
    const double step = roundStep(m_span / most);
    for (double index = std::ceil(m_from / step); index * step <= m_from + m_span && list.size() < 1000; ++index) {
        list.push_back(index * step);
    }
    return list;
}

} // namespace signalbox::ui
