// SPDX-License-Identifier: GPL-3.0-or-later
// The key in a real keychain: GNOME Keyring, on a session bus of this test's own.
#include "base/task_scope.h"
#include "vault_rig.h"

#include <QDir>
#include <QProcess>
#include <QScopeGuard>

#include <csignal>

#include <sys/prctl.h>

using namespace signalbox;
using namespace signalbox::vault;

namespace {

/// Ends with the test's process and not before: GLib ends a process whose session bus goes.
QProcess &startForLife(const QString &program, const QStringList &words)
{
    auto *process = new QProcess; // on purpose never deleted, which would end it
    process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    process->setProcessChannelMode(QProcess::SeparateChannels);
    process->start(program, words);
    static std::vector<QProcess *> all;
    all.push_back(process);
    return *process;
}

} // namespace

class TestVaultKeychain : public SignalboxTest
{
    Q_OBJECT
private:
    QTemporaryDir m_home;
    Executor *m_executor = nullptr;
    QProcess *m_keyring = nullptr;
    std::unique_ptr<test::VaultRig> m_rig;

    std::string move(KeyPlace place, const std::string &passphrase = {})
    {
        const auto moved = test::await(m_rig->vault->moveKey(place, passphrase));
        return moved ? "ok" : moved.error().code;
    }
    static Task<void> resolveInto(Vault *vault, std::vector<std::string> *answers)
    {
        auto value = co_await vault->resolve("home", "a");
        answers->push_back(value ? "ok" : value.error().code);
    }
    bool isInKeychain() const { return m_rig->keyFile().starts_with("signalbox-keys-keychain-1\n"); }

protected:
    void setUp() override 
    {
        m_executor = Executor::current();
        m_rig = std::make_unique<test::VaultRig>(KeyPlace::Keychain);
    }
    void tearDown() override { m_rig.reset(); }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"}) {
            qputenv(name, m_home.path().toUtf8());
        }
        qputenv("XDG_CURRENT_DESKTOP", "GNOME");
        QVERIFY(QDir(m_home.path()).mkpath(QStringLiteral("keyrings"))); // the daemon makes its login keyring only where that is
        // The packages of the tests bring both; without them nothing here may pass.
        // No service is started by being asked for: the keyring is the one that is started below.
        QFile config(m_home.filePath(QStringLiteral("bus.conf")));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("<busconfig><type>session</type><listen>unix:tmpdir=" + m_home.path().toUtf8()
                     + "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                       "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        config.close();
        auto &bus = startForLife(QStringLiteral("dbus-daemon"), {QStringLiteral("--config-file"), config.fileName(), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
        QTRY_VERIFY_WITH_TIMEOUT(bus.canReadLine() || bus.state() == QProcess::NotRunning, 20'000);
        const auto address = bus.readLine().trimmed();
        QVERIFY2(address.startsWith("unix:"), bus.readAllStandardError().constData());
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        m_keyring = &startForLife(QStringLiteral("gnome-keyring-daemon"), {QStringLiteral("--foreground"), QStringLiteral("--unlock"), QStringLiteral("--components=secrets")});
        auto &keyring = *m_keyring;
        QVERIFY(keyring.waitForStarted());
        keyring.write("password of the keyring");
        keyring.waitForBytesWritten();
        keyring.closeWriteChannel();
        const QStringList ask{QStringLiteral("--session"), QStringLiteral("--print-reply"), QStringLiteral("--dest=org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets/collection/login"),
                              QStringLiteral("org.freedesktop.DBus.Properties.Get"), QStringLiteral("string:org.freedesktop.Secret.Collection"), QStringLiteral("string:Locked")};
        const auto isOpen = [&ask] {
            QProcess process;
            process.start(QStringLiteral("dbus-send"), ask);
            return process.waitForFinished() && process.readAllStandardOutput().contains("boolean false");
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOpen(), 20'000);
    }

    void theFirstKeyGoesThere()
    {
        QVERIFY(m_rig->status().mayUseKeychain);
        QVERIFY(m_rig->put("a", "the value of a").ok());
        QVERIFY2(isInKeychain(), test::loggedLines().empty() ? "" : test::loggedLines().back().c_str());
        QCOMPARE(*m_rig->status().place, KeyPlace::Keychain);
        QCOMPARE(m_rig->status().state, KeyState::Ready);
        m_rig->options.keyPlace = KeyPlace::File; // where it is says the file, not the option
        m_rig->restart();
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
        m_rig->restart();
        QVERIFY(test::await(m_rig->vault->open()).ok());
        QCOMPARE(m_rig->redactor->redact("<the value of a>"), std::string("<‹secret:a›>"));
    }

    void movesFromPlaceToPlace()
    {
        QVERIFY(m_rig->put("a", "the value of a").ok());
        const auto sealed = m_rig->sealed("a");
        const auto first = m_rig->keyFile();
        QCOMPARE(move(KeyPlace::File), std::string("ok"));
        const auto plain = m_rig->keyFile();
        QVERIFY(plain.starts_with("signalbox-keys-1\n"));
        m_rig->restart();
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
        // The entry is gone with it: who brings the old file back hears that the key is missing.
        m_rig->writeFile("vault.key", first);
        m_rig->restart();
        QCOMPARE(m_rig->resolve("a").error().code, std::string("vault.keyMissing"));
        QCOMPARE(m_rig->put("b", "x").error().code, std::string("vault.keyMissing"));
        m_rig->writeFile("vault.key", plain);
        m_rig->restart();
        QCOMPARE(move(KeyPlace::Keychain), std::string("ok"));
        QVERIFY(isInKeychain());
        QVERIFY(m_rig->keyFile() != first);
        m_rig->restart();
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
        QCOMPARE(move(KeyPlace::Passphrase, "correct horse battery staple"), std::string("ok"));
        m_rig->restart();
        QCOMPARE(m_rig->resolve("a").error().code, std::string("vault.locked"));
        QVERIFY(test::await(m_rig->vault->unlock("correct horse battery staple")).ok());
        QCOMPARE(move(KeyPlace::Keychain), std::string("ok"));
        m_rig->restart();
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
        QCOMPARE(m_rig->sealed("a"), sealed);
    }

    void rotatesThere()
    {
        QVERIFY(m_rig->put("a", "the value of a").ok());
        const auto sealed = m_rig->sealed("a");
        QCOMPARE(*test::await(m_rig->vault->rotate()), 1);
        QVERIFY(m_rig->sealed("a") != sealed);
        QVERIFY(isInKeychain());
        m_rig->restart();
        QCOMPARE(*m_rig->resolve("a"), std::string("the value of a"));
    }

    void whatDoesNotAnswerHoldsNobodyUpTwice()
    {
        QVERIFY(m_rig->put("a", "the value of a").ok());
        VirtualClock clock;
        Vault vault(m_rig->store->secrets(), m_rig->options, *m_rig->redactor, clock);
        QVERIFY(::kill(static_cast<pid_t>(m_keyring->processId()), SIGSTOP) == 0);
        const auto goOn = qScopeGuard([this] { ::kill(static_cast<pid_t>(m_keyring->processId()), SIGCONT); });
        std::vector<std::string> answers;
        TaskScope scope;
        const auto ask = [&vault, &answers](std::stop_token) { return resolveInto(&vault, &answers); };
        for (int i = 0; i < 5; ++i) {
            scope.start(ask);
        }
        QVERIFY(test::pumpUntil([&] { return clock.nextTimer() >= Millis(0); }));
        QVERIFY(answers.empty());
        clock.advance(std::chrono::minutes(1));
        QVERIFY(test::pumpUntil([&] { return answers.size() == 5; })); // one minute for all of them
        QCOMPARE(answers, std::vector<std::string>(5, "vault.keychain"));
        scope.start(ask);
        QVERIFY(test::pumpUntil([&] { return answers.size() == 6; }));
        QCOMPARE(answers.back(), std::string("vault.keychain"));
        // Not for ever.
        ::kill(static_cast<pid_t>(m_keyring->processId()), SIGCONT);
        clock.advance(std::chrono::seconds(31));
        scope.start(ask);
        QVERIFY(test::pumpUntil([&] { return answers.size() == 7; }));
        QCOMPARE(answers.back(), std::string("ok"));
    }

    void worksOnTheThreadOfTheBackend()
    {
        QVERIFY(m_rig->put("a", "the value of a").ok());
        m_rig->vault.reset();
        EventThread thread("sb-backend");
        std::unique_ptr<Vault> vault;
        thread.runBlocking([&] { vault = std::make_unique<Vault>(m_rig->store->secrets(), m_rig->options, *m_rig->redactor, m_rig->clock); });
        const auto there = [](Vault *self, Executor *home, OneShot<std::string> done) -> Task<void> {
            auto value = co_await self->resolve("home", "a");
            auto text = value ? *value : value.error().describe();
            home->post([done, text] { done.set(text); });
        };
        OneShot<std::string> done;
        TaskScope *scope = nullptr;
        thread.runBlocking([&] {
            scope = new TaskScope;
            scope->start([&](std::stop_token) { return there(vault.get(), m_executor, done); });
        });
        const auto wait = [](OneShot<std::string> answer) -> Task<std::string> { co_return co_await answer.wait(); };
        QCOMPARE(test::await(wait(done)), std::string("the value of a"));
        thread.runBlocking([&] {
            delete scope;
            vault.reset();
        });
    }
};

SB_TEST_MAIN(TestVaultKeychain)
#include "tst_vault_keychain.moc"
