// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a value in place of an array that is too large for memory and lies in pages on the disk. This
// tells its shape only; who reads and writes pages checks whose it is.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace signalbox::json {

/// {"$pages": "sha256-…", "count": items, "bytes": of their JSON, "run": mark}
struct PagedShape
{
    std::string_view index; ///< of the pages; valid as long as the value
    std::int64_t count = 0;
    std::int64_t bytes = 0;
    std::string_view mark;
};

/// The shape, if the value has it.
std::optional<PagedShape> pagedShape(const Value &value);

} // namespace signalbox::json
