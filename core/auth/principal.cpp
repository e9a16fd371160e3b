// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/principal.h"

#include "auth/audit.h"

namespace signalbox::auth {

bool permissionMatches(std::string_view granted, std::string_view wanted)
{
    if (granted == "*" || granted == wanted) {
        return !wanted.empty();
    }
    return granted.size() > 2 && granted.ends_with(".*") && wanted.size() >= granted.size()
        && wanted.starts_with(granted.substr(0, granted.size() - 1));
}

bool isPermissionPattern(std::string_view text)
{
    if (text == "*") {
        return true;
    }
    if (text.ends_with(".*")) {
        text.remove_suffix(2);
    }
    bool wantsLetter = true;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        if (!letter && (c != '.' || wantsLetter)) {
            return false;
        }
        wantsLetter = !letter;
    }
    return !wantsLetter;
}

bool mayDo(const Principal &principal, std::string_view permission)
{
    return std::any_of(principal.permissions.begin(), principal.permissions.end(),
                       [permission](const auto &granted) { return permissionMatches(granted, permission); });
}

Result<void> Authorizer::check(const Principal &principal, std::string_view permission, const std::string &target, Audited audited) const
{
    if (mayDo(principal, permission)) {
        if (audited == Audited::All) {
            m_trail.record(principal, permission, target, "allowed");
        }
        return {};
    }
    m_trail.record(principal, permission, target, "denied");
    return Error("auth.denied",
                 principal.subject + " lacks the permission " + std::string(permission)
                     + ". Use a token that has it, or ask the workspace's owner for it.",
                 target)
        .withArg("subject", principal.subject)
        .withArg("permission", std::string(permission));
}

} // namespace signalbox::auth
