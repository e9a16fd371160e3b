// SPDX-License-Identifier: GPL-3.0-or-later
// What a step was given, worked out again from the rows of its run: frames are built as far as the rows say,
// and only what stands between them (items of a map, the input of a subflow) is evaluated.
#include "engine/stretch_p.h"

#include <charconv>

namespace signalbox::engine {

namespace {

// A configuration that is larger is not shown; neither is one that would need an input which is too large to
// be evaluated.
constexpr std::size_t kMostConfigText = 16 << 10;
constexpr std::int64_t kMostEvaluated = 8 << 20;

Error noStep(std::string_view path)
{
    return Error("store.notFound", "The run's flow has no step \"" + std::string(path) + "\".", std::string(path));
}

/// One part of a path: "each[3]".
struct Segment
{
    std::string_view node;
    std::optional<std::size_t> number;
};

Segment segmentOf(std::string_view text)
{
    Segment segment{text, std::nullopt};
    const auto bracket = text.find('[');
    if (bracket != std::string_view::npos && text.ends_with(']')) {
        std::size_t number = 0;
        const auto *end = text.data() + text.size() - 1;
        if (std::from_chars(text.data() + bracket + 1, end, number).ptr == end) {
            segment = {text.substr(0, bracket), number};
        }
    }
    return segment;
}

std::string numbered(std::string_view base, std::size_t number)
{
    return std::string(base) + "[" + std::to_string(number) + "]/";
}

// Secrets are shown by name.
void nameSecrets(json::Value &value, const std::vector<SecretSlot> &secrets)
{
    for (const auto &slot : secrets) {
        std::string text;
        for (const auto &part : slot.parts) {
            text += part.isSecret ? "{{ secrets." + part.text + " }}" : part.text;
        }
        boost::system::error_code failed;
        if (auto *place = value.find_pointer(slot.pointer, failed)) {
            *place = text;
        }
    }
}

Error notReached(std::string_view path)
{
    return Error("step.notReached", "The step \"" + std::string(path) + "\" was not reached in this run, so it was given nothing.", std::string(path));
}

Error tooLargeForPreview(std::string_view step)
{
    return Error("preview.tooMuch", "What \"" + std::string(step) + "\" works on is too large for a preview.", std::string(step));
}

std::int64_t bytesOf(const std::string &reference)
{
    const auto value = json::parse(reference);
    const auto *bytes = value ? json::find(*value, "bytes") : nullptr;
    return bytes && bytes->is_number() ? bytes->to_number<std::int64_t>() : 0;
}

} // namespace

/// Outputs that are read from their rows when an expression asks for them; what is too large is as if it was skipped.
class RowOutputs final : public eval::NodeOutputs
{
public:
    RowOutputs(const Stretch &stretch, Frame &frame) : m_stretch(stretch), m_frame(frame) {}

    const json::Value *output(std::string_view id) const override
    {
        const auto found = m_frame.plan->index.find(id);
        if (found != m_frame.plan->index.end()) {
            if (m_stretch.isTooLarge(m_frame, found->second)) {
                m_tooLarge = id;
                return nullptr;
            }
            (void)m_stretch.load(m_frame, found->second); // what cannot be read is as if it was skipped
        }
        return FrameOutputs(m_frame).output(id);
    }
    /// The last step that was asked for and is; empty: none.
    const std::string &tooLarge() const { return m_tooLarge; }

private:
    const Stretch &m_stretch;
    Frame &m_frame;
    mutable std::string m_tooLarge;
};

std::vector<std::string> framesOf(std::string_view path)
{
    std::vector<std::string> frames{""};
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
        frames.emplace_back(path.substr(0, slash + 1));
        const auto begin = slash == 0 ? 0 : path.rfind('/', slash - 1);
        const auto start = begin == std::string_view::npos ? 0 : begin + 1;
        const auto segment = segmentOf(path.substr(start, slash - start));
        if (segment.number && *segment.number > 0) {
            // A loop's turn begins with what the one before it gave.
            frames.push_back(numbered(path.substr(0, start + segment.node.size()), *segment.number - 1));
        }
    }
    return frames;
}

const store::StepRow *Stretch::rowOf(const Frame &frame, std::uint32_t index) const
{
    const auto found = m_run.replay.find(pathOf(frame, index));
    return found == m_run.replay.end() ? nullptr : &found->second;
}

// Which edges were taken, and what was skipped by that.
void Stretch::settleFromRows(Frame &frame) const
{
    const auto &plan = *frame.plan;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order; // by the number of the row
    std::vector<std::uint32_t> skipped;
    const auto fired = firedOf(frame);
    for (std::uint32_t i = 0; i < plan.nodes.size(); ++i) {
        const auto *row = rowOf(frame, i);
        if (row && (row->state == store::StepState::Succeeded || row->state == store::StepState::Failed || row->state == store::StepState::Skipped)) {
            order.emplace_back(row->seq, i);
        } else if (!row && plan.nodes[i].in.empty() && fired != flow::Graph::kNone && fired != i) {
            skipped.push_back(i);
        }
    }
    std::sort(order.begin(), order.end());
    const auto tell = [&](std::uint32_t e, bool taken) {
        frame.edges[e] = taken ? EdgeState::Taken : EdgeState::Skipped;
        const auto to = plan.edges[e].to;
        auto &target = frame.nodes[to];
        --target.undecided;
        if (taken && target.taken++ == 0) {
            target.firstTaken = e;
        }
        if (target.undecided == 0 && target.taken == 0 && !rowOf(frame, to)) {
            skipped.push_back(to);
        }
    };
    for (const auto &[seq, node] : order) {
        const auto *row = rowOf(frame, node);
        const auto &out = plan.nodes[node].out;
        for (std::size_t i = 0; i < out.size(); ++i) {
            tell(out[i], row->state != store::StepState::Skipped && (row->edges.empty() || (i < row->edges.size() && row->edges[i] == '1')));
        }
    }
    while (!skipped.empty()) {
        const auto node = skipped.back();
        skipped.pop_back();
        frame.nodes[node].status = Status::Skipped;
        for (const auto e : plan.nodes[node].out) {
            tell(e, false);
        }
    }
}

// Reads a node's output, once.
Result<void> Stretch::load(Frame &frame, std::uint32_t index) const
{
    auto &state = frame.nodes[index];
    if (state.status != Status::Pending) {
        return {};
    }
    const auto *row = rowOf(frame, index);
    if (!row || row->output.empty()) {
        return {};
    }
    SB_TRY(value, rowValue(row->output, m_options.payloads));
    state.output = std::make_shared<const json::Value>(std::move(value));
    state.status = Status::Done;
    return {};
}

// What a person gave the step in place of what flows there; null: nothing.
Result<SharedValue> Stretch::editedInput(const Frame &frame, std::uint32_t index) const
{
    if (const auto given = m_run.inputs.find(pathOf(frame, index)); given != m_run.inputs.end()) {
        return given->second;
    }
    const auto *row = rowOf(frame, index);
    const auto detail = row && row->detail.starts_with('{') ? json::parse(row->detail).value_or(json::Value()) : json::Value();
    const auto *edited = json::find(detail, "input");
    if (!edited) {
        return SharedValue();
    }
    SB_TRY(value, rowValue(json::write(*edited), m_options.payloads));
    return SharedValue(std::make_shared<const json::Value>(std::move(value)));
}

Result<SharedValue> Stretch::inputFromRows(Frame &frame, std::uint32_t index) const
{
    for (const auto e : frame.plan->nodes[index].in) {
        if (frame.edges[e] == EdgeState::Taken) {
            SB_CHECK(load(frame, frame.plan->edges[e].from));
            auto &output = frame.nodes[frame.plan->edges[e].from].output;
            output = output ? output : std::make_shared<const json::Value>(nullptr);
        }
    }
    SB_TRY(edited, editedInput(frame, index));
    auto input = edited ? edited : inputOf(frame, index);
    return input ? input : std::make_shared<const json::Value>(nullptr);
}

// The same as a row holds it; what stands in one row as it is there is not read.
Result<std::string> Stretch::inputText(Frame &frame, std::uint32_t index) const
{
    SB_TRY(edited, editedInput(frame, index));
    if (edited) {
        return rowText(*edited, m_options.payloads, m_options.redact);
    }
    const auto &node = frame.plan->nodes[index];
    const auto *row = rowOf(frame, index);
    const bool handsThrough = node.type->kind == flow::NodeKind::Trigger || node.type->kind == flow::NodeKind::Output || node.type->kind == flow::NodeKind::Merge
        || node.type->kind == flow::NodeKind::Wait;
    if (row && row->state == store::StepState::Succeeded && handsThrough && !row->output.empty()) {
        return row->output;
    }
    if (node.in.size() == 1 && node.merge == MergeMode::None && !node.hasPorts) {
        const auto *source = rowOf(frame, frame.plan->edges[node.in.front()].from);
        return source && !source->output.empty() ? source->output : std::string("null");
    }
    SB_TRY(input, inputFromRows(frame, index));
    return rowText(*input, m_options.payloads, m_options.redact);
}

Result<json::Value> Stretch::configFromRows(Frame &frame, std::uint32_t index)
{
    SB_TRY(input, inputFromRows(frame, index));
    for (const auto e : frame.plan->nodes[index].in) {
        SB_CHECK(load(frame, frame.plan->edges[e].from)); // what came in by named ports
    }
    std::vector<SecretSlot> secrets;
    const RowOutputs outputs(*this, frame);
    SB_TRY(config, resolve(frame, index, input, &secrets, &outputs));
    if (!outputs.tooLarge().empty()) {
        return json::Value(nullptr);
    }
    nameSecrets(config, secrets);
    auto text = json::write(config);
    if (text.size() > kMostConfigText) {
        return json::Value(nullptr);
    }
    return m_options.redact ? json::parse(m_options.redact(std::move(text))) : Result<json::Value>(std::move(config));
}

// The frame inside of a map's item, a loop's turn, or a subflow.
Result<std::shared_ptr<Frame>> Stretch::enter(const std::shared_ptr<Frame> &frame, std::uint32_t index, std::optional<std::size_t> number)
{
    const auto &node = frame->plan->nodes[index];
    const auto path = pathOf(*frame, index);
    const bool isNumbered = node.type->kind == flow::NodeKind::Map || node.type->kind == flow::NodeKind::Loop;
    if (!node.body || isNumbered != number.has_value()) {
        return noStep(path);
    }
    const auto prefix = number ? numbered(path, *number) : path + "/";
    if (node.type->kind == flow::NodeKind::Loop && *number > 0) {
        const auto before = innerFrame(frame, index, *number - 1, std::make_shared<const json::Value>(nullptr), numbered(path, *number - 1));
        for (const auto output : before->plan->outputs) {
            SB_CHECK(load(*before, output));
        }
        return innerFrame(frame, index, *number, std::make_shared<const json::Value>(resultOf(*before)), prefix);
    }
    SB_TRY(input, inputFromRows(*frame, index));
    const RowOutputs outputs(*this, *frame);
    SB_TRY(given, resolve(*frame, index, input, nullptr, &outputs));
    if (node.type->kind != flow::NodeKind::Map) {
        return innerFrame(frame, index, number.value_or(0), std::make_shared<const json::Value>(std::move(given)), prefix);
    }
    if (!given.is_array() || *number >= given.get_array().size()) {
        return noStep(path + "[" + std::to_string(*number) + "]");
    }
    return innerFrame(frame, index, *number, std::make_shared<const json::Value>(std::move(given.get_array()[*number])), prefix);
}

// The frame that a step stands in, and the step, where it was or will be given anything.
Result<Stretch::Reached> Stretch::reach(std::string_view path)
{
    m_evaluator.begin(m_run.seed);
    std::vector<std::shared_ptr<Frame>> frames{m_run.root};
    auto rest = path;
    for (;;) {
        const auto frame = frames.back();
        settleFromRows(*frame);
        const auto slash = rest.find('/');
        const auto segment = segmentOf(rest.substr(0, slash));
        const auto found = frame->plan->index.find(segment.node);
        if (found == frame->plan->index.end() || (slash == std::string_view::npos && segment.number)) {
            return noStep(path);
        }
        const auto index = found->second;
        if (slash != std::string_view::npos) {
            SB_TRY(inner, enter(frame, index, segment.number));
            frames.push_back(inner);
            rest.remove_prefix(slash + 1);
            continue;
        }
        const auto &state = frame->nodes[index];
        if (!rowOf(*frame, index) && (state.status == Status::Skipped || state.undecided > 0)) {
            return notReached(path);
        }
        return Reached{frame, index, std::move(frames)};
    }
}

Result<StepInput> Stretch::derive(std::string_view path)
{
    SB_TRY(reached, reach(path));
    auto &frame = *reached.frame;
    StepInput given;
    SB_TRY(text, inputText(frame, reached.index));
    given.text = std::move(text);
    const auto kind = frame.plan->nodes[reached.index].type->kind;
    const bool isHuge = store::PayloadStore::isReference(given.text) && bytesOf(given.text) > kMostEvaluated;
    if ((kind == flow::NodeKind::Effect || kind == flow::NodeKind::Wait) && !isHuge) {
        // Where the configuration was what failed, there is none.
        given.config = configFromRows(frame, reached.index).value_or(json::Value(nullptr));
    }
    return given;
}

// Each expression has a copy of what it looks at.
bool Stretch::isTooLarge(const Frame &frame, std::uint32_t index) const
{
    const auto *row = rowOf(frame, index);
    return row && store::PayloadStore::isReference(row->output) && bytesOf(row->output) > kMostEvaluated;
}

Result<std::string> Stretch::preview(std::string_view path, const CompiledValue &value, PreviewPlace place)
{
    SB_TRY(reached, reach(path));
    auto &frame = *reached.frame;
    const auto index = reached.index;
    const auto &plan = *frame.plan;
    const auto *own = rowOf(frame, index);
    if (place == PreviewPlace::After && (!own || own->output.empty())) {
        return Error("step.notReached", "The step \"" + std::string(path) + "\" gave nothing in this run.", std::string(path));
    }
    const auto isLarge = [&](std::uint32_t e) { return isTooLarge(frame, plan.edges[e].from); };
    const auto &in = plan.nodes[index].in;
    if (std::any_of(in.begin(), in.end(), isLarge) || (place == PreviewPlace::After && isTooLarge(frame, index))) {
        return tooLargeForPreview(path);
    }
    SB_TRY(input, inputFromRows(frame, index));
    for (const auto e : in) {
        SB_CHECK(load(frame, plan.edges[e].from)); // what came in by named ports
    }
    const RowOutputs outputs(*this, frame);
    const auto ports = portsOf(frame, index);
    auto scope = scopeOf(frame, input.get());
    scope.nodes = &outputs;
    scope.ports = ports.get();
    if (place == PreviewPlace::After) {
        SB_CHECK(load(frame, index));
        scope.output = frame.nodes[index].output.get();
    }
    // Where a step looks at each item of its input, the first stands for them.
    const json::Value first(0);
    const auto isOfItem = [](const eval::Expression *expression) {
        return std::any_of(expression->info().references.begin(), expression->info().references.end(), [](const flow::Reference &reference) { return reference.root == "item"; });
    };
    std::vector<const eval::Expression *> expressions;
    value.collect(expressions);
    if (!scope.item && input->is_array() && !input->get_array().empty() && std::any_of(expressions.begin(), expressions.end(), isOfItem)) {
        scope.item = &input->get_array().front();
        scope.index = &first;
    }
    std::vector<SecretSlot> secrets;
    auto given = value.resolve(scope, m_evaluator, &secrets);
    if (!outputs.tooLarge().empty()) {
        return tooLargeForPreview(outputs.tooLarge()); // also where that made the expression throw
    }
    if (!given) {
        return std::move(given).error();
    }
    nameSecrets(*given, secrets);
    auto text = json::write(*given);
    return m_options.redact ? m_options.redact(std::move(text)) : text;
}

Result<std::string> derivePreview(Run &run, std::string_view path, const CompiledValue &value, PreviewPlace place, eval::Evaluator &evaluator,
                                  const StretchOptions &options)
{
    return Stretch(run, evaluator, options).preview(path, value, place);
}

Result<StepInput> deriveInput(Run &run, std::string_view path, eval::Evaluator &evaluator, const StretchOptions &options)
{
    return Stretch(run, evaluator, options).derive(path);
}

} // namespace signalbox::engine
