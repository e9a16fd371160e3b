// SPDX-License-Identifier: GPL-3.0-or-later
// Which panes the window has, and how one leads to another.
#include "desktop/desktop.h"

#include "ui/events/events_pane.h"
#include "ui/runs/runs_pane.h"

namespace signalbox::desktop {

void Desktop::addPanes()
{
    const auto showRun = [this](const QString &run, const QString &path) {
        m_window->showPane(QStringLiteral("runs"));
        if (m_runsPane) {
            m_runsPane->showRun(run);
            if (!path.isEmpty()) {
                m_runsPane->showStep(path);
            }
        }
    };
    m_window->addPane(ui::eventsPane(m_link, m_theme, [this, showRun](ui::EventsPane &pane) {
        m_eventsPane = &pane;
        connect(&pane, &ui::EventsPane::connectionRequested, this, &Desktop::showConnection);
        connect(&pane, &ui::EventsPane::runRequested, this, [showRun](const QString &run) { showRun(run, {}); });
        connect(&pane, &ui::EventsPane::nodeRequested, this, [this, showRun](const QString &run, const QString &path) {
            showRun(run, path);
            Q_EMIT nodeRequested(run, path);
        });
        connect(&pane, &ui::EventsPane::exported, this, [this](const QString &path, bool ok) {
            if (ok) {
                m_window->toasts().show({ui::ToastMessage::Kind::Success, tr("The events are saved as “%1”.").arg(path), {}, {}});
            } else {
                m_window->toasts().show({ui::ToastMessage::Kind::Danger, tr("“%1” could not be written. Choose another place.").arg(path), {}, {}});
            }
        });
    }));
    m_window->addPane(ui::runsPane(m_link, m_clock, m_theme, [this](ui::RunsPane &pane) {
        m_runsPane = &pane;
        connect(&pane, &ui::RunsPane::connectionRequested, this, &Desktop::showConnection);
        connect(&pane, &ui::RunsPane::nodeRequested, this, &Desktop::nodeRequested);
        connect(&pane, &ui::RunsPane::eventsRequested, this, [this](const QString &run) {
            m_window->showPane(QStringLiteral("events"));
            if (m_eventsPane) {
                m_eventsPane->showRun(run);
            }
        });
    }));
}

} // namespace signalbox::desktop
