// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/runs_pane.h"

#include "ui/runs/approvals_view.h"
#include "ui/runs/compare_view.h"
#include "ui/runs/decision_card.h"
#include "ui/runs/run_delegates.h"
#include "ui/runs/letters_view.h"
#include "ui/runs/run_filter_bar.h"
#include "ui/runs/runs_deletion.h"
#include "ui/runs/step_details.h"
#include "ui/runs/timeline_view.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <cmath>

namespace signalbox::ui {

using namespace runs;

namespace {

constexpr int kTurnMs = 66;

} // namespace

RunsPane::RunsPane(const Theme &theme, Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_model(new RunsModel(this))
    , m_feed(new RunsFeed(*m_model, this))
    , m_watch(new RunWatch(clock, this))
    , m_outer(new QSplitter(Qt::Horizontal))
    , m_inner(new QSplitter(Qt::Horizontal))
    , m_banner(new Banner(theme))
    , m_filters(new RunFilterBar(theme, clock))
    , m_listStack(new QStackedWidget)
    , m_list(new FixedRowView)
    , m_runDelegate(new RunDelegate(theme, clock, this))
    , m_empty(new EmptyState(theme, QStringLiteral("runs"), QString(), QString()))
    , m_noMatch(new EmptyState(theme, QStringLiteral("filter"), tr("No run like that"), tr("No run that was read passes the filter.")))
    , m_offline(new EmptyState(theme, QStringLiteral("disconnect"), tr("No backend"), QString()))
    , m_counts(new ElidedLabel(theme, QString(), TextStyle::Caption, Role::TextMuted))
    , m_runStack(new QStackedWidget)
    , m_noRun(new EmptyState(theme, QStringLiteral("run"), tr("No run is chosen"), tr("Choose one to see its steps, what they gave, and why they failed.")))
    , m_badge(new Badge(theme, State::Idle))
    , m_name(new ElidedLabel(theme, QString(), TextStyle::Strong))
    , m_facts(new ElidedLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_stepViews(new QStackedWidget)
    , m_tree(new QTreeView)
    , m_timeline(new TimelineView(theme, m_watch->steps()))
    , m_stepDelegate(new StepDelegate(theme, this))
    , m_details(new StepDetails(theme, *m_watch, clock))
    , m_compareView(new CompareView(theme, clock))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_approvals(new ApprovalsView(theme, clock))
    , m_letters(new LettersView(theme, clock))
    , m_stepCount(new ElidedLabel(theme, QString(), TextStyle::Caption, Role::TextMuted))
    , m_turning(new QTimer(this))
{
    setAccessibleName(tr("Runs"));
    makeActions();
    m_noMatch->addAction(m_resetFilter);
    m_offline->addAction(m_connect);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_outer->addWidget(makeList());
    m_outer->addWidget(makeRun());
    m_outer->setStretchFactor(0, 0);
    m_outer->setStretchFactor(1, 1);
    m_outer->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    // How its parts stand follows from its width, so they must not hold the width.
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->addWidget(m_banner);
    m_deletion = new RunsDeletion(theme, *m_model, *m_list, this);
    layout->addWidget(&m_deletion->question());
    m_pages->addWidget(m_outer);
    m_pages->addWidget(m_approvals);
    m_pages->addWidget(m_letters);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);
    m_turning->setInterval(kTurnMs);
    connect(m_turning, &QTimer::timeout, this, &RunsPane::turn);
    connectModels();
    connect(&theme, &Theme::changed, this, &RunsPane::dress);
    dress();
    showStatus();
    showHeader();
}

RunsPane::~RunsPane()
{
    endListening(this);
    delete m_deletion;
    delete m_feed; // what they read goes to the models
    m_list->setModel(nullptr);
    m_tree->setModel(nullptr);
    delete m_letters;
    delete m_approvals;
    delete m_details;
    delete m_watch;
}

QWidget *RunsPane::makeList()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_runDelegate);
    m_list->setAccessibleName(tr("Runs"));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_listStack->addWidget(m_list);
    m_listStack->addWidget(m_empty);
    m_listStack->addWidget(m_noMatch);
    m_listStack->addWidget(m_offline);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::kL, space::kXs, space::kM, space::kXs);
    foot->addWidget(m_counts, 1);
    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filters);
    layout->addWidget(m_listStack, 1);
    layout->addLayout(foot);
    side->setMinimumSize(180, 110);
    return side;
}

QWidget *RunsPane::makeRun()
{
    m_tree->setModel(&m_watch->steps());
    m_tree->setItemDelegate(m_stepDelegate);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(space::kXl);
    m_tree->setAccessibleName(tr("Steps"));
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setMinimumSectionSize(40);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->installEventFilter(this);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Fixed);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    auto *title = new QHBoxLayout;
    title->setSpacing(space::kM);
    m_name->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    title->addWidget(m_name);
    title->addWidget(m_badge);
    title->addStretch(1);
    texts->addLayout(title);
    texts->addWidget(m_facts);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kL, space::kM, space::kM, space::kS);
    head->setSpacing(space::kXs);
    head->addLayout(texts, 1);
    head->addSpacing(space::kS);
    // Of cancelling and running again only one makes sense at a time.
    for (auto *action : {m_byTime, m_cancel, m_again, m_node}) {
        auto *button = actionButton(action);
        head->addWidget(button, 0, Qt::AlignTop);
        if (action == m_cancel || action == m_again) {
            connect(action, &QAction::changed, button, [action, button] { button->setVisible(action->isVisible()); });
        }
    }
    auto *more = new QAction(m_theme.icon(QStringLiteral("more")), tr("More"), this);
    auto *moreButton = actionButton(more);
    head->addWidget(moreButton, 0, Qt::AlignTop);
    auto *menu = new QMenu(this);
    menu->addActions({m_compare, m_events});
    menu->addSeparator();
    menu->addActions({m_copy, m_copyId});
    menu->addSeparator();
    menu->addAction(m_refresh);
    connect(more, &QAction::triggered, menu, [moreButton, menu] { menu->popup(moreButton->mapToGlobal(QPoint(0, moreButton->height()))); });
    auto *steps = new QWidget;
    auto *left = new QVBoxLayout(steps);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addLayout(head);
    m_stepViews->addWidget(m_tree);
    m_stepViews->addWidget(m_timeline);
    left->addWidget(m_stepViews, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::kL, space::kXs, space::kM, space::kXs);
    foot->addWidget(m_stepCount, 1);
    left->addLayout(foot);
    steps->setMinimumSize(180, 120);
    m_details->setMinimumSize(170, 120);
    m_inner->addWidget(steps);
    m_inner->addWidget(m_details);
    m_inner->setStretchFactor(0, 1);
    m_inner->setStretchFactor(1, 1);
    m_inner->setChildrenCollapsible(false);
    m_runStack->addWidget(m_inner);
    m_runStack->addWidget(m_noRun);
    m_runStack->addWidget(m_compareView);
    return m_runStack;
}

void RunsPane::connectModels()
{
    connect(m_filters, &RunFilterBar::changed, this, [this] {
        const auto wanted = m_filters->filter();
        m_feed->setFilter(wanted);
        m_model->setFilter(wanted);
    });
    connect(m_model, &RunsModel::flowNamesChanged, this, [this] { m_filters->setFlows(m_model->flowNames()); });
    connect(&m_filters->text(), &SearchField::left, m_list, [this] { m_list->setFocus(); });
    connect(&m_filters->text(), &SearchField::stepped, m_list, [this] { m_list->setFocus(); });
    connect(m_model, &RunsModel::countsChanged, this, &RunsPane::showCounts);
    connect(m_model, &QAbstractItemModel::modelReset, this, &RunsPane::keepSelection);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &RunsPane::keepSelection);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RunsPane::chosen);
    connect(m_list, &QAbstractItemView::activated, m_tree, [this] { m_tree->setFocus(); });
    connect(m_list, &QWidget::customContextMenuRequested, this, &RunsPane::runMenu);
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value >= m_list->verticalScrollBar()->maximum() - m_list->height()) {
            m_feed->loadMore();
        }
    });
    connect(m_feed, &RunsFeed::statusChanged, this, &RunsPane::showStatus);
    connect(m_feed, &RunsFeed::loadingChanged, this, &RunsPane::showCounts);
    connect(m_feed, &RunsFeed::runEvent, m_watch, &RunWatch::hear);
    connect(m_watch, &RunWatch::changed, this, [this] {
        showHeader();
        m_details->renew();
    });
    connect(m_watch, &RunWatch::stepsChanged, this, [this] {
        if (!m_isExpanded && m_watch->steps().size() > 0) {
            m_isExpanded = true;
            if (m_watch->steps().size() <= 60) {
                m_tree->expandToDepth(2);
            }
        }
        m_timeline->sync();
        if (!m_wantedStep.isEmpty()) {
            showStep(m_wantedStep);
        }
        showHeader();
        m_details->renew();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &RunsPane::stepChosen);
    connect(m_tree, &QAbstractItemView::activated, m_node, &QAction::trigger);
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint &point) { stepMenu(m_tree->viewport()->mapToGlobal(point)); });
    connectTimeline();
    connectComparison();
    connectInboxes();
    connect(m_details, &StepDetails::nodeWanted, m_node, &QAction::trigger);
    connect(&m_details->decision(), &DecisionCard::decided, this, &RunsPane::decide);
    connect(m_banner, &Banner::chosen, this, [this](int button) {
        if (m_feed->status() != RunsFeed::Status::Ended) {
            m_banner->hide();
        } else if (button == 0) {
            m_feed->setClient(m_feed->client());
        } else {
            Q_EMIT connectionRequested();
        }
    });
}

void RunsPane::setClient(client::Client *client)
{
    m_details->decision().forget();
    m_watch->setClient(client);
    m_compareView->setClient(client);
    m_approvals->setClient(client);
    m_letters->setClient(client);
    m_deletion->setClient(client);
    m_feed->setClient(client);
}

void RunsPane::follow(BackendLink &link)
{
    m_link = &link;
    connect(&link, &BackendLink::changed, this, [this] { setClient(m_link->client()); });
    connect(&link, &BackendLink::stateChanged, this, &RunsPane::showStatus);
    setClient(link.client());
    showStatus();
}

QSize RunsPane::minimumSizeHint() const
{
    return QSize(220, 160);
}

void RunsPane::dress()
{
    m_list->setRowHeight(m_runDelegate->rowHeight());
    spread();
    m_list->viewport()->update();
    m_tree->viewport()->update();
}

void RunsPane::showStatus()
{
    using Status = RunsFeed::Status;
    switch (m_feed->status()) {
    case Status::None:
        if (m_link && m_link->state() == client::ConnectionState::Connecting) {
            m_offline->setTexts(tr("Connecting"), tr("Runs appear here as soon as the window is connected."));
        } else {
            m_offline->setTexts(tr("No backend"), m_link && !m_link->reason().isEmpty() ? m_link->reason() : tr("Runs appear here as soon as the window is connected."));
        }
        break;
    case Status::Connecting: m_empty->setTexts(tr("Reading the runs"), QString()); break;
    case Status::Live: m_empty->setTexts(tr("Nothing has run yet"), tr("Run a flow: it is kept here with each of its steps.")); break;
    case Status::Lost:
    case Status::Ended: m_empty->setTexts(tr("Not connected"), tr("The runs of the backend cannot be seen from here now.")); break;
    }
    if (m_feed->status() == Status::Lost) {
        m_banner->say(Banner::Kind::Warning, QString(tr("The connection is broken and is tried again. What stands here may be old. %1").arg(m_feed->reason())).trimmed());
    } else if (m_feed->status() == Status::Ended) {
        m_banner->say(Banner::Kind::Danger, tr("The runs are not followed any more: %1").arg(m_feed->reason()), {tr("Try again"), tr("Connection…")});
    } else {
        m_banner->hide();
    }
    showCounts();
}

void RunsPane::showCounts()
{
    const int rows = m_model->rowCount();
    QString text = m_model->hasFilter() ? tr("%Ln run(s) like that", nullptr, rows) : tr("%Ln run(s)", nullptr, rows);
    if (m_feed->isLoading()) {
        text += tr(" · reading…");
    } else if (m_feed->hasMore()) {
        text += tr(" · older ones below");
    }
    m_counts->setText(text);
    const bool isSearching = m_model->hasFilter() && m_feed->hasMore();
    const bool isBusy = m_feed->isLoading() || isSearching || m_feed->status() == RunsFeed::Status::Connecting;
    m_listStack->setCurrentWidget(m_feed->status() == RunsFeed::Status::None ? static_cast<QWidget *>(m_offline) : rows > 0 ? static_cast<QWidget *>(m_list) : m_model->hasFilter() && !isBusy ? m_noMatch : m_empty);
    if ((rows > 0 || isSearching) && m_feed->hasMore() && !m_feed->isLoading() && m_list->verticalScrollBar()->maximum() == 0) {
        m_feed->loadMore(); // what passes does not fill the list yet
    }
    const bool turns = m_model->hasRunning() && isVisible();
    if (turns != m_turning->isActive()) {
        turns ? m_turning->start() : m_turning->stop();
    }
}

// Rings turn, and the time of what runs goes on; only rows that are seen are painted.
void RunsPane::turn()
{
    const auto full = m_theme.duration(motion::kTurn).count();
    m_phase = full > 0 ? std::fmod(m_phase + double(kTurnMs) / double(full), 1.0) : 0;
    m_runDelegate->setPhase(m_phase);
    m_stepDelegate->setPhase(m_phase);
    if (m_watch->run() && !isFinal(m_watch->run()->state)) {
        m_timeline->setPhase(m_phase);
    }
    m_turning->setInterval(full > 0 ? kTurnMs : 1000);
    for (int row = m_list->firstVisibleRow(); row <= m_list->lastVisibleRow(); ++row) {
        if (const auto *run = m_model->entryAt(row); run && run->state == api::RunState::Running) {
            m_list->viewport()->update(m_list->visualRect(m_model->index(row)));
        }
    }
    if (m_watch->run() && m_watch->run()->state == api::RunState::Running) {
        m_watch->steps().setSpan(m_watch->run()->startedAt, m_watch->lengthMs());
        m_tree->viewport()->update();
        m_timeline->sync();
        showHeader();
    }
    if (!m_model->hasRunning() || !isVisible()) {
        m_turning->stop();
    }
}

void RunsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showCounts();
    arrange();
}

void RunsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void RunsPane::arrange()
{
    // In a low pane everything stands side by side, however narrow it gets.
    const bool isHigh = height() >= 400;
    const auto outer = isHigh && width() < 560 ? Qt::Vertical : Qt::Horizontal;
    const auto inner = isHigh && width() < 860 ? Qt::Vertical : Qt::Horizontal;
    if (m_outer->orientation() != outer) {
        m_outer->setOrientation(outer);
    }
    if (m_inner->orientation() != inner) {
        m_inner->setOrientation(inner);
    }
    if (!m_isSized && isVisible()) {
        m_isSized = true;
        const int list = std::clamp(width() * 3 / 10, 180, 300);
        m_outer->setSizes(outer == Qt::Horizontal ? QList<int>{list, width() - list} : QList<int>{height() * 2 / 5, height() * 3 / 5});
    }
}

// Names before bars: where there is little room, times stand alone.
void RunsPane::spread()
{
    const QFontMetrics metrics(m_theme.font(TextStyle::Caption));
    const int time = metrics.horizontalAdvance(QStringLiteral("00 min 00 s")) + 2 * space::kL;
    const int room = m_tree->viewport()->width();
    m_tree->header()->resizeSection(1, room >= 2 * time + 140 ? std::min(time + 140, room * 11 / 20) : std::min(time, room / 3));
    m_badge->setVisible(m_watch->run() && room >= 250);
}

bool RunsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree && event->type() == QEvent::Resize) {
        spread();
    }
    return QWidget::eventFilter(watched, event);
}

void RunsPane::chosen()
{
    const QModelIndex index = m_list->currentIndex();
    const QString run = index.data(RunsModel::IdRole).toString();
    if (!index.isValid() || run == m_watch->id()) {
        return;
    }
    m_isExpanded = false;
    m_wantedStep.clear();
    m_watch->setRun(run);
    m_details->setStep(0);
    leaveComparison();
    Q_EMIT runSelected(run);
}

void RunsPane::keepSelection()
{
    const int row = m_watch->id().isEmpty() ? -1 : m_model->rowOf(m_watch->id());
    if (row >= 0 && m_list->currentIndex().row() != row) {
        m_list->setCurrentIndex(m_model->index(row));
    }
}

void RunsPane::showRun(const QString &run)
{
    showPage(Page::Runs);
    const int row = m_model->rowOf(run);
    if (row >= 0) {
        m_list->setCurrentIndex(m_model->index(row));
        m_list->scrollTo(m_model->index(row));
        return;
    }
    m_isExpanded = false;
    m_wantedStep.clear();
    m_list->selectionModel()->clear();
    m_watch->setRun(run);
    m_details->setStep(0);
    leaveComparison();
    m_feed->ask(run.toStdString());
    Q_EMIT runSelected(run);
}

void RunsPane::showStep(const QString &path)
{
    const QModelIndex index = m_watch->steps().indexOf(path);
    if (!index.isValid()) {
        m_wantedStep = path;
        return;
    }
    m_wantedStep.clear();
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

void RunsPane::stepChosen()
{
    const auto *step = m_watch->steps().stepAt(m_tree->currentIndex());
    m_details->setStep(step ? step->seq : 0);
    m_timeline->setStep(step ? step->seq : 0);
    m_copyKey->setEnabled(step && !step->idempotencyKey.empty());
}

void RunsPane::showHeader()
{
    const auto &run = m_watch->run();
    if (m_runStack->currentWidget() != m_compareView) {
        m_runStack->setCurrentWidget(m_watch->id().isEmpty() ? static_cast<QWidget *>(m_noRun) : m_inner);
    }
    for (auto *action : {m_again, m_node, m_events, m_copy, m_copyId}) {
        action->setEnabled(run.has_value());
    }
    m_cancel->setEnabled(run && !isFinal(run->state));
    m_cancel->setVisible(!run || !isFinal(run->state));
    m_again->setVisible(run && isFinal(run->state));
    m_replay->setVisible(run && isFinal(run->state) && !run->models.recording.empty());
    m_saveAnswers->setVisible(run && run->models.mode == api::ModelsMode::Record);
    if (!run) {
        m_name->setText(m_watch->id());
        m_badge->setVisible(false);
        m_facts->setText(QString());
        m_stepCount->setText(QString());
        return;
    }
    const QString name = m_model->flowName(run->flow);
    m_name->setText(name);
    m_badge->setVisible(m_tree->viewport()->width() >= 250);
    const State state = run->inDoubt.empty() ? stateOf(run->state) : State::InDoubt;
    if (m_badge->accessibleName() != stateText(state)) {
        m_badge->setState(state);
    }
    QStringList facts;
    if (const QString answers = answersText(run->models); !answers.isEmpty()) {
        facts << answers;
    }
    if (run->version > 0) {
        facts << tr("version %1").arg(run->version);
    } else {
        facts << tr("unpublished");
    }
    facts << startedText(run->startedAt, m_clock.now());
    facts << durationText(isFinal(run->state) ? run->durationMs : m_watch->lengthMs());
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    const auto known = qint64(m_watch->steps().size());
    m_stepCount->setText(m_watch->hasMoreSteps() ? tr("%1 of %2 steps; the others come as you scroll").arg(QLocale().toString(known), QLocale().toString(qint64(run->steps)))
                                                 : tr("%Ln step(s)", nullptr, int(known)));
    m_again->setToolTip(run->version > 0 ? tr("Run version %1 again with the same input").arg(run->version) : tr("Run the flow as it is now, with the same input"));
}

PaneSpec runsPane(BackendLink &link, Clock &clock, const Theme &theme, std::function<void(RunsPane &)> made)
{
    PaneSpec spec;
    spec.id = QStringLiteral("runs");
    spec.title = RunsPane::tr("Runs");
    spec.icon = QStringLiteral("runs");
    spec.area = PaneArea::Bottom;
    spec.tabbedWith = QStringLiteral("events");
    spec.extent = 240;
    spec.create = [&link, &clock, &theme, made](QWidget *parent) -> QWidget * {
        auto *pane = new RunsPane(theme, clock, parent);
        if (made) {
            made(*pane);
        }
        pane->follow(link);
        return pane;
    };
    return spec;
}

} // namespace signalbox::ui
