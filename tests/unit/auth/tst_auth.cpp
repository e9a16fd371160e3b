// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens, permissions, sign-in with its brake, tickets, the first token.
#include "auth/authenticator.h"
#include "auth/token.h"
#include "store/database.h"
#include "store/event_log.h"
#include "support/test.h"

#include <filesystem>
#include <fstream>

#include <QTemporaryDir>

#include <sys/stat.h>

using namespace signalbox;
using namespace signalbox::auth;

class TestAuth : public SignalboxTest
{
    Q_OBJECT
private:
    std::string issue(std::vector<std::string> permissions, UnixMillis expiresAt = 0)
    {
        TokenRequest request{"home", "owner", std::move(permissions), expiresAt};
        auto issued = test::await(issueToken(m_store->tokens(), request, m_clock));
        m_lastId = issued ? issued->id : "";
        return issued ? issued->token : issued.error().code;
    }
    std::vector<std::string> auditOf(const std::string &workspace)
    {
        std::vector<std::string> lines;
        test::await(m_store->events().append("other", {{"t", "s", "{}"}}, store::Durability::Soft)).value();
        const auto rows = test::await(m_store->audit().list(workspace, 0, 1000));
        for (const auto &row : *rows) {
            lines.push_back(row.subject + " " + row.action + " " + row.target + " " + row.outcome);
        }
        return lines;
    }

    VirtualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<StoreAuditTrail> m_trail;
    std::string m_lastId;

protected:
    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        store::SqliteOptions options;
        options.folder = m_folder->path().toStdString();
        m_store = std::move(*store::openSqliteStore(options, m_clock));
        m_trail = std::make_unique<StoreAuditTrail>(m_store->audit(), m_clock);
    }
    void tearDown() override { m_store.reset(); }

private Q_SLOTS:
    void matchesPermissions()
    {
        QVERIFY(permissionMatches("*", "flows.run"));
        QVERIFY(permissionMatches("flows.*", "flows.run"));
        QVERIFY(permissionMatches("flows.*", "flows.versions.read"));
        QVERIFY(permissionMatches("flows.run", "flows.run"));
        QVERIFY(!permissionMatches("flows.*", "flows"));
        QVERIFY(!permissionMatches("flows.*", "flowsx.run"));
        QVERIFY(!permissionMatches("flows.run", "flows.runs"));
        QVERIFY(!permissionMatches("flows.", "flows.run"));
        QVERIFY(!permissionMatches(".*", "flows.run"));
        QVERIFY(!permissionMatches("", ""));
        QVERIFY(!permissionMatches("*", ""));
        QVERIFY(isPermissionPattern("flows.run") && isPermissionPattern("flows.*") && isPermissionPattern("*"));
        for (const std::string bad : {"", ".*", "flows.", ".run", "flows..run", "flows.*.run", "a\nb", "flows *"}) {
            QVERIFY2(!isPermissionPattern(bad), bad.c_str());
        }
    }

    void decidesAndWritesItDown()
    {
        const Authorizer authorizer(*m_trail);
        const Principal reader{"reader", "home", {"flows.read", "runs.*"}, "t"};
        QVERIFY(authorizer.check(reader, "flows.read", "f", Audited::Denials).ok());
        QVERIFY(authorizer.check(reader, "runs.cancel", "r", Audited::All).ok());
        const auto denied = authorizer.check(reader, "flows.publish", "f", Audited::Denials);
        QCOMPARE(denied.error().code, std::string("auth.denied"));
        QVERIFY(denied.error().message.find("flows.publish") != std::string::npos);
        QCOMPARE(auditOf("home"), (std::vector<std::string>{"reader runs.cancel r allowed", "reader flows.publish f denied"}));
    }

    void makesTokensThatSignIn()
    {
        const auto token = issue({"flows.*"});
        QVERIFY(looksLikeToken(token));
        QVERIFY(token != issue({"flows.*"}));
        Authenticator authenticator(m_store->tokens(), *m_trail, m_clock);
        const auto principal = test::await(authenticator.signIn(token, "127.0.0.1"));
        QVERIFY(principal.ok());
        QCOMPARE(principal->subject, std::string("owner"));
        QCOMPARE(principal->workspace, std::string("home"));
        QCOMPARE(principal->permissions, std::vector<std::string>{"flows.*"});
        QCOMPARE(issue({"flows *"}), std::string("auth.request"));
        // Only the hash is stored.
        const auto rows = test::await(m_store->tokens().list("home"));
        for (const auto &row : *rows) {
            QVERIFY(row.hash != token && row.hash.size() == 64);
        }
        QCOMPARE(auditOf("home"), std::vector<std::string>{"owner auth.signIn 127.0.0.1 ok"});
    }

    void refusesBadExpiredAndRevokedTokens()
    {
        Authenticator authenticator(m_store->tokens(), *m_trail, m_clock);
        const auto code = [&](const std::string &token) {
            const auto outcome = test::await(authenticator.signIn(token, "10.0.0.1"));
            return outcome ? std::string("ok") : outcome.error().code;
        };
        QCOMPARE(code(""), std::string("auth.token"));
        QCOMPARE(code(newToken()), std::string("auth.token"));
        QCOMPARE(code("sbx_' OR 1=1 --"), std::string("auth.token"));
        const auto shortLived = issue({"*"}, m_clock.now() + 1000);
        QCOMPARE(code(shortLived), std::string("ok"));
        m_clock.advance(Millis(1000));
        QCOMPARE(code(shortLived), std::string("auth.token"));
        const auto token = issue({"*"});
        QCOMPARE(code(token), std::string("ok"));
        QVERIFY(test::await(m_store->tokens().revoke("home", m_lastId)).ok());
        QCOMPARE(code(token), std::string("auth.token"));
        QCOMPARE(auditOf("home").back(), std::string("owner auth.signIn 10.0.0.1 revoked"));
        QCOMPARE(auditOf("").size(), std::size_t(3));
    }

    void slowsDownThoseWhoGuess()
    {
        const auto token = issue({"*"});
        Authenticator authenticator(m_store->tokens(), *m_trail, m_clock);
        const auto code = [&](const std::string &text, const std::string &address) {
            const auto outcome = test::await(authenticator.signIn(text, address));
            return outcome ? std::string("ok") : outcome.error().code;
        };
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(code(newToken(), "10.0.0.1"), std::string("auth.token"));
        }
        QCOMPARE(code(newToken(), "10.0.0.1"), std::string("auth.tooMany"));
        QCOMPARE(code("guessed", "10.0.0.1"), std::string("auth.tooMany"));
        // Others may share the address, behind a proxy say: a good token is good.
        QCOMPARE(code(token, "10.0.0.1"), std::string("ok"));
        QCOMPARE(code(newToken(), "10.0.0.2"), std::string("auth.token"));
        m_clock.advance(std::chrono::seconds(7));
        QCOMPARE(code(newToken(), "10.0.0.1"), std::string("auth.token"));
        QCOMPARE(code(newToken(), "10.0.0.1"), std::string("auth.tooMany"));
        // Good sign-ins cost nothing.
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(code(token, "10.0.0.3"), std::string("ok"));
        }
    }

    void aTicketIsGoodOnceAndShortly()
    {
        TicketOffice office(m_clock);
        const Principal principal{"owner", "home", {"*"}, "t1"};
        const auto ticket = office.issue(principal);
        QVERIFY(ticket.ok());
        QVERIFY(!looksLikeToken(*ticket)); // never taken for a token
        QCOMPARE(*office.redeem(*ticket), principal);
        QCOMPARE(office.redeem(*ticket).error().code, std::string("auth.ticket"));
        const auto late = office.issue(principal);
        m_clock.advance(std::chrono::seconds(30));
        QCOMPARE(office.redeem(*late).error().code, std::string("auth.ticket"));
        QCOMPARE(office.redeem("sbt_guess").error().code, std::string("auth.ticket"));
        for (int i = 0; i < 100; ++i) {
            QVERIFY(office.issue(principal).ok());
        }
        QCOMPARE(office.issue(principal).error().code, std::string("auth.tooMany"));
        QVERIFY(office.issue({"other", "home", {}, "t2"}).ok());
        m_clock.advance(std::chrono::seconds(31));
        QVERIFY(office.issue(principal).ok());
    }

    void writesTheFirstTokenOnce()
    {
        const auto path = m_folder->path().toStdString() + "/token";
        QVERIFY(*test::await(ensureFirstToken(m_store->tokens(), "home", path, m_clock)));
        struct stat status
        {
        };
        QCOMPARE(::stat(path.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
        const auto token = *readTokenFile(path);
        Authenticator authenticator(m_store->tokens(), *m_trail, m_clock);
        QCOMPARE(test::await(authenticator.signIn(token, "::1"))->permissions, std::vector<std::string>{"*"});
        QVERIFY(!*test::await(ensureFirstToken(m_store->tokens(), "home", path, m_clock)));
        QCOMPARE(*readTokenFile(path), token);
        // Another database than the file belongs to, or a revoked token: a new one.
        std::ofstream(path, std::ios::trunc) << newToken();
        QVERIFY(*test::await(ensureFirstToken(m_store->tokens(), "home", path, m_clock)));
        std::filesystem::remove(path);
        std::filesystem::create_directory(path);
        const auto refused = test::await(ensureFirstToken(m_store->tokens(), "home", path, m_clock));
        QCOMPARE(refused.error().code, std::string("auth.io"));
    }

    void comparesInConstantTime()
    {
        QVERIFY(equalInConstantTime("abc", "abc"));
        QVERIFY(!equalInConstantTime("abc", "abd"));
        QVERIFY(!equalInConstantTime("abc", "ab"));
    }
};

SB_TEST_MAIN(TestAuth)
#include "tst_auth.moc"
