// SPDX-License-Identifier: GPL-3.0-or-later
// What nobody may read over a shoulder: passphrases, from the terminal without echo, or from a file.
#pragma once

#include "base/result.h"

#include <string>

namespace signalbox::cli {

/// Asks in the terminal. Errors: usage (there is no terminal; `option` names what to say instead), cancelled.
Result<std::string> askHidden(const std::string &question, const std::string &option);
/// The first line of a file that only its owner may read, of standard input ("-"), or of an open file ("/dev/fd/N").
/// Errors: vault.passphraseFile.
Result<std::string> readHidden(const std::string &path);

} // namespace signalbox::cli
