// SPDX-License-Identifier: GPL-3.0-or-later
// The providers of models: which there are and how each does; a way to connect one by pasting a key, or a server that is
// found on the backend's machine.
#pragma once

#include "ui/link/backend_link.h"
#include "ui/models/providers_model.h"
#include "ui/shell/pane.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QDialog>
#include <QPointer>
#include <QWidget>

#include <functional>

class QAction;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QTimer;

namespace signalbox::ui {

class Banner;
class CostsPage;
class EndpointPage;
class EmptyState;
class FixedRowView;
class ProviderDetails;

/// Thread: the GUI thread, which is the client's.
class ModelsPane : public QWidget
{
    Q_OBJECT
public:
    ModelsPane(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    ~ModelsPane() override;

    /// The backend whose providers are shown; null: none. A client must outlive its time here.
    void setClient(client::Client *client);
    /// Shows the providers of whatever backend the link has. It outlives the pane.
    void follow(BackendLink &link);
    /// Chooses a provider as soon as it is read.
    void choose(const QString &id);
    void reload();
    /// Opens the dialog that connects a provider or makes a group, begun so.
    void connectProvider(api::ProviderView start = {});

    enum class Page { Providers, Costs, Endpoint };
    Page page() const;
    void showPage(Page page);

    ProvidersModel &model() { return *m_model; }
    FixedRowView &list() { return *m_list; }
    ProviderDetails &details() { return *m_details; }
    CostsPage &costs() { return *m_costs; }
    EndpointPage &endpoint() { return *m_endpoint; }
    Banner &banner() { return *m_banner; }
    QAction *addAction() const { return m_add; }
    QAction *discoverAction() const { return m_discover; }
    QAction *addGroupAction() const { return m_addGroup; }
    /// Of a provider or of a group; null while none is open.
    QDialog *dialog() const { return m_dialog; }
    QSize minimumSizeHint() const override { return {200, 160}; }

Q_SIGNALS:
    void runRequested(const QString &run, const QString &path);
    /// The way out of a connection that is not tried again.
    void connectionRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showChosen();
    void showState();
    void closeDialog();
    void offer(std::vector<api::DiscoveredServer> servers);
    static Task<void> readAll(ModelsPane *self, client::Client *client, std::stop_token stop);
    static Task<void> discover(ModelsPane *self, client::Client *client, std::stop_token stop);

    const Theme &m_theme;
    client::Client *m_client = nullptr;
    BackendLink *m_link = nullptr;
    ProvidersModel *m_model;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    QSplitter *m_split;
    CostsPage *m_costs;
    EndpointPage *m_endpoint;
    Banner *m_banner;
    QStackedWidget *m_stack;
    FixedRowView *m_list;
    EmptyState *m_empty;
    EmptyState *m_offline;
    ProviderDetails *m_details;
    QAction *m_add = nullptr;
    QAction *m_addGroup = nullptr;
    QAction *m_discover = nullptr;
    QAction *m_connect = nullptr;
    QTimer *m_again;
    QPointer<QDialog> m_dialog;
    std::vector<api::DiscoveredServer> m_offered; ///< whose buttons stand in the banner
    QString m_wanted;
    QString m_problem;
    bool m_isLooking = false; ///< for servers
    bool m_isReading = false;
    bool m_readAgain = false;
    bool m_wasRead = false;
    RenewableScope m_scope;
    RenewableScope m_looking;
};

/// The providers as a pane of the window. `made` hears of it once it exists, to connect its signals.
PaneSpec modelsPane(BackendLink &link, Clock &clock, const Theme &theme, std::function<void(ModelsPane &)> made = {});

} // namespace signalbox::ui
