// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with the flow: found by the backend, shown on the canvas, gone to one by one.
#include "ui/flow/flow_document.h"

#include "ui/flow/check_params.h"
#include "ui/words/words.h"

namespace signalbox::ui {

namespace {

// Who edits without a pause sees findings of a moment ago after so many answers.
constexpr int kMostPutOff = 5;

} // namespace

FlowDocument::ProblemCounts FlowDocument::problemCounts() const
{
    if (!m_problemsKnown) {
        return {};
    }
    const auto errors = std::count_if(m_problems.begin(), m_problems.end(), [](const auto &problem) { return problem.severity == api::FindingSeverity::Error; });
    return {static_cast<int>(errors), static_cast<int>(static_cast<std::ptrdiff_t>(m_problems.size()) - errors)};
}

void FlowDocument::goToProblem(int index, Focus focus)
{
    if (index < 0 || static_cast<std::size_t>(index) >= m_problems.size()) {
        return;
    }
    m_problemAt = index;
    const auto problem = m_problems[static_cast<std::size_t>(index)];
    const auto place = m_problemPlaces[static_cast<std::size_t>(index)];
    goTo(place, focus);
    Q_EMIT m_bench.announced(words::sentence(problem.message));
    Q_EMIT problemShown(index);
}

void FlowDocument::stepProblem(int by)
{
    const int count = static_cast<int>(m_problems.size());
    const int from = m_problemAt < 0 || m_problemAt >= count ? (by > 0 ? -1 : count) : m_problemAt;
    goToProblem((from + by + count) % count);
}

// A finding says where it is by numbers, which are others after an edit.
bool FlowDocument::canMend() const
{
    return m_editor && m_problemsKnown && m_validated == m_editor->history().revision();
}

void FlowDocument::mend(const api::FlowFinding &finding)
{
    if (!canMend()) {
        return;
    }
    if (const auto fix = fixOf(m_editor->root(), finding)) {
        m_editor->edit(fix->label, {}, fix->apply);
    }
}

void FlowDocument::validate()
{
    if (!m_editor || m_isValidating || (m_validated == m_editor->history().revision() && !m_validatesAnew) || !m_bench.link().client()) {
        return;
    }
    m_scope.start([this](std::stop_token stop) { return findProblems(stop); });
}

// The backend knows everything that counts (types, secrets, other flows) and has a thread of its own.
Task<void> FlowDocument::findProblems(std::stop_token stop)
{
    m_isValidating = true;
    const bool isAnew = std::exchange(m_validatesAnew, false);
    const auto revision = m_editor->history().revision();
    const bool isWhole = m_lastCheck == 0;
    const auto mirror = m_mirror;
    auto ask = reading([mirror, isWhole](const json::Value &) { return checkParams(*mirror, isWhole); });
    auto params = co_await runOn(m_bench.worker(), std::move(ask));
    params.draft = m_checkedAs;
    params.after = m_lastCheck;
    auto validity = co_await m_bench.call<api::FlowsCheck>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    // After an error, and where another flow is shown by now, all of it is sent again.
    m_lastCheck = validity && mirror == m_mirror ? validity->number : 0;
    if (mirror != m_mirror || (!validity && !isWhole)) {
        m_isValidating = false;
        validate();
        co_return;
    }
    // Where a finding is can be told of the flow that was looked through, and of no later one.
    if (validity && m_editor->history().revision() != revision && m_putOff < kMostPutOff) {
        ++m_putOff;
        m_isValidating = false;
        m_validatesAnew = m_validatesAnew || isAnew;
        m_validateTimer.start();
        co_return;
    }
    std::vector<FlowPlace> places;
    if (validity) {
        m_putOff = 0;
        std::vector<std::string> pointers;
        for (const auto &problem : validity->findings) {
            pointers.push_back(problem.path);
        }
        auto locate = reading([pointers = std::move(pointers)](const json::Value &root) {
            std::vector<FlowPlace> found;
            for (const auto &pointer : pointers) {
                found.push_back(placeOf(root, pointer));
            }
            return found;
        });
        places = co_await runOn(m_bench.worker(), std::move(locate));
        if (stop.stop_requested()) {
            co_return;
        }
        if (mirror != m_mirror) {
            m_isValidating = false;
            validate();
            co_return;
        }
    }
    m_isValidating = false;
    if (validity) {
        m_validated = revision;
        m_problems = std::move(validity->findings);
        m_problemsKnown = true;
        m_problemPlaces = std::move(places);
        applyProblems();
        Q_EMIT problemsChanged();
        Q_EMIT commandsChanged();
    }
    if (m_editor->history().revision() != revision || m_validatesAnew) {
        m_validateTimer.start();
    }
}

void FlowDocument::applyProblems()
{
    const auto &root = m_editor->root();
    const auto &scope = m_editor->scope();
    QHash<QString, canvas::Problem> byNode;
    QHash<QString, canvas::Problem> byEdge;
    const auto add = [](canvas::Problem &shown, const api::FlowFinding &problem) {
        const bool isError = problem.severity == api::FindingSeverity::Error;
        if (shown.text.isEmpty() || (isError && shown.severity == canvas::Problem::Severity::Warning)) {
            shown.severity = isError ? canvas::Problem::Severity::Error : canvas::Problem::Severity::Warning;
            shown.text = words::sentence(problem.message) + u'\n' + words::sentence(problem.fix);
        }
    };
    m_fixes.clear();
    for (std::size_t i = 0; i < m_problems.size(); ++i) {
        const auto &problem = m_problems[i];
        const auto &place = m_problemPlaces[i];
        const auto fix = fixOf(root, problem);
        m_fixes << (fix ? fix->label : QString());
        if (place.scope == scope) {
            const QString edge = qt(place.edgeKey);
            if (!edge.isEmpty()) {
                add(byEdge[edge], problem);
            }
            // An edge that leads nowhere is not on the canvas: the node at its other end shows it.
            const auto &node = place.node.empty() ? problem.node : place.node;
            if (!node.empty() && (edge.isEmpty() || problem.code == "edge.unknownNode")) {
                add(byNode[qt(node)], problem);
            }
        } else if (place.scope.size() > scope.size() + 1 && std::equal(scope.begin(), scope.end(), place.scope.begin()) && place.scope[scope.size()] == "body") {
            // What is wrong inside of a body shows on the node that has it.
            add(byNode[qt(place.scope[scope.size() + 1])], problem);
        }
    }
    m_canvas->setProblems(std::move(byNode), std::move(byEdge));
}

} // namespace signalbox::ui
