// SPDX-License-Identifier: GPL-3.0-or-later
// Payloads: stored once, read whole or in pieces, verified, collected when nothing names them.
#include "store/payload_store.h"
#include "support/test.h"

#include <filesystem>
#include <fstream>

#include <QTemporaryDir>

using namespace signalbox;
using namespace signalbox::store;

namespace {

std::vector<std::filesystem::path> filesIn(const QTemporaryDir &folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder.path().toStdString())) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    return files;
}

void makeOld(const std::filesystem::path &file)
{
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
}

std::string reference(const std::string &name, const std::string &rest)
{
    return "{\"$payload\":\"" + name + "\"" + rest;
}

std::vector<std::string> almostReferences()
{
    const std::string name = "sha256-" + std::string(64, 'a');
    return {"{}", "", "{\"$payload\":\"" + name, reference("sha256-../../../../etc/passwd", ",\"bytes\":1}"),
            reference(name, ",\"bytes\":x}"), reference(name, ",\"bytes\":1,\"more\":\"}\"}"), reference(name, ",\"bytes\":}")};
}

} // namespace

class TestPayloads : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void givesBackWhatWasStored()
    {
        QTemporaryDir folder;
        PayloadStore payloads(folder.path().toStdString() + "/deep/payloads");
        std::string bytes(3 << 20, '\0');
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<char>(i * 31 % 251);
        }
        const auto reference = payloads.put(bytes);
        QVERIFY(reference.ok());
        QVERIFY(PayloadStore::isReference(*reference));
        QVERIFY(*payloads.get(*reference) == bytes);
        QVERIFY(*payloads.read(*reference, 1000, 50) == bytes.substr(1000, 50));
        QCOMPARE(payloads.read(*reference, 0, bytes.size())->size(), std::size_t(1) << 20);
        QCOMPARE(payloads.read(*reference, bytes.size() - 3, 50)->size(), std::size_t(3));
        QVERIFY(payloads.read(*reference, bytes.size() + 3, 50)->empty());
        QCOMPARE(*payloads.get(*payloads.put("")), std::string());
        QCOMPARE(*payloads.put(bytes), *reference);
        QCOMPARE(filesIn(folder).size(), std::size_t(2));
    }

    void refusesWhatIsNoReference()
    {
        QTemporaryDir folder;
        PayloadStore payloads(folder.path().toStdString());
        for (const auto &text : almostReferences()) {
            QVERIFY2(!PayloadStore::isReference(text), text.c_str());
        }
        const auto missing = reference("sha256-" + std::string(64, 'a'), ",\"bytes\":1}");
        QVERIFY(PayloadStore::isReference(missing));
        QCOMPARE(payloads.get(missing).error().code, std::string("payload.missing"));
        QCOMPARE(payloads.get("../../etc/passwd").error().code, std::string("payload.missing"));
    }

    void noticesChangedBytes()
    {
        QTemporaryDir folder;
        PayloadStore payloads(folder.path().toStdString());
        const auto reference = *payloads.put("what was stored");
        std::ofstream(filesIn(folder).front()) << "what was st0red";
        QCOMPARE(payloads.get(reference).error().code, std::string("payload.corrupt"));
    }

    void collectsOnlyOldFilesThatNothingNames()
    {
        QTemporaryDir folder;
        PayloadStore payloads(folder.path().toStdString());
        const auto kept = *payloads.put("kept");
        const auto unnamed = *payloads.put("unnamed");
        for (const auto &file : filesIn(folder)) {
            makeOld(file);
        }
        const auto young = *payloads.put("young");
        QCOMPARE(*payloads.collect({kept}), std::uint64_t(1));
        QVERIFY(payloads.get(kept).ok());
        QVERIFY(payloads.get(young).ok());
        QCOMPARE(payloads.get(unnamed).error().code, std::string("payload.missing"));
        // Stored again, an old file is young.
        for (const auto &file : filesIn(folder)) {
            makeOld(file);
        }
        QCOMPARE(*payloads.put("young"), young);
        QCOMPARE(*payloads.collect({}), std::uint64_t(1));
        QVERIFY(payloads.get(young).ok());
    }

    void whatIsPutMeanwhileStays()
    {
        QTemporaryDir folder;
        PayloadStore payloads(folder.path().toStdString());
        for (int round = 0; round < 100; ++round) {
            (void)*payloads.put("again and again");
            (void)*payloads.put("other " + std::to_string(round));
            for (const auto &file : filesIn(folder)) {
                makeOld(file);
            }
            std::thread sweeper([&] { (void)payloads.sweep({}, 3600, {}); });
            const auto put = payloads.put("again and again");
            sweeper.join();
            QVERIFY(put.ok());
            QVERIFY(payloads.get(*put).ok());
        }
    }

    void emptiedFoldersGo()
    {
        QTemporaryDir folder;
        PayloadStore payloads(folder.path().toStdString());
        const auto kept = *payloads.put("kept");
        for (int i = 0; i < 50; ++i) {
            (void)*payloads.put("gone " + std::to_string(i));
        }
        const auto swept = payloads.sweep({kept}, -1, {});
        QCOMPARE(swept->files, std::uint64_t(50));
        QVERIFY(swept->bytes > 0);
        std::size_t folders = 0;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(folder.path().toStdString())) {
            folders += entry.is_directory() ? 1 : 0;
        }
        QCOMPARE(folders, std::size_t(2));
        // A stop leaves the rest for the next time.
        (void)*payloads.put("later");
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(payloads.sweep({kept}, -1, stop.get_token())->files, std::uint64_t(0));
        QCOMPARE(payloads.sweep({kept}, -1, {})->files, std::uint64_t(1));
    }
};

SB_TEST_MAIN(TestPayloads)
#include "tst_payloads.moc"
