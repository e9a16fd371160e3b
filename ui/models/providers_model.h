// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of the pane of models: providers, the models of one, the calls that were made.
#pragma once

#include "api/model_calls.h"
#include "base/clock.h"
#include "ui/theme/theme.h"

#include <QAbstractListModel>

#include <vector>

namespace signalbox::ui {

/// Rows for RowDelegate. Thread: the GUI thread.
class ProvidersModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void set(std::vector<api::ProviderView> providers);
    const std::vector<api::ProviderView> &providers() const { return m_providers; }
    const api::ProviderView *at(int row) const;
    const api::ProviderView *find(const std::string &id) const { return at(rowOf(id)); }
    int rowOf(const std::string &id) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<api::ProviderView> m_providers;
};

/// Columns: model, context, price. SortRole gives numbers where a column holds them.
class OfferedModels : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int SortRole = Qt::UserRole + 1;
    enum Column { Name, Context, Price, Columns };
    using QAbstractTableModel::QAbstractTableModel;

    void set(api::ModelList list);
    void setDefault(const std::string &model);
    const api::ModelView *at(int row) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString priceHint() const;

    api::ModelList m_list;
    std::string m_default;
};

/// Columns: when, model, tokens or why there are none, cost, duration; the newest first.
class ModelCalls : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { When, Model, Tokens, Cost, Duration, Columns };
    ModelCalls(const Theme &theme, const Clock &clock, QObject *parent);

    void set(std::vector<api::LlmCallView> calls);
    void append(std::vector<api::LlmCallView> calls);
    const std::vector<api::LlmCallView> &calls() const { return m_calls; }
    const api::LlmCallView *at(int row) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Theme &m_theme;
    const Clock &m_clock;
    std::vector<api::LlmCallView> m_calls;
};

} // namespace signalbox::ui
