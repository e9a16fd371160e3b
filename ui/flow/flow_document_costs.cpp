// SPDX-License-Identifier: GPL-3.0-or-later
// What a run of the flow will cost, below its canvas.
#include "ui/flow/flow_document.h"

#include "api/cost_calls.h"
#include "ui/flow/document_footer.h"
#include "ui/flow/workbench.h"
#include "ui/widgets/money_text.h"
#include "ui/widgets/run_text.h"

namespace signalbox::ui {

using runs::fromUtf8;
using runs::moneyText;

namespace {

QString forecastText(const api::FlowForecast &forecast)
{
    switch (forecast.basis) {
    case api::ForecastBasis::Runs: return FlowDocument::tr("A run: about %1").arg(moneyText(forecast.typicalMicros, forecast.currency));
    case api::ForecastBasis::Prices: return forecast.mostMicros ? FlowDocument::tr("A run: at most %1").arg(moneyText(forecast.mostMicros, forecast.currency)) : QString();
    case api::ForecastBasis::None: break;
    }
    return {};
}

QString forecastDetails(const api::FlowForecast &forecast)
{
    QStringList lines;
    if (forecast.basis == api::ForecastBasis::Runs) {
        lines.append(FlowDocument::tr("From %n run(s) that ended well; nine of ten cost no more than %1.", nullptr, int(forecast.runs)).arg(moneyText(forecast.mostMicros, forecast.currency)));
    } else {
        lines.append(FlowDocument::tr("By the prices of the longest answers that its steps may ask for; it has not run yet."));
    }
    for (const auto &step : forecast.steps) {
        lines.append(FlowDocument::tr("%1: %2", "step, cost").arg(fromUtf8(step.step), moneyText(step.micros, forecast.currency)));
    }
    return lines.join(u'\n');
}

// Whether a run may ask a model: a step of the flow does, or one runs another flow.
bool mayAskModels(const json::Value &graph)
{
    const auto *nodes = json::find(graph, "nodes");
    const auto *list = nodes ? nodes->if_array() : nullptr;
    return list && std::ranges::any_of(*list, [](const json::Value &node) {
        const auto *config = json::find(node, "config");
        const auto *body = config ? json::find(*config, "body") : nullptr;
        const auto *type = json::find(node, "type");
        return (type && *type == json::Value("llm")) || (config && json::find(*config, "flow")) || (body && mayAskModels(*body));
    });
}

} // namespace

void FlowDocument::askForecast()
{
    const int question = ++m_forecastQuestion; // an older answer may come later
    if (m_id.empty() || m_revision == 0 || !m_editor || !mayAskModels(m_editor->graph())) {
        m_footer->setForecast({}, {}); // the backend does not know the flow, or there is nothing to foretell
        return;
    }
    m_scope.start([this, question](std::stop_token stop) { return readForecast(m_id, question, stop); });
}

Task<void> FlowDocument::readForecast(std::string flow, int question, std::stop_token stop)
{
    api::FlowForecastParams params{flow};
    auto forecast = co_await m_bench.call<api::FlowsForecast>(std::move(params), stop);
    if (stop.stop_requested() || m_id != flow || question != m_forecastQuestion) {
        co_return;
    }
    // Who may not know, or is not in reach, is told nothing: it is a help, not a promise.
    const QString text = forecast ? forecastText(*forecast) : QString();
    m_footer->setForecast(text, text.isEmpty() ? QString() : forecastDetails(*forecast));
}

} // namespace signalbox::ui
