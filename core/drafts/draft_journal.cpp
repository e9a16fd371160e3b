// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafts/draft_journal_p.h"

#include "drafts/edit_codec_p.h"

namespace signalbox::drafts {

json::Value changeLine(const flow::EditHistory &history, std::size_t keep)
{
    json::Object line{{"at", static_cast<std::int64_t>(history.position())}};
    json::Array steps;
    for (auto i = keep; i < history.steps().size(); ++i) {
        steps.push_back(toJson(history.steps()[i]));
    }
    line["keep"] = static_cast<std::int64_t>(keep);
    line["steps"] = std::move(steps);
    return line;
}

void DraftJournal::Private::knows(const flow::EditHistory &history)
{
    const auto &steps = history.steps();
    auto same = std::min(written.size(), steps.size());
    while (same > 0 && written[same - 1] != steps[same - 1].id) {
        --same;
    }
    written.resize(same);
    for (auto i = same; i < steps.size(); ++i) {
        written.push_back(steps[i].id);
    }
    position = history.position();
}

DraftJournal::DraftJournal(std::unique_ptr<Private> p) : d(std::move(p)) {}

DraftJournal::~DraftJournal() = default;

Result<void> DraftJournal::sync(const flow::EditHistory &history)
{
    if (!d->file) {
        return {};
    }
    const auto &steps = history.steps();
    // Steps change at the end only: what has the same id is the same, and so is everything before it.
    auto same = std::min(d->written.size(), steps.size());
    while (same > 0 && d->written[same - 1] != steps[same - 1].id) {
        --same;
    }
    if (same == d->written.size() && same == steps.size() && d->position == history.position()) {
        return {};
    }
    SB_CHECK(d->file->append(checkedLine(changeLine(history, same))));
    d->knows(history);
    return {};
}

json::Value savedLine(std::int64_t revision, std::size_t at, std::size_t savedAt)
{
    json::Object line{{"saved", revision}, {"at", static_cast<std::int64_t>(at)}};
    if (savedAt != at) {
        line["savedAt"] = savedAt == std::string::npos ? std::int64_t{-1} : static_cast<std::int64_t>(savedAt);
    }
    return line;
}

Result<void> DraftJournal::markSaved(std::int64_t revision, const flow::EditHistory &history, std::size_t position)
{
    SB_CHECK(sync(history));
    if (!d->file) {
        return {};
    }
    return d->file->append(checkedLine(savedLine(revision, history.position(), position)));
}

json::Value textLine(std::size_t at, std::string_view name, const std::optional<std::string> &text)
{
    json::Object texts;
    texts[name] = text ? json::Value(*text) : json::Value(nullptr);
    return json::Object{{"at", static_cast<std::int64_t>(at)}, {"texts", std::move(texts)}};
}

Result<void> DraftJournal::keepText(std::string_view name, const std::optional<std::string> &text)
{
    return d->file ? d->file->append(checkedLine(textLine(d->position, name, text))) : Result<void>();
}

void DraftJournal::remove()
{
    if (d->file) {
        d->file->remove();
        d->file.reset();
    }
}

} // namespace signalbox::drafts
