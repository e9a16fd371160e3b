// SPDX-License-Identifier: GPL-3.0-or-later
// How long to wait before an attempt is repeated.
#pragma once

#include "base/clock.h"

#include <functional>
#include <optional>

namespace signalbox {

/// Gives numbers in [0, 1). Injected, so that tests choose them.
using RandomSource = std::function<double()>;

/// The machine's. Thread: the source may be called from any.
RandomSource systemRandom();

struct BackoffPolicy
{
    /// The bound of the first wait.
    Millis base{500};
    /// Each bound is this many times the one before it.
    double factor = 2.0;
    /// No bound is over this.
    Millis max{60'000};
    /// Full: anywhere between zero and the bound, so that callers that failed together do not come
    /// back together. None: the bound itself.
    enum class Jitter { Full, None } jitter = Jitter::Full;
    /// A server that asks for more than this gets this.
    Millis maxRetryAfter{600'000};
};

/// Exponential backoff. Holds no state between waits: the caller counts the attempts.
class Backoff
{
public:
    explicit Backoff(BackoffPolicy policy = {}, RandomSource random = systemRandom());

    /// The wait after `failedAttempts` attempts have failed (from 1). Never shorter than what the
    /// server asked for in `retryAfter`, up to the policy's maximum.
    Millis delay(unsigned failedAttempts, std::optional<Millis> retryAfter = std::nullopt) const;

private:
    BackoffPolicy m_policy;
    RandomSource m_random;
};

} // namespace signalbox
