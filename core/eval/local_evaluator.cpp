// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluator of this process.
#include "eval/arguments_p.h"
#include "eval/script_p.h"

namespace signalbox::eval {

namespace {

class LocalEvaluator final : public Evaluator
{
public:
    explicit LocalEvaluator(const Limits &limits) : m_valueBytes(limits.valueBytes), m_script(limits) {}

    void begin(const RunSeed &seed) override { m_script.begin(seed); }

    Result<json::Value> evaluate(const Expression &expression, const Scope &scope) override
    {
        if (auto value = valueWithoutScript(expression, scope)) {
            return std::move(*value);
        }
        SB_TRY(arguments, gather(expression, scope, m_valueBytes));
        return m_script.evaluate(expression, arguments);
    }

    Result<bool> test(const Expression &expression, const Scope &scope) override
    {
        const auto &info = expression.info();
        if (info.literal && info.literal->is_bool()) {
            return info.literal->get_bool();
        }
        SB_TRY(arguments, gather(expression, scope, m_valueBytes));
        return m_script.test(expression, arguments);
    }

private:
    const std::size_t m_valueBytes;
    Script m_script;
};

} // namespace

std::unique_ptr<Evaluator> createLocalEvaluator(const Limits &limits)
{
    return std::make_unique<LocalEvaluator>(limits);
}

} // namespace signalbox::eval
