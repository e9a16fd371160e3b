// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that every document shares: what they are called, where they stand and which keys they have. What they do is
// the document's.
#include "ui/shell/action_registry.h"
#include "ui/shell/document_area.h"
#include "ui/shell/main_window.h"

#include <QAction>

namespace signalbox::ui {

namespace {

QList<QKeySequence> keys(QKeySequence::StandardKey key)
{
    const auto bound = QKeySequence::keyBindings(key);
    return bound.isEmpty() ? bound : QList<QKeySequence>{bound.front()};
}

} // namespace

void MainWindow::addDocumentCommands()
{
    struct Command
    {
        const char *id;
        QString text;
        QString category;
        const char *icon;
        QList<QKeySequence> shortcuts;
        const char *menu;
        int group;
        bool toolbar;
        ActionSpec::Reach reach = ActionSpec::Reach::Window;
        const char *sharesKeysWith = "";
        QString tip = {};
    };
    const QString file = tr("File");
    const QString edit = tr("Edit");
    const QString view = tr("View");
    const QString arrange = tr("Arrange");
    const QString run = tr("Run");
    // What edits belongs to whatever has the focus: in a pane these keys are the pane's.
    constexpr auto documents = ActionSpec::Reach::Documents;
    const QList<Command> commands = {
        {"edit.undo", tr("&Undo"), edit, "undo", keys(QKeySequence::Undo), "edit", 0, true},
        {"edit.redo", tr("&Redo"), edit, "redo", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)}, "edit", 0, true},
        {"edit.cut", tr("Cu&t"), edit, "cut", keys(QKeySequence::Cut), "edit", 1, false, documents},
        {"edit.copy", tr("&Copy"), edit, "copy", keys(QKeySequence::Copy), "edit", 1, false, documents},
        {"edit.paste", tr("&Paste"), edit, "paste", keys(QKeySequence::Paste), "edit", 1, false, documents},
        {"edit.duplicate", tr("Dupl&icate"), edit, "copy", {QKeySequence(Qt::CTRL | Qt::Key_D)}, "edit", 1, false, documents},
        {"edit.delete", tr("&Delete"), edit, "delete", {QKeySequence(Qt::Key_Delete)}, "edit", 1, false, documents},
        {"edit.deleteHeal", tr("Delete and rec&onnect"), edit, "", {QKeySequence(Qt::CTRL | Qt::Key_Delete)}, "edit", 1, false, documents},
        {"edit.copyPicture", tr("Copy as pictur&e"), edit, "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}, "edit", 1, false, documents},
        {"edit.selectAll", tr("Select &all"), edit, "", keys(QKeySequence::SelectAll), "edit", 2, false, documents},
        {"edit.selectUpstream", tr("Select what comes before"), edit, "", {}, "edit", 2, false},
        {"edit.selectDownstream", tr("Select what follo&ws"), edit, "", {}, "edit", 2, false},
        {"edit.find", tr("&Find in the flow"), edit, "search", keys(QKeySequence::Find), "edit", 2, false},
        {"edit.addNode", tr("Add &node…"), edit, "add", {QKeySequence(Qt::CTRL | Qt::Key_Space)}, "edit", 3, false},
        {"edit.addNote", tr("Add note"), edit, "edit", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)}, "edit", 3, false},
        {"edit.connect", tr("Connect wit&h…"), edit, "connect", {QKeySequence(Qt::CTRL | Qt::Key_J)}, "edit", 3, false, documents, "", tr("Arrow keys choose the other end, Enter connects.")},
        {"edit.rename", tr("Rena&me"), edit, "", {QKeySequence(Qt::Key_F2)}, "edit", 3, false, documents},
        {"edit.toggleDisabled", tr("Switch off or on"), edit, "", {QKeySequence(Qt::CTRL | Qt::Key_B)}, "edit", 3, false, documents},
        {"edit.collapse", tr("Collapse to subflow"), edit, "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G)}, "edit", 3, false, documents},
        {"edit.unpack", tr("Unpack subflow"), edit, "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U)}, "edit", 3, false, documents},
        {"edit.bookmark", tr("Set or remove bookmark"), edit, "", {QKeySequence(Qt::CTRL | Qt::Key_F2)}, "edit", 3, false, documents},
        {"file.save", tr("&Save"), file, "save", {QKeySequence(Qt::CTRL | Qt::Key_S)}, "file", 2, false},
        {"file.publish", tr("&Publish…"), file, "publish", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}, "file", 2, false},
        {"flow.compare", tr("Compare versions"), file, "compare", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)}, "file", 2, false},
        {"file.export", tr("&Export…"), file, "external", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)}, "file", 2, false},
        {"flow.validate", tr("Show pro&blems"), edit, "problems", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)}, "edit", 4, false},
        {"edit.nextProblem", tr("Ne&xt problem"), edit, "", {QKeySequence(Qt::Key_F8)}, "edit", 4, false},
        {"edit.previousProblem", tr("Pre&vious problem"), edit, "", {QKeySequence(Qt::SHIFT | Qt::Key_F8)}, "edit", 4, false},
        {"view.zoomIn", tr("Zoom &in"), view, "zoom-in", {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)}, "view", 1, false},
        {"view.zoomOut", tr("Zoom &out"), view, "zoom-out", {QKeySequence(Qt::CTRL | Qt::Key_Minus)}, "view", 1, false},
        {"view.zoomFit", tr("Zoom to &fit"), view, "fit", {QKeySequence(Qt::CTRL | Qt::Key_0)}, "view", 1, false},
        {"view.zoomActual", tr("&Actual size"), view, "", {QKeySequence(Qt::CTRL | Qt::Key_1)}, "view", 1, false},
        {"view.zoomSelection", tr("Zoom to &selection"), view, "", {QKeySequence(Qt::CTRL | Qt::Key_2)}, "view", 1, false},
        {"view.nextBookmark", tr("Next bookmark"), view, "", {QKeySequence(Qt::ALT | Qt::Key_PageDown)}, "view", 1, false},
        {"view.previousBookmark", tr("Previous bookmark"), view, "", {QKeySequence(Qt::ALT | Qt::Key_PageUp)}, "view", 1, false},
        // Their keys are the canvas's own: elsewhere in a document they scroll.
        {"view.nextEdge", tr("Next edge of the node"), view, "", {}, "", 1, false, documents, "", tr("On the canvas: Page Down.")},
        {"view.previousEdge", tr("Previous edge of the node"), view, "", {}, "", 1, false, documents, "", tr("On the canvas: Page Up.")},
        {"view.nextFrame", tr("Next frame or note"), view, "", {}, "", 1, false, documents, "", tr("On the canvas: Shift+Page Down.")},
        {"view.previousFrame", tr("Previous frame or note"), view, "", {}, "", 1, false, documents, "", tr("On the canvas: Shift+Page Up.")},
        {"view.arrange", tr("A&rrange nodes"), arrange, "arrange", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)}, "arrange", 0, false},
        {"arrange.frame", tr("&Frame the selection"), arrange, "", {QKeySequence(Qt::CTRL | Qt::Key_G)}, "arrange", 0, false, documents},
        {"arrange.left", tr("Align &left"), arrange, "", {}, "arrange", 1, false},
        {"arrange.centre", tr("Align &centres"), arrange, "", {}, "arrange", 1, false},
        {"arrange.right", tr("Align r&ight"), arrange, "", {}, "arrange", 1, false},
        {"arrange.top", tr("Align &top"), arrange, "", {}, "arrange", 2, false},
        {"arrange.middle", tr("Align &middles"), arrange, "", {}, "arrange", 2, false},
        {"arrange.bottom", tr("Align &bottom"), arrange, "", {}, "arrange", 2, false},
        {"arrange.across", tr("Distribute &horizontally"), arrange, "", {}, "arrange", 3, false},
        {"arrange.down", tr("Distribute &vertically"), arrange, "", {}, "arrange", 3, false},
        {"run.start", tr("&Run"), run, "run", {QKeySequence(Qt::Key_F5)}, "run", 0, false},
        {"run.startWith", tr("Run &with input…"), run, "edit", {QKeySequence(Qt::CTRL | Qt::Key_F5)}, "run", 0, false},
        {"run.record", tr("Run and recor&d the answers"), run, "", {}, "run", 0, false},
        {"run.examples", tr("Run with the e&xample answers"), run, "", {}, "run", 0, false},
        {"run.pause", tr("&Pause"), run, "pause", {}, "run", 0, false},
        {"run.resume", tr("C&ontinue"), run, "resume", {QKeySequence(Qt::Key_F5)}, "run", 0, false, ActionSpec::Reach::Window, "run.start"},
        {"run.step", tr("S&tep"), run, "step-forward", {QKeySequence(Qt::Key_F10)}, "run", 0, false},
        {"run.stop", tr("&Stop"), run, "stop", {QKeySequence(Qt::SHIFT | Qt::Key_F5)}, "run", 0, false},
        {"run.breakpoint", tr("Toggle &breakpoint"), run, "", {QKeySequence(Qt::Key_F9)}, "run", 1, false},
        {"run.clearBreakpoints", tr("Remove all breakpoints"), run, "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F9)}, "run", 1, false},
        {"run.fromHere", tr("Run again from &here"), run, "retry", {}, "run", 2, false},
        {"run.fromHereEdited", tr("Run from here with &edited data…"), run, "edit", {}, "run", 2, false},
        {"run.pinned", tr("Pin its output and run on…"), run, "pin", {}, "run", 2, false},
        {"run.replay", tr("Rep&lay its recorded answers"), run, "", {}, "run", 2, false},
        {"run.saveAnswers", tr("Sa&ve its recorded answers…"), run, "", {}, "run", 2, false},
        {"run.overTime", tr("Go through the run over ti&me"), run, "timeline", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)}, "run", 3, false},
        {"run.clear", tr("&Clear the run's marks"), run, "", {}, "run", 3, false},
    };
    for (const auto &command : commands) {
        const QString id = QString::fromLatin1(command.id);
        m_parts.actions.add({.id = id,
                             .text = command.text,
                             .category = command.category,
                             .icon = QString::fromLatin1(command.icon),
                             .shortcuts = command.shortcuts,
                             .menu = QString::fromLatin1(command.menu),
                             .group = command.group,
                             .toolbar = command.toolbar,
                             .reach = command.reach,
                             .tip = command.tip,
                             .sharesKeysWith = QString::fromLatin1(command.sharesKeysWith)},
                            [this, id] {
                                if (auto *document = m_documents->current(); document && document->canPerform(id)) {
                                    document->perform(id);
                                }
                            });
        m_parts.actions.find(id)->setProperty("signalboxDocument", true);
    }
}

} // namespace signalbox::ui
