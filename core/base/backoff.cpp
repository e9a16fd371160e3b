// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/backoff.h"

#include <algorithm>
#include <cmath>

#include <QRandomGenerator>

namespace signalbox {

RandomSource systemRandom()
{
    return [] { return QRandomGenerator::global()->generateDouble(); };
}

Backoff::Backoff(BackoffPolicy policy, RandomSource random) : m_policy(policy), m_random(std::move(random)) {}

Millis Backoff::delay(unsigned failedAttempts, std::optional<Millis> retryAfter) const
{
    const double exponent = failedAttempts > 0 ? failedAttempts - 1 : 0;
    // In floating point, so that a large exponent saturates instead of overflowing.
    const double bound = std::min(static_cast<double>(m_policy.base.count()) * std::pow(m_policy.factor, exponent),
                                  static_cast<double>(m_policy.max.count()));
    const double chosen = m_policy.jitter == BackoffPolicy::Jitter::Full ? bound * m_random() : bound;
    auto wait = Millis(std::llround(chosen));
    if (retryAfter) {
        wait = std::max(wait, std::min(*retryAfter, m_policy.maxRetryAfter));
    }
    return std::max(wait, Millis(0));
}

} // namespace signalbox
