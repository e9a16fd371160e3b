// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with the flow: found by the backend, shown on the canvas, gone to one by one.
#include "ui/flow/flow_document.h"

#include "ui/flow/check_params.h"
#include "ui/words/words.h"

namespace signalbox::ui {

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
    goTo(problem.path, focus);
    Q_EMIT m_bench.announced(words::sentence(problem.message));
    Q_EMIT problemShown(index);
}

void FlowDocument::stepProblem(int by)
{
    const int count = static_cast<int>(m_problems.size());
    const int from = m_problemAt < 0 || m_problemAt >= count ? (by > 0 ? -1 : count) : m_problemAt;
    goToProblem((from + by + count) % count);
}

void FlowDocument::mend(const api::FlowFinding &finding)
{
    if (!m_editor) {
        return;
    }
    if (const auto fix = fixOf(m_editor->root(), finding)) {
        m_editor->edit(fix->label, {}, fix->apply);
    }
}

void FlowDocument::validate()
{
    if (!m_editor || m_isValidating || m_validated == m_editor->history().revision() || !m_bench.link().client()) {
        return;
    }
    m_scope.start([this](std::stop_token stop) { return findProblems(stop); });
}

// The backend knows everything that counts (types, secrets, other flows) and has a thread of its own.
Task<void> FlowDocument::findProblems(std::stop_token stop)
{
    m_isValidating = true;
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
    m_isValidating = false;
    if (validity) {
        m_validated = revision;
        m_problems = std::move(validity->findings);
        m_problemsKnown = true;
        applyProblems();
        Q_EMIT problemsChanged();
        Q_EMIT commandsChanged();
    }
    if (m_editor->history().revision() != revision) {
        m_validateTimer.start();
    }
}

void FlowDocument::applyProblems()
{
    const auto &root = m_editor->root();
    const auto prefix = pointerOf(root, m_editor->scope());
    QHash<QString, canvas::Problem> byNode;
    m_fixes.clear();
    for (const auto &problem : m_problems) {
        const bool isError = problem.severity == api::FindingSeverity::Error;
        const auto fix = fixOf(root, problem);
        m_fixes << (fix ? fix->label : QString());
        if (problem.path.compare(0, prefix.size(), prefix) != 0) {
            continue;
        }
        const auto place = placeOf(root, problem.path);
        std::string node = place.scope == m_editor->scope() ? (place.node.empty() ? problem.node : place.node) : std::string();
        if (place.scope.size() > m_editor->scope().size() && std::equal(m_editor->scope().begin(), m_editor->scope().end(), place.scope.begin()) && place.scope[m_editor->scope().size()] == "body") {
            // What is wrong inside of a body shows on the node that has it.
            node = place.scope[m_editor->scope().size() + 1];
        }
        if (node.empty()) {
            continue;
        }
        auto &shown = byNode[qt(node)];
        if (shown.text.isEmpty() || (isError && shown.severity == canvas::Problem::Severity::Warning)) {
            shown.severity = isError ? canvas::Problem::Severity::Error : canvas::Problem::Severity::Warning;
            shown.text = words::sentence(problem.message) + u'\n' + words::sentence(problem.fix);
        }
    }
    m_canvas->setProblems(std::move(byNode));
}

} // namespace signalbox::ui
