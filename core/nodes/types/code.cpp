// SPDX-License-Identifier: GPL-3.0-or-later
// `code`: the body of a JavaScript function, run in a confined child process.
#include "nodes/types_p.h"

#include "eval/program.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "code",
    .title = "Code",
    .family = "logic",
    .icon = "node-code",
    .summary = "Runs the body of a JavaScript function in a process of its own that can reach nothing.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "code": {
      "title": "Code",
      "description": "The body of a function; what it returns is the output.",
      "type": "string",
      "minLength": 1,
      "maxLength": 262144,
      "x-template": false,
      "x-code": true,
      "examples": ["const sum = input.items.reduce((n, item) => n + item.price, 0);\nreturn { sum };"]
    },
    "time": {
      "title": "Time limit",
      "description": "How long it may run, at most 10m; then its process is ended and the step fails.",
      "type": "string",
      "minLength": 1,
      "default": "10s",
      "x-template": false,
      "examples": ["500ms", "1m"]
    },
    "memory": {
      "title": "Memory limit",
      "description": "How much memory it may take, in MiB.",
      "enum": [64, 128, 256, 512, 1024],
      "default": 256,
      "x-template": false
    }
  },
  "required": ["code"],
  "additionalProperties": false
})json",
    .documentation = R"md(# Code

Runs JavaScript where an expression is too short. `code` is the body of a function, in strict mode; what it returns is
the output, as JSON has it. In scope are `input`, `nodes.<id>.output` of earlier nodes that the text names, `vars`,
`run`, `ports`, and inside of bodies `item`, `index` and `loop`.

It runs in a child process that has no files, no network, no processes and no secrets, with a limit of time and one of
memory; beyond them the process is ended, and the step fails with `code.time` or `code.memory`. `Date` stands still at
the run's start and `Math.random` gives the same row for the same step, so that an attempt that was interrupted can
simply be made again. What it writes by `console.log` (`info`, `warn`, `error`, `debug`) is kept with the step, at most
200 lines and 64 KiB an attempt.

```json
{"id": "sum", "type": "code", "config": {
  "code": "let sum = 0;\nfor (const order of input.orders) {\n  sum += order.total;\n}\nreturn { sum, count: input.orders.length };",
  "time": "2s"}}
```
)md",
};

constexpr Millis kDefaultTime{10'000};
constexpr Millis kMostTime{600'000};

Millis timeOf(const json::Object &config)
{
    const auto text = json::text(config, "time");
    const auto parsed = text.empty() ? Result<Millis>(kDefaultTime) : flow::parseDuration(text);
    return parsed ? std::clamp(*parsed, Millis(1), kMostTime) : kDefaultTime;
}

// What happened, in the words of this node; the rest as it is.
Error asCode(Error error)
{
    static const std::map<std::string_view, std::string_view> kCodes = {
        {"expression.syntax", "code.syntax"}, {"expression.threw", "code.threw"}, {"expression.timeout", "code.time"}, {"eval.time", "code.time"},
        {"expression.memory", "code.memory"}, {"eval.memory", "code.memory"},     {"eval.crashed", "code.crashed"}};
    if (const auto found = kCodes.find(error.code); found != kCodes.end()) {
        error.code = found->second;
    }
    return error;
}

class Code final : public engine::EffectExecutor
{
public:
    bool readsScope() const override { return true; }

    Task<Result<json::Value>> execute(engine::EffectCall call, std::stop_token stop) override
    {
        eval::Program program;
        program.body = textOf(call.config, "code");
        program.where = "node \"" + call.path + "\", code";
        program.domain = call.workspace + '\n' + call.run;
        if (call.scope && call.scope->is_object()) {
            program.scope = call.scope->get_object();
        }
        program.scope["input"] = call.input ? *call.input : json::Value(nullptr);
        program.seed = {call.runStartedAt, std::hash<std::string>()(call.idempotencyKey), 0};
        program.limits.time = timeOf(call.config);
        program.limits.memoryBytes = static_cast<std::size_t>(integerOf(call.config, "memory").value_or(256)) << 20;
        const auto log = call.log;
        auto outcome = co_await m_programs.run(std::move(program), std::move(stop));
        for (const auto &line : outcome.log) {
            log->add(line.level, line.text);
        }
        if (!outcome.value) {
            co_return asCode(std::move(outcome.value).error());
        }
        co_return std::move(*outcome.value);
    }

private:
    eval::Programs m_programs;
};

} // namespace

SB_NODE_TYPE(code)
{
    SB_TRY(type, makeType(flow::NodeKind::Effect, kText));
    // It reaches nothing outside: what was interrupted is done again.
    type.onInterrupted = [](const json::Object &) { return flow::OnInterrupted::Retry; };
    type.check = [](const json::Object &config) {
        Remarks remarks;
        checkDuration(remarks, config, "time");
        return remarks;
    };
    return setup.registry.addEffect(std::move(type), std::make_shared<Code>());
}

} // namespace signalbox::nodes
