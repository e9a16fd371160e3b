// SPDX-License-Identifier: GPL-3.0-or-later
// crash_victim FOLDER SERVICE RUN [PATH=happened|retry …]: the program that the crash campaign kills. It
// opens the data folder, takes up what was left, starts the flow of crash_flow.h as RUN unless that
// exists, decides what it is told to, approves what is asked, and prints how the run stands when nothing of it goes on.
#include "../rig.h"
#include "crash_flow.h"

#include "base/describe.h"
#include "store/approvals.h"
#include "store/dead_letters.h"

#include <QCoreApplication>

#include <cstdio>
#include <filesystem>

using namespace signalbox;

namespace {

struct Order
{
    std::string folder;
    std::string service;
    std::string run;
    std::vector<std::pair<std::string, engine::Verdict>> decisions;
};

json::Object describe(const engine::StepView &step)
{
    json::Object result;
    result.emplace("path", step.path);
    result.emplace("state", json::toJson(step.state));
    result.emplace("attempt", step.attempt);
    result.emplace("key", step.idempotencyKey);
    return result;
}

Task<Result<json::Value>> live(test::Rig *rig, Order order)
{
    auto &engine = rig->engine();
    SB_CO_TRY(recovered, co_await engine.recover());
    engine::StartRequest request;
    request.flowId = "crash";
    request.closure.emplace("crash", crash::flowText(order.service));
    request.dataFolder = order.folder + "/files";
    request.id = order.run;
    SB_CO_TRY(id, co_await engine.start(std::move(request)));
    std::printf("accepted\n");
    std::fflush(stdout);
    for (const auto &[path, verdict] : order.decisions) {
        json::Value output;
        if (verdict == engine::Verdict::Happened) {
            output = json::Object{{"status", 200}, {"body", nullptr}};
        }
        SB_CO_CHECK(co_await engine.decide("default", id, path, verdict, std::move(output)));
    }
    SB_CO_TRY(view, co_await engine.wait("default", id, {}));
    // What is asked is approved, and what failed for good is left out.
    for (bool decided = true; decided && view.state == store::RunState::Waiting;) {
        decided = false;
        for (const auto &approval : view.approvals) {
            engine::ApprovalDecision decision;
            SB_CO_CHECK(co_await engine.decideApproval("default", id, "ask", approval, decision));
            decided = true;
        }
        for (const auto &path : view.inDoubt) {
            if (path == "gone") {
                json::Value nothing;
                SB_CO_CHECK(co_await engine.decide("default", id, path, engine::Verdict::Skip, nothing));
                decided = true;
            }
        }
        if (decided) {
            SB_CO_TRY(next, co_await engine.wait("default", id, {}));
            view = std::move(next);
        }
    }
    SB_CO_TRY(steps, co_await engine.steps("default", id, 0, 10'000));
    json::Object report;
    report.emplace("state", json::toJson(view.state));
    report.emplace("recovered", recovered);
    report.emplace("error", view.error);
    json::Array inDoubt;
    for (const auto &path : view.inDoubt) {
        inDoubt.emplace_back(path);
    }
    report.emplace("inDoubt", std::move(inDoubt));
    json::Array rows;
    for (const auto &step : steps) {
        rows.emplace_back(describe(step));
    }
    report.emplace("steps", std::move(rows));
    const store::DeadLetterFilter allLetters;
    SB_CO_TRY(letters, co_await rig->store().deadLetters().list("default", allLetters));
    report.emplace("letters", letters.size());
    const store::ApprovalFilter allApprovals;
    SB_CO_TRY(approvals, co_await rig->store().approvals().list("default", allApprovals));
    json::Array states;
    for (const auto &approval : approvals) {
        states.push_back(json::toJson(approval.state));
    }
    report.emplace("approvals", std::move(states));
    co_await engine.shutdown();
    co_return json::Value(std::move(report));
}

Task<void> liveAndQuit(test::Rig *rig, Order order)
{
    auto report = co_await live(rig, std::move(order));
    if (report) {
        std::printf("%s\n", json::write(*report).c_str());
    } else {
        std::fprintf(stderr, "%s\n", report.error().describe().c_str());
    }
    std::fflush(stdout);
    QCoreApplication::exit(report ? 0 : 1);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Executor executor;
    if (argc < 4) {
        std::fprintf(stderr, "crash_victim FOLDER SERVICE RUN [PATH=happened|retry ...]\n");
        return 2;
    }
    Order order{argv[1], argv[2], argv[3], {}};
    for (int i = 4; i < argc; ++i) {
        const std::string text(argv[i]);
        const auto equals = text.find('=');
        order.decisions.emplace_back(text.substr(0, equals), text.substr(equals + 1) == "happened" ? engine::Verdict::Happened : engine::Verdict::Retry);
    }
    std::filesystem::create_directories(order.folder + "/files");
    auto rig = test::Rig::open(order.folder + "/data");
    if (!rig) {
        std::fprintf(stderr, "%s\n", rig.error().describe().c_str());
        return 1;
    }
    TaskScope scope;
    scope.start([&](std::stop_token) { return liveAndQuit(rig->get(), order); });
    return app.exec();
}
