// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/slots_p.h"

namespace signalbox::llm {

void Slots::State::serve()
{
    while (free > 0 && !waiting.empty()) {
        const auto next = waiting.front();
        waiting.pop_front();
        // One that was cancelled while it waited has had its answer.
        if (!next.isSet()) {
            --free;
            next.set(Result<void>());
        }
    }
}

Slots::Slot::~Slot()
{
    if (m_state) {
        ++m_state->free;
        m_state->serve();
    }
}

void Slots::add(int more)
{
    m_state->free += more;
    m_state->serve();
}

Task<Result<Slots::Slot>> Slots::takeFrom(std::shared_ptr<State> state, std::stop_token stop)
{
    const OneShot<Result<void>> turn;
    state->waiting.push_back(turn);
    state->serve();
    SB_CO_CHECK(co_await waitFor(turn, stop));
    co_return Result<Slot>(Slot(state));
}

} // namespace signalbox::llm
