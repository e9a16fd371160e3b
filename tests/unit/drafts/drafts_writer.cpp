// SPDX-License-Identifier: GPL-3.0-or-later
// Edits a flow without end and says after each step that it is in the journal; it is there to be killed.
#include "drafts/draft_store.h"

#include <cstdio>

using namespace signalbox;

int main(int argc, char **argv)
{
    if (argc != 2) {
        return 2;
    }
    const std::string text = R"({"nodes":[{"id":"a","type":"output","config":{}}]})";
    auto document = flow::Document::parse(text);
    flow::EditHistory history(std::move(*document));
    drafts::DraftStore store(argv[1]);
    auto journal = store.begin({"backend", "flow"}, 1, text);
    if (!journal) {
        return 1;
    }
    for (int i = 0;; ++i) {
        history.begin("step");
        history.set(flow::Path() / "nodes" / std::size_t{0} / "config" / "n", i);
        history.commit();
        if (!(*journal)->sync(history)) {
            return 1;
        }
        std::printf("%d\n", i);
        std::fflush(stdout);
    }
}
