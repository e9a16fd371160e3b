// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of a flow under edit are those of the flow as it stands, after every change.
#include "flow/edit.h"
#include "flow/incremental_validator.h"
#include "flow/mirror.h"
#include "support/test.h"
#include "test_types.h"

#include <random>

using namespace signalbox;
using namespace signalbox::flow;
using flowtest::parsed;
using flowtest::testTypes;

namespace {

std::string shown(const std::vector<Finding> &findings)
{
    std::string text;
    for (const auto &finding : findings) {
        text += std::to_string(static_cast<int>(finding.severity)) + " " + finding.code + " " + finding.path + " [" + finding.node + "] " + finding.message + " / " + finding.fix;
        for (const auto &[name, value] : finding.args) {
            text += " " + name + "=" + value;
        }
        text += "\n";
    }
    return text;
}

std::string whole(const json::Value &root, const ValidationContext &context)
{
    const auto shape = shapeFindings(root);
    return shown(shape.empty() ? validate(*fromJson(root), context) : shape);
}

constexpr const char *kFlow = R"({"format": "signalbox.flow/1", "id": "f", "nodes": [
    {"id": "t", "type": "trigger.manual"},
    {"id": "a", "type": "transform", "config": {"expression": "input.n"}},
    {"id": "b", "type": "switch", "config": {"cases": [{"port": "big", "expression": "nodes.a.output > 1"}]}},
    {"id": "c", "type": "transform", "config": {"set": {"x": "{{ nodes.a.output }} {{ nodes.b.output }}"}}}],
    "edges": [{"from": "t", "to": "a"}, {"from": "a", "to": "b"}, {"from": "b", "to": "c", "fromPort": "big", "condition": "output > 1"}],
    "flows": {"inner": {"nodes": [{"id": "x", "type": "transform", "config": {"expression": "item"}}], "edges": []}}, "layout": {"nodes": {}}})";

} // namespace

class TestFlowIncremental : public SignalboxTest
{
    Q_OBJECT

    std::mt19937 m_random;

    std::size_t below(std::size_t most) { return m_random() % most; }
    const std::string &oneOf(const std::vector<std::string> &list) { return list[below(list.size())]; }

    json::Value anyNode()
    {
        static const std::vector<std::string> nodes = {
            R"({"id": "%", "type": "transform", "config": {"expression": "nodes.%.output + 1"}})",
            R"({"id": "%", "type": "transform", "config": {"set": {"x": "{{ nodes.%.output }}", "y": "{{ secrets.token }}"}}})",
            R"({"id": "%", "type": "transform", "config": {"expression": "1 +"}})",
            R"({"id": "%", "type": "transform", "config": {"unknown": 1}})",
            R"({"id": "%", "type": "switch", "config": {"cases": [{"port": "big", "expression": "true"}, {"port": "small", "expression": "item"}]}})",
            R"({"id": "%", "type": "condition", "config": {"expression": "input"}})",
            R"({"id": "%", "type": "http.request", "config": {"url": "{{ secrets.none }}"}})",
            R"({"id": "%", "type": "quux", "config": {}})",
            R"({"id": "%", "type": "map", "config": {"flow": "inner"}})",
            R"({"id": "%", "type": "map", "config": {"flow": "nowhere"}})",
            R"({"id": "%", "type": "map", "config": {"body": {"nodes": [{"id": "i", "type": "transform", "config": {"expression": "item + nodes.j.output"}}, {"id": "i", "type": "transform"}], "edges": []}}})",
            R"({"id": "%", "type": "trigger.manual", "disabled": true})",
            R"({"id": "%", "type": "output", "disabled": true})",
            R"({"id": "%"})",
            R"({"id": "%", "type": 7})"};
        auto text = nodes[below(20) == 0 ? nodes.size() - 1 - below(2) : below(nodes.size() - 2)];
        for (auto at = text.find('%'); at != std::string::npos; at = text.find('%')) {
            text.replace(at, 1, anyId());
        }
        return parsed(text);
    }
    std::string anyId()
    {
        static const std::vector<std::string> ids = {"t", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};
        return oneOf(ids);
    }
    json::Value anyEdge()
    {
        json::Object edge{{"from", anyId()}, {"to", anyId()}};
        if (below(3) == 0) {
            edge["fromPort"] = oneOf({"out", "big", "small", "true", "error"});
        }
        if (below(3) == 0) {
            edge["condition"] = oneOf({"output > 1", "nodes.a.output", "nodes.k.output", "1 +", "true", "item"});
        }
        if (below(30) == 0) {
            edge["condition"] = 7;
        }
        return edge;
    }

    // A step as an editor makes it.
    void edit(EditHistory &history)
    {
        const auto &root = history.root();
        const auto sizeOf = [&](const char *list) { return valueAt(root, Path{std::string(list)})->get_array().size(); };
        const auto nodes = sizeOf("nodes");
        const auto edges = sizeOf("edges");
        history.begin("edit", below(2) == 0 ? "same" : "");
        switch (below(16)) {
        case 0: history.append(Path{std::string("nodes")}, anyNode()); break;
        case 1: history.insert(Path{std::string("nodes")}, below(nodes + 1), anyNode()); break;
        case 2: history.append(Path{std::string("edges")}, anyEdge()); break;
        case 3: history.insert(Path{std::string("edges")}, below(edges + 1), anyEdge()); break;
        case 4:
            if (nodes > 3) {
                history.eraseMany(Path{std::string("nodes")}, {below(2), 2 + below(nodes - 2)});
            }
            break;
        case 5:
            if (edges > 1) {
                history.erase(Path{std::string("edges"), below(edges)});
            }
            break;
        case 6:
            if (nodes > 0) {
                history.set(Path{std::string("nodes"), below(nodes)}, anyNode());
            }
            break;
        case 7:
            if (edges > 0) {
                history.set(Path{std::string("edges"), below(edges), std::string("condition")}, json::Value(oneOf({"output", "nodes.b.output", "nodes.nobody", "(", "true"})));
            }
            break;
        case 8:
            if (nodes > 0) {
                history.set(Path{std::string("nodes"), below(nodes), std::string("disabled")}, json::Value(below(2) == 0));
            }
            break;
        case 9:
            if (nodes > 0) {
                history.set(Path{std::string("nodes"), below(nodes), std::string("id")}, json::Value(anyId()));
            }
            break;
        case 10:
            if (nodes > 0) {
                auto at = Path{std::string("nodes"), below(nodes), std::string("config")};
                if (const auto *config = valueAt(root, at); config && config->is_object()) {
                    history.set(std::move(at) / "expression", json::Value(oneOf({"input", "nodes.a.output", "nodes.c.output.x", "1 +", "item", "secrets.token"})));
                }
            }
            break;
        case 11:
            if (edges > 0) {
                const Path at{std::string("edges"), below(edges)};
                history.set(at / oneOf({"from", "to"}), json::Value(anyId()));
            }
            break;
        case 12: history.set(Path{std::string("layout")}, json::Value(json::Object{{"x", below(100)}})); break;
        case 13: history.set(Path{std::string("name")}, json::Value("A name")); break;
        case 14:
            if (edges > 0) {
                const Path at{std::string("edges"), below(edges)};
                if (valueAt(root, at / "condition")) {
                    history.erase(at / "condition");
                }
            }
            break;
        default:
            if (below(4) == 0) {
                history.set(Path{std::string("flows")}, parsed(below(2) == 0 ? R"({"inner": {"nodes": [{"id": "q", "type": "map", "config": {"flow": "inner"}}], "edges": []}})" : "{}"));
            }
        }
        history.commit();
    }

private Q_SLOTS:
    void afterEveryChangeTheFindingsAreTheSame()
    {
        const ValidationContext context{testTypes(), [](std::string_view name) { return name == "token"; }, [](std::string_view) { return false; }};
        std::size_t compared = 0;
        for (unsigned seed = 1; seed <= 40; ++seed) {
            m_random.seed(seed);
            EditHistory history(*Document::parse(kFlow));
            MirrorSource source(history);
            Mirror mirror(history);
            (void)mirror.takeChanges();
            IncrementalValidator validator(history.root());
            QCOMPARE(shown(validator.findings(context)), whole(history.root(), context));
            for (int step = 0; step < 150; ++step) {
                for (auto edits = 1 + below(3); edits > 0; --edits) {
                    const auto what = below(8);
                    if (what == 0) {
                        history.undo();
                    } else if (what == 1) {
                        history.redo();
                    } else {
                        edit(history);
                    }
                }
                mirror.apply(source.update());
                const auto changes = mirror.takeChanges();
                QVERIFY(changes.has_value());
                for (const auto &change : *changes) {
                    QVERIFY(validator.apply(change).ok());
                }
                QVERIFY(validator.root() == history.root());
                const auto found = shown(validator.findings(context));
                const auto expected = whole(history.root(), context);
                QVERIFY2(found == expected, ("seed " + std::to_string(seed) + ", step " + std::to_string(step) + "\n" + found + "--- instead of\n" + expected).c_str());
                ++compared;
            }
        }
        QCOMPARE(compared, std::size_t(6000));
    }

    void whatLiesOutsideCountsAnewWhenItChanged()
    {
        bool exists = true;
        const ValidationContext context{testTypes(), [&](std::string_view) { return exists; }, {}};
        IncrementalValidator validator(parsed(R"({"nodes": [{"id": "a", "type": "http.request", "config": {"url": "{{ secrets.token }}"}}], "edges": []})"));
        QCOMPARE(shown(validator.findings(context)), std::string());
        exists = false;
        QCOMPARE(shown(validator.findings(context)), std::string());
        validator.forget();
        QCOMPARE(validator.findings(context).front().code, std::string("secret.missing"));
    }

    void aChangeWithoutItsPlaceIsRefused()
    {
        IncrementalValidator validator(parsed(kFlow));
        const auto refused = [&](Operation operation) {
            const auto done = validator.apply(operation);
            return !done && done.error().is("flow.edit");
        };
        QVERIFY(refused(Assignment{Path{std::string("nodes"), std::size_t(9), std::string("id")}, nullptr, json::Value("x")}));
        QVERIFY(refused(Splice{Path{std::string("nobody")}, {}, {{0, "", json::Value(1)}}}));
        QVERIFY(refused(Splice{Path{std::string("nodes")}, {{7, "", nullptr}}, {}}));
        QVERIFY(refused(Splice{Path{std::string("nodes")}, {{1, "", nullptr}, {1, "", nullptr}}, {}}));
        QVERIFY(refused(Splice{Path{std::string("nodes")}, {}, {{9, "", nullptr}}}));
        QVERIFY(refused(Splice{Path{}, {{0, "id", nullptr}}, {}}));
        QVERIFY(refused(Splice{Path{}, {}, {{0, "id", nullptr}}}));
        QVERIFY(refused(Splice{Path{std::string("id")}, {}, {{0, "", nullptr}}}));
        QVERIFY(validator.root() == parsed(kFlow));
    }
};

SB_TEST_MAIN(TestFlowIncremental)
#include "tst_flow_incremental.moc"
