// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/isolated_evaluators.h"

#include <algorithm>
#include <list>

namespace signalbox::eval {

/// A thread and the evaluators that live on it.
struct IsolatedEvaluators::Lane
{
    struct Resident
    {
        std::string domain;
        std::unique_ptr<IsolatedEvaluator> evaluator;
        std::chrono::microseconds usedAt{};
    };

    explicit Lane(const IsolatedOptions &given) : options(given), thread("isolated-eval")
    {
        thread.runBlocking([this] { clock = std::make_unique<SystemClock>(); });
    }

    ~Lane()
    {
        thread.runBlocking([this] {
            clock->cancelTimer(timer);
            residents.clear();
            clock.reset();
        });
        thread.stop();
    }

    IsolatedEvaluator &evaluatorOf(const std::string &domain)
    {
        auto found = std::find_if(residents.begin(), residents.end(), [&](const auto &resident) { return resident.domain == domain; });
        if (found == residents.end()) {
            while (residents.size() >= options.children) {
                residents.pop_back();
            }
            residents.push_front({domain, std::make_unique<IsolatedEvaluator>(options.limits), {}});
        } else {
            residents.splice(residents.begin(), residents, found);
        }
        return *residents.front().evaluator;
    }

    void run(const std::string &domain, UniqueFunction<void(Evaluator &)> &unit)
    {
        unit(evaluatorOf(domain));
        residents.front().usedAt = clock->steadyNow();
        if (timer == 0) {
            startTimer();
        }
    }

    void startTimer()
    {
        timer = clock->startTimer(options.idle, [this] {
            timer = 0;
            const auto now = clock->steadyNow();
            while (!residents.empty() && residents.back().usedAt + options.idle <= now) {
                residents.pop_back();
            }
            if (!residents.empty()) {
                startTimer();
            }
        });
    }

    const IsolatedOptions options;
    std::unique_ptr<SystemClock> clock;
    std::list<Resident> residents; ///< the one used last comes first
    Clock::TimerId timer = 0;
    EventThread thread; ///< last: it ends first
};

IsolatedEvaluators::IsolatedEvaluators(IsolatedOptions options) : m_options(options), m_lanes(std::max<std::size_t>(options.threads, 1)) {}

IsolatedEvaluators::~IsolatedEvaluators() = default;

IsolatedEvaluators::Lane &IsolatedEvaluators::laneOf(std::string_view domain)
{
    const std::lock_guard lock(m_mutex);
    auto &lane = m_lanes[std::hash<std::string_view>()(domain) % m_lanes.size()];
    if (!lane) {
        lane = std::make_unique<Lane>(m_options);
    }
    return *lane;
}

void IsolatedEvaluators::post(std::string domain, UniqueFunction<void(Evaluator &)> unit)
{
    auto &lane = laneOf(domain);
    lane.thread.executor().post([&lane, domain = std::move(domain), unit = std::move(unit)]() mutable { lane.run(domain, unit); });
}

std::vector<std::int64_t> IsolatedEvaluators::children()
{
    std::vector<std::int64_t> pids;
    const std::lock_guard lock(m_mutex);
    for (const auto &lane : m_lanes) {
        if (lane) {
            lane->thread.runBlocking([&] {
                for (const auto &resident : lane->residents) {
                    if (const auto pid = resident.evaluator->pid(); pid != 0) {
                        pids.push_back(pid);
                    }
                }
            });
        }
    }
    return pids;
}

} // namespace signalbox::eval
