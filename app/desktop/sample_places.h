// SPDX-License-Identifier: GPL-3.0-or-later
// What samples need to run on this computer: their files in the data folder, where they may write, and the services
// that they talk to.
#pragma once

#include "ui/flow/workbench.h"

#include <QObject>

#include <map>
#include <memory>
#include <vector>

class QProcess;

namespace signalbox::desktop {

/// Thread: the GUI thread.
class SamplePlaces : public QObject
{
    Q_OBJECT
public:
    /// `worker` copies files.
    SamplePlaces(std::string samplesFolder, Executor &worker, QObject *parent = nullptr);
    /// Ends the services.
    ~SamplePlaces() override;

    void setDataFolder(std::string folder) { m_dataFolder = std::move(folder); }
    /// The place of a flow that comes from a sample ("sample:…" or the id that it was saved by); an empty one for any
    /// other. Services go on until the program ends. Errors: sample.copy, sample.service, cancelled.
    Task<Result<ui::RunPlace>> prepare(std::string flow, std::stop_token stop);
    /// Whether the sample that a flow comes from has example answers.
    bool hasAnswers(const std::string &flow) const;

private:
    struct Service;
    std::string sampleOf(const std::string &flow) const;
    Task<Result<json::Object>> startServices(std::string folder, std::stop_token stop);
    Task<Result<std::string>> startService(std::string folder, json::Object description, std::stop_token stop);

    const std::string m_samples;
    std::string m_dataFolder;
    Executor &m_worker;
    std::map<std::string, ui::RunPlace> m_ready; ///< by sample
    std::vector<std::unique_ptr<QProcess>> m_services;
};

} // namespace signalbox::desktop
