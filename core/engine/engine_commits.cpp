// SPDX-License-Identifier: GPL-3.0-or-later
// How what turns wrote reaches the journal: gathered, so that runs share their commits, and so their syncs.
#include "engine/engine_p.h"

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
    // Where the turns under way take longer than a sync, a journal that has nothing to do begins with what is there.
    const bool isIdle = commitsUnderWay == static_cast<int>(gathered.size());
    const auto isWorthASync = [this] { return turnMicros * turnsUnderWay > static_cast<double>(services.journal.syncTime().count()); };
    if (turnsUnderWay == 0 || gathered.size() >= kMost || (isIdle && gathered.size() >= kFew && isWorthASync())) {
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
    for (auto &commit : std::exchange(gathered, {})) {
        services.journal.commit(std::move(commit.batch), commit.durability, std::move(commit.done));
    }
}

void Engine::Private::noteTurn()
{
    constexpr int kCounted = 32;
    if (turnsUnderWay == 0 || turnsCounted == 0) {
        turnsSince = services.clock.steadyNow();
        turnsCounted = turnsUnderWay == 0 ? 0 : 1;
    } else if (++turnsCounted > kCounted) {
        turnMicros = static_cast<double>((services.clock.steadyNow() - turnsSince).count()) / kCounted;
        turnsCounted = 0;
    }
}

} // namespace signalbox::engine
