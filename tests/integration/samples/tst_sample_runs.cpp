// SPDX-License-Identifier: GPL-3.0-or-later
// Runs each sample through the engine on its own input and compares result and files with what was
// worked out without it.
#include "support/test.h"

#include "../rig.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace signalbox;

namespace {

std::string read(const std::string &path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::string expectedFile(const std::string &name)
{
    return read(test::sourceDir() + "/tests/integration/samples/expected/" + name);
}

/// Where two values differ, empty if nowhere. Numbers count by their value: 3 is 3.0.
std::string difference(const json::Value &actual, const json::Value &wanted, const std::string &at = "")
{
    if (actual.is_number() && wanted.is_number()) {
        const auto gap = std::abs(actual.to_number<double>() - wanted.to_number<double>());
        return gap < 1e-9 ? "" : at + ": " + json::write(actual) + " instead of " + json::write(wanted);
    }
    if (actual.kind() != wanted.kind()) {
        return at + ": " + json::write(actual).substr(0, 200) + " instead of " + json::write(wanted).substr(0, 200);
    }
    if (actual.is_array()) {
        if (actual.get_array().size() != wanted.get_array().size()) {
            return at + ": " + std::to_string(actual.get_array().size()) + " entries instead of " + std::to_string(wanted.get_array().size());
        }
        for (std::size_t i = 0; i < actual.get_array().size(); ++i) {
            if (auto found = difference(actual.get_array()[i], wanted.get_array()[i], at + "/" + std::to_string(i)); !found.empty()) {
                return found;
            }
        }
        return "";
    }
    if (actual.is_object()) {
        for (const auto &member : wanted.get_object()) {
            const auto *there = json::find(actual, member.key());
            const auto path = at + "/" + std::string(member.key());
            if (!there) {
                return path + " is missing";
            }
            if (auto found = difference(*there, member.value(), path); !found.empty()) {
                return found;
            }
        }
        return actual.get_object().size() == wanted.get_object().size() ? "" : at + ": more members than wanted: " + json::write(actual).substr(0, 300);
    }
    return actual == wanted ? "" : at + ": " + json::write(actual) + " instead of " + json::write(wanted);
}

} // namespace

class TestSampleRuns : public SignalboxTest
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string samples() const { return m_folder.path().toStdString() + "/samples"; }

    static Task<Result<engine::RunView>> runSample(engine::Engine &engine, engine::StartRequest request)
    {
        SB_CO_TRY(id, co_await engine.start(std::move(request)));
        co_return co_await engine.wait("default", id, {});
    }

    /// Runs a sample in a copy of its folder.
    engine::RunView run(const std::string &name, json::Object vars = {})
    {
        const auto folder = samples() + "/" + name;
        auto rig = test::Rig::open(m_folder.path().toStdString() + "/data-" + name);
        if (!rig) {
            qFatal("%s", rig.error().describe().c_str());
        }
        engine::StartRequest request;
        request.flowId = name;
        request.closure.emplace(name, read(folder + "/flow.json"));
        request.vars = std::move(vars);
        request.dataFolder = folder;
        QElapsedTimer timer;
        timer.start();
        auto view = test::await(runSample((*rig)->engine(), std::move(request)), Millis(60'000));
        if (!view) {
            qWarning("%s", view.error().describe().c_str());
            return {};
        }
        qInfo("%s: %lld ms, %lld steps", name.c_str(), static_cast<long long>(timer.elapsed()), static_cast<long long>(view->steps));
        if (view->state != store::RunState::Succeeded) {
            qWarning("%s", json::write(view->error).c_str());
        }
        test::await((*rig)->engine().shutdown());
        return std::move(*view);
    }

    /// What the service counted.
    static json::Value countsOf(const std::string &address)
    {
        http::ClientOptions options;
        options.addressPolicy = http::AddressPolicy::allowAll();
        http::Client client(std::move(options));
        http::Request request;
        request.url = address + "/counts";
        const auto response = test::await(client.send(std::move(request), {}));
        auto counts = response ? json::parse(response->body) : Result<json::Value>(response.error());
        if (!counts) {
            qFatal("%s", counts.error().describe().c_str());
        }
        return std::move(*counts);
    }

private Q_SLOTS:
    void initTestCase()
    {
        std::filesystem::copy(test::sourceDir() + "/resources/samples", samples(), std::filesystem::copy_options::recursive);
    }

    void supportTriageRatesEveryMail()
    {
        const auto view = run("support-triage", {{"coolDown", "10ms"}});
        QCOMPARE(view.state, store::RunState::Succeeded);
        const auto wanted = json::parse(expectedFile("support-triage.json"));
        QCOMPARE(difference(view.result, *wanted), std::string());
        QCOMPARE(read(samples() + "/support-triage/out/triage-report.md"), expectedFile("triage-report.md"));
        QCOMPARE(read(samples() + "/support-triage/out/follow-up.md"), expectedFile("follow-up.md"));
    }

    void wideMapJudgesEveryReading()
    {
        const auto view = run("wide-map");
        QCOMPARE(view.state, store::RunState::Succeeded);
        const auto wanted = json::parse(expectedFile("wide-map.json"));
        QCOMPARE(difference(view.result, *wanted), std::string());
        QCOMPARE(read(samples() + "/wide-map/out/summary.md"), expectedFile("summary.md"));
    }

    void orderPipelineShipsWhatIsThere()
    {
        const auto folder = samples() + "/order-pipeline";
        QProcess service;
        service.start(QString::fromStdString(test::binDir() + "/signalbox-sample-service"),
                      {QStringLiteral("--data"), QString::fromStdString(folder), QStringLiteral("--until-stdin-closes")});
        QVERIFY(test::pumpUntil([&] { return service.canReadLine(); }));
        const auto address = service.readLine().trimmed().toStdString();
        const auto view = run("order-pipeline", {{"service", address}});
        const auto counts = countsOf(address);
        service.closeWriteChannel();
        QVERIFY(test::pumpUntil([&] { return service.state() == QProcess::NotRunning; }));
        QCOMPARE(service.exitCode(), 0);
        QCOMPARE(view.state, store::RunState::Succeeded);
        const auto wanted = json::parse(expectedFile("order-pipeline.json"));
        QCOMPARE(difference(view.result, *wanted), std::string());
        const auto ledger = json::parse(read(folder + "/out/shipments.json"));
        QVERIFY(ledger.ok());
        const auto shipments = wanted->at("shipments").as_array().size();
        QCOMPARE(ledger->at("shipments").as_array().size(), shipments);
        // One booking was answered with 503 at first; none was carried out twice.
        QCOMPARE(counts.at("requests").at("POST /shipments").as_int64(), static_cast<std::int64_t>(shipments) + 1);
        QCOMPARE(counts.at("requests").at("POST /backorders").as_int64(), 1);
        QCOMPARE(counts.at("bookings").as_object().size(), shipments);
        for (const auto &booking : counts.at("bookings").as_object()) {
            QCOMPARE(booking.value().as_int64(), 1);
        }
    }
};

SB_TEST_MAIN(TestSampleRuns)
#include "tst_sample_runs.moc"
