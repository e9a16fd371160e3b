// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets of vaults elsewhere, against servers on loopback that speak the wire formats of HashiCorp Vault and of AWS
// Secrets Manager as their public references have them.
#include "support/raw_server.h"
#include "vault/sources.h"
#include "vault_rig.h"

using namespace signalbox;
using namespace signalbox::vault;

namespace {

std::string answer(int status, const std::string &body)
{
    return "HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

/// Answers by what was asked ("GET /v1/secret/data/shop"), writes each answer byte by byte, and keeps the requests.
class VaultServer
{
public:
    VaultServer()
        : m_server([this](test::RawConnection &connection) {
            const auto request = connection.readRequest();
            if (!request) {
                return;
            }
            std::string reply;
            {
                const std::lock_guard lock(m_mutex);
                m_requests.push_back(*request);
                auto target = request->method + " " + request->target;
                if (const auto action = request->header("x-amz-target"); !action.empty()) {
                    target = action;
                }
                const auto found = m_answers.find(target);
                reply = found == m_answers.end() ? answer(404, R"({"errors":[]})") : found->second;
            }
            for (const char byte : reply) {
                if (!connection.write(std::string_view(&byte, 1))) {
                    return;
                }
            }
        })
    {
    }

    std::string url() const { return m_server.url(); }
    void says(const std::string &asked, int status, const std::string &body)
    {
        const std::lock_guard lock(m_mutex);
        m_answers[asked] = answer(status, body);
    }
    void saysRaw(const std::string &asked, const std::string &bytes)
    {
        const std::lock_guard lock(m_mutex);
        m_answers[asked] = bytes;
    }
    std::vector<test::RawRequest> requests() const
    {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }
    std::size_t count(const std::string &target) const
    {
        const auto all = requests();
        return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&target](const auto &request) { return request.target == target; }));
    }

private:
    mutable std::mutex m_mutex;
    std::map<std::string, std::string> m_answers;
    std::vector<test::RawRequest> m_requests;
    test::RawServer m_server;
};

constexpr auto kKv2 = R"({"request_id":"1","lease_id":"","renewable":false,"lease_duration":0,"data":{"data":{"token":"value of the shop","port":8080,"nested":{"a":1}},"metadata":{"created_time":"2026-01-01T00:00:00Z","deletion_time":"","destroyed":false,"version":3}},"wrap_info":null,"warnings":null,"auth":null})";

} // namespace

class TestSecretSources : public SignalboxTest
{
    Q_OBJECT
private:
    std::unique_ptr<test::VaultRig> m_rig;
    std::unique_ptr<VaultServer> m_server;
    std::unique_ptr<http::Client> m_http;
    std::unique_ptr<SecretSources> m_sources;
    std::unique_ptr<VirtualClock> m_clock;

    void makeSources(OwnFiles files = OwnFiles::Yes)
    {
        m_sources.reset();
        auto policy = std::make_shared<const http::AddressPolicy>(http::AddressPolicy::allowAll());
        m_sources = std::make_unique<SecretSources>(*m_rig->vault, *m_rig->redactor, SecretSourcesOptions{.settings = m_rig->store->history(), .http = *m_http, .clock = *m_clock, .addresses = policy, .files = files});
    }
    SourceSettings hashiCorp() const
    {
        SourceSettings settings;
        settings.id = "hq";
        settings.url = m_server->url() + "/";
        settings.secret = "VAULT_TOKEN";
        return settings;
    }
    SourceSettings aws() const
    {
        SourceSettings settings;
        settings.id = "cloud";
        settings.kind = SourceKind::AwsSecretsManager;
        settings.url = m_server->url();
        settings.auth = SourceAuth::Keys;
        settings.user = "AKIDEXAMPLE";
        settings.secret = "AWS_KEY";
        settings.area = "eu-central-1";
        return settings;
    }
    template<typename T>
    static std::string codeOf(const Result<T> &result)
    {
        return result ? "ok" : result.error().code;
    }
    std::string put(const SourceSettings &settings) { return codeOf(test::await(m_sources->put("home", settings))); }
    std::string link(const SecretLink &link) { return codeOf(test::await(m_sources->link("home", link))); }
    Result<std::string> resolve(const std::string &name) { return test::await(m_sources->resolve("home", name)); }
    std::string check(const std::string &id, const SecretPlace &place = {}) { return codeOf(test::await(m_sources->test("home", id, place, {}))); }

protected:
    void setUp() override
    {
        m_clock = std::make_unique<VirtualClock>(1'440'938'160'000);
        m_rig = std::make_unique<test::VaultRig>();
        m_server = std::make_unique<VaultServer>();
        m_http = std::make_unique<http::Client>();
        makeSources();
        QVERIFY(m_rig->put("VAULT_TOKEN", "hvs.the-token-of-the-vault").ok());
        QVERIFY(m_rig->put("AWS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY").ok());
    }
    void tearDown() override
    {
        m_sources.reset();
        m_http.reset();
        m_server.reset();
        m_rig.reset();
        m_clock.reset();
    }

private Q_SLOTS:
    void readsFromKv2()
    {
        m_server->says("GET /v1/kv/data/team%20a/shop", 200, kKv2);
        m_server->says("GET /v1/kv/data/team%20a/shop?version=2", 200, R"({"data":{"data":{"token":"an older value"},"metadata":{"version":2}}})");
        m_server->says("GET /v1/auth/token/lookup-self", 200, R"({"data":{"ttl":0,"renewable":false}})");
        auto settings = hashiCorp();
        settings.mount = "kv";
        settings.area = "tenants/blue";
        QCOMPARE(put(settings), std::string("ok"));
        QCOMPARE(link({"shop", "hq", "/team a//shop", "token", ""}), std::string("ok"));
        QCOMPARE(link({"port", "hq", "team a/shop", "port", ""}), std::string("ok"));
        QCOMPARE(link({"nested", "hq", "team a/shop", "nested", ""}), std::string("ok"));
        QCOMPARE(link({"old", "hq", "team a/shop", "", "2"}), std::string("ok"));
        QCOMPARE(*resolve("shop"), std::string("value of the shop"));
        QCOMPARE(*resolve("port"), std::string("8080"));
        QCOMPARE(*resolve("nested"), std::string(R"({"a":1})"));
        QCOMPARE(*resolve("old"), std::string("an older value"));
        QCOMPARE(m_rig->redactor->redact("<value of the shop>"), std::string("<‹secret:shop›>"));
        for (const auto &request : m_server->requests()) {
            QVERIFY2(request.header("x-vault-token") == "hvs.the-token-of-the-vault", request.head.c_str());
            QCOMPARE(request.header("x-vault-namespace"), std::string("tenants/blue"));
            QCOMPARE(request.header("x-vault-request"), std::string("true"));
        }
        QCOMPARE(check("hq"), std::string("ok"));
        QCOMPARE(check("hq", {"team a/shop", "token", ""}), std::string("ok"));
        QCOMPARE(check("hq", {"team a/shop", "nothing", ""}), std::string("vault.sourceMissing"));
        QCOMPARE(check("hq", {"team a/shop", "", ""}), std::string("vault.sourceMissing")); // several fields
        QCOMPARE(check("hq", {"../sys/seal", "x", ""}), std::string("vault.sourceInvalid"));
        QCOMPARE(check("hq", {"a", "x", "1&x=2"}), std::string("vault.sourceInvalid"));
        // What is stored here is still read from here.
        QCOMPARE(*resolve("AWS_KEY"), std::string("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"));
        QCOMPARE(codeOf(resolve("nobody")), std::string("vault.unknown"));
    }

    void readsFromKv1()
    {
        m_server->says("GET /v1/secret/shop", 200, R"({"lease_id":"","lease_duration":2764800,"renewable":false,"data":{"only":"value of version one"}})");
        auto settings = hashiCorp();
        settings.version = 1;
        QCOMPARE(put(settings), std::string("ok"));
        QCOMPARE(link({"shop", "hq", "shop", "", ""}), std::string("ok"));
        QCOMPARE(*resolve("shop"), std::string("value of version one"));
        QCOMPARE(check("hq", {"shop", "", "3"}), std::string("vault.sourceInvalid"));
        QCOMPARE(check("hq", {"gone", "", ""}), std::string("vault.sourceMissing"));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("400") << 400 << QByteArray(R"({"errors":["bad request"]})") << QByteArray("vault.sourceAnswer");
        QTest::newRow("403") << 403 << QByteArray("{\"errors\":[\"1 error occurred: permission denied\"]}") << QByteArray("vault.sourceDenied");
        QTest::newRow("404") << 404 << QByteArray(R"({"errors":[]})") << QByteArray("vault.sourceMissing");
        QTest::newRow("429") << 429 << QByteArray("{\"errors\":[\"rate limit quota exceeded\"]}") << QByteArray("vault.sourceBusy");
        QTest::newRow("500") << 500 << QByteArray(R"({"errors":["internal error"]})") << QByteArray("vault.sourceAway");
        QTest::newRow("503") << 503 << QByteArray(R"({"errors":["Vault is sealed"]})") << QByteArray("vault.sourceSealed");
        QTest::newRow("html") << 200 << QByteArray("<html>a proxy</html>") << QByteArray("vault.sourceAnswer");
        QTest::newRow("no data") << 200 << QByteArray(R"({"data":{"token":"of version 1"}})") << QByteArray("vault.sourceAnswer");
        QTest::newRow("deleted") << 200 << QByteArray(R"({"data":{"data":null,"metadata":{"deletion_time":"2026-01-01T00:00:00Z"}}})") << QByteArray("vault.sourceMissing");
        QTest::newRow("redirect") << 307 << QByteArray() << QByteArray("vault.sourceAnswer");
    }
    void saysWhatIsWrong()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, code);
        QCOMPARE(put(hashiCorp()), std::string("ok"));
        QCOMPARE(link({"shop", "hq", "shop", "token", ""}), std::string("ok"));
        m_server->says("GET /v1/secret/data/shop", status, body.toStdString());
        const auto failed = resolve("shop");
        QCOMPARE(codeOf(failed), code.toStdString());
        QVERIFY(failed.error().message.find("hq") != std::string::npos);
        QVERIFY(failed.error().describe().find("hvs.") == std::string::npos);
    }

    void whatAServerSaysIsRedactedBeforeItIsCut()
    {
        QCOMPARE(put(hashiCorp()), std::string("ok"));
        QCOMPARE(link({"shop", "hq", "shop", "token", ""}), std::string("ok"));
        m_server->says("GET /v1/secret/data/shop", 403, "{\"errors\":[\"" + std::string(190, 'x') + " hvs.the-token-of-the-vault\"]}");
        const auto text = resolve("shop").error().describe();
        QVERIFY2(text.find("hvs") == std::string::npos, text.c_str());
    }

    void brokenConnectionsAreNoAnswers()
    {
        QCOMPARE(put(hashiCorp()), std::string("ok"));
        QCOMPARE(link({"shop", "hq", "shop", "token", ""}), std::string("ok"));
        m_server->saysRaw("GET /v1/secret/data/shop", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"data\":");
        QCOMPARE(codeOf(resolve("shop")), std::string("vault.sourceAway"));
        m_server->saysRaw("GET /v1/secret/data/shop", "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n" + std::string(2'000'000, 'x'));
        QCOMPARE(codeOf(resolve("shop")), std::string("vault.sourceAway"));
    }

    void valuesAreKeptForAMinute()
    {
        const std::string target = "/v1/secret/data/shop";
        m_server->says("GET " + target, 200, kKv2);
        QCOMPARE(put(hashiCorp()), std::string("ok"));
        QCOMPARE(link({"shop", "hq", "shop", "token", ""}), std::string("ok"));
        std::vector<Task<Result<std::string>>> reads;
        for (int i = 0; i < 20; ++i) {
            reads.push_back(m_sources->resolve("home", "shop"));
        }
        for (auto &read : reads) {
            QCOMPARE(*test::await(std::move(read)), std::string("value of the shop"));
        }
        QCOMPARE(m_server->count(target), std::size_t(1));
        m_clock->advance(Millis(59'000));
        QVERIFY(resolve("shop").ok());
        QCOMPARE(m_server->count(target), std::size_t(1));
        m_clock->advance(Millis(2000));
        // Revoked meanwhile: the value is not given any more.
        m_server->says("GET " + target, 403, R"({"errors":["permission denied"]})");
        QCOMPARE(codeOf(resolve("shop")), std::string("vault.sourceDenied"));
        m_server->says("GET " + target, 200, kKv2);
        QVERIFY(resolve("shop").ok());
        // A change of the link counts at once.
        QCOMPARE(link({"shop", "hq", "shop", "port", ""}), std::string("ok"));
        QCOMPARE(*resolve("shop"), std::string("8080"));
        // Nothing of it was written.
        m_rig->vault.reset();
        m_sources.reset();
        for (const auto &entry : std::filesystem::recursive_directory_iterator(m_rig->options.folder)) {
            if (entry.is_regular_file()) {
                QVERIFY(test::contentOf(entry.path().string()).find("value of the shop") == std::string::npos);
            }
        }
    }

    void signsInByAppRoleAndRenews()
    {
        QVERIFY(m_rig->put("SECRET_ID", "the-secret-id-of-the-role").ok());
        auto settings = hashiCorp();
        settings.auth = SourceAuth::AppRole;
        settings.user = "role-1";
        settings.secret = "SECRET_ID";
        QCOMPARE(put(settings), std::string("ok"));
        QCOMPARE(link({"shop", "hq", "shop", "token", ""}), std::string("ok"));
        m_server->says("POST /v1/auth/approle/login", 400, R"({"errors":["invalid role or secret ID"]})");
        QCOMPARE(codeOf(resolve("shop")), std::string("vault.sourceDenied"));
        m_server->says("POST /v1/auth/approle/login", 200, R"({"auth":{"client_token":"hvs.first-token-of-role","lease_duration":900,"renewable":true}})");
        m_server->says("POST /v1/auth/token/renew-self", 200, R"({"auth":{"client_token":"hvs.first-token-of-role","lease_duration":900,"renewable":true}})");
        m_server->says("GET /v1/secret/data/shop", 200, kKv2);
        QVERIFY(resolve("shop").ok());
        QCOMPARE(m_server->requests().at(1).body, std::string(R"({"role_id":"role-1","secret_id":"the-secret-id-of-the-role"})"));
        QCOMPARE(m_server->requests().back().header("x-vault-token"), std::string("hvs.first-token-of-role"));
        QCOMPARE(m_rig->redactor->redact("hvs.first-token-of-role"), std::string("‹secret:hq›"));
        m_clock->advance(Millis(500'000));
        QVERIFY(resolve("shop").ok());
        QCOMPARE(m_server->count("/v1/auth/token/renew-self"), std::size_t(0));
        m_clock->advance(Millis(200'000)); // over two thirds
        QVERIFY(resolve("shop").ok());
        QCOMPARE(m_server->count("/v1/auth/token/renew-self"), std::size_t(1));
        QCOMPARE(m_server->count("/v1/auth/approle/login"), std::size_t(2));
        m_clock->advance(Millis(1'000'000)); // over its end
        m_server->says("POST /v1/auth/approle/login", 200, R"({"auth":{"client_token":"hvs.second-token-of-role","lease_duration":900,"renewable":false}})");
        QVERIFY(resolve("shop").ok());
        QCOMPARE(m_server->requests().back().header("x-vault-token"), std::string("hvs.second-token-of-role"));
        // One that was revoked before its time is replaced once.
        m_clock->advance(Millis(61'000));
        m_server->says("GET /v1/secret/data/shop", 403, R"({"errors":["permission denied"]})");
        QCOMPARE(codeOf(resolve("shop")), std::string("vault.sourceDenied"));
        QCOMPARE(m_server->count("/v1/auth/approle/login"), std::size_t(4));
    }

    void readsFromAws()
    {
        m_server->says("secretsmanager.GetSecretValue", 200,
                       json::write(json::Object{{"ARN", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-a1b2c3"}, {"CreatedDate", 1.7e9}, {"Name", "shop"}, {"SecretString", R"({"user":"ann","password":"value of the cloud"})"}, {"VersionId", "EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE"}, {"VersionStages", json::Array{"AWSCURRENT"}}}));
        QVERIFY(m_rig->put("SESSION", "the-session-token-of-aws").ok());
        auto settings = aws();
        settings.session = "SESSION";
        QCOMPARE(put(settings), std::string("ok"));
        QCOMPARE(link({"password", "cloud", "shop", "password", ""}), std::string("ok"));
        QCOMPARE(link({"whole", "cloud", "shop", "", "AWSPREVIOUS"}), std::string("ok"));
        QCOMPARE(link({"byId", "cloud", "shop", "user", "EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE"}), std::string("ok"));
        QCOMPARE(*resolve("password"), std::string("value of the cloud"));
        QCOMPARE(*resolve("whole"), std::string(R"({"user":"ann","password":"value of the cloud"})"));
        QCOMPARE(*resolve("byId"), std::string("ann"));
        const auto requests = m_server->requests();
        QCOMPARE(requests.size(), std::size_t(3));
        QCOMPARE(requests[0].body, std::string(R"({"SecretId":"shop"})"));
        QCOMPARE(requests[1].body, std::string(R"({"SecretId":"shop","VersionStage":"AWSPREVIOUS"})"));
        QCOMPARE(requests[2].body, std::string(R"({"SecretId":"shop","VersionId":"EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE"})"));
        QCOMPARE(requests[0].method, std::string("POST"));
        QCOMPARE(requests[0].header("content-type"), std::string("application/x-amz-json-1.1"));
        QCOMPARE(requests[0].header("x-amz-date"), std::string("20150830T123600Z"));
        QCOMPARE(requests[0].header("x-amz-security-token"), std::string("the-session-token-of-aws"));
        const auto authorization = requests[0].header("authorization");
        QVERIFY2(authorization.starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-central-1/secretsmanager/aws4_request, "
                                           "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature="),
                 authorization.c_str());
        m_server->says("secretsmanager.GetSecretValue", 200, R"({"Name":"bin","SecretBinary":"AAECAwQ="})");
        QCOMPARE(link({"binary", "cloud", "bin", "", ""}), std::string("ok"));
        QCOMPARE(*resolve("binary"), std::string("\0\1\2\3\4", 5));
    }

    void saysWhatIsWrongWithAws_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("code");
        const auto error = [](const char *type) { return QByteArray("{\"__type\":\"") + type + "\",\"Message\":\"no\"}"; };
        QTest::newRow("missing") << 400 << error("ResourceNotFoundException") << QByteArray("vault.sourceMissing");
        QTest::newRow("missing, long type") << 400 << error("com.amazonaws.secretsmanager#ResourceNotFoundException") << QByteArray("vault.sourceMissing");
        QTest::newRow("denied") << 400 << error("AccessDeniedException") << QByteArray("vault.sourceDenied");
        QTest::newRow("wrong key") << 400 << error("UnrecognizedClientException") << QByteArray("vault.sourceDenied");
        QTest::newRow("wrong signature") << 400 << error("InvalidSignatureException") << QByteArray("vault.sourceDenied");
        QTest::newRow("expired") << 400 << error("ExpiredTokenException") << QByteArray("vault.sourceDenied");
        QTest::newRow("too often") << 400 << error("ThrottlingException") << QByteArray("vault.sourceBusy");
        QTest::newRow("invalid") << 400 << error("InvalidRequestException") << QByteArray("vault.sourceAnswer");
        QTest::newRow("failed") << 500 << error("InternalServiceError") << QByteArray("vault.sourceAway");
        QTest::newRow("unavailable") << 503 << QByteArray("<html/>") << QByteArray("vault.sourceSealed");
        QTest::newRow("html") << 200 << QByteArray("<html/>") << QByteArray("vault.sourceAnswer");
        QTest::newRow("empty") << 200 << QByteArray("{}") << QByteArray("vault.sourceAnswer");
        QTest::newRow("no object") << 200 << QByteArray(R"({"SecretString":"plain text"})") << QByteArray("vault.sourceMissing");
    }
    void saysWhatIsWrongWithAws()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, code);
        QCOMPARE(put(aws()), std::string("ok"));
        m_server->says("secretsmanager.GetSecretValue", status, body.toStdString());
        QCOMPARE(check("cloud", {"shop", "field", ""}), code.toStdString());
    }

    void checksAwsWithoutReadingASecret()
    {
        QCOMPARE(put(aws()), std::string("ok"));
        m_server->says("secretsmanager.ListSecrets", 200, R"({"SecretList":[]})");
        QCOMPARE(check("cloud"), std::string("ok"));
        m_server->says("secretsmanager.ListSecrets", 400, R"({"__type":"AccessDeniedException","Message":"not authorized to perform: secretsmanager:ListSecrets"})");
        QCOMPARE(check("cloud"), std::string("ok"));
        m_server->says("secretsmanager.ListSecrets", 400, R"({"__type":"InvalidSignatureException","message":"no"})");
        QCOMPARE(check("cloud"), std::string("vault.sourceDenied"));
    }

    void takesKeysFromFilesOfItsOwner()
    {
        m_server->says("secretsmanager.GetSecretValue", 200, R"({"SecretString":"plain text of aws"})");
        auto settings = aws();
        settings.auth = SourceAuth::File;
        settings.file = m_rig->writeFile("credentials", "# of the tools\n[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key=secret-of-default\n\n[ work ]\naws_access_key_id=AKIDWORK\r\naws_secret_access_key = secret-of-work-key\r\naws_session_token=session-of-work\n");
        settings.profile = "work";
        QCOMPARE(put(settings), std::string("ok"));
        QCOMPARE(check("cloud", {"shop", "", ""}), std::string("ok"));
        QVERIFY(m_server->requests().back().header("authorization").find("Credential=AKIDWORK/") != std::string::npos);
        QCOMPARE(m_server->requests().back().header("x-amz-security-token"), std::string("session-of-work"));
        settings.profile = "nobody";
        QCOMPARE(put(settings), std::string("ok"));
        QCOMPARE(check("cloud", {"shop", "", ""}), std::string("vault.sourceInvalid"));
        auto file = hashiCorp();
        file.auth = SourceAuth::TokenFile;
        file.file = m_rig->writeFile("token", "hvs.token-of-the-file\n");
        QCOMPARE(put(file), std::string("ok"));
        m_server->says("GET /v1/secret/data/shop", 200, kKv2);
        QCOMPARE(check("hq", {"shop", "token", ""}), std::string("ok"));
        QCOMPARE(m_server->requests().back().header("x-vault-token"), std::string("hvs.token-of-the-file"));
        makeSources(OwnFiles::No);
        QCOMPARE(put(settings), std::string("vault.sourceInvalid"));
        QCOMPARE(put(file), std::string("vault.sourceInvalid"));
    }

    void refusesWhatCannotBe()
    {
        const auto refused = [this](auto change) {
            auto settings = hashiCorp();
            change(settings);
            return put(settings);
        };
        QCOMPARE(refused([](auto &s) { s.url = "http://vault.example.com"; }), std::string("vault.sourceInvalid"));
        QCOMPARE(refused([](auto &s) { s.url = "http://localhost.example.com"; }), std::string("vault.sourceInvalid"));
        QCOMPARE(refused([](auto &s) { s.url = "http://127.0.0.1@example.com/"; }), std::string("vault.sourceInvalid"));
        QCOMPARE(refused([](auto &s) { s.url = "http://127.example.com/"; }), std::string("vault.sourceInvalid"));
        QCOMPARE(refused([](auto &s) { s.url = "ftp://127.0.0.1"; }), std::string("vault.sourceInvalid"));
        QCOMPARE(refused([](auto &s) { s.url = "https://vault.example.com"; }), std::string("ok"));
        QCOMPARE(refused([](auto &s) { s.url = "http://[::1]:8200"; }), std::string("ok"));
        QCOMPARE(refused([](auto &s) { s.id = "a b"; }), std::string("vault.sourceInvalid"));
        QCOMPARE(refused([](auto &s) { s.secret.clear(); }), std::string("vault.sourceInvalid"));
        QCOMPARE(refused([](auto &s) { s.version = 3; }), std::string("vault.sourceInvalid"));
        QCOMPARE(refused([](auto &s) { s.area = "a\r\nX-Evil: 1"; }), std::string("vault.sourceInvalid"));
        QCOMPARE(refused([](auto &s) { s.auth = SourceAuth::Keys; }), std::string("vault.sourceInvalid"));
        QCOMPARE(put(hashiCorp()), std::string("ok"));
        QCOMPARE(link({"AWS_KEY", "hq", "shop", "", ""}), std::string("vault.linkTaken"));
        QCOMPARE(link({"shop", "nowhere", "shop", "", ""}), std::string("store.notFound"));
        QCOMPARE(link({"no name!", "hq", "shop", "", ""}), std::string("vault.name"));
        QCOMPARE(link({"shop", "hq", "shop", "", ""}), std::string("ok"));
        QCOMPARE(codeOf(test::await(m_sources->remove("home", "hq"))), std::string("vault.sourceUsed"));
        QVERIFY(*test::await(m_sources->unlink("home", "shop")));
        QVERIFY(!*test::await(m_sources->unlink("home", "shop")));
        QCOMPARE(codeOf(test::await(m_sources->remove("home", "hq"))), std::string("ok"));
        QCOMPARE(codeOf(test::await(m_sources->remove("home", "hq"))), std::string("store.notFound"));
    }

    void changesAtTheSameTimeAreAllKept()
    {
        std::vector<Task<Result<void>>> changes;
        for (int i = 0; i < 20; ++i) {
            auto settings = hashiCorp();
            settings.id = "v" + std::to_string(i);
            changes.push_back(m_sources->put("home", settings));
        }
        for (auto &change : changes) {
            QVERIFY(test::await(std::move(change)).ok());
        }
        QCOMPARE(test::await(m_sources->sources("home"))->size(), std::size_t(20));
        makeSources();
        QCOMPARE(test::await(m_sources->sources("home"))->size(), std::size_t(20));
        QVERIFY(test::await(m_sources->sources("work"))->empty());
    }
};

SB_TEST_MAIN(TestSecretSources)
#include "tst_secret_sources.moc"
