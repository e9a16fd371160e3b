// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/unsent_gauge.h"

namespace signalbox::transport {

void UnsentGauge::add(std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    m_bytes += bytes;
}

void UnsentGauge::remove(std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    m_bytes -= std::min(bytes, m_bytes);
    tell();
}

std::size_t UnsentGauge::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

void UnsentGauge::whenAtMost(std::size_t mark, std::function<void()> callback)
{
    const std::lock_guard lock(m_mutex);
    m_mark = mark;
    m_executor = Executor::current();
    m_callback = std::move(callback);
    tell();
}

void UnsentGauge::forget()
{
    const std::lock_guard lock(m_mutex);
    m_executor = nullptr;
    m_callback = nullptr;
}

// Posted under the lock, so never to an executor whose waiter has called forget().
void UnsentGauge::tell()
{
    if (m_executor && m_bytes <= m_mark) {
        std::exchange(m_executor, nullptr)->post(std::exchange(m_callback, nullptr));
    }
}

} // namespace signalbox::transport
