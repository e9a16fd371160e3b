// SPDX-License-Identifier: GPL-3.0-or-later
// QJSEngine behind the Evaluator interface. An expression becomes a function whose parameters are what
// it refers to, so that a call converts only that: mostly a number or a text.
#include "eval/conversion_p.h"
#include "eval/evaluator.h"
#include "eval/intrinsics_p.h"
#include "eval/path_p.h"
#include "eval/watchdog_p.h"

#include <QJSEngine>
#include <QJSValue>

namespace signalbox::eval {

namespace {

constexpr std::array<std::string_view, 9> kRoots = {"input", "ports", "nodes", "run", "vars", "item", "index", "loop", "output"};
constexpr std::size_t kMostCompiled = 20'000;
// Compiled code and shapes of objects pile up in an engine: it is replaced after so many conversions.
constexpr std::uint64_t kRecycleAfter = 20'000'000;

// How an expression is called: with the values of its references, or, where these cannot be read
// natively (`a && a.b` with a missing a), with the roots whole.
struct Compiled
{
    struct Argument
    {
        const flow::Reference *reference;
        std::size_t steps;
    };
    std::vector<Argument> arguments;
    QJSValue direct;
    QJSValue whole;
    bool hasDirect = false;
    bool seeded = false; ///< uses chance: begins anew at each call
};

std::size_t stepsOf(const flow::Reference &reference)
{
    return reference.called && !reference.path.empty() ? reference.path.size() - 1 : reference.path.size();
}

std::string lastStep(const flow::Reference &reference)
{
    if (const auto *name = std::get_if<std::string>(&reference.path.back())) {
        std::string text = "[";
        json::writeTo(text, json::Value(std::string_view(*name)));
        return text + "]";
    }
    return "[" + std::to_string(std::get<std::int64_t>(reference.path.back())) + "]";
}

class LocalEvaluator final : public Evaluator
{
public:
    explicit LocalEvaluator(const Limits &limits)
        : m_limits(limits), m_watchdog(limits.time, limits.memoryBytes, [this] {
              const std::lock_guard lock(m_engineMutex);
              if (m_engine) {
                  m_engine->setInterrupted(true);
              }
          })
    {
    }

    ~LocalEvaluator() override { discard(); }

    void begin(const RunSeed &seed) override
    {
        m_seed = seed;
        m_seedDirty = true;
    }

    Result<json::Value> evaluate(const Expression &expression, const Scope &scope) override
    {
        const auto &info = expression.info();
        if (info.literal) {
            return *info.literal;
        }
        if (info.isPath) {
            const auto &reference = info.references.front();
            const auto read = readPath(reference, reference.path.size(), scope);
            switch (read.kind) {
            case PathValue::Kind::Found: return *read.value;
            case PathValue::Kind::Undefined: return json::Value(nullptr);
            case PathValue::Kind::Number: return json::Value(read.number);
            default: break; // JavaScript says what it thinks of it
            }
        }
        SB_TRY(result, call(expression, scope));
        auto value = fromScript(result, m_limits.valueBytes);
        if (!value) {
            return located(std::move(value).error(), expression);
        }
        return value;
    }

    Result<bool> test(const Expression &expression, const Scope &scope) override
    {
        const auto &info = expression.info();
        if (info.literal && info.literal->is_bool()) {
            return info.literal->get_bool();
        }
        SB_TRY(result, call(expression, scope));
        return result.toBool();
    }

private:
    Error located(Error error, const Expression &expression) const
    {
        error.message = expression.where() + ": " + error.message + " In: " + expression.info().text;
        error.subject = expression.where();
        return error;
    }

    QJSEngine &engine()
    {
        if (m_engine && m_calls < kRecycleAfter) {
            return *m_engine;
        }
        discard();
        auto fresh = std::make_unique<QJSEngine>();
        const QJSValue setUp = fresh->evaluate(QString::fromUtf8(kIntrinsics), QStringLiteral("intrinsics"));
        m_begin = setUp.call({fresh->globalObject()}).property(QStringLiteral("begin"));
        m_calls = 0;
        m_seedDirty = true;
        const std::lock_guard lock(m_engineMutex);
        m_engine = std::move(fresh);
        return *m_engine;
    }

    void discard()
    {
        m_compiled.clear();
        m_begin = QJSValue();
        const std::lock_guard lock(m_engineMutex);
        m_engine.reset();
    }

    Error thrown(const QJSValue &error, const Expression &expression, const char *code) const
    {
        auto text = error.isError() ? error.property(QStringLiteral("message")).toString() : error.toString();
        text.truncate(300);
        const auto line = error.property(QStringLiteral("lineNumber")).toInt();
        auto result = located(Error(code, text.toStdString() + "."), expression);
        return std::move(result).withArg("line", std::to_string(std::max(line, 1))).withArg("expression", expression.info().text);
    }

    Result<QJSValue> function(const Expression &expression, const std::string &parameters, const std::string &body)
    {
        const auto source = "(function(" + parameters + "){\"use strict\";return (" + body + "\n)})";
        QJSValue compiled = engine().evaluate(QString::fromUtf8(source.data(), static_cast<qsizetype>(source.size())), QStringLiteral("expression"));
        if (compiled.isError()) {
            return thrown(compiled, expression, "expression.syntax");
        }
        return compiled;
    }

    Result<Compiled *> compile(const Expression &expression)
    {
        engine(); // may drop what was compiled
        if (const auto found = m_compiled.find(expression.id()); found != m_compiled.end()) {
            return &found->second;
        }
        if (m_compiled.size() >= kMostCompiled) {
            m_compiled.clear();
        }
        const auto &info = expression.info();
        Compiled compiled;
        std::string roots;
        for (const auto root : kRoots) {
            roots += (roots.empty() ? "" : ",") + std::string(root);
        }
        SB_TRY(whole, function(expression, roots, info.text));
        compiled.whole = std::move(whole);
        compiled.seeded = info.text.find("random") != std::string::npos;
        if (!info.opaque && info.references.size() <= 8) {
            std::string body;
            std::string parameters;
            std::size_t at = 0;
            for (const auto &reference : info.references) {
                const auto name = "$" + std::to_string(compiled.arguments.size());
                parameters += (parameters.empty() ? "" : ",") + name;
                body += info.text.substr(at, reference.begin - at) + name;
                const auto steps = stepsOf(reference);
                if (steps < reference.path.size()) {
                    body += lastStep(reference);
                }
                at = reference.end;
                compiled.arguments.push_back({&reference, steps});
            }
            body += info.text.substr(at);
            SB_TRY(direct, function(expression, parameters, body));
            compiled.direct = std::move(direct);
            compiled.hasDirect = true;
        }
        return &m_compiled.emplace(expression.id(), std::move(compiled)).first->second;
    }

    // The values of the references; false where JavaScript has to look for itself.
    Result<bool> directArguments(const Compiled &compiled, const Scope &scope, QJSValueList &arguments)
    {
        for (const auto &argument : compiled.arguments) {
            const auto read = readPath(*argument.reference, argument.steps, scope);
            switch (read.kind) {
            case PathValue::Kind::Found:
                if (read.value->is_structured() && json::approximateSize(*read.value) > m_limits.valueBytes) {
                    return Error("value.tooLarge", "The expression reads a value of more than " + std::to_string(m_limits.valueBytes >> 20)
                                     + " MiB; use map or filter, which take large arrays in pieces.");
                }
                arguments.push_back(toScript(*m_engine, *read.value));
                break;
            case PathValue::Kind::Undefined: arguments.push_back(QJSValue(QJSValue::UndefinedValue)); break;
            case PathValue::Kind::Number: arguments.push_back(QJSValue(static_cast<double>(read.number))); break;
            default: return false;
            }
        }
        return true;
    }

    Result<QJSValueList> wholeArguments(const Expression &expression, const Scope &scope)
    {
        QJSValueList arguments;
        for (const auto root : kRoots) {
            if (root == "nodes") {
                arguments.push_back(nodesObject(expression, scope));
                continue;
            }
            const auto *value = rootValue(root, scope);
            if (value && value->is_structured() && json::approximateSize(*value) > m_limits.valueBytes) {
                return Error("value.tooLarge", "\"" + std::string(root) + "\" is larger than " + std::to_string(m_limits.valueBytes >> 20)
                                 + " MiB; name the part of it that is needed.");
            }
            arguments.push_back(value ? toScript(*m_engine, *value) : QJSValue(QJSValue::UndefinedValue));
        }
        return arguments;
    }

    QJSValue nodesObject(const Expression &expression, const Scope &scope)
    {
        QJSValue nodes = m_engine->newObject();
        for (const auto &reference : expression.info().references) {
            const auto *id = reference.root == "nodes" && !reference.path.empty() ? std::get_if<std::string>(&reference.path[0]) : nullptr;
            const auto *output = id && scope.nodes ? scope.nodes->output(*id) : nullptr;
            if (output) {
                QJSValue node = m_engine->newObject();
                node.setProperty(QStringLiteral("output"), toScript(*m_engine, *output));
                nodes.setProperty(QString::fromStdString(*id), node);
            }
        }
        return nodes;
    }

    Result<QJSValue> call(const Expression &expression, const Scope &scope)
    {
        SB_TRY(compiled, compile(expression));
        QJSValueList arguments;
        bool direct = false;
        if (compiled->hasDirect) {
            auto read = directArguments(*compiled, scope, arguments);
            if (!read) {
                return located(std::move(read).error(), expression);
            }
            direct = *read;
        }
        if (!direct) {
            auto whole = wholeArguments(expression, scope);
            if (!whole) {
                return located(std::move(whole).error(), expression);
            }
            arguments = std::move(*whole);
        }
        if (m_seedDirty || compiled->seeded) {
            const auto mixed = m_seed.random * 0x9e3779b97f4a7c15ULL + m_seed.step * 0xbf58476d1ce4e5b9ULL + expression.info().text.size();
            m_begin.call({QJSValue(static_cast<double>(m_seed.now)), QJSValue(static_cast<double>(static_cast<std::uint32_t>(mixed ^ (mixed >> 32))))});
            m_seedDirty = false;
        }
        ++m_calls;
        m_watchdog.arm();
        QJSValue result = (direct ? compiled->direct : compiled->whole).call(arguments);
        const auto reason = m_watchdog.disarm();
        if (reason != Watchdog::Reason::None || m_engine->isInterrupted()) {
            result = QJSValue();
            discard(); // what it had begun is in no state to go on from
            return located(reason == Watchdog::Reason::Memory
                               ? Error("expression.memory", "It took more memory than an expression may; work on less at a time.")
                               : Error("expression.timeout", "It took longer than " + std::to_string(m_limits.time.count()) + " ms and was stopped."),
                           expression);
        }
        if (result.isError()) {
            return thrown(result, expression, "expression.threw");
        }
        return result;
    }

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

} // namespace

std::unique_ptr<Evaluator> createLocalEvaluator(const Limits &limits)
{
    return std::make_unique<LocalEvaluator>(limits);
}

} // namespace signalbox::eval
