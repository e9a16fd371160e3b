// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/circuit_breaker.h"

#include <algorithm>
#include <utility>

namespace signalbox {

CircuitBreaker::CircuitBreaker(std::string name, Clock &clock, CircuitPolicy policy)
    : m_name(std::move(name)), m_clock(clock), m_policy(policy)
{
}

CircuitBreaker::Permit::Permit(Permit &&other) noexcept
    : m_breaker(std::exchange(other.m_breaker, nullptr)), m_generation(other.m_generation)
{
}

CircuitBreaker::Permit &CircuitBreaker::Permit::operator=(Permit &&other) noexcept
{
    std::swap(m_breaker, other.m_breaker);
    std::swap(m_generation, other.m_generation);
    return *this;
}

CircuitBreaker::Permit::~Permit()
{
    if (m_breaker) {
        m_breaker->finish(m_generation, Outcome::Abandoned);
    }
}

void CircuitBreaker::Permit::succeeded()
{
    if (auto *breaker = std::exchange(m_breaker, nullptr)) {
        breaker->finish(m_generation, Outcome::Succeeded);
    }
}

void CircuitBreaker::Permit::failed()
{
    if (auto *breaker = std::exchange(m_breaker, nullptr)) {
        breaker->finish(m_generation, Outcome::Failed);
    }
}

CircuitBreaker::State CircuitBreaker::state() const
{
    if (m_state == State::Open && m_clock.steadyNow() - m_openedAt >= m_policy.openFor) {
        return State::HalfOpen;
    }
    return m_state;
}

Result<CircuitBreaker::Permit> CircuitBreaker::acquire()
{
    if (m_state == State::Open && state() == State::HalfOpen) {
        enter(State::HalfOpen);
    }
    if (m_state == State::Closed) {
        return Permit(this, m_generation);
    }
    if (m_state == State::HalfOpen && !m_probing) {
        m_probing = true;
        return Permit(this, m_generation);
    }
    auto left = Millis(0);
    if (m_state == State::Open) {
        left = std::chrono::ceil<Millis>(m_policy.openFor - (m_clock.steadyNow() - m_openedAt));
    }
    return Error("circuit.open",
                 m_name + " has failed " + std::to_string(m_policy.failures)
                     + " times in a row and is left alone for a while; it is tried again by itself.",
                 m_name)
        .withArg("retryAfter", std::to_string(std::max(left, Millis(0)).count()))
        .retryable();
}

void CircuitBreaker::finish(unsigned generation, Outcome outcome)
{
    if (generation != m_generation) {
        return;
    }
    if (m_state == State::Closed) {
        if (outcome == Outcome::Succeeded) {
            m_failures = 0;
        } else if (outcome == Outcome::Failed && ++m_failures >= m_policy.failures) {
            enter(State::Open);
        }
        return;
    }
    m_probing = false;
    if (outcome == Outcome::Failed) {
        enter(State::Open);
    } else if (outcome == Outcome::Succeeded && ++m_probesPassed >= m_policy.probes) {
        enter(State::Closed);
    }
}

void CircuitBreaker::reset()
{
    if (m_state != State::Closed) {
        enter(State::Closed);
    }
    m_failures = 0;
}

void CircuitBreaker::enter(State state)
{
    m_state = state;
    ++m_generation;
    m_failures = 0;
    m_probesPassed = 0;
    m_probing = false;
    if (state == State::Open) {
        m_openedAt = m_clock.steadyNow();
    }
    if (m_observer) {
        m_observer(state);
    }
}

} // namespace signalbox
