// SPDX-License-Identifier: GPL-3.0-or-later
// The thread on which expressions are evaluated, a unit of work at a time.
#pragma once

#include "base/executor.h"
#include "eval/evaluator.h"

#include <memory>

namespace signalbox::eval {

/// Owns an evaluator and the thread that it lives on.
/// Thread: post() from any.
class EvaluatorThread
{
public:
    explicit EvaluatorThread(const Limits &limits = {});
    ~EvaluatorThread();
    EvaluatorThread(const EvaluatorThread &) = delete;
    EvaluatorThread &operator=(const EvaluatorThread &) = delete;

    /// Queues a unit: it runs as a whole, with the evaluator to itself, after those posted before it.
    void post(UniqueFunction<void(Evaluator &)> unit);

private:
    EventThread m_thread;
    std::unique_ptr<Evaluator> m_evaluator;
    Limits m_limits;
};

} // namespace signalbox::eval
