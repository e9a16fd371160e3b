// SPDX-License-Identifier: GPL-3.0-or-later
// How the document is put together, and what of a run it shows.
#include "ui/flow/flow_document.h"

#include "base/uuid.h"
#include "drafts/draft_store.h"
#include "ui/canvas/find_bar.h"
#include "ui/flow/diff_view.h"
#include "ui/flow/document_footer.h"
#include "ui/flow/document_menu.h"
#include "ui/flow/replay_bar.h"
#include "ui/flow/result_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/pane_tools.h"
#include "ui/words/words.h"

#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace signalbox::ui {

namespace {

constexpr int kValidateMs = 100;
constexpr int kTotalsMs = 200;
constexpr int kDrawerExtent = 240;
constexpr std::size_t kAtOnce = 4000; ///< nodes and edges that are looked at in a turn
constexpr std::size_t kMostHelpBytes = 1 << 16;
constexpr qsizetype kMostHelp = 600;

} // namespace

QString FlowDocument::newLocation()
{
    return QStringLiteral("new:") + qt(newUuid());
}

FlowDocument::FlowDocument(Workbench &bench, const QString &location, QWidget *parent)
    : Document(parent)
    , m_bench(bench)
    , m_location(location)
    , m_banner(new Banner(bench.theme()))
    , m_answers(new Banner(bench.theme()))
    , m_pane(new canvas::CanvasPane(bench.theme()))
    , m_canvas(&m_pane->view())
    , m_drawer(new QWidget)
    , m_result(new ResultView(bench.theme()))
    , m_footer(new DocumentFooter(bench.theme()))
    , m_run(bench)
    , m_search(bench)
{
    buildWidgets();
    m_validateTimer.setSingleShot(true);
    m_validateTimer.setInterval(kValidateMs);
    connect(&m_validateTimer, &QTimer::timeout, this, &FlowDocument::validate);
    m_pictureTimer.setSingleShot(true);
    connect(&m_pictureTimer, &QTimer::timeout, this, &FlowDocument::lookAtRun);
    m_totalsTimer.setSingleShot(true);
    m_totalsTimer.setInterval(kTotalsMs);
    connect(&m_totalsTimer, &QTimer::timeout, this, [this] {
        if (m_editor) {
            readTotals();
            showRun();
        }
    });
    m_resultTimer.setSingleShot(true);
    connect(&m_resultTimer, &QTimer::timeout, this, &FlowDocument::readShown);
    const auto renewResult = [this] {
        if (m_drawerShown == Drawer::Result) {
            showResult();
        }
    };
    connect(&m_run, &RunFollower::progressed, this, [this, renewResult] {
        takeCosts();
        showRun();
        renewResult();
    });
    connect(&m_run, &RunFollower::stateChanged, this, [this, renewResult] {
        if (!m_replayOf.empty() && (m_run.id() != m_replayOf || !canReplay())) {
            endReplay();
        }
        updateFooter();
        showPaused();
        showAnswers();
        sayWhatIsGone();
        renewResult();
        Q_EMIT commandsChanged();
    });
    connect(&m_run, &RunFollower::ended, this, [this] {
        showRun();
        showResult();
        askForecast();
        Q_EMIT m_bench.announced(tr("%1: %2").arg(title(), stateText(stateOf(m_run.state()))));
        if (m_run.state() != api::RunState::Cancelled) {
            showDrawer(Drawer::Result);
        }
    });
    connect(&m_run, &RunFollower::started, this, [this] { Q_EMIT m_bench.announced(tr("%1 runs").arg(title())); });
    connect(&m_run, &RunFollower::failed, this, &FlowDocument::onRunFailed);
    connect(&bench.link(), &BackendLink::changed, this, &FlowDocument::load);
    connect(&bench.link(), &BackendLink::stateChanged, this, [this] {
        if (m_bench.link().isConnected()) {
            load();
        }
    });
    connect(this, &FlowDocument::flushRequested, m_canvas, &canvas::CanvasView::commitText);
    setFocusProxy(m_canvas);
    load();
}

FlowDocument::~FlowDocument()
{
    m_resultReading.request_stop();
    if (m_diff) {
        m_diff->stop();
    }
    m_pane->setEditor(nullptr);
}

void FlowDocument::buildWidgets()
{
    m_canvas->setAccessibleName(tr("Flow"));
    auto *close = new QToolButton;
    close->setIcon(m_bench.theme().icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close the drawer"));
    connect(close, &QToolButton::clicked, this, [this] { showDrawer(Drawer::Closed); });
    auto *side = new QVBoxLayout;
    side->setContentsMargins(0, space::kS, space::kS, 0);
    side->addWidget(close);
    side->addStretch(1);
    auto *drawer = new QHBoxLayout(m_drawer);
    drawer->setContentsMargins(0, 0, 0, 0);
    drawer->setSpacing(0);
    drawer->addWidget(m_result, 1);
    drawer->addLayout(side);
    m_drawer->setAutoFillBackground(true);
    m_drawer->setBackgroundRole(QPalette::Base);
    keepEditKeys(m_drawer);
    m_drawer->hide();
    auto *parts = m_parts = new QSplitter(Qt::Vertical);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_pane);
    parts->addWidget(m_drawer);
    parts->setStretchFactor(0, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_answers);
    layout->addWidget(parts, 1);
    layout->addWidget(m_footer);
    connect(m_banner, &Banner::chosen, this, &FlowDocument::onBannerChosen);
    m_answers->hide();
    connect(m_answers, &Banner::chosen, this, [this](int button) {
        if (button == 0) {
            Q_EMIT m_bench.modelWanted();
        } else {
            m_answers->hide();
            m_canvas->setFocus(Qt::OtherFocusReason);
        }
    });
    connect(m_footer, &DocumentFooter::resultRequested, this, [this] {
        if (m_resultFailed) {
            m_resultOf.clear(); // it is tried again
        }
        showResult();
        showDrawer(m_drawerShown == Drawer::Result ? Drawer::Closed : Drawer::Result);
    });
    connect(m_footer, &DocumentFooter::zoomIn, m_canvas, &canvas::CanvasView::zoomIn);
    connect(m_footer, &DocumentFooter::zoomOut, m_canvas, &canvas::CanvasView::zoomOut);
    connect(m_footer, &DocumentFooter::zoomActual, m_canvas, &canvas::CanvasView::zoomActual);
    connect(m_footer, &DocumentFooter::zoomFit, m_canvas, &canvas::CanvasView::zoomToFit);
    connect(m_canvas, &canvas::CanvasView::viewChanged, this, [this] { m_footer->setZoom(m_canvas->zoom()); });
    connect(m_canvas, &canvas::CanvasView::selectionChanged, this, [this] {
        if (m_drawerShown == Drawer::Result) {
            showResult();
        }
        Q_EMIT selectionChanged();
        Q_EMIT commandsChanged();
    });
    connect(m_canvas, &canvas::CanvasView::contextMenuRequested, this, [this](const QPoint &at) { makeCanvasMenu(*this)->popup(at); });
    connect(m_canvas, &canvas::CanvasView::edgeActivated, this, &FlowDocument::settingsRequested);
    connect(m_canvas, &canvas::CanvasView::announced, &m_bench, &Workbench::announced);
    connect(m_canvas, &canvas::CanvasView::refused, this, [this](const QString &text) { m_bench.say(ToastMessage::Kind::Warning, text); });
    connect(&m_pane->findBar(), &canvas::FindBar::dataWanted, this, &FlowDocument::findInData);
    connect(&m_search, &RunSearch::found, this, &FlowDocument::showFound);
    m_canvas->setDataOf([this](const std::string &node) { return lastDataOf(node); });
    const auto &look = m_bench.look();
    m_pane->setMinimapVisible(look.minimap);
    m_canvas->setSnapping(look.snapping);
    connect(&m_bench, &Workbench::lookChanged, this, [this] {
        m_pane->setMinimapVisible(m_bench.look().minimap);
        m_canvas->setSnapping(m_bench.look().snapping);
    });
}

QString FlowDocument::title() const
{
    if (m_editor && m_editor->root().is_object()) {
        const auto &root = m_editor->root().get_object();
        const auto name = json::text(root, "name");
        return name.empty() ? qt(json::text(root, "id", "flow")) : qt(name);
    }
    const auto colon = m_location.indexOf(u':');
    return m_location.startsWith(QLatin1String("new:")) ? tr("New flow") : m_location.mid(colon + 1).section(u'/', -1);
}

bool FlowDocument::isModified() const
{
    return m_editor && m_editor->history().revision() != m_savedHistory;
}

void FlowDocument::onEdited(const canvas::ChangeSet &changes)
{
    m_isPictured = m_isPictured && !changes.structure;
    for (const auto &id : changes.edited) {
        if (const auto *node = m_isPictured ? m_editor->node(id) : nullptr) {
            m_picture.renewNode(*node);
        }
    }
    keepDraft();
    // Names in titles and the mark of what is not saved.
    Q_EMIT titleChanged();
    Q_EMIT commandsChanged();
    Q_EMIT edited();
    m_validateTimer.start();
}

void FlowDocument::goTo(std::string_view pointer, Focus focus)
{
    if (m_editor) {
        goTo(placeOf(m_editor->root(), pointer), focus);
    }
}

void FlowDocument::goTo(const FlowPlace &place, Focus focus)
{
    if (!m_editor) {
        return;
    }
    if (place.scope != m_editor->scope()) {
        m_editor->setScope(place.scope);
    }
    if (!place.node.empty()) {
        m_canvas->goToNode(place.node);
    } else if (!place.edgeKey.empty() && !m_canvas->goToEdge(place.edgeKey, *place.edge)) {
        if (const auto *edge = m_editor->edge(*place.edge)) {
            m_canvas->goToNode(std::string(json::text(*edge, m_editor->node(json::text(*edge, "from")) ? "from" : "to")));
        }
    }
    if (focus == Focus::Moves) {
        m_canvas->setFocus(Qt::OtherFocusReason);
    }
}

void FlowDocument::showDrawer(Drawer drawer)
{
    const bool opens = m_drawerShown == Drawer::Closed && drawer != Drawer::Closed;
    m_drawerShown = drawer;
    m_drawer->setVisible(drawer != Drawer::Closed);
    if (opens && !m_drawerWasSized) {
        // The canvas keeps the greater part; what a person makes of it later stays.
        m_drawerWasSized = true;
        const int extent = std::clamp(m_parts->height() / 3, 120, kDrawerExtent);
        m_parts->setSizes({std::max(1, m_parts->height() - extent), extent});
    }
}

std::vector<std::string> FlowDocument::runPrefixes() const
{
    const auto &scope = m_editor->scope();
    std::string prefix;
    for (std::size_t i = 0; i + 1 < scope.size(); i += 2) {
        if (scope[i] == "body") {
            prefix += scope[i + 1] + "/";
            continue;
        }
        // A flow of the file stands wherever a node of the flow runs it.
        std::vector<std::string> prefixes;
        if (const auto *nodes = json::find(m_editor->root(), "nodes"); nodes && nodes->is_array()) {
            for (const auto &node : nodes->get_array()) {
                const auto *config = json::find(node, "config");
                if (config && config->is_object() && json::text(config->get_object(), "flow") == scope[i + 1]) {
                    prefixes.push_back(std::string(json::text(node.get_object(), "id")) + "/");
                }
            }
        }
        if (i + 2 >= scope.size() && !prefixes.empty()) {
            return prefixes;
        }
        prefix = prefixes.empty() ? scope[i + 1] + "/" : prefixes.front();
    }
    return {prefix};
}

std::string FlowDocument::stepPathOf(const std::string &node) const
{
    const auto prefixes = runPrefixes();
    for (const auto &prefix : prefixes) {
        if (const auto *step = shownOverlay().stepAt(prefix + node)) {
            return step->path;
        }
    }
    return prefixes.front() + node;
}

// What changed is looked at, so much in a turn that the window stays at hand.
void FlowDocument::showRun()
{
    if (!m_editor) {
        return;
    }
    const auto touched = isReplaying() ? m_replay->track()->overlay().takeTouched() : m_run.takeTouched();
    m_picture.touch(touched);
    if ((!touched || !touched->empty()) && !m_totalsTimer.isActive()) {
        m_totalsTimer.start();
    }
    lookAtRun();
}

void FlowDocument::lookAtRun()
{
    if (!m_editor) {
        return;
    }
    if (shownOverlay().isEmpty() && m_picture.size() == 0) {
        updateFooter();
        return;
    }
    if (!std::exchange(m_isPictured, true)) {
        m_picture.setGraph(m_editor->graph(), runPrefixes());
        if (m_picture.size() > kAtOnce) {
            m_pictureTimer.start(); // that was enough for a turn
            return;
        }
    }
    m_canvas->changeRun(m_picture.look(shownOverlay(), kAtOnce));
    if (m_picture.isPending()) {
        m_pictureTimer.start();
    }
    updateFooter();
}

void FlowDocument::readTotals()
{
    if (isReplaying()) {
        m_replay->track()->overlay().readTotals(m_editor->root());
    } else {
        m_run.readTotals(m_editor->root());
    }
}

// Another run, or the same at another time.
void FlowDocument::showWholeRun()
{
    if (m_editor) {
        m_picture.touch(std::nullopt);
        readTotals();
        showRun();
    }
}

void FlowDocument::updateFooter()
{
    if (!m_run.hasRun()) {
        m_footer->setRun(State::Idle, {});
        return;
    }
    const auto state = m_run.isStarting() ? State::Queued : stateOf(m_run.state());
    const QString time = canvas::shortDuration(m_run.elapsedMs());
    if (m_run.isPaused()) {
        m_footer->setRun(State::Waiting, m_pausedBefore.isEmpty() ? tr("Paused") : tr("Paused before %1").arg(m_pausedBefore));
        return;
    }
    QString text = m_run.isLost() ? tr("Not in reach, trying again") : m_run.isUnderWay() ? tr("%n steps", nullptr, static_cast<int>(m_run.view().steps)) : tr("Result, %1").arg(time);
    if (!m_run.isUnderWay() && !m_run.isLost() && m_run.overlay().known() != RunOverlay::Known::All) {
        text = m_run.overlay().known() == RunOverlay::Known::Growing ? tr("%1; its steps are being read").arg(text) : tr("%1; not all of its steps are shown").arg(text);
    }
    m_footer->setRun(state, text);
}

QString FlowDocument::lastDataOf(const std::string &node) const
{
    const api::StepView *step = nullptr;
    for (const auto &prefix : m_editor && m_run.hasRun() ? runPrefixes() : std::vector<std::string>()) {
        step = step ? step : shownOverlay().stepAt(prefix + node);
    }
    if (!step || step->output.is_null()) {
        return {};
    }
    if (const auto bytes = runs::payloadBytes(step->output); bytes > 0) {
        return tr("%1 of data; select the node to see them").arg(QLocale().formattedDataSize(bytes));
    }
    // Of what is large only the beginning is written.
    if (json::approximateSize(step->output) > kMostHelpBytes) {
        return tr("%1 of data; select the node to see them").arg(QLocale().formattedDataSize(static_cast<qint64>(json::approximateSize(step->output))));
    }
    const QString text = qt(json::writePretty(step->output));
    return text.size() > kMostHelp ? text.left(kMostHelp) + u'…' : text;
}

void FlowDocument::findInData(const QString &text)
{
    if (text.isEmpty() || !m_editor || !m_run.hasRun() || m_run.isStarting()) {
        m_search.cancel();
    } else {
        m_search.start(m_run.id(), text);
    }
}

// What stands inside of a body is found on the node that has the body.
void FlowDocument::showFound(const QString &text, const RunFindings &findings)
{
    if (!m_editor) {
        return;
    }
    std::vector<canvas::DataHit> hits;
    std::set<std::string> seen;
    for (const auto &prefix : runPrefixes()) {
        for (const auto &[path, excerpt] : findings.places) {
            if (path.starts_with(prefix)) {
                auto node = path.substr(prefix.size(), path.find('/', prefix.size()) - prefix.size());
                if (seen.insert(node).second) {
                    hits.push_back({std::move(node), excerpt});
                }
            }
        }
    }
    m_pane->findBar().setDataHits(text, std::move(hits), findings.isWhole ? canvas::FindBar::Extent::All : canvas::FindBar::Extent::Part);
}

void FlowDocument::onRunFailed(const QString &text, const QString &code)
{
    m_bench.say(ToastMessage::Kind::Danger, text);
    if (code == QLatin1String("flow.invalid")) {
        validate();
        Q_EMIT problemsRequested();
    }
}

} // namespace signalbox::ui
