// SPDX-License-Identifier: GPL-3.0-or-later
// What is given away holds no secret: whatever form it has there, the name and the place are said, never the value.
#include "support/test.h"
#include "vault/export_proof.h"
#include "vault/redactor.h"
#include "vault_rig.h"

using namespace signalbox;
using vault::ExportKind;

namespace {

constexpr auto kValue = "hunter2\"and more";

std::string argOf(const Error &error, std::string_view name)
{
    for (const auto &[key, value] : error.args) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

} // namespace

class TestExportProof : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhereASecretStands_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isAuthored");
        QTest::addColumn<QByteArray>("place"); // empty: it is free
        const QByteArray escaped = "hunter2\\\"and more";
        const auto encoded = QByteArray(kValue).toBase64();
        QTest::newRow("a text") << QByteArray("{\"nodes\": [{\"config\": {\"token\": \"" + escaped + "\"}}]}") << true << QByteArray("/nodes/0/config/token");
        QTest::newRow("within a text") << QByteArray("[\"Bearer " + escaped + " x\"]") << true << QByteArray("/0");
        QTest::newRow("Base64") << QByteArray("{\"a\": \"" + encoded + "\"}") << true << QByteArray("/a");
        QTest::newRow("percent-encoded") << QByteArray("{\"url\": \"https://x/?q=hunter2%22and%20more\"}") << true << QByteArray("/url");
        QTest::newRow("JSON in a text") << QByteArray("{\"a\": \"{\\\"b\\\": \\\"hunter2\\\\\\\"and more\\\"}\"}") << true << QByteArray("/a");
        QTest::newRow("a member's name") << QByteArray("{\"vars\": {\"" + escaped + "\": 1}}") << true << QByteArray("/vars/…");
        QTest::newRow("a number") << QByteArray("{\"pin\": 987654321}") << true << QByteArray("/pin");
        QTest::newRow("what is shown for it") << QByteArray("{\"a\": [\"‹secret:DOOR›\"]}") << true << QByteArray("/a/0");
        QTest::newRow("no JSON") << QByteArray("one\ntwo\nthree " + QByteArray(kValue)) << true << QByteArray("line 3");
        QTest::newRow("a reference") << QByteArray("{\"a\": \"{{ secrets.DOOR }}\"}") << true << QByteArray();
        QTest::newRow("a reference to a value that is its own name") << QByteArray("{\"a\": \"Bearer {{ secrets.postgres }}\"}") << true << QByteArray();
        QTest::newRow("that value beside it") << QByteArray("{\"a\": \"{{secrets.postgres}}\", \"b\": \"postgres\"}") << true << QByteArray("/b");
        QTest::newRow("a value in place of a name") << QByteArray("{\"a\": \"{{ secrets.letmein-now }}\"}") << true << QByteArray("/a");
        QTest::newRow("recorded: what is shown for it") << QByteArray("{\"a\": \"‹secret:postgres›\"}") << false << QByteArray();
        QTest::newRow("a mark of nothing") << QByteArray("{\"a\": \"‹secret:?›\"}") << true << QByteArray();
        QTest::newRow("recorded: a text") << QByteArray("{\"a\": \"" + escaped + "\"}") << false << QByteArray("/a");
        QTest::newRow("recorded: a number") << QByteArray("{\"n\": 987654321}") << false << QByteArray();
        QTest::newRow("recorded: a name") << QByteArray("{\"987654321\": \"‹secret:DOOR›\"}") << false << QByteArray();
        QTest::newRow("recorded: lines") << QByteArray("{\"a\": 987654321}\n{\"a\": \"987654321\"}\n") << false << QByteArray("line 2");
        QTest::newRow("recorded: free lines") << QByteArray("{\"a\": 987654321}\n{\"a\": \"x\"}\n") << false << QByteArray();
        QTest::newRow("recorded: no JSON") << QByteArray("{\nit is 987654321") << false << QByteArray("line 2");
    }
    void saysWhereASecretStands()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const bool, isAuthored);
        QFETCH(const QByteArray, place);
        vault::Redactor redactor;
        redactor.add("DOOR", kValue);
        redactor.add("PIN", "987654321");
        redactor.add("postgres", "postgres");
        redactor.add("GATE", "letmein-now");
        const auto proven = vault::proveFree(redactor, text.toStdString(), isAuthored ? ExportKind::Authored : ExportKind::Recorded);
        QCOMPARE(proven.ok(), place.isEmpty());
        if (proven) {
            return;
        }
        const auto &error = proven.error();
        QCOMPARE(error.code, std::string("export.secret"));
        QCOMPARE(argOf(error, "place"), place.toStdString());
        QVERIFY(argOf(error, "secret") == "DOOR" || argOf(error, "secret") == "PIN" || argOf(error, "secret") == "postgres" || argOf(error, "secret") == "GATE");
        QVERIFY(error.message.find(argOf(error, "secret")) != std::string::npos && error.message.find(place.toStdString()) != std::string::npos);
        QVERIFY2(error.describe().find("hunter2") == std::string::npos && error.describe().find("987654321") == std::string::npos, error.describe().c_str());
    }

    void linesAreCountedFromWhereThePieceBegins()
    {
        vault::Redactor redactor;
        redactor.add("DOOR", kValue);
        const auto proven = vault::proveFree(redactor, "one\ntwo " + std::string(kValue), ExportKind::Authored, 41);
        QVERIFY(!proven);
        QCOMPARE(argOf(proven.error(), "place"), std::string("line 42"));
    }

    void aVaultThatIsLockedProvesNothing()
    {
        test::VaultRig rig;
        QVERIFY(test::await(rig.vault->knowsAll()).ok()); // there is nothing to know
        QVERIFY(rig.put("DOOR", kValue).ok());
        QVERIFY(test::await(rig.vault->knowsAll()).ok());
        QVERIFY(test::await(rig.vault->moveKey(vault::KeyPlace::Passphrase, "correct horse battery staple")).ok());
        // What was told stays known while this process lives.
        QVERIFY(test::await(rig.vault->lock()).ok());
        QVERIFY(test::await(rig.vault->knowsAll()).ok());
        rig.restart();
        const auto unproven = test::await(rig.vault->knowsAll());
        QVERIFY(!unproven);
        QCOMPARE(unproven.error().code, std::string("export.unproven"));
        QVERIFY(unproven.error().cause && unproven.error().cause->is("vault.locked"));
        QVERIFY2(unproven.error().message.find("vault unlock") != std::string::npos, unproven.error().message.c_str());
        QVERIFY(test::await(rig.vault->unlock("correct horse battery staple")).ok());
        QVERIFY(test::await(rig.vault->knowsAll()).ok());
        QCOMPARE(rig.redactor->find(kValue)->name, std::string("DOOR"));
    }
};

SB_TEST_MAIN(TestExportProof)
#include "tst_export_proof.moc"
