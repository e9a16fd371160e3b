// SPDX-License-Identifier: GPL-3.0-or-later
// The endpoint's settings and tokens on SQLite.
#pragma once

#include "store/endpoint.h"
#include "store/readers_p.h"
#include "store/writer_p.h"

namespace signalbox::store {

class SqliteEndpointRepository final : public EndpointRepository
{
public:
    SqliteEndpointRepository(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    Task<Result<std::optional<EndpointSettings>>> settings(std::string workspace) override;
    Task<Result<void>> setSettings(std::string workspace, EndpointSettings settings) override;
    Task<Result<void>> add(EndpointTokenRow token) override;
    Task<Result<std::optional<EndpointTokenRow>>> findByHash(std::string hash) override;
    Task<Result<std::vector<EndpointTokenRow>>> list(std::string workspace) override;
    Task<Result<EndpointTokenRow>> get(std::string workspace, std::string id) override;
    Task<Result<std::int64_t>> change(EndpointTokenRow token) override;
    Task<Result<void>> revoke(std::string workspace, std::string id) override;
    Task<Result<void>> setUsed(std::string workspace, std::string id, UnixMillis at) override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

} // namespace signalbox::store
