// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of the costs of a run where not all of them are known, and where the backend goes away meanwhile. The
// backend is one that gives the answers of the test.
#include "support/gui_test.h"

#include "api/message.h"
#include "ui/link/run_costs.h"
#include "ui/runs/run_watch.h"
#include "ui/runs/step_details.h"
#include "ui/theme/style.h"
#include "ui/widgets/text_label.h"

using namespace signalbox;
using namespace signalbox::ui;

namespace {

using Answer = std::function<json::Value(const std::string &method, const json::Value &params)>;

class AnsweringChannel final : public transport::Channel
{
public:
    explicit AnsweringChannel(Answer answer) : m_answer(std::move(answer)) {}

    void listen(std::function<void(json::Value)> message, std::function<void(Error)>) override { *m_message = std::move(message); }
    void send(json::Value message) override
    {
        auto read = api::readMessage(std::move(message));
        const auto *request = read ? std::get_if<api::Request>(&*read) : nullptr;
        if (!request || request->isNotification) {
            return;
        }
        Executor::current()->post([hears = std::weak_ptr(m_message), id = request->id, result = m_answer(request->method, request->params)] {
            const auto heard = hears.lock();
            if (heard && *heard) {
                (*heard)(api::resultMessage(id, result));
            }
        });
    }
    void close(Error) override { *m_message = nullptr; }

private:
    Answer m_answer;
    std::shared_ptr<std::function<void(json::Value)>> m_message = std::make_shared<std::function<void(json::Value)>>();
};

Task<Result<std::unique_ptr<transport::Channel>>> connectTo(Answer answer)
{
    co_return std::unique_ptr<transport::Channel>(std::make_unique<AnsweringChannel>(std::move(answer)));
}

api::LlmCallView callOf(std::string path, std::optional<std::int64_t> micros)
{
    api::LlmCallView call;
    call.id = "call";
    call.run = "run";
    call.path = std::move(path);
    call.outcome = "ok";
    call.micros = micros;
    call.currency = micros ? "usd" : "";
    return call;
}

json::Value pageOf(std::vector<api::LlmCallView> calls, bool more = false)
{
    api::LlmCallPage page;
    page.calls = std::move(calls);
    page.more = more;
    return json::toJson(page);
}

} // namespace

class TestRunCosts : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<client::Client> clientOf(Answer answer)
    {
        auto made = std::make_unique<client::Client>([answer](std::stop_token) { return connectTo(answer); }, m_clock);
        if (!test::await(made->connect({}))) {
            qFatal("not connected");
        }
        return made;
    }
    Result<RunCosts> read(std::function<client::Client *()> reach) { return test::await(readRunCosts(std::move(reach), "run", {})); }

    SystemClock m_clock;

private Q_SLOTS:
    void whatNobodyKnowsIsSaid()
    {
        const auto client = clientOf([](const std::string &, const json::Value &) { return pageOf({callOf("a", 100), callOf("b", std::nullopt), callOf("a", 200), callOf("b", 5)}); });
        const auto costs = read([&] { return client.get(); });
        QVERIFY(costs.ok());
        QVERIFY(costs->isWhole && costs->hasUnpriced());
        QCOMPARE(costs->sums.at("a").front().micros, std::int64_t(300));
        QVERIFY(costs->isWholeOf("a") && !costs->isWholeOf("b"));
    }

    void aPartOfTheCallsIsNoWhole()
    {
        int asked = 0;
        const auto client = clientOf([&](const std::string &, const json::Value &) {
            ++asked;
            return pageOf({callOf("a", 1)}, true);
        });
        const auto costs = read([&] { return client.get(); });
        QVERIFY(costs.ok());
        QVERIFY(!costs->isWhole && !costs->isWholeOf("a"));
        QCOMPARE(costs->sums.at("a").front().micros, std::int64_t(asked));
    }

    void endsWhereTheClientIsAnother()
    {
        int asked = 0;
        const Answer answer = [&](const std::string &, const json::Value &) {
            ++asked;
            return pageOf({callOf("a", 1)}, true);
        };
        const auto client = clientOf(answer);
        const auto other = clientOf(answer);
        for (auto *next : {static_cast<client::Client *>(nullptr), other.get()}) {
            asked = 0;
            const auto costs = read([&] { return asked < 2 ? client.get() : next; });
            QVERIFY(!costs && costs.error().is("client.disconnected"));
            QCOMPARE(asked, 2);
        }
        QVERIFY(!read([] { return nullptr; }));
    }

    void theDetailsSayAtLeast()
    {
        std::vector<api::LlmCallView> calls{callOf("word", 250'000), callOf("word", std::nullopt), callOf("other", 500'000)};
        const auto client = clientOf([&](const std::string &method, const json::Value &) {
            if (method == "llm.calls") {
                return pageOf(calls);
            }
            if (method == "runs.steps") {
                api::RunsSteps::Result page;
                for (const char *path : {"word", "other"}) {
                    api::StepView step;
                    step.seq = static_cast<std::int64_t>(page.steps.size()) + 1;
                    step.path = path;
                    step.node = path;
                    page.steps.push_back(step);
                }
                return json::toJson(page);
            }
            api::RunView run;
            run.id = "run";
            run.state = api::RunState::Succeeded;
            return json::toJson(run);
        });
        Theme theme;
        theme.setSystemLook({Scheme::Light, Contrast::Normal, true});
        dress(*qApp, theme);
        {
            RunWatch watch(m_clock);
            StepDetails details(theme, watch, m_clock);
            const auto says = [&](const QString &text) {
                details.renew();
                const auto labels = details.findChildren<ElidedLabel *>();
                return std::any_of(labels.begin(), labels.end(), [&](const ElidedLabel *label) { return label->text().contains(text); });
            };
            watch.setClient(client.get());
            watch.setRun(QStringLiteral("run"));
            QVERIFY(test::pumpUntil([&] { return !watch.costs().sums.empty(); }));
            QVERIFY(says(QStringLiteral(" · at least 0.75 USD")));
            details.setStep(1);
            QVERIFY(says(QStringLiteral(" · at least 0.25 USD")));
            details.setStep(2);
            QVERIFY(says(QStringLiteral(" · 0.50 USD")) && !says(QStringLiteral("at least")));
            calls.erase(calls.begin() + 1);
            watch.setRun({});
            watch.setRun(QStringLiteral("run"));
            details.setStep(0);
            QVERIFY(test::pumpUntil([&] { return !watch.costs().sums.empty(); }));
            QVERIFY(says(QStringLiteral(" · 0.75 USD")));
        }
        QApplication::setStyle(QStringLiteral("Fusion")); // the style refers to the theme
    }
};

SB_GUI_TEST_MAIN(TestRunCosts)
#include "tst_run_costs.moc"
