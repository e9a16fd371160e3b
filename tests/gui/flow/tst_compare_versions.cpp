// SPDX-License-Identifier: GPL-3.0-or-later
// A flow beside another version of it: what differs is shown, gone through and taken back.
#include "flow_rig.h"

#include "ui/flow/diff_view.h"

#include <QComboBox>
#include <QListView>
#include <QPushButton>

using namespace signalbox;
using namespace signalbox::ui;
using test::FlowRig;

class TestCompareVersions : public SignalboxTest
{
    Q_OBJECT
    std::unique_ptr<FlowRig> m_rig;

    FlowDocument &document() { return m_rig->document(); }
    DiffView &diff() { return *document().diff(); }

    // Waits until what is shown is of the flow as it stands.
    bool isCompared()
    {
        return test::pumpUntil([this] { return document().diff() && diff().isFresh(); }, Millis(30000));
    }

    int find(flow::Thing thing, const char *id)
    {
        const auto &changes = diff().changes();
        const auto found = std::find_if(changes.begin(), changes.end(), [&](const flow::Change &change) { return change.thing == thing && change.id == id; });
        return found == changes.end() ? -1 : static_cast<int>(found - changes.begin());
    }

    void choose(int change)
    {
        diff().list().selectionModel()->select(diff().list().model()->index(change, 0), QItemSelectionModel::ClearAndSelect);
    }

protected:
    void setUp() override
    {
        m_rig = std::make_unique<FlowRig>();
        m_rig->save("small", test::kSmallFlow, 0);
        QVERIFY(m_rig->call<api::FlowsPublish>({"small", 0, "first"}).ok());
        auto &editor = *m_rig->open(QStringLiteral("flow:small")).editor();
        editor.setNodeMember("shape", {"config", "set", "greeting"}, json::Value("Bye"));
        editor.remove({{"page"}, {}, {}, {}});
        editor.move({{"end", QPointF(800, 64)}});
        editor.addConnected("merge", QPointF(320, 320), {"start", "out"}, true, "in");
    }
    void tearDown() override { m_rig.reset(); }

private Q_SLOTS:
    void bothVersionsAreOnOneCanvas()
    {
        const auto text = m_rig->text();
        QVERIFY(document().canPerform(QStringLiteral("flow.compare")));
        document().perform(QStringLiteral("flow.compare"));
        QVERIFY(document().isComparing());
        QVERIFY(isCompared());
        QCOMPARE(diff().versions().count(), 2);
        QVERIFY(diff().versions().currentText().contains(QLatin1String("first")));
        QCOMPARE(diff().changes().size(), std::size_t(5));
        const auto &marks = diff().canvas().changes();
        QVERIFY(marks.nodes.at("merge").kind == flow::ChangeKind::Added && marks.nodes.at("page").kind == flow::ChangeKind::Removed);
        QVERIFY(marks.nodes.at("shape").kind == flow::ChangeKind::Changed && marks.nodes.at("end").kind == flow::ChangeKind::Moved);
        QCOMPARE(marks.nodes.at("end").before->topLeft(), QPointF(640, 0));
        QVERIFY(marks.edges.at("start:out>merge:in") == flow::ChangeKind::Added);
        // What is gone stands where it stood, and the flow itself is as it was.
        const auto &scene = diff().canvas().scene();
        QCOMPARE(scene.nodes()[scene.find("page")].pos, QPointF(320, 200));
        QCOMPARE(m_rig->text(), text);
        // With what was saved last it is the same here; the other way it is over.
        document().perform(QStringLiteral("flow.compare"));
        QVERIFY(!document().isComparing());
        QVERIFY(m_rig->canvas().isVisible());
    }

    void goesFromChangeToChange()
    {
        document().perform(QStringLiteral("flow.compare"));
        QVERIFY(isCompared());
        QVERIFY(!document().canPerform(QStringLiteral("edit.delete")) && !document().canPerform(QStringLiteral("edit.addNode")));
        QVERIFY(document().canPerform(QStringLiteral("view.zoomFit")) && document().canPerform(QStringLiteral("edit.undo")));
        diff().goTo(0);
        for (int i = 1; i < 5; ++i) {
            document().perform(QStringLiteral("edit.nextProblem"));
            QCOMPARE(diff().current(), i);
        }
        document().perform(QStringLiteral("edit.nextProblem"));
        QCOMPARE(diff().current(), 0);
        document().perform(QStringLiteral("edit.previousProblem"));
        QCOMPARE(diff().current(), 4);
        diff().goTo(find(flow::Thing::Node, "page"));
        QCOMPARE(diff().canvas().selectedIds(), std::vector<std::string>{"page"});
        QVERIFY(diff().list().model()->index(find(flow::Thing::Node, "shape"), 0).data(Qt::UserRole + 100).toString().contains(QStringLiteral("set.greeting: \"Hello {{ input.name }}\" → \"Bye\"")));
    }

    void partIsTakenBackAsOneStep()
    {
        const auto text = m_rig->text();
        document().perform(QStringLiteral("flow.compare"));
        QVERIFY(isCompared());
        choose(find(flow::Thing::Node, "page"));
        diff().takeBack();
        QVERIFY(isCompared());
        QCOMPARE(diff().changes().size(), std::size_t(4));
        QVERIFY(m_rig->document().editor()->node("page"));
        // A node that goes takes its edge along.
        choose(find(flow::Thing::Node, "merge"));
        diff().takeBack();
        QVERIFY(isCompared());
        QCOMPARE(diff().changes().size(), std::size_t(2));
        diff().list().selectAll();
        diff().takeBack();
        QVERIFY(isCompared());
        QCOMPARE(diff().changes().size(), std::size_t(0));
        for (int i = 0; i < 3; ++i) {
            document().perform(QStringLiteral("edit.undo"));
        }
        QVERIFY(isCompared());
        QCOMPARE(diff().changes().size(), std::size_t(5));
        QCOMPARE(m_rig->text(), text);
    }

    void takingBackWaitsForTheComparison()
    {
        document().perform(QStringLiteral("flow.compare"));
        QVERIFY(isCompared());
        choose(find(flow::Thing::Node, "page"));
        QPushButton *take = nullptr;
        for (auto *button : diff().findChildren<QPushButton *>()) {
            take = button->text().contains(QLatin1String("Take")) ? button : take;
        }
        QVERIFY(take && take->isEnabled());
        const QString usual = take->toolTip();
        document().editor()->rename("end", QStringLiteral("The end"));
        QVERIFY(!diff().isFresh() && !take->isEnabled());
        QVERIFY(take->toolTip() != usual);
        QVERIFY(isCompared());
        choose(find(flow::Thing::Node, "page"));
        QVERIFY(take->isEnabled());
        QCOMPARE(take->toolTip(), usual);
        // Of a version that cannot be read nothing is shown, and what was shown is gone.
        diff().compareWith(99);
        QVERIFY(test::pumpUntil([this] { return diff().changes().empty(); }, Millis(30000)));
        QCOMPARE(diff().list().model()->rowCount(), 0);
        QVERIFY(!take->isEnabled());
        diff().compareWith(1);
        QVERIFY(isCompared());
        QCOMPARE(diff().changes().size(), std::size_t(5));
    }

    void comparesTwoVersions()
    {
        document().save();
        QVERIFY(test::pumpUntil([&] { return !document().isModified(); }, Millis(30000)));
        QVERIFY(m_rig->call<api::FlowsPublish>({"small", 0, "second"}).ok());
        document().editor()->rename("end", QStringLiteral("The end"));
        document().perform(QStringLiteral("flow.compare"));
        QVERIFY(isCompared());
        QCOMPARE(diff().changes().size(), std::size_t(1));
        QCOMPARE(diff().others().count(), 4);
        diff().compareWith(1);
        diff().compareVersion(2);
        QVERIFY(isCompared());
        QCOMPARE(diff().changes().size(), std::size_t(5));
        QVERIFY(diff().others().currentText().contains(QLatin1String("second")));
        // Nothing of a version is taken back, and what is edited changes nothing of it.
        const auto text = m_rig->text();
        diff().list().selectAll();
        diff().takeBack();
        QCOMPARE(m_rig->text(), text);
        document().perform(QStringLiteral("edit.undo"));
        QVERIFY(diff().isFresh());
        // The other way round, what came goes.
        diff().compareWith(2);
        diff().compareVersion(1);
        QVERIFY(isCompared());
        QVERIFY(diff().changes()[static_cast<std::size_t>(find(flow::Thing::Node, "merge"))].kind == flow::ChangeKind::Removed);
        diff().compareVersion(std::nullopt);
        QVERIFY(isCompared());
        QCOMPARE(diff().changes().size(), std::size_t(0));
    }

    void comparesWithWhatWasSavedLast()
    {
        auto &editor = *document().editor();
        document().save();
        QVERIFY(test::pumpUntil([&] { return !document().isModified(); }, Millis(30000)));
        editor.rename("end", QStringLiteral("The end"));
        document().perform(QStringLiteral("flow.compare"));
        QVERIFY(isCompared());
        QCOMPARE(diff().changes().size(), std::size_t(5));
        diff().compareWith(0);
        QVERIFY(test::pumpUntil([this] { return diff().isFresh(); }, Millis(30000)));
        QCOMPARE(diff().changes().size(), std::size_t(1));
        QCOMPARE(diff().changes().front().id, std::string("end"));
    }
};

SB_GUI_TEST_MAIN(TestCompareVersions)
#include "tst_compare_versions.moc"
