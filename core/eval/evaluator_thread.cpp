// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/evaluator_thread.h"

namespace signalbox::eval {

EvaluatorThread::EvaluatorThread(const Limits &limits) : m_thread("evaluator"), m_limits(limits) {}

EvaluatorThread::~EvaluatorThread()
{
    // The JavaScript engine belongs to its thread and ends there.
    m_thread.runBlocking([this] { m_evaluator.reset(); });
    m_thread.stop();
}

void EvaluatorThread::post(UniqueFunction<void(Evaluator &)> unit)
{
    m_thread.executor().post([this, unit = std::move(unit)]() mutable {
        if (!m_evaluator) {
            m_evaluator = createLocalEvaluator(m_limits);
        }
        unit(*m_evaluator);
    });
}

} // namespace signalbox::eval
