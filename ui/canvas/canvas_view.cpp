// SPDX-License-Identifier: GPL-3.0-or-later
// The view itself: what it shows, where, and how it follows the document.
#include "ui/canvas/canvas_view.h"

#include "flow/layered_layout.h"
#include "ui/canvas/accessible_p.h"
#include "ui/canvas/layout_job.h"
#include "ui/canvas/node_palette.h"

#include <QEvent>
#include <QPaintEvent>

#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kMostZoom = 4;
constexpr double kLeastZoom = 0.02;
constexpr double kFitMargin = 48;
constexpr double kLegible = 0.65;
constexpr std::size_t kLayoutAtOnce = 1500;
constexpr int kRefineAfter = 70;
constexpr double kFarAway = 1e6;  ///< pixels
constexpr double kEdgeReach = 12; ///< pixels beside an edge that its line may take, however small the scale
constexpr double kEdgeStep = 40;  ///< pixels
constexpr double kRefineMilliseconds = 8;

} // namespace

CanvasView::CanvasView(const ui::Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme), m_painter(theme), m_layoutJob(std::make_unique<LayoutJob>())
{
    installAccessibility();
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Flow canvas"));
    setAccessibleDescription(tr("Arrow keys follow the edges, Page Down goes through the edges of a node, Shift+Page Down through frames and notes. Ctrl+J connects. Type to add a node."));
    m_painter.setRightToLeft(layoutDirection() == Qt::RightToLeft);
    m_refine.setSingleShot(true);
    connect(&m_refine, &QTimer::timeout, this, [this] {
        const QRect changed = m_backing.refine(painterOfBacking(), kRefineMilliseconds);
        if (!changed.isEmpty()) {
            update();
        }
        if (!m_backing.isSharp()) {
            m_refine.start(0);
        }
    });
    connect(&m_glide, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        const double t = value.toDouble();
        // Scales are seen as ratios, so they move evenly as logarithms.
        const double zoom = m_glideFromZoom * std::pow(m_glideToZoom / m_glideFromZoom, t);
        const double share = m_glideToZoom == m_glideFromZoom ? t : (zoom - m_glideFromZoom) / (m_glideToZoom - m_glideFromZoom);
        const QPointF offset = m_glideFrom + (m_glideTo - m_glideFrom) * share;
        stand(zoom, offset);
    });
    connect(&m_turn, &QTimer::timeout, this, [this] {
        if (!isVisible() || m_zoom < 0.3) {
            return;
        }
        const QRectF area = visibleScene();
        for (const auto node : m_running) {
            if (node < m_scene.nodes().size() && area.intersects(m_scene.rect(node))) {
                updateScene(runningBadge(node), 1);
            }
        }
    });
    connect(&m_theme, &ui::Theme::changed, this, &CanvasView::themeChanged);
    connect(m_layoutJob.get(), &LayoutJob::finished, this, &CanvasView::takeLayout);
}

CanvasView::~CanvasView() = default;

void CanvasView::setEditor(FlowEditor *editor)
{
    if (m_editor) {
        disconnect(m_editor, nullptr, this, nullptr);
    }
    finishTextEdit(false);
    cancelGesture();
    closePalette();
    m_editor = editor;
    m_selection = {};
    m_current = Scene::kNone;
    m_run = {};
    if (editor) {
        connect(editor, &FlowEditor::changed, this, &CanvasView::onChanged);
        connect(editor, &FlowEditor::catalogueChanged, this, [this] {
            closePalette(); // it lists types of the one before
            reload();
        });
        connect(editor, &FlowEditor::scopeAboutToChange, this, &CanvasView::commitText);
        connect(editor, &FlowEditor::scopeChanged, this, [this] {
            finishTextEdit(false); // the graph that it is of is gone
            closePalette();
            m_selection = {};
            m_current = Scene::kNone;
            reload();
            showBeginning();
        });
    }
    reload();
    // A new flow is shown whole, at once; before the widget has its size there is nothing to fit into.
    m_fitWhenShown = true;
    if (m_everShown) {
        m_fitWhenShown = false;
        showBeginning();
    }
}

// What a gesture holds is held by number, and numbers mean other things when the flow is read again.
void CanvasView::releaseHolds()
{
    if (m_mode != Mode::Pan) {
        cancelGesture();
    } else if (m_wire.active) {
        cancelWire();
    }
    if (!m_isNudging) {
        m_nudged.reset();
    }
    m_dropEdge = Scene::kNone; // of a drag that comes from elsewhere, which is no gesture of the canvas
    if (m_paletteWire || m_paletteEdge != Scene::kNone) {
        closePalette();
    }
}

void CanvasView::closePalette()
{
    m_paletteWire.reset();
    m_paletteEdge = Scene::kNone;
    if (m_palette) {
        m_palette->hide();
    }
}

void CanvasView::reload()
{
    finishTextEdit(true);
    releaseHolds();
    const auto before = m_editor ? pickedOf(m_selection) : Picked();
    const auto edges = keptEdges();
    const auto current = m_current < m_scene.nodes().size() ? m_scene.nodes()[m_current].id : std::string();
    static const json::Value nothing = json::Object{};
    static const Catalogue none;
    // Their numbers of nodes mean others now.
    m_layoutJob->cancel();
    m_layoutMotion.stop();
    m_scene.load(m_editor ? m_editor->graph() : nothing, m_editor ? m_editor->catalogue() : none);
    placeUnplaced();
    m_painter.reset();
    m_painter.bindRun(m_scene, m_run);
    bindChanges();
    followRunning();
    m_problemOf.clear();
    m_edgeProblemOf.clear();
    m_found.clear();
    m_findTexts.clear();
    m_hover = {};
    m_hoverPort.reset();
    restoreSelection(before, edges, current);
    setProblems(std::move(m_problems), std::move(m_edgeProblems));
    invalidateAll();
    Q_EMIT sceneChanged();
}

void CanvasView::placeUnplaced()
{
    if (m_scene.unplacedCount() == 0) {
        return;
    }
    // All where nothing is placed; else the rest below what is.
    flow::LayoutGraph graph;
    std::vector<std::uint32_t> loose;
    std::vector<std::uint32_t> number(m_scene.nodes().size(), Scene::kNone);
    for (std::uint32_t i = 0; i < m_scene.nodes().size(); ++i) {
        if (m_scene.nodes()[i].unplaced) {
            number[i] = static_cast<std::uint32_t>(loose.size());
            loose.push_back(i);
            graph.sizes.push_back(m_scene.rect(i).size());
        }
    }
    QRectF placed;
    for (std::uint32_t i = 0; i < m_scene.nodes().size(); ++i) {
        if (!m_scene.nodes()[i].unplaced) {
            placed = placed.united(m_scene.rect(i));
        }
    }
    const QPointF origin = placed.isEmpty() ? QPointF() : QPointF(placed.left(), placed.bottom() + 4 * card::kGrid);
    for (const auto &edge : m_scene.edges()) {
        if (number[edge.from] != Scene::kNone && number[edge.to] != Scene::kNone) {
            graph.edges.push_back({number[edge.from], number[edge.to], (m_scene.portPos(m_scene.fromPort(edge)) - m_scene.nodes()[edge.from].pos).y(),
                                   (m_scene.portPos(m_scene.toPort(edge)) - m_scene.nodes()[edge.to].pos).y()});
        }
    }
    std::vector<QPointF> places(loose.size());
    const bool large = loose.size() > kLayoutAtOnce;
    if (large) {
        // Rows for now; the layered places come from another thread.
        const auto columns = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(loose.size()))));
        for (std::size_t i = 0; i < loose.size(); ++i) {
            places[i] = QPointF(static_cast<double>(i % columns) * 320, static_cast<double>(i / columns) * 96);
        }
    } else if (const auto layered = flow::layeredLayout(graph)) {
        places = *layered;
    }
    std::vector<Placement> implied;
    for (std::size_t i = 0; i < loose.size(); ++i) {
        m_scene.setPosition(loose[i], origin + places[i]);
        implied.push_back({m_scene.nodes()[loose[i]].id, origin + places[i]});
    }
    m_editor->setImpliedPlaces(std::move(implied));
    if (large) {
        m_layoutJob->start({std::move(graph), std::move(loose), {}, {}, origin, LayoutRequest::Purpose::Implied});
    }
}

void CanvasView::onChanged(const ChangeSet &change)
{
    finishTextEdit(true);
    releaseHolds();
    m_findTexts.clear();
    if (change.structure) {
        reload();
        return;
    }
    if (!change.moved.empty()) {
        m_layoutJob->cancel();
    }
    bool whole = false;
    std::set<std::string> seen;
    for (const auto &id : change.edited) {
        const auto node = m_scene.find(id);
        if (!seen.insert(id).second) {
            continue;
        }
        if (node == Scene::kNone || !m_scene.reload(node, m_editor->graph())) {
            whole = true;
            break;
        }
        invalidateScene(m_scene.rect(node));
    }
    const auto *layout = json::find(m_editor->graph(), "layout");
    const auto *places = layout ? json::find(*layout, "nodes") : nullptr;
    for (const auto &id : change.moved) {
        const auto node = m_scene.find(id);
        const auto *place = places ? json::find(*places, id) : nullptr;
        const auto *pair = place ? place->if_array() : nullptr;
        if (whole || node == Scene::kNone || !pair || pair->size() < 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) {
            whole = true;
            break;
        }
        const auto touch = [&] {
            invalidateScene(m_scene.rect(node));
            for (const auto edge : m_scene.edgesOf(node)) {
                invalidateScene(m_scene.edgeBounds(edge));
            }
        };
        touch();
        m_scene.setPosition(node, {(*pair)[0].to_number<double>(), (*pair)[1].to_number<double>()});
        touch();
    }
    if (whole) {
        reload();
        return;
    }
    Q_EMIT sceneChanged();
}

// A window can come to a screen of another scale: the offset is in pixels of the device, and so is what is painted.
void CanvasView::followPixelRatio()
{
    const double ratio = devicePixelRatioF();
    if (ratio == m_ratio) {
        return;
    }
    if (m_ratio > 0) {
        const double factor = ratio / m_ratio;
        const auto scaled = [factor](QPointF offset) { return QPointF(std::round(offset.x() * factor), std::round(offset.y() * factor)); };
        m_offset = scaled(m_offset);
        m_glideFrom = scaled(m_glideFrom);
        m_glideTo = scaled(m_glideTo);
        m_panRest = {};
        m_painter.reset();
        invalidateAll();
        Q_EMIT viewChanged();
    }
    m_ratio = ratio;
}

void CanvasView::themeChanged()
{
    m_painter.reset();
    invalidateAll();
}

// --- the view -----------------------------------------------------------------------------------------------

View CanvasView::view() const
{
    const double ratio = devicePixelRatioF();
    return {m_zoom * ratio, ratio, m_offset};
}

QRect CanvasView::planeVisible() const
{
    const double ratio = devicePixelRatioF();
    return {QPoint(-static_cast<int>(m_offset.x()), -static_cast<int>(m_offset.y())), QSize(static_cast<int>(std::ceil(width() * ratio)), static_cast<int>(std::ceil(height() * ratio)))};
}

QRect CanvasView::planeRect(const QRectF &scene) const
{
    const double scale = m_zoom * devicePixelRatioF();
    // Far places are cut off before they overflow.
    const QRectF limit = QRectF(planeVisible()).adjusted(-kFarAway, -kFarAway, kFarAway, kFarAway);
    return (QRectF(scene.topLeft() * scale, scene.size() * scale) & limit).toAlignedRect();
}

QPointF CanvasView::toScene(QPointF position) const
{
    return view().unmap(position * devicePixelRatioF());
}

QPointF CanvasView::fromScene(QPointF scene) const
{
    return view().map(scene) / devicePixelRatioF();
}

QRectF CanvasView::visibleScene() const
{
    return QRectF(toScene(QPointF(0, 0)), toScene(QPointF(width(), height())));
}

Backing::Paint CanvasView::painterOfBacking()
{
    return [this](QPainter &painter, QPoint corner, const QRect &plane, double scale) {
        View v = view();
        v.scale *= scale;
        v.shift = -QPointF(corner);
        m_painter.paint(painter, m_scene, v, plane.translated(-corner), m_marks);
    };
}

void CanvasView::ensureBacking(Backing::Effort effort)
{
    m_touched = 0; // what changed until now is painted here
    m_backing.setVisible(planeVisible(), m_theme.color(ui::Role::Canvas));
    if (!m_backing.ensure(painterOfBacking(), effort) && !m_refine.isActive()) {
        m_refine.start(kRefineAfter);
    }
}

void CanvasView::invalidateAll()
{
    m_backing.invalidate();
    update();
}

void CanvasView::invalidateScene(const QRectF &scene)
{
    constexpr double o = card::kOverhang;
    const QRectF grown = scene.adjusted(-o, -o, o, o);
    m_backing.invalidate(planeRect(grown));
    updateScene(grown, 1);
}

QRect CanvasView::toWindow(const QRectF &scene, double extra) const
{
    const QRectF shown(fromScene(scene.topLeft()), fromScene(scene.bottomRight()));
    const QRectF clipped = shown.adjusted(-extra, -extra, extra, extra) & QRectF(rect());
    return clipped.isEmpty() ? QRect() : clipped.toAlignedRect();
}

void CanvasView::updateScene(const QRectF &scene, double extra)
{
    if (const QRect shown = toWindow(scene, extra); !shown.isEmpty()) {
        update(shown);
    }
}

// Step by step: the box around a long edge may be all that there is.
QRegion CanvasView::regionOf(const std::vector<Curve> &curves) const
{
    QRegion region;
    // Ports, arrows and marks are up to eleven units wide, counts in the middle up to sixty.
    const double reach = std::max(kEdgeReach, 5.5 * m_zoom + 2);
    const QRectF reached = QRectF(rect()).adjusted(-reach, -reach, reach, reach);
    std::vector<QPointF> points;
    for (const auto &curve : curves) {
        flatten(curve, piecesFor(curve, m_zoom), points);
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const QLineF line(fromScene(points[i]), fromScene(points[i + 1]));
            const auto seen = flow::stretchWithin(line.p1(), line.p2(), reached);
            if (!seen) {
                continue;
            }
            // A level or upright line fills its box; the more it slants, the less.
            const double slant = std::min(std::abs(line.dx()), std::abs(line.dy())) * (seen->leave - seen->enter);
            const int steps = static_cast<int>(slant / kEdgeStep) + 1;
            for (int step = 0; step < steps; ++step) {
                const auto at = [&](int number) { return line.pointAt(seen->enter + (seen->leave - seen->enter) * number / steps); };
                region += QRectF(at(step), at(step + 1)).normalized().adjusted(-reach, -reach, reach, reach).toAlignedRect();
            }
        }
    }
    if (!curves.empty()) {
        const QPointF middle = curves[curves.size() / 2].at(curves.size() % 2 == 0 ? 0 : 0.5);
        region += toWindow(QRectF(middle - QPointF(30, 12), QSizeF(60, 24)), 2);
    }
    return region & rect();
}

void CanvasView::updateEdge(std::uint32_t edge)
{
    if (const auto region = regionOf(m_scene.curves(edge)); !region.isEmpty()) {
        update(region);
    }
}

void CanvasView::pan(QPoint by)
{
    if (by.isNull()) {
        return;
    }
    m_glide.stop();
    const double ratio = devicePixelRatioF();
    const QPointF before = m_offset;
    // At fractional scales what is cut off is made good by the next step.
    const QPointF wanted = QPointF(by) * ratio + m_panRest;
    const QPointF step(std::round(wanted.x()), std::round(wanted.y()));
    m_panRest = wanted - step;
    m_offset += step;
    const QPointF moved = (m_offset - before) / ratio;
    // Copying works where the step is whole in both kinds of pixels, and nothing stands fixed above the plane.
    const bool whole = moved == QPointF(by) && m_mode != Mode::Box && m_mode != Mode::Lasso && !m_textEdit;
    if (whole && isVisible()) {
        m_backing.setVisible(planeVisible(), m_theme.color(ui::Role::Canvas));
        scroll(by.x(), by.y());
    } else {
        update();
    }
    Q_EMIT viewChanged();
}

double CanvasView::leastZoom() const
{
    const QRectF all = m_scene.bounds();
    if (all.isEmpty()) {
        return 0.1;
    }
    const double fit = std::min((width() - 2 * kFitMargin) / all.width(), (height() - 2 * kFitMargin) / all.height());
    return std::clamp(fit * 0.7, kLeastZoom / 4, 0.2);
}

void CanvasView::setZoom(double zoom, QPointF anchor)
{
    zoom = std::clamp(zoom, leastZoom(), kMostZoom);
    if (zoom == m_zoom) {
        return;
    }
    finishTextEdit(true);
    const double ratio = devicePixelRatioF();
    const QPointF pixel = anchor * ratio;
    const double factor = zoom / m_zoom;
    const QPointF offset = pixel - (pixel - m_offset) * factor;
    m_zoom = zoom;
    m_offset = QPointF(std::round(offset.x()), std::round(offset.y()));
    m_backing.zoom(factor, planeVisible());
    m_refine.start(kRefineAfter);
    update();
    Q_EMIT viewChanged();
}

void CanvasView::zoomStep(double factor, QPointF anchor)
{
    // A step that comes while another one moves goes on from where that one leads.
    const double from = m_glide.state() == QAbstractAnimation::Running ? m_glideToZoom : m_zoom;
    const double zoom = std::clamp(from * factor, leastZoom(), kMostZoom);
    const double ratio = devicePixelRatioF();
    const QPointF pixel = anchor * ratio;
    glideTo(zoom, pixel - (pixel - m_offset) * (zoom / m_zoom));
}

// Here and at that scale, what is painted already being stretched until it is painted sharply.
void CanvasView::stand(double zoom, QPointF offset)
{
    const double factor = zoom / m_zoom;
    m_zoom = zoom;
    m_offset = QPointF(std::round(offset.x()), std::round(offset.y()));
    if (factor != 1) {
        m_backing.zoom(factor, planeVisible());
        m_refine.start(kRefineAfter);
    }
    update();
    Q_EMIT viewChanged();
}

void CanvasView::glideTo(double zoom, QPointF offset)
{
    finishTextEdit(true);
    const auto time = m_theme.duration(ui::motion::kQuick);
    m_glide.stop();
    m_glideFromZoom = m_zoom;
    m_glideToZoom = zoom;
    m_glideFrom = m_offset;
    m_glideTo = offset;
    if (time.count() == 0 || !isVisible()) {
        stand(zoom, offset);
        return;
    }
    m_glide.setStartValue(0.0);
    m_glide.setEndValue(1.0);
    m_glide.setEasingCurve(QEasingCurve::OutCubic);
    m_glide.setDuration(static_cast<int>(time.count()));
    m_glide.start();
}

void CanvasView::centerOn(QPointF scene)
{
    const double ratio = devicePixelRatioF();
    glideTo(m_zoom, QPointF(width(), height()) * ratio / 2 - scene * m_zoom * ratio);
}

void CanvasView::showArea(const QRectF &scene, double most, Motion motion)
{
    if (width() <= 0 || height() <= 0) {
        return;
    }
    const QRectF area = scene.isEmpty() ? QRectF(scene.center() - QPointF(200, 150), QSizeF(400, 300)) : scene;
    const double margin = std::min({kFitMargin, width() * 0.1, height() * 0.1});
    const double zoom = std::clamp(std::min((width() - 2 * margin) / area.width(), (height() - 2 * margin) / area.height()), kLeastZoom / 4, most);
    const double ratio = devicePixelRatioF();
    const QPointF offset = QPointF(width(), height()) * ratio / 2 - area.center() * zoom * ratio;
    if (motion == Motion::Glide) {
        glideTo(zoom, offset);
        return;
    }
    m_glide.stop();
    m_zoom = zoom;
    m_offset = QPointF(std::round(offset.x()), std::round(offset.y()));
    invalidateAll();
    Q_EMIT viewChanged();
}

void CanvasView::showBeginning()
{
    const QRectF all = m_scene.bounds();
    const double fit = all.isEmpty() ? 1 : std::min((width() - 2 * kFitMargin) / all.width(), (height() - 2 * kFitMargin) / all.height());
    if (fit >= kLegible || m_scene.nodes().size() > kLayoutAtOnce) {
        showArea(all, 1, Motion::Jump);
        return;
    }
    // The leftmost node stands at the left, in the middle of the height.
    QPointF first = all.center();
    double least = 1e300;
    for (const auto &node : m_scene.nodes()) {
        if (node.pos.x() < least) {
            least = node.pos.x();
            first = node.pos;
        }
    }
    const double ratio = devicePixelRatioF();
    const double high = std::min(all.height(), (height() - 2 * kFitMargin) / kLegible);
    const double middle = std::clamp(first.y() + card::kHeader / 2, all.top() + high / 2, all.bottom() - high / 2);
    m_glide.stop();
    m_zoom = kLegible;
    m_offset = QPointF(std::round((kFitMargin - all.left() * m_zoom) * ratio), std::round((height() / 2.0 - middle * m_zoom) * ratio));
    invalidateAll();
    Q_EMIT viewChanged();
}

void CanvasView::finishMotion()
{
    if (m_glide.state() == QAbstractAnimation::Running) {
        m_glide.setCurrentTime(m_glide.totalDuration());
        m_glide.stop();
    }
    if (m_layoutMotion.state() == QAbstractAnimation::Running) {
        m_layoutMotion.setCurrentTime(m_layoutMotion.totalDuration());
    }
    ensureBacking(Backing::Effort::Whole);
    update();
}

void CanvasView::repaintAll()
{
    m_backing.invalidate();
    repaint();
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_everShown || m_fitWhenShown) {
        m_everShown = true;
        if (m_fitWhenShown) {
            m_fitWhenShown = false;
            showBeginning();
        }
    }
    Q_EMIT viewChanged();
}

void CanvasView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_backing.trim();
}

void CanvasView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        m_painter.setRightToLeft(layoutDirection() == Qt::RightToLeft);
        invalidateAll();
    } else if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Flow canvas"));
        setAccessibleDescription(tr("Arrow keys follow the edges, Page Down goes through the edges of a node, Shift+Page Down through frames and notes. Ctrl+J connects. Type to add a node."));
        m_painter.reset();
        invalidateAll();
    }
}

void CanvasView::paintOn(QPainter &painter, const QRectF &area, double scale, double pixelRatio, Medium medium) const
{
    m_painter.setVectors(medium == Medium::Vectors);
    View v;
    v.scale = scale;
    v.pixelRatio = pixelRatio;
    v.shift = -area.topLeft() * scale;
    m_painter.paint(painter, m_scene, v, QRectF(QPointF(0, 0), area.size() * scale).toAlignedRect(), {});
    m_painter.setVectors(false);
}

QImage CanvasView::picture(const QRectF &area, double scale, double pixelRatio) const
{
    QImage image((area.size() * scale).toSize().expandedTo(QSize(1, 1)), QImage::Format_RGB32);
    if (image.isNull()) {
        return image; // there is no memory for it
    }
    QPainter painter(&image);
    paintOn(painter, area, scale, pixelRatio);
    return image;
}

} // namespace signalbox::canvas
