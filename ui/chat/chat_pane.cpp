// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/chat_pane.h"

#include "ui/chat/composer.h"
#include "ui/chat/message_card.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/pane_tools.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QInputDialog>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

namespace signalbox::ui {

namespace {

QString titleOf(const api::ConversationView &thread)
{
    return thread.title.empty() ? ChatPane::tr("Untitled") : QString::fromStdString(thread.title);
}

} // namespace

ChatPane::ChatPane(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_feed(new ChatFeed(this))
    , m_thread(new QComboBox)
    , m_new(new QAction(theme.icon(QStringLiteral("add")), tr("New thread"), this))
    , m_rename(new QAction(theme.icon(QStringLiteral("edit")), tr("Rename…"), this))
    , m_archive(new QAction(tr("Archive"), this))
    , m_remove(new QAction(theme.icon(QStringLiteral("delete")), tr("Delete"), this))
    , m_send(new QToolButton)
    , m_banner(new Banner(theme))
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(theme, QStringLiteral("chat"), tr("Ask, or give a command"), tr("Commands work without a model: /flows lists the flows, /run starts one, /explain says what it does.")))
    , m_scroll(new QScrollArea)
    , m_list(new QWidget)
    , m_layout(new QVBoxLayout(m_list))
    , m_older(new QToolButton)
    , m_composer(new Composer(theme))
{
    setAccessibleName(tr("Chat"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    m_banner->hide();
    layout->addWidget(m_banner);

    m_layout->setContentsMargins(space::kS, space::kS, space::kS, space::kS);
    m_layout->setSpacing(space::kS);
    m_older->setText(tr("Earlier messages"));
    m_older->setAutoRaise(true);
    m_older->hide();
    m_layout->addWidget(m_older, 0, Qt::AlignHCenter);
    m_layout->addStretch();
    m_scroll->setWidget(m_list);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Messages"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    layout->addWidget(m_stack, 1);

    auto *writing = new QHBoxLayout;
    writing->setContentsMargins(space::kM, space::kM, space::kM, space::kM);
    writing->setSpacing(space::kM);
    m_send->setIconSize(QSize(size::kIconLarge, size::kIconLarge));
    writing->addWidget(m_composer, 1);
    writing->addWidget(m_send, 0, Qt::AlignBottom);
    layout->addLayout(writing);

    connect(m_composer, &Composer::submitted, this, [this](const QString &text) {
        m_follows = true;
        m_composer->clear();
        m_feed->send(text);
    });
    connect(m_composer, &Composer::recallRequested, this, [this] {
        for (auto at = m_feed->messages().rbegin(); at != m_feed->messages().rend(); ++at) {
            if (at->role == api::MessageRole::Person && !at->parts.empty() && at->parts[0].is_object()) {
                const auto text = json::text(at->parts[0].get_object(), "text");
                m_composer->setPlainText(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
                m_composer->moveCursor(QTextCursor::End);
                return;
            }
        }
    });
    connect(m_send, &QToolButton::clicked, this, [this] {
        if (m_feed->isAnswering()) {
            m_feed->stop();
        } else if (const auto text = m_composer->toPlainText(); !text.trimmed().isEmpty()) {
            Q_EMIT m_composer->submitted(text);
        }
    });
    connect(m_older, &QToolButton::clicked, m_feed, &ChatFeed::loadOlder);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { m_follows = isAtEnd(); });
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] { follow(); });

    connect(m_feed, &ChatFeed::threadsChanged, this, &ChatPane::fillThreads);
    connect(m_feed, &ChatFeed::reset, this, &ChatPane::showThread);
    connect(m_feed, &ChatFeed::olderLoaded, this, &ChatPane::addOlder);
    connect(m_feed, &ChatFeed::added, this, &ChatPane::addLast);
    connect(m_feed, &ChatFeed::messageChanged, this, [this](int index) {
        if (index < m_cards.size()) {
            m_cards[index]->setMessage(m_feed->messages()[static_cast<std::size_t>(index)]);
        }
    });
    connect(m_feed, &ChatFeed::answeringChanged, this, &ChatPane::showAnswering);
    connect(m_feed, &ChatFeed::flowsChanged, this, [this] { m_composer->setFlows(m_feed->flows()); });
    connect(m_feed, &ChatFeed::sent, m_banner, &QWidget::hide);
    connect(m_feed, &ChatFeed::notSent, this, [this](const QString &text, const QString &reason) {
        // What was written in the meantime stays behind it.
        m_composer->setPlainText(m_composer->toPlainText().isEmpty() ? text : text + QLatin1Char('\n') + m_composer->toPlainText());
        m_composer->moveCursor(QTextCursor::End);
        m_banner->say(Banner::Kind::Danger, reason);
        m_banner->show();
    });
    connect(m_feed, &ChatFeed::failed, this, [this](const QString &reason) {
        m_banner->say(Banner::Kind::Warning, reason);
        m_banner->show();
    });
    showThread();
    fillThreads();
    showAnswering();
}

ChatPane::~ChatPane()
{
    endListening(this);
}

void ChatPane::setClient(client::Client *client)
{
    m_banner->hide();
    m_feed->setClient(client);
    m_composer->setEnabled(client != nullptr);
    showAnswering();
}

QWidget *ChatPane::makeBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::kM, space::kS, space::kS, space::kS);
    row->setSpacing(space::kS);
    m_thread->setPlaceholderText(tr("New thread"));
    m_thread->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_thread->setToolTip(tr("Threads"));
    m_thread->setAccessibleName(tr("Thread"));
    connect(m_thread, &QComboBox::activated, this, [this](int index) { m_feed->open(m_thread->itemData(index).toString().toStdString()); });
    row->addWidget(m_thread, 1);
    row->addWidget(actionButton(m_new));
    auto *more = new QToolButton;
    more->setAutoRaise(true);
    more->setIcon(m_theme.icon(QStringLiteral("more")));
    more->setToolTip(tr("More"));
    more->setAccessibleName(tr("More"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    menu->addActions({m_rename, m_archive, m_remove});
    more->setMenu(menu);
    row->addWidget(more);
    connect(m_new, &QAction::triggered, this, [this] {
        m_feed->startNew();
        m_composer->setFocus();
    });
    connect(m_rename, &QAction::triggered, this, &ChatPane::askTitle);
    connect(m_archive, &QAction::triggered, m_feed, &ChatFeed::archive);
    connect(m_remove, &QAction::triggered, m_feed, &ChatFeed::remove);
    return bar;
}

void ChatPane::fillThreads()
{
    const auto *current = m_feed->currentThread();
    for (auto *action : {m_rename, m_archive, m_remove}) {
        action->setEnabled(current != nullptr);
    }
    m_thread->clear();
    for (const auto &thread : m_feed->threads()) {
        m_thread->addItem(titleOf(thread), QString::fromStdString(thread.id));
    }
    m_thread->setCurrentIndex(m_thread->findData(QString::fromStdString(m_feed->current())));
    m_thread->setEnabled(m_thread->count() > 0);
}

MessageCard *ChatPane::makeCard(const api::MessageView &message)
{
    auto *card = new MessageCard(m_theme, m_list);
    card->setMessage(message);
    connect(card, &MessageCard::runRequested, this, &ChatPane::runRequested);
    connect(card, &MessageCard::flowRequested, this, &ChatPane::flowRequested);
    return card;
}

void ChatPane::showThread()
{
    qDeleteAll(m_cards);
    m_cards.clear();
    m_follows = true;
    for (const auto &message : m_feed->messages()) {
        auto *card = makeCard(message);
        m_layout->insertWidget(m_layout->count() - 1, card);
        m_cards.append(card);
    }
    m_older->setVisible(m_feed->hasOlder());
    m_stack->setCurrentWidget(m_cards.isEmpty() ? static_cast<QWidget *>(m_empty) : m_scroll);
    follow();
}

void ChatPane::addOlder(int count)
{
    auto *scroll = m_scroll->verticalScrollBar();
    const int fromEnd = scroll->maximum() - scroll->value();
    m_follows = false;
    for (int i = count - 1; i >= 0; --i) {
        auto *card = makeCard(m_feed->messages()[static_cast<std::size_t>(i)]);
        m_layout->insertWidget(1, card);
        m_cards.prepend(card);
    }
    m_older->setVisible(m_feed->hasOlder());
    // What a person reads stays where it is.
    m_list->layout()->activate();
    m_list->adjustSize();
    scroll->setValue(scroll->maximum() - fromEnd);
}

void ChatPane::addLast()
{
    auto *card = makeCard(m_feed->messages().back());
    m_layout->insertWidget(m_layout->count() - 1, card);
    m_cards.append(card);
    m_stack->setCurrentWidget(m_scroll);
    follow();
}

void ChatPane::showAnswering()
{
    const bool isAnswering = m_feed->isAnswering();
    m_send->setIcon(m_theme.icon(isAnswering ? QStringLiteral("stop") : QStringLiteral("send")));
    m_send->setToolTip(isAnswering ? tr("Stop") : tr("Send"));
    m_send->setAccessibleName(m_send->toolTip());
    m_send->setEnabled(m_feed->hasClient());
}

void ChatPane::askTitle()
{
    const auto *thread = m_feed->currentThread();
    if (!thread) {
        return;
    }
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename thread"));
    dialog->setLabelText(tr("Title"));
    dialog->setTextValue(QString::fromStdString(thread->title));
    connect(dialog, &QInputDialog::textValueSelected, m_feed, &ChatFeed::rename);
    dialog->open();
}

bool ChatPane::isAtEnd() const
{
    const auto *scroll = m_scroll->verticalScrollBar();
    return scroll->value() >= scroll->maximum() - space::kXxl;
}

void ChatPane::follow()
{
    if (m_follows) {
        m_scroll->verticalScrollBar()->setValue(m_scroll->verticalScrollBar()->maximum());
    }
}

PaneSpec chatPane(BackendLink &link, const Theme &theme, std::function<void(ChatPane &)> made)
{
    PaneSpec spec;
    spec.id = QStringLiteral("chat");
    spec.title = ChatPane::tr("Chat");
    spec.icon = QStringLiteral("chat");
    spec.area = PaneArea::End;
    spec.tabbedWith = QStringLiteral("inspector");
    spec.extent = 340;
    spec.create = [&link, &theme, made = std::move(made)](QWidget *parent) -> QWidget * {
        auto *pane = new ChatPane(theme, parent);
        const auto follow = [pane, &link] { pane->setClient(link.client()); };
        QObject::connect(&link, &BackendLink::changed, pane, follow);
        follow();
        if (made) {
            made(*pane);
        }
        return pane;
    };
    return spec;
}

} // namespace signalbox::ui
