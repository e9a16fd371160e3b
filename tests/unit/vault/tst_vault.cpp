// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets at rest: sealed, bound to their place, safe from a lost or changed key, rotated.
#include "store/database.h"
#include "support/test.h"
#include "vault/redactor.h"
#include "vault/vault.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <QTemporaryDir>

#include <sys/stat.h>

using namespace signalbox;
using namespace signalbox::vault;

namespace {

std::string contentOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

class TestVault : public SignalboxTest
{
    Q_OBJECT
private:
    std::string folder() const { return m_folder->path().toStdString(); }
    std::string keyPath() const { return folder() + "/vault.key"; }
    // A vault as after a restart: it knows nothing yet.
    void restart()
    {
        m_vault.reset();
        m_redactor = std::make_unique<Redactor>();
        VaultOptions options;
        options.folder = folder();
        options.onUse = [this](const std::string &workspace, std::string_view action, const std::string &name, std::string_view outcome) {
            m_uses.push_back(workspace + " " + std::string(action) + " " + name + " " + std::string(outcome));
        };
        m_vault = std::make_unique<Vault>(m_store->secrets(), options, *m_redactor, m_clock);
    }
    Result<void> put(const std::string &name, const std::string &value, const std::string &workspace = "home")
    {
        return test::await(m_vault->put(workspace, name, value));
    }
    Result<std::string> resolve(const std::string &name, const std::string &workspace = "home")
    {
        return test::await(m_vault->resolve(workspace, name));
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<Redactor> m_redactor;
    std::unique_ptr<Vault> m_vault;
    std::vector<std::string> m_uses;

protected:
    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        store::SqliteOptions options;
        options.folder = folder();
        m_store = std::move(*store::openSqliteStore(options, m_clock));
        restart();
        m_uses.clear();
    }
    void tearDown() override
    {
        m_vault.reset();
        m_store.reset();
    }

private Q_SLOTS:
    void givesBackWhatWasPut()
    {
        QVERIFY(test::await(m_vault->open()).ok());
        QVERIFY(!std::filesystem::exists(keyPath())); // not before it is needed
        const std::string value("with\0zero and more", 18);
        QVERIFY(put("api.key-1", value).ok());
        QVERIFY(put("empty", "").ok());
        QCOMPARE(*resolve("api.key-1"), value);
        QCOMPARE(*resolve("empty"), std::string());
        QVERIFY(put("api.key-1", "another value").ok());
        restart();
        QCOMPARE(*resolve("api.key-1"), std::string("another value"));
        struct stat status
        {
        };
        QCOMPARE(::stat(keyPath().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
        const auto list = test::await(m_vault->list("home"));
        QCOMPARE(list->size(), std::size_t(2));
        QCOMPARE(list->front().name, std::string("api.key-1"));
        QCOMPARE(list->front().revision, 2);
        QVERIFY(list->front().isReadable);
        QVERIFY(test::await(m_vault->remove("home", "empty")).ok());
        QCOMPARE(resolve("empty").error().code, std::string("vault.unknown"));
        QCOMPARE(resolve("api.key-1", "work").error().code, std::string("vault.unknown"));
        QCOMPARE(m_uses.front(), std::string("home secrets.put api.key-1 ok"));
        QCOMPARE(m_uses.back(), std::string("work secrets.use api.key-1 vault.unknown"));
    }

    void storesNoPlainText()
    {
        const std::string value = "a very recognisable value";
        QVERIFY(put("db", value).ok());
        m_vault.reset();
        m_store.reset();
        for (const auto &entry : std::filesystem::recursive_directory_iterator(folder())) {
            if (entry.is_regular_file()) {
                QVERIFY(contentOf(entry.path().string()).find("recognisable") == std::string::npos);
            }
        }
    }

    void refusesBadNamesAndSizes()
    {
        for (const std::string name : {"", "1x", "a b", "a/b", "ü", "a‹", "-x"}) {
            QCOMPARE(put(name, "v").error().code, std::string("vault.name"));
        }
        QCOMPARE(put(std::string(129, 'a'), "v").error().code, std::string("vault.name"));
        QCOMPARE(put("big", std::string(Vault::kMaxBytes + 1, 'x')).error().code, std::string("vault.tooLarge"));
        QVERIFY(put("big", std::string(Vault::kMaxBytes, 'x')).ok());
    }

    void aMovedOrDamagedCiphertextIsNoticed()
    {
        QVERIFY(put("a", "the value of a").ok());
        auto row = *test::await(m_store->secrets().get("home", "a"));
        row.revision = 0;
        auto moved = row;
        moved.name = "b";
        QVERIFY(test::await(m_store->secrets().put("home", moved)).ok());
        QVERIFY(test::await(m_store->secrets().put("work", row)).ok());
        QCOMPARE(resolve("b").error().code, std::string("vault.corrupt"));
        QCOMPARE(resolve("a", "work").error().code, std::string("vault.corrupt"));
        row.ciphertext[30] = static_cast<char>(row.ciphertext[30] ^ 1);
        QVERIFY(test::await(m_store->secrets().put("home", row)).ok());
        QCOMPARE(resolve("a").error().code, std::string("vault.corrupt"));
        row.ciphertext = "short";
        QVERIFY(test::await(m_store->secrets().put("home", row)).ok());
        QCOMPARE(resolve("a").error().code, std::string("vault.corrupt"));
    }

    void aLostKeyHarmsNothing()
    {
        QVERIFY(put("a", "the value of a").ok());
        std::filesystem::rename(keyPath(), folder() + "/elsewhere");
        restart();
        const auto opened = test::await(m_vault->open());
        QCOMPARE(opened.error().code, std::string("vault.keyMissing"));
        QVERIFY(opened.error().message.find(keyPath()) != std::string::npos);
        QCOMPARE(resolve("a").error().code, std::string("vault.keyMissing"));
        // No new key is made while something is sealed with the old one.
        QCOMPARE(put("b", "x").error().code, std::string("vault.keyMissing"));
        QCOMPARE(put("a", "x").error().code, std::string("vault.keyMissing"));
        QVERIFY(!std::filesystem::exists(keyPath()));
        QVERIFY(!test::await(m_vault->list("home"))->front().isReadable);
        std::filesystem::rename(folder() + "/elsewhere", keyPath());
        QCOMPARE(*resolve("a"), std::string("the value of a"));
        // Lost for good: what cannot be opened is removed by the person, then a new key is made.
        std::filesystem::remove(keyPath());
        restart();
        QVERIFY(test::await(m_vault->remove("home", "a")).ok());
        QVERIFY(put("a", "entered anew").ok());
        QCOMPARE(*resolve("a"), std::string("entered anew"));
    }

    void aChangedKeyHarmsNothing()
    {
        QVERIFY(put("a", "the value of a").ok());
        const auto key = contentOf(keyPath());
        QTemporaryDir other;
        {
            VaultOptions options;
            options.folder = other.path().toStdString();
            store::SqliteOptions storeOptions;
            storeOptions.folder = options.folder;
            auto store = std::move(*store::openSqliteStore(storeOptions, m_clock));
            Vault vault(store->secrets(), options, *m_redactor, m_clock);
            QVERIFY(test::await(vault.put("home", "x", "y")).ok());
        }
        std::filesystem::copy_file(other.path().toStdString() + "/vault.key", keyPath(), std::filesystem::copy_options::overwrite_existing);
        restart();
        QCOMPARE(test::await(m_vault->open()).error().code, std::string("vault.keyChanged"));
        QCOMPARE(resolve("a").error().code, std::string("vault.keyChanged"));
        QCOMPARE(put("a", "x").error().code, std::string("vault.keyChanged"));
        QCOMPARE(test::await(m_vault->rotate()).error().code, std::string("vault.keyChanged"));
        for (const auto &damaged : {std::string("garbage"), std::string(), key.substr(0, key.size() - 5), "x" + key}) {
            std::ofstream(keyPath(), std::ios::trunc) << damaged;
            restart();
            QCOMPARE(resolve("a").error().code, std::string("vault.keyChanged"));
            QCOMPARE(put("b", "x").error().code, std::string("vault.keyChanged"));
            QCOMPARE(contentOf(keyPath()), damaged);
        }
        std::ofstream(keyPath(), std::ios::trunc) << key;
        restart();
        QCOMPARE(*resolve("a"), std::string("the value of a"));
    }

    void rotatesTheKey()
    {
        for (int i = 0; i < 20; ++i) {
            QVERIFY(put("s" + std::to_string(i), "value " + std::to_string(i), i % 2 == 0 ? "home" : "work").ok());
        }
        const auto before = contentOf(keyPath());
        const auto sealed = test::await(m_store->secrets().get("home", "s0"))->ciphertext;
        QCOMPARE(*test::await(m_vault->rotate()), 20);
        QVERIFY(contentOf(keyPath()) != before);
        QCOMPARE(contentOf(keyPath()).size(), before.size()); // the former key is gone
        QVERIFY(test::await(m_store->secrets().get("home", "s0"))->ciphertext != sealed);
        restart();
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(*resolve("s" + std::to_string(i), i % 2 == 0 ? "home" : "work"), "value " + std::to_string(i));
        }
        std::ofstream(keyPath(), std::ios::trunc) << before;
        restart();
        QCOMPARE(resolve("s0").error().code, std::string("vault.keyChanged"));
    }

    void callsAtTheSameTimeMakeOneKey()
    {
        std::vector<Task<Result<void>>> tasks;
        for (int i = 0; i < 10; ++i) {
            tasks.push_back(m_vault->put("home", "s" + std::to_string(i), "value " + std::to_string(i)));
        }
        for (auto &task : tasks) {
            QVERIFY(test::await(std::move(task)).ok());
        }
        restart();
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(*resolve("s" + std::to_string(i)), "value " + std::to_string(i));
        }
    }

    void tellsTheRedactorEveryValue()
    {
        QVERIFY(put("a", "the value of a").ok());
        QCOMPARE(m_redactor->redact("<the value of a>"), std::string("<‹secret:a›>"));
        restart();
        QVERIFY(m_redactor->isEmpty());
        QVERIFY(test::await(m_vault->open()).ok());
        QCOMPARE(m_redactor->redact("<the value of a>"), std::string("<‹secret:a›>"));
    }

    void mendsTheModeOfTheKeyFile()
    {
        test::expectLog("the key file was readable by others");
        QVERIFY(put("a", "the value of a").ok());
        ::chmod(keyPath().c_str(), 0644);
        restart();
        QVERIFY(resolve("a").ok());
        struct stat status
        {
        };
        ::stat(keyPath().c_str(), &status);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
    }
};

SB_TEST_MAIN(TestVault)
#include "tst_vault.moc"
