// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded answers of models: which there are, given away and taken in; and those that a run is started with.
#include "recordings.h"

#include "flow_source.h"

#include "base/describe.h"
#include "client/recordings.h"

#include <filesystem>

namespace signalbox::cli {

namespace {

std::string callsText(const api::RecordingView &recording)
{
    return std::to_string(recording.calls) + (recording.calls == 1 ? " call" : " calls") + (recording.missing > 0 ? ", " + std::to_string(recording.missing) + " missing" : std::string());
}

Task<Exit> listRecordings(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::RecordingListParams params;
    params.limit = arguments.limit;
    auto list = co_await session->client().call<api::RecordingsList>(std::move(params), stop);
    if (!list) {
        co_return failed(list.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(list->recordings)));
        co_return Exit::Succeeded;
    }
    for (const auto &recording : list->recordings) {
        print(recording.id + "  " + toIsoString(recording.createdAt) + "  " + padded(recording.name, 24) + padded(callsText(recording), 16)
              + (recording.example ? "example answers" : recording.kept ? "kept" : "goes with its run"));
    }
    co_return Exit::Succeeded;
}

Task<Exit> exportOne(session::Session *session, Arguments arguments, std::stop_token stop)
{
    auto text = co_await client::exportRecording(&session->client(), arguments.words[1], stop);
    if (!text) {
        co_return failed(text.error(), arguments);
    }
    auto written = writeOutput(arguments.output, *text);
    co_return written ? Exit::Succeeded : failed(written.error(), arguments);
}

Task<Exit> importFiles(session::Session *session, Arguments arguments, std::stop_token stop)
{
    for (std::size_t i = 1; i < arguments.words.size(); ++i) {
        auto text = readFile(arguments.words[i]);
        if (!text) {
            co_return failed(text.error(), arguments);
        }
        std::string name;
        auto recording = co_await client::importRecording(&session->client(), std::move(*text), std::move(name), stop);
        if (!recording) {
            co_return failed(recording.error(), arguments);
        }
        print(arguments.json ? json::write(json::toJson(*recording)) : recording->id + "  " + recording->name + ", " + callsText(*recording));
    }
    co_return Exit::Succeeded;
}

Task<Exit> keepOne(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::RecordingKeepParams params;
    params.id = arguments.words[1];
    if (arguments.words.size() > 2) {
        params.name = arguments.words[2];
    }
    std::string sentence = "It stays where its run is deleted.";
    co_return co_await callAndSay<api::RecordingsKeep>(session, std::move(params), std::move(sentence), arguments, stop);
}

Task<Exit> deleteThem(session::Session *session, Arguments arguments, std::stop_token stop)
{
    for (std::size_t i = 1; i < arguments.words.size(); ++i) {
        api::RecordingId params{arguments.words[i]};
        std::string sentence;
        const auto exit = co_await callAndSay<api::RecordingsDelete>(session, std::move(params), std::move(sentence), arguments, stop);
        if (exit != Exit::Succeeded) {
            co_return exit;
        }
    }
    co_return Exit::Succeeded;
}

Task<Result<std::string>> importFile(session::Session *session, std::string path, std::stop_token stop)
{
    auto text = readFile(path);
    if (!text) {
        co_return std::move(text).error();
    }
    std::string name;
    SB_CO_TRY(recording, co_await client::importRecording(&session->client(), std::move(*text), std::move(name), stop));
    co_return recording.id;
}

} // namespace

Task<Exit> recordingsCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto &words = arguments.words;
    const auto verb = words.empty() ? std::string("list") : words[0];
    if (verb == "list" && words.size() <= 1) {
        co_return co_await listRecordings(session, arguments, stop);
    }
    if (verb == "export" && words.size() == 2) {
        co_return co_await exportOne(session, arguments, stop);
    }
    if (verb == "import" && words.size() >= 2) {
        co_return co_await importFiles(session, arguments, stop);
    }
    if (verb == "keep" && (words.size() == 2 || words.size() == 3)) {
        co_return co_await keepOne(session, arguments, stop);
    }
    if (verb == "remove" && words.size() >= 2) {
        co_return co_await deleteThem(session, arguments, stop);
    }
    co_return misused("recordings list | export ID [--output FILE] | import FILE… | keep ID [NAME] | remove ID…", arguments);
}

Task<Result<api::RunModels>> modelsOf(session::Session *session, Arguments arguments, std::string answers, std::stop_token stop)
{
    api::RunModels models;
    if (arguments.record) {
        models.mode = api::ModelsMode::Record;
        co_return models;
    }
    std::error_code missing;
    std::string file;
    if (!arguments.replay.empty()) {
        models.mode = api::ModelsMode::Replay;
        models.recording = arguments.replay;
        file = std::filesystem::is_regular_file(arguments.replay, missing) ? arguments.replay : std::string();
    } else if (arguments.examples || !answers.empty()) {
        if (answers.empty()) {
            co_return Error("usage", "Only samples come with example answers; replay a recording with --replay.");
        }
        bool hasProvider = false;
        if (!arguments.examples) {
            const api::Nothing nothing;
            SB_CO_TRY(list, co_await session->client().call<api::ProvidersList>(nothing, stop));
            hasProvider = !list.providers.empty();
        }
        if (!hasProvider) {
            models.mode = api::ModelsMode::Replay;
            models.example = true;
            file = answers;
        }
    }
    if (!file.empty()) {
        SB_CO_TRY(id, co_await importFile(session, std::move(file), stop));
        models.recording = std::move(id);
    }
    co_return models;
}

void tellModels(const api::RunModels &models, const Arguments &arguments)
{
    if (arguments.json) {
        return;
    }
    if (models.example) {
        tell("Example answers: no model is asked, and nothing is spent. Connect one with signalbox-cli providers, or discover what runs on this machine.");
    } else if (models.mode == api::ModelsMode::Replay) {
        tell("Recorded answers: no model is asked, and nothing is spent.");
    }
}

std::string answersNote(const api::RunModels &models)
{
    switch (models.mode) {
    case api::ModelsMode::Live: break;
    case api::ModelsMode::Record: return " (recorded)";
    case api::ModelsMode::Replay: return models.example ? " (example answers)" : " (recorded answers)";
    }
    return {};
}

Task<Result<void>> saveRecording(session::Session *session, std::string run, std::string file, std::stop_token stop)
{
    SB_CO_TRY(text, co_await client::exportRecording(&session->client(), std::move(run), stop));
    co_return writeOutput(file, text);
}

} // namespace signalbox::cli
