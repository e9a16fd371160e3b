// SPDX-License-Identifier: GPL-3.0-or-later
// The circuit breakers of a backend: one a node of a flow, one a target (the host of a call).
#pragma once

#include "base/circuit_breaker.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

namespace signalbox::engine {

enum class BreakerState { Closed, Open, HalfOpen };
BOOST_DESCRIBE_ENUM(BreakerState, Closed, Open, HalfOpen)

/// A breaker as it stands.
struct BreakerView
{
    std::string subject; ///< "node:mail-triage/page", "target:api.example.com:443"
    BreakerState state = BreakerState::Closed;
    UnixMillis since = 0;   ///< of the state; 0: always
    UnixMillis retryAt = 0; ///< where it is open: when a call is let through again
    CircuitPolicy policy;
};

/// Asked before each call, told after it. A call passes if all of its breakers let it. What a call gets
/// wrong by itself (an error that trying again cannot mend) does not count against anybody.
/// Thread: one. Permits do not outlive it.
class Breakers
{
public:
    /// Hears of each change, by workspace.
    using Observer = std::function<void(const std::string &workspace, const BreakerView &breaker)>;

    explicit Breakers(Clock &clock, Observer observer = {}) : m_clock(clock), m_observer(std::move(observer)) {}

    /// Leave to make one call; dropped unsaid it counts as neither.
    class Permits
    {
    public:
        void succeeded();
        void failed();

    private:
        friend class Breakers;
        std::vector<std::pair<std::shared_ptr<void>, CircuitBreaker::Permit>> m_permits;
    };

    struct Subject
    {
        std::string name;
        CircuitPolicy policy;
    };
    /// Errors: circuit.open (retryable), args retryAfter.
    Result<Permits> acquire(const std::string &workspace, const std::vector<Subject> &subjects);

    /// Those of a workspace that have been used, by subject.
    std::vector<BreakerView> list(const std::string &workspace) const;
    /// Closes one, as a person may. Errors: store.notFound.
    Result<void> reset(const std::string &workspace, const std::string &subject);

private:
    struct Entry
    {
        Entry(std::string name, Clock &clock, CircuitPolicy chosen) : breaker(std::move(name), clock, chosen), policy(chosen) {}
        CircuitBreaker breaker;
        CircuitPolicy policy;
        UnixMillis since = 0;
    };
    using Key = std::pair<std::string, std::string>;

    BreakerView viewOf(const std::string &subject, const Entry &entry) const;
    std::shared_ptr<Entry> entryOf(const std::string &workspace, const Subject &subject);

    Clock &m_clock;
    Observer m_observer;
    std::map<Key, std::shared_ptr<Entry>> m_entries;
};

} // namespace signalbox::engine
