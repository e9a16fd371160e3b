// SPDX-License-Identifier: GPL-3.0-or-later
// Programs in the engine that expressions use: a function of their own, with a console that is kept.
#include "eval/conversion_p.h"
#include "eval/frames_p.h"
#include "eval/script_p.h"

namespace signalbox::eval {

namespace {

constexpr const char *kParameters[] = {"input", "nodes", "vars", "run", "item", "index", "loop", "ports"};

// Gives {console, lines}. What is beyond the limits is left out, and a line says so.
constexpr const char *kConsole = R"JS((function (mostLines, mostText) {
"use strict";
const lines = [];
let text = 0, full = false;
const shown = value => {
    if (typeof value === "string") return value;
    if (value instanceof Error) return String(value);
    try { const json = JSON.stringify(value); return json === undefined ? String(value) : json; } catch (e) { return String(value); }
};
const put = level => (...values) => {
    if (full) return;
    let line = values.map(shown).join(" ");
    if (lines.length + 1 >= mostLines || text + line.length > mostText) {
        full = true;
        lines.push(["warn", "What follows was too much to be kept."]);
        return;
    }
    text += line.length;
    lines.push([level, line]);
};
const console = {};
for (const level of ["log", "info", "warn", "error", "debug"]) console[level] = put(level);
return { console: Object.freeze(console), lines };
}))JS";

} // namespace

Result<json::Value> Script::run(const Program &program, std::vector<LogLine> &log)
{
    discard(); // nothing of what ran before
    auto &fresh = engine();
    flow::ExpressionInfo info;
    info.text = program.body.substr(0, 100);
    const Expression shown(std::move(info), program.where);
    std::string parameters;
    QJSValueList list;
    for (const auto *name : kParameters) {
        parameters += std::string(name) + ",";
        const auto *value = program.scope.if_contains(name);
        list.push_back(value ? toScript(fresh, *value) : QJSValue(QJSValue::UndefinedValue));
    }
    const auto source = "(function(" + parameters + "console){\"use strict\";\n" + program.body + "\n})";
    // Its first line is 1.
    QJSValue compiled = fresh.evaluate(QString::fromUtf8(source.data(), static_cast<qsizetype>(source.size())), QStringLiteral("code"), 0);
    if (compiled.isError()) {
        return thrown(compiled, shown, "expression.syntax");
    }
    if (!compiled.isCallable()) {
        return located(Error("expression.syntax", "The code is no function's body: a bracket closes what it did not open."), shown);
    }
    const QJSValue kept = fresh.evaluate(QString::fromUtf8(kConsole)).call({QJSValue(int(kMostLogLines)), QJSValue(int(kMostLogBytes / 4))});
    list.push_back(kept.property(QStringLiteral("console")));
    beginChance(program.body.size());
    auto result = watched(std::move(compiled), list, shown);
    if (m_engine) { // it is gone where the program had to be interrupted
        if (auto lines = fromScript(kept.property(QStringLiteral("lines")), kMostLogBytes * 8); lines && lines->is_array()) {
            for (const auto &line : lines->get_array()) {
                log.push_back({std::string(line.at(0).as_string()), std::string(line.at(1).as_string())});
            }
        }
    }
    if (!result) {
        return std::move(result).error();
    }
    auto value = fromScript(*result, m_limits.valueBytes);
    if (!value) {
        return located(std::move(value).error(), shown);
    }
    return value;
}

} // namespace signalbox::eval
