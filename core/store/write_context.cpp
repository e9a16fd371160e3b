// SPDX-License-Identifier: GPL-3.0-or-later
// What the writer remembers between transactions. All of it can be read again from the database, and
// is forgotten whenever a roll-back might have made it untrue.
#include "store/writer_p.h"

#include <QCryptographicHash>

namespace signalbox::store {

namespace {
constexpr std::size_t kMaxOwners = 1 << 16;
constexpr std::size_t kMaxClosures = 16;
} // namespace

Result<std::int64_t> WriteContext::workspaceKey(const std::string &name)
{
    if (const auto found = m_workspaces.find(name); found != m_workspaces.end()) {
        return found->second;
    }
    auto select = m_connection.query("SELECT id FROM workspaces WHERE name = ?");
    select.bind(name);
    SB_TRY(known, select.next());
    std::int64_t key = 0;
    if (known) {
        key = select.integer(0);
    } else {
        auto insert = m_connection.query("INSERT INTO workspaces (name, created_at) VALUES (?, ?)");
        SB_CHECK(insert.bind(name, now()).run());
        key = sqlite3_last_insert_rowid(m_connection.handle());
    }
    m_workspaces.emplace(name, key);
    return key;
}

Result<WriteContext::Counter *> WriteContext::counter(std::int64_t workspace)
{
    if (const auto found = m_counters.find(workspace); found != m_counters.end()) {
        return &found->second;
    }
    auto select = m_connection.query("SELECT last_seq, trimmed FROM event_counters WHERE workspace_id = ?");
    select.bind(workspace);
    SB_TRY(known, select.next());
    Counter counter;
    if (known) {
        counter.last = select.integer(0);
        counter.trimmed = select.integer(1);
    }
    auto newest = m_connection.query("SELECT id FROM events WHERE id > ? AND id < ? ORDER BY id DESC LIMIT 1");
    newest.bind(workspace << kSequenceBits, (workspace + 1) << kSequenceBits);
    SB_TRY(hasEvents, newest.next());
    if (hasEvents) {
        counter.last = std::max(counter.last, newest.integer(0) - (workspace << kSequenceBits));
    }
    return &(m_counters[workspace] = counter);
}

Result<void> WriteContext::append(std::int64_t workspace, const std::string &workspaceName, const EventDraft &event)
{
    SB_TRY(numbers, counter(workspace));
    auto insert = m_connection.query("INSERT INTO events (id, time, topic, source, data) VALUES (?, ?, ?, ?, ?)");
    const Sequence seq = numbers->last + 1;
    SB_CHECK(insert.bind(workspace << kSequenceBits | seq, m_eventTime, event.topic, event.source, event.data).run());
    numbers->last = seq;
    m_pending.push_back({seq, &workspaceName, &event});
    return {};
}

Result<void> WriteContext::appendOwned(std::int64_t workspace, const std::string &workspaceName, EventDraft event)
{
    m_owned.emplace_back(workspaceName, std::move(event));
    return append(workspace, m_owned.back().first, m_owned.back().second);
}

Result<Sequence> WriteContext::lastSequence(std::int64_t workspace)
{
    SB_TRY(numbers, counter(workspace));
    return numbers->last;
}

Result<void> WriteContext::setTrimmed(std::int64_t workspace, Sequence upTo)
{
    SB_TRY(numbers, counter(workspace));
    if (upTo <= numbers->trimmed) {
        return {};
    }
    numbers->trimmed = upTo;
    auto upsert = m_connection.query(
        "INSERT INTO event_counters (workspace_id, last_seq, trimmed) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (workspace_id) DO UPDATE SET last_seq = ?2, trimmed = ?3");
    return upsert.bind(workspace, numbers->last, numbers->trimmed).run();
}

Result<WriteContext::RunOwner> WriteContext::owner(RunKey run)
{
    if (const auto found = m_owners.find(run); found != m_owners.end()) {
        return found->second;
    }
    auto select = m_connection.query("SELECT fence, workspace_id FROM runs WHERE key = ?");
    select.bind(run);
    SB_TRY(known, select.next());
    if (!known) {
        return Error("store.notFound", "There is no such run.", std::to_string(run));
    }
    const RunOwner owner{select.integer(0), select.integer(1)};
    setOwner(run, owner);
    return owner;
}

void WriteContext::setOwner(RunKey run, RunOwner owner)
{
    if (m_owners.size() >= kMaxOwners) {
        m_owners.clear();
    }
    m_owners[run] = owner;
}

Result<std::int64_t> WriteContext::closureKey(const std::string &text)
{
    const auto quick = std::hash<std::string>{}(text);
    for (const auto &closure : m_closures) {
        if (closure.hash == quick && *closure.text == text) {
            return given(closure.key);
        }
    }
    return rememberClosure(quick, std::make_shared<const std::string>(text));
}

Result<std::int64_t> WriteContext::closureKey(const std::shared_ptr<const std::string> &text)
{
    for (const auto &closure : m_closures) {
        if (closure.text == text) {
            return given(closure.key);
        }
    }
    return rememberClosure(std::hash<std::string>{}(*text), text);
}

Result<std::int64_t> WriteContext::rememberClosure(std::size_t quick, std::shared_ptr<const std::string> text)
{
    const QByteArray digest = QCryptographicHash::hash(
        QByteArray::fromRawData(text->data(), static_cast<qsizetype>(text->size())), QCryptographicHash::Sha256);
    const Blob hash{{digest.constData(), static_cast<std::size_t>(digest.size())}};
    auto select = m_connection.query("SELECT id FROM closures WHERE hash = ?");
    select.bind(hash);
    SB_TRY(known, select.next());
    std::int64_t key = 0;
    if (known) {
        key = select.integer(0);
    } else {
        auto insert = m_connection.query("INSERT INTO closures (hash, text) VALUES (?, ?)");
        SB_CHECK(insert.bind(hash, *text).run());
        key = sqlite3_last_insert_rowid(m_connection.handle());
    }
    if (m_closures.size() >= kMaxClosures) {
        m_closures.pop_back();
    }
    m_closures.push_front({quick, key, std::move(text)});
    return given(key);
}

std::int64_t WriteContext::given(std::int64_t closure)
{
    if (m_givenClosures) {
        m_givenClosures->insert(closure);
    }
    return closure;
}

void WriteContext::forgetAll()
{
    m_workspaces.clear();
    m_counters.clear();
    m_owners.clear();
    m_closures.clear();
}

} // namespace signalbox::store
