// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/trace_exporter.h"

#include "base/log.h"

namespace signalbox::telemetry {

TraceExporter::TraceExporter(http::Client &client, Clock &clock, Metrics &metrics, TraceExporterOptions options)
    : m_client(client), m_clock(clock), m_options(std::move(options)), m_backoff(m_options.backoff),
      m_exported(metrics.counter("signalbox_spans_exported_total", "Spans that the collector has taken")),
      m_dropped(metrics.counter("signalbox_spans_dropped_total", "Spans that could not be sent"))
{
    m_scope.start([this](std::stop_token stop) { return deliver(this, stop); });
}

void TraceExporter::add(std::vector<Span> spans)
{
    for (auto &span : spans) {
        if (m_isClosing || m_queue.size() >= m_options.maxQueued) {
            drop(1, Error("telemetry.full", "More spans wait than are kept."));
            continue;
        }
        m_queue.push_back(std::move(span));
    }
    m_wake.set(true);
}

Task<void> TraceExporter::close()
{
    m_isClosing = true;
    m_wake.set(true);
    const auto timer = m_clock.startTimer(m_options.grace, [this] { m_scope.cancel(); });
    (void)co_await m_ended.wait();
    m_clock.cancelTimer(timer);
    co_await m_scope.close();
}

Task<void> TraceExporter::deliver(TraceExporter *self, std::stop_token stop)
{
    const auto wake = [self] { self->m_wake.set(true); };
    std::stop_callback onStop(stop, wake);
    while (!stop.stop_requested()) {
        if (self->m_queue.empty()) {
            if (self->m_isClosing) {
                break;
            }
            self->m_wake = OneShot<bool>();
            (void)co_await self->m_wake.wait();
            continue;
        }
        const auto count = std::min(self->m_queue.size(), self->m_options.maxBatch);
        std::vector<Span> batch(std::make_move_iterator(self->m_queue.begin()), std::make_move_iterator(self->m_queue.begin() + static_cast<std::ptrdiff_t>(count)));
        self->m_queue.erase(self->m_queue.begin(), self->m_queue.begin() + static_cast<std::ptrdiff_t>(count));
        const auto sent = co_await send(self, &batch, stop);
        if (!sent) {
            self->drop(count, sent.error());
        }
    }
    if (!self->m_queue.empty()) {
        self->drop(self->m_queue.size(), cancelledError());
        self->m_queue.clear();
    }
    self->m_ended.set(true);
}

Task<Result<void>> TraceExporter::send(TraceExporter *self, const std::vector<Span> *batch, std::stop_token stop)
{
    http::Request request;
    request.method = "POST";
    request.url = self->m_options.otlp.url;
    request.headers.set("Content-Type", "application/json");
    for (const auto &[name, value] : self->m_options.otlp.headers) {
        request.headers.set(name, value);
    }
    request.body = json::write(exportRequest(self->m_options.otlp.resource, self->m_options.version, *batch));
    request.effect = http::Effect::No;
    request.timeouts.total = self->m_options.otlp.timeout;
    request.followRedirects = 0;
    request.maxBodyBytes = 1u << 20;
    // A collector is named by whoever runs this process; most stand on private addresses.
    request.addressPolicy = std::make_shared<const http::AddressPolicy>(http::AddressPolicy::allowAll());
    for (unsigned attempt = 1;; ++attempt) {
        auto copy = request;
        auto answer = co_await self->m_client.send(std::move(copy), stop);
        auto outcome = answer ? self->readAnswer(*answer, batch->size()) : Result<void>(answer.error());
        if (outcome || !outcome.error().isRetryable() || attempt >= self->m_options.attempts) {
            co_return outcome;
        }
        const auto asked = answer ? http::retryAfter(*answer, self->m_clock.now()) : std::nullopt;
        const auto delay = self->m_backoff.delay(attempt, asked);
        const bool goesOn = co_await self->m_clock.sleep(delay, stop);
        if (!goesOn) {
            co_return cancelledError();
        }
    }
}

// Source: OTLP specification, OTLP/HTTP response.
Result<void> TraceExporter::readAnswer(const http::Response &answer, std::size_t sent)
{
    if (!answer.isSuccess()) {
        auto error = http::statusError(answer, m_clock.now());
        // 408 and 500 are not among those that the specification repeats.
        error.retry = answer.status == 429 || answer.status == 502 || answer.status == 503 || answer.status == 504 ? Retry::Later : Retry::Never;
        return error;
    }
    m_hasWarned = false;
    std::uint64_t rejected = 0;
    std::string why;
    if (const auto body = json::parse(answer.body); body && body->is_object()) {
        if (const auto *partial = body->get_object().if_contains("partialSuccess"); partial && partial->is_object()) {
            if (const auto *count = partial->get_object().if_contains("rejectedSpans")) {
                rejected = count->is_string() ? std::strtoull(count->get_string().c_str(), nullptr, 10) : count->is_int64() ? static_cast<std::uint64_t>(std::max<std::int64_t>(0, count->get_int64())) : 0;
            }
            why = json::text(partial->get_object(), "errorMessage");
        }
    }
    rejected = std::min<std::uint64_t>(rejected, sent);
    m_exported.add(sent - rejected);
    if (rejected > 0) {
        drop(rejected, Error("telemetry.rejected", "The collector refused spans: " + why));
    }
    return {};
}

void TraceExporter::drop(std::size_t count, const Error &reason)
{
    m_dropped.add(count);
    if (!std::exchange(m_hasWarned, true) && !reason.is("cancelled")) {
        log::warning("telemetry", "traces cannot be sent; runs go on without them", {{"collector", m_options.otlp.url}, {"code", reason.code}, {"why", reason.message}});
    }
}

} // namespace signalbox::telemetry
