// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/start_page.h"

#include "ui/shell/action_registry.h"
#include "ui/widgets/card_button.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QBoxLayout>
#include <QGridLayout>
#include <QListView>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QToolButton>

#include <algorithm>

namespace signalbox::ui {

namespace {

constexpr int kWidest = 960;
constexpr int kCard = 270;
constexpr int kMostRecent = 8;

// Puts widgets into as many columns as fit.
void flow(QGridLayout &grid, const QList<CardButton *> &cards, int width)
{
    const int columns = std::clamp(width / kCard, 1, 3);
    for (int column = 0; column < 3; ++column) {
        grid.setColumnStretch(column, column < columns ? 1 : 0);
    }
    for (int i = 0; i < cards.size(); ++i) {
        grid.addWidget(cards[i], i / columns, i % columns);
    }
}

} // namespace

StartPage::StartPage(const Theme &theme, ActionRegistry &actions, QWidget *parent)
    : Document(parent)
    , m_theme(theme)
    , m_cards(new QGridLayout)
    , m_commandCards(new QGridLayout)
    , m_recent(new QStandardItemModel(this))
    , m_list(new QListView)
    , m_unsaved(new QWidget)
    , m_unsavedRows(new QVBoxLayout)
    , m_nothing(new TextLabel(theme, tr("Flows that you open appear here."), TextStyle::Body, Role::TextMuted))
    , m_samplesTitle(new TextLabel(theme, tr("Start with a sample that runs"), TextStyle::Title))
    , m_page(new QWidget)
    , m_scroll(new QScrollArea)
    , m_noticePlace(new QVBoxLayout)
{
    auto *logo = new QLabel;
    logo->setPixmap(theme.pixmap(QStringLiteral("signalbox"), 52, devicePixelRatioF(), theme.color(Role::Icon)));
    auto *name = new TextLabel(theme, tr("Signalbox"), TextStyle::Display);
    auto *motto = new TextLabel(theme, tr("Build flows. Run them. Lose nothing."), TextStyle::Body, Role::TextMuted);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(name);
    words->addWidget(motto);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kXl);
    head->addWidget(logo);
    head->addLayout(words, 1);

    struct Command
    {
        const char *action;
        Family family;
        QString detail;
    };
    for (const auto &command : {Command{"file.new", Family::Agent, tr("An empty canvas")}, Command{"file.open", Family::Files, tr("From a JSON file")},
                                Command{"backend.choose", Family::Network, tr("This computer or a server")}}) {
        auto *action = actions.find(QString::fromLatin1(command.action));
        if (!action) {
            continue;
        }
        const auto *spec = actions.spec(action->objectName());
        auto *card = new CardButton(theme, spec->icon, command.family, ActionRegistry::plainText(spec->text), command.detail);
        connect(card, &QAbstractButton::clicked, action, &QAction::trigger);
        m_commands << card;
    }

    auto *recentTitle = new TextLabel(theme, tr("Recent flows"), TextStyle::Title);
    m_list->setModel(m_recent);
    m_list->setItemDelegate(new RowDelegate(theme, RowDelegate::Lines::Two, m_list));
    m_list->setAccessibleName(tr("Recent flows"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->hide();
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) { Q_EMIT opened(index.data(Qt::UserRole).toString()); });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { Q_EMIT opened(index.data(Qt::UserRole).toString()); });

    auto *unsaved = new QVBoxLayout(m_unsaved);
    unsaved->setContentsMargins(0, 0, 0, space::kXl);
    unsaved->setSpacing(space::kL);
    unsaved->addWidget(new TextLabel(theme, tr("Unsaved work"), TextStyle::Title));
    unsaved->addLayout(m_unsavedRows);
    m_unsavedRows->setSpacing(space::kS);
    m_unsaved->hide();
    m_cards->setSpacing(space::kL);
    m_commandCards->setSpacing(space::kL);
    auto *column = new QVBoxLayout;
    column->setSpacing(space::kL);
    column->addLayout(head);
    column->addSpacing(space::kXl);
    column->addLayout(m_commandCards);
    column->addSpacing(space::kXl);
    column->addLayout(m_noticePlace);
    column->addWidget(m_unsaved);
    column->addWidget(m_samplesTitle);
    column->addLayout(m_cards);
    column->addSpacing(space::kXl);
    column->addWidget(recentTitle);
    column->addWidget(m_nothing);
    column->addWidget(m_list);
    column->addStretch();
    auto *centred = new QHBoxLayout(m_page);
    centred->setContentsMargins(space::kHuge, space::kHuge, space::kHuge, space::kHuge);
    centred->addStretch(1);
    centred->addLayout(column, 100);
    centred->addStretch(1);
    auto *scroll = m_scroll;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(m_page);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setBackgroundRole(QPalette::Base);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    m_samplesTitle->hide();
    if (!m_commands.isEmpty()) {
        setFocusProxy(m_commands.front());
    }
    arrange();
}

QString StartPage::title() const
{
    return tr("Start");
}

void StartPage::setSamples(const QList<StartItem> &samples)
{
    qDeleteAll(m_samples);
    m_samples.clear();
    for (const auto &sample : samples) {
        auto *card = new CardButton(m_theme, sample.icon, sample.family, sample.title, sample.detail);
        connect(card, &QAbstractButton::clicked, this, [this, location = sample.location] { Q_EMIT opened(location); });
        m_samples << card;
    }
    m_samplesTitle->setVisible(!m_samples.isEmpty());
    arrange();
}

void StartPage::setNotice(QWidget *notice)
{
    m_notice = notice;
    m_noticePlace->addWidget(notice);
    m_noticePlace->setContentsMargins(0, 0, 0, space::kL);
}

void StartPage::showNotice()
{
    if (m_notice) {
        m_page->layout()->activate();
        m_scroll->ensureWidgetVisible(m_notice);
        m_notice->setFocus(Qt::OtherFocusReason);
    }
}

void StartPage::setUnsaved(const QList<StartItem> &flows)
{
    while (auto *row = m_unsavedRows->takeAt(0)) {
        row->widget()->deleteLater();
        row->widget()->hide();
        delete row;
    }
    for (const auto &flow : flows) {
        auto *row = new QWidget;
        auto *parts = new QHBoxLayout(row);
        parts->setContentsMargins(0, 0, 0, 0);
        parts->setSpacing(space::kS);
        auto *card = new CardButton(m_theme, flow.icon, flow.family, flow.title, flow.note.isEmpty() ? flow.detail : tr("%1, %2").arg(flow.detail, flow.note));
        connect(card, &QAbstractButton::clicked, this, [this, location = flow.location] { Q_EMIT opened(location); });
        auto *discard = new QToolButton;
        discard->setIcon(m_theme.icon(QStringLiteral("delete"), Role::TextMuted));
        discard->setAutoRaise(true);
        discard->setFocusPolicy(Qt::TabFocus);
        discard->setToolTip(tr("Discard"));
        discard->setAccessibleName(tr("Discard “%1”").arg(flow.title));
        connect(discard, &QAbstractButton::clicked, this, [this, location = flow.location, title = flow.title] { Q_EMIT discarded(location, title); });
        parts->addWidget(card, 1);
        parts->addWidget(discard);
        m_unsavedRows->addWidget(row);
    }
    m_unsaved->setVisible(!flows.isEmpty());
}

void StartPage::setRecent(const QList<StartItem> &flows)
{
    m_recent->clear();
    for (const auto &flow : flows.first(std::min<qsizetype>(flows.size(), kMostRecent))) {
        auto *item = new QStandardItem(m_theme.icon(flow.icon, Role::TextMuted), flow.title);
        item->setData(flow.detail, row::Detail);
        item->setData(flow.note, row::Note);
        item->setData(flow.location, Qt::UserRole);
        m_recent->appendRow(item);
    }
    m_nothing->setVisible(flows.isEmpty());
    m_list->setVisible(!flows.isEmpty());
    arrange();
}

void StartPage::arrange()
{
    const int width = std::min(this->width() - 2 * space::kHuge, kWidest);
    m_page->layout()->setContentsMargins(std::max(space::kXxl, (this->width() - kWidest) / 2), space::kHuge, std::max(space::kXxl, (this->width() - kWidest) / 2), space::kHuge);
    flow(*m_cards, m_samples, width);
    flow(*m_commandCards, m_commands, width);
    int height = 0;
    for (int row = 0; row < m_recent->rowCount(); ++row) {
        height += m_list->sizeHintForRow(row);
    }
    m_list->setFixedHeight(height + 2);
}

void StartPage::resizeEvent(QResizeEvent *event)
{
    Document::resizeEvent(event);
    arrange();
}

} // namespace signalbox::ui
