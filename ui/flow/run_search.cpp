// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/run_search.h"

#include "api/run_calls.h"
#include "ui/flow/run_overlay.h"
#include "ui/link/payload.h"

namespace signalbox::ui {

namespace {

constexpr std::int64_t kPage = 200;
constexpr std::int64_t kMostSteps = 20'000;
constexpr std::size_t kMostFound = 200;
constexpr std::int64_t kMostPayload = 8 << 20;
constexpr std::int64_t kMostPayloads = 32 << 20;
constexpr qsizetype kAround = 40;

// The text around the first of the words where all of them are there; else null.
QString excerptOf(const QString &text, const QStringList &words)
{
    for (const auto &word : words) {
        if (!text.contains(word, Qt::CaseInsensitive)) {
            return {};
        }
    }
    const auto at = text.indexOf(words.front(), 0, Qt::CaseInsensitive);
    const auto begin = std::max<qsizetype>(0, at - kAround / 2);
    const auto end = std::min(text.size(), at + words.front().size() + kAround);
    return (begin > 0 ? QStringLiteral("…") : QString()) + text.mid(begin, end - begin).simplified() + (end < text.size() ? QStringLiteral("…") : QString());
}

using Places = std::map<std::string, QString>;

Places lookThrough(const std::vector<api::StepView> &steps, const QStringList &words)
{
    Places places;
    for (const auto &step : steps) {
        auto path = staticPath(step.path);
        for (const auto *value : {&step.output, &step.error}) {
            if (value->is_null() || runs::payloadBytes(*value) > 0 || places.contains(path)) {
                continue;
            }
            const auto excerpt = excerptOf(qt(json::write(*value)), words);
            if (!excerpt.isNull()) {
                places.emplace(path, excerpt);
            }
        }
    }
    return places;
}

} // namespace

RunSearch::RunSearch(Workbench &bench, QObject *parent) : QObject(parent), m_bench(bench) {}

void RunSearch::cancel()
{
    m_scope.renew();
}

void RunSearch::start(std::string run, const QString &text)
{
    cancel();
    m_scope.start([this, run, text](std::stop_token stop) { return search(run, text, stop); });
}

Task<void> RunSearch::search(std::string run, QString text, std::stop_token stop)
{
    // As they stand in JSON, which is what is looked through.
    QStringList words;
    for (const auto &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const auto written = qt(json::write(json::Value(word.toStdString())));
        words << written.mid(1, written.size() - 2);
    }
    RunFindings findings;
    std::int64_t payloadBytes = 0;
    api::RunStepsParams params;
    params.id = run;
    params.limit = kPage;
    for (std::int64_t looked = 0; !words.isEmpty();) {
        auto list = co_await m_bench.call<api::RunsSteps>(params, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!list) {
            findings.isWhole = false;
            break;
        }
        const auto steps = std::make_shared<const std::vector<api::StepView>>(std::move(list->steps));
        const bool hasMore = list->more && !steps->empty();
        std::function<Places()> look = [steps, words] { return lookThrough(*steps, words); };
        auto places = co_await onPool<Places>(std::move(look));
        if (stop.stop_requested()) {
            co_return;
        }
        findings.places.merge(places);
        // What is large is kept apart from the steps.
        for (const auto &step : *steps) {
            const auto bytes = runs::payloadBytes(step.output);
            auto path = staticPath(step.path);
            if (bytes == 0 || findings.places.contains(path)) {
                continue;
            }
            auto *client = m_bench.link().client();
            if (!client || bytes > kMostPayload || payloadBytes + bytes > kMostPayloads) {
                findings.isWhole = false;
                continue;
            }
            payloadBytes += bytes;
            auto value = co_await ui::readPayload(client, run, step.seq, kMostPayload, stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (!value) {
                findings.isWhole = false;
                continue;
            }
            const SharedValue held = *value;
            std::function<QString()> read = [held, words] { return excerptOf(qt(json::write(*held)), words); };
            const auto excerpt = co_await onPool<QString>(std::move(read));
            if (stop.stop_requested()) {
                co_return;
            }
            if (!excerpt.isNull()) {
                findings.places.emplace(path, excerpt);
            }
        }
        looked += static_cast<std::int64_t>(steps->size());
        if (!hasMore) {
            break;
        }
        if (looked >= kMostSteps || findings.places.size() >= kMostFound) {
            findings.isWhole = false;
            break;
        }
        params.after = steps->back().seq;
    }
    Q_EMIT found(text, findings);
}

} // namespace signalbox::ui
