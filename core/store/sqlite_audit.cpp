// SPDX-License-Identifier: GPL-3.0-or-later
// hash(n) = hex(SHA-256(hash(n-1) ‖ each field as its length, a colon and its bytes)); hash(0) is empty.
// The last number and hash stand in a row of their own, so that a chain cut at its end is noticed.
#include "store/sqlite_repositories_p.h"

#include "base/log.h"

#include <QCryptographicHash>

namespace signalbox::store {

namespace {

constexpr std::size_t kMaxBacklog = 10'000;

std::string chain(std::string_view previous, const AuditRow &row)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](std::string_view field) {
        const auto text = std::to_string(field.size()) + ":" + std::string(field);
        hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    };
    add(previous);
    add(std::to_string(row.seq));
    add(row.workspace);
    add(row.subject);
    add(row.action);
    add(row.target);
    add(row.outcome);
    add(std::to_string(row.time));
    return hash.result().toHex().toStdString();
}

AuditRow readLine(const Query &query, std::int64_t base, const std::string &workspace)
{
    AuditRow row;
    row.seq = query.integer(0) - base;
    row.workspace = workspace;
    row.subject = query.text(1);
    row.action = query.text(2);
    row.target = query.text(3);
    row.outcome = query.text(4);
    row.time = query.integer(5);
    row.hash = query.text(6);
    return row;
}

} // namespace

/// Lines that could not be written yet, oldest first.
struct SqliteAuditRepository::Backlog
{
    std::mutex mutex;
    std::deque<AuditRow> rows;
};

/// Writes one line, after those of the backlog.
class SqliteAuditRepository::AuditWrite final : public Write
{
public:
    AuditWrite(AuditRow line, std::shared_ptr<Backlog> backlog)
        : Write(Durability::Soft, nullptr), m_row(std::move(line)), m_backlog(std::move(backlog))
    {
    }

    Result<void> apply(WriteContext &context) override
    {
        if (m_row.time == 0) {
            m_row.time = context.now();
        }
        {
            const std::lock_guard lock(m_backlog->mutex);
            m_late.insert(m_late.end(), m_backlog->rows.begin(), m_backlog->rows.end());
            m_backlog->rows.clear();
        }
        for (const auto &row : m_late) {
            SB_CHECK(insert(context, row));
        }
        return insert(context, m_row);
    }

    void finish(Result<void> outcome) override
    {
        if (outcome) {
            return;
        }
        log::error("store", "an audit line waits to be written", {{"why", outcome.error().describe()}});
        const std::lock_guard lock(m_backlog->mutex);
        m_late.push_back(std::move(m_row));
        m_backlog->rows.insert(m_backlog->rows.begin(), m_late.begin(), m_late.end());
        while (m_backlog->rows.size() > kMaxBacklog) {
            m_backlog->rows.pop_front();
        }
    }

private:
    static Result<void> insert(WriteContext &context, AuditRow row)
    {
        SB_TRY(key, context.workspaceKey(row.workspace));
        auto head = context.db().query("SELECT seq, hash FROM audit_heads WHERE workspace_id = ?");
        head.bind(key);
        SB_TRY(known, head.next());
        row.seq = known ? head.integer(0) + 1 : 1;
        row.hash = chain(known ? head.view(1) : std::string_view(), row);
        auto line = context.db().query("INSERT INTO audit_log (id, subject, action, target, outcome, time, hash) VALUES (?, ?, ?, ?, ?, ?, ?)");
        SB_CHECK(line.bind(key << kSequenceBits | row.seq, row.subject, row.action, row.target, row.outcome, row.time, row.hash).run());
        auto move = context.db().query("INSERT INTO audit_heads (workspace_id, seq, hash) VALUES (?1, ?2, ?3) "
                                       "ON CONFLICT (workspace_id) DO UPDATE SET seq = ?2, hash = ?3");
        return move.bind(key, row.seq, row.hash).run();
    }

    AuditRow m_row;
    std::vector<AuditRow> m_late;
    std::shared_ptr<Backlog> m_backlog;
};

SqliteAuditRepository::SqliteAuditRepository(Writer &writer, Readers &readers)
    : m_writer(writer), m_readers(readers), m_backlog(std::make_shared<Backlog>())
{
}

SqliteAuditRepository::~SqliteAuditRepository() = default;

void SqliteAuditRepository::append(AuditRow row)
{
    m_writer.push(std::make_unique<AuditWrite>(std::move(row), m_backlog));
}

Task<Result<std::vector<AuditRow>>> SqliteAuditRepository::list(std::string workspace, std::int64_t after, int limit)
{
    // Lines are appended without a wait; behind this they are written, or in the backlog of a full disk.
    auto nothing = [](WriteContext &) { return Result<void>(); };
    (void)co_await write(m_writer, Durability::Soft, std::move(nothing));
    auto work = [workspace = std::move(workspace), after, limit](ReadContext &context) -> Result<std::vector<AuditRow>> {
        SB_TRY(key, context.workspaceKey(workspace));
        const auto base = key << kSequenceBits;
        auto query = context.db().query("SELECT id, subject, action, target, outcome, time, hash FROM audit_log "
                                        "WHERE id > ? AND id < ? ORDER BY id LIMIT ?");
        query.bind(base + std::max<std::int64_t>(after, 0), (key + 1) << kSequenceBits, limit);
        return readAll<AuditRow>(query, [&](const Query &row) { return readLine(row, base, workspace); });
    };
    co_return co_await read(m_readers, std::move(work));
}

Task<Result<std::int64_t>> SqliteAuditRepository::verify(std::string workspace)
{
    auto work = [workspace = std::move(workspace)](ReadContext &context) -> Result<std::int64_t> {
        SB_TRY(key, context.workspaceKey(workspace));
        const auto base = key << kSequenceBits;
        // Head first: lines that are written meanwhile only make the chain longer.
        std::int64_t headSeq = 0;
        std::string headHash;
        {
            auto head = context.db().query("SELECT seq, hash FROM audit_heads WHERE workspace_id = ?");
            head.bind(key);
            SB_TRY(known, head.next());
            if (known) {
                headSeq = head.integer(0);
                headHash = head.text(1);
            }
        }
        auto query = context.db().query("SELECT id, subject, action, target, outcome, time, hash FROM audit_log "
                                        "WHERE id > ? AND id < ? ORDER BY id");
        query.bind(base, (key + 1) << kSequenceBits);
        std::int64_t expected = 1;
        std::string previous;
        while (true) {
            SB_TRY(more, query.next());
            if (!more) {
                break;
            }
            const auto row = readLine(query, base, workspace);
            if (row.seq != expected || row.hash != chain(previous, row)
                || (row.seq == headSeq && row.hash != headHash)) {
                return expected;
            }
            previous = row.hash;
            ++expected;
        }
        return expected <= headSeq ? expected : 0;
    };
    co_return co_await read(m_readers, std::move(work));
}

} // namespace signalbox::store
