// SPDX-License-Identifier: GPL-3.0-or-later
// Where the key is kept: a file, or behind a passphrase; and that moving it harms nothing.
#include "base/task_scope.h"
#include "vault_rig.h"

using namespace signalbox;
using namespace signalbox::vault;

namespace {

constexpr auto kWords = "correct horse battery staple";

} // namespace

class TestVaultPlaces : public SignalboxTest
{
    Q_OBJECT
private:
    std::unique_ptr<test::VaultRig> m_rig;

    std::string move(KeyPlace place, const std::string &passphrase = {})
    {
        const auto moved = test::await(m_rig->vault->moveKey(place, passphrase));
        return moved ? "ok" : moved.error().code;
    }
    std::string unlock(const std::string &passphrase)
    {
        const auto done = test::await(m_rig->vault->unlock(passphrase));
        return done ? "ok" : done.error().code;
    }

    static Task<void> unlockInto(Vault *vault, std::string *outcome)
    {
        auto done = co_await vault->unlock(kWords);
        *outcome = done ? "ok" : done.error().code;
    }

protected:
    void setUp() override
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qunsetenv("XDG_RUNTIME_DIR");
        m_rig = std::make_unique<test::VaultRig>();
    }
    void tearDown() override { m_rig.reset(); }

private Q_SLOTS:
    void saysHowItIsAboutTheKey()
    {
        QCOMPARE(m_rig->status().state, KeyState::None);
        QVERIFY(!m_rig->status().place);
        QVERIFY(!m_rig->status().mayUseKeychain);
        QVERIFY(m_rig->put("a", "the value of a").ok());
        QCOMPARE(m_rig->status().state, KeyState::Ready);
        QCOMPARE(*m_rig->status().place, KeyPlace::File);
        QCOMPARE(m_rig->status().where, m_rig->keyPath());
        std::filesystem::remove(m_rig->keyPath());
        m_rig->restart();
        QCOMPARE(m_rig->status().state, KeyState::Missing);
        QVERIFY(m_rig->status().problem->is("vault.keyMissing"));
        m_rig->writeFile("vault.key", "garbage");
        m_rig->restart();
        QCOMPARE(m_rig->status().state, KeyState::Changed);
    }

    void whoEndsDoesNotWaitForAPassphraseToBeWorkedOn()
    {
        m_rig->options.passphraseCost = {2, 64u << 20};
        m_rig->restart();
        QVERIFY(m_rig->put("a", "the value of a").ok());
        QCOMPARE(move(KeyPlace::Passphrase, kWords), std::string("ok"));
        m_rig->restart();
        std::string outcome;
        {
            TaskScope scope;
            scope.start([&](std::stop_token) { return unlockInto(m_rig->vault.get(), &outcome); });
            QVERIFY(outcome.empty()); // it is worked on
            m_rig->vault->giveUp();
            QVERIFY(test::pumpUntil([&] { return !outcome.empty(); }));
        }
        QCOMPARE(outcome, std::string("cancelled"));
        m_rig->restart();
        QCOMPARE(unlock(kWords), std::string("ok"));
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
    }

    void aPassphraseGuardsTheKeyAndSealsNothingAnew()
    {
        QVERIFY(m_rig->put("a", "the value of a").ok());
        const auto sealed = m_rig->sealed("a");
        const auto plain = m_rig->keyFile();
        QCOMPARE(move(KeyPlace::Passphrase, "short"), std::string("vault.passphraseWeak"));
        QCOMPARE(m_rig->keyFile(), plain);
        QCOMPARE(move(KeyPlace::Passphrase, kWords), std::string("ok"));
        QCOMPARE(m_rig->sealed("a"), sealed);
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a")); // open until it is locked or started anew
        QCOMPARE(m_rig->status().state, KeyState::Ready);
        QCOMPARE(*m_rig->status().place, KeyPlace::Passphrase);
        const auto ringLine = plain.substr(plain.find('\n') + 1, 60);
        for (const auto &entry : std::filesystem::recursive_directory_iterator(m_rig->options.folder)) {
            if (entry.is_regular_file()) {
                QVERIFY(test::contentOf(entry.path().string()).find(ringLine) == std::string::npos);
                QVERIFY(test::contentOf(entry.path().string()).find(kWords) == std::string::npos);
            }
        }
        m_rig->restart();
        QCOMPARE(test::await(m_rig->vault->open()).error().code, std::string("vault.locked"));
        QCOMPARE(m_rig->status().state, KeyState::Locked);
        QCOMPARE(m_rig->resolve("a").error().code, std::string("vault.locked"));
        QCOMPARE(m_rig->put("b", "x").error().code, std::string("vault.locked"));
        QCOMPARE(move(KeyPlace::File), std::string("vault.locked"));
        QCOMPARE(test::await(m_rig->vault->rotate()).error().code, std::string("vault.locked"));
        QVERIFY(!test::await(m_rig->vault->list("home"))->front().isReadable);
        const auto guarded = m_rig->keyFile();
        QCOMPARE(unlock("correct horse battery stable"), std::string("vault.passphrase"));
        QCOMPARE(unlock(""), std::string("vault.passphrase"));
        QCOMPARE(m_rig->keyFile(), guarded);
        QCOMPARE(m_rig->status().state, KeyState::Locked);
        QVERIFY(m_rig->redactor->isEmpty());
        QCOMPARE(unlock(kWords), std::string("ok"));
        QCOMPARE(m_rig->redactor->redact("<the value of a>"), std::string("<‹secret:a›>"));
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
        QVERIFY(test::await(m_rig->vault->lock()).ok());
        QCOMPARE(m_rig->resolve("a").error().code, std::string("vault.locked"));
        QCOMPARE(m_rig->redactor->redact("<the value of a>"), std::string("<‹secret:a›>"));
        QCOMPARE(unlock(kWords), std::string("ok"));
        QCOMPARE(move(KeyPlace::File), std::string("ok"));
        QCOMPARE(m_rig->keyFile(), plain);
        QCOMPARE(unlock(kWords), std::string("vault.notLocked"));
        QCOMPARE(test::await(m_rig->vault->lock()).error().code, std::string("vault.notLocked"));
        m_rig->restart();
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
    }

    void changesThePassphrase()
    {
        QVERIFY(m_rig->put("a", "the value of a").ok());
        const auto change = [this](const std::string &former, const std::string &next) {
            const auto done = test::await(m_rig->vault->changePassphrase(former, next));
            return done ? std::string("ok") : done.error().code;
        };
        QCOMPARE(change(kWords, "another one of words"), std::string("vault.notLocked"));
        QCOMPARE(move(KeyPlace::Passphrase, kWords), std::string("ok"));
        const auto sealed = m_rig->sealed("a");
        const auto before = m_rig->keyFile();
        QCOMPARE(change("wrong passphrase", "another one of words"), std::string("vault.passphrase"));
        QCOMPARE(change(kWords, "weak"), std::string("vault.passphraseWeak"));
        QCOMPARE(m_rig->keyFile(), before);
        QCOMPARE(change(kWords, "another one of words"), std::string("ok"));
        QCOMPARE(m_rig->sealed("a"), sealed);
        m_rig->restart();
        QCOMPARE(unlock(kWords), std::string("vault.passphrase"));
        QCOMPARE(unlock("another one of words"), std::string("ok"));
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
    }

    void rotatesBehindThePassphrase()
    {
        QVERIFY(m_rig->put("a", "the value of a").ok());
        QCOMPARE(move(KeyPlace::Passphrase, kWords), std::string("ok"));
        const auto sealed = m_rig->sealed("a");
        m_rig->restart();
        QCOMPARE(unlock(kWords), std::string("ok"));
        QCOMPARE(*test::await(m_rig->vault->rotate()), 1);
        QVERIFY(m_rig->sealed("a") != sealed);
        m_rig->restart();
        QCOMPARE(m_rig->resolve("a").error().code, std::string("vault.locked"));
        QCOMPARE(unlock(kWords), std::string("ok"));
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
    }

    void aFileGivesThePassphrase()
    {
        m_rig->options.passphraseFile = m_rig->writeFile("words", std::string(kWords) + "\n");
        m_rig->restart();
        QVERIFY(m_rig->put("a", "the value of a").ok()); // the first key is put behind it
        QVERIFY(m_rig->keyFile().starts_with("signalbox-keys-passphrase-1\nargon2id 1 8192 "));
        m_rig->restart();
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
        const auto refusal = [this](const std::string &text, mode_t mode) {
            m_rig->options.passphraseFile = m_rig->writeFile("words", text, mode);
            m_rig->restart();
            return m_rig->resolve("a").error().code;
        };
        QCOMPARE(refusal(kWords, 0644), std::string("vault.passphraseFile"));
        QCOMPARE(m_rig->status().state, KeyState::Locked);
        QCOMPARE(refusal("not these words", 0600), std::string("vault.passphrase"));
        QCOMPARE(refusal("short", 0600), std::string("vault.passphraseWeak"));
        QCOMPARE(refusal(std::string(5000, 'x'), 0600), std::string("vault.passphraseWeak"));
        m_rig->options.passphraseFile = m_rig->options.folder + "/nowhere";
        m_rig->restart();
        QCOMPARE(m_rig->resolve("a").error().code, std::string("vault.passphraseFile"));
        QCOMPARE(unlock(kWords), std::string("ok"));
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
    }

    void aDamagedFileHarmsNothing()
    {
        QVERIFY(m_rig->put("a", "the value of a").ok());
        QCOMPARE(move(KeyPlace::Passphrase, kWords), std::string("ok"));
        const auto whole = m_rig->keyFile();
        const auto replaced = [&whole](std::string_view what, std::string_view with) {
            auto text = whole;
            return text.replace(text.find(what), what.size(), with);
        };
        for (const auto &damaged : {whole.substr(0, 40), whole + "x", replaced(" 8192 ", " 99999999999999 "), replaced("argon2id 1 ", "argon2id 9999 "), replaced("argon2id", "scrypt")}) {
            m_rig->writeFile("vault.key", damaged);
            m_rig->restart();
            QCOMPARE(unlock(kWords), std::string("vault.keyChanged"));
            QCOMPARE(m_rig->put("b", "x").error().code, std::string("vault.keyChanged"));
            QCOMPARE(m_rig->keyFile(), damaged);
        }
        m_rig->writeFile("vault.key", replaced("argon2id 1 ", "argon2id 2 ")); // authenticated with the rest
        m_rig->restart();
        QCOMPARE(unlock(kWords), std::string("vault.passphrase"));
        m_rig->writeFile("vault.key", whole);
        m_rig->restart();
        QCOMPARE(unlock(kWords), std::string("ok"));
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
    }

    void withoutAKeychainTheFileIsUsed()
    {
        QCOMPARE(move(KeyPlace::Keychain), std::string("vault.noKeychain"));
        m_rig->options.keyPlace = KeyPlace::Keychain;
        std::filesystem::remove(m_rig->keyPath());
        m_rig->restart();
        QVERIFY(m_rig->put("a", "the value of a").ok());
        QVERIFY(m_rig->keyFile().starts_with("signalbox-keys-1\n"));
        QCOMPARE(move(KeyPlace::Keychain), std::string("vault.noKeychain"));
        m_rig->writeFile("vault.key", "signalbox-keys-keychain-1\nvault-0123\n");
        m_rig->restart();
        QCOMPARE(m_rig->resolve("a").error().code, std::string("vault.keyMissing"));
        QCOMPARE(m_rig->status().state, KeyState::Missing);
    }

    void movesTheKeyWhileOthersUseIt()
    {
        QVERIFY(m_rig->put("a", "the value of a").ok());
        std::vector<Task<Result<std::string>>> reads;
        std::vector<Task<Result<void>>> changes;
        for (int i = 0; i < 8; ++i) {
            changes.push_back(m_rig->vault->moveKey(i % 2 == 0 ? KeyPlace::Passphrase : KeyPlace::File, kWords));
            changes.push_back(m_rig->vault->put("home", "s" + std::to_string(i), "value " + std::to_string(i)));
            reads.push_back(m_rig->vault->resolve("home", "a"));
        }
        for (auto &change : changes) {
            QVERIFY(test::await(std::move(change)).ok());
        }
        for (auto &read : reads) {
            QCOMPARE(*test::await(std::move(read)), std::string("the value of a"));
        }
        m_rig->restart();
        for (int i = 0; i < 8; ++i) {
            QCOMPARE(*m_rig->resolve("s" + std::to_string(i)), "value " + std::to_string(i));
        }
    }
};

SB_TEST_MAIN(TestVaultPlaces)
#include "tst_vault_places.moc"
