// SPDX-License-Identifier: GPL-3.0-or-later
// Who calls, and what they may do: the one place where permissions are checked.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox::auth {

class AuditTrail;

/// A signed-in caller. It acts in one workspace only.
struct Principal
{
    std::string subject;   ///< "owner", a user id, "worker:…"
    std::string workspace;
    std::vector<std::string> permissions; ///< patterns
    std::string tokenId;   ///< empty for the embedded backend's own client
    std::int64_t expiresAt = 0; ///< of the token, UTC milliseconds; 0: never

    bool operator==(const Principal &) const = default;
};

/// Whether what is granted covers what is wanted: "*", "flows.*" (also "flows.versions.read"), or the
/// name itself.
bool permissionMatches(std::string_view granted, std::string_view wanted);
/// Whether it is "*", or names of letters, digits and '-' joined by dots, the last of which may
/// be "*".
bool isPermissionPattern(std::string_view text);
/// Whether any of the principal's patterns covers it.
bool mayDo(const Principal &principal, std::string_view permission);

/// What of a decision goes into the audit log.
enum class Audited {
    Denials, ///< calls that only read
    All,     ///< calls that change something or use a secret
};

/// Decides each call. Thread: the backend's.
class Authorizer
{
public:
    explicit Authorizer(AuditTrail &trail) : m_trail(trail) {}
    /// Errors: auth.denied (args permission).
    Result<void> check(const Principal &principal, std::string_view permission, const std::string &target, Audited audited) const;

private:
    AuditTrail &m_trail;
};

} // namespace signalbox::auth
