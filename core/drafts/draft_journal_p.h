// SPDX-License-Identifier: GPL-3.0-or-later
// What a journal knows of its file.
#pragma once

#include "drafts/draft_file_p.h"
#include "drafts/draft_store.h"

namespace signalbox::drafts {

inline constexpr std::string_view kFormat = "signalbox.draft/1";

struct DraftJournal::Private
{
    std::unique_ptr<DraftFile> file;
    std::vector<std::uint64_t> written; ///< ids of the steps that the file has
    std::size_t position = 0;

    void knows(const flow::EditHistory &history);
};

/// The line about what a history has behind the first `keep` steps.
json::Value changeLine(const flow::EditHistory &history, std::size_t keep);

/// The line about what of a history was saved.
json::Value savedLine(std::int64_t revision, std::size_t at, std::size_t savedAt);

/// The line about a text that is kept beside the steps.
json::Value textLine(std::size_t at, std::string_view name, const std::optional<std::string> &text);

/// The draft that the lines of a file tell of; `path` names it in errors. Errors: draft.newer, draft.damaged.
Result<Draft> draftFromLines(const ReadLines &lines, const std::string &path);

} // namespace signalbox::drafts
