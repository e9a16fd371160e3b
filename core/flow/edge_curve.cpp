// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/edge_curve.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace signalbox::flow {

namespace {

constexpr double kLeastReach = 28;
constexpr double kMostReach = 220;

double distanceToSegment(QPointF a, QPointF b, QPointF p, double &along)
{
    const QPointF d = b - a;
    const double length2 = QPointF::dotProduct(d, d);
    along = length2 <= 0 ? 0 : std::clamp(QPointF::dotProduct(p - a, d) / length2, 0.0, 1.0);
    const QPointF off = p - (a + d * along);
    return std::sqrt(QPointF::dotProduct(off, off)); // nothing here is so large that it takes std::hypot
}

} // namespace

QPointF Curve::at(double t) const
{
    const double u = 1 - t;
    return from * (u * u * u) + control1 * (3 * u * u * t) + control2 * (3 * u * t * t) + to * (t * t * t);
}

QPointF Curve::tangent(double t) const
{
    const double u = 1 - t;
    const QPointF d = (control1 - from) * (3 * u * u) + (control2 - control1) * (6 * u * t) + (to - control2) * (3 * t * t);
    return d.isNull() ? to - from : d;
}

QRectF Curve::bounds() const
{
    const auto [left, right] = std::minmax({from.x(), control1.x(), control2.x(), to.x()});
    const auto [top, bottom] = std::minmax({from.y(), control1.y(), control2.y(), to.y()});
    return {left, top, right - left, bottom - top};
}

Curve edgeCurve(QPointF from, QPointF to)
{
    const double dx = to.x() - from.x();
    const double dy = std::abs(to.y() - from.y());
    // Forward edges bend in the middle; backward ones swing out far enough to be seen as such.
    double reach = dx >= 0 ? std::max(dx * 0.5, std::min(kLeastReach, dy * 0.5 + 4)) : kLeastReach * 2 + std::min(-dx * 0.35, kMostReach);
    reach = std::min(reach, kMostReach + std::abs(dx) * 0.25);
    return {from, from + QPointF(reach, 0), to - QPointF(reach, 0), to};
}

std::vector<Curve> routedCurves(QPointF from, QPointF to, std::span<const QPointF> points)
{
    if (points.empty()) {
        return {edgeCurve(from, to)};
    }
    std::vector<QPointF> stops;
    stops.reserve(points.size() + 2);
    stops.push_back(from);
    stops.insert(stops.end(), points.begin(), points.end());
    stops.push_back(to);
    // Each inner stop is passed in the direction from its neighbour before to the one behind.
    std::vector<QPointF> directions(stops.size());
    directions.front() = directions.back() = QPointF(1, 0);
    for (std::size_t i = 1; i + 1 < stops.size(); ++i) {
        const QPointF d = stops[i + 1] - stops[i - 1];
        const double length = std::hypot(d.x(), d.y());
        directions[i] = length > 0 ? d / length : QPointF(1, 0);
    }
    std::vector<Curve> curves;
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
        const double length = QLineF(stops[i], stops[i + 1]).length();
        const double reach = std::min(length * 0.4, kMostReach);
        curves.push_back({stops[i], stops[i] + directions[i] * reach, stops[i + 1] - directions[i + 1] * reach, stops[i + 1]});
    }
    return curves;
}

int piecesFor(const Curve &curve, double scale)
{
    // The most that a cubic leaves its chord is bounded by its second differences.
    const QPointF d1 = curve.from - curve.control1 * 2 + curve.control2;
    const QPointF d2 = curve.control1 - curve.control2 * 2 + curve.to;
    const double bend = std::max(std::abs(d1.x()) + std::abs(d1.y()), std::abs(d2.x()) + std::abs(d2.y())) * scale;
    return std::clamp(static_cast<int>(std::sqrt(bend * 2.2)) + 1, 1, 28);
}

void flatten(const Curve &curve, int pieces, std::vector<QPointF> &out)
{
    out.clear();
    out.push_back(curve.from);
    // Forward differences: three additions a point.
    const double h = 1.0 / pieces;
    const QPointF a = curve.to - curve.control2 * 3 + curve.control1 * 3 - curve.from;
    const QPointF b = curve.control2 * 3 - curve.control1 * 6 + curve.from * 3;
    const QPointF c = curve.control1 * 3 - curve.from * 3;
    QPointF point = curve.from;
    QPointF d1 = a * (h * h * h) + b * (h * h) + c * h;
    QPointF d2 = a * (6 * h * h * h) + b * (2 * h * h);
    const QPointF d3 = a * (6 * h * h * h);
    for (int i = 1; i < pieces; ++i) {
        point += d1;
        d1 += d2;
        d2 += d3;
        out.push_back(point);
    }
    out.push_back(curve.to);
}

Nearest nearestOn(const Curve &curve, QPointF point)
{
    static thread_local std::vector<QPointF> points; // asked for every edge near the pointer
    const int pieces = std::max(8, piecesFor(curve, 1));
    flatten(curve, pieces, points);
    Nearest best{1e300, 0};
    for (int i = 0; i < pieces; ++i) {
        double along = 0;
        const auto index = static_cast<std::size_t>(i);
        // Most are far away, which their box tells at a fraction of the cost.
        const QPointF a = points[index];
        const QPointF b = points[index + 1];
        const double aside = std::max({std::min(a.x(), b.x()) - point.x(), point.x() - std::max(a.x(), b.x()), std::min(a.y(), b.y()) - point.y(), point.y() - std::max(a.y(), b.y())});
        if (aside >= best.distance) {
            continue;
        }
        const double distance = distanceToSegment(a, b, point, along);
        if (distance < best.distance) {
            best = {distance, (i + along) / pieces};
        }
    }
    return best;
}

std::optional<Stretch> stretchWithin(QPointF a, QPointF b, const QRectF &rect)
{
    // Liang and Barsky: each side shortens it.
    Stretch stretch;
    const double dx = b.x() - a.x();
    const double dy = b.y() - a.y();
    const std::array<std::pair<double, double>, 4> sides{{{-dx, a.x() - rect.left()}, {dx, rect.right() - a.x()}, {-dy, a.y() - rect.top()}, {dy, rect.bottom() - a.y()}}};
    for (const auto &[p, q] : sides) {
        if (p == 0) {
            if (q < 0) {
                return std::nullopt;
            }
        } else if (p < 0) {
            stretch.enter = std::max(stretch.enter, q / p);
        } else {
            stretch.leave = std::min(stretch.leave, q / p);
        }
    }
    return stretch.enter <= stretch.leave ? std::optional(stretch) : std::nullopt;
}

bool crosses(const Curve &curve, const QRectF &rect)
{
    if (!curve.bounds().adjusted(-1, -1, 1, 1).intersects(rect.adjusted(-0.5, -0.5, 0.5, 0.5))) {
        return false;
    }
    std::vector<QPointF> points;
    flatten(curve, std::max(8, piecesFor(curve, 1)), points);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        if (stretchWithin(points[i], points[i + 1], rect)) {
            return true;
        }
    }
    return false;
}

} // namespace signalbox::flow
