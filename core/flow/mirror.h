// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of a document under edit on a second thread, kept up to date by what changed, so that nobody copies a large
// flow to read it there.
#pragma once

#include "flow/edit.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace signalbox::flow {

/// What leads from one state of a history to a later one: steps that are taken back, then steps that are done.
struct MirrorUpdate
{
    std::size_t takenBack = 0;
    std::vector<EditStep> done;
};

/// Follows one history. Its cost is that of the changes.
/// Thread: the history's.
class MirrorSource
{
public:
    /// As the history stands; `mirror` begins there.
    explicit MirrorSource(const EditHistory &history);
    /// What came since the last call. Updates are applied in the order in which they were made, each once.
    MirrorUpdate update();

private:
    const EditHistory &m_history;
    std::vector<std::uint64_t> m_known; ///< the steps in effect there
};

/// The copy. Thread: any one; it is made on the history's and moved over.
class Mirror
{
public:
    explicit Mirror(const EditHistory &history);
    void apply(MirrorUpdate update);
    const json::Value &root() const { return m_root; }
    /// What changed it since the last time, in order; nothing: all of it may have, or too much did.
    std::optional<std::vector<Operation>> takeChanges();

private:
    void note(Operation operation);

    json::Value m_root;
    std::vector<EditStep> m_steps; ///< in effect, so that they can be taken back
    std::optional<std::vector<Operation>> m_changes;
    std::size_t m_changesBytes = 0;
};

} // namespace signalbox::flow
