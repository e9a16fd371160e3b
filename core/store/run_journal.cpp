// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/run_journal.h"

namespace signalbox::store {

Task<Result<void>> RunJournal::commitAsync(RunBatch batch, Durability durability)
{
    OneShot<Result<void>> outcome;
    commit(std::move(batch), durability, [outcome](Result<void> result) { outcome.set(std::move(result)); });
    co_return co_await outcome.wait();
}

} // namespace signalbox::store
