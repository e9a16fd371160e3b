// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, editing, keeping, saving and publishing a flow in the window, over a real backend.
#include "flow_rig.h"

#include "drafts/draft_file_p.h"
#include "ui/flow/problem_list.h"
#include "ui/flow/problems_pane.h"
#include "ui/widgets/banner.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace signalbox;
using namespace signalbox::ui;
using test::FlowRig;

namespace {

std::string sampleText(const char *name)
{
    QFile file(QString::fromStdString(test::sourceDir()) + QStringLiteral("/resources/samples/") + QString::fromLatin1(name) + QStringLiteral("/flow.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

Banner &bannerOf(FlowDocument &document)
{
    return *document.findChild<Banner *>();
}

} // namespace

class TestFlowDocument : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void opensASample()
    {
        FlowRig rig;
        auto &document = rig.open(QStringLiteral("sample:support-triage"));
        QCOMPARE(document.title(), QStringLiteral("Support triage"));
        QVERIFY(document.canvas().scene().nodes().size() > 15);
        QVERIFY(!document.isModified());
        QVERIFY(std::none_of(document.problems().begin(), document.problems().end(), [](const auto &problem) { return problem.severity == api::FindingSeverity::Error; }));
        QCOMPARE(rig.text(), sampleText("support-triage"));
        QVERIFY(document.canPerform(QStringLiteral("run.start")));
        QVERIFY(!document.canPerform(QStringLiteral("edit.undo")));
    }

    void editsByMouseAndKeysAndTakesItAllBack()
    {
        FlowRig rig;
        auto &document = rig.openText(test::kSmallFlow, "small");
        const QPoint from = rig.at("page");
        QTest::mousePress(&rig.canvas(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 4; ++i) {
            QMouseEvent move(QEvent::MouseMove, QPointF(from + QPoint(20 * i, 16 * i)), rig.canvas().mapToGlobal(QPointF(from + QPoint(20 * i, 16 * i))), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&rig.canvas(), &move);
        }
        QTest::mouseRelease(&rig.canvas(), Qt::LeftButton, {}, from + QPoint(80, 64));
        test::pumpPending();
        QVERIFY(document.isModified());
        rig.click("shape");
        QTest::keyClick(&rig.canvas(), Qt::Key_Delete);
        test::pumpPending();
        QVERIFY(!document.editor()->node("shape"));
        QVERIFY(document.canPerform(QStringLiteral("edit.undo")));
        for (int i = 0; i < 20 && document.canPerform(QStringLiteral("edit.undo")); ++i) {
            document.perform(QStringLiteral("edit.undo"));
        }
        QCOMPARE(rig.text(), std::string(test::kSmallFlow));
        QVERIFY(!document.isModified());
    }

    void savesASampleAsAFlowOfTheWorkspace()
    {
        FlowRig rig;
        auto &document = rig.open(QStringLiteral("sample:support-triage"));
        document.editor()->rename("mails", QStringLiteral("All the mails"));
        document.perform(QStringLiteral("file.save"));
        QVERIFY(test::pumpUntil([&] { return !document.isModified(); }));
        QCOMPARE(document.location(), QStringLiteral("flow:support-triage"));
        const auto stored = rig.call<api::FlowsGet>({"support-triage"});
        QVERIFY(stored.ok());
        QCOMPARE(stored->text, rig.text());
        QCOMPARE(document.revision(), stored->revision);
        // Once more the same sample gets an id of its own.
        auto &again = rig.open(QStringLiteral("sample:support-triage"));
        QVERIFY(test::pumpUntil([&] { return !rig.bench->flows().isEmpty(); }));
        again.perform(QStringLiteral("file.save"));
        QVERIFY(test::pumpUntil([&] { return again.location().startsWith(QLatin1String("flow:")); }));
        QCOMPARE(again.location(), QStringLiteral("flow:support-triage-2"));
    }

    void aConflictLosesNothing_data()
    {
        QTest::addColumn<int>("choice");
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("shown");
        QTest::newRow("keep mine") << 0 << QStringLiteral("Mine") << QStringLiteral("Mine");
        QTest::newRow("take theirs") << 1 << QStringLiteral("Theirs") << QStringLiteral("Theirs");
        QTest::newRow("open both") << 2 << QStringLiteral("Theirs") << QStringLiteral("Mine");
    }
    void aConflictLosesNothing()
    {
        QFETCH(int, choice);
        QFETCH(QString, stored);
        QFETCH(QString, shown);
        FlowRig rig;
        auto &document = rig.openText(test::kSmallFlow, "small");
        QString opened;
        connect(rig.bench.get(), &Workbench::openRequested, this, [&](const QString &location) { opened = location; });
        std::string theirs = test::kSmallFlow;
        theirs.replace(theirs.find("\"id\": \"shape\","), 14, "\"id\": \"shape\", \"name\": \"Theirs\",");
        rig.save("small", theirs, document.revision());
        document.editor()->rename("shape", QStringLiteral("Mine"));
        const auto mine = rig.text();
        bool asked = false;
        connect(&document, &FlowDocument::conflicted, this, [&] { asked = true; });
        document.save();
        QVERIFY(test::pumpUntil([&] { return asked; }));
        auto &banner = bannerOf(document);
        QVERIFY(banner.isVisible());
        const auto buttons = banner.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 3);
        buttons[choice]->click();
        QVERIFY(test::pumpUntil([&] { return !document.isModified() && !banner.isVisible(); }));
        const auto nameOf = [](const std::string &text) {
            return QString::fromStdString(std::string(json::text(flow::Document::parse(text).value().root().at("nodes").at(1).get_object(), "name")));
        };
        QCOMPARE(nameOf(rig.call<api::FlowsGet>({"small"})->text), stored);
        QCOMPARE(nameOf(rig.text()), shown);
        if (choice == 2) {
            QCOMPARE(opened, QStringLiteral("flow:small"));
            QCOMPARE(document.location(), QStringLiteral("flow:small-2"));
            QCOMPARE(nameOf(rig.call<api::FlowsGet>({"small-2"})->text), QStringLiteral("Mine"));
        } else {
            // The other text is one step away.
            document.perform(QStringLiteral("edit.undo"));
            QCOMPARE(nameOf(rig.text()), choice == 0 ? QStringLiteral("Theirs") : QStringLiteral("Mine"));
        }
    }

    void aConflictTakesWhatIsBeingWritten_data()
    {
        QTest::addColumn<int>("choice");
        QTest::newRow("keep mine") << 0;
        QTest::newRow("take theirs") << 1;
        QTest::newRow("open both") << 2;
    }
    void aConflictTakesWhatIsBeingWritten()
    {
        QFETCH(int, choice);
        FlowRig rig;
        auto &document = rig.openText(test::kSmallFlow, "small");
        rig.save("small", std::string(test::kSmallFlow) + " ", document.revision());
        document.editor()->setNodeMember("page", {"config", "url"}, json::Value("http://127.0.0.1:2/"));
        bool asked = false;
        connect(&document, &FlowDocument::conflicted, this, [&] { asked = true; });
        document.save();
        QVERIFY(test::pumpUntil([&] { return asked; }));
        rig.canvas().selectIds({"shape"});
        rig.canvas().renameCurrent();
        auto *edit = rig.canvas().findChild<QLineEdit *>();
        QVERIFY(edit);
        edit->setText(QStringLiteral("Half written"));
        auto &banner = bannerOf(document);
        banner.findChildren<QPushButton *>()[choice]->click();
        QVERIFY(test::pumpUntil([&] { return !document.isModified() && !banner.isVisible(); }));
        const auto nameOf = [](const std::string &text) {
            return QString::fromStdString(std::string(json::text(flow::Document::parse(text).value().root().at("nodes").at(1).get_object(), "name")));
        };
        if (choice == 1) {
            QCOMPARE(nameOf(rig.text()), QString());
            document.perform(QStringLiteral("edit.undo"));
            QCOMPARE(nameOf(rig.text()), QStringLiteral("Half written"));
        } else {
            QCOMPARE(nameOf(rig.call<api::FlowsGet>({choice == 0 ? "small" : "small-2"})->text), QStringLiteral("Half written"));
        }
    }

    void publishesWithANote()
    {
        FlowRig rig;
        std::string text = test::kSmallFlow;
        auto &document = rig.openText(text, "small");
        document.editor()->setNodeMember("shape", {"name"}, json::Value("Greet"));
        document.publish(QStringLiteral("Greets now"));
        QVERIFY(test::pumpUntil([&] { return !rig.messages.isEmpty(); }));
        QVERIFY2(rig.messages.last().contains(QStringLiteral("1")), qPrintable(rig.messages.last()));
        const auto versions = rig.call<api::FlowsVersions>({"small"});
        QCOMPARE(versions->versions.size(), std::size_t(1));
        QCOMPARE(versions->versions.front().note, std::string("Greets now"));
        QVERIFY(!document.isModified());
    }

    void goesOnWithADraft()
    {
        FlowRig rig;
        auto &document = rig.openText(test::kSmallFlow, "small");
        document.editor()->rename("shape", QStringLiteral("Never saved"));
        document.editor()->setNodeMember("page", {"config", "url"}, json::Value("http://127.0.0.1:2/"));
        const auto edited = rig.text();
        rig.drop();
        auto &again = rig.open(QStringLiteral("flow:small"));
        QCOMPARE(rig.text(), edited);
        QVERIFY(again.isModified());
        again.perform(QStringLiteral("edit.undo"));
        again.perform(QStringLiteral("edit.undo"));
        QCOMPARE(rig.text(), std::string(test::kSmallFlow));
    }

    void aNewFlowIsKeptBeforeItIsSaved()
    {
        FlowRig rig;
        const QString location = FlowDocument::newLocation();
        auto &document = rig.open(location);
        QVERIFY(!document.isModified());
        const auto id = document.editor()->addNode("trigger.manual", {0, 0});
        document.editor()->addConnected("output", {320, 0}, {id, "out"}, true, "in");
        const auto edited = rig.text();
        rig.drop();
        auto &again = rig.open(location);
        QCOMPARE(rig.text(), edited);
        again.perform(QStringLiteral("file.save"));
        QVERIFY(test::pumpUntil([&] { return !again.isModified(); }));
        QVERIFY(again.location().startsWith(QLatin1String("flow:")));
        QCOMPARE(rig.call<api::FlowsGet>({again.flowId()})->text, edited);
    }

    void aDraftThatCannotBeReadIsKept_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("newer") << QByteArray(R"({"format":"signalbox.draft/9","text":"precious"})");
        QTest::newRow("damaged") << QByteArray();
        QTest::newRow("no flow") << QByteArray(R"({"format":"signalbox.draft/1","backend":"here","flow":"small","revision":1,"text":"precious","x":1})");
    }
    void aDraftThatCannotBeReadIsKept()
    {
        QFETCH(QByteArray, content);
        FlowRig rig;
        rig.openText(test::kSmallFlow, "small").editor()->rename("shape", QStringLiteral("Never saved"));
        rig.drop();
        const QDir folder(rig.folder() + QStringLiteral("/drafts"));
        QFile file(folder.filePath(folder.entryList({QStringLiteral("*.draft")}).value(0)));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = "garbage\n" + file.readAll();
        if (!content.isEmpty()) {
            const auto line = drafts::checkedLine(*json::parse(content.toStdString()));
            bytes = QByteArray::fromStdString(line + drafts::checkedLine(json::Object{{"keep", 0}, {"at", 1}, {"steps", json::Array{json::Object{{"label", "x"}, {"operations", json::Array()}}}}}));
        }
        file.resize(0);
        file.seek(0);
        file.write(bytes);
        file.close();
        auto &again = rig.open(QStringLiteral("flow:small"));
        QCOMPARE(rig.text(), std::string(test::kSmallFlow));
        QVERIFY(bannerOf(again).isVisible());
        const auto aside = folder.entryInfoList({QStringLiteral("*.aside")});
        QCOMPARE(aside.size(), 1);
        QFile kept(aside.front().filePath());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), bytes);
        // A new one goes on in its place.
        again.editor()->rename("shape", QStringLiteral("Once more"));
        const auto edited = rig.text();
        rig.drop();
        rig.open(QStringLiteral("flow:small"));
        QCOMPARE(rig.text(), edited);
    }

    void aFlowThatIsEditedElsewhereSaysSo()
    {
        FlowRig rig;
        rig.save("small", test::kSmallFlow, 0);
        auto held = rig.drafts->begin({"here", "small"}, 1, test::kSmallFlow);
        QVERIFY(held);
        auto history = flow::EditHistory(*flow::Document::parse(test::kSmallFlow));
        history.begin("Elsewhere");
        history.set(flow::Path() / "name", json::Value("Elsewhere"));
        history.commit();
        QVERIFY((*held)->sync(history));
        auto &document = rig.open(QStringLiteral("flow:small"));
        QVERIFY(bannerOf(document).isVisible());
        document.editor()->rename("shape", QStringLiteral("Not kept"));
        QVERIFY(!document.mayClose());
        bool closes = false;
        connect(&document, &Document::closeRequested, this, [&] { closes = true; });
        bannerOf(document).findChild<QPushButton *>()->click();
        QVERIFY(closes && document.mayClose());
        QCOMPARE(rig.drafts->read({"here", "small"})->steps.size(), std::size_t(1));
    }

    void whatIsEditedDuringASaveIsNoConflict()
    {
        FlowRig rig;
        const QString location = FlowDocument::newLocation();
        auto &document = rig.open(location);
        document.editor()->addNode("trigger.manual", {0, 0});
        document.save();
        document.publish(QStringLiteral("Comes after it"));
        document.editor()->addNode("output", {320, 0}); // before the answer
        QVERIFY(test::pumpUntil([&] { return document.location().startsWith(QLatin1String("flow:")); }));
        const std::string id = document.flowId();
        QVERIFY(test::pumpUntil([&] { return !rig.call<api::FlowsVersions>({id})->versions.empty(); }));
        QCOMPARE(rig.call<api::FlowsVersions>({id})->versions.front().note, std::string("Comes after it"));
        QVERIFY(test::pumpUntil([&] { return rig.messages.join(u' ').contains(QStringLiteral("is live")); }));
        document.editor()->addNode("condition", {480, 0});
        const auto before = document.revision();
        document.save();
        document.editor()->addNode("merge", {640, 0});
        QVERIFY(test::pumpUntil([&] { return document.revision() > before && document.isModified(); }));
        const auto revision = document.revision();
        test::pumpPending();
        const auto edited = rig.text();
        rig.drop();
        auto &again = rig.open(QStringLiteral("flow:") + QString::fromStdString(id));
        QCOMPARE(rig.text(), edited);
        QVERIFY(again.isModified());
        QCOMPARE(again.revision(), revision);
        QVERIFY(!bannerOf(again).isVisible());
        again.save();
        QVERIFY(test::pumpUntil([&] { return !again.isModified(); }));
    }

    void anotherBackendHasADraftOfItsOwn()
    {
        FlowRig rig;
        auto &document = rig.openText(test::kSmallFlow, "small");
        document.editor()->rename("shape", QStringLiteral("On the first"));
        rig.link.set(&rig.session->client(), QStringLiteral("there"), BackendLink::Reach::Local);
        QVERIFY(document.location().startsWith(QLatin1String("new:")));
        const std::string key = document.location().toStdString();
        document.editor()->rename("page", QStringLiteral("On the second"));
        const auto edited = rig.text();
        QCOMPARE(rig.drafts->read({"here", "small"})->steps.size(), std::size_t(1));
        QVERIFY(rig.drafts->read({"there", key})->steps.size() > 1);
        rig.drop();
        auto &again = rig.open(QString::fromStdString(key));
        QCOMPARE(rig.text(), edited);
        QVERIFY(again.isModified());
    }

    void aFlowThatIsGoneHasItsEdits()
    {
        FlowRig rig;
        const QString path = rig.folder() + QStringLiteral("/mine.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(test::kSmallFlow);
        file.close();
        rig.open(QStringLiteral("file:") + path).editor()->rename("shape", QStringLiteral("Mine"));
        const auto edited = rig.text();
        rig.drop();
        QVERIFY(QFile::remove(path));
        auto &again = rig.open(QStringLiteral("file:") + path);
        QCOMPARE(rig.text(), edited);
        QVERIFY(bannerOf(again).isVisible());
    }

    void showsProblemsAndMendsThem()
    {
        FlowRig rig;
        std::string text = test::kSmallFlow;
        text.replace(text.find("\"to\": \"end\""), 11, "\"to\": \"ende\"");
        text.replace(text.find("\"type\": \"output\""), 16, "\"type\": \"outputt\"");
        auto &document = rig.openText(text, "small");
        const auto count = [&] { return std::count_if(document.problems().begin(), document.problems().end(), [](const auto &problem) { return problem.severity == api::FindingSeverity::Error; }); };
        QVERIFY(count() >= 2);
        ProblemsPane pane(rig.theme);
        pane.setDocument(&document);
        pane.resize(600, 300);
        pane.show();
        QSignalSpy asked(&document, &FlowDocument::problemsRequested);
        document.perform(QStringLiteral("flow.validate"));
        QCOMPARE(asked.count(), 1);
        auto *list = &pane.list();
        QVERIFY(list->isVisible());
        QVERIFY(document.canvas().problemOf(document.canvas().scene().find("end")));
        // Each by its quick fix, as the list offers it.
        for (int round = 0; round < 4 && count() > 0; ++round) {
            list->list()->setCurrentIndex(list->list()->model()->index(0, 0));
            auto *fix = list->findChild<QPushButton *>();
            QVERIFY(fix->isVisible());
            const auto before = count();
            fix->click();
            QVERIFY2(test::pumpUntil([&] { return count() < before; }), qPrintable(fix->text() + QString::fromStdString(document.problems().front().message)));
        }
        QCOMPARE(count(), 0);
        QVERIFY(document.editor()->root().at("edges").at(1).at("to") == "end");
    }

    // A finding names its edge by a number, which is the next edge's once it is gone.
    void whatMendsAFlowIsDoneOnce()
    {
        FlowRig rig;
        std::string text = test::kSmallFlow;
        const std::string edge = "{\"from\": \"start\", \"to\": \"shape\"}";
        text.insert(text.find(edge), edge + ", ");
        auto &document = rig.openText(text, "small");
        const auto edges = [&] { return document.editor()->root().at("edges").as_array().size(); };
        QCOMPARE(edges(), std::size_t(3));
        ProblemsPane pane(rig.theme);
        pane.setDocument(&document);
        pane.resize(600, 300);
        pane.show();
        int row = 0;
        while (document.problems().at(static_cast<std::size_t>(row)).code != "edge.duplicate") {
            ++row;
        }
        const auto finding = document.problems()[static_cast<std::size_t>(row)];
        auto *list = pane.list().list();
        list->setCurrentIndex(list->model()->index(row, 0));
        auto *fix = pane.list().findChild<QPushButton *>();
        QVERIFY(document.canMend() && fix->isEnabled());
        // The one that is found fault with, not the first that connects the same.
        document.goToProblem(row);
        QCOMPARE(document.canvas().selectedEdges(), std::set<std::uint32_t>{1});
        // Without a backend nothing is looked through again.
        rig.link.clear();
        fix->click();
        QCOMPARE(edges(), std::size_t(2));
        QVERIFY(!document.canMend() && !fix->isEnabled());
        document.mend(finding);
        fix->click();
        QCOMPARE(edges(), std::size_t(2));
        document.perform(QStringLiteral("edit.undo"));
        QVERIFY(document.canMend() && fix->isEnabled());
        document.perform(QStringLiteral("edit.redo"));
        rig.link.set(&rig.session->client(), QStringLiteral("here"), BackendLink::Reach::Local);
        QVERIFY(test::pumpUntil([&] { return document.canMend(); }, Millis(30000)));
        QVERIFY(std::none_of(document.problems().begin(), document.problems().end(), [](const auto &problem) { return problem.code == "edge.duplicate"; }));
    }

    // A finding says where it is by numbers: of the flow that was looked through, and not of the one that stands meanwhile.
    void aProblemIsShownWhereItIs()
    {
        FlowRig rig;
        std::string text = test::kSmallFlow;
        const std::string url = "\"url\": \"http://127.0.0.1:1/none\", ";
        text.erase(text.find(url), url.size());
        auto &document = rig.openText(text, "small");
        int told = 0;
        int wrong = 0;
        connect(&document, &FlowDocument::problemsChanged, &document, [&] {
            ++told;
            for (std::size_t i = 0; i < document.problems().size(); ++i) {
                const auto &place = document.problemPlaces()[i];
                wrong += !place.node.empty() && place.node != document.problems()[i].node ? 1 : 0;
            }
        });
        const auto isOfPage = [](const api::FlowFinding &problem) { return problem.node == "page" && problem.path.starts_with("/nodes/"); };
        QVERIFY(std::any_of(document.problems().begin(), document.problems().end(), isOfPage));
        document.perform(QStringLiteral("flow.validate"));
        document.editor()->remove({{"start"}, {}, {}, {}});
        QVERIFY(test::pumpUntil([&] { return document.lookedThrough() == document.editor()->history().revision(); }));
        QVERIFY(std::any_of(document.problems().begin(), document.problems().end(), isOfPage));
        QCOMPARE(wrong, 0);
        // Who edits on and on is told of them all the same.
        told = 0;
        int edits = 0;
        QVERIFY(test::pumpUntil([&] {
            document.perform(QStringLiteral("flow.validate"));
            document.editor()->setNodeMember("page", {"config", "url"}, json::Value("http://127.0.0.1:1/" + std::to_string(++edits)));
            return told > 0;
        }));
    }

    void anEdgeWithAProblemStandsOut()
    {
        FlowRig rig;
        std::string flow = test::kSmallFlow;
        flow.replace(flow.find("output.greeting !== ''"), 22, "output.greeting ===");
        auto &document = rig.openText(flow, "small");
        auto &view = document.canvas();
        QVERIFY(!view.problemOfEdge(0));
        const auto *problem = view.problemOfEdge(1);
        QVERIFY(problem && problem->severity == canvas::Problem::Severity::Error);
        QVERIFY(view.edgeHelp(1).contains(problem->text));
        QVERIFY(!view.problemOf(view.scene().find("shape")));
        int row = 0;
        while (!document.problemPlaces().at(static_cast<std::size_t>(row)).edge) {
            ++row;
        }
        document.goToProblem(row);
        QCOMPARE(view.selectedEdges(), std::set<std::uint32_t>{1});
        QVERIFY(view.selectedNodes().empty());
        // The settings of the edge say it, too.
        const QString text = problem->text.section(u'\n', 0, 0);
        Inspector inspector(rig.theme);
        inspector.setDocument(&document);
        inspector.resize(340, 600);
        inspector.show();
        QVERIFY(test::pumpUntil([&] {
            const auto labels = inspector.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
        }));
        // It stays on its edge, whatever its number becomes.
        document.editor()->remove({{}, {0}, {}, {}});
        QVERIFY(view.problemOfEdge(0));
    }

    void saysWhatCannotBeOpened()
    {
        FlowRig rig;
        FlowDocument document(*rig.bench, QStringLiteral("flow:none"));
        QString failure;
        connect(&document, &FlowDocument::loadFailed, this, [&](const QString &text) { failure = text; });
        QVERIFY(test::pumpUntil([&] { return !failure.isEmpty(); }));
        QVERIFY(failure.contains(QStringLiteral("none")));
        QVERIFY(!document.canPerform(QStringLiteral("run.start")));
    }
};

SB_GUI_TEST_MAIN(TestFlowDocument)
#include "tst_document.moc"
