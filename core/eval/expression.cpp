// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/evaluator.h"

#include <atomic>

namespace signalbox::eval {

namespace {
std::atomic<std::uint64_t> s_nextId = 1;
} // namespace

Result<std::shared_ptr<const Expression>> Expression::create(std::string_view text, std::string where)
{
    auto info = flow::analyseExpression(text);
    if (!info) {
        auto error = std::move(info).error();
        error.message = where + ": " + error.message;
        error.subject = std::move(where);
        return error;
    }
    return std::make_shared<const Expression>(std::move(*info), std::move(where));
}

Expression::Expression(flow::ExpressionInfo info, std::string where)
    : m_info(std::move(info)), m_where(std::move(where)), m_id(s_nextId.fetch_add(1, std::memory_order_relaxed))
{
}

Result<std::vector<json::Value>> Evaluator::evaluateAll(std::span<const Expression *const> expressions, const Scope &scope)
{
    std::vector<json::Value> values;
    values.reserve(expressions.size());
    for (const auto *expression : expressions) {
        SB_TRY(value, evaluate(*expression, scope));
        values.push_back(std::move(value));
    }
    return values;
}

Result<json::Value> GivenValues::evaluate(const Expression &expression, const Scope &scope)
{
    if (m_next < m_expressions.size() && m_expressions[m_next] == &expression) {
        return std::move(m_values[m_next++]);
    }
    return m_other.evaluate(expression, scope);
}

Result<std::vector<bool>> Evaluator::testEach(const Expression &expression, const Scope &scope, const json::Array &items)
{
    std::vector<bool> truths;
    truths.reserve(items.size());
    json::Value index;
    auto inner = scope;
    inner.index = &index;
    for (const auto &item : items) {
        inner.item = &item;
        index = static_cast<std::int64_t>(truths.size());
        SB_TRY(truth, test(expression, inner));
        truths.push_back(truth);
    }
    return truths;
}

} // namespace signalbox::eval
