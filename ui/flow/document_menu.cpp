// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/document_menu.h"

#include "ui/flow/flow_document.h"
#include "ui/shell/action_registry.h"

#include <QCoreApplication>
#include <QMenu>

namespace signalbox::ui {

namespace {

class MenuMaker
{
    Q_DECLARE_TR_FUNCTIONS(CanvasMenu)
public:
    explicit MenuMaker(FlowDocument &document) : m_document(document), m_picked(document.canvas().picked()) {}

    void fill(QMenu &menu)
    {
        if (!m_picked.nodes.empty()) {
            fillNodes(menu);
        } else if (!m_picked.frames.empty() || !m_picked.notes.empty()) {
            fillDecorations(menu);
        } else if (!m_picked.edges.empty()) {
            fillEdges(menu);
        } else {
            fillPlace(menu);
        }
    }

private:
    FlowDocument &m_document;
    canvas::Picked m_picked;

    QIcon icon(const char *name) const { return *name ? m_document.bench().theme().icon(QString::fromLatin1(name)) : QIcon(); }

    // The keys are shown, not taken: they are the window's.
    QAction *add(QMenu &menu, const QString &text, const char *command, const char *iconName = "")
    {
        const QString id = QString::fromLatin1(command);
        const auto *actions = m_document.bench().actions();
        const auto keys = actions ? actions->shortcuts(id) : QList<QKeySequence>();
        auto *action = menu.addAction(icon(iconName), keys.isEmpty() ? text : text + u'\t' + keys.front().toString(QKeySequence::NativeText));
        action->setObjectName(id);
        action->setEnabled(m_document.canPerform(id));
        QObject::connect(action, &QAction::triggered, &m_document, [document = &m_document, id] { document->perform(id); });
        return action;
    }

    template<typename Run>
    QAction *addOwn(QMenu &menu, const QString &text, const QString &keys, const char *iconName, Run run)
    {
        auto *action = menu.addAction(icon(iconName), keys.isEmpty() ? text : text + u'\t' + keys);
        QObject::connect(action, &QAction::triggered, &m_document, run);
        return action;
    }

    void addClipboard(QMenu &menu)
    {
        add(menu, tr("Cu&t"), "edit.cut", "cut");
        add(menu, tr("&Copy"), "edit.copy", "copy");
        add(menu, tr("Copy as pictur&e"), "edit.copyPicture");
        add(menu, tr("&Paste here"), "edit.paste", "paste");
        add(menu, tr("Dupl&icate"), "edit.duplicate");
    }

    void fillNodes(QMenu &menu)
    {
        auto *canvas = &m_document.canvas();
        const bool isOne = m_picked.nodes.size() == 1;
        if (isOne) {
            addOwn(menu, tr("&Open its settings"), QKeySequence(Qt::Key_Return).toString(QKeySequence::NativeText), "inspector",
                   [canvas, id = m_picked.nodes.front()] { Q_EMIT canvas->nodeActivated(QString::fromStdString(id)); });
            if (canvas->canEnterCurrent()) {
                addOwn(menu, tr("Open what is &inside"), QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText), "flow", [canvas] { canvas->enterCurrent(); });
            }
            add(menu, tr("Co&nnect with…"), "edit.connect", "connect");
            add(menu, tr("Rena&me"), "edit.rename");
        }
        const bool allOff = std::all_of(canvas->selectedNodes().begin(), canvas->selectedNodes().end(), [canvas](std::uint32_t node) { return canvas->scene().nodes()[node].disabled; });
        add(menu, allOff ? tr("&Switch on") : tr("&Switch off"), "edit.toggleDisabled");
        menu.addSeparator();
        fillRun(menu, isOne);
        menu.addSeparator();
        addClipboard(menu);
        menu.addSeparator();
        add(menu, tr("&Frame"), "arrange.frame");
        add(menu, tr("Collapse to subflow"), "edit.collapse");
        if (isOne && canvas->scene().typeOf(*canvas->selectedNodes().begin()).id == "subflow") {
            add(menu, tr("Unpack subflow"), "edit.unpack");
        }
        add(menu, tr("Set or remove bookmark"), "edit.bookmark");
        if (m_picked.nodes.size() > 1) {
            auto *align = menu.addMenu(tr("&Align"));
            add(*align, tr("&Left"), "arrange.left");
            add(*align, tr("&Centres"), "arrange.centre");
            add(*align, tr("&Right"), "arrange.right");
            align->addSeparator();
            add(*align, tr("&Top"), "arrange.top");
            add(*align, tr("&Middles"), "arrange.middle");
            add(*align, tr("&Bottom"), "arrange.bottom");
            align->addSeparator();
            add(*align, tr("Distribute &horizontally"), "arrange.across");
            add(*align, tr("Distribute &vertically"), "arrange.down");
            add(menu, tr("Arran&ge"), "view.arrange", "arrange");
        }
        auto *select = menu.addMenu(tr("Se&lect"));
        add(*select, tr("What comes &before"), "edit.selectUpstream");
        add(*select, tr("What &follows"), "edit.selectDownstream");
        add(menu, tr("&Zoom to it"), "view.zoomSelection");
        menu.addSeparator();
        add(menu, tr("&Delete"), "edit.delete", "delete");
        add(menu, tr("Delete and rec&onnect"), "edit.deleteHeal");
    }

    void fillRun(QMenu &menu, bool isOne)
    {
        add(menu, m_document.hasBreakpoint() ? tr("Remove &breakpoint") : tr("Pause before it (&breakpoint)"), "run.breakpoint");
        if (!isOne) {
            return;
        }
        auto *again = menu.addMenu(icon("retry"), tr("&Run from here"));
        add(*again, tr("With the &same data"), "run.fromHere");
        add(*again, tr("With &edited data…"), "run.fromHereEdited");
        add(*again, tr("With its output &pinned…"), "run.pinned");
        again->setEnabled(m_document.canPerform(QStringLiteral("run.fromHere")));
    }

    void fillDecorations(QMenu &menu)
    {
        auto *canvas = &m_document.canvas();
        add(menu, m_picked.frames.empty() ? tr("Edit te&xt") : tr("Rena&me"), "edit.rename");
        if (!m_picked.frames.empty()) {
            auto *colour = menu.addMenu(icon("palette"), tr("Co&lour"));
            const QList<std::pair<QString, QString>> hues = {{tr("Grey"), QString()},
                                                             {tr("Like triggers"), QStringLiteral("trigger")},
                                                             {tr("Like logic"), QStringLiteral("logic")},
                                                             {tr("Like data"), QStringLiteral("data")},
                                                             {tr("Like the network"), QStringLiteral("network")},
                                                             {tr("Like files"), QStringLiteral("files")},
                                                             {tr("Like flows"), QStringLiteral("flow")},
                                                             {tr("Like agents"), QStringLiteral("agent")}};
            for (const auto &[text, hue] : hues) {
                auto *action = colour->addAction(m_document.bench().theme().icon(QStringLiteral("stop-filled"), familyOf(hue)), text);
                QObject::connect(action, &QAction::triggered, &m_document, [canvas, hue = hue] { canvas->setFrameHue(hue); });
            }
        }
        menu.addSeparator();
        addClipboard(menu);
        menu.addSeparator();
        add(menu, tr("&Zoom to it"), "view.zoomSelection");
        menu.addSeparator();
        add(menu, tr("&Delete"), "edit.delete", "delete");
    }

    void fillEdges(QMenu &menu)
    {
        auto *canvas = &m_document.canvas();
        if (m_picked.edges.size() == 1) {
            addOwn(menu, tr("&Insert a node…"), {}, "add", [canvas] { canvas->openPaletteOnEdge(); });
            addOwn(menu, tr("&Open its settings"), QKeySequence(Qt::Key_Return).toString(QKeySequence::NativeText), "inspector", [document = &m_document] { Q_EMIT document->settingsRequested(); });
        }
        const auto &scene = canvas->scene();
        const bool isRouted = std::any_of(canvas->selectedEdges().begin(), canvas->selectedEdges().end(), [&](std::uint32_t edge) { return !scene.route(edge).empty(); });
        addOwn(menu, tr("Take its &bends away"), {}, "", [canvas] { canvas->straightenSelection(); })->setEnabled(isRouted);
        menu.addSeparator();
        add(menu, tr("&Zoom to it"), "view.zoomSelection");
        menu.addSeparator();
        add(menu, tr("&Delete"), "edit.delete", "delete");
    }

    void fillPlace(QMenu &menu)
    {
        auto *canvas = &m_document.canvas();
        add(menu, tr("Add &node here…"), "edit.addNode", "add");
        add(menu, tr("Add no&te here"), "edit.addNote", "edit");
        add(menu, tr("Add &frame here"), "arrange.frame");
        add(menu, tr("&Paste here"), "edit.paste", "paste");
        menu.addSeparator();
        add(menu, tr("Select &all"), "edit.selectAll");
        add(menu, tr("A&rrange nodes"), "view.arrange", "arrange");
        menu.addSeparator();
        add(menu, tr("&Zoom to fit"), "view.zoomFit", "fit");
        add(menu, tr("Actual &size"), "view.zoomActual");
        menu.addSeparator();
        add(menu, tr("Copy as pictur&e"), "edit.copyPicture");
        add(menu, tr("E&xport…"), "file.export", "external");
        if (m_document.editor() && m_document.editor()->scope().size() >= 2) {
            menu.addSeparator();
            addOwn(menu, tr("&Back to the graph around it"), QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText), "chevron-back", [canvas] { canvas->leaveScope(); });
        }
    }
};

} // namespace

QMenu *makeCanvasMenu(FlowDocument &document)
{
    auto *menu = new QMenu(&document);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("canvasMenu"));
    MenuMaker(document).fill(*menu);
    // What was chosen is done after the menu closed, and still goes where it was opened. Another menu may be open by then.
    QObject::connect(menu, &QObject::destroyed, &document.canvas(), [canvas = &document.canvas(), turn = document.canvas().spotTurn()] { canvas->forgetSpot(turn); });
    return menu;
}

} // namespace signalbox::ui
