// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/child_process.h"

#include "base/task_scope.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

#include <QSocketNotifier>

namespace signalbox {

namespace {

// Waits until a descriptor can be read or written; it stays open as long as the caller's `keep`.
Task<Result<void>> ready(int descriptor, QSocketNotifier::Type type, std::stop_token stop)
{
    OneShot<Result<bool>> shot;
    QSocketNotifier notifier(descriptor, type);
    auto *raw = &notifier;
    QObject::connect(raw, &QSocketNotifier::activated, raw, [shot, raw] {
        raw->setEnabled(false);
        shot.set(true);
    });
    auto result = co_await waitFor(shot, stop);
    if (!result) {
        co_return std::move(result).error();
    }
    co_return Result<void>();
}

Task<Result<std::string>> readSome(std::shared_ptr<Descriptor> from, std::stop_token stop)
{
    constexpr std::size_t kMost = 64u << 10;
    std::string bytes(kMost, '\0');
    while (from->isOpen()) {
        const auto got = ::read(from->get(), bytes.data(), bytes.size());
        if (got >= 0) {
            bytes.resize(static_cast<std::size_t>(got));
            co_return bytes;
        }
        if (errno == EAGAIN) {
            SB_CO_CHECK(co_await ready(from->get(), QSocketNotifier::Read, stop));
        } else if (errno != EINTR) {
            co_return Error("child.stream", std::string("A child's output cannot be read: ") + std::strerror(errno) + ".");
        }
    }
    co_return std::string();
}

} // namespace

struct ChildProcess::Private
{
    GuardedChild child;
    // Shared with those who wait on them, who may outlive the child.
    std::shared_ptr<Descriptor> input;
    std::shared_ptr<Descriptor> output;
    std::shared_ptr<Descriptor> errors;
    std::unique_ptr<QSocketNotifier> news;
    std::optional<Error> failure;
    std::vector<OneShot<Result<bool>>> waiters; ///< for the start, then for the end
    bool started = false;

    void listen()
    {
        input = std::make_shared<Descriptor>(std::move(child.input));
        output = std::make_shared<Descriptor>(std::move(child.output));
        errors = std::make_shared<Descriptor>(std::move(child.errors));
        news = std::make_unique<QSocketNotifier>(child.control(), QSocketNotifier::Read);
        QObject::connect(news.get(), &QSocketNotifier::activated, news.get(), [this] { hear(); });
    }

    void hear()
    {
        auto heard = child.readNews();
        if (heard.kind == GuardedChild::News::Kind::None) {
            return;
        }
        started = started || heard.kind == GuardedChild::News::Kind::Started;
        failure = std::move(heard.failure);
        if (child.exit()) {
            news->setEnabled(false);
        }
        for (auto &waiter : std::exchange(waiters, {})) {
            waiter.set(true);
        }
    }

    static Task<Result<void>> next(std::shared_ptr<Private> self, std::stop_token stop)
    {
        OneShot<Result<bool>> shot;
        self->waiters.push_back(shot);
        auto result = co_await waitFor(shot, stop);
        if (!result) {
            co_return std::move(result).error();
        }
        co_return Result<void>();
    }
};

ChildProcess::ChildProcess(std::shared_ptr<Private> p) : d(std::move(p)) {}

ChildProcess::~ChildProcess()
{
    // Coroutines that still wait keep the state alive: the end must not depend on them.
    d->child.kill();
}

Task<Result<std::unique_ptr<ChildProcess>>> ChildProcess::start(ChildOptions options, std::stop_token stop)
{
    OneShot<Result<std::shared_ptr<GuardedChild>>> launched;
    auto *home = Executor::current();
    GuardedChild::launch(std::move(options), [launched, home](Result<GuardedChild> child) {
        auto shared = child ? Result<std::shared_ptr<GuardedChild>>(std::make_shared<GuardedChild>(std::move(*child)))
                            : Result<std::shared_ptr<GuardedChild>>(std::move(child).error());
        home->post([launched, shared = std::move(shared)] { launched.set(shared); });
    });
    // Not given up early: it takes a moment, and what it gives must be owned.
    SB_CO_TRY(child, co_await launched.wait());
    auto state = std::make_shared<Private>();
    state->child = std::move(*child);
    state->listen();
    std::unique_ptr<ChildProcess> process(new ChildProcess(state));
    while (!state->started && !state->child.exit()) {
        SB_CO_CHECK(co_await Private::next(state, stop));
    }
    if (state->failure) {
        co_return std::move(*state->failure);
    }
    co_return process;
}

std::int64_t ChildProcess::pid() const
{
    return d->child.pid();
}

Task<Result<std::string>> ChildProcess::readOutput(std::stop_token stop)
{
    return readSome(d->output, std::move(stop));
}

Task<Result<std::string>> ChildProcess::readErrors(std::stop_token stop)
{
    return readSome(d->errors, std::move(stop));
}

namespace {

Task<Result<void>> writeAll(std::shared_ptr<Descriptor> to, std::string bytes, std::stop_token stop)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto sent = to->isOpen() ? ::write(to->get(), bytes.data() + done, bytes.size() - done) : -1;
        if (sent >= 0) {
            done += static_cast<std::size_t>(sent);
        } else if (to->isOpen() && errno == EAGAIN) {
            SB_CO_CHECK(co_await ready(to->get(), QSocketNotifier::Write, stop));
        } else if (!to->isOpen() || errno != EINTR) {
            co_return Error("child.inputClosed", "The child does not read its input any more.");
        }
    }
    co_return Result<void>();
}

} // namespace

Task<Result<void>> ChildProcess::write(std::string bytes, std::stop_token stop)
{
    return writeAll(d->input, std::move(bytes), std::move(stop));
}

void ChildProcess::closeInput()
{
    d->input->reset();
}

Task<Result<ChildExit>> ChildProcess::wait(std::stop_token stop)
{
    auto state = d;
    while (!state->child.exit()) {
        SB_CO_CHECK(co_await Private::next(state, stop));
    }
    co_return *state->child.exit();
}

Task<ChildExit> ChildProcess::end(Clock &clock, Millis grace)
{
    auto state = d;
    state->child.terminate();
    const auto timer = clock.startTimer(grace, [state] { state->child.kill(); });
    while (!state->child.exit()) {
        auto heard = co_await Private::next(state, {});
        (void)heard;
    }
    clock.cancelTimer(timer);
    co_return *state->child.exit();
}

void ChildProcess::kill()
{
    d->child.kill();
}

namespace {

struct Collected
{
    std::string bytes;
    bool tooMuch = false;
    OneShot<bool> ended;
};

enum class Source { Output, Errors };

// Reads a stream to its end. What is too much ends the whole run.
Task<void> collect(ChildProcess *child, Source source, std::shared_ptr<Collected> into, std::size_t most, std::shared_ptr<std::stop_source> run, std::stop_token stop)
{
    for (;;) {
        auto some = source == Source::Output ? child->readOutput(stop) : child->readErrors(stop);
        auto bytes = co_await some;
        if (!bytes || bytes->empty()) {
            break;
        }
        if (into->bytes.size() + bytes->size() > most) {
            into->tooMuch = true;
            run->request_stop();
            break;
        }
        into->bytes += *bytes;
    }
    into->ended.set(true);
}

Task<void> feed(ChildProcess *child, std::string input, std::stop_token stop)
{
    // A program that does not read all of its input has done with it; that is no failure.
    auto written = co_await child->write(std::move(input), stop);
    (void)written;
    child->closeInput();
}

} // namespace

Task<Result<ChildResult>> runChild(ChildRun run, Clock &clock, std::stop_token stop)
{
    const auto program = run.child.program;
    const auto bytes = run.outputBytes;
    auto input = std::make_shared<std::string>(std::move(run.input));
    if (!input->empty()) {
        run.child.input = ChildStream::Pipe;
    }
    DeadlineStop deadline(clock, run.time.count() > 0 ? Deadline::in(clock, run.time) : Deadline(), stop);
    auto ended = std::make_shared<std::stop_source>();
    std::stop_callback onStop(deadline.token(), [ended] { ended->request_stop(); });
    auto started = co_await ChildProcess::start(std::move(run.child), ended->get_token());
    if (!started) {
        if (deadline.hasExpired()) {
            co_return Error("child.timeout", "\"" + program + "\" took longer than " + std::to_string(run.time.count()) + " ms to start.", program);
        }
        co_return std::move(started).error();
    }
    auto *child = started->get();
    auto output = std::make_shared<Collected>();
    auto errors = std::make_shared<Collected>();
    TaskScope streams;
    streams.start([=](std::stop_token token) { return collect(child, Source::Output, output, bytes, ended, token); });
    streams.start([=](std::stop_token token) { return collect(child, Source::Errors, errors, bytes, ended, token); });
    if (!input->empty()) {
        streams.start([=](std::stop_token token) { return feed(child, std::move(*input), token); });
    }
    auto exit = co_await child->wait(ended->get_token());
    if (exit) {
        // Nothing of it lives, so its streams have an end; they are read to there.
        co_await output->ended.wait();
        co_await errors->ended.wait();
    } else {
        co_await child->end(clock, run.grace);
    }
    co_await streams.close();
    if (output->tooMuch || errors->tooMuch) {
        co_return Error("child.tooMuchOutput", "\"" + program + "\" wrote more than " + std::to_string(bytes) + " bytes and was stopped.", program);
    }
    if (!exit && deadline.hasExpired()) {
        co_return Error("child.timeout", "\"" + program + "\" took longer than " + std::to_string(run.time.count()) + " ms and was stopped.", program);
    }
    if (!exit) {
        co_return cancelledError(program);
    }
    ChildResult result;
    result.exit = *exit;
    result.output = std::move(output->bytes);
    result.errors = std::move(errors->bytes);
    co_return result;
}

} // namespace signalbox
