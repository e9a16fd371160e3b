// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a flow from its JSON: shape only; what it means is the validator's.
#include "flow/model.h"

#include "base/describe.h"
#include "flow/shape_p.h"

namespace signalbox::flow {

namespace {

// Reads what it can and notes everything that has the wrong shape.
class ShapeReader
{
public:
    explicit ShapeReader(std::vector<ShapeProblem> &problems) : m_problems(problems) {}

    std::shared_ptr<const Flow> readFlow(const json::Value &value, const std::string &path, int depth)
    {
        auto flow = std::make_shared<Flow>();
        const auto *object = value.if_object();
        if (!object) {
            wrong(path, "A flow is an object with \"nodes\" and \"edges\"", value);
            return flow;
        }
        checkFormat(*object, path);
        text(*object, path, "id", flow->id);
        text(*object, path, "name", flow->name);
        text(*object, path, "description", flow->description);
        if (const auto *nodes = array(*object, path, "nodes", true)) {
            flow->nodes.reserve(nodes->size());
            for (std::size_t i = 0; i < nodes->size(); ++i) {
                readNode((*nodes)[i], path, i, flow->nodes.emplace_back());
            }
        }
        if (const auto *edges = array(*object, path, "edges", false)) {
            flow->edges.reserve(edges->size());
            for (std::size_t i = 0; i < edges->size(); ++i) {
                readEdge((*edges)[i], path, i, flow->edges.emplace_back());
            }
        }
        if (const auto *vars = member(*object, path, "vars")) {
            flow->vars = *vars;
        }
        if (const auto *inputs = object->if_contains("inputs")) {
            flow->inputs = *inputs;
        }
        if (const auto *outputs = object->if_contains("outputs")) {
            flow->outputs = *outputs;
        }
        if (const auto *limits = member(*object, path, "limits")) {
            readLimits(*limits, path + "/limits", flow->limits);
        }
        if (const auto *flows = member(*object, path, "flows")) {
            if (depth >= kDeepest) {
                m_problems.push_back({path + "/flows", "Flows nest deeper than " + std::to_string(kDeepest) + " files in one another; flatten them."});
                return flow;
            }
            for (const auto &entry : *flows) {
                std::string inner = path + "/flows";
                json::appendPointer(inner, entry.key());
                flow->flows.emplace(std::string(entry.key()), readFlow(entry.value(), inner, depth + 1));
            }
        }
        return flow;
    }

private:
    static constexpr int kDeepest = 16;

    void wrong(const std::string &path, const std::string &expected, const json::Value &found)
    {
        m_problems.push_back({path, expected + ", but this is " + std::string(json::detail::kindName(found)) + "."});
    }

    void checkFormat(const json::Object &object, const std::string &path)
    {
        const auto *format = object.if_contains("format");
        if (!format || (format->is_string() && format->get_string() == "signalbox.flow/1")) {
            return;
        }
        m_problems.push_back({path + "/format",
                              "The format " + json::write(*format) + " is not known here; this version reads \"signalbox.flow/1\". Open it with a newer Signalbox.",
                              "flow.format"});
    }

    void text(const json::Object &object, const std::string &path, std::string_view key, std::string &out, bool required = false)
    {
        const auto *found = object.if_contains(key);
        if (!found) {
            if (required) {
                m_problems.push_back({path, "\"" + std::string(key) + "\" is missing; it is a text."});
            }
            return;
        }
        if (!found->is_string()) {
            wrong(path + "/" + std::string(key), "\"" + std::string(key) + "\" is a text", *found);
            return;
        }
        out.assign(found->get_string().data(), found->get_string().size());
    }

    const json::Array *array(const json::Object &object, const std::string &path, std::string_view key, bool required)
    {
        const auto *found = object.if_contains(key);
        if (!found) {
            if (required) {
                m_problems.push_back({path, "\"" + std::string(key) + "\" is missing; it is an array, perhaps an empty one."});
            }
            return nullptr;
        }
        if (!found->is_array()) {
            wrong(path + "/" + std::string(key), "\"" + std::string(key) + "\" is an array", *found);
            return nullptr;
        }
        return &found->get_array();
    }

    const json::Object *member(const json::Object &object, const std::string &path, std::string_view key)
    {
        const auto *found = object.if_contains(key);
        if (!found) {
            return nullptr;
        }
        if (!found->is_object()) {
            wrong(path + "/" + std::string(key), "\"" + std::string(key) + "\" is an object", *found);
            return nullptr;
        }
        return &found->get_object();
    }

    void duration(const json::Object &object, const std::string &path, std::string_view key, Millis &out)
    {
        const auto *found = object.if_contains(key);
        if (!found) {
            return;
        }
        if (!found->is_string()) {
            wrong(path + "/" + std::string(key), "A duration is a text such as \"30s\"", *found);
            return;
        }
        auto parsed = parseDuration(std::string_view(found->get_string()));
        if (!parsed) {
            m_problems.push_back({path + "/" + std::string(key), parsed.error().message});
            return;
        }
        out = *parsed;
    }

    template<typename I>
    void number(const json::Object &object, const std::string &path, std::string_view key, I &out, I least)
    {
        const auto *found = object.if_contains(key);
        if (!found) {
            return;
        }
        if constexpr (std::is_floating_point_v<I>) {
            if (found->is_number() && found->to_number<double>() >= least) {
                out = found->to_number<double>();
                return;
            }
        } else if (found->is_int64() && found->get_int64() >= least && std::in_range<I>(found->get_int64())) {
            out = static_cast<I>(found->get_int64());
            return;
        }
        m_problems.push_back({path + "/" + std::string(key),
                              "\"" + std::string(key) + "\" is a number of at least " + json::write(json::Value(least)) + ", but this is " + json::write(*found) + "."});
    }

    template<typename E>
    void choice(const json::Object &object, const std::string &path, std::string_view key, E &out)
    {
        const auto *found = object.if_contains(key);
        if (!found) {
            return;
        }
        const auto known = found->is_string() ? json::enumFromName<E>(std::string_view(found->get_string())) : std::nullopt;
        if (known) {
            out = *known;
            return;
        }
        std::string names;
        for (const auto &entry : json::detail::enumNames<E>()) {
            names += (names.empty() ? "" : ", ") + entry.second;
        }
        m_problems.push_back({path + "/" + std::string(key), "\"" + std::string(key) + "\" is one of " + names + ", but this is " + json::write(*found) + "."});
    }

    void readNode(const json::Value &value, const std::string &flowPath, std::size_t index, Node &node)
    {
        const auto *object = value.if_object();
        const std::string path = flowPath + "/nodes/" + std::to_string(index);
        if (!object) {
            wrong(path, "A node is an object with \"id\" and \"type\"", value);
            return;
        }
        text(*object, path, "id", node.id, true);
        text(*object, path, "type", node.type, true);
        text(*object, path, "name", node.name);
        if (const auto *config = member(*object, path, "config")) {
            node.config = *config;
        }
        if (const auto *retry = member(*object, path, "retry")) {
            RetryPolicy policy;
            const auto inner = path + "/retry";
            number(*retry, inner, "attempts", policy.attempts, 1);
            number(*retry, inner, "factor", policy.factor, 1.0);
            duration(*retry, inner, "initial", policy.initial);
            duration(*retry, inner, "max", policy.max);
            node.retry = policy;
        }
        if (object->if_contains("timeout")) {
            Millis timeout{0};
            duration(*object, path, "timeout", timeout);
            node.timeout = timeout;
        }
        choice(*object, path, "onError", node.onError);
        if (const auto *output = object->if_contains("default")) {
            node.defaultOutput = *output;
        }
        if (object->if_contains("onInterrupted")) {
            auto policy = OnInterrupted::Hold;
            choice(*object, path, "onInterrupted", policy);
            node.onInterrupted = policy;
        }
    }

    void readEdge(const json::Value &value, const std::string &flowPath, std::size_t index, Edge &edge)
    {
        const auto *object = value.if_object();
        const std::string path = flowPath + "/edges/" + std::to_string(index);
        if (!object) {
            wrong(path, "An edge is an object with \"from\" and \"to\"", value);
            return;
        }
        text(*object, path, "from", edge.from, true);
        text(*object, path, "to", edge.to, true);
        text(*object, path, "fromPort", edge.fromPort);
        text(*object, path, "toPort", edge.toPort);
        if (object->if_contains("condition")) {
            std::string condition;
            text(*object, path, "condition", condition);
            edge.condition = std::move(condition);
        }
    }

    void readLimits(const json::Object &object, const std::string &path, Limits &limits)
    {
        duration(object, path, "timeout", limits.timeout);
        number<std::int64_t>(object, path, "steps", limits.steps, 1);
        number(object, path, "depth", limits.depth, 1);
        number(object, path, "parallel", limits.parallel, 1);
    }

    std::vector<ShapeProblem> &m_problems;
};

} // namespace

std::shared_ptr<const Flow> readShape(const json::Value &value, std::vector<ShapeProblem> &problems)
{
    return ShapeReader(problems).readFlow(value, "", 0);
}

Result<std::shared_ptr<const Flow>> readChecked(const json::Value &value)
{
    std::vector<ShapeProblem> problems;
    auto flow = readShape(value, problems);
    if (problems.empty()) {
        return flow;
    }
    const auto &first = problems.front();
    std::string message = first.message;
    if (problems.size() > 1) {
        message += " (and " + std::to_string(problems.size() - 1) + " more)";
    }
    return Error(first.code, (first.path.empty() ? "" : first.path + ": ") + message).withArg("path", first.path);
}

Result<Flow> fromJson(const json::Value &value)
{
    SB_TRY(flow, readChecked(value));
    return Flow(*flow);
}

} // namespace signalbox::flow
