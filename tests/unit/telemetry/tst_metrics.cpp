// SPDX-License-Identifier: GPL-3.0-or-later
// The text that Prometheus reads.
#include "support/test.h"
#include "telemetry/metrics.h"

using namespace signalbox;
using namespace signalbox::telemetry;

class TestMetrics : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void writesCounters()
    {
        Metrics metrics;
        metrics.counter("sb_runs_total", "Runs.", {{"state", "failed"}}).add();
        metrics.counter("sb_runs_total", "Runs.", {{"state", "ended"}}).add(41);
        metrics.counter("sb_runs_total", "Runs.", {{"state", "ended"}}).add();
        QCOMPARE(metrics.text(), std::string("# HELP sb_runs_total Runs.\n"
                                             "# TYPE sb_runs_total counter\n"
                                             "sb_runs_total{state=\"ended\"} 42\n"
                                             "sb_runs_total{state=\"failed\"} 1\n"));
    }

    void writesWhatIsAskedForLate()
    {
        Metrics metrics;
        double value = 1.5;
        metrics.gauge("sb_load", "Load.", [&] { return value; });
        value = 0.25;
        QCOMPARE(metrics.text(), std::string("# HELP sb_load Load.\n# TYPE sb_load gauge\nsb_load 0.25\n"));
    }

    void escapesWhatWouldBreakALine()
    {
        Metrics metrics;
        metrics.counter("sb_a_total", "Line\nand \\ and \"quotes\".", {{"code", "a\"b\\c\nd"}}).add();
        const auto text = metrics.text();
        QVERIFY(text.find("# HELP sb_a_total Line\\nand \\\\ and \"quotes\".\n") != std::string::npos);
        QVERIFY(text.find("sb_a_total{code=\"a\\\"b\\\\c\\nd\"} 1\n") != std::string::npos);
    }

    void histogramsAreCumulative()
    {
        Metrics metrics;
        auto &took = metrics.histogram("sb_took_seconds", "Time.", {{"type", "x"}});
        took.observe(1'000);       // on a bound, which counts as below it
        took.observe(3'000);
        took.observe(700'000'000); // over all of them
        const auto text = metrics.text();
        const auto has = [&](const std::string &line) { return text.find("\n" + line + "\n") != std::string::npos; };
        QVERIFY(has("sb_took_seconds_bucket{type=\"x\",le=\"0.001\"} 1"));
        QVERIFY(has("sb_took_seconds_bucket{type=\"x\",le=\"0.005\"} 2"));
        QVERIFY(has("sb_took_seconds_bucket{type=\"x\",le=\"600\"} 2"));
        QVERIFY(has("sb_took_seconds_bucket{type=\"x\",le=\"+Inf\"} 3"));
        QVERIFY(has("sb_took_seconds_sum{type=\"x\"} 700.004"));
        QVERIFY(has("sb_took_seconds_count{type=\"x\"} 3"));
    }

    void knowsItsProcess()
    {
        Metrics metrics;
        addProcessMetrics(metrics);
        const auto text = metrics.text();
        const auto valueOf = [&](const std::string &name) {
            const auto at = text.find("\n" + name + " ");
            return at == std::string::npos ? -1.0 : std::strtod(text.c_str() + at + name.size() + 2, nullptr);
        };
        QVERIFY(valueOf("process_cpu_seconds_total") > 0);
        QVERIFY(valueOf("process_resident_memory_bytes") > 1e6);
        QVERIFY(valueOf("process_open_fds") >= 3);
        const auto now = static_cast<double>(SystemClock().now()) / 1000;
        QVERIFY(valueOf("process_start_time_seconds") <= now + 1);
        QVERIFY(valueOf("process_start_time_seconds") > now - 3600);
    }
};

SB_TEST_MAIN(TestMetrics)
#include "tst_metrics.moc"
