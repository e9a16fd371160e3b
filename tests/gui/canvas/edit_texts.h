// SPDX-License-Identifier: GPL-3.0-or-later
// Flows and parts of flows that are cut, pasted and healed. (Their raw texts confuse moc, so they stand apart from the test.)
#pragma once

namespace signalbox::test {

/// a → b → c, the way to c on a condition that names b.
inline const char *kConditioned = R"({
 "format": "signalbox.flow/1", "id": "conditioned",
 "nodes": [
  {"id": "a", "type": "trigger.manual"},
  {"id": "b", "type": "transform", "config": {"expression": "nodes.a.output"}},
  {"id": "c", "type": "transform", "config": {"expression": "nodes['b'].output"}}
 ],
 "edges": [{"from": "a", "to": "b"}, {"from": "b", "to": "c", "condition": "nodes.b.output.ok && nodes.a.output"}],
 "layout": {"nodes": {"a": [0, 0], "b": [352, 0], "c": [704, 0]}}
})";

/// A node that runs "outer", which runs "inner"; "alone" is run by nobody.
inline const char *kCalling = R"({
 "format": "signalbox.flow/1", "id": "calling",
 "nodes": [
  {"id": "call", "type": "subflow", "config": {"flow": "outer"}},
  {"id": "each", "type": "map", "config": {"body": {"nodes": [{"id": "in", "type": "subflow", "config": {"flow": "inner"}}]}}}
 ],
 "flows": {
  "inner": {"id": "inner", "nodes": [{"id": "x", "type": "output"}]},
  "outer": {"id": "outer", "nodes": [{"id": "y", "type": "subflow", "config": {"flow": "inner"}}]},
  "alone": {"nodes": []}
 },
 "layout": {"nodes": {"call": [0, 0], "each": [0, 208]}}
})";

/// The same names for something else, but for "outer".
inline const char *kOtherInner = R"({
 "format": "signalbox.flow/1", "id": "other",
 "nodes": [{"id": "call", "type": "transform"}],
 "flows": {
  "inner": {"id": "inner", "nodes": [{"id": "x", "type": "transform"}]},
  "outer": {"id": "outer", "nodes": [{"id": "y", "type": "subflow", "config": {"flow": "inner"}}]}
 }
})";

/// A body that can be entered, and one in it.
inline const char *kNested = R"({
 "format": "signalbox.flow/1", "id": "nested",
 "nodes": [{"id": "m", "type": "map", "config": {"body": {
   "nodes": [{"id": "in", "type": "transform"}, {"id": "n", "type": "map", "config": {"body": {"nodes": [{"id": "deep", "type": "transform"}]}}}],
   "layout": {"nodes": {"in": [0, 0], "n": [352, 0]}}}}}],
 "layout": {"nodes": {"m": [0, 0]}}
})";

/// What edges say beside their ends: a → b → c → d, all of b and c may go.
inline const char *kSaying = R"({
 "format": "signalbox.flow/1", "id": "saying", "vars": {"on": true},
 "nodes": [
  {"id": "a", "type": "trigger.manual"}, {"id": "b", "type": "transform"}, {"id": "c", "type": "transform"}, {"id": "d", "type": "output"},
  {"id": "e", "type": "transform"}, {"id": "f", "type": "transform"}
 ],
 "edges": [
  {"from": "a", "to": "b", "condition": "output.x // first", "x-first": 1},
  {"from": "b", "to": "c", "condition": "vars.on", "x-second": 2},
  {"from": "c", "to": "d", "condition": "nodes.a.output.y", "x-third": 3},
  {"from": "e", "to": "f", "x-alone": true}
 ],
 "layout": {"nodes": {"a": [0, 0], "b": [352, 0], "c": [704, 0], "d": [1056, 0], "e": [0, 208], "f": [352, 208]}}
})";

/// Two edges that connect the same, and one that does not.
inline const char *kTwins = R"({
 "format": "signalbox.flow/1", "id": "twins",
 "nodes": [{"id": "a", "type": "trigger.manual"}, {"id": "b", "type": "transform"}, {"id": "c", "type": "output"}],
 "edges": [{"from": "a", "to": "b", "x-which": 1}, {"from": "b", "to": "c"}, {"from": "a", "to": "b", "x-which": 2}],
 "layout": {"nodes": {"a": [0, 0], "b": [352, 0], "c": [704, 0]}}
})";

/// The wide frame holds b alone, which stands in the narrow one, too.
inline const char *kOverlapping = R"({
 "nodes": [{"id": "a", "type": "transform"}, {"id": "b", "type": "transform"}, {"id": "c", "type": "output"}],
 "edges": [{"from": "a", "to": "b"}, {"from": "b", "to": "c"}],
 "groups": [{"id": "wide", "name": "Wide"}, {"id": "narrow", "name": "Narrow"}],
 "layout": {"nodes": {"a": [0, 600], "b": [352, 0], "c": [900, 600]},
  "groups": {"wide": [300, -100, 700, 300], "narrow": [320, -180, 300, 320]}}
})";

struct OddText
{
    const char *name;
    const char *text;
    const char *named; ///< in the refusal
};

/// What looks like a part of a flow and is none.
inline const OddText kOddTexts[] = {
    {"no type", R"({"nodes":[{"id":"z"}]})", "/nodes/0"},
    {"no id", R"({"nodes":[{"type":"transform"}]})", "/nodes/0"},
    {"type is a number", R"({"nodes":[{"id":"z","type":5}]})", "/nodes/0/type"},
    {"disabled is a text", R"({"nodes":[{"id":"z","type":"transform","disabled":"yes"}]})", "/nodes/0/disabled"},
    {"config is a list", R"({"nodes":[{"id":"z","type":"transform","config":[]}]})", "/nodes/0/config"},
    {"retry is a number", R"({"nodes":[{"id":"z","type":"transform","retry":3}]})", "/nodes/0/retry"},
    {"node is a number", R"({"nodes":[7]})", "/nodes/0"},
    {"nodes are an object", R"({"nodes":{}})", "/nodes"},
    {"id is empty", R"({"nodes":[{"id":"","type":"transform"}]})", "/nodes/0/id"},
    {"id twice", R"({"nodes":[{"id":"z","type":"transform"},{"id":"z","type":"output"}]})", "/nodes/1/id"},
    {"condition is a number", R"({"nodes":[{"id":"y","type":"transform"},{"id":"z","type":"output"}],"edges":[{"from":"y","to":"z","condition":7}]})", "/edges/0/condition"},
    {"edge without an end", R"({"nodes":[{"id":"y","type":"transform"}],"edges":[{"from":"y"}]})", "/edges/0"},
    {"edges are a text", R"({"nodes":[{"id":"y","type":"transform"}],"edges":"y>z"})", "/edges"},
    {"flow is a number", R"({"nodes":[{"id":"y","type":"transform"}],"flows":{"f":1}})", "/flows/f"},
    {"groups are an object", R"({"nodes":[],"groups":{"g":{}}})", "/groups"},
    {"group is a text", R"({"nodes":[],"groups":["g"]})", "/groups/0"},
    {"group without id", R"({"nodes":[],"groups":[{"name":"g"}]})", "/groups/0/id"},
    {"name of a group is a number", R"({"nodes":[],"groups":[{"id":"g","name":1}]})", "/groups/0/name"},
    {"text of a note is a list", R"({"notes":[{"id":"n","text":[]}]})", "/notes/0/text"},
    {"layout is a list", R"({"nodes":[{"id":"z","type":"transform"}],"layout":[]})", "/layout"},
    {"places are a list", R"({"nodes":[{"id":"z","type":"transform"}],"layout":{"nodes":[]}})", "/layout/nodes"},
    {"place is far away", R"({"nodes":[{"id":"z","type":"transform"}],"layout":{"nodes":{"z":[1e30,0]}}})", "/layout/nodes/z"},
    {"place of a note is short", R"({"notes":[{"id":"n","text":""}],"layout":{"notes":{"n":[0,0]}}})", "/layout/notes/n"},
    {"route is a number", R"({"nodes":[{"id":"z","type":"transform"}],"layout":{"edges":{"a>b":1}}})", "/layout/edges/a>b"},
    {"newer format", R"({"format":"signalbox.flow/9","nodes":[{"id":"z","type":"transform"}]})", "signalbox.flow/9"},
};

} // namespace signalbox::test
