// SPDX-License-Identifier: GPL-3.0-or-later
// What a step wrote while it ran, as text, an attempt after the other.
#pragma once

#include "api/history_calls.h"
#include "client/client.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QPlainTextEdit>

#include <functional>

namespace signalbox::ui {

/// Reads from the backend when it is asked to. Thread: the GUI thread, which is the client's.
class StepLogs : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit StepLogs(const Theme &theme, QWidget *parent = nullptr);
    ~StepLogs() override;

    /// `done` hears of how many lines there are, or why they cannot be read; only the last question is answered. Without a
    /// connection it hears of that at once (client.disconnected).
    void read(client::Client *client, const QString &run, std::int64_t seq, std::function<void(Result<int>)> done);
    /// Lines as they are shown: a level where it is not "log", and attempts where there are several.
    static QString textOf(const std::vector<api::StepLog> &attempts);

private:
    static Task<void> ask(StepLogs *self, client::Client *client, api::RunLogsParams params, std::function<void(Result<int>)> done, std::stop_token stop);
    void dress();

    const Theme &m_theme;
    RenewableScope m_scope;
};

} // namespace signalbox::ui
