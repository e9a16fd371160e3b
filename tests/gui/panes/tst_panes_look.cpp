// SPDX-License-Identifier: GPL-3.0-or-later
// Paints both panes in the states and looks that they have, and holds that each is painted in time and fully; with
// SIGNALBOX_LOOK=folder the pictures are kept there for people.
#include "pane_rig.h"

#include "ui/events/events_pane.h"
#include "ui/runs/approvals_view.h"
#include "ui/runs/compare_view.h"
#include "ui/runs/decision_card.h"
#include "ui/runs/letters_view.h"
#include "ui/runs/run_filter_bar.h"
#include "ui/runs/runs_pane.h"
#include "ui/runs/step_details.h"
#include "ui/runs/value_editor.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/search_field.h"

#include <QAction>
#include <QTreeView>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

const std::string kOrders = R"json({"id":"orders","name":"Order pipeline","nodes":[
 {"id":"orders","type":"transform","config":{"expression":"[{id:1,total:12.5},{id:2,total:80},{id:3,total:7}]"}},
 {"id":"each","type":"map","config":{"items":"{{ nodes.orders.output }}","concurrency":2,"body":{"nodes":[{"id":"price","type":"transform","config":{"expression":"({id: item.id, gross: item.total * 1.19})"}},{"id":"out","type":"output"}],"edges":[{"from":"price","to":"out"}]}}},
 {"id":"report","type":"output"}],"edges":[{"from":"orders","to":"each"},{"from":"each","to":"report"}]})json";

const std::string kLongName = R"json({"id":"a-flow-with-a-very-long-identifier-that-goes-on-and-on","name":"Umsatzsteuervoranmeldungsübertragungsprüfung für alle Niederlassungen","nodes":[{"id":"a_node_with_a_remarkably_long_name_for_a_single_step","type":"transform","config":{"expression":"({text: 'Ein sehr langer Satz, der sich über viele Wörter hinzieht und nirgends aufhört, bis er endlich doch ein Ende findet. '.repeat(3), nested: {list: [1,2,3], flag: true, nothing: null}})"}},{"id":"end","type":"output"}],"edges":[{"from":"a_node_with_a_remarkably_long_name_for_a_single_step","to":"end"}]})json";

const std::string kInvoice = R"json({"id":"invoice","name":"Invoice","nodes":[
 {"id":"sum","type":"transform","config":{"expression":"({net: input.items.reduce((a, b) => a + b, 0), currency: 'EUR', to: input.customer})"}},
 {"id":"shipping","type":"condition","config":{"expression":"input.to === 'Ada' && nodes.sum.output.net > 50"}},
 {"id":"free","type":"transform","config":{"expression":"({shipping: 0})"}},{"id":"paid","type":"transform","config":{"expression":"({shipping: 4.9})"}},
 {"id":"pause","type":"wait","config":{"duration":"20ms"}},
 {"id":"end","type":"output"}],
 "edges":[{"from":"sum","to":"shipping"},{"from":"shipping","fromPort":"true","to":"free"},{"from":"shipping","fromPort":"false","to":"paid"},{"from":"sum","to":"pause"},{"from":"pause","to":"end"}]})json";

const std::string kAsking = R"json({"id":"mailing","name":"Mailing","nodes":[{"id":"ask","type":"approval","config":{"title":"Send {{ input.mails }} mails?","message":"Once sent, they cannot be called back. The list has been checked for people who unsubscribed."}},
 {"id":"end","type":"output"}],"edges":[{"from":"ask","fromPort":"approved","to":"end"}]})json";

} // namespace

class TestPanesLook : public SignalboxTest
{
    Q_OBJECT
private:
    void keep(QWidget &pane, const QString &name)
    {
        pane.ensurePolished();
        test::pumpPending();
        QPixmap picture = pane.grab();
        QVERIFY(!picture.isNull());
        // Something was painted, not one colour all over.
        const QImage image = picture.toImage();
        QSet<QRgb> colors;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3) {
                colors.insert(image.pixel(x, y));
            }
        }
        QVERIFY2(colors.size() > 4, qPrintable(name));
        const QString folder = qEnvironmentVariable("SIGNALBOX_LOOK");
        if (!folder.isEmpty()) {
            QVERIFY(picture.save(folder + u'/' + name + QStringLiteral(".png")));
        }
    }

    void show(QWidget &pane, QSize size)
    {
        pane.resize(size);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane, 30000));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
    }


    void eventsAndRuns_data()
    {
        QTest::addColumn<QString>("look");
        QTest::newRow("light") << QStringLiteral("light");
        QTest::newRow("dark") << QStringLiteral("dark");
        QTest::newRow("contrast") << QStringLiteral("contrast");
        QTest::newRow("rtl") << QStringLiteral("rtl");
    }

    void eventsAndRuns()
    {
        QFETCH(QString, look);
        Look chosen;
        chosen.scheme = look == QLatin1String("dark") ? Scheme::Dark : Scheme::Light;
        chosen.contrast = look == QLatin1String("contrast") ? Contrast::High : Contrast::Normal;
        m_theme->setSystemLook(chosen);
        QApplication::setLayoutDirection(look == QLatin1String("rtl") ? Qt::RightToLeft : Qt::LeftToRight);

        test::PaneRig rig;
        test::LoopbackServer silent(test::neverAnswered);
        EventsPane events(*m_theme);
        RunsPane runs(*m_theme, rig.clock);
        show(events, {900, 300});
        keep(events, QStringLiteral("events-none-") + look);
        show(runs, {1100, 380});
        keep(runs, QStringLiteral("runs-none-") + look);

        const auto doubt = QString::fromStdString(rig.runInDoubt(silent));
        rig.run(test::kDoubling, json::Object{{"n", 21}});
        const auto failed = QString::fromStdString(rig.run(test::kFailing, json::Object{{"n", 21}}));
        rig.run(kInvoice, json::Object{{"customer", "Ada"}, {"items", json::Array{12, 30}}, {"express", false}});
        const auto invoice = QString::fromStdString(rig.run(kInvoice, json::Object{{"customer", "Ada"}, {"items", json::Array{12, 45, 7}}, {"express", true}}));
        const auto orders = QString::fromStdString(rig.run(kOrders));
        const auto lengthy = QString::fromStdString(rig.run(kLongName));
        rig.start(test::kPausing);
        rig.run(kAsking, json::Object{{"mails", 312}, {"subject", "Spring sale"}, {"preview", "Everything must go by Sunday."}});
        for (const auto &text : {kOrders, kLongName}) {
            const auto id = text == kOrders ? "orders" : "a-flow-with-a-very-long-identifier-that-goes-on-and-on";
            QVERIFY(rig.call<api::FlowsSave>({id, text, 0, "local"}).ok());
        }
        events.setClient(rig.client.get());
        runs.setClient(rig.client.get());
        QVERIFY(test::pumpUntil([&] { return events.model().rowCount() > 10 && runs.model().rowCount() == 9; }));
        keep(events, QStringLiteral("events-list-") + look);
        const QModelIndex last = events.model().index(events.model().rowCount() - 4);
        events.view().setCurrentIndex(last);
        QTest::mouseClick(events.view().viewport(), Qt::LeftButton, {}, events.view().visualRect(last).center());
        keep(events, QStringLiteral("events-details-") + look);
        events.setFilterText(QStringLiteral("level:warning calc"));
        QVERIFY(test::pumpUntil([&] { return !events.model().isFiltering(); }));
        keep(events, QStringLiteral("events-filter-") + look);
        events.setFilterText(QStringLiteral("nothing like that"));
        QVERIFY(test::pumpUntil([&] { return !events.model().isFiltering(); }));
        keep(events, QStringLiteral("events-nomatch-") + look);
        events.setFilterText({});
        events.resize(340, 620);
        test::pumpPending();
        keep(events, QStringLiteral("events-narrow-") + look);

        const auto choose = [&](const QString &run, const QString &step) {
            runs.showRun(run);
            QVERIFY(test::pumpUntil([&] { return runs.watch().run() && runs.watch().steps().size() > 0 && !runs.watch().isLoading(); }));
            if (!step.isEmpty()) {
                runs.showStep(step);
            }
            test::pumpPending();
        };
        choose(orders, QStringLiteral("each"));
        keep(runs, QStringLiteral("runs-steps-") + look);
        runs.setByTime(true);
        keep(runs, QStringLiteral("runs-timeline-") + look);
        runs.setByTime(false);
        runs.filters().showMore(true);
        choose(invoice, {});
        runs.compareAction()->trigger();
        QVERIFY(test::pumpUntil([&] { return runs.compareView().comparison().rowCount() > 0; }));
        test::pumpUntil([] { return false; }, Millis(60));
        keep(runs, QStringLiteral("runs-compare-") + look);
        runs.filters().showMore(false);
        choose(orders, {});
        choose(failed, QStringLiteral("calc"));
        keep(runs, QStringLiteral("runs-failed-") + look);
        choose(lengthy, QStringLiteral("a_node_with_a_remarkably_long_name_for_a_single_step"));
        keep(runs, QStringLiteral("runs-long-") + look);
        runs.showPage(RunsPane::Page::Approvals);
        QVERIFY(test::pumpUntil([&] { return runs.approvals().model().rowCount() > 0; }));
        keep(runs, QStringLiteral("approvals-list-") + look);
        runs.approvals().list().setCurrentIndex(runs.approvals().model().index(0));
        QVERIFY(test::pumpUntil([&] { return runs.approvals().shown().has_value(); }));
        keep(runs, QStringLiteral("approvals-one-") + look);
        runs.showPage(RunsPane::Page::Letters);
        keep(runs, QStringLiteral("letters-list-") + look);
        QVERIFY(test::pumpUntil([&] { return runs.letters().model().rowCount() > 0; }));
        runs.letters().list().setCurrentIndex(runs.letters().model().index(0));
        QVERIFY(test::pumpUntil([&] { return runs.letters().shown().has_value(); }));
        keep(runs, QStringLiteral("letters-one-") + look);
        runs.letters().input().setEditing(true);
        keep(runs, QStringLiteral("letters-editing-") + look);
        choose(doubt, QStringLiteral("pay"));
        keep(runs, QStringLiteral("runs-doubt-") + look);
        runs.details().decision().choose(api::Verdict::Happened);
        runs.resize(900, 620);
        test::pumpPending();
        keep(runs, QStringLiteral("runs-deciding-") + look);
        runs.resize(380, 800);
        test::pumpPending();
        keep(runs, QStringLiteral("runs-narrow-") + look);

        // The backend goes: both say so.
        rig.server.stop();
        QVERIFY(test::pumpUntil([&] { return events.feed().status() == EventFeed::Status::Lost && runs.feed().status() == RunsFeed::Status::Lost; }));
        events.resize(900, 300);
        runs.resize(1100, 380);
        test::pumpPending();
        keep(events, QStringLiteral("events-lost-") + look);
        keep(runs, QStringLiteral("runs-lost-") + look);
        rig.client->close();
        QVERIFY(test::pumpUntil([&] { return events.feed().status() == EventFeed::Status::Ended; }));
        test::pumpPending();
        keep(events, QStringLiteral("events-ended-") + look);
        events.setClient(nullptr);
        runs.setClient(nullptr);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

SB_GUI_TEST_MAIN(TestPanesLook)
#include "tst_panes_look.moc"
