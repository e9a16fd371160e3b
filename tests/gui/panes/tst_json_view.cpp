// SPDX-License-Identifier: GPL-3.0-or-later
// JSON for people: the tree, its pages, and what is copied.
#include "support/gui_test.h"

#include "ui/widgets/json_tree_model.h"
#include "ui/widgets/json_view.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QPlainTextEdit>

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
        view.setValue(std::make_shared<const json::Value>(std::string(1 << 20, 'x')));
        QVERIFY(view.findChild<QPlainTextEdit *>()->toPlainText().size() < 200'000);
    }
};

SB_GUI_TEST_MAIN(TestJsonView)
#include "tst_json_view.moc"
