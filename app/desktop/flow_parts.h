// SPDX-License-Identifier: GPL-3.0-or-later
// Flows in the window: how they are opened, and the panes that look at the one which is current.
#pragma once

#include "drafts/draft_store.h"
#include "desktop/sample_places.h"
#include "ui/flow/history_pane.h"
#include "ui/flow/inspector.h"
#include "ui/flow/nodes_pane.h"
#include "ui/flow/problems_pane.h"
#include "ui/shell/main_window.h"
#include "ui/spec/spec_pane.h"

#include <QObject>
#include <QPointer>

namespace signalbox::desktop {

/// Thread: the GUI thread. Documents and panes refer to it: the window goes first.
class FlowParts : public QObject
{
    Q_OBJECT
public:
    /// Registers opener and panes; to be made before the window's session is restored.
    FlowParts(ui::MainWindow &window, const ui::ShellParts &parts, ui::BackendLink &link, const QString &stateFolder, QObject *parent = nullptr);

    ui::Workbench &bench() { return m_bench; }
    ui::FlowDocument *current() const { return m_current; }
    /// Where the data of a backend on this computer stands; empty: it is elsewhere.
    void setDataFolder(const std::string &folder);

private:
    /// Edits that no open document has are shown on the start page.
    void findUnsaved();
    Task<void> listUnsaved(std::stop_token stop);
    void discard(const QString &location, const QString &title);
    void becameCurrent(ui::Document *document);
    void addPanes();
    /// What is the same for every canvas: a command and a setting for each.
    void addLooks();
    void showRunning();
    void showProblems();

    ui::MainWindow &m_window;
    ui::ShellParts m_parts;
    drafts::DraftStore m_drafts;
    ui::Workbench m_bench;
    SamplePlaces m_samples;
    QPointer<ui::Inspector> m_inspector;
    QPointer<ui::SpecPane> m_spec;
    QPointer<ui::ProblemsPane> m_problems;
    QPointer<ui::HistoryPane> m_history;
    QPointer<ui::NodesPane> m_nodes;
    QPointer<ui::FlowDocument> m_current;
    bool m_isListing = false;
    bool m_listsAgain = false;
    TaskScope m_scope;
};

} // namespace signalbox::desktop
