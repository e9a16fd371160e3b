// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/authenticator.h"

#include "auth/token.h"
#include "base/lru_cache.h"
#include "base/token_bucket.h"

#include <deque>
#include <unordered_map>

namespace signalbox::auth {

namespace {

constexpr double kTries = 10;
constexpr double kTriesPerSecond = 1.0 / 6;
constexpr std::size_t kMaxAddresses = 10'000;
constexpr UnixMillis kTicketLife = 30'000;
constexpr std::size_t kMaxTickets = 10'000;
constexpr std::size_t kMaxTicketsOfOne = 100;

Error badToken()
{
    return Error("auth.token", "The token is not valid. Check it, or make a new one on the backend's machine.");
}

Error tooMany(Millis wait)
{
    return Error("auth.tooMany", "There were too many tries. Wait a little and try again.")
        .withArg("retryAfterMs", std::to_string(std::max<std::int64_t>(wait.count(), 1)))
        .retryable();
}

} // namespace

struct SignInLimiter::Private
{
    explicit Private(Clock &time) : clock(time), buckets(kMaxAddresses) {}
    Clock &clock;
    // Pointers: a bucket must stay where it is.
    LruCache<std::string, std::shared_ptr<TokenBucket>> buckets;
};

SignInLimiter::SignInLimiter(Clock &clock) : d(std::make_unique<Private>(clock)) {}

SignInLimiter::~SignInLimiter() = default;

Result<void> SignInLimiter::mayTry(const std::string &address)
{
    // Only those who failed are remembered, so good clients push nobody out.
    if (const auto *bucket = d->buckets.find(address)) {
        if (const auto wait = (*bucket)->waitFor(1); wait.count() > 0) {
            return tooMany(wait);
        }
    }
    return {};
}

void SignInLimiter::failed(const std::string &address)
{
    if (!d->buckets.find(address)) {
        d->buckets.insert(address, std::make_shared<TokenBucket>(d->clock, kTries, kTriesPerSecond));
    }
    (void)(*d->buckets.find(address))->tryTake(1);
}

Authenticator::Authenticator(store::TokenRepository &tokens, AuditTrail &trail, Clock &clock)
    : m_tokens(tokens), m_trail(trail), m_clock(clock), m_limiter(clock)
{
}

Task<Result<Principal>> Authenticator::signIn(std::string token, std::string address)
{
    // A good token is good from everywhere: behind a proxy all clients share one address, and one that errs must not
    // keep the others out. Tokens are too long to be guessed; the limit is for the log and the store.
    std::optional<store::TokenRow> row;
    const auto hash = hashToken(token);
    if (looksLikeToken(token)) {
        SB_CO_TRY(found, co_await m_tokens.findByHash(hash));
        row = std::move(found);
    }
    const bool matches = row && equalInConstantTime(row->hash, hash);
    const bool isGood = matches && !row->revoked && (row->expiresAt == 0 || row->expiresAt > m_clock.now());
    if (!isGood) {
        SB_CO_CHECK(m_limiter.mayTry(address));
        m_limiter.failed(address);
        Principal who;
        who.subject = matches ? row->subject : "unknown";
        who.workspace = matches ? row->workspace : "";
        m_trail.record(who, "auth.signIn", address, !matches ? "auth.token" : row->revoked ? "revoked" : "expired");
        co_return badToken();
    }
    Principal principal;
    principal.subject = row->subject;
    principal.workspace = row->workspace;
    principal.permissions = row->permissions;
    principal.tokenId = row->id;
    principal.expiresAt = row->expiresAt;
    m_trail.record(principal, "auth.signIn", address, "ok");
    co_return principal;
}

struct TicketOffice::Private
{
    struct Ticket
    {
        Principal principal;
        UnixMillis madeAt; ///< on the steady clock
    };
    explicit Private(Clock &time) : clock(time) {}

    Clock &clock;
    std::unordered_map<std::string, Ticket> byHash;
    std::deque<std::pair<std::string, UnixMillis>> order;

    UnixMillis now() const { return std::chrono::duration_cast<Millis>(clock.steadyNow()).count(); }

    void sweep()
    {
        while (!order.empty() && order.front().second + kTicketLife <= now()) {
            byHash.erase(order.front().first);
            order.pop_front();
        }
    }
};

TicketOffice::TicketOffice(Clock &clock) : d(std::make_unique<Private>(clock)) {}

TicketOffice::~TicketOffice() = default;

Result<std::string> TicketOffice::issue(const Principal &principal)
{
    d->sweep();
    const auto ofOne = std::count_if(d->byHash.begin(), d->byHash.end(), [&](const auto &entry) {
        return entry.second.principal.tokenId == principal.tokenId;
    });
    if (d->order.size() >= kMaxTickets || static_cast<std::size_t>(ofOne) >= kMaxTicketsOfOne) {
        return tooMany(Millis(kTicketLife));
    }
    auto ticket = newToken();
    ticket.replace(0, 4, "sbt_");
    auto hash = hashToken(ticket);
    d->order.emplace_back(hash, d->now());
    d->byHash.emplace(std::move(hash), Private::Ticket{principal, d->now()});
    return ticket;
}

Result<Principal> TicketOffice::redeem(const std::string &ticket)
{
    d->sweep();
    // By its hash: the time of the look-up tells nothing about the ticket.
    auto found = d->byHash.extract(hashToken(ticket));
    if (found.empty()) {
        return Error("auth.ticket", "The ticket is not valid: it was used, or it is older than 30 seconds. Ask for a new one.");
    }
    return std::move(found.mapped().principal);
}

} // namespace signalbox::auth
