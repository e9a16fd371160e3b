// SPDX-License-Identifier: GPL-3.0-or-later
// How the models of a run answer: asked, recorded, or from a recording; and how that is told.
#include "ui/flow/flow_document.h"

#include "client/recordings.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/run_text.h"

#include <QFileDialog>
#include <QSaveFile>
#include <QStandardPaths>

namespace signalbox::ui {

bool FlowDocument::canUseAnswers(const QString &command) const
{
    if (command == QLatin1String("run.examples")) {
        return !m_run.isUnderWay() && !m_isPreparing && m_bench.hasAnswers(m_id.empty() ? m_location.toStdString() : m_id);
    }
    const auto &models = m_run.view().models;
    if (command == QLatin1String("run.replay")) {
        return m_run.hasRun() && !m_run.isUnderWay() && !m_run.isLost() && !models.recording.empty();
    }
    if (command == QLatin1String("run.saveAnswers")) {
        return m_run.hasRun() && !m_run.isUnderWay() && models.mode == api::ModelsMode::Record;
    }
    return command == QLatin1String("run.record") && !m_run.isUnderWay() && !m_isPreparing;
}

void FlowDocument::useAnswers(const QString &command)
{
    if (command == QLatin1String("run.record")) {
        startRun(m_input, Answers::Recorded);
    } else if (command == QLatin1String("run.examples")) {
        startRun(m_input, Answers::Examples);
    } else if (command == QLatin1String("run.saveAnswers")) {
        askSaveAnswers();
    } else if (command == QLatin1String("run.replay")) {
        api::RunRerunParams params;
        params.models = api::RunModels{api::ModelsMode::Replay, m_run.view().models.recording};
        startAgain(std::move(params));
    }
}

// Example answers are taken where nobody can be asked, or a person wants them.
Task<Result<api::RunModels>> FlowDocument::chooseModels(Answers answers, std::string document, std::stop_token stop)
{
    api::RunModels models;
    if (answers == Answers::Recorded) {
        models.mode = api::ModelsMode::Record;
        co_return models;
    }
    if (document.empty()) {
        co_return models;
    }
    if (answers == Answers::AsUsual) {
        const api::Nothing nothing;
        auto list = co_await m_bench.call<api::ProvidersList>(nothing, stop);
        if (!list) {
            co_return std::move(list).error();
        }
        if (!list->providers.empty()) {
            co_return models;
        }
    }
    auto *client = m_bench.link().client();
    if (!client) {
        co_return Workbench::noBackend();
    }
    std::string name;
    auto taken = co_await client::importRecording(client, std::move(document), std::move(name), stop);
    if (!taken) {
        co_return std::move(taken).error();
    }
    models.mode = api::ModelsMode::Replay;
    models.recording = taken->id;
    models.example = taken->example;
    co_return models;
}

// Whoever looks at what a run gave has to know that no model was asked.
void FlowDocument::showAnswers()
{
    const auto &models = m_run.view().models;
    const QString told = m_run.hasRun() && models.mode == api::ModelsMode::Replay ? qt(models.recording) + (models.example ? u'e' : u'r') : QString();
    if (told == m_answersTold) {
        return;
    }
    m_answersTold = told;
    if (told.isEmpty()) {
        m_answers->hide();
    } else if (models.example) {
        m_answers->say(Banner::Kind::Info, tr("Example answers: no model was asked. They come with this sample and fit it as it is."), {tr("Connect a model"), tr("Hide")});
    } else {
        m_answers->say(Banner::Kind::Info, tr("Recorded answers: no model was asked."), {tr("Connect a model"), tr("Hide")});
    }
}

void FlowDocument::askSaveAnswers()
{
    auto *dialog = new QFileDialog(window(), tr("Save the recorded answers"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation), tr("Recorded answers (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(tr("%1 answers.json").arg(title().replace(u'/', u'-')));
    connect(dialog, &QFileDialog::fileSelected, this, [this, id = m_run.view().models.recording](const QString &path) {
        m_scope.start([this, id, path](std::stop_token stop) { return saveAnswers(id, path, stop); });
    });
    dialog->open();
}

Task<void> FlowDocument::saveAnswers(std::string recording, QString path, std::stop_token stop)
{
    auto *client = m_bench.link().client();
    Result<std::string> text = Workbench::noBackend();
    if (client) {
        text = co_await client::exportRecording(client, recording, stop);
    }
    if (stop.stop_requested()) {
        co_return;
    }
    if (!text) {
        m_bench.say(ToastMessage::Kind::Danger, textOf(text.error()));
        co_return;
    }
    const auto write = [path, bytes = std::make_shared<const std::string>(std::move(*text))] {
        QSaveFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes->data(), static_cast<qint64>(bytes->size())) == static_cast<qint64>(bytes->size()) && file.commit();
    };
    const bool isWritten = co_await runOn(m_bench.worker(), write);
    if (stop.stop_requested()) {
        co_return;
    }
    if (isWritten) {
        m_bench.say(ToastMessage::Kind::Success, tr("The answers are saved as “%1”.").arg(path));
    } else {
        m_bench.say(ToastMessage::Kind::Danger, tr("“%1” could not be written. Choose another place.").arg(path));
    }
}

} // namespace signalbox::ui
