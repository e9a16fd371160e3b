// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/sample_places.h"

#include "base/helpers.h"
#include "base/json.h"

#include <QFile>
#include <QProcess>

#include <filesystem>

namespace signalbox::desktop {

namespace fs = std::filesystem;

namespace {

constexpr qint64 kMostAnswers = 8 << 20;

Result<void> copySample(const std::string &from, const std::string &to)
{
    std::error_code failed;
    fs::create_directories(to, failed);
    fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing, failed);
    if (failed) {
        return Error("sample.copy", "The sample cannot be copied to \"" + to + "\": " + failed.message() + ".", to);
    }
    return {};
}

} // namespace

SamplePlaces::SamplePlaces(std::string samplesFolder, Executor &worker, QObject *parent) : QObject(parent), m_samples(std::move(samplesFolder)), m_worker(worker) {}

SamplePlaces::~SamplePlaces()
{
    for (auto &service : m_services) {
        service->disconnect();
        service->closeWriteChannel(); // they end with it
    }
    for (auto &service : m_services) {
        if (!service->waitForFinished(1000)) {
            service->kill();
            service->waitForFinished(1000);
        }
    }
}

std::string SamplePlaces::sampleOf(const std::string &flow) const
{
    auto name = flow.starts_with("sample:") ? flow.substr(7) : flow;
    const auto exists = [&](const std::string &candidate) {
        std::error_code failed;
        return !candidate.empty() && candidate.find('/') == std::string::npos && candidate.front() != '.' && fs::exists(m_samples + "/" + candidate + "/flow.json", failed);
    };
    if (exists(name)) {
        return name;
    }
    // A second copy has a number behind its name.
    const auto dash = name.rfind('-');
    const bool isNumbered = dash != std::string::npos && dash + 1 < name.size() && name.find_first_not_of("0123456789", dash + 1) == std::string::npos;
    name = isNumbered ? name.substr(0, dash) : std::string();
    return exists(name) ? name : std::string();
}

bool SamplePlaces::hasAnswers(const std::string &flow) const
{
    const auto sample = sampleOf(flow);
    std::error_code failed;
    return !sample.empty() && fs::exists(m_samples + "/" + sample + "/answers.json", failed);
}

Task<Result<ui::RunPlace>> SamplePlaces::prepare(std::string flow, std::stop_token stop)
{
    const auto sample = sampleOf(flow);
    if (sample.empty() || m_dataFolder.empty()) {
        co_return ui::RunPlace();
    }
    if (const auto known = m_ready.find(sample); known != m_ready.end()) {
        auto place = known->second; // what is returned is moved from
        co_return place;
    }
    const auto target = m_dataFolder + "/samples/" + sample;
    const auto copy = [from = m_samples + "/" + sample, target] { return copySample(from, target); };
    auto copied = co_await runOn(m_worker, copy);
    if (!copied) {
        co_return std::move(copied).error();
    }
    SB_CO_TRY(vars, co_await startServices(target, stop));
    const auto read = [path = target + "/answers.json"] {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::ReadOnly) ? file.read(kMostAnswers).toStdString() : std::string();
    };
    auto answers = co_await runOn(m_worker, read);
    ui::RunPlace place;
    place.folder = target;
    place.vars = std::move(vars);
    place.answers = std::move(answers);
    m_ready.emplace(sample, place);
    co_return place;
}

Task<Result<json::Object>> SamplePlaces::startServices(std::string folder, std::stop_token stop)
{
    json::Object vars;
    QFile file(QString::fromStdString(folder + "/sample.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        co_return vars;
    }
    SB_CO_TRY(sample, json::parse(file.readAll().toStdString()));
    const auto *services = json::find(sample, "services");
    if (!services || !services->is_array()) {
        co_return vars;
    }
    for (const auto &service : services->get_array()) {
        if (!service.is_object()) {
            continue;
        }
        json::Object description = service.get_object();
        const std::string variable(json::text(description, "variable", "service"));
        SB_CO_TRY(address, co_await startService(folder, std::move(description), stop));
        vars[variable] = address;
    }
    co_return vars;
}

Task<Result<std::string>> SamplePlaces::startService(std::string folder, json::Object description, std::stop_token stop)
{
    // Only programs of ours.
    const std::string program(json::text(description, "program"));
    if (!program.starts_with("signalbox-") || program.find('/') != std::string::npos) {
        co_return Error("sample.service", "The sample wants to start \"" + program + "\", which is no program of Signalbox.", program);
    }
    QStringList words;
    if (const auto *list = description.if_contains("arguments"); list && list->is_array()) {
        for (const auto &word : list->get_array()) {
            if (word.is_string()) {
                words.push_back(QString::fromUtf8(word.get_string().data(), static_cast<qsizetype>(word.get_string().size())));
            }
        }
    }
    SB_CO_TRY(executable, findHelper(program));
    m_services.push_back(std::make_unique<QProcess>());
    auto *process = m_services.back().get();
    process->setWorkingDirectory(QString::fromStdString(folder));
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // Its first line ends with its address.
    OneShot<Result<std::string>> answer;
    connect(process, &QProcess::readyReadStandardOutput, this, [process, answer] {
        if (process->canReadLine()) {
            const auto line = process->readLine().trimmed().toStdString();
            const auto space = line.rfind(' ');
            answer.set(line.substr(space == std::string::npos ? 0 : space + 1));
        }
    });
    const auto failed = [process, answer, program] {
        answer.set(Error("sample.service", "The sample's service \"" + program + "\" did not start: " + process->errorString().toStdString() + ".", program));
    };
    connect(process, &QProcess::errorOccurred, this, failed);
    connect(process, &QProcess::finished, this, failed);
    process->start(QString::fromStdString(executable), words);
    co_return co_await waitFor(answer, stop);
}

} // namespace signalbox::desktop
