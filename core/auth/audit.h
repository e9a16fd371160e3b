// SPDX-License-Identifier: GPL-3.0-or-later
// Where decisions, sign-ins, changes and uses of secrets are written down.
#pragma once

#include "base/clock.h"
#include "store/repositories.h"

#include <string>
#include <string_view>

namespace signalbox::auth {

struct Principal;

/// Takes lines for the audit log; never fails and never waits.
/// Thread: the backend's.
class AuditTrail
{
public:
    virtual ~AuditTrail() = default;
    /// `action` is the permission's name or one like "auth.signIn"; `outcome` "ok", "allowed", "denied" or an error
    /// code. No argument ever holds a secret.
    virtual void record(const Principal &who, std::string_view action, const std::string &target, std::string_view outcome) = 0;
};

/// Writes to the store's chained log.
class StoreAuditTrail final : public AuditTrail
{
public:
    StoreAuditTrail(store::AuditRepository &audit, const Clock &clock) : m_audit(audit), m_clock(clock) {}
    void record(const Principal &who, std::string_view action, const std::string &target, std::string_view outcome) override;

private:
    store::AuditRepository &m_audit;
    const Clock &m_clock;
};

} // namespace signalbox::auth
