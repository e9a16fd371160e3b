// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a scene, or some of its things, at any scale: for the canvas, the minimap, pictures and diffs alike.
// It keeps sprites and texts, and decides how much detail a scale bears.
#pragma once

#include "flow/diff.h"
#include "ui/canvas/card_texts.h"
#include "ui/canvas/run_state.h"
#include "ui/canvas/scene.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QHash>
#include <QImage>
#include <QPainter>

#include <array>
#include <vector>

namespace signalbox::canvas {

/// From scene units to the pixels of what is painted on: pixel = scene * scale + shift.
struct View
{
    double scale = 1; ///< device pixels a unit
    double pixelRatio = 1;
    QPointF shift;

    double zoom() const { return scale / pixelRatio; }
    QPointF map(QPointF scene) const { return scene * scale + shift; }
    QRectF map(const QRectF &scene) const { return {map(scene.topLeft()), scene.size() * scale}; }
    QPointF unmap(QPointF pixel) const { return (pixel - shift) / scale; }
    QRectF unmap(const QRectF &pixels) const { return {unmap(pixels.topLeft()), pixels.size() / scale}; }
};

/// How much is painted of a card.
enum class Detail {
    Blocks, ///< rectangles in the hue of the family
    Titles, ///< cards with an icon and a large title
    Full
};
/// Small flows bear more.
Detail detailAt(double zoom, std::size_t nodes);

/// What is painted in another way than it stands in the scene.
struct Marks
{
    /// By node, edge, frame, note; shorter lists mean no.
    std::vector<bool> selectedNodes, selectedEdges, selectedFrames, selectedNotes;
    /// Not painted with the rest, because they are being moved; with their edges.
    std::vector<bool> liftedNodes, liftedEdges;
    std::uint32_t editedNote = Scene::kNone; ///< its text is in an editor

    static bool has(const std::vector<bool> &list, std::uint32_t index) { return index < list.size() && list[index]; }
};

/// Thread: the one of the window.
class ScenePainter
{
public:
    explicit ScenePainter(const ui::Theme &theme);

    /// Forgets what depends on colours, fonts or the scene's types.
    void reset();
    void setRightToLeft(bool on);
    /// Whether what is painted on takes vectors: cards are drawn anew then, and the grid is left out.
    void setVectors(bool on) { m_vectors = on; }

    /// Everything within `pixels` of the device, on the canvas's ground. `run` by node, as bindRun() gives it.
    void paint(QPainter &painter, const Scene &scene, const View &view, const QRect &pixels, const Marks &marks);
    void bindRun(const Scene &scene, const RunStateMap &run);
    void setNodeRun(const Scene &scene, std::uint32_t node, const NodeRun &run);
    void setEdgeCount(const Scene &scene, std::uint32_t edge, std::int64_t count);
    const NodeRun *nodeRun(std::uint32_t node) const { return node < m_runs.size() ? &m_runs[node] : nullptr; }
    /// How edges differ from another version, by edge; none where there is no other.
    void setEdgeChanges(std::vector<std::optional<flow::ChangeKind>> changes) { m_edgeChanges = std::move(changes); }
    bool showsRun() const { return !m_runs.empty(); }

    // Single things, for what moves above the rest.
    void paintNode(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, bool selected, QPointF offset = {});
    void paintEdge(QPainter &painter, const Scene &scene, const View &view, std::uint32_t edge, ui::Role role, double width, QPointF fromOffset = {}, QPointF toOffset = {});
    void paintWire(QPainter &painter, const View &view, const Curve &curve, const QColor &color, double width, bool arrow);
    void paintFrame(QPainter &painter, const View &view, const SceneFrame &frame, bool selected);
    void paintNote(QPainter &painter, const View &view, const SceneNote &note, bool selected, bool withText = true);
    void paintPort(QPainter &painter, const View &view, QPointF pos, ui::Role fill, double grow);

    /// The side of a state's badge in scene units.
    static double badgeSide(double zoom, std::size_t nodes);
    QFont font(ui::TextStyle style, double scale) const { return m_texts.font(style, scale); }

private:
    void paintGrid(QPainter &painter, const View &view, const QRect &pixels);
    void paintEdges(QPainter &painter, const Scene &scene, const View &view, const QRectF &area, const QRect &pixels, const Marks &marks);
    void paintBlockEdges(QPainter &painter, const Scene &scene, const View &view, const QRectF &clip, const Marks &marks, const QRect &pixels);
    void paintBlocks(QPainter &painter, const Scene &scene, const View &view, const Marks &marks);
    void strokeSeen(QPainter &painter, const QRectF &clip);
    void strokeQuickly(QPainter &painter, const QRectF &clip);
    void paintCount(QPainter &painter, const View &view, QPointF middle, const QString &text, const QColor &color);
    void paintEdgeMarks(QPainter &painter, const Scene &scene, const View &view, std::uint32_t edge, const QColor &color, QPointF fromOffset, QPointF toOffset);
    void paintFullTexts(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, const QPointF &corner, ui::State state, bool dimmed);
    void paintTitleText(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, const QPointF &corner, bool dimmed);
    static void drawSprite(QPainter &painter, QPointF at, const QImage &sprite);
    View forSprites(const QPainter &painter, const View &view);
    const QImage &cardSprite(const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected);
    const QImage &badgeSprite(ui::State state, int side);
    QImage bodySprite(const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected);
    static QRectF bodyBox(const Scene &scene, const View &view, std::uint32_t node);
    QImage groundSprite(const Scene &scene, const View &view, std::uint32_t node, bool selected);
    void paintGround(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, bool selected);
    void paintBody(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected);
    void paintFace(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, ui::State state);
    void paintCard(QPainter &painter, const Scene &scene, const View &view, std::uint32_t node, ui::State state, bool selected);
    void paintBadge(QPainter &painter, ui::State state, int side) const;
    void paintLine(QPainter &painter, QPointF at, const CardTexts::Line &line, ui::TextStyle style, double scale);
    std::optional<flow::ChangeKind> changeOf(std::uint32_t edge) const { return edge < m_edgeChanges.size() ? m_edgeChanges[edge] : std::nullopt; }
    QColor edgeColor(const SceneEdge &edge, std::uint32_t index, bool selected) const;

    const ui::Theme &m_theme;
    std::vector<NodeRun> m_runs;
    std::vector<std::int64_t> m_edgeCounts;
    std::vector<std::optional<flow::ChangeKind>> m_edgeChanges;
    /// What is kept for one scale.
    struct Sprites
    {
        double scale = 0;
        double ratio = 0;
        qsizetype bytes = 0;
        QHash<quint64, QImage> cards;
        QHash<quint64, QImage> bodies;  ///< of the cards, without what stands on them
        QHash<quint64, QImage> grounds; ///< what is below the bodies
        QHash<QString, QImage> counts;

        const QImage &keep(QHash<quint64, QImage> &sprites, quint64 key, const QImage &image);
        void clear();
    };
    /// While the scale changes what is at rest and what moves have scales of their own; the latest first.
    std::array<Sprites, 2> m_sprites;
    QHash<quint64, QImage> m_badges;
    QRectF m_seen; ///< what is being painted; empty for single things
    CardTexts m_texts;
    std::vector<std::uint32_t> m_near;
    std::vector<QPointF> m_points;
    std::vector<QPointF> m_split;
    QList<QLineF> m_pieces;
    std::vector<std::vector<QRectF>> m_blocks;
    std::array<std::vector<QLineF>, 4> m_lines;
    bool m_rightToLeft = false;
    bool m_vectors = false;
};

/// The colour of a kind of change.
ui::Role roleOf(flow::ChangeKind kind);

} // namespace signalbox::canvas
