// SPDX-License-Identifier: GPL-3.0-or-later
// Forms made from schemas: every kind of field, what is wrong shown beside it, and edits that merge and undo.
#include "canvas_rig.h"

#include "inspector_schema.h"

#include "ui/canvas/inspector.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace signalbox;

class TestCanvasInspector : public SignalboxTest
{
    Q_OBJECT

    static canvas::Catalogue catalogue()
    {
        auto types = test::canvasCatalogue().all();
        for (auto &type : types) {
            if (type.id == "transform") {
                type.schema = json::parse(test::kInspectorSchema).value();
            }
        }
        return canvas::Catalogue(std::move(types));
    }

    struct Stage
    {
        ui::Theme theme;
        canvas::Catalogue types = catalogue();
        std::unique_ptr<canvas::FlowEditor> editor = test::editorFor(test::kChain, types);
        canvas::CanvasView view{theme};
        canvas::Inspector inspector{theme};

        Stage()
        {
            view.resize(600, 400);
            view.setEditor(editor.get());
            inspector.setView(&view);
            inspector.resize(340, 900);
            inspector.show();
        }
        const json::Value *config(const char *id, const char *key) { return json::find(editor->node(id)->at("config"), key); }
        template<typename T>
        T *field(const char *pointer) { return inspector.findChild<T *>(QString::fromLatin1(pointer)); }
    };

private Q_SLOTS:
    void showsNothingWithoutASelection()
    {
        Stage stage;
        QVERIFY(!stage.inspector.nameField()->isVisible());
        stage.view.selectIds({"b"});
        QVERIFY(stage.inspector.nameField()->isVisible());
        stage.view.selectNone();
        QVERIFY(!stage.inspector.nameField()->isVisible());
    }

    void fieldsWriteTheirValues()
    {
        Stage stage;
        stage.view.selectIds({"b"});
        QCOMPARE(stage.field<QPlainTextEdit>("/expression")->toPlainText(), QStringLiteral("input"));
        QTest::keyClicks(stage.field<QLineEdit>("/label"), QStringLiteral("hello"));
        QCOMPARE(stage.config("b", "label")->get_string(), "hello");
        QTest::keyClicks(stage.field<QLineEdit>("/count"), QStringLiteral("12"));
        QCOMPARE(stage.config("b", "count")->get_int64(), 12);
        auto *mode = stage.field<QComboBox>("/mode");
        QCOMPARE(mode->currentText(), QStringLiteral("fast"));
        mode->setCurrentIndex(1);
        Q_EMIT mode->activated(1);
        QCOMPARE(stage.config("b", "mode")->get_string(), "safe");
        stage.field<QCheckBox>("/strict")->click();
        QCOMPARE(stage.config("b", "strict")->get_bool(), true);
        QTest::keyClicks(stage.field<QLineEdit>("/server/host"), QStringLiteral("localhost"));
        QCOMPARE(json::find(*stage.config("b", "server"), "host")->get_string(), "localhost");
        // Typing merges: each field is one step.
        QCOMPARE(stage.editor->history().steps().size(), 5u);
        while (stage.editor->canUndo()) {
            stage.editor->undo();
        }
        QCOMPARE(stage.editor->text().value(), std::string(test::kChain));
    }

    void whatIsWrongStandsBesideTheField()
    {
        Stage stage;
        stage.view.selectIds({"b"});
        auto *count = stage.field<QLineEdit>("/count");
        QTest::keyClicks(count, QStringLiteral("999"));
        QVERIFY(stage.inspector.form().problems().contains("/count"));
        count->clear();
        QTest::keyClicks(count, QStringLiteral("{{ input.n }}"));
        QVERIFY(!stage.inspector.form().problems().contains("/count"));
        count->clear();
        QTest::keyClicks(count, QStringLiteral("abc"));
        QVERIFY(stage.inspector.form().problems().contains("/count"));
        QVERIFY(stage.inspector.form().problems().contains("/label")); // needed, and not there
    }

    void listsGrowAndShrink()
    {
        Stage stage;
        stage.view.selectIds({"b"});
        stage.field<QToolButton>("/tags/+")->click();
        test::pumpPending();
        QTest::keyClicks(stage.field<QLineEdit>("/tags/0"), QStringLiteral("red"));
        stage.field<QToolButton>("/tags/+")->click();
        test::pumpPending();
        QCOMPARE(json::write(*stage.config("b", "tags")), std::string("[\"red\",\"\"]"));
        const auto buttons = stage.inspector.findChildren<QToolButton *>();
        const auto remove = std::find_if(buttons.begin(), buttons.end(), [](const QToolButton *button) { return button->accessibleName() == QStringLiteral("Remove entry 1"); });
        QVERIFY(remove != buttons.end());
        (*remove)->click();
        test::pumpPending();
        QCOMPARE(json::write(*stage.config("b", "tags")), std::string("[\"\"]"));
    }

    void resetTakesTheMemberAway()
    {
        Stage stage;
        stage.view.selectIds({"b"});
        const auto buttons = stage.inspector.findChildren<QToolButton *>();
        const auto reset = std::find_if(buttons.begin(), buttons.end(), [](const QToolButton *button) { return button->accessibleName().startsWith(QStringLiteral("Expression:")); });
        QVERIFY(reset != buttons.end() && (*reset)->isVisible());
        (*reset)->click();
        test::pumpPending();
        QVERIFY(!stage.config("b", "expression"));
        QVERIFY(stage.field<QPlainTextEdit>("/expression")->toPlainText().isEmpty());
    }

    void undoShowsInTheForm()
    {
        Stage stage;
        stage.view.selectIds({"b"});
        QTest::keyClicks(stage.field<QLineEdit>("/label"), QStringLiteral("x"));
        stage.editor->undo();
        QVERIFY(stage.field<QLineEdit>("/label")->text().isEmpty());
        QTest::keyClicks(stage.inspector.nameField(), QStringLiteral("Bee"));
        QCOMPARE(stage.view.scene().title(stage.view.scene().find("b")), QStringLiteral("Bee"));
    }

    void severalOfATypeAreEditedTogether()
    {
        Stage stage;
        stage.view.selectIds({"b", "d"});
        QTest::keyClicks(stage.field<QLineEdit>("/label"), QStringLiteral("both"));
        QCOMPARE(stage.config("b", "label")->get_string(), "both");
        QCOMPARE(stage.config("d", "label")->get_string(), "both");
        QCOMPARE(stage.editor->history().steps().size(), 1u);
        stage.inspector.grab().save(QString::fromStdString(test::binDir()) + QStringLiteral("/../shots/canvas-inspector-two.png"));
    }

    void looksRight()
    {
        Stage stage;
        stage.view.selectIds({"b"});
        QTest::keyClicks(stage.field<QLineEdit>("/count"), QStringLiteral("999"));
        stage.inspector.resize(340, 1100);
        test::pumpPending();
        QVERIFY(QDir().mkpath(QString::fromStdString(test::binDir()) + QStringLiteral("/../shots")));
        QVERIFY(stage.inspector.grab().save(QString::fromStdString(test::binDir()) + QStringLiteral("/../shots/canvas-inspector.png")));
    }
};

SB_GUI_TEST_MAIN(TestCanvasInspector)
#include "tst_canvas_inspector.moc"
