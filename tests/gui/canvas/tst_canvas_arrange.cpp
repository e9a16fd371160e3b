// SPDX-License-Identifier: GPL-3.0-or-later
// Arranging by Graphviz and without it: what is asked, how answers are read, frames, and what is told.
#include "canvas_rig.h"
#include "edit_texts.h"

#include "flow/dot_layout.h"
#include "ui/canvas/layout_job.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <random>

using namespace signalbox;
using namespace signalbox::canvas;
using flow::LayoutGraph;
using test::CanvasRig;

namespace {

LayoutGraph randomGraph(unsigned seed, std::uint32_t nodes, int edges, std::uint32_t groups)
{
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random()) % limit; };
    LayoutGraph graph;
    for (std::uint32_t i = 0; i < nodes; ++i) {
        graph.sizes.push_back(QSizeF(224, 64 + 24 * below(5)));
    }
    for (int i = 0; i < edges; ++i) {
        const auto a = below(nodes);
        const auto b = below(nodes);
        graph.edges.push_back({std::min(a, b), std::max(a, b), 32.0 + 24 * below(2), 32});
    }
    for (std::uint32_t i = 0; i < groups; ++i) {
        graph.groupParents.push_back(i % 3 == 2 ? i - 1 : flow::kNoGroup);
    }
    for (std::uint32_t i = 0; groups > 0 && i < nodes; ++i) {
        graph.groupOf.push_back(i % 2 == 0 ? i * groups / nodes : flow::kNoGroup);
    }
    return graph;
}

// However busy the machine is.
DotProgram patient()
{
    DotProgram program;
    program.deadline = std::chrono::minutes(1);
    return program;
}

// One layout, waited for.
LayoutResult resultOf(LayoutGraph graph, DotProgram program = patient())
{
    LayoutJob job;
    job.setProgram(std::move(program));
    std::optional<LayoutResult> result;
    QObject::connect(&job, &LayoutJob::finished, &job, [&](const LayoutResult &given) { result = given; });
    LayoutRequest request;
    request.graph = std::move(graph);
    job.start(std::move(request));
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000)) {
        qFatal("the layout does not end");
    }
    return std::move(*result);
}

void standsApart(const LayoutGraph &graph, const std::vector<QPointF> &places)
{
    for (std::size_t a = 0; a < places.size(); ++a) {
        for (std::size_t b = a + 1; b < places.size(); ++b) {
            QVERIFY(!QRectF(places[a], graph.sizes[a]).intersects(QRectF(places[b], graph.sizes[b])));
        }
    }
    // Nothing stands in a frame that does not belong to it.
    const auto boxes = groupBoxes(graph, places);
    for (std::size_t group = 0; group < boxes.size(); ++group) {
        for (std::size_t node = 0; node < places.size(); ++node) {
            auto at = graph.groupOf[node];
            while (at != flow::kNoGroup && at != group) {
                at = graph.groupParents[at];
            }
            QCOMPARE(boxes[group].intersects(QRectF(places[node], graph.sizes[node])), at == group);
        }
    }
}

// A program that stands in for dot.
QString scriptIn(const QTemporaryDir &folder, const char *text)
{
    QFile file(folder.filePath(QStringLiteral("dot")));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0 || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
        qFatal("no script");
    }
    return file.fileName();
}

const char *kFramed = R"({"format": "signalbox.flow/1", "id": "framed",
  "nodes": [{"id": "a", "type": "trigger.manual"}, {"id": "b", "type": "transform"}, {"id": "c", "type": "transform"}, {"id": "d", "type": "condition"}, {"id": "e", "type": "output"}],
  "edges": [{"from": "a", "to": "b"}, {"from": "b", "to": "c"}, {"from": "c", "to": "d"}, {"from": "d", "fromPort": "true", "to": "e"}],
  "groups": [{"id": "g", "name": "Group"}], "notes": [{"id": "in", "text": "inside"}, {"id": "out", "text": "outside"}],
  "layout": {"nodes": {"a": [0, 0], "b": [64, 304], "c": [416, 304], "d": [0, 640], "e": [400, 700]}, "edges": {"b:out>c:in": [[350, 500]]},
             "groups": {"g": [32, 240, 640, 400]}, "notes": {"in": [64, 450, 160, 96], "out": [100, 60, 160, 96]}}})";

} // namespace

class TestCanvasArrange : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void dotPlacesNothingOnAnother_data()
    {
        QTest::addColumn<unsigned>("nodes");
        QTest::addColumn<int>("edges");
        QTest::addColumn<unsigned>("groups");
        QTest::newRow("few") << 12u << 14 << 0u;
        QTest::newRow("with loose ones") << 60u << 30 << 0u;
        QTest::newRow("frames in frames") << 60u << 70 << 6u;
        QTest::newRow("frames of loose nodes") << 40u << 4 << 3u;
    }
    void dotPlacesNothingOnAnother()
    {
        QFETCH(unsigned, nodes);
        QFETCH(int, edges);
        QFETCH(unsigned, groups);
        const auto graph = randomGraph(5, nodes, edges, groups);
        const auto once = resultOf(graph);
        QVERIFY2(!once.trouble, once.trouble ? once.trouble->describe().c_str() : "");
        QCOMPARE(once.way, LayoutResult::Way::Dot);
        standsApart(graph, once.places);
        QCOMPARE(resultOf(graph).places, once.places);
    }

    void columnsKeepFramesTogether()
    {
        for (const unsigned seed : {1u, 2u, 3u}) {
            const auto graph = randomGraph(seed, 80, 100, 7);
            const auto places = flow::layeredLayout(graph);
            QVERIFY(places);
            standsApart(graph, *places);
        }
    }

    void aChainIsStraightThroughItsPorts()
    {
        LayoutGraph graph;
        graph.sizes = {QSizeF(224, 64), QSizeF(224, 136), QSizeF(224, 64)};
        graph.edges = {{0, 1, 32, 32}, {1, 2, 96, 32}};
        const auto result = resultOf(graph);
        QCOMPARE(result.way, LayoutResult::Way::Dot);
        QCOMPARE(result.places[0].y(), result.places[1].y());
        QCOMPARE(result.places[2].y(), result.places[1].y() + 64);
        QVERIFY(result.places[0].x() + 224 < result.places[1].x());
    }

    void columnsStandInForDot_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<int>("way");
        using Way = LayoutResult::Way;
        QTest::newRow("not there") << QByteArray() << static_cast<int>(Way::Missing);
        QTest::newRow("too slow") << QByteArray("#!/bin/sh\nexec sleep 600\n") << static_cast<int>(Way::TooLong);
        QTest::newRow("fails") << QByteArray("#!/bin/sh\necho 'trouble in init_rank' >&2\nexit 1\n") << static_cast<int>(Way::Failed);
        QTest::newRow("talks nonsense") << QByteArray("#!/bin/sh\necho '{\"objects\": 3}'\n") << static_cast<int>(Way::Failed);
        QTest::newRow("forgets nodes") << QByteArray("#!/bin/sh\necho '{\"objects\": [{\"name\": \"n0\", \"pos\": \"1,2\"}]}'\n") << static_cast<int>(Way::Failed);
    }
    void columnsStandInForDot()
    {
        QFETCH(QByteArray, script);
        QFETCH(int, way);
        const QTemporaryDir folder;
        DotProgram program;
        program.program = script.isEmpty() ? folder.filePath(QStringLiteral("none")).toStdString() : scriptIn(folder, script.constData()).toStdString();
        program.deadline = std::chrono::milliseconds(way == static_cast<int>(LayoutResult::Way::TooLong) ? 200 : 60'000);
        const auto graph = randomGraph(2, 20, 30, 2);
        const auto result = resultOf(graph, program);
        QCOMPARE(static_cast<int>(result.way), way);
        QVERIFY(result.trouble.has_value());
        QCOMPARE(result.places, *flow::layeredLayout(graph));
    }

    void manyNodesAreNotGivenToDot()
    {
        DotProgram program;
        program.mostNodes = 10;
        QCOMPARE(resultOf(randomGraph(2, 20, 30, 0), program).way, LayoutResult::Way::TooMany);
    }

    void cancellingEndsTheProgram()
    {
        const QTemporaryDir folder;
        const auto sign = folder.filePath(QStringLiteral("began"));
        DotProgram program;
        program.program = scriptIn(folder, ("#!/bin/sh\ntouch '" + sign.toStdString() + "'\nexec sleep 600\n").c_str()).toStdString();
        program.deadline = std::chrono::minutes(10);
        CanvasRig rig;
        rig.view.setDotProgram(program);
        QSignalSpy told(&rig.view, &CanvasView::announced);
        rig.view.arrange();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(sign), 30'000);
        rig.key(Qt::Key_Escape);
        QCOMPARE(told.takeLast().at(0).toString(), QStringLiteral("Arranging is cancelled."));
        QVERIFY(!rig.editor->canUndo());
        // The next one does not wait for it.
        rig.view.setDotProgram({});
        rig.view.arrange();
        QTRY_VERIFY_WITH_TIMEOUT(rig.editor->canUndo(), 30'000);
    }

    void arrangingTakesFramesAlongAndIsOneStep()
    {
        CanvasRig rig(kFramed);
        rig.view.setDotProgram(patient());
        QSignalSpy told(&rig.view, &CanvasView::announced);
        rig.view.arrange();
        QTRY_VERIFY_WITH_TIMEOUT(rig.editor->canUndo(), 60'000);
        rig.view.finishMotion();
        QCOMPARE(told.takeLast().at(0).toString(), QStringLiteral("Arranged 5 node(s)."));
        const auto &scene = rig.view.scene();
        const auto frame = scene.frames().front().rect;
        for (const char *id : {"a", "b", "c", "d", "e"}) {
            const bool inside = *id == 'b' || *id == 'c';
            QCOMPARE(frame.contains(scene.rect(scene.find(id))), inside);
            QCOMPARE(frame.intersects(scene.rect(scene.find(id))), inside);
            for (const auto &note : scene.notes()) {
                QVERIFY(!note.rect.intersects(scene.rect(scene.find(id))));
            }
        }
        for (const auto &note : scene.notes()) {
            QCOMPARE(frame.contains(note.rect), note.id == "in");
        }
        QVERIFY(rig.pos("a").x() < rig.pos("b").x() && rig.pos("c").x() < rig.pos("d").x());
        for (std::uint32_t i = 0; i < scene.edges().size(); ++i) {
            QVERIFY(scene.route(i).empty());
        }
        rig.view.undo();
        QVERIFY(!rig.editor->canUndo());
        QCOMPARE(QByteArray::fromStdString(rig.text()), QByteArray::fromStdString(rig.source));
    }

    void aFrameThatOverlapsASmallerOneStandsAroundItsNodes()
    {
        CanvasRig rig(test::kOverlapping);
        rig.view.arrange();
        QTRY_VERIFY_WITH_TIMEOUT(rig.editor->canUndo(), 30'000);
        QCOMPARE(rig.view.scene().frames().size(), 2u);
        for (const auto &frame : rig.view.scene().frames()) {
            QVERIFY(frame.rect.contains(rig.view.scene().rect(rig.view.scene().find("b"))));
        }
        while (rig.editor->canUndo()) {
            rig.view.undo();
        }
        QCOMPARE(rig.text(), rig.source);
    }

    void arrangingASelectionLeavesTheRest()
    {
        CanvasRig rig(kFramed);
        rig.view.selectIds({"b", "d"});
        const auto before = rig.pos("c");
        const auto frame = rig.view.scene().frames().front().rect;
        rig.view.arrange();
        QTRY_VERIFY_WITH_TIMEOUT(rig.editor->canUndo(), 30'000);
        QCOMPARE(rig.pos("c"), before);
        QCOMPARE(rig.view.scene().frames().front().rect, frame); // not all that it holds was arranged
    }
};

SB_GUI_TEST_MAIN(TestCanvasArrange)
#include "tst_canvas_arrange.moc"
