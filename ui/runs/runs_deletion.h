// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting the runs that are chosen in a list, after a person said so once more.
#pragma once

#include "api/history_calls.h"
#include "client/client.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QObject>
#include <QStringList>

class QAbstractItemView;
class QAction;

namespace signalbox::ui {

class Banner;
class RunsModel;

/// Owns the action and the question. Runs that have not ended are left out.
/// Thread: the GUI thread, which is the client's.
class RunsDeletion : public QObject
{
    Q_OBJECT
public:
    /// `pane` owns the action and the question; `list` shows `model`.
    RunsDeletion(const Theme &theme, RunsModel &model, QAbstractItemView &list, QWidget *pane);

    void setClient(client::Client *client);
    QAction *action() const { return m_action; }
    /// Asks; hidden until there is something to ask. The pane puts it in its place.
    Banner &question() { return *m_question; }

private:
    QStringList chosenEnded() const;
    void ask();
    void answer(int button);
    void renew();
    static Task<void> carryOut(RunsDeletion *self, client::Client *client, QStringList runs, std::stop_token stop);

    RunsModel &m_model;
    QAbstractItemView &m_list;
    client::Client *m_client = nullptr;
    QAction *m_action;
    Banner *m_question;
    QStringList m_asked;
    bool m_isBusy = false;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
