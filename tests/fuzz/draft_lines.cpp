// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a draft: whatever they say, what is replayed can be undone to the bytes that it began with.
#include "drafts/draft_journal_p.h"

#include <cstdint>
#include <cstdlib>

using namespace signalbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    drafts::ReadLines lines;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        if (auto value = json::parse(rest.substr(0, end))) {
            lines.values.push_back(std::move(*value));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const auto draft = drafts::draftFromLines(lines, "fuzz");
    if (!draft) {
        return 0;
    }
    auto document = flow::Document::parse(draft->text);
    if (!document) {
        return 0;
    }
    const auto root = document->root();
    flow::EditHistory history(std::move(*document));
    history.replay(draft->steps, draft->position);
    while (history.redo()) {
    }
    while (history.undo()) {
    }
    if (history.root() != root) {
        std::abort();
    }
    return 0;
}
