// SPDX-License-Identifier: GPL-3.0-or-later
// What is painted when, and everything but the cards.
#include "ui/canvas/scene_painter.h"

#include "ui/canvas/plain_lines_p.h"
#include "ui/widgets/quiet_document.h"

#include <QAbstractTextDocumentLayout>
#include <QPainterPath>
#include <QPalette>
#include <QStringBuilder>

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kTitlesFrom = 0.36;
constexpr double kTitlesFromSmall = 0.2;
constexpr std::size_t kSmallFlow = 1500;
constexpr double kFullFrom = 0.6;
constexpr double kGridFrom = 0.3;
constexpr double kGridStep = 32;
constexpr double kWireWidth = 1.6;
constexpr double kManyEdges = 3000; ///< in view; beyond them lines are not smoothed
constexpr double kWindow = 1.6e6;    ///< pixels
constexpr std::size_t kLargeFlow = 2000; ///< edges in all; beyond them lines are a pixel wide
constexpr double kArrow = 7;
constexpr qsizetype kMostCounts = 512;
constexpr double kSameScale = 1e-9;
constexpr double kLongPiece = 64; ///< pixels
constexpr int kMostParts = 200;
constexpr double kStraight = 0.15; ///< pixels

double lineWidth(const View &view)
{
    return kWireWidth * view.pixelRatio * std::clamp(view.zoom(), 0.75, 1.5);
}

// Whether the points between the ends are on the line, and between them.
bool isStraight(std::span<const QPointF> points)
{
    const QPointF way = points.back() - points.front();
    const double length = std::hypot(way.x(), way.y());
    return length > 0 && std::all_of(points.begin() + 1, points.end() - 1, [&](QPointF point) {
        const QPointF off = point - points.front();
        const double along = QPointF::dotProduct(off, way);
        return along >= 0 && along <= length * length && std::abs(off.x() * way.y() - off.y() * way.x()) <= kStraight * length;
    });
}

} // namespace

Detail detailAt(double zoom, std::size_t nodes)
{
    return zoom >= kFullFrom ? Detail::Full : zoom >= (nodes <= kSmallFlow ? kTitlesFromSmall : kTitlesFrom) ? Detail::Titles : Detail::Blocks;
}

ScenePainter::ScenePainter(const ui::Theme &theme) : m_theme(theme), m_texts(theme) {}

void ScenePainter::reset()
{
    m_sprites = {};
    m_badges.clear();
    m_texts.reset();
}

void ScenePainter::setRightToLeft(bool on)
{
    if (on != m_rightToLeft) {
        m_rightToLeft = on;
        reset();
    }
}

void ScenePainter::bindRun(const Scene &scene, const RunStateMap &run)
{
    m_runs.clear();
    m_edgeCounts.clear();
    if (run.isEmpty()) {
        return;
    }
    m_runs.resize(scene.nodes().size());
    for (const auto &[id, state] : run.nodes) {
        if (const auto node = scene.find(id); node != Scene::kNone) {
            m_runs[node] = state;
        }
    }
    if (!run.edges.empty()) {
        m_edgeCounts.resize(scene.edges().size(), 0);
        for (std::uint32_t edge = 0; edge < m_edgeCounts.size(); ++edge) {
            if (const auto found = run.edges.find(scene.routeKey(edge)); found != run.edges.end()) {
                m_edgeCounts[edge] = found->second;
            }
        }
    }
}

void ScenePainter::setNodeRun(const Scene &scene, std::uint32_t node, const NodeRun &run)
{
    m_runs.resize(scene.nodes().size());
    m_runs[node] = run;
}

void ScenePainter::setEdgeCount(const Scene &scene, std::uint32_t edge, std::int64_t count)
{
    m_edgeCounts.resize(scene.edges().size(), 0);
    m_edgeCounts[edge] = count;
}

void ScenePainter::paint(QPainter &painter, const Scene &scene, const View &view, const QRect &pixels, const Marks &marks)
{
    forSprites(painter, view);
    painter.setClipRect(pixels);
    painter.fillRect(pixels, m_theme.color(ui::Role::Canvas));
    if (!m_vectors) {
        paintGrid(painter, view, pixels);
    }
    const QRectF area = view.unmap(QRectF(pixels).adjusted(-2, -2, 2, 2));
    for (std::size_t i = 0; i < scene.frames().size(); ++i) {
        if (scene.frames()[i].rect.adjusted(-4, -4, 4, 4).intersects(area)) {
            paintFrame(painter, view, scene.frames()[i], Marks::has(marks.selectedFrames, static_cast<std::uint32_t>(i)));
        }
    }
    for (std::uint32_t i = 0; i < scene.notes().size(); ++i) {
        if (scene.notes()[i].rect.adjusted(-8, -8, 8, 12).intersects(area)) {
            paintNote(painter, view, scene.notes()[i], Marks::has(marks.selectedNotes, i), marks.editedNote != i);
        }
    }
    const auto detail = detailAt(view.zoom(), scene.nodes().size());
    paintEdges(painter, scene, view, area, pixels, marks);
    m_near.clear();
    scene.nodesIn(area, m_near);
    if (detail == Detail::Blocks) {
        paintBlocks(painter, scene, view, marks);
        return;
    }
    std::sort(m_near.begin(), m_near.end());
    m_seen = QRectF(pixels).adjusted(-2, -2, 2, 2);
    for (const auto node : m_near) {
        constexpr double o = card::kOverhang;
        if (!Marks::has(marks.liftedNodes, node) && scene.rect(node).adjusted(-o, -o, o, o).intersects(area)) {
            paintNode(painter, scene, view, node, Marks::has(marks.selectedNodes, node));
        }
    }
    m_seen = {};
}

void ScenePainter::paintGrid(QPainter &painter, const View &view, const QRect &pixels)
{
    if (view.zoom() < kGridFrom) {
        return;
    }
    double step = kGridStep * view.scale;
    while (step < 22 * view.pixelRatio) {
        step *= 2;
    }
    const int side = std::max(1, static_cast<int>(std::lround(1.3 * view.pixelRatio)));
    const QColor color = m_theme.color(ui::Role::CanvasGrid);
    const auto first = [&](double shift, int from) { return shift + std::floor((from - shift) / step) * step; };
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    std::vector<QRect> dots;
    for (double y = first(view.shift.y(), pixels.top()); y <= pixels.bottom() + 1; y += step) {
        for (double x = first(view.shift.x(), pixels.left()); x <= pixels.right() + 1; x += step) {
            dots.emplace_back(static_cast<int>(std::lround(x)), static_cast<int>(std::lround(y)), side, side);
        }
    }
    painter.drawRects(dots.data(), static_cast<int>(dots.size()));
}

QColor ScenePainter::edgeColor(const SceneEdge &edge, std::uint32_t index, bool selected) const
{
    if (selected) {
        return m_theme.color(ui::Role::EdgeSelected);
    }
    if (const auto change = changeOf(index)) {
        return m_theme.color(roleOf(*change));
    }
    if (!m_runs.empty()) {
        const auto &from = m_runs[edge.from].state;
        const auto &to = m_runs[edge.to].state;
        const bool counted = index < m_edgeCounts.size() && m_edgeCounts[index] > 0;
        const bool begun = to == ui::State::Succeeded || to == ui::State::Running || to == ui::State::Failed || to == ui::State::Waiting;
        const bool passed = begun && (edge.fromError ? from == ui::State::Failed : from == ui::State::Succeeded);
        if ((counted || passed) && !edge.fromError) {
            return m_theme.state(to == ui::State::Running || to == ui::State::Waiting ? to : ui::State::Succeeded).color;
        }
    }
    return m_theme.color(edge.fromError ? ui::Role::EdgeError : edge.conditional ? ui::Role::EdgeCondition : ui::Role::Edge);
}

void ScenePainter::paintEdges(QPainter &painter, const Scene &scene, const View &view, const QRectF &area, const QRect &pixels, const Marks &marks)
{
    m_near.clear();
    scene.edgesIn(area, m_near);
    const QRectF clip = QRectF(pixels).adjusted(-8, -8, 8, 8);
    if (detailAt(view.zoom(), scene.nodes().size()) == Detail::Blocks) {
        const double reach = 2 + view.pixelRatio;
        paintBlockEdges(painter, scene, view, QRectF(pixels).adjusted(-reach, -reach, reach, reach), marks, pixels);
        return;
    }
    std::sort(m_near.begin(), m_near.end());
    const bool full = detailAt(view.zoom(), scene.nodes().size()) == Detail::Full;
    const bool large = scene.edges().size() > kLargeFlow;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    for (const bool selected : {false, true}) {
        for (const auto edge : m_near) {
            if (Marks::has(marks.liftedEdges, edge) || Marks::has(marks.selectedEdges, edge) != selected) {
                continue;
            }
            const auto &entry = scene.edges()[edge];
            const QColor color = edgeColor(entry, edge, selected);
            // A cosmetic line of one pixel costs a quarter of a wide one; where there are many, it is also calmer.
            const auto change = changeOf(edge);
            const bool thin = !selected && !change && (large || !full);
            QPen pen(color, thin ? 0 : lineWidth(view) * (selected || change ? 1.4 : 1));
            pen.setCosmetic(true);
            pen.setCapStyle(Qt::FlatCap);
            pen.setJoinStyle(Qt::BevelJoin);
            if (entry.fromError || change == flow::ChangeKind::Removed) {
                pen.setDashPattern({4, 3});
            }
            painter.setPen(pen);
            const auto stroke = [&](const Curve &curve) {
                const Curve mapped{view.map(curve.from), view.map(curve.control1), view.map(curve.control2), view.map(curve.to)};
                if (!mapped.bounds().adjusted(-4, -4, 4, 4).intersects(clip)) {
                    return;
                }
                flatten(mapped, piecesFor(mapped, 1), m_points);
                strokeSeen(painter, clip);
                if (thin && view.pixelRatio > 1.5) {
                    // Two thin lines side by side are one of two pixels, and cost a fifth of it.
                    const QPointF way = mapped.to - mapped.from;
                    const QPointF beside = std::abs(way.x()) > std::abs(way.y()) ? QPointF(0, 1) : QPointF(1, 0);
                    for (auto &point : m_points) {
                        point += beside;
                    }
                    strokeSeen(painter, clip);
                }
            };
            if (scene.route(edge).empty()) {
                stroke(scene.curve(edge));
            } else {
                for (const auto &curve : scene.curves(edge)) {
                    stroke(curve);
                }
            }
            if (full) {
                paintEdgeMarks(painter, scene, view, edge, color, {}, {});
            }
        }
    }
}

// m_points, where they may be seen.
void ScenePainter::strokeSeen(QPainter &painter, const QRectF &clip)
{
    const bool wide = !m_vectors && painter.pen().widthF() > 1;
    forVisibleRuns(m_points, clip, [&](const QPointF *points, int count) {
        if (!wide) {
            painter.drawPolyline(points, count);
            return;
        }
        // The outline of a long piece takes far longer than those of the short ones that it can be cut into.
        m_split.clear();
        m_split.push_back(points[0]);
        for (int i = 0; i + 1 < count; ++i) {
            const QPointF way = points[i + 1] - points[i];
            const int parts = std::min(kMostParts, static_cast<int>(way.manhattanLength() / kLongPiece) + 1);
            for (int part = 1; part <= parts; ++part) {
                m_split.push_back(points[i] + way * part / parts);
            }
        }
        painter.drawPolyline(m_split.data(), static_cast<int>(m_split.size()));
    });
}

// The same quicker (`canvas/hover`), for what moves: its shades differ a little.
void ScenePainter::strokeQuickly(QPainter &painter, const QRectF &clip)
{
    QPen pen = painter.pen();
    if (m_vectors || pen.widthF() <= 1 || pen.style() != Qt::SolidLine || pen.color().alpha() < 255) {
        strokeSeen(painter, clip);
        return;
    }
    m_pieces.clear();
    forVisibleRuns(m_points, clip, [&](const QPointF *points, int count) {
        // What is straight is one line: joints are shaded twice.
        int begin = 0;
        for (int i = 1; i < count; ++i) {
            if (i + 1 < count && isStraight({points + begin, static_cast<std::size_t>(i + 2 - begin)})) {
                continue;
            }
            m_pieces.emplace_back(points[begin], points[i]);
            begin = i;
        }
    });
    pen.setCapStyle(Qt::SquareCap);
    painter.setPen(pen);
    painter.drawLines(m_pieces);
}

void ScenePainter::paintBlockEdges(QPainter &painter, const Scene &scene, const View &view, const QRectF &clip, const Marks &marks, const QRect &pixels)
{
    // By what a window shows at this scale, not by the part that is being painted: parts have to meet.
    const QRectF all = scene.bounds();
    const double share = all.isEmpty() ? 1 : std::min(1.0, kWindow / (view.zoom() * view.zoom()) / (all.width() * all.height()));
    const bool smooth = static_cast<double>(scene.edges().size()) * share <= kManyEdges;
    painter.setRenderHint(QPainter::Antialiasing, smooth);
    // By colour: plain, conditional, from an error, selected.
    for (auto &lines : m_lines) {
        lines.clear();
    }
    const auto put = [&](std::vector<QLineF> &lines, QPointF a, QPointF b) {
        if (std::max(a.x(), b.x()) >= clip.left() && std::min(a.x(), b.x()) <= clip.right() && std::max(a.y(), b.y()) >= clip.top() && std::min(a.y(), b.y()) <= clip.bottom()) {
            lines.emplace_back(a, b);
        }
    };
    for (const auto edge : m_near) {
        if (Marks::has(marks.liftedEdges, edge)) {
            continue;
        }
        const auto &entry = scene.edges()[edge];
        auto &lines = m_lines[Marks::has(marks.selectedEdges, edge) ? 3 : entry.fromError ? 2 : entry.conditional ? 1 : 0];
        const auto stroke = [&](const Curve &curve) {
            const Curve mapped{view.map(curve.from), view.map(curve.control1), view.map(curve.control2), view.map(curve.to)};
            if (!mapped.bounds().adjusted(-1, -1, 1, 1).intersects(clip)) {
                return;
            }
            flatten(mapped, std::clamp(piecesFor(mapped, 1), 2, 10), m_points);
            for (std::size_t i = 0; i + 1 < m_points.size(); ++i) {
                put(lines, m_points[i], m_points[i + 1]);
            }
        };
        if (!scene.route(edge).empty()) {
            for (const auto &curve : scene.curves(edge)) {
                stroke(curve);
            }
            continue;
        }
        const QPointF from = view.map(scene.portPos(scene.fromPort(entry)));
        const QPointF to = view.map(scene.portPos(scene.toPort(entry)));
        if (!smooth || (to - from).manhattanLength() < 20) {
            put(lines, from, to);
        } else {
            stroke(scene.curve(edge));
        }
    }
    auto *image = painter.device() && painter.device()->devType() == QInternal::Image ? static_cast<QImage *>(painter.device()) : nullptr;
    auto *plain = !smooth && image && image->depth() == 32 && painter.worldTransform().isIdentity() ? image : nullptr;
    for (std::size_t kind = 0; kind < m_lines.size(); ++kind) {
        if (m_lines[kind].empty()) {
            continue;
        }
        static constexpr std::array roles = {ui::Role::Edge, ui::Role::EdgeCondition, ui::Role::EdgeError, ui::Role::EdgeSelected};
        QPen pen(kind == 3 ? m_theme.color(roles[3]) : m_theme.mixed(ui::Role::Canvas, roles[kind], smooth ? 0.8 : 0.5), view.pixelRatio > 1.5 && smooth ? view.pixelRatio : 0);
        pen.setCosmetic(true);
        if (plain) {
            drawPlainLines(*plain, pixels, m_lines[kind], pen.color().rgb());
            continue;
        }
        painter.setPen(pen);
        painter.drawLines(m_lines[kind].data(), static_cast<int>(m_lines[kind].size()));
    }
}

void ScenePainter::paintEdgeMarks(QPainter &painter, const Scene &scene, const View &view, std::uint32_t edge, const QColor &color, QPointF fromOffset, QPointF toOffset)
{
    const auto &entry = scene.edges()[edge];
    const double s = view.scale;
    // The arrow stands before the port; every edge enters from the left.
    const QPointF tip = view.map(scene.portPos(scene.toPort(entry)) + toOffset) - QPointF((card::kPort + 1.5) * s, 0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const std::array arrow = {tip, tip + QPointF(-kArrow * s, -kArrow * 0.56 * s), tip + QPointF(-kArrow * s, kArrow * 0.56 * s)};
    painter.drawConvexPolygon(arrow.data(), static_cast<int>(arrow.size()));
    painter.setBrush(Qt::NoBrush);

    const auto points = scene.route(edge);
    for (const auto &point : points) {
        const QPointF at = view.map(point + (fromOffset == toOffset ? fromOffset : QPointF()));
        painter.setBrush(m_theme.color(ui::Role::Node));
        painter.setPen(QPen(color, 1.5 * view.pixelRatio));
        painter.drawEllipse(at, 4 * s, 4 * s);
    }
    const bool counted = edge < m_edgeCounts.size() && m_edgeCounts[edge] > 1;
    if (!entry.conditional && !counted) {
        return;
    }
    const auto curves = scene.curves(edge, fromOffset, toOffset);
    const QPointF middle = view.map(curves[curves.size() / 2].at(curves.size() % 2 == 0 ? 0 : 0.5));
    if (counted) {
        paintCount(painter, view, middle, shortCount(m_edgeCounts[edge]), color);
    } else {
        // A condition: a small diamond in the middle of its edge.
        const double r = 5 * s;
        const std::array diamond = {middle + QPointF(0, -r), middle + QPointF(r, 0), middle + QPointF(0, r), middle + QPointF(-r, 0)};
        painter.setPen(QPen(color, 1.5 * view.pixelRatio));
        painter.setBrush(m_theme.color(ui::Role::Canvas));
        painter.drawConvexPolygon(diamond.data(), static_cast<int>(diamond.size()));
    }
    painter.setBrush(Qt::NoBrush);
}

void ScenePainter::paintCount(QPainter &painter, const View &view, QPointF middle, const QString &text, const QColor &color)
{
    const auto sizeAt = [&](const View &v) {
        const QFontMetricsF metrics(font(ui::TextStyle::Caption, v.scale));
        return QSizeF(metrics.horizontalAdvance(text) + 10 * v.scale, metrics.height() + 3 * v.scale);
    };
    const auto draw = [&](QPainter &to, const View &v, const QRectF &pill) {
        to.setRenderHint(QPainter::Antialiasing, true);
        to.setPen(QPen(color, v.pixelRatio));
        to.setBrush(m_theme.color(ui::Role::Node));
        to.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        to.setPen(m_theme.color(ui::Role::Text));
        to.setFont(font(ui::TextStyle::Caption, v.scale));
        to.drawText(pill, Qt::AlignCenter, text);
    };
    if (m_vectors) {
        const QSizeF size = sizeAt(view);
        draw(painter, view, QRectF(middle - QPointF(size.width() / 2, size.height() / 2), size));
        return;
    }
    const View fine = forSprites(painter, view);
    const QString key = QString::number(color.rgba(), 16) % u' ' % text;
    auto &counts = m_sprites.front().counts;
    auto found = counts.constFind(key);
    if (found == counts.cend()) {
        if (counts.size() > kMostCounts) {
            counts.clear();
        }
        const QSizeF size = sizeAt(fine);
        QImage image(static_cast<int>(std::ceil(size.width() + fine.pixelRatio)) + 1, static_cast<int>(std::ceil(size.height() + fine.pixelRatio)) + 1, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter own(&image);
        draw(own, fine, QRectF(QPointF(fine.pixelRatio / 2, fine.pixelRatio / 2), size));
        own.end();
        found = counts.insert(key, image);
    }
    const double dense = fine.scale / view.scale;
    drawSprite(painter, middle - QPointF(found->width(), found->height()) / 2 / dense, *found);
}

// The view in the pixels of what is painted on, with the sprites of that scale at hand.
View ScenePainter::forSprites(const QPainter &painter, const View &view)
{
    const double dense = painter.device()->devicePixelRatioF();
    const View fine{view.scale * dense, view.pixelRatio * dense, view.shift * dense};
    const auto fits = [&](const Sprites &sprites) { return sprites.ratio == fine.pixelRatio && std::abs(sprites.scale - fine.scale) <= kSameScale * fine.scale; };
    if (!fits(m_sprites.front())) {
        std::swap(m_sprites.front(), m_sprites.back());
        if (!fits(m_sprites.front())) {
            m_sprites.front() = {};
            m_sprites.front().scale = fine.scale;
            m_sprites.front().ratio = fine.pixelRatio;
        }
    }
    return fine;
}

// Pixel by pixel, whatever the painter's units are.
void ScenePainter::drawSprite(QPainter &painter, QPointF at, const QImage &sprite)
{
    const double dense = painter.device()->devicePixelRatioF();
    if (dense == 1) {
        painter.drawImage(QPointF(std::round(at.x()), std::round(at.y())), sprite);
    } else {
        painter.drawImage(QRectF(QPointF(std::round(at.x() * dense), std::round(at.y() * dense)) / dense, QSizeF(sprite.size()) / dense), sprite);
    }
}

void ScenePainter::paintBlocks(QPainter &painter, const Scene &scene, const View &view, const Marks &marks)
{
    constexpr auto families = static_cast<std::size_t>(ui::Family::Count);
    constexpr auto states = static_cast<std::size_t>(ui::State::Count);
    // One batch a colour: selected, then families, then states.
    m_blocks.resize(1 + families + states);
    for (auto &batch : m_blocks) {
        batch.clear();
    }
    for (const auto node : m_near) {
        if (Marks::has(marks.liftedNodes, node)) {
            continue;
        }
        std::size_t batch = 1 + static_cast<std::size_t>(scene.typeOf(node).family);
        if (Marks::has(marks.selectedNodes, node)) {
            batch = 0;
        } else if (node < m_runs.size() && m_runs[node].state != ui::State::Idle) {
            batch = 1 + families + static_cast<std::size_t>(m_runs[node].state);
        }
        const QRectF r = view.map(scene.rect(node));
        const double left = std::round(r.left());
        const double top = std::round(r.top());
        m_blocks[batch].emplace_back(left, top, std::max(1.0, std::round(r.width())), std::max(1.0, std::round(r.height())));
    }
    const auto blend = [](const QColor &a, const QColor &b, int share) {
        const auto part = [share](int x, int y) { return (x * share + y * (10 - share)) / 10; };
        return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
    };
    painter.setRenderHint(QPainter::Antialiasing, false);
    const bool outlined = view.zoom() >= 0.12;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        if (m_blocks[i].empty()) {
            continue;
        }
        QColor strong = m_theme.color(ui::Role::NodeSelected);
        QColor soft = strong;
        if (i > 0 && i <= families) {
            const auto &tint = m_theme.tint(static_cast<ui::Family>(i - 1));
            strong = tint.color;
            soft = tint.soft;
        } else if (i > families) {
            const auto &look = m_theme.state(static_cast<ui::State>(i - 1 - families));
            strong = look.color;
            soft = look.soft;
        }
        if (outlined) {
            QPen pen(i > 0 && i <= families ? blend(strong, soft, 5) : strong, 0);
            pen.setCosmetic(true);
            painter.setPen(pen);
            painter.setBrush(soft);
        } else {
            // From afar there are many: what is not marked stays calm.
            painter.setPen(Qt::NoPen);
            const bool family = i > 0 && i <= families;
            painter.setBrush(family ? blend(strong, m_theme.color(ui::Role::Canvas), 6) : strong);
        }
        painter.drawRects(m_blocks[i].data(), static_cast<int>(m_blocks[i].size()));
    }
}

void ScenePainter::paintEdge(QPainter &painter, const Scene &scene, const View &view, std::uint32_t edge, ui::Role role, double width, QPointF fromOffset, QPointF toOffset)
{
    const auto &entry = scene.edges()[edge];
    const QColor color = role == ui::Role::Edge ? edgeColor(entry, edge, false) : m_theme.color(role);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    for (const auto &curve : scene.curves(edge, fromOffset, toOffset)) {
        paintWire(painter, view, curve, color, width, false);
    }
    if (detailAt(view.zoom(), scene.nodes().size()) == Detail::Full) {
        paintEdgeMarks(painter, scene, view, edge, color, fromOffset, toOffset);
    }
}

void ScenePainter::paintWire(QPainter &painter, const View &view, const Curve &curve, const QColor &color, double width, bool arrow)
{
    // Cosmetic pens count pixels, whatever the painter's units are.
    QPen pen(color, width > 0 ? lineWidth(view) * width * painter.device()->devicePixelRatioF() : 0);
    pen.setCosmetic(true);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::BevelJoin);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(pen);
    const Curve mapped{view.map(curve.from), view.map(curve.control1), view.map(curve.control2), view.map(curve.to)};
    flatten(mapped, piecesFor(mapped, 1), m_points);
    const QRectF seen = painter.hasClipping() ? painter.clipBoundingRect() : m_vectors ? QRectF(-1e9, -1e9, 2e9, 2e9) : painter.worldTransform().inverted().mapRect(QRectF(painter.viewport()));
    const QRectF clip = seen.adjusted(-8, -8, 8, 8);
    strokeQuickly(painter, clip);
    if (arrow) {
        const double s = view.scale;
        const QPointF tip = mapped.to - QPointF((card::kPort + 1.5) * s, 0);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        const std::array triangle = {tip, tip + QPointF(-kArrow * s, -kArrow * 0.56 * s), tip + QPointF(-kArrow * s, kArrow * 0.56 * s)};
        painter.drawConvexPolygon(triangle.data(), static_cast<int>(triangle.size()));
        painter.setBrush(Qt::NoBrush);
    }
}

void ScenePainter::paintPort(QPainter &painter, const View &view, QPointF pos, ui::Role fill, double grow)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(m_theme.color(ui::Role::Node), 1.5 * view.scale));
    painter.setBrush(m_theme.color(fill));
    const double r = (card::kPort + grow) * view.scale;
    painter.drawEllipse(view.map(pos), r, r);
}

void ScenePainter::paintFrame(QPainter &painter, const View &view, const SceneFrame &frame, bool selected)
{
    const QRectF box = view.map(frame.rect);
    const double radius = 12 * view.scale;
    QColor fill = m_theme.color(ui::Role::Frame);
    QColor line = m_theme.color(ui::Role::Border);
    QColor ink = m_theme.color(ui::Role::TextMuted);
    if (frame.hue != ui::Family::Other) {
        const auto &tint = m_theme.tint(frame.hue);
        fill = tint.color;
        fill.setAlpha(m_theme.isDark() ? 26 : 16);
        line = tint.color;
        line.setAlpha(m_theme.look().contrast == ui::Contrast::High ? 255 : 90);
        ink = tint.color;
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(selected ? QPen(m_theme.color(ui::Role::NodeSelected), 2 * view.pixelRatio) : QPen(line, view.pixelRatio));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, radius, radius);
    // The title stays legible from afar: it shrinks later than the rest.
    const double scale = view.pixelRatio * std::clamp(view.zoom(), std::min(1.0, std::max(view.zoom(), 0.75)), 3.0);
    const QFont strong = font(ui::TextStyle::Strong, scale);
    const QFontMetricsF metrics(strong);
    if (!frame.title.isEmpty() && box.height() > metrics.height() * 1.6) {
        const double pad = 14 * scale;
        const QRectF line1(box.left() + pad, box.top() + 9 * scale, box.width() - 2 * pad, metrics.height());
        painter.setFont(strong);
        painter.setPen(ink);
        painter.drawText(line1, static_cast<int>(m_rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, metrics.elidedText(frame.title, Qt::ElideRight, line1.width()));
    }
}

void ScenePainter::paintNote(QPainter &painter, const View &view, const SceneNote &note, bool selected, bool withText)
{
    const QRectF box = view.map(note.rect);
    const double radius = 6 * view.scale;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(ui::Role::Shadow));
    painter.drawRoundedRect(box.translated(0, 1.5 * view.scale), radius, radius);
    painter.setBrush(m_theme.color(ui::Role::Note));
    painter.setPen(selected ? QPen(m_theme.color(ui::Role::NodeSelected), 2 * view.pixelRatio) : QPen(m_theme.mixed(ui::Role::Note, ui::Role::Text, m_theme.look().contrast == ui::Contrast::High ? 1 : 0.14), view.pixelRatio));
    painter.drawRoundedRect(box, radius, radius);
    if (!withText || view.zoom() < 0.25 || note.text.isEmpty()) {
        return;
    }
    ui::QuietDocument text;
    text.setDefaultFont(font(ui::TextStyle::Body, 1));
    text.setDocumentMargin(0);
    text.setDefaultStyleSheet(QStringLiteral("a { color: %1 }").arg(m_theme.color(ui::Role::Link).name()));
    text.setIndentWidth(18);
    text.readMarkdown(note.text);
    text.setTextWidth(note.rect.width() - 24);
    painter.save();
    painter.setClipRect(box.adjusted(2, 2, -2, -2), Qt::IntersectClip);
    painter.translate(box.topLeft() + QPointF(12, 10) * view.scale);
    painter.scale(view.scale, view.scale);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, m_theme.color(ui::Role::Text));
    text.documentLayout()->draw(&painter, context);
    painter.restore();
}

} // namespace signalbox::canvas
