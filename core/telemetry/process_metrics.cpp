// SPDX-License-Identifier: GPL-3.0-or-later
// What the system knows of this process, from /proc. Names: Prometheus client library guidelines.
#include "telemetry/metrics.h"

#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

#include <sys/resource.h>
#include <unistd.h>

namespace signalbox::telemetry {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

double processorSeconds()
{
    rusage usage{};
    if (::getrusage(RUSAGE_SELF, &usage) != 0) {
        return kUnknown;
    }
    const auto seconds = [](const timeval &time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double residentBytes()
{
    std::ifstream file("/proc/self/statm");
    double all = 0;
    double resident = 0;
    return file >> all >> resident ? resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) : kUnknown;
}

double openFiles()
{
    std::error_code failed;
    double count = 0;
    for (std::filesystem::directory_iterator i("/proc/self/fd", failed), end; !failed && i != end; i.increment(failed)) {
        ++count;
    }
    return failed ? kUnknown : count - 1; // one is the listing's own
}

// Field 22 of stat, ticks since the system began, which /proc/stat dates. Source: proc(5).
double startedAt()
{
    std::ifstream stat("/proc/self/stat");
    std::string text((std::istreambuf_iterator<char>(stat)), {});
    std::istringstream fields(text.substr(std::min(text.rfind(')') + 1, text.size())));
    std::string field;
    for (int i = 3; i <= 22; ++i) {
        fields >> field;
    }
    std::ifstream system("/proc/stat");
    for (std::string line; std::getline(system, line);) {
        if (line.starts_with("btime ")) {
            return std::stod(line.substr(6)) + std::stod(field) / static_cast<double>(::sysconf(_SC_CLK_TCK));
        }
    }
    return kUnknown;
}

} // namespace

void addProcessMetrics(Metrics &metrics)
{
    metrics.counted("process_cpu_seconds_total", "Processor time of all threads", processorSeconds);
    metrics.gauge("process_resident_memory_bytes", "Memory that is resident", residentBytes);
    metrics.gauge("process_open_fds", "Open file descriptors", openFiles);
    metrics.gauge("process_start_time_seconds", "When the process began, since the Unix epoch", [at = startedAt()] { return at; });
}

} // namespace signalbox::telemetry
