// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a flow from its JSON: shape only; what it means is the validator's.
#include "flow/model.h"

#include "base/describe.h"
#include "flow/sentence_p.h"
#include "flow/shape_p.h"

#include <cmath>

namespace signalbox::flow {

namespace {

constexpr int kDeepest = 16;

// Where a value stands. The pointer is written only when there is something to report.
struct Place
{
    const Place *parent = nullptr;
    std::string_view key;
    std::size_t index = 0;
    std::string_view node; ///< id of the node, on its own place

    std::string pointer() const
    {
        std::string text = parent ? parent->pointer() : std::string();
        if (parent) {
            json::appendPointer(text, key.data() ? std::string(key) : std::to_string(index));
        }
        return text;
    }
    std::string nodeId() const
    {
        for (const auto *at = this; at; at = at->parent) {
            if (!at->node.empty()) {
                return std::string(at->node);
            }
        }
        return {};
    }
    Place at(std::string_view name) const { return {this, name, 0, {}}; }
    Place at(std::size_t number) const { return {this, {}, number, {}}; }
};

// A value as a message shows it: short ones as they stand, others by their kind.
std::string shown(const json::Value &value)
{
    if (value.is_number() || value.is_bool() || (value.is_string() && value.get_string().size() <= 40)) {
        return json::write(value);
    }
    return std::string(json::detail::kindName(value));
}

// Reads what it can and notes everything that has the wrong shape.
class ShapeReader
{
public:
    explicit ShapeReader(std::vector<ShapeProblem> &problems) : m_problems(problems) {}

    std::shared_ptr<Flow> readFlow(const json::Value &value, const Place &place, int depth)
    {
        auto flow = std::make_shared<Flow>();
        const auto *object = value.if_object();
        if (!object) {
            problem(place, "A flow is an object, but this is " + shown(value) + ".", "Write an object with \"nodes\" and \"edges\".");
            return flow;
        }
        checkFormat(*object, place);
        text(*object, place, "id", flow->id);
        text(*object, place, "name", flow->name);
        text(*object, place, "description", flow->description);
        readNodes(*object, place, *flow);
        const auto edgesPlace = place.at("edges");
        if (const auto *edges = array(*object, place, "edges")) {
            flow->edges.resize(edges->size());
            for (std::size_t i = 0; i < edges->size(); ++i) {
                readEdge((*edges)[i], edgesPlace.at(i), flow->edges[i]);
            }
        }
        if (const auto *vars = member(*object, place, "vars")) {
            flow->vars = *vars;
        }
        schema(*object, place, "inputs", flow->inputs);
        schema(*object, place, "outputs", flow->outputs);
        if (const auto *limits = member(*object, place, "limits")) {
            readLimits(*limits, place.at("limits"), flow->limits);
        }
        if (const auto *flows = member(*object, place, "flows")) {
            readFlows(*flows, place.at("flows"), depth, *flow);
        }
        return flow;
    }

private:
    void problem(const Place &place, std::string message, std::string fix, std::string code = "flow.shape")
    {
        m_problems.push_back({place.pointer(), std::move(message), std::move(fix), place.nodeId(), std::move(code)});
    }

    // `expected`: "a text", "an array of nodes".
    void wrong(const Place &place, std::string_view key, const std::string &expected, const json::Value &found)
    {
        problem(place.at(key), inQuotes(key) + " is " + shown(found) + ", but must be " + expected + ".", "Write " + expected + ", or leave the key out.");
    }

    void missing(const Place &place, std::string_view what, std::string_view key, std::string_view fix)
    {
        problem(place, std::string(what) + " has no " + inQuotes(key) + ".", std::string(fix));
    }

    void checkFormat(const json::Object &object, const Place &place)
    {
        const auto *format = object.if_contains("format");
        if (!format || (format->is_string() && format->get_string() == kFormat)) {
            return;
        }
        constexpr std::string_view family = "signalbox.flow/";
        const auto name = format->is_string() ? std::string_view(format->get_string()) : std::string_view();
        const auto number = name.starts_with(family) ? name.substr(family.size()) : std::string_view();
        const bool newer = !number.empty() && number.size() < 20 && number[0] != '0' && number.find_first_not_of("0123456789") == std::string_view::npos;
        problem(place.at("format"),
                newer ? "The flow has the format " + inQuotes(name) + ", which is newer than this version of Signalbox; it reads " + inQuotes(kFormat) + "."
                      : "The format " + shown(*format) + " is not known; this version of Signalbox reads " + inQuotes(kFormat) + ".",
                newer ? "Open it with a newer Signalbox, or save it there in the older format."
                      : "Write \"format\": " + inQuotes(kFormat) + ", or import the file if another program wrote it.",
                "flow.format");
    }

    void text(const json::Object &object, const Place &place, std::string_view key, std::string &out)
    {
        const auto *found = object.if_contains(key);
        if (found && !found->is_string()) {
            wrong(place, key, "a text", *found);
        } else if (found) {
            out.assign(found->get_string().data(), found->get_string().size());
        }
    }

    const json::Array *array(const json::Object &object, const Place &place, std::string_view key)
    {
        const auto *found = object.if_contains(key);
        if (found && !found->is_array()) {
            wrong(place, key, "an array", *found);
        }
        return found ? found->if_array() : nullptr;
    }

    const json::Object *member(const json::Object &object, const Place &place, std::string_view key)
    {
        const auto *found = object.if_contains(key);
        if (found && !found->is_object()) {
            wrong(place, key, "an object", *found);
        }
        return found ? found->if_object() : nullptr;
    }

    void schema(const json::Object &object, const Place &place, std::string_view key, json::Value &out)
    {
        const auto *found = object.if_contains(key);
        if (found && !found->is_object() && !found->is_bool()) {
            wrong(place, key, "a JSON Schema", *found);
        } else if (found) {
            out = *found;
        }
    }

    void duration(const json::Object &object, const Place &place, std::string_view key, Millis &out)
    {
        const auto *found = object.if_contains(key);
        if (!found) {
            return;
        }
        if (!found->is_string()) {
            wrong(place, key, "a duration such as \"30s\"", *found);
            return;
        }
        auto parsed = parseDuration(std::string_view(found->get_string()));
        if (parsed) {
            out = *parsed;
        } else {
            problem(place.at(key), inQuotes(std::string_view(found->get_string())) + " is no duration.", "Write a number and ms, s, m, h or d, such as \"30s\"; at most 100 years.");
        }
    }

    template<typename I>
    void number(const json::Object &object, const Place &place, std::string_view key, I &out, I least)
    {
        const auto *found = object.if_contains(key);
        if (!found) {
            return;
        }
        if (found->is_number()) {
            const auto value = found->to_number<double>();
            const bool fits = value >= static_cast<double>(least) && value <= static_cast<double>(kLargest);
            if (fits && (std::is_floating_point_v<I> || std::floor(value) == value)) {
                out = static_cast<I>(value);
                return;
            }
        }
        const std::string kind = std::is_floating_point_v<I> ? "a number" : "a whole number";
        wrong(place, key, kind + " from " + std::to_string(static_cast<std::int64_t>(least)) + " to " + std::to_string(kLargest), *found);
    }

    template<typename E>
    void choice(const json::Object &object, const Place &place, std::string_view key, E &out)
    {
        const auto *found = object.if_contains(key);
        if (!found) {
            return;
        }
        if (const auto known = found->is_string() ? json::enumFromName<E>(std::string_view(found->get_string())) : std::nullopt) {
            out = *known;
            return;
        }
        std::string names;
        for (const auto &entry : json::detail::enumNames<E>()) {
            names += (names.empty() ? "" : ", ") + inQuotes(entry.second);
        }
        wrong(place, key, "one of " + names, *found);
    }

    void readNodes(const json::Object &object, const Place &place, Flow &flow)
    {
        if (!object.contains("nodes")) {
            missing(place, "The flow", "nodes", "Add \"nodes\", an array.");
            return;
        }
        const auto nodesPlace = place.at("nodes");
        if (const auto *nodes = array(object, place, "nodes")) {
            flow.nodes.resize(nodes->size());
            for (std::size_t i = 0; i < nodes->size(); ++i) {
                readNode((*nodes)[i], nodesPlace.at(i), flow.nodes[i]);
            }
        }
    }

    void readNode(const json::Value &value, Place place, Node &node)
    {
        const auto *object = value.if_object();
        if (!object) {
            problem(place, "A node is an object, but this is " + shown(value) + ".", "Write an object with \"id\" and \"type\".");
            return;
        }
        text(*object, place, "id", node.id);
        place.node = node.id;
        if (!object->contains("id")) {
            missing(place, "A node", "id", "Give it an \"id\" that no other node has.");
        }
        text(*object, place, "type", node.type);
        if (!object->contains("type")) {
            missing(place, node.id.empty() ? std::string("A node") : "The node " + inQuotes(node.id), "type", "Give it a \"type\", such as \"transform\".");
        }
        text(*object, place, "name", node.name);
        if (const auto *config = member(*object, place, "config")) {
            node.config = *config;
        }
        if (const auto *retry = member(*object, place, "retry")) {
            const auto inner = place.at("retry");
            auto &policy = node.retry.emplace();
            number(*retry, inner, "attempts", policy.attempts, 1);
            number(*retry, inner, "factor", policy.factor, 1.0);
            duration(*retry, inner, "initial", policy.initial);
            duration(*retry, inner, "max", policy.max);
        }
        if (const auto *breaker = member(*object, place, "breaker")) {
            const auto inner = place.at("breaker");
            auto &policy = node.breaker.emplace();
            number(*breaker, inner, "failures", policy.failures, 1);
            number(*breaker, inner, "probes", policy.probes, 1);
            duration(*breaker, inner, "openFor", policy.openFor);
        }
        if (object->contains("timeout")) {
            duration(*object, place, "timeout", node.timeout.emplace(0));
        }
        choice(*object, place, "onError", node.onError);
        if (const auto *output = object->if_contains("default")) {
            node.defaultOutput = *output;
        }
        if (object->contains("onInterrupted")) {
            choice(*object, place, "onInterrupted", node.onInterrupted.emplace(OnInterrupted::Hold));
        }
        if (const auto *disabled = object->if_contains("disabled")) {
            if (disabled->is_bool()) {
                node.disabled = disabled->get_bool();
            } else {
                problem(place.at("disabled"), "\"disabled\" is true or false, but this is " + shown(*disabled) + ".", "Write true, or remove it.");
            }
        }
    }

    void readEdge(const json::Value &value, const Place &place, Edge &edge)
    {
        const auto *object = value.if_object();
        if (!object) {
            problem(place, "An edge is an object, but this is " + shown(value) + ".", "Write an object with \"from\" and \"to\".");
            return;
        }
        text(*object, place, "from", edge.from);
        text(*object, place, "to", edge.to);
        for (const std::string_view key : {"from", "to"}) {
            if (!object->contains(key)) {
                missing(place, "An edge", key, "Give it " + inQuotes(key) + ", the id of a node.");
            }
        }
        text(*object, place, "fromPort", edge.fromPort);
        text(*object, place, "toPort", edge.toPort);
        if (object->contains("condition")) {
            text(*object, place, "condition", edge.condition.emplace());
        }
    }

    void readLimits(const json::Object &object, const Place &place, Limits &limits)
    {
        duration(object, place, "timeout", limits.timeout);
        number<std::int64_t>(object, place, "steps", limits.steps, 1);
        number(object, place, "depth", limits.depth, 1);
        number(object, place, "parallel", limits.parallel, 1);
        number<std::int64_t>(object, place, "tokens", limits.tokens, 1);
        number(object, place, "repeats", limits.repeats, 2);
        number(object, place, "startsPerMinute", limits.startsPerMinute, 1);
        duration(object, place, "pause", limits.pause);
        choice(object, place, "overlap", limits.overlap);
    }

    void readFlows(const json::Object &flows, const Place &place, int depth, Flow &flow)
    {
        if (depth >= kDeepest) {
            problem(place, "Flows stand more than " + std::to_string(kDeepest) + " deep in one another.", "Move them to \"flows\" of the file.");
            return;
        }
        for (const auto &entry : flows) {
            flow.flows.emplace(std::string(entry.key()), readFlow(entry.value(), place.at(entry.key()), depth + 1));
        }
    }

    static constexpr std::int64_t kLargest = 1'000'000'000;

    std::vector<ShapeProblem> &m_problems;
};

} // namespace

std::shared_ptr<Flow> readShape(const json::Value &value, std::vector<ShapeProblem> &problems)
{
    return ShapeReader(problems).readFlow(value, Place{}, 0);
}

Result<std::shared_ptr<Flow>> readChecked(const json::Value &value)
{
    std::vector<ShapeProblem> problems;
    auto flow = readShape(value, problems);
    if (problems.empty()) {
        return flow;
    }
    auto &first = problems.front();
    std::string message = (first.path.empty() ? "" : first.path + ": ") + first.message + " " + first.fix;
    if (problems.size() > 1) {
        message += " (" + std::to_string(problems.size() - 1) + " more such problem" + (problems.size() > 2 ? "s" : "") + ")";
    }
    return Error(first.code, std::move(message), first.node).withArg("path", first.path).withArg("count", std::to_string(problems.size()));
}

Result<Flow> fromJson(const json::Value &value)
{
    SB_TRY(flow, readChecked(value));
    return std::move(*flow);
}

} // namespace signalbox::flow
