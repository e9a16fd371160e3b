// SPDX-License-Identifier: GPL-3.0-or-later
// A program with an isolated evaluator that never comes to an end: it prints the pid of the child, has it
// compute for ever, and is killed by the test.
#include "eval/isolated_evaluator.h"

#include <QCoreApplication>

#include <cstdio>

using namespace signalbox;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    eval::Limits limits;
    limits.time = std::chrono::hours(1);
    eval::IsolatedEvaluator evaluator(limits);
    const auto ready = eval::Expression::create("1 + [].length", "here");
    if (!evaluator.evaluate(**ready, {})) {
        return 1;
    }
    std::printf("%lld\n", static_cast<long long>(evaluator.pid()));
    std::fflush(stdout);
    const auto endless = eval::Expression::create("(() => { for (;;); })()", "here");
    return evaluator.evaluate(**endless, {}) ? 0 : 1;
}
