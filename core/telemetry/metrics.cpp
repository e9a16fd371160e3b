// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/metrics.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace signalbox::telemetry {

namespace {

std::string escaped(const std::string &text, bool inQuotes)
{
    std::string result;
    for (const char c : text) {
        if (c == '\\') {
            result += "\\\\";
        } else if (c == '\n') {
            result += "\\n";
        } else if (c == '"' && inQuotes) {
            result += "\\\"";
        } else {
            result += c;
        }
    }
    return result;
}

// name="value",… without braces.
std::string labelText(const Labels &labels)
{
    std::string text;
    for (const auto &[name, value] : labels) {
        text += (text.empty() ? "" : ",") + name + "=\"" + escaped(value, true) + "\"";
    }
    return text;
}

std::string number(double value)
{
    if (std::isnan(value)) {
        return "NaN";
    }
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

void sample(std::string &out, const std::string &name, const std::string &labels, const std::string &value)
{
    out += name + (labels.empty() ? " " : "{" + labels + "} ") + value + "\n";
}

} // namespace

void Histogram::observe(std::int64_t microseconds)
{
    const auto seconds = static_cast<double>(microseconds) / 1e6;
    const auto bucket = static_cast<std::size_t>(std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin());
    m_counts[bucket].fetch_add(1, std::memory_order_relaxed);
    m_sum.fetch_add(microseconds, std::memory_order_relaxed);
}

Metrics::Family &Metrics::family(const std::string &name, const std::string &help, const char *type)
{
    auto &found = m_families[name];
    if (found.type.empty()) {
        found.help = help;
        found.type = type;
    }
    return found;
}

Counter &Metrics::counter(const std::string &name, const std::string &help, Labels labels)
{
    const std::lock_guard lock(m_mutex);
    auto &slot = family(name, help, "counter").counters[labelText(labels)];
    if (!slot) {
        slot = std::make_unique<Counter>();
    }
    return *slot;
}

Histogram &Metrics::histogram(const std::string &name, const std::string &help, Labels labels)
{
    const std::lock_guard lock(m_mutex);
    auto &slot = family(name, help, "histogram").histograms[labelText(labels)];
    if (!slot) {
        slot = std::make_unique<Histogram>();
    }
    return *slot;
}

void Metrics::gauge(const std::string &name, const std::string &help, std::function<double()> read, Labels labels)
{
    const std::lock_guard lock(m_mutex);
    family(name, help, "gauge").readers[labelText(labels)] = std::move(read);
}

void Metrics::counted(const std::string &name, const std::string &help, std::function<double()> read)
{
    const std::lock_guard lock(m_mutex);
    family(name, help, "counter").readers[{}] = std::move(read);
}

std::string Metrics::text() const
{
    const std::lock_guard lock(m_mutex);
    std::string out;
    for (const auto &[name, family] : m_families) {
        out += "# HELP " + name + " " + escaped(family.help, false) + "\n# TYPE " + name + " " + family.type + "\n";
        for (const auto &[labels, counter] : family.counters) {
            sample(out, name, labels, std::to_string(counter->value()));
        }
        for (const auto &[labels, read] : family.readers) {
            sample(out, name, labels, number(read()));
        }
        for (const auto &[labels, histogram] : family.histograms) {
            const auto lead = labels.empty() ? std::string() : labels + ",";
            std::uint64_t below = 0;
            for (std::size_t i = 0; i < histogram->m_counts.size(); ++i) {
                below += histogram->m_counts[i].load(std::memory_order_relaxed);
                const auto bound = i < Histogram::kBounds.size() ? number(Histogram::kBounds[i]) : std::string("+Inf");
                sample(out, name + "_bucket", lead + "le=\"" + bound + "\"", std::to_string(below));
            }
            sample(out, name + "_sum", labels, number(static_cast<double>(histogram->m_sum.load(std::memory_order_relaxed)) / 1e6));
            sample(out, name + "_count", labels, std::to_string(below));
        }
    }
    return out;
}

} // namespace signalbox::telemetry
