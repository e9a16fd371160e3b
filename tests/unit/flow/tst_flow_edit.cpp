// SPDX-License-Identifier: GPL-3.0-or-later
// Steps that can be taken back: values, members and elements, with the order of keys and how numbers were spelled.
#include "flow/edit.h"
#include "flow/mirror.h"

#include "support/test.h"

#include <random>

using namespace signalbox;
using namespace signalbox::flow;

class TestFlowEdit : public SignalboxTest
{
    Q_OBJECT

    static constexpr const char *kText = "{\n    \"nodes\": [{\"id\": \"a\", \"type\": \"transform\", \"config\": {\"n\": 1.50, \"b\": 2, \"c\": [1, 2, 3]}}],\n    \"edges\": [], \"x\": {\"p\": 1, \"q\": 2, \"r\": 3}\n}\n";
    static EditHistory history() { return EditHistory(Document::parse(kText).value()); }

private Q_SLOTS:
    void everyStepComesBack()
    {
        auto edits = history();
        const auto config = Path{} / "nodes" / std::size_t(0) / "config";
        edits.begin("set");
        edits.set(config / "b", json::Value("two"));
        edits.set(config / "new", json::Value(7));
        QVERIFY(edits.commit());
        edits.begin("erase");
        edits.erase(Path{} / "x" / "q");
        edits.erase(config / "c" / std::size_t(1));
        QVERIFY(edits.commit());
        edits.begin("many");
        edits.eraseMany(Path{} / "x", {0, 1});
        edits.appendMany(config / "c", {{0, {}, json::Value(8)}, {0, {}, json::Value(9)}});
        edits.insert(config / "c", 0, json::Value(0));
        QVERIFY(edits.commit());
        QCOMPARE(json::write(*valueAt(edits.root(), config / "c")), std::string("[0,1,3,8,9]"));
        const auto last = edits.text().value();
        QCOMPARE(edits.undo()->label, std::string("many"));
        QCOMPARE(json::write(*valueAt(edits.root(), Path{} / "x")), std::string("{\"p\":1,\"r\":3}"));
        edits.undo();
        QCOMPARE(json::write(*valueAt(edits.root(), Path{} / "x")), std::string("{\"p\":1,\"q\":2,\"r\":3}"));
        edits.undo();
        QCOMPARE(edits.text().value(), std::string(kText));
        QVERIFY(!edits.undo());
        while (edits.redo()) {
        }
        QCOMPARE(edits.text().value(), last);
        QVERIFY(last.find("1.50") != std::string::npos);
    }

    void aMirrorFollowsWhateverIsDone()
    {
        auto edits = history();
        const auto type = [&](int value) {
            edits.begin("type", "p");
            edits.set(Path{} / "x" / "p", json::Value(value));
            edits.commit();
        };
        type(5);
        MirrorSource source(edits);
        Mirror mirror(edits);
        std::minstd_rand random(7);
        for (int i = 0; i < 2000; ++i) {
            const auto value = static_cast<int>(random() % 1000);
            switch (random() % 6) {
            case 0:
                edits.undo();
                break;
            case 1:
                edits.redo();
                break;
            case 2:
                type(value); // merges with the one before
                break;
            case 3:
                edits.begin("append");
                edits.append(Path{} / "edges", json::Value(value));
                edits.commit();
                break;
            case 4:
                edits.begin("erase");
                edits.eraseMany(Path{} / "edges", {0});
                edits.set(Path{} / "x" / ("k" + std::to_string(value % 5)), json::Value(value));
                edits.commit();
                break;
            default:
                mirror.apply(source.update());
                QCOMPARE(json::write(mirror.root()), json::write(edits.root()));
            }
        }
        const auto update = source.update();
        QVERIFY(source.update().done.empty());
        while (edits.undo()) {
        }
        mirror.apply(update);
        mirror.apply(source.update());
        QCOMPARE(json::write(mirror.root()), json::write(edits.root()));
    }

    void stepsOfOneKeyMergeUntilSealed()
    {
        auto edits = history();
        const auto place = Path{} / "x" / "p";
        const auto type = [&](int value) {
            edits.begin("type", "p");
            edits.set(place, json::Value(value));
            edits.commit();
        };
        for (const int value : {2, 3, 4}) {
            type(value);
        }
        QCOMPARE(edits.steps().size(), 1u);
        QCOMPARE(edits.steps()[0].operations.size(), 1u);
        edits.seal();
        type(5);
        QCOMPARE(edits.steps().size(), 2u);
        edits.undo();
        QCOMPARE(valueAt(edits.root(), place)->get_int64(), 4);
        type(9); // after an undo it is a step of its own, and what was undone is gone
        QCOMPARE(edits.steps().size(), 2u);
        QVERIFY(!edits.canRedo());
        edits.undo();
        edits.undo();
        QCOMPARE(edits.text().value(), std::string(kText));
    }

    void whatChangesNothingIsNoStep()
    {
        auto edits = history();
        edits.begin("nothing");
        edits.set(Path{} / "x" / "p", json::Value(1));
        edits.erase(Path{} / "x" / "absent");
        edits.set(Path{} / "absent" / "member", json::Value(1));
        edits.insert(Path{} / "x", 0, json::Value(1));
        QVERIFY(!edits.commit());
        QVERIFY(!edits.canUndo());
        edits.begin("given up");
        edits.set(Path{} / "x" / "p", json::Value(5));
        edits.abandon();
        QCOMPARE(edits.text().value(), std::string(kText));
    }

    void revisionsTellStates()
    {
        auto edits = history();
        const auto first = edits.revision();
        edits.begin("one");
        edits.set(Path{} / "x" / "p", json::Value(5));
        edits.commit();
        const auto second = edits.revision();
        QVERIFY(first != second);
        edits.undo();
        QCOMPARE(edits.revision(), first);
        edits.redo();
        QCOMPARE(edits.revision(), second);
        QCOMPARE(toPointer(Path{} / "a/b" / std::size_t(3)), std::string("/a~1b/3"));
    }
};

SB_TEST_MAIN(TestFlowEdit)
#include "tst_flow_edit.moc"
