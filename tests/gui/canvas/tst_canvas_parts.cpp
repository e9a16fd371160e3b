// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas is made of: the spatial index, curves, layout, fuzzy search, and edits at random.
#include "support/canvas_flows.h"
#include "support/gui_test.h"

#include "ui/canvas/grid_index.h"
#include "flow/layered_layout.h"
#include "ui/canvas/node_palette.h"
#include "ui/canvas/run_state.h"
#include "ui/canvas/scene.h"
#include "ui/widgets/fuzzy.h"

#include <algorithm>
#include <random>
#include <set>

using namespace signalbox;
using namespace signalbox::canvas;
using flow::layeredLayout;
using flow::LayoutGraph;
using ui::fuzzyMatch;

class TestCanvasParts : public SignalboxTest
{
    Q_OBJECT

    static std::vector<std::uint32_t> ask(const GridIndex &index, const QRectF &area)
    {
        std::vector<std::uint32_t> found;
        index.query(area, found);
        return found;
    }

    static LayoutGraph randomGraph(unsigned seed, std::uint32_t nodes, int edges)
    {
        std::mt19937 random(seed);
        LayoutGraph graph;
        graph.sizes.assign(nodes, QSizeF(224, 64));
        for (int i = 0; i < edges; ++i) {
            graph.edges.push_back({static_cast<std::uint32_t>(random() % nodes), static_cast<std::uint32_t>(random() % nodes), 32, 32});
        }
        return graph;
    }

private Q_SLOTS:
    void theIndexMissesNothingAndRepeatsNothing()
    {
        std::mt19937 random(3);
        const auto number = [&](double from, double to) { return from + (to - from) * (static_cast<double>(random()) / 4294967296.0); };
        GridIndex index(100);
        std::vector<QRectF> things(400);
        std::vector<bool> present(400, false);
        for (int round = 0; round < 3000; ++round) {
            const auto thing = static_cast<std::uint32_t>(random() % 400);
            if (random() % 5 == 0) {
                index.remove(thing);
                present[thing] = false;
            } else {
                const bool huge = random() % 40 == 0;
                things[thing] = QRectF(number(-3000, 3000), number(-3000, 3000), number(0, huge ? 1e6 : 300), number(0, huge ? 1e6 : 300));
                index.put(thing, things[thing]);
                present[thing] = true;
            }
            if (round % 10 == 0) {
                const QRectF area(number(-3000, 3000), number(-3000, 3000), number(0, 2000), number(0, 2000));
                const auto found = ask(index, area);
                const std::set<std::uint32_t> once(found.begin(), found.end());
                QCOMPARE(once.size(), found.size());
                for (std::uint32_t i = 0; i < 400; ++i) {
                    if (present[i] && things[i].intersects(area)) {
                        QVERIFY(once.contains(i));
                    }
                    QVERIFY(present[i] || !once.contains(i));
                }
            }
        }
        for (std::uint32_t i = 0; i < 400; ++i) {
            index.remove(i);
        }
        QCOMPARE(index.cellCount(), 0u);
        QVERIFY(ask(index, QRectF(-1e7, -1e7, 2e7, 2e7)).empty());
    }

    void linesAreFoundWhereTheyPass()
    {
        std::mt19937 random(5);
        GridIndex index(64);
        for (std::uint32_t line = 0; line < 200; ++line) {
            std::vector<QPointF> points;
            for (int i = 0; i < 5; ++i) {
                points.emplace_back(static_cast<double>(random() % 4000), static_cast<double>(random() % 4000));
            }
            index.putLine(line, points);
            for (std::size_t i = 0; i + 1 < points.size(); ++i) {
                for (double t = 0; t <= 1; t += 0.01) {
                    const QPointF at = points[i] + (points[i + 1] - points[i]) * t;
                    const auto found = ask(index, QRectF(at, QSizeF(0, 0)));
                    QVERIFY(std::find(found.begin(), found.end(), line) != found.end());
                }
            }
        }
    }

    void curvesAreFlatWithinAPixel()
    {
        std::mt19937 random(9);
        const auto place = [&](unsigned width, unsigned height) {
            const auto x = static_cast<double>(random() % width);
            return QPointF(x, static_cast<double>(random() % height));
        };
        std::vector<QPointF> points;
        for (int i = 0; i < 300; ++i) {
            const Curve curve = edgeCurve(place(800, 600), place(800, 600));
            flatten(curve, piecesFor(curve, 1), points);
            QVERIFY(QLineF(points.front(), curve.from).length() < 1e-6 && QLineF(points.back(), curve.to).length() < 1e-6);
            for (double t = 0; t <= 1; t += 0.05) {
                const QPointF at = curve.at(t);
                QVERIFY(curve.bounds().adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(at));
                QVERIFY(nearestOn(curve, at).distance < 1.5);
            }
            QVERIFY(crosses(curve, QRectF(curve.at(0.37) - QPointF(2, 2), QSizeF(4, 4))));
        }
    }

    void layoutIsTheSameEachTimeAndOverlapsNothing()
    {
        for (const unsigned seed : {1u, 2u, 3u, 4u}) {
            const auto graph = randomGraph(seed, 120, 180);
            const auto once = layeredLayout(graph);
            const auto again = layeredLayout(graph);
            QVERIFY(once && again);
            QCOMPARE(*once, *again);
            for (std::size_t a = 0; a < once->size(); ++a) {
                for (std::size_t b = a + 1; b < once->size(); ++b) {
                    QVERIFY(!QRectF((*once)[a], graph.sizes[a]).intersects(QRectF((*once)[b], graph.sizes[b])));
                }
            }
        }
    }

    void layoutLeadsFromLeftToRight()
    {
        LayoutGraph graph;
        graph.sizes.assign(60, QSizeF(224, 64));
        for (std::uint32_t i = 1; i < 60; ++i) {
            graph.edges.push_back({i / 2, i, 32, 32});
        }
        const auto places = layeredLayout(graph);
        QVERIFY(places);
        for (const auto &edge : graph.edges) {
            if (edge.from != edge.to) {
                QVERIFY((*places)[edge.from].x() + 224 < (*places)[edge.to].x());
            }
        }
        // A plain chain is a straight line.
        LayoutGraph chain;
        chain.sizes.assign(10, QSizeF(224, 64));
        for (std::uint32_t i = 1; i < 10; ++i) {
            chain.edges.push_back({i - 1, i, 32, 32});
        }
        const auto line = layeredLayout(chain);
        for (const auto &place : *line) {
            QCOMPARE(place.y(), 0.0);
        }
    }

    void layoutStopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!layeredLayout(randomGraph(1, 500, 900), {}, stop.get_token()));
        QVERIFY(layeredLayout(LayoutGraph{})->empty());
    }

    void fuzzyPrefersWordsAndRuns()
    {
        const auto score = [](const char *pattern, const char *text) {
            const auto match = fuzzyMatch(QString::fromUtf8(pattern), QString::fromUtf8(text));
            return match ? match->score : -1;
        };
        QVERIFY(score("hr", "HTTP request") > score("hr", "Other"));
        QVERIFY(score("file", "Read files") > score("file", "For idle"));
        QVERIFY(score("wf", "Write file") > 0);
        QCOMPARE(score("xyz", "HTTP request"), -1);
        QCOMPARE(score("", "anything"), 0);
        const auto match = fuzzyMatch(u"wrf", QStringLiteral("Write file"));
        QCOMPARE(match->positions, (std::vector<int>{0, 1, 6}));
        const auto types = test::canvasCatalogue();
        QCOMPARE(rankTypes(types, QStringLiteral("cond"), {}, {}).front()->id, std::string("condition"));
        QCOMPARE(rankTypes(types, {}, {QStringLiteral("wait")}, {}).front()->id, std::string("wait"));
    }

    void shortFiguresStayShort()
    {
        QCOMPARE(shortDuration(0.2), QStringLiteral("1 ms"));
        QCOMPARE(shortDuration(249.4), QStringLiteral("249 ms"));
        QCOMPARE(shortDuration(3400), QStringLiteral("3.4 s"));
        QCOMPARE(shortDuration(61'000), QStringLiteral("61 s"));
        QCOMPARE(shortDuration(600'000), QStringLiteral("10 min"));
        QCOMPARE(shortCount(950), QStringLiteral("950"));
        QCOMPARE(shortCount(1234), QStringLiteral("1.2 k"));
        QCOMPARE(shortCount(3'400'000), QStringLiteral("3.4 M"));
    }

    void editsAtRandomUndoToTheSameBytes()
    {
        const auto types = test::canvasCatalogue();
        for (unsigned seed = 1; seed <= 12; ++seed) {
            std::mt19937 random(seed);
            const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % std::max<std::size_t>(1, limit)); };
            const auto source = test::gridFlow(30, seed % 2 == 0);
            auto editor = test::editorFor(source, types);
            std::vector<std::string> texts{source};
            for (int step = 0; step < 80; ++step) {
                Scene scene;
                scene.load(editor->graph(), types);
                const auto &nodes = scene.nodes();
                const auto any = [&] { return nodes.empty() ? std::string("none") : nodes[below(nodes.size())].id; };
                const auto before = editor->history().revision();
                const auto kind = random() % 23;
                switch (kind) {
                case 16:
                case 17:
                    for (auto times = below(4); times > 0; --times) {
                        editor->undo();
                    }
                    break;
                case 18:
                    for (auto times = below(4); times > 0; --times) {
                        editor->redo();
                    }
                    break;
                case 20: (void)editor->collapse({{any(), any()}, {}, {}, {}}); break;
                case 21: (void)editor->expand(any()); break;
                case 22: editor->setBookmarks({any(), any()}, random() % 2 == 0); break;
                case 19: editor->goTo(below(texts.size())); break;
                case 0: editor->addNode("filter", QPointF(static_cast<double>(below(500)), 10)); break;
                case 1: editor->remove({{any(), any()}, {}, {}, {}}); break;
                case 2: editor->connectPorts({any(), "out"}, {any(), "in"}); break;
                case 3: editor->move({{any(), QPointF(static_cast<double>(below(900)), 20)}, {any(), QPointF(7, 8)}}); break;
                case 4: editor->rename(any(), QStringLiteral("Name %1").arg(step)); break;
                case 5: editor->setNodeMember(any(), flow::Path{} / "config" / "url", json::Value(step)); break;
                case 6: editor->setNodeMember(any(), flow::Path{} / "retry" / "attempts", json::Value(3)); break;
                case 7: editor->takeOut({any()}); break;
                case 8: editor->removeAndHeal({any(), any()}); break;
                case 9: editor->addNote(QRectF(1, 2, 200, 100), QStringLiteral("note")); break;
                case 10: editor->addFrame(QRectF(1, 2, 200, 100), QStringLiteral("frame")); break;
                case 11: QVERIFY(nodes.empty() || editor->paste(editor->copyText({{any(), any()}, {}, {}, {}}), QPointF(50, 60))); break;
                case 12:
                    if (!scene.edges().empty()) {
                        editor->setRoute(scene.routeKey(static_cast<std::uint32_t>(below(scene.edges().size()))), {QPointF(3, 4)});
                    }
                    break;
                case 13:
                    if (!scene.edges().empty()) {
                        editor->addOnEdge("transform", QPointF(9, 9), scene.edges()[below(scene.edges().size())].inFile);
                    }
                    break;
                case 14:
                    if (!scene.edges().empty()) {
                        editor->reconnect(scene.edges()[below(scene.edges().size())].inFile, {any(), "out"}, {any(), "in"});
                    }
                    break;
                default: editor->setNodeMember(any(), flow::Path{} / "config", std::nullopt); break;
                }
                const auto now = editor->history().position();
                if (kind >= 16 && kind <= 19) {
                    // A way through the history leads to what was there.
                    QCOMPARE(editor->text().value(), texts[now]);
                } else if (editor->history().revision() != before) {
                    texts.resize(now); // steps that merged have one state, and what could be done again is gone
                    texts.push_back(editor->text().value());
                }
                QCOMPARE(editor->history().steps().size() + 1, texts.size());
            }
            editor->goTo(editor->history().steps().size());
            // Each state comes back, there and again.
            for (auto i = texts.size(); i-- > 1;) {
                QCOMPARE(QByteArray::fromStdString(editor->text().value()), QByteArray::fromStdString(texts[i]));
                editor->undo();
            }
            QCOMPARE(QByteArray::fromStdString(editor->text().value()), QByteArray::fromStdString(source));
            QVERIFY(!editor->canUndo());
            while (editor->canRedo()) {
                editor->redo();
            }
            QCOMPARE(editor->text().value(), texts.back());
        }
    }

    void unknownShapesAreLeftOutNotFatal()
    {
        const auto types = test::canvasCatalogue();
        Scene scene;
        for (const char *text : {"{}", "[]", "{\"nodes\":[1,{},{\"id\":\"x\"}],\"edges\":[{\"from\":\"x\",\"to\":\"nowhere\"},7],\"layout\":{\"nodes\":{\"x\":[\"a\"]}}}",
                                 "{\"nodes\":[{\"id\":\"x\",\"type\":\"t\"},{\"id\":\"x\",\"type\":\"t\"}],\"edges\":[{\"from\":\"x\",\"to\":\"x\"}],\"layout\":{\"nodes\":{\"x\":[1e300,-1e300]}}}"}) {
            const auto value = json::parse(text).value();
            scene.load(value, types);
            QVERIFY(scene.nodes().size() <= 2);
            scene.bounds();
            scene.itemAt(QPointF(0, 0), 5);
        }
    }
};

SB_GUI_TEST_MAIN(TestCanvasParts)
#include "tst_canvas_parts.moc"
