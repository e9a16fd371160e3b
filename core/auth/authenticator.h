// SPDX-License-Identifier: GPL-3.0-or-later
// From a token or a ticket to a Principal; and the brake on those who guess.
#pragma once

#include "auth/audit.h"
#include "auth/principal.h"
#include "base/async.h"
#include "base/clock.h"
#include "store/repositories.h"

#include <memory>
#include <string>

namespace signalbox::auth {

/// A failed sign-in costs its address one of ten tries, which come back one in six seconds; without one
/// nothing of that address is looked at. At most 10,000 addresses are remembered.
/// Thread: one.
class SignInLimiter
{
public:
    explicit SignInLimiter(Clock &clock);
    ~SignInLimiter();
    /// Errors: auth.tooMany (args retryAfterMs).
    Result<void> mayTry(const std::string &address);
    void failed(const std::string &address);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Signs clients in by their token.
/// Thread: the backend's.
class Authenticator
{
public:
    Authenticator(store::TokenRepository &tokens, AuditTrail &trail, Clock &clock);

    /// `address` is the peer's, without the port. Errors: auth.token (unknown, expired or revoked: the caller
    /// is not told which), auth.tooMany, store.*.
    Task<Result<Principal>> signIn(std::string token, std::string address);

private:
    store::TokenRepository &m_tokens;
    AuditTrail &m_trail;
    Clock &m_clock;
    SignInLimiter m_limiter;
};

/// One-time tickets for browsers, whose WebSocket cannot send a header: a signed-in client asks for one
/// and puts it where a token must never stand. Good for 30 seconds and one use; at most 10,000 at a time,
/// 100 for one token.
/// Thread: one.
class TicketOffice
{
public:
    explicit TicketOffice(Clock &clock);
    ~TicketOffice();
    /// Errors: auth.tooMany.
    Result<std::string> issue(const Principal &principal);
    /// Errors: auth.ticket (unknown, used or expired).
    Result<Principal> redeem(const std::string &ticket);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::auth
