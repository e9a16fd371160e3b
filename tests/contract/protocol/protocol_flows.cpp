// SPDX-License-Identifier: GPL-3.0-or-later
// Flows, versions, node types.
#include "protocol_contract.h"

#include "base/uuid.h"

using namespace signalbox;

namespace {

std::string flowText(const std::string &name, int value)
{
    return R"({"format":"signalbox.flow/1","id":"f","name":")" + name + R"(","nodes":[{"id":"calc","type":"transform","config":{"expression":")" + std::to_string(value)
        + R"("}},{"id":"end","type":"output","config":{}}],"edges":[{"from":"calc","to":"end"}]})";
}

} // namespace

void ProtocolContract::savesPublishesAndRemovesFlows()
{
    QCOMPARE(call<api::FlowsGet>({"f"}).error().code, std::string("store.notFound"));
    const auto first = call<api::FlowsSave>({"f", flowText("One", 1), 0, "local"});
    QVERIFY2(first.ok(), first ? "" : first.error().describe().c_str());
    QVERIFY(first->findings.empty());
    QCOMPARE(call<api::FlowsSave>({"f", flowText("Other", 1), 0, "local"}).error().code, std::string("store.conflict"));
    QCOMPARE(call<api::FlowsSave>({"f", "{\"nodes\":", first->revision, "local"}).error().code, std::string("json.syntax"));
    const auto list = call<api::FlowsList>({});
    QCOMPARE(list->flows.size(), std::size_t(1));
    QCOMPARE(list->flows.front().name, std::string("One"));

    const auto published = call<api::FlowsPublish>({"f", first->revision, "the first"});
    QVERIFY2(published.ok(), published ? "" : published.error().describe().c_str());
    QCOMPARE(published->number, 1);
    QCOMPARE(call<api::FlowsPublish>({"f", 0, ""})->number, 1);
    auto draft = call<api::FlowsGet>({"f"});
    QCOMPARE(draft->text, flowText("One", 1));
    QCOMPARE(draft->live, 1);
    const auto second = call<api::FlowsSave>({"f", flowText("Two", 2), draft->revision, "local"});
    QVERIFY2(second.ok(), second ? "" : second.error().describe().c_str());
    QCOMPARE(call<api::FlowsPublish>({"f", second->revision + 7, ""}).error().code, std::string("store.conflict"));
    QCOMPARE(call<api::FlowsPublish>({"f", 0, ""})->number, 2);

    const auto versions = call<api::FlowsVersions>({"f"});
    QCOMPARE(versions->versions.size(), std::size_t(2));
    QVERIFY(!versions->versions.front().text);
    QCOMPARE(*call<api::FlowsVersion>({"f", 1})->text, flowText("One", 1));
    QCOMPARE(call<api::FlowsVersion>({"f", 9}).error().code, std::string("store.notFound"));

    const auto diff = call<api::FlowsDiff>({"f", 1, 2});
    QVERIFY2(diff.ok(), diff ? "" : diff.error().describe().c_str());
    QCOMPARE(diff->total, 2);
    QCOMPARE(diff->changes.size(), std::size_t(2));
    QVERIFY(diff->changes[0].thing == api::FlowThing::Flow && diff->changes[0].fields.front().path == "/name" && *diff->changes[0].fields.front().before == "One");
    QVERIFY(diff->changes[1].thing == api::FlowThing::Node && diff->changes[1].kind == api::FlowChangeKind::Changed && diff->changes[1].id == "calc");
    QCOMPARE(diff->changes[1].fields.front().path, std::string("/config/expression"));
    QCOMPARE(call<api::FlowsDiff>({"f", 2, 0})->total, 0);
    QCOMPARE(call<api::FlowsDiff>({"f", 1, 9}).error().code, std::string("store.notFound"));
    QCOMPARE(call<api::FlowsDiff>({"none", 0, 0}).error().code, std::string("store.notFound"));

    QVERIFY(call<api::FlowsSetLive>({"f", 1}).ok());
    QCOMPARE(call<api::FlowsGet>({"f"})->live, 1);
    QCOMPARE(call<api::FlowsSetLive>({"f", 9}).error().code, std::string("store.notFound"));
    api::RunStartParams start;
    start.flow = "f";
    const auto run = call<api::RunsStart>(start);
    QVERIFY2(run.ok(), run ? "" : run.error().describe().c_str());
    QCOMPARE(json::write(call<api::RunsWait>({run->id})->result), std::string("1"));

    draft = call<api::FlowsGet>({"f"});
    QCOMPARE(call<api::FlowsRemove>({"f", draft->revision + 7}).error().code, std::string("store.conflict"));
    QVERIFY(call<api::FlowsRemove>({"f", draft->revision}).ok());
    QVERIFY(call<api::FlowsList>({})->flows.empty());
}

void ProtocolContract::validatesTexts()
{
    const auto good = call<api::FlowsValidate>({flowText("One", 1)});
    QVERIFY(good.ok() && good->valid);
    const auto bad = call<api::FlowsValidate>({R"({"nodes":[{"id":"a","type":"http.requst","config":{}}]})"});
    QVERIFY(bad.ok() && !bad->valid);
    QVERIFY(!bad->findings.empty() && !bad->findings.front().fix.empty() && bad->findings.front().node == "a");
    QCOMPARE(call<api::FlowsValidate>({"hello"}).error().code, std::string("json.syntax"));
    QCOMPARE(call<api::FlowsValidate>({R"({"nodes":[],"nodes":[]})"}).error().code, std::string("json.duplicateKey"));
    QCOMPARE(call<api::FlowsValidate>({std::string(100'000, '[')}).error().code, std::string("json.tooDeep"));
    // An invalid draft may be saved, but not published.
    const auto saved = call<api::FlowsSave>({"f", R"({"nodes":[{"id":"a","type":"http.requst","config":{}}]})", 0, "local"});
    QVERIFY(saved.ok() && !saved->findings.empty());
    QCOMPARE(call<api::FlowsPublish>({"f", 0, ""}).error().code, std::string("flow.invalid"));
}

void ProtocolContract::checksWhatIsUnderEdit()
{
    api::FlowCheckParams params;
    params.draft = newUuid();
    QCOMPARE(call<api::FlowsCheck>(params).error().code, std::string("flow.notHeld"));
    params.text = R"({"nodes":[{"id":"a","type":"transform","config":{"expression":"1"}}],"edges":[],"name":"A flow"})";
    auto check = call<api::FlowsCheck>(params);
    QVERIFY2(check.ok(), check ? "" : check.error().describe().c_str());
    QVERIFY(check->valid && check->findings.empty());
    params.text.reset();
    const auto edited = [&](std::vector<api::FlowEdit> edits) {
        params.after = check->number;
        params.edits = std::move(edits);
        return call<api::FlowsCheck>(params);
    };
    api::FlowEdit edit;
    edit.path = "/nodes/0/config/expression";
    edit.replaces = true;
    edit.value = json::Value("nodes.b.output");
    check = edited({edit});
    QVERIFY2(check.ok() && !check->valid && !check->findings.empty(), check ? "nothing is wrong" : check.error().describe().c_str());
    QCOMPARE(check->findings.front().code, std::string("expression.unknownNode"));
    QCOMPARE(check->findings.front().path, std::string("/nodes/0/config/expression"));
    api::FlowEdit grown;
    grown.path = "/nodes";
    grown.inserted.push_back({0, "", *json::parse(R"({"id":"b","type":"transform","config":{"expression":"1"}})")});
    api::FlowEdit wired;
    wired.path = "/edges";
    wired.inserted.push_back({0, "", *json::parse(R"({"from":"b","to":"a"})")});
    check = edited({grown, wired});
    QVERIFY2(check.ok() && check->valid, check ? "something is wrong" : check.error().describe().c_str());
    // Members of objects have their names.
    api::FlowEdit renamed;
    renamed.path = "/nodes/1";
    renamed.removed.push_back({0, "id", nullptr});
    check = edited({renamed});
    QVERIFY2(check.ok() && !check->valid && !check->findings.empty(), check ? "nothing is wrong" : check.error().describe().c_str());
    QCOMPARE(check->findings.front().code, std::string("flow.shape"));
    // Another's draft, an answer that was not the last, and a place that is not there.
    auto other = params;
    other.draft = newUuid();
    QCOMPARE(call<api::FlowsCheck>(other).error().code, std::string("flow.notHeld"));
    const auto known = check->number;
    check->number = known - 1;
    QCOMPARE(edited({}).error().code, std::string("flow.notHeld"));
    params.text = "{\"nodes\":[]}";
    check = call<api::FlowsCheck>(params);
    QVERIFY(check.ok() && check->number > known);
    params.text.reset();
    edit.path = "/nodes/7/id";
    QCOMPARE(edited({edit}).error().code, std::string("flow.edit"));
    QCOMPARE(edited({}).error().code, std::string("flow.notHeld"));
    params.draft = "mine";
    QCOMPARE(edited({}).error().code, std::string("rpc.params"));
}

void ProtocolContract::describesNodeTypes()
{
    const auto list = call<api::NodeTypesList>({});
    QVERIFY(list.ok() && list->types.size() >= 14);
    for (const auto &type : list->types) {
        const auto view = call<api::NodeTypesGet>({type.name});
        QVERIFY(view.ok());
        QCOMPARE(view->name, type.name);
        QVERIFY(view->schema.is_object() && !view->documentation.empty() && !view->icon.empty());
    }
    const auto unknown = call<api::NodeTypesGet>({"http.requst"});
    QCOMPARE(unknown.error().code, std::string("nodeType.unknown"));
    QVERIFY(unknown.error().message.find("http.request") != std::string::npos);
}
