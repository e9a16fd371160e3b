// SPDX-License-Identifier: GPL-3.0-or-later
// A limit on how many calls run at a time; what waits keeps its order.
#pragma once

#include "base/async.h"

#include <deque>
#include <memory>

namespace signalbox::llm {

/// Thread: one.
class Slots
{
    struct State
    {
        int free = 0; ///< below zero: more are taken than a limit that was lowered allows
        std::deque<OneShot<Result<void>>> waiting;
        void serve();
    };

public:
    explicit Slots(int count) : m_state(std::make_shared<State>()) { m_state->free = count; }

    /// Leave to make one call, given back when it goes.
    class Slot
    {
    public:
        Slot() = default;
        Slot(Slot &&other) noexcept : m_state(std::move(other.m_state)) {}
        Slot &operator=(Slot &&other) noexcept
        {
            std::swap(m_state, other.m_state);
            return *this;
        }
        ~Slot();

    private:
        friend class Slots;
        explicit Slot(std::shared_ptr<State> state) : m_state(std::move(state)) {}
        std::shared_ptr<State> m_state;
    };

    /// Errors: cancelled, and then nothing was taken.
    Task<Result<Slot>> take(std::stop_token stop) { return takeFrom(m_state, std::move(stop)); }
    /// Changes the limit by so many; those that are taken stay.
    void add(int more);

private:
    static Task<Result<Slot>> takeFrom(std::shared_ptr<State> state, std::stop_token stop);

    std::shared_ptr<State> m_state;
};

} // namespace signalbox::llm
