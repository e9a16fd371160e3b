// SPDX-License-Identifier: GPL-3.0-or-later
// The small pieces: fuzzy matching, toasts with undo, banners, empty states, badges, rows.
#include "support/gui_test.h"

#include "ui/theme/style.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fuzzy.h"
#include "ui/widgets/json_table.h"
#include "ui/widgets/json_tree_model.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTextDocument>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

int score(const char *typed, const char *text)
{
    const auto match = fuzzyMatch(QString::fromUtf8(typed), QString::fromUtf8(text));
    return match ? match->score : -1;
}

} // namespace

class TestWidgets : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;

    void setUp() override
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
    }
    void tearDown() override
    {
        QApplication::setStyle(QStringLiteral("Fusion"));
        m_theme.reset();
    }

private Q_SLOTS:
    void fuzzyFindsLettersInOrder()
    {
        QVERIFY(fuzzyMatch(u"", QStringLiteral("anything")));
        QVERIFY(fuzzyMatch(u"zti", QStringLiteral("Zoom to fit")));
        QVERIFY(!fuzzyMatch(u"zz", QStringLiteral("Zoom")));
        QVERIFY(!fuzzyMatch(u"zoom in the flow", QStringLiteral("Zoom")));
        QVERIFY(fuzzyMatch(u"uber", QStringLiteral("Über alles")));
        QVERIFY(fuzzyMatch(u"  Z O ", QStringLiteral("zoom")));
        QCOMPARE(fuzzyMatch(u"zi", QStringLiteral("Zoom in"))->positions, (std::vector<int>{0, 5}));
        QCOMPARE(fuzzyMatch(u"hr", QStringLiteral("httpRequest"))->positions, (std::vector<int>{0, 4}));
    }

    void fuzzyPrefersStartsOfWordsRunsAndShortTexts()
    {
        QVERIFY(score("zi", "Zoom in") > score("zi", "Azure life"));
        QVERIFY(score("run", "Run") > score("run", "Rerun tests"));
        QVERIFY(score("run", "Run") > score("run", "Run with input"));
        QVERIFY(score("pub", "Publish") > score("pub", "Pick up bits"));
        QVERIFY(fuzzyMatch(u"aaaa", QString(5000, u'a')));
    }

    void toastsCanBeTakenBackAndGoByThemselves()
    {
        QWidget window;
        window.resize(600, 400);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window, 30000));
        ToastStack toasts(*m_theme, window, 20);
        int undone = 0;
        toasts.show({ToastMessage::Kind::Success, QStringLiteral("Node deleted"), QStringLiteral("Undo"), [&] { ++undone; }});
        QCOMPARE(toasts.count(), 1);
        QVERIFY(toasts.top()->accessibleName().contains(QStringLiteral("Node deleted")));
        QVERIFY(!toasts.top()->hasFocus());
        QTest::mouseClick(toasts.top()->findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(undone, 1);
        QCOMPARE(toasts.count(), 0);
        for (int i = 0; i < 5; ++i) {
            toasts.show({ToastMessage::Kind::Info, QString::number(i), {}, {}});
        }
        QCOMPARE(toasts.count(), 3);
        QCOMPARE(toasts.top()->message().text, QStringLiteral("4"));
        window.resize(300, 200);
        QVERIFY(window.rect().contains(toasts.top()->geometry()));
        QTest::mouseClick(toasts.top()->findChild<QToolButton *>(), Qt::LeftButton);
        QCOMPARE(toasts.count(), 2);
    }

    void bannersStayUntilTheyAreDealtWith()
    {
        Banner banner(*m_theme);
        banner.say(Banner::Kind::Warning, QStringLiteral("Saved elsewhere"), {QStringLiteral("Compare"), QStringLiteral("Keep mine")});
        QVERIFY(banner.isVisible());
        QCOMPARE(banner.accessibleName(), QStringLiteral("Saved elsewhere"));
        QSignalSpy chosen(&banner, &Banner::chosen);
        QTest::mouseClick(banner.findChildren<QPushButton *>().at(1), Qt::LeftButton);
        QCOMPARE(chosen.at(0).at(0).toInt(), 1);
    }

    void emptyStatesGiveWayWhereThereIsNoRoom()
    {
        EmptyState empty(*m_theme, QStringLiteral("chat"), QStringLiteral("Nothing said yet"), QStringLiteral("Type /help for what you can ask."));
        QAction action(QStringLiteral("Start"));
        QSignalSpy triggered(&action, &QAction::triggered);
        empty.addAction(&action);
        empty.resize(300, 300);
        empty.show();
        QTest::mouseClick(empty.findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(triggered.count(), 1);
        const auto shown = [&] {
            int count = 0;
            for (const auto *label : empty.findChildren<QLabel *>()) {
                count += label->isVisible() ? 1 : 0;
            }
            return count;
        };
        QCOMPARE(shown(), 3);
        empty.resize(300, 60);
        QCOMPARE(shown(), 1);
        QCOMPARE(empty.accessibleDescription(), QStringLiteral("Type /help for what you can ask."));
    }

    void searchFieldsClearThenLeave()
    {
        SearchField field(*m_theme, QStringLiteral("Search"));
        QSignalSpy left(&field, &SearchField::left);
        QSignalSpy stepped(&field, &SearchField::stepped);
        QTest::keyClicks(&field, QStringLiteral("abc"));
        QTest::keyClick(&field, Qt::Key_Down);
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty());
        QCOMPARE(left.count(), 0);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
        QCOMPARE(stepped.at(0).at(0).toInt(), 1);
    }

    void badgesSayTheirState()
    {
        Badge badge(*m_theme, State::InDoubt);
        QCOMPARE(badge.accessibleName(), QStringLiteral("In doubt"));
        const int narrow = badge.sizeHint().width();
        badge.setState(State::Failed, QStringLiteral("Failed three times"));
        QVERIFY(badge.sizeHint().width() > narrow);
    }

    void cardsWorkByKeyboardAndGrowWithTheirText()
    {
        CardButton card(*m_theme, QStringLiteral("flow"), Family::Flow, QStringLiteral("Title"), QStringLiteral("A text that takes several lines where the card is narrow enough for it."));
        QSignalSpy clicked(&card, &QAbstractButton::clicked);
        QTest::keyClick(&card, Qt::Key_Space);
        QCOMPARE(clicked.count(), 1);
        QVERIFY(card.heightForWidth(180) > card.heightForWidth(600));
    }

    void rowsPaintInBothDirections_data()
    {
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("left to right") << false;
        QTest::newRow("right to left") << true;
    }
    void rowsPaintInBothDirections()
    {
        QFETCH(bool, mirrored);
        QListView list;
        list.setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        QStandardItemModel model;
        auto *item = new QStandardItem(QStringLiteral("M"));
        item->setData(int(State::Failed), row::StateRole);
        model.appendRow(item);
        list.setModel(&model);
        list.setItemDelegate(new RowDelegate(*m_theme, RowDelegate::Lines::Two, &list));
        list.resize(400, 100);
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list, 30000));
        const QImage image = list.viewport()->grab().toImage();
        int left = 0;
        int right = 0;
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 2; y < 44; ++y) {
                (x < image.width() / 2 ? left : right) += image.pixelColor(x, y).lightness() < 150 ? 1 : 0; // ink, not a hover
            }
        }
        QVERIFY(mirrored ? right > 50 && left == 0 : left > 50 && right == 0);
    }

    void labelsFollowTheThemeOnAnySurface()
    {
        QWidget surface;
        surface.setBackgroundRole(QPalette::Base);
        surface.setAutoFillBackground(true);
        surface.resize(200, 60);
        TextLabel label(*m_theme, QStringLiteral("█████"), TextStyle::Body, Role::Danger, &surface);
        label.resize(200, 60);
        surface.show();
        QVERIFY(QTest::qWaitForWindowExposed(&surface, 30000));
        const auto hasColor = [&](const QColor &color) {
            const QImage image = surface.grab().toImage();
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y) == color) {
                        return true;
                    }
                }
            }
            return false;
        };
        QVERIFY(hasColor(m_theme->color(Role::Danger)));
        m_theme->setSystemLook({Scheme::Dark, Contrast::Normal, false});
        QVERIFY(hasColor(m_theme->color(Role::Danger)));
    }

    // Tool tips take for HTML what looks like it; values are shown as they are.
    void valuesAreNoMarkupInToolTips()
    {
        const auto isPlain = [](const QVariant &tip) {
            QTextDocument shown;
            shown.setHtml(tip.toString());
            return shown.toPlainText().contains(QStringLiteral("<img src=x>")) && !tip.toString().contains(QStringLiteral("<img"));
        };
        QCOMPARE(plainTip(QStringLiteral("a < b\n\"c\"")), QStringLiteral("a < b\n\"c\""));
        QVERIFY(isPlain(plainTip(QStringLiteral("<img src=x> & more"))));
        const auto value = std::make_shared<const json::Value>(json::Array{json::Object{{"name", "<img src=x>"}, {"other", "plain"}}});
        JsonTableModel table;
        table.setList(value, &value->get_array());
        QVERIFY(isPlain(table.index(0, 0).data(Qt::ToolTipRole)));
        QCOMPARE(table.index(0, 1).data(Qt::ToolTipRole), table.index(0, 1).data());
        JsonTreeModel tree;
        tree.setValue(std::make_shared<const json::Value>(value->get_array()[0]));
        QVERIFY(isPlain(tree.index(0, 1).data(Qt::ToolTipRole)));
        QCOMPARE(tree.index(0, 1).data(JsonTreeModel::TextRole).toString(), QStringLiteral("<img src=x>"));
        QCOMPARE(tree.index(1, 1).data(Qt::ToolTipRole).toString(), QStringLiteral("plain"));
    }
};

SB_GUI_TEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
