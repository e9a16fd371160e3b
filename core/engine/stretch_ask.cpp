// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes that ask a person: the question, as it is written when it is asked and read back after a restart.
#include "base/uuid.h"
#include "engine/stretch_p.h"

namespace signalbox::engine {

// What expressions see, as a value: for calls that take it with them.
SharedValue Stretch::scopeValue(const Frame &frame, std::uint32_t index) const
{
    json::Object nodes;
    for (const auto other : frame.plan->nodes[index].reads) {
        const auto &output = frame.nodes[other].output;
        nodes[frame.plan->nodes[other].node->id] = json::Object{{"output", output ? *output : json::Value(nullptr)}};
    }
    json::Object scope{{"nodes", std::move(nodes)}};
    const auto put = [&](const char *name, const SharedValue &value) {
        if (value) {
            scope[name] = *value;
        }
    };
    put("run", m_run.info);
    put("vars", m_run.vars);
    put("item", frame.item);
    put("index", frame.index);
    put("loop", frame.loop);
    put("ports", portsOf(frame, index));
    return std::make_shared<const json::Value>(std::move(scope));
}

void Stretch::ask(const std::shared_ptr<Frame> &frame, std::uint32_t index, const SharedValue &input, json::Object config, const store::StepRow *before)
{
    const auto &node = frame->plan->nodes[index];
    auto question = std::make_shared<Question>();
    question->title = json::text(config, "title", node.node->id);
    question->failsOnExpiry = json::text(config, "onExpire") == "fail";
    auto *given = config.if_contains("data");
    question->data = given ? std::make_shared<const json::Value>(std::move(*given)) : input;
    if (before) {
        const auto detail = json::parse(before->detail);
        const auto *expiresAt = detail ? json::find(*detail, "expiresAt") : nullptr;
        question->id = detail && detail->is_object() ? json::text(detail->get_object(), "approval") : std::string_view();
        question->expiresAt = expiresAt && expiresAt->is_int64() ? expiresAt->get_int64() : 0;
        m_turn.asks.push_back({frame, index, std::move(question)});
        return;
    }
    const auto now = m_options.clock.now();
    if (const auto text = json::text(config, "expires"); !text.empty()) {
        auto duration = flow::parseDuration(text);
        if (!duration) {
            fail(frame, index, std::move(duration).error(), Row::Insert);
            return;
        }
        question->expiresAt = now + duration->count();
    }
    question->id = newUuid(m_options.clock);
    if (m_run.mode == RunMode::Durable) {
        store::ApprovalWrite write;
        auto &row = write.row;
        row.id = question->id;
        row.path = pathOf(*frame, index);
        row.title = question->title;
        row.message = json::text(config, "message");
        row.createdAt = now;
        row.expiresAt = question->expiresAt;
        const auto *deciders = config.if_contains("deciders");
        row.deciders = deciders ? json::write(*deciders) : std::string();
        auto data = rowText(question->data ? *question->data : json::Value(nullptr), m_options.payloads, m_options.redact);
        if (!data) {
            fail(frame, index, std::move(data).error(), Row::Insert);
            return;
        }
        row.data = std::move(*data);
        if (m_options.redact) {
            row.title = m_options.redact(std::move(row.title));
            row.message = m_options.redact(std::move(row.message));
        }
        m_turn.approvals.push_back(std::move(write));
    }
    json::Object detail{{"approval", question->id}};
    if (question->expiresAt > 0) {
        detail["expiresAt"] = question->expiresAt;
    }
    write(*frame, index, store::StepState::Waiting, {}, {}, {}, json::write(json::Value(std::move(detail))), true);
    m_turn.asks.push_back({frame, index, std::move(question)});
}

} // namespace signalbox::engine
