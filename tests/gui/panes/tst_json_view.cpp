// SPDX-License-Identifier: GPL-3.0-or-later
// JSON for people: the tree and its pages, the table, texts of any length, and what is copied.
#include "support/gui_test.h"

#include "ui/theme/style.h"
#include "ui/widgets/json_table.h"
#include "ui/widgets/json_text.h"
#include "ui/widgets/json_tree_model.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/long_text_view.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QToolTip>
#include <QTreeView>

using namespace signalbox;
using namespace signalbox::ui;

class TestJsonView : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void showsValuesAsATree()
    {
        JsonTreeModel model;
        model.setValue(std::make_shared<const json::Value>(json::Object{{"name", "x"}, {"list", json::Array{1, 2.5, nullptr}}, {"a/b", true}}));
        QCOMPARE(model.rowCount(), 3);
        const auto list = model.index(1, 0);
        QVERIFY(model.canFetchMore(list));
        auto tester = std::make_unique<QAbstractItemModelTester>(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.fetchMore(list);
        QCOMPARE(model.rowCount(list), 3);
        QCOMPARE(model.index(1, 1, list).data().toString(), QStringLiteral("2.5"));
        QCOMPARE(model.index(1, 0, list).data(JsonTreeModel::PointerRole).toString(), QStringLiteral("/list/1"));
        QCOMPARE(model.index(2, 0).data(JsonTreeModel::PointerRole).toString(), QStringLiteral("/a~1b"));
        QCOMPARE(model.index(0, 1).data(JsonTreeModel::TextRole).toString(), QStringLiteral("x"));
        tester.reset(); // it opens rows while the model is being reset
        model.setValue(std::make_shared<const json::Value>("only"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("only"));
        QCOMPARE(model.index(0, 0).data().toString(), QString());
    }

    void opensLargeArraysByPages()
    {
        json::Array many;
        for (int i = 0; i < 100'000; ++i) {
            many.push_back(i);
        }
        JsonTreeModel model;
        model.setValue(std::make_shared<const json::Value>(std::move(many)));
        QVERIFY(model.rowCount() < 1000);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QCOMPARE(model.index(399, 1).data().toString(), QStringLiteral("399"));
    }

    void copiesEverything()
    {
        Theme theme;
        JsonView view(theme, QStringLiteral("Output"));
        view.setValue(std::make_shared<const json::Value>(json::Object{{"n", 42}}));
        view.copyAll();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("{\"n\": 42}"));
        view.setMode(JsonView::Mode::Text);
        QVERIFY(view.findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("42")));
    }

    void showsListsAsATable()
    {
        Theme theme;
        JsonView view(theme, QStringLiteral("Output"));
        const auto orders = *json::parse(R"({"shop": "north", "orders": [{"id": 1, "name": "Ann\tB"}, {"id": 2.5, "paid": true}, "gone"], "other": [1]})");
        view.setValue(std::make_shared<const json::Value>(orders));
        QCOMPARE(view.mode(), JsonView::Mode::Tree);
        view.setMode(JsonView::Mode::Table);
        QCOMPARE(view.mode(), JsonView::Mode::Table);
        const auto &model = *view.table().model();
        QCOMPARE(model.rowCount(), 3);
        QStringList names;
        for (int column = 0; column < model.columnCount(); ++column) {
            names << model.headerData(column, Qt::Horizontal).toString();
        }
        QCOMPARE(names, QStringList({QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("paid"), QStringLiteral("Value")}));
        QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("true"));
        QVERIFY(!model.index(0, 2).data().isValid());
        QCOMPARE(model.index(2, 3).data().toString(), QStringLiteral("gone"));
        view.table().selectAll();
        view.table().copySelected();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("1\tAnn B\t\t\n2.5\t\ttrue\t\n\t\t\tgone\n"));
        // What has no table is a tree, and the next list is a table again.
        view.setValue(std::make_shared<const json::Value>(json::Object{{"n", 42}}));
        QCOMPARE(view.mode(), JsonView::Mode::Tree);
        view.setValue(std::make_shared<const json::Value>(json::Array{1, 2}));
        QCOMPARE(view.mode(), JsonView::Mode::Table);
        QCOMPARE(model.rowCount(), 2);
    }

    void showsLongTextsAndCopiesAllOfThem()
    {
        Theme theme;
        JsonView view(theme, QStringLiteral("Output"));
        view.resize(400, 300);
        view.show();
        const auto value = std::make_shared<const json::Value>(json::Array{std::string(3 << 20, 'x') + "€", json::Object{{"last", "one €"}}});
        const auto pretty = json::writePretty(*value);
        view.setMode(JsonView::Mode::Text);
        view.setValue(value);
        QVERIFY(test::pumpUntil([&] { return view.longText().text() != nullptr; }));
        auto &text = view.longText();
        QCOMPARE(text.text()->bytes, pretty);
        text.selectAll();
        QVERIFY(text.selected() == pretty);
        text.copySelected();
        QVERIFY(QApplication::clipboard()->text().toStdString() == pretty);
        // From the keyboard: the last line, from its beginning.
        QTest::keyClick(&text, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(&text, Qt::Key_Up);
        QTest::keyClick(&text, Qt::Key_Home);
        QTest::keyClick(&text, Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(text.selected(), std::string(text.text()->line(text.text()->begins.size() - 2)));
        QVERIFY(text.selected().ends_with("one €\"}"));
        // A line that is cut where it is shown is selected as a whole.
        QTest::keyClick(&text, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(&text, Qt::Key_Down);
        QTest::keyClick(&text, Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(text.selected().size(), text.text()->line(1).size());
        // Another value has another text; the one before is dropped wherever it is.
        view.setValue(std::make_shared<const json::Value>(std::string(1 << 20, 'y')));
        view.setValue(std::make_shared<const json::Value>(7));
        QCOMPARE(view.findChild<QPlainTextEdit *>()->toPlainText(), QStringLiteral("7"));
        view.copyAll();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("7"));
    }

    void copiesWhatIsLargeInItsTime()
    {
        Theme theme;
        JsonView view(theme, QStringLiteral("Output"));
        view.resize(400, 300);
        view.show();
        json::Array rows;
        for (int i = 0; i < 5000; ++i) {
            rows.push_back(json::Object{{"number", i}, {"words", std::string(30, 'w')}});
        }
        const auto value = std::make_shared<const json::Value>(json::Object{{"rows", rows}, {"huge", std::string(kMostCopied + 1, 'x')}});
        view.setValue(value);
        auto &tree = *view.tree();
        tree.setCurrentIndex(tree.model()->index(0, 0));
        const auto actions = view.findChildren<QAction *>();
        const auto copy = std::find_if(actions.begin(), actions.end(), [](const QAction *action) { return action->text() == QLatin1String("Copy") && action->parent()->inherits("signalbox::ui::JsonView"); });
        QVERIFY(copy != actions.end());
        (*copy)->trigger();
        const auto whole = json::writePretty(value->at("rows"));
        QVERIFY(test::pumpUntil([&] { return QApplication::clipboard()->text().toStdString() == whole; }));
        // The menu opens at once, and copies what it was opened on.
        Q_EMIT tree.customContextMenuRequested(tree.visualRect(tree.model()->index(0, 1)).center());
        auto *menu = view.findChild<QMenu *>();
        QVERIFY(menu);
        QApplication::clipboard()->clear();
        view.setValue(std::make_shared<const json::Value>(json::Object{{"other", 1}}));
        menu->actions().front()->trigger();
        menu->close();
        QVERIFY(test::pumpUntil([&] { return QApplication::clipboard()->text().toStdString() == whole; }));
        // All of a table.
        view.setValue(value);
        view.setMode(JsonView::Mode::Table);
        view.table().selectAll();
        view.table().copySelected();
        QVERIFY(test::pumpUntil([&] { return QApplication::clipboard()->text().startsWith(QStringLiteral("0\twww")); }));
        QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 5000);
        // What is too much is said, and what was copied before stays.
        view.setMode(JsonView::Mode::Tree);
        tree.setCurrentIndex(tree.model()->index(1, 0));
        (*copy)->trigger();
        QVERIFY(test::pumpUntil([&] { return QToolTip::text().contains(QStringLiteral("too much")); }));
        QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 5000);
        QToolTip::hideText();
    }

    void aTextWithoutLinesIsBroken()
    {
        const LongText words("one two three\nfour€€€€five\n\nend", 8);
        std::vector<std::string> lines;
        std::string all;
        for (std::size_t i = 0; i < words.begins.size(); ++i) {
            lines.emplace_back(words.line(i));
        }
        QCOMPARE(lines.front(), std::string("one two "));
        QCOMPARE(lines[1], std::string("three"));
        QCOMPARE(lines[2], std::string("four€"));
        QCOMPARE(lines[lines.size() - 2], std::string());
        QCOMPARE(lines.back(), std::string("end"));
        QVERIFY(words.longest <= 8);
        QCOMPARE(LongText("a\n", 8).begins.size(), LongText("a\n").begins.size());
    }

    void selectsWithTheMouse()
    {
        Theme theme;
        LongTextView view(theme);
        view.resize(400, 200);
        view.show();
        std::string lines;
        for (int i = 0; i < 1000; ++i) {
            lines += "\"line\": " + std::to_string(i) + ",\n";
        }
        view.setText(std::make_shared<const LongText>(lines));
        QCOMPARE(view.verticalScrollBar()->maximum() > 900, true);
        const int height = theme.lineHeight(TextStyle::Code);
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, QPoint(space::kL + 4, height * 2 + height / 2));
        QCOMPARE(view.selected(), std::string("\"line\""));
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, QPoint(0, height / 2));
        QTest::mouseMove(view.viewport(), QPoint(0, height * 3 + height / 2));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, QPoint(0, height * 3 + height / 2));
        QCOMPARE(view.selected(), std::string("\"line\": 0,\n\"line\": 1,\n\"line\": 2,\n"));
    }
};

SB_GUI_TEST_MAIN(TestJsonView)
#include "tst_json_view.moc"
