// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for a person, as a list with the details of what is chosen: the frame of the inboxes. What it holds and
// what can be done about it is theirs.
#pragma once

#include "base/clock.h"
#include "client/client.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QAbstractListModel>
#include <QHash>
#include <QWidget>

class QComboBox;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace signalbox::ui {

class ElidedLabel;
class EmptyState;
class FixedRowView;
class TextLabel;

struct InboxItem
{
    std::string id;
    std::string run;
    std::string flow;
    std::string path; ///< of the step
    QString title;
    QString detail;
    State state = State::Waiting;
    UnixMillis when = 0;
    bool isOpen = true; ///< nobody has decided yet
    bool isMine = true; ///< this person may decide
    bool operator==(const InboxItem &) const = default;
};

struct InboxPage
{
    std::vector<InboxItem> items;
    bool more = false;
    std::optional<std::int64_t> open = std::nullopt; ///< how many wait; absent: those of the items that do
};

/// Thread: the GUI thread.
class InboxModel : public QAbstractListModel
{
    Q_OBJECT
public:
    InboxModel(const Clock &clock, QObject *parent);
    void set(std::vector<InboxItem> items);
    void setFlowNames(QHash<QString, QString> names);
    QString flowName(const std::string &flow) const;
    const InboxItem *at(int row) const;
    int rowOf(const std::string &id) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    const Clock &m_clock;
    std::vector<InboxItem> m_items;
    QHash<QString, QString> m_names;
};

/// Thread: the GUI thread, which is the client's.
class InboxView : public QWidget
{
    Q_OBJECT
public:
    ~InboxView() override;

    /// Another backend, or none (null). A client must outlive its time here.
    void setClient(client::Client *client);
    void setFlowNames(const QHash<QString, QString> &names);
    InboxModel &model() { return *m_model; }
    FixedRowView &list() { return *m_list; }
    QComboBox &stateField() { return *m_which; }
    std::int64_t open() const { return m_open; }
    /// Chooses an item as soon as it is read.
    void choose(const QString &id);
    void reload();

Q_SIGNALS:
    void openChanged();
    /// The step's node is to be shown; the run is to be shown.
    void nodeRequested(const QString &run, const QString &flow, const QString &path);
    void runRequested(const QString &run, const QString &path);

protected:
    struct Words
    {
        QString name;
        QString icon;
        QString emptyTitle;
        QString emptyText;
        QString open; ///< of the choice of what is listed
        QString all;
        std::string topics; ///< events that tell of changes
    };
    InboxView(const Theme &theme, const Clock &clock, Words words, QWidget *parent);
    /// The subclass's details, beside the list.
    void setDetails(QWidget *details);

    /// Reads a page behind `before`; `all`: also what is decided.
    virtual Task<Result<InboxPage>> read(client::Client *client, bool all, std::string before, std::stop_token stop) = 0;
    /// Whether the item is shown as it stands: what is being typed stays.
    virtual bool isShown(const InboxItem &item) const = 0;
    /// Several or none is chosen: what was shown is forgotten.
    virtual void showNone() = 0;
    /// Reads and shows the one that is chosen; what it awaits may end with `stop`.
    virtual Task<void> readOne(client::Client *client, std::string id, std::stop_token stop) = 0;
    void showChosen();
    std::vector<InboxItem> chosen() const;
    client::Client *client() const { return m_client; }
    /// What was done: said below the list, red where it failed.
    void report(const QString &text, bool failed = false);
    void resizeEvent(QResizeEvent *event) override;

    const Theme &m_theme;
    const Clock &m_clock;
    RenewableScope m_showing; ///< reads what is chosen
    RenewableScope m_acting;

private:
    static Task<void> follow(InboxView *self, client::Client *client, std::stop_token stop);
    static Task<void> readAll(InboxView *self, client::Client *client, std::stop_token stop);
    void refresh();
    void showState();

    Words m_words;
    client::Client *m_client = nullptr;
    InboxModel *m_model;
    QSplitter *m_split;
    QStackedWidget *m_stack;
    QComboBox *m_which;
    FixedRowView *m_list;
    EmptyState *m_empty;
    ElidedLabel *m_count;
    TextLabel *m_report;
    QTimer *m_soon;
    std::size_t m_wanted = 0;
    std::int64_t m_open = 0;
    bool m_more = false;
    bool m_isReading = false;
    bool m_readAgain = false;
    bool m_wasRead = false;
    QString m_problem;
    QString m_wantedId;
    RenewableScope m_scope;
    RenewableScope m_following;
};

} // namespace signalbox::ui
