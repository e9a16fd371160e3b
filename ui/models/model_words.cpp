// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_words.h"

#include "base/describe.h"
#include "ui/widgets/run_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <map>

namespace signalbox::ui::models {

using runs::amountText;
using runs::durationText;
using runs::fromUtf8;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Models)
};

const QString kDash = QStringLiteral("–");

} // namespace

std::vector<KindInfo> kinds()
{
    using api::ProviderKind;
    return {
        {ProviderKind::OpenAi, QStringLiteral("OpenAI"), QStringLiteral("openai"), QStringLiteral("https://api.openai.com/v1"), true, false},
        {ProviderKind::Anthropic, QStringLiteral("Anthropic"), QStringLiteral("anthropic"), QStringLiteral("https://api.anthropic.com"), true, false},
        {ProviderKind::Gemini, QStringLiteral("Google Gemini"), QStringLiteral("gemini"), QStringLiteral("https://generativelanguage.googleapis.com"), true, false},
        {ProviderKind::Ollama, QStringLiteral("Ollama"), QStringLiteral("ollama"), QStringLiteral("http://127.0.0.1:11434"), false, false},
        {ProviderKind::OpenAiCompatible, Words::tr("OpenAI-compatible server"), QStringLiteral("server"), QStringLiteral("http://127.0.0.1:8000/v1"), true, true},
        {ProviderKind::OpenAiChat, Words::tr("OpenAI (Chat Completions)"), QStringLiteral("openai-chat"), QStringLiteral("https://api.openai.com/v1"), true, false},
    };
}

QString titleOf(api::ProviderKind kind)
{
    for (const auto &info : kinds()) {
        if (info.kind == kind) {
            return info.title;
        }
    }
    return Words::tr("Group");
}

QString titleOf(api::Strategy strategy)
{
    switch (strategy) {
    case api::Strategy::InOrder: return Words::tr("In order");
    case api::Strategy::RoundRobin: return Words::tr("In turn");
    case api::Strategy::Weighted: return Words::tr("By weight");
    case api::Strategy::LeastBusy: return Words::tr("The least busy");
    case api::Strategy::LowestLatency: return Words::tr("The fastest");
    case api::Strategy::LowestCost: return Words::tr("The cheapest");
    case api::Strategy::BestScore: return Words::tr("By score");
    }
    return {};
}

QString providerNameProblem(const QString &name)
{
    static const QRegularExpression kFine(QStringLiteral("^[A-Za-z0-9_.-]{1,64}$"));
    return kFine.match(name).hasMatch() ? QString() : Words::tr("A name consists of letters, digits, “_”, “-” and “.”.");
}

api::ProviderPutParams putOf(const api::ProviderView &view)
{
    return {view.id, view.kind, view.baseUrl, view.secret, view.defaultModel, view.prices, view.requestsPerMinute, view.tokensPerMinute, view.concurrency, view.attempts, view.cacheSeconds, view.healthSeconds,
            view.strategy, view.members, view.scoreWeights, view.revision};
}

QString priceText(std::optional<std::int64_t> micros)
{
    return micros ? amountText(*micros) : kDash;
}

QString countText(std::int64_t count)
{
    return count > 0 ? QLocale().toString(qlonglong(count)) : kDash;
}

QString shortText(std::int64_t count)
{
    const QLocale locale;
    if (count >= 1'000'000) {
        return Words::tr("%1 M", "millions").arg(locale.toString(double(count) / 1e6, 'f', count % 1'000'000 == 0 ? 0 : 1));
    }
    return count >= 1000 ? Words::tr("%1 k", "thousands").arg(locale.toString(qlonglong(count / 1000))) : countText(count);
}

QString outcomeText(const std::string &outcome)
{
    static const std::map<std::string, const char *, std::less<>> kKnown = {
        {"ok", QT_TRANSLATE_NOOP("Models", "answered")},
        {"cancelled", QT_TRANSLATE_NOOP("Models", "cancelled")},
        {"llm.answerCut", QT_TRANSLATE_NOOP("Models", "the answer was cut off")},
        {"llm.badAnswer", QT_TRANSLATE_NOOP("Models", "no answer that makes sense")},
        {"llm.badRequest", QT_TRANSLATE_NOOP("Models", "the request was refused")},
        {"llm.contextTooLong", QT_TRANSLATE_NOOP("Models", "too long for the model")},
        {"llm.forbidden", QT_TRANSLATE_NOOP("Models", "the key may not do this")},
        {"llm.modelUnknown", QT_TRANSLATE_NOOP("Models", "no such model")},
        {"llm.noCredit", QT_TRANSLATE_NOOP("Models", "no credit left")},
        {"llm.notFound", QT_TRANSLATE_NOOP("Models", "nothing at that address")},
        {"llm.overloaded", QT_TRANSLATE_NOOP("Models", "overloaded")},
        {"llm.rateLimited", QT_TRANSLATE_NOOP("Models", "too many requests")},
        {"llm.refused", QT_TRANSLATE_NOOP("Models", "the model declined")},
        {"llm.schemaMismatch", QT_TRANSLATE_NOOP("Models", "the answer fits no schema")},
        {"llm.serverError", QT_TRANSLATE_NOOP("Models", "the server failed")},
        {"llm.streamCut", QT_TRANSLATE_NOOP("Models", "the connection broke")},
        {"llm.timeout", QT_TRANSLATE_NOOP("Models", "no answer in time")},
        {"llm.unauthorized", QT_TRANSLATE_NOOP("Models", "the key is wrong")},
        {"llm.unavailable", QT_TRANSLATE_NOOP("Models", "not available")},
        {"llm.unreachable", QT_TRANSLATE_NOOP("Models", "not reachable")},
        {"budget.exhausted", QT_TRANSLATE_NOOP("Models", "the budget is spent")},
    };
    const auto found = kKnown.find(outcome);
    return found == kKnown.end() ? fromUtf8(outcome) : Words::tr(found->second);
}

State stateOf(const api::ProviderHealth &health)
{
    if (health.circuit == "open") {
        return State::Failed;
    }
    if (health.circuit == "halfOpen") {
        return State::Waiting;
    }
    if (health.lastOutcome.empty()) {
        return State::Idle;
    }
    return health.lastOutcome == "ok" ? State::Succeeded : State::Failed;
}

QString healthText(const api::ProviderHealth &health)
{
    if (health.circuit == "open") {
        return Words::tr("It kept failing (%1) and is left alone for a while.").arg(outcomeText(health.lastOutcome));
    }
    if (health.circuit == "halfOpen") {
        return Words::tr("It kept failing (%1); the next call tries whether it is back.").arg(outcomeText(health.lastOutcome));
    }
    if (health.lastOutcome.empty()) {
        return Words::tr("It has not been asked since the backend began.");
    }
    if (health.lastOutcome != "ok") {
        const bool wasCheck = health.checkedAt != 0 && health.checkedAt == health.lastAt;
        return (wasCheck ? Words::tr("It failed when it was checked last: %1.") : Words::tr("The last call failed: %1.")).arg(outcomeText(health.lastOutcome));
    }
    QString text = health.latencyMs ? Words::tr("It answers; the first token comes after %1.").arg(durationText(*health.latencyMs)) : Words::tr("It answers.");
    if (const int failing = int(health.failing * 100 + 0.5); failing > 0) {
        text += u' ' + Words::tr("%1 % of its calls failed lately.").arg(failing);
    }
    return text;
}

QString summaryOf(const api::ProviderView &provider)
{
    if (provider.kind != api::ProviderKind::Group) {
        return provider.defaultModel.empty() ? titleOf(provider.kind) : Words::tr("%1 · %2").arg(titleOf(provider.kind), fromUtf8(provider.defaultModel));
    }
    QStringList members;
    for (const auto &member : provider.members) {
        members << fromUtf8(member.model.empty() ? member.provider : member.provider + "/" + member.model);
    }
    return Words::tr("%1 · %2").arg(titleOf(provider.strategy), members.join(QStringLiteral(", ")));
}

QString choiceText(const api::LlmCallView &call)
{
    const auto *explanation = call.explanation.if_object();
    if (!explanation) {
        return {};
    }
    if (const auto *cached = explanation->if_contains("cached"); cached && cached->is_bool() && cached->get_bool()) {
        return Words::tr("The answer had been given before and was not asked for again.");
    }
    const auto *candidates = explanation->if_contains("candidates");
    const auto *tried = explanation->if_contains("tried");
    const auto count = [](const json::Value *list) { return list && list->is_array() ? int(list->get_array().size()) : 0; };
    QString text = Words::tr("%1/%2 of %n candidate(s)", nullptr, count(candidates)).arg(fromUtf8(call.provider), fromUtf8(call.model));
    if (const auto strategy = json::text(*explanation, "strategy"); !strategy.empty()) {
        if (const auto known = json::enumFromName<api::Strategy>(strategy)) {
            text = Words::tr("%1: %2").arg(titleOf(*known), text);
        }
    }
    if (const int more = count(tried) - 1; more > 0) {
        text = Words::tr("%1, after %n that failed", nullptr, more).arg(text);
    }
    return text;
}

} // namespace signalbox::ui::models
