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

} // namespace signalbox::eval
