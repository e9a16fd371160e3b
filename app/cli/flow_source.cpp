// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow_source.h"

#include "base/helpers.h"
#include "flow/model.h"
#include "session/session.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace signalbox::cli {

namespace fs = std::filesystem;

FlowSource::~FlowSource()
{
    for (auto &service : services) {
        service->closeWriteChannel();
        if (!service->waitForFinished(2000)) {
            service->kill();
            service->waitForFinished(1000);
        }
    }
}

Result<std::string> readFile(const std::string &path)
{
    std::error_code failed;
    if (fs::is_directory(path, failed)) {
        return Error("flow.file", "\"" + path + "\" is a folder; name a file.", path);
    }
    const auto size = fs::file_size(path, failed);
    if (!failed && size > (64u << 20)) {
        return Error("json.tooLarge", "\"" + path + "\" has " + std::to_string(size) + " bytes; at most 67108864 are read. Keep large data in files that the flow reads.", path);
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) {
        return Error("flow.file", "\"" + path + "\" cannot be read: " + std::strerror(errno) + ".", path);
    }
    return std::move(text).str();
}

std::string samplesFolder()
{
    return session::defaultSamplesFolder();
}

std::vector<std::string> sampleNames()
{
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto &entry : fs::directory_iterator(samplesFolder(), failed)) {
        if (fs::exists(entry.path() / "flow.json", failed)) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

namespace {

Result<FlowSource> openSample(const std::string &name, const std::string &dataFolder)
{
    const auto names = sampleNames();
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        std::string list;
        for (const auto &known : names) {
            list += (list.empty() ? "" : ", ") + known;
        }
        return Error("sample.unknown", "There is no sample \"" + name + "\". There are: " + list + ".", name);
    }
    const auto target = dataFolder + "/samples/" + name;
    std::error_code failed;
    fs::create_directories(target, failed);
    fs::copy(samplesFolder() + "/" + name, target, fs::copy_options::recursive | fs::copy_options::overwrite_existing, failed);
    if (failed) {
        return Error("sample.copy", "The sample cannot be copied to \"" + target + "\": " + failed.message() + ".", target);
    }
    FlowSource source;
    source.folder = target;
    SB_TRY(text, readFile(target + "/flow.json"));
    source.text = std::move(text);
    if (fs::exists(target + "/answers.json", failed)) {
        source.answers = target + "/answers.json";
    }
    return source;
}

} // namespace

Result<FlowSource> openFlow(const std::string &name, const std::string &dataFolder)
{
    FlowSource source;
    std::error_code missing;
    const bool isFile = name.ends_with(".json") || name.find('/') != std::string::npos || fs::exists(name, missing);
    if (!isFile && !name.starts_with("sample:")) {
        source.id = name;
        return source;
    }
    if (name.starts_with("sample:")) {
        if (dataFolder.empty()) {
            return Error("sample.away", "A sample runs on this machine, with its files and services; run it without --connect.", name);
        }
        SB_TRY(sample, openSample(name.substr(7), dataFolder));
        source = std::move(sample);
    } else {
        SB_TRY(text, readFile(name));
        source.text = std::move(text);
        source.folder = fs::absolute(fs::path(name)).parent_path().string();
    }
    auto document = flow::Document::parse(source.text);
    if (!document) {
        auto error = std::move(document).error();
        error.message = name + ": " + error.message;
        return error;
    }
    source.id = document->flow().id.empty() ? fs::path(name).stem().string() : document->flow().id;
    return source;
}

Result<void> startServices(FlowSource &source)
{
    std::error_code failed;
    const auto path = source.folder + "/sample.json";
    if (!fs::exists(path, failed)) {
        return {};
    }
    SB_TRY(text, readFile(path));
    SB_TRY(sample, json::parse(text));
    const auto *services = json::find(sample, "services");
    if (!services || !services->is_array()) {
        return {};
    }
    for (const auto &service : services->get_array()) {
        const auto &object = service.as_object();
        // Only programs of ours.
        const std::string program(json::text(object, "program"));
        if (!program.starts_with("signalbox-") || program.find('/') != std::string::npos) {
            return Error("sample.service", "The sample wants to start \"" + program + "\", which is no program of Signalbox.", program);
        }
        QStringList words;
        if (const auto *list = object.if_contains("arguments"); list && list->is_array()) {
            for (const auto &word : list->get_array()) {
                words.push_back(QString::fromStdString(std::string(word.as_string())));
            }
        }
        SB_TRY(executable, findHelper(program));
        auto process = std::make_unique<QProcess>();
        process->setWorkingDirectory(QString::fromStdString(source.folder));
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QString::fromStdString(executable), words);
        if (!process->waitForStarted(5000) || (!process->canReadLine() && !process->waitForReadyRead(5000))) {
            return Error("sample.service", "The sample's service \"" + program + "\" did not start: " + process->errorString().toStdString() + ".", program);
        }
        // Its first line ends with its address.
        const auto line = process->readLine().trimmed().toStdString();
        const auto space = line.rfind(' ');
        source.vars[json::text(object, "variable", "service")] = line.substr(space == std::string::npos ? 0 : space + 1);
        source.services.push_back(std::move(process));
    }
    return {};
}

} // namespace signalbox::cli
