// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/backend.h"

#include "backend/folder_lock_p.h"
#include "backend/observer_p.h"
#include "base/log.h"
#include "base/task_scope.h"
#include "http/client.h"
#include "llm/gateway.h"
#include "nodes/register.h"
#include "vault/redactor.h"

#include <QFile>

namespace signalbox::backend {

namespace {

constexpr Millis kVaultPatience{2000};

std::unique_ptr<Observer> makeObserver(bus::Bus &bus, engine::Engine &engine, store::RunJournal &journal, const engine::ExecutorRegistry &registry, http::Client &client, Clock &clock, telemetry::Metrics &metrics, const std::optional<telemetry::OtlpOptions> &traces)
{
    std::unique_ptr<telemetry::TraceExporter> exporter;
    if (traces) {
        exporter = std::make_unique<telemetry::TraceExporter>(client, clock, metrics, telemetry::TraceExporterOptions{.otlp = *traces, .version = SIGNALBOX_VERSION});
    }
    return std::make_unique<Observer>(bus, engine, journal, registry, metrics, std::move(exporter));
}

// The prices that come along, with those of the data folder's prices.json over them.
llm::PriceTable pricesOf(const std::string &folder)
{
    QFile file(QString::fromStdString(folder + "/prices.json"));
    if (!file.exists()) {
        return llm::PriceTable::builtIn();
    }
    auto own = file.open(QIODevice::ReadOnly) ? llm::PriceTable::parse(file.readAll().toStdString())
                                              : Result<llm::PriceTable>(Error("prices.invalid", "The price table prices.json in the data folder cannot be read.", folder));
    if (own) {
        own = llm::PriceTable::builtIn().with(*own);
    }
    if (!own) {
        log::warning("backend", "the price table in the data folder is left out", {{"error", own.error().describe()}});
        return llm::PriceTable::builtIn();
    }
    return std::move(*own);
}

} // namespace

// In the order of their making; they end in the opposite one.
struct Backend::Private
{
    BackendOptions options;
    FolderLock lock;
    SystemClock clock;
    vault::Redactor redactor;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<bus::Bus> bus;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<http::Client> http;
    std::unique_ptr<vault::SecretSources> secrets;
    std::unique_ptr<llm::Gateway> gateway;
    engine::ExecutorRegistry registry;
    std::unique_ptr<eval::EvaluatorThread> evaluator;
    std::unique_ptr<eval::IsolatedEvaluators> isolated;
    telemetry::Metrics metrics;
    std::unique_ptr<engine::Engine> engine;
    std::unique_ptr<Observer> observer;
    TaskScope scope;

    static Task<void> openVault(Private *self, OneShot<bool> done)
    {
        auto opened = co_await self->vault->open();
        if (!opened && opened.error().is("vault.locked")) {
            log::info("backend", "the vault is locked");
        } else if (!opened && !opened.error().is("cancelled")) {
            // Everything that needs no secret goes on; what does says so at its call.
            log::warning("backend", "the vault is not open", {{"error", opened.error().describe()}});
        }
        done.set(true);
    }

    static Task<void> watchProviders(Private *self, std::stop_token stop)
    {
        for (;;) {
            const bool isTime = co_await self->clock.sleep(llm::kHealthRound, stop);
            if (!isTime) {
                co_return;
            }
            co_await self->gateway->checkHealth(stop);
        }
    }
};

Backend::Backend(std::unique_ptr<Private> p) : d(std::move(p)) {}

Backend::~Backend()
{
    vault::Redactor::uninstall();
}

Result<std::unique_ptr<Backend>> Backend::open(BackendOptions options)
{
    auto p = std::make_unique<Private>();
    p->options = options;
    SB_TRY(lock, FolderLock::take(options.folder));
    p->lock = std::move(lock);
    p->redactor.install();
    store::SqliteOptions sqlite;
    sqlite.folder = options.folder;
    auto store = store::openSqliteStore(sqlite, p->clock);
    if (!store) {
        vault::Redactor::uninstall();
        return std::move(store).error();
    }
    p->store = std::move(*store);
    p->bus = std::make_unique<bus::Bus>(p->store->events(), p->clock);
    vault::VaultOptions vaultOptions;
    vaultOptions.folder = options.folder;
    vaultOptions.keyPlace = options.keyPlace;
    vaultOptions.passphraseFile = options.passphraseFile;
    vaultOptions.passphraseCost = options.passphraseCost;
    vaultOptions.onUse = [raw = p.get()](const std::string &workspace, std::string_view action, const std::string &name, std::string_view outcome) {
        store::AuditRow row;
        row.workspace = workspace;
        row.subject = "owner";
        row.action = action;
        row.target = name;
        row.outcome = outcome;
        row.time = raw->clock.now();
        raw->store->audit().append(std::move(row));
    };
    vaultOptions.onUnlock = [raw = p.get()] {
        if (raw->engine) {
            raw->engine->secretsUnlocked();
        }
    };
    p->vault = std::make_unique<vault::Vault>(p->store->secrets(), vaultOptions, p->redactor, p->clock);
    p->http = std::make_unique<http::Client>();
    // One person's own machine: services on loopback are theirs, other private addresses are not reached.
    std::vector<std::string> reached{"127.0.0.0/8", "::1", "localhost"};
    SB_TRY(policy, http::AddressPolicy::allowing(reached));
    const auto addresses = std::make_shared<const http::AddressPolicy>(std::move(policy));
    reached.insert(reached.end(), options.providerNetworks.begin(), options.providerNetworks.end());
    SB_TRY(providers, http::AddressPolicy::allowing(reached));
    const auto ownNetwork = options.isShared ? std::make_shared<const http::AddressPolicy>(std::move(providers)) : nullptr;
    // A vault is a service of the operator's network, or one that a person has named on their own machine.
    p->secrets = std::make_unique<vault::SecretSources>(*p->vault, p->redactor, vault::SecretSourcesOptions{.settings = p->store->history(), .http = *p->http, .clock = p->clock, .addresses = ownNetwork ? ownNetwork : std::make_shared<const http::AddressPolicy>(http::AddressPolicy::allowAll()), .files = options.isShared ? vault::OwnFiles::No : vault::OwnFiles::Yes});
    p->gateway = std::make_unique<llm::Gateway>(llm::GatewayServices{
        .http = *p->http,
        .clock = p->clock,
        .models = p->store->models(),
        .ledger = p->store->ledger(),
        .secrets = [raw = p.get()](std::string workspace, std::string name) { return raw->secrets->resolve(std::move(workspace), std::move(name)); },
        .secretsForChecks = [raw = p.get()](std::string workspace, std::string name, std::stop_token stop) { return raw->secrets->resolve(std::move(workspace), std::move(name), std::move(stop), vault::Use::Check); },
        .prices = pricesOf(options.folder),
        .addresses = ownNetwork,
        .redact = [raw = p.get()](std::string text) {
            raw->redactor.redactInPlace(text);
            return text;
        },
        .recordings = &p->store->recordings()});
    SB_CHECK(nodes::registerNodes(p->registry, {.http = *p->http,
                                                .clock = p->clock,
                                                .addresses = addresses,
                                                .files = {},
                                                .fileThreads = 4,
                                                .models = p->gateway.get(),
                                                .plugins = options.pluginFolder,
                                                .redactBeginning = [raw = p.get()](std::string &text) { return raw->redactor.redactBeginning(text); }}));
    p->evaluator = std::make_unique<eval::EvaluatorThread>();
    p->isolated = std::make_unique<eval::IsolatedEvaluators>();
    p->engine = std::make_unique<engine::Engine>(engine::EngineServices{
        .journal = p->store->runs(),
        .payloads = p->store->payloads(),
        .bus = *p->bus,
        .executors = p->registry,
        .evaluator = *p->evaluator,
        .clock = p->clock,
        .secrets = [raw = p.get()](std::string workspace, std::string name) { return raw->secrets->resolve(std::move(workspace), std::move(name)); },
        .redact = [raw = p.get()](std::string text) {
            raw->redactor.redactInPlace(text);
            return text;
        },
        .ledger = &p->store->ledger(),
        .isolated = p->isolated.get(),
        .onEffect = [raw = p.get()](const engine::EffectReport &report) { countEffect(raw->metrics, report); }});
    p->observer = makeObserver(*p->bus, *p->engine, p->store->runs(), p->registry, *p->http, p->clock, p->metrics, options.traces);
    return std::unique_ptr<Backend>(new Backend(std::move(p)));
}

Task<Result<std::int64_t>> Backend::begin()
{
    OneShot<bool> opened;
    auto *raw = d.get();
    d->scope.start([raw, opened](std::stop_token) { return Private::openVault(raw, opened); });
    d->scope.start([raw](std::stop_token stop) { return Private::watchProviders(raw, stop); });
    // A keychain may be asking the person; whoever needs a secret waits for that, and nobody else.
    const auto timer = d->clock.startTimer(kVaultPatience, [opened] { opened.set(false); });
    (void)co_await opened.wait();
    d->clock.cancelTimer(timer);
    co_return co_await d->engine->recover();
}

Task<void> Backend::shutdown()
{
    d->vault->giveUp();
    co_await d->scope.close(); // checks of providers use what ends below
    co_await d->engine->shutdown();
    co_await d->observer->close();
}

const std::string &Backend::folder() const
{
    return d->options.folder;
}

bool Backend::isShared() const
{
    return d->options.isShared;
}

engine::Engine &Backend::engine()
{
    return *d->engine;
}

store::Store &Backend::store()
{
    return *d->store;
}

bus::Bus &Backend::bus()
{
    return *d->bus;
}

vault::Vault &Backend::vault()
{
    return *d->vault;
}

vault::SecretSources &Backend::secrets()
{
    return *d->secrets;
}

const vault::Redactor &Backend::redactor() const
{
    return d->redactor;
}

const std::string &Backend::samplesFolder() const
{
    return d->options.samplesFolder;
}

telemetry::Metrics &Backend::metrics()
{
    return d->metrics;
}

const engine::ExecutorRegistry &Backend::registry() const
{
    return d->registry;
}

llm::Gateway &Backend::gateway()
{
    return *d->gateway;
}

Clock &Backend::clock()
{
    return d->clock;
}

} // namespace signalbox::backend
