// SPDX-License-Identifier: GPL-3.0-or-later
// What a turn writes, and what it takes from the rows of before a restart.
#include "engine/stretch_p.h"

namespace signalbox::engine {

namespace {

constexpr std::size_t kMostMemorySteps = 100'000;
constexpr std::size_t kMostConfigText = 16 << 10;

json::Value detailOf(const store::StepRow &row)
{
    auto detail = json::parse(row.detail);
    return detail ? std::move(*detail) : json::Value(json::Object());
}

std::int64_t numberOf(const json::Value &detail, std::string_view key)
{
    const auto *value = json::find(detail, key);
    return value && value->is_int64() ? value->get_int64() : 0;
}

// A clock's look at a step that is recomputed would tell nothing.
bool takesTime(flow::NodeKind kind)
{
    switch (kind) {
    case flow::NodeKind::Effect:
    case flow::NodeKind::Wait:
    case flow::NodeKind::Approval:
    case flow::NodeKind::Map:
    case flow::NodeKind::Loop:
    case flow::NodeKind::Subflow: return true;
    default: return false;
    }
}

} // namespace

std::string effectDetail(int generation, const std::string &key, const json::Object &config, UnixMillis notBefore, std::string_view edited)
{
    std::string text = "{\"key\":\"" + key + "\",\"generation\":" + std::to_string(generation);
    if (notBefore > 0) {
        text += ",\"notBefore\":" + std::to_string(notBefore);
    }
    if (!edited.empty()) {
        text.append(",\"input\":").append(edited);
    }
    const auto shown = json::write(json::Value(config));
    if (shown.size() <= kMostConfigText) {
        text += ",\"config\":" + shown;
    }
    return text + "}";
}

UnixMillis Stretch::notBeforeOf(const store::StepRow &row)
{
    return numberOf(detailOf(row), "notBefore");
}

// What has a body has a row only when it has ended: before that, it began with the first step inside of it.
UnixMillis Stretch::begunAt(const std::string &path) const
{
    const auto now = m_options.clock.now();
    const auto begun = m_run.begun.find(path);
    // What was taken over from an earlier run was no part of this one.
    return begun == m_run.begun.end() ? now : std::clamp(begun->second, std::min(m_run.startedAt, now), now);
}

void Stretch::write(const Frame &frame, std::uint32_t index, store::StepState state, const SharedValue &output, const std::optional<Error> &error,
                    const std::string &edges, std::string detail, bool insert)
{
    auto &node = const_cast<Frame &>(frame).nodes[index];
    // A step that was held and is done again keeps its row.
    insert = node.seq == 0;
    if (insert) {
        node.seq = m_run.nextSeq++;
    }
    if (m_run.mode == RunMode::Memory) {
        if (insert && m_run.memorySteps.size() < kMostMemorySteps) {
            m_run.memorySteps.push_back({frame.parent ? owner(const_cast<Frame *>(&frame), m_run) : m_run.root, index, node.seq, state});
        }
        return;
    }
    store::StepWrite write;
    write.insert = insert;
    write.step.seq = node.seq;
    write.step.path = pathOf(frame, index);
    write.step.state = state;
    write.step.attempt = node.attempt;
    write.step.edges = edges;
    write.step.detail = std::move(detail);
    write.step.startedAt = node.startedAt;
    if (state != store::StepState::Started && state != store::StepState::Waiting && takesTime(frame.plan->nodes[index].type->kind)) {
        write.step.durationUs = std::max<std::int64_t>(0, m_options.clock.now() - node.startedAt) * 1000;
    }
    if (m_isPinned) {
        write.step.detail = "{\"pinned\":true}";
    }
    if (write.step.detail.empty() && frame.plan->nodes[index].type->kind == flow::NodeKind::Effect) {
        std::string edited; // what a person gave it stays with what it gave
        if (const auto given = m_run.inputs.find(write.step.path); given != m_run.inputs.end()) {
            edited = rowText(*given->second, m_options.payloads, m_options.redact).value_or(std::string());
        }
        write.step.detail = effectDetail(node.generation, idempotencyKey(m_run, write.step.path, node.generation), {}, 0, edited);
    }
    if (output) {
        auto text = rowText(*output, m_options.payloads, m_options.redact);
        if (!text) {
            m_turn.failure = std::move(text).error();
            return;
        }
        write.step.output = std::move(*text);
    }
    if (m_options.redact && !write.step.detail.empty()) {
        write.step.detail = m_options.redact(std::move(write.step.detail)); // what a call was given may be what another gave
    }
    if (error) {
        auto text = json::write(errorJson(*error));
        write.step.error = m_options.redact ? m_options.redact(std::move(text)) : std::move(text);
    }
    m_turn.steps.push_back(std::move(write));
}

// Whether the flow goes on although the frame fails: what stands around it has the error as a value. An item that
// is skipped has left no other trace than its letter.
bool Stretch::isHandledAround(const Frame &frame)
{
    for (const auto *at = &frame; at->parent; at = at->parent) {
        const auto &plan = *at->parent->plan;
        const auto &node = plan.nodes[at->parentNode];
        const bool hasPort = std::any_of(node.out.begin(), node.out.end(), [&](auto e) { return plan.edges[e].fromPort == "error"; });
        if (node.onItemError == ItemError::Collect || hasPort || node.node->onError == flow::OnError::Default) {
            return true;
        }
    }
    return false;
}

// What a person needs to know of a step that failed for good.
void Stretch::leaveLetter(const Frame &frame, std::uint32_t index, const Error &error, bool held)
{
    constexpr int kMostLetters = 1000;
    if (m_run.mode == RunMode::Memory || error.is("step.decidedFailed") || ++m_run.letters > kMostLetters) {
        return;
    }
    const auto input = inputOf(frame, index);
    auto text = rowText(input ? *input : json::Value(nullptr), m_options.payloads, m_options.redact);
    if (!text) {
        m_turn.failure = std::move(text).error();
        return;
    }
    const auto redacted = [this](std::string given) { return m_options.redact ? m_options.redact(std::move(given)) : given; };
    store::DeadLetterRow letter;
    letter.run = m_run.id;
    letter.flow = m_run.flowId;
    letter.version = m_run.version;
    letter.path = pathOf(frame, index);
    letter.type = frame.plan->nodes[index].node->type;
    letter.held = held;
    letter.attempts = frame.nodes[index].attempt;
    letter.createdAt = m_options.clock.now();
    letter.error = redacted(json::write(errorJson(error)));
    if (!m_config.empty()) {
        letter.config = redacted(json::write(json::Value(m_config)));
        if (letter.config.size() > kMostConfigText) {
            letter.config.clear();
        }
    }
    letter.input = std::move(*text);
    m_turn.letters.push_back(std::move(letter));
}

bool Stretch::replayed(const std::shared_ptr<Frame> &frame, std::uint32_t index)
{
    const auto path = pathOf(*frame, index);
    auto entry = m_run.replay.extract(path);
    if (entry.empty()) {
        return false;
    }
    const auto row = std::move(entry.mapped());
    auto &state = frame->nodes[index];
    const auto &node = frame->plan->nodes[index];
    state.seq = row.seq;
    state.attempt = row.attempt;
    state.startedAt = row.startedAt;
    const auto detail = detailOf(row);
    state.generation = static_cast<std::int32_t>(numberOf(detail, "generation"));
    if (const auto *edited = json::find(detail, "input")) {
        auto value = rowValue(json::write(*edited), m_options.payloads);
        if (!value) {
            m_turn.failure = std::move(value).error();
            return true;
        }
        m_run.inputs.insert_or_assign(path, std::make_shared<const json::Value>(std::move(*value)));
    }
    switch (row.state) {
    case store::StepState::Succeeded:
    case store::StepState::Failed: {
        auto value = rowValue(row.output, m_options.payloads);
        if (!value) {
            m_turn.failure = std::move(value).error();
            return true;
        }
        const bool failed = row.state == store::StepState::Failed;
        if (!failed || !row.output.empty()) {
            state.output = std::make_shared<const json::Value>(std::move(*value));
        }
        state.status = failed ? Status::Failed : Status::Done;
        if (row.edges.find_first_not_of("01") != std::string::npos) {
            // A condition threw: as it did then, without asking it again.
            const auto stored = json::parse(row.error);
            frameFailed(frame, errorFromJson(stored ? *stored : json::Value()));
            return true;
        }
        if (failed && row.output.empty()) {
            const auto stored = json::parse(row.error);
            auto error = errorFromJson(stored ? *stored : json::Value());
            if (node.node->onError != flow::OnError::Finish) {
                frameFailed(frame, std::move(error));
                return true;
            }
            frame->unhandled = frame->unhandled ? frame->unhandled : std::optional(std::move(error));
        }
        settle(frame, index, row.edges);
        return true;
    }
    case store::StepState::Skipped: skip(frame, index, Row::None); return true;
    case store::StepState::InDoubt:
        state.status = Status::InDoubt;
        m_run.doubts[path] = {frame, index};
        return true;
    case store::StepState::Started:
        if (node.onInterrupted == flow::OnInterrupted::Hold) {
            state.status = Status::InDoubt;
            m_run.doubts[path] = {frame, index};
            m_turn.inDoubt.push_back(path);
            write(*frame, index, store::StepState::InDoubt, {}, {}, {}, row.detail, false);
            return true;
        }
        if (node.onInterrupted == flow::OnInterrupted::Skip) {
            skip(frame, index, Row::Update);
            return true;
        }
        if (node.onInterrupted == flow::OnInterrupted::Fail) {
            fail(frame, index, Error("step.interrupted", "The step was under way when its owner ended; whether it happened is not known.", node.node->id), Row::Update);
            return true;
        }
        ++state.attempt;
        [[fallthrough]];
    case store::StepState::Waiting:
        if (node.type->kind != flow::NodeKind::Effect && node.type->kind != flow::NodeKind::Wait && !json::find(detail, "approval")) {
            return false; // it was held, and is done again
        }
        prepare(frame, index, inputOf(*frame, index), &row);
        return true;
    case store::StepState::Cancelled: return false;
    }
    return false;
}

} // namespace signalbox::engine
