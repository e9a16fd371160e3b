// SPDX-License-Identifier: GPL-3.0-or-later
// Flows whose runs are looked at. (Their raw texts confuse moc, so they stand apart from the tests.)
#pragma once

inline constexpr const char *kOverTime = R"~({
  "format": "signalbox.flow/1", "id": "over-time", "name": "Over time",
  "nodes": [
    {"id": "start", "type": "trigger.manual"},
    {"id": "each", "type": "map", "config": {"items": "{{ [1, 2, 3] }}", "body": {
      "nodes": [{"id": "twice", "type": "transform", "config": {"expression": "input * 2"}}, {"id": "out", "type": "output"}],
      "edges": [{"from": "twice", "to": "out"}]}}},
    {"id": "shape", "type": "transform", "config": {"expression": "({sum: input.results.length})"}},
    {"id": "end", "type": "output"}
  ],
  "edges": [{"from": "start", "to": "each"}, {"from": "each", "to": "shape"}, {"from": "shape", "to": "end"}],
  "layout": {"nodes": {"start": [0, 0], "each": [320, 0], "shape": [640, 0], "end": [960, 0]}}
})~";

/// What a step gives stands a while before the next one ends.
inline constexpr const char *kStopped = R"~({"format": "signalbox.flow/1", "id": "stopped", "nodes": [
            {"id": "start", "type": "trigger.manual"},
            {"id": "shape", "type": "transform", "config": {"expression": "({sum: 3, more: {text: 'x'.repeat(SIZE)}})"}},
            {"id": "pause", "type": "wait", "config": {"duration": "200ms"}},
            {"id": "end", "type": "output"}],
            "edges": [{"from": "start", "to": "shape"}, {"from": "shape", "to": "pause"}, {"from": "pause", "to": "end"}]})~";

/// One step after another, and one that is never come to.
inline constexpr const char *kPreviewed = R"~({"format": "signalbox.flow/1", "id": "preview", "nodes": [
            {"id": "start", "type": "trigger.manual"},
            {"id": "shape", "type": "transform", "config": {"expression": "({greeting: \"Hello \" + input.name, deep: {list: [{n: 1}]}})"}},
            {"id": "later", "type": "transform", "config": {"expression": "input.greeting"}},
            {"id": "never", "type": "transform", "config": {"expression": "input"}}],
            "edges": [{"from": "start", "to": "shape"}, {"from": "shape", "to": "later"}, {"from": "shape", "to": "never", "condition": "false"}]})~";

/// Steps whose settings can be chosen.
inline constexpr const char *kFields = R"~({"format": "signalbox.flow/1", "id": "fields", "nodes": [
    {"id": "start", "type": "trigger.manual"},
    {"id": "ask", "type": "llm", "config": {"prompt": "Hello"}},
    {"id": "read", "type": "file.read", "config": {"path": "a.txt"}},
    {"id": "write", "type": "file.write", "config": {"path": "b.txt"}},
    {"id": "script", "type": "code", "config": {"code": "return input;"}},
    {"id": "call", "type": "http.request", "config": {"url": "http://127.0.0.1:1/", "auth": {"type": "bearer"}}}],
    "edges": [{"from": "start", "to": "ask"}, {"from": "start", "to": "script"}]})~";

/// A flow of the file, which a node runs.
inline constexpr const char *kFlowOfTheFile = R"~({"format": "signalbox.flow/1", "id": "outer", "nodes": [
            {"id": "start", "type": "trigger.manual"}, {"id": "sub", "type": "subflow", "config": {"flow": "inner"}}],
            "edges": [{"from": "start", "to": "sub"}],
            "flows": {"inner": {"nodes": [
                {"id": "one", "type": "transform", "config": {"expression": "({deep: {n: 1}})"}},
                {"id": "two", "type": "transform", "config": {"expression": "input"}}, {"id": "out", "type": "output"}],
                "edges": [{"from": "one", "to": "two"}, {"from": "two", "to": "out"}]}}})~";
