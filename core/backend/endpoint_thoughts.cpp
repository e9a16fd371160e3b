// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/endpoint_thoughts_p.h"

namespace signalbox::backend {

namespace {

std::string keyOf(const std::string &token, const std::string &call)
{
    return token + "/" + call;
}

} // namespace

void EndpointThoughts::keep(const std::string &token, const llm::Answer &answer)
{
    Kept kept;
    std::size_t bytes = 256;
    for (const auto &part : answer.message.parts) {
        if (const auto *thought = std::get_if<llm::ReasoningPart>(&part); thought && !thought->opaque.isEmpty()) {
            bytes += thought->text.size() + thought->opaque.data.size();
            kept.before.push_back(part);
        } else if (const auto *call = std::get_if<llm::ToolCallPart>(&part)) {
            kept.opaque = call->opaque;
            bytes += call->opaque.data.size();
            if (!call->id.empty() && (!kept.opaque.isEmpty() || !kept.before.empty())) {
                m_kept.insert(keyOf(token, call->id), std::exchange(kept, {}), bytes);
            }
            kept = {};
            bytes = 256;
        }
    }
}

void EndpointThoughts::restore(const std::string &token, llm::Request &request)
{
    for (auto &message : request.messages) {
        std::vector<llm::Part> before;
        bool hasThoughts = false;
        for (auto &part : message.parts) {
            hasThoughts = hasThoughts || std::holds_alternative<llm::ReasoningPart>(part);
            auto *call = std::get_if<llm::ToolCallPart>(&part);
            const auto *kept = call ? m_kept.find(keyOf(token, call->id)) : nullptr;
            if (kept && call->opaque.isEmpty()) {
                call->opaque = kept->opaque;
            }
            if (kept) {
                before.insert(before.end(), kept->before.begin(), kept->before.end());
            }
        }
        if (!hasThoughts) {
            message.parts.insert(message.parts.begin(), before.begin(), before.end());
        }
    }
}

} // namespace signalbox::backend
