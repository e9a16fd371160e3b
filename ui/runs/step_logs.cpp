// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/step_logs.h"

#include "ui/widgets/run_text.h"

namespace signalbox::ui {

using namespace runs;

StepLogs::StepLogs(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("What the step wrote"));
    setLayoutDirection(Qt::LeftToRight);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setTabChangesFocus(true);
    connect(&theme, &Theme::changed, this, &StepLogs::dress);
    dress();
}

StepLogs::~StepLogs() = default;

void StepLogs::dress()
{
    setFont(m_theme.font(TextStyle::Code));
}

QString StepLogs::textOf(const std::vector<api::StepLog> &attempts)
{
    QStringList lines;
    for (const auto &attempt : attempts) {
        if (attempts.size() > 1) {
            lines << (lines.isEmpty() ? QString() : QStringLiteral("\n")) + tr("Attempt %1").arg(attempt.attempt);
        }
        for (const auto &line : attempt.lines) {
            lines << (line.level == "log" ? QString() : fromUtf8(line.level) + QStringLiteral("  ")) + fromUtf8(line.text);
        }
    }
    return lines.join(QLatin1Char('\n'));
}

void StepLogs::read(client::Client *client, const QString &run, std::int64_t seq, std::function<void(Result<int>)> done)
{
    m_scope.renew();
    if (!client || client->state() != client::ConnectionState::Connected) {
        done(Error("client.disconnected", tr("There is no connection to the backend. What the step wrote is read as soon as there is one.").toStdString()).retryable());
        return;
    }
    const api::RunLogsParams params{run.toStdString(), seq};
    m_scope.start([this, client, params, done](std::stop_token stop) { return ask(this, client, params, done, stop); });
}

Task<void> StepLogs::ask(StepLogs *self, client::Client *client, api::RunLogsParams params, std::function<void(Result<int>)> done, std::stop_token stop)
{
    auto logs = co_await client->call<api::RunsLogs>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!logs) {
        done(std::move(logs).error());
        co_return;
    }
    int count = 0;
    for (const auto &attempt : logs->attempts) {
        count += int(attempt.lines.size());
    }
    if (const QString text = textOf(logs->attempts); text != self->toPlainText()) {
        self->setPlainText(text);
    }
    done(count);
}

} // namespace signalbox::ui
