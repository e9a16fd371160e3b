// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/minimap.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kPad = 10;
constexpr int kBehind = 120;

} // namespace

Minimap::Minimap(CanvasView &view, QWidget *parent) : QWidget(parent), m_view(view)
{
    setObjectName(QStringLiteral("minimap"));
    setAccessibleName(tr("Overview of the flow"));
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_NoSystemBackground);
    const auto stale = [this] {
        m_stale = true;
        update();
    };
    connect(&view, &CanvasView::sceneChanged, this, stale);
    // A run changes often; the overview follows a little behind.
    m_later.setSingleShot(true);
    m_later.setInterval(kBehind);
    connect(&m_later, &QTimer::timeout, this, stale);
    connect(&view, &CanvasView::runChanged, this, [this] {
        if (!m_later.isActive()) {
            m_later.start();
        }
    });
    connect(&view.theme(), &ui::Theme::changed, this, stale);
    connect(&view, &CanvasView::viewChanged, this, [this] { update(); });
}

QRectF Minimap::shownArea() const
{
    return m_view.visibleScene();
}

QPointF Minimap::toScene(QPointF position) const
{
    const QRectF inner = QRectF(rect()).adjusted(kPad, kPad, -kPad, -kPad);
    return m_area.center() + (position - inner.center()) / m_scale;
}

void Minimap::renderScene()
{
    m_stale = false;
    const auto &scene = m_view.scene();
    const auto &theme = m_view.theme();
    const double ratio = devicePixelRatioF();
    m_image = QImage((QSizeF(size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    m_area = scene.bounds();
    if (m_area.isEmpty()) {
        m_area = QRectF(-400, -250, 800, 500);
    }
    const QRectF inner = QRectF(rect()).adjusted(kPad, kPad, -kPad, -kPad);
    m_scale = std::min({inner.width() / m_area.width(), inner.height() / m_area.height(), 0.2});
    QPainter painter(&m_image);
    const double scale = m_scale * ratio;
    const QPointF shift = inner.center() * ratio - m_area.center() * scale;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (const auto &frame : scene.frames()) {
        QColor fill = frame.hue == ui::Family::Other ? theme.color(ui::Role::TextFaint) : theme.tint(frame.hue).color;
        fill.setAlpha(46);
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(frame.rect.topLeft() * scale + shift, frame.rect.size() * scale), 2, 2);
    }
    painter.setBrush(theme.color(ui::Role::Warning));
    for (const auto &note : scene.notes()) {
        QColor fill = theme.color(ui::Role::Warning);
        fill.setAlpha(70);
        painter.setBrush(fill);
        painter.drawRect(QRectF(note.rect.topLeft() * scale + shift, note.rect.size() * scale));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto &runs = m_view.run().nodes;
    for (std::uint32_t i = 0; i < scene.nodes().size(); ++i) {
        QColor color = theme.tint(scene.typeOf(i).family).color;
        if (!runs.empty()) {
            const auto run = runs.find(scene.nodes()[i].id);
            color = run == runs.end() || run->second.state == ui::State::Idle ? theme.color(ui::Role::TextFaint) : theme.state(run->second.state).color;
        }
        const QRectF box = scene.rect(i);
        painter.fillRect(QRectF(box.topLeft() * scale + shift, QSizeF(std::max(1.5, box.width() * scale), std::max(1.5, box.height() * scale))), color);
    }
}

void Minimap::paintEvent(QPaintEvent *)
{
    if (m_stale || m_image.size() != (QSizeF(size()) * devicePixelRatioF()).toSize()) {
        renderScene();
    }
    const auto &theme = m_view.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(ui::Role::Border), 1));
    painter.setBrush(theme.color(ui::Role::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), ui::radius::kL, ui::radius::kL);
    painter.drawImage(rect(), m_image);
    // What the canvas shows, cut to the map.
    const QRectF inner = QRectF(rect()).adjusted(4, 4, -4, -4);
    const QRectF shown = shownArea();
    const QPointF shift = QRectF(rect()).center() - m_area.center() * m_scale;
    const QRectF window = QRectF(shown.topLeft() * m_scale + shift, shown.size() * m_scale) & inner;
    if (!window.isEmpty() && window != inner) {
        QColor fill = theme.color(ui::Role::Accent);
        painter.setPen(QPen(fill, 1.5));
        fill.setAlpha(28);
        painter.setBrush(fill);
        painter.drawRoundedRect(window, 3, 3);
    }
}

void Minimap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        if (m_stale) {
            renderScene(); // it may not have been painted yet
        }
        m_view.centerOn(toScene(event->position()));
    }
}

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton) {
        m_view.pan((m_view.fromScene(m_view.visibleScene().center()) - m_view.fromScene(toScene(event->position()))).toPoint());
    }
}

void Minimap::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / 120.0;
    m_view.setZoom(m_view.zoom() * std::pow(1.2, notches), QPointF(m_view.width() / 2.0, m_view.height() / 2.0));
    event->accept();
}

} // namespace signalbox::canvas
