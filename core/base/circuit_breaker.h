// SPDX-License-Identifier: GPL-3.0-or-later
// Stops calling what keeps failing, and tries again carefully.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <functional>
#include <string>

namespace signalbox {

struct CircuitPolicy
{
    /// So many failures in a row open it.
    unsigned failures = 5;
    /// How long it stays open before a probe is let through.
    Millis openFor{30'000};
    /// So many probes must succeed, one after the other, before it closes.
    unsigned probes = 1;
};

/// A circuit breaker: closed (calls pass), open (calls are refused at once), half open (one probe at a
/// time passes; it succeeds: closed, it fails: open again).
///
///        failures in a row            openFor has passed            probes succeeded
///     closed ───────────────► open ───────────────────────► half open ───────────► closed
///                               ▲                               │ a probe fails
///                               └───────────────────────────────┘
///
/// Thread: one.
class CircuitBreaker
{
public:
    enum class State { Closed, Open, HalfOpen };

    /// `name` is what it guards; it is the subject of its errors. The clock outlives it.
    CircuitBreaker(std::string name, Clock &clock, CircuitPolicy policy = {});

    /// Leave to make one call. Say how it ended; a permit that is dropped unsaid (a cancelled call)
    /// counts as neither. Must not outlive the breaker.
    class Permit
    {
    public:
        Permit(Permit &&other) noexcept;
        Permit &operator=(Permit &&other) noexcept;
        ~Permit();
        void succeeded();
        void failed();

    private:
        friend class CircuitBreaker;
        Permit(CircuitBreaker *breaker, unsigned generation) : m_breaker(breaker), m_generation(generation) {}
        CircuitBreaker *m_breaker;
        unsigned m_generation;
    };

    /// Errors: circuit.open (retryable), arg retryAfter: milliseconds until a probe may pass.
    Result<Permit> acquire();

    State state() const;
    /// Called after each change of state.
    void onChange(std::function<void(State)> observer) { m_observer = std::move(observer); }
    /// Closes it, as a person may.
    void reset();

private:
    enum class Outcome { Succeeded, Failed, Abandoned };
    void finish(unsigned generation, Outcome outcome);
    void enter(State state);

    std::string m_name;
    Clock &m_clock;
    CircuitPolicy m_policy;
    std::function<void(State)> m_observer;
    State m_state = State::Closed;
    /// Changes with the state: what was begun before a change has no say after it.
    unsigned m_generation = 0;
    unsigned m_failures = 0;
    unsigned m_probesPassed = 0;
    bool m_probing = false;
    std::chrono::microseconds m_openedAt{0};
};

} // namespace signalbox
