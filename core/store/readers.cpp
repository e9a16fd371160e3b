// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/readers_p.h"

#include <pthread.h>

namespace signalbox::store {

Result<std::int64_t> ReadContext::workspaceKey(const std::string &name)
{
    if (const auto found = m_workspaces.find(name); found != m_workspaces.end()) {
        return found->second;
    }
    auto select = m_connection->query("SELECT id FROM workspaces WHERE name = ?");
    select.bind(name);
    SB_TRY(known, select.next());
    if (!known) {
        return 0;
    }
    const auto key = select.integer(0);
    m_workspaces.emplace(name, key);
    return key;
}

Readers::Readers(std::vector<std::unique_ptr<Connection>> connections)
{
    for (auto &connection : connections) {
        m_contexts.push_back(std::make_unique<ReadContext>(std::move(connection)));
    }
    for (auto &context : m_contexts) {
        m_threads.emplace_back([this, &reader = *context] { loop(reader); });
    }
}

Readers::~Readers()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    for (auto &thread : m_threads) {
        thread.join();
    }
}

void Readers::push(UniqueFunction<void(ReadContext &)> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
}

void Readers::loop(ReadContext &context)
{
    pthread_setname_np(pthread_self(), "sb-store-reader");
    while (true) {
        UniqueFunction<void(ReadContext &)> work;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return !m_queue.empty() || m_isStopping; });
            if (m_queue.empty()) {
                return;
            }
            work = std::move(m_queue.front());
            m_queue.pop_front();
        }
        work(context);
    }
}

} // namespace signalbox::store
