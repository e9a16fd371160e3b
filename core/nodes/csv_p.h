// SPDX-License-Identifier: GPL-3.0-or-later
// Comma-separated values to JSON.
#pragma once

#include "base/json.h"

#include <string>
#include <string_view>

namespace signalbox::nodes {

struct CsvOptions
{
    char separator = ',';
    /// Yes: the first row names the columns, and rows become objects. No: they become arrays.
    enum class Header { Yes, No } header = Header::Yes;
};

/// Rows of texts. Quoted fields may hold separators, line ends and doubled quotes; empty lines are left
/// out; every row must have as many fields as the first.
/// Errors: file.csv, naming the line (arg line). Source: RFC 4180.
Result<json::Array> parseCsv(std::string_view text, const CsvOptions &options, const std::string &shown);

} // namespace signalbox::nodes
