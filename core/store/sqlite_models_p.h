// SPDX-License-Identifier: GPL-3.0-or-later
// Providers of models and their calls on SQLite.
#pragma once

#include "store/models.h"
#include "store/readers_p.h"
#include "store/writer_p.h"

namespace signalbox::store {

class SqliteModelRepository final : public ModelRepository
{
public:
    SqliteModelRepository(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    Task<Result<std::vector<ProviderRow>>> providers(std::string workspace) override;
    Task<Result<ProviderRow>> provider(std::string workspace, std::string id) override;
    Task<Result<std::int64_t>> putProvider(std::string workspace, ProviderRow provider) override;
    Task<Result<void>> removeProvider(std::string workspace, std::string id, std::int64_t revision) override;
    Task<Result<void>> recordCall(std::string workspace, LlmCallRow call) override;
    Task<Result<std::vector<LlmCallRow>>> calls(std::string workspace, LlmCallFilter filter) override;
    Task<Result<UsageRows>> usage(std::string workspace, UsageFilter filter) override;
    Task<Result<std::vector<ModelSums>>> modelSums(std::string workspace, UnixMillis from, UnixMillis to) override;
    Task<Result<FlowCosts>> flowCosts(std::string workspace, std::string flow, int runs) override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

} // namespace signalbox::store
