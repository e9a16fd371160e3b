// SPDX-License-Identifier: GPL-3.0-or-later
// Sends spans to a collector, in batches, without ever holding up what they tell of.
#pragma once

#include "base/backoff.h"
#include "base/task_scope.h"
#include "http/client.h"
#include "telemetry/metrics.h"
#include "telemetry/otlp_options.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace signalbox::telemetry {

struct TraceExporterOptions
{
    OtlpOptions otlp;
    std::string version; ///< of the product
    std::size_t maxQueued = 100'000; ///< spans; what comes while so many wait is dropped and counted
    std::size_t maxBatch = 512;
    unsigned attempts = 5;
    BackoffPolicy backoff{Millis(1000), 2.0, Millis(30'000), BackoffPolicy::Jitter::Full, Millis(120'000)};
    /// How long close() goes on sending.
    Millis grace{5'000};
};

/// Spans that are sent may be sent again where the answer was lost: their ids are their own, so a collector has them
/// once. What cannot be sent is dropped, counted, and told of in the log, the address without its query.
/// Thread: one, with an Executor.
class TraceExporter
{
public:
    TraceExporter(http::Client &client, Clock &clock, Metrics &metrics, TraceExporterOptions options);

    void add(std::vector<Span> spans);
    /// Sends what waits, for as long as the options allow, and ends.
    Task<void> close();

private:
    static Task<void> deliver(TraceExporter *self, std::stop_token stop);
    static Task<Result<void>> send(TraceExporter *self, const std::vector<Span> *batch, std::stop_token stop);
    Result<void> readAnswer(const http::Response &answer, std::size_t sent);
    void drop(std::size_t count, const Error &reason);

    http::Client &m_client;
    Clock &m_clock;
    const TraceExporterOptions m_options;
    Backoff m_backoff;
    Counter &m_exported;
    Counter &m_dropped;
    std::deque<Span> m_queue;
    OneShot<bool> m_wake;
    bool m_isClosing = false;
    bool m_hasWarned = false; // until something arrives again
    OneShot<bool> m_ended;
    TaskScope m_scope;
};

} // namespace signalbox::telemetry
