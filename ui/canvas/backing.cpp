// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/backing.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace signalbox::canvas {

namespace {

constexpr int kMargin = 128;
constexpr int kCell = 128;
constexpr int kRefineCell = 384;
constexpr double kQuickMilliseconds = 4.5;
constexpr int kMostRects = 12;

int floorTo(int value, int step)
{
    return value >= 0 ? value / step * step : -((-value + step - 1) / step * step);
}

QRect onCells(const QRect &rect, int cell)
{
    const int left = floorTo(rect.left(), cell);
    const int top = floorTo(rect.top(), cell);
    const int right = floorTo(rect.right(), cell) + cell;
    const int bottom = floorTo(rect.bottom(), cell) + cell;
    return {left, top, right - left, bottom - top};
}

double area(const QRegion &region)
{
    double sum = 0;
    for (const auto &rect : region) {
        sum += static_cast<double>(rect.width()) * rect.height();
    }
    return sum;
}

// The nearest pixel for each: a quarter of the time that a painter takes, and it is seen for a moment only.
void stretch(const QImage &from, const QRect &fromPlane, QImage &to, const QRect &toPlane, const QRect &covered, double factor)
{
    const auto nearest = [factor](int at, int begin, int count) { return std::clamp(static_cast<int>(std::floor((at + 0.5) / factor)) - begin, 0, count - 1); };
    std::vector<int> columns(static_cast<std::size_t>(covered.width()));
    for (int x = 0; x < covered.width(); ++x) {
        columns[static_cast<std::size_t>(x)] = nearest(covered.left() + x, fromPlane.left(), from.width());
    }
    const int left = covered.left() - toPlane.left();
    int lastRow = -1;
    const QRgb *lastLine = nullptr;
    for (int y = covered.top(); y <= covered.bottom(); ++y) {
        const int row = nearest(y, fromPlane.top(), from.height());
        auto *line = reinterpret_cast<QRgb *>(to.scanLine(y - toPlane.top())) + left;
        if (row == lastRow) {
            std::memcpy(line, lastLine, columns.size() * sizeof(QRgb));
        } else {
            const auto *source = reinterpret_cast<const QRgb *>(from.constScanLine(row));
            for (std::size_t x = 0; x < columns.size(); ++x) {
                line[x] = source[columns[x]];
            }
        }
        lastRow = row;
        lastLine = line;
    }
}

} // namespace

QRect Backing::covering(const QRect &visible) const
{
    // Of one size wherever it is, so that its memory serves again.
    const auto cells = [](int length) { return ((length + 2 * kMargin) / kCell + 2) * kCell; };
    return {floorTo(visible.left() - kMargin, kCell), floorTo(visible.top() - kMargin, kCell), cells(visible.width()), cells(visible.height())};
}

void Backing::setVisible(const QRect &visible, const QColor &ground)
{
    m_wholeCells = m_wholeCells || visible != m_visible;
    m_visible = visible;
    if (m_image.isNull() || !m_area.contains(visible)) {
        moveTo(covering(visible), ground);
    }
}

void Backing::moveTo(const QRect &target, const QColor &ground)
{
    if (m_image.isNull() || target.size() != m_area.size() || !target.intersects(m_area)) {
        QImage image(target.size(), QImage::Format_RGB32);
        image.fill(ground);
        QRegion kept;
        if (!m_image.isNull() && target.intersects(m_area)) {
            QPainter painter(&image);
            painter.setCompositionMode(QPainter::CompositionMode_Source);
            painter.drawImage(m_area.topLeft() - target.topLeft(), m_image);
            kept = QRegion(m_area & target) - m_fresh;
        }
        m_image = std::move(image);
        m_fresh = QRegion(target) - kept;
    } else {
        // Row by row in place: one copy of memory is far cheaper than painting.
        const QPoint by = m_area.topLeft() - target.topLeft();
        const auto stride = m_image.bytesPerLine();
        auto *bits = m_image.bits();
        const int width = target.width() - std::abs(by.x());
        const int from = std::max(0, -by.x());
        const int to = std::max(0, by.x());
        const int rows = target.height() - std::abs(by.y());
        for (int i = 0; i < rows; ++i) {
            const int row = by.y() > 0 ? rows - 1 - i : i;
            const int source = row + std::max(0, -by.y());
            const int goal = row + std::max(0, by.y());
            std::memmove(bits + goal * stride + to * 4, bits + source * stride + from * 4, static_cast<std::size_t>(width) * 4);
        }
        const QRegion kept = QRegion(m_area & target) - m_fresh;
        m_fresh = QRegion(target) - kept;
    }
    m_area = target;
    m_stale &= m_area;
    m_blurred &= m_area;
}

void Backing::invalidate()
{
    m_fresh = m_area;
    m_stale = {};
    m_blurred = {};
}

void Backing::invalidate(const QRect &plane)
{
    m_stale += plane & m_area;
    if (m_stale.rectCount() > kMostRects) {
        m_stale = m_stale.boundingRect();
    }
}

void Backing::zoom(double factor, const QRect &visible, const QColor &ground)
{
    const QRect target = covering(visible);
    QImage image = std::exchange(m_spare, {});
    if (image.size() != target.size()) {
        image = QImage(target.size(), QImage::Format_RGB32);
    }
    const QRectF stretched(m_area.left() * factor, m_area.top() * factor, m_area.width() * factor, m_area.height() * factor);
    // Only what is visible is stretched: the margin is painted when it is needed.
    const QRect covered = QRectF(QPointF(std::ceil(stretched.left()), std::ceil(stretched.top())), QPointF(std::floor(stretched.right()), std::floor(stretched.bottom())))
                              .toRect()
                              .adjusted(0, 0, -1, -1)
        & visible;
    const QRegion unpainted = m_fresh & m_area;
    const bool usable = !m_image.isNull() && !covered.isEmpty() && area(unpainted & m_visible) == 0;
    if (usable) {
        stretch(m_image, m_area, image, target, covered, factor);
    }
    Q_UNUSED(ground);
    m_spare = std::exchange(m_image, std::move(image));
    m_area = target;
    m_visible = visible;
    m_wholeCells = false;
    m_stale = {};
    m_blurred = usable ? QRegion(covered) : QRegion();
    // What lay in the unpainted margin was stretched with the rest.
    if (usable) {
        QRegion holes;
        for (const auto &rect : unpainted) {
            holes += QRectF(rect.left() * factor, rect.top() * factor, rect.width() * factor, rect.height() * factor).toAlignedRect().adjusted(-1, -1, 1, 1);
        }
        m_blurred -= holes;
    }
    m_fresh = QRegion(target) - m_blurred;
}

void Backing::paintRegion(const Paint &paint, const QRegion &region)
{
    if (region.isEmpty()) {
        return;
    }
    QElapsedTimer timer;
    timer.start();
    QPainter painter(&m_image);
    double painted = 0;
    const auto one = [&](const QRect &rect) {
        painter.save();
        paint(painter, m_area.topLeft(), rect);
        painter.restore();
        painted += static_cast<double>(rect.width()) * rect.height();
    };
    if (region.rectCount() > kMostRects || area(region) > 0.7 * region.boundingRect().width() * static_cast<double>(region.boundingRect().height())) {
        one(region.boundingRect() & m_area);
    } else {
        for (const auto &rect : region) {
            one(rect);
        }
    }
    painter.end();
    if (painted > 40'000) {
        const double cost = static_cast<double>(timer.nsecsElapsed()) / 1e6 / painted;
        m_costPerPixel += (cost - m_costPerPixel) * 0.5;
    }
    m_fresh -= region;
    m_stale -= region;
    m_blurred -= region;
}

bool Backing::ensure(const Paint &paint, Effort effort)
{
    QRegion needed;
    if (m_wholeCells) {
        // Fresh parts come in whole cells, so that the next steps of a pan find them painted.
        for (const auto &rect : m_fresh & m_visible) {
            needed += onCells(rect, kCell) & m_area;
        }
        needed &= m_fresh;
    } else {
        needed = m_fresh & m_visible;
    }
    needed += m_stale & m_visible;
    const QRegion blurred = m_blurred & m_visible;
    if (!blurred.isEmpty() && (effort == Effort::Whole || area(blurred + needed) * m_costPerPixel < kQuickMilliseconds)) {
        needed += blurred;
    }
    paintRegion(paint, needed);
    const bool sharp = isSharp();
    if (sharp) {
        m_spare = {};
    }
    return sharp;
}

QRect Backing::refine(const Paint &paint, double milliseconds)
{
    QRect changed;
    QElapsedTimer timer;
    timer.start();
    while (!isSharp() && static_cast<double>(timer.nsecsElapsed()) / 1e6 < milliseconds) {
        // From the middle outwards, where the eyes are.
        const QPoint middle = m_visible.center();
        QRect best;
        long nearest = 0;
        for (const auto &rect : m_blurred & m_visible) {
            const QPoint at(std::clamp(middle.x(), rect.left(), rect.right()), std::clamp(middle.y(), rect.top(), rect.bottom()));
            const long distance = std::abs(at.x() - middle.x()) + std::abs(at.y() - middle.y());
            if (best.isNull() || distance < nearest) {
                nearest = distance;
                best = QRect(floorTo(at.x(), kRefineCell), floorTo(at.y(), kRefineCell), kRefineCell, kRefineCell) & m_visible;
            }
        }
        paintRegion(paint, QRegion(best) & m_blurred);
        m_blurred -= best;
        changed |= best;
    }
    if (isSharp()) {
        m_spare = {};
    }
    return changed;
}

void Backing::blit(QPainter &painter, const QRect &plane, double pixelRatio) const
{
    const QRect source = plane & m_area;
    if (source.isEmpty()) {
        return;
    }
    const QPointF at = QPointF(source.topLeft() - m_visible.topLeft()) / pixelRatio;
    if (pixelRatio == 1) {
        painter.drawImage(at.toPoint(), m_image, source.translated(-m_area.topLeft()));
    } else {
        painter.drawImage(QRectF(at, QSizeF(source.size()) / pixelRatio), m_image, source.translated(-m_area.topLeft()));
    }
}

} // namespace signalbox::canvas
