// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/recording.h"

#include "base/describe.h"

#include <algorithm>

#include <QByteArray>
#include <QCryptographicHash>

namespace signalbox::llm {

namespace {

constexpr std::size_t kMostText = 4096; // of names and paths
constexpr std::string_view kDigestStart = "sha256:";

Error invalid(std::string what)
{
    return Error("recording.invalid", "This is no recording of models: " + std::move(what));
}

json::Value opaqueJson(const Opaque &opaque)
{
    return json::Object{{"kind", opaque.kind}, {"data", opaque.data}};
}

Opaque opaqueOf(const json::Object &part)
{
    const auto *found = json::find(part, "opaque");
    if (!found || !found->is_object()) {
        return {};
    }
    return {std::string(json::text(found->get_object(), "kind")), std::string(json::text(found->get_object(), "data"))};
}

json::Object withOpaque(json::Object part, const Opaque &opaque)
{
    if (!opaque.isEmpty()) {
        part.emplace("opaque", opaqueJson(opaque));
    }
    return part;
}

std::string toBase64(const std::string &bytes)
{
    return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64().toStdString();
}

json::Object partJson(const Part &part)
{
    if (const auto *text = std::get_if<TextPart>(&part)) {
        return {{"text", text->text}};
    }
    if (const auto *thought = std::get_if<ReasoningPart>(&part)) {
        return withOpaque({{"thought", thought->text}}, thought->opaque);
    }
    if (const auto *call = std::get_if<ToolCallPart>(&part)) {
        return withOpaque({{"toolCall", json::Object{{"id", call->id}, {"name", call->name}, {"arguments", call->arguments}}}}, call->opaque);
    }
    if (const auto *image = std::get_if<ImagePart>(&part)) {
        json::Object members{{"mimeType", image->mimeType}};
        members.emplace(image->url.empty() ? "base64" : "url", image->url.empty() ? toBase64(image->bytes) : image->url);
        return {{"image", std::move(members)}};
    }
    const auto &result = std::get<ToolResultPart>(part);
    return {{"toolResult", json::Object{{"callId", result.callId}, {"name", result.name}, {"text", result.text}, {"failed", result.outcome == ToolResultPart::Outcome::Failed}}}};
}

Result<Part> partOf(const json::Value &value)
{
    if (!value.is_object()) {
        return invalid("a part of an answer is an object.");
    }
    const auto &object = value.get_object();
    const auto inner = [&](std::string_view name) -> const json::Object * {
        const auto *found = json::find(object, name);
        return found ? found->if_object() : nullptr;
    };
    const auto textOf = [](const json::Object &from, std::string_view name) { return std::string(json::text(from, name)); };
    if (const auto *text = json::find(object, "text"); text && text->is_string()) {
        return Part(TextPart{std::string(text->get_string())});
    }
    if (const auto *thought = json::find(object, "thought"); thought && thought->is_string()) {
        return Part(ReasoningPart{std::string(thought->get_string()), opaqueOf(object)});
    }
    if (const auto *call = inner("toolCall")) {
        return Part(ToolCallPart{textOf(*call, "id"), textOf(*call, "name"), textOf(*call, "arguments"), opaqueOf(object)});
    }
    if (const auto *image = inner("image")) {
        const auto bytes = QByteArray::fromBase64Encoding(QByteArray::fromStdString(textOf(*image, "base64")), QByteArray::AbortOnBase64DecodingErrors);
        if (!bytes) {
            return invalid("the bytes of an image are Base64.");
        }
        return Part(ImagePart{textOf(*image, "mimeType"), bytes.decoded.toStdString(), textOf(*image, "url")});
    }
    return invalid("a part of an answer is a text, a thought, a toolCall or an image.");
}

json::Object answerJson(const Answer &answer)
{
    json::Array parts;
    for (const auto &part : answer.message.parts) {
        parts.emplace_back(partJson(part));
    }
    return {{"responseId", answer.responseId}, {"model", answer.model},          {"parts", std::move(parts)},
            {"usage", json::toJson(answer.usage)}, {"finish", json::enumName(answer.finish)}, {"providerReason", answer.providerReason}};
}

bool isCount(std::int64_t value)
{
    return value >= 0 && value <= std::int64_t(1) << 40;
}

Result<Answer> answerOf(const json::Object &object)
{
    Answer answer;
    answer.responseId = json::text(object, "responseId");
    answer.model = json::text(object, "model");
    answer.providerReason = json::text(object, "providerReason");
    const auto finish = json::enumFromName<FinishReason>(json::text(object, "finish", "stop"));
    const auto *parts = json::find(object, "parts");
    if (!finish || !parts || !parts->is_array()) {
        return invalid("an answer has parts, and a finish that is known.");
    }
    answer.finish = *finish;
    for (const auto &entry : parts->get_array()) {
        SB_TRY(part, partOf(entry));
        answer.message.parts.push_back(std::move(part));
    }
    if (const auto *usage = json::find(object, "usage")) {
        SB_TRY(read, json::fromJson<Usage>(*usage));
        answer.usage = read;
    }
    const auto &usage = answer.usage;
    if (!isCount(usage.inputTokens) || !isCount(usage.cachedTokens) || !isCount(usage.cacheWriteTokens) || !isCount(usage.outputTokens) || !isCount(usage.reasoningTokens)) {
        return invalid("tokens are counted from 0.");
    }
    return answer;
}

json::Object errorJson(const Error &error)
{
    json::Object object{{"code", error.code}, {"message", error.message}};
    if (!error.subject.empty()) {
        object.emplace("subject", error.subject);
    }
    if (!error.args.empty()) {
        json::Array args; // in their order, which the sentence has
        for (const auto &[name, value] : error.args) {
            args.push_back(json::Array{json::Value(name), json::Value(value)});
        }
        object.emplace("args", std::move(args));
    }
    if (error.isRetryable()) {
        object.emplace("retryable", true);
    }
    return object;
}

// (A Result of an Error would take it for its own.)
Result<void> readError(const json::Object &object, Error &error)
{
    error = Error{std::string(json::text(object, "code")), std::string(json::text(object, "message")), std::string(json::text(object, "subject"))};
    if (error.code.empty() || error.code.size() > kMostText) {
        return invalid("an error has a code.");
    }
    if (const auto *args = json::find(object, "args"); args && args->is_array()) {
        for (const auto &entry : args->get_array()) {
            const auto *pair = entry.if_array();
            if (!pair || pair->size() != 2 || !pair->at(0).is_string() || !pair->at(1).is_string()) {
                return invalid("the arguments of an error are pairs of texts.");
            }
            error.args.emplace_back(std::string(pair->at(0).get_string()), std::string(pair->at(1).get_string()));
        }
    }
    const auto *retryable = json::find(object, "retryable");
    error.retry = retryable && retryable->is_bool() && retryable->get_bool() ? Retry::Later : Retry::Never;
    return {};
}

std::int64_t integerOf(const json::Object &object, std::string_view name)
{
    const auto *found = json::find(object, name);
    return found && found->is_int64() ? found->get_int64() : 0;
}

bool isDigest(std::string_view text)
{
    return text.size() == kDigestStart.size() + 64 && text.starts_with(kDigestStart)
        && std::ranges::all_of(text.substr(kDigestStart.size()), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// Whatever the order in which members were written.
json::Value sorted(const json::Value &value)
{
    if (const auto *array = value.if_array()) {
        json::Array all;
        for (const auto &entry : *array) {
            all.push_back(sorted(entry));
        }
        return all;
    }
    const auto *object = value.if_object();
    if (!object) {
        return value;
    }
    std::map<std::string_view, const json::Value *> byName;
    for (const auto &member : *object) {
        byName.emplace(std::string_view(member.key()), &member.value());
    }
    json::Object all;
    for (const auto &[name, member] : byName) {
        all.emplace(name, sorted(*member));
    }
    return all;
}

std::string_view nameOf(ToolChoice choice)
{
    switch (choice) {
    case ToolChoice::None: return "none";
    case ToolChoice::Required: return "required";
    case ToolChoice::Named: return "named";
    case ToolChoice::Auto: break;
    }
    return "auto";
}

json::Object requestJson(const std::string &provider, const Request &request)
{
    json::Array messages;
    for (const auto &message : request.messages) {
        json::Array parts;
        for (const auto &part : message.parts) {
            parts.emplace_back(partJson(part));
        }
        messages.push_back(json::Object{{"role", json::enumName(message.role)}, {"parts", std::move(parts)}});
    }
    json::Array tools;
    for (const auto &tool : request.tools) {
        tools.push_back(json::Object{{"name", tool.name}, {"description", tool.description}, {"parameters", tool.parameters}});
    }
    json::Array stops;
    for (const auto &stop : request.stop) {
        stops.emplace_back(stop);
    }
    json::Object object{{"provider", provider}, {"model", request.model}, {"messages", std::move(messages)}, {"tools", std::move(tools)}, {"toolChoice", nameOf(request.toolChoice)},
                        {"toolName", request.toolName}, {"parallelCalls", request.parallelCalls == Request::ParallelCalls::Allow}, {"stop", std::move(stops)},
                        {"effort", json::enumName(request.effort)}, {"extra", request.extra}};
    if (request.output) {
        object.emplace("output", json::Object{{"name", request.output->name}, {"schema", request.output->schema}, {"native", request.output->mode == OutputSchema::Mode::Native}});
    }
    const auto put = [&object](std::string_view name, const auto &value) {
        if (value) {
            object.emplace(name, *value);
        }
    };
    put("temperature", request.temperature);
    put("topP", request.topP);
    put("maxTokens", request.maxTokens);
    put("seed", request.seed);
    return object;
}

} // namespace

json::Object toJson(const RecordedCall &call)
{
    json::Object object{{"path", call.path}, {"number", call.number}, {"attempt", call.attempt}, {"request", call.request}};
    object.emplace("asked", json::Object{{"provider", call.asked}, {"model", call.askedModel}});
    object.emplace("by", json::Object{{"provider", call.provider}, {"model", call.model}});
    if (call.answer) {
        object.emplace("answer", answerJson(*call.answer));
    } else {
        object.emplace("error", errorJson(call.error.value_or(Error("llm.badAnswer", "Nothing was recorded."))));
    }
    return object;
}

Result<RecordedCall> recordedCallOf(const json::Value &value)
{
    if (!value.is_object()) {
        return invalid("a call is an object.");
    }
    const auto &object = value.get_object();
    RecordedCall call;
    call.path = json::text(object, "path");
    call.number = integerOf(object, "number");
    call.attempt = integerOf(object, "attempt");
    call.request = json::text(object, "request");
    if (call.path.size() > kMostText || call.number < 1 || call.number > store::kRecordingCalls || call.attempt < 1 || call.attempt > store::kRecordingCalls) {
        return invalid("a call has the path of its step, its number and its attempt, from 1.");
    }
    if (!isDigest(call.request)) {
        return invalid("a call names its request by sha256: and 64 digits.");
    }
    for (const auto &[member, provider, model] : {std::tuple{"asked", &call.asked, &call.askedModel}, std::tuple{"by", &call.provider, &call.model}}) {
        if (const auto *who = json::find(object, member); who && who->is_object()) {
            *provider = json::text(who->get_object(), "provider");
            *model = json::text(who->get_object(), "model");
        }
    }
    if (const auto *answer = json::find(object, "answer"); answer && answer->is_object()) {
        SB_TRY(read, answerOf(answer->get_object()));
        call.answer = std::move(read);
        return call;
    }
    const auto *error = json::find(object, "error");
    if (!error || !error->is_object()) {
        return invalid("a call has an answer or an error.");
    }
    SB_CHECK(readError(error->get_object(), call.error.emplace()));
    return call;
}

json::Object toJson(const Recording &recording)
{
    json::Object object{{"format", kRecordingFormat}, {"name", recording.name}, {"flow", recording.flow}};
    if (recording.isExample) {
        object.emplace("example", true);
    }
    json::Array calls;
    for (const auto &call : recording.calls) {
        calls.emplace_back(toJson(call));
    }
    object.emplace("calls", std::move(calls));
    return object;
}

std::string writeRecording(const Recording &recording)
{
    return writeDocument(json::Value(toJson(recording)));
}

std::string writeDocument(const json::Value &recording)
{
    auto text = json::writePretty(recording);
    if (!text.ends_with('\n')) {
        text += '\n';
    }
    return text;
}

Result<Recording> parseRecording(std::string_view text)
{
    json::ReadOptions options;
    options.maxBytes = static_cast<std::size_t>(store::kRecordingBytes);
    options.maxDepth = 64;
    SB_TRY(value, json::parse(text, options));
    if (!value.is_object()) {
        return invalid("it is no object.");
    }
    const auto &object = value.get_object();
    const auto format = json::text(object, "format");
    if (format != kRecordingFormat) {
        if (format.starts_with("signalbox.model-recording/")) {
            return Error("recording.newer", "This recording was made by a newer Signalbox; update this one to read it.").withArg("format", std::string(format.substr(0, 64)));
        }
        return invalid("its format is not " + std::string(kRecordingFormat) + ".");
    }
    const auto *calls = json::find(object, "calls");
    if (!calls || !calls->is_array() || calls->get_array().size() > static_cast<std::size_t>(store::kRecordingCalls)) {
        return invalid("it has a list of calls, at most 100000.");
    }
    Recording recording;
    recording.name = json::text(object, "name");
    recording.flow = json::text(object, "flow");
    if (recording.name.size() > kMostText || recording.flow.size() > kMostText) {
        return invalid("names are short.");
    }
    const auto *example = json::find(object, "example");
    recording.isExample = example && example->is_bool() && example->get_bool();
    for (const auto &entry : calls->get_array()) {
        auto call = recordedCallOf(entry);
        if (!call) {
            auto error = std::move(call).error();
            return std::move(error).withArg("call", std::to_string(recording.calls.size() + 1));
        }
        recording.calls.push_back(std::move(*call));
    }
    return recording;
}

void redactTexts(json::Value &value, const std::function<std::string(std::string)> &redact)
{
    if (auto *text = value.if_string()) {
        *text = redact(std::string(*text));
    } else if (auto *list = value.if_array()) {
        for (auto &entry : *list) {
            redactTexts(entry, redact);
        }
    } else if (auto *object = value.if_object()) {
        for (auto &member : *object) {
            redactTexts(member.value(), redact);
        }
    }
}

store::RecordedCallRow rowOf(const RecordedCall &call, const std::function<std::string(std::string)> &redact)
{
    store::RecordedCallRow row;
    row.path = call.path;
    row.number = call.number;
    row.attempt = call.attempt;
    row.request = call.request;
    row.failed = !call.answer;
    // What stands in the row's own members may change with it.
    auto object = toJson(call);
    for (const auto *member : {"path", "number", "attempt", "request"}) {
        object.erase(member);
    }
    json::Value value(std::move(object));
    if (redact) {
        redactTexts(value, redact);
    }
    row.text = json::write(value);
    return row;
}

Result<RecordedCall> callOfRow(const store::RecordedCallRow &row)
{
    SB_TRY(value, json::parse(row.text));
    if (!value.is_object()) {
        return invalid("a call is an object.");
    }
    auto &object = value.get_object();
    object["path"] = row.path;
    object["number"] = row.number;
    object["attempt"] = row.attempt;
    object["request"] = row.request;
    return recordedCallOf(value);
}

std::string requestDigest(const std::string &provider, const Request &request, const std::function<std::string(std::string)> &redact)
{
    auto value = sorted(requestJson(provider, request));
    if (redact) {
        redactTexts(value, redact);
    }
    const auto text = json::write(value);
    return std::string(kDigestStart) + QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256).toHex().toStdString();
}

const store::RecordedCallRow *Tape::choose(const std::vector<store::RecordedCallRow> &rows, std::size_t number) const
{
    std::size_t seen = 0;
    if (m_mode == Mode::Record) {
        // What an attempt left that was broken off after it had been answered.
        for (const auto &row : rows) {
            if (!row.failed && !row.spent && seen++ == number) {
                return &row;
            }
        }
        return nullptr;
    }
    // This attempt's own; where it had none when it was recorded (a replay that was broken off goes on in a later one),
    // those of the last that had.
    const bool hasOwn = std::ranges::any_of(rows, [this](const auto &row) { return row.attempt == m_attempt; });
    const auto attempt = hasOwn || rows.empty() ? m_attempt : rows.back().attempt;
    for (const auto &row : rows) {
        if (row.attempt == attempt && seen++ == number) {
            return &row;
        }
    }
    return rows.empty() ? nullptr : &rows.back();
}

} // namespace signalbox::llm
