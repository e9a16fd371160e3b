// SPDX-License-Identifier: GPL-3.0-or-later
// The window: documents in the middle, panes around them, one bar above, one line below. It knows nothing of flows or
// backends; what fills it registers panes, documents, actions and settings.
#pragma once

#include "ui/shell/connection_dialog.h"
#include "ui/shell/pane.h"
#include "ui/shell/start_page.h"
#include "ui/shell/status_strip.h"
#include "ui/widgets/toast.h"

#include <QMainWindow>

#include <functional>
#include <memory>
#include <vector>

namespace signalbox::ui {

class ActionRegistry;
class CommandPalette;
class DocumentArea;
class Layouts;
class PaneDock;
class Settings;
class SettingsDialog;
struct SettingsPageSpec;
class StateFile;
class Theme;
class ToastStack;
class TopBar;

/// What the window is made of; each outlives it.
struct ShellParts
{
    Theme &theme;
    Settings &settings;
    StateFile &session;
    ActionRegistry &actions;
};

/// Makes the document of a location ("flow:…"), or null where there is none.
using DocumentOpener = std::function<Document *(const QString &location)>;

/// Thread: the GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const ShellParts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Registers a pane; its content is made when it is first seen. A command "pane.<id>" shows and hides it.
    PaneDock *addPane(PaneSpec spec);
    /// After the panes: geometry, arrangement and documents of the last time, or the defaults.
    void restoreSession();
    void saveSession();

    void setDocumentOpener(DocumentOpener opener);
    /// Shows the document of that location, opening it where it is not open. False where it cannot be opened.
    bool open(const QString &location);
    /// Shows a new document.
    void add(Document *document);
    /// Brings a pane to the front with the focus in it.
    void showPane(const QString &id);

    DocumentArea &documents() { return *m_documents; }
    StartPage &startPage() { return *m_start; }
    StatusStrip &status() { return *m_status; }
    ToastStack &toasts() { return *m_toasts; }
    Layouts &layouts() { return *m_layouts; }
    CommandPalette &palette() { return *m_palette; }
    TopBar &topBar() { return *m_top; }

    /// The dialogs, made when they are first needed.
    SettingsDialog &settingsDialog();
    void showSettings(const QString &page = QString());
    /// Registers a page of the settings; a command "settings.<id>" leads there.
    void addSettingsPage(const SettingsPageSpec &page);
    ConnectionDialog *showConnection(const ConnectionChoice &current);

Q_SIGNALS:
    void connectionRequested();
    /// "Open file…" or files dropped on the window.
    void filesChosen(const QStringList &paths);
    void newFlowRequested();
    void firstPainted();
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool event(QEvent *event) override;

private:
    void addActions();
    void addViewActions();
    void addDocumentCommands();
    void addMenus();
    void declareSettings();
    void applySettings();
    void updateCommands();
    void storeOpen();
    void togglePane(const QString &id);
    void stepFocus(int by);
    void saveLayoutAs();

    ShellParts m_parts;
    TopBar *m_top;
    DocumentArea *m_documents;
    StartPage *m_start = nullptr;
    StatusStrip *m_status;
    Layouts *m_layouts;
    ToastStack *m_toasts = nullptr;
    CommandPalette *m_palette = nullptr;
    SettingsDialog *m_settingsDialog = nullptr;
    std::vector<SettingsPageSpec> m_settingsPages;
    class QToolBar *m_rail;
    DocumentOpener m_opener;
    bool m_painted = false;
    bool m_isRestored = false; ///< what is open may be stored
};

} // namespace signalbox::ui
