// SPDX-License-Identifier: GPL-3.0-or-later
// A plug-in with a pure type and an effect, as somebody else would write one: it knows nothing but signalbox/plugin.h.
#include <signalbox/plugin.h>

#include <fstream>
#include <string>

#include <unistd.h>

#ifndef ABI
#define ABI SIGNALBOX_PLUGIN_ABI
#endif

namespace {

std::string textOf(signalbox_text text) { return std::string(text.data, text.size); }

// The value of a string member, found without a library: enough here.
std::string member(const std::string &json, const std::string &name)
{
    const auto at = json.find("\"" + name + "\":\"");
    if (at == std::string::npos) {
        return {};
    }
    const auto begin = at + name.size() + 4;
    return json.substr(begin, json.find('"', begin) - begin);
}

void give(const signalbox_call *call, const std::string &json) { call->output(call->host, {json.data(), json.size()}); }

void count(const signalbox_type *, const signalbox_call *call)
{
    const auto text = member(textOf(call->config), "text");
    int words = text.empty() ? 0 : 1;
    for (const char c : text) {
        words += c == ' ';
    }
    give(call, "{\"words\":" + std::to_string(words) + "}");
}

void shout(const signalbox_type *, const signalbox_call *call)
{
    const auto text = member(textOf(call->config), "text");
    if (text.empty()) {
        const std::string why = "There is nothing to shout.";
        call->fail(call->host, "acme.silent", {why.data(), why.size()}, 0);
        return;
    }
    if (text == "latin") {
        const std::string why = "Gr\xfc\xdf" "e cannot be shouted.";
        call->log(call->host, "warn", {why.data(), why.size()});
        call->fail(call->host, "acme.latin", {why.data(), why.size()}, 0);
        return;
    }
    const std::string line = "shouting with a key of " + std::to_string(call->idempotency_key.size) + " letters";
    call->log(call->host, "info", {line.data(), line.size()});
    give(call, "{\"said\":\"" + text + "!\",\"stopped\":" + (call->is_stopped(call->host) ? "true" : "false") + "}");
}

// One that does not care whether it is to end.
void stay(const signalbox_type *, const signalbox_call *call)
{
    std::ofstream(member(textOf(call->config), "text")) << "here";
    while (true) {
        ::pause();
    }
}

const char *const kSchema = R"({"type":"object","properties":{"text":{"type":"string","title":"Text"}},"required":["text"]})";
const signalbox_type kCount = {sizeof(signalbox_type), "acme.count", "Count words", "data", nullptr, "Counts words.", "# Count words", kSchema, R"({"type":"object"})", SIGNALBOX_PURE, 0, count};
const signalbox_type kShout = {sizeof(signalbox_type), "acme.shout", "Shout", "data", nullptr, "Says it aloud.", "# Shout", kSchema, nullptr, SIGNALBOX_EFFECT, 1, shout};
const signalbox_type kStay = {sizeof(signalbox_type), "acme.stay", "Stay", "data", nullptr, "Stays.", "# Stay", kSchema, nullptr, SIGNALBOX_EFFECT, 1, stay};
const signalbox_type *const kTypes[] = {&kCount, &kShout, &kStay};
const signalbox_plugin kPlugin = {ABI, sizeof(signalbox_plugin), "words", "1.0", 3, kTypes};

} // namespace

extern "C" SIGNALBOX_PLUGIN_EXPORT const signalbox_plugin *signalbox_plugin_entry(void);
const signalbox_plugin *signalbox_plugin_entry(void) { return &kPlugin; }
