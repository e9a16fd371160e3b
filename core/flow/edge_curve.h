// SPDX-License-Identifier: GPL-3.0-or-later
// The course of an edge: a cubic between two ports, or several through reroute points. Geometry only.
#pragma once

#include <QPointF>
#include <QRectF>

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace signalbox::flow {

/// One cubic in scene coordinates.
struct Curve
{
    QPointF from, control1, control2, to;

    QPointF at(double t) const;
    /// The direction there; never zero for ends that differ.
    QPointF tangent(double t) const;
    /// Holds the curve; exact at the ends, loose in between (the hull of its control points).
    QRectF bounds() const;
};

/// The curve from an output at `from` (leaving to the right) to an input at `to` (entering from the left).
Curve edgeCurve(QPointF from, QPointF to);
/// The curves of an edge through `points`, in order; smooth at each.
std::vector<Curve> routedCurves(QPointF from, QPointF to, std::span<const QPointF> points);

/// How many straight pieces look smooth at `scale` pixels a unit.
int piecesFor(const Curve &curve, double scale);
/// The curve as pieces + 1 points.
void flatten(const Curve &curve, int pieces, std::vector<QPointF> &out);

/// The distance of a point from the nearest place of the curve, and where that is (0 to 1).
struct Nearest
{
    double distance = 0;
    double t = 0;
};
Nearest nearestOn(const Curve &curve, QPointF point);
/// The stretch of a segment, from 0 at `a` to 1 at `b`, within a rectangle; none where it passes by.
struct Stretch
{
    double enter = 0;
    double leave = 1;
};
std::optional<Stretch> stretchWithin(QPointF a, QPointF b, const QRectF &rect);
/// Whether any part of it is within the rectangle.
bool crosses(const Curve &curve, const QRectF &rect);

/// Calls `run(points, count)` for each maximal stretch of a polyline that may touch `clip`.
template<typename Run>
void forVisibleRuns(std::span<const QPointF> points, const QRectF &clip, Run run)
{
    std::size_t begin = 0;
    bool open = false;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const auto &a = points[i];
        const auto &b = points[i + 1];
        const bool visible = std::max(a.x(), b.x()) >= clip.left() && std::min(a.x(), b.x()) <= clip.right()
            && std::max(a.y(), b.y()) >= clip.top() && std::min(a.y(), b.y()) <= clip.bottom();
        if (visible && !open) {
            begin = i;
            open = true;
        } else if (!visible && open) {
            run(points.data() + begin, static_cast<int>(i - begin + 1));
            open = false;
        }
    }
    if (open) {
        run(points.data() + begin, static_cast<int>(points.size() - begin));
    }
}

} // namespace signalbox::flow
