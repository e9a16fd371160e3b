// SPDX-License-Identifier: GPL-3.0-or-later
// What models cost, on a real backend with a server of models on loopback: by day, model, provider and flow, and the budgets.
#include "pane_rig.h"

#include "store/models.h"
#include "support/raw_server.h"
#include "ui/models/advice_list.h"
#include "ui/models/budget_bars.h"
#include "ui/models/cost_plot.h"
#include "ui/models/costs_page.h"
#include "ui/models/models_pane.h"
#include "ui/models/usage_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QTreeView>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

constexpr UnixMillis kDay = 24 * 3'600'000;

// Answers whoever asks with a word, and says what it took.
std::string answerTo(const test::RawRequest &request)
{
    const std::string body = request.method == "GET" ? R"({"object":"list","data":[{"id":"gpt-4o-mini","object":"model"}]})"
                                                     : "data: {\"id\":\"c\",\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Ready\"},\"finish_reason\":\"stop\"}]}\n\n"
                                                       "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n";
    const std::string type = request.method == "GET" ? "application/json" : "text/event-stream";
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace

class TestModelCosts : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<VirtualClock> m_clock; // of the page: days end when the test says so
    std::unique_ptr<test::PaneRig> m_rig;
    std::unique_ptr<ModelsPane> m_pane;
    int m_last = 0;

    void setUp() override
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
        m_clock = std::make_unique<VirtualClock>();
        m_rig = std::make_unique<test::PaneRig>();
        m_pane = std::make_unique<ModelsPane>(*m_theme, *m_clock);
        m_pane->resize(520, 760);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get(), 30000));
    }
    void tearDown() override
    {
        m_pane.reset();
        m_rig.reset();
        m_clock.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
        m_theme.reset();
    }

    CostsPage &page() { return m_pane->costs(); }
    bool says(const QString &text) { return test::pumpUntil([&] { return page().total().isVisible() && page().total().text() == text; }); }
    bool isSaid(const QString &text)
    {
        const auto labels = page().empty().findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text() == text; });
    }
    QString cell(int row, int column) { return page().model().index(row, column).data().toString(); }

    // A call so many days ago; micros below 0: nobody knows what it cost.
    void record(const std::string &provider, const std::string &model, int daysAgo, std::int64_t micros, const std::string &currency = "usd", const std::string &run = {})
    {
        store::LlmCallRow row;
        row.id = "call-" + std::to_string(++m_last);
        row.startedAt = m_clock->now() - daysAgo * kDay;
        row.provider = provider;
        row.model = model;
        row.run = run;
        row.outcome = "ok";
        row.inputTokens = 1000;
        row.outputTokens = 500;
        row.micros = micros;
        row.currency = micros < 0 ? std::string() : currency;
        const auto done = m_rig->server.await<Result<void>>([&] { return m_rig->server.backend().store().models().recordCall("default", row); });
        QVERIFY(done.ok());
    }

private Q_SLOTS:
    void waysToSpendLessAreNamed()
    {
        api::ProviderPutParams house;
        house.id = "house";
        house.kind = api::ProviderKind::OpenAiCompatible;
        house.baseUrl = "http://127.0.0.1:9";
        house.prices = "openai";
        QVERIFY(test::await(m_rig->client->call<api::ProvidersPut>(house)).ok());
        for (int i = 0; i < 20; ++i) {
            record("house", "gpt-5", 1, 6250); // a thousand tokens in, five hundred out
        }
        m_pane->setClient(m_rig->client.get());
        m_pane->showPage(ModelsPane::Page::Costs);
        QVERIFY(test::pumpUntil([&] { return page().advice().isVisible(); }));
        QCOMPARE(page().advice().advice().size(), std::size_t(1));
        // Which one it is, the price table says.
        const auto &one = page().advice().advice()[0];
        QVERIFY(one.kind == api::AdviceKind::CheaperModel && !one.instead.empty() && one.instead != "gpt-5");
        QVERIFY2(page().advice().summary().contains(QStringLiteral("Ask %1 where its answers are good enough.").arg(QString::fromStdString(one.instead))), qPrintable(page().advice().summary()));
        QVERIFY2(page().advice().summary().contains(QStringLiteral("of 0.125 USD")), qPrintable(page().advice().summary()));
        // Another time, nothing to say.
        page().rangeField().setCurrentIndex(0);
        QVERIFY(test::pumpUntil([&] { return !page().advice().isVisible(); }));
    }

    void aCallIsCountedWithWhatItCost()
    {
        test::RawServer server([](test::RawConnection &connection) {
            while (const auto request = connection.readRequest()) {
                connection.write(answerTo(*request));
            }
        });
        m_pane->setClient(m_rig->client.get());
        m_pane->showPage(ModelsPane::Page::Costs);
        QVERIFY(m_pane->page() == ModelsPane::Page::Costs);
        QVERIFY(test::pumpUntil([&] { return page().empty().isVisible() && page().againAction()->isEnabled(); }));
        api::ProviderPutParams house;
        house.id = "house";
        house.kind = api::ProviderKind::OpenAiCompatible;
        house.baseUrl = server.url() + "/v1";
        house.defaultModel = "gpt-4o-mini";
        house.prices = "openai";
        QVERIFY(m_rig->call<api::ProvidersPut>(std::move(house)));
        QVERIFY(m_rig->call<api::ProvidersTest>({"house", ""}));
        page().againAction()->trigger();
        QVERIFY2(says(QStringLiteral("0.000003 USD")), qPrintable(page().total().text()));
        QCOMPARE(page().model().rowCount(), 1);
        QCOMPARE(cell(0, UsageModel::Name), QStringLiteral("house/gpt-4o-mini"));
        QCOMPARE(cell(0, UsageModel::Calls), QStringLiteral("1"));
        QCOMPARE(cell(0, UsageModel::Share), QStringLiteral("100.0 %"));
    }

    void theTimeIsChosen()
    {
        record("openai", "big", 0, 200'000);
        record("openai", "big", 2, 1'000'000);
        record("openai", "small", 2, 50'000);
        record("local", "llama", 3, -1);
        record("openai", "big", 20, 3'000'000);
        record("openai", "big", 60, 9'000'000);
        m_pane->setClient(m_rig->client.get());
        m_pane->showPage(ModelsPane::Page::Costs);
        QVERIFY2(says(QStringLiteral("4.25 USD and 1 call(s) whose cost nobody knows")), qPrintable(page().total().text())); // 30 days
        QCOMPARE(page().model().rowCount(), 3);
        QCOMPARE(cell(0, UsageModel::Name), QStringLiteral("openai/big"));
        QCOMPARE(cell(0, UsageModel::Cost), QStringLiteral("4.20 USD"));
        QCOMPARE(cell(0, UsageModel::Share), QStringLiteral("98.8 %"));
        QCOMPARE(cell(2, UsageModel::Cost), QStringLiteral("unknown"));
        QCOMPARE(cell(2, UsageModel::Share), QStringLiteral("–"));
        QVERIFY(page().plot().isVisible());
        page().rangeField().setCurrentIndex(1);
        QVERIFY2(says(QStringLiteral("1.25 USD and 1 call(s) whose cost nobody knows")), qPrintable(page().total().text()));
        QVERIFY2(page().plot().textOf(4).contains(QStringLiteral("1.05 USD, 2 call(s)")), qPrintable(page().plot().textOf(4)));
        QVERIFY2(page().plot().textOf(3).contains(QStringLiteral("unknown, 1 call(s)")), qPrintable(page().plot().textOf(3)));
        QVERIFY(page().plot().textOf(5).contains(QStringLiteral("no calls")));
        QVERIFY(page().plot().summary().contains(QStringLiteral("1.05 USD")));
        page().rangeField().setCurrentIndex(3);
        QVERIFY2(says(QStringLiteral("13.25 USD and 1 call(s) whose cost nobody knows")), qPrintable(page().total().text()));
        page().rangeField().setCurrentIndex(0);
        QVERIFY2(says(QStringLiteral("0.20 USD")), qPrintable(page().total().text()));
        QVERIFY(!page().plot().isVisible()); // a day alone has no course
        m_clock->advance(Millis(5 * kDay));
        page().againAction()->trigger();
        QVERIFY(test::pumpUntil([&] { return page().empty().isVisible(); }));
    }

    void costsAreToldByProviderAndFlow()
    {
        const auto run = m_rig->run(test::kDoubling, json::Object{{"n", 2}});
        record("openai", "big", 1, 400, "usd", run);
        record("openai", "small", 1, 100, "usd");
        record("local", "llama", 1, 50, "usd", "no-such-run");
        m_pane->setClient(m_rig->client.get());
        m_pane->showPage(ModelsPane::Page::Costs);
        QVERIFY(test::pumpUntil([&] { return page().model().rowCount() == 3 && cell(0, UsageModel::Name) == QStringLiteral("openai/big"); }));
        page().byField().setCurrentIndex(1);
        QVERIFY(test::pumpUntil([&] { return page().model().rowCount() == 2; }));
        QCOMPARE(cell(0, UsageModel::Name), QStringLiteral("openai"));
        QCOMPARE(page().model().headerData(UsageModel::Name, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Provider"));
        page().byField().setCurrentIndex(2);
        QVERIFY(test::pumpUntil([&] { return page().model().rowCount() == 3; }));
        QCOMPARE(cell(0, UsageModel::Name), QStringLiteral("double"));
        QCOMPARE(cell(1, UsageModel::Name), QStringLiteral("Outside of runs"));
        QCOMPARE(cell(2, UsageModel::Name), QStringLiteral("Runs that are gone"));
    }

    void currenciesStayApart()
    {
        record("openai", "big", 1, 400'000, "usd");
        record("mistral", "medium", 2, 900'000, "eur");
        m_pane->setClient(m_rig->client.get());
        m_pane->showPage(ModelsPane::Page::Costs);
        QVERIFY2(says(QStringLiteral("0.90 EUR + 0.40 USD")), qPrintable(page().total().text()));
        QVERIFY(page().currencyField().isVisible());
        QCOMPARE(page().currencyField().currentText(), QStringLiteral("EUR"));
        QVERIFY(page().plot().summary().contains(QStringLiteral("0.90 EUR")));
        page().currencyField().setCurrentIndex(1);
        QVERIFY(page().plot().summary().contains(QStringLiteral("0.40 USD")));
        page().againAction()->trigger(); // what was chosen stays so
        page().rangeField().setCurrentIndex(1);
        QVERIFY(test::pumpUntil([&] { return page().plot().dayAt(page().plot().width() - 1) == 6; }));
        QCOMPARE(page().currencyField().currentText(), QStringLiteral("USD"));
    }

    void daysAreReadByTheKeyboardAndThePointer()
    {
        record("openai", "big", 0, 200'000);
        record("openai", "big", 2, 1'000'000);
        m_pane->setClient(m_rig->client.get());
        m_pane->showPage(ModelsPane::Page::Costs);
        page().rangeField().setCurrentIndex(1);
        auto &plot = page().plot();
        QVERIFY(test::pumpUntil([&] { return plot.isVisible() && plot.textOf(6).contains(QStringLiteral("0.20 USD")); }));
        plot.setFocus(Qt::TabFocusReason);
        QCOMPARE(plot.current(), 6);
        QTest::keyClick(&plot, Qt::Key_Left);
        QTest::keyClick(&plot, Qt::Key_Left);
        QCOMPARE(plot.current(), 4);
        QCOMPARE(plot.accessibleDescription(), plot.textOf(4));
        QTest::keyClick(&plot, Qt::Key_Home);
        QCOMPARE(plot.current(), 0);
        QTest::keyClick(&plot, Qt::Key_Left);
        QCOMPARE(plot.current(), 0);
        QTest::keyClick(&plot, Qt::Key_End);
        QCOMPARE(plot.current(), 6);
        // Where one reads from right to left, the last day stands on the left.
        QCOMPARE(plot.dayAt(plot.width() - 1), 6);
        plot.setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(plot.dayAt(1), 6);
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.current(), 5);
        plot.setCurrent(-1);
        QCOMPARE(plot.accessibleDescription(), plot.summary());
        // It paints in both directions and both looks.
        for (const auto scheme : {LookChoice::SchemeChoice::Light, LookChoice::SchemeChoice::Dark}) {
            LookChoice choice;
            choice.scheme = scheme;
            m_theme->setChoice(choice);
            QVERIFY(!plot.grab().isNull());
        }
    }

    void budgetsAreShownWithTheirUse()
    {
        api::BudgetSetParams budget;
        budget.scope = "workspace";
        budget.unit = "usd";
        budget.most = 5'000'000;
        QVERIFY(m_rig->call<api::BudgetsSet>(budget));
        budget.scope = "flow:triage";
        budget.unit = "tokens";
        budget.most = 0;
        QVERIFY(m_rig->call<api::BudgetsSet>(budget));
        m_pane->setClient(m_rig->client.get());
        m_pane->showPage(ModelsPane::Page::Costs);
        QVERIFY(test::pumpUntil([&] { return page().budgets().isVisible(); }));
        QCOMPARE(page().budgets().budgets().size(), std::size_t(2));
        const auto lines = page().budgets().summary().split(u'\n');
        QCOMPARE(lines[0], QStringLiteral("Flow triage: 0 of 0 tokens: used up"));
        QCOMPARE(lines[1], QStringLiteral("The whole workspace: 0.00 USD of 5.00 USD"));
        QCOMPARE(page().total().text(), QStringLiteral("No calls in this time"));
        QVERIFY(!page().budgets().grab().isNull());
    }

    void whatCannotBeReadIsSaid()
    {
        m_pane->showPage(ModelsPane::Page::Costs);
        QVERIFY(page().offline().isVisible()); // there is no backend yet
        QVERIFY(!page().rangeField().isEnabled());
        record("openai", "big", 0, 200'000);
        m_pane->setClient(m_rig->client.get());
        QVERIFY(says(QStringLiteral("0.20 USD")));
        QVERIFY(!page().empty().isVisible());
        // Somebody who may not see it.
        client::Client stranger(m_rig->server.connector({"runs.read"}), m_rig->clock);
        QVERIFY(test::await(stranger.connect({})));
        m_pane->setClient(&stranger);
        QVERIFY(test::pumpUntil([&] { return page().empty().isVisible() && isSaid(QStringLiteral("The costs cannot be read")); }));
        QCOMPARE(page().model().rowCount(), 0);
        m_pane->setClient(nullptr);
        QVERIFY(page().offline().isVisible());
        m_pane->setClient(m_rig->client.get());
        QVERIFY(says(QStringLiteral("0.20 USD")));
    }
};

SB_GUI_TEST_MAIN(TestModelCosts)
#include "tst_model_costs.moc"
