// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed beside the canvas and is not in the flow yet: kept with the draft, by what differs from the text that it was
// made of.
#include "ui/flow/flow_document.h"

#include "drafts/draft_store.h"
#include "ui/widgets/banner.h"

namespace signalbox::ui {

namespace {

constexpr std::string_view kBase = "typed.base";
constexpr std::string_view kChange = "typed";

bool isInside(std::string_view text, std::size_t at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80; // a character goes on here
}

// {"at", "drop", "text"}: from there so many bytes of the base are this instead.
std::string changeOf(std::string_view base, std::string_view text)
{
    const std::size_t least = std::min(base.size(), text.size());
    auto head = static_cast<std::size_t>(std::mismatch(base.begin(), base.begin() + static_cast<std::ptrdiff_t>(least), text.begin()).first - base.begin());
    while (head > 0 && (isInside(base, head) || isInside(text, head))) {
        --head;
    }
    std::size_t tail = 0;
    while (tail < least - head && base[base.size() - 1 - tail] == text[text.size() - 1 - tail]) {
        ++tail;
    }
    while (tail > 0 && isInside(base, base.size() - tail)) {
        --tail;
    }
    return json::write(json::Object{{"at", static_cast<std::int64_t>(head)},
                                    {"drop", static_cast<std::int64_t>(base.size() - tail - head)},
                                    {"text", text.substr(head, text.size() - tail - head)}});
}

std::optional<std::string> changed(std::string base, std::string_view change)
{
    const auto parsed = json::parse(change);
    const auto *at = parsed ? json::find(*parsed, "at") : nullptr;
    const auto *drop = parsed ? json::find(*parsed, "drop") : nullptr;
    if (!at || !drop || !at->is_int64() || !drop->is_int64() || at->get_int64() < 0 || drop->get_int64() < 0 || at->get_int64() + drop->get_int64() > static_cast<std::int64_t>(base.size())) {
        return std::nullopt;
    }
    base.replace(static_cast<std::size_t>(at->get_int64()), static_cast<std::size_t>(drop->get_int64()), json::text(parsed->get_object(), "text"));
    return base;
}

} // namespace

void FlowDocument::keepTyped(std::optional<Typed> typed)
{
    if (typed == m_typed) {
        return;
    }
    const bool isOtherBase = !m_typed || !typed || m_typed->base != typed->base;
    m_typed = std::move(typed);
    if (!m_typed && std::exchange(m_showsTyped, false)) {
        m_banner->hide();
    }
    writeTyped(isOtherBase ? Whole::Yes : Whole::No);
}

void FlowDocument::writeTyped(Whole whole)
{
    if (!m_journal) {
        return;
    }
    // The steps first: what was typed may have become one, and goes only when that is kept.
    auto kept = m_editor ? m_journal->sync(m_editor->history()) : Result<void>();
    if (kept && (whole == Whole::Yes || !m_typedKept)) {
        kept = m_journal->keepText(kBase, m_typed ? std::optional(m_typed->base) : std::nullopt);
    }
    if (kept) {
        kept = m_journal->keepText(kChange, m_typed ? std::optional(changeOf(m_typed->base, m_typed->text)) : std::nullopt);
    }
    m_typedKept = kept.ok();
    noteKept(kept);
}

// The pane that it was typed into may not be open: the document says it, too.
void FlowDocument::restoreTyped(const drafts::Draft &draft)
{
    const auto base = draft.texts.find(kBase);
    const auto change = draft.texts.find(kChange);
    if (base == draft.texts.end() || change == draft.texts.end()) {
        return;
    }
    if (auto text = changed(base->second, change->second)) {
        m_typed = Typed{base->second, std::move(*text)};
        m_unread = m_typed->text;
        m_showsTyped = true;
        m_banner->say(Banner::Kind::Warning, tr("What was typed beside “%1” is not in the flow yet; it is still there.").arg(title()), {tr("Show the text")});
    }
}

} // namespace signalbox::ui
