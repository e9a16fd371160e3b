// SPDX-License-Identifier: GPL-3.0-or-later
// Between values and the texts that rows hold.
#include "engine/run_p.h"

#include <QCryptographicHash>

namespace signalbox::engine {

Result<std::string> rowText(const json::Value &value, store::PayloadStore &payloads, const std::function<std::string(std::string)> &redact)
{
    auto text = json::write(value);
    if (redact) {
        text = redact(std::move(text));
    }
    // A value that looks like a reference is put into a file, so that reading it back gives it and no other.
    if (text.size() > store::PayloadStore::kThreshold || store::PayloadStore::isReference(text)) {
        return payloads.put(text);
    }
    return text;
}

Result<json::Value> rowValue(const std::string &text, const store::PayloadStore &payloads)
{
    if (text.empty()) {
        return json::Value(nullptr);
    }
    json::ReadOptions options;
    options.maxBytes = std::size_t(1) << 32;
    if (!store::PayloadStore::isReference(text)) {
        return json::parse(text, options);
    }
    SB_TRY(bytes, payloads.get(text));
    return json::parse(bytes, options);
}

json::Value errorJson(const Error &error)
{
    json::Object object{{"code", error.code}, {"message", error.message}};
    if (!error.subject.empty()) {
        object["subject"] = error.subject;
    }
    if (!error.args.empty()) {
        json::Object args;
        for (const auto &[name, value] : error.args) {
            args[name] = value;
        }
        object["args"] = std::move(args);
    }
    if (error.isRetryable()) {
        object["retryable"] = true;
    }
    return object;
}

Error errorFromJson(const json::Value &value)
{
    Error error;
    if (const auto *object = value.if_object()) {
        error.code = json::text(*object, "code");
        error.message = json::text(*object, "message");
        error.subject = json::text(*object, "subject");
        if (const auto *args = object->if_contains("args"); args && args->is_object()) {
            for (const auto &member : args->get_object()) {
                if (member.value().is_string()) {
                    error.args.emplace_back(std::string(member.key()), std::string(member.value().get_string()));
                }
            }
        }
    }
    return error;
}

std::string modelsText(const ModelUse &use)
{
    switch (use.mode) {
    case ModelUse::Mode::Live: break;
    case ModelUse::Mode::Record: return "record " + use.recording;
    case ModelUse::Mode::Replay: return (use.isExample ? "example " : "replay ") + use.recording;
    }
    return {};
}

ModelUse modelUseOf(std::string_view text)
{
    const auto space = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, space);
    if (word.empty()) {
        return {};
    }
    // Whatever else stands there: no model is asked for it.
    return {word == "record" ? ModelUse::Mode::Record : ModelUse::Mode::Replay, std::string(text.substr(std::min(space + 1, text.size()))), word == "example"};
}

json::Value runInfo(const Run &run)
{
    return json::Object{{"id", run.id}, {"flow", run.flowId}, {"version", run.version}, {"startedAt", toIsoString(run.startedAt)}, {"workspace", run.workspace}};
}

std::string pathOf(const Frame &frame, std::uint32_t node)
{
    return frame.prefix + frame.plan->nodes[node].node->id;
}

std::string idempotencyKey(const Run &run, const std::string &path, int generation)
{
    const auto text = run.id + "/" + path + (generation > 0 ? "#" + std::to_string(generation) : std::string());
    return QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256).toHex().left(32).toStdString();
}

} // namespace signalbox::engine
