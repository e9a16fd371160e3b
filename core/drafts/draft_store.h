// SPDX-License-Identifier: GPL-3.0-or-later
// The drafts of a person: one file for each flow of each backend that is being edited.
#pragma once

#include "base/clock.h"
#include "flow/edit.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::drafts {

/// What a draft is of.
struct DraftKey
{
    std::string backend; ///< the data folder or the URL
    std::string flow;    ///< the flow's id; of one that was never saved, a UUID
    bool operator==(const DraftKey &) const = default;
};

struct DraftInfo
{
    DraftKey key;
    std::int64_t revision = 0; ///< of the flow that it is based on or was last saved as; 0: never saved
    std::size_t edits = 0;     ///< in effect since then, and one for texts that are kept beside them
    std::string title;         ///< the flow's name as it was edited last, else its id
    UnixMillis changedAt = 0;
    bool isDamaged = false;
};

/// A draft, read back.
struct Draft
{
    DraftInfo info;
    std::string text;                  ///< what the steps begin with
    std::vector<flow::EditStep> steps; ///< those that fit
    std::size_t position = 0;          ///< how many are in effect
    std::size_t savedPosition = 0;     ///< how many were when it was saved; npos: the saved state is none of these
    std::map<std::string, std::string, std::less<>> texts; ///< as keepText() has them
    std::size_t fileBytes = 0;         ///< of the file that it was read from
    std::size_t wholeBytes = 0;        ///< of its lines that are whole
};

/// The open journal of one draft.
/// Thread: the one of the window.
class DraftJournal
{
public:
    ~DraftJournal();
    DraftJournal(const DraftJournal &) = delete;
    DraftJournal &operator=(const DraftJournal &) = delete;

    /// Writes what the history has that the file has not: new steps, merged ones, undo and redo. To be called after each
    /// change; the cost is that of what is new. Errors: draft.io, draft.full; what could not be written is written by the next
    /// call.
    Result<void> sync(const flow::EditHistory &history);
    /// The history was saved as that revision when `position` of its steps were in effect; npos: as it stood then it is none
    /// of these any more.
    Result<void> markSaved(std::int64_t revision, const flow::EditHistory &history, std::size_t position);
    /// Keeps a text beside the steps under a name, in place of the one before; nothing takes it away. What it says is the
    /// caller's. Errors: draft.io, draft.full; then the one before is still there.
    Result<void> keepText(std::string_view name, const std::optional<std::string> &text);
    /// Nothing is left to restore: takes the file away and ends.
    void remove();

private:
    friend class DraftStore;
    struct Private;
    explicit DraftJournal(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

/// The folder of drafts. It holds nothing open: what only reads may be called on any thread, and so may resume() with a
/// history that no other thread uses.
class DraftStore
{
public:
    /// The folder is made when the first draft is.
    explicit DraftStore(std::string folder);

    /// All of them, the latest first. Files that are no drafts are passed over.
    std::vector<DraftInfo> list() const;
    /// Errors: draft.none, draft.io, draft.newer, draft.damaged (not even its beginning can be read).
    Result<Draft> read(const DraftKey &key) const;
    /// Starts a draft of a text; one that was there is replaced (setAside() keeps it). Errors: draft.held, draft.io,
    /// draft.full.
    Result<std::unique_ptr<DraftJournal>> begin(const DraftKey &key, std::int64_t revision, const std::string &text);
    /// Goes on with a draft whose steps the history has (EditHistory::replay()). A damaged one is kept beside as
    /// ".damaged" and written anew; one that says much twice is written shorter. Errors: those of begin(), and draft.held where
    /// somebody wrote to it since it was read.
    Result<std::unique_ptr<DraftJournal>> resume(const Draft &draft, const flow::EditHistory &history);
    /// Renames a draft that cannot be gone on with, so that another can begin in its place; its new path, empty where there
    /// was none. Errors: draft.held, draft.io.
    Result<std::string> setAside(const DraftKey &key);
    /// Takes a draft away that nobody holds. Errors: draft.held, draft.io.
    Result<void> discard(const DraftKey &key);

private:
    std::string pathOf(const DraftKey &key) const;
    std::string m_folder;
};

} // namespace signalbox::drafts
