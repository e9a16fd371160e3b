// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of a run that follows what changes is as one that is made anew.
#include "support/canvas_flows.h"
#include "support/gui_test.h"

#include "ui/canvas/canvas_view.h"
#include "ui/flow/run_picture.h"

#include <random>

using namespace signalbox;
using namespace signalbox::ui;

class TestRunPicture : public SignalboxTest
{
    Q_OBJECT

    static json::Value graphOf(int nodes, std::mt19937 &random)
    {
        const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
        static constexpr const char *types[] = {"transform", "condition", "map", "output"};
        json::Array list;
        json::Array edges;
        for (int i = 0; i < nodes; ++i) {
            json::Object node{{"id", "n" + std::to_string(i)}, {"type", types[below(4)]}};
            if (below(5) == 0) {
                node["onError"] = "default";
            }
            list.emplace_back(std::move(node));
        }
        for (int i = 0; i < nodes * 3 / 2; ++i) {
            json::Object edge{{"from", "n" + std::to_string(below(nodes + 1))}, {"to", "n" + std::to_string(below(nodes + 1))}};
            if (const int port = below(6); port < 3) {
                edge["fromPort"] = port == 0 ? "error" : port == 1 ? "false" : "out";
            }
            if (below(6) == 0) {
                edge["condition"] = "output > 1";
            }
            edges.emplace_back(std::move(edge));
        }
        return json::Object{{"nodes", std::move(list)}, {"edges", std::move(edges)}};
    }

    static void change(RunOverlay &overlay, std::mt19937 &random)
    {
        const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
        static constexpr api::StepState states[] = {api::StepState::Started, api::StepState::Waiting, api::StepState::Failed, api::StepState::Succeeded, api::StepState::Skipped, api::StepState::Cancelled};
        const auto node = "n" + std::to_string(below(30));
        switch (below(12)) {
        case 0: overlay.setKnown(static_cast<RunOverlay::Known>(below(3))); break;
        case 1: overlay.setEnded(below(2) == 0 ? std::optional(api::RunState::Succeeded) : std::nullopt); break;
        case 2: overlay.setCosts({{node, QStringLiteral("0.01 EUR")}}); break;
        case 3:
            if (below(20) == 0) {
                overlay.clear();
            }
            break;
        case 4: overlay.applyState("n1[" + std::to_string(below(3)) + "]/" + node, states[below(6)]); break;
        default: overlay.applyState(node, states[below(6)]); break;
        }
    }

    static void take(canvas::RunStateMap &map, const canvas::RunChanges &changes)
    {
        for (const auto &[id, run] : changes.nodes) {
            if (run) {
                map.nodes.insert_or_assign(id, *run);
            } else {
                map.nodes.erase(id);
            }
        }
        for (const auto &edge : changes.edges) {
            if (edge.count > 0) {
                map.edges.insert_or_assign(edge.key, edge.count);
            } else {
                map.edges.erase(edge.key);
            }
        }
    }

private Q_SLOTS:
    void followsWhatChanges_data()
    {
        QTest::addColumn<std::vector<std::string>>("prefixes");
        QTest::addRow("the flow") << std::vector<std::string>{""};
        QTest::addRow("a body") << std::vector<std::string>{"n1/"};
        QTest::addRow("a flow that two run") << std::vector<std::string>{"n2/", "n1/"};
    }
    void followsWhatChanges()
    {
        QFETCH(const std::vector<std::string>, prefixes);
        for (unsigned seed = 0; seed < 30; ++seed) {
            std::mt19937 random(seed);
            RunOverlay overlay;
            RunPicture picture;
            canvas::RunStateMap map;
            auto graph = graphOf(20, random);
            picture.setGraph(graph, prefixes);
            for (int round = 0; round < 200; ++round) {
                for (unsigned i = random() % 8; i > 0; --i) {
                    change(overlay, random);
                }
                picture.touch(overlay.takeTouched());
                if (const auto kind = random() % 40; kind < 2) {
                    graph = graphOf(10 + static_cast<int>(random() % 20), random);
                    picture.setGraph(graph, prefixes);
                } else if (kind == 2) {
                    auto &node = graph.as_object()["nodes"].as_array()[random() % 10].as_object();
                    node["onError"] = node.contains("onError") && node["onError"] == "default" ? "fail" : "default";
                    picture.renewNode(node);
                } else if (kind == 3) {
                    picture.forget();
                    map = {};
                    picture.setGraph(graph, prefixes);
                }
                take(map, picture.look(overlay, 1 + random() % 9));
                if (random() % 4 == 0) {
                    while (picture.isPending()) {
                        take(map, picture.look(overlay, 5));
                    }
                    QVERIFY2(map == overlay.on(graph, prefixes), qPrintable(QStringLiteral("seed %1, round %2").arg(seed).arg(round)));
                }
            }
        }
    }

    void theCanvasShowsIt()
    {
        Theme theme;
        const auto types = test::canvasCatalogue();
        const auto editor = test::editorFor(test::gridFlow(100, true, test::GridNodes::Quick), types);
        canvas::CanvasView view(theme);
        view.resize(800, 600);
        view.setEditor(editor.get());
        RunOverlay overlay;
        RunPicture picture;
        picture.setGraph(editor->graph(), {""});
        view.changeRun(picture.look(overlay));
        QVERIFY(view.run().isEmpty());
        for (int i = 0; i < 60; ++i) {
            overlay.applyState("n" + std::to_string(i), i < 50 ? api::StepState::Succeeded : api::StepState::Started);
        }
        picture.touch(overlay.takeTouched());
        while (picture.isPending()) {
            view.changeRun(picture.look(overlay, 7));
        }
        QVERIFY(view.run() == overlay.on(editor->graph(), {""}));
        QVERIFY(view.run().nodes.size() == 60 && !view.run().edges.empty());
        // It is painted as if it had been set at once.
        const auto shown = view.grab().toImage();
        view.setRun({});
        view.setRun(overlay.on(editor->graph(), {""}));
        QCOMPARE(view.grab().toImage(), shown);
        // A run that is no more leaves nothing.
        overlay.clear();
        picture.touch(overlay.takeTouched());
        view.changeRun(picture.look(overlay));
        QVERIFY(view.run().isEmpty());
        const auto bare = view.grab().toImage();
        view.setRun({});
        QCOMPARE(view.grab().toImage(), bare);
        view.setEditor(nullptr);
    }
};

SB_GUI_TEST_MAIN(TestRunPicture)
#include "tst_run_picture.moc"
