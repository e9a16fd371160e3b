// SPDX-License-Identifier: GPL-3.0-or-later
// Backends elsewhere that a person has given a name, and the tokens that sign in to them.
#pragma once

#include "base/result.h"

#include <string>

namespace signalbox::session {

struct Profile
{
    std::string url;
    std::string tokenFile;
};

/// A URL as it is, with the token that keepToken() kept for it unless SIGNALBOX_TOKEN says another; or the profile of that name from signalbox/profiles.json in the platform's
/// configuration folder: {"team": {"url": "wss://…", "tokenFile": "…"}}. http and https become ws and wss.
/// Errors: profile.unknown (naming those that there are), profile.file, json.*.
Result<Profile> findProfile(const std::string &urlOrName);
/// Keeps the token of a backend for the next time, in a file of the configuration folder that only its owner can read.
/// Errors: auth.tokenFile.
Result<void> keepToken(const std::string &url, const std::string &token);
/// The text of a token file, else of SIGNALBOX_TOKEN. Errors: auth.tokenMissing, auth.tokenFile.
Result<std::string> readToken(const std::string &file);

} // namespace signalbox::session
