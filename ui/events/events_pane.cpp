// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/events_pane.h"

#include "ui/events/event_delegate.h"
#include "ui/events/event_details.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace signalbox::ui {

EventsPane::EventsPane(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new EventModel(100'000, this))
    , m_feed(new EventFeed(*m_model, this))
    , m_filter(new SearchField(theme, tr("Filter events")))
    , m_view(new FixedRowView)
    , m_delegate(new EventDelegate(theme, this))
    , m_details(new EventDetails(theme))
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(theme, QStringLiteral("events"), QString(), QString()))
    , m_noMatch(new EmptyState(theme, QStringLiteral("filter"), tr("No event passes the filter"), tr("Change the filter, or show everything again.")))
    , m_offline(new EmptyState(theme, QStringLiteral("disconnect"), tr("No backend"), QString()))
    , m_banner(new Banner(theme))
    , m_counts(new ElidedLabel(theme, QString(), TextStyle::Caption, Role::TextMuted))
{
    setAccessibleName(tr("Events"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setAccessibleName(tr("Events"));
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFollowing(true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    m_view->viewport()->setAutoFillBackground(true);
    makeActions();
    m_noMatch->addAction(m_resetFilter);
    m_offline->addAction(m_connect);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_noMatch);
    m_stack->addWidget(m_offline);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    m_stack->setMinimumSize(120, 60);
    m_details->setMinimumSize(120, 80);
    m_details->addButton(m_jump);
    m_details->addButton(m_onlySource);
    m_details->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_banner);
    layout->addWidget(m_splitter, 1);
    m_foot = new QWidget;
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(space::kL, space::kXs, space::kM, space::kXs);
    m_counts->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    foot->addWidget(m_counts, 1);
    layout->addWidget(m_foot);

    connect(m_filter, &QLineEdit::textChanged, m_model, &EventModel::setFilterText);
    connect(m_filter, &SearchField::left, m_view, [this] { m_view->setFocus(); });
    connect(m_filter, &SearchField::stepped, m_view, [this] { m_view->setFocus(); });
    connect(m_model, &EventModel::countsChanged, this, &EventsPane::showCounts);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_shown) {
            if (const int row = m_model->rowOf(*m_shown); row >= 0) {
                m_view->setCurrentIndex(m_model->index(row));
            }
        }
    });
    connect(m_view, &FixedRowView::followingChanged, this, &EventsPane::showFollowing);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EventsPane::selectionChanged);
    connect(m_view, &QAbstractItemView::clicked, this, &EventsPane::openDetails);
    connect(m_view, &QAbstractItemView::activated, this, &EventsPane::jump);
    connect(m_view, &QWidget::customContextMenuRequested, this, &EventsPane::menuAt);
    connect(m_details, &EventDetails::closed, this, &EventsPane::closeDetails);
    connect(m_feed, &EventFeed::statusChanged, this, &EventsPane::showStatus);
    connect(m_banner, &Banner::chosen, this, [this](int button) {
        if (button == 0) {
            m_feed->retry();
        } else {
            Q_EMIT connectionRequested();
        }
    });
    connect(&theme, &Theme::changed, this, &EventsPane::dress);
    dress();
    showStatus();
    showCounts();
    showFollowing();
    selectionChanged();
}

EventsPane::~EventsPane()
{
    endListening(this);
    delete m_feed; // what it reads goes to the model
    m_view->setModel(nullptr);
}

void EventsPane::setClient(client::Client *client)
{
    m_shown.reset();
    m_details->hide();
    m_delegate->clear();
    m_feed->setClient(client);
}

void EventsPane::follow(BackendLink &link)
{
    m_link = &link;
    connect(&link, &BackendLink::changed, this, [this] { setClient(m_link->client()); });
    connect(&link, &BackendLink::stateChanged, this, &EventsPane::showStatus);
    setClient(link.client());
    showStatus();
}

void EventsPane::dress()
{
    m_view->setRowHeight(m_delegate->rowHeight());
    m_view->viewport()->update();
}

QWidget *EventsPane::makeBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    layout->setSpacing(space::kXs);
    layout->addWidget(m_filter, 1);
    m_filter->setMinimumWidth(90);
    const auto button = [&](QAction *action) {
        auto *made = new QToolButton;
        made->setAutoRaise(true);
        made->setDefaultAction(action);
        made->setIconSize(QSize(size::kIcon, size::kIcon));
        made->setAccessibleName(action->text());
        layout->addWidget(made);
        return made;
    };
    const auto menuButton = [&](const QString &icon, const QString &name, QMenu *menu) {
        auto *action = new QAction(m_theme.icon(icon), name, this);
        auto *made = button(action);
        connect(action, &QAction::triggered, menu, [made, menu] { menu->popup(made->mapToGlobal(QPoint(0, made->height()))); });
    };
    menuButton(QStringLiteral("filter"), tr("What is shown"), filterMenu());
    button(m_pause);
    button(m_follow);
    auto *menu = new QMenu(this);
    menu->addAction(m_clear);
    menu->addAction(m_unclear);
    menu->addSeparator();
    menu->addAction(m_copy);
    menu->addAction(m_export);
    menuButton(QStringLiteral("more"), tr("More"), menu);
    return bar;
}

void EventsPane::setFilterText(const QString &text)
{
    m_filter->setText(text);
}

void EventsPane::showRun(const QString &run)
{
    setFilterText(EventFilter::withKey(m_filter->text(), QStringLiteral("source"), run));
}

void EventsPane::showStatus()
{
    using Status = EventFeed::Status;
    switch (m_feed->status()) {
    case Status::None:
        if (m_link && m_link->state() == client::ConnectionState::Connecting) {
            m_offline->setTexts(tr("Connecting"), tr("Events appear here as soon as the window is connected."));
        } else {
            m_offline->setTexts(tr("No backend"), m_link && !m_link->reason().isEmpty() ? m_link->reason() : tr("Events appear here as soon as the window is connected."));
        }
        m_banner->hide();
        break;
    case Status::Connecting:
        m_empty->setTexts(tr("Connecting"), tr("The last events come first, then what happens."));
        m_banner->hide();
        break;
    case Status::Live:
        m_empty->setTexts(tr("Nothing has happened yet"), tr("Run a flow: each step that it takes is told here."));
        m_banner->hide();
        break;
    case Status::Lost:
        m_empty->setTexts(tr("Not connected"), tr("The connection is tried again by itself. No event is lost meanwhile."));
        m_banner->say(Banner::Kind::Warning, tr("The connection is broken and is tried again. What happens meanwhile comes later. %1").arg(m_feed->reason()).trimmed());
        break;
    case Status::Ended:
        m_empty->setTexts(tr("Not connected"), tr("What happens in the backend cannot be seen from here now."));
        m_banner->say(Banner::Kind::Danger, tr("Events do not come any more: %1").arg(m_feed->reason()), {tr("Try again"), tr("Connection…")});
        break;
    }
    showCounts();
}

void EventsPane::showCounts()
{
    const int rows = m_model->rowCount();
    const auto total = qint64(m_model->store().size());
    const QLocale locale;
    QStringList parts;
    if (m_model->filterText().trimmed().isEmpty() && !m_model->hasCleared()) {
        parts << tr("%Ln event(s)", nullptr, rows);
    } else {
        parts << tr("%1 of %2 events").arg(locale.toString(rows), locale.toString(total));
    }
    if (m_model->isFiltering()) {
        parts << tr("filtering…");
    }
    if (m_model->isPaused()) {
        parts << (m_model->waiting() > 0 ? tr("paused, %Ln new", nullptr, int(m_model->waiting())) : tr("paused"));
    }
    const QString text = parts.join(QStringLiteral(" · "));
    if (text != m_counts->text()) {
        m_counts->setText(text);
        m_counts->setAccessibleName(text);
    }
    QWidget *shown = rows > 0 || m_model->isFiltering() ? static_cast<QWidget *>(m_view) : total > 0 && !m_filter->text().trimmed().isEmpty() ? m_noMatch : m_empty;
    if (shown == m_empty && total > 0 && m_model->hasCleared()) {
        m_empty->setTexts(tr("The view is cleared"), tr("New events appear here. Earlier ones are in the menu “More”."));
    }
    m_stack->setCurrentWidget(m_feed->status() == EventFeed::Status::None ? m_offline : shown);
    m_unclear->setEnabled(m_model->hasCleared() && total > 0);
    m_clear->setEnabled(rows > 0);
    m_export->setEnabled(rows > 0);
}

void EventsPane::showFollowing()
{
    m_follow->setChecked(m_view->isFollowing());
}

void EventsPane::selectionChanged()
{
    const QModelIndex index = m_view->currentIndex();
    const auto event = index.isValid() ? m_model->eventAt(index.row()) : std::nullopt;
    m_copy->setEnabled(event.has_value());
    m_onlySource->setEnabled(event && !event->source.empty());
    m_jump->setEnabled(event && !targetOf(index).run.isEmpty());
    if (event && m_details->isVisibleTo(this)) {
        m_shown = m_model->idAt(index.row());
        m_details->setEvent(*event);
    }
}

void EventsPane::openDetails()
{
    const QModelIndex index = m_view->currentIndex();
    const auto event = index.isValid() ? m_model->eventAt(index.row()) : std::nullopt;
    if (!event) {
        return;
    }
    // Who reads an event does not want it to scroll away.
    m_view->setFollowing(false);
    m_shown = m_model->idAt(index.row());
    m_details->setEvent(*event);
    m_details->setVisible(true);
    m_view->scrollTo(index);
}

void EventsPane::closeDetails()
{
    m_details->hide();
    m_shown.reset();
    m_view->setFocus();
}

// Rows end where the list ends: a line says so.
void EventsPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, m_splitter->y() - 1, width(), 1, m_theme.color(Role::Divider));
    painter.fillRect(0, m_foot->y(), width(), 1, m_theme.color(Role::Divider));
}

void EventsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const auto wanted = width() > 620 ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != wanted) {
        m_splitter->setOrientation(wanted);
    }
}

bool EventsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::KeypadModifier) {
            switch (key->key()) {
            case Qt::Key_Space: m_pause->toggle(); return true;
            case Qt::Key_End: m_view->setFollowing(true); return false;
            case Qt::Key_Right:
            case Qt::Key_Left:
                if ((key->key() == Qt::Key_Right) == (layoutDirection() == Qt::LeftToRight)) {
                    openDetails();
                } else {
                    closeDetails();
                }
                return true;
            case Qt::Key_Escape:
                if (m_details->isVisibleTo(this)) {
                    closeDetails();
                    return true;
                }
                break;
            default: break;
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

PaneSpec eventsPane(BackendLink &link, const Theme &theme, std::function<void(EventsPane &)> made)
{
    PaneSpec spec;
    spec.id = QStringLiteral("events");
    spec.title = EventsPane::tr("Events");
    spec.icon = QStringLiteral("events");
    spec.area = PaneArea::Bottom;
    spec.extent = 240;
    spec.create = [&link, &theme, made](QWidget *parent) -> QWidget * {
        auto *pane = new EventsPane(theme, parent);
        if (made) {
            made(*pane);
        }
        pane->follow(link);
        return pane;
    };
    return spec;
}

} // namespace signalbox::ui
