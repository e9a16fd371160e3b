// SPDX-License-Identifier: GPL-3.0-or-later
// Where a flow comes from: a file, a sample with its own folder and services, or the workspace.
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <memory>
#include <string>
#include <vector>

#include <QProcess>

namespace signalbox::cli {

struct FlowSource
{
    FlowSource() = default;
    FlowSource(FlowSource &&) = default;
    FlowSource &operator=(FlowSource &&) = default;
    /// Lets the services end, and waits for them.
    ~FlowSource();

    std::string id;
    std::string text;   ///< empty: the workspace's flow of that id
    std::string folder; ///< relative paths of its file nodes begin here
    std::string answers; ///< file with the example answers of a sample; empty: it asks no models
    json::Object vars;  ///< set by what was started for it
    /// Programs that the sample needs; they end with this object.
    std::vector<std::unique_ptr<QProcess>> services;
};

/// Reads "path/flow.json" or "sample:NAME"; a sample is copied to the data folder first, so that what
/// it writes stands there (empty: the backend is elsewhere). Any other name is a flow of the workspace.
/// Errors: flow.file, sample.unknown, sample.away, sample.service, json.*, flow.*.
Result<FlowSource> openFlow(const std::string &name, const std::string &dataFolder);
/// Starts what a sample needs beside it. Errors: sample.service.
Result<void> startServices(FlowSource &source);
/// Reads a whole file. Errors: flow.file.
Result<std::string> readFile(const std::string &path);
/// The names of the samples, and their folder.
std::vector<std::string> sampleNames();
std::string samplesFolder();

} // namespace signalbox::cli
