// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/audit.h"

#include "base/text.h"

#include "auth/principal.h"

namespace signalbox::auth {

namespace {
/// A target may come from a caller: a line stays a line.
constexpr std::size_t kMaxTarget = 512;
} // namespace

void StoreAuditTrail::record(const Principal &who, std::string_view action, const std::string &target, std::string_view outcome)
{
    store::AuditRow row;
    row.workspace = who.workspace;
    row.subject = who.subject;
    row.action = action;
    row.target = std::string(cutUtf8(target, kMaxTarget));
    row.outcome = outcome;
    row.time = m_clock.now();
    m_audit.append(std::move(row));
}

} // namespace signalbox::auth
