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
constexpr double kLeastStretch = 0.7; ///< below it less is painted at the present scale than at that of the base
constexpr double kMostStretch = 1.5;  ///< above it what has become sharp meanwhile looks better
constexpr double kMostPatches = 4;    ///< windows

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
        columns[static_cast<std::size_t>(x)] = nearest(covered.left() + x, fromPlane.left(), fromPlane.width());
    }
    const int left = covered.left() - toPlane.left();
    int lastRow = -1;
    const QRgb *lastLine = nullptr;
    for (int y = covered.top(); y <= covered.bottom(); ++y) {
        const int row = nearest(y, fromPlane.top(), fromPlane.height());
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
            std::memmove(bits + goal * stride + to * qsizetype{4}, bits + source * stride + from * qsizetype{4}, static_cast<std::size_t>(width) * 4);
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
    m_base = {};
}

void Backing::invalidate(const QRect &plane)
{
    if (!m_base.patches.empty()) {
        m_base.painted -= inBase(plane);
    }
    m_stale += plane & m_area;
    if (m_stale.rectCount() > kMostRects) {
        m_stale = m_stale.boundingRect();
    }
}

void Backing::zoom(double factor, const QRect &visible)
{
    const bool painted = !m_image.isNull() && !m_fresh.intersects(m_visible);
    if (painted && (m_base.patches.empty() || isBaseSpent())) {
        if (!m_base.patches.empty()) {
            m_spare = std::move(m_base.patches.front().image);
        }
        m_base = {};
        m_base.painted = QRegion(m_area) - m_fresh - m_stale;
        m_base.patches.push_back({std::exchange(m_image, std::exchange(m_spare, {})), m_area});
        m_stretch = 1;
    }
    m_stretch *= factor;
    m_area = covering(visible);
    if (m_image.size() != m_area.size()) {
        m_image = QImage(m_area.size(), QImage::Format_RGB32);
    }
    m_visible = visible;
    m_wholeCells = false;
    m_stale = {};
    m_blurred = {};
    m_fresh = m_area;
}

// What is stretched to a part of the plane, and a little more.
QRect Backing::inBase(const QRect &plane) const
{
    return QRectF(plane.left() / m_stretch, plane.top() / m_stretch, plane.width() / m_stretch, plane.height() / m_stretch).toAlignedRect().adjusted(-1, -1, 1, 1);
}

// Just what is stretched from a part of the base: neighbours meet.
QRect Backing::fromBase(const QRect &base) const
{
    const auto first = [this](int at) { return static_cast<int>(std::ceil(at * m_stretch - 0.5)); };
    return {QPoint(first(base.left()), first(base.top())), QPoint(first(base.right() + 1) - 1, first(base.bottom() + 1) - 1)};
}

// Whether what is painted now serves the next scales better.
bool Backing::isBaseSpent() const
{
    double pixels = 0;
    for (const auto &patch : m_base.patches) {
        pixels += static_cast<double>(patch.area.width()) * patch.area.height();
    }
    return m_stretch < kLeastStretch || (m_stretch > kMostStretch && area(m_blurred & m_visible) * 2 < area(m_visible))
        || pixels > kMostPatches * static_cast<double>(m_area.width()) * m_area.height();
}

void Backing::paintBase(const Paint &paint, const QRect &area)
{
    // In whole cells, for the next steps of a zoom outwards.
    QRegion missing;
    for (const auto &rect : QRegion(area) - m_base.painted) {
        missing += onCells(rect, kCell);
    }
    missing -= m_base.painted;
    if (missing.isEmpty()) {
        return;
    }
    QRegion outside = missing;
    for (const auto &patch : m_base.patches) {
        outside -= patch.area;
    }
    for (const auto &rect : outside) {
        m_base.patches.push_back({QImage(rect.size(), QImage::Format_RGB32), rect});
    }
    for (auto &patch : m_base.patches) {
        const QRegion here = missing & patch.area;
        if (here.isEmpty()) {
            continue;
        }
        QPainter painter(&patch.image);
        for (const auto &rect : here) {
            painter.save();
            paint(painter, patch.area.topLeft(), rect, 1 / m_stretch);
            painter.restore();
        }
    }
    m_base.painted += missing;
}

// What is visible and not there, or not as it is now.
void Backing::stretchFromBase(const Paint &paint)
{
    const QRegion wanted = (m_fresh + m_stale) & m_visible;
    if (wanted.isEmpty()) {
        return;
    }
    if (m_stretch >= kLeastStretch) {
        paintBase(paint, inBase(wanted.boundingRect()));
    }
    QRegion done;
    for (const auto &patch : m_base.patches) {
        for (const auto &rect : m_base.painted & patch.area) {
            for (const auto &goal : wanted & fromBase(rect)) {
                stretch(patch.image, patch.area, m_image, m_area, goal, m_stretch);
                done += goal;
            }
        }
    }
    m_fresh -= done;
    m_stale -= done;
    m_blurred += done;
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
        paint(painter, m_area.topLeft(), rect, 1);
        painter.restore();
        painted += static_cast<double>(rect.width()) * rect.height();
    };
    const QRect whole = region.boundingRect() & m_area;
    const bool dense = area(region) > 0.7 * area(whole) && area(m_blurred & whole) < 0.3 * area(whole);
    const QRegion done = region.rectCount() > kMostRects || dense ? QRegion(whole) : region;
    for (const auto &rect : done) {
        one(rect);
    }
    painter.end();
    if (painted > 40'000) {
        const double cost = static_cast<double>(timer.nsecsElapsed()) / 1e6 / painted;
        m_costPerPixel += (cost - m_costPerPixel) * 0.5;
    }
    m_fresh -= done;
    m_stale -= done;
    m_blurred -= done;
}

bool Backing::ensure(const Paint &paint, Effort effort)
{
    if (!m_base.patches.empty() && effort == Effort::Quick && area((m_fresh + m_stale + m_blurred) & m_visible) * m_costPerPixel >= kQuickMilliseconds) {
        stretchFromBase(paint);
    }
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
    return endIfSharp();
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
    endIfSharp();
    return changed;
}

bool Backing::endIfSharp()
{
    if (!isSharp()) {
        return false;
    }
    // Before the first painting at a scale all of it is fresh.
    if (!m_base.patches.empty() && !m_fresh.intersects(m_visible)) {
        m_spare = std::move(m_base.patches.front().image);
        m_base = {};
    }
    return true;
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
