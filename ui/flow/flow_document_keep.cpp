// SPDX-License-Identifier: GPL-3.0-or-later
// How a flow is read, and kept while it is edited.
#include "ui/flow/flow_document.h"

#include "api/system_calls.h"
#include "base/log.h"
#include "base/uuid.h"
#include "drafts/draft_store.h"
#include "ui/flow/document_footer.h"
#include "ui/widgets/banner.h"

#include <QFile>

namespace signalbox::ui {

namespace {

constexpr std::string_view kBlank = R"({
  "format": "signalbox.flow/1",
  "id": "ID",
  "name": "NAME",
  "nodes": [],
  "edges": []
}
)";

std::string blankFlow(const std::string &id, const QString &name)
{
    std::string text(kBlank);
    text.replace(text.find("ID\""), 2, id);
    text.replace(text.find("NAME"), 4, name.toStdString());
    return text;
}

Result<std::string> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error("flow.file", "\"" + path.toStdString() + "\" cannot be read: " + file.errorString().toStdString() + ".", path.toStdString());
    }
    return file.readAll().toStdString();
}

QString textAfterColon(const QString &location)
{
    return location.mid(location.indexOf(u':') + 1);
}

} // namespace

/// What there is of a flow: as it is stored, and as it was edited.
struct FlowDocument::Opened
{
    std::string text;
    std::optional<flow::EditHistory> source;
    std::optional<Error> unreadable; ///< why there is no source
    drafts::Draft draft;
    std::optional<flow::EditHistory> kept;
    std::unique_ptr<drafts::DraftJournal> journal;
    std::optional<Error> trouble; ///< why the edits cannot be gone on with
    std::string aside;            ///< where they are kept then
    bool mayBegin = true;         ///< no draft stands in the way of a new one
    bool isPart = false;          ///< not all of the steps could be read
};

namespace {

std::uint64_t historyAt(const flow::EditHistory &history, std::size_t position)
{
    return position == 0 ? 0 : position <= history.steps().size() ? history.steps()[position - 1].id : ~std::uint64_t(0);
}

std::size_t positionOf(const flow::EditHistory &history, std::uint64_t revision)
{
    for (std::size_t position = 0; position <= history.steps().size(); ++position) {
        if (historyAt(history, position) == revision) {
            return position;
        }
    }
    return std::string::npos;
}

// Whatever cannot be read is left as it is, under another name.
void setAside(FlowDocument::Opened &opened, drafts::DraftStore &store, const drafts::DraftKey &key, Error error)
{
    opened.trouble = std::move(error);
    if (auto aside = store.setAside(key)) {
        opened.aside = std::move(*aside);
    } else {
        opened.mayBegin = false;
    }
}

void readKept(FlowDocument::Opened &opened, drafts::DraftStore &store, const drafts::DraftKey &key, bool isNew)
{
    auto draft = store.read(key);
    if (!draft) {
        if (!draft.error().is("draft.none")) {
            setAside(opened, store, key, draft.error());
        }
        return;
    }
    if (draft->steps.empty() && draft->texts.empty() && !draft->info.isDamaged && !isNew) {
        return;
    }
    auto base = flow::Document::parse(draft->text);
    if (!base) {
        setAside(opened, store, key, base.error());
        return;
    }
    opened.draft = std::move(*draft);
    auto &history = opened.kept.emplace(std::move(*base));
    opened.isPart = history.replay(opened.draft.steps, opened.draft.position) < opened.draft.steps.size() || opened.draft.info.isDamaged;
    auto journal = store.resume(opened.draft, history);
    if (journal) {
        opened.journal = std::move(*journal);
    } else {
        opened.trouble = journal.error();
        opened.mayBegin = false;
    }
}

} // namespace

void FlowDocument::load()
{
    if (!m_bench.link().client()) {
        return;
    }
    if (m_editor && m_backend != m_bench.link().title()) {
        moveToBackend();
        return;
    }
    if (m_editor) {
        // The backend came back: what runs there is shown again.
        if (m_run.isLost()) {
            m_run.reconnect();
        } else if (!m_run.isUnderWay() && !m_id.empty()) {
            m_run.pickUp(m_id);
        }
        validate();
        return;
    }
    if (!m_isLoading) {
        m_isLoading = true;
        m_scope.start([this](std::stop_token stop) { return loadAll(stop); });
    }
}

// Another backend does not know the flow: what is here can be saved there as a new one. What was edited stays with the
// backend of before, too.
void FlowDocument::moveToBackend()
{
    if (m_journal && !isModified()) {
        m_journal->remove();
    }
    m_journal.reset();
    m_backend = m_bench.link().title();
    auto *store = m_bench.drafts();
    bool isTaken = false;
    if (store) {
        const auto there = store->read({m_backend.toStdString(), m_location.toStdString()});
        isTaken = there || !there.error().is("draft.none");
    }
    if (isModified() || isTaken || m_location.startsWith(QLatin1String("flow:"))) {
        m_location = newLocation();
    }
    m_id.clear();
    m_draftKey = m_location.toStdString();
    m_revision = 0;
    m_savedHistory = ~std::uint64_t(0);
    m_theirs.reset();
    m_banner->hide();
    m_run.clear();
    m_validated = ~std::uint64_t(0);
    beginDraft();
    keepDraft();
    markSaved();
    m_scope.start([this](std::stop_token stop) { return changeTypes(stop); });
    Q_EMIT titleChanged();
    Q_EMIT commandsChanged();
}

// Another backend has other types of nodes.
Task<void> FlowDocument::changeTypes(std::stop_token stop)
{
    const auto types = co_await m_bench.load(stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (types) {
        m_editor->setCatalogue(m_bench.catalogue());
        Q_EMIT selectionChanged();
    } else {
        m_banner->say(Banner::Kind::Danger, textOf(types.error()));
    }
    validate();
}

Task<Result<std::string>> FlowDocument::readSource(std::stop_token stop)
{
    const QString name = textAfterColon(m_location);
    if (m_location.startsWith(QLatin1String("flow:"))) {
        api::FlowId params{name.toStdString()};
        SB_CO_TRY(draft, co_await m_bench.call<api::FlowsGet>(std::move(params), stop));
        m_id = draft.id;
        m_revision = draft.revision;
        co_return std::move(draft.text);
    }
    if (m_location.startsWith(QLatin1String("sample:"))) {
        api::SampleName params{name.toStdString()};
        SB_CO_TRY(sample, co_await m_bench.call<api::SamplesGet>(std::move(params), stop));
        co_return sample.text.value_or(std::string());
    }
    if (m_location.startsWith(QLatin1String("file:"))) {
        const auto read = [name] { return readFile(name); };
        auto text = co_await runOn(m_bench.worker(), read);
        co_return text;
    }
    co_return blankFlow("flow-" + name.right(8).toStdString(), tr("New flow"));
}

Task<void> FlowDocument::loadAll(std::stop_token stop)
{
    const auto fail = [this](const Error &error) {
        m_isLoading = false;
        m_banner->say(Banner::Kind::Danger, textOf(error));
        Q_EMIT loadFailed(textOf(error));
    };
    auto types = co_await m_bench.load(stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!types) {
        fail(types.error());
        co_return;
    }
    const QString backend = m_bench.link().title();
    auto text = co_await readSource(stop);
    if (stop.stop_requested()) {
        co_return;
    }
    // What is gone or broken may still have been edited here.
    const bool isGone = !text && (text.error().is("store.notFound") || text.error().is("flow.file"));
    if (!text && !isGone) {
        fail(text.error());
        co_return;
    }
    auto opened = std::make_shared<Opened>();
    if (text) {
        opened->text = std::move(*text);
    } else {
        opened->unreadable = text.error();
    }
    m_draftKey = draftKey();
    // A large flow takes longer than a frame to read, and so do many edits.
    const auto readAll = [opened, store = m_bench.drafts(), key = drafts::DraftKey{backend.toStdString(), m_draftKey}, isNew = m_location.startsWith(QLatin1String("new:"))] {
        if (!opened->unreadable) {
            if (auto document = flow::Document::parse(opened->text)) {
                opened->source.emplace(std::move(*document));
            } else {
                opened->unreadable = document.error();
            }
        }
        if (store) {
            readKept(*opened, *store, key, isNew);
        }
        return true;
    };
    co_await runOn(m_bench.worker(), readAll);
    if (stop.stop_requested()) {
        co_return;
    }
    m_isLoading = false;
    if (backend != m_bench.link().title()) {
        load();
        co_return;
    }
    if (!opened->source && !opened->kept) {
        fail(*opened->unreadable);
        co_return;
    }
    m_banner->hide();
    showOpened(*opened);
}

std::string FlowDocument::draftKey() const
{
    return m_location.startsWith(QLatin1String("flow:")) ? textAfterColon(m_location).toStdString() : m_location.toStdString();
}

void FlowDocument::showOpened(Opened &opened)
{
    bool isKept = false;
    if (opened.kept) {
        const auto &draft = opened.draft;
        take(std::move(*opened.kept), draft.text);
        m_savedHistory = historyAt(m_editor->history(), draft.savedPosition);
        if (m_location.startsWith(QLatin1String("new:")) && draft.savedPosition == 0 && draft.info.revision == 0 && draft.text != opened.text) {
            m_savedHistory = ~std::uint64_t(0); // it came from another backend
        }
        const bool isStale = !m_id.empty() && draft.info.revision != m_revision;
        // Where nothing of it is unsaved, what is in the workspace counts.
        isKept = !isStale || isModified() || !opened.source || !draft.texts.empty();
        if (isKept) {
            m_journal = std::move(opened.journal);
            if (!opened.source) {
                m_id.clear();
                m_revision = 0;
                m_savedHistory = ~std::uint64_t(0);
                m_banner->say(Banner::Kind::Warning, tr("%1 What was edited here is shown; save it to have it back.").arg(textOf(*opened.unreadable)));
            } else if (isStale) {
                m_revision = draft.info.revision;
                m_scope.start([this](std::stop_token stop) { return offerConflict(stop); });
            }
        }
    }
    if (!isKept) {
        take(std::move(*opened.source), std::move(opened.text));
        opened.journal.reset();
        if (opened.mayBegin) {
            beginDraft();
        }
    }
    if (opened.trouble) {
        const QString fate = opened.aside.empty() ? tr("What you change here is not kept until you save it.") : tr("It is kept as “%1”.").arg(qt(opened.aside));
        m_banner->say(Banner::Kind::Warning, textOf(*opened.trouble) + u' ' + fate);
    } else if (opened.isPart && isKept) {
        m_banner->say(Banner::Kind::Warning, tr("Not all of what was edited could be read. What could is here; the whole file is kept beside it."));
    }
    if (isKept) {
        restoreTyped(opened.draft);
    }
    m_pane->setEditor(m_editor.get());
    readBreakpoints();
    askForecast();
    Q_EMIT loaded();
    if (isKept) {
        Q_EMIT edited();
    }
    Q_EMIT titleChanged();
    Q_EMIT commandsChanged();
    validate();
    m_run.pickUp(std::string(json::text(m_editor->root().get_object(), "id")));
}

void FlowDocument::take(flow::EditHistory history, std::string text)
{
    endComparing();
    m_base = std::move(text);
    m_backend = m_bench.link().title();
    m_editor = std::make_unique<canvas::FlowEditor>(std::move(history), m_bench.catalogue());
    m_mirrorSource.emplace(m_editor->history());
    m_mirror = std::make_shared<flow::Mirror>(m_editor->history());
    m_lastCheck = 0;
    m_validated = ~std::uint64_t(0);
    m_isPictured = false;
    m_savedHistory = 0;
    connect(m_editor.get(), &canvas::FlowEditor::changed, this, &FlowDocument::onEdited);
    connect(m_editor.get(), &canvas::FlowEditor::scopeChanged, this, [this] {
        // Its nodes may be called as those of where it was.
        m_canvas->setRun({});
        m_picture.forget();
        m_isPictured = false;
        showRun();
        showBreakpoints();
        showPaused();
        applyProblems();
        Q_EMIT selectionChanged();
    });
}

void FlowDocument::beginDraft()
{
    m_journal.reset();
    m_keepFailed = false;
    auto *store = m_bench.drafts();
    if (!store) {
        return;
    }
    // What somebody edited under that name and did not save stays.
    const drafts::DraftKey key{m_backend.toStdString(), m_draftKey};
    const auto present = store->read(key);
    if (present ? present->info.edits > 0 : !present.error().is("draft.none")) {
        if (auto aside = store->setAside(key); !aside) {
            m_bench.say(ToastMessage::Kind::Warning, textOf(aside.error()));
            return;
        }
    }
    auto begun = store->begin(key, m_revision, m_base);
    if (begun) {
        m_journal = std::move(*begun);
        if (m_typed) {
            writeTyped(Whole::Yes);
        }
    } else {
        m_bench.say(ToastMessage::Kind::Warning, textOf(begun.error()));
    }
}

void FlowDocument::keepDraft()
{
    if (!m_typedKept) {
        writeTyped(Whole::Yes); // there may be room now
    } else if (m_journal) {
        noteKept(m_journal->sync(m_editor->history()));
    }
}

void FlowDocument::noteKept(const Result<void> &kept)
{
    m_keepFailed = !kept;
    m_footer->setNote(kept ? QString() : textOf(kept.error()));
}

void FlowDocument::markSaved()
{
    if (m_journal) {
        noteKept(m_journal->markSaved(m_revision, m_editor->history(), positionOf(m_editor->history(), m_savedHistory)));
    }
}

bool FlowDocument::mayClose()
{
    Q_EMIT flushRequested();
    if (m_mayDrop) {
        return true;
    }
    if (m_keepFailed) {
        keepDraft(); // there may be room now
    }
    QString reason;
    if (!m_unread.empty()) {
        reason = tr("The text beside “%1” has a mistake and is not in the flow yet. Mend it first.").arg(title());
    } else if (isModified() && (!m_journal || m_keepFailed)) {
        reason = tr("“%1” has changes that are not saved and could not be kept. Save it first, or take the changes back.").arg(title());
    } else {
        return true; // the draft keeps everything
    }
    m_theirs.reset();
    m_showsTyped = false;
    m_banner->say(Banner::Kind::Warning, reason, {tr("Close anyway")});
    m_asksToClose = true;
    return false;
}

void FlowDocument::leave()
{
    // Nothing is left to go on with.
    if (m_journal && !isModified() && !m_typed) {
        m_journal->remove();
        m_journal.reset();
    }
}

void FlowDocument::setUnread(std::string text)
{
    m_unread = std::move(text);
}

void FlowDocument::onBannerChosen(int choice)
{
    if (m_theirs) {
        resolveConflict(choice);
    } else if (std::exchange(m_showsTyped, false)) {
        m_banner->hide();
        Q_EMIT textRequested();
    } else if (std::exchange(m_asksToClose, false)) {
        m_mayDrop = true;
        Q_EMIT closeRequested();
    }
}

} // namespace signalbox::ui
