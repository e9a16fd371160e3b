// SPDX-License-Identifier: GPL-3.0-or-later
// The painted part of the plane, a little larger than the window: panning copies it, zooming stretches it until
// there is time to paint it sharply. It knows pixels, not scenes.
#pragma once

#include <QImage>
#include <QPainter>
#include <QPoint>
#include <QRect>
#include <QRegion>
#include <QSize>

#include <functional>
#include <vector>

namespace signalbox::canvas {

/// Pixels of the plane are scene units times the scale, rounded nowhere; the window shows a stretch of them.
/// Thread: the one of the window.
class Backing
{
public:
    /// Paints a rectangle of the plane as it is at `scale` times its present one; the painter's pixel (0, 0) is the
    /// pixel `corner` of that plane.
    using Paint = std::function<void(QPainter &painter, QPoint corner, const QRect &plane, double scale)>;

    /// What the window shows, in pixels of the plane; another size or place keeps what was painted.
    void setVisible(const QRect &visible, const QColor &ground);
    const QRect &visible() const { return m_visible; }
    /// Everything is painted anew when it is needed.
    void invalidate();
    void invalidate(const QRect &plane);
    /// The scale changes by `factor`; `visible` is the window's place in the new plane.
    void zoom(double factor, const QRect &visible);

    enum class Effort {
        Quick, ///< stretches what would take too long to paint
        Whole  ///< all that is visible is sharp afterwards
    };
    /// Paints what is visible and not there. False if some of it is only stretched: call refine() later.
    bool ensure(const Paint &paint, Effort effort);
    /// Paints some of what is stretched, for about `milliseconds`; the rectangle that changed, empty when done.
    QRect refine(const Paint &paint, double milliseconds);
    bool isSharp() const { return !m_blurred.intersects(m_visible); }

    /// Copies a rectangle of the plane to where the painter's window shows it. `pixelRatio` of the window.
    void blit(QPainter &painter, const QRect &plane, double pixelRatio) const;
    /// Gives back what only the next zoom needs.
    void trim() { m_spare = {}; }

private:
    // A part of the plane at the scale of the base.
    struct Patch
    {
        QImage image;
        QRect area;
    };
    // What was painted when the scale began to change, and what a zoom outwards added to it: the scales that are passed
    // through are stretched from it, so that cards and letters need not be made for each.
    struct Base
    {
        std::vector<Patch> patches;
        QRegion painted;
    };

    QRect covering(const QRect &visible) const;
    void paintRegion(const Paint &paint, const QRegion &region);
    void moveTo(const QRect &area, const QColor &ground);
    QRect inBase(const QRect &plane) const;
    QRect fromBase(const QRect &base) const;
    void paintBase(const Paint &paint, const QRect &area);
    void stretchFromBase(const Paint &paint);
    bool isBaseSpent() const;
    bool endIfSharp();

    QImage m_image;
    QImage m_spare; ///< the memory of the next one
    Base m_base;
    double m_stretch = 1; ///< the scale over that of the base
    QRect m_area; ///< of the plane that the image holds
    QRect m_visible;
    QRegion m_fresh;   ///< never painted
    QRegion m_stale;   ///< painted, but not as it is now
    QRegion m_blurred; ///< stretched
    bool m_wholeCells = true; ///< while it pans, not while it zooms
    double m_costPerPixel = 8e-6; ///< milliseconds, as measured
};

} // namespace signalbox::canvas
