// SPDX-License-Identifier: GPL-3.0-or-later
// One provider: how it does, what it offers, what was asked of it and what that cost.
#pragma once

#include "client/client.h"
#include "ui/models/providers_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QWidget>

#include <optional>

class QPushButton;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QTreeView;

namespace signalbox::ui {

class Badge;
class Banner;
class ElidedLabel;
class EmptyState;
class JsonView;
class LatencyPlot;
class SearchField;
class TextLabel;

/// Thread: the GUI thread, which is the client's.
class ProviderDetails : public QWidget
{
    Q_OBJECT
public:
    ProviderDetails(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    ~ProviderDetails() override;

    /// The provider that is shown, as it is now; the client must outlive its time here. The same one again: what is new of it.
    void show(client::Client &client, const api::ProviderView &provider);
    /// None is shown.
    void clear();
    /// Reads what was asked of it anew.
    void refreshCalls();

    enum class Page { Models, Calls };
    void showPage(Page page);
    QPushButton *testButton() const { return m_test; }
    QPushButton *editButton() const { return m_edit; }
    QPushButton *removeButton() const { return m_remove; }
    QPushButton *defaultButton() const { return m_default; }
    QTreeView &modelsView() { return *m_modelsView; }
    QTreeView &callsView() { return *m_callsView; }
    OfferedModels &offered() { return *m_offered; }
    ModelCalls &calls() { return *m_calls; }
    SearchField &filterField() { return *m_filter; }
    LatencyPlot &plot() { return *m_plot; }
    /// What the last test or removal said, and the question before a removal.
    Banner &banner() { return *m_banner; }

Q_SIGNALS:
    void editRequested();
    /// It is another one now, or gone.
    void changed();
    void runRequested(const QString &run, const QString &path);

private:
    QWidget *makeHead();
    QWidget *makeModels();
    QWidget *makeCalls();
    void showFacts();
    void showModels();
    void showCalls();
    void callChosen();
    void setBusy(bool busy);
    void readModels(bool fresh);
    bool isShown(const std::string &id) const { return m_provider && m_provider->id == id; }
    void ask();
    void useByDefault();
    static Task<void> readModelsOf(ProviderDetails *self, client::Client *client, std::string id, bool fresh, std::stop_token stop);
    static Task<void> readCallsOf(ProviderDetails *self, client::Client *client, std::string id, std::string before, std::stop_token stop);
    static Task<void> test(ProviderDetails *self, client::Client *client, std::string id, std::stop_token stop);
    static Task<void> remove(ProviderDetails *self, client::Client *client, std::string id, std::int64_t revision, std::stop_token stop);
    static Task<void> setDefault(ProviderDetails *self, client::Client *client, std::string id, std::string model, std::stop_token stop);

    const Theme &m_theme;
    client::Client *m_client = nullptr;
    std::optional<api::ProviderView> m_provider;
    OfferedModels *m_offered;
    QSortFilterProxyModel *m_sorted;
    ModelCalls *m_calls;
    Badge *m_badge;
    ElidedLabel *m_name;
    ElidedLabel *m_facts;
    TextLabel *m_health;
    QPushButton *m_test;
    QPushButton *m_edit;
    QPushButton *m_remove;
    Banner *m_banner;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    SearchField *m_filter;
    QStackedWidget *m_modelsStack;
    QTreeView *m_modelsView;
    EmptyState *m_noModels;
    QPushButton *m_default;
    ElidedLabel *m_modelsNote;
    LatencyPlot *m_plot;
    QStackedWidget *m_callsStack;
    QSplitter *m_callsSplit;
    QTreeView *m_callsView;
    EmptyState *m_noCalls;
    QWidget *m_choice;
    TextLabel *m_choiceText;
    JsonView *m_choiceView;
    QString m_problem; ///< why there is no list of models
    QString m_callsProblem; ///< likewise
    bool m_isAsking = false; ///< whether it may be removed stands in the banner
    bool m_isBusy = false;
    bool m_modelsRead = false;
    bool m_callsRead = false;
    bool m_isReadingCalls = false;
    bool m_callsAgain = false;
    bool m_moreCalls = false;
    RenewableScope m_reading;
    RenewableScope m_acting;
};

} // namespace signalbox::ui
