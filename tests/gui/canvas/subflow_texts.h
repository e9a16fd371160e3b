// SPDX-License-Identifier: GPL-3.0-or-later
// Flows that go into subflows and out again. (Their raw texts confuse moc, so they stand apart from the test.)
#pragma once

#include <array>
#include <string>

/// Edges that say more than the program knows, and bookmarks.
inline constexpr const char *kKept = R"({"id":"kept","nodes":[
  {"id":"t","type":"trigger.manual"},{"id":"a","type":"transform","config":{"expression":"1"}},{"id":"b","type":"transform","config":{"expression":"2"}},
  {"id":"c","type":"transform","config":{"expression":"3"}},{"id":"o","type":"output"}],
 "edges":[{"from":"t","to":"a","x-in":1},{"from":"t","to":"b","x-in":{"deep":[2]}},{"from":"a","to":"c","x-mid":3},{"from":"b","to":"c"},{"from":"c","to":"o","condition":"output","x-out":"4"}],
 "layout":{"nodes":{"t":[0,0],"a":[320,0],"b":[320,160],"c":[640,0],"o":[960,0]},"bookmarks":["t","b","c"]}})";
inline constexpr std::array kSaid = {R"("to":"a","x-in":1)", R"("to":"b","x-in":{"deep":[2]})", R"("to":"c","x-mid":3)", R"("condition":"output","x-out":"4")"};

/// A name with a quote in it, which expressions write in two ways.
inline constexpr const char *kQuoted = R"({"id":"quotes","nodes":[{"id":"it's","type":"transform","config":{"expression":"1"}},
  {"id":"next","type":"transform","config":{"expression":"nodes['it\\'s'].output + nodes[\"it's\"].output"}}],
 "edges":[{"from":"it's","to":"next"}],"layout":{"nodes":{"it's":[0,0],"next":[320,0]}}})";

/// A chain of that many steps behind a trigger, each of which names the one before it.
inline std::string chainOf(int count)
{
    std::string nodes = R"({"id":"t","type":"trigger.manual"})";
    std::string edges;
    std::string before = "t";
    for (int i = 0; i < count; ++i) {
        const auto id = "n" + std::to_string(i);
        nodes += R"(,{"id":")" + id + R"(","type":"transform","config":{"expression":"nodes.)" + before + R"(.output"}})";
        edges += (i ? "," : "") + (R"({"from":")" + before + R"(","to":")" + id + "\"}");
        before = id;
    }
    return R"({"id":"many","nodes":[)" + nodes + R"(],"edges":[)" + edges + "]}";
}
