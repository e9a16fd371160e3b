// SPDX-License-Identifier: GPL-3.0-or-later
// A scope of coroutines whose purpose changes, as the thing that a pane shows does. (A TaskScope that is replaced
// waits for its tasks in a nested event loop, which a window must not do in the middle of a click.)
#pragma once

#include "base/task_scope.h"

#include <functional>
#include <stop_token>

namespace signalbox::ui {

/// Tasks of an earlier purpose end in their own time; after each wait they look at their token and then touch nothing.
/// Thread: one, with an Executor.
class RenewableScope
{
public:
    ~RenewableScope()
    {
        m_isEnding = true;
        m_stop.request_stop();
    }

    /// Asks every task to stop; those that are started from now on have another token.
    void renew()
    {
        m_stop.request_stop();
        // What is started while it ends, from the loop in which it waits, has the token that says stop.
        if (!m_isEnding) {
            m_stop = std::stop_source();
        }
    }
    void start(const std::function<Task<void>(std::stop_token)> &make)
    {
        m_scope.start([this, &make](std::stop_token) { return make(m_stop.get_token()); });
    }

private:
    bool m_isEnding = false;
    std::stop_source m_stop;
    TaskScope m_scope; ///< last: it waits in its destructor, and what is started meanwhile has the token that says stop
};

} // namespace signalbox::ui
