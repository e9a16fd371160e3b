// SPDX-License-Identifier: GPL-3.0-or-later
// The keyboard: which key does what, and texts edited where they stand.
#include "ui/canvas/canvas_view.h"

#include "ui/canvas/accessible_p.h"
#include "ui/canvas/arrow_p.h"
#include "ui/canvas/node_palette.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <cmath>

namespace signalbox::canvas {

namespace {

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

} // namespace

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (key == Qt::Key_Space && modifiers == Qt::NoModifier && !m_wire.active) {
        if (!event->isAutoRepeat()) {
            m_spaceHeld = true;
            updateCursor();
        }
        return;
    }
    if (m_wire.active && m_wire.byKeyboard && wireKey(key, modifiers)) {
        return;
    }
    if (key == Qt::Key_Escape) {
        if (endDrawing()) {
            return;
        }
        if (m_mode != Mode::None) {
            cancelGesture();
        } else if (cancelLayout()) {
            Q_EMIT announced(tr("Arranging is cancelled."));
        } else if (!m_found.empty()) {
            setFound({});
        } else if (hasSelection()) {
            selectNone();
        } else {
            leaveScope();
        }
        return;
    }
    if (isArrow(key)) {
        const auto by = arrowDirection(key);
        if (modifiers == Qt::NoModifier) {
            if (!leaveEdge(key) && !moveCurrent(key)) {
                pan(-by * 48);
            }
        } else if (modifiers & Qt::AltModifier) {
            pan(-by * 96);
        } else if (modifiers & Qt::ControlModifier) {
            nudge(QPointF(by) * ((modifiers & Qt::ShiftModifier) ? 1 : card::kGrid));
        } else if (modifiers == Qt::ShiftModifier) {
            const auto before = m_selection;
            if (moveCurrent(key) && m_current != Scene::kNone) {
                Selection next = before;
                next.nodes.insert(m_current);
                setSelection(std::move(next));
            }
        }
        return;
    }
    switch (key) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (modifiers & Qt::ControlModifier) {
            deleteAndHeal();
        } else {
            deleteSelection();
        }
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto item = currentItem(); item.kind == ItemKind::Edge) {
            Q_EMIT edgeActivated();
        } else if (item.kind == ItemKind::Frame || item.kind == ItemKind::Note) {
            renameCurrent();
        } else if (m_current < m_scene.nodes().size()) {
            if (modifiers & Qt::ControlModifier) {
                enterCurrent();
            } else {
                Q_EMIT nodeActivated(QString::fromStdString(m_scene.nodes()[m_current].id));
            }
        }
        return;
    case Qt::Key_Tab:
        if (modifiers == Qt::NoModifier) {
            openPalette();
            return;
        }
        break;
    case Qt::Key_Home:
    case Qt::Key_End:
        goToEnd(key == Qt::Key_Home ? -1 : 1);
        return;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        if (const int by = key == Qt::Key_PageDown ? 1 : -1; modifiers == Qt::NoModifier) {
            walkEdges(by);
            return;
        } else if (modifiers == Qt::ShiftModifier) {
            walkDecorations(by);
            return;
        }
        break;
    case Qt::Key_J:
        if (modifiers == Qt::ControlModifier) {
            startConnecting();
            return;
        }
        break;
    case Qt::Key_F2:
        renameCurrent();
        return;
    case Qt::Key_F10:
        if (modifiers & Qt::ShiftModifier) {
            QContextMenuEvent menu(QContextMenuEvent::Keyboard, rect().center(), mapToGlobal(rect().center()));
            contextMenuEvent(&menu);
            return;
        }
        break;
    default:
        break;
    }
    if (event->matches(QKeySequence::Find)) {
        Q_EMIT findRequested();
        return;
    }
    // Letters open the palette with what was typed.
    const QString text = event->text();
    const bool plain = !(modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (plain && !text.isEmpty() && text.at(0).isPrint() && !text.at(0).isSpace() && !m_readOnly) {
        typeAhead(text);
        return;
    }
    QWidget::keyPressEvent(event);
}

// A node is added with what was typed: at the end of the wire or in the edge where one is, behind the node where nobody points
// elsewhere, else at the pointer.
void CanvasView::typeAhead(const QString &text)
{
    const Item item = currentItem();
    if (m_wire.active) {
        m_paletteWire = m_wire;
        const QPointF spot = m_scene.portPos(m_wire.from) + QPointF(m_wire.from.side == Side::Out ? 96 : -96, 0);
        cancelWire();
        openPaletteAt(fromScene(spot), text);
    } else if (item.kind == ItemKind::Edge) {
        m_paletteEdge = item.index;
        openPaletteAt(fromScene(middleOf(item.index)), text);
    } else if (item.kind == ItemKind::Node && !m_scene.portsOf(m_current).out.empty() && m_selection.nodes.contains(m_current) && !underMouse()) {
        // By keyboard alone, what is added goes on from where one stands.
        Wire wire;
        wire.from = {m_current, Side::Out, 0};
        const QPointF spot = m_scene.portPos(wire.from) + QPointF(96, 0);
        wire.end = spot;
        m_paletteWire = wire;
        openPaletteAt(fromScene(spot), text);
    } else {
        const QPointF pointer = mapFromGlobal(QCursor::pos());
        openPaletteAt(underMouse() ? pointer : QPointF(width() / 2.0, height() / 2.0), text);
    }
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        updateCursor();
        return;
    }
    QWidget::keyReleaseEvent(event);
}

void CanvasView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    followFocus(this);
    update();
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    m_spaceHeld = false;
    const auto reason = event->reason();
    if (m_wire.active && m_wire.byKeyboard && (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::MouseFocusReason || reason == Qt::ShortcutFocusReason)) {
        cancelWire();
    }
    updateCursor();
    followFocus(this);
    QWidget::focusOutEvent(event);
    update();
}

bool CanvasView::focusNextPrevChild(bool next)
{
    // Tab opens the palette; backwards it leaves the canvas, and so do the window's own keys. An edge that is drawn has both.
    return next || (m_wire.active && m_wire.byKeyboard) ? false : QWidget::focusNextPrevChild(false);
}

void CanvasView::renameCurrent()
{
    if (currentItem().kind == ItemKind::Edge) {
        Q_EMIT edgeActivated(); // what it says is its condition
    } else if (m_selection.nodes.empty() && m_selection.frames.size() == 1) {
        editTextInPlace({ItemKind::Frame, *m_selection.frames.begin()});
    } else if (m_selection.nodes.empty() && m_selection.notes.size() == 1) {
        editTextInPlace({ItemKind::Note, *m_selection.notes.begin()});
    } else if (m_current < m_scene.nodes().size()) {
        editTextInPlace({ItemKind::Node, m_current});
    }
}

void CanvasView::editTextInPlace(const Item &item)
{
    if (m_readOnly || !m_editor) {
        return;
    }
    finishTextEdit(true);
    finishMotion();
    m_textItem = item;
    m_textId = item.kind == ItemKind::Note ? m_scene.notes()[item.index].id : item.kind == ItemKind::Frame ? m_scene.frames()[item.index].id : m_scene.nodes()[item.index].id;
    m_textBefore = item.kind == ItemKind::Note ? m_scene.notes()[item.index].text : item.kind == ItemKind::Frame ? m_scene.frames()[item.index].title : m_scene.title(item.index);
    const QRectF scene = m_scene.boundsOf(item);
    const QRectF box(fromScene(scene.topLeft()), scene.size() * m_zoom);
    if (item.kind == ItemKind::Note) {
        auto *edit = new QPlainTextEdit(this);
        edit->setPlainText(m_textBefore);
        edit->setAccessibleName(tr("Text of the note"));
        edit->setFrameShape(QFrame::NoFrame);
        edit->setGeometry(box.adjusted(6, 4, -6, -4).toAlignedRect());
        edit->setFont(m_painter.font(ui::TextStyle::Body, std::max(0.9, m_zoom)));
        QPalette colors = edit->palette();
        colors.setColor(QPalette::Base, m_theme.color(ui::Role::Note));
        colors.setColor(QPalette::Text, m_theme.color(ui::Role::Text));
        edit->setPalette(colors);
        edit->selectAll();
        m_marks.editedNote = item.index;
        invalidateScene(scene);
        m_textEdit = edit;
    } else {
        auto *edit = new QLineEdit(this);
        const bool frame = item.kind == ItemKind::Frame;
        edit->setText(m_textBefore);
        edit->setAccessibleName(frame ? tr("Title of the frame") : tr("Name of the node"));
        edit->setFont(m_painter.font(ui::TextStyle::Strong, std::max(0.9, m_zoom)));
        const int height = edit->sizeHint().height();
        QRect place = frame ? QRect(static_cast<int>(box.left()) + 8, static_cast<int>(box.top()) + 4, static_cast<int>(std::max(160.0, box.width() * 0.5)), height)
                            : QRect(static_cast<int>(box.left() + 56 * m_zoom), static_cast<int>(box.top() + 6 * m_zoom), static_cast<int>(std::max(140.0, box.width() - 64 * m_zoom)), height);
        edit->setGeometry(place);
        edit->selectAll();
        connect(edit, &QLineEdit::returnPressed, this, [this] { finishTextEdit(true); });
        m_textEdit = edit;
    }
    m_textEdit->installEventFilter(this);
    m_textEdit->show();
    m_textEdit->setFocus(Qt::OtherFocusReason);
}

bool CanvasView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_textEdit && event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason) {
        finishTextEdit(true);
    } else if (watched == m_textEdit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            finishTextEdit(false);
            return true;
        }
        if ((key->modifiers() & Qt::ControlModifier) && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            finishTextEdit(true);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CanvasView::finishTextEdit(bool keep)
{
    QWidget *edit = m_textEdit;
    if (!edit) {
        return;
    }
    m_textEdit = nullptr; // what follows may lose it the focus
    const auto item = std::exchange(m_textItem, Item());
    const auto *line = qobject_cast<QLineEdit *>(edit);
    const QString text = line ? line->text() : static_cast<QPlainTextEdit *>(edit)->toPlainText();
    const bool hadFocus = edit->hasFocus();
    edit->removeEventFilter(this);
    edit->hide();
    edit->deleteLater();
    if (hadFocus) {
        setFocus(Qt::OtherFocusReason);
    }
    if (m_marks.editedNote != Scene::kNone) {
        m_marks.editedNote = Scene::kNone;
        invalidateScene(m_scene.boundsOf(item));
    }
    const auto id = std::exchange(m_textId, {});
    if (!keep || !m_editor || text == std::exchange(m_textBefore, {})) {
        return;
    }
    // A text that is finished is a step of its own.
    m_editor->history().seal();
    if (item.kind == ItemKind::Node) {
        m_editor->rename(id, text.trimmed());
    } else if (item.kind == ItemKind::Frame) {
        const auto *frame = m_editor->frame(id);
        m_editor->setFrame(id, text.trimmed(), frame ? QString::fromStdString(std::string(json::text(*frame, "color"))) : QString());
    } else if (item.kind == ItemKind::Note) {
        m_editor->setNoteText(id, text);
    }
    m_editor->history().seal();
}

} // namespace signalbox::canvas
