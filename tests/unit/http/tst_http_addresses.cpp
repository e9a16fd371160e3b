// SPDX-License-Identifier: GPL-3.0-or-later
// Which addresses are refused: by number in every spelling, by name, and on a connection that was kept.
#include "http_rig.h"

using namespace signalbox;
using namespace signalbox::test;

class TestHttpAddresses : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void knowsWhatIsPublic_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("open");
        const auto row = [](const char *address, bool open) { QTest::newRow(address) << QString::fromLatin1(address) << open; };
        for (const char *address : {"8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255",
                                    "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
                                    "2606:4700::1111", "2001:4860:4860::8888", "64:ff9b::808:808", "2002:0808:0808::1"}) {
            row(address, true);
        }
        for (const char *address : {"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.0.0",
                                    "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1",
                                    "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1",
                                    "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1",
                                    "2002:7f00:1::", "2002:a00:1::1", "2001::1", "2001:db8::1", "100::1", "fc00::1", "fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "ff02::1",
                                    "3fff::1", "5f00::1"}) {
            row(address, false);
        }
    }
    void knowsWhatIsPublic()
    {
        QFETCH(QString, address);
        QFETCH(bool, open);
        const auto parsed = http::IpAddress::parse(address.toStdString());
        SB_VERIFY_OK(parsed);
        QCOMPARE(http::isPublic(*parsed), open);
        QCOMPARE(http::AddressPolicy().allows("host.example", *parsed), open);
        QVERIFY(http::AddressPolicy::allowAll().allows("host.example", *parsed));
    }

    void refusesLoopbackInEverySpelling_data()
    {
        QTest::addColumn<QString>("host");
        for (const char *host : {"127.0.0.1", "127.0.0.2", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1", "0", "0.0.0.0", "localhost",
                                 "LOCALHOST", "localhost.", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]", "[0:0:0:0:0:0:0:1]"}) {
            QTest::newRow(host) << QString::fromLatin1(host);
        }
    }
    void refusesLoopbackInEverySpelling()
    {
        QFETCH(QString, host);
        RawServer server(always(answerText(200, "inner")));
        http::Client client; // public addresses only
        auto request = get("http://" + host.toStdString() + ":" + std::to_string(server.port()) + "/?key=verysecret");
        request.timeouts.total = Millis(5000);
        const auto response = sendNow(client, request);
        QVERIFY(!response);
        // A spelling that the resolver does not take is as good as refused.
        QVERIFY2(response.error().is("http.addressRefused") || response.error().is("http.resolve") || response.error().is("http.invalid"), response.error().describe().c_str());
        QVERIFY(wholeText(response.error()).find("verysecret") == std::string::npos);
        QCOMPARE(server.connections(), 0);
    }

    void saysWhichAddressAndThatNothingWasDone()
    {
        http::Client client;
        const auto response = sendNow(client, post("http://169.254.169.254/latest/meta-data/", "x"));
        SB_VERIFY_CODE(response, "http.addressRefused");
        QCOMPARE(argOf(response.error(), "address"), std::string("169.254.169.254"));
        QCOMPARE(argOf(response.error(), "processed"), std::string("no"));
        QVERIFY(!response.error().isRetryable());
    }

    void allowsWhatIsNamed_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *entry, const char *host, bool allowed) {
            QTest::addRow("%s for %s", entry, host) << QString::fromLatin1(entry) << QString::fromLatin1(host) << allowed;
        };
        row("127.0.0.1", "127.0.0.1", true);
        row("127.0.0.1", "2130706433", true);
        row("127.0.0.1", "127.0.0.2", false);
        row("127.0.0.0/8", "2130706433", true);
        row("127.0.0.2/31", "127.0.0.1", false);
        row("localhost", "localhost", true);
        row("LocalHost.", "LOCALHOST", true);
        row("localhost", "127.0.0.1", false);
        row("::1", "127.0.0.1", false);
        row("*.localhost", "localhost", false);
        row("::ffff:127.0.0.1", "127.0.0.1", true);
        row("10.0.0.0/8", "127.0.0.1", false);
    }
    void allowsWhatIsNamed()
    {
        QFETCH(QString, entry);
        QFETCH(QString, host);
        QFETCH(bool, allowed);
        RawServer server(always(answerText(200, "inner")));
        http::ClientOptions options;
        const auto policy = http::AddressPolicy::allowing({entry.toStdString()});
        SB_VERIFY_OK(policy);
        options.addressPolicy = *policy;
        http::Client client(options);
        const auto response = sendNow(client, get("http://" + host.toStdString() + ":" + std::to_string(server.port())));
        if (allowed) {
            SB_VERIFY_OK(response);
        } else {
            SB_VERIFY_CODE(response, "http.addressRefused");
            QCOMPARE(server.connections(), 0);
        }
    }

    void hostEntriesMatchWholeNames()
    {
        const auto policy = *http::AddressPolicy::allowing({"printer.lan", "*.office.lan"});
        QVERIFY(policy.allowsHost("printer.lan"));
        QVERIFY(policy.allowsHost("PRINTER.LAN."));
        QVERIFY(!policy.allowsHost("evilprinter.lan"));
        QVERIFY(!policy.allowsHost("printer.lan.evil.example"));
        QVERIFY(policy.allowsHost("a.office.lan"));
        QVERIFY(policy.allowsHost("a.b.office.lan"));
        QVERIFY(!policy.allowsHost("office.lan"));
        QVERIFY(!policy.allowsHost("evil-office.lan"));
    }

    void refusesEntriesThatCannotBeMeant_data()
    {
        QTest::addColumn<QString>("entry");
        for (const char *entry : {"", "*", "*.", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/8/8", "a b", "http://host", "host:80", "a.*.lan", "10.0.0.0/-1"}) {
            QTest::newRow(*entry ? entry : "empty") << QString::fromLatin1(entry);
        }
    }
    void refusesEntriesThatCannotBeMeant()
    {
        QFETCH(QString, entry);
        const auto policy = http::AddressPolicy::allowing({entry.toStdString()});
        SB_VERIFY_CODE(policy, "http.invalid");
    }

    void aKeptConnectionIsVettedToo()
    {
        // One workspace may reach it, another may not; the client and its connections are shared.
        RawServer server(always(answerText(200, "inner")));
        http::Client client;
        auto allowed = get(server.url());
        allowed.addressPolicy = std::make_shared<const http::AddressPolicy>(http::AddressPolicy::allowAll());
        SB_VERIFY_OK(sendNow(client, allowed));
        const auto refused = sendNow(client, get(server.url()));
        SB_VERIFY_CODE(refused, "http.addressRefused");
        QCOMPARE(argOf(refused.error(), "processed"), std::string("no"));
        SB_VERIFY_OK(sendNow(client, allowed));
        const auto name = get("http://localhost:" + std::to_string(server.port()));
        SB_VERIFY_CODE(sendNow(client, name), "http.addressRefused");
    }

    void aRefusedAddressDoesNotHideAnother()
    {
        // localhost is ::1 and 127.0.0.1: where only the second is allowed, it is the one that is used.
        RawServer server(always(answerText(200, "four")));
        http::ClientOptions options;
        options.addressPolicy = *http::AddressPolicy::allowing({"127.0.0.1"});
        http::Client client(options);
        const auto response = sendNow(client, get("http://localhost:" + std::to_string(server.port())));
        SB_VERIFY_OK(response);
        QCOMPARE(response->address, std::string("127.0.0.1"));
    }
};

SB_TEST_MAIN(TestHttpAddresses)
#include "tst_http_addresses.moc"
