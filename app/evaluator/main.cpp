// SPDX-License-Identifier: GPL-3.0-or-later
// signalbox-evaluator: evaluates JavaScript for the process that started it, confined. Not for use by hand:
// its socket is descriptor 3. Arguments: the limits' time (ms), valueBytes and memoryBytes.
#include "confinement.h"
#include "eval/evaluator_child.h"
#include "last_words.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

using namespace signalbox;

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fputs("signalbox-evaluator is started by Signalbox itself.\n", stderr);
        return 2;
    }
    constexpr int kSocket = 3;
    eval::Limits limits;
    limits.time = std::chrono::milliseconds(std::strtoll(argv[1], nullptr, 10));
    limits.valueBytes = std::strtoull(argv[2], nullptr, 10);
    limits.memoryBytes = std::strtoull(argv[3], nullptr, 10);
    QCoreApplication application(argc, argv);
    return eval::serveEvaluations(kSocket, limits, [](const eval::Limits &given) {
        evaluator::installLastWords();
        return evaluator::confine(given.memoryBytes);
    });
}
