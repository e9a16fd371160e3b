// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/models_pane.h"

#include "ui/models/costs_page.h"
#include "ui/models/endpoint_page.h"
#include "ui/models/group_dialog.h"
#include "ui/models/model_words.h"
#include "ui/models/provider_details.h"
#include "ui/models/provider_dialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/run_text.h"
#include "ui/words/words.h"

#include <QAction>
#include <QBoxLayout>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>

namespace signalbox::ui {

using namespace models;
using runs::fromUtf8;

namespace {

constexpr int kAgainMs = 5000;   // how a provider does has no event of its own
constexpr int kListHeight = 200; // above the details, where there is no room beside them
constexpr std::size_t kMostOffered = 3; // so many buttons have room

} // namespace

ModelsPane::ModelsPane(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new ProvidersModel(this))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_split(new QSplitter(Qt::Horizontal))
    , m_costs(new CostsPage(theme, clock))
    , m_endpoint(new EndpointPage(theme, clock))
    , m_banner(new Banner(theme))
    , m_stack(new QStackedWidget)
    , m_list(new FixedRowView)
    , m_empty(new EmptyState(theme, QStringLiteral("node-llm"), QString(), QString()))
    , m_offline(new EmptyState(theme, QStringLiteral("disconnect"), QString(), QString()))
    , m_details(new ProviderDetails(theme, clock))
    , m_again(new QTimer(this))
{
    setAccessibleName(tr("Models"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_add = paneAction(theme, this, QStringLiteral("add"), tr("Connect a provider…"), QKeySequence(Qt::Key_Insert));
    m_addGroup = paneAction(theme, this, QStringLiteral("node-merge"), tr("New group…"), QKeySequence(Qt::ALT | Qt::Key_Insert));
    m_discover = paneAction(theme, this, QStringLiteral("search"), tr("Find servers on the backend's machine"), QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_F));
    m_connect = paneAction(theme, this, QStringLiteral("connect"), tr("Connection…"));
    m_empty->addAction(m_add);
    m_offline->addAction(m_connect);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Providers of models"));
    auto *delegate = new RowDelegate(theme, RowDelegate::Lines::Two, this);
    m_list->setItemDelegate(delegate);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_offline);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    bar->setSpacing(space::kXs);
    bar->addWidget(actionButton(m_add));
    bar->addWidget(actionButton(m_addGroup));
    bar->addWidget(actionButton(m_discover));
    bar->addStretch(1);
    auto *start = new QWidget;
    auto *column = new QVBoxLayout(start);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_stack, 1);
    start->setMinimumSize(160, 100);
    m_details->setMinimumSize(200, 200);
    m_split->addWidget(start);
    m_split->addWidget(m_details);
    m_split->setChildrenCollapsible(false);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    // How its parts stand follows from its width, so they must not hold the width.
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    m_tabs->setObjectName(QStringLiteral("pages"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("What the pane is about"));
    m_tabs->addTab(tr("Providers"));
    m_tabs->addTab(tr("Costs"));
    m_tabs->addTab(tr("Endpoint"));
    auto *providers = new QWidget;
    auto *parts = new QVBoxLayout(providers);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(0);
    parts->setSizeConstraint(QLayout::SetNoConstraint);
    parts->addWidget(m_banner);
    parts->addWidget(m_split, 1);
    m_pages->addWidget(providers);
    m_pages->addWidget(m_costs);
    m_pages->addWidget(m_endpoint);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_costs, &CostsPage::connectionRequested, this, &ModelsPane::connectionRequested);
    connect(m_endpoint, &EndpointPage::connectionRequested, this, &ModelsPane::connectionRequested);

    m_again->setInterval(kAgainMs);
    connect(m_again, &QTimer::timeout, this, &ModelsPane::reload);
    connect(m_add, &QAction::triggered, this, [this] { connectProvider(); });
    connect(m_addGroup, &QAction::triggered, this, [this] {
        api::ProviderView group;
        group.kind = api::ProviderKind::Group;
        connectProvider(std::move(group));
    });
    connect(m_discover, &QAction::triggered, this, [this] {
        m_isLooking = true;
        m_discover->setEnabled(false);
        m_looking.start([this](std::stop_token stop) { return discover(this, m_client, stop); });
    });
    connect(m_connect, &QAction::triggered, this, &ModelsPane::connectionRequested);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ModelsPane::showChosen);
    connect(m_details, &ProviderDetails::changed, this, &ModelsPane::reload);
    connect(m_details, &ProviderDetails::runRequested, this, &ModelsPane::runRequested);
    const auto edit = [this] {
        if (const auto *provider = m_model->at(m_list->currentIndex().row())) {
            connectProvider(*provider);
        }
    };
    connect(m_details, &ProviderDetails::editRequested, this, edit);
    connect(m_list, &QAbstractItemView::activated, this, edit);
    connect(m_banner, &Banner::chosen, this, [this](int button) {
        m_banner->hide();
        if (button < 0 || button >= int(m_offered.size())) {
            return;
        }
        const auto &server = m_offered[std::size_t(button)];
        api::ProviderView found;
        found.id = server.id;
        found.kind = server.kind;
        found.baseUrl = server.baseUrl;
        found.defaultModel = server.models.size() == 1 ? server.models.front() : std::string();
        connectProvider(std::move(found));
    });
    const auto measure = [this, delegate] { m_list->setRowHeight(delegate->sizeHint({}, {}).height()); };
    connect(&theme, &Theme::changed, this, measure);
    measure();
    showState();
}

ModelsPane::~ModelsPane()
{
    endListening(this);
    if (m_link) {
        disconnect(m_link, nullptr, this, nullptr);
    }
    closeDialog();
    m_list->setModel(nullptr);
}

void ModelsPane::setClient(client::Client *client)
{
    m_client = client;
    m_scope.renew();
    m_looking.renew();
    closeDialog();
    m_details->clear();
    m_banner->hide();
    m_isReading = false;
    m_readAgain = false;
    m_wasRead = false;
    m_isLooking = false;
    m_problem.clear();
    m_model->set({});
    m_costs->setClient(client);
    m_endpoint->setClient(client);
    showState();
    reload();
}

void ModelsPane::follow(BackendLink &link)
{
    m_link = &link;
    connect(&link, &BackendLink::changed, this, [this] { setClient(m_link->client()); });
    connect(&link, &BackendLink::stateChanged, this, [this] {
        showState();
        reload();
    });
    setClient(link.client());
}

ModelsPane::Page ModelsPane::page() const
{
    return Page(m_pages->currentIndex());
}

void ModelsPane::showPage(Page page)
{
    m_tabs->setCurrentIndex(int(page));
}

void ModelsPane::choose(const QString &id)
{
    m_wanted = id;
    if (const int row = m_model->rowOf(id.toStdString()); row >= 0) {
        m_wanted.clear();
        m_list->setCurrentIndex(m_model->index(row));
    }
}

void ModelsPane::reload()
{
    if (!m_client) {
        return;
    }
    if (m_isReading) {
        m_readAgain = true;
        return;
    }
    m_isReading = true;
    m_scope.start([this](std::stop_token stop) { return readAll(this, m_client, stop); });
}

void ModelsPane::connectProvider(api::ProviderView start)
{
    if (!m_client) {
        return;
    }
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    std::vector<std::string> taken;
    QStringList members;
    for (const auto &provider : m_model->providers()) {
        taken.push_back(provider.id);
        if (provider.kind != api::ProviderKind::Group) {
            members << fromUtf8(provider.id);
        }
    }
    const auto isStored = [this](const QString &id) {
        m_wanted = id;
        reload();
    };
    if (start.kind == api::ProviderKind::Group) {
        auto *dialog = new GroupDialog(m_theme, *m_client, std::move(start), members, std::move(taken), this);
        connect(dialog, &GroupDialog::stored, this, isStored);
        m_dialog = dialog;
    } else {
        if (start.id.empty()) {
            start.kind = kinds().front().kind;
        }
        auto *dialog = new ProviderDialog(m_theme, *m_client, std::move(start), std::move(taken), this);
        connect(dialog, &ProviderDialog::stored, this, isStored);
        m_dialog = dialog;
    }
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
    m_dialog->open();
}

void ModelsPane::closeDialog()
{
    auto *old = m_dialog.data();
    m_dialog.clear();
    delete old;
}

void ModelsPane::showChosen()
{
    const auto *provider = m_model->at(m_list->currentIndex().row());
    if (provider && m_client) {
        m_details->show(*m_client, *provider);
    } else {
        m_details->clear();
    }
    m_details->setVisible(provider != nullptr);
}

void ModelsPane::showState()
{
    const bool isThere = m_client != nullptr;
    // Which names are taken is known once they are read.
    m_add->setEnabled(isThere && m_wasRead);
    m_addGroup->setEnabled(isThere && m_wasRead);
    m_discover->setEnabled(isThere && m_wasRead && !m_isLooking);
    if (!isThere) {
        const bool isConnecting = m_link && m_link->state() == client::ConnectionState::Connecting;
        const QString text = tr("Providers of models appear here as soon as the window is connected.");
        const QString title = isConnecting ? tr("Connecting") : tr("No backend");
        const bool hasReason = m_link && !isConnecting && !m_link->reason().isEmpty();
        m_offline->setTexts(title, hasReason ? m_link->reason() : text);
        m_costs->setOffline(title, hasReason ? m_link->reason() : tr("What models cost appears here as soon as the window is connected."));
        m_endpoint->setOffline(title, hasReason ? m_link->reason() : tr("The endpoint appears here as soon as the window is connected."));
        m_stack->setCurrentWidget(m_offline);
    } else if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_list);
    } else {
        if (!m_problem.isEmpty()) {
            m_empty->setTexts(tr("The providers cannot be read"), m_problem);
        } else if (!m_wasRead) {
            m_empty->setTexts(tr("Reading…"), {});
        } else {
            m_empty->setTexts(tr("No provider yet"), tr("Connect one by pasting its key, or use a server of models that runs on the backend's machine. Flows then ask it."));
        }
        m_stack->setCurrentWidget(m_empty);
    }
    showChosen();
}

Task<void> ModelsPane::readAll(ModelsPane *self, client::Client *client, std::stop_token stop)
{
    do {
        self->m_readAgain = false;
        const api::Nothing nothing;
        auto list = co_await client->call<api::ProvidersList>(nothing, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!list) {
            self->m_problem = words::sentence(list.error());
            self->showState();
            break;
        }
        self->m_problem.clear();
        self->m_wasRead = true;
        // What is chosen stays chosen, also where rows have come or gone.
        const auto *chosen = self->m_model->at(self->m_list->currentIndex().row());
        QString kept = chosen ? fromUtf8(chosen->id) : QString();
        if (!self->m_wanted.isEmpty()) {
            kept = self->m_wanted;
        }
        self->m_model->set(std::move(list->providers));
        const int row = self->m_model->rowOf(kept.toStdString());
        if (row >= 0) {
            self->m_wanted.clear();
            self->m_list->setCurrentIndex(self->m_model->index(row));
        } else if (self->m_model->rowCount() > 0) {
            self->m_list->setCurrentIndex(self->m_model->index(0));
        }
        self->showState();
    } while (self->m_readAgain);
    self->m_wanted.clear(); // it is there by now, or does not come
    self->m_isReading = false;
}

Task<void> ModelsPane::discover(ModelsPane *self, client::Client *client, std::stop_token stop)
{
    const api::Nothing nothing;
    auto found = co_await client->call<api::ProvidersDiscover>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_isLooking = false;
    self->m_discover->setEnabled(true);
    if (!found) {
        self->m_banner->say(Banner::Kind::Danger, words::sentence(found.error()));
    } else {
        self->offer(std::move(found->servers));
    }
}

void ModelsPane::offer(std::vector<api::DiscoveredServer> servers)
{
    const auto isNew = [](const api::DiscoveredServer &server) { return server.provider.empty(); };
    const bool areAllKnown = !servers.empty() && std::ranges::none_of(servers, isNew);
    std::erase_if(servers, [&](const auto &server) { return !isNew(server); });
    m_offered = std::move(servers);
    if (m_offered.size() > kMostOffered) {
        m_offered.resize(kMostOffered);
    }
    if (m_offered.empty()) {
        m_banner->say(Banner::Kind::Info, areAllKnown ? tr("Every server that answers there is connected already.")
                                                      : tr("No server of models answers there. Start Ollama, LM Studio, llama.cpp or vLLM, and look again."));
        return;
    }
    QStringList titles;
    QStringList buttons;
    for (const auto &server : m_offered) {
        titles << tr("%1 with %n model(s)", nullptr, int(server.models.size())).arg(fromUtf8(server.title));
        buttons << tr("Connect %1").arg(fromUtf8(server.title));
    }
    m_banner->say(Banner::Kind::Info, tr("Found: %1").arg(titles.join(QStringLiteral(", "))), buttons);
}

void ModelsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const auto wanted = width() < 620 ? Qt::Vertical : Qt::Horizontal;
    if (m_split->orientation() != wanted) {
        m_split->setOrientation(wanted);
        m_split->setSizes(wanted == Qt::Vertical ? QList<int>{kListHeight, height() - kListHeight} : QList<int>{width() / 3, width() - width() / 3});
    }
}

void ModelsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_again->start();
    reload();
}

void ModelsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_again->stop();
}

PaneSpec modelsPane(BackendLink &link, Clock &clock, const Theme &theme, std::function<void(ModelsPane &)> made)
{
    PaneSpec spec;
    spec.id = QStringLiteral("models");
    spec.title = ModelsPane::tr("Models");
    spec.icon = QStringLiteral("node-llm");
    spec.area = PaneArea::End;
    spec.shown = false;
    spec.tabbedWith = QStringLiteral("inspector");
    spec.extent = 420;
    spec.create = [&link, &clock, &theme, made](QWidget *parent) -> QWidget * {
        auto *pane = new ModelsPane(theme, clock, parent);
        if (made) {
            made(*pane);
        }
        pane->follow(link);
        return pane;
    };
    return spec;
}

} // namespace signalbox::ui
