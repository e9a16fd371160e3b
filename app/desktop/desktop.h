// SPDX-License-Identifier: GPL-3.0-or-later
// The window put together: theme, settings, session of the window, backend. What panes there are is decided here.
#pragma once

#include "base/task_scope.h"
#include "desktop/arguments.h"
#include "desktop/flow_parts.h"
#include "desktop/language.h"
#include "desktop/run_watch.h"
#include "session/session.h"
#include "ui/link/backend_link.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "ui/shell/state_file.h"
#include "ui/theme/system_look.h"
#include "ui/theme/theme.h"

#include <QObject>

#include <memory>

namespace signalbox::ui {
class EventsPane;
class ModelGuide;
class ModelsPane;
class RunsPane;
} // namespace signalbox::ui

namespace signalbox::desktop {

/// Thread: the GUI thread, which has an Executor.
class Desktop : public QObject
{
    Q_OBJECT
public:
    explicit Desktop(Arguments arguments, QObject *parent = nullptr);
    ~Desktop() override;

    /// Shows the window at once; the backend is opened after the first paint.
    void start();
    ui::MainWindow &window() { return *m_window; }
    ui::BackendLink &link() { return m_link; }
    ui::Theme &theme() { return m_theme; }
    ui::Settings &settings() { return m_settings; }
    ui::ActionRegistry &actions() { return m_actions; }
    /// Brings the window to the front and opens these.
    void take(const QStringList &flows);

Q_SIGNALS:
    /// The window is closed and the backend ended in order.
    void ended();

private:
    void connectWindow();
    /// The panes that the window has (panes.cpp).
    void addPanes();
    void showNode(const QString &flow, const QString &path, const QString &run = {});
    void showConnection();
    void updateStatus();
    void rememberFlow(const QString &location, const QString &title);
    void fillRecent();
    // guide.cpp
    void addGuide();
    void showGuide();
    /// The backend of m_choice.
    session::Options backendOptions() const;
    void storeChoice();
    Task<void> openBackend(session::Options options, std::stop_token stop);
    Task<void> loadStart(client::Client *client, std::stop_token stop);
    Task<void> end();

    Arguments m_arguments;
    ui::ConnectionChoice m_choice;
    ui::Theme m_theme;
    ui::StateFile m_settingsFile;
    ui::StateFile m_sessionFile;
    Language m_language; ///< before whatever has texts
    ui::Settings m_settings;
    ui::ActionRegistry m_actions;
    ui::SystemLook m_systemLook;
    ui::BackendLink m_link;
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<FlowParts> m_flows;
    std::unique_ptr<RunWatch> m_runs;
    QPointer<ui::ConnectionDialog> m_dialog;
    QPointer<ui::EventsPane> m_eventsPane; ///< null until it was seen
    QPointer<ui::RunsPane> m_runsPane;
    QPointer<ui::ModelsPane> m_modelsPane;
    ui::ModelGuide *m_guide = nullptr; ///< the start page's
    SystemClock m_clock;
    int m_attempt = 0;
    bool m_isChosen = false; ///< by a person in the dialog; what the command line says holds once
    TaskScope m_scope;
};

/// Where the window keeps its own files: "desktop" in the data folder (the platform's with a backend elsewhere).
QString stateFolder(const Arguments &arguments);

} // namespace signalbox::desktop
