// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/inbox_view.h"

#include "ui/widgets/empty_state.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>

namespace signalbox::ui {

using namespace runs;

namespace {

constexpr std::size_t kPage = 100;
constexpr std::size_t kMost = 2000;
constexpr int kSoonMs = 150;

} // namespace

InboxModel::InboxModel(const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

void InboxModel::set(std::vector<InboxItem> items)
{
    if (items == m_items) {
        return;
    }
    const bool sameRows = std::equal(items.begin(), items.end(), m_items.begin(), m_items.end(), [](const auto &a, const auto &b) { return a.id == b.id; });
    if (sameRows) {
        m_items = std::move(items);
        Q_EMIT dataChanged(index(0), index(int(m_items.size()) - 1));
        return;
    }
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

void InboxModel::setFlowNames(QHash<QString, QString> names)
{
    m_names = std::move(names);
    if (!m_items.empty()) {
        Q_EMIT dataChanged(index(0), index(int(m_items.size()) - 1));
    }
}

QString InboxModel::flowName(const std::string &flow) const
{
    const QString id = fromUtf8(flow);
    const QString name = m_names.value(id);
    return name.isEmpty() ? id : name;
}

const InboxItem *InboxModel::at(int row) const
{
    return row >= 0 && row < int(m_items.size()) ? &m_items[std::size_t(row)] : nullptr;
}

int InboxModel::rowOf(const std::string &id) const
{
    const auto at = std::find_if(m_items.begin(), m_items.end(), [&](const auto &item) { return item.id == id; });
    return at == m_items.end() ? -1 : int(at - m_items.begin());
}

int InboxModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant InboxModel::data(const QModelIndex &index, int role) const
{
    const auto *item = index.isValid() ? at(index.row()) : nullptr;
    if (!item) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole: return item->title;
    case row::Detail: return item->detail.isEmpty() ? flowName(item->flow) : tr("%1 · %2").arg(flowName(item->flow), item->detail);
    case row::Note: return startedText(item->when, m_clock.now());
    case row::StateRole: return int(item->state);
    case Qt::ToolTipRole: return plainTip(item->detail.isEmpty() ? fromUtf8(item->path) : item->detail);
    case Qt::AccessibleTextRole: return tr("%1, %2, %3").arg(item->title, flowName(item->flow), item->detail);
    default: return {};
    }
}

InboxView::InboxView(const Theme &theme, const Clock &clock, Words words, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_words(std::move(words))
    , m_model(new InboxModel(clock, this))
    , m_split(new QSplitter(Qt::Horizontal))
    , m_stack(new QStackedWidget)
    , m_which(new QComboBox)
    , m_list(new FixedRowView)
    , m_empty(new EmptyState(theme, m_words.icon, QString(), QString()))
    , m_count(new ElidedLabel(theme, QString(), TextStyle::Caption, Role::TextMuted))
    , m_report(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_soon(new QTimer(this))
{
    setAccessibleName(m_words.name);
    m_which->setAccessibleName(tr("What is listed"));
    m_which->addItem(m_words.open, false);
    m_which->addItem(m_words.all, true);
    m_list->setModel(m_model);
    m_list->setAccessibleName(m_words.name);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    auto *delegate = new RowDelegate(theme, RowDelegate::Lines::Two, this);
    m_list->setItemDelegate(delegate);
    m_report->setWordWrap(true);
    m_report->setMargin(space::kS);
    m_report->hide();
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    bar->addWidget(m_which, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::kL, space::kXs, space::kM, space::kXs);
    foot->addWidget(m_count, 1);
    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_stack, 1);
    column->addWidget(m_report);
    column->addLayout(foot);
    side->setMinimumSize(170, 100);
    m_split->addWidget(side);
    m_split->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_split);

    m_soon->setSingleShot(true);
    m_soon->setInterval(kSoonMs);
    connect(m_soon, &QTimer::timeout, this, &InboxView::refresh);
    connect(m_which, &QComboBox::currentIndexChanged, this, &InboxView::reload);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { showChosen(); });
    // Whoever comes to the list by the keyboard finds the current row chosen.
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid() && !m_list->selectionModel()->hasSelection()) {
            m_list->selectionModel()->select(current, QItemSelectionModel::Select);
        }
    });
    connect(m_list, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const auto *item = m_model->at(index.row())) {
            Q_EMIT nodeRequested(fromUtf8(item->run), fromUtf8(item->flow), fromUtf8(item->path));
        }
    });
    auto *scroll = m_list->verticalScrollBar();
    connect(scroll, &QScrollBar::valueChanged, this, [this, scroll](int value) {
        if (m_more && !m_isReading && m_wanted < kMost && value >= scroll->maximum() - m_list->height()) {
            m_wanted += kPage;
            refresh();
        }
    });
    const auto measure = [this, delegate] { m_list->setRowHeight(delegate->sizeHint({}, {}).height()); };
    connect(&theme, &Theme::changed, this, measure);
    measure();
    showState();
}

InboxView::~InboxView()
{
    endListening(this);
    m_list->setModel(nullptr);
}

void InboxView::setDetails(QWidget *details)
{
    details->setMinimumSize(200, 120);
    m_split->addWidget(details);
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 3);
}

void InboxView::setClient(client::Client *client)
{
    m_client = client;
    m_acting.renew();
    m_following.renew();
    report({});
    reload();
    if (client) {
        m_following.start([this, client](std::stop_token stop) { return follow(this, client, stop); });
    }
}

void InboxView::setFlowNames(const QHash<QString, QString> &names)
{
    m_model->setFlowNames(names);
}

void InboxView::reload()
{
    m_soon->stop();
    m_scope.renew();
    m_showing.renew();
    m_isReading = false;
    m_readAgain = false;
    m_wasRead = false;
    m_more = false;
    m_wanted = kPage;
    m_problem.clear();
    m_model->set({});
    refresh();
    showState();
    showChosen();
}

void InboxView::refresh()
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

Task<void> InboxView::follow(InboxView *self, client::Client *client, std::stop_token stop)
{
    for (;;) {
        api::EventSubscribeParams params;
        params.topics = self->m_words.topics;
        auto stream = co_await client->subscribe(params, stop);
        if (stop.stop_requested() || !stream) {
            co_return;
        }
        for (;;) {
            auto events = co_await (*stream)->next(stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (!events && !events.error().is("events.gone")) {
                co_return;
            }
            if (!self->m_soon->isActive()) {
                self->m_soon->start();
            }
            if (!events) {
                break;
            }
        }
    }
}

Task<void> InboxView::readAll(InboxView *self, client::Client *client, std::stop_token stop)
{
    do {
        self->m_readAgain = false;
        std::vector<InboxItem> items;
        std::int64_t open = 0;
        bool more = true;
        const bool all = self->m_which->currentData().toBool();
        while (more && items.size() < self->m_wanted) {
            std::string before = items.empty() ? std::string() : items.back().id;
            auto page = co_await self->read(client, all, std::move(before), stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (!page) {
                self->m_problem = words::sentence(page.error());
                self->m_isReading = false;
                self->showState();
                co_return;
            }
            more = page->more && !page->items.empty();
            open = page->open ? *page->open : open + std::count_if(page->items.begin(), page->items.end(), [](const auto &item) { return item.isOpen && item.isMine; });
            std::move(page->items.begin(), page->items.end(), std::back_inserter(items));
        }
        // What is chosen stays chosen where it is still there.
        QStringList kept;
        for (const auto &item : self->chosen()) {
            kept << fromUtf8(item.id);
        }
        self->m_more = more;
        self->m_wasRead = true;
        self->m_problem.clear();
        self->m_model->set(std::move(items));
        if (!self->m_wantedId.isEmpty() && self->m_model->rowOf(self->m_wantedId.toStdString()) >= 0) {
            kept = {self->m_wantedId};
            self->m_wantedId.clear();
        }
        for (const auto &id : kept) {
            const int row = self->m_model->rowOf(id.toStdString());
            if (row >= 0 && !self->m_list->selectionModel()->isRowSelected(row)) {
                self->m_list->selectionModel()->select(self->m_model->index(row), QItemSelectionModel::Select);
                self->m_list->selectionModel()->setCurrentIndex(self->m_model->index(row), QItemSelectionModel::NoUpdate);
            }
        }
        if (std::exchange(self->m_open, open) != open) {
            Q_EMIT self->openChanged();
        }
        self->showState();
        self->showChosen();
    } while (self->m_readAgain);
    self->m_isReading = false;
}

void InboxView::choose(const QString &id)
{
    const int row = m_model->rowOf(id.toStdString());
    if (row >= 0) {
        m_list->setCurrentIndex(m_model->index(row));
    } else {
        m_wantedId = id;
        refresh();
    }
}

void InboxView::showChosen()
{
    const auto items = chosen();
    if (items.size() != 1) {
        m_showing.renew();
        showNone();
        return;
    }
    if (isShown(items.front())) {
        return;
    }
    m_showing.renew();
    if (m_client) {
        m_showing.start([this, from = m_client, id = items.front().id](std::stop_token stop) { return readOne(from, id, stop); });
    }
}

std::vector<InboxItem> InboxView::chosen() const
{
    auto rows = m_list->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    std::vector<InboxItem> items;
    for (const auto &index : rows) {
        if (const auto *item = m_model->at(index.row())) {
            items.push_back(*item);
        }
    }
    return items;
}

void InboxView::report(const QString &text, bool failed)
{
    m_report->setRole(failed ? Role::Danger : Role::TextMuted);
    m_report->setText(text);
    m_report->setVisible(!text.isEmpty());
}

void InboxView::showState()
{
    const int rows = m_model->rowCount();
    m_count->setText(!m_wasRead ? QString() : m_more ? tr("%1 and more").arg(rows) : tr("%n in the list", nullptr, rows));
    if (!m_client) {
        m_empty->setTexts(tr("No backend"), tr("What waits for a person appears here as soon as the window is connected."));
    } else if (!m_problem.isEmpty()) {
        m_empty->setTexts(tr("This cannot be read"), m_problem);
    } else if (!m_wasRead) {
        m_empty->setTexts(tr("Reading…"), QString());
    } else {
        m_empty->setTexts(m_words.emptyTitle, m_words.emptyText);
    }
    m_stack->setCurrentWidget(rows > 0 ? static_cast<QWidget *>(m_list) : m_empty);
}

void InboxView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const auto wanted = width() < 560 && height() > 320 ? Qt::Vertical : Qt::Horizontal;
    if (m_split->orientation() != wanted) {
        m_split->setOrientation(wanted);
    }
}

} // namespace signalbox::ui
