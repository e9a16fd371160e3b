// SPDX-License-Identifier: GPL-3.0-or-later
// The chat: threads, what was said in the open one, and where to write.
#pragma once

#include "ui/chat/chat_feed.h"
#include "ui/link/backend_link.h"
#include "ui/shell/pane.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>

class QAction;
class QComboBox;
class QScrollArea;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace signalbox::ui {

class Banner;
class Composer;
class EmptyState;
class MessageCard;

/// Thread: the GUI thread, which is the client's.
class ChatPane : public QWidget
{
    Q_OBJECT
public:
    explicit ChatPane(const Theme &theme, QWidget *parent = nullptr);
    ~ChatPane() override;

    /// The backend whose threads are shown; null: none. A client must outlive its time here.
    void setClient(client::Client *client);
    ChatFeed &feed() { return *m_feed; }
    Composer &composer() { return *m_composer; }
    QList<MessageCard *> cards() const { return m_cards; }

Q_SIGNALS:
    void runRequested(const QString &run);
    void flowRequested(const QString &flow);

private:
    QWidget *makeBar();
    void fillThreads();
    void showThread();
    void addOlder(int count);
    void addLast();
    MessageCard *makeCard(const api::MessageView &message);
    void showAnswering();
    void askTitle();
    void follow();
    bool isAtEnd() const;

    const Theme &m_theme;
    ChatFeed *m_feed;
    QComboBox *m_thread;
    QAction *m_new;
    QAction *m_rename;
    QAction *m_archive;
    QAction *m_remove;
    QToolButton *m_send;
    Banner *m_banner;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QScrollArea *m_scroll;
    QWidget *m_list;
    QVBoxLayout *m_layout;
    QToolButton *m_older;
    Composer *m_composer;
    QList<MessageCard *> m_cards;
    bool m_follows = true;
};

/// The chat as a pane of the window. `made` hears of it once it exists, to connect its signals.
PaneSpec chatPane(BackendLink &link, const Theme &theme, std::function<void(ChatPane &)> made = {});

} // namespace signalbox::ui
