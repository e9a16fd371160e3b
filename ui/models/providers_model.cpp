// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/providers_model.h"

#include "ui/models/model_words.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/run_text.h"

#include <QFont>
#include <QLocale>
#include <QTextDocument>

namespace signalbox::ui {

using namespace models;
using runs::durationText;
using runs::fromUtf8;
using runs::startedText;

void ProvidersModel::set(std::vector<api::ProviderView> providers)
{
    const bool sameRows = std::ranges::equal(providers, m_providers, {}, &api::ProviderView::id, &api::ProviderView::id);
    if (sameRows) {
        m_providers = std::move(providers);
        if (!m_providers.empty()) {
            Q_EMIT dataChanged(index(0), index(int(m_providers.size()) - 1));
        }
        return;
    }
    beginResetModel();
    m_providers = std::move(providers);
    endResetModel();
}

const api::ProviderView *ProvidersModel::at(int row) const
{
    return row >= 0 && row < int(m_providers.size()) ? &m_providers[std::size_t(row)] : nullptr;
}

int ProvidersModel::rowOf(const std::string &id) const
{
    const auto at = std::ranges::find(m_providers, id, &api::ProviderView::id);
    return at == m_providers.end() ? -1 : int(at - m_providers.begin());
}

int ProvidersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_providers.size());
}

QVariant ProvidersModel::data(const QModelIndex &index, int role) const
{
    const auto *provider = index.isValid() ? at(index.row()) : nullptr;
    if (!provider) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole: return fromUtf8(provider->id);
    case row::Detail: return summaryOf(*provider);
    case row::Note: return provider->health.busy > 0 ? tr("%n under way", nullptr, int(provider->health.busy)) : QString();
    case row::StateRole: return int(stateOf(provider->health));
    case Qt::ToolTipRole: return plainTip(healthText(provider->health));
    case Qt::AccessibleTextRole: return tr("%1, %2, %3").arg(fromUtf8(provider->id), summaryOf(*provider), healthText(provider->health));
    default: return {};
    }
}

void OfferedModels::set(api::ModelList list)
{
    beginResetModel();
    m_list = std::move(list);
    endResetModel();
}

void OfferedModels::setDefault(const std::string &model)
{
    if (m_default == model) {
        return;
    }
    m_default = model;
    if (!m_list.models.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(int(m_list.models.size()) - 1, Columns - 1));
    }
}

const api::ModelView *OfferedModels::at(int row) const
{
    return row >= 0 && row < int(m_list.models.size()) ? &m_list.models[std::size_t(row)] : nullptr;
}

int OfferedModels::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_list.models.size());
}

QVariant OfferedModels::data(const QModelIndex &index, int role) const
{
    const auto *model = index.isValid() ? at(index.row()) : nullptr;
    if (!model) {
        return {};
    }
    const auto column = index.column();
    const bool isDefault = model->id == m_default;
    if (role == Qt::TextAlignmentRole && column != Name) {
        return int(Qt::AlignTrailing | Qt::AlignVCenter);
    }
    if (role == Qt::FontRole && column == Name && isDefault) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    if (role == SortRole) {
        switch (column) {
        case Name: return fromUtf8(model->id);
        case Context: return qlonglong(model->contextTokens);
        default: return qlonglong(model->inputPrice.value_or(-1));
        }
    }
    if (role == Qt::ToolTipRole) {
        if (column == Context && model->contextTokens > 0) {
            return tr("%1 tokens").arg(countText(model->contextTokens));
        }
        if (column == Price) {
            return priceHint();
        }
        // What a server says is text, never markup.
        return Qt::convertFromPlainText(model->title.empty() || model->title == model->id ? fromUtf8(model->id) : tr("%1: %2").arg(fromUtf8(model->id), fromUtf8(model->title)));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case Name: return isDefault ? tr("%1 (by default)").arg(fromUtf8(model->id)) : fromUtf8(model->id);
    case Context: return shortText(model->contextTokens);
    default: return model->inputPrice || model->outputPrice ? tr("%1 / %2", "prices of input and output").arg(priceText(model->inputPrice), priceText(model->outputPrice)) : priceText({});
    }
}

QVariant OfferedModels::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int((section == Name ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && section == Price) {
        return priceHint();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name: return tr("Model");
    case Context: return tr("Context");
    default: return tr("Price");
    }
}

QString OfferedModels::priceHint() const
{
    return plainTip(tr("Input / output, for a million tokens, in %1").arg(fromUtf8(m_list.currency).toUpper()));
}

ModelCalls::ModelCalls(const Theme &theme, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_clock(clock)
{
}

void ModelCalls::set(std::vector<api::LlmCallView> calls)
{
    beginResetModel();
    m_calls = std::move(calls);
    endResetModel();
}

void ModelCalls::append(std::vector<api::LlmCallView> calls)
{
    if (calls.empty()) {
        return;
    }
    beginInsertRows({}, int(m_calls.size()), int(m_calls.size() + calls.size()) - 1);
    std::ranges::move(calls, std::back_inserter(m_calls));
    endInsertRows();
}

const api::LlmCallView *ModelCalls::at(int row) const
{
    return row >= 0 && row < int(m_calls.size()) ? &m_calls[std::size_t(row)] : nullptr;
}

int ModelCalls::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_calls.size());
}

QVariant ModelCalls::data(const QModelIndex &index, int role) const
{
    const auto *call = index.isValid() ? at(index.row()) : nullptr;
    if (!call) {
        return {};
    }
    const auto column = index.column();
    if (role == Qt::TextAlignmentRole && column >= Tokens) {
        return int(Qt::AlignTrailing | Qt::AlignVCenter);
    }
    const bool isAnswered = call->outcome == "ok";
    if (role == Qt::DecorationRole && column == When && !isAnswered) {
        return m_theme.icon(QStringLiteral("state-failed"), State::Failed);
    }
    if (role == Qt::ToolTipRole) {
        return column == Tokens && isAnswered ? QVariant(tr("%1 in (%2 from the cache), %3 out (%4 to reason)")
                                      .arg(countText(call->inputTokens), countText(call->cachedTokens), countText(call->outputTokens), countText(call->reasoningTokens)))
                                : QVariant(Qt::convertFromPlainText(data(index, Qt::DisplayRole).toString()));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case When: return startedText(call->startedAt, m_clock.now());
    case Model: return fromUtf8(call->model);
    case Tokens: return isAnswered ? tr("%1 + %2").arg(countText(call->inputTokens), countText(call->outputTokens)) : outcomeText(call->outcome);
    case Cost: return moneyText(call->micros, call->currency);
    default: return durationText(double(call->durationMs));
    }
}

QVariant ModelCalls::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int((section < Tokens ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case When: return tr("When");
    case Model: return tr("Model");
    case Tokens: return tr("Tokens");
    case Cost: return tr("Cost");
    default: return tr("Duration");
    }
}

} // namespace signalbox::ui
