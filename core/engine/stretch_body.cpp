// SPDX-License-Identifier: GPL-3.0-or-later
// Maps, loops and subflows: frames inside frames.
#include "engine/stretch_p.h"

namespace signalbox::engine {

namespace {

// Everything below a frame is given up, too.
void bury(Frame &frame)
{
    frame.dead = true;
    for (auto &[node, body] : frame.bodies) {
        for (auto &inner : body->frames) {
            if (inner) {
                bury(*inner);
            }
        }
    }
}

std::shared_ptr<const json::Value> share(json::Value value)
{
    return std::make_shared<const json::Value>(std::move(value));
}

} // namespace

// Frames hold raw pointers to their parents; the run and the bodies hold them.
std::shared_ptr<Frame> Stretch::owner(Frame *frame, Run &run)
{
    if (!frame->parent) {
        return run.root;
    }
    for (auto &held : frame->parent->bodies[frame->parentNode]->frames) {
        if (held.get() == frame) {
            return held;
        }
    }
    return nullptr;
}

void Stretch::beginBody(const std::shared_ptr<Frame> &frame, std::uint32_t index, const SharedValue &input)
{
    const auto &node = frame->plan->nodes[index];
    if (frame->depth + 1 > m_run.maxDepth) {
        fail(frame, index, Error("run.tooDeep", "Flows call one another deeper than " + std::to_string(m_run.maxDepth) + " levels; raise limits.depth if that is meant."), Row::Insert);
        return;
    }
    auto value = resolve(*frame, index, input, nullptr);
    if (!value) {
        fail(frame, index, std::move(value).error(), Row::Insert);
        return;
    }
    const auto given = share(std::move(*value));
    auto body = std::make_unique<Body>();
    if (node.type->kind == flow::NodeKind::Map) {
        if (!given->is_array() && !m_pages.isPaged(*given)) {
            fail(frame, index, Error("map.notAnArray", "\"items\" of \"" + node.node->id + "\" is no array; give one, or wrap the value in [ ].", node.node->id), Row::Insert);
            return;
        }
        auto items = PagedValues::Reader::open(m_pages, *given);
        if (!items) {
            fail(frame, index, std::move(items).error(), Row::Insert);
            return;
        }
        body->given = given;
        body->items.emplace(std::move(*items));
        body->results = std::make_unique<OrderedResults>(body->items->size());
        frame->bodies[index] = std::move(body);
        continueMap(frame, index);
        return;
    }
    if (node.type->kind == flow::NodeKind::Loop) {
        body->state = given;
        frame->bodies[index] = std::move(body);
        continueLoop(frame, index, false);
        return;
    }
    body->next = 1;
    frame->bodies[index] = std::move(body);
    startBodyFrame(frame, index, 0, given, pathOf(*frame, index) + "/");
}

std::shared_ptr<Frame> Stretch::innerFrame(const std::shared_ptr<Frame> &frame, std::uint32_t index, std::size_t number, SharedValue input, std::string prefix) const
{
    const auto &node = frame->plan->nodes[index];
    auto inner = makeFrame(node.body, std::move(input));
    inner->parent = frame.get();
    inner->parentNode = index;
    inner->number = number;
    inner->depth = frame->depth + 1;
    inner->prefix = std::move(prefix);
    inner->item = frame->item;
    inner->index = frame->index;
    inner->loop = frame->loop;
    if (node.type->kind == flow::NodeKind::Map) {
        inner->item = inner->input;
        inner->index = share(static_cast<std::int64_t>(number));
    } else if (node.type->kind == flow::NodeKind::Loop) {
        inner->loop = share(json::Object{{"index", static_cast<std::int64_t>(number)}, {"state", *inner->input}});
    }
    return inner;
}

void Stretch::startBodyFrame(const std::shared_ptr<Frame> &frame, std::uint32_t index, std::size_t number, SharedValue input, std::string prefix)
{
    const auto inner = innerFrame(frame, index, number, std::move(input), std::move(prefix));
    auto &body = *frame->bodies[index];
    ++body.active;
    // The slot of a frame that has ended is used again, so that a long map holds few.
    const auto free = std::find(body.frames.begin(), body.frames.end(), nullptr);
    if (free != body.frames.end()) {
        *free = inner;
    } else {
        body.frames.push_back(inner);
    }
    startFrame(inner);
}

void Stretch::continueMap(const std::shared_ptr<Frame> &frame, std::uint32_t index)
{
    auto &body = *frame->bodies[index];
    const auto &node = frame->plan->nodes[index];
    const auto count = body.items->size();
    while (body.next < count && body.active < static_cast<std::size_t>(node.concurrency) && !frame->dead) {
        auto item = body.items->next();
        if (!item) {
            m_turn.failure = std::move(item).error();
            return;
        }
        const auto number = body.next++;
        startBodyFrame(frame, index, number, share(std::move(*item)), pathOf(*frame, index) + "[" + std::to_string(number) + "]/");
        if (!frame->bodies.contains(index)) {
            return; // it ended or failed meanwhile
        }
    }
    if (body.active > 0 || body.next < count) {
        return;
    }
    auto results = body.results->finish(m_pages);
    if (!results) {
        m_turn.failure = std::move(results).error();
        return;
    }
    frame->bodies.erase(index);
    complete(frame, index, share(json::Object{{"results", std::move(*results)}}), "out", Row::Insert);
}

void Stretch::continueLoop(const std::shared_ptr<Frame> &frame, std::uint32_t index, bool afterTurn)
{
    auto &body = *frame->bodies[index];
    const auto &node = frame->plan->nodes[index];
    const auto loop = share(json::Object{{"index", static_cast<std::int64_t>(body.next)}, {"state", *body.state}});
    auto scope = scopeOf(*frame, body.state.get());
    scope.loop = loop.get();
    const FrameOutputs outputs(*frame);
    scope.nodes = &outputs;
    bool go = true;
    if (node.whileTrue) {
        auto truth = m_evaluator.test(*node.whileTrue, scope);
        if (!truth) {
            frame->bodies.erase(index);
            fail(frame, index, std::move(truth).error(), Row::Insert);
            return;
        }
        go = *truth;
    }
    if (go && node.until && afterTurn) {
        auto truth = m_evaluator.test(*node.until, scope);
        if (!truth) {
            frame->bodies.erase(index);
            fail(frame, index, std::move(truth).error(), Row::Insert);
            return;
        }
        go = !*truth;
    }
    if (go && static_cast<std::int64_t>(body.next) >= node.max) {
        if (!node.continueAtMax) {
            frame->bodies.erase(index);
            fail(frame, index, Error("loop.max", "The loop \"" + node.node->id + "\" took " + std::to_string(node.max) + " turns without an end; raise max, or set onMax to continue.", node.node->id), Row::Insert);
            return;
        }
        go = false;
    }
    if (!go) {
        auto state = body.state;
        frame->bodies.erase(index);
        complete(frame, index, std::move(state), "out", Row::Insert);
        return;
    }
    const auto number = body.next++;
    startBodyFrame(frame, index, number, body.state, pathOf(*frame, index) + "[" + std::to_string(number) + "]/");
}

void Stretch::bodyFrameEnded(const std::shared_ptr<Frame> &frame, json::Value result)
{
    const auto parent = owner(frame->parent, m_run);
    const auto index = frame->parentNode;
    auto &body = *parent->bodies[index];
    --body.active;
    std::replace(body.frames.begin(), body.frames.end(), frame, std::shared_ptr<Frame>());
    switch (parent->plan->nodes[index].type->kind) {
    case flow::NodeKind::Map:
        if (auto kept = body.results->set(frame->number, std::move(result)); !kept) {
            m_turn.failure = std::move(kept).error();
            return;
        }
        continueMap(parent, index);
        break;
    case flow::NodeKind::Loop:
        body.state = share(std::move(result));
        continueLoop(parent, index, true);
        break;
    default:
        parent->bodies.erase(index);
        complete(parent, index, share(std::move(result)), "out", Row::Insert);
        break;
    }
}

void Stretch::bodyFrameFailed(const std::shared_ptr<Frame> &frame, Error error)
{
    const auto parent = owner(frame->parent, m_run);
    const auto index = frame->parentNode;
    const auto &node = parent->plan->nodes[index];
    bury(*frame);
    auto &body = *parent->bodies[index];
    --body.active;
    std::replace(body.frames.begin(), body.frames.end(), frame, std::shared_ptr<Frame>());
    if (node.type->kind == flow::NodeKind::Map && node.onItemError != ItemError::Stop) {
        if (node.onItemError == ItemError::Collect) {
            json::Value shown(json::Object{{"error", json::Object{{"code", error.code}, {"message", error.message}}}});
            if (auto kept = body.results->set(frame->number, std::move(shown)); !kept) {
                m_turn.failure = std::move(kept).error();
                return;
            }
        }
        continueMap(parent, index);
        return;
    }
    for (auto &other : body.frames) {
        if (other) {
            bury(*other);
        }
    }
    parent->bodies.erase(index);
    if (node.type->kind == flow::NodeKind::Map) {
        error.message = "Item " + std::to_string(frame->number) + " of \"" + node.node->id + "\": " + error.message;
    }
    m_isPassedOn = true;
    fail(parent, index, std::move(error), Row::Insert);
    m_isPassedOn = false;
}

} // namespace signalbox::engine
