// SPDX-License-Identifier: GPL-3.0-or-later
// The client's I/O thread as its callers see it.
#pragma once

#include "http/client.h"

#include <cstdint>
#include <memory>
#include <mutex>

namespace signalbox::http {

class Multi;

/// Owns the thread and the multi handle on it. Streams keep it alive after the client is gone; it has
/// been stopped by then, and takes messages without doing anything. Thread-safe.
class Io
{
public:
    explicit Io(ClientOptions options);
    ~Io();

    const ClientOptions &options() const { return m_options; }
    std::uint64_t nextId() { return m_nextId.fetch_add(1, std::memory_order_relaxed); }
    void start(std::shared_ptr<Exchange> exchange);
    void cancel(std::uint64_t id);
    void resumeReceiving(std::uint64_t id);
    void resumeSending(std::uint64_t id);
    /// Ends every transfer with `cancelled`, then the thread.
    void stop();

private:
    void post(UniqueFunction<void(Multi &)> work);

    const ClientOptions m_options;
    std::atomic<std::uint64_t> m_nextId{1};
    std::mutex m_mutex; // guards m_running, so that nothing is posted to a thread that ends
    bool m_running = true;
    EventThread m_thread;
    std::unique_ptr<Multi> m_multi;
};

} // namespace signalbox::http
