// SPDX-License-Identifier: GPL-3.0-or-later
// Several nodes become one that holds them, and the other way; bookmarks; what an edge says of itself; two versions at once.
#include "canvas_rig.h"
#include "subflow_texts.h"

#include "flow/diff.h"

#include <QSignalSpy>

using namespace signalbox;
using namespace signalbox::canvas;
using test::CanvasRig;

namespace {

// Two sources come together, and what follows names one of them and another that leads nowhere into it.
const char *kJoin = R"({"id":"join","nodes":[
  {"id":"s","type":"trigger.manual"},
  {"id":"x","type":"transform","config":{"expression":"1"}},
  {"id":"y-2","type":"transform","config":{"expression":"2"}},
  {"id":"m","type":"transform","config":{"set":{"sum":"{{ input.x + nodes['y-2'].output + nodes.s.output }}"}}},
  {"id":"n","type":"transform","config":{"expression":"nodes.m.output"}},
  {"id":"o","type":"output","config":{"value":"{{ nodes.n.output }}"}}],
 "edges":[{"from":"s","to":"x"},{"from":"s","to":"y-2"},{"from":"x","to":"m"},{"from":"y-2","to":"m"},{"from":"m","to":"n"},{"from":"n","to":"o","condition":"output > 1"}],
 "layout":{"nodes":{"s":[0,0],"x":[320,0],"y-2":[320,160],"m":[640,64],"n":[960,64],"o":[1280,64]}}})";

// A way leads from a past b to c, and d names a.
const char *kAround = R"({"id":"around","nodes":[
  {"id":"t","type":"trigger.manual"},{"id":"a","type":"transform","config":{"expression":"1"}},{"id":"b","type":"transform","config":{"expression":"2"}},
  {"id":"c","type":"transform","config":{"expression":"3"}},{"id":"d","type":"transform","config":{"expression":"nodes.a.output"}}],
 "edges":[{"from":"t","to":"a"},{"from":"a","to":"b"},{"from":"b","to":"c"},{"from":"b","to":"d"}]})";

// `member` stands with the subflow, `port` is where it is left, `entry` and `inner` are more of the edge into it and of the one inside.
std::string nested(const std::string &member, const std::string &port, const std::string &entry, const std::string &inner, const std::string &layout)
{
    return R"({"id":"nested","nodes":[{"id":"t","type":"trigger.manual"},{"id":"sub","type":"subflow")" + member + R"(,"config":{"body":{"nodes":[
  {"id":"start","type":"trigger.manual"},{"id":"work","type":"transform","config":{"expression":"input"}},{"id":"result","type":"output","config":{}}],
  "edges":[{"from":"start","to":"work")" + inner + R"(},{"from":"work","to":"result"}])" + layout + R"(}}},{"id":"next","type":"transform","config":{"expression":"input"}}],
 "edges":[{"from":"t","to":"sub")" + entry + R"(},{"from":"sub","fromPort":")" + port + R"(","to":"next"}]})";
}

std::string nodesOf(FlowEditor &editor)
{
    std::string names;
    for (const auto &entry : editor.graph().get_object().at("nodes").get_array()) {
        names += std::string(entry.get_object().at("id").get_string()) + " ";
    }
    return names;
}

} // namespace

class TestCanvasSubflows : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void nodesGoIntoASubflowAndComeBack()
    {
        CanvasRig rig;
        const auto before = rig.editor->root();
        rig.view.selectIds({"b"});
        rig.view.collapseSelection();
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"b"}); // it has the name of what gives its result
        QCOMPARE(json::text(*rig.editor->node("b"), "type"), std::string_view("subflow"));
        QVERIFY(rig.connected("a", "b") && rig.connected("b", "c"));
        QCOMPARE(rig.editor->history().position(), std::size_t(1));
        rig.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(rig.editor->scope(), (std::vector<std::string>{"body", "b"}));
        QCOMPARE(nodesOf(*rig.editor), std::string("a b result "));
        QVERIFY(rig.connected("a", "b") && rig.connected("b", "result"));
        rig.view.leaveScope();
        rig.view.selectIds({"b"});
        rig.view.expandCurrent();
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"b"});
        QVERIFY(flow::difference(before, rig.editor->root()).empty());
        rig.view.undo();
        rig.view.undo();
        QCOMPARE(rig.text(), rig.source);
    }

    void whatComesFromOutsideKeepsItsNames()
    {
        CanvasRig rig(kJoin);
        const auto before = rig.editor->root();
        rig.view.selectIds({"m", "n"});
        rig.view.collapseSelection();
        const auto *node = rig.editor->node("n");
        QVERIFY(node && json::text(*node, "type") == "subflow");
        QCOMPARE(json::write(*json::find(node->at("config"), "input")), std::string(R"({"s":"{{ nodes.s.output }}","x":"{{ nodes.x.output }}","y-2":"{{ nodes['y-2'].output }}"})"));
        QVERIFY(rig.connected("x", "n") && rig.connected("y-2", "n") && rig.connected("n", "o") && !rig.connected("s", "n"));
        QVERIFY(rig.editor->setScope({"body", "n"}));
        QCOMPARE(nodesOf(*rig.editor), std::string("s x y-2 m n result "));
        QVERIFY(rig.connected("x", "m") && rig.connected("y-2", "m") && !rig.connected("s", "m"));
        rig.editor->setScope({});
        rig.view.selectIds({"n"});
        rig.view.expandCurrent();
        for (const auto &change : flow::difference(before, rig.editor->root())) {
            QVERIFY2(change.kind == flow::ChangeKind::Moved || change.thing == flow::Thing::Flow, change.id.c_str()); // places, and the order of edges
        }
    }

    void whatCannotBeASubflowIsRefused_data()
    {
        QTest::addColumn<QStringList>("nodes");
        QTest::newRow("a start") << QStringList{QStringLiteral("s"), QStringLiteral("x")};
        QTest::newRow("an end") << QStringList{QStringLiteral("n"), QStringLiteral("o")};
        QTest::newRow("two ways out") << QStringList{QStringLiteral("x"), QStringLiteral("y-2")};
        QTest::newRow("nothing") << QStringList();
    }
    void whatCannotBeASubflowIsRefused()
    {
        QFETCH(QStringList, nodes);
        CanvasRig rig(kJoin);
        std::vector<std::string> ids;
        for (const auto &node : nodes) {
            ids.push_back(node.toStdString());
        }
        QSignalSpy refused(&rig.view, &CanvasView::refused);
        rig.view.selectIds(ids);
        rig.view.collapseSelection();
        QCOMPARE(refused.size(), 1);
        QCOMPARE(rig.text(), rig.source);
        QCOMPARE(rig.editor->history().steps().size(), std::size_t(0));
        rig.view.selectIds({"m"});
        rig.view.expandCurrent();
        QCOMPARE(refused.size(), 2);
    }

    void whatWouldRunOtherwiseIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("collapsed"); // else "sub" is unpacked
        QTest::addColumn<bool>("isRefused");
        const QString around = QString::fromLatin1(kAround);
        const auto unpack = [](const char *name, bool isRefused, const std::string &text) { QTest::newRow(name) << QString::fromStdString(text) << QStringList() << isRefused; };
        QTest::newRow("a way out and in again") << around << QStringList{QStringLiteral("a"), QStringLiteral("c")} << true;
        QTest::newRow("a name that is used outside") << around << QStringList{QStringLiteral("a"), QStringLiteral("b")} << true;
        unpack("nothing is lost", false, nested("", "out", "", "", ""));
        unpack("after a failure", true, nested("", "error", "", "", ""));
        unpack("switched off", true, nested(R"(,"disabled":true)", "out", "", "", ""));
        unpack("a note inside", true, nested("", "out", "", "", R"(,"layout":{"notes":{"n":{"rect":[0,0,9,9],"text":"Mind"}}})"));
        unpack("conditions before and behind", true, nested("", "out", R"(,"condition":"output.ok")", R"(,"condition":"output.big")", ""));
    }
    void whatWouldRunOtherwiseIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, collapsed);
        QFETCH(bool, isRefused);
        CanvasRig rig(text.toStdString());
        std::vector<std::string> ids{"sub"};
        if (!collapsed.isEmpty()) {
            ids.clear();
            std::transform(collapsed.begin(), collapsed.end(), std::back_inserter(ids), [](const QString &id) { return id.toStdString(); });
        }
        QSignalSpy refused(&rig.view, &CanvasView::refused);
        rig.view.selectIds(ids);
        collapsed.isEmpty() ? rig.view.expandCurrent() : rig.view.collapseSelection();
        QCOMPARE(refused.size(), isRefused ? 1 : 0);
        QCOMPARE(rig.editor->history().steps().empty(), isRefused);
    }

    void bookmarksAreGoneToInOrder()
    {
        CanvasRig rig;
        rig.view.selectIds({"c"});
        rig.view.toggleBookmark();
        rig.view.selectIds({"a"});
        rig.view.toggleBookmark();
        QCOMPARE(rig.view.scene().bookmarks().size(), std::size_t(2));
        rig.view.selectNone();
        rig.view.nextBookmark();
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"c"}); // from a, where one stands
        rig.view.nextBookmark();
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"a"});
        rig.view.previousBookmark();
        QCOMPARE(rig.view.selectedIds(), std::vector<std::string>{"c"});
        rig.view.toggleBookmark();
        QCOMPARE(rig.view.scene().bookmarks().size(), std::size_t(1));
        for (int i = 0; i < 3; ++i) {
            rig.view.undo();
        }
        QVERIFY(rig.view.scene().bookmarks().empty());
        QCOMPARE(rig.text(), rig.source);
    }

    void anEdgeSaysWhatPassedIt()
    {
        CanvasRig rig;
        rig.view.setDataOf([](const std::string &node) { return QStringLiteral("data of %1").arg(QString::fromStdString(node)); });
        const auto help = rig.view.edgeHelp(1);
        QVERIFY2(help.startsWith(QStringLiteral("b → c\n")) && help.contains(QLatin1String("output")) && help.endsWith(QLatin1String("data of b")), qPrintable(help));
    }

    void changesAreBoundToWhatIsShown()
    {
        CanvasRig rig;
        ChangeMarks marks;
        marks.nodes["b"] = {flow::ChangeKind::Moved, QRectF(352, -200, 224, 64)};
        marks.nodes["gone"] = {flow::ChangeKind::Removed, {}};
        marks.edges["a:out>b:in"] = flow::ChangeKind::Removed;
        const auto plain = rig.view.grab().toImage();
        rig.view.setChanges(marks);
        rig.view.finishMotion();
        const auto marked = rig.view.grab().toImage();
        QVERIFY(plain != marked);
        rig.view.setChanges({});
        rig.view.finishMotion();
        QVERIFY(rig.view.grab().toImage() == plain);
    }

    void whatEdgesSayAndBookmarksComeBack()
    {
        CanvasRig rig(kKept);
        const auto before = rig.editor->root();
        rig.view.selectIds({"a", "b", "c"});
        rig.view.collapseSelection();
        QCOMPARE(json::write(rig.editor->root().at("layout").at("bookmarks")), std::string("[\"t\"]"));
        const auto &body = rig.editor->node("c")->at("config").at("body");
        QCOMPARE(json::write(body.at("layout").at("bookmarks")), std::string("[\"b\",\"c\"]"));
        QVERIFY(json::write(body.at("edges")).find("\"x-in\":{\"deep\":[2]}") != std::string::npos);
        rig.view.selectIds({"c"});
        rig.view.expandCurrent();
        for (const auto &change : flow::difference(before, rig.editor->root())) {
            QCOMPARE(change.kind, flow::ChangeKind::Moved);
        }
        const auto edges = json::write(rig.editor->root().at("edges"));
        for (const char *said : kSaid) {
            QVERIFY2(edges.find(said) != std::string::npos, edges.c_str());
        }
        QCOMPARE(json::write(rig.editor->root().at("layout").at("bookmarks")), std::string("[\"t\",\"b\",\"c\"]"));
        rig.view.undo();
        rig.view.undo();
        QCOMPARE(rig.text(), rig.source);
    }

    void namesWithQuotesAreFollowed()
    {
        // Copied, a step has another name, and expressions that name it follow.
        CanvasRig rig(kQuoted);
        rig.view.selectIds({"it's", "next"});
        rig.view.duplicate();
        const auto copy = rig.view.selectedIds();
        QCOMPARE(copy.size(), 2u);
        QCOMPARE(json::text(rig.editor->node(copy[1])->at("config").get_object(), "expression"), std::string_view("nodes['it\\'s-2'].output + nodes['it\\'s-2'].output"));
    }

    void thousandsOfNodesGoInAndOutTogether()
    {
        // What each costs is measured by the benchmarks; here that it is right for many.
        constexpr int kCount = 3000;
        CanvasRig rig(chainOf(kCount));
        std::vector<std::string> ids;
        for (int i = 1; i < kCount; ++i) {
            ids.push_back("n" + std::to_string(i));
        }
        rig.editor->setBookmarks(ids, true);
        Picked picked;
        picked.nodes = ids;
        const auto made = rig.editor->collapse(picked);
        QVERIFY(made.ok());
        QCOMPARE(rig.editor->graph().at("nodes").get_array().size(), 3u);
        const auto added = rig.editor->expand(*made);
        QVERIFY(added.ok());
        QCOMPARE(added->nodes.size(), static_cast<std::size_t>(kCount - 1));
        QCOMPARE(rig.editor->graph().at("edges").get_array().size(), static_cast<std::size_t>(kCount));
        QCOMPARE(rig.editor->graph().at("layout").at("bookmarks").get_array().size(), static_cast<std::size_t>(kCount - 1));
    }
};

SB_GUI_TEST_MAIN(TestCanvasSubflows)
#include "tst_canvas_subflows.moc"
