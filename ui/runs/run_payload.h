// SPDX-License-Identifier: GPL-3.0-or-later
// Values that a backend keeps for runs, read by ranges, and work that holds nobody up.
#pragma once

#include "api/run_calls.h"
#include "base/async.h"
#include "client/client.h"

#include <QThreadPool>

#include <memory>

namespace signalbox::ui {

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

/// The value that `which` names, whatever range it says. Errors: run.valueLarge beyond `most` bytes of JSON, and those of
/// runs.payload.
Task<Result<SharedValue>> readRunPayload(client::Client *client, api::RunPayloadParams which, std::int64_t most, std::stop_token stop);
/// The output of step `seq` of a run, or its result (0) or input (-1).
Task<Result<SharedValue>> readRunPayload(client::Client *client, std::string run, std::int64_t seq, std::int64_t most, std::stop_token stop);

} // namespace signalbox::ui
