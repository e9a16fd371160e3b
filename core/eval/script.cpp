// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/script_p.h"

#include "eval/conversion_p.h"
#include "eval/intrinsics_p.h"

namespace signalbox::eval {

namespace {

constexpr std::size_t kMostCompiled = 20'000;
// Compiled code and shapes of objects pile up in an engine: it is replaced after so many conversions.
constexpr std::uint64_t kRecycleAfter = 20'000'000;

std::string lastStep(const flow::Reference &reference)
{
    if (const auto *name = std::get_if<std::string>(&reference.path.back())) {
        std::string text = "[";
        json::writeTo(text, json::Value(std::string_view(*name)));
        return text + "]";
    }
    return "[" + std::to_string(std::get<std::int64_t>(reference.path.back())) + "]";
}

} // namespace

Script::Script(const Limits &limits)
    : m_limits(limits), m_watchdog(limits.time, limits.memoryBytes, [this] {
          const std::lock_guard lock(m_engineMutex);
          if (m_engine) {
              m_engine->setInterrupted(true);
          }
      })
{
}

Script::~Script()
{
    discard();
}

void Script::begin(const RunSeed &seed)
{
    m_seed = seed;
    m_seedDirty = true;
}

Result<json::Value> Script::evaluate(const Expression &expression, const Arguments &arguments)
{
    SB_TRY(result, call(expression, arguments));
    auto value = fromScript(result, m_limits.valueBytes);
    if (!value) {
        return located(std::move(value).error(), expression);
    }
    return value;
}

Result<bool> Script::test(const Expression &expression, const Arguments &arguments)
{
    SB_TRY(result, call(expression, arguments));
    return result.toBool();
}

QJSEngine &Script::engine()
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

void Script::discard()
{
    m_compiled.clear();
    m_begin = QJSValue();
    const std::lock_guard lock(m_engineMutex);
    m_engine.reset();
}

Error Script::thrown(const QJSValue &error, const Expression &expression, const char *code) const
{
    auto text = error.isError() ? error.property(QStringLiteral("message")).toString() : error.toString();
    text.truncate(300);
    const auto line = error.property(QStringLiteral("lineNumber")).toInt();
    auto result = located(Error(code, text.toStdString() + "."), expression);
    return std::move(result).withArg("line", std::to_string(std::max(line, 1))).withArg("expression", expression.info().text);
}

Result<QJSValue> Script::function(const Expression &expression, const std::string &parameters, const std::string &body)
{
    const auto source = "(function(" + parameters + "){\"use strict\";return (" + body + "\n)})";
    QJSValue compiled = engine().evaluate(QString::fromUtf8(source.data(), static_cast<qsizetype>(source.size())), QStringLiteral("expression"));
    if (compiled.isError()) {
        return thrown(compiled, expression, "expression.syntax");
    }
    return compiled;
}

Result<Script::Compiled *> Script::compile(const Expression &expression)
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
    if (hasDirectForm(info)) {
        std::string body;
        std::string parameters;
        std::size_t at = 0;
        std::size_t number = 0;
        for (const auto &reference : info.references) {
            const auto name = "$" + std::to_string(number++);
            parameters += (parameters.empty() ? "" : ",") + name;
            body += info.text.substr(at, reference.begin - at) + name;
            if (stepsOf(reference) < reference.path.size()) {
                body += lastStep(reference);
            }
            at = reference.end;
        }
        body += info.text.substr(at);
        SB_TRY(direct, function(expression, parameters, body));
        compiled.direct = std::move(direct);
    }
    return &m_compiled.emplace(expression.id(), std::move(compiled)).first->second;
}

QJSValueList Script::convert(const Arguments &arguments)
{
    QJSValueList list;
    list.reserve(static_cast<qsizetype>(arguments.count));
    for (std::size_t i = 0; i < arguments.count; ++i) {
        const auto &argument = arguments.list[i];
        switch (argument.kind) {
        case Argument::Kind::Undefined: list.push_back(QJSValue(QJSValue::UndefinedValue)); break;
        case Argument::Kind::Value: list.push_back(toScript(*m_engine, *argument.value)); break;
        case Argument::Kind::Number: list.push_back(QJSValue(static_cast<double>(argument.number))); break;
        case Argument::Kind::Nodes: {
            QJSValue nodes = m_engine->newObject();
            for (const auto &[id, output] : arguments.nodes) {
                QJSValue node = m_engine->newObject();
                node.setProperty(QStringLiteral("output"), toScript(*m_engine, *output));
                nodes.setProperty(QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size())), node);
            }
            list.push_back(nodes);
            break;
        }
        }
    }
    return list;
}

Result<QJSValue> Script::call(const Expression &expression, const Arguments &arguments)
{
    SB_TRY(compiled, compile(expression));
    const auto list = convert(arguments);
    if (m_seedDirty || compiled->seeded) {
        beginChance(expression.info().text.size());
    }
    return watched(arguments.direct ? compiled->direct : compiled->whole, list, expression);
}

void Script::beginChance(std::size_t salt)
{
    const auto mixed = m_seed.random * 0x9e3779b97f4a7c15ULL + m_seed.step * 0xbf58476d1ce4e5b9ULL + salt;
    m_begin.call({QJSValue(static_cast<double>(m_seed.now)), QJSValue(static_cast<double>(static_cast<std::uint32_t>(mixed ^ (mixed >> 32))))});
    m_seedDirty = false;
}

Result<QJSValue> Script::watched(QJSValue function, const QJSValueList &list, const Expression &expression)
{
    ++m_calls;
    m_watchdog.arm();
    QJSValue result = function.call(list);
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

} // namespace signalbox::eval
