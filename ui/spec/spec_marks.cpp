// SPDX-License-Identifier: GPL-3.0-or-later
// Where problems and what is selected stand in the text, and which node the cursor is in.
#include "ui/spec/spec_pane.h"

#include "ui/canvas/canvas_view.h"
#include "ui/spec/spec_editor_p.h"
#include "ui/words/words.h"

namespace signalbox::ui {

bool SpecPane::canMark() const
{
    return m_document && m_document->editor() && !m_pending;
}

void SpecPane::mark(int marks)
{
    m_toMark |= marks;
    if (!m_isFinding && canMark()) {
        m_scope.start([this](std::stop_token stop) { return findPlaces(stop); });
    }
}

// To find them the whole text is read: on the worker.
Task<void> SpecPane::findPlaces(std::stop_token stop)
{
    m_isFinding = true;
    while (m_toMark != 0 && canMark()) {
        int marks = std::exchange(m_toMark, 0);
        marks &= (m_broken.isEmpty() ? Problems : 0) | (isVisible() ? Selection : 0);
        const auto problems = marks & Problems ? problemPlaces() : std::vector<Place>();
        auto pointers = marks & Selection ? selectionPlaces() : std::vector<std::string>();
        const auto selected = pointers.size();
        for (const auto &problem : problems) {
            pointers.push_back(problem.pointer);
        }
        auto ranges = std::vector<std::optional<TextRange>>();
        const QPointer<FlowDocument> document = m_document;
        const auto text = m_shown;
        if (!pointers.empty()) {
            auto find = [text, pointers = std::move(pointers)] { return rangesOf(*text, pointers); };
            ranges = co_await runOn(m_bench.worker(), std::move(find));
            if (stop.stop_requested()) {
                co_return;
            }
        }
        if (document != m_document || text != m_shown || m_pending) {
            m_toMark |= marks; // of another text
            continue;
        }
        const auto ofProblems = ranges.begin() + static_cast<std::ptrdiff_t>(selected);
        if (marks & Problems) {
            showProblems(problems, {ofProblems, ranges.end()});
        }
        if (marks & Selection) {
            showSelection({ranges.begin(), ofProblems});
        }
    }
    m_isFinding = false;
}

std::vector<SpecPane::Place> SpecPane::problemPlaces() const
{
    std::vector<Place> places;
    for (const auto &problem : m_document->problems()) {
        places.push_back({problem.path, problem.severity == api::FindingSeverity::Error, words::sentence(problem.message) + u'\n' + words::sentence(problem.fix)});
    }
    return places;
}

std::vector<std::string> SpecPane::selectionPlaces() const
{
    const auto picked = m_document->canvas().picked();
    const auto prefix = pointerOf(m_document->editor()->root(), m_document->editor()->scope());
    std::vector<std::string> pointers;
    for (const auto &id : picked.nodes) {
        if (const auto index = m_document->editor()->nodeIndex(id); index && pointers.size() < 200) {
            pointers.push_back(prefix + "/nodes/" + std::to_string(*index));
        }
    }
    for (const auto edge : picked.edges) {
        if (pointers.size() < 200) {
            pointers.push_back(prefix + "/edges/" + std::to_string(edge));
        }
    }
    return pointers;
}

void SpecPane::showProblems(const std::vector<Place> &places, const std::vector<std::optional<TextRange>> &ranges)
{
    m_editor->unmark(SpecEditor::ErrorMark);
    m_editor->unmark(SpecEditor::WarningMark);
    m_editor->markerDeleteAll(SpecEditor::ErrorLine);
    m_editor->markerDeleteAll(SpecEditor::WarningLine);
    m_marks.clear();
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        if (!ranges[i]) {
            continue;
        }
        // Of what takes many lines the first is enough.
        auto range = *ranges[i];
        range.end = std::min(range.end, std::min(m_shown->find('\n', range.begin), m_shown->size()));
        m_editor->mark(places[i].isError ? SpecEditor::ErrorMark : SpecEditor::WarningMark, range.begin, range.end);
        const auto line = static_cast<int>(m_editor->send(QsciScintillaBase::SCI_LINEFROMPOSITION, static_cast<unsigned long>(range.begin)));
        m_editor->markerAdd(line, places[i].isError ? SpecEditor::ErrorLine : SpecEditor::WarningLine);
        m_marks.emplace_back(range, places[i].text);
    }
}

void SpecPane::showSelection(const std::vector<std::optional<TextRange>> &ranges)
{
    m_editor->unmark(SpecEditor::SelectionMark);
    bool isFirst = true;
    for (const auto &range : ranges) {
        if (!range) {
            continue;
        }
        m_editor->mark(SpecEditor::SelectionMark, range->begin, range->end);
        if (std::exchange(isFirst, false) && !m_editor->hasFocus()) {
            m_quiet = true;
            const auto line = m_editor->send(QsciScintillaBase::SCI_LINEFROMPOSITION, static_cast<unsigned long>(range->begin));
            m_editor->send(QsciScintillaBase::SCI_ENSUREVISIBLE, static_cast<unsigned long>(line));
            m_editor->send(QsciScintillaBase::SCI_SETEMPTYSELECTION, static_cast<unsigned long>(range->begin));
            // A third from the top, so that what follows is seen.
            const auto visible = m_editor->send(QsciScintillaBase::SCI_VISIBLEFROMDOCLINE, static_cast<unsigned long>(line));
            m_editor->send(QsciScintillaBase::SCI_SETFIRSTVISIBLELINE, static_cast<unsigned long>(std::max(0L, visible - m_editor->send(QsciScintillaBase::SCI_LINESONSCREEN) / 3)));
            m_quiet = false;
        }
    }
}

Task<void> SpecPane::goWhereCursorIs(std::stop_token stop)
{
    if (!canMark() || m_shownHistory != m_document->editor()->history().revision()) {
        co_return;
    }
    const QPointer<FlowDocument> document = m_document;
    const auto text = m_shown;
    const auto position = m_editor->send(QsciScintillaBase::SCI_GETCURRENTPOS);
    const auto find = [text, position] { return pointerAt(*text, static_cast<std::size_t>(position)); };
    const auto pointer = co_await runOn(m_bench.worker(), find);
    if (stop.stop_requested() || document != m_document || text != m_shown || !canMark() || m_shownHistory != m_document->editor()->history().revision()
        || position != m_editor->send(QsciScintillaBase::SCI_GETCURRENTPOS)) {
        co_return;
    }
    auto *editor = m_document->editor();
    const auto place = placeOf(editor->root(), pointer);
    if (place.node.empty() || (editor->scope() != place.scope && !editor->setScope(place.scope))) {
        co_return;
    }
    if (m_document->canvas().selectedIds() != std::vector<std::string>{place.node}) {
        m_document->canvas().goToNode(place.node);
    }
}

} // namespace signalbox::ui
