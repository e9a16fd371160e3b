// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the settings about how long the backend keeps what is over, and what that takes of its disk. Deleting
// chosen runs at once is RunsDeletion's.
#pragma once

#include "api/history_calls.h"
#include "api/system_calls.h"
#include "base/clock.h"
#include "client/client.h"
#include "ui/shell/settings_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QWidget>

#include <functional>
#include <optional>

class QCheckBox;
class QPushButton;
class QScrollArea;
class QSpinBox;

namespace signalbox::ui {

class BackendLink;
class Banner;
class TextLabel;

/// Reads when it is seen. Nothing is changed before "Save", and nothing that deletes more than before without a second
/// question. Thread: the GUI thread, which is the client's.
class RetentionPage : public QWidget
{
    Q_OBJECT
public:
    RetentionPage(const Theme &theme, BackendLink &link, Clock &clock, QWidget *parent = nullptr);
    ~RetentionPage() override;

    /// Why it cannot be read or changed; hidden while it can.
    Banner &problem() { return *m_problem; }
    /// Asks before more is deleted than until now.
    Banner &question() { return *m_question; }

Q_SIGNALS:
    /// A person wants to choose a backend.
    void connectionRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    /// How long one kind of thing is kept: for ever, or so many days.
    struct Term
    {
        QCheckBox *isLimited = nullptr;
        QSpinBox *days = nullptr;
    };
    enum class Failure { None, Read, Save };
    /// Of runs that would go; beyond what is counted there may be more.
    struct Count
    {
        qint64 known = 0;
        bool isAll = true;
    };

    QWidget *termRow(Term &term, const QString &title, const QString &description, const QString &name, int proposed);
    api::Retention shown() const;
    bool isChanged() const;
    bool may(std::string_view permission) const;
    void fill();
    void renew();
    void showProblem();
    void edited();
    void linkChanged();
    void read();
    void save();
    void send(const api::Retention &chosen);
    void askFirst(const api::Retention &chosen, const Count &runs);
    void answer(int button);
    void fail(Failure failure, const Error &error);
    QString said(const api::Retention &retention) const;
    QString dayBefore(std::int64_t days) const;
    static Task<void> readAll(RetentionPage *self, client::Client *client, std::stop_token stop);
    static Task<void> look(RetentionPage *self, client::Client *client, api::Retention chosen, std::stop_token stop);
    static Task<void> carryOut(RetentionPage *self, client::Client *client, api::Retention chosen, std::stop_token stop);
    static Task<void> measure(RetentionPage *self, client::Client *client, std::stop_token stop);

    const Theme &m_theme;
    BackendLink &m_link;
    Clock &m_clock;
    Banner *m_problem;
    QScrollArea *m_scroll;
    TextLabel *m_where;
    QWidget *m_fields;
    Term m_runs;
    Term m_events;
    TextLabel *m_effect;
    Banner *m_question;
    QPushButton *m_save;
    QPushButton *m_revert;
    TextLabel *m_done;
    TextLabel *m_space;
    QPushButton *m_measure;
    client::Client *m_client = nullptr; ///< the one that what is shown was read from
    std::optional<api::Retention> m_kept; ///< as the backend says
    std::optional<api::Retention> m_asked; ///< what is to be done if the question is answered so
    api::SystemInfo m_who;
    Failure m_failure = Failure::None;
    QString m_why; ///< of the failure
    bool m_isBusy = false;
    bool m_isMeasuring = false;
    RenewableScope m_scope; ///< ends with the backend
};

/// The page for the window; `made` hears of it.
SettingsPageSpec retentionPage(BackendLink &link, Clock &clock, const Theme &theme, std::function<void(RetentionPage &)> made);

} // namespace signalbox::ui
