// SPDX-License-Identifier: GPL-3.0-or-later
// The rooms put together over one data folder: store, bus, vault, evaluator, node types, engine.
#pragma once

#include "bus/bus.h"
#include "engine/engine.h"
#include "store/database.h"
#include "telemetry/otlp_options.h"
#include "vault/sources.h"
#include "vault/vault.h"

#include <memory>
#include <optional>
#include <string>

namespace signalbox::telemetry {
class Metrics;
}
namespace signalbox::llm {
class Gateway;
}

namespace signalbox::backend {

struct BackendOptions
{
    /// The data folder: made where it is missing, held while the backend lives.
    std::string folder;
    /// Where the samples stand that come with Signalbox; may be missing.
    std::string samplesFolder = {};
    /// The folder whose plug-ins are loaded; empty: none.
    std::string pluginFolder = {};
    /// Where traces of runs are sent; none: nowhere.
    std::optional<telemetry::OtlpOptions> traces = {};
    /// Whether others than the owner may use it: then model providers are no more than http.request reaches,
    /// and what the operator names: hosts, domains, addresses and ranges as http::AddressPolicy::allowing() takes them.
    bool isShared = false;
    std::vector<std::string> providerNetworks = {};
    /// Where the first key of the secrets is put.
    vault::KeyPlace keyPlace = vault::KeyPlace::File;
    /// A file with the passphrase of the key; empty: none.
    std::string passphraseFile = {};
    vault::PassphraseCost passphraseCost = {}; ///< of passphrases set from now on
};

/// A backend in this process.
/// Thread: the one that opened it, which has an Executor.
class Backend
{
public:
    /// Errors: http.invalid (providerNetworks), data.held, data.folder, store.newer, store.corrupt, store.io.
    static Result<std::unique_ptr<Backend>> open(BackendOptions options);
    ~Backend();
    Backend(const Backend &) = delete;
    Backend &operator=(const Backend &) = delete;

    /// Opens the vault and takes up every run that has not ended. Gives how many.
    Task<Result<std::int64_t>> begin();
    /// Ends in order; runs go on at the next start.
    Task<void> shutdown();

    const std::string &folder() const;
    /// As in its options.
    bool isShared() const;
    engine::Engine &engine();
    store::Store &store();
    bus::Bus &bus();
    vault::Vault &vault();
    /// The secrets by their names, wherever they are.
    vault::SecretSources &secrets();
    const vault::Redactor &redactor() const;
    const std::string &samplesFolder() const;
    const engine::ExecutorRegistry &registry() const;
    Clock &clock();
    /// Through which every model is asked.
    llm::Gateway &gateway();
    /// What is counted here.
    telemetry::Metrics &metrics();

private:
    struct Private;
    explicit Backend(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace signalbox::backend
