// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_p.h"

#include "store/disk_p.h"

#include <cerrno>
#include <cstring>
#include <mutex>

namespace signalbox::store {

namespace {

void configureOnce()
{
    static std::once_flag once;
    std::call_once(once, [] {
        // Every connection is used by one thread at a time, and nobody reads the memory statistics.
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_initialize();
    });
}

Error corruptError(const std::string &path, const char *what)
{
    return Error("store.corrupt",
                 "The database " + path + " is damaged (" + what
                     + "). Nothing was changed. Keep a copy of it and restore the last backup.",
                 path);
}

Error errorFor(int code, int systemError, const char *what, const std::string &path)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return Error("store.full",
                     "There is no room left for the database " + path
                         + ". Nothing of this change was written. Free some space and try again.",
                     path)
            .retryable();
    case SQLITE_IOERR:
        if (systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG) {
            return errorFor(SQLITE_FULL, 0, what, path);
        }
        [[fallthrough]];
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return Error("store.io",
                     "The database " + path + " could not be read or written (" + what
                         + (systemError != 0 ? std::string(": ") + std::strerror(systemError) : std::string())
                         + "). Nothing of this change was written. Check the disk and the folder's permissions.",
                     path)
            .retryable();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Error("store.locked",
                     "The database " + path + " is held by another process. End it, or connect to it instead.", path)
            .retryable();
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return corruptError(path, what);
    case SQLITE_CONSTRAINT:
        return Error("store.constraint", std::string("The change contradicts what is stored: ") + what + ".", path);
    case SQLITE_TOOBIG:
        return Error("store.tooBig", "A value is too large for the database " + path + ".", path);
    case SQLITE_NOMEM:
        return Error("store.memory", "There is not enough memory for the database " + path + ".", path).retryable();
    default:
        return Error("store.internal", "The database " + path + " refused a statement: " + what + ".", path);
    }
}

} // namespace

bool isFatal(const Error &error)
{
    return error.is("store.full") || error.is("store.io") || error.is("store.locked") || error.is("store.corrupt")
        || error.is("store.memory");
}

Query::~Query()
{
    if (m_statement) {
        sqlite3_reset(m_statement);
    }
}

void Query::bindOne(int index, std::string_view value)
{
    // A null pointer would bind NULL.
    sqlite3_bind_text64(m_statement, index, value.data() ? value.data() : "", value.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Query::bindOne(int index, const Blob &value)
{
    sqlite3_bind_blob64(m_statement, index, value.bytes.data() ? value.bytes.data() : "", value.bytes.size(),
                        SQLITE_STATIC);
}

Result<bool> Query::next()
{
    if (!m_statement) {
        return m_connection.failure(sqlite3_extended_errcode(m_connection.handle()));
    }
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    return m_connection.failure(code);
}

Result<void> Query::run()
{
    while (true) {
        SB_TRY(more, next());
        if (!more) {
            return {};
        }
    }
}

std::string_view Query::view(int column) const
{
    // The blob accessor gives a text's bytes as they are, without a conversion.
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string &path, OpenMode mode)
{
    configureOnce();
    if (mode == OpenMode::Create) {
        // The log and its index get the file's mode; SQLite's own would be everybody's to read.
        SB_CHECK(makePrivateFile(path));
    }
    const int access = mode == OpenMode::ReadOnly ? SQLITE_OPEN_READONLY
        : mode == OpenMode::ReadWrite             ? SQLITE_OPEN_READWRITE
                                                  : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) {
        auto error = errorFor(code, handle ? sqlite3_system_errno(handle) : 0, sqlite3_errstr(code), path);
        sqlite3_close_v2(handle);
        return error;
    }
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return std::unique_ptr<Connection>(new Connection(handle, path));
}

Connection::~Connection()
{
    for (auto &[text, statement] : m_statements) {
        sqlite3_finalize(statement);
    }
    sqlite3_close_v2(m_handle);
}

sqlite3_stmt *Connection::prepared(const char *text)
{
    auto [entry, isNew] = m_statements.try_emplace(text, nullptr);
    if (isNew) {
        const int code = sqlite3_prepare_v3(m_handle, text, -1, SQLITE_PREPARE_PERSISTENT, &entry->second, nullptr);
        if (code != SQLITE_OK) {
            m_statements.erase(entry);
            return nullptr;
        }
    }
    return entry->second;
}

Result<void> Connection::execute(const std::string &sql)
{
    const int code = sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return failure(code);
    }
    return {};
}

Result<std::int64_t> Connection::scalar(const std::string &sql)
{
    SB_TRY(text, scalarText(sql));
    return text.empty() ? 0 : std::strtoll(text.c_str(), nullptr, 10);
}

Result<std::string> Connection::scalarText(const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    int code = sqlite3_prepare_v2(m_handle, sql.c_str(), -1, &statement, nullptr);
    std::string value;
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
        if (code == SQLITE_ROW) {
            const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, 0));
            value = text ? text : "";
            code = SQLITE_OK;
        } else if (code == SQLITE_DONE) {
            code = SQLITE_OK;
        }
    }
    if (code != SQLITE_OK) {
        auto error = failure(code);
        sqlite3_finalize(statement);
        return error;
    }
    sqlite3_finalize(statement);
    return value;
}

Error Connection::failure(int code) const
{
    return errorFor(code, (code & 0xff) == SQLITE_IOERR ? systemError() : 0, sqlite3_errmsg(m_handle), m_path);
}

// A commit that fails does not tell sqlite3_system_errno(), but the file that failed remembers.
int Connection::systemError() const
{
    int number = sqlite3_system_errno(m_handle);
    if (number == 0) {
        sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_LAST_ERRNO, &number);
    }
    sqlite3_file *log = nullptr;
    if (number == 0 && sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK && log
        && log->pMethods) {
        log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &number);
    }
    return number;
}

} // namespace signalbox::store
