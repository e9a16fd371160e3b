// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets in texts: in every form that they take, among many, from several threads.
#include "support/test.h"
#include "vault/redactor.h"

#include <QRandomGenerator>
#include <QUrl>

#include <boost/json.hpp>

using namespace signalbox;
using namespace signalbox::vault;

namespace {

const std::string kValue = "p\"a/s s+wö\\rd\n?1";
const std::string kMark = "‹secret:db›";

std::string base64(const std::string &text, QByteArray::Base64Options options = QByteArray::Base64Encoding)
{
    return QByteArray::fromStdString(text).toBase64(options).toStdString();
}

} // namespace

class TestRedactor : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void leavesTextsAloneWithoutSecrets()
    {
        Redactor redactor;
        QVERIFY(redactor.isEmpty());
        std::string text = "nothing to see";
        QVERIFY(!redactor.redactInPlace(text));
        QCOMPARE(redactor.redact(text), text);
    }

    void findsAValueAsItIs()
    {
        Redactor redactor;
        redactor.add("db", kValue);
        QCOMPARE(redactor.redact(kValue), kMark);
        QCOMPARE(redactor.redact("a" + kValue + kValue + "b"), "a" + kMark + kMark + "b");
        QCOMPARE(redactor.redact("almost " + kValue.substr(1)), "almost " + kValue.substr(1));
        QCOMPARE(redactor.redact(""), std::string());
        QCOMPARE(redactor.redact("short"), std::string("short"));
    }

    void findsEncodedForms()
    {
        Redactor redactor;
        redactor.add("db", kValue);
        const auto url = QByteArray::Base64UrlEncoding;
        const std::vector<std::string> whole{
            base64(kValue),
            base64(kValue, QByteArray::OmitTrailingEquals),
            base64(kValue, url),
            QUrl::toPercentEncoding(QString::fromStdString(kValue)).toStdString(),
            QUrl::toPercentEncoding(QString::fromStdString(kValue)).toLower().toStdString(),
        };
        for (const auto &form : whole) {
            QCOMPARE(redactor.redact("x=" + form + "&"), "x=" + kMark + "&");
        }
        const auto json = boost::json::serialize(boost::json::string(kValue));
        QCOMPARE(redactor.redact(json), "\"" + kMark + "\"");
        const auto twice = boost::json::serialize(boost::json::string(json));
        QVERIFY(redactor.redact(twice).find(kMark) != std::string::npos);
        QCOMPARE(redactor.redact("\"p\\\"a/s s+w\\u00f6\\\\rd\\n?1\""), "\"" + kMark + "\"");
    }

    void findsAValueInsideALongerEncodedText()
    {
        Redactor redactor;
        const std::string value = "correct-horse-battery";
        redactor.add("db", value);
        for (const std::string before : {"", "u", "us", "use", "user:"}) {
            for (const std::string after : {"", "!", "!!", "!!!"}) {
                const auto text = redactor.redact("Basic " + base64(before + value + after));
                QVERIFY2(text.find(kMark) != std::string::npos, text.c_str());
                // What may be left are the characters that it shares with its neighbours.
                QVERIFY2(text.size() < 6 + kMark.size() + base64(before + "xx" + after).size() + 4, text.c_str());
            }
        }
    }

    void prefersTheLongerOfTwo()
    {
        Redactor redactor;
        redactor.add("short", "abcdef");
        redactor.add("long", "abcdefghij");
        QCOMPARE(redactor.redact("abcdefghij abcdefgh"), std::string("‹secret:long› ‹secret:short›gh"));
    }

    void holdsBackWhatMayBecomeASecret()
    {
        Redactor redactor;
        std::string text = "all of it";
        QCOMPARE(redactor.redactBeginning(text), std::string("all of it"));
        QVERIFY(text.empty());
        redactor.add("db", "correct horse\nbattery");
        text = "It is correct horse\nbat";
        QCOMPARE(redactor.redactBeginning(text), std::string("It is "));
        QCOMPARE(text, std::string("correct horse\nbat"));
        text += "tery, you see";
        QCOMPARE(redactor.redactBeginning(text), kMark + ", you see");
        QVERIFY(text.empty());
        text = "It is c";
        QCOMPARE(redactor.redactBeginning(text), std::string("It is "));
        text += "ommon";
        QCOMPARE(redactor.redactBeginning(text), std::string("common"));
        // The shorter of two is no match while the longer may come.
        redactor.add("short", "abcdef");
        redactor.add("long", "abcdefghij");
        text = "abcdefgh";
        QCOMPARE(redactor.redactBeginning(text), std::string());
        text += "x";
        QCOMPARE(redactor.redactBeginning(text), std::string("‹secret:short›ghx"));
    }

    void piecesGiveWhatTheWholeGives()
    {
        Redactor redactor;
        redactor.add("a", "ababab");
        redactor.add("b", "ababab ab\nab");
        redactor.add("c", "b\nab  b");
        redactor.add("d", "aaaaaaaa");
        QRandomGenerator random(7);
        const std::string letters = "aaab \n";
        for (int i = 0; i < 500; ++i) {
            std::string whole;
            std::string shown;
            std::string held;
            for (int k = random.bounded(60); k > 0; --k) {
                std::string piece;
                if (random.bounded(6) == 0) {
                    piece = random.bounded(2) == 0 ? "ababab ab\nab" : base64("ababab");
                    piece.resize(static_cast<std::size_t>(random.bounded(static_cast<int>(piece.size()))) + 1);
                } else {
                    piece.push_back(letters[static_cast<std::size_t>(random.bounded(static_cast<int>(letters.size())))]);
                }
                whole += piece;
                held += piece;
                shown += redactor.redactBeginning(held);
                QCOMPARE(shown + redactor.redact(held), redactor.redact(whole));
            }
        }
    }

    void ignoresValuesThatAreTooShort()
    {
        Redactor redactor;
        redactor.add("pin", "12345");
        QVERIFY(redactor.isEmpty());
        redactor.add("pin", "123456");
        QCOMPARE(redactor.redact("0123456"), std::string("0‹secret:pin›"));
    }

    void knowsFormerValuesToo()
    {
        Redactor redactor;
        redactor.add("db", "first-value");
        redactor.add("db", "second-value");
        redactor.add("db", "second-value");
        QCOMPARE(redactor.redact("first-value second-value"), kMark + " " + kMark);
    }

    void isQuickAmongHundreds()
    {
        Redactor redactor;
        auto *random = QRandomGenerator::global();
        for (int i = 0; i < 500; ++i) {
            std::string value;
            for (int k = 0; k < 24; ++k) {
                value.push_back(static_cast<char>('!' + random->bounded(90)));
            }
            redactor.add("s" + std::to_string(i), value);
        }
        redactor.add("db", "the one that is there");
        std::string text;
        for (int i = 0; i < 20'000; ++i) {
            text += "An ordinary line of a log with number " + std::to_string(i) + ".\n";
        }
        text += "the one that is there";
        (void)redactor.redact("x");
        QElapsedTimer timer;
        timer.start();
        const auto out = redactor.redact(text);
        qInfo("%.1f MB/s", static_cast<double>(text.size()) / 1e3 / static_cast<double>(std::max<qint64>(timer.elapsed(), 1)));
        QVERIFY(out.ends_with(kMark));
        QCOMPARE(out.size(), text.size() - 21 + kMark.size());
    }

    void worksFromManyThreads()
    {
        Redactor redactor;
        std::vector<std::thread> threads;
        std::atomic<int> wrong = 0;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 200; ++i) {
                    const auto value = "value-" + std::to_string(t) + "-" + std::to_string(i) + ".";
                    redactor.add("s", value);
                    wrong += redactor.redact("<" + value + ">") == "<‹secret:s›>" ? 0 : 1;
                }
            });
        }
        for (auto &thread : threads) {
            thread.join();
        }
        QCOMPARE(wrong.load(), 0);
    }

    void standsInFrontOfTheLog()
    {
        Redactor redactor;
        redactor.add("db", kValue);
        redactor.install();
        log::info("test", "a value was logged", {{"value", kValue}});
        Redactor::uninstall();
        const auto lines = test::loggedLines();
        QVERIFY(lines.back().find("‹secret:db›") != std::string::npos);
        QVERIFY(lines.back().find("wö") == std::string::npos);
    }
};

SB_TEST_MAIN(TestRedactor)
#include "tst_redactor.moc"
