// SPDX-License-Identifier: GPL-3.0-or-later
#include "said.h"

#include "flow/validate.h"

namespace signalbox::test {

namespace {

constexpr const char *kFlows[] = {
    // Shapes.
    "7",
    R"({"format": "signalbox.flow/9", "nodes": []})",
    R"({"format": 7, "nodes": {}, "edges": "x", "vars": 3, "limits": {"steps": "many", "timeout": "soon"}})",
    R"({"nodes": [3, {}, {"id": "a"}, {"id": "b", "type": 7}, {"id": "c", "type": "output", "onError": "perhaps", "retry": {"attempts": -1}, "timeout": 5}], "edges": [1, {}, {"from": "a"}]})",
    R"({"edges": []})",
    // Nodes.
    R"({"nodes": [], "edges": []})",
    R"({"nodes": [{"id": "a", "type": "htp.request"}, {"id": "a", "type": "nothing.like.it"}, {"id": "x/y", "type": "output"}], "edges": []})",
    R"({"nodes": [{"id": "t", "type": "trigger.manual"}, {"id": "a", "type": "output"}, {"id": "b", "type": "transform", "config": {"set": {}}}, {"id": "c", "type": "output"}], "edges": [{"from": "b", "to": "c"}, {"from": "a", "to": "t"}]})",
    // Edges.
    R"({"nodes": [{"id": "a", "type": "condition", "config": {"expression": "true"}}, {"id": "b", "type": "output"}],
        "edges": [{"from": "a", "to": "b", "fromPort": "ture"}, {"from": "a", "to": "bb"}, {"from": "zzzzzz", "to": "b"}, {"from": "a", "to": "b", "toPort": "far"}, {"from": "a", "to": "b"}, {"from": "a", "to": "b", "fromPort": "true"}]})",
    R"({"nodes": [{"id": "a", "type": "transform", "config": {"set": {}}}, {"id": "b", "type": "transform", "config": {"set": {}}}, {"id": "c", "type": "transform", "config": {"set": {}}}],
        "edges": [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}, {"from": "c", "to": "c"}]})",
    // Configurations.
    R"({"nodes": [{"id": "a", "type": "http.request", "config": {"url": "", "methd": "GET", "method": "!", "headers": 3, "parse": "xml", "maxBytes": 0, "timeout": "soon", "auth": {"type": "basic", "token": "x"}, "bodyType": "json", "followRedirects": "no"}},
                  {"id": "b", "type": "http.request", "config": {"body": "x", "timeout": 5, "maxBytes": 1.5}},
                  {"id": "c", "type": "wait", "config": {}}, {"id": "d", "type": "filter", "config": {"items": 3, "expression": "{{ item }}"}},
                  {"id": "e", "type": "switch", "config": {"cases": [{"port": "x", "expression": "1"}, {"port": "x", "expression": "2"}, {"port": "error", "expression": "3"}, {"port": "default", "expression": ""}]}},
                  {"id": "f", "type": "file.write", "config": {"path": "x"}}, {"id": "g", "type": "file.write", "config": {"path": "x", "text": "a", "json": 1}},
                  {"id": "h", "type": "file.read", "config": {"path": "x", "separator": ";", "header": true}}, {"id": "i", "type": "transform", "config": {"set": {}, "expression": "1", "replace": true}},
                  {"id": "j", "type": "merge", "config": {"mode": "none"}}, {"id": "k", "type": "loop", "config": {"flow": "x", "max": 0}}], "edges": []})",
    R"({"nodes": [{"id": "i", "type": "transform", "config": {"replace": true, "expression": "1"}}, {"id": "j", "type": "transform", "config": {}}, {"id": "k", "type": "loop", "config": {"flow": "x", "while": "1", "until": "2"}}], "edges": []})",
    // Expressions.
    R"({"nodes": [{"id": "a", "type": "transform", "config": {"set": {"a": "{{ }}", "b": "{{ 1 + }}", "c": "{{ (1 }}", "d": "{{ x", "e": "{{ return 1 }}", "f": "{{ 1; 2 }}", "g": "{{ 1 2 }}", "h": "{{ ) }}", "i": "{{ 'x }}", "j": "{{ # }}", "k": "{{ /x }}", "l": "{{ `x }}", "m": "{{ `${1` }}", "n": "{{ /* x }}"}}},
                  {"id": "b", "type": "transform", "config": {"set": {"a": "{{ nodes.c.output }}", "b": "{{ nodes.zz.output }}", "c": "{{ nodes[x] }}", "d": "{{ nodes.a.result }}", "e": "{{ item }}", "f": "{{ loop.index }}", "g": "{{ output }}", "h": "{{ secrets.KEY }}", "i": "{{ nodes.a[0] }}"}}},
                  {"id": "c", "type": "http.request", "config": {"url": "{{ secrets.KEY + 1 }}", "query": {"a": "{{ secrets.KEY }}"}}}],
        "edges": [{"from": "a", "to": "b", "condition": "x +"}, {"from": "b", "to": "c"}]})",
    // Flows in flows.
    R"({"nodes": [{"id": "a", "type": "map", "config": {"flow": "none"}}, {"id": "b", "type": "subflow", "config": {}}, {"id": "c", "type": "map", "config": {"flow": "x", "body": {"nodes": [{"id": "o", "type": "output"}], "edges": []}}},
                  {"id": "d", "type": "subflow", "config": {"flow": "rund"}}], "edges": [],
        "flows": {"round": {"nodes": [{"id": "r", "type": "subflow", "config": {"flow": "round"}}], "edges": []},
                  "inner": {"nodes": [{"id": "o", "type": "output"}], "edges": [], "flows": {"x": {"nodes": [{"id": "o", "type": "output"}], "edges": []}}}}})",
};

std::string message(const char *text)
{
    return json::parse(text).error().message;
}

} // namespace

Registered::Registered()
{
    const auto done = nodes::registerNodes(registry, {.http = http, .clock = clock, .addresses = {}, .files = {}, .fileThreads = 1});
    if (!done) {
        qFatal("%s", done.error().message.c_str());
    }
}

std::vector<std::string> findings()
{
    const Registered registered;
    const flow::ValidationContext context{registered.registry.catalogue(), [](auto) { return false; }, [](auto) { return false; }, false};
    std::vector<std::string> texts;
    for (const auto *text : kFlows) {
        const auto document = json::parse(text);
        if (!document) {
            qFatal("%s: %s", text, document.error().message.c_str());
        }
        auto found = flow::shapeFindings(*document);
        if (found.empty()) {
            found = flow::validate(*flow::fromJson(*document), context);
        }
        if (found.empty()) {
            qFatal("nothing is found in %s", text);
        }
        for (const auto &finding : found) {
            texts.push_back(finding.message);
            texts.push_back(finding.fix);
        }
    }
    return texts;
}

std::vector<std::string> errors()
{
    return {
        message("{"), message("[1 2]"), message("{\"a\": 1, \"a\": 2}"), message("01"), message("\"\\q\""), message("nul"), message("{} x"),
        "The flow has 2 errors:\n  a: The node \"a\" has the unknown type \"x\". Did you mean \"y\"?\n  In \"a\", the configuration lacks \"url\". Add it.",
        "The input is not what the flow takes:\n  it lacks \"folder\"\n  /count must be a whole number, but is a text",
        "The flow \"x\" cannot be published as it is: The node \"a\" has nothing to run. Give it \"flow\" (an id) or \"body\" (a flow).",
        "node \"any\", expression: It took longer than 500 ms and was stopped. In: while (true) {}",
        "node \"any\", set: The bracket \"(\" is not closed. (line 1, column 4).",
        "127.0.0.1:9 did not accept a connection in time; try again later, or allow it more time.",
        "The answer of http://x/ is larger than 10 bytes; raise the limit, or stream it.",
        "The path \"../x\" leads out of the data folder; use a path below the data folder, without \"..\".",
        "Line 3 of \"a.csv\" has 2 fields where the first row has 3.",
        "The address \"x\" cannot be requested: its scheme is neither http nor https. Give a full http:// or https:// URL.",
        "The database a.db could not be read or written (x). Nothing of this change was written. Check the disk and the folder's permissions.",
        "Item 3 of \"each\": The server answered with status 500.",
        "In \"a\", \"/url\" must be a text, but is a number once its templates are resolved.",
        "The connection to the backend is broken: The backend has ended.",
    };
}

} // namespace signalbox::test
