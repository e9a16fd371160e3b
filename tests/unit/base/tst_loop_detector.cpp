// SPDX-License-Identifier: GPL-3.0-or-later
// Circles that an agent can go round in, and what only looks like one.
#include "base/loop_detector.h"
#include "support/test.h"

using namespace signalbox;

class TestLoopDetector : public SignalboxTest
{
    Q_OBJECT
    static constexpr auto kOk = LoopDetector::Outcome::Succeeded;
    static constexpr auto kBad = LoopDetector::Outcome::Failed;

private Q_SLOTS:
    void noticesTheSameCallWithTheSameResult()
    {
        LoopDetector detector;
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!detector.addCall("read a.txt", "hello", kOk));
        }
        const auto found = detector.addCall("read a.txt", "hello", kOk);
        QVERIFY(found && found->pattern == LoopPattern::SameResult);
        QCOMPARE(found->times, 4u);
        QCOMPARE(found->call, std::string("read a.txt"));
        QVERIFY(!detector.addCall("read a.txt", "hello", kOk)); // told once
        QVERIFY(!detector.addCall("read b.txt", "hello", kOk));
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!detector.addCall("read a.txt", "hello", kOk));
        }
        QVERIFY(detector.addCall("read a.txt", "hello", kOk)); // and again after something else
    }

    void aResultThatChangesIsProgress()
    {
        LoopDetector detector;
        for (int i = 0; i < 100; ++i) {
            QVERIFY(!detector.addCall("poll job", std::to_string(i) + " %", kOk));
        }
        for (int i = 0; i < 100; ++i) {
            QVERIFY(!detector.addCall("read " + std::to_string(i), "same", kOk));
        }
    }

    void noticesTheSameError()
    {
        LoopDetector detector;
        QVERIFY(!detector.addCall("write x", "denied", kBad));
        QVERIFY(!detector.addCall("write x", "denied", kBad));
        const auto found = detector.addCall("write x", "denied", kBad);
        QVERIFY(found && found->pattern == LoopPattern::SameError);
        // A result that reads like an error is none.
        detector.reset();
        QVERIFY(!detector.addCall("write x", "denied", kOk));
        QVERIFY(!detector.addCall("write x", "denied", kBad));
        QVERIFY(!detector.addCall("write x", "denied", kOk));
        QVERIFY(!detector.addCall("write x", "other", kBad));
    }

    void noticesTwoThatTakeTurns()
    {
        LoopDetector detector;
        for (int i = 0; i < 5; ++i) {
            QVERIFY(!detector.addCall(i % 2 ? "undo" : "do", "done", kOk));
        }
        const auto found = detector.addCall("undo", "done", kOk);
        QVERIFY(found && found->pattern == LoopPattern::Alternation);
        QCOMPARE(found->times, 6u);
        // Three that take turns are none.
        detector.reset();
        for (int i = 0; i < 60; ++i) {
            QVERIFY(!detector.addCall("step " + std::to_string(i % 3), "done", kOk));
        }
    }

    void noticesTalkWithoutAction()
    {
        LoopDetector detector;
        QVERIFY(!detector.addTalk());
        QVERIFY(!detector.addTalk());
        QVERIFY(!detector.addCall("read", "x", kOk));
        QVERIFY(!detector.addTalk());
        QVERIFY(!detector.addTalk());
        const auto found = detector.addTalk();
        QVERIFY(found && found->pattern == LoopPattern::Talk);
        QVERIFY(!detector.addTalk());
        detector.reset();
        QVERIFY(!detector.addTalk());
    }

    void looksOnlyForWhatItIsAskedFor()
    {
        LoopDetector detector({0, 0, 0, 0});
        for (int i = 0; i < 20; ++i) {
            QVERIFY(!detector.addCall("a", "b", kOk));
            QVERIFY(!detector.addCall("a", "b", kBad));
            QVERIFY(!detector.addTalk());
        }
    }
};

SB_TEST_MAIN(TestLoopDetector)
#include "tst_loop_detector.moc"
