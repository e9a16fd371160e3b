// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/provider_details.h"

#include "ui/models/latency_plot.h"
#include "ui/models/model_words.h"
#include "ui/theme/style.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTreeView>

namespace signalbox::ui {

using namespace models;
using runs::durationText;
using runs::fromUtf8;

namespace {

constexpr std::int64_t kPage = 100;
constexpr int kMostCalls = 2000;

void dressTable(QTreeView *view, const QString &name, QAbstractItemModel *model)
{
    view->setAccessibleName(name);
    view->setModel(model);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setFrameShape(QFrame::NoFrame);
    view->header()->setStretchLastSection(false);
    view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view->header()->setMinimumSectionSize(48);
}

} // namespace

ProviderDetails::ProviderDetails(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_offered(new OfferedModels(this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_calls(new ModelCalls(theme, clock, this))
    , m_badge(new Badge(theme, State::Idle))
    , m_name(new ElidedLabel(theme, QString(), TextStyle::Strong))
    , m_facts(new ElidedLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_health(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_test(new QPushButton(tr("Test")))
    , m_edit(new QPushButton(tr("Change…")))
    , m_remove(new QPushButton(tr("Remove…")))
    , m_banner(new Banner(theme))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_filter(new SearchField(theme, tr("Find a model")))
    , m_modelsStack(new QStackedWidget)
    , m_modelsView(new QTreeView)
    , m_noModels(new EmptyState(theme, QStringLiteral("node-llm"), QString(), QString()))
    , m_default(new QPushButton(tr("Use by default")))
    , m_modelsNote(new ElidedLabel(theme, QString(), TextStyle::Caption, Role::TextMuted))
    , m_plot(new LatencyPlot(theme))
    , m_callsStack(new QStackedWidget)
    , m_callsSplit(new QSplitter(Qt::Vertical))
    , m_callsView(new QTreeView)
    , m_noCalls(new EmptyState(theme, QStringLiteral("history"), QString(), QString()))
    , m_choice(new QWidget)
    , m_choiceText(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_choiceView(new JsonView(theme, tr("Why this model")))
{
    m_tabs->setAccessibleName(tr("What is shown of the provider"));
    m_tabs->addTab(tr("Models"));
    m_tabs->addTab(tr("Calls"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_pages->addWidget(makeModels());
    m_pages->addWidget(makeCalls());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_banner);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        showFacts();
        showModels();
        if (m_provider && Page(page) == Page::Models && !m_modelsRead) {
            readModels(false);
        } else if (m_provider && Page(page) == Page::Calls && !m_callsRead) {
            refreshCalls();
        }
    });
    connect(m_test, &QPushButton::clicked, this, [this] {
        setBusy(true);
        m_banner->say(Banner::Kind::Info, tr("Asking…"));
        m_acting.start([this, id = m_provider->id](std::stop_token stop) { return test(this, m_client, id, stop); });
    });
    connect(m_edit, &QPushButton::clicked, this, &ProviderDetails::editRequested);
    connect(m_remove, &QPushButton::clicked, this, &ProviderDetails::ask);
    connect(m_banner, &Banner::chosen, this, [this](int button) {
        m_banner->hide();
        if (std::exchange(m_isAsking, false) && button == 0 && m_provider) {
            setBusy(true);
            m_acting.start([this, id = m_provider->id, revision = m_provider->revision](std::stop_token stop) { return remove(this, m_client, id, revision, stop); });
        }
    });
    clear();
}

ProviderDetails::~ProviderDetails()
{
    endListening(this);
}

QWidget *ProviderDetails::makeHead()
{
    m_health->setWordWrap(true);
    m_test->setToolTip(tr("Reads its list of models and asks the one by default for a word; that costs a little"));
    auto *names = new QHBoxLayout;
    names->setSpacing(space::kM);
    names->addWidget(m_name, 1);
    names->addWidget(m_badge);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kM);
    for (auto *button : {m_test, m_edit, m_remove}) {
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto *head = new QWidget;
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(space::kL, space::kM, space::kL, space::kM);
    column->setSpacing(space::kXs);
    column->addLayout(names);
    column->addWidget(m_facts);
    column->addWidget(m_health);
    column->addSpacing(space::kM);
    column->addLayout(buttons);
    return head;
}

QWidget *ProviderDetails::makeModels()
{
    m_sorted->setSourceModel(m_offered);
    m_sorted->setSortRole(OfferedModels::SortRole);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    dressTable(m_modelsView, tr("Models"), m_sorted);
    m_modelsView->setSortingEnabled(true);
    m_modelsView->sortByColumn(OfferedModels::Name, Qt::AscendingOrder);
    m_modelsView->header()->setSectionResizeMode(OfferedModels::Name, QHeaderView::Stretch);
    m_modelsStack->addWidget(m_modelsView);
    m_modelsStack->addWidget(m_noModels);
    m_modelsStack->setContentsMargins(space::kM, 0, space::kM, 0);
    auto *again = paneAction(m_theme, this, QStringLiteral("retry"), tr("Read the list of models anew"), QKeySequence(Qt::CTRL | Qt::Key_R));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    bar->setSpacing(space::kS);
    bar->addWidget(m_filter, 1);
    bar->addWidget(actionButton(again));
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::kL, space::kS, space::kM, space::kS);
    foot->addWidget(m_modelsNote, 1);
    foot->addWidget(m_default);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_modelsStack, 1);
    column->addLayout(foot);
    connect(m_filter, &QLineEdit::textChanged, m_sorted, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_filter, &QLineEdit::textChanged, this, &ProviderDetails::showModels);
    connect(again, &QAction::triggered, this, [this] {
        if (m_provider && Page(m_tabs->currentIndex()) == Page::Calls) {
            refreshCalls();
        } else if (m_provider) {
            readModels(true);
        }
    });
    connect(m_modelsView->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ProviderDetails::showModels);
    connect(m_modelsView, &QAbstractItemView::activated, this, &ProviderDetails::useByDefault);
    connect(m_default, &QPushButton::clicked, this, &ProviderDetails::useByDefault);
    return page;
}

QWidget *ProviderDetails::makeCalls()
{
    dressTable(m_callsView, tr("Calls"), m_calls);
    m_callsView->header()->setSectionResizeMode(ModelCalls::Model, QHeaderView::Stretch);
    m_choiceText->setWordWrap(true);
    m_choiceText->setContentsMargins(space::kL, space::kS, space::kL, 0);
    auto *choice = new QVBoxLayout(m_choice);
    choice->setContentsMargins(0, 0, 0, 0);
    choice->setSpacing(0);
    choice->addWidget(m_choiceText);
    choice->addWidget(m_choiceView, 1);
    m_choice->hide();
    m_callsSplit->addWidget(m_callsView);
    m_callsSplit->addWidget(m_choice);
    m_callsSplit->setChildrenCollapsible(false);
    m_callsStack->addWidget(m_callsSplit);
    m_callsStack->addWidget(m_noCalls);
    m_callsStack->setContentsMargins(space::kM, 0, space::kM, 0);
    auto *above = new QHBoxLayout;
    above->setContentsMargins(space::kL, space::kM, space::kL, space::kM);
    above->addWidget(m_plot);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(above);
    column->addWidget(m_callsStack, 1);
    connect(m_callsView->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ProviderDetails::callChosen);
    connect(m_callsView, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const auto *call = m_calls->at(index.row()); call && !call->run.empty()) {
            Q_EMIT runRequested(fromUtf8(call->run), fromUtf8(call->path));
        }
    });
    auto *scroll = m_callsView->verticalScrollBar();
    connect(scroll, &QScrollBar::valueChanged, this, [this, scroll](int value) {
        if (m_moreCalls && !m_isReadingCalls && m_provider && m_calls->rowCount() > 0 && m_calls->rowCount() < kMostCalls && value >= scroll->maximum() - m_callsView->height()) {
            m_isReadingCalls = true;
            m_reading.start([this, id = m_provider->id, before = m_calls->calls().back().id](std::stop_token stop) { return readCallsOf(this, m_client, id, before, stop); });
        }
    });
    return page;
}

void ProviderDetails::show(client::Client &client, const api::ProviderView &provider)
{
    const bool isSame = m_client == &client && m_provider && m_provider->id == provider.id;
    const bool isAsBefore = isSame && m_provider->revision == provider.revision;
    const bool hasBeenAsked = isSame && m_provider->health.calls != provider.health.calls;
    m_client = &client;
    m_provider = provider;
    m_offered->setDefault(provider.defaultModel);
    showFacts();
    if (!isSame) {
        m_banner->hide();
        m_isAsking = false;
        m_filter->clear();
        setBusy(false);
    }
    if (!isAsBefore) {
        m_reading.renew();
        m_isReadingCalls = false;
        m_modelsRead = false;
        m_callsRead = false;
        m_problem.clear();
        m_callsProblem.clear();
        if (!isSame) {
            m_offered->set({});
            m_calls->set({});
            m_plot->set({});
            m_moreCalls = false;
        }
        if (Page(m_tabs->currentIndex()) == Page::Models) {
            readModels(false);
        } else {
            refreshCalls();
        }
    } else if (hasBeenAsked && m_callsRead && m_callsView->verticalScrollBar()->value() == 0) {
        // Whoever reads older calls is not taken away from them.
        refreshCalls();
    }
    showModels();
    showCalls();
}

void ProviderDetails::clear()
{
    m_client = nullptr;
    m_provider.reset();
    m_reading.renew();
    m_acting.renew();
    m_isReadingCalls = false;
    m_banner->hide();
    m_isAsking = false;
    m_offered->set({});
    m_calls->set({});
    m_plot->set({});
    m_moreCalls = false;
    m_callsProblem.clear();
    setBusy(false);
    showFacts();
    showModels();
    showCalls();
}

void ProviderDetails::showPage(Page page)
{
    m_tabs->setCurrentIndex(int(page));
}

void ProviderDetails::setBusy(bool busy)
{
    m_isBusy = busy;
    const bool free = m_provider && !busy;
    m_test->setEnabled(free && m_provider->kind != api::ProviderKind::Group);
    m_edit->setEnabled(free);
    m_remove->setEnabled(free);
    showModels();
}

void ProviderDetails::showFacts()
{
    if (!m_provider) {
        m_name->setText({});
        m_facts->setText({});
        m_health->setText({});
        return;
    }
    m_name->setText(fromUtf8(m_provider->id));
    QStringList facts{summaryOf(*m_provider)};
    if (!m_provider->baseUrl.empty()) {
        facts << fromUtf8(m_provider->baseUrl);
    }
    if (!m_provider->secret.empty()) {
        facts << tr("key: %1").arg(fromUtf8(m_provider->secret));
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_health->setText(healthText(m_provider->health));
    const State state = stateOf(m_provider->health);
    m_badge->setVisible(state != State::Idle);
    m_badge->setState(state, state == State::Succeeded ? tr("answers") : state == State::Waiting ? tr("is tried") : state == State::Failed ? tr("fails") : QString());
}

void ProviderDetails::showModels()
{
    const bool isGroup = m_provider && m_provider->kind == api::ProviderKind::Group;
    m_filter->setVisible(!isGroup);
    m_default->setVisible(!isGroup);
    const int rows = m_sorted->rowCount();
    m_modelsStack->setCurrentWidget(rows > 0 ? static_cast<QWidget *>(m_modelsView) : m_noModels);
    if (isGroup) {
        m_noModels->setTexts(tr("A group of providers"), tr("Its members offer the models: %1").arg(summaryOf(*m_provider)));
    } else if (!m_problem.isEmpty()) {
        m_noModels->setTexts(tr("The models cannot be read"), m_problem);
    } else if (!m_modelsRead) {
        m_noModels->setTexts(tr("Reading…"), {});
    } else if (m_offered->rowCount() == 0) {
        m_noModels->setTexts(tr("No models"), tr("The provider answers, but offers no model."));
    } else {
        m_noModels->setTexts(tr("No model like that"), {});
    }
    m_modelsNote->setText(m_offered->rowCount() > 0 ? tr("%n model(s)", nullptr, m_offered->rowCount()) : QString());
    const auto chosen = m_modelsView->selectionModel()->selectedRows();
    const auto *model = chosen.isEmpty() ? nullptr : m_offered->at(m_sorted->mapToSource(chosen.first()).row());
    m_default->setEnabled(m_provider && !m_isBusy && model && model->id != m_provider->defaultModel);
}

void ProviderDetails::showCalls()
{
    m_callsStack->setCurrentWidget(m_calls->rowCount() > 0 ? static_cast<QWidget *>(m_callsSplit) : m_noCalls);
    m_plot->setVisible(m_calls->rowCount() > 0);
    if (!m_callsProblem.isEmpty()) {
        m_noCalls->setTexts(tr("The calls cannot be read"), m_callsProblem);
        return;
    }
    m_noCalls->setTexts(m_callsRead ? tr("No calls yet") : tr("Reading…"), m_callsRead ? tr("What flows ask this provider appears here, with its tokens and what it cost.") : QString());
}

void ProviderDetails::callChosen()
{
    const auto chosen = m_callsView->selectionModel()->selectedRows();
    const auto *call = chosen.isEmpty() ? nullptr : m_calls->at(chosen.first().row());
    const QString text = call ? choiceText(*call) : QString();
    m_choice->setVisible(!text.isEmpty());
    m_choiceText->setText(text);
    if (!text.isEmpty()) {
        m_choiceView->setValue(std::make_shared<const json::Value>(call->explanation));
    }
}

void ProviderDetails::readModels(bool fresh)
{
    if (m_provider->kind == api::ProviderKind::Group) {
        m_modelsRead = true;
        showModels();
        return;
    }
    m_reading.start([this, id = m_provider->id, fresh](std::stop_token stop) { return readModelsOf(this, m_client, id, fresh, stop); });
}

void ProviderDetails::refreshCalls()
{
    if (!m_provider) {
        return;
    }
    if (m_isReadingCalls) {
        m_callsAgain = true;
        return;
    }
    m_isReadingCalls = true;
    m_reading.start([this, id = m_provider->id](std::stop_token stop) { return readCallsOf(this, m_client, id, {}, stop); });
}

void ProviderDetails::ask()
{
    m_isAsking = true;
    m_banner->say(Banner::Kind::Warning, tr("Flows that ask “%1” will fail. What was asked of it, and its secret, stay.").arg(fromUtf8(m_provider->id)), {tr("Remove"), tr("Keep")});
}

void ProviderDetails::useByDefault()
{
    const auto chosen = m_modelsView->selectionModel()->selectedRows();
    const auto *model = chosen.isEmpty() ? nullptr : m_offered->at(m_sorted->mapToSource(chosen.first()).row());
    if (!model || !m_provider || m_isBusy || model->id == m_provider->defaultModel) {
        return;
    }
    setBusy(true);
    m_acting.start([this, id = m_provider->id, wanted = model->id](std::stop_token stop) { return setDefault(this, m_client, id, wanted, stop); });
}

Task<void> ProviderDetails::readModelsOf(ProviderDetails *self, client::Client *client, std::string id, bool fresh, std::stop_token stop)
{
    api::ModelListParams asked{std::move(id), fresh};
    auto list = co_await client->call<api::ModelsList>(std::move(asked), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_modelsRead = true;
    self->m_problem = list ? QString() : words::sentence(list.error());
    if (list) {
        self->m_offered->set(std::move(*list));
    } else {
        self->m_offered->set({});
    }
    self->showModels();
}

Task<void> ProviderDetails::readCallsOf(ProviderDetails *self, client::Client *client, std::string id, std::string before, std::stop_token stop)
{
    api::LlmCallsParams asked;
    asked.provider = std::move(id);
    asked.limit = kPage;
    asked.before = before;
    auto page = co_await client->call<api::LlmCalls>(std::move(asked), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_isReadingCalls = false;
    self->m_callsProblem = page ? QString() : words::sentence(page.error());
    if (!page) {
        self->m_moreCalls = false;
        self->showCalls();
        co_return;
    }
    self->m_callsRead = true;
    self->m_moreCalls = page->more;
    if (before.empty()) {
        // Whoever reads one goes on with it.
        const auto *chosen = self->m_calls->at(self->m_callsView->currentIndex().row());
        const std::string kept = chosen ? chosen->id : std::string();
        self->m_calls->set(std::move(page->calls));
        self->m_plot->set(self->m_calls->calls());
        const auto at = std::ranges::find(self->m_calls->calls(), kept, &api::LlmCallView::id);
        if (at != self->m_calls->calls().end()) {
            self->m_callsView->setCurrentIndex(self->m_calls->index(int(at - self->m_calls->calls().begin()), 0));
        }
    } else {
        self->m_calls->append(std::move(page->calls));
    }
    self->showCalls();
    self->callChosen();
    if (std::exchange(self->m_callsAgain, false)) {
        self->refreshCalls();
    }
}

Task<void> ProviderDetails::test(ProviderDetails *self, client::Client *client, std::string id, std::stop_token stop)
{
    api::ProviderTestParams asked{id, {}};
    auto done = co_await client->call<api::ProvidersTest>(std::move(asked), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!self->isShown(id)) {
        Q_EMIT self->changed();
        co_return;
    }
    self->setBusy(false);
    if (!done) {
        self->m_banner->say(Banner::Kind::Danger, words::sentence(done.error()));
    } else if (done->model.empty()) {
        self->m_banner->say(Banner::Kind::Info, tr("It answers and offers %n model(s). Choose one by default to have it asked.", nullptr, int(done->models)));
    } else {
        self->m_banner->say(Banner::Kind::Info, tr("%1 answered “%2” after %3: %4 + %5 tokens, %6.")
                                                    .arg(fromUtf8(done->model), fromUtf8(done->answer).simplified().left(200), durationText(double(done->durationMs)), countText(done->inputTokens),
                                                         countText(done->outputTokens), moneyText(done->micros, done->currency)));
    }
    self->m_callsRead = false;
    if (Page(self->m_tabs->currentIndex()) == Page::Calls) {
        self->refreshCalls();
    }
    Q_EMIT self->changed();
}

Task<void> ProviderDetails::remove(ProviderDetails *self, client::Client *client, std::string id, std::int64_t revision, std::stop_token stop)
{
    api::ProviderDeleteParams asked{id, revision};
    auto done = co_await client->call<api::ProvidersDelete>(std::move(asked), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    const bool isShown = self->isShown(id);
    if (isShown) {
        self->setBusy(false);
    }
    if (!done && isShown) {
        self->m_banner->say(Banner::Kind::Danger, words::sentence(done.error()));
    }
    Q_EMIT self->changed();
}

// As the provider is by now: what others have changed of it stays.
Task<void> ProviderDetails::setDefault(ProviderDetails *self, client::Client *client, std::string id, std::string model, std::stop_token stop)
{
    const api::Nothing nothing;
    auto list = co_await client->call<api::ProvidersList>(nothing, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    QString problem = list ? QString() : words::sentence(list.error());
    if (list) {
        const auto now = std::ranges::find(list->providers, id, &api::ProviderView::id);
        if (now != list->providers.end()) {
            now->defaultModel = model;
            auto params = putOf(*now);
            auto done = co_await client->call<api::ProvidersPut>(std::move(params), stop);
            if (stop.stop_requested()) {
                co_return;
            }
            problem = done ? QString() : words::sentence(done.error());
        }
    }
    const bool isShown = self->isShown(id);
    if (isShown) {
        self->setBusy(false);
    }
    if (!problem.isEmpty() && isShown) {
        self->m_banner->say(Banner::Kind::Danger, problem);
    }
    Q_EMIT self->changed();
}

} // namespace signalbox::ui
