// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue entries: complete, consistent, and their examples true.
#include "harness.h"

using namespace signalbox;

class TestCatalogue : public SignalboxTest
{
    Q_OBJECT

    static std::vector<std::string> codeBlocks(const std::string &markdown)
    {
        std::vector<std::string> blocks;
        std::size_t at = 0;
        while ((at = markdown.find("```json\n", at)) != std::string::npos) {
            const auto end = markdown.find("```", at + 8);
            blocks.push_back(markdown.substr(at + 8, end - at - 8));
            at = end + 3;
        }
        return blocks;
    }

private Q_SLOTS:
    void holdsEveryTypeOfTheFirstFloor()
    {
        const test::Harness harness;
        std::vector<std::string> names;
        for (const auto *type : harness.registry.catalogue().all()) {
            names.push_back(type->name);
        }
        const std::vector<std::string> expected = {"approval", "code", "condition", "file.read", "file.write", "filter", "http.request", "llm", "loop", "map",
                                                   "merge", "output", "subflow", "switch", "transform", "trigger.manual", "wait"};
        QCOMPARE(names, expected);
    }

    void refusesToRegisterTwice()
    {
        test::Harness harness;
        SB_COMPARE_ERROR(nodes::registerNodes(harness.registry, {.http = harness.client, .clock = harness.clock, .addresses = {}, .files = {}, .fileThreads = 1}),
                         "flow.typeExists");
    }

    void everyTypeHasAnExecutorOfItsKind()
    {
        const test::Harness harness;
        for (const auto *type : harness.registry.catalogue().all()) {
            QCOMPARE(harness.registry.findPure(type->name) != nullptr, type->kind == flow::NodeKind::Pure);
            QCOMPARE(harness.registry.findEffect(type->name) != nullptr, type->kind == flow::NodeKind::Effect);
            QCOMPARE(static_cast<bool>(type->onInterrupted), type->kind == flow::NodeKind::Effect);
        }
    }

    void everyEntryIsComplete()
    {
        const test::Harness harness;
        const std::set<std::string> families = {"logic", "data", "network", "files", "flow", "trigger", "agent"};
        for (const auto *type : harness.registry.catalogue().all()) {
            const auto *name = type->name.c_str();
            QVERIFY2(!type->title.empty() && families.contains(type->family), name);
            QVERIFY2(type->icon.starts_with("node-"), name);
            QVERIFY2(type->summary.ends_with('.') && type->summary.find('\n') == std::string::npos, name);
            QVERIFY2(type->documentation.starts_with("# "), name);
            for (const auto &member : type->schema.at("properties").as_object()) {
                const auto field = type->name + "." + std::string(member.key());
                QVERIFY2(json::find(member.value(), "title") && json::find(member.value(), "description"), field.c_str());
            }
        }
    }

    void defaultsAndExamplesFitTheirSchemas()
    {
        const test::Harness harness;
        json::Schema::Options options;
        options.accept = [](const json::Value &value) { return value.is_string() && flow::mayHoldTemplate(json::text({{"v", value}}, "v")); };
        for (const auto *type : harness.registry.catalogue().all()) {
            for (const auto &member : type->schema.at("properties").as_object()) {
                const auto field = type->name + "." + std::string(member.key());
                auto schema = json::Schema::compile(member.value());
                QVERIFY2(schema.ok(), field.c_str());
                if (const auto *value = json::find(member.value(), "default")) {
                    QVERIFY2(schema->validate(*value, options).empty(), field.c_str());
                }
                if (const auto *examples = json::find(member.value(), "examples")) {
                    for (const auto &example : examples->as_array()) {
                        QVERIFY2(schema->validate(example, options).empty(), field.c_str());
                    }
                }
            }
        }
    }

    void examplesInTheDocumentationAreJsonAndNameTheirType()
    {
        const test::Harness harness;
        for (const auto *type : harness.registry.catalogue().all()) {
            const auto blocks = codeBlocks(type->documentation);
            QVERIFY2(!blocks.empty(), type->name.c_str());
            for (const auto &block : blocks) {
                QVERIFY2(json::parse(block).ok(), block.c_str());
                QVERIFY2(block.find("\"" + type->name + "\"") != std::string::npos, block.c_str());
            }
        }
    }
};

SB_TEST_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
