// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "base/log.h"
#include "base/task_scope.h"
#include "session/holder.h"
#include "session/profiles.h"
#include "transport/in_process.h"
#include "transport/local_socket.h"
#include "transport/websocket_client.h"

#include <QCoreApplication>
#include <QStandardPaths>

namespace signalbox::session {

namespace {

using ChannelResult = Result<std::unique_ptr<transport::Channel>>;

constexpr Millis kHolderPatience{5000};
constexpr Millis kHolderRetry{50};

/// What lives on the backend's thread.
struct BackendSide
{
    std::unique_ptr<Holder> holder;
    TaskScope scope; ///< ends first: its tasks use the holder
};

template<typename R>
Task<void> reportTo(Task<R> work, OneShot<R> done, Executor *home)
{
    auto value = co_await std::move(work);
    home->post([done, value = std::make_shared<R>(std::move(value))] { done.set(std::move(*value)); });
}

// Carries a task out on another thread, and gives its value here.
template<typename R>
Task<R> callThere(Executor &there, BackendSide &side, std::function<Task<R>()> make)
{
    OneShot<R> done;
    there.post([&side, make = std::move(make), done, home = Executor::current()] {
        side.scope.start([&](std::stop_token) { return reportTo<R>(make(), done, home); });
    });
    co_return co_await done.wait();
}

Task<Result<void>> openHolder(BackendSide *side, backend::BackendOptions options)
{
    auto opened = co_await Holder::open(std::move(options));
    if (!opened) {
        co_return std::move(opened).error();
    }
    side->holder = std::move(*opened);
    co_return Result<void>();
}

Task<bool> closeHolder(BackendSide *side)
{
    if (side->holder) {
        co_await side->holder->close();
        side->holder.reset();
    }
    co_return true;
}

} // namespace

struct Session::Private
{
    Options options;
    Place place = Place::Embedded;
    std::string url;
    std::string token;
    SystemClock clock;
    std::unique_ptr<EventThread> thread;
    std::unique_ptr<BackendSide> side; ///< made and destroyed on `thread`
    std::unique_ptr<client::Client> client;
    bool holds = false; ///< the folder, by the backend on `thread`
    bool isClosed = false;
    int connecting = 0; ///< connectHere() calls under way
    OneShot<bool> noneConnects;

    void startThread()
    {
        if (!thread) {
            thread = std::make_unique<EventThread>("sb-backend");
            thread->runBlocking([this] { side = std::make_unique<BackendSide>(); });
        }
    }

    void endThread()
    {
        if (thread) {
            thread->runBlocking([this] { side.reset(); });
            thread->stop();
            thread.reset();
        }
    }

    std::unique_ptr<transport::Channel> channelToHolder()
    {
        auto [mine, theirs] = transport::makeChannelPair(*Executor::current(), thread->executor());
        thread->executor().post([this, channel = std::move(theirs)]() mutable {
            if (side->holder) {
                side->holder->serveOwner(std::move(channel));
            }
        });
        return std::move(mine);
    }

    // Counted: nobody who connects may come back to a session that has gone.
    static Task<ChannelResult> connectHere(Private *self, std::stop_token stop)
    {
        ++self->connecting;
        auto channel = co_await takeOrJoin(self, std::move(stop));
        if (--self->connecting == 0) {
            self->noneConnects.set(true);
        }
        co_return channel;
    }

    // The folder is taken if it is free, else its holder is asked; it may end or begin at any moment.
    static Task<ChannelResult> takeOrJoin(Private *self, std::stop_token stop)
    {
        if (self->holds) {
            co_return self->channelToHolder();
        }
        const auto begun = self->clock.steadyNow();
        for (;;) {
            self->startThread();
            backend::BackendOptions options;
            options.folder = self->options.folder;
            options.samplesFolder = self->options.samplesFolder;
            options.pluginFolder = self->options.pluginFolder;
            options.keyPlace = self->options.usesKeychain ? vault::KeyPlace::Keychain : vault::KeyPlace::File;
            options.passphraseFile = self->options.passphraseFile;
            // Named before it is awaited: g++ 12.2 destroys such temporaries twice.
            std::function<Task<Result<void>>()> open = [side = self->side.get(), options] { return openHolder(side, options); };
            auto opened = co_await callThere<Result<void>>(self->thread->executor(), *self->side, open);
            if (self->isClosed) {
                co_return cancelledError(self->options.folder);
            }
            if (opened) {
                self->holds = true;
                self->place = Place::Embedded;
                co_return self->channelToHolder();
            }
            if (!opened.error().is("data.held")) {
                co_return std::move(opened).error();
            }
            auto joined = co_await transport::connectLocal(transport::localSocketPath(self->options.folder), stop);
            if (joined && self->isClosed) {
                co_return cancelledError(self->options.folder);
            }
            if (joined) {
                self->place = Place::Joined;
                self->endThread();
                co_return std::move(*joined);
            }
            if (joined.error().is("cancelled")) {
                co_return std::move(joined).error();
            }
            if (self->clock.steadyNow() - begun > kHolderPatience) {
                co_return std::move(opened).error();
            }
            const bool goesOn = co_await self->clock.sleep(kHolderRetry, stop);
            if (!goesOn) {
                co_return cancelledError(self->options.folder);
            }
        }
    }

    static Task<ChannelResult> connectAway(Private *self, std::stop_token stop)
    {
        transport::WebSocketTarget target(self->url, self->token);
        co_return co_await transport::connectWebSocket(std::move(target), transport::PlainText::LoopbackOnly, std::move(stop));
    }
};

Session::Session(std::unique_ptr<Private> p) : d(std::move(p)) {}

Session::~Session()
{
    if (d->isClosed) {
        return;
    }
    d->client.reset();
    if (d->thread) {
        log::warning("session", "a session was not closed before it was destroyed");
    }
    d->endThread();
}

Task<Result<std::unique_ptr<Session>>> Session::open(Options options, std::stop_token stop)
{
    auto p = std::make_unique<Private>();
    p->options = std::move(options);
    auto *raw = p.get();
    client::Connector connector;
    if (p->options.connect.empty()) {
        if (p->options.folder.empty()) {
            p->options.folder = defaultFolder();
        }
        if (p->options.samplesFolder.empty()) {
            p->options.samplesFolder = defaultSamplesFolder();
        }
        connector = [raw](std::stop_token token) { return Private::connectHere(raw, std::move(token)); };
    } else {
        SB_CO_TRY(profile, findProfile(p->options.connect));
        if (p->options.token.empty()) {
            SB_CO_TRY(token, readToken(p->options.tokenFile.empty() ? profile.tokenFile : p->options.tokenFile));
            p->options.token = std::move(token);
        }
        p->options.folder.clear();
        p->place = Place::Remote;
        p->url = profile.url;
        p->token = std::exchange(p->options.token, {});
        connector = [raw](std::stop_token token_) { return Private::connectAway(raw, std::move(token_)); };
    }
    p->client = std::make_unique<client::Client>(std::move(connector), p->clock);
    std::unique_ptr<Session> session(new Session(std::move(p)));
    auto connected = co_await session->d->client->connect(std::move(stop));
    if (!connected) {
        co_await session->close();
        co_return std::move(connected).error();
    }
    co_return std::move(session);
}

client::Client &Session::client()
{
    return *d->client;
}

Place Session::place() const
{
    return d->place;
}

const std::string &Session::folder() const
{
    return d->options.folder;
}

std::string Session::title() const
{
    return d->place == Place::Remote ? d->url : d->options.folder;
}

Clock &Session::clock()
{
    return d->clock;
}

Task<void> Session::close()
{
    if (std::exchange(d->isClosed, true)) {
        co_return;
    }
    d->client->close();
    if (d->connecting > 0) {
        d->noneConnects = OneShot<bool>();
        (void)co_await d->noneConnects.wait();
    }
    if (d->thread) {
        std::function<Task<bool>()> end = [side = d->side.get()] { return closeHolder(side); };
        co_await callThere<bool>(d->thread->executor(), *d->side, end);
        d->endThread();
    }
    d->client.reset();
}

std::string defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString() + "/signalbox";
}

std::string defaultSamplesFolder()
{
    return QCoreApplication::applicationDirPath().toStdString() + "/../share/signalbox/samples";
}

} // namespace signalbox::session
