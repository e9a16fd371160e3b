// SPDX-License-Identifier: GPL-3.0-or-later
// The providers of models that are set up, their groups, and the models that they offer, for fields to choose from.
#pragma once

#include "api/model_calls.h"
#include "ui/flow/text_field.h"
#include "ui/flow/workbench.h"
#include "ui/widgets/renewable_scope.h"

#include <QObject>

#include <map>
#include <string>
#include <vector>

namespace signalbox::ui {

/// Reads when it is asked to, and again when a provider is set up, changed or removed. Thread: the GUI thread.
class ModelChoices : public QObject
{
    Q_OBJECT
public:
    /// The bench must outlive it.
    explicit ModelChoices(Workbench &bench, QObject *parent = nullptr);

    /// Reads the providers unless they are known; changed() tells.
    void read();
    /// Reads the models of what stands in a node's `provider`: a provider, a group, several of them, or nothing for the default.
    /// What could not be read before is tried again.
    void readModelsOf(const QString &provider);

    /// As they were read last.
    QList<TextField::Choice> providers() const;
    QList<TextField::Choice> modelsOf(const QString &provider) const;
    bool isReading() const { return m_reading > 0; }
    /// Whether the providers are known.
    bool wasRead() const { return m_wasRead; }
    /// What went wrong last, for people; empty: nothing.
    const QString &problem() const { return m_problem; }

Q_SIGNALS:
    void changed();

private:
    void forget();
    std::vector<std::string> namedBy(const QString &provider) const;
    const api::ProviderView *find(std::string_view id) const;
    void addNamed(std::vector<std::string> &names, const std::string &id) const;
    Task<void> follow(std::stop_token stop);
    Task<void> readProviders(std::stop_token stop);
    Task<void> readModels(std::string provider, std::stop_token stop);

    Workbench &m_bench;
    bool m_isFollowing = false;
    bool m_wasRead = false;
    int m_reading = 0;
    std::vector<api::ProviderView> m_providers;
    std::map<std::string, std::vector<api::ModelView>, std::less<>> m_models; ///< by provider; what is read now has an empty list
    QString m_problem;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
