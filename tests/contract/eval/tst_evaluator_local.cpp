// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of every evaluator, held against the one of this process.
#include "evaluator_contract.h"

using namespace signalbox;

class TestEvaluatorLocal : public eval::EvaluatorContract
{
public:
    TestEvaluatorLocal() : EvaluatorContract(eval::createLocalEvaluator) {}
};

SB_TEST_MAIN(TestEvaluatorLocal)
