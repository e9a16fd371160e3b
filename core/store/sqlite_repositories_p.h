// SPDX-License-Identifier: GPL-3.0-or-later
// The other repositories on SQLite: events, flows, secrets, tokens, audit.
#pragma once

#include "store/event_log.h"
#include "store/readers_p.h"
#include "store/repositories.h"
#include "store/writer_p.h"

namespace signalbox::store {

class SqliteEventLog final : public EventLog
{
public:
    SqliteEventLog(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    void setListener(Executor &executor, std::function<void(std::vector<EventRow>)> listener) override;
    Sequence lastKnown(const std::string &workspace) const override;
    Task<Result<Sequence>> append(std::string workspace, std::vector<EventDraft> events, Durability durability) override;
    Task<Result<std::vector<EventRow>>> read(std::string workspace, Sequence after, int limit) override;
    Task<Result<Sequence>> last(std::string workspace) override;
    Task<Result<void>> trim(std::string workspace, Sequence upTo) override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

class SqliteFlowRepository final : public FlowRepository
{
public:
    SqliteFlowRepository(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    Task<Result<std::vector<FlowRow>>> list(std::string workspace) override;
    Task<Result<FlowRow>> get(std::string workspace, std::string id) override;
    Task<Result<std::int64_t>> save(std::string workspace, FlowRow flow) override;
    Task<Result<std::int64_t>> publish(std::string workspace, FlowVersionRow version) override;
    Task<Result<void>> setLive(std::string workspace, std::string id, std::int64_t number) override;
    Task<Result<std::vector<FlowVersionRow>>> versions(std::string workspace, std::string id) override;
    Task<Result<FlowVersionRow>> version(std::string workspace, std::string id, std::int64_t number) override;
    Task<Result<void>> remove(std::string workspace, std::string id, std::int64_t revision) override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

class SqliteSecretRepository final : public SecretRepository
{
public:
    SqliteSecretRepository(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    Task<Result<std::vector<SecretRow>>> list(std::string workspace) override;
    Task<Result<SecretRow>> get(std::string workspace, std::string name) override;
    Task<Result<void>> put(std::string workspace, SecretRow secret) override;
    Task<Result<void>> remove(std::string workspace, std::string name) override;
    Task<Result<std::vector<std::pair<std::string, SecretRow>>>> allSecrets() override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

class SqliteTokenRepository final : public TokenRepository
{
public:
    SqliteTokenRepository(Writer &writer, Readers &readers) : m_writer(writer), m_readers(readers) {}
    Task<Result<void>> add(TokenRow token) override;
    Task<Result<std::optional<TokenRow>>> findByHash(std::string hash) override;
    Task<Result<std::vector<TokenRow>>> list(std::string workspace) override;
    Task<Result<void>> revoke(std::string workspace, std::string id) override;

private:
    Writer &m_writer;
    Readers &m_readers;
};

class SqliteAuditRepository final : public AuditRepository
{
public:
    SqliteAuditRepository(Writer &writer, Readers &readers);
    ~SqliteAuditRepository() override;
    void append(AuditRow row) override;
    Task<Result<std::vector<AuditRow>>> list(std::string workspace, std::int64_t after, int limit) override;
    Task<Result<std::int64_t>> verify(std::string workspace) override;

private:
    struct Backlog;
    class AuditWrite;
    Writer &m_writer;
    Readers &m_readers;
    std::shared_ptr<Backlog> m_backlog;
};

} // namespace signalbox::store
