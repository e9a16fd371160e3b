// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas: shows one graph of a flow and lets a person edit it by mouse, touchpad and keyboard. What a
// change does to the document is the FlowEditor's.
#pragma once

#include "ui/canvas/backing.h"
#include "ui/canvas/change_marks.h"
#include "ui/canvas/flow_editor.h"
#include "ui/canvas/run_state.h"
#include "ui/canvas/scene.h"
#include "ui/canvas/scene_painter.h"
#include "ui/canvas/shake.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QHash>
#include <QPointer>
#include <QPolygonF>
#include <QSet>
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

class QLineEdit;
class QPlainTextEdit;

namespace signalbox::canvas {

class LayoutJob;
struct DotProgram;
struct LayoutRequest;
struct LayoutResult;
class NodePalette;

/// Problems of a node or edge, shown on it.
struct Problem
{
    enum class Severity { Warning, Error } severity = Severity::Error;
    QString text;
};

/// Thread: the one of the window.
class CanvasView : public QWidget
{
    Q_OBJECT
public:
    /// The theme must outlive it.
    explicit CanvasView(const ui::Theme &theme, QWidget *parent = nullptr);
    ~CanvasView() override;

    /// Shows a flow; null: nothing. The editor must outlive the view or be taken away.
    void setEditor(FlowEditor *editor);
    FlowEditor *editor() const { return m_editor; }
    const Scene &scene() const { return m_scene; }
    const ui::Theme &theme() const { return m_theme; }

    // What is shown of a run.
    void setRun(const RunStateMap &run);
    void setNodeRun(const std::string &node, const NodeRun &run);
    /// At the cost of what changes.
    void changeRun(const RunChanges &changes);
    const RunStateMap &run() const { return m_run; }
    /// `byEdge` by Scene::routeKey().
    void setProblems(QHash<QString, Problem> byNode, QHash<QString, Problem> byEdge = {});
    const Problem *problemOf(std::uint32_t node) const;
    const Problem *problemOfEdge(std::uint32_t edge) const;
    /// Nodes before which a run pauses, and those that a paused run would do next.
    void setBreakpoints(std::set<std::string> nodes);
    const std::set<std::string> &breakpoints() const { return m_breakpoints; }
    void setNext(std::set<std::string> nodes);
    /// What a node gave last, for people; shown where the pointer rests on an edge.
    using DataOf = std::function<QString(const std::string &node)>;
    void setDataOf(DataOf dataOf) { m_dataOf = std::move(dataOf); }
    /// What stands beside the pointer on an edge.
    QString edgeHelp(std::uint32_t edge) const;
    const std::set<std::string> &next() const { return m_next; }
    /// How the graph differs from another version of it, where it shows both.
    void setChanges(ChangeMarks marks);
    const ChangeMarks &changes() const { return m_changes; }

    // The view.
    double zoom() const { return m_zoom; }
    QPointF toScene(QPointF position) const;
    QPointF fromScene(QPointF scene) const;
    QRectF visibleScene() const;
    /// Moves what is shown by whole device-independent pixels.
    void pan(QPoint by);
    /// Scales about a place of the widget, at once.
    void setZoom(double zoom, QPointF anchor);
    void centerOn(QPointF scene);
    enum class Motion { Jump, Glide };
    void showArea(const QRectF &scene, double most = 1, Motion motion = Motion::Glide);
    /// Where a flow is first seen: whole where that is legible, else from its beginning.
    void showBeginning();

    // The selection.
    const std::set<std::uint32_t> &selectedNodes() const { return m_selection.nodes; }
    const std::set<std::uint32_t> &selectedEdges() const { return m_selection.edges; }
    std::vector<std::string> selectedIds() const;
    Picked picked() const;
    bool hasSelection() const;
    void selectIds(const std::vector<std::string> &nodes);
    /// Selects, shows and announces one node. False if there is none of that id.
    bool goToNode(const std::string &id);
    /// The same of an edge, by Scene::routeKey(); of several that connect the same, the one that stands at `inFile`, or
    /// nearest to it.
    bool goToEdge(const std::string &key, std::uint32_t inFile = 0);
    std::uint32_t currentNode() const { return m_current; }
    void setCurrentNode(std::uint32_t node);
    /// What keys are about: the edge, frame or note that is selected alone, else the current node.
    Item currentItem() const;
    /// Selects, shows and announces one thing of the scene; what `more` says is announced behind its name.
    void goToItem(const Item &item, const QString &more = {});
    bool isSelected(const Item &item) const;
    const std::set<std::uint32_t> &selectedFrames() const { return m_selection.frames; }
    const std::set<std::uint32_t> &selectedNotes() const { return m_selection.notes; }

    /// Nodes whose title, id, type or configuration holds all words, in reading order.
    std::vector<std::uint32_t> findNodes(const QString &text) const;
    /// Marks nodes as found; empty takes the marks away.
    void setFound(std::vector<std::uint32_t> nodes);

    /// How Graphviz is run where nodes are arranged.
    void setDotProgram(DotProgram program);

    /// Snapping to the grid and to neighbours.
    void setSnapping(bool on) { m_snapping = on; }
    bool isSnapping() const { return m_snapping; }
    /// Whether things may be changed.
    void setReadOnly(bool on) { m_readOnly = on; }

    /// The whole graph, or an area, as a picture at a scale.
    QImage picture(const QRectF &area, double scale, double pixelRatio = 1) const;
    /// All of it, or what is selected (where something is), with a margin; empty where there is nothing.
    enum class Extent { All, Selection };
    QRectF pictureArea(Extent extent) const;
    /// Paints an area. Vectors: without sprites and grid, for what can be scaled later (SVG, PDF).
    enum class Medium { Pixels, Vectors };
    void paintOn(QPainter &painter, const QRectF &area, double scale, double pixelRatio = 1, Medium medium = Medium::Pixels) const;

    bool isConnecting() const { return m_wire.active; }
    NodePalette *palettePopup() const;
    /// Ends animations and paints everything sharply, now.
    void finishMotion();
    /// Paints all that is visible anew, now.
    void repaintAll();

    /// Where what is added next goes, in scene units: a context menu was opened there, and it counts until forgetSpot() of
    /// that turn.
    void forgetSpot(unsigned turn)
    {
        if (turn == m_spotTurn) {
            m_spot.reset();
        }
    }
    /// Which opening of a context menu the place is of.
    unsigned spotTurn() const { return m_spotTurn; }
    /// The palette for a node that goes into the selected edge.
    void openPaletteOnEdge();
    /// Whether a node's settings hold a graph that can be entered.
    bool canEnterCurrent() const;
    /// Takes the reroute points of the selected edges away.
    void straightenSelection();
    void setFrameHue(const QString &family);

    /// Lines the selected nodes up; two or more.
    enum class Line { Left, CentreX, Right, Top, CentreY, Bottom };
    void align(Line line);
    /// Gives the selected nodes equal gaps between the outermost two; three or more.
    void distribute(Qt::Orientation along);

public Q_SLOTS:
    void undo();
    void redo();
    void cut();
    void copy();
    void paste();
    void duplicate();
    void deleteSelection();
    void deleteAndHeal();
    void selectAll();
    void selectNone();
    void selectUpstream();
    void selectDownstream();
    void zoomIn();
    void zoomOut();
    void zoomToFit();
    void zoomToSelection();
    void zoomActual();
    /// Lays out the selected nodes where there are several, else all; frames go along with what is in them.
    void arrange();
    /// Puts a picture of the selection, or of all, into the clipboard.
    void copyPicture();
    void addNote();
    void frameSelection();
    void toggleDisabled();
    void renameCurrent();
    /// A text that is being written in place becomes a step of the history.
    void commitText() { finishTextEdit(true); }
    void openPalette();
    /// A node of a type in the middle of what is seen, and selected.
    void addType(const QString &type);
    /// Draws an edge from the current node by keys: arrows and Tab choose where it goes, Page Down and Up another port of the
    /// node, Enter connects, Esc cancels.
    void startConnecting();
    /// Steps through the edges of the current node, those that leave it first.
    void nextEdge() { walkEdges(1); }
    void previousEdge() { walkEdges(-1); }
    /// Steps through frames and notes, in reading order.
    void nextDecoration() { walkDecorations(1); }
    void previousDecoration() { walkDecorations(-1); }
    void enterCurrent();
    void leaveScope();
    /// The selected nodes become one that holds them; a node that holds some is replaced by them.
    void collapseSelection();
    void expandCurrent();
    /// Marks the selected nodes as places to come back to, or takes the marks away.
    void toggleBookmark();
    void nextBookmark() { stepBookmark(1); }
    void previousBookmark() { stepBookmark(-1); }

Q_SIGNALS:
    void selectionChanged();
    void currentChanged();
    void viewChanged();
    void sceneChanged();
    void runChanged();
    /// Problems, breakpoints or what is next may be others.
    void signsChanged();
    /// Double click or Enter on a node.
    void nodeActivated(const QString &id);
    /// The same of the edge that is selected.
    void edgeActivated();
    /// For what is selected; with nothing selected, for the place itself.
    void contextMenuRequested(const QPoint &global);
    /// What happened, for a status line and screen readers.
    void announced(const QString &text);
    /// Why what was asked for cannot be done, and what can.
    void refused(const QString &text);
    void findRequested();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum class Mode { None, Pan, Box, Lasso, Press, Move, Wire, Reroute, Resize };
    struct Selection
    {
        std::set<std::uint32_t> nodes, edges, frames, notes;
        bool operator==(const Selection &) const = default;
        bool isEmpty() const { return nodes.empty() && edges.empty() && frames.empty() && notes.empty(); }
    };
    struct Wire
    {
        bool active = false;
        bool byKeyboard = false;
        PortRef from;
        std::optional<std::uint32_t> detached; ///< the edge whose end is being moved
        QPointF end;
        std::optional<PortRef> target;
        std::vector<PortRef> candidates;
    };
    struct Guide
    {
        QLineF line;
    };

    // canvas_view.cpp
    void onChanged(const ChangeSet &change);
    void reload();
    void releaseHolds();
    void closePalette();
    void followPixelRatio();
    void placeUnplaced();
    void themeChanged();
    bool changeNodeRun(const std::string &node, const std::optional<NodeRun> &run);
    bool changeEdgeRun(const RunChanges::Edge &change);
    bool isFrameTouched();
    void touchRun(std::uint32_t node);
    void followRunning();
    void turnRunning();
    QRectF runningBadge(std::uint32_t node) const;
    View view() const;
    QRect planeVisible() const;
    QRect planeRect(const QRectF &scene) const;
    void setOffset(QPointF offset);
    void invalidateScene(const QRectF &scene);
    void invalidateAll();
    void updateScene(const QRectF &scene, double extra = 24);
    void updateEdge(std::uint32_t edge);
    QRect toWindow(const QRectF &scene, double extra) const;
    QRegion regionOf(const std::vector<Curve> &curves) const;
    void ensureBacking(Backing::Effort effort);
    Backing::Paint painterOfBacking();
    void glideTo(double zoom, QPointF offset);
    void stand(double zoom, QPointF offset);
    void zoomStep(double factor, QPointF anchor);
    double leastZoom() const;

    // canvas_paint.cpp
    void paintOverlay(QPainter &painter, const QRegion &region);
    void paintMoving(QPainter &painter, const View &v, const QRectF &clip);
    void paintWireDrag(QPainter &painter, const View &v);
    void paintHover(QPainter &painter, const View &v);
    void paintProblems(QPainter &painter, const View &v, const QRectF &clip);
    void paintEdgeProblems(QPainter &painter, const View &v, const QRectF &clip);
    void paintSign(QPainter &painter, const QRectF &badge, Problem::Severity severity);

    // canvas_changes.cpp
    void bindChanges();
    void paintChanges(QPainter &painter, const View &v, const QRectF &clip);
    void paintChange(QPainter &painter, const View &v, const QRectF &clip, const QRectF &rect, const ChangeMark &mark);
    void paintSign(QPainter &painter, QPointF middle, double side, flow::ChangeKind kind) const;

    // canvas_debug.cpp
    void paintDebugging(QPainter &painter, const View &v, const QRectF &clip);
    void paintNext(QPainter &painter, const QRectF &box);
    void paintRunning(QPainter &painter, const View &v, const QRectF &clip);
    void paintCurrent(QPainter &painter, const View &v);

    // canvas_select.cpp
    void setSelection(Selection selection);
    void refreshMarks();
    void selectItem(const Item &item, bool toggle, bool extend);
    void selectPicked(const Picked &what);
    /// Around what is selected, with or without its edges; empty where nothing is.
    enum class Edges { Left, Taken };
    QRectF selectionBounds(Edges edges) const;
    Selection itemsIn(const QRectF &area) const;
    Selection itemsIn(const QPolygonF &area) const;
    /// Edges that are selected, of all that connect the same: their numbers change.
    struct KeptEdges
    {
        std::size_t among = 0;
        std::set<std::size_t> which;
    };
    std::map<std::string, KeptEdges> keptEdges() const;
    void restoreSelection(const Picked &before, const std::map<std::string, KeptEdges> &edges, const std::string &current);
    Picked pickedOf(const Selection &selection) const;
    void announceCurrent();
    void selectReachable(Side direction);

    // canvas_mouse.cpp
    void setHover(const Item &item, const std::optional<PortRef> &port);
    void updateHover(QPointF position);
    void updateCursor();
    void beginMove(QPointF scene, bool takeOut);
    void moveTo(QPointF scene, bool free);
    void takeOutShaken();
    QPointF snapped(QPointF offset, std::vector<Guide> &guides) const;
    void endMove();
    void cancelGesture();
    QRegion movingRegion() const;
    void beginReroute(std::uint32_t edge, QPointF scene);
    std::optional<std::size_t> routePointAt(std::uint32_t edge, QPointF scene) const;
    QRectF resizeHandle(const Item &item) const;

    // canvas_wire.cpp
    void beginWire(const PortRef &port, bool byKeyboard);
    void moveWire(QPointF scene);
    void endWire();
    void cancelWire();
    QRectF wireBounds() const;
    PortName nameOf(const PortRef &port) const;
    std::uint32_t edgeBelow(const QDropEvent &event) const;
    void setDropEdge(std::uint32_t edge);
    void openPaletteAt(QPointF position, const QString &typed = {});
    void paletteChosen(const QString &type);

    // canvas_wire_keys.cpp
    bool wireKey(int key, Qt::KeyboardModifiers modifiers);
    void startWire(const PortRef &port);
    void cycleWireTarget(int dx, int dy);
    void stepWireTarget(int by);
    void stepWirePort(int by);
    void setWireTarget(const PortRef &port);
    void tellWire(const QString &more = {});

    // canvas_walk.cpp
    bool moveCurrent(int key);
    bool leaveEdge(int key);
    void goToEnd(int by);
    void walkEdges(int by);
    void walkDecorations(int by);
    std::vector<std::uint32_t> edgesAround(std::uint32_t node) const;
    QPointF middleOf(std::uint32_t edge) const;
    void showItem(const Item &item);
    void paintCurrentItem(QPainter &painter, const View &v);
    void updateCurrentItem();
    Selection carried() const;
    void nudge(QPointF by);

    // canvas_keys.cpp
    void typeAhead(const QString &text);
    void editTextInPlace(const Item &item);
    void finishTextEdit(bool keep);

    // canvas_bookmarks.cpp
    void stepBookmark(int by);
    void paintBookmarks(QPainter &painter, const View &v, const QRectF &clip);

    // canvas_arrange.cpp
    LayoutRequest layoutOf(std::vector<std::uint32_t> nodes) const;
    void takeLayout(LayoutResult result);
    void keepFrames(LayoutResult &result) const;
    void commitLayout(const LayoutResult &result);
    bool cancelLayout();

    // canvas_actions.cpp
    QPointF pasteSpot() const;
    void tellLostConditions(int count);
    void tellMetFlows(const std::vector<std::string> &flows);
    bool endDrawing();

    const ui::Theme &m_theme;
    FlowEditor *m_editor = nullptr;
    Scene m_scene;
    RunStateMap m_run;
    std::vector<std::uint32_t> m_running;
    QTimer m_turn;
    int m_touched = 0; ///< since the last frame
    QHash<QString, Problem> m_problems;
    QHash<QString, Problem> m_edgeProblems;
    std::vector<std::pair<std::uint32_t, const Problem *>> m_edgeProblemOf; ///< by edge, in its order
    std::vector<const Problem *> m_problemOf;
    std::set<std::string> m_breakpoints;
    std::set<std::string> m_next;
    ChangeMarks m_changes;
    using BoundMarks = std::vector<std::pair<std::uint32_t, const ChangeMark *>>;
    BoundMarks m_nodeChanges, m_frameChanges, m_noteChanges; ///< by number in the scene, in its order
    DataOf m_dataOf;
    std::optional<QPointF> m_spot;
    unsigned m_spotTurn = 0;
    mutable ScenePainter m_painter;
    Backing m_backing;
    Marks m_marks;

    double m_zoom = 1;
    QPointF m_offset; ///< of the scene's origin, in device pixels, whole
    QPointF m_panRest;
    double m_ratio = 0; ///< device pixels of a pixel of the widget, when the offset was set; 0: not known yet
    QTimer m_refine;
    QVariantAnimation m_glide;
    double m_glideFromZoom = 1, m_glideToZoom = 1;
    QPointF m_glideFrom, m_glideTo;
    bool m_everShown = false;
    bool m_fitWhenShown = false;

    Selection m_selection;
    std::uint32_t m_current = Scene::kNone;
    std::vector<std::uint32_t> m_found;
    mutable std::vector<QString> m_findTexts; ///< of each node, what is looked through; empty until somebody looks

    Mode m_mode = Mode::None;
    bool m_isArranging = false; ///< the layout under way is one that somebody asked for
    QPointF m_pressPos, m_lastPos;
    QPointF m_pressScene;
    Item m_pressItem;
    bool m_pressToggles = false;
    bool m_spaceHeld = false;
    Selection m_selectionBefore;
    QPolygonF m_lasso;
    QRectF m_box;
    Item m_hover;
    std::optional<PortRef> m_hoverPort;
    bool m_snapping = true;
    bool m_readOnly = false;
    std::optional<Selection> m_nudged; ///< what goes along with the nudges that follow each other
    bool m_isNudging = false;

    // What is being moved.
    std::vector<std::uint32_t> m_movingNodes, m_movingEdges;
    std::vector<std::uint32_t> m_movingFrames, m_movingNotes;
    QPointF m_moveOffset;
    QRectF m_moveBox;
    std::vector<Guide> m_guides;
    bool m_takingOut = false;
    Shake m_shake;
    std::uint32_t m_dropEdge = Scene::kNone;
    std::uint32_t m_rerouteEdge = Scene::kNone;
    std::size_t m_reroutePoint = 0;
    std::vector<QPointF> m_reroute;
    QRectF m_resizeRect;
    Wire m_wire;
    QPointF m_paletteScene;
    std::optional<Wire> m_paletteWire;
    std::uint32_t m_paletteEdge = Scene::kNone;
    NodePalette *m_palette = nullptr; ///< a child
    QPointer<QWidget> m_textEdit;
    Item m_textItem;
    std::string m_textId;  ///< of what it is about: numbers change
    QString m_textBefore;
    std::unique_ptr<LayoutJob> m_layoutJob;
    QVariantAnimation m_layoutMotion;
};

} // namespace signalbox::canvas
