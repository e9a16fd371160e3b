// SPDX-License-Identifier: GPL-3.0-or-later
// `llm`: asks a model through the gateway.
#include "nodes/file_content_p.h"
#include "nodes/transcript_p.h"
#include "nodes/types_p.h"

#include "base/describe.h"
#include "llm/structured.h"

namespace signalbox::nodes {

namespace {

constexpr TypeText kText{
    .name = "llm",
    .title = "Ask a model",
    .family = "agent",
    .icon = "node-llm",
    .summary = "Asks a language model and gives its answer, as text or as JSON that fits a schema.",
    .schema = R"json({
  "type": "object",
  "properties": {
    "provider": {
      "title": "Provider",
      "description": "Who is asked: a provider, a group, or several after one another. Without one, \"default\", or the only one there is.",
      "type": "string",
      "minLength": 1,
      "x-model": "provider",
      "examples": ["openai", "openai/gpt-5-mini, local"]
    },
    "model": {
      "title": "Model",
      "description": "As the provider calls it. Without one, the provider's default.",
      "type": "string",
      "minLength": 1,
      "x-model": "model",
      "examples": ["gpt-5-mini", "{{ vars.model }}"]
    },
    "system": {
      "title": "Instructions",
      "description": "What the model is to be and to keep to.",
      "type": "string",
      "x-multiline": true,
      "examples": ["You sort support mails. Answer in one word."]
    },
    "prompt": {
      "title": "Prompt",
      "description": "What is asked; the last message.",
      "type": "string",
      "minLength": 1,
      "x-multiline": true,
      "examples": ["Summarise: {{ input.text }}"]
    },
    "messages": {
      "title": "Messages",
      "description": "A conversation that comes before the prompt, or stands in its place.",
      "type": "array",
      "items": {
        "type": "object",
        "properties": {
          "role": {"title": "Who", "enum": ["system", "user", "assistant"]},
          "content": {"title": "Text", "type": "string", "x-multiline": true}
        },
        "required": ["role", "content"],
        "additionalProperties": false
      },
      "examples": [[{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hello, what can I do?"}], "{{ input.messages }}"]
    },
    "images": {
      "title": "Images",
      "description": "Pictures beside the prompt: addresses, or data: URLs in Base64.",
      "type": "array",
      "items": {"type": "string", "minLength": 1},
      "examples": [["https://example.com/plan.png"], ["data:image/png;base64,{{ input.base64 }}"]]
    },
    "schema": {
      "title": "Answer's schema",
      "description": "A JSON Schema. The answer is JSON that fits it, or the step fails.",
      "type": "object",
      "x-template": false,
      "examples": [{"type": "object", "properties": {"topic": {"type": "string"}}, "required": ["topic"], "additionalProperties": false}]
    },
    "schemaBy": {
      "title": "Schema told by",
      "description": "provider: it holds the model to the schema. instructions: the schema stands in the prompt, for servers that know nothing better.",
      "enum": ["provider", "instructions"],
      "default": "provider"
    },
    "temperature": {
      "title": "Temperature",
      "description": "How freely the model chooses its words; without it, as the provider does.",
      "type": "number",
      "minimum": 0,
      "maximum": 2,
      "examples": [0.2]
    },
    "maxTokens": {
      "title": "Most tokens",
      "description": "The longest answer, with what is thought before it. Budgets reserve that much.",
      "type": "integer",
      "minimum": 1,
      "maximum": 1000000,
      "default": 8192
    },
    "effort": {
      "title": "Thinking",
      "description": "How much the model thinks before it answers.",
      "enum": ["default", "none", "low", "medium", "high"],
      "default": "default"
    }
  },
  "additionalProperties": false
})json",
    .documentation = R"md(# Ask a model

```json
{"id": "sort", "type": "llm",
 "config": {"provider": "openai", "model": "gpt-5-mini", "system": "You sort support mails.",
            "prompt": "{{ input.mail.text }}", "maxTokens": 500,
            "schema": {"type": "object", "properties": {"topic": {"enum": ["bill", "bug", "other"]}}, "required": ["topic"], "additionalProperties": false}}}
```

The output is `{"text": "…", "provider": "openai", "model": "gpt-5-mini", "finish": "stop", "usage": {"inputTokens": 81, …},
"cost": {"micros": 37, "currency": "usd"}, "attempts": 1, "durationMs": 812}`, with a `schema` also `value`: the answer as JSON
that fits it. What does not fit is shown to the model once, with what is wrong; then the step fails with
`llm.schemaMismatch`. `cost` is in millionths, and null where nobody knows the price. `finish` is `length` where the
answer reached `maxTokens`.

Providers are set up by `signalbox-cli providers`; their keys never stand in a flow. `provider` names one, a group, or
several after one another: with `openai/gpt-5-mini, local` the second is asked where the first fails as the second may
not. Who was asked and why stands in the record of calls.

The call waits its turn where the provider's limits say so, is tried again where that can help, and counts against the
budgets of the workspace, the flow and the run (`limits.tokens`): what it may cost at most is reserved before it. A
budget that has not so much left refuses it, and nothing is asked.

While the answer comes it is shown with the step. What was asked and what came back is kept with the step, without
secrets.

**Interrupted.** If Signalbox is killed while the call is under way, the step is held *in doubt* for a person, because it
has cost money already, and counts as spent in full. Say `"onInterrupted": "retry"` at the node, and it is asked again.
)md",
};

constexpr std::string_view kImageStart = "data:";

Result<llm::ImagePart> imageOf(std::string_view text)
{
    llm::ImagePart image;
    if (text.starts_with("https://") || text.starts_with("http://")) {
        image.url = text;
        return image;
    }
    const auto comma = text.find(";base64,");
    if (!text.starts_with(kImageStart) || comma == std::string_view::npos) {
        return Error("llm.invalid", "An image is the address of one, or a data: URL in Base64 such as \"data:image/png;base64,…\".");
    }
    image.mimeType = text.substr(kImageStart.size(), comma - kImageStart.size());
    SB_TRY(bytes, fromBase64(text.substr(comma + 8)));
    image.bytes = std::move(bytes);
    return image;
}

Result<llm::Request> requestOf(const json::Object &config)
{
    llm::Request request;
    request.model = textOf(config, "model");
    if (auto system = textOf(config, "system"); !system.empty()) {
        request.messages.push_back(llm::Message::text(llm::Role::System, std::move(system)));
    }
    if (const auto *messages = json::find(config, "messages"); messages && messages->is_array()) {
        for (const auto &entry : messages->get_array()) {
            const auto &object = entry.get_object(); // the schema says so
            const auto role = json::enumFromName<llm::Role>(json::text(object, "role")).value_or(llm::Role::User);
            request.messages.push_back(llm::Message::text(role, textOf(object, "content")));
        }
    }
    llm::Message last{llm::Role::User, {}};
    if (auto prompt = textOf(config, "prompt"); !prompt.empty()) {
        last.parts.emplace_back(llm::TextPart{std::move(prompt)});
    }
    if (const auto *images = json::find(config, "images"); images && images->is_array()) {
        for (const auto &entry : images->get_array()) {
            SB_TRY(image, imageOf(entry.get_string()));
            last.parts.emplace_back(std::move(image));
        }
    }
    if (!last.parts.empty()) {
        request.messages.push_back(std::move(last));
    }
    if (const auto *schema = json::find(config, "schema")) {
        llm::OutputSchema output;
        output.schema = *schema;
        output.mode = json::text(config, "schemaBy") == "instructions" ? llm::OutputSchema::Mode::Instruct : llm::OutputSchema::Mode::Native;
        request.output = std::move(output);
    }
    if (const auto *temperature = json::find(config, "temperature"); temperature && temperature->is_number()) {
        request.temperature = temperature->to_number<double>();
    }
    request.maxTokens = integerOf(config, "maxTokens").value_or(8192);
    request.effort = json::enumFromName<llm::Effort>(json::text(config, "effort", "default")).value_or(llm::Effort::Default);
    return request;
}

/// One step's calls: one, or two where the first answer is repaired.
struct Talk
{
    Talk(llm::Gateway &asked, const NodeServices &services, const engine::EffectCall &call)
        : gateway(asked), transcript(call.log), live(services.clock, services.redactBeginning, call.progress)
    {
        origin.workspace = call.workspace;
        origin.run = call.run;
        origin.path = call.path;
        origin.budgets = call.budgets;
        if (call.models.mode != engine::ModelUse::Mode::Live) {
            const auto mode = call.models.mode == engine::ModelUse::Mode::Record ? llm::Tape::Mode::Record : llm::Tape::Mode::Replay;
            origin.tape = std::make_shared<llm::Tape>(mode, call.models.recording, call.attempt);
        }
        provider = textOf(call.config, "provider");
    }

    llm::Gateway &gateway;
    llm::CallOrigin origin;
    std::string provider;
    Transcript transcript;
    LiveAnswer live;
    llm::GatewayAnswer last;
    llm::Usage usage;
    std::int64_t attempts = 0;
    Millis duration{0};
    std::optional<llm::Cost> cost;
    bool isCostKnown = true;
};

Task<Result<llm::Answer>> askOnce(std::shared_ptr<Talk> talk, llm::Request request, std::stop_token stop)
{
    talk->transcript.asked(request);
    talk->live.beginAgain();
    auto done = co_await talk->gateway.ask(talk->origin, talk->provider, std::move(request), stop, &talk->live);
    if (!done) {
        talk->transcript.failed(done.error());
        co_return std::move(done).error();
    }
    talk->transcript.answered(*done);
    talk->usage += done->answer.usage;
    talk->attempts += done->attempts;
    talk->duration += done->duration;
    talk->isCostKnown = talk->isCostKnown && done->cost;
    if (done->cost) {
        const auto before = talk->cost ? talk->cost->micros : 0;
        talk->cost = llm::Cost{before + done->cost->micros, done->cost->currency};
    }
    talk->last = std::move(*done);
    co_return Result<llm::Answer>(talk->last.answer);
}

// One that was stopped may go on after a restart, with what it was answered before.
Task<Result<json::Value>> failed(std::shared_ptr<Talk> talk, Error error)
{
    if (!error.is("cancelled")) {
        co_await talk->gateway.attemptFailed(&talk->origin);
    }
    co_return error;
}

json::Object outputOf(const Talk &talk)
{
    const auto &last = talk.last;
    json::Object output{{"text", last.answer.text()},
                        {"provider", last.provider},
                        {"model", last.model},
                        {"finish", json::enumName(last.answer.finish)},
                        {"usage", json::toJson(talk.usage)}};
    output.emplace("cost", talk.isCostKnown && talk.cost ? json::Value(json::Object{{"micros", talk.cost->micros}, {"currency", talk.cost->currency}}) : json::Value(nullptr));
    output.emplace("attempts", talk.attempts);
    output.emplace("durationMs", talk.duration.count());
    return output;
}

class AskModel final : public engine::EffectExecutor
{
public:
    explicit AskModel(NodeServices services) : m_services(std::move(services)) {}

    Task<Result<json::Value>> execute(engine::EffectCall call, std::stop_token stop) override
    {
        if (!m_services.models) {
            co_return Error("llm.unavailable", "No models are asked here; run the flow on a backend that has providers.", call.path);
        }
        auto request = requestOf(call.config);
        if (!request) {
            auto error = std::move(request).error();
            error.subject = call.path;
            co_return error;
        }
        const auto talk = std::make_shared<Talk>(*m_services.models, m_services, call);
        if (!request->output) {
            auto answer = co_await askOnce(talk, std::move(*request), stop);
            if (!answer) {
                co_return co_await failed(talk, std::move(answer).error());
            }
            co_return json::Value(outputOf(*talk));
        }
        const llm::Ask ask = [talk](llm::Request asked, std::stop_token token) { return askOnce(talk, std::move(asked), std::move(token)); };
        auto structured = co_await llm::askStructured(ask, std::move(*request), stop, talk->gateway.redact());
        if (!structured) {
            co_return co_await failed(talk, std::move(structured).error());
        }
        auto output = outputOf(*talk);
        output.emplace("value", std::move(structured->value));
        co_return json::Value(std::move(output));
    }

private:
    NodeServices m_services;
};

Remarks check(const json::Object &config)
{
    Remarks remarks;
    if (!config.contains("prompt") && !config.contains("messages")) {
        remarks.emplace_back("Give `prompt` or `messages`.", "");
    }
    if (config.contains("schemaBy") && !config.contains("schema")) {
        remarks.emplace_back("`schemaBy` says how a `schema` is told, but there is none.", "/schemaBy");
    }
    if (const auto *schema = json::find(config, "schema"); schema && schema->is_object()) {
        if (const auto compiled = json::Schema::compile(*schema); !compiled) {
            remarks.emplace_back(compiled.error().message, "/schema");
        }
    }
    return remarks;
}

} // namespace

SB_NODE_TYPE(llm)
{
    SB_TRY(type, makeType(flow::NodeKind::Effect, kText));
    type.outputs = {makePort("out", "Answer", R"({
        "type": "object",
        "properties": {"text": {"type": "string"}, "value": {}, "provider": {"type": "string"}, "model": {"type": "string"}, "finish": {"type": "string"},
                       "usage": {"type": "object"}, "cost": {"type": ["object", "null"]}, "attempts": {"type": "integer"}, "durationMs": {"type": "integer"}},
        "required": ["text", "provider", "model", "finish", "usage", "cost"]})")};
    // It has cost money: nothing is asked twice unless somebody says so.
    type.onInterrupted = [](const json::Object &) { return flow::OnInterrupted::Hold; };
    type.check = check;
    return setup.registry.addEffect(std::move(type), std::make_shared<AskModel>(setup.services));
}

} // namespace signalbox::nodes
