// SPDX-License-Identifier: GPL-3.0-or-later
// The flow of the crash campaign: six lanes side by side, one with a map, a loop, a wait, an approval, code, retries
// and a subflow, and a call that fails for good and is held. Shared by the program that is killed and by the test that judges what is left.
#pragma once

#include "base/json.h"

#include <string>

namespace signalbox::crash {

inline constexpr int kLanes = 6;
inline constexpr int kNodesInLane = 8;
/// Items of the map and turns of the loop in the mixed lane; its call in a subflow is the `risky` of this number.
inline constexpr int kItems = 5;
inline constexpr int kTurns = 3;
inline constexpr int kMixedLane = kLanes;

inline std::string nodeId(const char *what, int lane) { return std::string(what) + "-" + std::to_string(lane); }

/// What a lane's file holds at the end.
inline std::string laneText(int lane) { return "lane " + std::to_string(lane) + " counted 42\n"; }

inline json::Object node(std::string id, std::string type, json::Object config)
{
    json::Object result;
    result.emplace("id", std::move(id));
    result.emplace("type", std::move(type));
    result.emplace("config", std::move(config));
    return result;
}

inline json::Object callOf(const char *method, const std::string &what, const std::string &which)
{
    json::Object config;
    config.emplace("method", method);
    config.emplace("url", "{{ vars.service }}/" + what + "/" + which);
    if (std::string_view(method) == "POST") {
        config.emplace("idempotent", true);
    }
    return config;
}

/// A body of one call and its output.
inline json::Object bodyOf(json::Object call)
{
    const std::string id(call.at("id").as_string());
    json::Object body;
    body.emplace("nodes", json::Array{std::move(call), node("out", "output", {})});
    body.emplace("edges", json::Array{json::Object{{"from", id}, {"to", "out"}}});
    return body;
}

inline json::Object call(const char *method, const std::string &what, int lane)
{
    json::Object config;
    config.emplace("method", method);
    config.emplace("url", "{{ vars.service }}/" + what + "/" + std::to_string(lane));
    if (std::string_view(method) == "POST") {
        config.emplace("body", json::Object{{"lane", lane}});
    }
    return config;
}

/// start -> lanes of [prepare, safe, between, risky, check, look, file, done] -> end. `safe` is a POST
/// that is repeated with its key, `risky` one that is held, `look` a GET, `file` a file.write.
inline std::string flowText(const std::string &service)
{
    json::Array nodes;
    json::Array edges;
    const auto edge = [&](const std::string &from, const std::string &to) {
        edges.push_back(json::Object{{"from", from}, {"to", to}});
    };
    nodes.push_back(node("start", "trigger.manual", {}));
    for (int lane = 0; lane < kLanes; ++lane) {
        const auto number = std::to_string(lane);
        auto safe = call("POST", "safe", lane);
        safe.emplace("idempotent", true);
        nodes.push_back(node("prepare-" + number, "transform", {{"set", json::Object{{"lane", lane}, {"count", "{{ 40 + 2 }}"}}}}));
        nodes.push_back(node("safe-" + number, "http.request", std::move(safe)));
        nodes.push_back(node("between-" + number, "transform",
                             {{"set", json::Object{{"count", "{{ nodes['prepare-" + number + "'].output.count }}"}}}, {"replace", true}}));
        nodes.push_back(node("risky-" + number, "http.request", call("POST", "risky", lane)));
        nodes.push_back(node("check-" + number, "condition", {{"expression", "nodes['between-" + number + "'].output.count === 42"}}));
        nodes.push_back(node("look-" + number, "http.request", call("GET", "look", lane)));
        nodes.push_back(node("file-" + number, "file.write",
                             {{"path", "lanes/" + number + ".txt"}, {"text", "lane " + number + " counted {{ nodes['between-" + number + "'].output.count }}\n"}}));
        nodes.push_back(node("done-" + number, "transform", {{"set", json::Object{{"bytes", "{{ input.bytes }}"}}}, {"replace", true}}));
        edge("start", "prepare-" + number);
        const char *steps[] = {"prepare-", "safe-", "between-", "risky-", "check-", "look-", "file-", "done-"};
        for (int i = 1; i < kNodesInLane; ++i) {
            edge(steps[i - 1] + number, steps[i] + number);
        }
        edge("done-" + number, "end");
    }
    auto flaky = node("flaky", "http.request", callOf("POST", "flaky", "0"));
    flaky.emplace("retry", json::Object{{"attempts", 20}, {"initial", "4ms"}, {"max", "20ms"}});
    nodes.push_back(std::move(flaky));
    nodes.push_back(node("each", "map", {{"items", "{{ [0, 1, 2, 3, 4] }}"}, {"concurrency", 2}, {"body", bodyOf(node("call", "http.request", callOf("POST", "mapped", "{{ item }}")))}}));
    nodes.push_back(node("rest", "wait", {{"duration", "20ms"}}));
    nodes.push_back(node("ask", "approval", {{"title", "Go on?"}}));
    nodes.push_back(node("think", "code", {{"code", "let sum = 0;\nfor (let i = 0; i < 1000; ++i) {\n  sum += i;\n}\nreturn { sum };"}}));
    auto gone = node("gone", "http.request", call("GET", "gone", 0));
    gone.emplace("onError", "hold");
    nodes.push_back(std::move(gone));
    nodes.push_back(node("turns", "loop", {{"while", "loop.index < 3"}, {"body", bodyOf(node("call", "http.request", callOf("GET", "turn", "{{ loop.index }}")))}}));
    nodes.push_back(node("inner", "subflow", {{"body", bodyOf(node("risky-" + std::to_string(kMixedLane), "http.request", call("POST", "risky", kMixedLane)))}}));
    for (const auto &[from, to] : {std::pair("start", "flaky"), {"flaky", "each"}, {"each", "rest"}, {"rest", "ask"}, {"think", "turns"}, {"turns", "inner"}, {"inner", "end"}, {"start", "gone"}, {"gone", "end"}}) {
        edge(from, to);
    }
    edges.push_back(json::Object{{"from", "ask"}, {"fromPort", "approved"}, {"to", "think"}});
    nodes.push_back(node("end", "output", {}));
    json::Object flow;
    flow.emplace("format", "signalbox.flow/1");
    flow.emplace("id", "crash");
    flow.emplace("vars", json::Object{{"service", service}});
    flow.emplace("nodes", std::move(nodes));
    flow.emplace("edges", std::move(edges));
    return json::write(json::Value(std::move(flow)));
}

} // namespace signalbox::crash
