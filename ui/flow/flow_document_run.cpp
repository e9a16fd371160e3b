// SPDX-License-Identifier: GPL-3.0-or-later
// A person at the run that the document shows: breakpoints, what is next, and running again from a node.
#include "ui/flow/flow_document.h"

#include "ui/flow/input_dialog.h"
#include "ui/link/payload.h"
#include "ui/shell/state_file.h"

#include <QJsonArray>
#include <QJsonObject>

namespace signalbox::ui {

namespace {

constexpr QLatin1String kBreakpoints("breakpoints");
constexpr std::int64_t kMostEdited = 256 << 10; ///< bytes that can be edited as text

} // namespace

std::vector<std::string> FlowDocument::pathsOfSelection() const
{
    std::vector<std::string> paths;
    if (m_editor) {
        for (const auto &prefix : runPrefixes()) {
            for (const auto &id : m_canvas->selectedIds()) {
                paths.push_back(prefix + id);
            }
        }
    }
    return paths;
}

bool FlowDocument::hasBreakpoint() const
{
    const auto paths = pathsOfSelection();
    return !paths.empty() && std::all_of(paths.begin(), paths.end(), [this](const std::string &path) { return m_breakpoints.contains(path); });
}

void FlowDocument::toggleBreakpoint()
{
    auto paths = m_breakpoints;
    const bool isOn = hasBreakpoint();
    for (const auto &path : pathsOfSelection()) {
        if (isOn) {
            paths.erase(path);
        } else {
            paths.insert(path);
        }
    }
    changeBreakpoints(std::move(paths));
    Q_EMIT m_bench.announced(isOn ? tr("Breakpoint removed") : tr("Runs pause before this node"));
}

void FlowDocument::clearBreakpoints()
{
    changeBreakpoints({});
    Q_EMIT m_bench.announced(tr("All breakpoints removed"));
}

void FlowDocument::changeBreakpoints(std::set<std::string> paths)
{
    m_breakpoints = std::move(paths);
    storeBreakpoints();
    showBreakpoints();
    m_run.setBreakpoints({m_breakpoints.begin(), m_breakpoints.end()});
    Q_EMIT commandsChanged();
}

// They are no part of the flow: this window remembers them for it.
void FlowDocument::readBreakpoints()
{
    m_breakpoints.clear();
    if (const auto *memory = m_bench.memory()) {
        for (const auto &path : memory->value(kBreakpoints).toObject().value(m_backend + u'\n' + qt(m_draftKey)).toArray()) {
            m_breakpoints.insert(path.toString().toStdString());
        }
    }
    showBreakpoints();
}

void FlowDocument::storeBreakpoints()
{
    auto *memory = m_bench.memory();
    if (!memory) {
        return;
    }
    QJsonObject all = memory->value(kBreakpoints).toObject();
    QJsonArray paths;
    for (const auto &path : m_breakpoints) {
        paths << qt(path);
    }
    const QString key = m_backend + u'\n' + qt(m_draftKey);
    if (all.value(key).toArray() == paths) {
        return;
    }
    if (paths.isEmpty()) {
        all.remove(key);
    } else {
        all.insert(key, paths);
    }
    memory->set(kBreakpoints, all);
}

void FlowDocument::showBreakpoints()
{
    std::set<std::string> shown;
    for (const auto &prefix : runPrefixes()) {
        for (const auto &path : m_breakpoints) {
            if (path.starts_with(prefix) && path.find('/', prefix.size()) == std::string::npos) {
                shown.insert(path.substr(prefix.size()));
            }
        }
    }
    m_canvas->setBreakpoints(std::move(shown));
}

void FlowDocument::showPaused()
{
    if (!m_editor) {
        return;
    }
    std::set<std::string> shown;
    for (const auto &path : m_run.isPaused() ? m_run.next() : std::vector<std::string>()) {
        const auto plain = staticPath(path);
        for (const auto &prefix : runPrefixes()) {
            if (plain.starts_with(prefix)) {
                // What is next inside of a body shows on the node that has it, too.
                shown.insert(plain.substr(prefix.size(), plain.find('/', prefix.size()) - prefix.size()));
            }
        }
    }
    m_canvas->setNext(std::move(shown));
    QString before;
    if (m_run.isPaused()) {
        QStringList names;
        for (const auto &path : m_run.next()) {
            const auto node = m_canvas->scene().find(staticPath(path));
            names << (node == canvas::Scene::kNone ? qt(path) : m_canvas->scene().title(node));
        }
        before = names.isEmpty() ? QStringLiteral("") : names.size() == 1 ? names.front() : tr("%1 and %n more", nullptr, static_cast<int>(names.size()) - 1).arg(names.front());
    }
    const bool isOther = before != m_pausedBefore || before.isNull() != m_pausedBefore.isNull();
    m_pausedBefore = before;
    updateFooter();
    if (isOther) {
        if (!before.isEmpty()) {
            Q_EMIT m_bench.announced(tr("%1 is paused").arg(title()));
        }
        Q_EMIT pausedChanged();
    }
}

QString FlowDocument::pausedText() const
{
    return m_pausedBefore;
}

void FlowDocument::showNext()
{
    if (!m_editor || m_run.next().empty()) {
        return;
    }
    const auto plain = staticPath(m_run.next().front());
    for (const auto &prefix : runPrefixes()) {
        if (plain.starts_with(prefix) && m_canvas->goToNode(plain.substr(prefix.size(), plain.find('/', prefix.size()) - prefix.size()))) {
            m_canvas->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    m_editor->setScope({});
    m_canvas->goToNode(plain.substr(0, plain.find('/')));
    m_canvas->setFocus(Qt::OtherFocusReason);
}

const api::StepView *FlowDocument::selectedStep() const
{
    if (!m_editor || !m_run.hasRun() || m_run.isUnderWay() || m_run.isLost() || m_canvas->selectedNodes().size() != 1) {
        return nullptr;
    }
    const auto id = m_canvas->selectedIds().front();
    for (const auto &prefix : runPrefixes()) {
        const auto *step = m_run.overlay().stepAt(prefix + id);
        if (step && step->state != api::StepState::Skipped) {
            return step;
        }
    }
    return nullptr;
}

void FlowDocument::runFromHere(Again again)
{
    const auto *step = selectedStep();
    if (!step) {
        return;
    }
    if (again == Again::Same) {
        api::RunRerunParams params;
        params.from = step->path;
        startAgain(std::move(params));
        return;
    }
    m_scope.start([this, again, known = *step](std::stop_token stop) { return askAgain(again, known, stop); });
}

// The data comes from the backend: what a step was given is not kept but derived.
Task<void> FlowDocument::askAgain(Again again, api::StepView step, std::stop_token stop)
{
    const std::string run = m_run.id();
    const bool isPin = again == Again::Pinned;
    std::shared_ptr<const json::Value> value;
    std::optional<Error> trouble;
    if (isPin && runs::payloadBytes(step.output) == 0) {
        value = std::make_shared<const json::Value>(step.output);
    } else if (isPin) {
        auto read = co_await m_run.payload(step.seq, kMostEdited, stop);
        if (read) {
            value = std::move(*read);
        } else {
            trouble = read.error();
        }
    } else {
        api::RunStepInputParams params;
        params.id = run;
        params.path = step.path;
        auto given = co_await m_bench.call<api::RunsStepInput>(std::move(params), stop);
        if (given && runs::payloadBytes(given->input) == 0) {
            value = std::make_shared<const json::Value>(std::move(given->input));
        } else if (given) {
            trouble = Error("payload.large", "");
        } else {
            trouble = given.error();
        }
    }
    if (stop.stop_requested() || run != m_run.id()) {
        co_return;
    }
    if (!value) {
        m_bench.say(ToastMessage::Kind::Warning, trouble->is("payload.large") ? tr("This is too much data to be edited here. Run from here with the same data.") : textOf(*trouble));
        co_return;
    }
    const QString name = m_canvas->scene().find(step.node) == canvas::Scene::kNone ? qt(step.node) : m_canvas->scene().title(m_canvas->scene().find(step.node));
    auto *dialog = new InputDialog(m_bench, json::Value(), *value, window());
    dialog->setTexts(isPin ? tr("Pin the output of %1").arg(name) : tr("Run from %1").arg(name),
                     isPin ? tr("This stands in for what the node gives; the node itself is not run. What was done before it is taken over, and what follows runs, by the flow as that run had it.")
                           : tr("This is what the node is given. What was done before it is taken over, and what follows runs, by the flow as that run had it."));
    connect(dialog, &InputDialog::chosen, this, [this, isPin, path = step.path](const json::Value &chosen) {
        api::RunRerunParams params;
        params.from = path;
        if (isPin) {
            params.pins.push_back({path, chosen});
        } else {
            params.input = chosen;
        }
        startAgain(std::move(params));
    });
    dialog->open();
}

void FlowDocument::startAgain(api::RunRerunParams params)
{
    if (m_run.isUnderWay()) {
        return;
    }
    params.id = m_run.id();
    params.breakpoints.assign(m_breakpoints.begin(), m_breakpoints.end());
    m_run.rerun(std::move(params));
}

} // namespace signalbox::ui
