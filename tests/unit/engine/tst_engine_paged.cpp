// SPDX-License-Identifier: GPL-3.0-or-later
// Arrays too large for memory: in pages through map, filter and merge, over a restart, and off the disk with
// the history that held them.
#include "support/engine_rig.h"

#include "base/paged_shape.h"
#include "engine/paged_values.h"
#include "store/payload_store.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

constexpr int kRecords = 12'000; // of a kilobyte

const std::string kFlow = "{'nodes': [{'id': 'read', 'type': 'file.read', 'config': {'path': 'records.jsonl', 'parse': 'jsonl'}},"
                          " {'id': 'each', 'type': 'map', 'config': {'items': '{{ input.items }}', 'body': {'nodes': [{'id': 't', 'type': 'transform', 'config': {'set': {'n': '{{ index }}'}}}, {'id': 'o', 'type': 'output', 'config': {}}], 'edges': [{'from': 't', 'to': 'o'}]}}},"
                          " {'id': 'some', 'type': 'filter', 'config': {'items': '{{ input.results }}', 'expression': 'item.n % 12000 != 7 && index != 9'}},"
                          " {'id': 'few', 'type': 'filter', 'config': {'items': '{{ input.results }}', 'expression': 'item.n < 3'}},"
                          " {'id': 'both', 'type': 'merge', 'config': {'mode': 'collect'}},"
                          " {'id': 'told', 'type': 'transform', 'config': {'set': {'some': '{{ nodes.some.output.items.length }}', 'few': '{{ nodes.few.output.items }}', 'all': '{{ nodes.each.output.results.length + 0 }}'}, 'replace': true}},"
                          " {'id': 'wait', 'type': 'test.safe', 'config': {}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                          " 'edges': [{'from': 'read', 'to': 'each'}, {'from': 'each', 'to': 'some'}, {'from': 'each', 'to': 'few'}, {'from': 'some', 'to': 'both'}, {'from': 'few', 'to': 'both'}, {'from': 'both', 'to': 'told'}, {'from': 'told', 'to': 'end'}, {'from': 'both', 'to': 'wait'}]}";

std::string writeRecords(const QTemporaryDir &folder)
{
    std::ofstream file(folder.filePath(QStringLiteral("records.jsonl")).toStdString());
    for (int i = 0; i < kRecords; ++i) {
        file << "{\"id\":" << i << ",\"text\":\"" << std::string(1000, static_cast<char>('a' + i % 26)) << "\"}\n";
    }
    return folder.path().toStdString();
}

std::uint64_t bytesOf(const std::string &folder)
{
    std::uint64_t bytes = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        bytes += entry.is_regular_file() ? entry.file_size() : 0;
    }
    return bytes;
}

} // namespace

class TestEnginePaged : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void goThroughMapFilterAndMerge()
    {
        QTemporaryDir data;
        EngineRig rig;
        rig.effects->hold();
        auto start = rig.request(kFlow);
        start.dataFolder = writeRecords(data);
        const auto id = *rig.begin(std::move(start));
        QVERIFY(pumpUntil([&] { return rig.effects->find("wait") != nullptr; }, Millis(60'000)));
        rig.settle();
        QVERIFY(json::pagedShape(rig.step(id, "read")->output.as_object().at("items")).has_value());
        QCOMPARE(json::pagedShape(rig.step(id, "each")->output.as_object().at("results"))->count, kRecords);
        // The run goes on after a restart, with the arrays as they were.
        rig.restart();
        rig.effects->finish("wait", json::Value(1));
        const auto view = rig.ended(id);
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        const auto &result = view.result.as_object();
        QCOMPARE(result.at("all").as_int64(), kRecords);
        QCOMPARE(result.at("some").as_int64(), kRecords - 2);
        QCOMPARE(result.at("few").as_array().size(), std::size_t(3));
        QCOMPARE(result.at("few").as_array().at(2).as_object().at("id").as_int64(), 2);
    }

    void stayWhileARunThatKeepsNothingMayReadThem()
    {
        QTemporaryDir data;
        EngineRig rig;
        rig.effects->hold();
        auto start = rig.request("{'nodes': [{'id': 'read', 'type': 'file.read', 'config': {'path': 'records.jsonl', 'parse': 'jsonl'}}, {'id': 'wait', 'type': 'test.safe', 'config': {}},"
                                 " {'id': 'few', 'type': 'filter', 'config': {'items': '{{ nodes.read.output.items }}', 'expression': 'item.id < 3'}}, {'id': 'end', 'type': 'output', 'config': {}}],"
                                 " 'edges': [{'from': 'read', 'to': 'wait'}, {'from': 'wait', 'to': 'few'}, {'from': 'few', 'to': 'end'}]}");
        start.dataFolder = writeRecords(data);
        start.mode = engine::RunMode::Memory;
        const auto id = *rig.begin(std::move(start));
        QVERIFY(pumpUntil([&] { return rig.effects->find("wait") != nullptr; }, Millis(60'000)));
        // No row names them, and they are not young any more.
        QCOMPARE(rig.store().payloads().sweep({}, -1, {})->files, std::uint64_t(0));
        rig.effects->finish("wait", json::Value(1));
        const auto view = rig.ended(id);
        QVERIFY2(view.state == store::RunState::Succeeded, json::write(view.error).c_str());
        QCOMPARE(view.result.at("items").as_array().size(), std::size_t(3));
        rig.restart();
        QVERIFY(rig.store().payloads().sweep({}, -1, {})->files > 0);
    }

    void anExpressionThatTouchesOneIsToldSo()
    {
        QTemporaryDir data;
        EngineRig rig;
        auto start = rig.request("{'nodes': [{'id': 'read', 'type': 'file.read', 'config': {'path': 'records.jsonl', 'parse': 'jsonl'}}, {'id': 't', 'type': 'transform', 'config': {'expression': 'input.items.map(x => x.id)'}}], 'edges': [{'from': 'read', 'to': 't'}]}");
        start.dataFolder = writeRecords(data);
        SB_COMPARE_FAILURE(rig.ended(*rig.begin(std::move(start))), "value.tooLarge");
    }

    void whatComesFromOutsideIsNeverTakenForOne()
    {
        EngineRig rig;
        rig.effects->answer = [](const engine::EffectCall &) {
            return Result<json::Value>(json::Object{{"$pages", "sha256-0000000000000000000000000000000000000000000000000000000000000000"}, {"count", 3}, {"bytes", 9}, {"run", "00000000000000000000000000000000"}});
        };
        const auto view = rig.run("{'nodes': [{'id': 'a', 'type': 'test.call', 'config': {}}, {'id': 'm', 'type': 'map', 'config': {'body': {'nodes': [{'id': 'o', 'type': 'output', 'config': {}}], 'edges': []}}}], 'edges': [{'from': 'a', 'to': 'm'}]}");
        SB_COMPARE_FAILURE(view, "map.notAnArray");
    }

    void resultsInAnyOrderComeOutInThatOfTheItems()
    {
        QTemporaryDir folder;
        store::PayloadStore payloads(folder.path().toStdString());
        engine::PagedValues pages(payloads, "run", {});
        constexpr std::size_t kCount = 3000;
        engine::OrderedResults results(kCount);
        for (std::size_t i = 0; i < kCount; ++i) {
            const auto number = (i * 7919) % kCount;
            if (number % 100 != 5) {
                QVERIFY(results.set(number, json::Object{{"n", static_cast<std::int64_t>(number)}, {"text", std::string(5000, 'x')}}).ok());
            }
        }
        const auto array = *results.finish(pages);
        QVERIFY(pages.isPaged(array));
        auto reader = *engine::PagedValues::Reader::open(pages, array);
        QCOMPARE(reader.size(), kCount - 30);
        for (std::size_t i = 0; i < kCount; ++i) {
            if (i % 100 != 5) {
                QCOMPARE(reader.next()->as_object().at("n").as_int64(), static_cast<std::int64_t>(i));
            }
        }
        engine::PagedValues others(payloads, "another run", {});
        QVERIFY(!others.isPaged(array));
        // Everything that the array is made of is kept with it, and nothing else.
        QVERIFY(payloads.put(std::string(70'000, 'z')).ok());
        QCOMPARE(*payloads.collect({json::write(json::Value(json::Object{{"results", array}}))}, -1), std::uint64_t(1));
        QVERIFY(engine::PagedValues::Reader::open(pages, array)->next().ok());
        QVERIFY(*payloads.collect({}, -1) > 0);
        QCOMPARE(engine::PagedValues::Reader::open(pages, array).error().code, std::string("payload.missing"));
    }

    void deletedHistoryGivesItsSpaceBack()
    {
        QTemporaryDir data;
        EngineRig rig;
        const auto payloads = rig.folder() + "/payloads";
        for (int i = 0; i < 3; ++i) {
            auto start = rig.request(kFlow);
            start.dataFolder = writeRecords(data);
            QVERIFY(rig.ended(*rig.begin(std::move(start))).state == store::RunState::Succeeded);
        }
        QVERIFY(bytesOf(payloads) > 30'000'000);
        QCOMPARE(*await(rig.store().runs().deleteRunsBefore("default", rig.clock.now() + 1), Millis(60'000)), 3);
        const auto references = await(rig.store().runs().payloadReferences());
        QVERIFY(references->empty());
        QVERIFY(*rig.store().payloads().collect(*references, -1) > 0);
        QCOMPARE(bytesOf(payloads), std::uint64_t(0));
    }
};

SB_TEST_MAIN(TestEnginePaged)
#include "tst_engine_paged.moc"
