// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens that sign clients in: made once, shown once, kept as a hash.
#pragma once

#include "base/async.h"
#include "base/clock.h"
#include "store/repositories.h"

#include <string>
#include <string_view>
#include <vector>

namespace signalbox::auth {

/// "sbx_" and 32 random bytes in base64url. Thread: any.
std::string newToken();
/// Hex of BLAKE2b-256 of the token's text: what is stored.
std::string hashToken(std::string_view token);
/// Whether it has the form of a token; saves a look into the store.
bool looksLikeToken(std::string_view token);
/// Compares in a time that does not depend on where they differ.
bool equalInConstantTime(std::string_view a, std::string_view b);

struct TokenRequest
{
    std::string workspace;
    std::string subject;
    std::vector<std::string> permissions;
    UnixMillis expiresAt = 0; ///< 0: never
};

struct IssuedToken
{
    std::string id;
    std::string token; ///< the only time that it is seen
};

/// Makes and stores one. Errors: auth.request (a permission that is none), store.*.
Task<Result<IssuedToken>> issueToken(store::TokenRepository &tokens, TokenRequest request, Clock &clock);

/// The first token of a backend: everything in `workspace`, for "owner", in the file `path` with mode
/// 0600. Where the file is there and its token is good, nothing happens. Gives whether one was made.
/// Errors: auth.io, store.*.
Task<Result<bool>> ensureFirstToken(store::TokenRepository &tokens, std::string workspace, std::string path, Clock &clock);

/// What stands in such a file. Errors: auth.io.
Result<std::string> readTokenFile(const std::string &path);

} // namespace signalbox::auth
