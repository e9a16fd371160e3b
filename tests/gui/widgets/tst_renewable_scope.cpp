// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks of a pane whose purpose changes, or that goes.
#include "support/gui_test.h"

#include "ui/widgets/renewable_scope.h"

using namespace signalbox;
using namespace signalbox::ui;

namespace {

Task<void> note(std::stop_token stop, bool *isStopped)
{
    *isStopped = stop.stop_requested();
    co_return;
}

// As a timer of a pane does that fires while the pane goes.
Task<void> startAnother(RenewableScope *scope, std::stop_token stop, bool *isStopped)
{
    OneShot<Result<bool>> never;
    const auto ended = co_await waitFor(never, stop);
    if (!ended) {
        scope->start([isStopped](std::stop_token given) { return note(given, isStopped); });
    }
}

} // namespace

class TestRenewableScope : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsStartedAsItEndsIsToldToStop()
    {
        bool isStopped = false;
        {
            RenewableScope scope;
            scope.start([&](std::stop_token stop) { return startAnother(&scope, stop, &isStopped); });
        }
        QVERIFY(isStopped);
    }

    void anotherPurposeHasAnotherToken()
    {
        bool isStopped = false;
        RenewableScope scope;
        scope.start([&](std::stop_token stop) { return startAnother(&scope, stop, &isStopped); });
        scope.renew();
        isStopped = true;
        scope.start([&](std::stop_token stop) { return note(stop, &isStopped); });
        QVERIFY(!isStopped);
    }
};

SB_GUI_TEST_MAIN(TestRenewableScope)
#include "tst_renewable_scope.moc"
