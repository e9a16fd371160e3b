// SPDX-License-Identifier: GPL-3.0-or-later
// The context menu of a canvas, by mouse and by keyboard, and what else menus reach: notes, frames, lines, files.
#include "flow_rig.h"

#include "ui/canvas/node_palette.h"
#include "ui/canvas/type_list.h"
#include "ui/flow/flow_export.h"
#include "ui/flow/history_pane.h"
#include "ui/flow/nodes_pane.h"
#include "ui/flow/problem_list.h"
#include "ui/flow/problems_pane.h"

#include <QContextMenuEvent>
#include <QCursor>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

using namespace signalbox;
using namespace signalbox::ui;
using test::FlowRig;

class TestCanvasMenu : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<FlowRig> m_rig;

    void setUp() override
    {
        QCursor::setPos(0, 0);
        m_rig = std::make_unique<FlowRig>();
        m_rig->openText(test::kSmallFlow, "small");
    }
    void tearDown() override { m_rig.reset(); }

    FlowDocument &document() { return m_rig->document(); }
    canvas::CanvasView &view() { return m_rig->canvas(); }
    QPoint placeOf(const char *node)
    {
        view().goToNode(node);
        view().finishMotion();
        view().selectNone();
        return m_rig->at(node);
    }
    // As the platform does it: the press, and the menu for it.
    QMenu *rightClick(QPoint at)
    {
        QTest::mouseClick(&view(), Qt::RightButton, {}, at);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, view().mapToGlobal(at));
        QApplication::sendEvent(&view(), &event);
        return open();
    }
    QMenu *open()
    {
        for (auto *menu : document().findChildren<QMenu *>(QStringLiteral("canvasMenu"), Qt::FindDirectChildrenOnly)) {
            if (menu->isVisible()) {
                return menu;
            }
        }
        return nullptr;
    }
    static QAction *find(QMenu *menu, const char *id)
    {
        for (auto *action : menu->findChildren<QAction *>()) {
            if (action->objectName() == QLatin1String(id)) {
                return action;
            }
        }
        return nullptr;
    }
    // Chosen as a person does; what it does comes after the menu is gone.
    void choose(QMenu *menu, QAction *action)
    {
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QVERIFY(test::pumpUntil([&] { return !open(); }));
    }

private Q_SLOTS:
    void aNodeHasItsCommands()
    {
        auto *menu = rightClick(placeOf("shape"));
        QVERIFY(menu);
        QCOMPARE(view().selectedIds(), std::vector<std::string>{"shape"});
        QVERIFY(find(menu, "edit.duplicate")->isEnabled());
        QVERIFY(!find(menu, "arrange.left")); // there is nothing to line up with
        choose(menu, find(menu, "edit.toggleDisabled"));
        QVERIFY(view().scene().nodes()[view().scene().find("shape")].disabled);
        menu = rightClick(m_rig->at("shape"));
        QVERIFY(find(menu, "edit.toggleDisabled")->text().contains(QLatin1String("on")));
        choose(menu, find(menu, "edit.delete"));
        QVERIFY(!document().editor()->node("shape"));
    }

    void severalNodesAreLinedUp()
    {
        view().selectIds({"shape", "page", "end"});
        const QPoint at = m_rig->at("shape");
        auto *menu = rightClick(at);
        QVERIFY(menu);
        QCOMPARE(view().selectedNodes().size(), std::size_t(3)); // a click on one of several keeps them
        auto *align = find(menu, "arrange.top");
        QVERIFY(align && align->isEnabled());
        align->trigger();
        menu->close();
        const auto &scene = view().scene();
        QCOMPARE(scene.rect(scene.find("page")).top(), scene.rect(scene.find("shape")).top());
        document().perform(QStringLiteral("edit.undo"));
        QCOMPARE(m_rig->text(), std::string(test::kSmallFlow));
    }

    void anEdgeTakesANode()
    {
        const auto &scene = view().scene();
        const auto curve = scene.curve(0);
        const QPoint at = view().fromScene(curve.at(0.5)).toPoint();
        auto *menu = rightClick(at);
        QVERIFY(menu);
        QCOMPARE(view().selectedEdges().size(), std::size_t(1));
        const auto actions = menu->actions();
        choose(menu, actions.front()); // "Insert a node…"
        QVERIFY(test::pumpUntil([&] { return view().palettePopup() && view().palettePopup()->isVisible(); }));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("merge"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(document().editor()->node("merge"));
        QCOMPARE(document().editor()->root().at("edges").as_array().size(), std::size_t(3));
    }

    // What the menu and the window begin, keys end.
    void twoNodesAreConnectedByCommand()
    {
        auto *menu = rightClick(placeOf("page"));
        QVERIFY(menu);
        choose(menu, find(menu, "edit.connect"));
        QVERIFY(test::pumpUntil([&] { return view().isConnecting(); }));
        QTest::keyClick(&view(), Qt::Key_Return);
        QCOMPARE(document().editor()->root().at("edges").as_array().size(), std::size_t(3));
        document().perform(QStringLiteral("edit.undo"));
        view().selectIds({"shape"});
        document().perform(QStringLiteral("view.nextEdge"));
        QCOMPARE(view().currentItem().kind, canvas::ItemKind::Edge);
        QVERIFY(document().canPerform(QStringLiteral("edit.delete")) && !document().canPerform(QStringLiteral("view.nextFrame")));
        document().perform(QStringLiteral("edit.delete"));
        QCOMPARE(document().editor()->root().at("edges").as_array().size(), std::size_t(1));
        document().perform(QStringLiteral("edit.undo"));
        QCOMPARE(m_rig->text(), std::string(test::kSmallFlow));
    }

    void theEmptyPlaceTakesANoteThere()
    {
        view().selectIds({"shape"});
        const QPoint at(300, 560);
        const QPointF place = view().toScene(at);
        auto *menu = rightClick(at);
        QVERIFY(menu);
        QVERIFY(!view().hasSelection());
        choose(menu, find(menu, "edit.addNote"));
        QCOMPARE(view().scene().notes().size(), std::size_t(1));
        QVERIFY((view().scene().notes().front().rect.topLeft() - place).manhattanLength() < 2 * canvas::card::kGrid);
        view().commitText();
        // A note has its own menu.
        menu = rightClick(view().fromScene(view().scene().notes().front().rect.center()).toPoint());
        QVERIFY(find(menu, "edit.rename")->isEnabled());
        choose(menu, find(menu, "edit.delete"));
        QVERIFY(view().scene().notes().empty());
    }

    void pastesWhereTheMenuWasOpened()
    {
        view().selectIds({"page"});
        document().perform(QStringLiteral("edit.copy"));
        const QPoint at(200, 600);
        const QPointF place = view().toScene(at);
        auto *menu = rightClick(at);
        choose(menu, find(menu, "edit.paste"));
        const auto added = view().selectedIds();
        QCOMPARE(added.size(), std::size_t(1));
        const auto box = view().scene().rect(view().scene().find(added.front()));
        QVERIFY((box.topLeft() - place).manhattanLength() < 2 * canvas::card::kGrid);
    }

    void opensByKeyboard_data()
    {
        QTest::addColumn<bool>("byMenuKey");
        QTest::newRow("Shift+F10") << false;
        QTest::newRow("Menu") << true;
    }
    void opensByKeyboard()
    {
        QFETCH(bool, byMenuKey);
        view().setFocus();
        view().goToNode("shape");
        view().finishMotion();
        if (byMenuKey) {
            // What the platform sends for the key.
            QContextMenuEvent event(QContextMenuEvent::Keyboard, view().rect().center(), view().mapToGlobal(view().rect().center()));
            QApplication::sendEvent(&view(), &event);
        } else {
            QTest::keyClick(&view(), Qt::Key_F10, Qt::ShiftModifier);
        }
        auto *menu = open();
        QVERIFY(menu);
        QVERIFY(find(menu, "edit.rename"));
        QTest::keyClick(menu, Qt::Key_Escape);
        QVERIFY(test::pumpUntil([&] { return !open(); }));
    }

    void framesHaveColours()
    {
        view().selectIds({"shape"});
        document().perform(QStringLiteral("arrange.frame"));
        view().commitText();
        QCOMPARE(view().scene().frames().size(), std::size_t(1));
        view().setFrameHue(QStringLiteral("data"));
        QCOMPARE(view().scene().frames().front().hue, Family::Data);
    }

    void theHistoryGoesToAnyStep()
    {
        HistoryPane pane(m_rig->theme);
        pane.setDocument(&document());
        pane.show();
        document().editor()->rename("shape", QStringLiteral("A"));
        document().editor()->history().seal();
        document().editor()->rename("page", QStringLiteral("B"));
        QCOMPARE(pane.list().model()->rowCount(), 3);
        pane.list().setCurrentIndex(pane.list().model()->index(0, 0));
        QTest::keyClick(&pane.list(), Qt::Key_Return);
        QCOMPARE(m_rig->text(), std::string(test::kSmallFlow));
    }

    void theListOfNodesAddsToTheFlowThatIsCurrent()
    {
        NodesPane pane(m_rig->theme);
        pane.setDocument(&document());
        pane.show();
        const auto before = view().scene().nodes().size();
        pane.types().input()->setText(QStringLiteral("http"));
        QTest::keyClick(pane.types().input(), Qt::Key_Return);
        QCOMPARE(view().scene().nodes().size(), before + 1);
        pane.setDocument(nullptr);
        QCOMPARE(pane.types().list()->count(), 0);
        QTest::keyClick(pane.types().input(), Qt::Key_Return);
        QCOMPARE(view().scene().nodes().size(), before + 1);
    }

    void problemsAreWalkedThrough()
    {
        m_rig->drop();
        std::string text = test::kSmallFlow;
        text.replace(text.find("\"to\": \"end\""), 11, "\"to\": \"ende\"");
        text.replace(text.find("\"type\": \"output\""), 16, "\"type\": \"outputt\"");
        m_rig->openText(text, "odd");
        ProblemsPane pane(m_rig->theme);
        pane.setDocument(&document());
        pane.resize(600, 300);
        pane.show();
        const int count = static_cast<int>(document().problems().size());
        QVERIFY(count >= 2);
        auto *list = pane.list().list();
        QCOMPARE(list->model()->rowCount(), count);
        document().perform(QStringLiteral("edit.nextProblem"));
        QCOMPARE(list->currentIndex().row(), 0);
        document().perform(QStringLiteral("edit.nextProblem"));
        QCOMPARE(list->currentIndex().row(), 1);
        document().perform(QStringLiteral("edit.previousProblem"));
        document().perform(QStringLiteral("edit.previousProblem"));
        QCOMPARE(list->currentIndex().row(), count - 1); // around
        view().selectNone();
        int ofNode = 0;
        while (document().problems()[static_cast<std::size_t>(ofNode)].node != "end") {
            ++ofNode;
            QVERIFY(ofNode < count);
        }
        list->setCurrentIndex(list->model()->index(ofNode, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(view().selectedIds(), std::vector<std::string>{"end"});
        pane.setDocument(nullptr);
        QVERIFY(!list->isVisible());
    }

    void isExported_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("beginning");
        QTest::newRow("flow") << QStringLiteral("small.json") << QByteArray("{\n  \"format\"");
        QTest::newRow("picture") << QStringLiteral("small.png") << QByteArray("\x89PNG");
        QTest::newRow("drawing") << QStringLiteral("small.svg") << QByteArray("<?xml");
        QTest::newRow("for Mermaid") << QStringLiteral("small.mmd") << QByteArray("---\ntitle: \"Small\"\n---\nflowchart LR\n");
        QTest::newRow("for Graphviz") << QStringLiteral("small.dot") << QByteArray("digraph \"Small\" {\n");
        QTest::newRow("for Graphviz, by its other ending") << QStringLiteral("small.gv") << QByteArray("digraph \"Small\" {\n");
        QTest::newRow("document") << QStringLiteral("small.PDF") << QByteArray("%PDF-");
    }
    void isExported()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, beginning);
        const QString path = m_rig->folder() + u'/' + name;
        document().exportTo(path);
        QVERIFY(test::pumpUntil([&] { return !m_rig->messages.isEmpty(); }));
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(m_rig->messages.join(u' ')));
        const auto bytes = file.readAll();
        QVERIFY(bytes.startsWith(beginning));
        if (name.endsWith(QLatin1String("json"))) {
            QCOMPARE(bytes.toStdString(), m_rig->text());
        } else if (name.endsWith(QLatin1String("png"))) {
            const QImage image = QImage::fromData(bytes);
            const auto area = view().pictureArea(canvas::CanvasView::Extent::All);
            QCOMPARE(image.size(), (area.size() * 2).toSize());
        } else if (name.endsWith(QLatin1String("svg"))) {
            QVERIFY(bytes.contains("shape") && bytes.contains("<path")); // texts and lines, not a picture of them
        }
    }

    void whatHoldsASecretIsNotExported_data() { isExported_data(); }
    void whatHoldsASecretIsNotExported()
    {
        QFETCH(QString, name);
        QVERIFY(m_rig->call<api::SecretsSet>({"DOOR", "shape-of-the-key"}).ok());
        m_rig->openText(QByteArray(test::kSmallFlow).replace("\"Small\"", "\"shape-of-the-key\"").toStdString(), "leaky");
        const QString path = m_rig->folder() + u'/' + name;
        m_rig->messages.clear();
        document().exportTo(path);
        QVERIFY(test::pumpUntil([&] { return !m_rig->messages.isEmpty(); }));
        QVERIFY2(m_rig->messages.front().contains(QLatin1String("{{ secrets.DOOR }}")) && m_rig->messages.front().contains(QLatin1String("/name")), qPrintable(m_rig->messages.front()));
        QVERIFY(!QFile::exists(path));
    }

    void whatCannotBeWrittenIsSaid()
    {
        document().exportTo(m_rig->folder() + QStringLiteral("/none/small.png"));
        QVERIFY(test::pumpUntil([&] { return !m_rig->messages.isEmpty(); }));
        QVERIFY(m_rig->messages.front().contains(QLatin1String("could not be written")));
    }

    // The chosen filter says what becomes of it, whatever the name ends with.
    void isExportedAsWasChosen()
    {
        const auto choose = [&](const QString &filter, const QString &name) {
            m_rig->messages.clear();
            document().perform(QStringLiteral("file.export"));
            QPointer<QFileDialog> dialog = document().window()->findChild<QFileDialog *>();
            if (!dialog) {
                return;
            }
            for (const auto &known : dialog->nameFilters()) {
                if (known.contains(filter)) {
                    dialog->selectNameFilter(known);
                }
            }
            Q_EMIT dialog->fileSelected(m_rig->folder() + u'/' + name);
            dialog->close();
            test::pumpUntil([&] { return !dialog; });
        };
        const auto beginning = [&](const char *name) {
            QFile file(m_rig->folder() + u'/' + QLatin1String(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll().left(10) : QByteArray();
        };
        const auto isSaid = [&] { return test::pumpUntil([&] { return !m_rig->messages.isEmpty(); }); };
        choose(QStringLiteral("*.png"), QStringLiteral("orders v1.2"));
        QVERIFY(isSaid());
        QVERIFY(m_rig->messages.front().contains(QStringLiteral("orders v1.2.png")));
        QVERIFY(beginning("orders v1.2.png").startsWith("\x89PNG"));
        QVERIFY(!QFile::exists(m_rig->folder() + QStringLiteral("/orders v1.2")));
        choose(QStringLiteral("*.gv"), QStringLiteral("flow.gv"));
        QVERIFY(isSaid());
        QVERIFY(beginning("flow.gv").startsWith("digraph"));
        // What the name with its ending hits is asked about.
        QFile kept(m_rig->folder() + QStringLiteral("/kept.svg"));
        QVERIFY(kept.open(QIODevice::WriteOnly) && kept.write("mine") == 4);
        kept.close();
        for (const bool yes : {false, true}) {
            choose(QStringLiteral("*.svg"), QStringLiteral("kept"));
            QPointer<QMessageBox> question = document().window()->findChild<QMessageBox *>();
            QVERIFY(question && question->text().contains(QStringLiteral("kept.svg")));
            QCOMPARE(beginning("kept.svg"), QByteArray("mine"));
            for (auto *button : question->buttons()) {
                if ((question->buttonRole(button) == QMessageBox::DestructiveRole) == yes) {
                    button->click();
                    break;
                }
            }
            QVERIFY(test::pumpUntil([&] { return !question; }));
            QVERIFY(!yes || isSaid());
        }
        QVERIFY(beginning("kept.svg").startsWith("<?xml"));
    }

    // A file has the colours of the window in its light scheme.
    void drawingsHaveTheWindowsHues()
    {
        const std::pair<const char *, Family> families[] = {{"trigger", Family::Trigger}, {"logic", Family::Logic}, {"data", Family::Data},   {"network", Family::Network},
                                                            {"files", Family::Files},     {"flow", Family::Flow},   {"agent", Family::Agent}, {"else", Family::Other}};
        const auto &theme = m_rig->theme; // light
        const json::Value graph = json::Object{{"nodes", json::Array{json::Object{{"id", "a"}, {"type", "t"}}}}};
        for (const auto &[name, family] : families) {
            const auto faceOf = [name = name](std::string_view) { return std::optional(flow::TypeFace{"T", name}); };
            const auto svg = QString::fromStdString(flow::draw(flow::DrawingFormat::Svg, graph, faceOf));
            QVERIFY2(svg.contains(theme.tint(family).color.name()) && svg.contains(theme.tint(family).soft.name()), name);
        }
        const json::Value edges = json::Object{{"nodes", json::Array{json::Object{{"id", "a"}, {"type", "t"}}, json::Object{{"id", "b"}, {"type", "t"}}}},
                                               {"edges", json::Array{json::Object{{"from", "a"}, {"to", "b"}}, json::Object{{"from", "a"}, {"to", "b"}, {"condition", "x"}}, json::Object{{"from", "a"}, {"fromPort", "error"}, {"to", "b"}}}}};
        const auto svg = QString::fromStdString(flow::draw(flow::DrawingFormat::Svg, edges, {}));
        for (const Role role : {Role::Canvas, Role::Node, Role::NodeBorder, Role::Text, Role::TextMuted, Role::Edge, Role::EdgeCondition, Role::EdgeError, Role::Port}) {
            const auto name = theme.color(role).name();
            QVERIFY2(svg.contains(name == QLatin1String("#ffffff") ? QStringLiteral("#fff") : name), qPrintable(name));
        }
    }

    void theEndingSaysTheFormat()
    {
        QCOMPARE(withEnding(QStringLiteral("/a.b/flow.json"), ExportFormat::Svg), QStringLiteral("/a.b/flow.svg"));
        QCOMPARE(withEnding(QStringLiteral("/a.b/flow"), ExportFormat::Json), QStringLiteral("/a.b/flow.json"));
        QCOMPARE(withEnding(QStringLiteral("flow.v2"), ExportFormat::Png), QStringLiteral("flow.v2.png"));
        QCOMPARE(exportFormatOf(QStringLiteral("flow.gv")), std::optional(ExportFormat::Dot));
        QVERIFY(!exportFormatOf(QStringLiteral("flow.txt")));
    }
};

SB_GUI_TEST_MAIN(TestCanvasMenu)
#include "tst_canvas_menu.moc"
