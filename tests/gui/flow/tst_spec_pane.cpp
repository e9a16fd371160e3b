// SPDX-License-Identifier: GPL-3.0-or-later
// The text beside the canvas: what is typed in the one is seen in the other, and a broken text harms nothing.
#include "flow_rig.h"

#include "ui/spec/scintilla.h"
#include "ui/spec/spec_pane.h"
#include "ui/widgets/banner.h"

#include <QPushButton>

using namespace signalbox;
using namespace signalbox::ui;
using test::FlowRig;

class TestSpecPane : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<FlowRig> m_rig;
    std::unique_ptr<SpecPane> m_pane;

    void setUp() override
    {
        m_rig = std::make_unique<FlowRig>();
        auto &document = m_rig->openText(test::kSmallFlow, "small");
        m_pane = std::make_unique<SpecPane>(*m_rig->bench);
        m_pane->resize(500, 700);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get(), 30000));
        m_pane->setDocument(&document);
        QVERIFY(test::pumpUntil([&] { return text() == test::kSmallFlow; }));
    }
    void tearDown() override
    {
        m_pane.reset();
        m_rig.reset();
    }

    std::string text() { return m_pane->editor()->text().toStdString(); }
    // Types in place of what stands there.
    void replace(const char *what, const char *with)
    {
        auto *editor = m_pane->editor();
        editor->setFocus();
        QVERIFY(editor->findFirst(QString::fromUtf8(what), false, true, false, false, true, 0, 0));
        QTest::keyClicks(editor, QString::fromUtf8(with));
    }
    bool waitTaken()
    {
        return test::pumpUntil([&] { return !m_pane->isPending() || !m_pane->brokenText().isEmpty(); });
    }

private Q_SLOTS:
    void whatIsTypedIsOnTheCanvas()
    {
        replace("320, 200", "320, 400");
        QVERIFY(waitTaken());
        QCOMPARE(m_rig->canvas().scene().nodes()[m_rig->canvas().scene().find("page")].pos, QPointF(320, 400));
        replace("Hello {{", "Good day {{");
        QVERIFY(waitTaken());
        QVERIFY(m_rig->configText("shape").find("Good day") != std::string::npos);
        // Two pauses in one spell of typing are one step.
        QCOMPARE(m_rig->document().editor()->history().position(), std::size_t(1));
        m_rig->document().perform(QStringLiteral("edit.undo"));
        QVERIFY(test::pumpUntil([&] { return text() == test::kSmallFlow; }));
        QCOMPARE(m_rig->text(), std::string(test::kSmallFlow));
    }

    void whatIsDrawnIsInTheText()
    {
        auto *editor = m_pane->editor();
        editor->setCursorPosition(3, 4);
        m_rig->document().editor()->rename("shape", QStringLiteral("Größe"));
        QVERIFY(test::pumpUntil([&] { return text() == m_rig->text(); }));
        QVERIFY(text().find("Größe") != std::string::npos);
        int line = 0;
        int index = 0;
        editor->getCursorPosition(&line, &index);
        QCOMPARE(line, 3);
        QCOMPARE(index, 4);
    }

    void aBrokenTextKeepsTheCanvas()
    {
        const auto before = m_rig->text();
        replace("\"type\": \"output\"", "\"type\": ");
        QVERIFY(test::pumpUntil([&] { return !m_pane->brokenText().isEmpty(); }));
        QCOMPARE(m_rig->text(), before);
        QVERIFY(m_rig->canvas().scene().find("end") != canvas::Scene::kNone);
        auto *banner = m_pane->findChild<Banner *>();
        QVERIFY(banner->isVisible());
        QVERIFY2(banner->text().contains(QStringLiteral("Line 10")), qPrintable(banner->text()));
        QTest::keyClicks(m_pane->editor(), QStringLiteral("\"output\""));
        QVERIFY(test::pumpUntil([&] { return m_pane->brokenText().isEmpty() && !m_pane->isPending(); }));
        QVERIFY(!banner->isVisible());
        QCOMPARE(m_rig->text(), before);
    }

    void aTextThatIsNoFlowSaysWhere()
    {
        replace("\"id\": \"page\"", "\"id\": 7");
        QVERIFY(test::pumpUntil([&] { return !m_pane->brokenText().isEmpty(); }));
        QVERIFY(m_rig->document().editor()->node("page"));
    }

    void savingTakesWhatIsTyped()
    {
        replace("Hello {{", "Welcome {{");
        QVERIFY(m_pane->isPending());
        m_rig->document().perform(QStringLiteral("file.save"));
        QVERIFY(test::pumpUntil([&] { return !m_rig->document().isModified(); }));
        QVERIFY(m_rig->call<api::FlowsGet>({"small"})->text.find("Welcome") != std::string::npos);
        QVERIFY(!m_pane->isPending());
    }

    void aBrokenTextStaysWithItsDocument()
    {
        replace("\"type\": \"output\"", "\"type\": ");
        QVERIFY(test::pumpUntil([&] { return !m_pane->brokenText().isEmpty(); }));
        const auto broken = text();
        QVERIFY(!m_rig->document().mayClose());
        m_rig->save("forms", test::kFormsFlow, 0);
        FlowDocument other(*m_rig->bench, QStringLiteral("flow:forms"));
        QVERIFY(test::pumpUntil([&] { return other.editor() != nullptr; }));
        m_pane->setDocument(&other);
        QVERIFY(test::pumpUntil([&] { return text() == test::kFormsFlow; }));
        m_pane->setDocument(&m_rig->document());
        QVERIFY(test::pumpUntil([&] { return text() == broken; }));
        QVERIFY(test::pumpUntil([&] { return !m_pane->brokenText().isEmpty(); }));
        QCOMPARE(other.editor()->text().value(), std::string(test::kFormsFlow));
        QCOMPARE(m_rig->text(), std::string(test::kSmallFlow));
    }

    void typingKeepsWhatTheCanvasChanged()
    {
        replace("Hello {{", "Welcome {{");
        QVERIFY(m_pane->isPending());
        m_rig->document().editor()->rename("page", QStringLiteral("The page"));
        QVERIFY(waitTaken());
        QVERIFY(m_rig->text().find("Welcome") != std::string::npos);
        QVERIFY(m_rig->text().find("The page") != std::string::npos);
        QVERIFY(test::pumpUntil([&] { return text() == m_rig->text(); }));
    }

    void asksWhereBothChangedTheSame()
    {
        replace("Hello {{", "Welcome {{");
        m_rig->document().editor()->setNodeMember("shape", {"config", "set", "greeting"}, json::Value("Other"));
        auto *banner = m_pane->findChild<Banner *>();
        QVERIFY(test::pumpUntil([&] { return banner->isVisible(); }));
        QVERIFY(m_rig->configText("shape").find("Other") != std::string::npos);
        banner->findChildren<QPushButton *>().front()->click();
        QVERIFY(test::pumpUntil([&] { return m_rig->configText("shape").find("Welcome") != std::string::npos; }));
        QVERIFY(!m_pane->isPending());
    }

    void takingBackWhatIsTypedLeavesTheFlowAlone()
    {
        m_rig->document().editor()->rename("page", QStringLiteral("The page"));
        QVERIFY(test::pumpUntil([&] { return text() == m_rig->text(); }));
        auto *editor = m_pane->editor();
        editor->setFocus();
        editor->setCursorPosition(2, 2);
        QTest::keyClicks(editor, QStringLiteral("x"));
        QVERIFY(m_pane->isPending());
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!m_pane->isPending());
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(test::pumpUntil([&] { return text() == test::kSmallFlow; }));
        QCOMPARE(m_rig->text(), std::string(test::kSmallFlow));
        QVERIFY(m_rig->document().canPerform(QStringLiteral("edit.redo")));
    }

    void cursorAndSelectionFollowEachOther()
    {
        auto *editor = m_pane->editor();
        editor->setFocus();
        int line = 0;
        int index = 0;
        QVERIFY(editor->findFirst(QStringLiteral("http.request"), false, true, false, false, true, 0, 0));
        QVERIFY(test::pumpUntil([&] { return m_rig->canvas().selectedIds() == std::vector<std::string>{"page"}; }));
        m_rig->document().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_rig->document(), 30000));
        m_rig->canvas().setFocus();
        m_rig->canvas().goToNode("end");
        test::pumpPending();
        editor->getCursorPosition(&line, &index);
        QVERIFY2(editor->text(line).contains(QStringLiteral("\"end\"")), qPrintable(editor->text(line)));
    }

    void showsProblems()
    {
        replace("\"to\": \"shape\"", "\"to\": \"shap\"");
        QVERIFY(test::pumpUntil([&] { return !m_rig->document().problems().empty(); }));
        QVERIFY(test::pumpUntil([&] { return m_pane->editor()->markersAtLine(12) != 0; }));
    }

    void findsPlaces()
    {
        const std::string_view sample = R"({"a": [1, {"b~/c": "x"}], "d": null)";
        const auto ranges = rangesOf(sample, {"/a/1", "/a/1/b~0~1c", "/d", "/none"});
        QCOMPARE(std::string(sample.substr(ranges[0]->begin, ranges[0]->end - ranges[0]->begin)), std::string(R"({"b~/c": "x"})"));
        QCOMPARE(std::string(sample.substr(ranges[1]->begin, ranges[1]->end - ranges[1]->begin)), std::string("\"x\""));
        QCOMPARE(std::string(sample.substr(ranges[2]->begin, ranges[2]->end - ranges[2]->begin)), std::string("null"));
        QVERIFY(!ranges[3]);
        QCOMPARE(pointerAt(sample, sample.find("\"x\"") + 1), std::string("/a/1/b~0~1c"));
        QCOMPARE(pointerAt(sample, sample.find("null") + 1), std::string("/d"));
    }

    void findsTheBracketThatBelongsToOne()
    {
        const std::string text = "{\"a\": [\"}\\\\\", \"\\\"]\", {\"b\": 1}], \"c\": {}";
        const auto check = [&](std::size_t from, std::optional<std::size_t> to) { return partnerOf(text, from, 1000).at == to && (!to || partnerOf(text, *to, 1000).at == from); };
        QVERIFY(check(text.find('['), text.find("],")));
        QVERIFY(check(text.find("{\"b"), text.find("}],")));
        QVERIFY(check(text.size() - 2, text.size() - 1));
        QVERIFY(partnerOf(text, 0, 1000).isMissing);
        QVERIFY(!partnerOf(text, 0, 10).isMissing && !partnerOf(text, 0, 10).at); // farther than was looked
    }
};

SB_GUI_TEST_MAIN(TestSpecPane)
#include "tst_spec_pane.moc"
