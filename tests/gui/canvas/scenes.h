// SPDX-License-Identifier: GPL-3.0-or-later
// Flows that the pictures show. (Their raw texts confuse moc, so they stand apart from the test.)
#pragma once

#include <string>

constexpr const char *kRich = R"({
 "format": "signalbox.flow/1", "id": "rich", "name": "Rich",
 "nodes": [
  {"id": "start", "type": "trigger.manual", "name": "Every morning"},
  {"id": "mails", "type": "file.read", "name": "Read the mails", "config": {"path": "{{ input.folder }}"}},
  {"id": "kind", "type": "switch", "name": "What is it about?", "config": {"cases": [{"port": "billing", "expression": "a"}, {"port": "outage", "expression": "b"}]}},
  {"id": "bill", "type": "agent", "name": "Answer billing questions", "config": {"prompt": "Answer kindly and briefly, in the language of the mail"}},
  {"id": "page", "type": "http.request", "name": "Page who is on duty", "config": {"method": "POST", "url": "{{ vars.pager }}"}},
  {"id": "rest", "type": "transform", "name": "File for later", "config": {"set": {"later": true}}, "disabled": true},
  {"id": "any", "type": "merge", "name": "Together again", "config": {"mode": "any"}},
  {"id": "odd", "type": "something.unknown", "config": {}},
  {"id": "end", "type": "output"}
 ],
 "edges": [
  {"from": "start", "to": "mails"}, {"from": "mails", "to": "kind"},
  {"from": "kind", "fromPort": "billing", "to": "bill"}, {"from": "kind", "fromPort": "outage", "to": "page"},
  {"from": "kind", "fromPort": "default", "to": "rest"}, {"from": "bill", "to": "any"}, {"from": "page", "to": "any", "condition": "output.status < 300"},
  {"from": "page", "fromPort": "error", "to": "odd"}, {"from": "rest", "to": "any"}, {"from": "any", "to": "end"}
 ],
 "groups": [{"id": "g", "name": "Answers", "color": "agent"}, {"id": "h", "name": "Plain frame"}],
 "notes": [{"id": "n", "text": "**Who is on duty** stands in the *rota*.\n\n- weekdays: Ana\n- weekends: Jo"}],
 "layout": {
  "nodes": {"start": [0, 160], "mails": [320, 160], "kind": [640, 128], "bill": [1008, 0], "page": [1008, 160], "rest": [1008, 352], "any": [1376, 160], "odd": [1376, 320], "end": [1696, 160]},
  "groups": {"g": [976, -64, 288, 352], "h": [288, 96, 304, 176]},
  "notes": {"n": [640, -112, 256, 144]},
  "edges": {"rest:out>any:in": [[1296, 300]]}
 }
})";

inline std::string longLabels()
{
    return R"({"nodes":[{"id":"a","type":"http.request","name":"Donaudampfschifffahrtsgesellschaftskapitän prüft unaussprechlich lange Bezeichnungen","config":{"url":"https://a-very-long-host-name.example.com/with/a/path/that/never/ends?and=a&query=string"}},
 {"id":"b","type":"condition","name":"這是一個非常長的標題用來測試省略號是否正確","config":{"expression":"input.items.filter(item => item.score > 0.8 && item.kind === 'urgent').length > 0"}},
 {"id":"c","type":"transform","name":"تحويل البيانات إلى الشكل النهائي قبل الإرسال","config":{"set":{"a":1,"b":2,"c":3}}},{"id":"d","type":"output"}],
 "edges":[{"from":"a","to":"b"},{"from":"b","to":"c"},{"from":"b","fromPort":"false","to":"d"},{"from":"c","to":"d"}]})";
}
