// SPDX-License-Identifier: GPL-3.0-or-later
// How what turns wrote reaches the journal: gathered, so that runs share their commits, and so their syncs.
#include "engine/engine_p.h"

#include <ctime>

namespace signalbox::engine {

void Engine::Private::commit(const LivePtr &live, store::RunBatch batch, store::Durability durability, UniqueFunction<void()> then)
{
    const bool empty = batch.steps.empty() && !batch.update && batch.events.empty() && !batch.create && batch.deadLetters.empty() && batch.decidedLetters.empty();
    if (!empty && live->run.mode == RunMode::Durable) {
        batch.logs = std::exchange(live->logs, {});
    }
    if (live->run.mode == RunMode::Memory || empty) {
        then();
        return;
    }
    ++commitsUnderWay;
    gather({std::move(batch), durability, [this, live, then = std::move(then)](Result<void> result) mutable {
        --commitsUnderWay;
        if (live->lost) {
            return;
        }
        if (!result) {
            standStill(live, result.error());
            return;
        }
        then();
    }});
}

void Engine::Private::gather(Gathered commit)
{
    constexpr std::size_t kMost = 1024;
    constexpr std::size_t kFew = 16;
    gathered.push_back(std::move(commit));
    // A journal that has nothing to do begins with half of what comes, where the rest takes this thread longer than a
    // sync takes the disk: it then writes the one half while this thread works on the other, round after round.
    const auto count = static_cast<int>(gathered.size());
    const bool isIdle = commitsUnderWay == count;
    const auto isWorthASync = [this, count] { return commitMicros * (count + turnsUnderWay) / 2 > static_cast<double>(services.journal.syncTime().count()); };
    if (turnsUnderWay == 0 || gathered.size() >= kMost || (isIdle && gathered.size() >= kFew && count >= turnsUnderWay && isWorthASync())) {
        flush();
    } else if (gatherTimer == 0) {
        // A turn that takes long holds nobody up.
        gatherTimer = services.clock.startTimer(Millis(1), [this] {
            gatherTimer = 0;
            flush();
        });
    }
}

void Engine::Private::flush()
{
    if (gatherTimer != 0) {
        services.clock.cancelTimer(std::exchange(gatherTimer, 0));
    }
    noteCommits();
    for (auto &commit : std::exchange(gathered, {})) {
        services.journal.commit(std::move(commit.batch), commit.durability, std::move(commit.done));
    }
    services.journal.beginNow();
}

void Engine::Private::noteCommits()
{
    constexpr double kShare = 0.125; // of the newest in the average
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    const auto worked = static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
    // A few tell of the thread's other work rather than of their own.
    if (constexpr std::size_t kTelling = 32; gathered.size() >= kTelling && workedBefore > 0) {
        const auto each = (worked - workedBefore) / static_cast<double>(gathered.size());
        commitMicros += (each - commitMicros) * kShare;
    }
    workedBefore = worked;
}

} // namespace signalbox::engine
