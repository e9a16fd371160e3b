// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/program.h"

#include "eval/isolated_evaluator.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace signalbox::eval {

struct Programs::Private
{
    struct Job
    {
        Program program;
        std::stop_source stop;
        Executor *home = nullptr;
        OneShot<ProgramOutcome> done;
    };
    using JobPtr = std::shared_ptr<Job>;

    explicit Private(ProgramOptions given) : options(given) {}

    const ProgramOptions options;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<JobPtr> queue;
    std::vector<JobPtr> running;
    std::vector<std::thread> threads;
    std::size_t idle = 0;
    bool stopping = false;

    void work();
    void push(JobPtr job);
};

void Programs::Private::push(JobPtr job)
{
    const std::lock_guard lock(mutex);
    queue.push_back(std::move(job));
    if (idle == 0 && threads.size() < std::max<std::size_t>(options.threads, 1)) {
        threads.emplace_back([this] { work(); });
    }
    wake.notify_one();
}

void Programs::Private::work()
{
    // The child, and what may run in it.
    std::unique_ptr<IsolatedEvaluator> child;
    std::string domain;
    Limits limits;
    std::unique_lock lock(mutex);
    for (;;) {
        ++idle;
        const bool came = wake.wait_for(lock, options.idle, [this] { return stopping || !queue.empty(); });
        --idle;
        if (stopping) {
            return;
        }
        if (!came) {
            lock.unlock();
            child.reset();
            lock.lock();
            continue;
        }
        const auto job = std::move(queue.front());
        queue.pop_front();
        running.push_back(job);
        lock.unlock();
        const auto &wanted = job->program;
        if (!child || domain != wanted.domain || limits.time != wanted.limits.time || limits.memoryBytes != wanted.limits.memoryBytes || limits.valueBytes != wanted.limits.valueBytes) {
            domain = wanted.domain;
            limits = wanted.limits;
            child = std::make_unique<IsolatedEvaluator>(limits);
        }
        auto outcome = std::make_shared<ProgramOutcome>(child->run(wanted, job->stop.get_token()));
        job->home->post([job, outcome] { job->done.set(std::move(*outcome)); });
        lock.lock();
        std::erase(running, job);
    }
}

Programs::Programs(ProgramOptions options) : d(std::make_unique<Private>(options)) {}

Programs::~Programs()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
        for (const auto &job : d->running) {
            job->stop.request_stop();
        }
        d->wake.notify_all();
    }
    for (auto &thread : d->threads) {
        thread.join();
    }
}

Task<ProgramOutcome> Programs::run(Program program, std::stop_token stop)
{
    auto job = std::make_shared<Private::Job>();
    job->program = std::move(program);
    job->home = Executor::current();
    std::stop_callback onStop(stop, [source = job->stop]() mutable { source.request_stop(); });
    d->push(job);
    // The child is gone by the time that this resumes.
    co_return co_await job->done.wait();
}

} // namespace signalbox::eval
