// SPDX-License-Identifier: GPL-3.0-or-later
// How a flow is read, kept while it is edited, saved and published, and what happens when somebody else changed it.
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

void FlowDocument::load()
{
    if (!m_bench.link().client()) {
        return;
    }
    if (m_editor && m_backend != m_bench.link().title()) {
        // Another backend does not know the flow: what is here can be saved there as a new one.
        m_backend = m_bench.link().title();
        m_id.clear();
        m_revision = 0;
        m_savedHistory = ~std::uint64_t(0);
        m_run.clear();
        m_validated = ~std::uint64_t(0);
        m_scope.start([this](std::stop_token stop) { return changeTypes(stop); });
        Q_EMIT commandsChanged();
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
    auto text = co_await readSource(stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!text) {
        fail(text.error());
        co_return;
    }
    // A large flow takes longer than a frame to read.
    auto shared = std::make_shared<const std::string>(std::move(*text));
    const auto parse = [shared] { return flow::Document::parse(*shared); };
    auto document = co_await runOn(m_bench.worker(), parse);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!document) {
        fail(document.error());
        co_return;
    }
    m_banner->hide();
    m_isLoading = false;
    restoreDraft(*shared, std::move(*document));
}

void FlowDocument::restoreDraft(std::string text, flow::Document document)
{
    m_draftKey = m_location.startsWith(QLatin1String("flow:")) ? m_id : m_location.toStdString();
    auto *store = m_bench.drafts();
    const drafts::DraftKey key{m_bench.link().title().toStdString(), m_draftKey};
    if (store) {
        auto draft = store->read(key);
        if (draft && !draft->steps.empty()) {
            auto base = flow::Document::parse(draft->text);
            if (base) {
                take(std::move(*base), draft->text);
                m_editor->history().replay(draft->steps, draft->position);
                m_savedHistory = draft->savedPosition == std::string::npos ? ~std::uint64_t(0)
                    : draft->savedPosition == 0                           ? 0
                    : draft->savedPosition <= m_editor->history().steps().size() ? m_editor->history().steps()[draft->savedPosition - 1].id
                                                                                  : ~std::uint64_t(0);
                if (auto journal = store->resume(*draft, m_editor->history())) {
                    m_journal = std::move(*journal);
                }
                const auto based = draft->info.revision;
                const bool isStale = !m_id.empty() && based != m_revision;
                if (isStale && !isModified()) {
                    // Nothing of it is unsaved: what is in the workspace counts.
                    m_pane->setEditor(nullptr);
                    m_journal.reset();
                    take(std::move(document), std::move(text));
                    beginDraft();
                } else {
                    if (isStale) {
                        m_revision = based;
                        m_scope.start([this](std::stop_token stop) { return offerConflict(stop); });
                    }
                    m_pane->setEditor(m_editor.get());
                    Q_EMIT loaded();
                    onEdited();
                    m_run.pickUp(std::string(json::text(m_editor->root().get_object(), "id")));
                    return;
                }
                m_pane->setEditor(m_editor.get());
                Q_EMIT loaded();
                Q_EMIT titleChanged();
                Q_EMIT commandsChanged();
                validate();
                return;
            }
        }
    }
    take(std::move(document), std::move(text));
    beginDraft();
    m_pane->setEditor(m_editor.get());
    Q_EMIT loaded();
    Q_EMIT titleChanged();
    Q_EMIT commandsChanged();
    validate();
    m_run.pickUp(std::string(json::text(m_editor->root().get_object(), "id")));
}

void FlowDocument::take(flow::Document document, std::string text)
{
    m_base = std::move(text);
    m_backend = m_bench.link().title();
    m_editor = std::make_unique<canvas::FlowEditor>(std::move(document), m_bench.catalogue());
    m_savedHistory = 0;
    connect(m_editor.get(), &canvas::FlowEditor::changed, this, &FlowDocument::onEdited);
    connect(m_editor.get(), &canvas::FlowEditor::scopeChanged, this, [this] {
        m_shownRun = {};
        m_canvas->setRun({});
        showRun();
        applyProblems();
        Q_EMIT selectionChanged();
    });
}

void FlowDocument::beginDraft()
{
    m_journal.reset();
    auto *store = m_bench.drafts();
    if (!store) {
        return;
    }
    auto begun = store->begin({m_backend.toStdString(), m_draftKey}, m_revision, m_base);
    if (begun) {
        m_journal = std::move(*begun);
    } else {
        m_bench.say(ToastMessage::Kind::Warning, textOf(begun.error()));
    }
}

void FlowDocument::keepDraft()
{
    if (m_journal) {
        if (auto kept = m_journal->sync(m_editor->history()); !kept) {
            m_footer->setNote(textOf(kept.error()));
        } else {
            m_footer->setNote({});
        }
    }
}

bool FlowDocument::mayClose()
{
    Q_EMIT flushRequested();
    if (!isModified()) {
        if (m_journal) {
            m_journal->remove();
            m_journal.reset();
        }
        return true;
    }
    if (m_journal) {
        return true; // the draft keeps everything
    }
    m_banner->say(Banner::Kind::Warning, tr("“%1” has changes that are not saved. Save it first, or take the changes back.").arg(title()));
    return false;
}

void FlowDocument::save()
{
    if (m_editor && !m_isSaving) {
        Q_EMIT flushRequested();
        m_isSaving = true;
        m_scope.start([this](std::stop_token stop) { return saveAll(After::Nothing, std::string(), stop); });
    }
}

void FlowDocument::publish(const QString &note)
{
    if (m_editor && !m_isSaving) {
        Q_EMIT flushRequested();
        m_isSaving = true;
        m_scope.start([this, note](std::stop_token stop) { return saveAll(After::Publish, note.toStdString(), stop); });
    }
}

Task<void> FlowDocument::saveAll(After after, std::string note, std::stop_token stop)
{
    const bool isNew = m_id.empty();
    if (isModified() || isNew) {
        api::FlowSaveParams params;
        params.id = isNew ? std::string(json::text(m_editor->root().get_object(), "id", "flow")) : m_id;
        params.revision = m_revision;
        // A sample that was saved before, a file with an id that is taken: the copy gets an id of its own.
        for (int number = 2; isNew && m_bench.flows().contains(qt(params.id)); ++number) {
            const std::string base(json::text(m_editor->root().get_object(), "id", "flow"));
            params.id = base + "-" + std::to_string(number);
        }
        if (isNew && json::text(m_editor->root().get_object(), "id") != params.id) {
            m_editor->edit(tr("Give an id of its own"), {}, [&params](flow::EditHistory &history) { history.set({"id"}, json::Value(params.id)); });
        }
        auto text = m_editor->text();
        if (!text) {
            m_isSaving = false;
            m_bench.say(ToastMessage::Kind::Danger, textOf(text.error()));
            co_return;
        }
        params.text = std::move(*text);
        const auto history = m_editor->history().revision();
        const std::string id = params.id;
        auto savedFlow = co_await m_bench.call<api::FlowsSave>(std::move(params), stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!savedFlow) {
            m_isSaving = false;
            if (savedFlow.error().is("store.conflict")) {
                if (isNew) {
                    // Somebody took the id meanwhile: the names are read again, and the next try has another one.
                    m_bench.refresh();
                    m_bench.say(ToastMessage::Kind::Warning, tr("There is a flow with this id now; save again to give yours another one."));
                    co_return;
                }
                co_await offerConflict(stop);
                co_return;
            }
            m_bench.say(ToastMessage::Kind::Danger, textOf(savedFlow.error()), tr("Try again"), [self = QPointer(this)] {
                if (self) {
                    self->save();
                }
            });
            co_return;
        }
        m_id = id;
        wasSaved(savedFlow->revision, history);
    }
    m_isSaving = false;
    if (after == After::Publish) {
        co_await publishNow(std::move(note), stop);
    } else {
        Q_EMIT m_bench.announced(tr("%1 is saved").arg(title()));
    }
}

void FlowDocument::wasSaved(std::int64_t revision, std::uint64_t history)
{
    m_revision = revision;
    m_savedHistory = history;
    const QString location = QStringLiteral("flow:") + qt(m_id);
    if (m_location != location) {
        // The draft goes on under the flow's own name, with the whole history.
        if (m_journal) {
            m_journal->remove();
        }
        m_location = location;
        m_draftKey = m_id;
        const auto known = m_revision;
        m_revision = 0;
        beginDraft();
        m_revision = known;
        keepDraft();
        m_bench.refresh();
    }
    if (m_journal && m_editor->history().revision() == history) {
        if (auto marked = m_journal->markSaved(revision, m_editor->history()); !marked) {
            m_footer->setNote(textOf(marked.error()));
        }
    }
    m_editor->history().seal();
    Q_EMIT titleChanged();
    Q_EMIT commandsChanged();
    Q_EMIT saved();
}

Task<void> FlowDocument::publishNow(std::string note, std::stop_token stop)
{
    api::FlowPublishParams params;
    params.id = m_id;
    params.revision = m_revision;
    params.note = std::move(note);
    auto published = co_await m_bench.call<api::FlowsPublish>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (published) {
        m_bench.say(ToastMessage::Kind::Success, tr("Version %1 of “%2” is live.").arg(published->number).arg(title()));
    } else if (published.error().is("store.conflict")) {
        co_await offerConflict(stop);
    } else {
        m_bench.say(ToastMessage::Kind::Danger, textOf(published.error()));
        if (published.error().is("flow.invalid")) {
            showDrawer(Drawer::Problems);
        }
    }
}

Task<void> FlowDocument::offerConflict(std::stop_token stop)
{
    api::FlowId params{m_id};
    auto theirs = co_await m_bench.call<api::FlowsGet>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!theirs) {
        if (theirs.error().is("store.notFound")) {
            // It was removed: what is here becomes a new flow with the next save.
            m_id.clear();
            m_revision = 0;
            m_banner->say(Banner::Kind::Warning, tr("This flow was removed elsewhere. Save it to have it back."));
            Q_EMIT commandsChanged();
        } else {
            m_bench.say(ToastMessage::Kind::Danger, textOf(theirs.error()));
        }
        co_return;
    }
    m_theirs = std::move(*theirs);
    m_banner->say(Banner::Kind::Warning, tr("This flow was changed elsewhere since you began to edit it. Nothing is lost whatever you choose: Undo brings the other text back."), {tr("Keep mine"), tr("Take theirs"), tr("Open both")});
    Q_EMIT conflicted();
}

void FlowDocument::resolveConflict(int choice)
{
    if (!m_theirs) {
        return;
    }
    const auto theirs = *std::exchange(m_theirs, std::nullopt);
    m_banner->hide();
    auto mine = m_editor->text();
    if (!mine) {
        return;
    }
    if (choice == 2) {
        m_isSaving = true;
        m_scope.start([this](std::stop_token stop) { return saveCopy(stop); });
        return;
    }
    // Their text becomes a step of the history either way, so that both can be had by undo and redo.
    m_editor->history().seal();
    if (auto taken = m_editor->setText(theirs.text); !taken) {
        m_bench.say(ToastMessage::Kind::Danger, textOf(taken.error()));
        return;
    }
    m_editor->history().seal();
    m_revision = theirs.revision;
    m_savedHistory = m_editor->history().revision();
    if (choice == 0) {
        if (auto kept = m_editor->setText(*mine); !kept) {
            m_bench.say(ToastMessage::Kind::Danger, textOf(kept.error()));
        }
        m_editor->history().seal();
        save();
    } else {
        wasSaved(theirs.revision, m_savedHistory);
    }
}

Task<void> FlowDocument::saveCopy(std::stop_token stop)
{
    const QString theirs = m_location;
    std::string id;
    for (int number = 2; id.empty() || m_bench.flows().contains(qt(id)); ++number) {
        id = m_id + "-" + std::to_string(number);
    }
    const QString name = tr("%1 (my copy)").arg(title());
    m_editor->edit(tr("Keep as a copy"), {}, [&](flow::EditHistory &history) {
        history.set({"id"}, json::Value(id));
        history.set({"name"}, json::Value(name.toStdString()));
    });
    auto text = m_editor->text();
    api::FlowSaveParams params;
    params.id = id;
    params.text = text ? std::move(*text) : std::string();
    const auto history = m_editor->history().revision();
    auto stored = co_await m_bench.call<api::FlowsSave>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    m_isSaving = false;
    if (!stored) {
        m_bench.say(ToastMessage::Kind::Danger, textOf(stored.error()));
        co_return;
    }
    m_id = id;
    wasSaved(stored->revision, history);
    Q_EMIT m_bench.openRequested(theirs);
}

} // namespace signalbox::ui
