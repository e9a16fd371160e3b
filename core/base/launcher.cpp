// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/launcher_p.h"

#include <cerrno>
#include <csignal>
#include <thread>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace signalbox {

Launcher &Launcher::instance()
{
    static auto *const launcher = new Launcher;
    return *launcher;
}

Launcher::Launcher() : m_wake(eventfd(0, EFD_CLOEXEC))
{
    // A pipe whose reader has gone is an error of write(), not the end of this process.
    std::signal(SIGPIPE, SIG_IGN);
    std::thread([this] { run(); }).detach();
}

void Launcher::post(UniqueFunction<void()> work)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(work));
    eventfd_write(m_wake, 1);
}

void Launcher::reapLater(int pid, Descriptor life)
{
    m_living.push_back({pid, std::move(life)});
}

void Launcher::run()
{
    for (;;) {
        std::vector<pollfd> files{{m_wake, POLLIN, 0}};
        for (const auto &living : m_living) {
            files.push_back({living.life.get(), POLLIN, 0});
        }
        if (poll(files.data(), files.size(), -1) < 0 && errno != EINTR) {
            continue;
        }
        for (std::size_t i = files.size(); --i > 0;) {
            if (files[i].revents != 0) {
                auto &living = m_living[i - 1];
                while (waitpid(living.pid, nullptr, 0) < 0 && errno == EINTR) {
                }
                std::swap(living, m_living.back());
                m_living.pop_back();
            }
        }
        if (files[0].revents == 0) {
            continue;
        }
        std::vector<UniqueFunction<void()>> batch;
        {
            const std::lock_guard lock(m_mutex);
            eventfd_t count = 0;
            eventfd_read(m_wake, &count);
            batch.swap(m_queue);
        }
        for (auto &work : batch) {
            work();
        }
    }
}

} // namespace signalbox
