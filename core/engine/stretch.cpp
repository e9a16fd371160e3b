// SPDX-License-Identifier: GPL-3.0-or-later
// A turn of a run: nodes become ready, run, and decide their edges, until only effects are left.
#include "engine/stretch_p.h"

namespace signalbox::engine {

namespace {

const json::Value kNull = nullptr;

// Where a condition threw; such an edge fails its frame, also when it is read back.
constexpr char kBrokenEdge = 'x';

// Of an effect's configuration; what stands for pages counts as all of them.
constexpr std::size_t kMostConfig = 64u << 20;

} // namespace

const json::Value *FrameOutputs::output(std::string_view id) const
{
    const auto found = m_frame.plan->index.find(id);
    if (found == m_frame.plan->index.end()) {
        return nullptr;
    }
    const auto &state = m_frame.nodes[found->second];
    return state.output ? state.output.get() : &kNull;
}

std::shared_ptr<Frame> makeFrame(std::shared_ptr<const Plan> plan, SharedValue input)
{
    auto frame = std::make_shared<Frame>();
    frame->plan = std::move(plan);
    frame->input = std::move(input);
    frame->nodes.resize(frame->plan->nodes.size());
    frame->edges.resize(frame->plan->edges.size(), EdgeState::Undecided);
    frame->remaining = frame->nodes.size();
    for (std::size_t i = 0; i < frame->nodes.size(); ++i) {
        frame->nodes[i].undecided = static_cast<std::uint32_t>(frame->plan->nodes[i].in.size());
    }
    return frame;
}

void beginRun(Run &run)
{
    run.root = makeFrame(run.plan, run.input);
}

Turn Stretch::run(std::vector<Arrival> arrivals)
{
    m_evaluator.begin(m_run.seed);
    if (m_run.ready.empty() && m_run.gated.empty() && m_run.root->remaining == m_run.root->nodes.size() && arrivals.empty()) {
        startFrame(m_run.root);
    }
    for (auto &arrival : arrivals) {
        if (arrival.approval) {
            m_turn.approvals.push_back(std::move(*arrival.approval));
        }
        if (arrival.frame->dead || m_turn.failure) {
            note(arrival);
        } else {
            arrive(arrival);
        }
    }
    while (!m_run.ready.empty() && !m_turn.failure) {
        if (m_turn.executed >= m_options.most) {
            m_turn.more = true;
            break;
        }
        auto [frame, node] = std::move(m_run.ready.front());
        m_run.ready.pop_front();
        if (frame->dead) {
            continue;
        }
        if (m_run.control.isSet() && isHeld(*frame, node)) {
            m_run.gated.emplace_back(std::move(frame), node);
            continue;
        }
        ++m_turn.executed;
        execute(frame, node);
    }
    if (m_turn.failure) {
        m_run.ready.clear();
        m_run.gated.clear();
        m_turn.more = false;
    }
    return std::move(m_turn);
}

void Stretch::arrive(Arrival &arrival)
{
    switch (arrival.kind) {
    case Arrival::Kind::Output: complete(arrival.frame, arrival.node, std::move(arrival.output), arrival.port, Row::Update); break;
    case Arrival::Kind::Wake: complete(arrival.frame, arrival.node, inputOf(*arrival.frame, arrival.node), "out", Row::Update); break;
    case Arrival::Kind::Failure:
        m_config = std::move(arrival.config);
        fail(arrival.frame, arrival.node, std::move(arrival.error), Row::Update);
        m_config.clear();
        break;
    case Arrival::Kind::Skip: skip(arrival.frame, arrival.node, Row::Update); break;
    }
}

// What has come for a frame or a run that is over: written as it came, and nothing follows from it.
void Stretch::note(const Arrival &arrival)
{
    const auto &frame = *arrival.frame;
    const std::string edges(std::max<std::size_t>(frame.plan->nodes[arrival.node].out.size(), 1), '0');
    switch (arrival.kind) {
    case Arrival::Kind::Output: write(frame, arrival.node, store::StepState::Succeeded, arrival.output, {}, edges, {}, false); break;
    case Arrival::Kind::Failure: write(frame, arrival.node, store::StepState::Failed, {}, arrival.error, edges, {}, false); break;
    case Arrival::Kind::Wake:
    case Arrival::Kind::Skip: write(frame, arrival.node, store::StepState::Cancelled, {}, {}, edges, {}, false); break;
    }
}

// With triggers only the one that fired begins; every other root is skipped. kNone: it has no triggers.
std::uint32_t Stretch::firedOf(const Frame &frame) const
{
    const auto &plan = *frame.plan;
    if (plan.triggers.empty()) {
        return flow::Graph::kNone;
    }
    const auto named = plan.index.find(m_run.trigger);
    return !frame.parent && named != plan.index.end() ? named->second : plan.triggers.front();
}

void Stretch::startFrame(const std::shared_ptr<Frame> &frame)
{
    const auto &plan = *frame->plan;
    if (plan.nodes.empty()) {
        frameEnded(frame);
        return;
    }
    const auto fired = firedOf(*frame);
    std::vector<std::uint32_t> skipped;
    for (std::uint32_t i = 0; i < plan.nodes.size(); ++i) {
        if (plan.nodes[i].in.empty()) {
            if (fired == flow::Graph::kNone || fired == i) {
                m_run.ready.emplace_back(frame, i);
            } else {
                skipped.push_back(i);
            }
        }
    }
    for (const auto node : skipped) {
        skip(frame, node, Row::None);
    }
}

eval::Scope Stretch::scopeOf(const Frame &frame, const json::Value *input) const
{
    eval::Scope scope;
    scope.input = input;
    scope.run = m_run.info.get();
    scope.vars = m_run.vars.get();
    scope.item = frame.item.get();
    scope.index = frame.index.get();
    scope.loop = frame.loop.get();
    return scope;
}

SharedValue Stretch::inputOf(const Frame &frame, std::uint32_t index) const
{
    if (!m_run.inputs.empty()) {
        if (const auto given = m_run.inputs.find(pathOf(frame, index)); given != m_run.inputs.end()) {
            return given->second;
        }
    }
    return joinedInput(frame, index);
}

SharedValue Stretch::joinedInput(const Frame &frame, std::uint32_t index)
{
    const auto &plan = *frame.plan;
    const auto &node = plan.nodes[index];
    if (node.in.empty()) {
        return frame.input;
    }
    const auto valueOf = [&](std::uint32_t e) -> const SharedValue & { return frame.nodes[plan.edges[e].from].output; };
    if (node.merge == MergeMode::First && frame.nodes[index].taken > 0) {
        return valueOf(frame.nodes[index].firstTaken);
    }
    if (node.merge == MergeMode::Any) {
        for (const auto e : node.in) {
            if (frame.edges[e] == EdgeState::Taken) {
                return valueOf(e);
            }
        }
        return std::make_shared<const json::Value>(nullptr);
    }
    if (node.merge == MergeMode::Collect) {
        json::Array array;
        for (const auto e : node.in) {
            if (frame.edges[e] == EdgeState::Taken) {
                array.push_back(*valueOf(e));
            }
        }
        return std::make_shared<const json::Value>(std::move(array));
    }
    if (node.in.size() == 1 && node.merge == MergeMode::None && !node.hasPorts) {
        return valueOf(node.in.front());
    }
    if (node.hasPorts && std::count_if(node.in.begin(), node.in.end(), [&](auto e) { return plan.edges[e].inputPort.empty(); }) <= 1) {
        for (const auto e : node.in) {
            if (frame.edges[e] == EdgeState::Taken && plan.edges[e].inputPort.empty()) {
                return valueOf(e);
            }
        }
        return std::make_shared<const json::Value>(nullptr);
    }
    json::Object object;
    for (const auto e : node.in) {
        if (frame.edges[e] == EdgeState::Taken && plan.edges[e].inputPort.empty()) {
            object.emplace(plan.edges[e].joinKey, *valueOf(e));
        }
    }
    return std::make_shared<const json::Value>(std::move(object));
}

// What came in by named ports; null where the node has none.
SharedValue Stretch::portsOf(const Frame &frame, std::uint32_t index)
{
    const auto &plan = *frame.plan;
    const auto &node = plan.nodes[index];
    if (!node.hasPorts) {
        return nullptr;
    }
    json::Object ports;
    for (const auto e : node.in) {
        const auto &edge = plan.edges[e];
        if (edge.inputPort.empty() || frame.edges[e] != EdgeState::Taken) {
            continue;
        }
        // Several edges into one port join as they do without a name.
        const bool several = std::count_if(node.in.begin(), node.in.end(), [&](auto other) { return plan.edges[other].inputPort == edge.inputPort; }) > 1;
        if (!several) {
            ports.emplace(edge.inputPort, *frame.nodes[edge.from].output);
        } else {
            auto &joined = ports.emplace(edge.inputPort, json::Object()).first->value();
            joined.get_object().emplace(edge.joinKey, *frame.nodes[edge.from].output);
        }
    }
    return std::make_shared<const json::Value>(std::move(ports));
}

void Stretch::execute(const std::shared_ptr<Frame> &frame, std::uint32_t index)
{
    const auto &node = frame->plan->nodes[index];
    auto &state = frame->nodes[index];
    state.status = Status::Busy;
    state.startedAt = node.body && !m_run.begun.empty() ? begunAt(pathOf(*frame, index)) : m_options.clock.now();
    if (++m_run.steps > m_run.maxSteps) {
        m_turn.failure = Error("run.tooManySteps", "The run took more than " + std::to_string(m_run.maxSteps)
                                   + " steps and was stopped; raise limits.steps if that is meant.", node.node->id);
        return;
    }
    if (!m_run.replay.empty() && replayed(frame, index)) {
        return;
    }
    if ((node.node->disabled || !m_run.pins.empty()) && stoodIn(frame, index)) {
        return;
    }
    const auto input = inputOf(*frame, index);
    switch (node.type->kind) {
    case flow::NodeKind::Trigger:
    case flow::NodeKind::Output: complete(frame, index, input, "out", Row::Insert); return;
    case flow::NodeKind::Merge:
        if (node.merge == MergeMode::All && state.taken < node.in.size()) {
            fail(frame, index, Error("merge.skipped", "The merge \"" + node.node->id + "\" waits for all branches, but one was skipped; use mode any or collect.", node.node->id), Row::Insert);
            return;
        }
        complete(frame, index, input, "out", Row::Insert);
        return;
    case flow::NodeKind::Pure: executePure(frame, index, input); return;
    case flow::NodeKind::Effect:
    case flow::NodeKind::Wait:
    case flow::NodeKind::Approval: prepare(frame, index, input, nullptr); return;
    case flow::NodeKind::Map:
    case flow::NodeKind::Loop:
    case flow::NodeKind::Subflow: beginBody(frame, index, input); return;
    }
}

void Stretch::executePure(const std::shared_ptr<Frame> &frame, std::uint32_t index, const SharedValue &input)
{
    const FrameOutputs outputs(*frame);
    const auto ports = portsOf(*frame, index);
    auto scope = scopeOf(*frame, input.get());
    scope.nodes = &outputs;
    scope.ports = ports.get();
    auto result = frame->plan->nodes[index].pure->run({input, scope, m_evaluator, &m_pages});
    if (!result) {
        fail(frame, index, std::move(result).error(), Row::Insert);
        return;
    }
    complete(frame, index, std::move(result->value), result->port, Row::Insert);
}

Result<json::Value> Stretch::resolve(const Frame &frame, std::uint32_t index, const SharedValue &input, std::vector<SecretSlot> *secrets, const eval::NodeOutputs *outputs)
{
    const FrameOutputs own(frame);
    const auto ports = portsOf(frame, index);
    auto scope = scopeOf(frame, input.get());
    scope.nodes = outputs ? outputs : &own;
    scope.ports = ports.get();
    const auto &node = frame.plan->nodes[index];
    SB_TRY(config, node.config.resolve(scope, m_evaluator, secrets));
    if (!node.hasTemplates) {
        return config;
    }
    for (const auto &violation : m_options.registry.catalogue().schemaOf(*node.type).validate(config)) {
        const bool secret = secrets && std::any_of(secrets->begin(), secrets->end(), [&](const auto &slot) { return slot.pointer == violation.instancePath; });
        if (!secret) {
            return Error("config." + violation.keyword, "In \"" + node.node->id + "\", \"" + violation.instancePath + "\" " + violation.message + " once its templates are resolved.", node.node->id)
                .withArg("field", violation.instancePath);
        }
    }
    return config;
}

// Effects, waits and questions: everything that can be known before they start, and their row.
void Stretch::prepare(const std::shared_ptr<Frame> &frame, std::uint32_t index, const SharedValue &input, const store::StepRow *before)
{
    const auto &node = frame->plan->nodes[index];
    auto &state = frame->nodes[index];
    const auto row = before ? Row::Update : Row::Insert;
    std::vector<SecretSlot> secrets;
    auto config = resolve(*frame, index, input, &secrets);
    if (!config) {
        fail(frame, index, std::move(config).error(), row);
        return;
    }
    if (const auto bytes = json::approximateSize(*config); bytes > kMostConfig) {
        fail(frame, index, Error("value.tooLarge", "The configuration of \"" + node.node->id + "\" comes to " + std::to_string(bytes >> 20)
                                     + " MiB; large arrays go through map, filter and merge only.", node.node->id), row);
        return;
    }
    if (node.type->kind == flow::NodeKind::Approval) {
        ask(frame, index, input, std::move(config->get_object()), before);
        return;
    }
    if (node.type->kind == flow::NodeKind::Wait) {
        auto duration = flow::parseDuration(json::text(config->get_object(), "duration"));
        if (!duration) {
            fail(frame, index, std::move(duration).error(), row);
            return;
        }
        auto wakeAt = m_options.clock.now() + duration->count();
        if (before) {
            wakeAt = std::strtoll(before->detail.c_str(), nullptr, 10);
        } else {
            write(*frame, index, store::StepState::Waiting, {}, {}, {}, std::to_string(wakeAt), true);
        }
        m_turn.waits.push_back({frame, index, wakeAt});
        return;
    }
    EffectStart start;
    start.frame = frame;
    start.node = index;
    start.path = pathOf(*frame, index);
    start.key = idempotencyKey(m_run, start.path, state.generation);
    start.config = std::move(config->get_object());
    start.secrets = std::move(secrets);
    start.input = input;
    if (node.readsScope) {
        start.scope = scopeValue(*frame, index);
    }
    if (const auto given = m_run.inputs.find(start.path); given != m_run.inputs.end()) {
        auto text = rowText(*given->second, m_options.payloads, m_options.redact);
        if (!text) {
            fail(frame, index, std::move(text).error(), row);
            return;
        }
        start.edited = std::move(*text);
    }
    if (before && m_run.control.paused) {
        // It was under way, or waited to be tried again: it rests until the run goes on.
        const auto notBefore = before->state == store::StepState::Waiting ? std::max<UnixMillis>(1, notBeforeOf(*before)) : UnixMillis(1);
        start.rests = true;
        write(*frame, index, store::StepState::Waiting, {}, {}, {}, effectDetail(state.generation, start.key, start.config, notBefore, start.edited), false);
    } else if (before && before->state == store::StepState::Waiting && notBeforeOf(*before) > m_options.clock.now()) {
        start.notBefore = notBeforeOf(*before);
    } else {
        write(*frame, index, store::StepState::Started, {}, {}, {}, effectDetail(state.generation, start.key, start.config, 0, start.edited), !before);
    }
    m_turn.effects.push_back(std::move(start));
}

void Stretch::complete(const std::shared_ptr<Frame> &frame, std::uint32_t index, SharedValue output, std::string_view port, Row row)
{
    auto &state = frame->nodes[index];
    const auto &node = frame->plan->nodes[index];
    state.output = std::move(output);
    state.status = Status::Done;
    std::string edges;
    std::optional<Error> broken;
    if (!node.plainEdges || port != "out") {
        broken = decideEdges(*frame, index, port, edges);
    }
    if (row != Row::None) {
        write(*frame, index, store::StepState::Succeeded, state.output, broken, edges, {}, row == Row::Insert);
    }
    if (broken) {
        frameFailed(frame, std::move(*broken));
        return;
    }
    settle(frame, index, edges);
}

// Which edges are taken, as a text of 0 and 1; the error of a condition that threw.
std::optional<Error> Stretch::decideEdges(const Frame &frame, std::uint32_t index, std::string_view port, std::string &edges)
{
    const auto &plan = *frame.plan;
    const FrameOutputs outputs(frame);
    for (const auto e : plan.nodes[index].out) {
        const auto &edge = plan.edges[e];
        bool taken = edge.fromPort == port;
        if (taken && edge.condition) {
            const auto input = inputOf(frame, index);
            auto scope = scopeOf(frame, input.get());
            scope.nodes = &outputs;
            scope.output = frame.nodes[index].output.get();
            auto truth = m_evaluator.test(*edge.condition, scope);
            if (!truth) {
                edges.push_back(kBrokenEdge);
                edges.resize(plan.nodes[index].out.size(), '0');
                return std::move(truth).error();
            }
            taken = *truth;
        }
        edges.push_back(taken ? '1' : '0');
    }
    return std::nullopt;
}

// Tells the targets. `edges` empty: every edge of a plain node is taken.
void Stretch::settle(const std::shared_ptr<Frame> &frame, std::uint32_t index, std::string_view edges)
{
    const auto &plan = *frame->plan;
    std::vector<std::uint32_t> skipped;
    const auto tell = [&](std::uint32_t e, bool taken) {
        frame->edges[e] = taken ? EdgeState::Taken : EdgeState::Skipped;
        const auto to = plan.edges[e].to;
        auto &target = frame->nodes[to];
        --target.undecided;
        if (taken && target.taken++ == 0) {
            target.firstTaken = e;
        }
        if (target.status != Status::Pending) {
            return;
        }
        if (taken && plan.nodes[to].merge == MergeMode::First) {
            target.status = Status::Busy;
            m_run.ready.emplace_back(frame, to);
        } else if (target.undecided == 0 && target.taken > 0) {
            target.status = Status::Busy;
            m_run.ready.emplace_back(frame, to);
        } else if (target.undecided == 0) {
            target.status = Status::Skipped;
            skipped.push_back(to);
        }
    };
    const auto &out = plan.nodes[index].out;
    for (std::size_t i = 0; i < out.size(); ++i) {
        tell(out[i], edges.empty() || (i < edges.size() && edges[i] == '1'));
    }
    std::size_t settled = 1;
    while (!skipped.empty()) {
        const auto node = skipped.back();
        skipped.pop_back();
        ++settled;
        for (const auto e : plan.nodes[node].out) {
            tell(e, false);
        }
    }
    frame->remaining -= settled;
    if (frame->remaining == 0) {
        frameEnded(frame);
    }
}

void Stretch::skip(const std::shared_ptr<Frame> &frame, std::uint32_t index, Row row)
{
    frame->nodes[index].status = Status::Skipped;
    frame->nodes[index].output = nullptr;
    const std::string none(frame->plan->nodes[index].out.size(), '0');
    if (row != Row::None) {
        write(*frame, index, store::StepState::Skipped, {}, {}, none, {}, row == Row::Insert);
    }
    settle(frame, index, none.empty() ? std::string_view("0") : std::string_view(none));
}

void Stretch::fail(const std::shared_ptr<Frame> &frame, std::uint32_t index, Error error, Row row)
{
    auto &state = frame->nodes[index];
    const auto &plan = *frame->plan;
    const auto &node = plan.nodes[index];
    if (error.subject.empty()) {
        error.subject = node.node->id;
    }
    const bool hasPort = std::any_of(node.out.begin(), node.out.end(), [&](auto e) { return plan.edges[e].fromPort == "error"; });
    const auto policy = hasPort ? flow::OnError::Finish : node.node->onError;
    const bool isBody = node.body != nullptr;
    if (policy == flow::OnError::Hold && !isBody && !hasPort && m_run.mode == RunMode::Durable && !error.is("step.decidedFailed")) {
        hold(frame, index, error, row);
        return;
    }
    state.status = Status::Failed;
    std::string edges;
    std::optional<Error> broken;
    if (hasPort) {
        const auto input = inputOf(*frame, index);
        state.output = std::make_shared<const json::Value>(json::Object{
            {"code", error.code}, {"message", error.message}, {"node", node.node->id}, {"attempt", state.attempt}, {"input", input ? *input : json::Value(nullptr)}});
        broken = decideEdges(*frame, index, "error", edges);
    } else if (policy == flow::OnError::Default) {
        state.output = std::make_shared<const json::Value>(node.node->defaultOutput);
        broken = decideEdges(*frame, index, "out", edges);
    } else {
        edges.assign(std::max<std::size_t>(node.out.size(), 1), '0');
    }
    if (row != Row::None) {
        write(*frame, index, store::StepState::Failed, state.output, error, edges, {}, row == Row::Insert);
        if (!hasPort && policy != flow::OnError::Default && !m_isPassedOn && !isHandledAround(*frame)) {
            leaveLetter(*frame, index, error, false);
        }
    }
    if (broken) {
        frameFailed(frame, std::move(*broken));
    } else if (hasPort || policy == flow::OnError::Default) {
        settle(frame, index, edges);
    } else if (policy == flow::OnError::Finish) {
        frame->unhandled = frame->unhandled ? frame->unhandled : std::optional(std::move(error));
        settle(frame, index, edges);
    } else {
        frameFailed(frame, std::move(error));
    }
}

// The step waits for a person: in doubt, with what went wrong.
void Stretch::hold(const std::shared_ptr<Frame> &frame, std::uint32_t index, const Error &error, Row row)
{
    frame->nodes[index].status = Status::InDoubt;
    const auto path = pathOf(*frame, index);
    m_run.doubts[path] = {frame, index};
    m_turn.inDoubt.push_back(path);
    const auto &state = frame->nodes[index];
    auto detail = m_config.empty() ? std::string() : effectDetail(state.generation, idempotencyKey(m_run, path, state.generation), m_config, 0);
    write(*frame, index, store::StepState::InDoubt, {}, error, {}, std::move(detail), row == Row::Insert);
    leaveLetter(*frame, index, error, true);
}

json::Value Stretch::resultOf(const Frame &frame) const
{
    const auto &outputs = frame.plan->outputs;
    const auto value = [&](std::uint32_t node) { return frame.nodes[node].output ? *frame.nodes[node].output : json::Value(nullptr); };
    if (outputs.size() == 1) {
        return value(outputs.front());
    }
    if (outputs.empty()) {
        return nullptr;
    }
    json::Object object;
    for (const auto node : outputs) {
        object.emplace(frame.plan->nodes[node].node->id, value(node));
    }
    return object;
}

void Stretch::frameEnded(const std::shared_ptr<Frame> &frame)
{
    if (frame->unhandled) {
        frameFailed(frame, *frame->unhandled);
    } else if (frame->parent) {
        bodyFrameEnded(frame, resultOf(*frame));
    } else {
        m_run.result = resultOf(*frame);
        m_turn.ended = true;
    }
}

void Stretch::frameFailed(const std::shared_ptr<Frame> &frame, Error error)
{
    if (frame->parent) {
        bodyFrameFailed(frame, std::move(error));
    } else {
        m_turn.failure = std::move(error);
    }
}

Turn runStretch(Run &run, std::vector<Arrival> arrivals, eval::Evaluator &evaluator, const StretchOptions &options)
{
    return Stretch(run, evaluator, options).run(std::move(arrivals));
}

} // namespace signalbox::engine
