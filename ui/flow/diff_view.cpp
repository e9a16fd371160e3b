// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/diff_view.h"

#include "api/flow_calls.h"
#include "ui/flow/change_text.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace signalbox::ui {

namespace {

constexpr int kListWidth = 320;
constexpr int kRefreshMs = 200;
constexpr double kAround = 160; ///< what is shown around a change

QIcon iconOf(const Theme &theme, flow::ChangeKind kind)
{
    static constexpr std::array kIcons = {"add", "delete", "edit", "jump"};
    return theme.icon(QString::fromLatin1(kIcons[static_cast<std::size_t>(kind)]), canvas::roleOf(kind));
}

std::optional<QRectF> rectOf(const json::Value &graph, std::string_view kind, const std::string &id, QSizeF size)
{
    const auto *layout = json::find(graph, "layout");
    const auto *places = layout ? json::find(*layout, kind) : nullptr;
    const auto *place = places ? json::find(*places, id) : nullptr;
    const auto *numbers = place ? place->if_array() : nullptr;
    if (!numbers || numbers->size() < 2 || !(*numbers)[0].is_number() || !(*numbers)[1].is_number()) {
        return std::nullopt;
    }
    const QPointF corner((*numbers)[0].to_number<double>(), (*numbers)[1].to_number<double>());
    if (size.isEmpty() && numbers->size() >= 4 && (*numbers)[2].is_number() && (*numbers)[3].is_number()) {
        size = {(*numbers)[2].to_number<double>(), (*numbers)[3].to_number<double>()};
    }
    return QRectF(corner, size);
}

} // namespace

struct DiffView::Found
{
    std::shared_ptr<const std::string> text;
    std::shared_ptr<const std::string> other; ///< what is compared with it; null: the flow
    std::shared_ptr<const json::Value> before;
    std::vector<flow::Change> changes;
    std::optional<flow::EditHistory> both; ///< the flow with what was removed from it put in again
    std::optional<Error> error;
};

DiffView::DiffView(Workbench &bench, QWidget *parent)
    : QWidget(parent), m_bench(bench), m_canvas(new canvas::CanvasView(bench.theme())), m_title(new ElidedLabel(bench.theme(), {}, TextStyle::Strong)), m_versions(new QComboBox), m_others(new QComboBox), m_list(new QListView),
      m_model(new QStandardItemModel(this)), m_take(new QPushButton(tr("&Take back")))
{
    setAccessibleName(tr("Versions compared"));
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &DiffView::refresh);
    m_canvas->setReadOnly(true);
    m_canvas->setAccessibleName(tr("Both versions of the flow"));
    m_versions->setAccessibleName(tr("Version to compare with"));
    m_versions->setToolTip(m_versions->accessibleName());
    m_others->setAccessibleName(tr("What is compared with it"));
    m_others->setToolTip(m_others->accessibleName());
    for (auto *each : {m_versions, m_others}) {
        each->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        each->setMinimumContentsLength(20);
    }
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(bench.theme(), RowDelegate::Lines::Two, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Changes"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setUniformItemSizes(true);
    m_previous = paneAction(bench.theme(), this, QStringLiteral("chevron-up"), tr("Previous change"), QKeySequence(Qt::SHIFT | Qt::Key_F8));
    m_next = paneAction(bench.theme(), this, QStringLiteral("chevron-down"), tr("Next change"), QKeySequence(Qt::Key_F8));
    auto *close = paneAction(bench.theme(), this, QStringLiteral("close"), tr("Back to editing"), QKeySequence(Qt::Key_Escape));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    head->setSpacing(space::kM);
    head->addWidget(m_title, 1);
    head->addWidget(m_versions);
    head->addWidget(m_others);
    head->addWidget(actionButton(m_previous));
    head->addWidget(actionButton(m_next));
    head->addWidget(actionButton(close));
    auto *side = new QWidget;
    side->setAutoFillBackground(true);
    side->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, space::kM);
    column->setSpacing(space::kS);
    column->addWidget(m_list, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::kM, 0, space::kM, 0);
    foot->addWidget(m_take, 0, Qt::AlignLeading);
    column->addLayout(foot);
    auto *parts = new QSplitter(Qt::Horizontal);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_canvas);
    parts->addWidget(side);
    parts->setStretchFactor(0, 1);
    parts->setSizes({1000, kListWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(parts, 1);
    setFocusProxy(m_list);
    keepEditKeys(side);
    connect(m_previous, &QAction::triggered, this, [this] { step(-1); });
    connect(m_next, &QAction::triggered, this, [this] { step(1); });
    connect(close, &QAction::triggered, this, &DiffView::closed);
    connect(m_take, &QPushButton::clicked, this, &DiffView::takeBack);
    connect(m_versions, &QComboBox::activated, this, [this](int index) { compareWith(m_versions->itemData(index).toLongLong()); });
    connect(m_others, &QComboBox::activated, this, [this](int index) {
        const auto version = m_others->itemData(index).toLongLong();
        compareVersion(version < 0 ? std::nullopt : std::optional<std::int64_t>(version));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DiffView::updateButtons);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) { goTo(index.row()); });
}

DiffView::~DiffView()
{
    m_canvas->setEditor(nullptr);
}

void DiffView::start(const std::string &flow, canvas::FlowEditor *mine, Reading reading)
{
    stop();
    m_flow = flow;
    m_mine = mine;
    m_reading = std::move(reading);
    connect(mine, &canvas::FlowEditor::changed, &m_refresh, qOverload<>(&QTimer::start));
    connect(mine, &canvas::FlowEditor::changed, this, &DiffView::updateButtons);
    m_title->setText(tr("Reading the versions…"));
    m_scope.start([this](std::stop_token stop) { return readVersions(stop); });
}

void DiffView::stop()
{
    m_scope.renew();
    m_refresh.stop();
    if (m_mine) {
        disconnect(m_mine, nullptr, &m_refresh, nullptr);
        disconnect(m_mine, nullptr, this, nullptr);
    }
    m_mine = nullptr;
    m_isComparing = false;
    m_text.reset();
    m_other.reset();
    m_otherText.reset();
    m_before.reset();
    m_revision = ~std::uint64_t(0);
    m_changes.clear();
    m_model->clear();
    m_canvas->setChanges({});
    m_canvas->setEditor(nullptr);
    m_both.reset();
    updateButtons();
}

QString DiffView::versionName(std::int64_t version)
{
    return version == 0 ? tr("what was saved last") : tr("version %1").arg(version);
}

Task<void> DiffView::readVersions(std::stop_token stop)
{
    api::FlowId asked{m_flow};
    auto draft = co_await m_bench.call<api::FlowsGet>(std::move(asked), stop);
    api::FlowId alsoAsked{m_flow};
    auto list = co_await m_bench.call<api::FlowsVersions>(std::move(alsoAsked), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!draft || !list) {
        m_title->setText(textOf(draft ? list.error() : draft.error()));
        co_return;
    }
    m_versions->clear();
    m_others->clear();
    m_others->addItem(tr("As it stands here"), -1);
    for (auto *each : {m_versions, m_others}) {
        each->addItem(tr("What was saved last"), 0);
    }
    for (auto version = list->versions.rbegin(); version != list->versions.rend(); ++version) {
        const QString name = version->number == draft->live ? tr("Version %1 (live)").arg(version->number) : tr("Version %1").arg(version->number);
        for (auto *each : {m_versions, m_others}) {
            each->addItem(version->note.empty() ? name : name + QStringLiteral(" – ") + qt(version->note), static_cast<qlonglong>(version->number));
        }
    }
    compareWith(draft->live);
}

void DiffView::compareWith(std::int64_t version)
{
    m_version = version;
    m_text.reset();
    m_versions->setCurrentIndex(std::max(0, m_versions->findData(static_cast<qlonglong>(version))));
    compareAnew();
}

void DiffView::compareVersion(std::optional<std::int64_t> version)
{
    m_other = version;
    m_otherText.reset();
    m_revision = ~std::uint64_t(0);
    m_others->setCurrentIndex(std::max(0, m_others->findData(static_cast<qlonglong>(version.value_or(-1)))));
    compareAnew();
}

void DiffView::compareAnew()
{
    m_scope.renew();
    m_isComparing = false;
    updateButtons();
    refresh();
}

void DiffView::refresh()
{
    if (m_mine && !m_isComparing && !isFresh()) {
        m_isComparing = true;
        m_scope.start([this](std::stop_token stop) { return compare(m_version, m_other, stop); });
    }
}

bool DiffView::isFresh() const
{
    return m_mine && m_text && (m_other ? m_otherText != nullptr : m_revision == m_mine->history().revision());
}

Task<Result<std::shared_ptr<const std::string>>> DiffView::readText(std::int64_t version, std::stop_token stop)
{
    std::string text;
    if (version == 0) {
        api::FlowId asked{m_flow};
        SB_CO_TRY(draft, co_await m_bench.call<api::FlowsGet>(std::move(asked), stop));
        text = std::move(draft.text);
    } else {
        api::FlowVersionNumber asked{m_flow, version};
        SB_CO_TRY(read, co_await m_bench.call<api::FlowsVersion>(std::move(asked), stop));
        text = read.text.value_or(std::string());
    }
    co_return std::make_shared<const std::string>(std::move(text));
}

// On the worker.
void DiffView::contrast(Found &found, const json::Value &mine)
{
    auto before = flow::Document::parse(*found.text);
    auto after = flow::Document::parse(json::write(mine));
    if (!before || !after) {
        found.error = before ? after.error() : before.error();
        return;
    }
    found.before = std::make_shared<const json::Value>(before->root());
    found.changes = flow::difference(*found.before, mine);
    std::vector<std::size_t> removed;
    for (std::size_t i = 0; i < found.changes.size(); ++i) {
        if (found.changes[i].kind == flow::ChangeKind::Removed) {
            removed.push_back(i);
        }
    }
    found.both.emplace(std::move(*after));
    found.both->begin({});
    flow::takeBack(*found.both, *found.before, found.changes, removed);
    found.both->commit();
}

Task<void> DiffView::compare(std::int64_t version, std::optional<std::int64_t> other, std::stop_token stop)
{
    const auto found = std::make_shared<Found>();
    found->text = m_text;
    found->other = other ? m_otherText : nullptr;
    if (!found->text) {
        auto text = co_await readText(version, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!text) {
            showNothing(textOf(text.error()));
            co_return;
        }
        found->text = std::move(*text);
    }
    if (other && !found->other) {
        auto text = co_await readText(*other, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!text) {
            showNothing(textOf(text.error()));
            co_return;
        }
        found->other = std::move(*text);
    }
    const auto revision = m_mine->history().revision();
    std::function<void()> work;
    if (other) {
        work = [found] {
            auto parsed = flow::Document::parse(*found->other);
            if (parsed) {
                contrast(*found, parsed->root());
            } else {
                found->error = parsed.error();
            }
        };
    } else {
        work = m_reading([found](const json::Value &mine) { contrast(*found, mine); });
    }
    co_await runOn(m_bench.worker(), work);
    if (stop.stop_requested()) {
        co_return;
    }
    m_isComparing = false;
    m_revision = revision;
    showFound(found);
    refresh(); // it may have been edited meanwhile
}

void DiffView::showFound(const std::shared_ptr<Found> &found)
{
    m_text = found->text;
    m_otherText = found->other;
    if (found->error) {
        showNothing(textOf(*found->error));
        return;
    }
    const int row = current();
    const auto scope = m_both ? m_both->scope() : m_mine->scope();
    const bool isFirst = !m_both;
    const double zoom = m_canvas->zoom();
    const QPointF middle = m_canvas->visibleScene().center();
    m_before = found->before;
    m_changes = std::move(found->changes);
    m_canvas->setEditor(nullptr);
    m_both = std::make_unique<canvas::FlowEditor>(std::move(*found->both), m_bench.catalogue());
    m_both->setScope(scope);
    m_canvas->setEditor(m_both.get());
    connect(m_both.get(), &canvas::FlowEditor::scopeChanged, this, &DiffView::markScope);
    markScope();
    const int count = static_cast<int>(m_changes.size());
    if (m_other) {
        m_title->setText(count == 0 ? tr("No changes from %1 to %2").arg(versionName(m_version), versionName(*m_other))
                                    : tr("%n changes from %1 to %2", nullptr, count).arg(versionName(m_version), versionName(*m_other)));
    } else {
        m_title->setText(count == 0 ? tr("The same as %1").arg(versionName(m_version)) : tr("%n changes since %1", nullptr, count).arg(versionName(m_version)));
    }
    fillList();
    if (isFirst) {
        m_canvas->zoomToFit();
    } else {
        m_canvas->setZoom(zoom, {});
        m_canvas->centerOn(middle);
    }
    m_canvas->finishMotion();
    if (row >= 0 && count > 0) {
        m_list->setCurrentIndex(m_model->index(std::min(row, count - 1), 0));
    }
    Q_EMIT compared();
}

// What differs from a version that was shown before says nothing of this one.
void DiffView::showNothing(const QString &why)
{
    m_isComparing = false;
    m_changes.clear();
    m_before.reset();
    m_canvas->setChanges({});
    m_canvas->setEditor(nullptr);
    m_both.reset();
    m_title->setText(why);
    fillList();
    Q_EMIT compared();
}

void DiffView::markScope()
{
    canvas::ChangeMarks marks;
    const auto *earlier = m_before ? flow::valueAt(*m_before, flow::pathOfScope(*m_before, m_both->scope())) : nullptr;
    for (const auto &change : m_changes) {
        if (change.scope != m_both->scope()) {
            continue;
        }
        const auto before = [&](std::string_view kind, QSizeF size) { return change.moved && earlier ? rectOf(*earlier, kind, change.id, size) : std::nullopt; };
        switch (change.thing) {
        case flow::Thing::Flow: break;
        case flow::Thing::Node: {
            const auto node = m_canvas->scene().find(change.id);
            const QSizeF size = node == canvas::Scene::kNone ? QSizeF(canvas::card::kWidth, canvas::card::kHeader) : m_canvas->scene().rect(node).size();
            marks.nodes[change.id] = {change.kind, before("nodes", size)};
            break;
        }
        case flow::Thing::Edge: marks.edges[change.id] = change.kind; break;
        case flow::Thing::Frame: marks.frames[change.id] = {change.kind, before("groups", {})}; break;
        case flow::Thing::Note: marks.notes[change.id] = {change.kind, before("notes", {})}; break;
        }
    }
    m_canvas->setChanges(std::move(marks));
}

void DiffView::readNames(const std::vector<std::string> &scope, std::unordered_map<std::string_view, std::string_view> &names) const
{
    names.clear();
    const auto *graph = m_both ? flow::valueAt(m_both->root(), flow::pathOfScope(m_both->root(), scope)) : nullptr;
    const auto *nodes = graph ? json::find(*graph, "nodes") : nullptr;
    if (!nodes || !nodes->is_array()) {
        return;
    }
    for (const auto &node : nodes->get_array()) {
        if (const auto *object = node.if_object()) {
            const auto name = json::text(*object, "name");
            names.emplace(json::text(*object, "id"), name.empty() ? json::text(*object, "id") : name);
        }
    }
}

void DiffView::fillList()
{
    const QSignalBlocker quiet(m_list->selectionModel());
    m_model->clear();
    // The names of each graph are looked up once.
    const std::vector<std::string> *scope = nullptr;
    std::unordered_map<std::string_view, std::string_view> names;
    const auto nameOf = [&](std::string_view id) {
        const auto found = names.find(id);
        return qt(found == names.end() ? id : found->second);
    };
    for (const auto &change : m_changes) {
        if (!scope || *scope != change.scope) {
            scope = &change.scope;
            readNames(change.scope, names);
        }
        auto *item = new QStandardItem(iconOf(m_bench.theme(), change.kind), changeName(change, nameOf));
        item->setData(changeDetail(change), row::Detail);
        item->setData(change.scope.empty() ? QString() : qt(change.scope.back()), row::Note);
        item->setToolTip(Qt::convertFromPlainText(changeFields(change))); // else a text could be taken for HTML
        m_model->appendRow(item);
    }
    updateButtons();
}

int DiffView::current() const
{
    return m_list->currentIndex().row();
}

QRectF DiffView::placeOf(const flow::Change &change) const
{
    const auto &scene = m_canvas->scene();
    const auto boxOf = [&](const auto &things) {
        for (const auto &thing : things) {
            if (thing.id == change.id) {
                return thing.rect;
            }
        }
        return QRectF();
    };
    switch (change.thing) {
    case flow::Thing::Flow: break;
    case flow::Thing::Node: {
        const auto node = scene.find(change.id);
        return node == canvas::Scene::kNone ? QRectF() : scene.rect(node);
    }
    case flow::Thing::Edge:
        for (std::uint32_t edge = 0; edge < scene.edges().size(); ++edge) {
            if (change.id.starts_with(scene.routeKey(edge))) {
                return scene.edgeBounds(edge).adjusted(-1, -1, 1, 1);
            }
        }
        break;
    case flow::Thing::Frame: return boxOf(scene.frames());
    case flow::Thing::Note: return boxOf(scene.notes());
    }
    return {};
}

void DiffView::goTo(int change)
{
    if (change < 0 || static_cast<std::size_t>(change) >= m_changes.size() || !m_both) {
        return;
    }
    if (current() != change) {
        m_list->setCurrentIndex(m_model->index(change, 0)); // and from there to here again
        return;
    }
    const auto &entry = m_changes[static_cast<std::size_t>(change)];
    if (m_both->scope() != entry.scope) {
        m_both->setScope(entry.scope);
    }
    if (const QRectF place = placeOf(entry); !place.isEmpty()) {
        if (entry.thing == flow::Thing::Node) {
            m_canvas->selectIds({entry.id});
        } else {
            m_canvas->selectNone();
        }
        const QRectF wanted = place.adjusted(-kAround, -kAround, kAround, kAround);
        if (!m_canvas->visibleScene().contains(place) || m_canvas->zoom() < 0.4) {
            m_canvas->showArea(wanted, 1);
        }
    }
    Q_EMIT m_bench.announced(m_model->item(change)->text() + QStringLiteral(", ") + m_model->item(change)->data(row::Detail).toString());
}

void DiffView::step(int by)
{
    const int count = static_cast<int>(m_changes.size());
    if (count > 0) {
        const int from = current() < 0 ? (by > 0 ? -1 : count) : current();
        goTo((from + by + count) % count);
    }
}

void DiffView::takeBack()
{
    if (!isFresh() || !m_before || m_other) {
        return;
    }
    std::vector<std::size_t> chosen;
    for (const auto &index : m_list->selectionModel()->selectedIndexes()) {
        chosen.push_back(static_cast<std::size_t>(index.row()));
    }
    if (chosen.empty()) {
        return;
    }
    const auto before = m_before;
    const auto changes = m_changes;
    m_mine->history().seal();
    m_mine->edit(tr("Take back changes since %1").arg(versionName(m_version)), {}, [&](flow::EditHistory &history) { flow::takeBack(history, *before, changes, chosen); });
    Q_EMIT m_bench.announced(tr("Taken back. Undo brings it back."));
}

void DiffView::updateButtons()
{
    const bool hasChosen = m_list->selectionModel() && m_list->selectionModel()->hasSelection();
    m_take->setEnabled(hasChosen && isFresh() && m_before && !m_other);
    m_take->setToolTip(m_other ? tr("Versions stay as they are. Compare the flow as it stands here to take changes back.")
                       : hasChosen && !isFresh() ? tr("The flow or the version has changed; what differs is being looked for.") : tr("Makes what is selected so as it was in the other version; undo brings it back."));
    m_previous->setEnabled(!m_changes.empty());
    m_next->setEnabled(!m_changes.empty());
}

} // namespace signalbox::ui
