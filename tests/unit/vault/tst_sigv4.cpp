// SPDX-License-Identifier: GPL-3.0-or-later
// AWS Signature Version 4 against its published test suite and the example of the IAM user guide.
#include "support/test.h"
#include "vault/sigv4_p.h"

using namespace signalbox;
using namespace signalbox::vault;

namespace {

const SigV4Key kSuite{"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service"};
constexpr auto kTime = "20150830T123600Z";

} // namespace

class TestSigV4 : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void signsAsTheTestSuiteDoes_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QByteArrayList>("query");
        QTest::addColumn<QByteArrayList>("headers");
        QTest::addColumn<QString>("signature");
        QTest::newRow("get-vanilla") << "GET" << QByteArrayList() << QByteArrayList() << "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
        QTest::newRow("post-vanilla") << "POST" << QByteArrayList() << QByteArrayList() << "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b";
        QTest::newRow("get-vanilla-query-order-key-case") << "GET" << QByteArrayList{"Param2", "value2", "Param1", "value1"} << QByteArrayList()
                                                          << "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";
        QTest::newRow("get-vanilla-utf8-query") << "GET" << QByteArrayList{QByteArray("ሴ"), "bar"} << QByteArrayList() << "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04";
        QTest::newRow("post-header-key-sort") << "POST" << QByteArrayList() << QByteArrayList{"My-Header1", "value1"} << "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c";
    }
    void signsAsTheTestSuiteDoes()
    {
        QFETCH(QString, method);
        QFETCH(QByteArrayList, query);
        QFETCH(QByteArrayList, headers);
        QFETCH(QString, signature);
        SigV4Request request;
        request.method = method.toStdString();
        for (int i = 0; i + 1 < query.size(); i += 2) {
            request.query.emplace_back(query[i].toStdString(), query[i + 1].toStdString());
        }
        for (int i = 0; i + 1 < headers.size(); i += 2) {
            request.headers.emplace_back(headers[i].toStdString(), headers[i + 1].toStdString());
        }
        request.headers.emplace_back("X-Amz-Date", kTime);
        request.headers.emplace_back("Host", "example.amazonaws.com");
        const auto made = sigV4Authorization(request, kSuite, kTime);
        QVERIFY2(made.ends_with("Signature=" + signature.toStdString()), made.c_str());
        QVERIFY(made.starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;"));
    }

    void signsAsTheUserGuideDoes()
    {
        SigV4Request request;
        request.method = "GET";
        request.query = {{"Version", "2010-05-08"}, {"Action", "ListUsers"}};
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}, {"Host", "iam.amazonaws.com"}, {"X-Amz-Date", kTime}};
        const SigV4Key key{"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "iam"};
        QCOMPARE(sigV4Authorization(request, key, kTime),
                 std::string("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, "
                             "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"));
    }

    void writesTimesAsTheyAreSigned()
    {
        QCOMPARE(sigV4Time(1'440'938'160'000), std::string(kTime));
        QCOMPARE(sigV4Time(0), std::string("19700101T000000Z"));
    }
};

SB_TEST_MAIN(TestSigV4)
#include "tst_sigv4.moc"
