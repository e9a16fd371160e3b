// SPDX-License-Identifier: GPL-3.0-or-later
// The threads and children that evaluate for flows that others made.
#pragma once

#include "base/executor.h"
#include "eval/isolated_evaluator.h"

#include <memory>
#include <string>
#include <vector>

namespace signalbox::eval {

struct IsolatedOptions
{
    Limits limits;
    /// A flow that keeps one busy holds up those that share its thread only.
    std::size_t threads = 2;
    /// Most children a thread; the one that was used longest ago makes room.
    std::size_t children = 4;
    /// A child that has nothing to do for so long ends.
    Millis idle{30'000};
};

/// Gives each trust domain (a workspace's flow) an isolated evaluator with a child of its own: what one
/// flow might do to its evaluator never meets the values of another. Threads and children start when
/// first needed.
/// Thread: post() from any.
class IsolatedEvaluators
{
public:
    explicit IsolatedEvaluators(IsolatedOptions options = {});
    /// Waits for the units that are posted; ends the children.
    ~IsolatedEvaluators();
    IsolatedEvaluators(const IsolatedEvaluators &) = delete;
    IsolatedEvaluators &operator=(const IsolatedEvaluators &) = delete;

    /// Queues a unit of a domain: it runs as a whole, after those of the domain that were posted before it.
    void post(std::string domain, UniqueFunction<void(Evaluator &)> unit);

    /// The pids of the children that live. Waits for the units under way: for tests and diagnostics.
    std::vector<std::int64_t> children();

private:
    struct Lane;
    Lane &laneOf(std::string_view domain);

    const IsolatedOptions m_options;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Lane>> m_lanes;
};

} // namespace signalbox::eval
