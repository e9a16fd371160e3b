// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions, evaluated: pure, limited in time and memory, the same after a crash as before it.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "flow/template.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::eval {

/// Outputs of earlier nodes, by id. A skipped node gives JSON null; an unknown one a null pointer.
class NodeOutputs
{
public:
    virtual ~NodeOutputs() = default;
    virtual const json::Value *output(std::string_view nodeId) const = 0;
};

/// What an expression sees. Null pointers are names that do not exist (`undefined`).
struct Scope
{
    const json::Value *input = nullptr;
    const json::Value *ports = nullptr;
    const json::Value *run = nullptr;
    const json::Value *vars = nullptr;
    const json::Value *item = nullptr;
    const json::Value *index = nullptr;
    const json::Value *loop = nullptr;
    const json::Value *output = nullptr;
    const NodeOutputs *nodes = nullptr;
};

/// What makes evaluation repeatable: the same for all expressions of a run.
struct RunSeed
{
    UnixMillis now = 0;     ///< what `Date` tells
    std::uint64_t random = 0; ///< where `Math.random` starts, mixed with `step`
    std::uint64_t step = 0;
};

struct Limits
{
    /// Of the processor; ten times as much may pass on a machine with other work.
    std::chrono::milliseconds time{1000};
    /// Largest value that may go in or out, in bytes of memory. Beyond: value.tooLarge.
    std::size_t valueBytes = 8u << 20;
    /// How much the process may grow while one expression is evaluated. Beyond: expression.memory.
    std::size_t memoryBytes = 256u << 20;
};

/// An expression that was analysed; compiled by each evaluator when first needed. Immutable, shared
/// between threads.
class Expression
{
public:
    /// Errors: as flow::analyseExpression. `where` names node and field for messages ("node \"any\", expression").
    static Result<std::shared_ptr<const Expression>> create(std::string_view text, std::string where);
    /// From what is already analysed.
    Expression(flow::ExpressionInfo info, std::string where);

    const flow::ExpressionInfo &info() const { return m_info; }
    const std::string &where() const { return m_where; }
    /// Unique in this process; evaluators key their compiled code by it.
    std::uint64_t id() const { return m_id; }

private:
    flow::ExpressionInfo m_info;
    std::string m_where;
    std::uint64_t m_id;
};

/// Evaluates expressions. Paths and literals never reach JavaScript; the rest converts only what the
/// expression refers to. What one expression does is invisible to the next.
/// Thread: one, its own.
class Evaluator
{
public:
    virtual ~Evaluator() = default;

    /// Sets what `Date` and `Math.random` give from here on.
    virtual void begin(const RunSeed &seed) = 0;

    /// The value; undefined becomes null, a function is an error.
    /// Errors: expression.syntax, expression.threw (args node expression line column),
    /// expression.timeout, expression.memory, value.tooLarge, value.unsupported; of an isolated evaluator
    /// also eval.time, eval.memory and eval.crashed (its child had to be ended, or ended itself) and
    /// evaluator.unavailable (it cannot be started).
    virtual Result<json::Value> evaluate(const Expression &expression, const Scope &scope) = 0;
    /// JavaScript truthiness of the value, without converting it back.
    virtual Result<bool> test(const Expression &expression, const Scope &scope) = 0;

    /// evaluate() of each, in order, up to the first error: what belongs together costs one crossing where
    /// JavaScript runs in another process.
    virtual Result<std::vector<json::Value>> evaluateAll(std::span<const Expression *const> expressions, const Scope &scope);
    /// test() of each item of an array, which it sees as `item` and `index`.
    virtual Result<std::vector<bool>> testEach(const Expression &expression, const Scope &scope, const json::Array &items);
    /// Whether each call crosses to another process, so that calls are better made together.
    virtual bool isRemote() const { return false; }
};

/// An evaluator that gives what was evaluated before, together: to whoever then asks one by one, in the same
/// order. Other questions go on to the real one.
class GivenValues final : public Evaluator
{
public:
    GivenValues(std::vector<const Expression *> expressions, std::vector<json::Value> values, Evaluator &other)
        : m_expressions(std::move(expressions)), m_values(std::move(values)), m_other(other)
    {
    }
    void begin(const RunSeed &seed) override { m_other.begin(seed); }
    Result<json::Value> evaluate(const Expression &expression, const Scope &scope) override;
    Result<bool> test(const Expression &expression, const Scope &scope) override { return m_other.test(expression, scope); }

private:
    std::vector<const Expression *> m_expressions;
    std::vector<json::Value> m_values;
    std::size_t m_next = 0;
    Evaluator &m_other;
};

/// The evaluator in this process: QJSEngine with frozen intrinsics, no eval, capped built-ins and a
/// watchdog over time and memory. For flows that were made here.
std::unique_ptr<Evaluator> createLocalEvaluator(const Limits &limits = {});

} // namespace signalbox::eval
