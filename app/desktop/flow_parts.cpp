// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/flow_parts.h"

#include "session/session.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/document_area.h"
#include "ui/shell/settings.h"
#include "ui/shell/top_bar.h"

#include <QDateTime>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace signalbox::desktop {

using namespace ui;

namespace {

constexpr QLatin1String kMinimap("canvas.minimap");
constexpr QLatin1String kSnapping("canvas.snapping");

// What a draft is of, as documents are opened.
QString locationOf(const std::string &flow)
{
    static const QStringList kinds = {QStringLiteral("new"), QStringLiteral("sample"), QStringLiteral("file")};
    const QString key = QString::fromStdString(flow);
    return kinds.contains(key.section(u':', 0, 0)) ? key : QStringLiteral("flow:") + key;
}

} // namespace

FlowParts::FlowParts(MainWindow &window, const ShellParts &parts, BackendLink &link, const QString &stateFolder, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_parts(parts)
    , m_drafts(stateFolder.toStdString() + "/drafts")
    , m_bench(parts.theme, link)
    , m_samples(session::defaultSamplesFolder(), m_bench.worker())
{
    m_bench.setDrafts(&m_drafts);
    m_bench.setRunPlaces([this](std::string flow, std::stop_token stop) { return m_samples.prepare(std::move(flow), std::move(stop)); });
    m_bench.setAnswersOf([this](const std::string &flow) { return m_samples.hasAnswers(flow); });
    window.setDocumentOpener([this](const QString &location) -> Document * {
        static const QStringList kinds = {QStringLiteral("flow"), QStringLiteral("sample"), QStringLiteral("file"), QStringLiteral("new")};
        return kinds.contains(location.section(u':', 0, 0)) ? new FlowDocument(m_bench, location) : nullptr;
    });
    m_bench.setActions(&parts.actions);
    m_bench.setMemory(&parts.session);
    addPanes();
    addLooks();
    connect(&window.documents(), &DocumentArea::openChanged, this, &FlowParts::findUnsaved);
    connect(&link, &BackendLink::changed, this, &FlowParts::findUnsaved);
    connect(&window.startPage(), &StartPage::discarded, this, &FlowParts::discard);
    connect(&window, &MainWindow::newFlowRequested, this, [this] { m_window.open(FlowDocument::newLocation()); });
    connect(&window.documents(), &DocumentArea::currentChanged, this, &FlowParts::becameCurrent);
    connect(&window.documents(), &DocumentArea::stateChanged, this, &FlowParts::showRunning);
    connect(&m_bench, &Workbench::said, this, [this](const ToastMessage &message) { m_window.toasts().show(message); });
    connect(&m_bench, &Workbench::announced, this, [this](const QString &text) { m_window.status().announce(text); });
    connect(&window.status(), &StatusStrip::pausedClicked, this, [this] {
        if (m_current) {
            m_current->showNext();
        }
    });
    connect(&m_bench, &Workbench::openRequested, this, [this](const QString &location) { m_window.open(location); });
}

void FlowParts::setDataFolder(const std::string &folder)
{
    m_samples.setDataFolder(folder);
    m_bench.setFilesFolder(folder.empty() ? QString() : QString::fromStdString(folder) + QStringLiteral("/files"));
}

void FlowParts::addPanes()
{
    m_window.addPane({.id = QStringLiteral("nodes"), .title = tr("Nodes"), .icon = QStringLiteral("add"), .area = PaneArea::Start, .shown = false, .extent = 260, .create = [this](QWidget *parent_) -> QWidget * {
                        m_nodes = new NodesPane(m_bench.theme(), parent_);
                        m_nodes->setDocument(m_current);
                        return m_nodes;
                    }});
    m_window.addPane({.id = QStringLiteral("spec"), .title = tr("Specification"), .icon = QStringLiteral("spec"), .area = PaneArea::End, .tabbedWith = QStringLiteral("inspector"), .extent = 340, .create = [this](QWidget *parent_) -> QWidget * {
                        m_spec = new SpecPane(m_bench, parent_);
                        m_spec->setDocument(m_current);
                        return m_spec;
                    }});
    m_window.addPane({.id = QStringLiteral("inspector"), .title = tr("Inspector"), .icon = QStringLiteral("inspector"), .area = PaneArea::End, .extent = 330, .create = [this](QWidget *parent_) -> QWidget * {
                        m_inspector = new Inspector(m_bench.theme(), parent_);
                        m_inspector->setDocument(m_current);
                        return m_inspector;
                    }});
    m_window.addPane({.id = QStringLiteral("history"), .title = tr("History"), .icon = QStringLiteral("history"), .area = PaneArea::End, .shown = false, .tabbedWith = QStringLiteral("inspector"), .extent = 330, .create = [this](QWidget *parent_) -> QWidget * {
                        m_history = new HistoryPane(m_bench.theme(), parent_);
                        m_history->setDocument(m_current);
                        return m_history;
                    }});
    m_window.addPane({.id = QStringLiteral("problems"), .title = tr("Problems"), .icon = QStringLiteral("problems"), .area = PaneArea::Bottom, .shown = false, .tabbedWith = QStringLiteral("events"), .extent = 220, .create = [this](QWidget *parent_) -> QWidget * {
                        m_problems = new ProblemsPane(m_bench.theme(), parent_);
                        m_problems->setDocument(m_current);
                        return m_problems;
                    }});
}

void FlowParts::addLooks()
{
    const QString page = tr("Canvas");
    m_parts.settings.declare({.id = kMinimap, .page = page, .title = tr("Overview"), .description = tr("The whole flow, small, in a corner of the canvas."), .kind = SettingSpec::Kind::Switch, .standard = true, .options = {}});
    m_parts.settings.declare({.id = kSnapping, .page = page, .title = tr("Snapping"), .description = tr("What is moved keeps to the grid and to its neighbours."), .kind = SettingSpec::Kind::Switch, .standard = true, .options = {}});
    const auto add = [this](const QString &setting, const char *id, const QString &text, const char *icon, const QList<QKeySequence> &keys) {
        auto *action = m_parts.actions.add({.id = QString::fromLatin1(id), .text = text, .category = tr("View"), .icon = QString::fromLatin1(icon), .shortcuts = keys, .menu = QStringLiteral("view"), .group = 2, .checkable = true},
                                           [this, setting] { m_parts.settings.set(setting, !m_parts.settings.isOn(setting)); });
        action->setChecked(m_parts.settings.isOn(setting));
        connect(&m_parts.settings, &Settings::changed, action, [this, action, setting] { action->setChecked(m_parts.settings.isOn(setting)); });
    };
    add(kMinimap, "view.minimap", tr("O&verview"), "minimap", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)});
    add(kSnapping, "view.snapping", tr("S&nap to grid and neighbours"), "", {});
    const auto apply = [this] { m_bench.setLook({m_parts.settings.isOn(kMinimap), m_parts.settings.isOn(kSnapping)}); };
    apply();
    connect(&m_parts.settings, &Settings::changed, this, [apply](const QString &id) {
        if (id == kMinimap || id == kSnapping) {
            apply();
        }
    });
}

void FlowParts::findUnsaved()
{
    m_listsAgain = true;
    if (!m_isListing && m_bench.link().client()) {
        m_isListing = true;
        m_scope.start([this](std::stop_token stop) { return listUnsaved(stop); });
    }
}

Task<void> FlowParts::listUnsaved(std::stop_token stop)
{
    while (std::exchange(m_listsAgain, false)) {
        const std::string backend = m_bench.link().title().toStdString();
        const auto read = [store = &m_drafts] { return store->list(); };
        const auto drafts = co_await runOn(m_bench.worker(), read);
        if (stop.stop_requested()) {
            co_return;
        }
        QList<StartItem> items;
        for (const auto &draft : drafts) {
            const QString location = locationOf(draft.key.flow);
            if (draft.key.backend != backend || draft.edits == 0 || m_window.documents().find(location)) {
                continue;
            }
            const QString detail = tr("%n changes that are not saved", nullptr, static_cast<int>(draft.edits));
            const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(draft.changedAt), QLocale::ShortFormat);
            items.push_back({location, draft.title.empty() ? QString::fromStdString(draft.key.flow) : QString::fromStdString(draft.title), detail, when});
        }
        m_window.startPage().setUnsaved(items);
    }
    m_isListing = false;
}

void FlowParts::discard(const QString &location, const QString &title)
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Discard unsaved work"), tr("Discard what was changed in “%1” and not saved? It cannot be brought back.").arg(title), QMessageBox::Cancel, &m_window);
    auto *yes = question->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(yes, &QAbstractButton::clicked, this, [this, location] {
        const std::string flow = (location.startsWith(QLatin1String("flow:")) ? location.mid(5) : location).toStdString();
        if (auto gone = m_drafts.discard({m_bench.link().title().toStdString(), flow}); !gone) {
            m_bench.say(ToastMessage::Kind::Warning, textOf(gone.error()));
        }
        findUnsaved();
    });
    question->open();
}

void FlowParts::becameCurrent(Document *document)
{
    auto *flow = qobject_cast<FlowDocument *>(document);
    if (flow != m_current) {
        if (m_current) {
            disconnect(&m_current->canvas(), nullptr, this, nullptr);
            disconnect(m_current, nullptr, this, nullptr);
        }
        m_current = flow;
        if (flow) {
            // Enter on a node leads to its settings.
            connect(&flow->canvas(), &canvas::CanvasView::nodeActivated, this, [this] { m_window.showPane(QStringLiteral("inspector")); });
            connect(flow, &FlowDocument::settingsRequested, this, [this] { m_window.showPane(QStringLiteral("inspector")); });
            connect(flow, &FlowDocument::textRequested, this, [this] { m_window.showPane(QStringLiteral("spec")); });
            connect(flow, &FlowDocument::problemsRequested, this, [this] { m_window.showPane(QStringLiteral("problems")); });
            connect(flow, &FlowDocument::problemsChanged, this, &FlowParts::showProblems);
            connect(flow, &FlowDocument::pausedChanged, this, &FlowParts::showRunning);
        }
        if (m_inspector) {
            m_inspector->setDocument(flow);
        }
        if (m_spec) {
            m_spec->setDocument(flow);
        }
        if (m_problems) {
            m_problems->setDocument(flow);
        }
        if (m_history) {
            m_history->setDocument(flow);
        }
        if (m_nodes) {
            m_nodes->setDocument(flow);
        }
    }
    showProblems();
    showRunning();
}

void FlowParts::showProblems()
{
    if (m_current) {
        const auto counts = m_current->problemCounts();
        m_window.status().setProblems(counts.errors, counts.warnings);
    } else {
        m_window.status().clearProblems();
    }
}

void FlowParts::showRunning()
{
    const bool runs = m_current && m_current->run().isUnderWay();
    m_window.topBar().setRunning(!runs ? TopBar::Running::No : m_current->run().isPaused() ? TopBar::Running::Paused : TopBar::Running::Yes);
    m_window.status().setPaused(m_current ? m_current->pausedText() : QString());
}

} // namespace signalbox::desktop
