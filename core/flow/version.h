// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of a flow: immutable, numbered from 1, at most one of them live. Values only; where they are
// kept is the store's.
#pragma once

#include "base/clock.h"
#include "flow/model.h"

#include <cstdint>
#include <span>
#include <string>

#include <boost/describe/class.hpp>

namespace signalbox::flow {

/// SHA-256 in hexadecimal of what a flow does: its JSON, written compactly, without any `layout` (of the
/// file, of the flows in it, of bodies). Two documents that differ only in spacing, escapes or the places
/// of nodes have the same.
std::string contentHash(const Document &document);

/// One published version. Never changes once made.
struct FlowVersion
{
    std::string flowId;
    std::int64_t number = 0; ///< from 1, without gaps
    std::string hash;        ///< contentHash() of its document
    UnixMillis createdAt = 0;
    std::string author;
    std::string note;
    bool operator==(const FlowVersion &) const = default;
};
BOOST_DESCRIBE_STRUCT(FlowVersion, (), (flowId, number, hash, createdAt, author, note))

/// Which version of a flow new runs take. Moving it is how a version is published and rolled back;
/// runs that have begun keep theirs. Zero: none yet.
struct LivePointer
{
    std::string flowId;
    std::int64_t number = 0;
    bool operator==(const LivePointer &) const = default;
};
BOOST_DESCRIBE_STRUCT(LivePointer, (), (flowId, number))

/// The version that publishing `document` makes after those there are (of one flow, in any order).
/// Errors: flow.unchanged (arg `number`) where the newest of them has the same content.
Result<FlowVersion> nextVersion(const Document &document, std::span<const FlowVersion> existing, UnixMillis now, std::string author, std::string note);

/// The pointer moved to a version that exists. Errors: flow.noVersion.
Result<LivePointer> moveLive(std::string flowId, std::int64_t number, std::span<const FlowVersion> existing);

} // namespace signalbox::flow
