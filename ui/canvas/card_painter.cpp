// SPDX-License-Identifier: GPL-3.0-or-later
// Cards: everything of them that repeats is a sprite, the rest is text.
#include "ui/canvas/scene_painter.h"

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kLegible = 7; ///< pixels
constexpr qsizetype kMostBytes = 48 << 20; ///< of the sprites of a scale
constexpr double kVectorRatio = 4; ///< icons are pixels even among vectors
constexpr double kBadge = 18;
constexpr double kWhatItTook = 2 * card::kWidth; ///< it may stand out beside the card
constexpr double kTextLeft = card::kPad + card::kIcon + 12;

Qt::PenStyle penStyle(ui::Stroke stroke)
{
    return stroke == ui::Stroke::Dashed ? Qt::DashLine : stroke == ui::Stroke::Dotted ? Qt::DotLine : Qt::SolidLine;
}

// States that a card's border tells, beside its badge.
bool emphasises(ui::State state)
{
    return state == ui::State::Running || state == ui::State::Waiting || state == ui::State::Failed || state == ui::State::InDoubt;
}

} // namespace

double ScenePainter::badgeSide(double zoom, std::size_t nodes)
{
    return detailAt(zoom, nodes) == Detail::Full ? kBadge : kBadge * 1.5;
}

// Where letters stay letters, and else as they were shaped.
void ScenePainter::paintLine(QPainter &painter, QPointF at, const CardTexts::Line &line, ui::TextStyle style, double scale)
{
    const QPointF base(std::round(at.x()), std::round(at.y()));
    if (!m_seen.isEmpty() && !QRectF(base.x() - line.ascent, base.y() - 1.5 * line.ascent, line.width + 2 * line.ascent, 2.5 * line.ascent).intersects(m_seen)) {
        return;
    }
    if (m_vectors) {
        painter.setFont(font(style, scale));
        painter.drawText(base, line.text);
    } else {
        CardTexts::draw(painter, base, line);
    }
}

const QImage &ScenePainter::badgeSprite(ui::State state, int side)
{
    const quint64 key = (static_cast<quint64>(side) << 8) | static_cast<quint64>(state);
    if (const auto found = m_badges.constFind(key); found != m_badges.cend()) {
        return *found;
    }
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBadge(painter, state, side);
    painter.end();
    return *m_badges.insert(key, image);
}

void ScenePainter::paintBadge(QPainter &painter, ui::State state, int side) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(ui::Role::Node));
    painter.drawEllipse(QRectF(0, 0, side, side));
    const double inset = side * 0.1;
    m_theme.paintState(painter, QRectF(0, 0, side, side).adjusted(inset, inset, -inset, -inset), state);
}

const QImage &ScenePainter::Sprites::keep(QHash<quint64, QImage> &sprites, quint64 key, const QImage &image)
{
    bytes += image.sizeInBytes();
    return *sprites.insert(key, image);
}

void ScenePainter::Sprites::clear()
{
    cards.clear();
    bodies.clear();
    grounds.clear();
    bytes = 0;
}

const QImage &ScenePainter::cardSprite(const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected)
{
    const auto &entry = scene.nodes()[node];
    const quint64 key = (static_cast<quint64>(entry.type) << 32) | (static_cast<quint64>(entry.ports & 0xffffff) << 8) | (static_cast<quint64>(state) << 2)
        | (static_cast<quint64>(selected) << 1) | static_cast<quint64>(entry.disabled);
    auto &sprites = m_sprites.front();
    if (const auto found = sprites.cards.constFind(key); found != sprites.cards.cend()) {
        return *found;
    }
    if (sprites.bytes > kMostBytes) {
        sprites.clear();
    }
    QImage image = bodySprite(scene, view, node, state, selected);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFace(painter, scene, view, node, state);
    painter.end();
    return sprites.keep(sprites.cards, key, image);
}

// Types differ in what stands on their cards; what takes the longest to paint, the card itself, most of them share.
QImage ScenePainter::bodySprite(const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected)
{
    const quint64 key = (static_cast<quint64>(std::lround(scene.portsOf(node).height * 16)) << 8) | (static_cast<quint64>(state) << 2) | (static_cast<quint64>(selected) << 1) | static_cast<quint64>(scene.nodes()[node].disabled);
    auto &sprites = m_sprites.front();
    if (const auto found = sprites.bodies.constFind(key); found != sprites.bodies.cend()) {
        return *found;
    }
    QImage image = groundSprite(scene, view, node, selected);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBody(painter, scene, view, node, state, selected);
    painter.end();
    return sprites.keep(sprites.bodies, key, image);
}

// What the states of a card share.
QImage ScenePainter::groundSprite(const Scene &scene, const View &view, std::uint32_t node, bool selected)
{
    const double height = scene.portsOf(node).height;
    const quint64 key = (static_cast<quint64>(std::lround(height * 16)) << 2) | (static_cast<quint64>(selected) << 1) | static_cast<quint64>(scene.nodes()[node].disabled);
    auto &sprites = m_sprites.front();
    if (const auto found = sprites.grounds.constFind(key); found != sprites.grounds.cend()) {
        return *found;
    }
    const double o = card::kOverhang;
    QImage image(static_cast<int>(std::ceil((card::kWidth + 2 * o) * view.scale)) + 1, static_cast<int>(std::ceil((height + 2 * o) * view.scale)) + 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter, scene, view, node, selected);
    painter.end();
    return sprites.keep(sprites.grounds, key, image);
}

// With its overhang, from the painter's origin.
void ScenePainter::paintCard(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected)
{
    paintGround(painter, scene, view, node, selected);
    paintBody(painter, scene, view, node, state, selected);
    paintFace(painter, scene, view, node, state);
}

QRectF ScenePainter::bodyBox(const Scene &scene, const View &view, std::uint32_t node)
{
    const double shift = std::round(card::kOverhang * view.scale);
    return {shift, shift, std::round(card::kWidth * view.scale), std::round(scene.portsOf(node).height * view.scale)};
}

void ScenePainter::paintGround(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, bool selected)
{
    const double s = view.scale;
    const QRectF body = bodyBox(scene, view, node);
    const double radius = ui::radius::kL * 1.25 * s;
    painter.setPen(Qt::NoPen);
    // A shadow of a few soft steps.
    QColor shadow = m_theme.color(ui::Role::Shadow);
    if (shadow.alpha() > 0 && !scene.nodes()[node].disabled) {
        shadow.setAlphaF(shadow.alphaF() / 4);
        painter.setBrush(shadow);
        for (const double spread : {3.0, 2.0, 1.0, 0.0}) {
            painter.drawRoundedRect(body.adjusted(-spread * s, (1.5 - spread) * s, spread * s, (1.5 + spread) * s), radius + spread * s, radius + spread * s);
        }
    }
    if (selected) {
        QColor halo = m_theme.color(ui::Role::NodeSelected);
        halo.setAlpha(46);
        painter.setBrush(halo);
        painter.drawRoundedRect(body.adjusted(-4 * s, -4 * s, 4 * s, 4 * s), radius + 4 * s, radius + 4 * s);
    }
}

void ScenePainter::paintBody(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected)
{
    const auto &entry = scene.nodes()[node];
    const double hair = std::max(1.0, std::round(view.pixelRatio));
    const QRectF body = bodyBox(scene, view, node);
    const double radius = ui::radius::kL * 1.25 * view.scale;
    const bool dimmed = entry.disabled || state == ui::State::Skipped || state == ui::State::Cancelled;
    QPen border(m_theme.color(ui::Role::NodeBorder), hair);
    if (selected) {
        border = QPen(m_theme.color(ui::Role::NodeSelected), 2 * hair);
    } else if (state == ui::State::Skipped || state == ui::State::Cancelled) {
        border = QPen(m_theme.color(ui::Role::TextFaint), hair, penStyle(m_theme.state(state).stroke));
    } else if (emphasises(state)) {
        const auto &form = m_theme.state(state);
        border = QPen(form.color, std::max(hair, std::round(1.5 * view.pixelRatio * std::min(1.0, view.zoom()))), penStyle(form.stroke));
    } else if (entry.disabled) {
        border.setStyle(Qt::DashLine);
    }
    const double half = border.widthF() / 2;
    painter.setPen(border);
    painter.setBrush(m_theme.color(dimmed ? ui::Role::NodeDisabled : ui::Role::Node));
    painter.drawRoundedRect(body.adjusted(half, half, -half, -half), radius - half, radius - half);
}

void ScenePainter::paintFace(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, ui::State state)
{
    const double s = view.scale;
    const auto &entry = scene.nodes()[node];
    const auto &ports = scene.portsOf(node);
    const auto &look = scene.typeOf(node);
    const auto &tint = m_theme.tint(look.family);
    const double shift = std::round(card::kOverhang * s);
    const double hair = std::max(1.0, std::round(view.pixelRatio));
    const QRectF body = bodyBox(scene, view, node);
    const bool dimmed = entry.disabled || state == ui::State::Skipped || state == ui::State::Cancelled;
    // The icon on the tint of its family.
    const bool full = detailAt(view.zoom(), scene.nodes().size()) == Detail::Full;
    // Where no title can be read the icon stands for it.
    const bool bare = !full && CardTexts::kLargeTitle * s < kLegible * view.pixelRatio;
    const double tile = (bare ? card::kIcon * 1.2 : card::kIcon) * s;
    const double iconLeft = m_rightToLeft ? body.right() - card::kPad * s - tile : body.left() + card::kPad * s;
    QRectF square(std::round(iconLeft), std::round(body.top() + ((full ? card::kHeader : ports.height) - card::kIcon) / 2 * s), std::round(tile), std::round(tile));
    if (bare) {
        square.moveCenter(QPointF(std::round(body.center().x()), std::round(body.center().y())));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(dimmed ? m_theme.color(ui::Role::Hover) : tint.soft);
    painter.drawRoundedRect(square, 9 * s, 9 * s);
    const int icon = static_cast<int>(std::lround((bare ? 34 : 20) * s));
    const QPixmap picture = m_theme.pixmap(m_theme.hasIcon(look.icon) ? look.icon : QStringLiteral("node-other"), icon, m_vectors ? kVectorRatio : 1, dimmed ? m_theme.color(ui::Role::TextFaint) : tint.color);
    painter.drawPixmap(QPointF(std::round(square.center().x() - icon / 2.0), std::round(square.center().y() - icon / 2.0)), picture);

    if ((ports.inRows || ports.outRows) && full) {
        const double y = std::round(body.top() + (card::kHeader - 4) * s) + hair / 2;
        painter.setPen(QPen(m_theme.color(ui::Role::Divider), hair));
        painter.drawLine(QPointF(body.left() + card::kPad * s, y), QPointF(body.right() - card::kPad * s, y));
    }
    if (full) {
        const auto dot = [&](Side side, std::size_t index, bool error) {
            const PortRef port{node, side, static_cast<std::uint16_t>(index)};
            const QPointF at = (scene.portPos(port) - entry.pos) * s + QPointF(shift, shift);
            painter.setPen(QPen(m_theme.color(error ? ui::Role::EdgeError : ui::Role::Port), 1.5 * s));
            painter.setBrush(m_theme.color(ui::Role::Node));
            painter.drawEllipse(at, (card::kPort - 0.75) * s, (card::kPort - 0.75) * s);
        };
        for (std::size_t i = 0; i < ports.in.size(); ++i) {
            dot(Side::In, i, false);
        }
        for (std::size_t i = 0; i < ports.out.size(); ++i) {
            dot(Side::Out, i, static_cast<int>(i) == ports.errorPort);
        }
    }
}

void ScenePainter::paintNode(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, bool selected, QPointF offset)
{
    const auto &entry = scene.nodes()[node];
    const auto state = node < m_runs.size() ? m_runs[node].state : ui::State::Idle;
    const View fine = forSprites(painter, view);
    const double dense = fine.scale / view.scale;
    const QPointF mapped = view.map(entry.pos + offset) * dense;
    const QPointF corner = QPointF(std::round(mapped.x()), std::round(mapped.y())) / dense;
    const auto detail = detailAt(view.zoom(), scene.nodes().size());
    if (detail == Detail::Blocks) {
        const auto &tint = m_theme.tint(scene.typeOf(node).family);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(Qt::NoPen);
        painter.fillRect(QRectF(corner, QSizeF(card::kWidth, scene.portsOf(node).height) * view.scale), selected ? m_theme.color(ui::Role::NodeSelected) : tint.color);
        return;
    }
    const double shift = std::round(card::kOverhang * fine.scale) / dense;
    const auto drawnAt = [&painter](QPointF at, const auto &draw) {
        painter.save();
        painter.translate(at);
        draw();
        painter.restore();
    };
    if (m_vectors) {
        drawnAt(corner - QPointF(shift, shift), [&] { paintCard(painter, scene, view, node, state, selected); });
    } else {
        drawSprite(painter, corner - QPointF(shift, shift), cardSprite(scene, fine, node, state, selected));
    }
    const bool dimmed = entry.disabled || state == ui::State::Skipped || state == ui::State::Cancelled;
    // In the pixels of the device: letters are of the size that they have at rest.
    if (dense != 1) {
        painter.save();
        painter.scale(1 / dense, 1 / dense);
    }
    if (detail == Detail::Full) {
        paintFullTexts(painter, scene, fine, node, corner * dense, state, dimmed);
    } else {
        paintTitleText(painter, scene, fine, node, corner * dense, dimmed);
    }
    if (dense != 1) {
        painter.restore();
    }
    if (state != ui::State::Idle) {
        const int side = static_cast<int>(std::lround(badgeSide(view.zoom(), scene.nodes().size()) * fine.scale));
        const double x = m_rightToLeft ? corner.x() + 6 * view.scale : corner.x() + (card::kWidth - 6) * view.scale - side / dense;
        const QPointF at(x, corner.y() - side * 0.5 / dense);
        if (m_vectors) {
            drawnAt(QPointF(std::round(at.x()), std::round(at.y())), [&] { paintBadge(painter, state, side); });
        } else {
            drawSprite(painter, at, badgeSprite(state, side));
        }
    }
}

void ScenePainter::paintTitleText(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, const QPointF &corner, bool dimmed)
{
    const double s = view.scale;
    const double width = card::kWidth - kTextLeft - 10;
    if (CardTexts::kLargeTitle * s < kLegible * view.pixelRatio) {
        return; // nobody could read it
    }
    painter.setPen(m_theme.color(dimmed ? ui::Role::TextFaint : ui::Role::Text));
    const auto &face = m_texts.face(ui::TextStyle::Title, s);
    const double base = corner.y() + (scene.portsOf(node).height * s - face.height) / 2 + face.ascent;
    const auto &line = m_texts.line(scene.title(node), ui::TextStyle::Title, s, width);
    paintLine(painter, QPointF(m_rightToLeft ? corner.x() + (10 + width) * s - line.width : corner.x() + kTextLeft * s, base), line, ui::TextStyle::Title, s);
}

void ScenePainter::paintFullTexts(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, const QPointF &corner, ui::State state, bool dimmed)
{
    const double s = view.scale;
    const double width = card::kWidth - kTextLeft - 14;
    const double left = m_rightToLeft ? corner.x() + 14 * s : corner.x() + kTextLeft * s;
    // Baselines, so that texts of all scripts stand on the same lines.
    const auto line = [&](const QString &text, ui::TextStyle style, ui::Role role, double baseline) {
        const auto &shown = m_texts.line(text, style, s, width);
        painter.setPen(m_theme.color(role));
        paintLine(painter, QPointF(m_rightToLeft ? left + width * s - shown.width : left, corner.y() + baseline * s), shown, style, s);
    };
    line(scene.title(node), ui::TextStyle::Strong, dimmed ? ui::Role::TextMuted : ui::Role::Text, 29);
    line(scene.summary(node), ui::TextStyle::Small, dimmed ? ui::Role::TextFaint : ui::Role::TextMuted, 46.5);

    const auto &ports = scene.portsOf(node);
    if (ports.inRows || ports.outRows) {
        const double middle = m_texts.face(ui::TextStyle::Caption, s).capHeight / 2;
        const auto label = [&](const PortRef &port, bool error) {
            const auto &info = scene.portInfo(port);
            const auto &shown = m_texts.line(info.title.isEmpty() ? QString::fromStdString(info.name) : info.title, ui::TextStyle::Caption, s, card::kWidth / 2 - 22);
            const QPointF at = (scene.portPos(port) - scene.nodes()[node].pos) * s + corner;
            const double x = port.side == Side::In ? at.x() + 14 * s : at.x() - 14 * s - shown.width;
            painter.setPen(m_theme.color(error ? ui::Role::Danger : ui::Role::TextMuted));
            paintLine(painter, QPointF(x, at.y() + middle), shown, ui::TextStyle::Caption, s);
        };
        for (std::size_t i = 0; i < ports.in.size() && ports.inRows; ++i) {
            label({node, Side::In, static_cast<std::uint16_t>(i)}, false);
        }
        for (std::size_t i = 0; i < ports.out.size() && ports.outRows; ++i) {
            label({node, Side::Out, static_cast<std::uint16_t>(i)}, static_cast<int>(i) == ports.errorPort);
        }
    }
    if (state == ui::State::Idle) {
        return;
    }
    const auto &run = m_runs[node];
    if (run.progress >= 0 && state == ui::State::Running) {
        const QRectF track(corner.x() + card::kPad * s, corner.y() + (ports.height - 5) * s, (card::kWidth - 2 * card::kPad) * s, 3 * s);
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(ui::Role::Divider));
        painter.drawRoundedRect(track, 1.5 * s, 1.5 * s);
        painter.setBrush(m_theme.state(state).color);
        QRectF done = track;
        done.setWidth(track.width() * std::min(1.0, run.progress));
        if (m_rightToLeft) {
            done.moveRight(track.right());
        }
        painter.drawRoundedRect(done, 1.5 * s, 1.5 * s);
    }
    // What the run took stands below the card, where it covers nothing.
    QStringList parts;
    if (run.count > 1) {
        parts << QStringLiteral("×") + shortCount(run.count);
    }
    if (run.attempt > 1) {
        parts << QCoreApplication::translate("Canvas", "attempt %1").arg(run.attempt);
    }
    if (run.durationMs > 0) {
        parts << shortDuration(run.durationMs);
    }
    if (!run.cost.isEmpty()) {
        parts << run.cost;
    }
    if (!parts.isEmpty()) {
        const QString text = parts.join(QStringLiteral("  ·  "));
        const auto &shown = m_texts.line(text, ui::TextStyle::Caption, s, kWhatItTook);
        painter.setPen(m_theme.color(ui::Role::TextMuted));
        const double x = m_rightToLeft ? corner.x() + 4 * s : corner.x() + (card::kWidth - 4) * s - shown.width;
        paintLine(painter, QPointF(x, corner.y() + (ports.height + 15) * s), shown, ui::TextStyle::Caption, s);
    }
}

} // namespace signalbox::canvas
