// SPDX-License-Identifier: GPL-3.0-or-later
// How a flow is saved and published, and what happens when somebody else changed it.
#include "ui/flow/flow_document.h"

#include "api/system_calls.h"
#include "drafts/draft_store.h"
#include "ui/flow/document_footer.h"
#include "ui/widgets/banner.h"

namespace signalbox::ui {

void FlowDocument::save()
{
    startSaving(After::Nothing, std::string());
}

void FlowDocument::publish(const QString &note)
{
    startSaving(After::Publish, note.toStdString());
}

void FlowDocument::startSaving(After after, std::string note)
{
    if (!m_editor) {
        return;
    }
    if (m_isSaving) {
        // One after the other; of several that wait, the one that publishes says what is wanted.
        if (!m_next || after == After::Publish) {
            m_next = {after, std::move(note)};
        }
        return;
    }
    Q_EMIT flushRequested();
    m_isSaving = true;
    m_scope.start([this, after, note](std::stop_token stop) { return saveAll(after, note, stop); });
}

void FlowDocument::endSaving(bool isDone)
{
    m_isSaving = false;
    if (const auto next = std::exchange(m_next, std::nullopt); next && isDone) {
        startSaving(next->first, next->second);
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
            endSaving(false);
            m_bench.say(ToastMessage::Kind::Danger, textOf(text.error()));
            co_return;
        }
        params.text = std::move(*text);
        const auto history = m_editor->history().revision();
        m_editor->history().seal(); // what is typed while it is saved is a step of its own
        const std::string id = params.id;
        const QString backend = m_backend;
        auto savedFlow = co_await m_bench.call<api::FlowsSave>(std::move(params), stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (backend != m_backend) {
            endSaving(false);
            co_return; // the document is another backend's by now
        }
        if (!savedFlow && savedFlow.error().is("store.conflict") && !isNew) {
            // What was to come next comes when it is resolved.
            m_isSaving = false;
            if (after == After::Publish) {
                m_next = {after, std::move(note)};
            }
            co_await offerConflict(stop);
            co_return;
        }
        if (!savedFlow) {
            endSaving(false);
            if (savedFlow.error().is("store.conflict")) {
                // Somebody took the id meanwhile: the names are read again, and the next try has another one.
                m_bench.refresh();
                m_bench.say(ToastMessage::Kind::Warning, tr("There is a flow with this id now; save again to give yours another one."));
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
    if (after == After::Publish) {
        co_await publishNow(std::move(note), stop);
        if (stop.stop_requested()) {
            co_return;
        }
    } else {
        Q_EMIT m_bench.announced(tr("%1 is saved").arg(title()));
    }
    endSaving(true);
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
        storeBreakpoints();
        const auto known = m_revision;
        m_revision = 0;
        beginDraft();
        m_revision = known;
        keepDraft();
        m_bench.refresh();
    }
    markSaved();
    m_editor->history().seal();
    Q_EMIT titleChanged();
    Q_EMIT commandsChanged();
    askForecast();
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
            Q_EMIT problemsRequested();
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
    m_showsTyped = false;
    m_banner->say(Banner::Kind::Warning, tr("This flow was changed elsewhere since you began to edit it. Nothing is lost whatever you choose: Undo brings the other text back."), {tr("Keep mine"), tr("Take theirs"), tr("Open both")});
    Q_EMIT conflicted();
}

void FlowDocument::resolveConflict(int choice)
{
    if (!m_theirs) {
        return;
    }
    // A text that is still being written in place is a part of mine.
    m_canvas->commitText();
    const auto theirs = *std::exchange(m_theirs, std::nullopt);
    m_banner->hide();
    if (choice != 0) {
        m_next.reset(); // it was about what is here
    }
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
    if (!stored) {
        endSaving(false);
        m_bench.say(ToastMessage::Kind::Danger, textOf(stored.error()));
        co_return;
    }
    m_id = id;
    wasSaved(stored->revision, history);
    endSaving(true);
    Q_EMIT m_bench.openRequested(theirs);
}

} // namespace signalbox::ui
