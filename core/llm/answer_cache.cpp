// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/answer_cache_p.h"

#include "base/describe.h"
#include "llm/dialect.h"

#include <QCryptographicHash>

namespace signalbox::llm {

namespace {

std::size_t bytesOf(const Answer &answer)
{
    std::size_t bytes = 200;
    for (const auto &part : answer.message.parts) {
        bytes += 100;
        if (const auto *text = std::get_if<TextPart>(&part)) {
            bytes += text->text.size();
        } else if (const auto *thought = std::get_if<ReasoningPart>(&part)) {
            bytes += thought->text.size() + thought->opaque.data.size();
        } else if (const auto *call = std::get_if<ToolCallPart>(&part)) {
            bytes += call->arguments.size() + call->opaque.data.size();
        }
    }
    return bytes;
}

} // namespace

std::string AnswerCache::keyOf(const std::string &workspace, const ProviderConfig &config, const Request &request)
{
    const auto wire = makeDialect(config.kind)->chat(request);
    if (!wire) {
        return {};
    }
    const std::string separator(1, '\0');
    // Revisions begin anew where a provider is removed and made again.
    const auto settings = std::string(json::enumName(config.kind)) + separator + config.baseUrl + separator + config.secret + separator + std::to_string(config.revision) + separator + std::to_string(config.updatedAt);
    const auto whole = workspace + separator + config.id + separator + settings + separator + wire->path + separator + json::write(json::Value(wire->body));
    return QCryptographicHash::hash(QByteArrayView(whole.data(), static_cast<qsizetype>(whole.size())), QCryptographicHash::Sha256).toStdString();
}

std::shared_ptr<const Answer> AnswerCache::find(const std::string &key, Millis age)
{
    const auto *kept = m_answers.find(key);
    if (!kept) {
        return nullptr;
    }
    if (m_clock.steadyNow() - kept->at > age) {
        m_answers.erase(key);
        return nullptr;
    }
    return kept->answer;
}

void AnswerCache::keep(const std::string &key, const Answer &answer)
{
    const bool isWhole = answer.finish == FinishReason::Stop || answer.finish == FinishReason::ToolCalls;
    if (!key.empty() && isWhole) {
        m_answers.insert(key, {std::make_shared<const Answer>(answer), m_clock.steadyNow()}, bytesOf(answer));
    }
}

std::vector<Event> eventsOf(const Answer &answer)
{
    std::vector<Event> events{Begin{answer.responseId, answer.model}};
    unsigned calls = 0;
    for (const auto &part : answer.message.parts) {
        if (const auto *text = std::get_if<TextPart>(&part)) {
            events.emplace_back(TextDelta{text->text});
        } else if (const auto *thought = std::get_if<ReasoningPart>(&part)) {
            events.emplace_back(ReasoningDelta{thought->text});
            events.emplace_back(ReasoningEnd{thought->opaque});
        } else if (const auto *call = std::get_if<ToolCallPart>(&part)) {
            events.emplace_back(ToolCallStart{calls, call->id, call->name});
            events.emplace_back(ToolCallDelta{calls, call->arguments});
            events.emplace_back(ToolCallEnd{calls++, call->opaque});
        }
    }
    events.emplace_back(UsageUpdate{answer.usage});
    events.emplace_back(Finish{answer.finish, answer.providerReason});
    return events;
}

} // namespace signalbox::llm
