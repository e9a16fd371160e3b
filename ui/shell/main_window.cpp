// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/shell/action_registry.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/document_area.h"
#include "ui/shell/layouts.h"
#include "ui/shell/settings.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcut_page.h"
#include "ui/shell/state_file.h"
#include "ui/shell/top_bar.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QJsonArray>
#include <QMimeData>
#include <QPainter>
#include <QScreen>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>

namespace signalbox::ui {

namespace {

constexpr QLatin1String kGeometry("geometry");
constexpr QLatin1String kArrangement("arrangement");
constexpr QLatin1String kOpen("openDocuments");
constexpr QLatin1String kCurrent("currentDocument");

} // namespace

MainWindow::MainWindow(const ShellParts &parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(parts)
    , m_documents(new DocumentArea(parts.theme))
    , m_status(new StatusStrip(parts.theme))
    , m_layouts(new Layouts(*this, parts.session, this))
    , m_rail(new QToolBar)
{
    setObjectName(QStringLiteral("main"));
    setWindowTitle(tr("Signalbox"));
    setAccessibleName(tr("Signalbox"));
    setWindowIcon(parts.theme.icon(QStringLiteral("signalbox")));
    setAcceptDrops(true);
    setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks | QMainWindow::GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setDocumentMode(true);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);

    parts.actions.setHosts(this, m_documents);
    declareSettings();
    applySettings();
    connect(&parts.settings, &Settings::changed, this, &MainWindow::applySettings);
    addActions();
    addDocumentCommands();
    addViewActions();

    m_top = new TopBar(parts.theme, parts.actions);
    setMenuWidget(m_top);
    addMenus();
    m_rail->setObjectName(QStringLiteral("rail"));
    m_rail->setWindowTitle(tr("Panes"));
    m_rail->setAccessibleName(tr("Panes"));
    m_rail->setMovable(false);
    m_rail->setFloatable(false);
    m_rail->setContextMenuPolicy(Qt::PreventContextMenu);
    m_rail->setIconSize(QSize(size::kIconLarge, size::kIconLarge));
    addToolBar(QGuiApplication::isRightToLeft() ? Qt::RightToolBarArea : Qt::LeftToolBarArea, m_rail);
    m_rail->hide(); // until there is a pane
    setCentralWidget(m_documents);
    setStatusBar(m_status);
    m_start = new StartPage(parts.theme, parts.actions);
    m_documents->setHome(m_start);
    m_toasts = new ToastStack(parts.theme, *this, size::kStatusBar + space::kS);
    m_palette = new CommandPalette(parts.theme, parts.actions, *this);

    connect(m_top, &TopBar::paletteRequested, m_palette, &CommandPalette::open);
    connect(m_status, &StatusStrip::backendClicked, this, &MainWindow::connectionRequested);
    connect(m_status, &StatusStrip::runsClicked, this, [this] { showPane(QStringLiteral("runs")); });
    connect(m_status, &StatusStrip::problemsClicked, this, [this] { showPane(QStringLiteral("problems")); });
    connect(m_start, &StartPage::opened, this, &MainWindow::open);
    connect(m_documents, &DocumentArea::currentChanged, this, &MainWindow::updateCommands);
    connect(m_documents, &DocumentArea::stateChanged, this, &MainWindow::updateCommands);
    // A program that is killed finds its documents again, so each change is stored as it comes.
    connect(m_documents, &DocumentArea::currentChanged, this, &MainWindow::storeOpen);
    connect(m_documents, &DocumentArea::stateChanged, this, &MainWindow::storeOpen);
    connect(m_documents, &DocumentArea::openChanged, this, &MainWindow::storeOpen);
    connect(&parts.session, &StateFile::failed, this, [this](const QString &reason) {
        m_toasts->show({ToastMessage::Kind::Warning, reason, {}, {}});
    });
    connect(&parts.theme, &Theme::changed, this, [this] { update(); });
    updateCommands();
}

MainWindow::~MainWindow()
{
    // The tasks of a pane end while events are handled, and those must find the window and its panes whole.
    hide();
    for (auto *dock : m_layouts->docks()) {
        dock->dropContent();
    }
    delete m_layouts; // an arrangement that is still to be tidied has no docks any more
}

PaneDock *MainWindow::addPane(PaneSpec spec)
{
    const QString id = spec.id;
    const QString title = spec.title;
    const QString icon = spec.icon;
    auto *dock = m_layouts->add(new PaneDock(m_parts.theme, std::move(spec), this));
    auto *action = m_parts.actions.add({.id = QStringLiteral("pane.") + id, .text = title, .category = tr("Panes"), .icon = icon, .menu = QStringLiteral("panes"), .checkable = true},
                                       [this, id] { togglePane(id); });
    m_rail->addAction(action);
    m_rail->show();
    if (auto *button = qobject_cast<QToolButton *>(m_rail->widgetForAction(action))) {
        button->setAccessibleName(title);
        button->setFocusPolicy(Qt::TabFocus);
        button->setFixedSize(size::kControl + 4, size::kControl + 4);
    }
    connect(dock, &QDockWidget::visibilityChanged, action, [dock, action] { action->setChecked(!dock->isHidden()); });
    return dock;
}

void MainWindow::restoreSession()
{
    const auto bytes = [this](QLatin1String key) { return QByteArray::fromBase64(m_parts.session.value(key).toString().toLatin1()); };
    const QByteArray geometry = bytes(kGeometry);
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        const QSize room = screen()->availableGeometry().size();
        resize(std::min(1440, room.width() - 80), std::min(900, room.height() - 80));
    }
    const QByteArray arrangement = bytes(kArrangement);
    if (!m_parts.settings.isOn(QStringLiteral("window.restore")) || arrangement.isEmpty() || !m_layouts->restore(arrangement)) {
        m_layouts->applyDefault();
    }
    for (auto *dock : m_layouts->docks()) {
        if (auto *action = m_parts.actions.find(QStringLiteral("pane.") + dock->spec().id)) {
            action->setChecked(!dock->isHidden());
        }
    }
    m_documents->current()->setFocus(Qt::OtherFocusReason);
    if (m_parts.settings.isOn(QStringLiteral("window.restore")) && m_opener) {
        for (const auto &location : m_parts.session.value(kOpen).toArray()) {
            open(location.toString());
        }
        if (auto *current = m_documents->find(m_parts.session.value(kCurrent).toString())) {
            m_documents->setCurrent(current);
        }
    }
    m_isRestored = true;
}

void MainWindow::saveSession()
{
    m_parts.session.set(kGeometry, QString::fromLatin1(saveGeometry().toBase64()));
    m_parts.session.set(kArrangement, QString::fromLatin1(m_layouts->current().toBase64()));
    m_isRestored = true;
    storeOpen();
}

void MainWindow::storeOpen()
{
    if (!m_isRestored) {
        return;
    }
    QJsonArray open;
    for (const auto *document : m_documents->documents()) {
        if (!document->location().isEmpty()) {
            open << document->location();
        }
    }
    const QString current = m_documents->current() ? m_documents->current()->location() : QString();
    if (m_parts.session.value(kOpen).toArray() != open || m_parts.session.value(kCurrent).toString() != current) {
        m_parts.session.set(kOpen, open);
        m_parts.session.set(kCurrent, current);
    }
}

void MainWindow::setDocumentOpener(DocumentOpener opener)
{
    m_opener = std::move(opener);
}

bool MainWindow::open(const QString &location)
{
    if (auto *existing = m_documents->find(location)) {
        m_documents->setCurrent(existing);
        return true;
    }
    auto *document = m_opener ? m_opener(location) : nullptr;
    if (document) {
        m_documents->add(document);
    }
    return document != nullptr;
}

void MainWindow::add(Document *document)
{
    m_documents->add(document);
    document->setFocus(Qt::OtherFocusReason);
}

void MainWindow::showPane(const QString &id)
{
    auto *dock = m_layouts->find(id);
    if (!dock) {
        return;
    }
    dock->show();
    dock->raise();
    if (auto *content = dock->content()) {
        content->setFocus(Qt::OtherFocusReason);
    }
}

void MainWindow::togglePane(const QString &id)
{
    auto *dock = m_layouts->find(id);
    if (!m_layouts->isInFront(dock)) {
        showPane(id);
    } else {
        dock->hide();
    }
    m_parts.actions.find(QStringLiteral("pane.") + id)->setChecked(!dock->isHidden());
}

SettingsDialog &MainWindow::settingsDialog()
{
    if (!m_settingsDialog) {
        m_settingsDialog = new SettingsDialog(m_parts.theme, m_parts.settings, this);
        m_settingsDialog->addPage(QStringLiteral("shortcuts"), tr("Shortcuts"), QStringLiteral("keyboard"), tr("keys keyboard bindings commands"),
                                  new ShortcutPage(m_parts.theme, m_parts.actions));
        for (const auto &page : m_settingsPages) {
            m_settingsDialog->addPage(page.id, page.title, page.icon, page.words, page.create());
        }
    }
    return *m_settingsDialog;
}

void MainWindow::addSettingsPage(const SettingsPageSpec &page)
{
    m_settingsPages.push_back(page);
    if (m_settingsDialog) {
        m_settingsDialog->addPage(page.id, page.title, page.icon, page.words, page.create());
    }
    m_parts.actions.add({.id = QStringLiteral("settings.") + page.id, .text = page.command, .category = tr("File"), .icon = page.icon}, [this, id = page.id] { showSettings(id); });
}

void MainWindow::showSettings(const QString &page)
{
    auto &dialog = settingsDialog();
    if (!page.isEmpty()) {
        dialog.showPage(page);
    }
    dialog.show();
    dialog.raise();
    dialog.activateWindow();
}

ConnectionDialog *MainWindow::showConnection(const ConnectionChoice &current)
{
    auto *dialog = new ConnectionDialog(m_parts.theme, current, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(true);
    dialog->show();
    return dialog;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    for (auto *document : m_documents->documents()) {
        if (!document->mayClose()) {
            m_documents->setCurrent(document); // it says why
            event->ignore();
            return;
        }
    }
    saveSession();
    Q_EMIT closing();
    event->accept();
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), m_parts.theme.color(Role::Window));
    if (!std::exchange(m_painted, true)) {
        QMetaObject::invokeMethod(this, &MainWindow::firstPainted, Qt::QueuedConnection);
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const auto &url : event->mimeData()->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    if (!paths.isEmpty()) {
        event->acceptProposedAction();
        Q_EMIT filesChosen(paths);
    }
}

bool MainWindow::event(QEvent *event)
{
    // What a screen reader is told about a command is in its button; the line below is for what was done.
    if (event->type() == QEvent::StatusTip) {
        return true;
    }
    return QMainWindow::event(event);
}

void MainWindow::stepFocus(int by)
{
    QList<QWidget *> stops{m_documents};
    for (auto *dock : m_layouts->docks()) {
        if (m_layouts->isInFront(dock)) {
            stops << dock;
        }
    }
    stops << m_rail << m_top << m_status;
    const QWidget *focused = QApplication::focusWidget();
    qsizetype at = 0;
    for (qsizetype i = 0; i < stops.size(); ++i) {
        if (focused && (stops[i] == focused || stops[i]->isAncestorOf(focused))) {
            at = i;
        }
    }
    // A stop without anything that takes the focus is passed over.
    for (qsizetype tried = 0; tried < stops.size(); ++tried) {
        at = (at + by + stops.size()) % stops.size();
        QWidget *stop = stops[at];
        QWidget *target = stop == m_documents ? static_cast<QWidget *>(m_documents->current()) : qobject_cast<PaneDock *>(stop) ? static_cast<PaneDock *>(stop)->content() : stop;
        if (target && target->focusPolicy() == Qt::NoFocus) {
            for (auto *child : target->findChildren<QWidget *>()) {
                if (child->isVisibleTo(target) && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus)) {
                    target = child;
                    break;
                }
            }
        }
        if (target && target->focusPolicy() != Qt::NoFocus) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace signalbox::ui
