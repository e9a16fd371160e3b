// SPDX-License-Identifier: GPL-3.0-or-later
// A canvas with a small flow in a window, and the ways a person touches it.
#pragma once

#include "support/canvas_flows.h"
#include "support/gui_test.h"

#include "ui/canvas/canvas_view.h"

#include <QTest>

namespace signalbox::test {

/// a → b → c, and d alone; at 100 %, so that units are pixels.
inline const char *kChain = "{\n"
                            "  \"format\": \"signalbox.flow/1\",\n"
                            "  \"id\": \"chain\", \"x-mine\": {\"kept\": 1.50},\n"
                            "  \"nodes\": [\n"
                            "    {\"id\": \"a\", \"type\": \"trigger.manual\"},\n"
                            "    {\"id\": \"b\", \"type\": \"transform\", \"config\": {\"expression\": \"input\"}, \"x-note\": true},\n"
                            "    {\"id\": \"c\", \"type\": \"output\"},\n"
                            "    {\"id\": \"d\", \"type\": \"transform\", \"config\": {\"expression\": \"nodes.b.output\"}}\n"
                            "  ],\n"
                            "  \"edges\": [{\"from\": \"a\", \"to\": \"b\"}, {\"from\": \"b\", \"to\": \"c\", \"condition\": \"output\"}],\n"
                            "  \"layout\": {\"nodes\": {\"a\": [0, 0], \"b\": [352, 0], \"c\": [704, 0], \"d\": [352, 208]}}\n"
                            "}\n";

class CanvasRig
{
public:
    explicit CanvasRig(std::string text = kChain) : source(std::move(text)), editor(editorFor(source, catalogue)), view(theme)
    {
        theme.setSystemLook({ui::Scheme::Light, ui::Contrast::Normal, true});
        view.resize(1200, 800);
        view.setEditor(editor.get());
        view.show();
        if (!QTest::qWaitForWindowActive(&view, 30000)) {
            qFatal("the window does not come up");
        }
        view.setFocus();
        actualSize();
    }

    void actualSize()
    {
        view.zoomActual();
        view.centerOn(QPointF(464, 136));
        view.finishMotion();
        pumpPending();
    }

    QPoint at(QPointF scene) const { return view.fromScene(scene).toPoint(); }
    QPoint node(const char *id) const { return at(view.scene().rect(view.scene().find(id)).center()); }
    QPoint port(const char *id, canvas::Side side, int index = 0) const
    {
        return at(view.scene().portPos({view.scene().find(id), side, static_cast<std::uint16_t>(index)}));
    }
    QPointF pos(const char *id) const { return view.scene().nodes()[view.scene().find(id)].pos; }
    bool has(const char *id) const { return view.scene().find(id) != canvas::Scene::kNone; }
    std::size_t edgeCount() const { return view.scene().edges().size(); }
    bool connected(const char *from, const char *to) const
    {
        for (const auto &edge : view.scene().edges()) {
            if (view.scene().nodes()[edge.from].id == from && view.scene().nodes()[edge.to].id == to) {
                return true;
            }
        }
        return false;
    }
    std::string text() const { return editor->text().value(); }

    void press(QPoint where, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {}) { QTest::mousePress(&view, button, modifiers, where); }
    /// In a few steps, as a hand does.
    void moveTo(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {})
    {
        for (int i = 1; i <= 4; ++i) {
            const QPointF where = QPointF(from) + QPointF(to - from) * i / 4.0;
            QMouseEvent event(QEvent::MouseMove, where, view.mapToGlobal(where), Qt::NoButton, button, modifiers);
            QApplication::sendEvent(&view, &event);
            pumpPending();
        }
    }
    void release(QPoint where, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseRelease(&view, button, modifiers, where);
        pumpPending();
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {})
    {
        press(from, button, modifiers);
        moveTo(from, to, button, modifiers);
        release(to, button, modifiers);
    }
    void click(QPoint where, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(&view, Qt::LeftButton, modifiers, where);
        pumpPending();
    }
    void key(int code, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&view, static_cast<Qt::Key>(code), modifiers);
        pumpPending();
    }

    canvas::Catalogue catalogue = canvasCatalogue();
    std::string source;
    ui::Theme theme;
    std::unique_ptr<canvas::FlowEditor> editor;
    canvas::CanvasView view;
};

} // namespace signalbox::test
