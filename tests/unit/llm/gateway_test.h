// SPDX-License-Identifier: GPL-3.0-or-later
// A test with a gateway on a real store: providers, budgets, and time that passes when the test says.
#pragma once

#include "model_server.h"
#include "store/database.h"

#include <QTemporaryDir>

namespace signalbox::test {

constexpr auto kModelKey = "sk-gateway-secret-42";

inline Task<Result<std::string>> modelSecret(std::string name)
{
    if (name != "KEY") {
        co_return Error("vault.unknown", "There is no secret " + name + ".", name);
    }
    co_return std::string(kModelKey);
}

inline std::string withoutKey(std::string text)
{
    const std::string key = kModelKey;
    for (auto at = text.find(key); at != std::string::npos; at = text.find(key)) {
        text.replace(at, key.size(), "[key]");
    }
    return text;
}

class GatewayTest : public SignalboxTest
{
protected:
    void setUp() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        store::SqliteOptions options;
        options.folder = m_folder->path().toStdString();
        m_store = std::move(*store::openSqliteStore(options, m_clock));
        m_http = std::make_unique<http::Client>();
        makeGateway();
    }
    /// With other places where providers may be; null: wherever they are.
    void makeGateway(std::shared_ptr<const http::AddressPolicy> addresses = nullptr, std::vector<llm::LocalServer> servers = {})
    {
        m_gateway = std::make_unique<llm::Gateway>(llm::GatewayServices{.http = *m_http,
                                                                        .clock = m_clock,
                                                                        .models = m_store->models(),
                                                                        .ledger = m_store->ledger(),
                                                                        .secrets = [](std::string, std::string name) { return modelSecret(std::move(name)); },
                                                                        .prices = prices(),
                                                                        .random = [] { return 0.0; },
                                                                        .addresses = std::move(addresses),
                                                                        .localServers = std::move(servers),
                                                                        .redact = [](const std::string &text) { return withoutKey(text); }});
    }
    void tearDown() override
    {
        m_gateway.reset();
        m_http.reset();
        m_store.reset();
        m_folder.reset();
    }

    static llm::PriceTable prices()
    {
        return llm::PriceTable::parse("{\"format\": \"signalbox.prices/1\", \"models\": [{\"provider\": \"mine\", \"model\": \"m-1\", \"input\": 2, \"output\": 10}]}").value();
    }

    void setUpUrl(const std::string &url, const std::function<void(llm::ProviderConfig &)> &change = {})
    {
        llm::ProviderConfig config;
        config.id = "mine";
        config.baseUrl = url;
        config.secret = "KEY";
        config.defaultModel = "m-1";
        if (change) {
            change(config);
        }
        SB_VERIFY_OK(await(m_gateway->put("default", config)));
    }
    void setUpProvider(Model &model, const std::function<void(llm::ProviderConfig &)> &change = {}) { setUpUrl(model.server().url(), change); }

    // Waits between tries are waits of the virtual clock.
    Result<llm::GatewayAnswer> askWhileTimePasses(llm::CallOrigin from = origin(), const std::string &who = "mine")
    {
        Asking asking(m_gateway.get());
        asking.start(std::move(from), who);
        const bool ended = pumpUntil([&] {
            if (m_clock.nextTimer() >= Millis(0) && m_clock.nextTimer() < Millis(1000)) {
                m_clock.advance(m_clock.nextTimer());
            }
            return !asking.answers().empty();
        });
        return ended ? asking.answers()[0] : Result<llm::GatewayAnswer>(Error("test", "It did not end."));
    }

    void setBudget(const std::string &scope, const std::string &unit, std::int64_t most)
    {
        store::BudgetRow row;
        row.scope = scope;
        row.unit = unit;
        row.most = most;
        SB_VERIFY_OK(await(m_store->ledger().setBudget("default", row)));
    }
    store::BudgetRow budget(const std::string &scope, const std::string &unit)
    {
        const auto rows = await(m_store->ledger().budgets("default"));
        for (const auto &row : *rows) {
            if (row.scope == scope && row.unit == unit) {
                return row;
            }
        }
        return {};
    }

    VirtualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<http::Client> m_http;
    std::unique_ptr<llm::Gateway> m_gateway;
};

} // namespace signalbox::test
