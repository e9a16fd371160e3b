// SPDX-License-Identifier: GPL-3.0-or-later
// Words and numbers for providers of models: what they are, how they do, what they cost. Pure.
#pragma once

#include "api/model_calls.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/money_text.h"

#include <QString>

#include <span>

namespace signalbox::ui::models {

/// What a person has to know of a kind of provider to set one up.
struct KindInfo
{
    api::ProviderKind kind;
    QString title;   ///< "OpenAI"
    QString id;      ///< that the first provider of the kind may have
    QString address; ///< the maker's own; an example where it has none
    bool asksForKey;
    bool needsAddress;
};
/// The kinds that one provider can have; a group is none of them.
std::vector<KindInfo> kinds();
QString titleOf(api::ProviderKind kind);
QString titleOf(api::Strategy strategy);

/// What is wrong with a name for a provider, or nothing.
QString providerNameProblem(const QString &name);

/// What sets a provider up as it is.
api::ProviderPutParams putOf(const api::ProviderView &view);

using runs::moneyText;
/// The price of a million tokens: "2.50", or a dash.
QString priceText(std::optional<std::int64_t> micros);
/// "128,000", or a dash for 0.
QString countText(std::int64_t count);
/// "128 k", "1.0 M", or a dash for 0.
QString shortText(std::int64_t count);

/// How a call ended, of "ok" or an error's code; a code that is not known stays as it is.
QString outcomeText(const std::string &outcome);
State stateOf(const api::ProviderHealth &health);
/// How a provider does, in a sentence.
QString healthText(const api::ProviderHealth &health);
/// "OpenAI · gpt-5", or whose members a group has.
QString summaryOf(const api::ProviderView &provider);
/// Why a model was chosen, in a sentence; empty where there was nothing to choose.
QString choiceText(const api::LlmCallView &call);

} // namespace signalbox::ui::models
