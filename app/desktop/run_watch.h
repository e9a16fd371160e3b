// SPDX-License-Identifier: GPL-3.0-or-later
// Counts what runs at the backend and what waits for a person, for the status line: by its events, and by asking once
// after they came. A stream that ends is replaced, and what was missed is counted.
#pragma once

#include "base/task_scope.h"
#include "ui/link/backend_link.h"
#include "ui/shell/status_strip.h"

#include <QObject>
#include <QTimer>

namespace signalbox::desktop {

/// Thread: the GUI thread.
class RunWatch : public QObject
{
    Q_OBJECT
public:
    explicit RunWatch(ui::BackendLink &link, QObject *parent = nullptr);
    ~RunWatch() override;

    const ui::RunCounts &counts() const { return m_counts; }

Q_SIGNALS:
    void changed(const signalbox::ui::RunCounts &counts);

private:
    void restart();
    void followOn();
    Task<void> follow(client::Client *client, std::stop_token stop);
    Task<void> count(client::Client *client, std::stop_token stop);

    ui::BackendLink &m_link;
    ui::RunCounts m_counts;
    QTimer m_settle;
    QTimer m_again;
    std::stop_source m_stop;
    TaskScope m_scope;
};

} // namespace signalbox::desktop
