// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of the window that a flow can perform, running it, and looking for problems.
#include "ui/flow/flow_document.h"

#include "drafts/draft_store.h"
#include "ui/flow/document_footer.h"
#include "ui/flow/input_dialog.h"
#include "ui/flow/problem_list.h"
#include "ui/words/words.h"

#include <QInputDialog>

namespace signalbox::ui {

bool FlowDocument::canPerform(const QString &command) const
{
    if (!m_editor) {
        return false;
    }
    if (command == QLatin1String("edit.undo")) {
        return m_editor->canUndo();
    }
    if (command == QLatin1String("edit.redo")) {
        return m_editor->canRedo();
    }
    if (command == QLatin1String("edit.cut") || command == QLatin1String("edit.copy") || command == QLatin1String("edit.duplicate") || command == QLatin1String("edit.delete")
        || command == QLatin1String("view.zoomSelection")) {
        return m_canvas->hasSelection();
    }
    if (command == QLatin1String("file.save")) {
        return true; // also where the text beside the canvas is not in it yet
    }
    if (command == QLatin1String("run.start") || command == QLatin1String("run.startWith")) {
        return !m_run.isUnderWay() && !m_isPreparing;
    }
    if (command == QLatin1String("run.stop")) {
        return m_run.isUnderWay() || m_run.isLost();
    }
    if (command == QLatin1String("run.clear")) {
        return m_run.hasRun();
    }
    static const QStringList always = {QStringLiteral("edit.paste"),  QStringLiteral("edit.selectAll"), QStringLiteral("edit.find"),    QStringLiteral("edit.addNode"), QStringLiteral("file.publish"),
                                       QStringLiteral("view.zoomIn"), QStringLiteral("view.zoomOut"),   QStringLiteral("view.zoomFit"), QStringLiteral("view.zoomActual"), QStringLiteral("view.arrange"),
                                       QStringLiteral("flow.validate")};
    return always.contains(command);
}

void FlowDocument::perform(const QString &command)
{
    if (!canPerform(command)) {
        return;
    }
    using canvas::CanvasView;
    static const QHash<QString, void (CanvasView::*)()> ofCanvas = {
        {QStringLiteral("edit.undo"), &CanvasView::undo},
        {QStringLiteral("edit.redo"), &CanvasView::redo},
        {QStringLiteral("edit.cut"), &CanvasView::cut},
        {QStringLiteral("edit.copy"), &CanvasView::copy},
        {QStringLiteral("edit.paste"), &CanvasView::paste},
        {QStringLiteral("edit.duplicate"), &CanvasView::duplicate},
        {QStringLiteral("edit.delete"), &CanvasView::deleteSelection},
        {QStringLiteral("edit.selectAll"), &CanvasView::selectAll},
        {QStringLiteral("edit.addNode"), &CanvasView::openPalette},
        {QStringLiteral("view.zoomIn"), &CanvasView::zoomIn},
        {QStringLiteral("view.zoomOut"), &CanvasView::zoomOut},
        {QStringLiteral("view.zoomFit"), &CanvasView::zoomToFit},
        {QStringLiteral("view.zoomActual"), &CanvasView::zoomActual},
        {QStringLiteral("view.zoomSelection"), &CanvasView::zoomToSelection},
        {QStringLiteral("view.arrange"), &CanvasView::arrange},
    };
    if (const auto found = ofCanvas.find(command); found != ofCanvas.end()) {
        (m_canvas->*found.value())();
    } else if (command == QLatin1String("edit.find")) {
        m_pane->openFind();
    } else if (command == QLatin1String("file.save")) {
        save();
    } else if (command == QLatin1String("file.publish")) {
        askPublish();
    } else if (command == QLatin1String("flow.validate")) {
        m_validated = ~std::uint64_t(0);
        validate();
        showDrawer(Drawer::Problems);
    } else if (command == QLatin1String("run.start")) {
        // A flow that needs an input which nobody gave asks for it.
        const auto *inputs = json::find(m_editor->root(), "inputs");
        const auto *required = inputs ? json::find(*inputs, "required") : nullptr;
        bool complete = true;
        for (const auto &name : required && required->is_array() ? required->get_array() : json::Array()) {
            complete = complete && name.is_string() && m_input.is_object() && m_input.get_object().contains(std::string_view(name.get_string()));
        }
        if (complete) {
            startRun(m_input);
        } else {
            askInput();
        }
    } else if (command == QLatin1String("run.startWith")) {
        askInput();
    } else if (command == QLatin1String("run.stop")) {
        m_run.stop();
    } else if (command == QLatin1String("run.clear")) {
        m_run.clear();
    }
}

void FlowDocument::askInput()
{
    const auto *inputs = json::find(m_editor->root(), "inputs");
    auto *dialog = new InputDialog(m_bench, inputs ? *inputs : json::Value(), m_input, window());
    connect(dialog, &InputDialog::chosen, this, [this](const json::Value &input) {
        m_input = input;
        startRun(input);
    });
    dialog->open();
}

void FlowDocument::startRun(json::Value input)
{
    if (!m_editor || m_run.isUnderWay() || m_isPreparing) {
        return;
    }
    Q_EMIT flushRequested();
    auto text = m_editor->text();
    if (!text) {
        m_bench.say(ToastMessage::Kind::Danger, textOf(text.error()));
        return;
    }
    api::RunStartParams params;
    params.text = std::move(*text);
    params.input = std::move(input);
    m_isPreparing = true;
    Q_EMIT commandsChanged();
    m_scope.start([this, params](std::stop_token stop) { return prepareRun(params, stop); });
}

Task<void> FlowDocument::prepareRun(api::RunStartParams params, std::stop_token stop)
{
    std::string flow = m_id.empty() ? m_location.toStdString() : m_id;
    auto place = co_await m_bench.runPlace(std::move(flow), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    m_isPreparing = false;
    Q_EMIT commandsChanged();
    if (!place) {
        m_bench.say(ToastMessage::Kind::Danger, textOf(place.error()));
        co_return;
    }
    params.folder = place->folder;
    params.vars = place->vars;
    m_run.start(std::move(params));
    Q_EMIT m_bench.announced(tr("%1 runs").arg(title()));
}

void FlowDocument::askPublish()
{
    auto *dialog = new QInputDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Publish %1").arg(title()));
    dialog->setLabelText(tr("What is new? (may stay empty)"));
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setOkButtonText(tr("Publish"));
    connect(dialog, &QInputDialog::textValueSelected, this, &FlowDocument::publish);
    dialog->open();
}

void FlowDocument::validate()
{
    if (!m_editor || m_isValidating || m_validated == m_editor->history().revision() || !m_bench.link().client()) {
        return;
    }
    m_scope.start([this](std::stop_token stop) { return findProblems(stop); });
}

// The backend knows everything that counts (types, secrets, other flows) and has a thread of its own; only a copy of
// the JSON is made here.
Task<void> FlowDocument::findProblems(std::stop_token stop)
{
    m_isValidating = true;
    const auto revision = m_editor->history().revision();
    auto root = std::make_shared<const json::Value>(m_editor->root());
    api::FlowText params;
    const auto write = [root] { return json::write(*root); };
    params.text = co_await runOn(m_bench.worker(), write);
    auto validity = co_await m_bench.call<api::FlowsValidate>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    m_isValidating = false;
    if (validity) {
        m_validated = revision;
        m_problems = std::move(validity->findings);
        m_problemsKnown = true;
        applyProblems();
        Q_EMIT problemsChanged();
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
    QStringList fixes;
    int errors = 0;
    int warnings = 0;
    for (const auto &problem : m_problems) {
        const bool isError = problem.severity == api::FindingSeverity::Error;
        (isError ? errors : warnings) += 1;
        const auto fix = fixOf(root, problem);
        fixes << (fix ? fix->label : QString());
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
    m_problemList->setProblems(m_problems, fixes);
    m_footer->setProblems(errors, warnings);
}

} // namespace signalbox::ui
