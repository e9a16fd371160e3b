// SPDX-License-Identifier: GPL-3.0-or-later
// QJSEngine made fit for expressions. An expression becomes a function whose parameters are what it refers
// to, so that a call converts only that: mostly a number or a text.
#pragma once

#include "eval/arguments_p.h"
#include "eval/program.h"
#include "eval/watchdog_p.h"

#include <QJSEngine>
#include <QJSValue>

#include <memory>
#include <mutex>
#include <unordered_map>

namespace signalbox::eval {

/// Thread: one.
class Script
{
public:
    explicit Script(const Limits &limits);
    ~Script();

    void begin(const RunSeed &seed);
    /// Errors: those of Evaluator::evaluate.
    Result<json::Value> evaluate(const Expression &expression, const Arguments &arguments);
    Result<bool> test(const Expression &expression, const Arguments &arguments);
    /// Runs a program, in an engine of its own. Errors: as evaluate().
    Result<json::Value> run(const Program &program, std::vector<LogLine> &log);
    /// Drops the engine with all that it has compiled; the next call makes a new one.
    void discard();

private:
    // Called with the values of its references, or, where these cannot be read natively (`a && a.b` with
    // a missing a), with the roots whole.
    struct Compiled
    {
        QJSValue direct;
        QJSValue whole;
        bool seeded = false; ///< uses chance: begins anew at each call
    };

    QJSEngine &engine();
    Error thrown(const QJSValue &error, const Expression &expression, const char *code) const;
    Result<QJSValue> function(const Expression &expression, const std::string &parameters, const std::string &body);
    Result<Compiled *> compile(const Expression &expression);
    QJSValueList convert(const Arguments &arguments);
    Result<QJSValue> call(const Expression &expression, const Arguments &arguments);
    void beginChance(std::size_t salt);
    Result<QJSValue> watched(QJSValue function, const QJSValueList &list, const Expression &expression);

    const Limits m_limits;
    std::mutex m_engineMutex; ///< the watchdog interrupts from its own thread
    std::unique_ptr<QJSEngine> m_engine;
    QJSValue m_begin;
    std::unordered_map<std::uint64_t, Compiled> m_compiled;
    RunSeed m_seed;
    bool m_seedDirty = true;
    std::uint64_t m_calls = 0;
    Watchdog m_watchdog; ///< last: it stops before what it interrupts
};

} // namespace signalbox::eval
