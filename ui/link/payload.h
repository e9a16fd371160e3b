// SPDX-License-Identifier: GPL-3.0-or-later
// Values that a backend keeps for runs, read by ranges and parsed where that holds nobody up.
#pragma once

#include "api/run_calls.h"
#include "base/json.h"
#include "client/client.h"

#include <QThreadPool>

#include <functional>
#include <limits>
#include <memory>

namespace signalbox::ui {

inline constexpr std::int64_t kAnySize = std::numeric_limits<std::int64_t>::max();

using SharedValue = std::shared_ptr<const json::Value>;

/// What `work` gives, done on the pool. Thread: one with an Executor, which goes on here.
template<typename T>
Task<T> onPool(std::function<T()> work)
{
    OneShot<T> done;
    auto *home = Executor::current();
    QThreadPool::globalInstance()->start([work, done, home] {
        auto result = std::make_shared<T>(work());
        home->post([done, result] { done.set(std::move(*result)); });
    });
    co_return co_await done.wait();
}

/// The value that `which` names, whatever range it says. Decoding and parsing happen on the pool.
/// Errors: payload.large where it has more than `most` bytes, json.*, cancelled, and those of the call.
/// Thread: the client's, which has an Executor.
Task<Result<SharedValue>> readPayload(client::Client *client, api::RunPayloadParams which, std::int64_t most, std::stop_token stop);
/// The output of step `seq` of a run, or its result (0) or input (-1).
Task<Result<SharedValue>> readPayload(client::Client *client, std::string run, std::int64_t seq, std::int64_t most, std::stop_token stop);

} // namespace signalbox::ui
