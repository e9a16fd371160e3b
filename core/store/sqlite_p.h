// SPDX-License-Identifier: GPL-3.0-or-later
// A thin, fast face of SQLite's C API: a connection that keeps its prepared statements, and a query
// that binds, steps and resets. No schema stands here.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <sqlite3.h>

/// The newest sequence of the workspace whose key is the SQL expression `key`: that of its newest event,
/// or, where all are trimmed, the one that trimming wrote down.
#define SB_LAST_SEQUENCE(key)                                                                      \
    "max(coalesce((SELECT e.id - (" key " << 40) FROM events e WHERE e.id > (" key " << 40) "                      \
    "AND e.id < ((" key " + 1) << 40) ORDER BY e.id DESC LIMIT 1), 0), "                                           \
    "coalesce((SELECT n.last_seq FROM event_counters n WHERE n.workspace_id = " key "), 0))"

namespace signalbox::store {

/// SQL that lives for ever, so that its address names its prepared statement.
struct Sql
{
    consteval Sql(const char *literal) : text(literal) {} // NOLINT: made to be implicit
    const char *text;
};

/// Bytes to bind or read as a BLOB.
struct Blob
{
    std::string_view bytes;
};

/// One execution of a prepared statement; resets it when it goes. Texts that are bound are not copied:
/// they must live until then.
class Query
{
public:
    Query(class Connection &connection, sqlite3_stmt *statement) : m_connection(connection), m_statement(statement) {}
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    template<typename... Args>
    Query &bind(const Args &...args)
    {
        int index = 0;
        (bindOne(++index, args), ...);
        return *this;
    }

    /// Steps to the next row; false at the end.
    Result<bool> next();
    /// Steps to the end, dropping rows.
    Result<void> run();
    /// Makes it ready to be bound and run again.
    void reset() { sqlite3_reset(m_statement); }

    std::int64_t integer(int column) const { return sqlite3_column_int64(m_statement, column); }
    std::string_view view(int column) const;
    std::string text(int column) const { return std::string(view(column)); }

private:
    void bindOne(int index, std::int64_t value) { sqlite3_bind_int64(m_statement, index, value); }
    void bindOne(int index, int value) { sqlite3_bind_int64(m_statement, index, value); }
    void bindOne(int index, std::string_view value);
    void bindOne(int index, const std::string &value) { bindOne(index, std::string_view(value)); }
    void bindOne(int index, const char *value) { bindOne(index, std::string_view(value)); }
    void bindOne(int index, const Blob &value);

    class Connection &m_connection;
    sqlite3_stmt *m_statement;
};

/// A row after the other, to the end, as `toRow` reads each.
template<typename T, typename F>
Result<std::vector<T>> readAll(Query &query, F toRow)
{
    std::vector<T> rows;
    while (true) {
        SB_TRY(more, query.next());
        if (!more) {
            return rows;
        }
        rows.push_back(toRow(query));
    }
}

enum class OpenMode { ReadOnly, ReadWrite, Create };

/// A connection. Thread: one at a time.
class Connection
{
public:
    static Result<std::unique_ptr<Connection>> open(const std::string &path, OpenMode mode);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// A prepared statement, kept for the next time.
    Query query(Sql sql) { return Query(*this, prepared(sql.text)); }
    /// Runs SQL that is not kept.
    Result<void> execute(const std::string &sql);
    /// The first column of the first row of SQL that is not kept; 0 without a row.
    Result<std::int64_t> scalar(const std::string &sql);
    Result<std::string> scalarText(const std::string &sql);

    int changes() const { return sqlite3_changes(m_handle); }
    std::int64_t totalChanges() const { return sqlite3_total_changes64(m_handle); }
    bool inTransaction() const { return sqlite3_get_autocommit(m_handle) == 0; }
    sqlite3 *handle() const { return m_handle; }
    const std::string &path() const { return m_path; }

    /// The last failure as an Error: store.full, store.io, store.locked, store.corrupt,
    /// store.constraint, store.tooBig or store.internal.
    Error failure(int code) const;

private:
    Connection(sqlite3 *handle, std::string path) : m_handle(handle), m_path(std::move(path)) {}
    sqlite3_stmt *prepared(const char *text);
    int systemError() const;

    sqlite3 *m_handle;
    std::string m_path;
    std::unordered_map<const void *, sqlite3_stmt *> m_statements;
};

/// Whether an error is about the whole database rather than about one statement.
bool isFatal(const Error &error);

} // namespace signalbox::store
