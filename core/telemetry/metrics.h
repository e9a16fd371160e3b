// SPDX-License-Identifier: GPL-3.0-or-later
// Counters, gauges and histograms of a process, and their text for Prometheus.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace signalbox::telemetry {

/// Names and values, in the order in which they are written. Values may hold anything; they are escaped.
using Labels = std::vector<std::pair<std::string, std::string>>;

/// Only grows. Thread: any.
class Counter
{
public:
    void add(std::uint64_t by = 1) { m_value.fetch_add(by, std::memory_order_relaxed); }
    std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value = 0;
};

/// Durations by fixed bounds: 1 ms to 10 minutes, in steps that double or nearly so. Thread: any.
class Histogram
{
public:
    static constexpr std::array<double, 14> kBounds = {0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 120, 600};

    void observe(std::int64_t microseconds);

private:
    friend class Metrics;
    std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> m_counts{};
    std::atomic<std::int64_t> m_sum = 0; // microseconds
};

/// What a process counts. What it hands out lives as long as it does.
/// Thread: any; the functions of gauges are called on the thread that asks for the text.
class Metrics
{
public:
    Metrics() = default;
    Metrics(const Metrics &) = delete;
    Metrics &operator=(const Metrics &) = delete;

    /// The counter of that name and labels, made where there is none. `name` ends in _total.
    Counter &counter(const std::string &name, const std::string &help, Labels labels = {});
    /// In seconds; `name` ends in _seconds.
    Histogram &histogram(const std::string &name, const std::string &help, Labels labels = {});
    /// A value that is asked for when the text is made.
    void gauge(const std::string &name, const std::string &help, std::function<double()> read, Labels labels = {});
    /// The same for what only grows and is counted elsewhere.
    void counted(const std::string &name, const std::string &help, std::function<double()> read);

    /// Everything, in the text format that Prometheus reads. Source: Prometheus exposition format 0.0.4.
    std::string text() const;

private:
    struct Family
    {
        std::string help;
        std::string type;
        // By the text of their labels, so that the order is always the same.
        std::map<std::string, std::unique_ptr<Counter>> counters;
        std::map<std::string, std::unique_ptr<Histogram>> histograms;
        std::map<std::string, std::function<double()>> readers;
    };
    Family &family(const std::string &name, const std::string &help, const char *type);

    mutable std::mutex m_mutex;
    std::map<std::string, Family> m_families;
};

/// Adds what the system knows of this process: processor time, memory, open files, when it began.
void addProcessMetrics(Metrics &metrics);

} // namespace signalbox::telemetry
