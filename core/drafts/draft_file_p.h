// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a draft: checked lines, appended at once and synced later.
#pragma once

#include "base/executor.h"
#include "base/json.h"

#include <memory>
#include <string>
#include <vector>

namespace signalbox::drafts {

/// A line as it stands in the file, with its end.
std::string checkedLine(const json::Value &value);

struct ReadLines
{
    std::vector<json::Value> values; ///< those before the first that is torn or damaged
    std::size_t bytes = 0;           ///< how far they go
    std::size_t fileBytes = 0;       ///< of the whole file
    bool isDamaged = false;          ///< more than a torn last line is wrong
};

/// Errors: draft.io.
Result<ReadLines> readLines(const std::string &path);

/// An open file that only this program writes. What append() wrote survives the process at once and the power
/// a second later.
class DraftFile
{
public:
    /// Opens and locks it, making it where it is missing; what stands behind `keepBytes` is cut off.
    /// Errors: draft.held, draft.io.
    static Result<std::unique_ptr<DraftFile>> open(const std::string &path, std::size_t keepBytes);
    /// The disk has everything afterwards.
    ~DraftFile();

    /// That text in place of what it holds; a process that is killed leaves the one or the other, and no other program gets
    /// hold of it in between. Errors: draft.held, draft.io, draft.full; then it holds what it held.
    Result<void> replace(const std::string &text);
    /// Cuts off what stands behind `keepBytes`. Errors: draft.io.
    Result<void> cut(std::size_t keepBytes);
    std::size_t bytes() const { return m_bytes; }

    /// Errors: draft.full, draft.io; then nothing of it is in the file.
    Result<void> append(const std::string &text);
    /// Deletes the file.
    void remove();

private:
    DraftFile() = default;
    Result<void> lock();
    struct Syncer;

    std::string m_path;
    std::size_t m_bytes = 0;
    int m_file = -1;
    std::unique_ptr<Syncer> m_syncer;
};

} // namespace signalbox::drafts
