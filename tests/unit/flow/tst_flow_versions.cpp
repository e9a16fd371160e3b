// SPDX-License-Identifier: GPL-3.0-or-later
// Versions: what counts as the same content, how numbers are given, and where the live pointer may stand.
#include "support/test.h"
#include "test_types.h"

#include "flow/version.h"

using namespace signalbox;
using namespace signalbox::flow;

class TestFlowVersions : public SignalboxTest
{
    Q_OBJECT

    static std::string hashOf(std::string_view text) { return contentHash(Document::parse(text).value()); }

private Q_SLOTS:
    void theHashIsOfWhatTheFlowDoes()
    {
        const auto hash = hashOf(R"({"id": "f", "nodes": [{"id": "a", "type": "t", "config": {"x": 0.8}}]})");
        QCOMPARE(hash.size(), std::size_t(64));
        QCOMPARE(hash.find_first_not_of("0123456789abcdef"), std::string::npos);
        // Spacing, escapes, spelling of numbers, places of nodes.
        QCOMPARE(hashOf("{ \"id\":\"\\u0066\",\n\"nodes\":[{\"id\":\"a\",\"type\":\"t\",\"config\":{\"x\":8e-1}}] }"), hash);
        QCOMPARE(hashOf(R"({"id": "f", "layout": {"nodes": {"a": [1, 2]}}, "nodes": [{"id": "a", "type": "t", "config": {"x": 0.80}}]})"), hash);
        // Values, order, unknown keys.
        QVERIFY(hashOf(R"({"id": "f", "nodes": [{"id": "a", "type": "t", "config": {"x": 0.9}}]})") != hash);
        QVERIFY(hashOf(R"({"nodes": [{"id": "a", "type": "t", "config": {"x": 0.8}}], "id": "f"})") != hash);
        QVERIFY(hashOf(R"({"id": "f", "nodes": [{"id": "a", "type": "t", "config": {"x": 0.8}, "vendor": 1}]})") != hash);
    }

    void theHashIsKnown()
    {
        // SHA-256 of {"nodes":[]}
        QCOMPARE(hashOf("{\"nodes\": [], \"layout\": {}}"), std::string("acf2fa576acb702442f9d0101673354c398db67315c066ca48be8db8e0d2c75b"));
    }

    void layoutsInFlowsAndBodiesDoNotCount()
    {
        const auto file = [](const char *inner, const char *body) {
            return std::string("{\"nodes\": [{\"id\": \"m\", \"type\": \"map\", \"config\": {\"body\": {\"nodes\": []") + body + "}}}], \"flows\": {\"a\": {\"nodes\": []" + inner + "}}}";
        };
        const auto plain = hashOf(file("", ""));
        QCOMPARE(hashOf(file(", \"layout\": {\"x\": 1}", "")), plain);
        QCOMPARE(hashOf(file("", ", \"layout\": {\"x\": 1}")), plain);
        QVERIFY(hashOf(file(", \"vars\": {}", "")) != plain);
        // A configuration may have a field of this name.
        const auto field = [](const char *value) { return std::string("{\"nodes\": [{\"id\": \"t\", \"type\": \"t\", \"config\": {\"layout\": ") + value + "}}]}"; };
        QVERIFY(hashOf(field("1")) != hashOf(field("2")));
    }

    void numbersFollowOneAnother()
    {
        const auto one = Document::parse(R"({"id": "f", "nodes": []})").value();
        const auto two = Document::parse(R"({"id": "f", "nodes": [], "vars": {"x": 1}})").value();
        const auto first = nextVersion(one, {}, 1000, "ada", "first").value();
        QVERIFY((first == FlowVersion{"f", 1, contentHash(one), 1000, "ada", "first"}));
        std::vector<FlowVersion> versions = {first};
        QCOMPARE(nextVersion(one, versions, 2000, "ada", "again").error().code, std::string("flow.unchanged"));
        versions.insert(versions.begin(), nextVersion(two, versions, 2000, "bob", "").value());
        QCOMPARE(versions.front().number, std::int64_t(2));
        // Going back to older content is a change.
        QCOMPARE(nextVersion(one, versions, 3000, "ada", "back").value().number, std::int64_t(3));
    }

    void theLivePointerStandsOnVersionsThatExist()
    {
        const std::vector<FlowVersion> versions = {{"f", 1, "a", 0, "", ""}, {"f", 2, "b", 0, "", ""}, {"g", 3, "c", 0, "", ""}};
        QVERIFY((moveLive("f", 2, versions).value() == LivePointer{"f", 2}));
        QVERIFY((moveLive("f", 1, versions).value() == LivePointer{"f", 1}));
        QCOMPARE(moveLive("f", 3, versions).error().code, std::string("flow.noVersion"));
        QCOMPARE(moveLive("f", 0, versions).error().code, std::string("flow.noVersion"));
    }
};

SB_TEST_MAIN(TestFlowVersions)
#include "tst_flow_versions.moc"
