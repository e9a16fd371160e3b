// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluator for flows that others made: JavaScript runs in a confined child process (app/evaluator).
#pragma once

#include "eval/evaluator.h"
#include "eval/program.h"

#include <cstdint>
#include <memory>
#include <stop_token>

namespace signalbox::eval {

/// An Evaluator whose JavaScript runs in a child without files, network, processes or memory beyond its
/// limit. The child is started when first needed. Whatever happens to it fails the evaluation under way
/// and nothing else: the next one gets a new child. Paths and literals never leave this process.
/// Thread: one, its own; calls block, at most six times Limits::time, or Limits::time and five seconds, for each expression.
class IsolatedEvaluator final : public Evaluator
{
public:
    explicit IsolatedEvaluator(const Limits &limits = {});
    ~IsolatedEvaluator() override;

    void begin(const RunSeed &seed) override;
    Result<json::Value> evaluate(const Expression &expression, const Scope &scope) override;
    Result<bool> test(const Expression &expression, const Scope &scope) override;
    Result<std::vector<json::Value>> evaluateAll(std::span<const Expression *const> expressions, const Scope &scope) override;
    Result<std::vector<bool>> testEach(const Expression &expression, const Scope &scope, const json::Array &items) override;
    bool isRemote() const override { return true; }

    /// Runs a program in the child, whose limits are those of this evaluator. `stop` kills the child.
    ProgramOutcome run(const Program &program, std::stop_token stop);

    /// The child's, or 0 while there is none.
    std::int64_t pid() const;
    /// Ends the child.
    void retire();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::eval
