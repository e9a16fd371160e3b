// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of the window that a flow can perform, running it, and writing it as a file.
#include "ui/flow/flow_document.h"

#include "client/exports.h"
#include "drafts/draft_store.h"
#include "ui/flow/canvas_commands.h"
#include "ui/flow/flow_export.h"
#include "ui/flow/input_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>

#include <algorithm>

namespace signalbox::ui {

bool FlowDocument::canPerform(const QString &command) const
{
    if (!m_editor) {
        return false;
    }
    if (const auto can = canWhileComparing(command)) {
        return *can;
    }
    if (command == QLatin1String("flow.compare")) {
        return !m_id.empty();
    }
    if (const auto *ofCanvas = findCanvasCommand(command)) {
        return ofCanvas->can(*m_canvas);
    }
    if (command == QLatin1String("edit.nextProblem") || command == QLatin1String("edit.previousProblem")) {
        return !m_problems.empty();
    }
    if (command == QLatin1String("run.start") || command == QLatin1String("run.startWith")) {
        return !m_run.isUnderWay() && !m_isPreparing;
    }
    if (command == QLatin1String("run.pause")) {
        return m_run.isUnderWay() && !m_run.isStarting() && !m_run.isPaused();
    }
    if (command == QLatin1String("run.resume")) {
        return m_run.isPaused();
    }
    if (command == QLatin1String("run.step")) {
        return m_run.isPaused() && !m_run.next().empty();
    }
    if (command == QLatin1String("run.stop")) {
        return m_run.isUnderWay() || m_run.isLost();
    }
    if (command == QLatin1String("run.clear")) {
        return m_run.hasRun();
    }
    if (command == QLatin1String("run.overTime")) {
        return canReplay();
    }
    if (command == QLatin1String("run.breakpoint")) {
        return !m_canvas->selectedNodes().empty();
    }
    if (command == QLatin1String("run.clearBreakpoints")) {
        return !m_breakpoints.empty();
    }
    if (command == QLatin1String("run.fromHere") || command == QLatin1String("run.fromHereEdited") || command == QLatin1String("run.pinned")) {
        return selectedStep() != nullptr;
    }
    static const QStringList answers = {QStringLiteral("run.record"), QStringLiteral("run.examples"), QStringLiteral("run.replay"), QStringLiteral("run.saveAnswers")};
    if (answers.contains(command)) {
        return canUseAnswers(command);
    }
    // Saving also where the text beside the canvas is not in the flow yet.
    static const QStringList always = {QStringLiteral("edit.find"), QStringLiteral("file.save"), QStringLiteral("file.publish"), QStringLiteral("file.export"), QStringLiteral("flow.validate")};
    return always.contains(command);
}

void FlowDocument::perform(const QString &command)
{
    if (!canPerform(command) || performWhileComparing(command)) {
        return;
    }
    if (command == QLatin1String("flow.compare")) {
        compareVersions();
    } else if (const auto *ofCanvas = findCanvasCommand(command)) {
        ofCanvas->run(*m_canvas);
    } else if (command == QLatin1String("edit.find")) {
        m_pane->openFind();
    } else if (command == QLatin1String("file.save")) {
        save();
    } else if (command == QLatin1String("file.publish")) {
        askPublish();
    } else if (command == QLatin1String("flow.validate")) {
        m_validatesAnew = true;
        validate();
        Q_EMIT problemsRequested();
    } else if (command == QLatin1String("edit.nextProblem")) {
        stepProblem(1);
    } else if (command == QLatin1String("edit.previousProblem")) {
        stepProblem(-1);
    } else if (command == QLatin1String("file.export")) {
        askExport();
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
    } else if (command == QLatin1String("run.pause")) {
        m_run.pause();
    } else if (command == QLatin1String("run.resume")) {
        m_run.resume();
    } else if (command == QLatin1String("run.step")) {
        m_run.step();
    } else if (command == QLatin1String("run.breakpoint")) {
        toggleBreakpoint();
    } else if (command == QLatin1String("run.clearBreakpoints")) {
        clearBreakpoints();
    } else if (command == QLatin1String("run.fromHere")) {
        runFromHere(Again::Same);
    } else if (command == QLatin1String("run.fromHereEdited")) {
        runFromHere(Again::Edited);
    } else if (command == QLatin1String("run.pinned")) {
        runFromHere(Again::Pinned);
    } else if (command == QLatin1String("run.stop")) {
        m_run.stop();
    } else if (command == QLatin1String("run.overTime")) {
        toggleReplay();
    } else if (command == QLatin1String("run.clear")) {
        m_run.clear();
    } else {
        useAnswers(command);
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

void FlowDocument::startRun(json::Value input, Answers answers)
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
    m_scope.start([this, params, answers](std::stop_token stop) { return prepareRun(params, answers, stop); });
}

Task<void> FlowDocument::prepareRun(api::RunStartParams params, Answers answers, std::stop_token stop)
{
    std::string flow = m_id.empty() ? m_location.toStdString() : m_id;
    auto place = co_await m_bench.runPlace(std::move(flow), stop);
    Result<api::RunModels> models;
    if (place && !stop.stop_requested()) {
        models = co_await chooseModels(answers, std::move(place->answers), stop);
    }
    if (stop.stop_requested()) {
        co_return;
    }
    m_isPreparing = false;
    Q_EMIT commandsChanged();
    if (place && !models) {
        m_bench.say(ToastMessage::Kind::Danger, textOf(models.error()));
        co_return;
    }
    if (!place) {
        m_bench.say(ToastMessage::Kind::Danger, textOf(place.error()));
        co_return;
    }
    params.folder = place->folder;
    params.vars = place->vars;
    params.models = std::move(*models);
    params.breakpoints.assign(m_breakpoints.begin(), m_breakpoints.end());
    m_run.start(std::move(params));
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

void FlowDocument::askExport()
{
    const QString name = title().replace(u'/', u'-');
    auto *dialog = new QFileDialog(window(), tr("Export %1").arg(title()), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setLabelText(QFileDialog::Accept, tr("Export"));
    const QList<std::pair<QString, ExportFormat>> formats = {{tr("Flow (*.json)"), ExportFormat::Json},
                                                             {tr("Picture (*.png)"), ExportFormat::Png},
                                                             {tr("Drawing that can be scaled (*.svg)"), ExportFormat::Svg},
                                                             {tr("Document (*.pdf)"), ExportFormat::Pdf},
                                                             {tr("Text for Mermaid (*.mmd)"), ExportFormat::Mermaid},
                                                             {tr("Text for Graphviz (*.dot *.gv)"), ExportFormat::Dot}};
    QStringList filters;
    for (const auto &[text, format] : formats) {
        filters << text;
    }
    dialog->setNameFilters(filters);
    dialog->selectFile(withEnding(name, ExportFormat::Json));
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::filterSelected, this, [dialog, formats](const QString &filter) {
        for (const auto &[text, format] : formats) {
            if (text == filter && !dialog->selectedFiles().isEmpty()) {
                const QString name_ = withEnding(dialog->selectedFiles().front(), format);
                dialog->setDefaultSuffix(name_.section(u'.', -1));
                dialog->selectFile(name_.section(u'/', -1));
            }
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, formats](const QString &path) {
        const QString filter = dialog->selectedNameFilter();
        const auto found = std::find_if(formats.begin(), formats.end(), [&filter](const auto &known) { return known.first == filter; });
        exportChosen(path, found != formats.end() ? found->second : exportFormatOf(path).value_or(ExportFormat::Json));
    });
    dialog->open();
}

// What is chosen as a picture becomes one, whatever ending the name has. The dialog has asked about the name that was written only.
void FlowDocument::exportChosen(const QString &chosen, ExportFormat format)
{
    const QString path = exportFormatOf(chosen) == format ? chosen : withEnding(chosen, format);
    if (path == chosen || !QFileInfo::exists(path)) {
        exportTo(path, format);
        return;
    }
    auto *question = new QMessageBox(QMessageBox::Question, tr("Replace file"), tr("“%1” is there already. Replace it?").arg(path.section(u'/', -1)), QMessageBox::Cancel, window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *yes = question->addButton(tr("Replace"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QAbstractButton::clicked, this, [this, path, format] { exportTo(path, format); });
    question->open();
}

void FlowDocument::exportTo(const QString &path, std::optional<ExportFormat> wanted)
{
    Q_EMIT flushRequested();
    const auto format = wanted.value_or(exportFormatOf(path).value_or(ExportFormat::Json));
    auto text = m_editor->text();
    if (!text) {
        m_bench.say(ToastMessage::Kind::Danger, textOf(text.error()));
        return;
    }
    // Whatever is drawn of the flow stands in its text.
    const auto whole = std::make_shared<const std::string>(std::move(*text));
    Result<ExportContent> content;
    if (format == ExportFormat::Json) {
        content = ExportContent{QByteArray::fromStdString(*whole), {}};
    } else if (const auto drawn = drawingFormatOf(format); drawn && (format != ExportFormat::Svg || !m_run.hasRun())) {
        // As the command line has it; how a run stands is only on the canvas.
        auto graph = std::make_shared<const json::Value>(m_editor->graph());
        m_scope.start([this, path, drawn, graph, whole](std::stop_token stop) { return drawFile(path, *drawn, graph, whole, stop); });
        return;
    } else {
        content = pictureOf(*m_canvas, format, title());
    }
    if (!content) {
        m_bench.say(ToastMessage::Kind::Danger, textOf(content.error()));
        return;
    }
    m_scope.start([this, path, written = *content, whole](std::stop_token stop) { return writeFile(path, written, whole, stop); });
}

Task<void> FlowDocument::drawFile(QString path, flow::DrawingFormat format, std::shared_ptr<const json::Value> graph, std::shared_ptr<const std::string> whole, std::stop_token stop)
{
    const auto draw = [format, graph, faces = facesOf(m_bench.catalogue())] { return QByteArray::fromStdString(flow::draw(format, *graph, faces)); };
    ExportContent content;
    content.bytes = co_await runOn(m_bench.worker(), draw);
    if (stop.stop_requested()) {
        co_return;
    }
    co_await writeFile(std::move(path), std::move(content), std::move(whole), std::move(stop));
}

Task<void> FlowDocument::writeFile(QString path, ExportContent content, std::shared_ptr<const std::string> whole, std::stop_token stop)
{
    Result<void> proven = Workbench::noBackend();
    if (auto *client = m_bench.link().client()) {
        proven = co_await client::proveExport(client, std::move(whole), api::ScanKind::Authored, stop);
    }
    if (stop.stop_requested()) {
        co_return;
    }
    if (!proven) {
        m_bench.say(ToastMessage::Kind::Danger, textOf(proven.error()));
        co_return;
    }
    const auto write = [path, content] { return writeExport(path, content); };
    const auto written = co_await runOn(m_bench.worker(), write);
    if (stop.stop_requested()) {
        co_return;
    }
    if (written) {
        m_bench.say(ToastMessage::Kind::Success, tr("Exported as “%1”.").arg(path.section(u'/', -1)));
    } else {
        m_bench.say(ToastMessage::Kind::Danger, textOf(written.error()));
    }
}

} // namespace signalbox::ui
