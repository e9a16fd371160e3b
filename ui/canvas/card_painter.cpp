// SPDX-License-Identifier: GPL-3.0-or-later
// Cards: everything of them that repeats is a sprite, the rest is text.
#include "ui/canvas/scene_painter.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr double kSlack = 0.98; ///< fonts come in whole pixels, so a line may be wider than measured
constexpr double kTitleSize = 13;
constexpr double kLargeTitle = 21;
constexpr double kLegible = 7; ///< pixels
constexpr qsizetype kMostTexts = 8192;
constexpr qsizetype kMostSprites = 256;
constexpr double kVectorRatio = 4; ///< icons are pixels even among vectors
constexpr double kBadge = 18;
constexpr double kTextLeft = card::kPad + card::kIcon + 12;

double unitsOf(ui::TextStyle style)
{
    switch (style) {
    case ui::TextStyle::Title: return kLargeTitle;
    case ui::TextStyle::Strong: return kTitleSize;
    case ui::TextStyle::Body: return 13;
    case ui::TextStyle::Small: return 11.5;
    default: return 11;
    }
}

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

QFont ScenePainter::font(ui::TextStyle style, double scale) const
{
    QFont font = m_theme.font(style);
    font.setPixelSize(std::max(1, static_cast<int>(unitsOf(style) * scale + 0.3)));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

double ScenePainter::badgeSide(double zoom, std::size_t nodes)
{
    return detailAt(zoom, nodes) == Detail::Full ? kBadge : kBadge * 1.5;
}

QString ScenePainter::elided(const QString &text, ui::TextStyle style, double width)
{
    const QString key = QChar(static_cast<char16_t>(0x21 + static_cast<int>(style))) % QChar(static_cast<char16_t>(0x100 + static_cast<int>(width))) % text;
    if (const auto found = m_elided.constFind(key); found != m_elided.cend()) {
        return *found;
    }
    if (m_elided.size() > kMostTexts) {
        m_elided.clear();
    }
    const QString line = QFontMetricsF(font(style, 1)).elidedText(text, Qt::ElideRight, width * kSlack);
    m_elided.insert(key, line);
    return line;
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

const QImage &ScenePainter::cardSprite(const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected)
{
    const auto &entry = scene.nodes()[node];
    const quint64 key = (static_cast<quint64>(entry.type) << 32) | (static_cast<quint64>(entry.ports & 0xffffff) << 8) | (static_cast<quint64>(state) << 2)
        | (static_cast<quint64>(selected) << 1) | static_cast<quint64>(entry.disabled);
    if (m_spriteScale != view.scale) {
        m_spriteScale = view.scale;
        m_cards.clear();
    }
    if (const auto found = m_cards.constFind(key); found != m_cards.cend()) {
        return *found;
    }
    if (m_cards.size() > kMostSprites) {
        m_cards.clear();
    }
    QImage image = bodySprite(scene, view, node, state, selected);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFace(painter, scene, view, node, state);
    painter.end();
    return *m_cards.insert(key, image);
}

// Types differ in what stands on their cards; what takes the longest to paint, the card itself, most of them share.
QImage ScenePainter::bodySprite(const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected)
{
    const auto &entry = scene.nodes()[node];
    const double o = card::kOverhang;
    const QSize size(static_cast<int>(std::ceil((card::kWidth + 2 * o) * view.scale)) + 1, static_cast<int>(std::ceil((scene.portsOf(node).height + 2 * o) * view.scale)) + 1);
    const quint64 key = (static_cast<quint64>(std::lround(scene.portsOf(node).height * 16)) << 8) | (static_cast<quint64>(state) << 2) | (static_cast<quint64>(selected) << 1) | static_cast<quint64>(entry.disabled);
    if (m_cards.isEmpty()) {
        m_bodies.clear(); // they go with them
    }
    if (const auto found = m_bodies.constFind(key); found != m_bodies.cend()) {
        return *found;
    }
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBody(painter, scene, view, node, state, selected);
    painter.end();
    return *m_bodies.insert(key, image);
}

// With its overhang, from the painter's origin.
void ScenePainter::paintCard(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected)
{
    paintBody(painter, scene, view, node, state, selected);
    paintFace(painter, scene, view, node, state);
}

void ScenePainter::paintBody(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected)
{
    const double s = view.scale;
    const auto &entry = scene.nodes()[node];
    const double shift = std::round(card::kOverhang * s);
    const double hair = std::max(1.0, std::round(view.pixelRatio));
    const QRectF body(shift, shift, std::round(card::kWidth * s), std::round(scene.portsOf(node).height * s));
    const double radius = ui::radius::kL * 1.25 * s;

    // A shadow of a few soft steps.
    QColor shadow = m_theme.color(ui::Role::Shadow);
    if (shadow.alpha() > 0 && !entry.disabled) {
        shadow.setAlphaF(shadow.alphaF() / 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(shadow);
        for (const double spread : {3.0, 2.0, 1.0, 0.0}) {
            painter.drawRoundedRect(body.adjusted(-spread * s, (1.5 - spread) * s, spread * s, (1.5 + spread) * s), radius + spread * s, radius + spread * s);
        }
    }
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
    if (selected) {
        QColor halo = m_theme.color(ui::Role::NodeSelected);
        halo.setAlpha(46);
        painter.setPen(Qt::NoPen);
        painter.setBrush(halo);
        painter.drawRoundedRect(body.adjusted(-4 * s, -4 * s, 4 * s, 4 * s), radius + 4 * s, radius + 4 * s);
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
    const QRectF body(shift, shift, std::round(card::kWidth * s), std::round(ports.height * s));
    const bool dimmed = entry.disabled || state == ui::State::Skipped || state == ui::State::Cancelled;
    // The icon on the tint of its family.
    const bool full = detailAt(view.zoom(), scene.nodes().size()) == Detail::Full;
    // Where no title can be read the icon stands for it.
    const bool bare = !full && kLargeTitle * s < kLegible * view.pixelRatio;
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
    const QPointF mapped = view.map(entry.pos + offset);
    const QPointF corner(std::round(mapped.x()), std::round(mapped.y()));
    const auto detail = detailAt(view.zoom(), scene.nodes().size());
    if (detail == Detail::Blocks) {
        const auto &tint = m_theme.tint(scene.typeOf(node).family);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(Qt::NoPen);
        painter.fillRect(QRectF(corner, QSizeF(card::kWidth, scene.portsOf(node).height) * view.scale), selected ? m_theme.color(ui::Role::NodeSelected) : tint.color);
        return;
    }
    const double shift = std::round(card::kOverhang * view.scale);
    const auto drawnAt = [&painter](QPointF at, const auto &draw) {
        painter.save();
        painter.translate(at);
        draw();
        painter.restore();
    };
    if (m_vectors) {
        drawnAt(corner - QPointF(shift, shift), [&] { paintCard(painter, scene, view, node, state, selected); });
    } else {
        painter.drawImage(corner - QPointF(shift, shift), cardSprite(scene, view, node, state, selected));
    }
    const bool dimmed = entry.disabled || state == ui::State::Skipped || state == ui::State::Cancelled;
    if (detail == Detail::Full) {
        paintFullTexts(painter, scene, view, node, corner, state, dimmed);
    } else {
        paintTitleText(painter, scene, view, node, corner, dimmed);
    }
    if (state != ui::State::Idle) {
        const int side = static_cast<int>(std::lround(badgeSide(view.zoom(), scene.nodes().size()) * view.scale));
        const double x = m_rightToLeft ? corner.x() + 6 * view.scale : corner.x() + (card::kWidth - 6) * view.scale - side;
        const QPointF at(std::round(x), std::round(corner.y() - side * 0.5));
        if (m_vectors) {
            drawnAt(at, [&] { paintBadge(painter, state, side); });
        } else {
            painter.drawImage(at, badgeSprite(state, side));
        }
    }
}

void ScenePainter::paintTitleText(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, const QPointF &corner, bool dimmed)
{
    const double s = view.scale;
    const double width = card::kWidth - kTextLeft - 10;
    const QFont large = font(ui::TextStyle::Title, s);
    if (kLargeTitle * s < kLegible * view.pixelRatio) {
        return; // nobody could read it
    }
    painter.setFont(large);
    painter.setPen(m_theme.color(dimmed ? ui::Role::TextFaint : ui::Role::Text));
    const QString text = elided(scene.title(node), ui::TextStyle::Title, width);
    const double left = m_rightToLeft ? corner.x() + 10 * s : corner.x() + kTextLeft * s;
    painter.drawText(QRectF(left, corner.y(), width * s, scene.portsOf(node).height * s), static_cast<int>(m_rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextDontClip, text);
}

void ScenePainter::paintFullTexts(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, const QPointF &corner, ui::State state, bool dimmed)
{
    const double s = view.scale;
    const double width = card::kWidth - kTextLeft - 14;
    const double left = m_rightToLeft ? corner.x() + 14 * s : corner.x() + kTextLeft * s;
    // Baselines, so that texts of all scripts stand on the same lines.
    const auto line = [&](const QString &text, ui::TextStyle style, ui::Role role, double baseline) {
        const QString shown = elided(text, style, width);
        const QFont face = font(style, s);
        painter.setFont(face);
        painter.setPen(m_theme.color(role));
        const bool right = m_rightToLeft || shown.isRightToLeft();
        const double x = right && m_rightToLeft ? left + width * s - QFontMetricsF(face).horizontalAdvance(shown) : left;
        painter.drawText(QPointF(std::round(x), std::round(corner.y() + baseline * s)), shown);
    };
    line(scene.title(node), ui::TextStyle::Strong, dimmed ? ui::Role::TextMuted : ui::Role::Text, 29);
    line(scene.summary(node), ui::TextStyle::Small, dimmed ? ui::Role::TextFaint : ui::Role::TextMuted, 46.5);

    const auto &ports = scene.portsOf(node);
    if (ports.inRows || ports.outRows) {
        const QFont small = font(ui::TextStyle::Caption, s);
        const QFontMetricsF metrics(small);
        painter.setFont(small);
        const auto label = [&](const PortRef &port, bool error) {
            const auto &info = scene.portInfo(port);
            const QString shown = elided(info.title.isEmpty() ? QString::fromStdString(info.name) : info.title, ui::TextStyle::Caption, card::kWidth / 2 - 22);
            const QPointF at = (scene.portPos(port) - scene.nodes()[node].pos) * s + corner;
            const double x = port.side == Side::In ? at.x() + 14 * s : at.x() - 14 * s - metrics.horizontalAdvance(shown);
            painter.setPen(m_theme.color(error ? ui::Role::Danger : ui::Role::TextMuted));
            painter.drawText(QPointF(std::round(x), std::round(at.y() + metrics.capHeight() / 2)), shown);
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
        const QFont small = font(ui::TextStyle::Caption, s);
        painter.setFont(small);
        painter.setPen(m_theme.color(ui::Role::TextMuted));
        const double x = m_rightToLeft ? corner.x() + 4 * s : corner.x() + (card::kWidth - 4) * s - QFontMetricsF(small).horizontalAdvance(text);
        painter.drawText(QPointF(std::round(x), std::round(corner.y() + (ports.height + 15) * s)), text);
    }
}

} // namespace signalbox::canvas
